package serial

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// A kind is an alphabet with a name.
type kind struct {
	name     string
	alphabet string // characters by rank
	number   bool   // a leading first character of the alphabet is no part of it
}

// kinds are the named alphabets. The 32 characters are those of the check
// characters of AI (8013), GS1 General Specifications §7.9.5.
var kinds = [...]kind{
	{"numeric", "0123456789", true},
	{"gs1-32", "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", false},
	{"vowel-free", "23456789BCDFGHJKLMNPQRSTVWXZ", false},
	{"hex", "0123456789ABCDEF", false},
	{"alphanumeric", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", false},
}

// The room for serials in an SGTIN-96.
const sgtin96Limit = 1 << 38 // EPC Tag Data Standard §14.6.1

// A Format is a set of serials: all texts of one length over one alphabet,
// ranked as numbers whose digits are the characters, perhaps with a literal
// prefix before and a check character after them. It is comparable; the zero
// value is no format.
type Format struct {
	name     string // with length, checked and prefix it is the text form
	alphabet string // characters by rank, at most 82
	prefix   string
	length   int  // characters between prefix and check character
	nonzero  bool // the first of them is not the first of the alphabet
	checked  bool // a check character follows

	left, right uint64 // how many values the halves of a serial have
	lowest      uint64 // the value of the lowest left half, as a number in the alphabet
}

// ParseFormat reads the name of a format: an alphabet, the number of characters
// N, and what else there is:
//
//	numeric-N       N digits, without a leading zero: 9·10^(N-1) serials
//	gs1-32-N        N of the characters 23456789ABCDEFGHJKLMNPQRSTUVWXYZ: 32^N serials
//	vowel-free-N    N of the characters 23456789BCDFGHJKLMNPQRSTVWXZ, which make no words
//	hex-N           N of the characters 0 to 9 and A to F
//	alphanumeric-N  N of the characters 0 to 9 and A to Z
//	[CHARACTERS]-N  N of the characters in the brackets, ranked as they stand there
//
//	…+check         a check character follows; see the package comment
//	…@PREFIX        the text PREFIX, such as that of a site or a line, goes before
//
// N is at least 1, and a serial has at most 20 characters in all, each of GS1's
// set 82. Behind a prefix numeric-N may begin with zeros. The error wraps
// [ErrFormat].
func ParseFormat(s string) (Format, error) {
	f, problem := readFormat(s)
	if problem != "" {
		return Format{}, fmt.Errorf("%w: %.64q: %s", ErrFormat, s, problem)
	}
	return f.withHalves(), nil
}

// readFormat takes the text form apart; problem says what is wrong with it.
// Neither "@" nor the brackets are characters of set 82.
func readFormat(s string) (f Format, problem string) {
	body, prefix, prefixed := strings.Cut(s, "@")
	if prefixed && prefix == "" {
		return f, "there is no prefix behind @"
	}
	body, f.checked = strings.CutSuffix(body, "+check")
	cut := max(strings.LastIndexByte(body, '-'), 0)
	f.name, f.prefix = body[:cut], prefix
	f.length, _ = strconv.Atoi(body[min(cut+1, len(body)):])
	if problem = f.setAlphabet(); problem != "" {
		return f, problem
	}
	switch {
	case f.length < 1 || f.Len() > MaxLength:
		return f, fmt.Sprintf("expected 1 or more characters behind the last -, and at most %d in all", MaxLength)
	case f.checked && len(f.alphabet)%2 != 0:
		return f, "an alphabet of an odd number of characters has no check character"
	case f.String() != s:
		return f, "expected a plain number behind the last -"
	}
	return f, outside82(f.prefix)
}

// setAlphabet finds the alphabet that the name stands for.
func (f *Format) setAlphabet() (problem string) {
	for _, k := range kinds {
		if k.name == f.name {
			f.alphabet, f.nonzero = k.alphabet, k.number && f.prefix == ""
			return ""
		}
	}
	own, bracketed := strings.CutPrefix(f.name, "[")
	own, closed := strings.CutSuffix(own, "]")
	if !bracketed || !closed {
		return "expected numeric-N, gs1-32-N, vowel-free-N, hex-N, alphanumeric-N or [CHARACTERS]-N"
	}
	if problem = outside82(own); problem != "" {
		return problem
	}
	for i := range len(own) {
		if strings.IndexByte(own, own[i]) < i {
			return fmt.Sprintf("%q is twice among the characters", own[i])
		}
	}
	if len(own) < 2 {
		return "expected at least two characters"
	}
	f.alphabet = own
	return ""
}

// outside82 says which character of s no serial can have, "" for none.
func outside82(s string) (problem string) {
	for _, r := range s {
		for finding := range gs1.CheckValue(gs1.AI21, string(r)) {
			return fmt.Sprintf("%q is no character of set 82: %s", r, finding.Rule)
		}
	}
	return ""
}

// withHalves fills in the sizes of the halves. The left half has the middle
// character of an odd length, which evens out the missing leading zero; 82^10
// values, the most there can be, are below 2^64.
func (f Format) withHalves() Format {
	base, n := uint64(len(f.alphabet)), f.leftLen()
	unit := power(base, n-1)
	f.left, f.right = unit*base, power(base, f.length-n)
	if f.nonzero {
		f.left, f.lowest = unit*(base-1), unit
	}
	return f
}

func (f *Format) leftLen() int { return (f.length + 1) / 2 }

func power(base uint64, n int) uint64 {
	p := uint64(1)
	for range n {
		p *= base
	}
	return p
}

// IsValid reports whether f is a format and not the zero value.
func (f Format) IsValid() bool { return f.length > 0 }

// String returns the name that [ParseFormat] reads, or "invalid format" for the
// zero value.
func (f Format) String() string {
	if !f.IsValid() {
		return "invalid format"
	}
	s := f.name + "-" + strconv.Itoa(f.length)
	if f.checked {
		s += "+check"
	}
	if f.prefix != "" {
		s += "@" + f.prefix
	}
	return s
}

// AppendText implements [encoding.TextAppender]. The zero value appends nothing.
func (f Format) AppendText(b []byte) ([]byte, error) {
	if !f.IsValid() {
		return b, nil
	}
	return append(b, f.String()...), nil
}

// MarshalText implements [encoding.TextMarshaler].
func (f Format) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] by [ParseFormat]; empty
// text gives the zero value.
func (f *Format) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*f = Format{}
		return nil
	}
	*f, err = ParseFormat(string(text))
	return err
}

