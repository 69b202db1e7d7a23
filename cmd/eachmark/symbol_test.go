package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
)

const symbolData = "(01)09506000134352(21)A1"

// TestSymbolTerminal: a terminal shows the symbol in its own colours, nothing binary,
// and nothing whose lines would break.
func TestSymbolTerminal(t *testing.T) {
	for _, test := range []struct {
		args    []string
		columns int
		code    int
		out     string // what stdout begins with
		told    string // a part of stderr
	}{
		{[]string{symbolData}, 80, exitDone, "\x1b[38;5;16;48;5;231m ▄ ▄", ""},
		{[]string{symbolData, "-o", "-"}, 0, exitDone, "\x1b[38;5;16;48;5;231m ▄ ▄", ""},
		{[]string{symbolData, "--format", "svg"}, 80, exitDone, "<svg ", ""},
		{[]string{symbolData, "--format", "png"}, 80, exitUsage, "", "a picture does not go to a terminal"},
		{[]string{symbolData, "-o", "-", "--format", "pdf"}, 80, exitUsage, "", "a picture does not go to a terminal"},
		{[]string{symbolData, "--type", "gs1-128"}, 80, exitUsage, "", "the symbol needs 99 columns, the terminal has 80"},
		{[]string{"(01)09506000134353"}, 80, exitFindings, "", "GS1-CHECK-DIGIT"},
	} {
		p, stdout, stderr := newTestProgram(t, "")
		p.stdoutTerminal, p.columns = true, test.columns
		code := p.run(t.Context(), append([]string{"eachmark", "symbol"}, test.args...))
		if code != test.code || !strings.HasPrefix(stdout.String(), test.out) || !strings.Contains(stderr.String(), test.told) ||
			test.out == "" && stdout.Len() > 0 {
			t.Errorf("%v: exit code %d\n%s\n%s", test.args, code, stdout, stderr)
		}
	}
}

// TestSymbolVerify: a symbol that is read as something else is not written, unless
// nobody asks for reading it.
func TestSymbolVerify(t *testing.T) {
	m, err := gs1.ParseBracketed(symbolData, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := symbol.Encode(symbol.GS1DataMatrix, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	for y := range s.Height {
		s.SetBar(2, y, s.Width-4)
	}
	broken := &sized{Symbol: s, message: m, render: symbol.RenderOptions{Module: 4}}
	path := filepath.Join(t.TempDir(), "symbol.png")
	p, _, stderr := newTestProgram(t, "")
	j := &symbolJob{symbolOptions: symbolOptions{verify: true}, kind: symbol.GS1DataMatrix, format: "png"}
	err = p.writeSymbol(j, broken, path)
	if code := exitCode(stderr, err, false); code != exitInternal || !strings.Contains(stderr.String(), "hint: nothing was written; --no-verify") {
		t.Errorf("exit code %d, %s", code, stderr)
	}
	if exists(path) {
		t.Error("a symbol that does not decode is written")
	}
	j.verify = false
	if err := p.writeSymbol(j, broken, path); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); err != nil || !strings.Contains(stderr.String(), "not read back") {
		t.Errorf("%v, %s", err, stderr)
	}
}
