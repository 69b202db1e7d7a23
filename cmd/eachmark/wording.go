package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"slices"
	"strings"
	"syscall"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
)

// packageNames are what errors of packages begin with, for programmers: those of
// this module, and of the drivers below the store.
var packageNames = [...]string{
	"code128", "databar", "datamatrix", "dl", "ean", "epc", "file", "gcp", "gen2", "grid", "gs1", "itf", "label",
	"printer", "qr", "raster", "readback", "record", "reedsolomon", "run", "serial", "sheet", "store", "symbol", "tcp",
	"virtual", "zebra", "zpl", "context", "pgx", "sql", "sqlite",
}

// sentence returns what an error says, without the names of the packages it came
// through: "store: damaged: the file ends too early" is "damaged: the file ends too
// early". Several errors are a line each, the same one once.
func sentence(err error) string {
	var lines []string
	for line := range strings.Lines(systemWords(err)) {
		if line = withoutPackages(strings.TrimSpace(line)); line != "" && !said(lines, line) {
			lines = append(lines, line)
		}
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), ":\n", ": ")
}

// said reports whether lines, or their ends, say the same as line.
func said(lines []string, line string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return strings.HasSuffix(l, line) })
}

// systemWords returns what err says, with the operating system's errors in words: of
// one of the network only its cause, not the numbers of the ports.
func systemWords(err error) string {
	text := err.Error()
	var network *net.OpError
	var about *fs.PathError
	switch {
	case err == io.EOF:
		return "the other side has hung up"
	case errors.As(err, &network) && network.Op == "listen" && network.Addr != nil:
		return "cannot listen at " + network.Addr.String() + ": " + rootOf(network).Error()
	case errors.As(err, &network):
		return strings.ReplaceAll(text, network.Error(), rootOf(network).Error())
	case errors.As(err, &about):
		return strings.ReplaceAll(text, about.Error(), "cannot "+verbOf(about.Op)+" "+about.Path+": "+about.Err.Error())
	}
	return text
}

// rootOf returns why the network failed, as the operating system says it where it
// does.
func rootOf(network *net.OpError) error {
	var number syscall.Errno
	if errors.As(network, &number) {
		return number
	}
	return network.Err
}

// verbOf returns what an operation on a file is called.
func verbOf(op string) string {
	switch op {
	case "mkdir":
		return "make the folder"
	case "stat", "lstat":
		return "find"
	case "truncate", "sync", "close":
		return "write"
	}
	return op
}

// withoutPackages returns a line without the names of packages before its parts.
func withoutPackages(line string) string {
	parts := strings.Split(line, ": ")
	last := len(parts) - 1
	kept := parts[:0]
	for i, part := range parts {
		if i == last || !slices.Contains(packageNames[:], part) && part != invalidRequest {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, ": ")
}

// invalidRequest is what is said before a store says what it cannot take.
var invalidRequest = strings.TrimPrefix(store.ErrInvalid.Error(), "store: ")

// faultWords returns what is wrong at a printer, what to do about it, and what the
// program saw. A file has neither cable nor switch.
func faultWords(f printer.Fault) (wrong, advice, cause string) {
	var about *fs.PathError
	switch {
	case f.Err == nil:
		return f.Sentence(), f.Advice(), ""
	case f.Kind == printer.FaultConnection && errors.As(f.Err, &about):
		return fmt.Sprintf("%s cannot be written.", about.Path), "Put right what keeps it from that.", about.Err.Error()
	}
	return f.Sentence(), f.Advice(), sentence(f.Err)
}

// faultSentence returns the same in one line.
func faultSentence(f printer.Fault) string {
	wrong, advice, cause := faultWords(f)
	if cause == "" {
		return wrong + " " + advice
	}
	return wrong + " " + advice + " (" + cause + ")"
}

// countOf returns a number of things in words, "1 label" and "2 labels".
func countOf[N int | int64 | uint64](n N, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
