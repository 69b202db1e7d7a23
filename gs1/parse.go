package gs1

import (
	"errors"
	"slices"
	"strings"
)

// ParseOptions says how text is read. A nil *ParseOptions means: GS is the only
// separator, the text is all that is on the item, and parsing stops at the first
// error.
type ParseOptions struct {
	// Separators are spellings that stand for the separator besides the one of
	// the form, GS or in [ParseData] "^": "{GS}" for example. Each one met is a
	// finding of severity info. The longest spelling at a place wins.
	Separators []string

	// PartOfLabel says that the text is one of several symbols on an item. What an
	// element requires, such as the GTIN beside a batch number, may then be in
	// another symbol and is not judged; [Label.Check] does that over all of them.
	// What must not be together is judged all the same.
	PartOfLabel bool

	// UnknownAIs permits identifiers that GS1 has not assigned, as of a newer
	// edition. Their values have the length that the first two digits predefine,
	// otherwise 1 to 90 characters, and any characters of set 82. In brackets
	// they have two to four digits; without, where they end must be known from
	// assigned ones with the same first two digits (GS1 General Specifications
	// §7.8.5; GS1 Barcode Syntax Engine, permit unknown AIs).
	UnknownAIs bool

	// Problems, if not nil, gets every finding: errors, and notes of severity
	// info about what was tolerated. The parser then goes on after an error,
	// behind the next separator or at the next bracket, and returns what it
	// could read beside the first error. Elements whose value is wrong are
	// among that; text without an assigned identifier is not. After
	// [MaxProblems] the parser stops.
	Problems *[]Finding
}

// MaxProblems is how many findings a parser reports about one text.
const MaxProblems = 1000

// AppendElements appends to dst the elements of data, a bare element string
// such as "010950600013435210ABC\x1d21123". Values are parts of data and
// positions count its bytes. With a dst of enough capacity and valid data it
// allocates nothing.
//
// A separator is needed after every value that is not of predefined length,
// unless it is the last. One that is not needed, after a predefined length or at
// the end, is tolerated (GS1 General Specifications §7.8.6.3).
//
// As every parser does, it judges the values and then which of the elements it
// appended do not go together (GS1 General Specifications §4.13).
//
// The error is an [*Error]; the elements up to it, the faulty one included, are
// returned all the same.
func AppendElements(dst []Element, data string, o *ParseOptions) ([]Element, error) {
	p := newParser(data, 0, GS, o)
	dst = p.elements(dst)
	return dst, p.err()
}

// ParseData reads an element string in which "^" stands for FNC1, first and as
// separator: "^010950600013435210ABC^21123". The error is an [*Error].
//
// The first "|" stands between the linear and the composite component of a
// composite symbol, "^0109506000134352|^10ABC", and [Message.Linear] counts the
// elements before it, unless "|" is one of the separators. The digits of an EAN/UPC symbol there, "9506000134352|^10ABC",
// are read as GTIN (01).
func ParseData(s string, o *ParseOptions) (Message, error) {
	m := Message{Input: s}
	p := newParser(s, 0, '^', o)
	if bar := strings.IndexByte(s, '|'); bar >= 0 && !p.separates("|") {
		p.in = s[:bar]
		m.Elements = p.linearData(make([]Element, 0, usual))
		m.Linear = len(m.Elements)
		p.in, p.at = s, bar+1
	}
	if !p.stopped() {
		m.Elements = p.data(m.Elements)
	}
	p.pairs(m.Elements)
	return m, p.err()
}

// separates reports whether the spelling is one of the separators.
func (p *parser) separates(spelling string) bool {
	return p.options != nil && slices.Contains(p.options.Separators, spelling)
}

// data appends the elements of the component of text that begins at p.at.
func (p *parser) data(dst []Element) []Element {
	switch {
	case p.at == len(p.in):
		p.failAt(Error{Code: CodeEmpty}, p.at, p.at)
	case p.in[p.at] != '^':
		p.unread = true
		p.failAt(Error{Code: CodeFNC1First}, p.at, p.at+1)
	default:
		p.at++
		dst = p.readElements(dst)
	}
	return dst
}

// linearData is data for the linear component of a composite symbol, which may
// be the digits of an EAN/UPC symbol.
func (p *parser) linearData(dst []Element) []Element {
	_, err := ParseGTIN(p.in)
	var e *Error
	switch {
	case err == nil:
	case errors.As(err, &e) && e.Code == CodeCheckDigit:
		p.fail(*e)
	default:
		return p.data(dst)
	}
	return append(dst, Element{AI: AI01, Value: zeros[:14-len(p.in)] + p.in})
}

