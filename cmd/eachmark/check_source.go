package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// Formats of files of records.
const (
	formatText   = "text"   // one record a line
	formatCSV    = "csv"    // RFC 4180, separated by comma, semicolon or tab
	formatTSV    = "tsv"    // the same, separated by tab
	formatNDJSON = "ndjson" // one JSON object a line
)

// Bounds of what is held of a file.
const (
	maxChunk = 256 << 10 // bytes of lines that one worker takes at a time, and of one line of NDJSON
	maxRow   = 1 << 20   // bytes of one row of CSV
	maxCells = 64 << 10  // bytes of the cells that one worker takes at a time
)

// A source is a file of records.
type source struct {
	in     io.Reader
	name   string // "deliveries.csv"
	format string
	field  string // of NDJSON
	column string // name or number of the column, "" if there is none
	named  bool   // it is a name

	rows  *csv.Reader
	index int // of the cell in a row
	limit *limitedReader
}

// A batch is some records that follow each other, for one worker.
type batch struct {
	lines string // whole lines, of which the first is row
	row   int
	cells []item // or cells of CSV

	err  error // reading ended with it, in place of records
	done chan struct{}
	out  []byte
	talk []byte // of epc, for people
	exit error  // of epc, the exit code that the records lead to
	tally
}

// An item is one record, or what is wrong in place of one.
type item struct {
	row     int
	text    string
	problem *gs1.Finding
}

// newSource returns the records of in. It reads the names of the columns, if
// there are any.
func newSource(in io.Reader, name, format string, o checkOptions) (*source, error) {
	s := &source{in: in, name: name, format: format}
	switch format {
	case formatNDJSON:
		s.field, s.column, s.named = o.column, o.column, true
	case formatCSV, formatTSV:
		return s, s.openCSV(o)
	}
	return s, nil
}

// where names the place of a row: `deliveries.csv:1042 column "udi"`.
func (s *source) where(row int) string {
	switch {
	case s.column == "":
		return fmt.Sprintf("%s:%d", s.name, row)
	case s.named:
		return fmt.Sprintf("%s:%d column %q", s.name, row, s.column)
	}
	return fmt.Sprintf("%s:%d column %s", s.name, row, s.column)
}

// errStopped ends the reading of records that nobody wants any more.
var errStopped = errors.New("stopped")

// batches yields the records of s. A read error is in the last batch.
func (s *source) batches(ctx context.Context) iter.Seq[*batch] {
	return func(yield func(*batch) bool) {
		emit := func(b *batch) error {
			b.done = make(chan struct{})
			if ctx.Err() != nil || !yield(b) {
				return errStopped
			}
			return nil
		}
		read := s.lineBatches
		if s.rows != nil {
			read = s.cellBatches
		}
		if err := read(emit); err != nil && !errors.Is(err, errStopped) {
			_ = emit(&batch{err: ioError(err, "")}) // nobody is left to hear about it otherwise
		}
	}
}

// lineBatches cuts the text into chunks of whole lines as it comes in. Of a line
// longer than a chunk only the beginning is kept.
func (s *source) lineBatches(emit func(*batch) error) error {
	buf, n, row := make([]byte, maxChunk), 0, 1
	skipping, first := false, true
	for {
		m, err := s.in.Read(buf[n:])
		n += m
		if err != nil && err != io.EOF {
			return err
		}
		fresh := n - m // there is no line end before
		if skipping {
			n, skipping = skipLine(buf, n)
			row += boolToInt(!skipping)
			fresh = 0
		}
		end := 0
		if i := bytes.LastIndexByte(buf[fresh:n], '\n'); i >= 0 {
			end = fresh + i + 1
		}
		long := !skipping && end == 0 && n == len(buf)
		if long || err == io.EOF {
			end = n
		}
		if end > 0 && !skipping {
			text := string(buf[:end])
			if first {
				text, first = strings.TrimPrefix(text, "\ufeff"), false
			}
			if err := emit(&batch{lines: text, row: row}); err != nil {
				return err
			}
			row += bytes.Count(buf[:end], []byte{'\n'})
			n = copy(buf, buf[end:n])
			skipping = long
		}
		if err == io.EOF {
			return nil
		}
	}
}

