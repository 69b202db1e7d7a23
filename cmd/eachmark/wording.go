package main

import (
	"fmt"
	"slices"
	"strings"

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
	for line := range strings.Lines(err.Error()) {
		if line = withoutPackages(strings.TrimSpace(line)); line != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), ":\n", ": ")
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

// faultSentence returns what is wrong at a printer, what to do about it, and what
// the program saw.
func faultSentence(f printer.Fault) string {
	words := f.Sentence() + " " + f.Advice()
	if f.Err != nil {
		words += " (" + sentence(f.Err) + ")"
	}
	return words
}

// countOf returns a number of things in words, "1 label" and "2 labels".
func countOf(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
