package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	stream "github.com/eachmark/eachmark/gs1/record"
)

// A scanCorpus writes scans of four elements, of which one in a hundred is
// damaged, in five ways in turn.
type scanCorpus struct{ random *rand.Rand }

func newScanCorpus() *scanCorpus { return &scanCorpus{rand.New(rand.NewPCG(1, 2))} }

// damaged reports whether the scan on a row is.
func damaged(row int) bool { return row%100 == 37 }

const damages = 5

// scan returns the scan on a row, from 1.
func (c *scanCorpus) scan(row int) string {
	gtin := fmt.Sprintf("0950600%06d", c.random.IntN(1e6))
	check := checkDigit(gtin)
	date := fmt.Sprintf("%02d%02d%02d", 26+c.random.IntN(5), 1+c.random.IntN(12), 1+c.random.IntN(28))
	lot, serial, separator, ai := c.lot(), fmt.Sprintf("%010d", c.random.IntN(1e10)), "\x1d", "21"
	if damaged(row) {
		switch row / 100 % damages {
		case 0:
			check = (check + 1) % 10
		case 1:
			date = date[:2] + "13" + date[4:]
		case 2:
			separator = ""
		case 3:
			lot = lot[:3] + "~" + lot[4:]
		case 4:
			ai = "89"
		}
	}
	return fmt.Sprintf("]d201%s%d17%s10%s%s%s%s", gtin, check, date, lot, separator, ai, serial)
}

// lot returns a lot number as goods have them.
func (c *scanCorpus) lot() string {
	const characters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
	lot := []byte("L")
	for range 6 {
		lot = append(lot, characters[c.random.IntN(len(characters))])
	}
	return string(lot)
}

func checkDigit(digits string) int {
	sum := 0
	for i := range len(digits) {
		weight := 3 - 2*((len(digits)-i+1)%2)
		sum += weight * int(digits[i]-'0')
	}
	return (10 - sum%10) % 10
}

// write writes the scans on rows 1 to n to w and returns how many are damaged.
func (c *scanCorpus) write(w io.Writer, n int) (wrong int, err error) {
	for row := 1; row <= n && err == nil; row++ {
		if damaged(row) {
			wrong++
		}
		_, err = io.WriteString(w, c.scan(row)+"\n")
	}
	return wrong, err
}

