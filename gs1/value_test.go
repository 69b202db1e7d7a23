package gs1

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
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

// TestLinters spells out the edges of each test, and that each is made. The marks
// are the bytes found wrong; more cases are GS1's own, in TestReferenceLinters.
func TestLinters(t *testing.T) {
	made := map[linter]bool{}
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
		{lintCsumalpha, "22", 0, 0}, {lintCsumalpha, "1987654Ad4X4bL5ttr2310c2K", 0, 0}, {lintCsumalpha, "2", 0, 1},
		{lintCsumalpha, "1987654Ad4X4bL5ttr2310cK2", 23, 2}, {lintCsumalpha, "12345_!\"%&'()*+,-./LC", 0, 0},
		{lintGcppos1, "9506", 0, 0}, {lintGcppos1, "950", 0, 3}, {lintGcppos1, "950A", 3, 1},
		{lintGcppos2, "A9506", 0, 0}, {lintGcppos2, "A950", 0, 4}, {lintGcppos2, "1A506", 1, 1},
		{lintHasnondigit, "12a", 0, 0}, {lintHasnondigit, "123", 0, 3},
		{lintNonzero, "001", 0, 0}, {lintNonzero, "000", 0, 3},
		{lintZero, "0", 0, 0}, {lintZero, "1", 0, 1}, {lintHyphen, "-", 0, 0}, {lintHyphen, "+", 0, 1},
		{lintNozeroprefix, "10", 0, 0}, {lintNozeroprefix, "0", 0, 1},
		{lintYesno, "1", 0, 0}, {lintYesno, "2", 0, 1}, {lintYesno, "01", 0, 2},
		{lintWinding, "9", 0, 0}, {lintWinding, "2", 0, 1}, {lintIso5218, "2", 0, 0}, {lintIso5218, "3", 0, 1},
		{lintImporteridx, "_", 0, 0}, {lintImporteridx, "=", 0, 1},
		{lintPcenc, "100%25", 0, 0}, {lintPcenc, "%2", 0, 2}, {lintPcenc, "a%2G0", 1, 3}, {lintPcenc, "%aF%", 3, 1},
		{lintIban, "GB98MIDL07009312345678", 0, 0}, {lintIban, "GB89MIDL07009312345678", 2, 2},
		{lintIban, "ZZ98MIDL07009312345678", 0, 2}, {lintIban, "GB98midl07009312345678", 4, 1},
		{lintIban, "GB+8MIDL07009312345678", 2, 1}, {lintIban, "GB9", 0, 3}, {lintIban, "GB98MIDL07", 0, 10},
		{lintIso3166, "276", 0, 0}, {lintIso3166, "999", 0, 3}, {lintIso3166, "27", 0, 2}, {lintIso3166, "2a6", 0, 3},
		{lintIso3166999, "999", 0, 0}, {lintIso3166999, "276", 0, 0}, {lintIso3166999, "000", 0, 3},
		{lintIso3166alpha2, "DE", 0, 0}, {lintIso3166alpha2, "DD", 0, 2}, {lintIso3166alpha2, "de", 0, 2},
		{lintIso3166alpha2, "ZW", 0, 0}, {lintIso3166alpha2, "ZZ", 0, 2},
		{lintIso4217, "978", 0, 0}, {lintIso4217, "191", 0, 3}, {lintIso4217, "999", 0, 0},
		{lintMediatype, "10", 0, 0}, {lintMediatype, "11", 0, 2}, {lintMediatype, "99", 0, 0},
		{lintPackagetype, "PX", 0, 0}, {lintPackagetype, "8", 0, 0}, {lintPackagetype, "200", 0, 0}, {lintPackagetype, "ZZ", 0, 0},
		{lintPackagetype, "1A", 0, 0}, {lintPackagetype, "8 ", 0, 2}, {lintPackagetype, "0", 0, 1}, {lintPackagetype, "ZZZZ", 0, 4},
		{lintLatitude, "1800000000", 0, 0}, {lintLatitude, "1800000001", 0, 10},
		{lintLongitude, "3600000000", 0, 0}, {lintLongitude, "3600000001", 0, 10},
		{lintPieceoftotal, "0203", 0, 0}, {lintPieceoftotal, "0302", 0, 4}, {lintPieceoftotal, "0002", 0, 2},
		{lintPieceoftotal, "0200", 2, 2}, {lintPieceoftotal, "111", 0, 3},
		{lintPosinseqslash, "9/10", 0, 0}, {lintPosinseqslash, "10/9", 0, 4}, {lintPosinseqslash, "2/1", 0, 3},
		{lintPosinseqslash, "1/", 0, 2}, {lintPosinseqslash, "1", 0, 1}, {lintPosinseqslash, "1/2/3", 0, 5},
		{lintPosinseqslash, "01/2", 0, 2}, {lintPosinseqslash, "1/02", 2, 2},
		{lintCouponcode, "106141410222223100110222111101231023456721104561045678991201", 0, 0},
		{lintCouponcode, "1061414165432131501101201211014092110256100126663101231", 0, 0},
		{lintCouponcode, "0123456123456111101233201231", 0, 0}, {lintCouponcode, "0123456123456111101233201232", 22, 6},
		{lintCouponcode, "01234561234561111012332012314201231", 0, 0}, {lintCouponcode, "01234561234561111012332012304201231", 21, 14},
		{lintCouponcode, "0123456123456", 0, 13}, {lintCouponcode, "01234561234567", 13, 1}, {lintCouponcode, "0123456a23456", 7, 1},
		{lintCouponcode, "01234561234561111012331", 22, 1}, {lintCouponcode, "0123456123456111101237", 21, 1},
		{lintCouponposoffer, "001234561234560123456", 0, 0}, {lintCouponposoffer, "201234561234560123456", 0, 1},
		{lintCouponposoffer, "0012345612345601234567", 21, 1}, {lintCouponposoffer, "0", 0, 1},
	} {
		made[test.linter] = made[test.linter] || test.n > 0
		f := test.linter.check(test.text)
		if (f.code != "") != (test.n > 0) || f.at != test.at || f.n != test.n {
			t.Errorf("%s(%q) = %+v, want [%d, %d)", linterNames[test.linter], test.text, f, test.at, test.at+test.n)
		}
	}
	for l := linter(1); int(l) < len(linterNames); l++ {
		if !made[l] {
			t.Errorf("%s finds nothing wrong", linterNames[l])
		}
	}
}

