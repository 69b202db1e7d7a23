package epc

import (
	"strings"
	"testing"
)

// A bitRun is a number and how many bits it has.
type bitRun struct {
	v uint64
	n int
}

// bitsOf returns the bits of the parts and how many they are.
func bitsOf(parts ...bitRun) (s store, n int) {
	var w bitWriter
	for _, p := range parts {
		w.put(p.v, p.n)
	}
	return w.store, w.n
}

// TestCheckLimits asks for the last value that is one and the first that is none.
func TestCheckLimits(t *testing.T) {
	text := coded{method: codingText, length: 5, most: 20}
	delimited := coded{method: codingDelimited, length: 5, most: 3}
	country, sequence := coded{method: codingCountry}, coded{method: codingSequence}
	number := coded{method: codingNumber, length: 4, most: 12}
	head := func(indicator, length uint64) []bitRun { return []bitRun{{indicator, 3}, {length, 5}} }
	for _, test := range []struct {
		name     string
		coded    coded
		bits     []bitRun
		why      reason // cutShort if the bits are a value
		from, to int
	}{
		{"URN Code 40", text, append(head(5, 3), bitRun{64000, 16}), 0, 0, 0},
		{"URN Code 40 above", text, append(head(5, 3), bitRun{64001, 16}), badCode40, 8, 24},
		{"URN Code 40 of nothing", text, append(head(5, 3), bitRun{0, 16}), badCode40, 8, 24},
		{"pads", text, append(head(5, 1), bitRun{1601, 16}), 0, 0, 0},
		{"a character behind the end", text, append(head(5, 1), bitRun{1601 + 40, 16}), badPad, 8, 24},
		{"a pad before the end", text, append(head(5, 3), bitRun{1601 + 40, 16}), badPad, 8, 24},
		{"no length", text, head(0, 0), badLength, 3, 8},
		{"greatest length", text, append(head(1, 20), bitRun{0, 64}, bitRun{0, 16}), 0, 0, 0},
		{"too long", text, append(head(1, 21), bitRun{0, 64}, bitRun{0, 20}), badLength, 3, 8},
		{"indicator", text, head(6, 1), badIndicator, 0, 3},
		{"character", text, append(head(4, 2), bitRun{'A', 7}, bitRun{'$', 7}), badCharacter, 15, 22},
		{"digits", text, append(head(0, 3), bitRun{999, 10}), 0, 0, 0},
		{"more digits", text, append(head(0, 3), bitRun{1000, 10}), badNumber, 8, 18},
		{"number", number, []bitRun{{12, 4}, {999_999_999_999, 40}}, 0, 0, 0},
		{"longer number", number, []bitRun{{13, 4}, {0, 44}}, badLength, 0, 4},
		{"digits to the end", delimited, []bitRun{{0x123F, 16}}, 0, 0, 0},
		{"one more digit", delimited, []bitRun{{0x1234F, 20}}, tooMany, 12, 16},
		{"no digits", delimited, []bitRun{{0xF, 4}}, badEnd, 0, 4},
		{"no end", delimited, []bitRun{{0x1A, 8}}, badEnd, 4, 8},
		{"text behind digits", delimited, append(append([]bitRun{{0x1E, 8}}, head(1, 2)...), bitRun{0xAB, 8}), 0, 0, 0},
		{"one more character", delimited, append(append([]bitRun{{0x1E, 8}}, head(1, 3)...), bitRun{0xABC, 12}), tooMany, 4, 28},
		{"letters", country, []bitRun{{25, 6}, {0, 6}}, 0, 0, 0},
		{"no letter", country, []bitRun{{25, 6}, {26, 6}}, badLetter, 6, 12},
		{"sequence", sequence, []bitRun{{0x19, 8}}, 0, 0, 0},
		{"zeroth", sequence, []bitRun{{0x09, 8}}, badSequence, 0, 8},
		{"of none", sequence, []bitRun{{0x10, 8}}, badSequence, 0, 8},
		{"tenth", sequence, []bitRun{{0xA9, 8}}, badSequence, 0, 8},
	} {
		s, n := bitsOf(test.bits...)
		for _, f := range []format{{test.coded}, {{method: codingBit}, test.coded}} {
			shift := len(f) - 1
			moved := s
			if shift == 1 {
				moved, _ = bitsOf(append([]bitRun{{1, 1}}, test.bits...)...)
			}
			r := checker{store: &moved, end: n + shift}
			next := f.check(&r, 0, false)
			switch {
			case test.why == 0 && next != n+shift:
				t.Errorf("%s: %d, %s, want %d", test.name, next, r.text(), n+shift)
			case test.why != 0 && (next != failed || r.why != test.why || r.from != test.from+shift || r.to != test.to+shift):
				t.Errorf("%s: %d, %s in bits %d to %d, want %d to %d", test.name, next, r.text(), r.from, r.to, test.from+shift, test.to+shift)
			}
			r = checker{store: &moved, end: n + shift - 1}
			if next := f.check(&r, 0, false); next != failed || test.why == 0 && r.why != cutShort {
				t.Errorf("%s: %d without the last bit", test.name, next)
			}
		}
	}
}

