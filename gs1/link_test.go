package gs1_test

import (
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// TestQualifier verifies that the places of all qualifiers are those of the
// sequences, and that none is in two sequences of a key.
func TestQualifier(t *testing.T) {
	keys := 0
	for n := range 10000 {
		for _, digits := range []string{pad(n, 2), pad(n, 3), pad(n, 4)} {
			role := gs1.AssignedAI(digits).Link()
			if role.Key {
				keys++
			}
			i := 0
			for sequence := range role.Sequences() {
				for position, ai := range sequence {
					if s, p, ok := role.Qualifier(ai); !ok || s != i || p != position {
						t.Errorf("(%s): (%s) is %d of %d, %v, want %d of %d", digits, ai, p, s, ok, position, i)
					}
				}
				i++
			}
			if _, _, ok := role.Qualifier(gs1.AI01); ok {
				t.Errorf("(%s): (01) is no qualifier", digits)
			}
		}
	}
	if keys != 16 {
		t.Errorf("%d keys, want the 16 of URI Syntax §4.3", keys)
	}
}

// pad returns n with as many digits, "" if it has more.
func pad(n, digits int) string {
	b := make([]byte, digits)
	for i := digits - 1; i >= 0; i-- {
		b[i], n = '0'+byte(n%10), n/10
	}
	if n > 0 {
		return ""
	}
	return string(b)
}

func TestAssignedAI(t *testing.T) {
	for digits, want := range map[string]gs1.AI{"01": gs1.AI01, "8011": gs1.AI8011, "": 0, "1": 0, "010": 0, "89": 0, "999": 0, "8a": 0} {
		if got := gs1.AssignedAI(digits); got != want {
			t.Errorf("%q: %s, want %s", digits, got, want)
		}
	}
}

// TestElementErrors verifies that the places of what is wrong with an element
// are those of the form it is written in.
func TestElementErrors(t *testing.T) {
	for _, test := range []struct {
		input, digits, value string
		pos                  int
		wrong, found         string
	}{
		{`(37)\(1`, "37", "(1", 4, `\(`, "("},
		{"https://a/?37=%7E1", "37", "~1", 14, "%7E", "~"},
		{"https://a/?37=12%7e", "37", "12~", 14, "%7e", "~"},
		{"https://a/?37=1+2", "37", "1 2", 14, "+", " "},
		{"https://a/?99=%25~", "99", "%~", 14, "~", "~"},
		{"https://a/?99=%zz~", "99", "%zz~", 14, "~", "~"},
		{"]Q1https://a/?37=%7E1", "37", "~1", 17, "%7E", "~"},
		{"https://a/01/96385075", "01", "00000096385075", 13, "5", "5"},
		{"https://a/01/%39638507%35", "01", "00000096385075", 13, "%35", "5"},
		{"https://a/01/01234566", "01", "00000001234566", 13, "6", "6"},
	} {
		e := gs1.Element{AI: ai(t, test.digits), Value: test.value, Pos: test.pos}
		if e.IsValid(false) {
			t.Errorf("%s: valid", test.input)
		}
		for err := range e.Errors(test.input, false) {
			f := err.Finding()
			if got := test.input[f.Start:f.End]; got != test.wrong || f.Found != test.found {
				t.Errorf("%s: %q, found %q, want %q, %q", test.input, got, f.Found, test.wrong, test.found)
			}
		}
	}
	if e := (gs1.Element{AI: gs1.AI01, Value: "09506000134352"}); !e.IsValid(false) {
		t.Error("(01)09506000134352 is valid")
	}
	if e := (gs1.Element{AI: ai(t, "89"), Value: "1"}); e.IsValid(false) {
		t.Error("(89) is not assigned")
	}
}
