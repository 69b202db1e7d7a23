package main

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// A typist is the person at the terminal of a virtual printer of a script.
type typist struct{ keyboard io.Writer }

// startPrinter starts "eachmark printer virtual" with its other arguments, on
// free ports, and sets PRINTER to its URI.
func startPrinter(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: startprinter FLAG...")
	}
	self, err := os.Executable()
	ts.Check(err)
	cmd := exec.Command(self, append([]string{"printer", "virtual", "--listen", "127.0.0.1:0"}, args...)...)
	cmd.Dir = ts.Getenv("WORK")
	cmd.Env = append(os.Environ(), asProgram+"=1")
	stdin, err := cmd.StdinPipe()
	ts.Check(err)
	stderr, err := cmd.StderrPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	ts.Value(typist{}).(*typist).keyboard = stdin
	ts.Defer(func() {
		_, _ = io.WriteString(stdin, "quit\n") // or it has ended already
		if err := cmd.Wait(); err != nil {
			ts.Logf("printer virtual: %v", err)
		}
	})
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "ready: "); ok {
			ts.Setenv("PRINTER", strings.Split(rest, ",")[0])
			go func() { _, _ = io.Copy(io.Discard, stderr) }()
			return
		}
	}
	ts.Fatalf("the printer does not start")
}

// typeLine types a line at the terminal of the virtual printer.
func typeLine(ts *testscript.TestScript, neg bool, args []string) {
	keyboard := ts.Value(typist{}).(*typist).keyboard
	if neg || keyboard == nil {
		ts.Fatalf("usage: type WORDS, after startprinter")
	}
	_, err := io.WriteString(keyboard, strings.Join(args, " ")+"\n")
	ts.Check(err)
}
