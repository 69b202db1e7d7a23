package gs1_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

// TestSentences holds what each finding says.
func TestSentences(t *testing.T) {
	for _, test := range []struct{ ai, value, found, expected, message string }{
		{"01", "09521234543214", "4", "3", "check digit of GTIN (01) is 4, expected 3"},
		{"17", "271331", "13", "01 to 12", "month of USE BY or EXPIRY (17) is 13, expected 01 to 12"},
		{"17", "270431", "31", "00 to 30", "day of USE BY or EXPIRY (17) is 31, expected 00 to 30"},
		{"8008", "27123124", "24", "00 to 23", "hour of PROD TIME (8008) is 24, expected 00 to 23"},
		{"10", "", "", "1 to 20 characters", "BATCH/LOT (10) has no value, expected 1 to 20 characters"},
		{"10", strings.Repeat("A", 21), strings.Repeat("A", 21), "1 to 20 characters", "BATCH/LOT (10) has 21 characters, at most 20"},
		{"01", "0950600013435", "0950600013435", "14 digits", "GTIN (01) has 13 digits, expected 14"},
		{"423", "52852", "52852", "3, 6, 9, 12 or 15 digits", "COUNTRY - INITIAL PROCESS (423) has 5 digits, expected 3, 6, 9, 12 or 15"},
		{"253", "950600013435", "950600013435", "13 to 30 characters", "GDTI (253) has 12 characters, expected 13 to 30"},
		{"4321", "", "", "1 digit", "DANGEROUS GOODS (4321) has no value, expected 1 digit"},
		{"4321", "00", "00", "1 digit", "DANGEROUS GOODS (4321) has 2 digits, expected 1"},
		{"8110", "é", "é", "a character of set 82", `(8110) has "é", expected a character of set 82`},
		{"8112", "\x1b[31m", "\x1b[", "a character of set 82", `(8112) has "\x1b[", expected a character of set 82`},
		{"99", strings.Repeat("é", 50), strings.Repeat("é", 32), "a character of set 82",
			`INTERNAL (99) has "` + strings.Repeat("é", 32) + `", expected a character of set 82`},
		{"8030", "12==", "==", "a length that is a multiple of 3", `DIGSIG (8030) ends in "==", expected a length that is a multiple of 3`},
		{"04", "1", "04", "", `application identifier "04" is not assigned`},
	} {
		findings := slices.Collect(gs1.CheckValue(ai(t, test.ai), test.value))
		if len(findings) == 0 {
			t.Errorf("(%s)%s: nothing found", test.ai, test.value)
			continue
		}
		f := findings[0]
		got := []string{f.AI, f.Found, f.Expected, f.Message, f.Severity.String()}
		if diff := cmp.Diff([]string{test.ai, test.found, test.expected, test.message, "error"}, got); diff != "" {
			t.Errorf("(%s)%s: want -, got +\n%s", test.ai, test.value, diff)
		}
		if f.Fix == "" || f.Rule == "" || strings.Contains(f.Rule, "{") {
			t.Errorf("%+v", f)
		}
	}
}

// TestCheck draws where Check finds problems in messages that no parser made.
func TestCheck(t *testing.T) {
	elements := []gs1.Element{
		{AI: gs1.AI01, Value: "09521234543214"},
		{AI: gs1.AI21, Value: "(a(é(b"},
		{AI: ai(t, "3106"), Value: "1"},
		{AI: gs1.AI10, Value: ""},
	}
	marked := `(01)0952123454321⟦4⟧(21)\(a\(⟦é⟧\(b(⟦3106⟧)1(10)⟦⟧`
	input, want := draw(marked)
	m := gs1.NewMessage(elements...)
	if m.Input != input {
		t.Fatalf("input is %q, want %q", m.Input, input)
	}
	var got [][2]int
	for f := range gs1.Check(m, nil) {
		got = append(got, [2]int{f.Start, f.End})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	for f := range gs1.Check(gs1.Message{Elements: elements}, nil) {
		if f.Start != 0 || f.End != 0 {
			t.Errorf("without input: %+v", f)
		}
	}
	for f := range gs1.Check(gs1.Message{}, nil) {
		if f.Code != gs1.CodeEmpty {
			t.Errorf("%+v", f)
		}
	}
	if findings := slices.Collect(gs1.Check(gs1.Message{}, nil)); len(findings) != 1 {
		t.Errorf("%+v", findings)
	}
}

// TestCheckScan verifies that Check places problems in scans as parsers do.
func TestCheckScan(t *testing.T) {
	input, want := draw("]d2010952123454321⟦4⟧␝10A⟦ ⟧B␝172702⟦31⟧")
	m, _ := gs1.ParseScan(input, &gs1.ParseOptions{Problems: new([]gs1.Finding)})
	var got [][2]int
	for f := range gs1.Check(m, nil) {
		got = append(got, [2]int{f.Start, f.End})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	for range gs1.Check(m, nil) {
		break // stopping early is allowed
	}
}

func TestFindingJSON(t *testing.T) {
	f := gs1.Finding{Code: gs1.CodeDate, Severity: gs1.SeverityWarning, Start: 1, End: 2, Message: "m"}
	got, err := json.Marshal(f)
	if want := `{"code":"GS1-DATE","severity":"warning","start":1,"end":2,"message":"m"}`; err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
}

// TestCause verifies that an error made elsewhere speaks through its cause.
func TestCause(t *testing.T) {
	cause := errors.New("serial does not fit")
	err := &gs1.Error{Code: "EPC-SERIAL", AI: gs1.AI21, Pos: 3, Len: 2, Err: cause}
	f := err.Finding()
	if !errors.Is(err, cause) || err.Error() != "gs1: serial does not fit, at byte 3" || f.Message != cause.Error() || f.AI != "21" {
		t.Errorf("%v, %+v", err, f)
	}
	if f.Severity != gs1.SeverityError || f.Start != 3 || f.End != 5 {
		t.Errorf("%+v", f)
	}
}
