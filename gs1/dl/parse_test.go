package dl_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

func ExampleParse() {
	m, err := dl.Parse("https://example.com/shop/01/09506000134352/10/LOT%2F42?17=271231&linkType=gs1:pip", nil)
	fmt.Println(m, err)
	for p := range dl.Ignored(m.Input) {
		fmt.Println("ignored:", p.Name, p.Value)
	}
	// Output:
	// (01)09506000134352(10)LOT/42(17)271231 <nil>
	// ignored: linkType gs1:pip
}

func TestParse(t *testing.T) {
	legacy := &dl.ParseOptions{ShortNames: true, ShortGTIN: true}
	for _, test := range []struct {
		uri  string
		o    *dl.ParseOptions
		want string
	}{
		{"https://id.gs1.org/01/09506000134352", nil, "(01)09506000134352"},
		{"hTTp://[2001:db8::1]:8080/a/b/01/09506000134352?#x", nil, "(01)09506000134352"},
		{"https://a/01/09506000134352/22/V/10/L/21/S", nil, "(01)09506000134352(22)V(10)L(21)S"},
		{"https://a/01/09506000134352/235/T?10=L", nil, "(01)09506000134352(235)T(10)L"},
		{"https://a/417/9506000134352/7040/1ABC", nil, "(417)9506000134352(7040)1ABC"},
		// The rightmost key; what looks like one before it belongs to the stem.
		{"https://a/01/faux/01/09506000134352", nil, "(01)09506000134352"},
		{"https://a/01/09506000134352/253/9506000134352X", nil, "(253)9506000134352X"},
		// In the path "+" is itself, and percent-encoding is undone everywhere.
		{"https://a/%30%31/09506000134352/10/A+%2b%2F?99=A%2BB&%39%38=C=D", nil, `(01)09506000134352(10)A++/(99)A+B(98)C=D`},
		// Other parameters, empty ones and the fragment.
		{"https://a/00/095060001343520000?&99=A&x&&y=1&10&;11=1#99=B", nil, "(00)095060001343520000(99)A"},
		{"https://a/gtin/9506000134352/lot/L/ser/S", legacy, "(01)09506000134352(10)L(21)S"},
		{"https://a/8004/95060?01=96385074", legacy, "(8004)95060(01)00000096385074"},
		{"https://a/sscc/095060001343520000", legacy, "(00)095060001343520000"},
	} {
		m, err := dl.Parse(test.uri, test.o)
		if err != nil || m.String() != test.want || m.Input != test.uri {
			t.Errorf("%s: %s, %v, want %s", test.uri, m, err, test.want)
		}
	}
}

