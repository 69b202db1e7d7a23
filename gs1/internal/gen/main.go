// Command gen compiles ai.txt of package gs1 into ai_table.go. It is run by "go
// generate" in the folder of the package.
package main

import (
	"log"
	"os"

	"github.com/eachmark/eachmark/gs1/internal/aitable"
)

func main() {
	text, err := os.ReadFile("ai.txt")
	if err != nil {
		log.Fatal(err)
	}
	table, err := aitable.Parse(text)
	if err != nil {
		log.Fatal("ai.txt: ", err)
	}
	source, err := aitable.Generate(table)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("ai_table.go", source, 0o644); err != nil {
		log.Fatal(err)
	}
}
