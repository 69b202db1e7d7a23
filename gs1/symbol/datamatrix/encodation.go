package datamatrix

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// Encodations is a set of encodation schemes, the ways to make codewords of
// characters (ISO/IEC 16022:2006 table 1).
type Encodations uint8

const (
	ASCII   Encodations = 1 << iota // every symbol begins with it and can return to it
	C40                             // three digits, upper-case letters or spaces in two codewords
	Text                            // the same with lower-case letters
	X12                             // digits, upper-case letters, space, "*", ">" and carriage return
	EDIFACT                         // four of the characters from space to "^" in three codewords
	Base256                         // bytes, one a codeword
)

// Codewords of the ASCII encodation (ISO/IEC 16022:2006 table 2).
const (
	pad        = 129
	twoDigits  = 130 // and 99 behind it
	fnc1       = 232
	upperShift = 235
	unlatch    = 254 // of C40, Text and X12
)

// latch returns the codeword that begins an encodation, 0 for ASCII.
func (e Encodations) latch() byte {
	switch e { // ISO/IEC 16022:2006 table 2
	case C40:
		return 230
	case Base256:
		return 231
	case X12:
		return 238
	case Text:
		return 239
	case EDIFACT:
		return 240
	}
	return 0
}

// A class is what a character costs in the encodations.
type class struct {
	ascii          uint8 // codewords
	c40, text, x12 uint8 // values, three of which make two codewords; 0 if there are none
	edifact        bool  // has a value, four of which make three codewords
	base256        bool
	digit          bool // two make one codeword of ASCII
}

// classOf returns the class of a byte or FNC1.
func classOf(r rune) class {
	switch {
	case isDigit(r):
		return class{ascii: 1, c40: 1, text: 1, x12: 1, edifact: true, base256: true, digit: true}
	case 'A' <= r && r <= 'Z':
		return class{ascii: 1, c40: 1, text: 2, x12: 1, edifact: true, base256: true}
	case 'a' <= r && r <= 'z':
		return class{ascii: 1, c40: 2, text: 1, base256: true}
	case r == ' ':
		return class{ascii: 1, c40: 1, text: 1, x12: 1, edifact: true, base256: true}
	case r == '*', r == '>':
		return class{ascii: 1, c40: 2, text: 2, x12: 1, edifact: true, base256: true}
	case r == '\r':
		return class{ascii: 1, c40: 2, text: 2, x12: 1, base256: true}
	case r == grid.FNC1:
		return class{ascii: 1, c40: 2, text: 2}
	case r > 127:
		c := classOf(r - 128)
		return class{ascii: 2, c40: 2 + c.c40, text: 2 + c.text, base256: true}
	case ' ' < r && r <= '^':
		return class{ascii: 1, c40: 2, text: 2, edifact: true, base256: true}
	}
	return class{ascii: 1, c40: 2, text: 2, base256: true}
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// Values of C40 and Text (ISO/IEC 16022:2006 annex C).
const (
	shift1, shift2, shift3 = 0, 1, 2
	shift2FNC1             = 27
	shift2Upper            = 30
)

// appendC40 appends the one to four values of a character in C40, or in Text.
func appendC40(b []byte, r rune, text bool) []byte {
	if r > 127 {
		b = append(b, shift2, shift2Upper)
		r -= 128
	}
	switch {
	case r == grid.FNC1:
		return append(b, shift2, shift2FNC1)
	case r < ' ':
		return append(b, shift1, byte(r))
	case r == ' ':
		return append(b, 3)
	case r < '0':
		return append(b, shift2, byte(r-'!'))
	case r <= '9':
		return append(b, byte(r-'0')+4)
	case r <= '@':
		return append(b, shift2, byte(r-':')+15)
	case r <= 'Z' && !text:
		return append(b, byte(r-'A')+14)
	case r <= 'Z':
		return append(b, shift3, byte(r-'A')+1)
	case r <= '_':
		return append(b, shift2, byte(r-'[')+22)
	case 'a' <= r && r <= 'z' && text:
		return append(b, byte(r-'a')+14)
	}
	return append(b, shift3, byte(r-'`')) // '`' itself, and '{' to DEL behind the letters
}

// x12Value returns the value of a character of class x12 (ISO/IEC 16022:2006
// table 5).
func x12Value(r rune) byte {
	switch {
	case r == '\r':
		return 0
	case r == '*':
		return 1
	case r == '>':
		return 2
	case r == ' ':
		return 3
	case isDigit(r):
		return byte(r-'0') + 4
	}
	return byte(r-'A') + 14
}

// edifactUnlatch is the value that ends EDIFACT; a character's value is its last
// six bits (ISO/IEC 16022:2006 annex C, table C.3).
const edifactUnlatch = 0x1F

// randomised255 hides the codeword at the position from 1 of a Base 256 field
// (ISO/IEC 16022:2006 annex B.2).
func randomised255(c byte, position int) byte { return byte(int(c) + 149*position%255 + 1) }

// randomisedPad returns the pad codeword at the position from 1 (ISO/IEC
// 16022:2006 annex B.1).
func randomisedPad(position int) byte {
	c := pad + 149*position%253 + 1
	if c > 254 {
		c -= 254
	}
	return byte(c)
}