// TestFindings draws the place of every finding under the URI and says what
// could be read all the same.
func TestFindings(t *testing.T) {
	for _, test := range []struct {
		uri, places, codes, elements string
	}{
		{"", "", "GS1-EMPTY", ""},
		{"a", "^", "GS1-DL-SCHEME", ""},
		{"ftp://a/01/09506000134352", "^^^^^^", "GS1-DL-SCHEME", "(01)09506000134352"},
		{"https:///01/09506000134352", "        |", "GS1-DL-HOST", "(01)09506000134352"},
		{"https://u@a/01/09506000134352", "        ^^^", "GS1-DL-HOST", "(01)09506000134352"},
		{"https://:80/01/09506000134352", "        ^^^", "GS1-DL-HOST", "(01)09506000134352"},
		{"https://a", "         |", "GS1-DL-KEY", ""},
		{"https://a?01=1", "         |   ^", "GS1-DL-KEY GS1-LENGTH-SHORT", "(01)1"},
		{"https://a/b/c", "         ^^^^", "GS1-DL-KEY", ""},
		{`https://a/01/09506000134352/10/A"<B`, "                                ^^", "GS1-DL-CHARACTER", `(01)09506000134352(10)A"<B`},
		{"https://a/01/09506000134352/10/%41%7e%zz", "                                  ^^^^^^", "GS1-DL-PERCENT GS1-CHARACTER", "(01)09506000134352(10)A~%zz"},
		{"https://a/01/%30950600013435%33", "                            ^^^", "GS1-CHECK-DIGIT", "(01)09506000134353"},
		{"https://a/01/09506000134352/", "                           ^", "GS1-DL-NAME", "(01)09506000134352"},
		{"https://a/01/09506000134352/lot/A", "                            ^^^", "GS1-DL-NAME", "(01)09506000134352(10)A"},
		{"https://a/01/09506000134352/10/A/B", "                                 ^", "GS1-DL-NAME", "(01)09506000134352(10)A"},
		{"https://a/01/09506000134352/10/A/B/C", "                                 ^", "GS1-DL-NAME", "(01)09506000134352(10)A"},
		{"https://a/01/09506000134352/10", "                              |", "GS1-VALUE-EMPTY", "(01)09506000134352"},
		{"https://a/01/09506000134352/10//21/A", "                               |", "GS1-VALUE-EMPTY", "(01)09506000134352(21)A"},
		{"https://a/01/09506000134352/89/A", "                            ^^", "GS1-AI-UNKNOWN", "(01)09506000134352"},
		{"https://a/01/09506000134352/21/A/10/B", "                                 ^^", "GS1-DL-ORDER", "(01)09506000134352(21)A(10)B"},
		{"https://a/01/09506000134352/10/A/235/B", "                                 ^^^", "GS1-DL-ORDER", "(01)09506000134352(10)A(235)B"},
		{"https://a/01/09506000134352/99/A", "                            ^^", "GS1-DL-ORDER", "(01)09506000134352(99)A"},
		{"https://a/01/09506000134352/10/A/10/B", "                                 ^^^^", "GS1-DL-REPEAT", "(01)09506000134352(10)A"},
		{"https://a/01/09506000134352?10=A", "                            ^^", "GS1-DL-QUERY", "(01)09506000134352(10)A"},
		{"https://a/01/09506000134352?8200=A", "                            ^^^^", "GS1-DL-ELEMENT", "(01)09506000134352(8200)A"},
		{"https://a/01/09506000134352?99=A&99=A", "                                 ^^^^", "GS1-DL-REPEAT", "(01)09506000134352(99)A"},
		{"https://a/01/09506000134352?999=A", "                            ^^^", "GS1-AI-UNKNOWN", "(01)09506000134352"},
		{"https://a/01/09506000134352?12345=A", "                            ^^^^^", "GS1-AI-SYNTAX", "(01)09506000134352"},
		{"https://a/01/09506000134352?=A", "                            |", "GS1-AI-SYNTAX", "(01)09506000134352"},
		{"https://a/01/09506000134352?99=", "                               |", "GS1-VALUE-EMPTY", "(01)09506000134352"},
		{"https://a/01/09506000134352?99=A+B", "                                ^", "GS1-CHARACTER", "(01)09506000134352(99)A B"},
		{"https://a/01/09506000134352?%39%39=%41%00", "                                      ^^^", "GS1-CHARACTER", "(01)09506000134352(99)A\x00"},
	} {
		var problems []gs1.Finding
		m, err := dl.Parse(test.uri, &dl.ParseOptions{Problems: &problems})
		var codes []string
		for _, f := range problems {
			codes = append(codes, string(f.Code))
		}
		if err == nil || strings.Join(codes, " ") != test.codes || m.String() != test.elements {
			t.Errorf("%s: %s, %s, %v, want %s, %s", test.uri, m, codes, err, test.elements, test.codes)
		}
		if got := places(problems); got != test.places {
			t.Errorf("%s: at\n%s\nwant\n%s", test.uri, got, test.places)
		}
	}
}

// places draws the findings: "^" under each byte, "|" where something is
// missing.
func places(problems []gs1.Finding) string {
	b := []byte{}
	for _, f := range problems {
		for len(b) < max(f.End, f.Start+1) && f.End > 0 {
			b = append(b, ' ')
		}
		for i := f.Start; i < f.End; i++ {
			b[i] = '^'
		}
		if f.Start == f.End && f.Start > 0 {
			b[f.Start] = '|'
		}
	}
	return string(b)
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ uri, err string }{
		{"mailto:a", `gs1: "mailto:a" is no Digital Link URI, expected http:// or https://, at byte 0`},
		{"https://a_b/01/09506000134352", `gs1: host of the URI is "a_b", expected a domain name or an address, at byte 8`},
		{"https://a/gtin/09506000134352", `gs1: "gtin" stands where an application identifier belongs, expected 01, at byte 10`},
		{"https://a/01/09506000134352/", `gs1: "/" stands where an application identifier belongs, expected the end of the path, at byte 27`},
		{"https://a/01/09506000134352/21/A/10/B", "gs1: BATCH/LOT (10) cannot stand here in the path, expected it before (21), at byte 33"},
		{"https://a/01/09506000134352?99=%7E", `gs1: INTERNAL (99) has "~", expected a character of set 82, at byte 31`},
		{"https://a/01/09506000134352?99=%7", `gs1: "%7" is no percent-encoded byte, expected % and two hexadecimal digits, at byte 31`},
		{"https://a/01/9506000134352", "gs1: GTIN (01) has 13 digits, expected 14, at byte 13"},
	} {
		m, err := dl.Parse(test.uri, nil)
		var e *gs1.Error
		if !errors.As(err, &e) || err.Error() != test.err {
			t.Errorf("%s: %s, %v, want %s", test.uri, m, err, test.err)
		}
	}
}

