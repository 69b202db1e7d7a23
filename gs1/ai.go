package gs1

import (
	"iter"
	"strings"
)

//go:generate go run ./internal/gen

// An AI is a GS1 Application Identifier of two to four digits: it says what the
// value after it means. It is comparable; the zero value is no identifier.
type AI uint16 // digits-1 in the two high bits, the number below

// Identifiers that other packages and most programs name, with their data
// titles. Every other one comes from [ParseAI].
const (
	AI00   AI = 1<<14 | 0    // SSCC
	AI01   AI = 1<<14 | 1    // GTIN
	AI02   AI = 1<<14 | 2    // CONTENT
	AI10   AI = 1<<14 | 10   // BATCH/LOT
	AI11   AI = 1<<14 | 11   // PROD DATE
	AI13   AI = 1<<14 | 13   // PACK DATE
	AI15   AI = 1<<14 | 15   // BEST BEFORE or BEST BY
	AI16   AI = 1<<14 | 16   // SELL BY
	AI17   AI = 1<<14 | 17   // USE BY or EXPIRY
	AI20   AI = 1<<14 | 20   // VARIANT
	AI21   AI = 1<<14 | 21   // SERIAL
	AI22   AI = 1<<14 | 22   // CPV
	AI30   AI = 1<<14 | 30   // VAR. COUNT
	AI37   AI = 1<<14 | 37   // COUNT
	AI235  AI = 2<<14 | 235  // TPX
	AI240  AI = 2<<14 | 240  // ADDITIONAL ID
	AI253  AI = 2<<14 | 253  // GDTI
	AI254  AI = 2<<14 | 254  // GLN EXTENSION COMPONENT
	AI255  AI = 2<<14 | 255  // GCN
	AI401  AI = 2<<14 | 401  // GINC
	AI402  AI = 2<<14 | 402  // GSIN
	AI414  AI = 2<<14 | 414  // LOC No.
	AI415  AI = 2<<14 | 415  // PAY TO
	AI417  AI = 2<<14 | 417  // PARTY
	AI8003 AI = 3<<14 | 8003 // GRAI
	AI8004 AI = 3<<14 | 8004 // GIAI
	AI8006 AI = 3<<14 | 8006 // ITIP
	AI8010 AI = 3<<14 | 8010 // CPID
	AI8011 AI = 3<<14 | 8011 // CPID SERIAL
	AI8013 AI = 3<<14 | 8013 // GMN
	AI8017 AI = 3<<14 | 8017 // GSRN - PROVIDER
	AI8018 AI = 3<<14 | 8018 // GSRN - RECIPIENT
	AI8019 AI = 3<<14 | 8019 // SRIN
	AI8020 AI = 3<<14 | 8020 // REF No.
)

const aiNumber = 1<<14 - 1 // the bits of an AI that hold its number

// ParseAI reads an identifier of two to four digits. Whether it is assigned
// says [AI.Info]. The error is an [*Error].
func ParseAI(s string) (AI, error) {
	if len(s) < 2 || len(s) > 4 {
		return 0, &Error{Code: CodeAISyntax, Len: len(s), value: s}
	}
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return 0, &Error{Code: CodeAISyntax, Len: len(s), value: s}
		}
		n = n*10 + int(s[i]-'0')
	}
	return AI(len(s)-1)<<14 | AI(n), nil
}

// IsValid reports whether ai is an identifier and not the zero value.
func (ai AI) IsValid() bool { return ai>>14 != 0 }

// String returns the digits, or "invalid AI" for the zero value.
func (ai AI) String() string { return string(ai.append(nil)) }

func (ai AI) append(b []byte) []byte {
	n := int(ai & aiNumber)
	switch ai >> 14 {
	case 3:
		b = append(b, '0'+byte(n/1000%10), '0'+byte(n/100%10))
	case 2:
		b = append(b, '0'+byte(n/100%10))
	case 0:
		return append(b, "invalid AI"...)
	}
	return append(b, '0'+byte(n/10%10), '0'+byte(n%10))
}

// AppendText implements [encoding.TextAppender]. The zero value appends nothing.
func (ai AI) AppendText(b []byte) ([]byte, error) {
	if !ai.IsValid() {
		return b, nil
	}
	return ai.append(b), nil
}

// MarshalText implements [encoding.TextMarshaler].
func (ai AI) MarshalText() ([]byte, error) { return ai.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] by [ParseAI]; empty text
// gives the zero value.
func (ai *AI) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*ai = 0
		return nil
	}
	*ai, err = ParseAI(string(text))
	return err
}

