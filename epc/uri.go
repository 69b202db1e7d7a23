package epc

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

const (
	tagURIPrefix  = "urn:epc:tag:" // TDS 2.3 §12.4
	pureURIPrefix = "urn:epc:id:"  // TDS 2.3 §6.3
)

// AppendTagURI appends the EPC tag URI, which names coding scheme and filter
// value: "urn:epc:tag:sgtin-96:3.95060001343.05.6789" (TDS 2.3 §12). Zero Tags
// and schemes without a tag URI append nothing.
func (t Tag) AppendTagURI(b []byte) []byte {
	if !t.IsValid() {
		return b
	}
	c := &schemes[t.scheme]
	b = append(b, tagURIPrefix...)
	b = append(b, c.tagURI...)
	b = append(b, ':')
	b = strconv.AppendUint(b, t.field(c.filter), 10)
	b = append(b, '.')
	return t.appendBody(b, c)
}

// AppendPureURI appends the EPC pure identity URI, which names the object only:
// "urn:epc:id:sgtin:95060001343.05.6789" (TDS 2.3 §6). Zero Tags and schemes
// without a pure identity URI append nothing.
func (t Tag) AppendPureURI(b []byte) []byte {
	if !t.IsValid() {
		return b
	}
	c := &schemes[t.scheme]
	b = append(b, pureURIPrefix...)
	b = append(b, c.pureURI...)
	b = append(b, ':')
	return t.appendBody(b, c)
}

// appendBody appends company prefix, rest of the key and serial.
func (t Tag) appendBody(b []byte, c *coding) []byte {
	row := t.row(c)
	b = appendPadded(b, t.field(row.prefix), row.prefixDigits)
	b = append(b, '.')
	b = appendPadded(b, t.field(row.rest), row.restDigits)
	b = append(b, '.')
	return strconv.AppendUint(b, t.field(c.serial), 10)
}

// ParseURI reads an EPC tag URI, "urn:epc:tag:sgtin-96:3.95060001343.05.6789",
// or a pure identity URI, "urn:epc:id:sgtin:95060001343.05.6789". A pure
// identity has no filter value and no coding scheme: they come from o, as for
// [Encode]. A tag URI has its own, whatever o says.
//
// The error is an [*Error] with positions in s and [CodeURI], [CodeScheme],
// [CodeCharacter], [CodeFilter], [CodePrefixLength], [CodeLength] or
// [CodeSerial].
func ParseURI(s string, o *Options) (Tag, error) {
	if o == nil {
		o = new(Options)
	}
	t, err := parseURI(s, o)
	if err != nil {
		return Tag{}, err
	}
	return t, nil
}

func parseURI(s string, o *Options) (Tag, *Error) {
	prefix := tagURIPrefix
	if strings.HasPrefix(s, pureURIPrefix) {
		prefix = pureURIPrefix
	} else if !strings.HasPrefix(s, tagURIPrefix) {
		return Tag{}, notURI(s, 0, min(len(s), len(tagURIPrefix)), "begin with "+tagURIPrefix+" or "+pureURIPrefix)
	}
	colon := strings.IndexByte(s[len(prefix):], ':')
	if colon < 0 {
		return Tag{}, notURI(s, len(prefix), len(s), "have a scheme and a colon after "+prefix)
	}
	name, at := s[len(prefix):len(prefix)+colon], len(prefix)+colon+1
	scheme := o.uriScheme(name, prefix == tagURIPrefix)
	switch {
	case o.Scheme != 0 && !o.Scheme.IsValid():
		return Tag{}, badScheme(o.Scheme)
	case strings.HasPrefix(name, "["):
		return Tag{}, notURI(s, len(prefix), at-1, "be without control fields, which an EPC does not hold")
	case scheme == 0:
		return Tag{}, unknownScheme(name, len(prefix), prefix == pureURIPrefix)
	}
	p := uriParser{s: s, c: &schemes[scheme], at: at}
	var f parts
	if prefix == tagURIPrefix {
		f.filter = p.filter()
	}
	p.body(&f)
	if p.err == nil && prefix == pureURIPrefix {
		f.filter, p.err = o.filter(p.c, s[p.restAt], p.restAt)
	}
	if p.err != nil {
		return Tag{}, p.err
	}
	return scheme.pack(f), nil
}

