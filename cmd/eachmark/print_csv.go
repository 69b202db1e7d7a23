package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

// The columns of a file of labels.
const (
	gtinColumn   = "gtin"
	serialColumn = "serial"
	lotColumn    = "lot"
	expiryColumn = "expiry"
)

// Bounds of a file of labels.
const (
	maxCSVHead     = 64 << 10 // bytes of the row with the names
	maxCSVChanges  = 100_000  // how often lot or expiry may change from row to row
	maxCSVFindings = 100      // how many mistakes are told
)

// A rowData is what a file of labels says of the items from number N on, up to the
// next one. What it leaves out the job says.
type rowData struct {
	N      int    `json:"n"`
	Lot    string `json:"lot,omitempty"`
	Expiry string `json:"expiry,omitempty"` // YYYY-MM-DD
}

// A labelFile is a file of labels, one a row.
type labelFile struct {
	name    string
	gtin    string // "" if it has no such column
	serials []store.ListedSerial
	data    []rowData
}

// list yields the serials as [store.Store.CreateListRun] takes them.
func (f *labelFile) list() iter.Seq2[store.ListedSerial, error] {
	return func(yield func(store.ListedSerial, error) bool) {
		for _, s := range f.serials {
			if !yield(s, nil) {
				return
			}
		}
	}
}

// label returns the n-th label of a job, from 1: with its own serial if the job
// has a file of labels, with that of an example otherwise.
func (f *labelFile) label(n int) run.Label {
	if f == nil {
		return run.Label{N: n, Serial: exampleSerial}
	}
	return run.Label{N: n, Serial: f.serials[n-1].Serial}
}

// count returns how many labels there are; of no file none.
func (f *labelFile) count() int {
	if f == nil {
		return 0
	}
	return len(f.serials)
}

// readLabels reads the file of --csv; nil without one. Every mistake in it is told,
// and with one there is no file.
func (p *program) readLabels(o printOptions) (*labelFile, error) {
	if o.csv == "" {
		return nil, nil
	}
	in, name := io.NopCloser(p.stdin), "stdin"
	if o.csv != "-" {
		f, err := os.Open(o.csv)
		if err != nil {
			return nil, ioError(err, "")
		}
		in, name = f, o.csv
	}
	defer in.Close()
	r := labelReader{program: p, asJSON: o.talk.json, now: p.now(), checked: map[[2]string]string{}}
	r.file = &labelFile{name: filepath.Base(name), gtin: o.gtin}
	if err := r.open(in, name); err != nil {
		return nil, err
	}
	if err := r.readAll(); err != nil {
		return nil, err
	}
	switch {
	case r.mistakes > 0:
		return nil, usageError("correct the file and try again", "nothing was printed and no serial was taken")
	case r.file.gtin == "":
		return nil, usageError("for example: --gtin 09506000134352", "--gtin is missing, and %s does not say it", r.file.name)
	}
	return r.file, nil
}

// A labelReader reads a file of labels.
type labelReader struct {
	*program
	asJSON   bool
	now      time.Time
	name     string
	rows     *csv.Reader
	columns  map[string]int
	file     *labelFile
	checked  map[[2]string]string // column and text of a cell: what it means
	mistakes int
}

// open finds out how the cells are separated and where the columns are.
func (r *labelReader) open(in io.Reader, name string) error {
	buffered := bufio.NewReaderSize(in, maxCSVHead)
	head, err := buffered.Peek(maxCSVHead)
	if err != nil && err != io.EOF {
		return ioError(fmt.Errorf("%s: %w", name, err), "")
	}
	if mark := []byte("\ufeff"); bytes.HasPrefix(head, mark) {
		_, _ = buffered.Discard(len(mark)) // it was peeked
	}
	head, _, _ = bytes.Cut(head, []byte{'\n'})
	r.name, r.rows, r.columns = name, csv.NewReader(buffered), map[string]int{}
	for _, separator := range ";\t" {
		if bytes.ContainsRune(head, separator) {
			r.rows.Comma = separator
		}
	}
	names, err := r.rows.Read()
	if err != nil && err != io.EOF {
		return r.broken(err)
	}
	for i, column := range names {
		if err := r.addColumn(strings.ToLower(strings.TrimSpace(column)), i); err != nil {
			return err
		}
	}
	if _, ok := r.columns[serialColumn]; !ok {
		return usageError("the first row names the columns: serial and, if wanted, gtin, lot, expiry", "%s has no column serial", name)
	}
	return nil
}

// addColumn notes where a column is. One that no label shows may be a mistyped one
// that should be there.
func (r *labelReader) addColumn(name string, i int) error {
	switch name {
	case gtinColumn, serialColumn, lotColumn, expiryColumn:
	default:
		fmt.Fprintf(r.stderr, "warning: column %q of %s does not go on the labels; those that do are gtin, serial, lot and expiry\n", name, r.name)
		return nil
	}
	if _, twice := r.columns[name]; twice {
		return usageError("leave one out", "%s has two columns %s", r.name, name)
	}
	r.columns[name] = i
	return nil
}

