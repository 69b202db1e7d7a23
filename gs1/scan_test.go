package gs1_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// TestScanForms reads what scanners transmit and transmits it again, where the
// second column is not the same: as the standard has it.
func TestScanForms(t *testing.T) {
	for _, test := range []struct{ scan, again, elements, addOn string }{
		{"]C10109506000134352", "", "(01)09506000134352", ""},
		{"]d20109506000134352", "", "(01)09506000134352", ""},
		{"]d80109506000134352", "", "(01)09506000134352", ""},
		{"]Q310A␝0109506000134352", "", "(10)A(01)09506000134352", ""},
		{"]J10109506000134352", "", "(01)09506000134352", ""},
		{"]e00109506000134352", "", "(01)09506000134352", ""},
		{"]e10109506000134352", "", "(01)09506000134352", ""},
		{"]e20109506000134352", "", "(01)09506000134352", ""},
		{"]d2␝0109506000134352␝␝10A␝", "]d2010950600013435210A", "(01)09506000134352(10)A", ""},
		{"]E09506000134352", "", "(01)09506000134352", ""},
		{"]E00614141999996", "", "(01)00614141999996", ""},
		{"]E0614141999996", "]E00614141999996", "(01)00614141999996", ""},
		{"]E000123457", "]E00001234000057", "(01)00001234000057", ""},
		{"]E402345673", "", "(01)00000002345673", ""},
		{"]I119506000134359", "", "(01)19506000134359", ""},
		{"]I109506000134352", "", "(01)09506000134352", ""},
		{"]E3950600013435212", "", "(01)09506000134352", "12"},
		{"]E3950600013435251299", "", "(01)09506000134352", "51299"},
		{"]E09506000134352]E112", "]E09506000134352|]E112", "(01)09506000134352", "12"},
		{"]E402345673|]E251299", "", "(01)00000002345673", "51299"},
		{"]E09506000134352|]e010A␝21B", "", "(01)09506000134352|(10)A(21)B", ""},
		{"]E39506000134352" + "12|]e010A", "", "(01)09506000134352|(10)A", "12"},
	} {
		scan, again := strings.ReplaceAll(test.scan, "␝", "\x1d"), strings.ReplaceAll(test.again, "␝", "\x1d")
		m, err := gs1.ParseScan(scan, nil)
		if err != nil || m.String() != test.elements || m.AddOn != test.addOn || m.Symbology != scan[:3] {
			t.Errorf("%s: %s %s %q, %v", test.scan, m.Symbology, m, m.AddOn, err)
		}
		if again == "" {
			again = scan
		}
		if got := string(m.AppendScan([]byte("x"), m.Symbology)); got != "x"+again {
			t.Errorf("%s: %q again", test.scan, got)
		}
		if err := m.CheckSymbology(m.Symbology); err != nil {
			t.Errorf("%s: %v", test.scan, err)
		}
		for f := range gs1.Check(m, nil) {
			t.Errorf("%s: %s", test.scan, f.Message)
		}
		if len(m.Elements) > 0 && m.Elements[0].Pos != 3 && m.Symbology[1] == 'E' {
			t.Errorf("%s: at %d", test.scan, m.Elements[0].Pos)
		}
	}
}

