package gs1

import (
	"testing"
	"unicode/utf8"
)

// TestKeyboards holds keyboards.txt to its own description: every layout has a
// character of its own on every key of the US layout.
func TestKeyboards(t *testing.T) {
	var us layout
	for l := range layouts() {
		if us.name == "" {
			us = l
		}
		seen := map[rune]bool{}
		for _, r := range l.plain + l.shifted {
			if seen[r] {
				t.Errorf("%s: %q twice", l.name, r)
			}
			seen[r] = true
		}
		if n := utf8.RuneCountInString(l.plain); n != 47 || n != utf8.RuneCountInString(l.shifted) || l.name == "" {
			t.Errorf("%+v: %d keys", l, n)
		}
	}
	if us.name != "US" || len(us.plain) != 47 {
		t.Errorf("%+v is not the US layout", us)
	}
}

// TestSeparatorTable: every line of separators.txt is found in a text that has
// its spelling.
func TestSeparatorTable(t *testing.T) {
	n := 0
	for line := range tableLines(separatorTable) {
		n++
		if list := separatorsIn(line); len(list) == 0 || list[0].bits <= 0 {
			t.Errorf("%q: %v", line, list)
		}
	}
	if n < 30 {
		t.Errorf("%d lines", n)
	}
	for _, s := range separatorsIn("AB/C-1") {
		if s.bits < 10 {
			t.Errorf("%+v: a character of many values should not be a likely separator", s)
		}
	}
}
