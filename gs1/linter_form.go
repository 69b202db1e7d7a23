package gs1

import "strings"

// yesno checks for 0 or 1. Error: GS1-CHOICE.
func yesno(text string) fault { return choice(text, "01", "flag", "0 (no) or 1 (yes)") }

// winding checks the winding direction of a roll: 0, 1 or 9. Error: GS1-CHOICE.
func winding(text string) fault {
	return choice(text, "019", "winding direction", "0 (face out), 1 (face in) or 9 (undefined)")
}

// iso5218 checks a biological sex (ISO/IEC 5218): 0, 1, 2 or 9. Error:
// GS1-CHOICE.
func iso5218(text string) fault {
	return choice(text, "0129", "sex", "0 (not known), 1 (male), 2 (female) or 9 (not applicable)")
}

// choice checks for one character of allowed.
func choice(text, allowed, part, expected string) fault {
	if len(text) == 1 && strings.IndexByte(allowed, text[0]) >= 0 {
		return fault{}
	}
	return whole(text, CodeChoice, part, expected)
}

// zero checks for zeros only. Error: GS1-CHOICE.
func zero(text string) fault { return only(text, '0', "filler", "0") }

// hyphen checks for hyphens only, which say that a temperature is below zero.
// Error: GS1-CHOICE.
func hyphen(text string) fault { return only(text, '-', "sign", "-") }

// only checks that text is made of c.
func only(text string, c byte, part, expected string) fault {
	for i := range len(text) {
		if text[i] != c {
			return whole(text, CodeChoice, part, expected)
		}
	}
	return fault{}
}

// importeridx checks the importer index, one digit, letter, hyphen or low line.
// Error: GS1-CHARACTER.
func importeridx(text string) fault {
	if c := text[0]; isDigit(c) || isUpper(c) || c >= 'a' && c <= 'z' || c == '-' || c == '_' {
		return fault{}
	}
	return fault{code: CodeCharacter, n: 1, detail: detail{expected: "a digit, a letter, - or _"}}
}

// hasnondigit checks that not every character is a digit. Error: GS1-ALL-DIGITS.
func hasnondigit(text string) fault {
	if !allDigits(text) {
		return fault{}
	}
	return whole(text, CodeAllDigits, "", "at least one other character")
}

// nonzero checks that a number is not zero. Error: GS1-ZERO.
func nonzero(text string) fault {
	if !allZeros(text) {
		return fault{}
	}
	return whole(text, CodeZero, "measure", "more than 0")
}

// nozeroprefix checks that a number does not begin with 0. Error:
// GS1-LEADING-ZERO.
func nozeroprefix(text string) fault {
	if text[0] != '0' {
		return fault{}
	}
	return leadingZero(0, 1)
}

func allZeros(text string) bool { return strings.Trim(text, "0") == "" }

// pieceoftotal checks a piece number and, in as many digits, the number of
// pieces: both more than 0, and the first not above the second. Errors:
// GS1-ZERO, GS1-SEQUENCE.
func pieceoftotal(text string) fault {
	half := len(text) / 2
	piece, total := text[:half], text[half:]
	switch {
	case len(piece) != len(total):
		return whole(text, CodeSequence, "piece of total", "as many digits for the piece as for the total")
	case allZeros(piece):
		return whole(piece, CodeZero, "piece number", "more than 0")
	case allZeros(total):
		return fault{code: CodeZero, at: half, n: half, detail: detail{part: "number of pieces", expected: "more than 0"}}
	case piece > total:
		return whole(text, CodeSequence, "piece of total", "a piece number up to the number of pieces")
	}
	return fault{}
}

// posinseqslash checks a position and the last position, parted by a slash:
// numbers without leading zeros, and the first not above the second. Errors:
// GS1-SEQUENCE, GS1-LEADING-ZERO.
func posinseqslash(text string) fault {
	position, last, _ := strings.Cut(text, "/")
	switch {
	case position == "" || last == "" || !allDigits(position) || !allDigits(last):
		return whole(text, CodeSequence, "position", "two numbers parted by a slash, such as 1/3")
	case position[0] == '0':
		return leadingZero(0, len(position))
	case last[0] == '0':
		return leadingZero(len(position)+1, len(last))
	case len(position) > len(last) || len(position) == len(last) && position > last:
		return whole(text, CodeSequence, "position", "a position up to the last one")
	}
	return fault{}
}

func leadingZero(at, n int) fault {
	return fault{code: CodeLeadingZero, at: at, n: n, detail: detail{expected: "1 to 9 as its first digit"}}
}

// latitude checks degrees from pole to pole, in units of a ten millionth:
// 0000000000 to 1800000000. Error: GS1-COORDINATE.
func latitude(text string) fault {
	if text <= "1800000000" {
		return fault{}
	}
	return whole(text, CodeCoordinate, "latitude", "0000000000 to 1800000000")
}

// longitude checks degrees around the globe, in units of a ten millionth:
// 0000000000 to 3600000000. Error: GS1-COORDINATE.
func longitude(text string) fault {
	if text <= "3600000000" {
		return fault{}
	}
	return whole(text, CodeCoordinate, "longitude", "0000000000 to 3600000000")
}

// pcenc checks that every % begins a percent-encoded byte, % and two hexadecimal
// digits (RFC 3986 §2.1). Error: GS1-PERCENT.
func pcenc(text string) fault {
	for i := 0; i < len(text); i++ {
		if text[i] != '%' {
			continue
		}
		if i+2 >= len(text) || !isHex(text[i+1]) || !isHex(text[i+2]) {
			return fault{code: CodePercent, at: i, n: min(3, len(text)-i), detail: detail{expected: "% and two hexadecimal digits"}}
		}
	}
	return fault{}
}

func isHex(c byte) bool {
	return isDigit(c) || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f'
}
