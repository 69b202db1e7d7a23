package epc

import "strings"

//go:generate go run ./internal/gen

// A Scheme is a binary coding scheme: how the bits of a tag are read. The zero
// value is no scheme; as an option it leaves the choice to the package.
type Scheme uint8

// ParseScheme returns the scheme of a name such as "sgtin-96", in upper or
// lower case. The error, an [*Error] with [CodeScheme], tells schemes that the
// standard has and this package has not from names it does not know.
func ParseScheme(name string) (Scheme, error) {
	for i := range schemes[1:] {
		if s := Scheme(i + 1); strings.EqualFold(schemes[s].name, name) {
			return s, nil
		}
	}
	return 0, unknownScheme(name, 0, false)
}

// IsValid reports whether s is a scheme of this package.
func (s Scheme) IsValid() bool { return s != 0 && int(s) < len(schemes) }

// String returns the name as a tag URI has it, "sgtin-96", or "invalid scheme".
func (s Scheme) String() string {
	if !s.IsValid() {
		return "invalid scheme"
	}
	return schemes[s].tagURI
}

// FilterMeaning returns what a filter value says of the object that the tag is
// attached to, in the words of TDS 2.3 §10, or "" for a reserved value and one
// the scheme has no room for.
func (s Scheme) FilterMeaning(filter uint8) string {
	if !s.IsValid() || int(filter) >= len(schemes[s].filters.meaning) {
		return ""
	}
	return schemes[s].filters.meaning[filter]
}

// unknownScheme says that the scheme called name, which stands at the byte
// start of the text, is not one of this package. The name of a pure identity
// is that of its binary schemes up to the hyphen.
func unknownScheme(name string, start int, pure bool) *Error {
	e := &Error{
		Code: CodeScheme, Start: start, End: start + len(name),
		found: clip(name), expected: knownSchemes(),
		message: "scheme " + quote(name) + " is not known",
		rule:    document + " " + headerClause,
	}
	for _, h := range headers {
		known, _, hyphen := strings.Cut(h.name, "-")
		if !pure {
			known = h.name
		}
		if (hyphen || !pure) && strings.EqualFold(known, name) {
			e.message = "scheme " + clip(name) + " is not supported yet"
		}
	}
	return e
}

// badScheme refuses an option that is none of the constants.
func badScheme(s Scheme) *Error {
	return &Error{
		Code: CodeScheme, expected: knownSchemes(),
		message: "option Scheme is " + utoa(uint64(s)) + ", which is no scheme",
	}
}

// knownSchemes lists the schemes of this package.
func knownSchemes() string {
	var list []string
	for _, c := range schemes[1:] {
		list = append(list, c.tagURI)
	}
	return strings.Join(list, ", ")
}

// A coding is the facts of one scheme. The coding of no scheme has no name.
type coding struct {
	name    string // as the standard writes it, "SGTIN-96"
	tagURI  string // as a tag URI writes it, "sgtin-96"
	pureURI string // in a pure identity URI, which has no binary form: "sgtin"
	key     string // the GS1 key it holds
	clause  string // of its coding table
	wider   string // schemes of the same key that hold every serial

	header  uint8
	bits    uint16
	filters *filterSet
	rows    *[8]partition

	filter, partition, serial segment
}

// A segment is a run of bits of a tag: the first and how many, at most 64.
type segment struct{ at, bits uint16 }

// max is the largest number that the segment holds.
func (s segment) max() uint64 { return 1<<s.bits - 1 }

// A partition is one row of a partition table: how company prefix and rest of
// the key share their bits and digits. Limits are ten to the digits. The row of
// an unused partition value has no digits.
type partition struct {
	prefix, rest             segment
	prefixDigits, restDigits uint16
	prefixLimit, restLimit   uint64
}

// row returns the partition value for a company prefix of that many digits.
func (c *coding) row(digits int) (value int, ok bool) {
	for value := range c.rows {
		if n := c.rows[value].prefixDigits; n != 0 && int(n) == digits {
			return value, true
		}
	}
	return 0, false
}

// prefixDigits returns the fewest and the most digits of a company prefix.
func (c *coding) prefixDigits() (least, most int) {
	for _, row := range c.rows {
		if n := int(row.prefixDigits); n != 0 {
			if least == 0 || n < least {
				least = n
			}
			most = max(most, n)
		}
	}
	return least, most
}

type filterSet struct {
	clause   string
	standard uint8    // used where none is stated
	meaning  []string // "" where reserved
}

type header struct {
	value uint8
	name  string
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
