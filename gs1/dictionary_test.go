package gs1_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

// TestDictionary compares every fact of ai.txt with GS1's own file, where a copy
// lies beside the vectors.
func TestDictionary(t *testing.T) {
	if vectors == "" {
		t.Log("EACHMARK_VECTORS is not set; ai.txt is not compared with GS1's dictionary")
		return
	}
	f, err := os.Open(filepath.Join(vectors, "..", "data", "gs1-syntax-dictionary.txt"))
	if err != nil {
		t.Log("no copy of GS1's dictionary to compare ai.txt with:", err)
		return
	}
	defer f.Close()
	d, err := gs1.ParseDictionary(f)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Infos) != identifiers || d.Release != "UNSET" {
		t.Errorf("%d identifiers, release %q", len(d.Infos), d.Release)
	}
	for difference := range d.Diff(gs1.BuiltIn()) {
		t.Error(difference)
	}
}

// TestDictionaryVectors: the verdicts of GS1's engine over entries.
func TestDictionaryVectors(t *testing.T) {
	if vectors == "" {
		t.Log("EACHMARK_VECTORS is not set; the vectors of dictionary entries are left out")
		return
	}
	f, err := os.Open(filepath.Join(vectors, "gs1_dict.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	right, n := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var row struct {
			Input, Want string
			Oracle      struct{ Entries int }
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		d, err := gs1.ParseDictionary(strings.NewReader(row.Input))
		if (err == nil) != (row.Want == "ok") || len(d.Infos) != row.Oracle.Entries {
			t.Errorf("%q: %d entries, %v, want %s", row.Input, len(d.Infos), err, row.Want)
			continue
		}
		right++
	}
	t.Logf("%d of %d entries as the reference has them", right, n)
	if n == 0 {
		t.Error("there are no vectors")
	}
}

func TestDictionaryErrors(t *testing.T) {
	for _, test := range []struct {
		text         string
		line, column int
		what         string
	}{
		{"# head\n\n9 X1", 3, 1, `"9" is no identifier, expected 2 to 4 digits`},
		{"3100-3109 * N6\r\n3110-3129 N6", 2, 6, `"3129" does not end a range from 3110, which may differ in the last digit`},
		{"3105-3100 N6", 1, 6, `"3100" does not end a range from 3105, which may differ in the last digit`},
		{"90", 1, 3, "the line ends after the identifier, expected components"},
		{"90 ? # TITLE", 1, 6, `"" is no component, expected N, X, Y or Z and a length`},
		{"90 X", 1, 4, `"X" has no length, expected a number from 1`},
		{"90 X+1", 1, 4, `"X+1" has no length, expected a number from 1`},
		{"90 X..", 1, 4, `"X.." has no length, expected a number from 1`},
		{"90 X99999999999999999999", 1, 4, `"X99999999999999999999" has no length, expected a number from 1`},
		{"90 Q1", 1, 4, `"Q1" has an unknown character set, expected N, X, Y or Z`},
		{"90 [N1", 1, 4, `"[N1" has no ] at its end`},
		{"90 []", 1, 4, `"[]" has an unknown character set, expected N, X, Y or Z`},
		{"90 N5 X..80 N6", 1, 13, "a component follows one of variable length"},
		{"90 N50 X..41", 1, 8, "a value has more than 90 characters"},
		{"90 N1 [N1] N1", 1, 12, "a component that must be there follows one that may be absent"},
		{"90 N6,yymmdd,nonsense", 1, 14, `test "nonsense" is not known`},
		{"90 N6,", 1, 7, `test "" is not known`},
		{"90 N6  req=01+2,02", 1, 15, `"2" is no identifier, expected 2 to 4 digits, or n for any of the last ones`},
		{"90 N6  ex=", 1, 8, `attribute "ex" has no value`},
		{"90 N6  req", 1, 8, `attribute "req" has no value`},
		{"01 N14 dlpkey=22,10|2n", 1, 21, `"2n" is no identifier, expected 2 to 4 digits, or n for any of the last ones`},
		{"01 N14 dlpkey=10" + strings.Repeat(",10", 255), 1, 780, "there are more than 255 qualifiers"},
		{"90 N6 =1", 1, 7, `"" is no name of an attribute, expected small letters`},
		{"01 N14\n01 N14", 2, 1, "(01) is on line 1 already"},
		{"90 " + strings.Repeat(" ", 5000), 1, 4096, "the line is longer than 4096 bytes"},
		{strings.Repeat("\n", 20001), 20001, 1, "there are more than 20000 lines"},
	} {
		_, err := gs1.ParseDictionary(strings.NewReader(test.text))
		var e *gs1.DictionaryError
		if !errors.As(err, &e) {
			t.Errorf("%.40q: %v, want %s", test.text, err, test.what)
			continue
		}
		if diff := cmp.Diff(gs1.DictionaryError{Line: test.line, Column: test.column, What: test.what}, *e); diff != "" {
			t.Errorf("%.40q: want -, got +\n%s", test.text, diff)
		}
	}
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }

func TestDictionaryReadError(t *testing.T) {
	want := errors.New("gone")
	if _, err := gs1.ParseDictionary(brokenReader{want}); err != want {
		t.Errorf("%v, want the reader's error", err)
	}
}

func TestDictionaryDiff(t *testing.T) {
	const old = "# Release: 2025-01-01\n01 *? N14,csum,gcppos2 ex=255,37 dlpkey=22,10,21|235 # GTIN\n20 *? N2 req=01,02 # VARIANT\n90 ? X..30 # INTERNAL"
	const now = "# Release: 2026-01-01\n01 ? N14,csum ex=37,255 dlpkey # GTIN-14\n20 *? N2 req=02,01 # VARIANT\n3100-3101 * N6 [X..3] ex=310n"
	before, err := gs1.ParseDictionary(strings.NewReader(old))
	if err != nil || before.Release != "2025-01-01" {
		t.Fatal(before, err)
	}
	after, err := gs1.ParseDictionary(strings.NewReader(strings.Replace(now, " [X..3]", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for d := range after.Diff(before) {
		got = append(got, d.String())
	}
	want := []string{
		"(01) title is GTIN-14, was GTIN",
		"(01) format is N14,csum, was N14,csum,gcppos2",
		"(01) separator is needed, was not needed",
		"(01) Digital Link role is attribute and key, was attribute and key with the qualifiers 22,10,21 or 235",
		"(3100) is new: N6",
		"(3101) is new: N6",
		"(90) is not there any more: INTERNAL X..30",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	if _, err := gs1.ParseDictionary(strings.NewReader(now)); err == nil || !strings.Contains(err.Error(), "marked *") {
		t.Errorf("a predefined length that varies: %v", err)
	}
	if n := len(slices.Collect(before.Diff(before))); n != 0 {
		t.Errorf("%d differences of a dictionary to itself", n)
	}
}

// TestBuiltIn: the dictionary built in has every identifier, in order.
func TestBuiltIn(t *testing.T) {
	d := gs1.BuiltIn()
	inOrder := slices.IsSortedFunc(d.Infos, func(a, b gs1.Info) int { return strings.Compare(a.AI.String(), b.AI.String()) })
	if len(d.Infos) != identifiers || !inOrder {
		t.Errorf("%d identifiers, in order: %t", len(d.Infos), inOrder)
	}
}
