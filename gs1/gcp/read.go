package gcp

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// What a list may have at most: several times the 170,000 entries and 8 MB of the
// one that GS1 published in 2025.
const (
	maxBytes   = 64 << 20
	maxEntries = 1_000_000
	maxPart    = 256 << 10 // bytes of one element, value or line
)

var (
	errTooLong    = fmt.Errorf("the list is longer than %d bytes", maxBytes)
	errPart       = fmt.Errorf("one part of the list is longer than %d bytes", maxPart)
	errTooMany    = fmt.Errorf("the list has more than %d entries", maxEntries)
	errNoEntries  = errors.New("the list has no entries")
	errNoList     = errors.New("there is no complete GCPPrefixFormatList")
	errIncomplete = errors.New("an entry lacks its prefix or its gcpLength")
)

// A ReadError says what is wrong with a list, and where.
type ReadError struct {
	Offset int64 // bytes of the text that were read when it was found
	Err    error
}

// Error returns the cause and the place: "gcp: prefix is "06x", expected 1 to 12
// digits, at byte 214".
func (e *ReadError) Error() string {
	return fmt.Sprintf("gcp: %v, at byte %d", e.Err, e.Offset)
}

// Unwrap returns the cause.
func (e *ReadError) Unwrap() error { return e.Err }

// Read reads a list of company prefix lengths, of which the first character tells
// the form:
//
//	<GCPPrefixFormatList date="2026-02-03"><entry prefix="0614141" gcpLength="7"/>…   GS1's XML
//	{"GCPPrefixFormatList":{"date":"…","entry":[{"prefix":"0614141","gcpLength":7},…  GS1's JSON
//	0614141,7                                                                          CSV
//
// Lines of CSV have a prefix and a length with a comma, semicolon or tab between
// them; "#" begins a remark, and a first line without digits is a heading. A
// spreadsheet that takes prefixes for numbers loses their leading zeros: keep that
// column as text. Unknown attributes, members and elements are left alone, and
// what follows the list is not read.
//
// The text may have 64 MiB and 1,000,000 entries. The error is a [*ReadError]; what
// r itself returns passes unchanged.
func Read(r io.Reader) (*Table, error) {
	l := &list{in: &counter{r: io.LimitReader(r, maxBytes+1)}}
	at, err := l.read(bufio.NewReader(l.in))
	if err == nil && len(l.spans) == 0 {
		err = errNoEntries
	}
	if err != nil {
		return nil, l.in.place(err, at)
	}
	t, err := build(l.spans)
	if err != nil {
		return nil, l.in.place(err, at)
	}
	t.Date = l.date
	return t, nil
}

// read reads a list of any form and returns how far it came.
func (l *list) read(text *bufio.Reader) (at int64, err error) {
	first, skipped, err := firstByte(text)
	if err != nil {
		return skipped, err
	}
	switch first {
	case '<':
		at, err = l.readXML(text)
	case '{':
		at, err = l.readJSON(text)
	default:
		at, err = l.readCSV(text)
	}
	return skipped + at, err
}

// firstByte skips a byte order mark and white space, and returns how much that was
// and what comes next.
func firstByte(r *bufio.Reader) (c byte, skipped int64, err error) {
	const mark = "\ufeff"
	if start, err := r.Peek(len(mark)); err == nil && string(start) == mark {
		n, _ := r.Discard(len(mark))
		skipped = int64(n)
	}
	for ; ; skipped++ {
		c, err := r.ReadByte()
		switch {
		case err == io.EOF:
			return 0, skipped, errNoEntries
		case err != nil:
			return 0, skipped, err
		case !strings.ContainsRune(" \t\r\n", rune(c)):
			return c, skipped, r.UnreadByte()
		}
	}
}

// A counter counts what is read, and remembers why reading failed.
type counter struct {
	r    io.Reader
	n    int64
	part int64 // n when the part that is being read began
	err  error
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	switch {
	case err != nil && err != io.EOF:
	case c.n > maxBytes:
		err = errTooLong
	case c.n-c.part > maxPart:
		err = errPart
	default:
		return n, err
	}
	c.err = err
	return n, err
}

// next says that the next part of the list begins: no part is held beyond its end.
func (c *counter) next() { c.part = c.n }

// place returns err with its place, or what was wrong with the reader itself.
func (c *counter) place(err error, at int64) error {
	switch {
	case c.err == errTooLong || c.err == errPart:
		err = c.err
	case c.err != nil:
		return c.err
	}
	return &ReadError{Offset: at, Err: err}
}

// A list collects entries.
type list struct {
	in    *counter
	date  string
	spans []span
}