// Title returns the data title, such as "GTIN", or "" if ai has none or is not
// assigned (GS1 General Specifications §3.2).
func (ai AI) Title() string {
	if i := ai.index(); i >= 0 {
		return facts[i].title
	}
	return ""
}

// An Info says what GS1 has laid down about an identifier.
type Info struct {
	AI         AI
	Title      string        // data title, "" if there is none
	Components []Component   // what the value is made of, in order
	Predefined bool          // of predefined length: no separator after it (§7.8)
	Link       LinkRole      // its place in a Digital Link URI
	Requires   []Requirement // each must be met by the other elements on the item
	Excludes   []Pattern     // must not be on the same item
}

// A Component is one part of a value.
type Component struct {
	Charset  Charset
	Min, Max int      // characters
	Optional bool     // may be absent, and with it every component after it
	Linters  []string // tests its text must pass, named as in GS1's syntax dictionary: "csum"
}

// A Requirement is met when all patterns of one of its alternatives are.
type Requirement [][]Pattern

// A Pattern is an identifier, "01", or digits with n for any digit, "310n".
type Pattern string

// Matches reports whether ai has as many digits as p and agrees with each.
func (p Pattern) Matches(ai AI) bool {
	digits := ai.append(make([]byte, 0, 10))
	if len(digits) != len(p) {
		return false
	}
	for i := range digits {
		if p[i] != digits[i] && p[i] != 'n' {
			return false
		}
	}
	return true
}

// A LinkRole is an identifier's place in a GS1 Digital Link URI.
type LinkRole struct {
	Key       bool // may be the primary key, first in the path
	Attribute bool // may be in the query

	first, count uint8        // its qualifiers
	read         *[]qualifier // or these, of a dictionary that was read
}

// A qualifier is a key qualifier in a Digital Link URI: the alternative sequence
// it is in, and its place there.
type qualifier struct {
	ai                 AI
	sequence, position uint8
}

func (r LinkRole) qualifiers() []qualifier {
	if r.read != nil {
		return *r.read
	}
	return qualifiers[r.first : int(r.first)+int(r.count)]
}

// Sequences returns the alternative sequences of key qualifiers that may follow
// the key in the path. Within a sequence any may be left out, but the order
// stays.
func (r LinkRole) Sequences() iter.Seq[[]AI] {
	return func(yield func([]AI) bool) {
		list := r.qualifiers()
		for i := 0; i < len(list); {
			var ais []AI
			for sequence := list[i].sequence; i < len(list) && list[i].sequence == sequence; i++ {
				ais = append(ais, list[i].ai)
			}
			if !yield(ais) {
				return
			}
		}
	}
}

// Info returns what GS1 has laid down about ai; ok is false if ai is not
// assigned. The slices belong to the caller.
func (ai AI) Info() (info Info, ok bool) {
	i := ai.index()
	if i < 0 {
		return Info{}, false
	}
	r, f := &rules[i], &facts[i]
	info = Info{AI: ai, Title: f.title, Predefined: r.flags&isPredefined != 0, Link: ai.Link()}
	for _, c := range r.components() {
		info.Components = append(info.Components, c.info())
	}
	for alternatives := range split(f.requires, ";") {
		var q Requirement
		for all := range split(alternatives, ",") {
			q = append(q, patterns(all, "+"))
		}
		info.Requires = append(info.Requires, q)
	}
	info.Excludes = patterns(f.excludes, ",")
	return info, true
}

// Link returns the place of ai in a Digital Link URI, none if it is not
// assigned.
func (ai AI) Link() LinkRole {
	i := ai.index()
	if i < 0 {
		return LinkRole{}
	}
	f := rules[i].flags
	if f&isKey == 0 {
		return LinkRole{Attribute: f&isAttribute != 0}
	}
	return LinkRole{Key: true, Attribute: f&isAttribute != 0, first: facts[i].first, count: facts[i].count}
}

// PredefinedLength reports whether an element string of ai needs no separator.
// Its first two digits tell, also of identifiers that are not assigned (GS1
// General Specifications §7.8). Of those that start with 04, 14, 18 or 19 none
// is assigned, so that nobody can rely on how many digits it has: they are given
// a separator, which is never wrong.
func (ai AI) PredefinedLength() bool {
	digits, lead, _ := ai.split()
	return lead < len(prefixes) && prefixes[lead].total != 0 && int(prefixes[lead].digits) == digits
}

