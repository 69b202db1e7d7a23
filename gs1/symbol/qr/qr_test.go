package qr_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
)

// runes returns the data of s, in which "␣" is FNC1.
func runes(s string) []rune {
	data := []rune(s)
	for i, r := range data {
		if r == '␣' {
			data[i] = grid.FNC1
		}
	}
	return data
}

// ofMessage returns the data of a message with its identifiers in parentheses.
func ofMessage(t *testing.T, bracketed string) []rune {
	t.Helper()
	m, err := gs1.ParseBracketed(bracketed, &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		t.Fatal(err)
	}
	return runes("␣" + strings.ReplaceAll(string(m.AppendScan(nil, "")), "\x1d", "␣"))
}

// TestFigures compares the modules with symbols printed in the standards.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	for _, f := range figures {
		mask, err := strconv.ParseUint(f.Data[1], 2, 3)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(f.Data[2:], " ")
		data := runes(text)
		if text[0] == '(' {
			data = ofMessage(t, text)
		}
		level := map[string]qr.Level{"L": qr.L, "M": qr.M, "Q": qr.Q, "H": qr.H}[f.Data[0]]
		var e qr.Encoder
		var g grid.Grid
		if err := e.Encode(&g, data, &qr.Options{Level: level, KeepLevel: true, Mask: qr.Mask000 + qr.Mask(mask)}); err != nil {
			t.Fatal(err)
		}
		if got := gridtest.Text(&g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
		e.Encode(&g, data, &qr.Options{Level: level, KeepLevel: true})
		t.Logf("%s: want mask %03b auto %03b", f.Name, mask, e.Symbol().Mask-1)
	}
	if len(figures) < 4 {
		t.Errorf("%d figures, want at least 4", len(figures))
	}
}
