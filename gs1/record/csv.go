package record

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// A csvReader reads one column of CSV.
type csvReader struct {
	rows   *csv.Reader
	limit  *limitedReader
	index  int    // of the cell in a row
	column string // its name, or its number
}

// openCSV finds out how the cells are separated and which column is meant.
func openCSV(in io.Reader, o *Options) (*csvReader, error) {
	limit := &limitedReader{in: in, left: MaxRow}
	first := &head{in: limit}
	c := &csvReader{rows: csv.NewReader(first), limit: limit, column: o.Column}
	c.rows.ReuseRecord, c.rows.FieldsPerRecord = true, -1
	separator, err := first.separator()
	if err != nil {
		return nil, err
	}
	if c.rows.Comma = separator; o.Format == TSV {
		c.rows.Comma = '\t'
	}
	number, err := strconv.Atoi(o.Column)
	switch {
	case err != nil:
		return c, c.findColumn()
	case number < 1:
		return nil, fmt.Errorf("record: column is %d, expected 1 or more", number)
	}
	c.index = number - 1
	if o.Header {
		return c, c.nameColumn()
	}
	return c, nil
}

// names reads the row that names the columns.
func (c *csvReader) names() ([]string, error) {
	names, err := c.rows.Read()
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("record: names of the columns: %w", err)
	}
	return names, nil
}

// findColumn looks for the column by its name.
func (c *csvReader) findColumn() error {
	names, err := c.names()
	if err != nil {
		return err
	}
	c.index = slices.Index(names, c.column)
	if c.index < 0 || slices.Contains(names[c.index+1:], c.column) {
		return &ColumnError{Column: c.column, Columns: slices.Clone(names), Repeated: c.index >= 0}
	}
	return nil
}

// nameColumn takes the name of the column from the first row.
func (c *csvReader) nameColumn() error {
	names, err := c.names()
	if c.index < len(names) {
		c.column = strings.Clone(names[c.index])
	}
	return err
}

// records yields the cells of the column.
func (c *csvReader) records(r *Reader, yield func(Record, error) bool) {
	for {
		row, err := c.rows.Read()
		c.limit.left = MaxRow
		r.waiting = c.rows.InputOffset() >= c.limit.read
		var wrong *csv.ParseError
		more := false
		switch {
		case err == io.EOF:
		case errors.As(err, &wrong):
			more = yield(Record{Row: wrong.Line, Column: c.column}, badRow(wrong))
		case err != nil:
			yield(Record{}, err)
		default:
			more = yield(c.cell(row))
		}
		if !more {
			return
		}
	}
}

// cell returns the record in a row.
func (c *csvReader) cell(row []string) (Record, error) {
	if c.index >= len(row) {
		line, _ := c.rows.FieldPos(0)
		return Record{Row: line, Column: c.column}, shortRow(line, len(row), c.index)
	}
	line, column := c.rows.FieldPos(c.index)
	return limited(Record{Text: strings.Clone(row[c.index]), Row: line, Byte: column - 1, Column: c.column})
}

// A limitedReader ends a stream of which one part has no end, as a row behind a
// quotation mark too many.
type limitedReader struct {
	in   io.Reader
	left int   // bytes of the part that may still come
	read int64 // bytes so far, without byte order mark
}

func (r *limitedReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, fmt.Errorf("record: a row or value has more than %d bytes; there may be a quotation mark too many", MaxRow)
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

// separator returns what separates cells, judged by the first line. It drops a
// byte order mark.
func (h *head) separator() (rune, error) {
	buf := make([]byte, MaxText)
	n, idle := 0, 0
	for n < len(buf) && h.err == nil && bytes.IndexByte(buf[:n], '\n') < 0 {
		var m int
		m, h.err = h.in.Read(buf[n:])
		n += m
		if idle++; m > 0 {
			idle = 0
		}
		if h.err == nil && idle > maxIdle {
			h.err = io.ErrNoProgress
		}
	}
	if h.err != nil && h.err != io.EOF {
		return 0, h.err
	}
	h.ahead = bytes.TrimPrefix(buf[:n], []byte(byteOrderMark))
	h.in.read -= int64(n - len(h.ahead))
	line, _, _ := bytes.Cut(h.ahead, []byte{'\n'})
	return commonest(line), nil
}

// commonest returns which of tab, semicolon and comma a line has most often
// outside of quotation marks.
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