// TestCheckSymbology verifies that what a symbology cannot carry is refused, and
// not written in part.
func TestCheckSymbology(t *testing.T) {
	for _, test := range []struct{ elements, addOn, symbology, want string }{
		{"(01)09506000134352", "", "]X0", "gs1: symbology identifier ]X0 is a symbology of the scanner's own, expected one of element strings or a GTIN, such as ]d2, ]C1 or ]E0, at byte 0"},
		{"(01)09506000134352", "", "]y0", "gs1: symbology identifier ]y0 is not known, expected one of element strings or a GTIN, such as ]d2, ]C1 or ]E0, at byte 0"},
		{"(01)09506000134352", "", "d2", "gs1: symbology identifier is missing, expected one of element strings or a GTIN, such as ]d2, ]C1 or ]E0, at byte 0"},
		{"(01)09506000134352", "", "]Q1", "gs1: symbology identifier ]Q1 is QR Code without FNC1 in first position, expected one of element strings or a GTIN, such as ]d2, ]C1 or ]E0, at byte 0"},
		{"(01)19506000134359", "", "]E0", "gs1: message does not fit: EAN-13, UPC-A or UPC-E carries a GTIN-12 or GTIN-13, at byte 4"},
		{"(01)00000002345673", "", "]E0", "gs1: message does not fit: EAN-13, UPC-A or UPC-E carries a GTIN-12 or GTIN-13, at byte 4"},
		{"(01)09506000134352", "", "]E4", "gs1: message does not fit: EAN-8 carries a GTIN-8, at byte 4"},
		{"(01)0950600013435", "", "]I1", "gs1: message does not fit: ITF-14 carries a GTIN of 14 digits, at byte 4"},
		{"(00)095060001343520000", "", "]I1", "gs1: message does not fit: ITF-14 carries a GTIN (01), at byte 0"},
		{"(10)A(01)09506000134352", "", "]I1", "gs1: message does not fit: ITF-14 carries GTIN (01) and nothing else, at byte 4"},
		{"(01)09506000134352(10)A", "", "]I1", "gs1: message does not fit: ITF-14 carries GTIN (01) and nothing else, at byte 22"},
		{"(01)09506000134352", "12", "]I1", "gs1: message does not fit: ITF-14 carries GTIN (01) and nothing else, at byte 0"},
		{"(01)09506000134352", "", "]E3", "gs1: message does not fit: EAN-13, UPC-A or UPC-E with its add-on symbol carries the digits of the add-on too, at byte 0"},
		{"(01)09506000134352", "12", "]d2", "gs1: message does not fit: GS1 DataMatrix carries no add-on, at byte 0"},
	} {
		m := bracketed(t, test.elements)
		m.AddOn = test.addOn
		err := m.CheckSymbology(test.symbology)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s %s: %v, want %s", test.symbology, test.elements, err, test.want)
		}
		var e *gs1.Error
		if errors.As(err, &e) && (e.Finding().Fix == "" || e.Finding().Expected == "") {
			t.Errorf("%+v", e.Finding())
		}
		if got := m.AppendScan(nil, test.symbology); got != nil {
			t.Errorf("%s %s: written %q", test.symbology, test.elements, got)
		}
	}
}

// TestExpandUPCE has each way of suppressing zeros; ISO/IEC 15420 has the rules.
func TestExpandUPCE(t *testing.T) {
	for _, test := range []struct{ upce, gtin string }{
		{"01234505", "012000003455"},
		{"04252614", "042100005264"},
		{"01234523", "012200003453"},
		{"01234531", "012300000451"},
		{"01234543", "012340000053"},
		{"01234558", "012345000058"},
		{"01234565", "012345000065"},
		{"01234596", "012345000096"},
		{"04252615", ""}, // check digit
		{"14252614", ""}, // number system
		{"0425261", ""},
		{"0425261x", ""},
		{"", ""},
	} {
		gtin, ok := gs1.ExpandUPCE(test.upce)
		if gtin != test.gtin || ok != (test.gtin != "") {
			t.Errorf("%s: %s, %t", test.upce, gtin, ok)
		}
	}
}

func TestCarrierOf(t *testing.T) {
	for scan, want := range map[string]gs1.Carrier{
		"]d201": gs1.CarriesElements, "]Q1x": gs1.CarriesText, "]E0": gs1.CarriesGTIN, "]E2": gs1.CarriesAddOn, "]C0": gs1.CarriesOther,
	} {
		if id, got := gs1.CarrierOf(scan); id != scan[:3] || got != want {
			t.Errorf("%s: %s %d", scan, id, got)
		}
	}
	for _, scan := range []string{"", "]", "]d", "d2", "]\x1d2", "(01)"} {
		if id, got := gs1.CarrierOf(scan); id != "" || got != gs1.CarriesOther {
			t.Errorf("%q: %q %d", scan, id, got)
		}
	}
}