// skipLine drops the rest of a line from buf[:n] and reports whether it goes on.
func skipLine(buf []byte, n int) (left int, more bool) {
	i := bytes.IndexByte(buf[:n], '\n')
	if i < 0 {
		return 0, true
	}
	return copy(buf, buf[i+1:n]), false
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// items yields the records of b.
func (s *source) items(b *batch) iter.Seq[item] {
	if b.lines == "" {
		return slices.Values(b.cells)
	}
	return func(yield func(item) bool) {
		row := b.row
		for line := range strings.Lines(b.lines) {
			text := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
			if !yield(s.lineItem(row, text)) {
				return
			}
			row++
		}
	}
}

// lineItem returns the record on a line.
func (s *source) lineItem(row int, text string) item {
	if s.format != formatNDJSON {
		return limited(item{row: row, text: text})
	}
	if len(text) == maxChunk {
		f := tooLong(maxChunk - 1)
		return item{row: row, text: text[:maxRecord], problem: &f}
	}
	value, problem := jsonField(text, s.field)
	if problem != nil {
		return item{row: row, text: text, problem: problem}
	}
	return limited(item{row: row, text: value})
}

// limited returns it, refused if it is longer than any identifier.
func limited(it item) item {
	if len(it.text) > maxRecord {
		f := tooLong(maxRecord)
		it.text, it.problem = it.text[:maxRecord], &f
	}
	return it
}

// jsonField returns the text of a field of a JSON object.
func jsonField(line, field string) (string, *gs1.Finding) {
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &object); err != nil || object == nil {
		f := inputProblem(codeJSON, "the line is no JSON object", "write one object a line", "RFC 8259")
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			f.Start = max(min(int(syntax.Offset)-1, len(line)), 0)
			f.Message += ": " + syntax.Error()
		}
		f.End = f.Start
		return "", f
	}
	raw, ok := object[field]
	if !ok {
		return "", inputProblem(codeColumn, fmt.Sprintf("the object has no field %q", field), "leave the line out, or write the field", "RFC 8259")
	}
	if raw[0] != '"' {
		f := inputProblem(codeJSON, fmt.Sprintf("the field %q is %.20s, expected text", field, raw), "write the value in quotation marks", "RFC 8259 §7")
		f.Found, f.Expected = string(raw[:min(len(raw), 64)]), "text"
		return "", f
	}
	var value string
	_ = json.Unmarshal(raw, &value) // it is a string of a valid object
	return value, nil
}

// inputProblem is a finding about a line that holds no record.
func inputProblem(code gs1.Code, message, fix, rule string) *gs1.Finding {
	return &gs1.Finding{Code: code, Severity: gs1.SeverityError, Message: message, Fix: fix, Rule: rule}
}

// openCSV finds out how the cells are separated and which column is meant.
func (s *source) openCSV(o checkOptions) error {
	if o.column == "" {
		return usageError("for example: --column udi", "--column is missing: which column of %s is to be checked", s.name)
	}
	s.limit = &limitedReader{in: s.in, left: maxRow}
	head := newHead(s.limit)
	s.rows = csv.NewReader(head)
	s.rows.ReuseRecord, s.rows.FieldsPerRecord = true, -1
	separator, err := head.separator()
	if err != nil {
		return ioError(err, "")
	}
	if s.rows.Comma = separator; s.format == formatTSV {
		s.rows.Comma = '\t'
	}
	number, err := strconv.Atoi(o.column)
	if err == nil && number < 1 {
		return usageError("the first column is 1", "--column is %d, expected 1 or more", number)
	}
	if err == nil {
		s.index, s.column = number-1, o.column
		if !o.header {
			return nil
		}
	}
	return s.readHeader(o.column, err != nil)
}

// readHeader reads the names of the columns and, if the column is given by name,
// looks for it.
func (s *source) readHeader(column string, byName bool) error {
	names, err := s.rows.Read()
	if err != nil && err != io.EOF {
		return ioError(fmt.Errorf("%s: %w", s.name, err), "the first line names the columns")
	}
	if !byName {
		if s.index < len(names) {
			s.column, s.named = names[s.index], true
		}
		return nil
	}
	s.index, s.column, s.named = slices.Index(names, column), column, true
	hint := "its columns are " + strings.Join(quoteAll(names), ", ")
	if s.index < 0 {
		return usageError(hint, "%s has no column %q", s.name, column)
	}
	if slices.Contains(names[s.index+1:], column) {
		return usageError("--column "+strconv.Itoa(s.index+1)+" --header takes the first", "%s has several columns %q", s.name, column)
	}
	return nil
}

