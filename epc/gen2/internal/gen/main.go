// Command gen compiles chips.txt and packed.txt of package gen2 into
// tables_gen.go. It is run by "go generate" in the folder of the package.
package main

import (
	"fmt"
	"os"

	"github.com/eachmark/eachmark/epc/gen2/internal/memorytable"
)

func main() {
	if err := run("chips.txt", "packed.txt", "tables_gen.go"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(chips, packed, source string) error {
	chipText, err := os.ReadFile(chips)
	if err != nil {
		return err
	}
	packedText, err := os.ReadFile(packed)
	if err != nil {
		return err
	}
	src, err := memorytable.Source(string(chipText), string(packedText))
	if err != nil {
		return err
	}
	return os.WriteFile(source, src, 0o666)
}
