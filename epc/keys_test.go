package epc

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// TestEncodeKeys takes the first scheme for each key.
func TestEncodeKeys(t *testing.T) {
	for elements, want := range map[string]string{
		"(00)106141412345678908":               "urn:epc:tag:sscc-96:0.0614141.1234567890", // TDS 2.3 §7.4
		"(414)0614141123452":                   "urn:epc:tag:sgln-96:0.0614141.12345.0",    // §7.5
		"(414)0614141123452(254)5678":          "urn:epc:tag:sgln-96:0.0614141.12345.5678",
		"(8003)006141411234525678":             "urn:epc:tag:grai-96:0.0614141.12345.5678",
		"(8004)06141415678":                    "urn:epc:tag:giai-96:0.0614141.5678",
		"(8018)061414112345678902":             "urn:epc:tag:gsrn-96:0.0614141.1234567890",
		"(8017)061414112345678902":             "urn:epc:tag:gsrnp-96:0.0614141.1234567890",
		"(253)06141411234525678":               "urn:epc:tag:gdti-96:0.0614141.12345.5678",
		"(8010)061414198765(8011)12345":        "urn:epc:tag:cpi-96:0.0614141.98765.12345",
		"(255)061414167890704711":              "urn:epc:tag:sgcn-96:0.0614141.67890.04711",
		"(8006)095211411234540102(21)981":      "urn:epc:tag:itip-110:0.9521141.012345.01.02.981",
		"(17)271231(00)106141412345678908":     "urn:epc:tag:sscc-96:0.0614141.1234567890",
		"(01)09506000134352(21)271828(10)ABC1": "urn:epc:tag:sgtin-96:1.9506000.013435.271828",
	} {
		tag, err := Encode(message(t, elements), &Options{CompanyPrefixLength: 7})
		if got := string(tag.AppendTagURI(nil)); got != want {
			t.Errorf("%s: %s, %v, want %s", elements, got, err, want)
		}
	}
}

