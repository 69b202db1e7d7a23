package gs1_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

// draw takes the marks ⟦ ⟧ out of text and returns what is left, with GS for ␝,
// and the places they mark, in order.
func draw(text string) (input string, places [][2]int) {
	var b strings.Builder
	var open []int
	for _, r := range strings.ReplaceAll(text, "␝", "\x1d") {
		switch r {
		case '⟦':
			open = append(open, len(places))
			places = append(places, [2]int{b.Len(), -1})
		case '⟧':
			places[open[len(open)-1]][1] = b.Len()
			open = open[:len(open)-1]
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), places
}

// TestProblems marks with ⟦ ⟧ where each problem is. The first error is the one
// that parsing without Problems stops at. What the elements require is left to
// TestPairs.
func TestProblems(t *testing.T) {
	for _, test := range []struct {
		input string
		read  string // elements that were read all the same
		codes string
	}{
		// Values.
		{"(01)0952123454321⟦4⟧(17)27⟦13⟧31(10)LOT42", "(01)09521234543214(17)271331(10)LOT42", "CHECK-DIGIT DATE"},
		{"(17)2702⟦29⟧", "(17)270229", "DATE"},
		{"(4326)2702⟦00⟧", "(4326)270200", "DATE"},
		{"(7250)210002⟦29⟧", "(7250)21000229", "DATE"},
		{"(8008)271231⟦24⟧⟦60⟧", "(8008)2712312460", "TIME TIME"},
		{"(4324)27123123⟦60⟧", "(4324)2712312360", "TIME"},
		{"(10)12345678901234567890⟦1⟧", "(10)123456789012345678901", "LENGTH-LONG"},
		{"(01)⟦0950600013435⟧", "(01)0950600013435", "LENGTH-SHORT"},
		{"(423)⟦52852⟧(10)A", "(423)52852(10)A", "LENGTH-SHORT"},
		{"(10)⟦⟧(21)⟦⟧", "(10)(21)", "VALUE-EMPTY VALUE-EMPTY"},
		{"(10)A⟦äß⟧B⟦ ⟧", "(10)AäßB ", "CHARACTER CHARACTER"},
		{"(17)⟦ ⟧27123⟦1⟧", "(17) 271231", "CHARACTER LENGTH-LONG"},
		{"(8010)95⟦a⟧", "(8010)95a", "CHARACTER"},
		{"(8030)A⟦+⟧B", "(8030)A+B", "CHARACTER"},
		{"(8030)12⟦==⟧", "(8030)12==", "PADDING"},
		{"(8030)⟦===⟧", "(8030)===", "PADDING"},
		{`(21)a\(b⟦\⟧c\(⟦é⟧`, `(21)a\(b\c\(é`, "CHARACTER CHARACTER"},
		// Brackets.
		{"⟦⟧", "", "EMPTY"},
		{"⟦text⟧(10)A", "(10)A", "BRACKET"},
		{"⟦(01⟧", "", "BRACKET"},
		{"⟦(⟧", "", "BRACKET"},
		{"⟦(⟧)1(10)A", "(10)A", "BRACKET"},
		{"(21)a⟦(⟧b)(10)A", "(21)a(10)A", "BRACKET"},
		{"⟦(1⟧A)1", "", "BRACKET"},
		{"⟦(1⟧)1", "", "BRACKET"},
		{"⟦(1234⟧5)1", "", "BRACKET"},
		{"⟦(⟧(01)09506000134352", "(01)09506000134352", "BRACKET"},
		{"(⟦3106⟧)000195(⟦9999⟧)1(10)A", "(10)A", "AI-UNKNOWN AI-UNKNOWN"},
		{"(10)A⟦␝⟧(21)B", "(10)A\x1d(21)B", "CHARACTER"},
		// Element strings.
		{"^⟦⟧", "", "EMPTY"},
		{"⟦9⟧91234", "", "FNC1-FIRST"},
		{"^⟦^⟧10A", "(10)A", "GS-STRAY"},
		{"^10A^⟦^⟧21B", "(10)A(21)B", "GS-STRAY"},
		{"^10A^⟦04⟧1234567890123456⟦7⟧^21B", "(10)A(21)B", "AI-UNKNOWN AI-SYNTAX"},
		{"^⟦89⟧1234^21B", "(21)B", "AI-UNKNOWN"},
		{"^⟦31⟧^21B", "(21)B", "AI-UNKNOWN"},
		{"^⟦3⟧^21B", "(21)B", "AI-SYNTAX"},
		{"^⟦80e0⟧42373^21B", "(21)B", "AI-SYNTAX"},
		{"^⟦(0⟧1)1^21B", "(21)B", "AI-SYNTAX"},
		{"^01⟦0950⟧⟦^⟧21B", "(01)0950(21)B", "LENGTH-SHORT GS-NEEDLESS"},
		{"^40212345678901234560⟦10⟧ABC^21B", "(402)1234567890123456010ABC(21)B", "MISSING-SEPARATOR"},
		{"^40212345678901234560⟦xyz⟧^21B", "(402)12345678901234560xyz(21)B", "LENGTH-LONG"},
		// Scans.
		{"⟦⟧010950600013435210A", "", "SYMBOLOGY"},
		{"⟦]d1⟧0109506000134352", "", "SYMBOLOGY"},
		{"⟦]X0⟧9506000134352", "", "SYMBOLOGY"},
		{"⟦]E1⟧12", "", "SYMBOLOGY"},
		{"⟦⟧]", "", "SYMBOLOGY"},
		{"]C1⟦␝⟧0109506000134352", "(01)09506000134352", "GS-NEEDLESS"},
		{"]d210A␝⟦␝⟧0109506000134352⟦␝⟧⟦␝{GS}␝⟧21B", "(10)A(01)09506000134352(21)B", "GS-NEEDLESS GS-NEEDLESS GS-NEEDLESS"},
		{"]d2⟦␝⟧⟦⟧", "", "GS-NEEDLESS EMPTY"},
		{"⟦]d8⟧0109506000134352", "(01)09506000134352", "DMRE"},
		// EAN/UPC and ITF-14.
		{"]E0950600013435⟦4⟧", "(01)09506000134354", "CHECK-DIGIT"},
		{"]E0⟦⟧", "", "VALUE-EMPTY"},
		{"]E0⟦95060001343⟧", "", "LENGTH-SHORT"},
		{"]E0⟦95060001343521⟧", "", "LENGTH-LONG"},
		{"]E095060⟦A␝⟧134352", "", "CHARACTER"},
		{"]E0⟦614141999996⟧", "(01)00614141999996", "GTIN-SHORT"},
		{"]E061414199999⟦7⟧", "(01)00614141999997", "CHECK-DIGIT"},
		{"]E0⟦00123457⟧", "(01)00001234000057", "GTIN-SHORT"},
		{"]E00012345⟦8⟧", "(01)00001234000058", "CHECK-DIGIT"},
		{"]E0⟦10123457⟧", "", "LENGTH-SHORT"},
		{"]E40234567⟦4⟧", "(01)00000002345674", "CHECK-DIGIT"},
		{"]E4⟦0234567⟧", "", "LENGTH-SHORT"},
		{"]I1⟦9506000134352⟧", "", "LENGTH-SHORT"},
		{"]I109506000134352⟦|]e010A⟧", "(01)09506000134352", "PACKET"},
		{"]E09506000134352⟦]e010A⟧", "(01)09506000134352", "PACKET"},
		{"]E09506000134352|]e0⟦⟧", "(01)09506000134352", "EMPTY"},
		{"]E09506000134352|]e010A␝1727⟦13⟧31", "(01)09506000134352|(10)A(17)271331", "DATE"},
		{"]E09506000134352]E1⟦12⟧", "(01)09506000134352", "ADD-ON"},
		{"]E09506000134352|]E2⟦51299⟧|]e010A", "(01)09506000134352|(10)A", "ADD-ON"},
		{"]E09506000134352]E1⟦1⟧", "(01)09506000134352", "PACKET"},
		{"]E09506000134352]E1⟦12⟧⟦]E134⟧", "(01)09506000134352", "ADD-ON PACKET"},
		{"]E3950600013435⟦4⟧⟦12⟧", "(01)09506000134354", "CHECK-DIGIT ADD-ON"},
		{"]E39506000134352⟦51299⟧", "(01)09506000134352", "ADD-ON"},
		{"]E3⟦9506000134352⟧", "", "LENGTH-SHORT"},
		{"]E3⟦9506000134352512⟧", "", "LENGTH-LONG"},
		{"]E3950600013435⟦x⟧⟦12⟧", "", "CHARACTER ADD-ON"},
		{"]d20109506000134352⟦␝⟧10A⟦␝⟧", "(01)09506000134352(10)A", "GS-NEEDLESS GS-NEEDLESS"},
		{"]d210A⟦{GS}⟧1727⟦13⟧31", "(10)A(17)271331", "GS-SPELLING DATE"},
		{"]d210A␝21B⟦^⟧C␝99⟦⟧", "(10)A(21)B^C(99)", "CHARACTER VALUE-EMPTY"},
	} {
		t.Run(test.input, func(t *testing.T) {
			input, places := draw(test.input)
			m, problems, first := parseAll(input)
			var got, want []string
			for _, f := range problems {
				got = append(got, fmt.Sprint(strings.TrimPrefix(string(f.Code), "GS1-"), f.Start, f.End))
			}
			for i, code := range strings.Fields(test.codes) {
				want = append(want, fmt.Sprint(code, places[i][0], places[i][1]))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("want -, got +\n%s", diff)
			}
			if m.String() != test.read {
				t.Errorf("read %q, want %q", m, test.read)
			}
			testFirst(t, input, first, problems)
		})
	}
}

// parseAll parses input in the form it has, with every problem.
func parseAll(input string) (m gs1.Message, problems []gs1.Finding, err error) {
	o := &gs1.ParseOptions{Problems: &problems, Separators: []string{"{GS}"}, PartOfLabel: true}
	m, err = parseForm(input, o)
	return m, problems, err
}

func parseForm(input string, o *gs1.ParseOptions) (gs1.Message, error) {
	switch {
	case strings.HasPrefix(input, "^") || strings.HasPrefix(input, "99"):
		return gs1.ParseData(input, o)
	case strings.HasPrefix(input, "]") || strings.HasPrefix(input, "0"):
		return gs1.ParseScan(input, o)
	}
	return gs1.ParseBracketed(input, o)
}

// testFirst verifies that the error is the first problem that is one, and that
// parsing without Problems stops at it.
func testFirst(t *testing.T, input string, err error, problems []gs1.Finding) {
	t.Helper()
	var want *gs1.Finding
	for i := range problems {
		if problems[i].Severity == gs1.SeverityError && want == nil {
			want = &problems[i]
		}
	}
	_, alone := parseForm(input, &gs1.ParseOptions{Separators: []string{"{GS}"}, PartOfLabel: true})
	for _, err := range []error{err, alone} {
		var e *gs1.Error
		switch {
		case want == nil && err == nil:
		case want == nil || !errors.As(err, &e):
			t.Errorf("error %v, want %v", err, want)
		default:
			if diff := cmp.Diff(*want, e.Finding()); diff != "" {
				t.Errorf("first error: want -, got +\n%s", diff)
			}
		}
	}
}
