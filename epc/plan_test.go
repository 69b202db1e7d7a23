package epc

import (
	"strings"
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

// TestCapacities holds how long a serial can be, by its characters: digits, hex
// digits, those of base64, any, and those of URN Code 40.
func TestCapacities(t *testing.T) {
	alphabets := [5]string{"9", "F", "g", "!", ":"}
	for _, test := range []struct {
		others string
		scheme Scheme
		bits   int
		want   [5]int
	}{
		{"", SGTINPlus, 96, [5]int{6, 5, 3, 2, 3}},
		{"", SGTINPlus, 128, [5]int{15, 13, 8, 7, 9}},
		{"", SGTINPlus, 256, [5]int{20, 20, 20, 20, 20}},
		{"(17)271231", DSGTINPlus, 96, [5]int{}},
		{"(17)271231", DSGTINPlus, 128, [5]int{9, 8, 5, 4, 6}},
		{"(17)271231", SGTINPlus, 128, [5]int{8, 7, 4, 4, 4}}, // four colons in 7 bits each
		{"(17)271231(10)Lot!4242", SGTINPlus, 256, [5]int{20, 20, 14, 12, 15}},
		{"", SGTIN198, 128, [5]int{}},
		{"", SGTIN198, 208, [5]int{20, 20, 20, 20, 20}},
	} {
		for i, char := range alphabets {
			n := 0
			for fits(t, strings.Repeat(char, n+1), test.others, test.scheme, test.bits) {
				n++
			}
			if n != test.want[i] {
				t.Errorf("%v with %q on %d bits holds %d times %s, want %d", test.scheme, test.others, test.bits, n, char, test.want[i])
			}
		}
	}
}

func fits(t *testing.T, serial, others string, scheme Scheme, bits int) bool {
	m := message(t, "(01)09506000134352(21)"+serial+others)
	p := Plan(m, bits, &Options{Scheme: scheme, CompanyPrefixLength: 7})[0]
	return p.Tag.IsValid() && len(p.Left) == 0
}
