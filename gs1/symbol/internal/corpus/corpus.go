// Package corpus makes the messages the encoders of the symbologies are measured
// with: a thousand items with GTIN, expiry date, batch and serial number as trade
// marks them. [Messages] returns them, [Message.Data] is what goes into a symbol.
// [Random] returns messages of other shapes to test the encoders with. All are the
// same every time. Only tests import this package.
package corpus

import (
	"math/rand"
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

const (
	digits = "0123456789"
	upper  = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	mixed  = upper + "abcdefghijklmnopqrstuvwxyz"
	set82  = mixed + `!"%&'()*+,-./:;<=>?_` // GS1 General Specifications §7.11

	unmistakable = "ABCDEFGHJKLMNPRSTUVWXYZ" // letters no digit looks like
)

// A Message is one marked item.
type Message struct {
	GTIN   string // 14 digits
	Expiry string // YYMMDD
	Batch  string // 4 to 12 characters
	Serial string // 6 to 20 characters
}

// Messages returns the corpus, 1,000 messages: of every ten, three with a batch of
// letters and digits and a serial of digits, two of digits only, three of upper
// case and digits, one whose serial is of mixed case, one of all the characters
// GS1 allows.
func Messages() []Message {
	// The first version of math/rand keeps its sequence for a seed.
	r := rand.New(rand.NewSource(20261122))
	all := make([]Message, 1000)
	for i := range all {
		m := &all[i]
		m.GTIN = gtin(r)
		m.Expiry = expiry(r)
		switch i % 10 {
		case 0, 1, 2:
			m.Batch = text(r, unmistakable, 1, 2)
			m.Batch += text(r, digits, 4, 6)
			m.Serial = text(r, digits, 8, 14)
		case 3, 4:
			m.Batch, m.Serial = text(r, digits, 4, 10), text(r, digits, 6, 20)
		case 5, 6, 7:
			m.Batch, m.Serial = text(r, upper, 5, 8), text(r, upper, 10, 20)
		case 8:
			m.Batch, m.Serial = text(r, upper, 4, 8), text(r, mixed, 8, 16)
		case 9:
			m.Batch, m.Serial = text(r, set82, 4, 12), text(r, set82, 8, 20)
		}
	}
	return all
}

// Each returns f of each message of the corpus: its data, or how a peer reads it.
func Each[T any](f func(Message) T) []T {
	var all []T
	for _, m := range Messages() {
		all = append(all, f(m))
	}
	return all
}

func gtin(r *rand.Rand) string {
	n := int64(r.Intn(9)) * 1e12
	n += r.Int63n(1e12)
	s := padded(n, 13)
	return s + checkDigit(s)
}

// checkDigit returns the check digit behind s (GS1 General Specifications §7.9.1).
func checkDigit(s string) string {
	sum := 0
	for i := range len(s) {
		sum += int(s[i]-'0') * (1 + (len(s)-i)%2*2)
	}
	return strconv.Itoa((10 - sum%10) % 10)
}

func expiry(r *rand.Rand) string {
	year, month, day := 26+r.Intn(8), 1+r.Intn(12), []int{0, 28, 30}[r.Intn(3)]
	if month == 2 {
		day = min(day, 28)
	}
	return padded(int64(year), 2) + padded(int64(month), 2) + padded(int64(day), 2)
}

// padded returns n in so many digits.
func padded(n int64, width int) string {
	s := strconv.FormatInt(n, 10)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// text returns shortest to longest characters of set.
func text(r *rand.Rand, set string, shortest, longest int) string {
	b := make([]byte, shortest+r.Intn(longest-shortest+1))
	for i := range b {
		b[i] = set[r.Intn(len(set))]
	}
	return string(b)
}

// Data returns what a GS1 symbol of m carries: FNC1 first, and FNC1 between batch
// and serial number.
func (m Message) Data() []rune {
	data := append([]rune{grid.FNC1}, []rune("01"+m.GTIN+"17"+m.Expiry+"10"+m.Batch)...)
	return append(append(data, grid.FNC1), []rune("21"+m.Serial)...)
}

// Bracketed returns m with its application identifiers in parentheses, as bwip-js
// reads it unless a value has parentheses too.
func (m Message) Bracketed() string {
	return "(01)" + m.GTIN + "(17)" + m.Expiry + "(10)" + m.Batch + "(21)" + m.Serial
}

// Squared returns m with its application identifiers in square brackets, as zint
// reads it.
func (m Message) Squared() string {
	return "[01]" + m.GTIN + "[17]" + m.Expiry + "[10]" + m.Batch + "[21]" + m.Serial
}
