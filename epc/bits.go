package epc

import (
	"encoding/binary"
	"math/bits"
)

const (
	maxBits   = 496          // TDS 2.3 §14.6.1.3: 31 words, what the length in a PC word can say
	maxBytes  = maxBits / 8  // of an EPC
	wordBits  = 64           // of a number in store
	gen2Word  = 16           // bits of a word of tag memory, Gen2 air interface §6.3.2.1
	maxStored = 8 * wordBits // of store
	lastWord  = maxStored/wordBits - 1
)

// store is the bits of an EPC, the first in the highest of the first word. After the last
// they are zero; those after maxBits are not of the EPC.
type store [maxStored / wordBits]uint64

// load takes b, of at most maxBytes, as bits.
func (s *store) load(b []byte) {
	i := 0
	for ; len(b)-8*i >= 8; i++ {
		s[i&7] = binary.BigEndian.Uint64(b[8*i:])
	}
	switch over := len(b) - 8*i; {
	case over == 0:
	case i > 0: // the last word with what is in the one before
		s[i&7] = binary.BigEndian.Uint64(b[len(b)-8:]) << (uint(8-over) * 8 % wordBits)
	default:
		for j, v := range b {
			s[0] |= uint64(v) << (56 - 8*j)
		}
	}
}

// get returns the n bits from at on, 1 to 64. Masks tell the compiler that no
// index and no shift is out of range.
func (s *store) get(at, n int) uint64 {
	skip := uint(at) % wordBits
	i := uint(at) / wordBits
	v := s[i&7]<<skip | s[(i+1)&7]>>1>>((wordBits-1-skip)%wordBits)
	return v >> (uint(wordBits-n) % wordBits)
}

// zero reports whether the bits from at to end are zero.
func (s *store) zero(at, end int) bool {
	for ; at < end; at += wordBits {
		if s.get(at, min(wordBits, end-at)) != 0 {
			return false
		}
	}
	return true
}

// A bitWriter appends bits. It counts on beyond the room there is, so that the
// need can be told.
type bitWriter struct {
	store
	n int
}

// put appends the n lowest bits of v, at most 64; the others are zero.
func (w *bitWriter) put(v uint64, n int) {
	at := w.n
	w.n += n
	if n == 0 || w.n > maxBits {
		return
	}
	skip, i := uint(at)%wordBits, uint(at)/wordBits%8
	v <<= uint(wordBits-n) % wordBits
	w.store[i] |= v >> skip
	if over := skip + uint(n); over > wordBits {
		w.store[(i+1)%8] |= v << (wordBits - skip)
	}
}

// A wide is an unsigned number of at most 320 bits, the lowest word first:
// enough for the 90 digits that an element has at most.
type wide [5]uint64

// getWide returns the n bits from at on, at most 320.
func (s *store) getWide(at, n int) (v wide) {
	for i := range v {
		part := min(n, wordBits)
		if part <= 0 {
			break
		}
		v[i] = s.get(at+n-part, part)
		n -= part
	}
	return v
}

// putWide appends the n lowest bits of v.
func (w *bitWriter) putWide(v wide, n int) {
	for i := len(v) - 1; i >= 0; i-- {
		if part := n - i*wordBits; part > 0 {
			part = min(part, wordBits)
			w.put(v[i], part)
			n -= part
		}
	}
}

// mulAdd returns v·m + a.
func (v wide) mulAdd(m, a uint64) wide {
	for i := range v {
		high, low := bits.Mul64(v[i], m)
		var carry uint64
		v[i], carry = bits.Add64(low, a, 0)
		a = high + carry
	}
	return v
}

// below reports whether v has at most so many digits.
func (v wide) below(digits int) bool {
	limit := wide{1}
	for ; digits > 0; digits -= maxDigits {
		limit = limit.mulAdd(pow10[min(digits, maxDigits)], 0)
	}
	for i := len(v) - 1; i >= 0; i-- {
		if v[i] != limit[i] {
			return v[i] < limit[i]
		}
	}
	return false
}

// div returns v / d and the remainder.
func (v wide) div(d uint64) (wide, uint64) {
	var rest uint64
	for i := len(v) - 1; i >= 0; i-- {
		v[i], rest = bits.Div64(rest, v[i], d)
	}
	return v, rest
}

// digitBits is how many bits a number of so many digits needs (TDS 2.3 §14.5.6.1
// and table B): of 10 to the digits, less one. 2136/643 is a convergent of log₂10
// that is right for all the lengths an element has; a test compares them.
func digitBits(digits int) int {
	if digits == 0 {
		return 0
	}
	return int(uint(digits)*2136/643) + 1
}