func (c component) info() Component {
	info := Component{Charset: Charset(c.charset), Min: int(c.min), Max: int(c.max), Optional: c.optional}
	for _, l := range c.linters {
		if l != 0 {
			info.Linters = append(info.Linters, linterNames[l])
		}
	}
	return info
}

func patterns(text, separator string) (list []Pattern) {
	for p := range split(text, separator) {
		list = append(list, Pattern(p))
	}
	return list
}

// split is strings.SplitSeq, but of nothing it makes nothing.
func split(text, separator string) iter.Seq[string] {
	if text == "" {
		return func(func(string) bool) {}
	}
	return strings.SplitSeq(text, separator)
}

// A rule is what parsing needs to know of an identifier.
type rule struct {
	ai       AI
	first    uint8 // index of its first component
	count    uint8 // number of components
	min, max uint8 // characters of a value
	flags    uint8
	pair     uint8 // index of its pairing
}

const (
	isPredefined = 1 << iota
	isAttribute
	isKey
	isSerialKey // needs its serial component beside a digital signature
)

func (r *rule) predefined() bool { return r.flags&isPredefined != 0 }

func (r *rule) components() []component {
	return components[r.first : int(r.first)+int(r.count)]
}

type component struct {
	charset  byte
	min, max uint8
	optional bool
	linters  [3]linter
}

// A fact is what only people ask about an identifier, and what a key has in a
// Digital Link URI. Lists are joined by ",", groups of them by ";".
type fact struct {
	title, requires, excludes string

	first, count uint8 // qualifiers
}

// A prefix says what two leading digits tell: how many digits the identifier
// has, how long the element string is if that is predefined, and where its
// slots begin. Zero means unknown. Which component those have that are not
// assigned says unassigned.
type prefix struct {
	digits uint8
	total  uint8
	base   uint16
}

// split returns how many digits ai has, the number of the first two, and that of
// the rest.
func (ai AI) split() (digits, lead, rest int) {
	digits, n := int(ai>>14)+1, int(ai&aiNumber)
	switch digits {
	case 3:
		return digits, n / 10, n % 10
	case 4:
		return digits, n / 100, n % 100
	}
	return digits, n, 0
}

// index returns the index of the rule of ai, or -1.
func (ai AI) index() int {
	digits, lead, rest := ai.split()
	if lead >= len(prefixes) || int(prefixes[lead].digits) != digits {
		return -1
	}
	return int(slots[int(prefixes[lead].base)+rest]) - 1
}

func (ai AI) rule() *rule {
	if i := ai.index(); i >= 0 {
		return &rules[i]
	}
	return nil
}

// unassigned returns the rule of an identifier that is not assigned, nil if ones
// that start with its first two digits have another number of digits.
func (ai AI) unassigned() *rule {
	digits, lead, _ := ai.split()
	if lead >= len(prefixes) {
		return nil
	}
	if n := int(prefixes[lead].digits); n != 0 && n != digits {
		return nil
	}
	c := &components[unassigned[lead]]
	r := &rule{ai: ai, first: unassigned[lead], count: 1, min: c.min, max: c.max, flags: isAttribute}
	if c.min == c.max {
		r.flags |= isPredefined
	}
	return r
}

// permitted returns the rule of ai, with unknownAIs also if it is not assigned,
// nil if there is none.
func (ai AI) permitted(unknownAIs bool) *rule {
	r := ai.rule()
	if r == nil && unknownAIs {
		return ai.unassigned()
	}
	return r
}

// leadingRule returns the rule of the identifier that data starts with and its
// number of digits. The rule is nil if no identifier is there; n is then how
// many bytes were looked at.
func leadingRule(data string) (r *rule, n int) {
	lead, ok := twoDigits(data)
	if !ok {
		return nil, min(2, len(data))
	}
	p := prefixes[lead]
	rest := 0
	switch p.digits {
	case 0:
		return nil, 2
	case 3:
		if len(data) < 3 || !isDigit(data[2]) {
			return nil, min(3, len(data))
		}
		rest = int(data[2] - '0')
	case 4:
		if rest, ok = twoDigits(data[2:]); !ok {
			return nil, min(4, len(data))
		}
	}
	if i := slots[int(p.base)+rest]; i != 0 {
		return &rules[i-1], int(p.digits)
	}
	return nil, int(p.digits)
}

func twoDigits(s string) (n int, ok bool) {
	if len(s) < 2 || !isDigit(s[0]) || !isDigit(s[1]) {
		return 0, false
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