func quoteAll(names []string) (quoted []string) {
	for _, name := range names {
		quoted = append(quoted, strconv.Quote(name))
	}
	return quoted
}

// cellBatches collects the cells of the column.
func (s *source) cellBatches(emit func(*batch) error) error {
	var b batch
	size := 0
	flush := func() error {
		full := b
		b, size = batch{}, 0
		if len(full.cells) == 0 {
			return nil
		}
		return emit(&full)
	}
	for {
		row, err := s.rows.Read()
		s.limit.left = maxRow
		var wrong *csv.ParseError
		switch {
		case errors.As(err, &wrong):
			b.cells = append(b.cells, badRow(wrong))
		case err == io.EOF:
			return flush()
		case err != nil:
			return errors.Join(flush(), fmt.Errorf("%s: %w", s.name, err))
		default:
			it := s.cell(row)
			size += len(it.text)
			b.cells = append(b.cells, it)
		}
		if size < maxCells && len(b.cells) < 1024 && s.rows.InputOffset() < s.limit.read {
			continue
		}
		if err := flush(); err != nil {
			return err
		}
	}
}

// cell returns the record in a row.
func (s *source) cell(row []string) item {
	if s.index < len(row) {
		line, _ := s.rows.FieldPos(s.index)
		return limited(item{row: line, text: strings.Clone(row[s.index])})
	}
	line, _ := s.rows.FieldPos(0)
	f := inputProblem(codeColumn, fmt.Sprintf("the row has %d columns, expected %d or more", len(row), s.index+1),
		"write every column, also where it is empty", "RFC 4180 §2")
	return item{row: line, problem: f}
}

// badRow returns what is wrong with a row that cannot be read.
func badRow(err *csv.ParseError) item {
	f := inputProblem(codeCSV, fmt.Sprintf("the row is not CSV at byte %d of its line: %v", err.Column-1, err.Err),
		`put quotation marks around a cell that holds one, and write that one twice: "6"" pipe"`, "RFC 4180 §2")
	return item{row: err.Line, problem: f}
}

// A limitedReader ends a file whose row has no end, as after a quotation mark too
// many.
type limitedReader struct {
	in   io.Reader
	left int   // bytes of the row that may still come
	read int64 // bytes so far, without byte order mark
}

func (r *limitedReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, fmt.Errorf("a row has more than %d bytes; there may be a quotation mark too many", maxRow)
	}
	n, err := r.in.Read(p)
	r.left -= n
	r.read += int64(n)
	return n, err
}

// A head is a reader whose first line can be looked at.
type head struct {
	in    *limitedReader
	ahead []byte
	err   error
}

func newHead(in *limitedReader) *head { return &head{in: in} }

// separator returns what separates cells, judged by the first line: whichever of
// tab, semicolon and comma is there most often outside of quotation marks. It
// drops a byte order mark.
func (h *head) separator() (rune, error) {
	buf := make([]byte, maxRecord)
	n := 0
	for n < len(buf) && h.err == nil && bytes.IndexByte(buf[:n], '\n') < 0 {
		var m int
		m, h.err = h.in.Read(buf[n:])
		n += m
	}
	if h.err != nil && h.err != io.EOF {
		return 0, h.err
	}
	h.ahead = bytes.TrimPrefix(buf[:n], []byte("\ufeff"))
	h.in.read -= int64(n - len(h.ahead))
	line, _, _ := bytes.Cut(h.ahead, []byte{'\n'})
	return commonest(line), nil
}

func commonest(line []byte) rune {
	counts := [256]int{}
	quoted := false
	for _, c := range line {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[c]++
		}
	}
	best := ','
	for _, c := range ";\t" {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

func (h *head) Read(p []byte) (int, error) {
	if len(h.ahead) > 0 {
		n := copy(p, h.ahead)
		h.ahead = h.ahead[n:]
		return n, nil
	}
	if h.err != nil {
		return 0, h.err
	}
	return h.in.Read(p)
}
