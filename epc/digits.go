package epc

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Digits are made eight at a time, in the bytes of a word: every step cuts all the
// numbers in the word in two, the higher half to the lower bytes.

const (
	eightBytes = 0x0101_0101_0101_0101 // times a byte, that byte eight times
	tenToEight = 100_000_000
)

// decimal8 returns the eight digits of v, which is below 10⁸, the first in the lowest
// byte.
func decimal8(v uint64) uint64 {
	const (
		tenThousandth = 109_951_163 // of 1<<40, right for numbers below 10⁸
		hundredth     = 5243        // of 1<<19, right for numbers below 10⁴
		tenth         = 103         // of 1<<10, right for numbers below 100
	)
	v = v<<32 - v*tenThousandth>>40*(10_000<<32-1)
	v = v<<16 - v*hundredth>>19&0x0000_007F_0000_007F*(100<<16-1)
	v = v<<8 - v*tenth>>10&0x000F_000F_000F_000F*(10<<8-1)
	return v + '0'*eightBytes
}

// hex8 returns the eight upper-case hex digits of v, the first in the lowest byte.
func hex8(v uint32) uint64 {
	x := uint64(bits.ReverseBytes32(v))
	x = (x | x<<16) & 0x0000_FFFF_0000_FFFF
	x = (x | x<<8) & 0x00FF_00FF_00FF_00FF
	x = (x>>4 | x<<8) & (0x0F * eightBytes)
	letters := (x + 6*eightBytes) >> 4 & eightBytes
	return x + '0'*eightBytes + letters*('A'-'0'-10)
}

// putLow fills b, of fewer than eight bytes, with the lowest bytes of x.
func putLow(b []byte, x uint64) {
	if len(b) >= 4 {
		binary.LittleEndian.PutUint32(b, uint32(x))
		b, x = b[4:], x>>32
	}
	if len(b) >= 2 {
		binary.LittleEndian.PutUint16(b, uint16(x))
		b, x = b[2:], x>>16
	}
	if len(b) == 1 {
		b[0] = byte(x)
	}
}

// putPadded fills b with the digits of v and zeros before them.
func putPadded(b []byte, v uint64) {
	for len(b) >= 8 {
		rest := v / tenToEight
		binary.LittleEndian.PutUint64(b[len(b)-8:], decimal8(v-tenToEight*rest))
		b, v = b[:len(b)-8], rest
	}
	if len(b) > 0 {
		putLow(b, decimal8(v)>>(uint(8-len(b))*8%wordBits))
	}
}

// putEnd puts the digits of v, with zeros before them, at the end of b, and returns what
// is before. It puts eight digits at a time, so that some bytes of that are overwritten.
func putEnd(b []byte, v uint64, digits int) []byte {
	before := b[:len(b)-digits]
	for ; digits > 8; digits -= 8 {
		high := v / tenToEight
		binary.LittleEndian.PutUint64(b[len(b)-8:], decimal8(v-tenToEight*high))
		b, v = b[:len(b)-8], high
	}
	binary.LittleEndian.PutUint64(b[len(b)-8:], decimal8(v))
	return before
}

// putHex fills b, of at most 16 bytes, with the first hex digits of v.
func putHex(b []byte, v uint64) {
	if len(b) >= 8 {
		binary.LittleEndian.PutUint64(b, hex8(uint32(v>>32)))
		b, v = b[8:], v<<32
	}
	if len(b) == 8 {
		binary.LittleEndian.PutUint64(b, hex8(uint32(v>>32)))
		return
	}
	putLow(b, hex8(uint32(v>>32)))
}

// grown returns b with n bytes more.
func grown(b []byte, n int) []byte { return slices.Grow(b, n)[:len(b)+n] }

// appendPadded appends v with leading zeros to fill the digits.
func appendPadded(b []byte, v uint64, digits int) []byte {
	b = grown(b, digits)
	putPadded(b[len(b)-digits:], v)
	return b
}

// appendNumber appends v without leading zeros.
func appendNumber(b []byte, v uint64) []byte {
	if v < 10 {
		return append(b, '0'+byte(v))
	}
	return appendPadded(b, v, decimals(v))
}

// checkOf returns the check digit behind the digits of v, as [gs1.CheckDigit] computes it.
func checkOf(v uint64) uint64 {
	const everyOther = 0x00FF_00FF_00FF_00FF
	sum := uint64(0)
	for ; v > 0; v /= tenToEight {
		digits := decimal8(v%tenToEight) - '0'*eightBytes
		sum += digits*eightBytes>>56 + 2*(digits>>8&everyOther*eightBytes>>56)
	}
	return (10 - sum%10) % 10
}

// decimals is how many digits v has.
func decimals(v uint64) int {
	v |= 1                          // as many digits, and one for 0
	n := bits.Len64(v) * 1233 >> 12 // the logarithm to the base of ten, or one more
	if v >= pow10[n] {
		n++
	}
	return n
}
