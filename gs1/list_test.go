package gs1_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/eachmark/eachmark/gs1/internal/listtable"
)

// TestLists holds list_table.go equal to what the texts compile to, and each list
// as long as its head says.
func TestLists(t *testing.T) {
	var texts [len(listtable.Names)][]byte
	for i, name := range listtable.Names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = text
	}
	lists, err := listtable.Parse(texts)
	if err != nil {
		t.Fatal(err)
	}
	want, err := listtable.Generate(lists)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("list_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("list_table.go is not what the lists compile to; run go generate")
	}
	for i, entries := range []int{len(lists.CountryNumbers), len(lists.CurrencyNumbers), len(lists.MediaTypes), len(lists.PackageTypes)} {
		if want := []int{249, 179, 30, 431}[i]; entries != want {
			t.Errorf("%s has %d codes, want %d", listtable.Names[i], entries, want)
		}
	}
}
