package epc

import (
	"fmt"
	"strings"
)

const (
	patternPrefix   = "urn:epc:pat:"   // TDS 2.3 §13.1
	idPatternPrefix = "urn:epc:idpat:" // TDS 2.3 §8
)

// A Pattern stands for the tags of one scheme, or of one kind of identity, whose
// parts are as it says. The zero value stands for none.
type Pattern struct {
	text   string
	parts  []patternPart
	filter patternPart // of a tag pattern
	tagURI string      // how the tag URI of its tags begins
	pure   string      // how their pure identity URI begins, if it is for any scheme
}

// A patternPart is a star, a range of numbers, or a text.
type patternPart struct {
	star, isRange bool
	low, high     uint64
	text          string
}

// ParsePattern reads an EPC tag pattern URI,
// "urn:epc:pat:sgtin-96:3.0652642.[102400-204700].*" (TDS 2.3 §13), or a pure
// identity pattern URI, "urn:epc:idpat:sgtin:0652642.*.*" (§8). The schemes of TDS
// 2.x have none. The error is an [*Error] with positions in s and [CodePattern],
// [CodeScheme] or [CodeURI].
func ParsePattern(s string) (Pattern, error) {
	p, err := parsePattern(s)
	if err != nil {
		return Pattern{}, err
	}
	return p, nil
}

func parsePattern(s string) (Pattern, *Error) {
	p := Pattern{text: s}
	switch {
	case strings.HasPrefix(s, patternPrefix):
		name, at, err := uriName(s, len(patternPrefix))
		if err != nil {
			return p, err
		}
		for i := range schemes {
			if c := &schemes[i]; c.tagURI == tagURIPrefix+name+":" {
				p.tagURI = c.tagURI
				return p, p.parse(c, s, at, c.filter.bits != 0)
			}
		}
		return p, unknownScheme(name, len(patternPrefix))
	case strings.HasPrefix(s, idPatternPrefix):
		name, at, err := uriName(s, len(idPatternPrefix))
		if err != nil {
			return p, err
		}
		for i := range schemes {
			if c := &schemes[i]; c.pureURI == pureURIPrefix+name+":" {
				p.pure = c.pureURI
				return p, p.parse(c, s, at, false)
			}
		}
		return p, unknownScheme(name, len(idPatternPrefix))
	}
	return p, badPattern(s, 0, min(len(s), len(patternPrefix)), "must begin with "+patternPrefix+" or "+idPatternPrefix)
}

func badPattern(s string, start, end int, why string) *Error {
	return &Error{
		Code: CodePattern, Start: start, End: end, found: clip(s[start:end]), message: "EPC pattern URI " + why,
		rule: document + " §13.1",
	}
}

// parse reads the parts from the byte at of s on, with a filter value first if
// there is one. The last goes to the end.
func (p *Pattern) parse(c *coding, s string, at int, filter bool) *Error {
	n := c.components()
	if filter {
		n++
	}
	for i := range n {
		end := len(s)
		if i < n-1 {
			dot := strings.IndexByte(s[at:], '.')
			if dot < 0 {
				return badPattern(s, at, len(s), fmt.Sprintf("has fewer than the %d parts of %s", n, c.name))
			}
			end = at + dot
		}
		part, err := parsePatternPart(s, at, end)
		if err != nil {
			return err
		}
		if filter && i == 0 {
			p.filter = part
		} else {
			p.parts = append(p.parts, part)
		}
		at = end + 1
	}
	if c.rows != nil && (p.parts[0].isRange || p.parts[0].star && !p.parts[restComponent].star) {
		return badPattern(s, 0, len(s), "must have one company prefix, or stars for it and for the part behind it")
	}
	return nil
}

// parsePatternPart reads the bytes [start, end) of s.
func parsePatternPart(s string, start, end int) (p patternPart, err *Error) {
	text := s[start:end]
	switch {
	case text == "*":
		p.star = true
	case strings.HasPrefix(text, "["):
		low, high, ok := strings.Cut(strings.TrimSuffix(text[1:], "]"), "-")
		p.isRange, ok = true, ok && strings.HasSuffix(text, "]")
		if !ok || !patternNumber(low, &p.low) || !patternNumber(high, &p.high) || p.low > p.high {
			return p, badPattern(s, start, end, "has a range that is not [LOW-HIGH], two numbers in order")
		}
	default:
		p.text, err = unescape(s, start, end)
	}
	return p, err
}

// patternNumber reads digits into v, leading zeros included.
func patternNumber(digits string, v *uint64) bool {
	if digits == "" || len(digits) > maxDigits || outside(digits, charDigit) < len(digits) {
		return false
	}
	*v = number(digits)
	return true
}

// String returns the pattern URI.
func (p Pattern) String() string { return p.text }

// Match reports whether t is among the tags that the pattern stands for (TDS 2.3
// §13.2).
func (p Pattern) Match(t Tag) bool {
	c := t.coding()
	switch {
	case p.tagURI != "" && p.tagURI != c.tagURI, p.pure != "" && p.pure != c.pureURI, p.tagURI == p.pure:
		return false
	case p.tagURI != "" && c.filter.bits != 0 && !p.filter.match(appendNumber(nil, uint64(t.Filter()))):
		return false
	}
	var text [maxValue]byte
	parts, n := t.components(c, text[:0])
	for i, part := range parts[:n] {
		if !p.parts[i].match(part) {
			return false
		}
	}
	return true
}

func (p patternPart) match(text []byte) bool {
	switch {
	case p.star:
		return true
	case p.isRange:
		var v uint64
		return patternNumber(string(text), &v) && p.low <= v && v <= p.high
	}
	return string(text) == p.text
}
