package gs1

import (
	"math"
	"time"
)

// A model says how many bits it takes to describe a message. Its numbers are
// judgements about what is common on goods, not facts of a standard: what counts
// is their order of size.
type model struct {
	reference time.Time
	order     []AI
}

// weights of identifiers, in 1/10000 of all elements behind the first; those that
// are not here have a weight of 0.2.
var weights = [...]struct {
	ai     AI
	weight float64
}{
	{AI10, 2600}, {AI17, 2200}, {AI21, 2500}, {AI11, 600}, {AI15, 400}, {AI13, 80}, {AI16, 40}, {1<<14 | 12, 30},
	{AI01, 50}, {AI02, 50}, {AI00, 30}, {AI37, 20}, {AI30, 10}, {AI20, 5}, {AI22, 5}, {AI235, 5}, {AI240, 80},
	{2<<14 | 241, 20}, {2<<14 | 242, 3}, {2<<14 | 250, 15}, {2<<14 | 251, 5}, {AI254, 5}, {2<<14 | 400, 10},
	{AI401, 5}, {AI402, 5}, {2<<14 | 410, 5}, {AI414, 5}, {2<<14 | 420, 5}, {2<<14 | 422, 5},
	{2<<14 | 710, 30}, {2<<14 | 711, 20}, {2<<14 | 712, 30}, {2<<14 | 713, 15}, {2<<14 | 714, 30},
	{2<<14 | 715, 20}, {2<<14 | 716, 10}, {2<<14 | 717, 5}, {1<<14 | 90, 20}, {1<<14 | 91, 30}, {1<<14 | 92, 10},
	{1<<14 | 93, 5}, {1<<14 | 94, 5}, {1<<14 | 95, 5}, {1<<14 | 96, 5}, {1<<14 | 97, 5}, {1<<14 | 98, 5},
	{1<<14 | 99, 10}, {3<<14 | 3103, 15}, {3<<14 | 3102, 10},
}

