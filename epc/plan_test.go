package epc

import (
	"testing"
)

// TestPlan holds the capacities that follow from the widths of the standard.
func TestPlan(t *testing.T) {
	const gtin = "(01)09506000134352"
	for _, test := range []struct {
		elements string
		bits     int
		want     Scheme // of the first proposal, 0 if there is none that fits
		left     string
	}{
		{gtin + "(21)271828", 96, SGTIN96, ""},
		{gtin + "(21)007", 96, SGTINPlus, ""},
		{gtin + "(21)A1", 96, SGTINPlus, ""},
		{gtin + "(21)A1B", 96, SGTINPlus, ""},
		{gtin + "(21)A1xy", 96, 0, ""},
		{gtin + "(21)007(17)271231", 128, DSGTINPlus, ""},
		{gtin + "(17)271231(10)LOT42(21)123456789", 128, DSGTINPlus, "(10)LOT42"},
		{gtin + "(17)271231(10)LOT42(21)1234567890", 128, SGTIN96, "(17)271231(10)LOT42"},
		{gtin + "(17)271231(10)LOT42(21)ABCDEFGHIJKL", 256, DSGTINPlus, ""},
		{gtin + "(21)ABCDEFGHIJKLMNOPQRST", 256, SGTIN198, ""},
		{gtin + "(21)abcdefghijklmnopqrs!", 128, 0, ""},
		{"(00)095060001343520017", 96, SSCC96, ""},
		{"(00)095060001343520017(37)12", 128, SSCCPlus, ""},
	} {
		m := message(t, test.elements)
		all := Plan(m, test.bits, &Options{CompanyPrefixLength: 7})
		if len(all) == 0 {
			t.Errorf("%s: no proposal", test.elements)
			continue
		}
		best := all[0]
		if !best.Tag.IsValid() {
			if test.want != 0 || !best.TooSmall() && best.Err == nil {
				t.Errorf("%s on %d bits: %v, %v", test.elements, test.bits, best.Scheme, best.Err)
			}
			continue
		}
		left := ""
		for _, e := range best.Left {
			left += "(" + e.AI.String() + ")" + e.Value
		}
		if best.Scheme != test.want || left != test.left || best.Bits > test.bits {
			t.Errorf("%s on %d bits: %v of %d bits without %s, want %v without %s", test.elements, test.bits,
				best.Scheme, best.Bits, left, test.want, test.left)
		}
	}
}

// TestPlanPrefix has no company prefix, which the classic schemes need.
func TestPlanPrefix(t *testing.T) {
	all := Plan(message(t, "(01)09506000134352(21)271828"), 96, nil)
	if best := all[0]; best.Scheme != SGTINPlus || best.Err != nil {
		t.Errorf("best is %v, %v", best.Scheme, best.Err)
	}
}

// TestPlanHost prefers the schemes that hold the domain name.
func TestPlanHost(t *testing.T) {
	all := Plan(message(t, "(01)09506000134352(21)271828"), 256, &Options{Host: "id.example.com", CompanyPrefixLength: 7})
	if best := all[0]; best.Scheme != SGTINPlusPlus || best.Tag.Host() != "id.example.com" {
		t.Errorf("best is %v, %v", best.Scheme, best.Err)
	}
}