// uriScheme returns the scheme that a tag URI names, or the one to write a pure
// identity in; 0 if there is none in this package. Names are in lower case
// (TDS 2.3 §12.4, §6.3).
func (o *Options) uriScheme(name string, tag bool) Scheme {
	for i := range schemes[1:] {
		s := Scheme(i + 1)
		c := &schemes[s]
		if tag && c.tagURI == name || !tag && c.pureURI == name && (o.Scheme == 0 || o.Scheme == s) {
			return s
		}
	}
	return 0
}

func notURI(s string, start, end int, want string) *Error {
	return &Error{
		Code: CodeURI, Start: start, End: end, found: clip(s[start:end]),
		message: "EPC URI must " + want,
		rule:    document + " §12.4",
	}
}

// A uriParser reads the fields of s from at on. After the first error it reads
// nothing more.
type uriParser struct {
	s      string
	c      *coding
	at     int
	restAt int // where the rest of the key begins
	err    *Error
}

func (p *uriParser) fail(e *Error) {
	if p.err == nil {
		p.err = e
	}
}

// next returns the text up to the next dot, and where it begins.
func (p *uriParser) next(name string) (field string, start int) {
	start = p.at
	end := strings.IndexByte(p.s[start:], '.')
	if end < 0 {
		p.fail(notURI(p.s, start, len(p.s), "have a dot after the "+name))
		return p.s[start:], start
	}
	p.at += end + 1
	return p.s[start : start+end], start
}

// digits returns the number that a field of digits is.
func (p *uriParser) digits(name, field string, start int) uint64 {
	for i := range len(field) {
		if c := field[i]; c < '0' || c > '9' {
			p.fail(&Error{
				Code: CodeCharacter, Start: start + i, End: start + i + 1,
				found: field[i : i+1], expected: "0-9",
				message: name + " has the character " + quote(field[i:i+1]) + ", want digits only",
				rule:    document + " §5",
			})
			return 0
		}
	}
	v, err := strconv.ParseUint(field, 10, 64)
	if err != nil {
		p.fail(notURI(p.s, start, start+len(field), "have a "+name+" of digits"))
	}
	return v
}

func (p *uriParser) filter() uint8 {
	field, start := p.next("filter value")
	if p.err != nil {
		return 0
	}
	v := p.digits("filter value", field, start)
	if p.err == nil && (v > p.c.filter.max() || len(field) > 1 && field[0] == '0') {
		e := p.c.badFilter(field)
		e.Start, e.End = start, start+len(field)
		p.fail(e)
	}
	return uint8(v)
}

func (c *coding) badFilter(found string) *Error {
	want := fmt.Sprintf("0 to %d", c.filter.max())
	return &Error{
		Code: CodeFilter, found: clip(found), expected: want,
		message: fmt.Sprintf("filter value of %s is %s, want %s", c.name, clip(found), want),
		rule:    document + " §12.3.2",
	}
}

// body reads company prefix, rest of the key and serial.
func (p *uriParser) body(f *parts) {
	prefix, start := p.next("company prefix")
	rest, restAt := p.next("item reference")
	if p.err != nil {
		return
	}
	value, ok := p.c.row(len(prefix))
	if !ok {
		least, most := p.c.prefixDigits()
		p.fail(p.badDigits(CodePrefixLength, "company prefix", prefix, start, fmt.Sprintf("%d to %d", least, most)))
		return
	}
	if n := int(p.c.rows[value].restDigits); n != len(rest) {
		p.fail(p.badDigits(CodeLength, "indicator and item reference", rest, restAt,
			fmt.Sprintf("%d after a company prefix of %d", n, len(prefix))))
		return
	}
	f.partition, p.restAt = value, restAt
	f.prefix = p.digits("company prefix", prefix, start)
	f.rest = p.digits("item reference", rest, restAt)
	if p.err == nil {
		f.serial, p.err = p.serial()
	}
}

// serial reads what is left.
func (p *uriParser) serial() (uint64, *Error) {
	text := p.s[p.at:]
	plain, err := url.PathUnescape(text)
	if err != nil {
		plain = text
	}
	v, e := p.c.parseSerial(plain)
	if e != nil {
		e.Start, e.End = p.at, len(p.s)
	}
	return v, e
}

func (p *uriParser) badDigits(code gs1.Code, name, found string, start int, want string) *Error {
	return &Error{
		Code: code, Start: start, End: start + len(found),
		found: clip(found), expected: want + " digits",
		message: fmt.Sprintf("%s has %d digits, want %s", name, len(found), want),
		rule:    document + " §14.3.3",
	}
}
