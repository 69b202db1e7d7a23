package gs1_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
)

// TestPairs marks with ⟦ ⟧ where each element is that does not go with another.
func TestPairs(t *testing.T) {
	for _, test := range []struct{ input, codes string }{
		{"(01)09506000134352(10)A(21)B(17)271231", ""},
		{"(400)A", ""},
		{"(400)A(99)B(400)A", ""},
		{"(400)A(400)⟦B⟧(400)A(400)⟦C⟧", "REPEAT REPEAT"},
		{`(400)a\(b(400)⟦a\(c⟧`, "REPEAT"},
		{"(⟦10⟧)A", "REQUIRES"},
		{"^⟦10⟧A^⟦8020⟧B", "REQUIRES REQUIRES"},
		{"]d2⟦21⟧A␝99B", "REQUIRES"},
		// A group, and one that is half there.
		{"(01)09506000134352(⟦250⟧)A", "REQUIRES"},
		{"(01)09506000134352(21)B(250)A", ""},
		{"(01)09506000134352(⟦3922⟧)123", "REQUIRES"},
		{"(01)09506000134352(3922)123(3105)000123", ""},
		// Requirements in a chain.
		{"(⟦02⟧)09506000134352", "REQUIRES"},
		{"(02)09506000134352(⟦37⟧)1", "REQUIRES"},
		{"(02)09506000134352(37)1(00)095060001343520000", ""},
		// Exclusions, named by either, of a class and among a class.
		{"(01)09506000134352(⟦37⟧)1", "EXCLUDES REQUIRES"},
		{"(⟦37⟧)1(⟦01⟧)09506000134352", "EXCLUDES REQUIRES"},
		{"(01)09506000134352(3103)000195(⟦3102⟧)001950", "EXCLUDES"},
		{"(01)09506000134352(3103)000195(3103)000195", ""},
		{"(01)09506000134352(3103)000195(3103)⟦000196⟧", "REPEAT"},
		{"(255)9506000134352(3900)1(⟦3942⟧)1234(⟦8111⟧)1234", "EXCLUDES EXCLUDES EXCLUDES"},
		{"(01)09506000134352(3103)000195(⟦3102⟧)001950(⟦3101⟧)019500", "EXCLUDES EXCLUDES EXCLUDES"},
		// Signed keys need their serial component.
		{"(255)9506000134352", ""},
		{"(255)9506000134352⟦⟧(8030)AB", "DIGSIG"},
		{"(8030)AB(8003)09506000134352⟦⟧", "DIGSIG"},
		{"(8030)AB(8003)09506000134352X", ""},
		// All at once: exclusions, requirements, repeats, signatures.
		{"(01)09506000134352(⟦255⟧)9506000134352⟦⟧(⟦12⟧)271231(99)A(99)⟦B⟧(8030)AB", "EXCLUDES REQUIRES REPEAT DIGSIG"},
	} {
		t.Run(test.input, func(t *testing.T) {
			input, places := draw(test.input)
			var problems []gs1.Finding
			m, err := parseForm(input, &gs1.ParseOptions{Problems: &problems})
			if (err != nil) != (test.codes != "") {
				t.Fatal(err)
			}
			if diff := cmp.Diff(problems, slices.Collect(gs1.Check(m, nil))); diff != "" {
				t.Errorf("parser -, Check +\n%s", diff)
			}
			var got []string
			at := map[string]bool{}
			for _, f := range problems {
				got = append(got, strings.TrimPrefix(string(f.Code), "GS1-"))
				at[fmt.Sprint(f.Start, f.End)] = true
			}
			if strings.Join(got, " ") != test.codes {
				t.Errorf("got %s, want %s", got, test.codes)
			}
			for _, p := range places {
				if !at[fmt.Sprint(p[0], p[1])] {
					t.Errorf("nothing at %v, only at %v", p, at)
				}
			}
			if len(at) != len(places) {
				t.Errorf("at %v, want %v", at, places)
			}
		})
	}
}

