package gs1_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
)

// drawMessage makes a message with valid values of a few identifiers. Nothing in
// it excludes anything else, but it may be part of a label.
func drawMessage(t *rapid.T) gs1.Message {
	lot := rapid.StringOf(rapid.RuneFrom([]rune(`ABCxyz019!"%&'()*+,-./:;<=>?_`)))
	values := map[string]*rapid.Generator[string]{
		"00":   checked(17),
		"01":   checked(13),
		"10":   lot.Filter(between(1, 20)),
		"11":   date(),
		"17":   date(),
		"21":   lot.Filter(between(1, 20)),
		"253":  rapid.Custom(func(t *rapid.T) string { return checked(12).Draw(t, "d") + lot.Filter(between(1, 17)).Draw(t, "s") }),
		"3103": rapid.StringMatching(`[0-9]{6}`),
		"37":   rapid.StringMatching(`[0-9]{1,8}`),
		"402":  checked(16),
		"8030": rapid.StringMatching(`[A-Za-z0-9_-]{1,90}`),
		"8008": rapid.StringMatching(`2[0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])([01][0-9]|2[0-3])([0-5][0-9]){0,2}`),
		"99":   lot.Filter(between(1, 90)),
	}
	digits := make([]string, 0, len(values))
	for d := range values {
		digits = append(digits, d)
	}
	slices.Sort(digits)
	elements := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) gs1.Element {
		d := rapid.SampledFrom(digits).Draw(t, "ai")
		ai, err := gs1.ParseAI(d)
		if err != nil {
			t.Fatal(err)
		}
		return gs1.Element{AI: ai, Value: values[d].Draw(t, "value")}
	}), 1, 8, notBoth01And37).Draw(t, "elements")
	return gs1.NewMessage(elements...)
}

// notBoth01And37 is the same for the two identifiers that exclude each other.
func notBoth01And37(e gs1.Element) string { return strings.Replace(e.AI.String(), "37", "01", 1) }

func between(low, high int) func(string) bool {
	return func(s string) bool { return len(s) >= low && len(s) <= high }
}

func date() *rapid.Generator[string] {
	return rapid.StringMatching(`[0-9]{2}(0[1-9]|1[0-2])(0[0-9]|1[0-9]|2[0-8])`)
}

// checked makes n digits and their check digit.
func checked(n int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		digits := rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), n, n, n).Draw(t, "digits")
		return digits + string(gs1.CheckDigit(digits))
	})
}

// TestRoundTrip verifies that every writer is undone by its parser.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMessage(t)
		m.Linear = rapid.IntRange(0, len(m.Elements)-1).Draw(t, "linear")
		for _, form := range []struct {
			text  string
			parse func(string, *gs1.ParseOptions) (gs1.Message, error)
		}{
			{string(m.AppendBracketed(nil)), gs1.ParseBracketed},
			{string(m.AppendData(nil)), gs1.ParseData},
			{string(m.AppendScan(nil, "]d2")), gs1.ParseScan},
			{strings.ReplaceAll(string(m.AppendScan(nil, "]e0")), "\x1d", "{GS}"), gs1.ParseScan},
		} {
			got, err := form.parse(form.text, &gs1.ParseOptions{Separators: []string{"{GS}", "␝"}, PartOfLabel: true})
			if err != nil {
				t.Fatalf("%q: %v", form.text, err)
			}
			if diff := cmp.Diff(pairs(m), pairs(got)); diff != "" {
				t.Fatalf("%q: %s", form.text, diff)
			}
			if form.text[0] != ']' && got.Linear != m.Linear {
				t.Fatalf("%q: %d elements are linear, want %d", form.text, got.Linear, m.Linear)
			}
			for f := range gs1.Check(got, &gs1.CheckOptions{PartOfLabel: true}) {
				t.Fatalf("%q: %s", form.text, f.Message)
			}
		}
	})
}

func pairs(m gs1.Message) (list []string) {
	for _, e := range m.Elements {
		list = append(list, e.AI.String()+" "+e.Value)
	}
	return list
}

