package record

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// The codes of findings about what is no record.
const (
	CodeTooLong gs1.Code = "INPUT-TOO-LONG" // a record longer than any identifier
	CodeCSV     gs1.Code = "INPUT-CSV"      // a row that breaks the rules of CSV
	CodeJSON    gs1.Code = "INPUT-JSON"     // a line that is no JSON object with text in its field, or a document that is no JSON
	CodeXML     gs1.Code = "INPUT-XML"      // a document that is not well-formed XML
	CodeColumn  gs1.Code = "INPUT-COLUMN"   // a row without the column, or an object without the field
)

// An Error says what is wrong in place of a record.
type Error struct {
	Row     int         // line of the stream, from 1
	Finding gs1.Finding // with places in the text of the record
}

// Error returns "record: row 5: the row has 1 columns, expected 2 or more".
func (e *Error) Error() string { return fmt.Sprintf("record: row %d: %s", e.Row, e.Finding.Message) }

func newError(row int, code gs1.Code, message, fix, rule string) *Error {
	return &Error{row, gs1.Finding{Code: code, Severity: gs1.SeverityError, Message: message, Fix: fix, Rule: rule}}
}

// tooLong is the error about a record that has more than limit bytes.
func tooLong(row, limit int) *Error {
	e := newError(row, CodeTooLong, fmt.Sprintf("the record is longer than %d bytes and was not read", limit), "put one record on a line", "")
	at := min(limit, MaxText) // of the text that is shown
	e.Finding.Start, e.Finding.End, e.Finding.Expected = at, at, fmt.Sprintf("at most %d bytes", limit)
	return e
}

// badRow is the error about a row that is not CSV.
func badRow(err *csv.ParseError) *Error {
	return newError(err.Line, CodeCSV, fmt.Sprintf("the row is not CSV at byte %d of its line: %v", err.Column-1, err.Err),
		`put quotation marks around a cell that holds one, and write that one twice: "6"" pipe"`, "RFC 4180 §2")
}

// shortRow is the error about a row of n columns that ends before the one with
// the index at.
func shortRow(row, n, at int) *Error {
	return newError(row, CodeColumn, fmt.Sprintf("the row has %d columns, expected %d or more", n, at+1),
		"write every column, also where it is empty", "RFC 4180 §2")
}

// A ColumnError says that CSV does not have the column that is wanted, or has it
// several times.
type ColumnError struct {
	Column   string
	Columns  []string // the names there are
	Repeated bool
}

// Error returns `record: no column "gtin" among "id", "udi"`.
func (e *ColumnError) Error() string {
	what := "no column"
	if e.Repeated {
		what = "several columns"
	}
	return fmt.Sprintf("record: %s %.64q among %s", what, e.Column, e.Names())
}

// Names lists the names there are: `"id", "udi"`.
func (e *ColumnError) Names() string {
	var quoted []string
	for _, name := range e.Columns {
		quoted = append(quoted, strconv.Quote(name))
	}
	return strings.Join(quoted, ", ")
}
