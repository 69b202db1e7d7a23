package sheet

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/testdata/judges"
)

// TestReport has poppler read the text of a report: every fact, the head of the
// table on every page, and every row, uncut.
func TestReport(t *testing.T) {
	pdftotext := judges.Command(t, "pdftotext", "poppler-utils")
	hash := strings.Repeat("0123456789abcdef", 4)
	r := Report{
		Title: "Run R1", Subtitle: "of ä product",
		Facts:   [][2]string{{"state", "closed"}, {"decision", strings.Repeat("a long story ", 30) + "END"}},
		Columns: []Column{{Title: "n", Width: 12}, {Title: "serial", Width: 40}, {Title: "hash", Width: 84, Code: true}},
	}
	const rows = 150
	var b bytes.Buffer
	err := WriteReport(&b, r, func(yield func([]string) bool) {
		for i := range rows {
			if !yield([]string{fmt.Sprint(i + 1), fmt.Sprintf("S%04d", i+1), hash}) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftotext, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := string(out)
	pages := strings.Count(text, "\f")
	for want, n := range map[string]int{"Run R1": pages, "of ä product": pages, "serial": pages, hash: rows, "S0001": 1, "S0150": 1, "closed": 1, "END": 1} {
		if got := strings.Count(text, want); got != n {
			t.Errorf("%q stands %d times on %d pages, want %d", want, got, pages, n)
		}
	}
	if pages < 2 {
		t.Errorf("%d pages", pages)
	}
}
