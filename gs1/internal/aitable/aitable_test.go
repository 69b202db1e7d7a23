package aitable

import (
	"strings"
	"testing"
)

const row = "01 | GTIN | N14 csum | fixed | key 22>10 or 235, attribute | 02+37 or 3nn | 255 37\n"

func TestParse(t *testing.T) {
	table, err := Parse([]byte("# head\n\nprefix 01 | 16\nserial 02 | 7003\n" + row + "7003-7004 | - | N6 + [X..20] | FNC1 | - | - | 7003 700n\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 3 || table.Rows[2].AI != "7004" || table.Rows[2].Title != "" {
		t.Errorf("%+v", table)
	}
	if low, high := table.Rows[1].Lengths(); low != 6 || high != 26 {
		t.Errorf("lengths %d to %d", low, high)
	}
	source, err := Generate(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"{1<<14 | 1, 1, 1, 14, 14, isPredefined | isAttribute | isKey, 0},",
		"{3<<14 | 7003, 2, 2, 6, 26, isSerialKey, 1},",
		"{3<<14 | 7004, 2, 2, 6, 26, 0, 2},",
		"{'X', 1, 90, false, [3]linter{}},\n\t{'N', 14, 14,", // of identifiers that are not assigned
		`{"GTIN", "02+37,3nn", "255,37", 0, 3},`,
		`{"", "", "7003,700n", 0, 0},`,
		"{1<<14 | 22, 0, 0},\n\t{1<<14 | 10, 0, 1},\n\t{2<<14 | 235, 1, 0},",
		// Classes, what is excluded, what is excluded among the class, requirements.
		"{classSet{0x0, 0x0}, classSet{0x6, 0x0}, classSet{0x0, 0x0}, 0x1},",
		"{classSet{0x30, 0x0}, classSet{0x0, 0x0}, classSet{0x30, 0x0}, 0x0},",
		"{classSet{0x20, 0x0}, classSet{0x10, 0x0}, classSet{0x20, 0x0}, 0x0},",
		`{classSet{0x8, 0x0}, 0, 1, "02+37,3nn"},`,
		"	classSet{0x5, 0x0},",
		`"02", "255", "37", "3nn", "7003", "700n",`,
		"var signatures = classSet{0x1, 0x0}",
		"{'X', 1, 20, true, [3]linter{}},",
		"1:  {2, 16, 0},",
	} {
		if !strings.Contains(string(source), want) {
			t.Errorf("no %s in\n%s", want, source)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"01 | GTIN", "line 1: 2 columns"},
		{"\nprefix 1 | 16", "line 2: prefix"},
		{"prefix 01 | x", "line 1: strconv"},
		{strings.Replace(row, "01", "02-01", 1), "no range"},
		{strings.Replace(row, "01", "1", 1), "no range"},
		{strings.Replace(row, "01", "01-002", 1), "no range"},
		{strings.Replace(row, "N14", "Q14", 1), "expected N, X, Y or Z"},
		{strings.Replace(row, "N14", "N1x", 1), "strconv"},
		{strings.Replace(row, "csum", "a b c d", 1), "more than 3 tests"},
		{strings.Replace(row, "fixed", "GS", 1), "expected fixed or FNC1"},
		{strings.Replace(row, "attribute", "query", 1), "expected key or attribute"},
		{row, "does not agree with prefix"},
		{"prefix 01 | 17\n" + row, "does not agree with prefix"},
		{"prefix 01 | 16\n" + row + row, "there twice"},
		{"prefix 01 | 16\n" + strings.Replace(row, "02+37", "02+0n", 1), "which is itself"},
		{"prefix 01 | 16\nserial 02 | 01\n" + row, "no serial component"},
		{"prefix 01 | 16\nserial 02 | 253\n" + row, "not there"},
		{"serial 02 | 253\nserial 02 | 253\n", "one such line"},
		{"prefix 01 | 16\n" + row + strings.Replace(row, "01", "012", 1), "have 2 digits"},
	} {
		if _, err := Parse([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}
