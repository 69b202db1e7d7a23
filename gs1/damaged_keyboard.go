package gs1

import (
	_ "embed"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

//go:embed keyboards.txt
var keyboardTable string

// A layout gives the characters of the keys of a keyboard, in the order of the
// keys of the US layout.
type layout struct {
	name           string
	bits           float64
	plain, shifted string
}

// layouts returns the layouts of keyboards.txt, the US layout first.
func layouts() iter.Seq[layout] {
	return func(yield func(layout) bool) {
		var l layout
		n := 0
		for line := range strings.Lines(keyboardTable) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' && n == 0 {
				continue
			}
			switch n {
			case 0:
				_, rest, _ := strings.Cut(line, " ")
				bits, name, _ := strings.Cut(rest, " ")
				l.name = name
				l.bits, _ = strconv.ParseFloat(bits, 64)
			case 1:
				l.plain = line
			case 2:
				l.shifted = line
				if !yield(l) {
					return
				}
			}
			n = (n + 1) % 3
		}
	}
}

// layoutsOf returns what a scanner typed as on a US keyboard if t is what
// arrived, for every layout that explains something: a beginning that is none of
// element strings, or a character that no value may hold.
func layoutsOf(t string) iter.Seq2[layout, string] {
	return func(yield func(layout, string) bool) {
		var us layout
		for l := range layouts() {
			if us.name == "" {
				us = l
				continue
			}
			if !l.explains(t, us) {
				continue
			}
			if typed, ok := l.typed(t, us, len(t)); ok && typed != t && !yield(l, typed) {
				return
			}
		}
	}
}

// explains reports whether the beginning of t is better with l, or l changes a
// character that no value may hold.
func (l layout) explains(t string, us layout) bool {
	const lead = 3
	typed, ok := l.typed(t, us, lead)
	if !ok || !beginsScan(typed) {
		return false
	}
	if !strings.HasPrefix(t, typed) {
		return true
	}
	for _, r := range t {
		if r == GS || r < utf8.RuneSelf && charsets[r]&in82 != 0 || r == ']' {
			continue
		}
		if key, ok := l.key(r, us); ok && rune(key) != r && charsets[key] != 0 {
			return true
		}
	}
	return false
}

// beginsScan reports whether t begins like a scan: with a symbology identifier
// or digits.
func beginsScan(t string) bool {
	if id, _ := symbologyIdentifier(t); id != "" {
		return true
	}
	_, ok := twoDigits(t)
	return ok
}

// typed returns what the first n characters of t are on a US keyboard; ok is
// false if l has no key for one of them. Control characters stay.
func (l layout) typed(t string, us layout, n int) (string, bool) {
	b := make([]byte, 0, len(t))
	for _, r := range t {
		if len(b) == n {
			break
		}
		if r < ' ' {
			b = append(b, byte(r))
			continue
		}
		key, ok := l.key(r, us)
		if !ok {
			return "", false
		}
		b = append(b, key)
	}
	return string(b), true
}

// key returns the character that the key of r has on a US keyboard.
func (l layout) key(r rune, us layout) (key byte, ok bool) {
	if r == ' ' {
		return ' ', true
	}
	if i := keyNumber(l.plain, r); i >= 0 {
		return us.plain[i], true
	}
	if i := keyNumber(l.shifted, r); i >= 0 {
		return us.shifted[i], true
	}
	return 0, false
}

// keyNumber returns which character of keys r is, -1 if none.
func keyNumber(keys string, r rune) int {
	i := strings.IndexRune(keys, r)
	if i < 0 {
		return -1
	}
	return utf8.RuneCountInString(keys[:i])
}