// TestNeeds holds what the linters rely on: every component that names one has
// the length and the characters it needs.
func TestNeeds(t *testing.T) {
	if len(needs) != len(linterNames) {
		t.Errorf("%d linters, %d names", len(needs), len(linterNames))
	}
	for _, c := range components {
		for _, l := range c.linters {
			if l == 0 {
				continue
			}
			need := needs[l]
			if c.min < need.min || c.max > need.max || need.charset != anySet && !subset(Charset(c.charset), need.charset) {
				t.Errorf("%+v: %s needs %s, %d to %d", c, linterNames[l], need.charset, need.min, need.max)
			}
		}
	}
}

// subset reports whether each character of a is in b.
func subset(a, b Charset) bool {
	for _, sets := range charsets {
		if sets&a.bit() != 0 && sets&b.bit() == 0 {
			return false
		}
	}
	return true
}

// TestLinterAllocations verifies that to find nothing wrong, or something, costs
// no allocation.
func TestLinterAllocations(t *testing.T) {
	for l, need := range needs {
		if l == 0 {
			continue
		}
		for _, text := range []string{"1111111111"[:min(10, need.max)], "GB98MIDL07009312345678"[:max(min(22, need.max), need.min)]} {
			if len(text) < int(need.min) {
				continue
			}
			if n := testing.AllocsPerRun(10, func() { sink = linter(l).check(text) }); n != 0 {
				t.Errorf("%s(%q): %v allocations", linterNames[l], text, n)
			}
		}
	}
}

var sink fault

// TestLinterBounds gives every linter any text it may be given: it does not
// panic, and what it finds is inside the text.
func TestLinterBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := linter(rapid.IntRange(1, len(needs)-1).Draw(t, "linter"))
		characters := rapid.SampledFrom([]string{"0123456789", "019", "019AZaz%/-_=", "01%\x00\x1d\xc3\xff"}).Draw(t, "characters")
		switch needs[l].charset {
		case Digits:
			characters = "0123456789"
		case Charset82:
			characters = "01A_z!"
		}
		low, high := int(needs[l].min), int(needs[l].max)
		text := string(rapid.SliceOfN(rapid.SampledFrom([]byte(characters)), low, high).Draw(t, "text"))
		if f := l.check(text); f.code != "" && (f.at < 0 || f.n <= 0 || f.at+f.n > len(text)) {
			t.Fatalf("%s(%q): [%d, %d)", linterNames[l], text, f.at, f.at+f.n)
		}
	})
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
		CodeTime, CodeCheckPair, CodeCompanyPrefix, CodeIBAN, CodeCountry, CodeCurrency, CodeMediaType, CodePackageType,
		CodeChoice, CodeAllDigits, CodeZero, CodeLeadingZero, CodeSequence, CodeCoordinate, CodePercent, CodeCouponShort,
		CodeCouponValue, CodeCouponDates, CodeCouponExcess, CodeAISyntax, CodeAIUnknown, CodeBracket, CodeFNC1First, CodeSymbology, CodeMissingSeparator, CodeGSStray,
		CodeGSNeedless, CodeGSSpelling, CodePacket, CodeCarrier, CodeGTINShort, CodeAddOn, CodeDMRE,
		CodeDLScheme, CodeDLHost, CodeDLCharacter, CodeDLPercent, CodeDLKey, CodeDLName, CodeDLOrder, CodeDLQuery, CodeDLElement,
		CodeDLRepeat, CodeDLShortName, CodeDLShortGTIN,
	} {
		if !seen[code] {
			t.Errorf("%s is not in the catalogue", code)
		}
	}
}
