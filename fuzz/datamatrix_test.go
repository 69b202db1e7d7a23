package fuzz

import (
	"errors"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/datamatrix/decoder"

	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// FuzzDataMatrix holds that what is encoded, in any shape and with any encodations,
// reads back, and that an error says where the data are wrong.
func FuzzDataMatrix(f *testing.F) {
	f.Add("␝0109506000134352", uint8(0), uint8(0))
	f.Add("A1B2C3D4E5F6G7H8I9J0K1L2", uint8(7), uint8(0))
	f.Add(".A.C1.3.DATA.123DATA.123DATA", uint8(1), uint8(16))
	f.Add("«äöüé»", uint8(2), uint8(32))
	f.Add(strings.Repeat("\u0080", 300), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, in string, shapes, encodations uint8) {
		data := symbolRunes(in)
		var e datamatrix.Encoder
		var g grid.Grid
		err := e.Encode(&g, data, &datamatrix.Options{
			Shapes:      datamatrix.Shapes(shapes & 7),
			Encodations: datamatrix.Encodations(encodations),
		})
		if err != nil {
			checkRefusal(t, data, err)
			return
		}
		got := readDataMatrix(t, &g)
		if want, ok := gozxingText(data); ok && got != want {
			t.Fatalf("%q in codewords %v reads %q, want %q", in, e.Codewords(), got, want)
		}
	})
}

// checkRefusal holds that err is about a part of data.
func checkRefusal(t *testing.T, data []rune, err error) {
	t.Helper()
	var refused *grid.Error
	if !errors.As(err, &refused) {
		t.Fatalf("%q: %v", data, err)
	}
	if refused.Pos < 0 || refused.Len < 0 || refused.Pos+refused.Len > len(data) {
		t.Fatalf("%q: %v, %d runes at %d", data, err, refused.Len, refused.Pos)
	}
}

// readDataMatrix reads the modules of a symbol with gozxing.
func readDataMatrix(t *testing.T, g *grid.Grid) string {
	t.Helper()
	bits, err := gozxing.NewBitMatrix(g.Width, g.Height)
	if err != nil {
		t.Fatal(err)
	}
	for y := range g.Height {
		for x := range g.Width {
			if g.Dark(x, y) {
				bits.Set(x, y)
			}
		}
	}
	result, err := decoder.NewDecoder().Decode(bits)
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

// gozxingText returns the text of data, GS for FNC1, as gozxing has it for the first one
// too. Of characters above ASCII gozxing makes now one byte and now two, so ok is
// false for them.
func gozxingText(data []rune) (text string, ok bool) {
	b := make([]byte, len(data))
	for i, r := range data {
		if r == grid.FNC1 {
			r = '\x1d'
		}
		if r > 127 {
			return "", false
		}
		b[i] = byte(r)
	}
	return string(b), true
}
