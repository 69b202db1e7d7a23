package epc

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

func TestEncode(t *testing.T) {
	for _, test := range []struct {
		name, elements string
		o              Options
		want           string // tag URI
	}{
		{"by length", "(01)09506000134352(21)6789", Options{CompanyPrefixLength: 7}, "1.9506000.013435.6789"},
		{"by prefix", "(01)09506000134352(21)6789", Options{CompanyPrefix: "95060001343"}, "1.95060001343.05.6789"},
		{"by both", "(01)09506000134352(21)6789", Options{CompanyPrefix: "9506000", CompanyPrefixLength: 7}, "1.9506000.013435.6789"},
		{"filter 0", "(01)09506000134352(21)6789", Options{CompanyPrefixLength: 7, Filter: new(uint8(0))}, "0.9506000.013435.6789"},
		{"indicator digit", "(01)80614141123458(21)6789", Options{CompanyPrefix: "0614141", Filter: new(uint8(3))}, "3.0614141.812345.6789"},
		{"serial 0", "(01)09506000134352(21)0", Options{CompanyPrefixLength: 7}, "1.9506000.013435.0"},
		{"largest serial", "(01)09506000134352(21)274877906943", Options{CompanyPrefixLength: 7}, "1.9506000.013435.274877906943"},
		// TDS 2.3 §7.1: prefixes of 4 and 5 digits are encoded as 6.
		{"prefix of 4", "(01)09506000134352(21)1", Options{CompanyPrefix: "9506"}, "1.950600.0013435.1"},
		{"prefix length 5", "(01)09506000134352(21)1", Options{CompanyPrefixLength: 5}, "1.950600.0013435.1"},
		// TDS 2.3 §7.3.1
		{"GTIN-12", "(01)614141123452(21)1", Options{CompanyPrefix: "0614141"}, "1.0614141.012345.1"},
		{"GTIN-13", "(01)9521141890127(21)1", Options{CompanyPrefix: "9521141"}, "1.9521141.089012.1"},
		// TDS 2.3 §7.3.2: the prefix of a GTIN-8 is known.
		{"GTIN-8", "(01)95010939(21)1", Options{}, "1.00000950.01093.1"},
		{"GTIN-8 assigned alone", "(01)95010939(21)1", Options{CompanyPrefixLength: 12}, "1.000009501093.0.1"},
		// TDS 2.3 §7.3.8.1
		{"ISBN", "(01)9788175257665(21)1", Options{CompanyPrefix: "978817525"}, "1.978817525.0766.1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tag, err := Encode(message(t, test.elements), &test.o)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := string(tag.AppendTagURI(nil)), "urn:epc:tag:sgtin-96:"+test.want; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestEncodeRefuses(t *testing.T) {
	seven := Options{CompanyPrefixLength: 7}
	for _, test := range []struct {
		name, elements string
		o              Options
		code           gs1.Code
		at             string // what of the elements the finding points at
		message        string
	}{
		{"no prefix length", "(01)09506000134352(21)1", Options{}, CodePrefixLength, "09506000134352", "state the company prefix or its length"},
		{"no prefix length: the way out", "(01)09506000134352(21)1", Options{}, CodePrefixLength, "09506000134352", "or take the scheme SGTIN+, which needs neither"},
		// TDS 2.3 §7.3.3: no GTIN-8, so its rule says nothing about the prefix.
		{"RCN-8", "(01)00000020000004(21)1", Options{}, CodePrefixLength, "00000020000004", "state the company prefix"},
		{"other prefix", "(01)09506000134352(21)1", Options{CompanyPrefix: "9506001"}, CodePrefix, "09506000134352", `does not have the company prefix "9506001"`},
		{"U.P.C. prefix", "(01)00614141123452(21)1", Options{CompanyPrefix: "614141"}, CodePrefix, "00614141123452", "state 0614141"},
		{"no digits", "(01)09506000134352(21)1", Options{CompanyPrefix: "95O6000"}, CodePrefix, "09506000134352", `"95O6000"`},
		{"prefix against length", "(01)09506000134352(21)1", Options{CompanyPrefix: "9506000", CompanyPrefixLength: 8}, CodePrefixLength, "09506000134352", "has 7 digits, not the 8 stated"},
		{"length 3", "(01)09506000134352(21)1", Options{CompanyPrefixLength: 3}, CodePrefixLength, "09506000134352", "has 3 digits, want 4 to 12"},
		{"length 13", "(01)09506000134352(21)1", Options{CompanyPrefixLength: 13}, CodePrefixLength, "09506000134352", "has 13 digits, want 4 to 12"},
		{"length -1", "(01)09506000134352(21)1", Options{CompanyPrefixLength: -1}, CodePrefixLength, "09506000134352", "want 4 to 12"},
		{"filter 8", "(01)09506000134352(21)1", Options{CompanyPrefixLength: 7, Filter: new(uint8(8))}, CodeFilter, "", "is 8, want 0 to 7"},
		{"scheme", "(01)09506000134352(21)1", Options{CompanyPrefixLength: 7, Scheme: 99}, CodeScheme, "", "99"},
		{"check digit", "(01)09506000134353(21)1", seven, "GS1-CHECK-DIGIT", "3", ""},
		{"letter in the GTIN", "(01)0950600013435X(21)1", seven, "GS1-CHARACTER", "X", ""},
		{"short GTIN", "(01)0950600(21)1", seven, CodeElement, "0950600", "8, 12, 13 or 14 digits"},
		{"GTIN of zeros", "(01)00000000000000(21)1", seven, CodeElement, "00000000000000", "identifies nothing"},
		{"empty serial", "(01)09506000134352(21)", seven, CodeSerial, "", "is empty"},
		{"letters", "(01)09506000134352(21)SN1", seven, CodeSerial, "SN1", "is not a number; SGTIN-96 holds a number from 0 to 274877906943 without leading zeros, at byte 22; use another serial, or the scheme SGTIN+ or SGTIN-198, which would hold it as it is"},
		{"leading zero", "(01)09506000134352(21)007", seven, CodeSerial, "007", "has a leading zero, which would be lost"},
		{"two zeros", "(01)09506000134352(21)00", seven, CodeSerial, "00", "leading zero"},
		{"2^38", "(01)09506000134352(21)274877906944", seven, CodeSerial, "274877906944", "is above 274877906943"},
		{"2^64+1", "(01)09506000134352(21)18446744073709551617", seven, CodeSerial, "18446744073709551617", "is above"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := message(t, test.elements)
			tag, err := Encode(m, &test.o)
			e := (*Error)(nil)
			if !errors.As(err, &e) || tag.IsValid() {
				t.Fatalf("gives %v, %v", tag, err)
			}
			if e.Code != test.code || m.Input[e.Start:e.End] != test.at || !strings.Contains(err.Error(), test.message) {
				t.Errorf("%s at %q: %v, want %s at %q: %s", e.Code, m.Input[e.Start:e.End], err, test.code, test.at, test.message)
			}
		})
	}
}

// TestEncodeTooLongSerial has a serial of 21 digits, which no scheme holds.
func TestEncodeTooLongSerial(t *testing.T) {
	_, err := Encode(message(t, "(01)09506000134352(21)111111111111111111111"), &Options{CompanyPrefixLength: 7})
	if err == nil || strings.Contains(err.Error(), "SGTIN+") {
		t.Errorf("error is %v, want one that names no other scheme", err)
	}
}

func TestEncodeMissing(t *testing.T) {
	gtin := gs1.Element{AI: gs1.AI01, Value: "09506000134352"}
	serial := gs1.Element{AI: gs1.AI21, Value: "1"}
	for _, test := range []struct {
		m    gs1.Message
		ai   string
		want string
	}{
		{gs1.Message{}, "01", "epc: element (01) is missing, SGTIN-96 needs it"},
		{gs1.NewMessage(serial), "01", "epc: element (01) is missing, SGTIN-96 needs it"},
		{gs1.NewMessage(gtin), "21", "epc: element (21) is missing, SGTIN-96 needs it"},
	} {
		_, err := Encode(test.m, nil)
		e := (*Error)(nil)
		if !errors.As(err, &e) || e.Code != CodeElement || e.Error() != test.want || e.Finding().AI != test.ai {
			t.Errorf("%v: %v, want %s", test.m, err, test.want)
		}
	}
}

func TestEncodeNotes(t *testing.T) {
	for _, test := range []struct {
		name   string
		m      gs1.Message
		filter *uint8
		want   []gs1.Code
	}{
		{"nothing to say", message(t, "(01)09506000134352(21)1"), nil, nil},
		{"lot and expiry", gs1.NewMessage(
			gs1.Element{AI: gs1.AI01, Value: "09506000134352"}, gs1.Element{AI: gs1.AI17, Value: "271231"},
			gs1.Element{AI: gs1.AI10, Value: "LOT42"}, gs1.Element{AI: gs1.AI21, Value: "1"},
		), nil, []gs1.Code{CodeNotHeld, CodeNotHeld}},
		{"a case", message(t, "(01)19506000134359(21)1"), nil, []gs1.Code{CodeAssumedFilter}},
		{"a case with a filter", message(t, "(01)19506000134359(21)1"), new(uint8(2)), nil},
		{"reserved filter", message(t, "(01)09506000134352(21)1"), new(uint8(3)), []gs1.Code{CodeReservedFilter}},
		{"restricted circulation", message(t, "(01)02012345678903(21)1"), nil, []gs1.Code{CodeExcluded}},
		{"coupon", message(t, "(01)09912345678909(21)1"), nil, []gs1.Code{CodeExcluded}},
		{"RCN-8", message(t, "(01)00000020000004(21)1"), nil, []gs1.Code{CodeExcluded}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var notes []gs1.Finding
			o := &Options{CompanyPrefixLength: 7, Filter: test.filter, Notes: &notes}
			if _, err := Encode(test.m, o); err != nil {
				t.Fatal(err)
			}
			var got []gs1.Code
			for _, f := range notes {
				got = append(got, f.Code)
				if f.Severity == gs1.SeverityError || f.Message == "" || f.End > len(test.m.Input) {
					t.Errorf("note %+v", f)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseURIRefuses(t *testing.T) {
	for _, test := range []struct {
		uri     string
		o       Options
		code    gs1.Code
		at      string
		message string
	}{
		{"", Options{}, CodeURI, "", "must begin with urn:epc:tag:, urn:epc:id: or urn:epc:raw:"},
		{"urn:epc:raw:96.x30", Options{}, CodeLength, "30", "2 hex digits for 96 bits"},
		{"urn:epc:raw:96.d30", Options{}, CodeURI, "96.d30", "a number of bits, .x and hex digits"},
		{"urn:epc:raw:[umi=1]:96.x30", Options{}, CodeURI, "[umi=1]:96.x30", "without control fields"},
		{"urn:epc:raw:96.xA1.x3066C4409047E140075BCD15", Options{}, CodeURI, "96.xA1.x3066C4409047E140075BCD15", "application family identifier"},
		{"urn:epc:raw:96.x306GC4409047E140075BCD15", Options{}, CodeCharacter, "G", "no hex digit"},
		{"urn:epc:raw:96.x301C00004000004000000001", Options{}, CodePartition, "1C", "partition value"},
		{"urn:epc:tag:sgtin-96", Options{}, CodeURI, "sgtin-96", "a colon"},
		{"urn:epc:tag:SGTIN-96:1.9506000.013435.1", Options{}, CodeScheme, "SGTIN-96", ""},
		{"urn:epc:tag:sgtin:9506000.013435.1", Options{}, CodeScheme, "sgtin", `scheme "sgtin" is not known`},
		{"urn:epc:id:nonsense:1.2.3", Options{}, CodeScheme, "nonsense", `scheme "nonsense" is not known`},
		{"urn:epc:id:sgtin:9506000.013435.1", Options{Scheme: 99}, CodeScheme, "", "99"},
		{"urn:epc:tag:[att=x01]:sgtin-96:3.9521141.012345.4711", Options{}, CodeURI, "[att=x01]", "without control fields"},
		{"urn:epc:tag:sgtin-96:9506000", Options{}, CodeURI, "9506000", "a dot after the filter value"},
		{"urn:epc:tag:sgtin-96:8.9506000.013435.1", Options{}, CodeFilter, "8", "want 0 to 7"},
		{"urn:epc:tag:sgtin-96:01.9506000.013435.1", Options{}, CodeFilter, "01", "want 0 to 7"},
		{"urn:epc:tag:sgtin-96:x.9506000.013435.1", Options{}, CodeCharacter, "x", "digits only"},
		{"urn:epc:tag:sgtin-96:.9506000.013435.1", Options{}, CodeURI, "", "filter value of digits"},
		{"urn:epc:tag:sgtin-96:1.9506000", Options{}, CodeURI, "9506000", "a dot after the company prefix"},
		{"urn:epc:tag:sgtin-96:1.9506000.013435", Options{}, CodeURI, "013435", "a dot after the indicator and item reference"},
		{"urn:epc:tag:sgtin-96:1.95060.00134352.1", Options{}, CodePrefixLength, "95060", "has 5 digits, want 6 to 12"},
		{"urn:epc:tag:sgtin-96:3.9506000134305.05.6789", Options{}, CodePrefixLength, "9506000134305", "has 13 digits"}, // as TDS 2.3 §E.2 misprints it
		{"urn:epc:tag:sgtin-96:1.9506000.01343.1", Options{}, CodeLength, "01343", "has 5 digits, want 6 after a company prefix of 7"},
		{"urn:epc:tag:sgtin-96:1.95O6000.013435.1", Options{}, CodeCharacter, "O", "company prefix"},
		{"urn:epc:tag:sgtin-96:1.9506000.01343-.1", Options{}, CodeCharacter, "-", "item reference"},
		{"urn:epc:tag:sgtin-96:1.9506000.013435.", Options{}, CodeSerial, "", "is empty"},
		{"urn:epc:tag:sgtin-96:1.9506000.013435.007", Options{}, CodeSerial, "007", "leading zero"},
		{"urn:epc:id:sgtin:9521141.012345.32a%2Fb", Options{Scheme: SGTIN96}, CodeSerial, "32a%2Fb", `"32a/b" is not a number`},
		{"urn:epc:id:sgtin:9521141.012345.32a/b", Options{}, CodeURI, "/", "want %2F"},
		{"urn:epc:id:sgtin:9521141.012345.%zz", Options{}, CodeURI, "%zz", "two hex digits after each percent sign"},
		{"urn:epc:id:sgtin:9521141.012345.123456789012345678901", Options{}, CodeSerial, "123456789012345678901", "is above"},
		{"urn:epc:id:gdti:9521141.12345.007", Options{Scheme: GDTI113}, CodeScheme, "", "must not be written any more"},
		{"urn:epc:tag:usdod-96:1.ABCO1.1", Options{}, CodeCharacter, "O", "0-9 A-Z without I and O"},
		{"urn:epc:tag:usdod-96:1.ABC1.1", Options{}, CodeLength, "ABC1", "has 4 characters, want 5 or 6"},
		{"urn:epc:tag:adi-var:1.1ABC5.PN.S%23N", Options{}, CodeSerial, "S%23N", `has the character "#"`},
		{"urn:epc:tag:sgcn-96:0.9521141.67890.", Options{}, CodeSerial, "", "is empty"},
		{"urn:epc:tag:itip-110:1.9521141.012345.1.02.3", Options{}, CodeLength, "1", "piece has 1 digits, want 2"},
		{"urn:epc:tag:gid-96:268435456.1.1", Options{}, CodeSerial, "268435456", "is above 268435455"},
		{"urn:epc:id:sgtin:9521141.012345.1", Options{Filter: new(uint8(9))}, CodeFilter, "", "is 9"},
	} {
		tag, err := ParseURI(test.uri, &test.o)
		e := (*Error)(nil)
		if !errors.As(err, &e) || tag.IsValid() {
			t.Errorf("%s: %v, %v", test.uri, tag, err)
			continue
		}
		if got := test.uri[e.Start:e.End]; e.Code != test.code || got != test.at || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: %s at %q: %v, want %s at %q: %s", test.uri, e.Code, got, err, test.code, test.at, test.message)
		}
	}
}

// TestParseURINil takes the default filter value for a pure identity.
func TestParseURINil(t *testing.T) {
	tag, err := ParseURI("urn:epc:id:sgtin:9521141.012345.4711", nil)
	if err != nil || tag.Filter() != 1 {
		t.Errorf("%v, filter %d, %v", tag, tag.Filter(), err)
	}
}
