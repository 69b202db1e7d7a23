package gs1

import (
	"cmp"
	"slices"
)

// CheckLinter returns what a test of the syntax dictionary finds in text, and
// what is found by the length and the characters of a component made for it. The
// test is given every text of the right length, also one with other characters.
func CheckLinter(name, text string) []Finding {
	l := linter(max(slices.Index(linterNames[:], name), 0))
	c := component{charset: sets[name], min: 1, max: anyLength}
	if l != 0 {
		c = component{charset: byte(cmp.Or(needs[l].charset, Charset82)), min: needs[l].min, max: needs[l].max}
	}
	var found []Finding
	add := func(f fault) bool {
		f.linter = l
		found = append(found, valueError(0, text, f).Finding())
		return true
	}
	checkComponents([]component{c}, text, &faults{each: add})
	if l != 0 && len(text) >= int(c.min) && len(text) <= int(c.max) {
		if f := l.check(text); f.code != "" {
			add(f)
		}
	}
	return found
}

// sets are the tests of the dictionary that are character sets here.
var sets = map[string]byte{
	"csetnumeric": byte(Digits), "cset82": byte(Charset82), "cset39": byte(Charset39), "cset64": byte(CharsetBase),
}

// AllCodes returns the code of every kind.
func AllCodes() (codes []Code) {
	for _, k := range kinds {
		codes = append(codes, k.code)
	}
	return codes
}
