package gs1

import (
	"math"
	"strings"
	"time"
)

// A model says how many bits it takes to describe a message. Its numbers are
// judgements about what is common on goods, not facts of a standard: what counts
// is their order of size.
type model struct {
	reference time.Time
	order     []AI
}

// weights of identifiers, in 1/1000 of all elements behind the first; those that
// are not here have a weight of 0.3.
var weights = [...]struct {
	ai     AI
	weight float64
}{
	{AI10, 220}, {AI17, 200}, {AI21, 210}, {AI11, 60}, {AI15, 40}, {AI13, 8}, {AI16, 4}, {1<<14 | 12, 3}, {AI20, 6},
	{AI01, 10}, {AI02, 10}, {AI00, 5}, {AI37, 12}, {AI30, 12}, {AI22, 4}, {AI235, 2}, {AI240, 24}, {2<<14 | 241, 8},
	{2<<14 | 250, 6}, {2<<14 | 251, 3}, {2<<14 | 242, 2}, {2<<14 | 243, 2}, {AI254, 2}, {2<<14 | 400, 6}, {AI401, 2},
	{AI402, 2}, {2<<14 | 410, 2}, {AI414, 4}, {2<<14 | 420, 3}, {2<<14 | 422, 4}, {2<<14 | 710, 14}, {2<<14 | 711, 10},
	{2<<14 | 712, 14}, {2<<14 | 713, 6}, {2<<14 | 714, 14}, {2<<14 | 715, 10}, {2<<14 | 716, 6}, {2<<14 | 717, 3}, {1<<14 | 90, 8}, {1<<14 | 91, 14},
	{1<<14 | 92, 6}, {1<<14 | 93, 4}, {1<<14 | 94, 3}, {1<<14 | 95, 3}, {1<<14 | 96, 3}, {1<<14 | 97, 3}, {1<<14 | 98, 3}, {1<<14 | 99, 4},
	{3<<14 | 3103, 6}, {3<<14 | 3102, 3},
}

// weight returns the share of ai among elements.
func weight(ai AI) float64 {
	for i := range weights {
		if weights[i].ai == ai {
			return weights[i].weight / 1000
		}
	}
	return 0.0003
}

// first returns the share of ai among first elements.
func first(ai AI) float64 {
	switch ai {
	case AI01:
		return 0.9
	case AI00, AI02:
		return 0.02
	}
	return 0.06 * weight(ai)
}

// more[n] is the share of messages with n elements that have another.
var more = [...]float64{1, 0.85, 0.75, 0.65, 0.45, 0.3, 0.25, 0.25}

// goesOn returns the bits that a message of n elements has another, and that it
// has none.
func goesOn(n int) (yes, no float64) {
	p := more[min(n, len(more)-1)]
	return -math.Log2(p), -math.Log2(1 - p)
}

// lengths of lots and serial numbers, in parts of the sum, from one character.
var (
	lotLengths    = [...]float64{0.3, 0.5, 1.5, 6, 8, 9, 9, 9, 7, 7, 4, 3.5, 2, 1.5, 1, 1, 1, 1, 1, 1.5}
	serialLengths = [...]float64{0.2, 0.2, 0.3, 1, 1.5, 3, 3, 7, 6, 9, 8, 10, 9, 9, 6, 6, 5, 5, 4, 14}
)

// lengthBits returns the bits for n characters in a value of r.
func lengthBits(r *rule, n int) float64 {
	switch {
	case r.min == r.max:
		return 0
	case r.ai == AI10:
		return -math.Log2(lotLengths[n-1] / 75)
	case r.ai == AI21:
		return -math.Log2(serialLengths[n-1] / 110)
	}
	d := float64(n - 7)
	return -math.Log2(0.1*math.Exp(-d*d/18) + 0.2/float64(r.max))
}

// An alphabet is what values are made of, and the share of values that are.
type alphabet int

const (
	alphaDigits alphabet = iota
	alphaUpper
	alphaPrefixed // letters, mostly one, then digits
	alphaSuffixed // digits, then one letter
	alphaMixed
	alphaLower
	alpha82
	alphabets
)

var alphaShares = [alphabets]float64{0.3, 0.28, 0.14, 0.1, 0.13, 0.008, 0.03}

// A spelling follows a value character by character and knows how likely it is
// in each alphabet.
type spelling struct {
	p       [alphabets]float64
	letters int
	last    bool // the last character was a letter
	n       int
}

func newSpelling() spelling { return spelling{p: alphaShares} }

// next takes one more character.
func (s *spelling) next(c byte) {
	p := &s.p
	digit, upper, lower := isDigit(c), c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z'
	letter := upper || lower
	p[alphaDigits] *= share(digit, 10)
	p[alphaUpper] *= share(digit || upper, 36)
	p[alphaMixed] *= share(digit || letter, 62)
	p[alphaLower] *= share(digit || lower, 36)
	p[alpha82] /= 82
	switch {
	case upper && s.letters == s.n: // the first letters
		p[alphaPrefixed] *= 1.0 / 26 * [...]float64{1, 0.2, 0.5, 0.1}[min(s.n, 3)]
	case digit && s.letters > 0 && s.letters <= s.n:
		p[alphaPrefixed] /= 10
	default:
		p[alphaPrefixed] = 0
	}
	switch {
	case s.last || s.n == 0 && !digit: // the letter ends it
		p[alphaSuffixed] = 0
	case upper:
		p[alphaSuffixed] /= 26
	default:
		p[alphaSuffixed] *= share(digit, 10)
	}
	if letter {
		s.letters++
	}
	s.last = letter
	s.n++
}

