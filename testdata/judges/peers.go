package judges

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A Symbol is what another encoder made of a message.
type Symbol struct {
	Width, Height int    // modules; a linear symbol is one high
	Rows          string // "#" for dark and "." for light, rows joined by line feeds
	Error         string // why there is none
}

// A LibzintOptions says what libzint makes, in the numbers of its zint.h.
type LibzintOptions struct {
	Symbology, InputMode      int
	Option1, Option2, Option3 int
	Seconds                   float64 // to measure the speed for
}

// Libzint encodes messages, application identifiers in square brackets, with Debian's
// libzint-dev, and returns one symbol a message and how many it made in a second.
// For a composite symbol a message is the linear data, a tabulator and the rest.
func Libzint(t testing.TB, o LibzintOptions, messages []string) ([]Symbol, float64) {
	t.Helper()
	gcc := Command(t, "gcc", "gcc")
	program := filepath.Join(t.TempDir(), "zint")
	source := filepath.Join(folder(t), "libzint", "zint.c")
	if out, err := exec.CommandContext(t.Context(), gcc, "-O2", "-o", program, source, "-lzint").CombinedOutput(); err != nil {
		missing(t, "libzint does not compile: apt-get install libzint-dev, or make judges\n%s", out)
	}
	var args []string
	for _, n := range []int{o.Symbology, o.InputMode, o.Option1, o.Option2, o.Option3} {
		args = append(args, strconv.Itoa(n))
	}
	cmd := exec.CommandContext(t.Context(), program, append(args, fmt.Sprint(o.Seconds))...)
	cmd.Stdin = strings.NewReader(strings.Join(messages, "\n"))
	lines := bufio.NewScanner(bytes.NewReader(output(t, cmd)))
	symbols := make([]Symbol, len(messages))
	for i := range symbols {
		symbols[i] = readLibzint(t, lines)
	}
	lines.Scan()
	var speed float64
	if _, err := fmt.Sscanf(lines.Text(), "speed %g", &speed); err != nil {
		t.Fatalf("zint: %q: %v", lines.Text(), err)
	}
	return symbols, speed
}

// readLibzint reads what the program prints of one symbol.
func readLibzint(t testing.TB, lines *bufio.Scanner) (s Symbol) {
	t.Helper()
	lines.Scan()
	if reason, ok := strings.CutPrefix(lines.Text(), "error "); ok {
		return Symbol{Error: reason}
	}
	if _, err := fmt.Sscanf(lines.Text(), "%d %d", &s.Width, &s.Height); err != nil {
		t.Fatalf("zint: %q: %v", lines.Text(), err)
	}
	rows := make([]string, s.Height)
	for y := range rows {
		lines.Scan()
		rows[y] = lines.Text()
	}
	s.Rows = strings.Join(rows, "\n")
	return s
}

// BWIPP encodes texts with bwip-js, for an encoder and with options of BWIPP
// ("datamatrix", "format=square"), and returns one symbol a text and how many it
// made in a second when measured for so many.
func BWIPP(t testing.TB, encoder, options string, seconds float64, texts []string) ([]Symbol, float64) {
	t.Helper()
	node := Command(t, "node", "nodejs")
	dir := folder(t)
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "bwip-js")); err != nil {
		missing(t, "npm package bwip-js not found: npm ci in %s, or make judges", dir)
	}
	cmd := exec.CommandContext(t.Context(), node, filepath.Join(dir, "bwipp.mjs"), encoder, options, fmt.Sprint(seconds))
	cmd.Stdin = strings.NewReader(strings.Join(texts, "\n"))
	answers := json.NewDecoder(bytes.NewReader(output(t, cmd)))
	symbols := make([]Symbol, len(texts))
	for i := range symbols {
		if err := answers.Decode(&symbols[i]); err != nil {
			t.Fatalf("bwip-js: %v", err)
		}
	}
	var last struct{ Speed float64 }
	if err := answers.Decode(&last); err != nil {
		t.Fatalf("bwip-js: %v", err)
	}
	return symbols, last.Speed
}
