// Command gen compiles schemes.txt of package epc into schemes_gen.go. It is
// run by "go generate" in the folder of the package.
package main

import (
	"fmt"
	"os"

	"github.com/eachmark/eachmark/epc/internal/schemetable"
)

func main() {
	if err := run("schemes.txt", "schemes_gen.go"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(table, source string) error {
	text, err := os.ReadFile(table)
	if err != nil {
		return err
	}
	t, err := schemetable.Parse(string(text))
	if err != nil {
		return err
	}
	src, err := t.Source()
	if err != nil {
		return err
	}
	return os.WriteFile(source, src, 0o666)
}
