// Command gen compiles the text tables of package gs1 to Go: ai.txt to
// ai_table.go, the lists of codes to list_table.go and meanings.txt to
// meaning_table.go. It is run by "go generate" in the folder of the package.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/eachmark/eachmark/gs1/internal/aitable"
	"github.com/eachmark/eachmark/gs1/internal/listtable"
	"github.com/eachmark/eachmark/gs1/internal/meaningtable"
)

func main() {
	for file, generate := range map[string]func() ([]byte, error){
		"ai_table.go": identifiers, "list_table.go": lists, "meaning_table.go": meanings,
	} {
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

func meanings() ([]byte, error) {
	text, err := os.ReadFile("meanings.txt")
	if err != nil {
		return nil, err
	}
	rows, err := meaningtable.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("meanings.txt: %w", err)
	}
	return meaningtable.Generate(rows)
}
