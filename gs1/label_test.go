package gs1_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

// TestLabel marks with ⟦ ⟧ where on each symbol of a label a finding is. The
// first label is the example of gs1/gs1-syntax-dictionary issue 24.
func TestLabel(t *testing.T) {
	for _, test := range []struct {
		symbols []string
		codes   string
		message string // of the first finding
	}{
		{[]string{"]C1020950600013435237120", "]C110LOT42", "]C100095060001343520000"}, "", ""},
		{[]string{"]C10209506000134352⟦37⟧120", "]C110LOT42"}, "REQUIRES",
			"COUNT (37) needs SSCC (00) with CONTENT (02) or SSCC (00) with ITIP CONTENT (8026)"},
		{[]string{"]d20109506000134352", "]C1⟦02⟧09506000134352⟦37⟧1"}, "EXCLUDES EXCLUDES REQUIRES",
			"CONTENT (02) must not be on the same item as GTIN (01)"},
		{[]string{"]d2010950600013435210A", "]d2010950600013435210⟦B⟧"}, "REPEAT", `BATCH/LOT (10) is "B" here and "A" in another symbol`},
		{[]string{"]d2010950600013435210A", "]d2010950600013435210A"}, "", ""},
		{[]string{"]d28030AB", "]d22559506000134352⟦⟧"}, "DIGSIG", "GCN (255) has no serial component, which DIGSIG (8030) needs"},
		{[]string{"]d2010950600013435⟦3⟧", "]d21727⟦13⟧31"}, "CHECK-DIGIT DATE", "check digit of GTIN (01) is 3, expected 2"},
	} {
		t.Run(fmt.Sprint(test.symbols), func(t *testing.T) { testLabel(t, test.symbols, test.codes, test.message) })
	}
}

func testLabel(t *testing.T, symbols []string, codes, message string) {
	var label gs1.Label
	want := map[string]bool{}
	for i, symbol := range symbols {
		input, places := draw(symbol)
		for _, p := range places {
			want[fmt.Sprint(i, p[0], p[1])] = true
		}
		m, _ := gs1.ParseScan(input, &gs1.ParseOptions{PartOfLabel: true, Problems: new([]gs1.Finding)})
		label.Add(m)
	}
	got := map[string]bool{}
	var gotCodes []string
	var messages []string
	for i, f := range label.Check(nil) {
		got[fmt.Sprint(i, f.Start, f.End)] = true
		gotCodes = append(gotCodes, strings.TrimPrefix(string(f.Code), "GS1-"))
		messages = append(messages, f.Message)
	}
	if strings.Join(gotCodes, " ") != codes || message != strings.Join(messages[:min(1, len(messages))], "") {
		t.Errorf("%s, %q", gotCodes, messages)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

// TestLabelOptions verifies the switch, a label without messages, and that a
// caller may stop early.
func TestLabelOptions(t *testing.T) {
	lot := gs1.NewMessage(gs1.Element{AI: gs1.AI10, Value: "A"}, gs1.Element{AI: gs1.AI10, Value: "B "})
	label := gs1.Label{Messages: []gs1.Message{lot}}
	for _, test := range []struct {
		o    *gs1.CheckOptions
		want string
	}{
		{nil, "GS1-CHARACTER GS1-REQUIRES GS1-REPEAT "},
		{&gs1.CheckOptions{PartOfLabel: true}, "GS1-CHARACTER GS1-REPEAT "},
	} {
		var got, alone string
		for i, f := range label.Check(test.o) {
			got += fmt.Sprint(f.Code, " ")
			if i != 0 {
				t.Errorf("message %d: %+v", i, f)
			}
		}
		for f := range gs1.Check(lot, test.o) {
			alone += fmt.Sprint(f.Code, " ")
		}
		if got != test.want || alone != test.want {
			t.Errorf("%+v: label %s, message %s, want %s", test.o, got, alone, test.want)
		}
	}
	for i, f := range (gs1.Label{}).Check(nil) {
		if i != -1 || f.Code != gs1.CodeEmpty {
			t.Errorf("%d: %+v", i, f)
		}
	}
	for range 3 {
		for range label.Check(nil) {
			break
		}
	}
}

func ExampleLabel() {
	var label gs1.Label
	for _, scan := range []string{"]C1020950600013435237120", "]C110LOT42", "]C100095060001343520000"} {
		m, err := gs1.ParseScan(scan, &gs1.ParseOptions{PartOfLabel: true})
		if err != nil {
			fmt.Println(err)
			return
		}
		label.Add(m)
		problems := 0
		for range label.Check(nil) {
			problems++
		}
		fmt.Println(m, problems)
	}
	// Output:
	// (02)09506000134352(37)120 1
	// (10)LOT42 1
	// (00)095060001343520000 0
}
