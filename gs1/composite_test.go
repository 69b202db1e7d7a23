package gs1_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

// TestComposite reads composites as they are written for printing and writes
// them in every form.
func TestComposite(t *testing.T) {
	for _, test := range []struct {
		bracketed, data, gs1128, matrix string
		linear                          int
	}{
		{"(01)09506000134352|(10)ABC", "^0109506000134352|^10ABC", "]e0010950600013435210ABC", "]d2010950600013435210ABC", 1},
		{"(01)09506000134352(10)AB|(21)C(17)271231", "^010950600013435210AB|^21C^17271231", "]e0010950600013435210AB␝21C␝17271231", "]d2010950600013435210AB␝21C␝17271231", 2},
		{"(21)a\\(b|(01)09506000134352", "^21a(b|^0109506000134352", "]e021a(b␝0109506000134352", "]d221a(b␝0109506000134352", 1},
		{"(01)09506000134352(10)ABC", "^010950600013435210ABC", "]C1010950600013435210ABC", "]d2010950600013435210ABC", 0},
	} {
		for _, parsed := range []struct {
			text  string
			parse func(string, *gs1.ParseOptions) (gs1.Message, error)
		}{{test.bracketed, gs1.ParseBracketed}, {test.data, gs1.ParseData}} {
			m, err := parsed.parse(parsed.text, nil)
			if err != nil || m.Linear != test.linear {
				t.Errorf("%s: %d elements are linear, %v", parsed.text, m.Linear, err)
				continue
			}
			written := []string{m.String(), string(m.AppendData(nil)), string(m.AppendScan(nil, "]C1")), string(m.AppendScan(nil, "]d2"))}
			for i := range written {
				written[i] = strings.ReplaceAll(written[i], "\x1d", "␝")
			}
			if diff := cmp.Diff([]string{test.bracketed, test.data, test.gs1128, test.matrix}, written); diff != "" {
				t.Errorf("%s: want -, got +\n%s", parsed.text, diff)
			}
			testPositions(t, m)
		}
	}
}

// TestCompositeOfEAN reads the digits of an EAN/UPC symbol before its composite
// component.
func TestCompositeOfEAN(t *testing.T) {
	for text, scan := range map[string]string{
		"9506000134352|^10ABC":  "]E09506000134352|]e010ABC",
		"96385074|^10ABC":       "]E496385074|]e010ABC",
		"09506000134352|^10ABC": "]E09506000134352|]e010ABC",
	} {
		m, err := gs1.ParseData(text, nil)
		gtin, _ := m.Value(gs1.AI01)
		if err != nil || m.Linear != 1 || m.String() != "(01)"+gtin+"|(10)ABC" || string(m.AppendScan(nil, scan[:3])) != scan {
			t.Errorf("%s: %s, %v", text, m, err)
		}
	}
}

// TestBarSeparates: "|" is no mark of a composite where it is a separator.
func TestBarSeparates(t *testing.T) {
	m, err := gs1.ParseData("^010950600013435210ABC|21D", &gs1.ParseOptions{Separators: []string{"|"}})
	if err != nil || m.String() != "(01)09506000134352(10)ABC(21)D" || m.Linear != 0 {
		t.Errorf("%s, %v", m, err)
	}
}

// TestCompositeErrors verifies what is wrong with a composite, and where.
func TestCompositeErrors(t *testing.T) {
	for _, test := range []struct {
		text       string
		code       gs1.Code
		start, end int
	}{
		{"|(10)ABC", gs1.CodeEmpty, 0, 0},
		{"(01)09506000134352|", gs1.CodeEmpty, 19, 19},
		{"(01)09506000134352|10ABC", gs1.CodeBracket, 19, 24},
		{"(01)09506000134352|(10)A|(21)B", gs1.CodeCharacter, 24, 25},
		{"(01)09506000134353|(10)A", gs1.CodeCheckDigit, 17, 18},
		{"(10)A|(10)B", gs1.CodeRequires, 1, 3},
		{"(01)09506000134352(10)A|(10)B", gs1.CodeRepeat, 28, 29},
		{"^0109506000134352|10ABC", gs1.CodeFNC1First, 18, 19},
		{"^0109506000134352|^", gs1.CodeEmpty, 19, 19},
		{"9506000134353|^10ABC", gs1.CodeCheckDigit, 12, 13},
		{"950600013435|^10ABC", gs1.CodeCheckDigit, 11, 12},
		{"95060001343|^10ABC", gs1.CodeFNC1First, 0, 1},
		{"|^10ABC", gs1.CodeEmpty, 0, 0},
	} {
		var problems []gs1.Finding
		parse := gs1.ParseData
		if strings.Contains(test.text, "(") {
			parse = gs1.ParseBracketed
		}
		_, err := parse(test.text, &gs1.ParseOptions{Problems: &problems})
		if err == nil || len(problems) == 0 {
			t.Errorf("%s: nothing wrong", test.text)
			continue
		}
		if f := problems[0]; f.Code != test.code || f.Start != test.start || f.End != test.end {
			t.Errorf("%s: %+v", test.text, f)
		}
	}
}

// TestUnknownAIs reads identifiers that are not assigned, which it refuses
// without the option.
func TestUnknownAIs(t *testing.T) {
	for _, test := range []struct{ text, elements string }{
		{"(89)X(01)09506000134352", "(89)X(01)09506000134352"},
		{"(890)X(01)09506000134352", "(890)X(01)09506000134352"},
		{"^236A^0109506000134352", "(236)A(01)09506000134352"},
		{"]d23999A␝0109506000134352", "(3999)A(01)09506000134352"},
		{"]d231991234560109506000134352", "(3199)123456(01)09506000134352"}, // 31 predefines the length
		{"]d241912345678901230109506000134352", "(419)1234567890123(01)09506000134352"},
		{"]d231991234␝0109506000134352", "GS1-LENGTH-SHORT"},
		{"]d2890X", "GS1-AI-UNKNOWN"}, // where it ends nothing tells
		{"(236)é", "GS1-CHARACTER"},
		{"(2367)A", "GS1-AI-UNKNOWN"}, // identifiers with 23 have three digits
		{"(6)A", "GS1-BRACKET"},
		{"(89)" + strings.Repeat("A", 91), "GS1-LENGTH-LONG"},
		{"(89)", "GS1-VALUE-EMPTY"},
	} {
		text := strings.ReplaceAll(test.text, "␝", "\x1d")
		var problems []gs1.Finding
		m, err := parseAny(text, &gs1.ParseOptions{UnknownAIs: true, Problems: &problems})
		if err != nil && string(problems[0].Code) != test.elements || err == nil && m.String() != test.elements {
			t.Errorf("%s: %s, %v", test.text, m, err)
		}
		if _, err := parseAny(text, nil); err == nil {
			t.Errorf("%s: accepted without the option", test.text)
		}
		if err != nil {
			continue
		}
		for f := range gs1.Check(m, &gs1.CheckOptions{UnknownAIs: true}) {
			t.Errorf("%s: %s", test.text, f.Message)
		}
	}
}

func parseAny(text string, o *gs1.ParseOptions) (gs1.Message, error) {
	switch text[0] {
	case '(':
		return gs1.ParseBracketed(text, o)
	case '^':
		return gs1.ParseData(text, o)
	}
	return gs1.ParseScan(text, o)
}