// TestPairFindings spells out what is said of each kind.
func TestPairFindings(t *testing.T) {
	for _, test := range []struct{ input, found, expected, message, fix string }{
		{"(01)09506000134352(250)A", "250",
			"GTIN (01) with SERIAL (21), MTO GTIN (03) with SERIAL (21) or ITIP (8006) with SERIAL (21)",
			"SECONDARY SERIAL (250) needs GTIN (01) with SERIAL (21), MTO GTIN (03) with SERIAL (21) or ITIP (8006) with SERIAL (21)",
			"add SERIAL (21); if another symbol on the item has it, check all of them as one label"},
		{"(3930)9781", "3930", "VAR. COUNT (30), (31nn), (32nn), (35nn) or (36nn)",
			"PRICE (3930) needs VAR. COUNT (30), (31nn), (32nn), (35nn) or (36nn)",
			"add VAR. COUNT (30); if another symbol on the item has it, check all of them as one label"},
		{"(8040)123456789012345", "8040", "GTIN (01) with SERIAL (21)", "IMEI (8040) needs GTIN (01) with SERIAL (21)",
			"add GTIN (01) and SERIAL (21); if another symbol on the item has it, check all of them as one label"},
		{"(00)095060001343520000(02)09506000134352(37)1(8026)095060001343520102", "8026", "(02) or (8026), not both",
			"ITIP CONTENT (8026) must not be on the same item as CONTENT (02)", "remove the one that does not belong to the item"},
		{"(99)A(99)B", "B", "A", `INTERNAL (99) is "B" here and "A" before`,
			"keep the one that is right; an identifier may be repeated only with the same value"},
		{"(255)9506000134352(8030)AB", "", "a serial component",
			"GCN (255) has no serial component, which DIGSIG (8030) needs", "add the serial component, or leave DIGSIG (8030) out"},
	} {
		var problems []gs1.Finding
		gs1.ParseBracketed(test.input, &gs1.ParseOptions{Problems: &problems})
		if len(problems) != 1 {
			t.Errorf("%s: %+v", test.input, problems)
			continue
		}
		f := problems[0]
		want := []string{test.found, test.expected, test.message, test.fix}
		if diff := cmp.Diff(want, []string{f.Found, f.Expected, f.Message, f.Fix}); diff != "" {
			t.Errorf("%s: want -, got +\n%s", test.input, diff)
		}
		if f.Rule == "" || f.Severity != gs1.SeverityError {
			t.Errorf("%s: %+v", test.input, f)
		}
	}
	for _, code := range []gs1.Code{gs1.CodeExcludes, gs1.CodeRequires, gs1.CodeRepeat, gs1.CodeDigSig} {
		if f := (&gs1.Error{Code: code, AI: gs1.AI01}).Finding(); !strings.Contains(f.Message, "GTIN (01)") {
			t.Errorf("%+v", f)
		}
	}
}

// TestUnread verifies that nothing is missed that may be in text that could not
// be read, and that what is there is judged all the same.
func TestUnread(t *testing.T) {
	for _, test := range []struct{ input, codes string }{
		{"(04)09506000134352(10)A", "AI-UNKNOWN"},
		{"text(10)A", "BRACKET"},
		{"^8904^10A", "AI-UNKNOWN"},
		{"^10123456789012345678900109506000134352", "LENGTH-LONG"},
		{"^4021234567890123456010ABC^21B", "MISSING-SEPARATOR"},
		{"^8904^10A^10B", "AI-UNKNOWN REPEAT"},
		{"^010950600013435^10A", "LENGTH-SHORT GS-NEEDLESS"},
	} {
		var problems []gs1.Finding
		parseForm(test.input, &gs1.ParseOptions{Problems: &problems})
		var got []string
		for _, f := range problems {
			got = append(got, strings.TrimPrefix(string(f.Code), "GS1-"))
		}
		if strings.Join(got, " ") != test.codes {
			t.Errorf("%s: %s, want %s", test.input, got, test.codes)
		}
	}
}

// An oracle says which elements do not go together, read from [gs1.AI.Info]
// without a thought for speed.
type oracle map[gs1.AI]gs1.Info

func (o oracle) info(ai gs1.AI) gs1.Info {
	info, known := o[ai]
	if !known {
		info, _ = ai.Info()
		o[ai] = info
	}
	return info
}

// there reports whether an element other than self matches the pattern.
func there(elements []gs1.Element, pattern gs1.Pattern, self gs1.AI) bool {
	return slices.ContainsFunc(elements, func(e gs1.Element) bool { return e.AI != self && pattern.Matches(e.AI) })
}

// judge returns a line for each finding, sorted.
func (o oracle) judge(elements []gs1.Element) (list []string) {
	seen := map[gs1.AI]string{}
	for i, e := range elements {
		if first, again := seen[e.AI]; again {
			if first != e.Value {
				list = append(list, fmt.Sprintf("GS1-REPEAT %s %s", e.AI, e.Value))
			}
			continue
		}
		seen[e.AI] = e.Value
		for _, q := range o.info(e.AI).Requires {
			if !slices.ContainsFunc(q, func(all []gs1.Pattern) bool {
				return !slices.ContainsFunc(all, func(p gs1.Pattern) bool { return !there(elements, p, e.AI) })
			}) {
				list = append(list, "GS1-REQUIRES "+e.AI.String())
			}
		}
		met := map[gs1.AI]bool{e.AI: true}
		for _, before := range elements[:i] {
			if !met[before.AI] && (o.excludes(e.AI, before.AI) || o.excludes(before.AI, e.AI)) {
				list = append(list, fmt.Sprintf("GS1-EXCLUDES %s %s", e.AI, before.AI))
			}
			met[before.AI] = true
		}
		if there(elements, "8030", e.AI) && slices.Contains([]string{"253 13", "255 13", "8003 14"}, fmt.Sprint(e.AI, " ", len(e.Value))) {
			list = append(list, "GS1-DIGSIG "+e.AI.String())
		}
	}
	slices.Sort(list)
	return list
}

func (o oracle) excludes(a, b gs1.AI) bool {
	return slices.ContainsFunc(o.info(a).Excludes, func(p gs1.Pattern) bool { return p.Matches(b) })
}

