package zpl

import (
	"strconv"
	"unicode/utf8"
)

// FNC1 stands in the data of a symbol for function character 1: first it makes
// the symbol one of GS1, later it ends an element string of variable length. It
// is the same number as FNC1 of package gs1/symbol.
const FNC1 rune = -1

const (
	hexIndicator = '\\' // of ^FH; "_" would fight with the escapes of ^BX
	dmEscape     = '_'  // of ^BX

	// maxFieldData is the most ^FD takes (Zebra Programming Guide, ^FD); ^BX
	// cuts off what is beyond.
	maxFieldData = 3072
)

const hexDigits = "0123456789ABCDEF"

// appendEscaped appends s as field data after ^FH\: bytes that a printer could
// take for a command or for an escape, and all outside printable ASCII, are
// written in hexadecimal.
func appendEscaped[T string | []byte](b []byte, s T) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c > '~' || c == '^' || c == '~' || c == hexIndicator:
			b = append(b, hexIndicator, hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, c)
		}
	}
	return b
}

// appendBlock appends s as ^FB reads it: a line feed is "\&", a backslash "\\".
// A carriage return before a line feed belongs to it.
func appendBlock(b []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
		case c == '\n':
			b = append(b, `\&`...)
		case c == '\\':
			b = append(b, `\\`...)
		default:
			b = append(b, c)
		}
	}
	return b
}

// AppendElementRunes appends an element string in which GS (0x1D) separates, as
// "0109506000134352" + "10ABC\x1d" + "21123", as the data of a GS1 symbol: FNC1
// first and for every GS.
func AppendElementRunes[T string | []byte](dst []rune, elements T) []rune {
	dst = append(dst, FNC1)
	for i := range len(elements) {
		if elements[i] == 0x1d {
			dst = append(dst, FNC1)
			continue
		}
		dst = append(dst, rune(elements[i]))
	}
	return dst
}

// appendDataMatrix appends data as ^BX with the escape character "_" reads it
// (Zebra Programming Guide, ^BX, firmware V60.13.0.12 and later).
func appendDataMatrix(b []byte, data []rune) ([]byte, error) {
	for i, r := range data {
		switch {
		case r == FNC1:
			b = append(b, dmEscape, '1')
		case r < 0 || r > 0xff:
			return b, &Error{What: "DataMatrix data", Pos: i, Found: runeText(r), Expected: "FNC1 or a byte"}
		case r == dmEscape:
			b = append(b, dmEscape, dmEscape)
		case r < ' ' || r > '~':
			b = append(b, dmEscape, 'd', '0'+byte(r/100), '0'+byte(r/10%10), '0'+byte(r%10))
		default:
			b = append(b, byte(r))
		}
	}
	return b, nil
}

func runeText(r rune) string {
	if !utf8.ValidRune(r) {
		return "rune " + strconv.Itoa(int(r))
	}
	return string(r)
}

// DataMatrixData reads the field data of a ^BX of quality 200 as a printer
// does: escape is the escape character, usually "_". Function characters other
// than FNC1, code pages and structured append give an [*Error].
func DataMatrixData(field []byte, escape byte) ([]rune, error) {
	data := make([]rune, 0, len(field))
	for i := 0; i < len(field); {
		if field[i] != escape {
			data = append(data, rune(field[i]))
			i++
			continue
		}
		r, n, ok := dataMatrixEscape(field[i+1:], escape)
		if !ok {
			return nil, &Error{What: "^BX data", Pos: i, Found: quoteFrom(field, i),
				Expected: string(escape) + "1, " + string(escape) + "dNNN, " + string(escape) + string(escape) + " or a shifted control character"}
		}
		data = append(data, r)
		i += 1 + n
	}
	return data, nil
}

// dataMatrixEscape reads what follows the escape character; n is its length.
func dataMatrixEscape(b []byte, escape byte) (r rune, n int, ok bool) {
	switch {
	case len(b) == 0:
		return 0, 0, false
	case b[0] == escape:
		return rune(escape), 1, true
	case b[0] == '1':
		return FNC1, 1, true
	case b[0] == 'd' && len(b) >= 4 && isDigit(b[1]) && isDigit(b[2]) && isDigit(b[3]):
		v := rune(b[1]-'0')*100 + rune(b[2]-'0')*10 + rune(b[3]-'0')
		return v, 4, v <= 0xff
	case '@' <= b[0] && b[0] <= '_':
		return rune(b[0] - '@'), 1, true // shift for control characters: _@ is NUL
	}
	return 0, 0, false
}
