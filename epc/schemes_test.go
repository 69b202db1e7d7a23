package epc

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/epc/internal/schemetable"
)

// TestGenerated holds schemes_gen.go to schemes.txt.
func TestGenerated(t *testing.T) {
	text, err := os.ReadFile("schemes.txt")
	if err != nil {
		t.Fatal(err)
	}
	table, err := schemetable.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	want, err := table.Source()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("schemes_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("schemes_gen.go is not what schemes.txt says; run go generate:\n%s", diff)
	}
}

func TestScheme(t *testing.T) {
	for _, name := range []string{"sgtin-96", "SGTIN-96"} {
		if s, err := ParseScheme(name); s != SGTIN96 || err != nil {
			t.Errorf("ParseScheme(%q) = %v, %v", name, s, err)
		}
	}
	for name, want := range map[string]string{
		"sgtin": `epc: scheme "sgtin" is not known, at byte 0`,
		"":      `epc: scheme "" is not known`,
	} {
		if s, err := ParseScheme(name); s != 0 || err == nil || err.Error() != want {
			t.Errorf("ParseScheme(%q) = %v, %v, want the error %s", name, s, err, want)
		}
	}
	if got := SGTIN96.String(); got != "sgtin-96" {
		t.Errorf("String is %q", got)
	}
	if got := Scheme(200).String(); got != "invalid scheme" {
		t.Errorf("String of no scheme is %q", got)
	}
}

func TestFilterMeaning(t *testing.T) {
	for filter, want := range map[uint8]string{0: "All Others", 1: "Point of Sale (POS) Trade Item", 3: "", 6: "Unit Load", 8: ""} {
		if got := SGTIN96.FilterMeaning(filter); got != want {
			t.Errorf("filter value %d means %q, want %q", filter, got, want)
		}
	}
	if got := Scheme(0).FilterMeaning(1); got != "" {
		t.Errorf("filter value of no scheme means %q", got)
	}
}
