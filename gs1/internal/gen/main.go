// Command gen compiles the text tables of package gs1 to Go: ai.txt to
// ai_table.go, and the lists of codes to list_table.go. It is run by "go
// generate" in the folder of the package.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/eachmark/eachmark/gs1/internal/aitable"
	"github.com/eachmark/eachmark/gs1/internal/listtable"
)

func main() {
	for file, generate := range map[string]func() ([]byte, error){"ai_table.go": identifiers, "list_table.go": lists} {
		source, err := generate()
		if err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(file, source, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func identifiers() ([]byte, error) {
	text, err := os.ReadFile("ai.txt")
	if err != nil {
		return nil, err
	}
	table, err := aitable.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("ai.txt: %w", err)
	}
	return aitable.Generate(table)
}

func lists() ([]byte, error) {
	var texts [len(listtable.Names)][]byte
	for i, name := range listtable.Names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts[i] = text
	}
	parsed, err := listtable.Parse(texts)
	if err != nil {
		return nil, err
	}
	return listtable.Generate(parsed)
}