func TestEncodeKeysRefuses(t *testing.T) {
	for _, test := range []struct {
		elements string
		o        Options
		code     gs1.Code
		at       string
		message  string
	}{
		{"(00)106141412345678909", Options{CompanyPrefixLength: 7}, gs1.CodeCheckDigit, "9", "check digit of SSCC (00) is 9, expected 8"},
		{"(00)1061414123456789", Options{CompanyPrefixLength: 7}, CodeElement, "", "(00) is missing"},
		{"(414)06141411234X2", Options{CompanyPrefixLength: 7}, gs1.CodeCharacter, "X", ""},
		{"(414)0614141123452(254)0", Options{CompanyPrefixLength: 7}, CodeSerial, "0", "no such element"},
		{"(414)0614141123452(254)0", Options{Scheme: SGLNPlus}, CodeSerial, "0", "no such element"},
		{"(414)0614141123452(254)A1", Options{CompanyPrefixLength: 7}, CodeSerial, "A1", "SGLN+ or SGLN-195"},
		{"(8003)00614141123452", Options{CompanyPrefixLength: 7}, CodeSerial, "", "is empty"},
		{"(8003)00614141123452", Options{Scheme: GRAIPlus}, CodeData, "", "no characters"},
		{"(8004)061414", Options{CompanyPrefixLength: 7}, CodePrefixLength, "061414", "the key 6"},
		{"(8004)0614141", Options{CompanyPrefixLength: 7}, CodeSerial, "", "is empty"},
		{"(8004)A614141", Options{Scheme: GIAIPlus}, CodeData, "A614141", "does not begin with a digit"},
		{"(8010)0614141A(8011)1", Options{CompanyPrefixLength: 7}, CodeSerial, "A", "CPI+ or CPI-var"},
		{"(253)06141411234525678", Options{CompanyPrefixLength: 7, Scheme: GDTI113}, CodeScheme, "", "must not be written"},
		{"(01)09506000134352(21)1", Options{Scheme: GID96}, CodeElement, "", "no element strings stand for GID-96"},
		{"(01)09506000134352(21)1", Options{Scheme: SSCCPlus}, CodeElement, "", "(00) is missing, SSCC+ needs it"},
		{"(01)09506000134352(21)1", Options{Scheme: DSGTINPlus}, CodeElement, "", "needs a date"},
		{"(01)09506000134352(21)1(17)271331", Options{Scheme: DSGTINPlus}, CodeData, "271331", "no date"},
		{"(01)09506000134352(17)271231", Options{Scheme: SGTINPlus}, CodeElement, "", "(21) is missing"},
		{"(01)09506000134353(21)1", Options{Scheme: SGTINPlus}, gs1.CodeCheckDigit, "3", ""},
		{"(01)09506000134352(21)123456789012345678901", Options{Scheme: SGTINPlus}, CodeData, "123456789012345678901", "has 21 characters, a tag holds 20"},
		{"(01)09506000134352(21)1(8007)MT84MALT011000012345MTLCAST001S", Options{Scheme: SGTINPlus}, CodeData, "MT84MALT011000012345MTLCAST001S", "a tag holds 24"},
		{"(01)09506000134352(21)1(8014)AB", Options{Scheme: SGTINPlus}, CodeData, "AB", "(8014) cannot stand on a tag"},
		{"(01)09506000134352(21)5(00)000000000000000000", Options{Scheme: SGTINPlus}, CodeData, "000000000000000000", "stands last, where zeros are padding"},
		{"(01)09506000134352(21)1(4307)de", Options{Scheme: SGTINPlus}, CodeData, "de", "two letters A-Z"},
		{"(01)09506000134352(21)1(7003)2712312500", Options{Scheme: SGTINPlus}, CodeData, "2712312500", "no date or time"},
		{"(01)09506000134352(21)1(91)" + strings.Repeat("aB!", 30) + "(92)x", Options{Scheme: SGTINPlus}, CodeLength, "", "an EPC has at most 496"},
		{"(01)09506000134352(21)1", Options{Scheme: SGTINPlusPlus}, CodeHost, "", "is not stated"},
		{"(01)09506000134352(21)1", Options{Scheme: SGTINPlusPlus, Host: "a/b"}, CodeHost, "", `has the character "/"`},
		{"(01)09506000134352(21)1", Options{Scheme: SGTINPlusPlus, Host: strings.Repeat("a", 64)}, CodeHost, "", "has 64 characters"},
		{"(01)09506000134352(21)1", Options{Scheme: SGTINPlus, Filter: new(uint8(8))}, CodeFilter, "", "is 8, want 0 to 7"},
	} {
		m := message(t, test.elements)
		tag, err := Encode(m, &test.o)
		e := (*Error)(nil)
		if !errors.As(err, &e) || tag.IsValid() {
			t.Errorf("%s in %v gives %v, %v", test.elements, test.o.Scheme, tag, err)
			continue
		}
		if e.Code != test.code || m.Input[e.Start:e.End] != test.at || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s in %v: %s at %q: %v, want %s at %q: %s", test.elements, test.o.Scheme, e.Code, m.Input[e.Start:e.End], err, test.code, test.at, test.message)
		}
	}
}

// TestPrefixes asks for company prefixes that are not stated.
func TestPrefixes(t *testing.T) {
	asked := 0
	o := &Options{Prefixes: func(e gs1.Element) (string, error) {
		asked++
		if e.AI == gs1.AI01 {
			return "9506000", nil
		}
		return "", errors.New("gcp: unknown")
	}}
	tag, err := Encode(message(t, "(01)09506000134352(21)1"), o)
	if err != nil || tag.CompanyPrefix() != "9506000" {
		t.Errorf("%v, %v", tag, err)
	}
	_, err = Encode(message(t, "(00)106141412345678908"), o)
	e := (*Error)(nil)
	if !errors.As(err, &e) || e.Code != CodePrefixUnknown || !strings.Contains(err.Error(), "take the scheme SSCC+") {
		t.Errorf("%v", err)
	}
	o.CompanyPrefixLength = 8
	if tag, err = Encode(message(t, "(01)09506000134352(21)1"), o); err != nil || tag.CompanyPrefix() != "95060001" || asked != 2 {
		t.Errorf("%v, %v, asked %d times", tag, err, asked)
	}
}

