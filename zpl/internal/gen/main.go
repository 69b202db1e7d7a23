// Command gen compiles commands.txt of package zpl into commands_gen.go. It is
// run by "go generate" in the folder of the package.
package main

import (
	"fmt"
	"os"

	"github.com/eachmark/eachmark/zpl/internal/commandtable"
)

func main() {
	if err := run("commands.txt", "commands_gen.go"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(table, source string) error {
	text, err := os.ReadFile(table)
	if err != nil {
		return err
	}
	t, err := commandtable.Parse(string(text))
	if err != nil {
		return err
	}
	src, err := t.Source()
	if err != nil {
		return err
	}
	return os.WriteFile(source, src, 0o666)
}
