// Command eachmark gives every single item an identity, prints it and proves
// it. "eachmark help" lists the commands; README.md shows the first steps.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/term"
)

func main() { os.Exit(execute()) }

// gcPercent is how much the heap may grow before it is collected: a million records
// are checked in 40 MB.
const gcPercent = 400

// execute wires the program to the process it runs in and returns its exit
// code.
func execute() int {
	if os.Getenv("GOGC") == "" {
		// Streams leave many short-lived records in a heap of a few megabytes.
		debug.SetGCPercent(gcPercent)
	}
	p := &program{
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
		getenv: os.Getenv,
		now:    time.Now,

		signals: untilSignal,

		stdinTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		stdoutTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		stderrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
	p.columns, _, _ = term.GetSize(int(os.Stdout.Fd())) // 0 where there is no terminal
	return p.runGuarded(context.Background(), os.Args)
}

// untilSignal returns a context that ends when the process is asked to stop:
// with Ctrl-C, by a service manager, or because its terminal went away. The
// second time it is stopped at once. Output that nobody reads any more does not
// stop it. Only a run needs this; other commands end as the system lets them.
func untilSignal(ctx context.Context) (context.Context, func()) {
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// runGuarded is run with a panic turned into an internal error; Go's own exit
// code for one would say wrong usage.
func (p *program) runGuarded(ctx context.Context, args []string) (code int) {
	defer func() {
		if cause := recover(); cause != nil {
			err := &failure{exitInternal, fmt.Errorf("internal error: %v", cause), "this is a bug in eachmark; please report the command and this line"}
			code = exitCode(p.stderr, err, asksJSON(args))
		}
	}()
	return p.run(ctx, args)
}

// stoppable returns a context for work that must be ended in an orderly way.
func (p *program) stoppable(ctx context.Context) (context.Context, func()) {
	if p.signals == nil {
		return ctx, func() {}
	}
	return p.signals(ctx)
}

// A program is the command line with everything it touches of its process, so
// that tests can put other things in their place.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time

	// signals makes a context end when the process is asked to stop; nil leaves
	// it alone.
	signals func(context.Context) (context.Context, func())

	stdinTerminal, stdoutTerminal, stderrTerminal bool

	columns int // of the terminal at stdout, 0 if that is not known
}
