package main

import (
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// What an operator types is a serial, also where it could be read as an element
// string.
func TestScannedSerial(t *testing.T) {
	gtin, err := gs1.ParseGTIN("09506000134352")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ line, serial, problem string }{
		{"48815162342", "48815162342", ""},
		{"21815162342", "21815162342", ""},
		{"10815162342", "10815162342", ""},
		{" A1 ", "A1", ""},
		{"(01)09506000134352(21)A1", "A1", ""},
		{"(21)A1", "A1", ""},
		{"]d2010950600013435221A1", "A1", ""},
		{"010950600013435221A1", "A1", ""},
		{"https://id.gs1.org/01/09506000134352/21/A1", "A1", ""},
		{"(01)00000000000017(21)A1", "A1", "the label is of GTIN 00000000000017, not 09506000134352"},
		{"(01)09506000134352", "", "the label has no serial"},
	} {
		serial, problem := scannedSerial(record{text: tt.line}, gtin)
		if serial != tt.serial || problem != tt.problem {
			t.Errorf("%q: %q, %q, want %q, %q", tt.line, serial, problem, tt.serial, tt.problem)
		}
	}
}