// TestIndicators takes the shortest way to write a text, of several the lowest.
func TestIndicators(t *testing.T) {
	p := &coded{method: codingText, length: 5, most: 30}
	for text, want := range map[string]int{
		"007": indicatorNumber, "7": indicatorNumber, "A1": indicatorUpper, "a1": indicatorLower, "Ab": indicatorBase64,
		"AZ": indicatorBase64, "XYZ": indicatorCode40, "XYZ1": indicatorBase64, "A.B": indicatorCode40, "A.": indicatorASCII,
		"a.b": indicatorASCII, "x_y": indicatorBase64, "!": indicatorASCII,
	} {
		if got, ok := p.indicator(text); !ok || got != want {
			t.Errorf("%q has the encoding indicator %d, want %d", text, got, want)
		}
	}
	if _, ok := p.indicator("a#"); ok {
		t.Error("a hash sign is written")
	}
}

// TestParseLink takes the domain name, and says where it is lost.
func TestParseLink(t *testing.T) {
	const uri = "https://example.com/01/09506000134352/21/1"
	for _, test := range []struct {
		o    Options
		host string
		want []gs1.Code
	}{
		{Options{Scheme: SGTINPlusPlus}, "example.com", nil},
		{Options{Scheme: SGTINPlusPlus, Host: "a.b"}, "a.b", nil},
		{Options{Scheme: SGTINPlus}, "", []gs1.Code{CodeNotHeld}},
	} {
		var notes []gs1.Finding
		test.o.Notes = &notes
		tag, err := ParseLink(uri, &test.o)
		if err != nil || tag.Host() != test.host || fmt.Sprint(codesOf(notes)) != fmt.Sprint(test.want) {
			t.Errorf("%v: %q, %v, %v", test.o.Scheme, tag.Host(), notes, err)
		}
	}
	for _, uri := range []string{"https://id.gs1.org/exMH", "https://id.gs1.org/exM", "https://id.gs1.org/eh307C257BF7194E4000001A85", "https://id.gs1.org/eh30g"} {
		if tag, err := ParseLink(uri, nil); err == nil {
			t.Errorf("%s is %v", uri, tag)
		}
	}
}

func codesOf(notes []gs1.Finding) (codes []gs1.Code) {
	for _, f := range notes {
		codes = append(codes, f.Code)
	}
	return codes
}

// TestEncodeShortKey encodes keys that are shorter than any.
func TestEncodeShortKey(t *testing.T) {
	for s := range Schemes() {
		c := &schemes[s]
		if !c.holdsElements() || c.decodeOnly {
			continue
		}
		for n := range 3 {
			for _, o := range []Options{{Scheme: s, CompanyPrefixLength: 7}, {Scheme: s, CompanyPrefix: "0614141"}, {Scheme: s}} {
				m := gs1.NewMessage(gs1.Element{AI: c.firstAI(), Value: "000"[:n]}, gs1.Element{AI: gs1.AI21, Value: "1"})
				if tag, err := Encode(m, &o); err == nil && s != GIAIPlus { // which holds it
					t.Errorf("%v of %q is %v", s, "000"[:n], tag)
				}
			}
		}
	}
}

// TestRawURIBits refuses bits beyond the length that a raw URI states.
func TestRawURIBits(t *testing.T) {
	for uri, ok := range map[string]bool{
		"urn:epc:raw:96.x3066C4409047E140075BCD15":  true,
		"urn:epc:raw:98.x3066C4409047E140075BCD150": true,
		"urn:epc:raw:98.x3066C4409047E140075BCD151": false,
		"urn:epc:raw:83.xF70095060001343520255":     false,
		"urn:epc:raw:86.xF583925730546859553431":    false,
	} {
		tag, err := ParseURI(uri, nil)
		if e := (*Error)(nil); (err == nil) != ok || !ok && (!errors.As(err, &e) || e.Code != CodeTrailing || e.End > len(uri)) {
			t.Errorf("%s: %v, %v", uri, tag, err)
		}
		if again, _ := Decode(tag.Bytes()); again != tag {
			t.Errorf("%s: %v and %v print the same", uri, tag, again)
		}
	}
}
