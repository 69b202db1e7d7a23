package fuzz

import (
	"slices"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// symbolRunes makes data of a fuzzer's string: U+241D, the picture of GS, is FNC1.
func symbolRunes(s string) []rune {
	data := []rune(s)
	for i, r := range data {
		if r == '␝' {
			data[i] = grid.FNC1
		}
	}
	return data
}

// FuzzCode128: whatever the data, they are refused or become a symbol of the width
// of its plan, which is no longer than the plans of its two halves one after the
// other: a start character becomes a change of code set, and FNC4 may be latched.
func FuzzCode128(f *testing.F) {
	for _, s := range []string{"␝0109501101530003", "AIM1234", "12␝345␝67␝8", "\x00a\x7f", " àààà 1234 àààà ", "€"} {
		f.Add(s, uint8(0))
	}
	f.Fuzz(func(t *testing.T, s string, linkage uint8) {
		data := symbolRunes(s)
		o := &code128.Options{Linkage: code128.Linkage(linkage % 3)}
		var e code128.Encoder
		var g grid.Grid
		if err := e.Encode(&g, data, o); err != nil {
			return
		}
		plan, err := e.Plan(data, o)
		if err != nil || g.Width != code128.Modules(plan) || g.Height != 1 {
			t.Fatalf("%q: %d × %d modules, plan %v, %v", s, g.Width, g.Height, plan, err)
		}
		if plan[0].Value < code128.StartA || !slices.ContainsFunc(plan[1:], func(c code128.Character) bool { return c.Value <= code128.FNC1 }) {
			t.Fatalf("%q: plan %v", s, plan)
		}
		whole, parts := len(plan), 2
		for _, half := range [][]rune{data[:len(data)/2], data[len(data)/2:]} {
			if plan, err = e.Plan(half, o); err != nil {
				t.Fatal(err)
			}
			parts += len(plan)
		}
		if whole > parts {
			t.Fatalf("%q: plan of %d characters, want at most %d", s, whole, parts)
		}
	})
}
