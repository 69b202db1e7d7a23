package gs1

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MarkWidth is how many terminal columns the lines of [Mark] have at most.
const MarkWidth = 100

// Mark draws the bytes [start, end) of input: a line with the input and, after
// a line feed, a line with "^" under each of their terminal columns. An empty
// range has one "^" where something is missing. Control characters are drawn as
// their pictures, GS as "␝"; bytes that are no UTF-8, combining marks and other
// characters without a place of their own as "�". Of an input wider than
// [MarkWidth] the part around start is drawn, with "…" where it goes on. Places
// outside of input are moved to its ends.
func Mark(input string, start, end int) string {
	start = min(max(start, 0), len(input))
	end = min(max(end, start), len(input))
	from, to := window(input, start, end)
	var text strings.Builder
	var marks []byte
	if from > 0 {
		text.WriteRune('…')
		marks = append(marks, ' ')
	}
	for i := from; i < to; {
		r, size, width := visible(input[i:])
		text.WriteRune(r)
		mark := byte(' ')
		if i < max(end, start+1) && i+size > start {
			mark = '^'
		}
		for range width {
			marks = append(marks, mark)
		}
		i += size
	}
	if to < len(input) {
		text.WriteRune('…')
	}
	if start == len(input) {
		marks = append(marks, '^')
	}
	return text.String() + "\n" + strings.TrimRight(string(marks), " ")
}

// window returns the part of input to draw: all of it if it fits, otherwise as
// much as fits around the place [start, end), more of it on the left.
func window(input string, start, end int) (from, to int) {
	from = start
	for from > 0 && from < len(input) && start-from < utf8.UTFMax-1 && !utf8.RuneStart(input[from]) {
		from--
	}
	to = from
	room := MarkWidth - 2 // for two "…"
	right := func(limit, least int) {
		for to < limit {
			_, size, width := visible(input[to:])
			if room-width < least {
				break
			}
			to, room = to+size, room-width
		}
	}
	left := func(least int) {
		for from > 0 {
			_, size := utf8.DecodeLastRuneInString(input[:from])
			_, _, width := visible(input[from-size:])
			if room-width < least {
				break
			}
			from, room = from-size, room-width
		}
	}
	right(end, MarkWidth/4)
	left(MarkWidth / 4)
	right(len(input), 0)
	left(0)
	return from, to
}

// visible returns what is drawn for the first character of s, how many bytes
// that is and how many columns it takes.
func visible(s string) (drawn rune, size, width int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError:
		return r, size, 1
	case r < ' ':
		return '␀' + r, size, 1
	case r == 0x7f:
		return '␡', size, 1
	case !unicode.IsPrint(r), unicode.Is(unicode.M, r):
		return utf8.RuneError, size, 1
	case isWide(r):
		return r, size, 2
	}
	return r, size, 1
}

// isWide reports whether terminals draw r over two columns (Unicode Standard
// Annex #11, the blocks of East Asian scripts and of pictographs).
func isWide(r rune) bool {
	for _, block := range [...][2]rune{
		{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff},
		{0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd},
	} {
		if r >= block[0] && r <= block[1] {
			return true
		}
	}
	return false
}