// TestCheckFindsAll: every damaged scan is found, on its row, and no other.
func TestCheckFindsAll(t *testing.T) {
	const n = 20_000
	var in bytes.Buffer
	if _, err := newScanCorpus().write(&in, n); err != nil {
		t.Fatal(err)
	}
	p, stdout, stderr := newTestProgram(t, in.String())
	if code := p.run(t.Context(), []string{"eachmark", "check", "--json"}); code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	var rows []int
	var last tally
	for _, line := range strings.Split(strings.TrimSpace(stdout.String()), "\n") {
		var r struct {
			Schema string
			Row    int
			Valid  any // of the summary a number
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if r.Schema != "check/1" {
			if err := json.Unmarshal([]byte(line), &last); err != nil {
				t.Fatal(err)
			}
			continue
		}
		rows = append(rows, r.Row)
		if r.Valid != false {
			t.Errorf("row %d is shown and valid: %s", r.Row, line)
		}
	}
	var want []int
	for row := range n + 1 {
		if damaged(row) {
			want = append(want, row)
		}
	}
	if !slices.Equal(rows, want) {
		t.Errorf("%d rows were found, want %d, in order", len(rows), len(want))
	}
	if last.Rows != n || last.Invalid != len(want) || last.Valid != n-len(want) {
		t.Errorf("summary %+v", last)
	}
}

// TestCheckAgreesWithParse: the short way for plain scans says what parse says.
func TestCheckAgreesWithParse(t *testing.T) {
	p, _, _ := newTestProgram(t, "")
	corpus := newScanCorpus()
	texts := []string{
		"", "]", "]d2", "]d2x", "]C1" + "00095060001343520000", "]d210LOT42", "]e00109506000134352\x1d", "]d2\x1d0109506000134352",
		"]d2010950600013435210ABC12321SN9876543210", "]d2010950600013435210AB{GS}217", "]d2010950600013435210AB<GS>217", "]d2010950600013435210abc",
	}
	for row := range 3000 {
		texts = append(texts, corpus.scan(row))
	}
	for _, part := range []bool{false, true} {
		o := checkOptions{parse: parseOptions{partOfLabel: part}, now: p.now()}
		c := newChecker(&source{}, o)
		for _, text := range texts {
			if plainly, in := c.plainlyValid(text), c.judge(item{Record: stream.Record{Text: text}}); plainly && (!in.valid || len(in.alternatives) > 0) {
				t.Errorf("%q is taken for valid at once; parse says %+v", text, in)
			}
		}
	}
}

// TestCheckProgress: at a terminal a bar tells how much was read and is gone at
// the end; not where the findings go there too, nor with --quiet.
func TestCheckProgress(t *testing.T) {
	file := filepath.Join(t.TempDir(), "scans.txt")
	if err := os.WriteFile(file, []byte(strings.Repeat("]d20109506000134352\n", 50_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		both bool
		flag string
		bar  bool
	}{{false, "--json", true}, {true, "--json", false}, {false, "--quiet", false}} {
		p, _, stderr := newTestProgram(t, "")
		p.stderrTerminal, p.stdoutTerminal = true, test.both
		if code := p.run(t.Context(), []string{"eachmark", "check", test.flag, file}); code != 0 {
			t.Errorf("exit code %d\n%s", code, stderr)
		}
		if bar := strings.Contains(stderr.String(), "scans.txt"); bar != test.bar {
			t.Errorf("%+v: %q", test, stderr)
		}
		if end := stderr.String(); test.bar && !strings.HasSuffix(strings.TrimRight(end, " "), "\r") {
			t.Errorf("the bar stays: %q", end)
		}
	}
}

// TestCheckReadError: what was read before is judged, and the error is told.
func TestCheckReadError(t *testing.T) {
	p, stdout, stderr := newTestProgram(t, "")
	p.stdin = io.MultiReader(strings.NewReader("(01)09506000134353\n"), iotest.ErrReader(errors.New("cable pulled")))
	for _, args := range [][]string{{"check"}, {"check", "--format", "csv", "--column", "1"}} {
		p.stdin = io.MultiReader(strings.NewReader("(01)09506000134353\n"), iotest.ErrReader(errors.New("cable pulled")))
		code := p.run(t.Context(), append([]string{"eachmark"}, args...))
		if code != exitIO || !strings.Contains(stderr.String(), "cable pulled") || !strings.Contains(stdout.String(), "GS1-CHECK-DIGIT") {
			t.Errorf("%v: exit code %d\n%s\n%s", args, code, stdout, stderr)
		}
		stdout.Reset()
		stderr.Reset()
	}
}

// TestCheckBoundsRows: a quotation mark that is never closed does not fill the
// memory with the file.
func TestCheckBoundsRows(t *testing.T) {
	p, _, stderr := newTestProgram(t, "")
	p.stdin = io.MultiReader(strings.NewReader("udi\n\""), endless{})
	if code := p.run(t.Context(), []string{"eachmark", "check", "--format", "csv", "--column", "udi"}); code != exitIO || !strings.Contains(stderr.String(), "quotation mark") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// TestCheckWriteError: output that nobody takes ends the work.
func TestCheckWriteError(t *testing.T) {
	p, _, stderr := newTestProgram(t, strings.Repeat("(01)09506000134353\n", 200_000))
	p.stdout = failingWriter{}
	if code := p.run(t.Context(), []string{"eachmark", "check"}); code != exitIO || !strings.Contains(stderr.String(), "disk full") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// BenchmarkCheck checks a million scans in a process of its own. The goal is a
// second on two cores and 64 MiB.
func BenchmarkCheck(b *testing.B) {
	const n = 1_000_000
	file := filepath.Join(b.TempDir(), "scans.txt")
	f, err := os.Create(file)
	if err != nil {
		b.Fatal(err)
	}
	wrong, err := newScanCorpus().write(f, n)
	if err := errors.Join(err, f.Close()); err != nil {
		b.Fatal(err)
	}
	var memory, cpu float64
	for b.Loop() {
		c := programCommand(b, "check", "--json", file)
		out, _ := c.Output() // the exit code says that there are findings
		if want := fmt.Sprintf(`"rows":%d,"valid":%d,"invalid":%d,`, n, n-wrong, wrong); !bytes.Contains(out, []byte(want)) {
			b.Fatalf("want %s, the output ends %s", want, out[max(len(out)-300, 0):])
		}
		memory = max(memory, peakMemory(c.ProcessState)) // of this process at its start, if that is more
		cpu += (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
	b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
	b.ReportMetric(memory, "peak-MiB")
}
