package serial

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

const (
	digits = "0123456789"
	gs1x32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ" // check characters of AI (8013)
)

// sgtin96Digits is the greatest number of decimal digits of which all values
// are below 2^38, the room for the serial of an SGTIN-96.
const sgtin96Digits = 11 // EPC Tag Data Standard §14.6.1

// A Format is a set of serials: all texts of one length over one alphabet,
// ranked as numbers whose digits are the characters. It is comparable; the zero
// value is no format.
type Format struct {
	name     string // with length it is the text form
	alphabet string // characters by rank, at most 82
	length   int    // 1 … MaxLength
	nonzero  bool   // the first character is not the first of the alphabet

	left, right uint64 // how many values the halves of a serial have
	lowest      uint64 // the value of the lowest left half, as a number in the alphabet
}

// ParseFormat reads the name of a format, where N is the number of characters,
// 1 to 20:
//
//	numeric-N  N digits without a leading zero: 9·10^(N-1) serials
//	gs1-32-N   N of the characters 23456789ABCDEFGHJKLMNPQRSTUVWXYZ: 32^N serials
//
// The error wraps [ErrFormat].
func ParseFormat(s string) (Format, error) {
	cut := max(strings.LastIndexByte(s, '-'), 0)
	f := Format{name: s[:cut]}
	switch f.name {
	case "numeric":
		f.alphabet, f.nonzero = digits, true
	case "gs1-32":
		f.alphabet = gs1x32
	}
	f.length, _ = strconv.Atoi(s[min(cut+1, len(s)):])
	if f.alphabet == "" || f.length < 1 || f.length > MaxLength || f.String() != s {
		return Format{}, fmt.Errorf("%w: found %.64q, expected numeric-N or gs1-32-N with N from 1 to %d", ErrFormat, s, MaxLength)
	}
	return f.withHalves(), nil
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

func (f Format) leftLen() int { return (f.length + 1) / 2 }

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
	return f.name + "-" + strconv.Itoa(f.length)
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

// Len returns the number of characters of each serial, 0 for the zero value.
func (f Format) Len() int { return f.length }

// Size returns the number of serials. The greatest uint64, 2^64-1, stands for
// that many or more.
func (f Format) Size() uint64 {
	if hi, lo := bits.Mul64(f.left, f.right); hi == 0 {
		return lo
	}
	return math.MaxUint64
}

// Issuable returns how many serials an order of the format can issue: all of
// them, but at most 2^63-1, so that a count always fits an int64.
func (f Format) Issuable() uint64 { return min(f.Size(), math.MaxInt64) }

// FitsSGTIN96 reports whether every serial can be written to an SGTIN-96: a
// number without leading zeros below 2^38.
func (f Format) FitsSGTIN96() bool {
	return f.alphabet == digits && f.nonzero && f.length <= sgtin96Digits
}

// Contains reports whether serial is one of the format.
func (f Format) Contains(serial string) bool {
	_, _, ok := f.rank(serial)
	return ok
}

// Disjoint reports whether no serial is of both formats, so that both may be
// used for one GTIN.
func (f Format) Disjoint(g Format) bool {
	if f.length != g.length {
		return true
	}
	first := strings.ContainsAny(f.first(), g.first())
	return !first || f.length > 1 && !strings.ContainsAny(f.alphabet, g.alphabet)
}

// first returns the characters a serial may begin with.
func (f Format) first() string {
	if f.nonzero {
		return f.alphabet[1:]
	}
	return f.alphabet
}

// appendSerial appends the text whose halves have the ranks left and right.
func (f Format) appendSerial(b []byte, left, right uint64) []byte {
	b = f.appendDigits(b, left+f.lowest, f.leftLen())
	return f.appendDigits(b, right, f.length-f.leftLen())
}

func (f Format) appendDigits(b []byte, v uint64, n int) []byte {
	start := len(b)
	b = append(b, "                    "[:n]...)
	base := uint64(len(f.alphabet))
	for i := len(b) - 1; i >= start; i-- {
		b[i] = f.alphabet[v%base]
		v /= base
	}
	return b
}

// rank returns the ranks of the halves of a serial.
func (f Format) rank(serial string) (left, right uint64, ok bool) {
	if !f.IsValid() || len(serial) != f.length {
		return 0, 0, false
	}
	left, okLeft := f.parseDigits(serial[:f.leftLen()])
	right, okRight := f.parseDigits(serial[f.leftLen():])
	if !okLeft || !okRight || left < f.lowest {
		return 0, 0, false
	}
	return left - f.lowest, right, true
}

func (f Format) parseDigits(s string) (v uint64, ok bool) {
	for i := range len(s) {
		digit := strings.IndexByte(f.alphabet, s[i])
		if digit < 0 {
			return 0, false
		}
		v = v*uint64(len(f.alphabet)) + uint64(digit)
	}
	return v, true
}

// split returns the ranks of the halves of the serial ranked i.
func (f Format) split(i uint64) (left, right uint64, err error) {
	if i >= f.Issuable() {
		return 0, 0, fmt.Errorf("%w: found %d, expected less than %d for %s", ErrRange, i, f.Issuable(), f)
	}
	return i / f.right, i % f.right, nil
}

// join returns the rank of the serial whose halves have the ranks left and
// right, false if it is beyond what can be issued.
func (f Format) join(left, right uint64) (i uint64, ok bool) {
	hi, lo := bits.Mul64(left, f.right)
	i, carry := bits.Add64(lo, right, 0)
	return i, hi+carry == 0 && i < f.Issuable()
}
