// Package compactiontest reads the bits that package compaction writes, from the
// tables of the standards and not with its code. Only tests import it.
package compactiontest

import (
	"strconv"
	"strings"
)

// Field reads a general-purpose data compaction field down to its padding, from a mode
// on, which is 'N' for numeric or 'A' for alphanumeric. Bits are "0" and "1"; FNC1 is
// GS (ISO/IEC 24724:2011 §7.2.5.5).
func Field(bits string, mode byte) string {
	var out strings.Builder
	for {
		n := 0
		text := ""
		if mode == 'N' {
			text, n, mode = numeric(bits)
		} else {
			text, n, mode = character(bits, mode)
		}
		if n == 0 {
			return out.String()
		}
		out.WriteString(text)
		bits = bits[n:]
	}
}

// numeric reads two characters, or one in the last four to six bits.
func numeric(bits string) (text string, n int, mode byte) {
	switch {
	case len(bits) < 4:
		return "", 0, 'N'
	case strings.HasPrefix(bits, "0000"):
		return "", 4, 'A'
	case len(bits) < 7:
		return strconv.Itoa(value(bits[:4]) - 1), len(bits), 'N'
	}
	pair := value(bits[:7]) - 8
	return digit(pair/11) + digit(pair%11), 7, 'N'
}

func digit(d int) string {
	if d == 10 {
		return "\x1d"
	}
	return strconv.Itoa(d)
}

// character reads one in the modes 'A' or 'I', alphanumeric or ISO/IEC 646.
func character(bits string, mode byte) (text string, n int, next byte) {
	switch {
	case strings.HasPrefix(bits, "000"):
		return "", 3, 'N'
	case len(bits) < 5:
		return "", 0, mode
	case strings.HasPrefix(bits, "00100"):
		return "", 5, 'A' + 'I' - mode
	case strings.HasPrefix(bits, "01111"):
		return "\x1d", 5, 'N'
	}
	if v := value(bits[:5]); v < 15 {
		return strconv.Itoa(v - 5), 5, mode
	}
	if mode == 'A' {
		return wide(bits, 6, 32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ*,-./", mode)
	}
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	if text, n, next = wide(bits, 7, 64, letters, mode); n > 0 {
		return text, n, next
	}
	return wide(bits, 8, 232, `!"%&'()*+,-./:;<=>?_ `, mode)
}

// wide reads a character of n bits, the first of the set having the value first.
func wide(bits string, n, first int, set string, mode byte) (string, int, byte) {
	if len(bits) < n {
		return "", 0, mode
	}
	i := value(bits[:n]) - first
	if i < 0 || i >= len(set) {
		return "", 0, mode
	}
	return set[i : i+1], n, mode
}

func value(bits string) int {
	n, err := strconv.ParseUint(bits, 2, 32)
	if err != nil {
		panic(err) // bits are "0" and "1"
	}
	return int(n)
}

// Composite reads the bits of a 2D component (ISO/IEC 24723:2010 §5.3).
func Composite(bits string) string {
	switch {
	case strings.HasPrefix(bits, "0"):
		return Field(bits[1:], 'N')
	case strings.HasPrefix(bits, "11"):
		return ninety(bits[2:])
	case strings.HasPrefix(bits, "1011"):
		return "10" + Field(bits[4:], 'N')
	}
	date, ai := value(bits[2:18]), "11"
	if bits[18] == '1' {
		ai = "17"
	}
	head := ai + two(date/384) + two(date/32%12+1) + two(date%32)
	rest := Field(bits[19:], 'N')
	if more, ok := strings.CutPrefix(rest, "\x1d"); ok {
		return head + more
	}
	return head + "10" + rest
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// ninety reads the bits behind the encodation method "11".
func ninety(bits string) string {
	mode := byte('A')
	switch {
	case bits[0] == '0':
		bits = bits[1:]
	case bits[1] == '0':
		mode, bits = 'N', bits[2:]
	default:
		mode, bits = 'L', bits[2:]
	}
	next := ""
	switch {
	case bits[0] == '0':
		bits = bits[1:]
	case bits[1] == '0':
		next, bits = "21", bits[2:]
	default:
		next, bits = "8004", bits[2:]
	}
	head, bits := number(bits)
	rest := ""
	if mode == 'L' {
		rest = letters(bits)
	} else {
		rest = Field(bits, mode)
	}
	own, more, ok := strings.Cut(rest, "\x1d")
	if !ok || next+more == "" {
		return "90" + head + own
	}
	return "90" + head + own + "\x1d" + next + more
}

// number reads the number and the letter in front of a value of (90).
func number(bits string) (head, rest string) {
	n, letter := value(bits[:5]), ""
	if n < 31 {
		letter, rest = "BDHIJKLNPQRSTVWZ"[value(bits[5:9]):][:1], bits[9:]
	} else {
		n, letter, rest = value(bits[5:15]), string(rune('A'+value(bits[15:20]))), bits[20:]
	}
	if n == 0 {
		return letter, rest
	}
	return strconv.Itoa(n) + letter, rest
}

// letters reads alpha mode, and behind FNC1 numeric mode.
func letters(bits string) string {
	var out strings.Builder
	for len(bits) >= 5 {
		v := value(bits[:5])
		switch {
		case v == 31:
			return out.String() + "\x1d" + Field(bits[5:], 'N')
		case v < 26:
			out.WriteByte('A' + byte(v))
			bits = bits[5:]
		case len(bits) < 6:
			return out.String()
		default:
			out.WriteString(strconv.Itoa(value(bits[:6]) - 52))
			bits = bits[6:]
		}
	}
	return out.String()
}