func (l *list) add(e Entry) error {
	s, err := e.span()
	if err != nil {
		return err
	}
	if len(l.spans) == maxEntries {
		return errTooMany
	}
	l.spans = append(l.spans, s)
	l.in.next()
	return nil
}

// addText adds an entry whose length is text.
func (l *list) addText(prefix, length string) error {
	n, err := strconv.ParseUint(strings.TrimSpace(length), 10, 8)
	if err != nil {
		return fmt.Errorf("length for prefix %.64q is %.64q, expected 0 or %d to %d", prefix, length, minLength, maxLength)
	}
	return l.add(Entry{strings.TrimSpace(prefix), int(n)})
}

// readXML reads the elements one by one. Raw tokens, because others remember all
// elements that are open: what is open here is told by the flag inside.
func (l *list) readXML(r io.Reader) (at int64, err error) {
	d := xml.NewDecoder(r)
	inside := false
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			err = errNoList
		}
		if err != nil {
			return d.InputOffset(), err
		}
		l.in.next()
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == listName {
				inside, l.date = true, attribute(e, "date")
			}
			if e.Name.Local != "entry" || !inside {
				continue
			}
			if err := l.addElement(e); err != nil {
				return d.InputOffset(), err
			}
		case xml.EndElement:
			if e.Name.Local == listName {
				return d.InputOffset(), nil
			}
		}
	}
}

// listName is what both forms of GS1 call the list.
const listName = "GCPPrefixFormatList"

func (l *list) addElement(e xml.StartElement) error {
	prefix, length := attribute(e, "prefix"), attribute(e, "gcpLength")
	if prefix == "" || length == "" {
		return errIncomplete
	}
	return l.addText(prefix, length)
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readJSON walks to GCPPrefixFormatList.entry and reads its members one by one.
func (l *list) readJSON(r io.Reader) (at int64, err error) {
	d := json.NewDecoder(r)
	found := false
	err = l.members(d, func(name string) error {
		if name != listName {
			return skip(d)
		}
		found = true
		return l.members(d, func(name string) error {
			switch name {
			case "date":
				return d.Decode(&l.date)
			case "entry":
				return l.readEntries(d)
			}
			return skip(d)
		})
	})
	if err == nil && !found {
		err = errNoList
	}
	return d.InputOffset(), err
}

// members reads an object and gives the name of each member to value, which must
// read its value.
func (l *list) members(d *json.Decoder, value func(name string) error) error {
	if err := delimiter(d, '{'); err != nil {
		return err
	}
	for d.More() {
		l.in.next()
		name, err := d.Token()
		if err != nil {
			return err
		}
		text, _ := name.(string)
		if err := value(text); err != nil {
			return err
		}
	}
	return delimiter(d, '}')
}

func delimiter(d *json.Decoder, want json.Delim) error {
	token, err := d.Token()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && token != want {
		err = fmt.Errorf("found %.64q, expected %q", fmt.Sprint(token), want)
	}
	return err
}

// skip reads a value that nobody wants.
func skip(d *json.Decoder) error {
	var value json.RawMessage
	return d.Decode(&value)
}

func (l *list) readEntries(d *json.Decoder) error {
	if err := delimiter(d, '['); err != nil {
		return err
	}
	for d.More() {
		var e struct {
			Prefix string      `json:"prefix"`
			Length json.Number `json:"gcpLength"`
		}
		if err := d.Decode(&e); err != nil {
			return err
		}
		if e.Prefix == "" || e.Length == "" {
			return errIncomplete
		}
		if err := l.addText(e.Prefix, e.Length.String()); err != nil {
			return err
		}
	}
	return delimiter(d, ']')
}

func (l *list) readCSV(r io.Reader) (at int64, err error) {
	lines := bufio.NewScanner(r)
	next := int64(0)
	lines.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		n, line, err := bufio.ScanLines(data, atEOF)
		next += int64(n)
		return n, line, err
	})
	for first := true; lines.Scan(); first = false {
		l.in.next()
		if err := l.addLine(lines.Text(), first); err != nil {
			return at, err
		}
		at = next
	}
	return at, lines.Err()
}

// addLine adds the entry of a line of CSV.
func (l *list) addLine(line string, first bool) error {
	line, _, _ = strings.Cut(line, "#")
	if strings.TrimSpace(line) == "" || first && !strings.ContainsAny(line, "0123456789") {
		return nil
	}
	i := strings.IndexAny(line, ",;\t")
	if i < 0 {
		return fmt.Errorf("line is %.64q, expected a prefix, a comma and a length", line)
	}
	return l.addText(strings.Trim(line[:i], ` "`), strings.Trim(line[i+1:], ` "`))
}
