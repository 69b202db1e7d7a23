package dl_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// drawMessage makes a message that a Digital Link URI can carry, in canonical
// order: a key, qualifiers of one sequence, and attributes, predefined length
// first.
func drawMessage(t *rapid.T) gs1.Message {
	text := rapid.StringMatching(`[!"%&'()*+,./0-9:;<=>?A-Z_a-z-]{1,20}`)
	var elements []gs1.Element
	add := func(ai gs1.AI, value string) { elements = append(elements, gs1.Element{AI: ai, Value: value}) }
	add(gs1.AI01, checked(t, 13))
	var attributes []string
	if rapid.Bool().Draw(t, "third-party controlled") {
		add(gs1.AI235, text.Draw(t, "235"))
		attributes = []string{"10"}
	} else {
		for _, ai := range []gs1.AI{gs1.AI22, gs1.AI10, gs1.AI21} {
			if rapid.Bool().Draw(t, "has "+ai.String()) {
				add(ai, text.Draw(t, ai.String()))
			}
		}
	}
	if rapid.Bool().Draw(t, "has 17") {
		add(gs1.AI17, rapid.StringMatching(`[0-9]{2}(0[1-9]|1[0-2])(0[0-9]|1[0-9]|2[0-8])`).Draw(t, "17"))
	}
	if rapid.Bool().Draw(t, "has 00") {
		add(gs1.AI00, checked(t, 17))
	}
	attributes = append(attributes, "99", "240", "98", "91")
	for _, digits := range rapid.Permutation(attributes).Draw(t, "attributes") {
		if rapid.Bool().Draw(t, "has "+digits) {
			add(gs1.AssignedAI(digits), text.Draw(t, digits))
		}
	}
	return gs1.NewMessage(elements...)
}

// checked makes n digits and their check digit.
func checked(t *rapid.T, n int) string {
	digits := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), n, n, n).Draw(t, "digits")
	return digits + string(gs1.CheckDigit(digits))
}

// TestRoundTrip verifies that reading undoes writing and that writing is
// canonical.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMessage(t)
		stem := rapid.SampledFrom([]string{"", "http://a", "https://[::1]:8080/x/01/y/", "https://example.com/01/09506000134352/10"}).Draw(t, "stem")
		uri, err := dl.Append(nil, m, &dl.Options{Stem: stem})
		if err != nil {
			t.Fatal(err)
		}
		var problems []gs1.Finding
		got, err := dl.Parse(string(uri), &dl.ParseOptions{Problems: &problems})
		if err != nil || problems != nil {
			t.Fatalf("%s: %v, %+v", uri, err, problems)
		}
		if diff := cmp.Diff(m.String(), got.String()); diff != "" {
			t.Fatalf("%s: %s", uri, diff)
		}
		again, err := dl.Append(nil, got, &dl.Options{Stem: stem})
		if err != nil || string(again) != string(uri) {
			t.Fatalf("%s: written again as %s, %v", uri, again, err)
		}
	})
}

// TestHostile verifies that whatever the input, the parser ends, every place is
// inside the input, the first error is the same with all problems and without,
// what gs1.Check says of the result was among the problems, and what is valid
// can be written and read again.
func TestHostile(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"/", "//", "/01/", "/10/", "/21/", "/235/", "/22/", "/8006/", "/414/", "/254/", "/gtin/", "/lot/", "09506000134352", "9506000134352",
		"9506000134352", "96385074", "A", "%", "%4", "%41", "%30%31", "%00", "%zz", "+", "?", "&", "=", "?17=271231", "&99=A", "&3999=A", "&89=A", "&3199=123456", "?10=B", "&99", "99=",
		"#", "é", "\xff", "\x00", "\"", " ", "0", "1", "?x=y", "&%39%39=A", strings.Repeat("9", 99), "02", "(", "\\",
	})
	rapid.Check(t, func(t *rapid.T) {
		start := rapid.SampledFrom([]string{"https://a", "https://a/01/09506000134352", "HtTp://[::1]:1/01/09506000134352", "", "https://", "http", "x://y"}).Draw(t, "start")
		uri := start + strings.Join(rapid.SliceOf(pieces).Draw(t, "pieces"), "")
		o := &dl.ParseOptions{ShortNames: rapid.Bool().Draw(t, "names"), ShortGTIN: rapid.Bool().Draw(t, "GTIN"), UnknownAIs: rapid.Bool().Draw(t, "unknown AIs")}
		_, alone := dl.Parse(uri, o)
		var problems []gs1.Finding
		o.Problems = &problems
		m, err := dl.Parse(uri, o)
		if (err == nil) != (alone == nil) || err != nil && err.Error() != alone.Error() {
			t.Fatalf("%q: %v with problems, %v without", uri, err, alone)
		}
		isError := func(f gs1.Finding) bool { return f.Severity == gs1.SeverityError }
		if slices.ContainsFunc(problems, isError) != (err != nil) {
			t.Fatalf("%q: %v, %+v", uri, err, problems)
		}
		for _, f := range problems {
			if f.Start < 0 || f.End < f.Start || f.End > len(uri) {
				t.Fatalf("%q: %+v", uri, f)
			}
			f.AppendText(nil, uri, "")
		}
		for p := range dl.Ignored(uri) {
			if p.Pos < 0 || p.Len <= 0 || p.Pos+p.Len > len(uri) {
				t.Fatalf("%q: %+v", uri, p)
			}
		}
		if len(m.Elements) > 0 {
			for f := range gs1.Check(m, &gs1.CheckOptions{PartOfLabel: err != nil, UnknownAIs: o.UnknownAIs}) {
				if !slices.Contains(problems, f) {
					t.Fatalf("%q: %+v is not among %+v", uri, f, problems)
				}
			}
		}
		if err == nil {
			writeAgain(t, m, o.UnknownAIs)
		}
	})
}

// writeAgain verifies that a valid message has a URI and is what is read of it.
func writeAgain(t *rapid.T, m gs1.Message, unknownAIs bool) {
	uri, err := dl.Append(nil, m, &dl.Options{UnknownAIs: unknownAIs})
	if err != nil {
		t.Fatalf("%q: %v", m.Input, err)
	}
	got, err := dl.Parse(string(uri), &dl.ParseOptions{UnknownAIs: unknownAIs})
	if err != nil || len(got.Elements) != len(m.Elements) {
		t.Fatalf("%q: %s, %v", m.Input, uri, err)
	}
	for _, e := range m.Elements {
		if value, _ := got.Value(e.AI); value != e.Value {
			t.Fatalf("%q: %s has (%s)%s", m.Input, uri, e.AI, value)
		}
	}
}

// TestBound verifies that a long URI without sense is read in time and with a
// bounded number of findings.
func TestBound(t *testing.T) {
	for _, start := range []string{"https://a/01/09506000134352", "https://a", "https://a/01/09506000134352?", ""} {
		for _, piece := range []string{"/", "/01", "/01/1", "/99/1", "/10/", "%", "%41", "&99=A", "&x", "&=", "#", "é", "=", "a", "A\"", "&00=%"} {
			uri := start + strings.Repeat(piece, 1<<20/len(piece))
			var problems []gs1.Finding
			_, err := dl.Parse(uri, &dl.ParseOptions{Problems: &problems})
			isError := func(f gs1.Finding) bool { return f.Severity == gs1.SeverityError }
			if len(problems) > gs1.MaxProblems || slices.ContainsFunc(problems, isError) != (err != nil) {
				t.Errorf("%q %q: %d problems, %v", start, piece, len(problems), err)
			}
			for range dl.Ignored(uri) {
			}
		}
	}
}
