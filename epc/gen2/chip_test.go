package gen2

import (
	"strings"
	"testing"
)

// TestChips holds that every line of chips.txt is a chip.
func TestChips(t *testing.T) {
	lines := 0
	for line := range strings.Lines(chipTable) {
		if strings.Contains(line, "|") && !strings.HasPrefix(line, "#") {
			lines++
		}
	}
	seen := map[string]bool{}
	for c := range Chips() {
		lines--
		if c.Vendor == "" || len(c.TID) != 8 || c.EPC%16 != 0 || c.EPC < 96 || c.EPC > 496 || c.User%16 != 0 || c.Source == "" || seen[c.Name] {
			t.Errorf("chip %+v", c)
		}
		seen[c.Name] = true
	}
	if lines != 0 {
		t.Errorf("%d lines are no chips", lines)
	}
}

func TestChipByName(t *testing.T) {
	for _, name := range []string{"M730", "m730", "Impinj M730", "impinj-m730"} {
		if c, ok := ChipByName(name); !ok || c.EPC != 128 || c.User != 0 {
			t.Errorf("%s is %+v, %t", name, c, ok)
		}
	}
	if c, ok := ChipByName("ucode 8M"); !ok || c.EPC != 96 {
		t.Errorf("%+v, %t", c, ok)
	}
	if c, ok := ChipByName("M"); ok {
		t.Errorf("M is %+v", c)
	}
}