// Prefix returns the text that all serials begin with, often "".
func (f Format) Prefix() string { return f.prefix }

// Len returns the number of characters of each serial, with prefix and check
// character, 0 for the zero value.
func (f Format) Len() int {
	n := len(f.prefix) + f.length
	if f.checked {
		n++
	}
	return n
}

// Size returns the number of serials, up to 82^20.
func (f Format) Size() *big.Int {
	return new(big.Int).Mul(new(big.Int).SetUint64(f.left), new(big.Int).SetUint64(f.right))
}

// Issuable returns how many serials an order of the format can issue: all of
// them, but at most 2^63-1, so that a count always fits an int64.
func (f Format) Issuable() uint64 {
	hi, lo := bits.Mul64(f.left, f.right)
	if hi != 0 {
		return math.MaxInt64
	}
	return min(lo, math.MaxInt64)
}

// FitsSGTIN96 reports whether every serial can be written to an SGTIN-96: a
// number without leading zeros below 2^38. An SGTIN-198 and AI (21) hold the
// serials of every format.
func (f Format) FitsSGTIN96() bool {
	if f.alphabet != kinds[0].alphabet || !f.nonzero && (f.prefix == "" || f.prefix[0] == '0') {
		return false
	}
	r := f.ranks()
	greatest, err := strconv.ParseUint(string(f.appendSerial(nil, f.left-1, f.right-1, &r)), 10, 64)
	return err == nil && greatest < sgtin96Limit
}

// Contains reports whether serial is one of the format.
func (f Format) Contains(serial string) bool {
	r := f.ranks()
	_, _, ok := f.rank(serial, &r)
	return ok
}

// Disjoint reports whether no serial is of both formats, so that both may be
// used for one GTIN: at some place they have no character in common. Check
// characters are not looked at.
func (f Format) Disjoint(g Format) bool {
	if f.Len() != g.Len() {
		return true
	}
	for i := range f.Len() {
		if !strings.ContainsAny(f.charactersAt(i), g.charactersAt(i)) {
			return true
		}
	}
	return false
}

