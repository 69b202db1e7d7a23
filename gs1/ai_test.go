package gs1_test

import (
	"bytes"
	"os"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/internal/aitable"
)

// identifiers is how many there are with the ranges expanded (GS1 Barcode Syntax
// Dictionary of 2026-07-27).
const identifiers = 541

// TestTable holds ai_table.go equal to what ai.txt compiles to.
func TestTable(t *testing.T) {
	table := readTable(t)
	want, err := aitable.Generate(table)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("ai_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("ai_table.go is not what ai.txt compiles to; run go generate")
	}
	if len(table.Rows) != identifiers {
		t.Errorf("%d identifiers, want %d", len(table.Rows), identifiers)
	}
}

func readTable(t testing.TB) *aitable.Table {
	t.Helper()
	text, err := os.ReadFile("ai.txt")
	if err != nil {
		t.Fatal(err)
	}
	table, err := aitable.Parse(text)
	if err != nil {
		t.Fatal("ai.txt: ", err)
	}
	return table
}

// TestLookup asks about every number of two to four digits.
func TestLookup(t *testing.T) {
	rows := map[string]aitable.Row{}
	for _, r := range readTable(t).Rows {
		rows[r.AI] = r
	}
	for digits := 2; digits <= 4; digits++ {
		for n := range pow10(digits) {
			s := strconv.Itoa(pow10(digits) + n)[1:]
			ai, err := gs1.ParseAI(s)
			if err != nil || ai.String() != s || !ai.IsValid() {
				t.Fatalf("ParseAI(%q) = %v, %v", s, ai, err)
			}
			info, ok := ai.Info()
			row, assigned := rows[s]
			if ok != assigned || info.Title != row.Title || ai.Title() != row.Title || ok && ai.PredefinedLength() != row.Predefined {
				t.Fatalf("Info(%s) = %+v, %t, want %+v", s, info, ok, row)
			}
		}
	}
	for packed := range 1 << 16 {
		if info, ok := gs1.AI(packed).Info(); ok && info.AI.String() != gs1.AI(packed).String() {
			t.Fatalf("AI(%d): %+v", packed, info)
		}
	}
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

func TestParseAIErrors(t *testing.T) {
	for _, s := range []string{"", "1", "1a", "00000", "-1", "٠١"} {
		if ai, err := gs1.ParseAI(s); err == nil || ai.IsValid() {
			t.Errorf("ParseAI(%q) = %v, %v", s, ai, err)
		}
	}
	if s := gs1.AI(0).String(); s != "invalid AI" {
		t.Errorf("zero value is %q", s)
	}
}

func TestAIText(t *testing.T) {
	var ai gs1.AI
	if err := ai.UnmarshalText([]byte("3103")); err != nil || ai.String() != "3103" {
		t.Errorf("%v, %v", ai, err)
	}
	if text, err := ai.MarshalText(); err != nil || string(text) != "3103" {
		t.Errorf("%q, %v", text, err)
	}
	if err := ai.UnmarshalText(nil); err != nil || ai.IsValid() {
		t.Errorf("%v, %v", ai, err)
	}
	if err := ai.UnmarshalText([]byte("x")); err == nil {
		t.Error("x was accepted")
	}
	if text, err := ai.MarshalText(); err != nil || len(text) != 0 {
		t.Errorf("%q, %v", text, err)
	}
}

// TestInfo spells out one identifier of each kind.
func TestInfo(t *testing.T) {
	type info struct {
		gs1.Info
		Sequences [][]gs1.AI
	}
	for _, want := range []info{
		{Info: gs1.Info{
			AI: ai(t, "3103"), Title: "NET WEIGHT (kg)", Predefined: true,
			Components: []gs1.Component{{Charset: gs1.Digits, Min: 6, Max: 6}},
			Link:       gs1.LinkRole{Attribute: true},
			Requires:   []gs1.Requirement{{{"01"}, {"02"}}},
			Excludes:   []gs1.Pattern{"310n"},
		}},
		{Info: gs1.Info{
			AI: gs1.AI01, Title: "GTIN", Predefined: true,
			Components: []gs1.Component{{Charset: gs1.Digits, Min: 14, Max: 14, Linters: []string{"csum", "gcppos2"}}},
			Link:       gs1.LinkRole{Key: true, Attribute: true},
			Excludes:   []gs1.Pattern{"255", "37"},
		}, Sequences: [][]gs1.AI{{gs1.AI22, gs1.AI10, gs1.AI21}, {gs1.AI235}}},
		{Info: gs1.Info{
			AI: gs1.AI253, Title: "GDTI",
			Components: []gs1.Component{
				{Charset: gs1.Digits, Min: 13, Max: 13, Linters: []string{"csum", "gcppos1"}},
				{Charset: gs1.Charset82, Min: 1, Max: 17, Optional: true},
			},
			Link: gs1.LinkRole{Key: true, Attribute: true},
		}},
		{Info: gs1.Info{
			AI: ai(t, "8041"), Title: "IMEI2",
			Components: []gs1.Component{{Charset: gs1.Digits, Min: 15, Max: 15}},
			Requires:   []gs1.Requirement{{{"01", "21", "8040"}}},
		}},
	} {
		i, ok := want.AI.Info()
		if !ok {
			t.Fatalf("(%s) is not assigned", want.AI)
		}
		got := info{Info: i}
		for sequence := range i.Link.Sequences() {
			got.Sequences = append(got.Sequences, sequence)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(gs1.LinkRole{})); diff != "" {
			t.Errorf("(%s): want -, got +\n%s", want.AI, diff)
		}
	}
	if _, ok := ai(t, "04").Info(); ok {
		t.Error("(04) is assigned")
	}
}

func ai(t testing.TB, digits string) gs1.AI {
	t.Helper()
	ai, err := gs1.ParseAI(digits)
	if err != nil {
		t.Fatal(err)
	}
	return ai
}

func TestPattern(t *testing.T) {
	for _, test := range []struct {
		pattern gs1.Pattern
		ai      string
		want    bool
	}{
		{"01", "01", true}, {"01", "02", false}, {"310n", "3103", true}, {"310n", "3113", false},
		{"31nn", "3199", true}, {"31nn", "310", false}, {"n1", "01", true}, {"", "01", false},
	} {
		if got := test.pattern.Matches(ai(t, test.ai)); got != test.want {
			t.Errorf("%s matches %s: %t", test.pattern, test.ai, got)
		}
	}
}
