package gridtest

import (
	"errors"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/testdata/judges"
)

// Runes returns the data of s, in which "␣" is FNC1.
func Runes(s string) []rune {
	data := []rune(s)
	for i, r := range data {
		if r == '␣' {
			data[i] = grid.FNC1
		}
	}
	return data
}

// Message returns the data of a GS1 symbol of a message, "(01)…"; of other text,
// which a figure may have as well, its characters.
func Message(t testing.TB, s string) []rune {
	t.Helper()
	if s == "" || s[0] != '(' {
		return []rune(s)
	}
	m, err := gs1.ParseBracketed(s, &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		t.Fatal(err)
	}
	data := []rune{grid.FNC1}
	for _, c := range m.AppendScan(nil, "") {
		if c == gs1.GS {
			data = append(data, grid.FNC1)
		} else {
			data = append(data, rune(c))
		}
	}
	return data
}

// A Sheet is pictures of symbols and what a scanner makes of each, its identifier
// first.
type Sheet struct {
	Pictures
	Scans []string
}

// Add adds a symbol, its bars so many modules high.
func (s *Sheet) Add(t testing.TB, g *grid.Grid, bars int, scan string) {
	t.Helper()
	s.Pictures.Add(t, g, bars)
	s.Scans = append(s.Scans, scan)
}

// Compare holds that a decoder read of each picture what a scanner should, and
// nothing else.
func (s *Sheet) Compare(t *testing.T, decoded []judges.Decoded) {
	t.Helper()
	for i, d := range decoded {
		if got := d.Symbology + d.Text; got != s.Scans[i] || len(d.More) > 0 {
			t.Errorf("%d: read %q and %d more, want %q", i, got, len(d.More), s.Scans[i])
		}
	}
}

// CheckRefusal holds that an encoder refuses data with err: it wraps want, is about
// so many runes at pos, and says message.
func CheckRefusal(t *testing.T, err, want error, pos, length int, message string) {
	t.Helper()
	var refused *grid.Error
	if !errors.As(err, &refused) || !errors.Is(err, want) {
		t.Errorf("%v, want %s", err, message)
		return
	}
	if refused.Pos != pos || refused.Len != length || err.Error() != message {
		t.Errorf("%v, %d runes at %d, want %s, %d at %d", err, refused.Len, refused.Pos, message, length, pos)
	}
}