// A parser reads one text. It lives on the stack: nothing it is given escapes.
type parser struct {
	in       string
	at       int  // the next byte to read
	own      byte // the separator
	options  *ParseOptions
	first    *Error // the first error
	unread   bool   // a part of the text may hold elements that were not read
	reported int    // findings reported

	sepAt, sepEnd int // the first separator at or behind some earlier place
}

func newParser(in string, at int, own byte, o *ParseOptions) parser {
	return parser{in: in, at: at, own: own, options: o, sepAt: -1}
}

// err returns the first error.
func (p *parser) err() error {
	if p.first == nil {
		return nil
	}
	return p.first
}

// fail notes an error and reports whether to go on.
func (p *parser) fail(e Error) bool {
	if p.first == nil {
		first := e // a copy, so that e need not be on the heap
		p.first = &first
	}
	return p.report(e)
}

// failAt is fail for an error about the text [from, to) of the input.
func (p *parser) failAt(e Error, from, to int) bool {
	e.Pos, e.Len, e.value = from, to-from, p.in[from:to]
	return p.fail(e)
}

// note reports a finding about the text [from, to) that is no error. Notes never
// end parsing; after [MaxProblems] findings they are left out.
func (p *parser) note(e Error, from, to int) {
	if p.collects() && p.reported < MaxProblems {
		e.Pos, e.Len, e.value = from, to-from, p.in[from:to]
		p.report(e)
	}
}

// stopped reports whether nothing more is to be read.
func (p *parser) stopped() bool {
	return p.first != nil && !p.collects() || p.reported >= MaxProblems
}

// collects reports whether the caller wants every finding.
func (p *parser) collects() bool { return p.options != nil && p.options.Problems != nil }

// report gives the finding to the caller and reports whether to go on.
func (p *parser) report(e Error) bool {
	if !p.collects() || p.reported >= MaxProblems {
		return false
	}
	*p.options.Problems = append(*p.options.Problems, e.Finding())
	p.reported++
	return p.reported < MaxProblems
}

// usual is how many elements a new message has room for at first.
const usual = 4

// elements appends the elements from p.at to the end of the input and judges
// which of them go together.
func (p *parser) elements(dst []Element) []Element {
	from := len(dst)
	dst = p.readElements(dst)
	p.pairs(dst[from:])
	return dst
}

// readElements appends the elements from p.at to the end of the input.
func (p *parser) readElements(dst []Element) []Element {
	from := len(dst)
	if dst == nil {
		dst = make([]Element, 0, usual)
	}
	for p.at < len(p.in) {
		var more bool
		if dst, more = p.element(dst); !more {
			break
		}
	}
	if len(dst) == from && p.first == nil {
		p.failAt(Error{Code: CodeEmpty}, p.at, p.at)
	}
	return dst
}

// element appends the element at p.at and reports whether to go on.
func (p *parser) element(dst []Element) ([]Element, bool) {
	if p.separator() == p.at {
		return dst, p.strayed()
	}
	r, digits := leadingRule(p.in[p.at:])
	if r == nil {
		if r = p.unassigned(digits); r == nil {
			return dst, p.unknown(digits)
		}
	}
	p.at += digits
	end := p.separator()
	if r.predefined() {
		end = min(end, p.at+int(r.max))
	}
	e := Element{AI: r.ai, Value: p.in[p.at:end], Pos: p.at}
	dst = append(dst, e)
	p.at = end
	if !p.check(r, e) {
		return dst, false
	}
	if end < len(p.in) && p.separator() == end {
		p.skipSeparator(r)
	}
	return dst, true
}

// strayed reads the separators at p.at, where an identifier belongs, and reports
// whether to go on. In transmitted data they are tolerated (GS1 General
// Specifications §7.8.6.3): one may come first, or be doubled.
func (p *parser) strayed() bool {
	from := p.at
	for p.at < len(p.in) && p.separator() == p.at {
		p.at = p.sepEnd
		if p.own != GS {
			return p.failAt(Error{Code: CodeGSStray}, from, p.at)
		}
	}
	p.note(Error{Code: CodeGSNeedless, detail: detail{part: "where an application identifier belongs"}}, from, p.at)
	return true
}

// separator returns where the next separator begins, the end of the input if
// there is none. Asking again before that place costs nothing, so that a long
// text is searched once.
func (p *parser) separator() int {
	if p.sepAt < p.at {
		p.findSeparator()
	}
	return p.sepAt
}

