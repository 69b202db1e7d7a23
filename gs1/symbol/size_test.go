package symbol

import (
	"strings"
	"testing"
)

// TestSizes reads the whole table: every line can be read, every application has a
// name, a table and symbols, and every kind a table of its own.
func TestSizes(t *testing.T) {
	tables, err := parseSizes(sizesText)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range Applications() {
		if got, err := ParseApplication(a.String()); err != nil || got != a {
			t.Errorf("ParseApplication(%q) = %v, %v", a.String(), got, err)
		}
		if !strings.HasPrefix(a.Title(), "table ") {
			t.Errorf("%v: title %q", a, a.Title())
		}
		n := 0
		for _, k := range Kinds() {
			size, ok := k.Size(a)
			if !ok {
				continue
			}
			n++
			if size.Min == 0 || size.Min > size.Target || size.Target > size.Max || (size.Height > 0) != k.Linear() {
				t.Errorf("%v %v: %+v", a, k, size)
			}
		}
		if n == 0 {
			t.Errorf("%v has no symbols", a)
		}
	}
	for _, k := range Kinds() {
		if _, ok := k.Size(k.Table()); !ok {
			t.Errorf("%v is not in its own table %v", k, k.Table())
		}
	}
	if lines := strings.Count(sizesText, "\n"); lines < 120 || tables.sizes[HealthcareNonRetail][GS1DataMatrix] != (Size{254, 380, 990, 0}) {
		t.Errorf("%d lines, table 6 is %+v", lines, tables.sizes[HealthcareNonRetail])
	}
}

// TestTableNumbers: the constants stand for the tables their comments name.
func TestTableNumbers(t *testing.T) {
	for a, want := range map[Application]string{
		Retail: "1", RetailDL: "1", GeneralDistribution: "2", RetailAndDistribution: "3", NonRetail: "4", LogisticUnits: "5",
		HealthcareNonRetail: "6", DirectMarkingInk: "7", DirectMarkingDots: "7", HealthcareDistribution: "8", Keys: "9",
		HealthcareRetail: "10", ServiceRelations: "11", TobaccoGroups: "12", TobaccoTradeItems: "12",
	} {
		if number, _, _ := strings.Cut(strings.TrimPrefix(a.Title(), "table "), ":"); number != want {
			t.Errorf("%v is of table %s, want %s", a, number, want)
		}
	}
}

func TestSizesErrors(t *testing.T) {
	for _, text := range []string{
		"table 1 retail\n",
		"table 1 a retail: x\n",
		"table 1 retail: x\nean-14 1 2 3 4\n",
		"table 1 retail: x\nean-13 1 2 3\n",
		"table 1 retail: x\nean-13 1 two 3 4\n",
		strings.Repeat("table 1 retail: x\n", int(applications)),
	} {
		if _, err := parseSizes(text); err == nil {
			t.Errorf("%q is read", text)
		}
	}
	if _, err := ParseApplication("moon"); err == nil {
		t.Error("an application that is not there is read")
	}
}
