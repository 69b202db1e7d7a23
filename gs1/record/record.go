// Package record reads streams of identifiers: lines of text, a column of CSV, a
// field of NDJSON, the items in EPCIS events.
//
// Most programs need two functions: [NewReader] and [Reader.All], which yields
// one record after the other with the place where it stands. What an identifier
// is, and whether it is right, is not judged here.
//
// What is held in memory is bounded, whatever the stream has: see [MaxText] and
// the other bounds.
//
// # Specification
//
// CSV is that of RFC 4180, separated by comma, semicolon or tab, whichever the
// first line has most often. NDJSON is one object of RFC 8259 a line. Of EPCIS,
// 1.0 to 2.0 in XML and 2.0 in JSON, the identifiers of single items are read:
// those of epcList, childEPCs, inputEPCList, outputEPCList and parentID; classes,
// places and parties are not.
//
// # Errors
//
// An [*Error] is about one record; the stream goes on behind it, unless its
// message says otherwise. Every other error ends the stream: of the reader, which
// comes as it is, or a row that has no end.
package record

import (
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
)

// Bounds of what is read and held of a stream.
const (
	MaxText = 64 << 10  // bytes of one record, many times what any identifier has
	MaxLine = 256 << 10 // bytes of one line, line end included
	MaxRow  = 1 << 20   // bytes of one row of CSV, or one value of EPCIS
)

// A Record is one identifier as it stands in a stream.
type Record struct {
	// Text shares memory with text around it: clone it to keep a few of many.
	Text   string
	Row    int    // line of the stream where it begins, from 1
	Byte   int    // where in that line it begins, from 0 and behind a byte order mark: the quotation mark of what is in quotation marks
	Column string // name of the column, field or element it is in; the number where no name is known; "" for lines
}

// Where names the place of r in a file: `deliveries.csv:1042 column "udi"`.
func (r Record) Where(file string) string {
	switch {
	case r.Column == "":
		return fmt.Sprintf("%s:%d", file, r.Row)
	case strings.Trim(r.Column, "0123456789") == "":
		return fmt.Sprintf("%s:%d column %s", file, r.Row, r.Column)
	}
	return fmt.Sprintf("%s:%d column %q", file, r.Row, r.Column)
}

// A Format is the way records are written in a stream. The zero value is
// [Lines].
type Format uint8

const (
	Lines  Format = iota // one record a line
	CSV                  // RFC 4180, separated by comma, semicolon or tab
	TSV                  // the same, separated by tab
	NDJSON               // one JSON object a line
	EPCIS                // events, as XML or JSON
)

var formatNames = [...]string{Lines: "text", CSV: "csv", TSV: "tsv", NDJSON: "ndjson", EPCIS: "epcis"}

// String returns the name that [ParseFormat] reads.
func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// NeedsColumn reports whether records of f stand in a column or field that has to
// be named.
func (f Format) NeedsColumn() bool { return f == CSV || f == TSV || f == NDJSON }

// ParseFormat reads the name of a format: text, csv, tsv, ndjson or epcis.
func ParseFormat(name string) (Format, error) {
	for f, n := range formatNames {
		if n == name {
			return Format(f), nil
		}
	}
	return 0, fmt.Errorf("record: format %.64q, expected text, csv, tsv, ndjson or epcis", name)
}

// FormatOf returns the format of a file by the ending of its name: .csv, .tsv,
// .ndjson or .jsonl, .xml or .json or .jsonld for EPCIS, otherwise [Lines].
func FormatOf(file string) Format {
	switch strings.ToLower(path.Ext(file)) {
	case ".csv":
		return CSV
	case ".tsv":
		return TSV
	case ".ndjson", ".jsonl":
		return NDJSON
	case ".xml", ".json", ".jsonld":
		return EPCIS
	}
	return Lines
}

// Options says how a stream is read. A nil *Options means lines of text.
type Options struct {
	Format Format

	// Column is the column of CSV by name, which the first row then gives, or by
	// number from 1; of NDJSON the field. The other formats have none.
	Column string

	// Header says that the first row of CSV has names though Column is a number.
	Header bool
}

// A Reader reads the records of one stream.
type Reader struct {
	read    func(yield func(Record, error) bool)
	waiting bool
}

// NewReader returns a reader of in. Of CSV it reads the first row, and the error
// may be a [*ColumnError].
func NewReader(in io.Reader, o *Options) (*Reader, error) {
	if o == nil {
		o = &Options{}
	}
	if o.Format.NeedsColumn() && o.Column == "" {
		return nil, fmt.Errorf("record: a column is missing for %s", o.Format)
	}
	r := &Reader{}
	switch o.Format {
	case CSV, TSV:
		c, err := openCSV(in, o)
		if err != nil {
			return nil, err
		}
		r.read = func(yield func(Record, error) bool) { c.records(r, yield) }
	case EPCIS:
		r.read = func(yield func(Record, error) bool) { readEPCIS(in, yield) }
	default:
		l := &lineReader{in: in, buf: make([]byte, MaxLine)}
		r.read = func(yield func(Record, error) bool) { l.records(r, o, yield) }
	}
	return r, nil
}

// All yields the records of the stream, once. With an [*Error] comes what there
// is in place of a record: its row, and of a line that holds none its text.
func (r *Reader) All() iter.Seq2[Record, error] { return r.read }

// Waiting reports, while a record is yielded, whether the next was not read yet:
// a program that answers somebody at the other end shows now what it has.
func (r *Reader) Waiting() bool { return r.waiting }

// limited returns the record, or the error that it is longer than any identifier.
func limited(r Record) (Record, error) {
	if len(r.Text) <= MaxText {
		return r, nil
	}
	r.Text = r.Text[:MaxText]
	return r, tooLong(r.Row, MaxText)
}