// line writes a finding as the oracle does, "" if it is none about pairs.
func line(f gs1.Finding) string {
	switch f.Code {
	case gs1.CodeExcludes:
		other, _, _ := strings.Cut(f.Expected[1:], ")")
		return string(f.Code) + " " + f.AI + " " + other
	case gs1.CodeRepeat:
		return string(f.Code) + " " + f.AI + " " + f.Found
	case gs1.CodeRequires, gs1.CodeDigSig:
		return string(f.Code) + " " + f.AI
	}
	return ""
}

func pairLines(elements []gs1.Element) (list []string) {
	for f := range gs1.Check(gs1.NewMessage(elements...), nil) {
		if l := line(f); l != "" {
			list = append(list, l)
		}
	}
	slices.Sort(list)
	return list
}

// paired are the identifiers, assigned or not, that tests choose from: all, and
// those more often that others name.
func paired(t *testing.T) (list []gs1.AI) {
	for _, r := range readTable(t).Rows {
		list = append(list, ai(t, r.AI))
	}
	for range 20 {
		for _, digits := range strings.Fields("00 01 02 03 21 30 37 235 253 255 3100 3101 3900 3910 3940 422 8003 8006 8010 8011 8017 8026 8030") {
			list = append(list, ai(t, digits))
		}
	}
	for _, digits := range strings.Fields("89 3107 3209 3338 3999 9999 012") {
		list = append(list, ai(t, digits))
	}
	return list
}

// TestOracle compares the compiled rules with the oracle on random elements, and
// the verdict over a label with that over one message.
func TestOracle(t *testing.T) {
	o, ais := oracle{}, paired(t)
	element := rapid.Custom(func(t *rapid.T) gs1.Element {
		return gs1.Element{
			AI:    rapid.SampledFrom(ais).Draw(t, "ai"),
			Value: rapid.SampledFrom([]string{"1", "1", "1", "2", "9506000134352", "09506000134352"}).Draw(t, "value"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		elements := rapid.SliceOfN(element, 1, 10).Draw(t, "elements")
		want := o.judge(elements)
		if diff := cmp.Diff(want, pairLines(elements)); diff != "" {
			t.Fatalf("%s: oracle -, Check +\n%s", gs1.NewMessage(elements...), diff)
		}
		testSplit(t, elements, want)
	})
}

// testSplit distributes elements over the messages of a label.
func testSplit(t *rapid.T, elements []gs1.Element, want []string) {
	var label gs1.Label
	for rest := elements; len(rest) > 0; {
		n := rapid.IntRange(1, len(rest)).Draw(t, "n")
		label.Add(gs1.NewMessage(slices.Clone(rest[:n])...))
		rest = rest[n:]
	}
	var got []string
	for i, f := range label.Check(nil) {
		if f.Start < 0 || f.End < f.Start || f.End > len(label.Messages[i].Input) {
			t.Fatalf("message %d: %+v", i, f)
		}
		if l := line(f); l != "" {
			got = append(got, l)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s: oracle -, label +\n%s", label.Messages, diff)
	}
}

// TestEachPair compares the verdict on each identifier alone and on each two of
// them with the oracle's.
func TestEachPair(t *testing.T) {
	o := oracle{}
	var ais []gs1.AI
	groups := map[string]int{} // two of those that differ in the fourth digit will do
	for _, r := range readTable(t).Rows {
		if group := r.AI[:min(3, len(r.AI))]; groups[group] < 2 {
			groups[group]++
			ais = append(ais, ai(t, r.AI))
		}
	}
	for i, a := range ais {
		for _, b := range ais[i:] {
			elements := []gs1.Element{{AI: a, Value: "1"}, {AI: b, Value: "1"}}
			if got, want := pairLines(elements), o.judge(elements); !slices.Equal(got, want) {
				t.Fatalf("(%s) and (%s): %s, want %s", a, b, got, want)
			}
		}
	}
}

// TestPairBound verifies that time for many elements grows no faster than their
// number, whatever is repeated, and that a valid message allocates nothing.
func TestPairBound(t *testing.T) {
	var all []gs1.Element
	for _, r := range readTable(t).Rows {
		all = append(all, gs1.Element{AI: ai(t, r.AI), Value: "1"})
	}
	for _, repeated := range [][]gs1.Element{all[:1], {all[500], {AI: all[500].AI, Value: "2"}}, all} {
		m := gs1.Message{Elements: slices.Clone(all)}
		for len(m.Elements) < 1<<16 {
			m.Elements = append(m.Elements, repeated...)
		}
		n := 0
		for range gs1.Check(m, nil) {
			n++
		}
		t.Logf("%d elements, %d findings", len(m.Elements), n)
	}
	dst := make([]gs1.Element, 0, 8)
	const data = "0109506000134352" + "10ABC\x1d" + "400X\x1d" + "0109506000134352" + "10ABC\x1d" + "21A"
	if allocs := testing.AllocsPerRun(100, func() {
		if _, err := gs1.AppendElements(dst[:0], data, nil); err != nil {
			t.Fatal(err)
		}
	}); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
