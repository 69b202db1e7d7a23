package record

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// maxDepth is how deep elements or values of EPCIS may lie in each other; those
// of the standard need a fraction of it.
const maxDepth = 64

const ruleEPCIS = "EPCIS 2.0"

// readEPCIS yields the identifiers of items in events.
func readEPCIS(in io.Reader, yield func(Record, error) bool) {
	limit := &limitedReader{in: in, left: MaxRow}
	text := bufio.NewReader(limit)
	if bom, _ := text.Peek(len(byteOrderMark)); string(bom) == byteOrderMark {
		_, _ = text.Discard(len(byteOrderMark)) // it was peeked at
	}
	for i := 1; ; i++ {
		start, err := text.Peek(i)
		switch {
		case err == io.EOF:
			return // nothing but blanks
		case errors.Is(err, bufio.ErrBufferFull):
			yield(Record{Row: 1}, newError(1, CodeXML, "the document begins with nothing but blanks and was not read", "give EPCIS events as XML or JSON", ruleEPCIS))
			return
		case err != nil:
			yield(Record{Row: 1}, err)
			return
		}
		switch start[i-1] {
		case ' ', '\t', '\r', '\n':
		case '<':
			x := xmlReader{in: xml.NewDecoder(text), limit: limit}
			x.records(yield)
			return
		default:
			j := newJSONReader(text, limit)
			j.records(yield)
			return
		}
	}
}

// An xmlReader reads events in XML.
type xmlReader struct {
	in    *xml.Decoder
	limit *limitedReader
	depth int

	inside bool // of an element with an identifier
	item   Record
	text   []byte
}

// records yields the text of the elements epc and parentID.
func (x *xmlReader) records(yield func(Record, error) bool) {
	for {
		token, err := x.in.Token()
		x.limit.left = MaxRow
		var syntax *xml.SyntaxError
		switch {
		case err == io.EOF:
			return
		case errors.As(err, &syntax):
			x.fail(syntax.Line, "the document is not well-formed XML, and the rest of it was not read: "+syntax.Msg, yield)
			return
		case err != nil:
			yield(Record{Row: x.row()}, err)
			return
		}
		if !x.token(token, yield) {
			return
		}
	}
}

func (x *xmlReader) row() int {
	row, _ := x.in.InputPos()
	return row
}

func (x *xmlReader) fail(row int, message string, yield func(Record, error) bool) {
	yield(Record{Row: row}, newError(row, CodeXML, message, "correct the program that wrote the document", ruleEPCIS))
}

// token reads one token and reports whether to go on.
func (x *xmlReader) token(token xml.Token, yield func(Record, error) bool) bool {
	switch token := token.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxDepth {
			x.fail(x.row(), "the document has elements too deep in each other, and the rest of it was not read", yield)
			return false
		}
		if x.inside = isItem(token.Name.Local); x.inside {
			row, column := x.in.InputPos()
			x.item, x.text = Record{Row: row, Byte: column - 1, Column: token.Name.Local}, x.text[:0]
		}
	case xml.CharData:
		if x.inside && len(x.text) <= MaxText {
			x.text = append(x.text, token...)
		}
	case xml.EndElement:
		x.depth--
		if x.inside {
			x.inside = false
			return yield(limited(trimmed(x.item, string(x.text))))
		}
	}
	return true
}

// isItem reports whether the element with this name holds an identifier.
func isItem(name string) bool { return name == "epc" || name == "parentID" }

// trimmed returns the record r with text that begins at its place, without the
// blanks around it.
func trimmed(r Record, text string) Record {
	r.Text = strings.TrimSpace(text)
	blanks := text[:len(text)-len(strings.TrimLeft(text, " \t\r\n"))]
	if i := strings.LastIndexByte(blanks, '\n'); i >= 0 {
		r.Row += strings.Count(blanks, "\n")
		r.Byte, blanks = 0, blanks[i+1:]
	}
	r.Byte += len(blanks)
	return r
}

// A jsonReader reads events in JSON.
type jsonReader struct {
	in    *json.Decoder
	limit *limitedReader
	lines *lineCounter

	objects []bool // of each value that is open: it is an object, not a list
	name    bool   // the next token is the name of a member
}