// findSeparator looks for the next separator from p.at on.
func (p *parser) findSeparator() {
	p.sepAt, p.sepEnd = len(p.in), len(p.in)
	if p.options == nil || len(p.options.Separators) == 0 {
		if i := strings.IndexByte(p.in[p.at:], p.own); i >= 0 {
			p.sepAt = p.at + i
			p.sepEnd = p.sepAt + 1
		}
		return
	}
	for i := p.at; i < len(p.in); i++ {
		if n := p.separatorLen(i); n > 0 {
			p.sepAt, p.sepEnd = i, i+n
			return
		}
	}
}

// separatorLen returns the length of the separator at i, 0 if none is there. The
// longest spelling wins: "^]" before "^".
func (p *parser) separatorLen(i int) (n int) {
	if p.in[i] == p.own {
		n = 1
	}
	for _, s := range p.options.Separators {
		if len(s) > n && strings.HasPrefix(p.in[i:], s) {
			n = len(s)
		}
	}
	return n
}

// skipSeparator reads the separator that stands at p.at, after an element of r.
func (p *parser) skipSeparator(r *rule) {
	from := p.at
	p.at = p.sepEnd
	if c := p.in[from]; p.at > from+1 || c != p.own && c != GS {
		p.note(Error{Code: CodeGSSpelling}, from, p.at)
	}
	if r.predefined() || p.at == len(p.in) {
		p.note(Error{Code: CodeGSNeedless, AI: r.ai}, from, p.at)
	}
}

// permitsUnknown reports whether identifiers that are not assigned are permitted.
func (p *parser) permitsUnknown() bool { return p.options != nil && p.options.UnknownAIs }

// unassigned returns the rule of the identifier of n digits at p.at, which is not
// assigned, if the options permit it. Without brackets the first two digits have
// to tell how many digits it has.
func (p *parser) unassigned(n int) *rule {
	if n < 3 || !p.permitsUnknown() {
		return nil
	}
	ai, err := ParseAI(p.in[p.at : p.at+n])
	if err != nil {
		return nil
	}
	return ai.unassigned()
}

// unknown notes that no assigned identifier is at p.at, in the first n bytes,
// and goes behind the element string: its length if the first two digits
// predefine it (GS1 General Specifications §7.8), otherwise to the separator.
func (p *parser) unknown(n int) bool {
	from, end := p.at, p.separator()
	to := min(from+n, end)
	code := CodeAIUnknown
	ai, err := ParseAI(p.in[from:to])
	if err != nil {
		code = CodeAISyntax
	}
	if lead, ok := twoDigits(p.in[from:]); ok && prefixes[lead].total != 0 {
		end = min(end, from+int(prefixes[lead].total))
	}
	p.at, p.unread = end, true
	if !p.failAt(Error{Code: code, AI: ai}, from, to) {
		return false
	}
	if end < len(p.in) && p.separator() == end {
		p.at = p.sepEnd
	}
	return true
}

// check judges the value of e, whose bytes stand unchanged in the input.
func (p *parser) check(r *rule, e Element) bool {
	return r.passes(e.Value) || p.faulty(r, e)
}

// faulty notes what is wrong with the value of e.
func (p *parser) faulty(r *rule, e Element) bool {
	p.unread = p.unread || len(e.Value) > int(r.max) // as when a separator was lost
	if p.missesSeparator(r, e) {
		from := e.Pos + int(r.max)
		return p.failAt(Error{Code: CodeMissingSeparator, AI: e.AI}, from, from+2)
	}
	return p.judge(r, e, false)
}

// missesSeparator reports whether e has what its fixed length needs and goes on
// with an identifier: then not the value is wrong but a separator is missing.
func (p *parser) missesSeparator(r *rule, e Element) bool {
	if r.min != r.max || len(e.Value) <= int(r.max) {
		return false
	}
	next, _ := leadingRule(e.Value[r.max:])
	return next != nil && r.passes(e.Value[:r.max])
}

// judge notes what is wrong with the value of e and reports whether to go on.
// With escaped the value is not the text of the input.
func (p *parser) judge(r *rule, e Element, escaped bool) bool {
	more := true
	fs := faults{each: func(f fault) bool {
		from, to := e.Pos+f.at, e.Pos+f.at+f.n
		if escaped {
			from, to = escapedOffset(p.in, e.Pos, f.at), escapedOffset(p.in, e.Pos, f.at+f.n)
		}
		more = p.fail(Error{Code: f.code, AI: e.AI, Pos: from, Len: to - from, value: e.Value, at: f.at, n: f.n, detail: f.detail})
		return more
	}}
	r.check(e.Value, &fs)
	return more
}
