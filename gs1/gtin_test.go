package gs1_test

import (
	"errors"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

func TestParseGTIN(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"09506000134352", "09506000134352"},
		{"9506000134352", "09506000134352"},
		{"614141000036", "00614141000036"},
		{"95200002", "00000095200002"},
	} {
		g, err := gs1.ParseGTIN(test.text)
		if err != nil || g.String() != test.want || !g.IsValid() {
			t.Errorf("ParseGTIN(%q) = %v, %v, want %s", test.text, g, err, test.want)
		}
	}
}

func TestParseGTINErrors(t *testing.T) {
	for _, test := range []struct{ text, message string }{
		{"", "gs1: a GTIN has 8, 12, 13 or 14 digits, found 0"},
		{"950600013435", "gs1: check digit of GTIN (01) is 5, expected 9, at byte 11"},
		{"9506000134354", "gs1: check digit of GTIN (01) is 4, expected 2, at byte 12"},
		{"950600013435x", `gs1: GTIN (01) has "x", expected a digit, at byte 12`},
		{"00000000", "gs1: a GTIN of zeros identifies nothing"},
	} {
		g, err := gs1.ParseGTIN(test.text)
		if err == nil || err.Error() != test.message || g.IsValid() {
			t.Errorf("ParseGTIN(%q) = %v, %v, want %s", test.text, g, err, test.message)
		}
	}
	if _, err := gs1.ParseGTIN("1"); !errors.Is(err, gs1.ErrGTINLength) {
		t.Error(err)
	}
	if _, err := gs1.ParseGTIN("0000000000000"); !errors.Is(err, gs1.ErrGTINZero) {
		t.Error(err)
	}
}

func TestGTINText(t *testing.T) {
	var g gs1.GTIN
	if text, err := g.MarshalText(); err != nil || len(text) != 0 || g.String() != "invalid GTIN" {
		t.Errorf("%q, %v, %s", text, err, g)
	}
	if err := g.UnmarshalText([]byte("95200002")); err != nil || g.String() != "00000095200002" {
		t.Errorf("%v, %v", g, err)
	}
	if err := g.UnmarshalText([]byte("95200003")); err == nil {
		t.Error("a wrong check digit was accepted")
	}
	if err := g.UnmarshalText(nil); err != nil || g.IsValid() {
		t.Errorf("%v, %v", g, err)
	}
}
