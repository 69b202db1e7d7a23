package fuzz

import (
	"errors"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// FuzzParseDictionary: the place of an error is in the file, and what was read
// does not differ from itself.
func FuzzParseDictionary(f *testing.F) {
	f.Add("253  ?  N13,csum,gcppos1 [X..17]  dlpkey  # GDTI")
	f.Add("01 *? N14,csum ex=255,37 dlpkey=22,10,21|235\n3100-3105 * N6 req=01+21,02 # NET WEIGHT (kg)")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := gs1.ParseDictionary(strings.NewReader(text))
		var e *gs1.DictionaryError
		if errors.As(err, &e) && (e.Line < 1 || e.Line > strings.Count(text, "\n")+1 || e.Column < 1 || e.Column > len(text)+1) {
			t.Fatalf("%q: %v", text, err)
		}
		for difference := range d.Diff(d) {
			t.Fatal(difference)
		}
	})
}
