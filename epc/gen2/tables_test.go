package gen2

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/epc/gen2/internal/memorytable"
)

// TestGenerated holds tables_gen.go to the tables of text.
func TestGenerated(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	want, err := memorytable.Source(read("chips.txt"), read("packed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), read("tables_gen.go")); diff != "" {
		t.Errorf("tables_gen.go is not what chips.txt and packed.txt say; run go generate:\n%s", diff)
	}
}

func TestTablesRefuse(t *testing.T) {
	const base = "table B0 | 90\n"
	for _, tt := range []struct{ chips, packed string }{
		{"Impinj | M1", base},
		{"formula X | 00-0Z | source", base},
		{"formula X | 00-0F | source", base}, // 16 bits
		{"a | b | E28011 | 96 | 0 | - | - | - | - | s", base},
		{"a | b | E2801190 | 96 | 0 | - | tid | - | - | s", base},
		{"a | b | E2801190 | 96 | 0 | - | some-thing | - | - | s", base},
		{"a | b | E2801190 | 96 | 0 | - | - | X | - | s", base},
		{"", ""},
		{"", base + "1 | 00 | 18n"},
		{"", base + "0 | 00 | 18x"},
		{"", base + "0 | x | 18n"},
		{"", base + "0 | =S99 | -"},
		{"", base + "0 | (02)(37) | (14n)"},
		{"", base + "0 | 420/421 | 3n"},
		{"", "table B0 | many"},
	} {
		if _, err := memorytable.Source(tt.chips, tt.packed); err == nil || !strings.Contains(err.Error(), ".txt: ") {
			t.Errorf("%q, %q: %v", tt.chips, tt.packed, err)
		}
	}
}
