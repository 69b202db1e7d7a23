package gs1

import (
	"strings"
	"unicode/utf8"
)

// opening and closing are brackets that people and label programs write around
// identifiers; full-width ones have been made ASCII before.
const (
	opening = "([{<【〔〈《⟨"
	closing = ")]}>】〕〉》⟩"
)

// unbracket adds the reading of t if it is bracketed text, written in another
// way than ParseBracketed reads: behind a symbology identifier, with blanks or
// line ends beside the brackets, or with other brackets.
func (s *suspicion) unbracket(t text) bool {
	body := t.s
	if id, _ := symbologyIdentifier(body); id != "" {
		if end, _ := bracketed(body[3:]); end > 0 {
			body = body[3:]
		}
	}
	if end, _ := bracketed(body); end == 0 {
		return false
	}
	rewritten := rebracket(body)
	m, err := ParseBracketed(rewritten, nil)
	if err != nil || !s.model.follows(m.Elements) {
		return false
	}
	c := candidate{message: m, bits: t.bits + bracketBits + s.model.messageBits(m.Elements), code: CodeDamaged, at: t.at, to: t.to}
	if c.why = t.reasons(); rewritten != t.s {
		c.why = append(c.why, "brackets written in another way than (01)")
	}
	s.add(c)
	return true
}

// bracketed returns where the identifier in brackets ends that t begins with,
// and its digits; 0 if none.
func bracketed(t string) (end int, digits string) {
	r, size := utf8.DecodeRuneInString(t)
	if t == "" || !strings.ContainsRune(opening, r) {
		return 0, ""
	}
	inner, _, found := strings.Cut(t[size:min(len(t), size+12)], counterpart(r))
	digits = strings.TrimSpace(inner)
	if _, err := ParseAI(digits); !found || err != nil {
		return 0, ""
	}
	return size + len(inner) + len(counterpart(r)), digits
}

// counterpart returns the bracket that closes what r opens.
func counterpart(r rune) string {
	return string([]rune(closing)[len([]rune(opening[:strings.IndexRune(opening, r)]))])
}

// rebracket writes t with every identifier as (01), without blanks around its
// brackets.
func rebracket(t string) string {
	var b strings.Builder
	value := func(v string) {
		b.WriteString(strings.ReplaceAll(strings.TrimSpace(v), "(", `\(`))
	}
	from := 0
	for i := 0; i < len(t); {
		end, digits := bracketed(t[i:])
		if end == 0 {
			i++
			continue
		}
		value(t[from:i])
		b.WriteString("(" + digits + ")")
		i += end
		from = i
	}
	value(t[from:])
	return b.String()
}
