package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Exit codes. A code not listed here must be read as failure.
const (
	exitDone        = 0   // done
	exitFindings    = 1   // done, with error findings
	exitUsage       = 2   // wrong usage
	exitIO          = 3   // could not read, write, open or reach something
	exitResumable   = 4   // run not finished, resumable
	exitPerson      = 5   // a person must act, at the printer or on in-doubt items
	exitRefused     = 6   // refused by a safety rule
	exitDamaged     = 7   // store damaged
	exitInternal    = 70  // internal error
	exitInterrupted = 130 // interrupted, state saved
)

// A failure is an error with the exit code it leads to and, where there is one,
// the next thing to do.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func usageError(hint, format string, args ...any) error {
	return &failure{exitUsage, fmt.Errorf(format, args...), hint}
}

func ioError(err error, hint string) error { return &failure{exitIO, err, hint} }

// errQuiet is an exit code whose reason has been told already.
type errQuiet int

func (e errQuiet) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// errFindings ends a command whose error findings have been shown.
const errFindings errQuiet = exitFindings

// exitCode says how a command that returned err ends and tells the user about
// it on w, as one JSON object when asJSON is set.
func exitCode(w io.Writer, err error, asJSON bool) int {
	if err == nil {
		return exitDone
	}
	if code := errQuiet(0); errors.As(err, &code) {
		return int(code)
	}
	f := &failure{code: exitIO, err: err}
	errors.As(err, &f)
	if f.hint == "" && errors.Is(f.err, fs.ErrPermission) {
		f = &failure{f.code, f.err, "let yourself use it, or name another place"}
	}
	if asJSON {
		writeJSON(w, struct {
			Schema  string `json:"schema"`
			Exit    int    `json:"exit"`
			Message string `json:"message"`
			Hint    string `json:"hint,omitempty"`
		}{"error/1", f.code, sentence(f.err), f.hint})
		return f.code
	}
	fmt.Fprintf(w, "eachmark: %s\n", sentence(f.err))
	if f.hint != "" {
		fmt.Fprintf(w, "hint: %s\n", f.hint)
	}
	return f.code
}

// writeJSON writes v as one line, with "<", ">" and "&" as they are.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
