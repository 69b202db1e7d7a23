package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/printer/sheet"
	"github.com/eachmark/eachmark/testdata/judges"
)

// labels yields n pictures of a DataMatrix with the serials 1…n.
func labels(t *testing.T, n int) func(func(sheet.Label, error) bool) {
	return func(yield func(sheet.Label, error) bool) {
		for i := 1; i <= n; i++ {
			m := gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: "09506000134352"}, gs1.Element{AI: gs1.AI21, Value: fmt.Sprint(i)})
			s, err := symbol.Encode(symbol.GS1DataMatrix, m, nil)
			if err != nil {
				t.Fatal(err)
			}
			png, err := s.AppendPNG(nil, &symbol.RenderOptions{Module: 10})
			if !yield(sheet.Label{PNG: png, Width: 50, Height: 50, Caption: fmt.Sprintf("%d – größe", i)}, err) {
				return
			}
		}
	}
}

// TestWrite renders the sheet with poppler: twelve labels of 50 mm fit a page,
// and each decodes from the page.
func TestWrite(t *testing.T) {
	pdftoppm := judges.Command(t, "pdftoppm", "poppler-utils")
	var pdf bytes.Buffer
	if err := sheet.Write(&pdf, sheet.Sheet{Title: "Run R1", Subtitle: "13 labels"}, labels(t, 13)); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "sheet.pdf")
	if err := os.WriteFile(path, pdf.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(pdftoppm, "-r", "150", "-png", path, filepath.Join(dir, "page")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "page*.png"))
	if err != nil || len(pages) != 2 {
		t.Fatalf("%d pages (%v), want 2", len(pages), err)
	}
	last := judges.ZXing(t, pages[1])[0]
	if want := "010950600013435221" + "13"; last.Symbology != "]d2" || last.Text != want {
		t.Errorf("the label on the second page decodes to %s%q, want ]d2%q", last.Symbology, last.Text, want)
	}
}

// TestWriteNothing gives a page all the same.
func TestWriteNothing(t *testing.T) {
	var pdf bytes.Buffer
	if err := sheet.Write(&pdf, sheet.Sheet{Title: "none"}, labels(t, 0)); err != nil || !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF-")) {
		t.Fatalf("%v, %.8q", err, pdf.Bytes())
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrors(t *testing.T) {
	if err := sheet.Write(fullDisk{}, sheet.Sheet{}, labels(t, 1)); !errors.Is(err, errFull) {
		t.Errorf("full disk: %v", err)
	}
	broken := func(yield func(sheet.Label, error) bool) { yield(sheet.Label{}, errFull) }
	if err := sheet.Write(new(bytes.Buffer), sheet.Sheet{}, broken); !errors.Is(err, errFull) {
		t.Errorf("picture that cannot be read: %v", err)
	}
	noPNG := func(yield func(sheet.Label, error) bool) { yield(sheet.Label{PNG: []byte("GIF89a")}, nil) }
	if err := sheet.Write(new(bytes.Buffer), sheet.Sheet{}, noPNG); err == nil {
		t.Error("a picture that is no PNG is taken")
	}
}
