// Package compaction makes the bits that GS1 DataBar Expanded and the composite
// components hold of an element string: the general-purpose data compaction field
// with as few bits as possible, and the fields in front of it that both have.
//
// A [Field] plans and writes the general-purpose field into [Bits].
//
// # Specification
//
// ISO/IEC 24724:2011 §7.2.5.5, which is also ISO/IEC 24723:2010 §5.4. The rules there
// when to change the mode are heuristics; here a shortest path is taken, and of
// several that of the rules.
//
// # Errors
//
// [Check] refuses a character that no mode has with a [*grid.Error].
package compaction

import (
	"slices"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// GS stands for FNC1 in the data.
const GS = '\x1d'

// A Mode is how characters are encoded.
type Mode uint8

const (
	Numeric Mode = iota // pairs of digits and FNC1
	Alphanumeric
	ISO646
)

// punctuation are the characters of ISO/IEC 646 mode in the order of their values.
const (
	punctuation  = `!"%&'()*+,-./:;<=>?_ `
	alphanumeric = "*,-./" // of these, in alphanumeric mode
)

// symbol returns value and length of c in mode Alphanumeric or ISO646; the length is
// 0 if the mode does not have c (ISO/IEC 24724:2011 §7.2.5.5.2 and 7.2.5.5.3).
func symbol(m Mode, c byte) (value, bits int) {
	switch {
	case c == GS:
		return 0b01111, 5 // and latch to Numeric
	case isDigit(c):
		return int(c-'0') + 5, 5
	case 'A' <= c && c <= 'Z' && m == Alphanumeric:
		return int(c-'A') + 32, 6
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 64, 7
	case m == Alphanumeric:
		if i := strings.IndexByte(alphanumeric, c); i >= 0 {
			return 58 + i, 6
		}
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 90, 7
	default:
		if i := strings.IndexByte(punctuation, c); i >= 0 {
			return 232 + i, 8
		}
	}
	return 0, 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Latches between the modes, value and length (ISO/IEC 24724:2011 §7.2.5.5).
const (
	toNumeric, toNumericBits           = 0b000, 3
	toAlphanumeric, toAlphanumericBits = 0b0000, 4  // from Numeric
	toOther, toOtherBits               = 0b00100, 5 // between Alphanumeric and ISO646
)

// Bits of a pair in numeric mode, and of a last digit alone where 4 to 6 bits are left
// in the symbol (ISO/IEC 24724:2011 §7.2.5.5.1).
const (
	pairBits = 7
	lastBits = 4
)

// unreachable is more than any data have bits.
const unreachable = 1 << 20

// A Field encodes data into a general-purpose data compaction field. It holds scratch
// memory; the zero value is ready to use.
type Field struct {
	data  []byte
	start Mode
	plans [2]plan // of which the second ends with a digit alone
}

// A plan has the fewest bits from each character to the end, by mode.
type plan [][3]int32

// Check refuses data with a character that no mode has. Positions in the error are pos
// more than in data.
func Check(data string, pos int) error {
	for i := range len(data) {
		if _, bits := symbol(ISO646, data[i]); bits == 0 {
			return &grid.Error{
				Err: grid.ErrCharacter, Pos: pos + i, Len: 1, Found: strconv.QuoteToASCII(data[i : i+1]),
				Expected: "a character of GS1 character set 82, space or FNC1", Rule: "ISO/IEC 24724:2011 §7.2.5.5",
			}
		}
	}
	return nil
}

// Plan finds the shortest encodation of data, which [Check] accepts, from the mode
// start on. The data are the parts put together, GS being FNC1.
func (f *Field) Plan(start Mode, parts ...string) {
	f.data, f.start = f.data[:0], start
	for _, part := range parts {
		f.data = append(f.data, part...)
	}
	for k := range f.plans {
		n := len(f.data) + 1
		f.plans[k] = slices.Grow(f.plans[k][:0], n)[:n]
		f.search(k)
	}
}

// search fills plan k from the end of the data on.
func (f *Field) search(k int) {
	cost := f.plans[k]
	end := int32(0)
	if k == 1 {
		end = unreachable
	}
	cost[len(f.data)] = [3]int32{end, end, end}
	for i := len(f.data) - 1; i >= 0; i-- {
		n, a, o := f.step(k, i, Numeric), f.step(k, i, Alphanumeric), f.step(k, i, ISO646)
		cost[i] = [3]int32{
			Numeric:      min(n, toAlphanumericBits+min(a, toOtherBits+o)),
			Alphanumeric: min(a, toNumericBits+n, toOtherBits+o),
			ISO646:       min(o, toNumericBits+n, toOtherBits+a),
		}
	}
}

// step returns the bits to the end if what is at i is encoded in mode m.
func (f *Field) step(k, i int, m Mode) int32 {
	cost := f.plans[k]
	if m != Numeric {
		_, bits := symbol(m, f.data[i])
		switch {
		case bits == 0:
			return unreachable
		case f.data[i] == GS:
			return int32(bits) + cost[i+1][Numeric]
		}
		return int32(bits) + cost[i+1][m]
	}
	rest := f.data[i:]
	switch {
	case len(rest) == 1 && isDigit(rest[0]) && k == 1:
		return lastBits
	case len(rest) == 1 && isDigit(rest[0]):
		return pairBits // with FNC1
	case len(rest) >= 2 && isPair(rest[0], rest[1]):
		return pairBits + cost[i+2][Numeric]
	}
	return unreachable
}

// isPair reports whether the numeric mode has a and b together: digits, of which one
// may be FNC1.
func isPair(a, b byte) bool {
	return isDigit(a) && (isDigit(b) || b == GS) || a == GS && isDigit(b)
}

// Fill appends the field to b and pads it to the end of the symbol: capacity returns
// the bits of the smallest symbol for so many, 0 if there is none. Fill returns the
// bits of b before the padding, and whether there is such a symbol.
func (f *Field) Fill(b *Bits, capacity func(bits int) int) (used int, ok bool) {
	k := 0
	size := f.size(b, 0, capacity)
	if short := f.size(b, 1, capacity); short != 0 && (size == 0 || short < size) {
		k, size = 1, short // then 4 to 6 bits are left for the last digit
	}
	if size == 0 {
		return 0, false
	}
	m := f.write(b, k)
	used = b.Len()
	Pad(b, m, size)
	return used, true
}

// Pad fills b to so many bits, the last mode being m (ISO/IEC 24724:2011 §7.2.5.5.4).
func Pad(b *Bits, m Mode, size int) {
	if m == Numeric {
		b.Append(0, min(toAlphanumericBits, size-b.Len()))
	}
	for b.Len() < size {
		b.AppendFirst(toOther, toOtherBits, size-b.Len())
	}
}

// size returns the capacity for plan k behind b, 0 if there is none.
func (f *Field) size(b *Bits, k int, capacity func(bits int) int) int {
	cost := f.plans[k][0][f.start]
	if cost >= unreachable {
		return 0
	}
	return capacity(b.Len() + int(cost))
}

// write appends plan k to b and returns the mode in the end. Of equally short ways it
// takes the one that the rules of the standard would.
func (f *Field) write(b *Bits, k int) Mode {
	m := f.start
	for i := 0; i < len(f.data); {
		switch next := f.next(k, i, m); {
		case next == m:
			i, m = f.writeNext(b, k, i, m)
		case next == Numeric:
			b.Append(toNumeric, toNumericBits)
			m = next
		case m == Numeric:
			b.Append(toAlphanumeric, toAlphanumericBits)
			m = Alphanumeric
		default:
			b.Append(toOther, toOtherBits)
			m = next
		}
	}
	return m
}

// next returns the mode to go to at i, m if what is there is encoded in mode m.
func (f *Field) next(k, i int, m Mode) Mode {
	here := f.plans[k][i][m]
	stay := f.step(k, i, m) == here
	switch {
	case m == Numeric && stay:
		return Numeric
	case m == Numeric:
		return Alphanumeric
	case toNumericBits+f.step(k, i, Numeric) == here && (!stay || f.manyDigits(i, m)):
		return Numeric
	case stay && (m == Alphanumeric || !f.manyLetters(i)):
		return m
	case m == ISO646 && toOtherBits+f.step(k, i, Alphanumeric) == here:
		return Alphanumeric
	case stay:
		return m
	}
	return ISO646
}

// manyDigits reports whether the rules change from mode m to Numeric at i: before four
// digits or FNC1 in mode ISO646, before six in mode Alphanumeric, or four that are the
// last (ISO/IEC 24724:2011 §7.2.5.5.2 and 7.2.5.5.3).
func (f *Field) manyDigits(i int, m Mode) bool {
	rest := f.data[i:]
	n := 0
	for n < len(rest) && (isDigit(rest[n]) || rest[n] == GS) {
		n++
	}
	return n >= 6 || n >= 4 && (m == ISO646 || n == len(rest))
}

// manyLetters reports whether the rules change from ISO646 to Alphanumeric at i: before
// five characters of that mode (ISO/IEC 24724:2011 §7.2.5.5.3).
func (f *Field) manyLetters(i int) bool {
	for n := range 5 {
		if i+n == len(f.data) {
			return false
		}
		if _, bits := symbol(Alphanumeric, f.data[i+n]); bits == 0 {
			return false
		}
	}
	return true
}

// writeNext appends what is at i and returns what follows.
func (f *Field) writeNext(b *Bits, k, i int, m Mode) (int, Mode) {
	if m != Numeric {
		b.Append(symbol(m, f.data[i]))
		if f.data[i] == GS {
			m = Numeric
		}
		return i + 1, m
	}
	first, second := numeric(f.data[i]), numeric(GS)
	if i+1 < len(f.data) {
		second = numeric(f.data[i+1])
	} else if k == 1 {
		b.Append(first+1, lastBits)
		return i + 1, m
	}
	b.Append(11*first+second+8, pairBits)
	return min(i+2, len(f.data)), m
}

// numeric returns the value of a digit or FNC1 in a pair.
func numeric(c byte) int {
	if c == GS {
		return 10
	}
	return int(c - '0')
}
