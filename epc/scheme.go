package epc

import (
	"iter"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

//go:generate go run ./internal/gen

// A Scheme is a binary coding scheme: how the bits of a tag are read. The zero
// value is no scheme; as an option it leaves the choice to the package.
type Scheme uint8

// Schemes yields the schemes of the standard: the classic ones, then those of
// TDS 2.x.
func Schemes() iter.Seq[Scheme] {
	return func(yield func(Scheme) bool) {
		for i := range len(schemes) - 1 {
			if !yield(Scheme(i + 1)) {
				return
			}
		}
	}
}

// SchemesFor yields the schemes that tags with the key ai may be written in, such as
// (01): the classic ones, then those of TDS 2.x.
func SchemesFor(ai gs1.AI) iter.Seq[Scheme] {
	return func(yield func(Scheme) bool) {
		for s := range Schemes() {
			c := &schemes[s]
			if !c.decodeOnly && c.holdsElements() && c.firstAI() == ai && !yield(s) {
				return
			}
		}
	}
}

// ParseScheme returns the scheme of a name such as "sgtin-96" or "SGTIN+", in
// upper or lower case. The error is an [*Error] with [CodeScheme].
func ParseScheme(name string) (Scheme, error) {
	for s := range Schemes() {
		if strings.EqualFold(schemes[s].slug, name) {
			return s, nil
		}
	}
	return 0, unknownScheme(name, 0)
}

// IsValid reports whether s is a scheme of the standard.
func (s Scheme) IsValid() bool { return s != 0 && int(s) < len(schemes) }

// String returns the name as a tag URI has it, "sgtin-96", that of a scheme of
// TDS 2.x in the same way, "sgtin+", or "invalid scheme".
func (s Scheme) String() string {
	if !s.IsValid() {
		return "invalid scheme"
	}
	return schemes[s].slug
}

// Plus reports whether s is a scheme of TDS 2.x: one that holds elements as they
// are, needs no company prefix and takes further elements, and that has no URN.
func (s Scheme) Plus() bool { return s.IsValid() && schemes[s].keys != nil }

// HoldsHost reports whether s is a "++" scheme, which holds a domain name.
func (s Scheme) HoldsHost() bool { return s.IsValid() && schemes[s].host }

// FilterMeaning returns what a filter value says of the object that the tag is
// attached to, in the words of TDS 2.3 §10, or "" for a reserved value and one
// the scheme has no room for.
func (s Scheme) FilterMeaning(filter uint8) string {
	if !s.IsValid() || schemes[s].filters == nil {
		return ""
	}
	return schemes[s].filters.of(filter)
}

// MaxFilter returns the largest filter value that the scheme has room for: 7 for
// most, 0 for GID-96, which has none. Where s is no scheme it is 7.
func (s Scheme) MaxFilter() uint8 {
	if !s.IsValid() {
		s = SGTIN96
	}
	return uint8(schemes[s].filter.max())
}

// unknownScheme says that name, which stands at the byte start of the text, is
// no scheme.
func unknownScheme(name string, start int) *Error {
	return &Error{
		Code: CodeScheme, Start: start, End: start + len(name),
		found: clip(name), expected: knownSchemes(),
		message: "scheme " + quote(name) + " is not known",
		rule:    document + " " + headerClause,
	}
}

// badScheme refuses an option that is none of the constants.
func badScheme(s Scheme) *Error {
	return &Error{
		Code: CodeScheme, expected: knownSchemes(),
		message: "option Scheme is " + utoa(uint64(s)) + ", which is no scheme",
	}
}

func knownSchemes() string {
	var list []string
	for s := range Schemes() {
		list = append(list, schemes[s].slug)
	}
	return strings.Join(list, ", ")
}

// A coding is the facts of one scheme. The coding of no scheme has no name.
//
// The classic schemes are header, filter value, company prefix and rest of the
// key as rows say, and tail. Those of TDS 2.x are header, toggle bit, filter
// value, a date if there is one, keys and a domain name if there is one.
type coding struct {
	name    string // as the standard writes it, "SGTIN-96"
	slug    string // in lower case
	tagURI  string // how a tag URI begins, "urn:epc:tag:sgtin-96:"; "" if there is none
	pureURI string // how a pure identity URI begins, "urn:epc:id:sgtin:"; "" if there is none
	key     string // the GS1 key it holds, "gtin"
	clause  string // of its coding table
	wider   string // schemes of the same key that hold every serial

	header     uint8
	bits       uint16 // 0 where the value decides
	decodeOnly bool   // must not be written any more

	filters *filterSet // nil if it has no filter value
	filter  segment

	// A plain scheme has 96 bits and nothing behind the rest of the key that
	// could be wrong but zeros, a mask of the second word.
	plain bool
	zeros uint64

	rows     *[8]partition // nil if the company prefix is not apart
	tail     []field
	elements []rule

	keys       []keyRule
	keyFormat  format // of all keys, one after the other
	date, host bool
}

// holdsElements reports whether element strings stand for the tags of the scheme.
func (c *coding) holdsElements() bool { return c.keys != nil || c.elements != nil }

// A segment is a run of bits of a tag: the first and how many.
type segment struct{ at, bits uint16 }

// end is where what follows begins.
func (s segment) end() int { return int(s.at + s.bits) }

// max is the largest number that the segment holds.
func (s segment) max() uint64 { return 1<<s.bits - 1 }

// A partition is one row of a partition table: how company prefix and rest of
// the key share their bits and digits. The row of an unused partition value has
// no bits.
type partition struct{ prefix, rest field }

const partitionBits = 3 // TDS 2.3 §14.3.3

// row returns the partition value for a company prefix of that many digits.
func (c *coding) row(digits int) (value int, ok bool) {
	for value := range c.rows {
		if p := &c.rows[value].prefix; p.bits != 0 && int(p.size) == digits {
			return value, true
		}
	}
	return 0, false
}

// prefixDigits returns the fewest and the most digits of a company prefix.
func (c *coding) prefixDigits() (least, most int) {
	for i := range c.rows {
		if p := &c.rows[i].prefix; p.bits != 0 {
			if least == 0 || int(p.size) < least {
				least = int(p.size)
			}
			most = max(most, int(p.size))
		}
	}
	return least, most
}

// components is how many parts the URIs of the scheme have.
func (c *coding) components() (n int) {
	if c.rows != nil {
		n = 2
	}
	for i := range c.tail {
		if c.tail[i].method != methodZero {
			n++
		}
	}
	return n
}

// maxComponents is how many parts a URI has at most: those of ITIP.
const maxComponents = 5

// A rule is how the value of an element is made of the parts of a URI.
type rule struct {
	ai     gs1.AI
	open   string // the identifier in its bracketed form, "(01)"
	parts  []part
	unless string // the last part that says there is no such element
}

// A part is a part of a rule: a part of the URI by its number from partComponent
// on, of the rest of the key the first digit or what follows it, a zero, or the
// check digit of the digits before.
type part uint8

const (
	partZero part = iota
	partCheck
	partFirst
	partTail
	partComponent
)

const restComponent = 1 // where the rest of the key stands, behind the company prefix

// A keyRule is an element of a scheme of TDS 2.x.
type keyRule struct {
	ai     gs1.AI
	format *format
	none   string // the value that says there is no such element
}

type filterSet struct {
	clause   string
	standard uint8    // used where none is stated
	meaning  []string // "" where reserved
}

// of returns the meaning of a filter value, "" if it is reserved.
func (f *filterSet) of(v uint8) string {
	if int(v) >= len(f.meaning) {
		return ""
	}
	return f.meaning[v]
}

type reservedHeader struct {
	value     uint8
	what, fix string
}

// A knownLength is a range of leading digits, after the indicator digit, with
// which the company prefix length follows from the key.
type knownLength struct {
	key, from, to string
	length        int
}

// An exclusion is a range of leading digits, after the indicator digit, that
// the standard keeps out of EPCs.
type exclusion struct{ key, from, to, what, clause string }

// begins reports whether digits begin with one of from to to, which are of one
// length.
func begins(digits, from, to string) bool {
	if len(digits) < len(from) {
		return false
	}
	head := digits[:len(from)]
	return from <= head && head <= to
}