// TestWideLimits does so for numbers that do not fit a word.
func TestWideLimits(t *testing.T) {
	for _, digits := range []int{20, 37, 38, 39, 90} {
		nines := wide{}
		for range digits {
			nines = nines.mulAdd(10, 9)
		}
		for v, want := range map[wide]bool{nines: true, nines.mulAdd(1, 1): false, {5}: true, nines.mulAdd(1, 0): true} {
			if v.below(digits) != want {
				t.Errorf("%x below 10^%d: %t", v, digits, !want)
			}
			var w bitWriter
			w.putWide(v, digitBits(digits))
			r := checker{store: &w.store, end: w.n}
			if next := r.integer(0, digits); (next == w.n) != want || !want && r.why != badNumber {
				t.Errorf("%d digits %x: %d", digits, v, next)
			}
		}
	}
}

func TestIdentifierLimits(t *testing.T) {
	for _, test := range []struct {
		v        uint64 // of 16 bits
		end      int
		why      reason
		from, to int
	}{
		{0x3100, 16, 0, 0, 16},
		{0x10FF, 8, 0, 0, 8},
		{0xA000, 16, badDigit, 0, 4},
		{0x1A00, 16, badDigit, 4, 8},
		{0x31A0, 16, badDigit, 8, 12},
		{0x310A, 16, badDigit, 12, 16},
		{0x24AF, 12, badDigit, 8, 12},
		{0x0500, 16, noIdentifier, 0, 8},
		{0x8014, 16, badIdentifier, 0, 16},
	} {
		s, _ := bitsOf(bitRun{test.v, 16})
		r := checker{store: &s, end: test.end}
		place, next := r.identifier(0)
		if test.why == 0 {
			if ai, _ := leadingAI(test.v); next != test.to || formatOf[place].ai != ai {
				t.Errorf("%04X: (%v), %d, %s", test.v, formatOf[place].ai, next, r.text())
			}
			continue
		}
		if next != failed || r.why != test.why || r.from != test.from || r.to != test.to {
			t.Errorf("%04X: %d, %d, %s in bits %d to %d", test.v, place, next, r.text(), r.from, r.to)
		}
	}
}

func TestHostLimits(t *testing.T) {
	units := func(text string, codes ...uint64) []bitRun {
		list := []bitRun{{1, 1}, {uint64(len(text) + len(codes)), hostLengthBits}}
		for i := range len(text) {
			list = append(list, bitRun{uint64(text[i]), hostUnit})
		}
		for _, c := range codes {
			list = append(list, bitRun{c, hostUnit})
		}
		return list
	}
	const com = 0x5B // TDS 2.3 §14.5.16 table B
	for _, test := range []struct {
		name     string
		bits     []bitRun
		why      reason
		from, to int
	}{
		{"63 characters", units(strings.Repeat("a", 59), com), 0, 0, 0},
		{"64 characters", units(strings.Repeat("a", 60), com), tooMany, 0, 434},
		{"comma", units("a,b"), badCharacter, 14, 21},
		{"reserved", units("ab", 0x24), badHostCode, 21, 28},
		{"half a code", units("ab", 0), badHostCode, 21, 28},
		{"none", []bitRun{{1, 1}, {0, hostLengthBits}}, badLength, 0, 7},
	} {
		s, n := bitsOf(test.bits...)
		r := checker{store: &s, end: n}
		switch next := r.host(0); {
		case test.why == 0 && next != n:
			t.Errorf("%s: %d, %s", test.name, next, r.text())
		case test.why != 0 && (next != failed || r.why != test.why || r.from != test.from || r.to != test.to):
			t.Errorf("%s: %d, %s in bits %d to %d", test.name, next, r.text(), r.from, r.to)
		}
		if test.why == 0 {
			r = checker{store: &s, end: n - 8}
			if next := r.host(0); next != failed || r.why != cutShort {
				t.Errorf("%s: %d without the last bits", test.name, next)
			}
		}
	}
}
