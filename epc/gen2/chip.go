// Package gen2 knows the memory of UHF tags of the Gen2 air interface. [ChipByName]
// says how much a chip has.
//
// # Specification
//
// GS1 EPC Tag Data Standard (TDS), release 2.3, §9 and §16. What the standard
// leaves to the vendors stands in chips.txt with the data sheet it comes from.
package gen2

import (
	_ "embed"
	"iter"
	"strconv"
	"strings"
)

//go:embed chips.txt
var chipTable string

// A Chip is a model of chip and what its memory holds.
type Chip struct {
	Vendor, Name string

	TID  string // its first 32 bits in hex: class, designer and model
	EPC  int    // bits of EPC memory behind the PC word
	User int    // bits of user memory

	Source string // the data sheet
}

// Chips yields the chips that the package knows.
func Chips() iter.Seq[Chip] {
	return func(yield func(Chip) bool) {
		for line := range strings.Lines(chipTable) {
			line, _, _ = strings.Cut(line, "#")
			if c, ok := parseChip(line); ok && !yield(c) {
				return
			}
		}
	}
}

func parseChip(line string) (c Chip, ok bool) {
	columns := strings.Split(line, "|")
	if len(columns) != 6 {
		return c, false
	}
	for i := range columns {
		columns[i] = strings.TrimSpace(columns[i])
	}
	epc, err := strconv.Atoi(columns[3])
	user, cause := strconv.Atoi(columns[4])
	return Chip{columns[0], columns[1], columns[2], epc, user, columns[5]}, err == nil && cause == nil
}

// ChipByName returns the chip of a name such as "M730" or "Impinj M730", in any
// case and with or without blanks and hyphens.
func ChipByName(name string) (c Chip, ok bool) {
	name = plainName(name)
	for c := range Chips() {
		if plain := plainName(c.Name); name == plain || name == plainName(c.Vendor)+plain {
			return c, true
		}
	}
	return c, false
}

// plainName is a name in lower case without blanks and hyphens.
func plainName(name string) string {
	return strings.NewReplacer(" ", "", "-", "").Replace(strings.ToLower(name))
}