// broken is the error about a file that is no CSV.
func (r *labelReader) broken(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		hint := ""
		if errors.Is(err, csv.ErrFieldCount) {
			hint = "every row has as many cells as the first"
		}
		return usageError(hint, "%s line %d: %w", r.name, parse.Line, parse.Err)
	}
	return ioError(fmt.Errorf("%s: %w", r.name, err), "")
}

func (r *labelReader) readAll() error {
	for {
		row, err := r.rows.Read()
		switch {
		case err == io.EOF && len(r.file.serials) == 0 && r.mistakes == 0:
			return usageError("one label a row, after the row that names the columns", "%s has no labels", r.name)
		case err == io.EOF:
			return nil
		case err != nil:
			return r.broken(err)
		}
		if err := r.take(row); err != nil {
			return err
		}
		switch {
		case r.mistakes >= maxCSVFindings:
			return nil
		case len(r.file.serials) > maxCount:
			return usageError("print it in parts", "%s has more than %d labels", r.name, maxCount)
		case len(r.file.data) > maxCSVChanges:
			return usageError("sort it by lot and expiry, or print it in parts", "%s changes lot or expiry more than %d times", r.name, maxCSVChanges)
		}
	}
}

// cell returns the text of a row in a column and the line it stands on; "" if there
// is no such column.
func (r *labelReader) cell(row []string, column string) (text string, line int) {
	i, ok := r.columns[column]
	if !ok {
		return "", 0
	}
	line, _ = r.rows.FieldPos(i)
	return row[i], line
}

// take takes one row for a label.
func (r *labelReader) take(row []string) error {
	if err := r.takeGTIN(row); err != nil {
		return err
	}
	d := rowData{N: len(r.file.serials) + 1}
	var err error
	if d.Lot, err = r.value(row, lotColumn, checkLot); err != nil {
		return err
	}
	if d.Expiry, err = r.value(row, expiryColumn, r.checkExpiry); err != nil {
		return err
	}
	text, line := r.cell(row, serialColumn)
	for f := range gs1.CheckValue(gs1.AI21, text) {
		if err := r.tell(f, serialColumn, text, line); err != nil {
			return err
		}
	}
	r.file.serials = append(r.file.serials, store.ListedSerial{Line: line, Serial: text})
	if last := len(r.file.data) - 1; last < 0 || r.file.data[last].Lot != d.Lot || r.file.data[last].Expiry != d.Expiry {
		r.file.data = append(r.file.data, d)
	}
	return nil
}

// takeGTIN refuses a row of another GTIN than those before, or than the flag.
func (r *labelReader) takeGTIN(row []string) error {
	text, line := r.cell(row, gtinColumn)
	if text == "" || text == r.file.gtin {
		return nil
	}
	gtin, err := gs1.ParseGTIN(text)
	if err != nil {
		return r.tell(cliFinding(err, text), gtinColumn, text, line)
	}
	if r.file.gtin == "" {
		r.file.gtin = text
	}
	if first, err := gs1.ParseGTIN(r.file.gtin); err == nil && first != gtin {
		return usageError("give each GTIN a file of its own", "%s line %d is of GTIN %s, and the run of %s: a run is of one", r.name, line, gtin, first)
	}
	return nil
}

// value returns what a cell means; every text is checked once.
func (r *labelReader) value(row []string, column string, check func(string) (string, []gs1.Finding)) (string, error) {
	text, line := r.cell(row, column)
	if text == "" {
		return "", nil
	}
	key := [2]string{column, text}
	if meaning, ok := r.checked[key]; ok {
		return meaning, nil
	}
	meaning, findings := check(text)
	for _, f := range findings {
		if err := r.tell(f, column, text, line); err != nil {
			return "", err
		}
	}
	r.checked[key] = meaning
	return meaning, nil
}

func checkLot(text string) (string, []gs1.Finding) {
	return text, slices.Collect(gs1.CheckValue(gs1.AI10, text))
}

func (r *labelReader) checkExpiry(text string) (string, []gs1.Finding) {
	date, f := checkExpiry(text, r.now)
	if f == nil {
		return date, nil
	}
	return date, []gs1.Finding{*f}
}

// tell tells what is found in a cell.
func (r *labelReader) tell(f gs1.Finding, column, text string, line int) error {
	if f.Severity == gs1.SeverityError {
		r.mistakes++
	}
	where := fmt.Sprintf("%s:%d column %q", r.name, line, column)
	if err := r.tellFindings([]gs1.Finding{f}, record{text: text, where: where}, r.asJSON); err != nil {
		return ioError(err, "")
	}
	return nil
}

// listError explains why the serials of a file cannot be registered in a pool.
func (f *labelFile) listError(pool string, err error) error {
	var line *store.ListError
	if !errors.As(err, &line) && errors.Is(err, store.ErrExists) {
		return &failure{exitRefused, fmt.Errorf("pool %s: %w", pool, err), "leave --pool out, or name a new pool: serials of a file get one of their own"}
	}
	err = fmt.Errorf("%s: %w", f.name, err)
	if errors.Is(err, store.ErrExists) {
		return &failure{exitRefused, err, "nothing was printed and no serial was taken; a serial is printed once, and again only by eachmark run reprint"}
	}
	return storeError(err)
}