// TestHostile verifies that whatever the input, parsers end, every place is
// inside the input, the first error is the same with all problems and without,
// and what Check says of the result was among the problems, but for what
// elements require that may be in the text that was not read.
func TestHostile(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"(", ")", `\(`, `\`, "01", "10", "21", "3103", "04", "8008", "402", "09506000134352", "1234567890", "0", "A", "é", "\xff", "\x00",
		"\x1d", "{GS}", "^", "^]", "]d2", "]C1", "|", "|^", "|]e0", "89", "3199", "(89)", "]E1", "]E2", "12", "9506000134352", "00123457", " ", strings.Repeat("9", 99), "=", "(01)", "(10)", "8030",
	})
	rapid.Check(t, func(t *rapid.T) {
		input := strings.Join(rapid.SliceOf(pieces).Draw(t, "input"), "")
		prefix := rapid.SampledFrom([]string{"", "]d2", "^", "(01)", "]E09506000134352", "]E39506000134352", "]E4", "]I1"}).Draw(t, "prefix")
		input = prefix + input
		unknownAIs := rapid.Bool().Draw(t, "unknown AIs")
		for _, parse := range []func(string, *gs1.ParseOptions) (gs1.Message, error){gs1.ParseBracketed, gs1.ParseData, gs1.ParseScan, parseBare} {
			var problems []gs1.Finding
			o := gs1.ParseOptions{Separators: []string{"{GS}", "^]", ""}, UnknownAIs: unknownAIs}
			_, alone := parse(input, &o)
			o.Problems = &problems
			m, err := parse(input, &o)
			if (err == nil) != (alone == nil) || err != nil && err.Error() != alone.Error() {
				t.Fatalf("%q: %v with problems, %v without", input, err, alone)
			}
			for _, f := range problems {
				if f.Start < 0 || f.End < f.Start || f.End > len(input) {
					t.Fatalf("%q: %+v", input, f)
				}
				f.AppendText(nil, input, "")
			}
			for _, e := range m.Elements {
				if e.Pos < 0 || e.Pos > len(input) {
					t.Fatalf("%q: %+v", input, e)
				}
			}
			checkAgain(t, m, problems, unknownAIs)
		}
	})
}

func checkAgain(t *rapid.T, m gs1.Message, problems []gs1.Finding, unknownAIs bool) {
	if len(m.Elements) == 0 {
		return
	}
	separated := slices.ContainsFunc(problems, func(f gs1.Finding) bool { return f.Code == gs1.CodeMissingSeparator })
	unread := slices.ContainsFunc(problems, func(f gs1.Finding) bool {
		return slices.Contains([]gs1.Code{gs1.CodeAIUnknown, gs1.CodeAISyntax, gs1.CodeBracket, gs1.CodeLengthLong, gs1.CodeFNC1First}, f.Code)
	})
	if carries(m.Symbology) == gs1.CarriesGTIN && m.Elements[0].Pos != 3 {
		unread = true // the GTIN, which has too many or too few digits
	}
	for f := range gs1.Check(m, &gs1.CheckOptions{PartOfLabel: unread, UnknownAIs: unknownAIs}) {
		if !slices.Contains(problems, f) && !separated {
			t.Fatalf("%q: %+v is not among %+v", m.Input, f, problems)
		}
	}
}

func parseBare(data string, o *gs1.ParseOptions) (gs1.Message, error) {
	elements, err := gs1.AppendElements(nil, data, o)
	return gs1.Message{Input: data, Elements: elements}, err
}

// TestBound verifies that a long text without sense is read in time and with a
// bounded number of findings.
func TestBound(t *testing.T) {
	for _, piece := range []string{"(", "()", "(01)", "\\(", "\x1d", "01", "0109506000134352", "10A\x1d", "é", "{GS", "(99)\\("} {
		input := strings.Repeat(piece, 1<<20/len(piece))
		for _, parse := range []func(string, *gs1.ParseOptions) (gs1.Message, error){gs1.ParseBracketed, parseBare} {
			var problems []gs1.Finding
			_, err := parse(input, &gs1.ParseOptions{Separators: []string{"{GS}"}, Problems: &problems})
			isError := func(f gs1.Finding) bool { return f.Severity == gs1.SeverityError }
			if len(problems) > gs1.MaxProblems || slices.ContainsFunc(problems, isError) != (err != nil) {
				t.Errorf("%q: %d problems, %v", piece, len(problems), err)
			}
		}
	}
}

func TestAllocations(t *testing.T) {
	const data = fourElements
	dst := make([]gs1.Element, 0, 8)
	spelled := strings.ReplaceAll(data, "\x1d", "{GS}")
	options := &gs1.ParseOptions{Separators: []string{"{GS}"}}
	for _, test := range []struct {
		name   string
		append func([]gs1.Element, string, *gs1.ParseOptions) ([]gs1.Element, error)
		data   string
		o      *gs1.ParseOptions
	}{
		{"plain", gs1.AppendElements, data, nil},
		{"spelled", gs1.AppendElements, spelled, options},
		{"scan", gs1.AppendScanElements, "]d2" + data, nil},
		{"bracketed", gs1.AppendBracketedElements, fourBracketed, nil},
	} {
		allocs := testing.AllocsPerRun(100, func() {
			elements, err := test.append(dst[:0], test.data, test.o)
			if err != nil || len(elements) != 4 {
				t.Fatal(elements, err)
			}
		})
		if allocs != 0 {
			t.Errorf("%s: %v allocations", test.name, allocs)
		}
	}
}
