package gcp_test

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/gcp"
)

func load(t testing.TB, name string) *gcp.Table {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := gcp.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// TestRead verifies that the three forms of one list give one table.
func TestRead(t *testing.T) {
	for _, name := range []string{"list.xml", "list.json", "list.csv"} {
		table := load(t, name)
		if want := "2026-06-03T11:14:42.028Z"; table.Date != want && name != "list.csv" {
			t.Errorf("%s: date %q", name, table.Date)
		}
		// 40, 401 and 41 are one interval, cut in two by 4012345 with 40123456 in it.
		if table.Len() != 15 {
			t.Errorf("%s: %d intervals", name, table.Len())
		}
		for _, test := range []struct {
			digits string
			want   int
			err    error
		}{
			{"061414112345", 7, nil}, {"0614141", 7, nil}, {"06141411234567890", 7, nil}, {"061414", 0, gcp.ErrShort},
			{"061414212345", 0, gcp.ErrUnknown}, {"0", 0, gcp.ErrShort}, {"1", 0, gcp.ErrUnknown},
			{"021234567890", 0, gcp.ErrNoCompany}, {"02", 0, gcp.ErrNoCompany}, {"000000012345", 0, gcp.ErrNoCompany}, {"000000112345", 0, gcp.ErrUnknown},
			{"400000000000", 7, nil}, {"401234399999", 7, nil}, {"401234500000", 9, nil}, {"401234559999", 9, nil},
			{"401234560000", 10, nil}, {"401234569999", 10, nil}, {"401234570000", 9, nil}, {"401234600000", 7, nil}, {"419999999999", 7, nil},
			{"420000000000", 0, gcp.ErrUnknown}, {"40", 0, gcp.ErrShort}, {"41", 7, nil},
			{"950600013435", 12, nil}, {"950600013434", 0, gcp.ErrUnknown}, {"950600013436", 0, gcp.ErrUnknown}, {"95060001343", 0, gcp.ErrShort},
			{"999900000000", 4, nil}, {"999999999999", 4, nil}, {"9999", 4, nil}, {"999", 0, gcp.ErrShort},
			{"", 0, gcp.ErrNoKey}, {"A614141", 0, gcp.ErrNoKey}, {"061414112345A", 0, gcp.ErrNoKey}, {"-1", 0, gcp.ErrNoKey},
		} {
			n, err := table.Length(test.digits)
			if n != test.want || !errors.Is(err, test.err) {
				t.Errorf("%s: Length(%q) = %d, %v, want %d, %v", name, test.digits, n, err, test.want, test.err)
			}
		}
	}
}

func TestPrefix(t *testing.T) {
	table := load(t, "list.xml")
	for _, test := range []struct {
		ai, value, want string
		err             error
	}{
		{"01", "80614141123458", "0614141", nil}, {"01", "09506000134352", "950600013435", nil},
		{"00", "106141411234567897", "0614141", nil}, {"414", "0614141123452", "0614141", nil},
		{"253", "0614141123452ABC", "0614141", nil}, {"8003", "00614141123452", "0614141", nil},
		{"8004", "0614141A1", "0614141", nil}, {"8004", "0614141", "0614141", nil}, {"8004", "06141A", "", gcp.ErrShort},
		{"8004", "4012345", "", gcp.ErrShort}, {"8010", "0614141-A", "0614141", nil}, {"8013", "0614141ABC33", "0614141", nil},
		{"8006", "806141411234580101", "0614141", nil}, {"8018", "061414112345678902", "0614141", nil},
		{"01", "02123456789012", "", gcp.ErrUnknown}, {"01", "00212345678901", "", gcp.ErrNoCompany},
		{"10", "0614141", "", gcp.ErrNoKey}, {"8004", "A", "", gcp.ErrNoKey}, {"8004", "", "", gcp.ErrNoKey}, {"999", "1", "", gcp.ErrNoKey},
	} {
		ai, err := gs1.ParseAI(test.ai)
		if err != nil {
			t.Fatal(err)
		}
		got, err := table.Prefix(gs1.Element{AI: ai, Value: test.value})
		if got != test.want || !errors.Is(err, test.err) {
			t.Errorf("(%s)%s: %q, %v, want %q, %v", test.ai, test.value, got, err, test.want, test.err)
		}
	}
}

func TestStated(t *testing.T) {
	table, err := gcp.Stated("0614141")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := table.Length("061414112345"); n != 7 || err != nil {
		t.Error(n, err)
	}
	if _, err := table.Length("061414212345"); !errors.Is(err, gcp.ErrUnknown) {
		t.Error(err)
	}
	for _, prefix := range []string{"", "061", "0614141123456", "06141A1"} {
		if _, err := gcp.Stated(prefix); err == nil {
			t.Errorf("%q is a company prefix", prefix)
		}
	}
	var none *gcp.Table
	for _, table := range []*gcp.Table{none, {}} {
		if _, err := table.Length("0614141"); !errors.Is(err, gcp.ErrUnknown) || table.Len() != 0 {
			t.Error(err)
		}
	}
}

func TestReadErrors(t *testing.T) {
	const head = `{"GCPPrefixFormatList":{"entry":[{"prefix":"40","gcpLength":7}`
	for _, test := range []struct{ text, want string }{
		{"", "gcp: the list has no entries, at byte 0"},
		{"\ufeff \n", "gcp: the list has no entries, at byte 5"},
		{"40,7\n41,x", `gcp: length for prefix "41" is "x", expected 0 or 4 to 12, at byte 5`},
		{"40,3", "length for prefix 40 is 3"}, {"40,13", "is 13, expected"}, {"40,-1", `is "-1"`}, {"40,256", `is "256"`},
		{"4x,7", `prefix is "4x", expected 1 to 12 digits`}, {"1234567890123,7", "expected 1 to 12 digits"}, {",7", `prefix is ""`},
		{"40 7", "expected a prefix, a comma and a length"}, {"prefix,length\n", "no entries"}, {"a,b\nc,d", `length for prefix "c" is "d"`},
		{"40,7\n40,8", "numbers from 400000000000 have the lengths 7 and 8"},
		{"40,7\n" + strings.Repeat("0", 70_000), "token too long"},
		{"<x/>", "there is no complete GCPPrefixFormatList"},
		{`<entry prefix="40" gcpLength="7"/>`, "there is no complete"},
		{`<GCPPrefixFormatList><entry prefix="40" gcpLength="7"/>`, "there is no complete"},
		{`<GCPPrefixFormatList><entry prefix="40"/>`, "an entry lacks its prefix or its gcpLength, at byte 41"},
		{`<GCPPrefixFormatList></GCPPrefixFormatList>`, "no entries"},
		{`<GCPPrefixFormatList><entry prefix="40" gcpLength="7"`, "unexpected EOF"},
		{"<GCPPrefixFormatList>" + strings.Repeat("<a>", 100_000), "there is no complete"},
		{"<GCPPrefixFormatList>" + strings.Repeat(" ", 300_000), "one part of the list is longer than 262144 bytes"},
		{"{}", "there is no complete"}, {head, "unexpected EOF"}, {head + "]", "EOF"}, {head + "]}", "EOF"},
		{`{"GCPPrefixFormatList":7}`, `found "7", expected "{"`}, {`{"GCPPrefixFormatList":{"entry":{}}}`, `expected "["`},
		{head + `,{"prefix":"41"}]}}`, "an entry lacks"}, {head + `,{"prefix":"41","gcpLength":7.5}]}}`, `is "7.5"`},
		{head + `,{"prefix":41,"gcpLength":7}]}}`, "cannot unmarshal number"}, {`{"GCPPrefixFormatList":{"date":1}}`, "cannot unmarshal"},
		{`{"x":` + strings.Repeat("[", 20_000), "exceeded max depth"},
		{`{"x":"` + strings.Repeat("x", 300_000), "one part of the list is longer"},
	} {
		table, err := gcp.Read(strings.NewReader(test.text))
		var e *gcp.ReadError
		if table != nil || !errors.As(err, &e) || !strings.Contains(fmt.Sprint(err), test.want) || e.Offset > int64(len(test.text)) {
			t.Errorf("%.80q: %v, want %s", test.text, err, test.want)
		}
	}
	failure := errors.New("cable pulled")
	for _, text := range []string{"", "40,7\n", head, "<GCPPrefixFormatList>"} {
		if _, err := gcp.Read(io.MultiReader(strings.NewReader(text), iotest.ErrReader(failure))); err != failure {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// zeros is an endless list.
type zeros struct{ line string }

func (z zeros) Read(p []byte) (int, error) {
	return copy(p, strings.Repeat(z.line, len(p)/len(z.line)+1)), nil
}

// TestReadEndless verifies that a list without an end is given up.
func TestReadEndless(t *testing.T) {
	for _, line := range []string{"40,7\n", "#\n", "\n", "0"} {
		if _, err := gcp.Read(zeros{line}); !errors.As(err, new(*gcp.ReadError)) {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// TestOracle compares the table with a search through all entries.
func TestOracle(t *testing.T) {
	digit := func(low, high int) *rapid.Generator[string] {
		return rapid.StringMatching(fmt.Sprintf("[0-3]{%d,%d}", low, high))
	}
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.MapOf(digit(1, 6), rapid.SampledFrom([]int{0, 4, 7, 12})).Draw(t, "entries")
		var entries []gcp.Entry
		for prefix, n := range lengths {
			entries = append(entries, gcp.Entry{Prefix: prefix, Length: n})
		}
		table, err := gcp.New(entries...)
		if err != nil {
			t.Fatal(err)
		}
		if table.Len() > 2*len(entries)+1 {
			t.Fatalf("%d intervals of %d entries", table.Len(), len(entries))
		}
		key := digit(12, 12).Draw(t, "key")
		slices.SortFunc(entries, func(a, b gcp.Entry) int { return cmp.Compare(len(b.Prefix), len(a.Prefix)) })
		want, wantErr := 0, gcp.ErrUnknown
		if i := slices.IndexFunc(entries, func(e gcp.Entry) bool { return strings.HasPrefix(key, e.Prefix) }); i >= 0 {
			want, wantErr = entries[i].Length, nil
			if want == 0 {
				wantErr = gcp.ErrNoCompany
			}
		}
		if got, err := table.Length(key); got != want || !errors.Is(err, wantErr) {
			t.Fatalf("Length(%s) = %d, %v, want %d, %v", key, got, err, want, wantErr)
		}
	})
}

func BenchmarkLength(b *testing.B) {
	var entries []gcp.Entry
	for n := range 60_000 {
		entries = append(entries, gcp.Entry{Prefix: fmt.Sprintf("%07d", n*166), Length: 7 + n%3})
	}
	table, err := gcp.New(entries...)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if n, err := table.Length("061420012345"); err != nil || n < 7 {
			b.Fatal(n, err)
		}
	}
}

func ExampleTable_Prefix() {
	const list = `<GCPPrefixFormatList date="2026-06-03">
<entry prefix="0614141" gcpLength="7"/>
<entry prefix="02" gcpLength="0"/>
</GCPPrefixFormatList>`
	table, err := gcp.Read(strings.NewReader(list))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(table.Prefix(gs1.Element{AI: gs1.AI01, Value: "80614141123458"}))
	_, err = table.Prefix(gs1.Element{AI: gs1.AI01, Value: "02123456789012"})
	fmt.Println(err)
	_, err = table.Prefix(gs1.Element{AI: gs1.AI01, Value: "00212345678901"})
	fmt.Println(err)
	// Output:
	// 0614141 <nil>
	// gcp: the table does not have the company prefix: "212345678901"
	// gcp: numbers like this belong to no company: "021234567890"
}

func ExampleStated() {
	table, err := gcp.Stated("0614141")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(table.Prefix(gs1.Element{AI: gs1.AI00, Value: "106141411234567897"}))
	// Output: 0614141 <nil>
}
