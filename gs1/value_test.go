package gs1

import (
	"slices"
	"testing"
)

// TestCharsets compares the table of characters with the sets as figures 7.11-1
// and 7.11-2 of the GS1 General Specifications and RFC 4648 §5 list them.
func TestCharsets(t *testing.T) {
	const (
		digits = "0123456789"
		upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		lower  = "abcdefghijklmnopqrstuvwxyz"
	)
	sets := map[Charset]string{
		Digits:      digits,
		Charset82:   `!"%&'()*+,-./:;<=>?_` + digits + upper + lower,
		Charset39:   "#-/" + digits + upper,
		CharsetBase: "-_" + digits + upper + lower,
	}
	if n := len(sets[Charset82]); n != 82 {
		t.Fatalf("set 82 has %d characters", n)
	}
	for set, characters := range sets {
		for c := range 256 {
			got := charsets[c]&set.bit() != 0
			if want := slices.Contains([]byte(characters), byte(c)); got != want {
				t.Errorf("%c in %s: %t", c, set, got)
			}
		}
	}
}

// TestLinters spells out the edges of each test. The marks are the bytes found
// wrong; more cases are GS1's own, in TestReferenceLinters.
func TestLinters(t *testing.T) {
	for _, test := range []struct {
		linter linter
		text   string
		at, n  int // 0, 0 if nothing is wrong
	}{
		{lintCsum, "02345673", 0, 0}, {lintCsum, "12345673", 7, 1},
		{lintCsum, "123456789012345675", 0, 0},
		{lintHh, "00", 0, 0}, {lintHh, "23", 0, 0}, {lintHh, "24", 0, 2},
		{lintMi, "59", 0, 0}, {lintMi, "60", 0, 2},
		{lintSs, "59", 0, 0}, {lintSs, "60", 0, 2},
		{lintHhmi, "2359", 0, 0}, {lintHhmi, "2400", 0, 2}, {lintHhmi, "0060", 2, 2}, {lintHhmi, "2460", 0, 2},
		{lintYymmdd, "240229", 0, 0}, {lintYymmdd, "230229", 4, 2}, {lintYymmdd, "000229", 0, 0},
		{lintYymmdd, "240100", 4, 2}, {lintYymmdd, "240001", 2, 2}, {lintYymmdd, "241301", 2, 2},
		{lintYymmdd, "240431", 4, 2}, {lintYymmdd, "241231", 0, 0},
		{lintYymmd0, "240100", 0, 0}, {lintYymmd0, "240132", 4, 2},
		{lintYyyymmdd, "19000229", 6, 2}, {lintYyyymmdd, "20000229", 0, 0}, {lintYyyymmdd, "20000200", 6, 2},
		{lintYyyymmd0, "20000200", 0, 0}, {lintYyyymmd0, "21000229", 6, 2}, {lintYyyymmd0, "20201301", 4, 2},
	} {
		f := test.linter.check(test.text)
		if (f.code != "") != (test.n > 0) || f.at != test.at || f.n != test.n {
			t.Errorf("%s(%q) = %+v, want [%d, %d)", linterNames[test.linter], test.text, f, test.at, test.at+test.n)
		}
	}
}

// TestKinds verifies that every code has its sentence, fix and rule, once.
func TestKinds(t *testing.T) {
	seen := map[Code]bool{}
	for _, k := range kinds {
		if seen[k.code] || k.sentence == "" || k.fix == "" || k.rule == "" || k.severity == 0 {
			t.Errorf("%+v", k)
		}
		seen[k.code] = true
	}
	for _, code := range []Code{
		CodeEmpty, CodeValueEmpty, CodeLengthShort, CodeLengthLong, CodeCharacter, CodePadding, CodeCheckDigit, CodeDate,
		CodeTime, CodeAISyntax, CodeAIUnknown, CodeBracket, CodeFNC1First, CodeSymbology, CodeMissingSeparator, CodeGSStray,
		CodeGSNeedless, CodeGSSpelling,
		CodeDLScheme, CodeDLHost, CodeDLCharacter, CodeDLPercent, CodeDLKey, CodeDLName, CodeDLOrder, CodeDLQuery, CodeDLElement,
		CodeDLRepeat, CodeDLShortName, CodeDLShortGTIN,
	} {
		if !seen[code] {
			t.Errorf("%s is not in the catalogue", code)
		}
	}
}
