package gen2_test

import (
	"fmt"

	"github.com/eachmark/eachmark/epc/gen2"
)

func ExampleChipByName() {
	chip, ok := gen2.ChipByName("M730")
	fmt.Println(chip.Vendor, chip.Name, chip.EPC, chip.User, ok)
	// Output: Impinj M730 128 0 true
}

func ExampleChips() {
	n := 0
	for chip := range gen2.Chips() {
		if chip.EPC >= 256 {
			n++
		}
	}
	fmt.Println(n, "chips hold SGTIN-198")
	// Output: 6 chips hold SGTIN-198
}
