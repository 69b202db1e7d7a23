package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// TestMessages holds the corpus to the strings whose figures are published.
func TestMessages(t *testing.T) {
	all := Messages()
	hash := sha256.New()
	for _, m := range all {
		hash.Write([]byte(m.Squared() + "\n"))
	}
	got := hex.EncodeToString(hash.Sum(nil))
	if want := "9d7c34ec9a441670ac8dd021ed2d21c870ae34d3b2d8bec083b168a9b4aac84d"; got != want {
		t.Errorf("corpus with hash %s, want %s; the first is %s", got, want, all[0].Squared())
	}
}

// TestData compares the data with what package gs1 makes of the same message.
func TestData(t *testing.T) {
	for _, m := range Messages() {
		var elements []gs1.Element
		for _, e := range [][2]string{{"01", m.GTIN}, {"17", m.Expiry}, {"10", m.Batch}, {"21", m.Serial}} {
			ai, err := gs1.ParseAI(e[0])
			if err != nil {
				t.Fatal(err)
			}
			elements = append(elements, gs1.Element{AI: ai, Value: e[1]})
		}
		want := gs1.NewMessage(elements...)
		for f := range gs1.Check(want, nil) {
			t.Errorf("%s: %v", m.Bracketed(), f)
		}
		scan := []rune{grid.FNC1}
		for _, c := range want.AppendScan(nil, "") {
			if c == gs1.GS {
				scan = append(scan, grid.FNC1)
			} else {
				scan = append(scan, rune(c))
			}
		}
		if got := m.Data(); !slices.Equal(got, scan) {
			t.Fatalf("%s: data %v, want %v", m.Bracketed(), got, scan)
		}
	}
}

// TestRandom has package gs1 judge the random messages.
func TestRandom(t *testing.T) {
	seen := map[string]bool{}
	for _, data := range Random(1, 300, 60) {
		if _, err := gs1.ParseScan("]d2"+Text(data), &gs1.ParseOptions{PartOfLabel: true}); err != nil {
			t.Errorf("%q: %v", Text(data), err)
		}
		if len(data) > 61 {
			t.Errorf("%q: %d characters, want at most 60", Text(data), len(data)-1)
		}
		seen[Text(data)] = true
	}
	if len(seen) != 300 {
		t.Errorf("%d different messages, want 300", len(seen))
	}
}