func TestWarnings(t *testing.T) {
	const uri = "https://a/gtin/9506000134352/lot/A"
	var notes []gs1.Finding
	m, err := dl.Parse(uri, &dl.ParseOptions{ShortNames: true, ShortGTIN: true, Problems: &notes})
	if err != nil || m.String() != "(01)09506000134352(10)A" {
		t.Fatal(m, err)
	}
	var got []string
	for _, f := range notes {
		got = append(got, fmt.Sprintf("%s %d-%d %s", f.Severity, f.Start, f.End, f.Message))
	}
	want := `warning 10-14 "gtin" is the former name of GTIN (01), expected 01
warning 15-28 GTIN (01) is written "9506000134352" without its leading zeros, expected 14 digits
warning 29-32 "lot" is the former name of BATCH/LOT (10), expected 10`
	if strings.Join(got, "\n") != want {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if m, err := dl.Parse("https://a/01/9506000134353", &dl.ParseOptions{ShortGTIN: true}); err == nil || err.(*gs1.Error).Pos != 25 {
		t.Errorf("%s, %v, want the last byte", m, err)
	}
}

func TestIsURI(t *testing.T) {
	for text, want := range map[string]bool{"https://": true, "HtTp://a": true, "http:/a": false, "ftp://a": false, "": false, "]Q1https://a": false} {
		if got := dl.IsURI(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestAppendParsed verifies that what is read is written in canonical form.
func TestAppendParsed(t *testing.T) {
	for _, test := range []struct{ uri, want string }{
		{"HTTP://example.com/a/01/09506000134352/10/a%2fb?99=A&17=271231&x=1#f", "https://id.gs1.org/01/09506000134352/10/a%2Fb?17=271231&99=A"},
		{"https://a/01/09506000134352/235/T?10=L", "https://id.gs1.org/01/09506000134352/235/T?10=L"},
		{"https://a/253/9506000134352X?01=09506000134352", "https://id.gs1.org/253/9506000134352X?01=09506000134352"},
	} {
		m, err := dl.Parse(test.uri, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := dl.Append(nil, m, nil)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %s, %v, want %s", test.uri, got, err, test.want)
		}
	}
}

// TestPlacesOfCheck verifies that gs1.Check finds its places in a URI too.
func TestPlacesOfCheck(t *testing.T) {
	const uri = "https://a/01/09506000134352/10/%41%42~%43?99=%22%25%7E"
	var problems []gs1.Finding
	m, _ := dl.Parse(uri, &dl.ParseOptions{Problems: &problems})
	i := 0
	for f := range gs1.Check(m, nil) {
		if i == len(problems) || f != problems[i] {
			t.Fatalf("%+v, want %+v", f, problems)
		}
		i++
	}
	if i != 2 || uri[problems[0].Start:problems[0].End] != "~" || uri[problems[1].Start:problems[1].End] != "%7E" {
		t.Errorf("%+v", problems)
	}
}

// TestUnchecked verifies that values and pairs pass, and that the URI is judged.
func TestUnchecked(t *testing.T) {
	o := &dl.ParseOptions{Unchecked: true}
	for uri, want := range map[string]gs1.Code{
		"https://a/01/09506000134350/21/A":        "", // check digit
		"https://a/8010/9506000134XY/8011/0":      "", // leading zero
		"https://a/01/09506000134352/21/A?37=5":   "", // not on an item with (01)
		"https://a/01/09506000134352/21/A?7040=a": gs1.CodeDLElement,
		"https://a/01/09506000134352/21/A?99=%4":  gs1.CodeDLPercent,
		"https://a/21/A":                          gs1.CodeDLKey,
	} {
		m, err := dl.Parse(uri, o)
		e := (*gs1.Error)(nil)
		if errors.As(err, &e); (e == nil) != (want == "") || e != nil && e.Code != want {
			t.Errorf("%s: %v, want %q", uri, err, want)
		}
		if _, err := dl.Parse(uri, nil); err == nil || len(m.Elements) == 0 && want == "" {
			t.Errorf("%s: %v, checked %v", uri, m, err)
		}
	}
}

// TestAnyAttribute writes and reads elements that GS1 does not permit in a query, but
// none that it has not assigned.
func TestAnyAttribute(t *testing.T) {
	ai, err := gs1.ParseAI("89")
	if err != nil {
		t.Fatal(err)
	}
	unassigned := gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: "09506000134352"}, gs1.Element{AI: ai, Value: "X"})
	if uri, err := dl.Append(nil, unassigned, &dl.Options{AnyAttribute: true}); err == nil {
		t.Errorf("%s has an identifier that is not assigned", uri)
	}
	for message, want := range map[string]string{
		"(01)14969092246877(21)235019(7040)ec":   "https://id.gs1.org/01/14969092246877/21/235019?7040=ec",
		"(01)14969092246877(21)A(235)B(8011)123": "https://id.gs1.org/01/14969092246877/21/A?235=B&8011=123",
	} {
		m, _ := gs1.ParseBracketed(message, nil) // all read, though not all go together
		if uri, err := dl.Append(nil, m, nil); err == nil {
			t.Errorf("%s: %s without the option", message, uri)
		}
		uri, err := dl.Append(nil, m, &dl.Options{AnyAttribute: true})
		if err != nil || string(uri) != want {
			t.Errorf("%s: %s, %v, want %s", message, uri, err, want)
		}
		if got, err := dl.Parse(want, &dl.ParseOptions{Unchecked: true}); err == nil {
			t.Errorf("%s: %v without the option", want, got)
		}
		got, err := dl.Parse(want, &dl.ParseOptions{Unchecked: true, AnyAttribute: true})
		if err != nil || got.String() != m.String() {
			t.Errorf("%s: %v, %v, want %v", want, got, err, m)
		}
	}
}
