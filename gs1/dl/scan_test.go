package dl_test

import (
	"errors"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// TestScan reads URIs that scanners transmit; places count the symbology
// identifier.
func TestScan(t *testing.T) {
	const uri = "https://id.gs1.org/01/09506000134352?17=271231"
	for _, id := range []string{"]Q1", "]d1", "]J0"} {
		m, err := dl.ParseScan(id+uri, nil)
		if err != nil || m.String() != "(01)09506000134352(17)271231" || m.Symbology != id || m.Input != id+uri {
			t.Fatalf("%s: %+v, %v", id, m, err)
		}
		for _, e := range m.Elements {
			if m.Input[e.Pos:e.Pos+len(e.Value)] != e.Value {
				t.Errorf("%s: %+v", id, e)
			}
		}
		scan, err := dl.AppendScan(nil, m, id, nil)
		if err != nil || string(scan) != id+uri {
			t.Errorf("%s: %s, %v", id, scan, err)
		}
		if !dl.IsScan(id + uri) {
			t.Errorf("%s is none", id)
		}
	}
	for _, scan := range []string{"", uri, "]Q3" + uri, "]Q1", "]Q10109506000134352", "]Q1urn:epc:id"} {
		if dl.IsScan(scan) {
			t.Errorf("%s is one", scan)
		}
	}
}

// TestScanErrors verifies what is wrong, and where.
func TestScanErrors(t *testing.T) {
	for _, test := range []struct {
		scan       string
		code       gs1.Code
		start, end int
	}{
		{"", gs1.CodeDLScheme, 0, 0},
		{"]d2https://a/01/09506000134352", gs1.CodeDLScheme, 0, 3},
		{"]Q1", gs1.CodeEmpty, 3, 3},
		{"]Q1text", gs1.CodeDLScheme, 3, 7},
		{"]Q1ftp://a/01/09506000134352", gs1.CodeDLScheme, 3, 9},
		{"]Q1https://", gs1.CodeDLHost, 11, 11},
		{"]Q1https://a/01/09506000134353", gs1.CodeCheckDigit, 29, 30},
		{"]Q1https://a/01/09506000134352/10/%41%7E", gs1.CodeCharacter, 37, 40},
		{"]Q1https://a/00/095060001343520000?17=271231", gs1.CodeRequires, 35, 37},
	} {
		var problems []gs1.Finding
		_, err := dl.ParseScan(test.scan, &dl.ParseOptions{Problems: &problems})
		if err == nil || len(problems) == 0 {
			t.Errorf("%s: nothing wrong", test.scan)
			continue
		}
		if f := problems[0]; f.Code != test.code || f.Start != test.start || f.End != test.end {
			t.Errorf("%s: %+v", test.scan, f)
		}
	}
	m := gs1.NewMessage(gs1.Element{AI: gs1.AI10, Value: "A"})
	for _, id := range []string{"]d2", "]Q1", "]Q", ""} {
		b, err := dl.AppendScan([]byte("x"), m, id, nil)
		if e := new(gs1.Error); !errors.As(err, &e) || string(b) != "x" {
			t.Errorf("%s: %s, %v", id, b, err)
		}
	}
}