// weight returns the share of ai among elements.
func weight(ai AI) float64 {
	for i := range weights {
		if weights[i].ai == ai {
			return weights[i].weight / 10000
		}
	}
	return 0.00002
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

// goesOnBits and endsBits are the bits to say so, and that there is no other.
var goesOnBits, endsBits = logarithms(more)

func logarithms(shares [8]float64) (yes, no [8]float64) {
	for i, p := range shares {
		yes[i], no[i] = -math.Log2(p), -math.Log2(1-p)
	}
	return yes, no
}

// lengths of lots and serial numbers, in parts of the sum, from one character.
var (
	lotLengths    = [...]float64{0.3, 0.5, 1.5, 6, 8, 9, 9, 9, 7, 7, 4, 3.5, 2, 1.5, 1, 1, 1, 1, 1, 1.5}
	serialLengths = [...]float64{0.2, 0.2, 0.3, 1, 1.5, 3, 3, 7, 6, 9, 8, 10, 9, 9, 6, 6, 5, 5, 4, 14}
)

// A lengthModel says how long the values of an identifier are.
type lengthModel struct {
	shares []float64 // by length, from one character; nil for any other identifier
	sum    float64
	digits int // values of digits, or of digits and one letter, are seldom longer
	max    int
}

func lengthsOf(r *rule) lengthModel {
	switch {
	case r.ai == AI10:
		return lengthModel{lotLengths[:], 75, 20, 20}
	case r.ai == AI21:
		return lengthModel{serialLengths[:], 110, 14, 20}
	}
	return lengthModel{max: int(r.max)}
}

// share returns the share of values of the alphabet a that have n characters.
func (m *lengthModel) share(a alphabet, n int) float64 {
	if m.shares == nil {
		d := float64(n - 7)
		return 0.1*math.Exp(-d*d/18) + 0.2/float64(m.max)
	}
	share := m.shares[n-1] / m.sum
	if (a == alphaDigits || a == alphaPrefixed || a == alphaSuffixed) && n > m.digits {
		return share / 4
	}
	return share
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

// bits returns the description length of what was taken, and of its length.
func (s *spelling) bits(lengths *lengthModel) float64 {
	sum := 0.0
	for i, p := range s.p {
		switch a := alphabet(i); {
		case p == 0, a == alphaSuffixed && !s.last, a == alphaPrefixed && s.last:
		default:
			sum += p * lengths.share(a, s.n)
		}
	}
	return -math.Log2(sum)
}

// bitsPerDigit is the description length of a digit that may be any.
var bitsPerDigit = math.Log2(10)

// fieldBits returns the description length of a valid value of r, without that
// of its identifier.
func (m *model) fieldBits(r *rule, value string) (bits float64) {
	if m.isDate(r) {
		return m.dateBits(r.ai, value)
	}
	lengths := lengthsOf(r)
	if r.count > 1 || Charset(components[r.first].charset) == Digits {
		bits = -math.Log2(lengths.share(alphaDigits, len(value)))
		if r.min == r.max {
			bits = 0
		}
	}
	for _, c := range r.components() {
		part := value[:min(int(c.max), len(value))]
		value = value[len(part):]
		bits += c.bits(part, &lengths)
	}
	return bits
}

// bits returns the description length of text. A check digit says nothing new.
func (c *component) bits(text string, lengths *lengthModel) float64 {
	if text == "" {
		return 0
	}
	if Charset(c.charset) == Digits {
		n := len(text)
		if c.linters[0] == lintCsum {
			n--
		}
		return float64(n) * bitsPerDigit
	}
	s := newSpelling()
	for i := range len(text) {
		s.next(text[i])
	}
	return s.bits(lengths)
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
	if ai == AI11 || ai == AI13 {
		return day + nearBits(-months)
	}
	return day + nearBits(months)
}

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

// nameBits returns the bits to name an identifier of the weight w, if all others
// could stand in its place.
func (m *model) nameBits(w float64) float64 { return -math.Log2(w) }

// spareBits returns how many bits fewer it takes when identifiers of the weight
// used are there already, and not expected again; it is not positive.
func spareBits(used float64) float64 { return math.Log2(max(1-used, 0.05)) }

// behindBits returns the bits to say that ai, named in name bits, comes behind n
// others.
func (m *model) behindBits(ai AI, n int, name, spare float64) float64 {
	switch {
	case len(m.order) > 0:
		return 0
	case n == 0:
		return -math.Log2(first(ai))
	}
	return goesOnBits[min(n, len(goesOnBits)-1)] + name + spare
}

// endBits returns the bits to say that a message ends after n elements.
func (m *model) endBits(n int) float64 {
	if len(m.order) > 0 {
		return 0
	}
	return endsBits[min(n, len(endsBits)-1)]
}

// messageBits returns the description length of a message as a whole.
func (m *model) messageBits(elements []Element) float64 {
	bits, used := m.endBits(len(elements)), 0.0
	for i, e := range elements {
		r := e.AI.rule()
		if r == nil {
			return math.Inf(1)
		}
		w := weight(e.AI)
		bits += m.behindBits(e.AI, i, m.nameBits(w), spareBits(used)) + m.fieldBits(r, e.Value)
		used += w
	}
	return bits
}

// allows reports whether ai may be the element number n.
func (m *model) allows(ai AI, n int) bool {
	return len(m.order) == 0 || n < len(m.order) && m.order[n] == ai
}

// mayEndWith reports whether a message may have n elements.
func (m *model) mayEndWith(n int) bool { return len(m.order) == 0 || n == len(m.order) }

// follows reports whether elements are those of the order, if there is one.
func (m *model) follows(elements []Element) bool {
	for i, e := range elements {
		if !m.allows(e.AI, i) {
			return false
		}
	}
	return m.mayEndWith(len(elements))
}
