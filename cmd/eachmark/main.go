// Command eachmark gives every single item an identity, prints it and proves
// it. "eachmark help" lists the commands; README.md shows the first steps.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"golang.org/x/term"
)

func main() { os.Exit(execute()) }

// execute wires the program to the process it runs in and returns its exit
// code.
func execute() int {
	p := &program{
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
		getenv: os.Getenv,
		now:    time.Now,

		stdinTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		stdoutTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		stderrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return p.runGuarded(ctx, os.Args)
}

// runGuarded is run with a panic turned into an internal error; Go's own exit
// code for one would say wrong usage.
func (p *program) runGuarded(ctx context.Context, args []string) (code int) {
	defer func() {
		if cause := recover(); cause != nil {
			fmt.Fprintf(p.stderr, "eachmark: internal error: %v\nhint: this is a bug in eachmark; please report the command and this line\n", cause)
			code = exitInternal
		}
	}()
	return p.run(ctx, args)
}

// A program is the command line with everything it touches of its process, so
// that tests can put other things in their place.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time

	stdinTerminal, stdoutTerminal, stderrTerminal bool
}
