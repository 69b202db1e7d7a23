// Package judges runs the programs that confirm, independently of this
// project's own code, what the tests claim: barcode decoders, PDF rasterisers,
// peers. [ZXing] reads symbols, [Command] finds any other program.
//
// "make judges" installs them all, from the lists apt.txt and package-lock.json
// beside this file. A test that needs a judge it cannot find is skipped with the
// name of the package to install; with EACHMARK_JUDGES=required it fails. Only
// tests import this package.
package judges

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A Decoded is what a judge read in one picture: its first symbol, and More if
// there were several. Without a symbol all but File is empty.
type Decoded struct {
	File      string
	Symbology string    // AIM symbology identifier, "]d2"
	Text      string    // the data without the identifier; GS where FNC1 separates
	Format    string    // the judge's own name of the symbology
	Bytes     []byte    // the data, where Text is not (zxing-wasm only)
	More      []Decoded // the other symbols in the picture, File the same
}

// Command returns the path of the program name, or ends the test as one whose
// judge is missing: aptPackage is the Debian package to install.
func Command(t testing.TB, name, aptPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, "%s not found: apt-get install %s, or make judges", name, aptPackage)
	}
	return path
}

// ZXing decodes pictures with zxing-wasm, a build of zxing-cpp for Node.js, and
// returns one answer a file, in order. It is the strongest judge: it reads every
// symbology here except the 2D part of GS1 Composite.
func ZXing(t testing.TB, files ...string) []Decoded {
	t.Helper()
	node := Command(t, "node", "nodejs")
	dir := folder(t)
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "zxing-wasm")); err != nil {
		missing(t, "npm package zxing-wasm not found: npm ci in %s, or make judges", dir)
	}
	cmd := exec.CommandContext(t.Context(), node, filepath.Join(dir, "zxing.mjs"))
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n"))
	out := output(t, cmd)
	decoded := make([]Decoded, 0, len(files))
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var answer struct {
			File, Error string
			Symbols     []Decoded
		}
		if err := dec.Decode(&answer); err != nil {
			t.Fatalf("zxing-wasm: %v", err)
		}
		if answer.Error != "" {
			t.Fatalf("zxing-wasm: %s: %s", answer.File, answer.Error)
		}
		decoded = append(decoded, gather(answer.File, answer.Symbols))
	}
	return complete(t, "zxing-wasm", decoded, files)
}

// ZXingReader decodes pictures with the program of that name in Debian's
// zxing-cpp-tools and returns one answer a file, in order. Version 1.4 does not
// read stacked DataBar.
func ZXingReader(t testing.TB, files ...string) []Decoded {
	t.Helper()
	path := Command(t, "ZXingReader", "zxing-cpp-tools")
	cmd := exec.CommandContext(t.Context(), path, append([]string{"-escape"}, files...)...)
	var decoded []Decoded
	if len(files) == 1 {
		decoded = []Decoded{{File: files[0]}} // it names the file only among several
	}
	for line := range strings.Lines(string(output(t, cmd))) {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		if key == "File" && (len(decoded) == 0 || decoded[len(decoded)-1].File != value) {
			decoded = append(decoded, Decoded{File: value})
		}
		if len(decoded) > 0 {
			decoded[len(decoded)-1].take(t, key, value)
		}
	}
	return complete(t, "ZXingReader", decoded, files)
}

// take stores one line of ZXingReader's report. "Text" begins a symbol; the data
// itself are taken from "Bytes", because the text is escaped.
func (d *Decoded) take(t testing.TB, key, value string) {
	last := d
	if n := len(d.More); n > 0 {
		last = &d.More[n-1]
	}
	switch key {
	case "Text":
		if last.Format != "" {
			d.More = append(d.More, Decoded{File: d.File})
		}
	case "Bytes":
		b, err := hex.DecodeString(strings.ReplaceAll(value, " ", ""))
		if err != nil {
			t.Fatalf("ZXingReader: %s: bytes %q: %v", d.File, value, err)
		}
		last.Text = string(b)
	case "Format":
		last.Format = value
	case "Identifier":
		last.Symbology = value
	}
}

// gather makes one answer of the symbols of one picture.
func gather(file string, symbols []Decoded) Decoded {
	if len(symbols) == 0 {
		return Decoded{File: file}
	}
	for i := range symbols {
		symbols[i].File = file
	}
	first := symbols[0]
	first.More = symbols[1:]
	return first
}

// complete fails the test unless there is one answer for each of files, in order.
func complete(t testing.TB, judge string, decoded []Decoded, files []string) []Decoded {
	t.Helper()
	if len(decoded) != len(files) {
		t.Fatalf("%s answered for %d of %d pictures", judge, len(decoded), len(files))
	}
	for i, d := range decoded {
		if d.File != files[i] {
			t.Fatalf("%s answered for %s, want %s", judge, d.File, files[i])
		}
	}
	return decoded
}

// output runs cmd and returns what it wrote to its standard output.
func output(t testing.TB, cmd *exec.Cmd) []byte {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(cmd.Path), err, stderr.Bytes())
	}
	return out
}

func required() bool { return os.Getenv("EACHMARK_JUDGES") == "required" }

// Count returns how many symbols a test shows the judges: n where they are required, a
// tenth of it elsewhere, so that tests in between stay short.
func Count(n int) int {
	if required() {
		return n
	}
	return n / 10
}

// missing skips the test, or fails it when every judge is required.
func missing(t testing.TB, format string, args ...any) {
	t.Helper()
	message := "outside judge: " + fmt.Sprintf(format, args...)
	if required() {
		t.Fatal(message)
	}
	t.Skip(message)
}

// folder returns the folder of the lists and scripts. It looks for the module
// from the working directory upwards, which for a test is its package's folder.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "testdata", "judges")
		}
	}
	t.Fatal("no go.mod above the working directory")
	return ""
}