// share returns the probability of one character out of n, none if it is not
// one of them.
func share(is bool, n float64) float64 {
	if is {
		return 1 / n
	}
	return 0
}

// bits returns the description length of what was taken.
func (s *spelling) bits() float64 {
	sum := 0.0
	for a, p := range s.p {
		switch {
		case alphabet(a) == alphaSuffixed && !s.last, alphabet(a) == alphaPrefixed && s.last:
		default:
			sum += p
		}
	}
	return -math.Log2(sum)
}

// bitsPerDigit is the description length of a digit that may be any.
var bitsPerDigit = math.Log2(10)

// fieldBits returns the description length of a valid value of r, without that
// of its identifier.
func (m *model) fieldBits(r *rule, value string) float64 {
	bits := lengthBits(r, len(value))
	if m.isDate(r) {
		return bits + m.dateBits(r.ai, value)
	}
	for _, c := range r.components() {
		part := value[:min(int(c.max), len(value))]
		value = value[len(part):]
		bits += c.bits(part)
	}
	return bits
}

// bits returns the description length of text. A check digit says nothing new.
func (c *component) bits(text string) float64 {
	if Charset(c.charset) == Digits {
		n := len(text)
		if c.linters[0] == lintCsum && n > 0 {
			n--
		}
		return float64(n) * bitsPerDigit
	}
	s := newSpelling()
	for i := range len(text) {
		s.next(text[i])
	}
	return s.bits()
}

func (m *model) isDate(r *rule) bool {
	return r.count == 1 && r.max == 6 && (components[r.first].linters[0] == lintYymmd0 || components[r.first].linters[0] == lintYymmdd)
}

// dateBits returns the description length of a date: of its month, given how far
// it is from the reference, and of its day, of which the last of the month are
// the most common.
func (m *model) dateBits(ai AI, yymmdd string) float64 {
	day := -math.Log2(0.66 / 27)
	switch dd := yymmdd[4:]; {
	case dd == "00":
		day = -math.Log2(0.1)
	case dd >= "28":
		day = -math.Log2(0.06)
	}
	if m.reference.IsZero() {
		return day + math.Log2(1200)
	}
	year := fullYear(number(yymmdd[:2]), m.reference.Year())
	months := (year-m.reference.Year())*12 + number(yymmdd[2:4]) - int(m.reference.Month())
	if ai == AI11 || ai == AI12 || ai == AI13 {
		return day + nearBits(-months)
	}
	return day + nearBits(months)
}

const AI12 = AI(1<<14 | 12) // DUE DATE

// nearBits returns the bits for a month that is n months on the side where its
// date usually is.
func nearBits(n int) float64 {
	switch {
	case n >= 0 && n <= 60:
		return -math.Log2(0.8 / 61)
	case n > 60 && n <= 120, n < 0 && n >= -24:
		return -math.Log2(0.15 / 84)
	}
	return -math.Log2(0.05 / 1055)
}

// elementBits returns the bits to name the identifier ai behind n others, whose
// weights sum to used.
func (m *model) elementBits(ai AI, n int, used float64) float64 {
	if len(m.order) > 0 {
		return 0
	}
	yes, _ := goesOn(n)
	if n == 0 {
		return yes - math.Log2(first(ai))
	}
	return yes - math.Log2(weight(ai)) + math.Log2(max(1-used, 0.05))
}

// endBits returns the bits to say that a message ends after n elements.
func (m *model) endBits(n int) float64 {
	if len(m.order) > 0 {
		return 0
	}
	_, no := goesOn(n)
	return no
}

// messageBits returns the description length of a message as a whole.
func (m *model) messageBits(elements []Element) float64 {
	bits, used := m.endBits(len(elements)), 0.0
	for i, e := range elements {
		r := e.AI.rule()
		if r == nil {
			return math.Inf(1)
		}
		bits += m.elementBits(e.AI, i, used) + m.fieldBits(r, e.Value)
		used += weight(e.AI)
	}
	return bits
}

// allows reports whether ai may be the element number n.
func (m *model) allows(ai AI, n int) bool {
	return len(m.order) == 0 || n < len(m.order) && m.order[n] == ai
}

// follows reports whether elements are those of the order, if there is one.
func (m *model) follows(elements []Element) bool {
	for i, e := range elements {
		if !m.allows(e.AI, i) {
			return false
		}
	}
	return len(m.order) == 0 || len(elements) == len(m.order)
}

// joinWhy is the reasons without the empty ones.
func joinWhy(reasons ...string) []string {
	var list []string
	for _, r := range reasons {
		if strings.TrimSpace(r) != "" {
			list = append(list, r)
		}
	}
	return list
}