func newJSONReader(in io.Reader, limit *limitedReader) *jsonReader {
	lines := &lineCounter{in: in, row: 1}
	return &jsonReader{in: json.NewDecoder(lines), limit: limit, lines: lines}
}

// records yields the texts of parentID and of the lists of items.
func (j *jsonReader) records(yield func(Record, error) bool) {
	for {
		token, err := j.in.Token()
		j.limit.left = MaxRow
		j.lines.place(j.in.InputOffset()) // forget the lines before
		if err == nil {
			err = j.token(token, yield)
		}
		switch {
		case err == nil:
		case errors.Is(err, errStopped), err == io.EOF && len(j.objects) == 0:
			return
		case err == io.EOF:
			j.fail(io.ErrUnexpectedEOF, yield)
			return
		default:
			j.fail(err, yield)
			return
		}
	}
}

// errStopped ends the reading of records that nobody wants any more.
var errStopped = errors.New("record: stopped")

// fail yields the error that ends the document.
func (j *jsonReader) fail(err error, yield func(Record, error) bool) {
	row, _ := j.lines.place(j.in.InputOffset())
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = newError(row, CodeJSON, "the document is no JSON, and the rest of it was not read: "+err.Error(),
			"correct the program that wrote the document", "RFC 8259")
	}
	yield(Record{Row: row}, err)
}

// token reads one token and, if it is the name of something that holds
// identifiers, what follows.
func (j *jsonReader) token(token json.Token, yield func(Record, error) bool) error {
	name := j.name
	switch token {
	case json.Delim('{'), json.Delim('['):
		j.objects = append(j.objects, token == json.Delim('{'))
	case json.Delim('}'), json.Delim(']'):
		j.objects = j.objects[:len(j.objects)-1]
	default:
		if name {
			return j.member(token, yield)
		}
	}
	j.name = len(j.objects) > 0 && j.objects[len(j.objects)-1]
	if len(j.objects) > maxDepth {
		row, _ := j.lines.place(j.in.InputOffset())
		return newError(row, CodeJSON, "the document has values too deep in each other, and the rest of it was not read",
			"correct the program that wrote the document", ruleEPCIS)
	}
	return nil
}

// member reads the value behind a name, if it holds identifiers.
func (j *jsonReader) member(name json.Token, yield func(Record, error) bool) error {
	switch name {
	case "parentID":
		return j.item("parentID", yield)
	case "epcList", "childEPCs", "inputEPCList", "outputEPCList":
		return j.list(name.(string), yield)
	}
	j.name = false
	return nil
}

// list reads the list behind the name.
func (j *jsonReader) list(name string, yield func(Record, error) bool) error {
	token, err := j.in.Token()
	if err != nil {
		return err
	}
	if token != json.Delim('[') {
		j.name = false
		return j.token(token, yield)
	}
	for j.in.More() {
		if err := j.item(name, yield); err != nil {
			return err
		}
	}
	_, err = j.in.Token()
	return err
}

// item reads the value behind a name or in a list, an identifier if it is text.
func (j *jsonReader) item(name string, yield func(Record, error) bool) error {
	var raw json.RawMessage
	err := j.in.Decode(&raw)
	j.limit.left = MaxRow
	if err != nil || raw[0] != '"' {
		return err
	}
	row, at := j.lines.place(j.in.InputOffset() - int64(len(raw)))
	if !yield(limited(Record{Text: unquoted(string(raw)), Row: row, Byte: at, Column: name})) {
		return errStopped
	}
	return nil
}

// A lineCounter tells lines from offsets.
type lineCounter struct {
	in   io.Reader
	at   int64   // bytes read
	ends []int64 // offsets of line ends behind the last place asked for
	row  int     // of that place
	from int64   // where its line begins
}

func (l *lineCounter) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	for i, c := range p[:n] {
		if c == '\n' {
			l.ends = append(l.ends, l.at+int64(i))
		}
	}
	l.at += int64(n)
	return n, err
}

// place returns the line of the byte at the offset, from 1, and how many bytes of
// it are before. Offsets must not decrease.
func (l *lineCounter) place(offset int64) (row, at int) {
	passed := 0
	for passed < len(l.ends) && l.ends[passed] < offset {
		l.row, l.from = l.row+1, l.ends[passed]+1
		passed++
	}
	l.ends = append(l.ends[:0], l.ends[passed:]...)
	return l.row, int(offset - l.from)
}