// charactersAt returns the characters that serials may have at a place.
func (f Format) charactersAt(i int) string {
	switch {
	case i < len(f.prefix):
		return f.prefix[i : i+1]
	case i == 0 && f.nonzero:
		return f.alphabet[1:]
	}
	return f.alphabet
}

// appendSerial appends the text whose halves have the ranks left and right.
func (f *Format) appendSerial(b []byte, left, right uint64, r *ranks) []byte {
	b = append(b, f.prefix...)
	start := len(b)
	b = f.appendDigits(b, left+f.lowest, f.leftLen())
	b = f.appendDigits(b, right, f.length-f.leftLen())
	if f.checked {
		b = append(b, f.alphabet[checkRank(f, b[start:], r)])
	}
	return b
}

func (f *Format) appendDigits(b []byte, v uint64, n int) []byte {
	start := len(b)
	b = append(b, "                    "[:n]...)
	base := uint64(len(f.alphabet))
	for i := len(b) - 1; i >= start; i-- {
		b[i] = f.alphabet[v%base]
		v /= base
	}
	return b
}

// checkRank returns the rank of the check character for the characters before
// it: the hybrid system with moduli M+1 and M, M being the size of the alphabet
// (ISO/IEC 7064, MOD 11,10 and MOD 37,36). M is even, so that doubling loses
// nothing and each wrong character changes the outcome.
func checkRank[T string | []byte](f *Format, text T, r *ranks) uint64 {
	m := uint64(len(f.alphabet))
	p := m
	for i := range len(text) {
		p = hybridStep(p, uint64(r[text[i]]), m)
	}
	return (m + 1 - p) % m
}

// hybridStep takes up one digit below m into the intermediate result p, 1 to m.
func hybridStep(p, digit, m uint64) uint64 {
	sum := (p + digit) % m
	if sum == 0 {
		sum = m
	}
	return 2 * sum % (m + 1)
}

// ranks holds the rank of each character in an alphabet, notRanked for those
// that are not in there.
type ranks [256]uint8

const notRanked = 255

func (f Format) ranks() (r ranks) {
	for c := range r {
		r[c] = notRanked
	}
	for i := range len(f.alphabet) {
		r[f.alphabet[i]] = uint8(i)
	}
	return r
}

// rank returns the ranks of the halves of a serial.
func (f *Format) rank(serial string, r *ranks) (left, right uint64, ok bool) {
	if !f.IsValid() || len(serial) != f.Len() || serial[:len(f.prefix)] != f.prefix {
		return 0, 0, false
	}
	body := serial[len(f.prefix):][:f.length]
	left, okLeft := f.parseDigits(body[:f.leftLen()], r)
	right, okRight := f.parseDigits(body[f.leftLen():], r)
	if !okLeft || !okRight || left < f.lowest {
		return 0, 0, false
	}
	if f.checked && uint64(r[serial[len(serial)-1]]) != checkRank(f, body, r) {
		return 0, 0, false
	}
	return left - f.lowest, right, true
}

func (f *Format) parseDigits(s string, r *ranks) (v uint64, ok bool) {
	base := uint64(len(f.alphabet))
	for i := range len(s) {
		digit := r[s[i]]
		if digit == notRanked {
			return 0, false
		}
		v = v*base + uint64(digit)
	}
	return v, true
}

// split returns the ranks of the halves of the serial ranked i.
func (f *Format) split(i uint64) (left, right uint64, err error) {
	if i >= f.Issuable() {
		return 0, 0, fmt.Errorf("%w: found %d, expected less than %d for %s", ErrRange, i, f.Issuable(), f)
	}
	return i / f.right, i % f.right, nil
}

// join returns the rank of the serial whose halves have the ranks left and
// right, false if it is beyond what can be issued.
func (f *Format) join(left, right uint64) (i uint64, ok bool) {
	hi, lo := bits.Mul64(left, f.right)
	i, carry := bits.Add64(lo, right, 0)
	return i, hi+carry == 0 && i < f.Issuable()
}
