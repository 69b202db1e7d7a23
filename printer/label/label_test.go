package label_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/printer/label"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

func gtin(t testing.TB) gs1.GTIN {
	t.Helper()
	g, err := gs1.ParseGTIN("09506000134352")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func items(t testing.TB) map[string]label.Data {
	expiry := time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC)
	return map[string]label.Data{
		"usual":       {GTIN: gtin(t), Serial: "12345678901", Lot: "LOT42", Expiry: expiry, Product: "Ringer's solution 500 ml"},
		"serial only": {GTIN: gtin(t), Serial: "1"},
		"longest": {
			GTIN: gtin(t), Serial: strings.Repeat("W", 20), Lot: strings.Repeat("M", 20), Expiry: expiry,
			Product: strings.Repeat("Wide and long ", 12),
		},
		"characters": {GTIN: gtin(t), Serial: `_1"!%&'()*+,-./:;<=`, Lot: `>?_^~\_1`[:4] + "_d065", Product: `^XZ~JA _é "größe" \5E`},
	}
}

// TestStandard: at every resolution the ZPL, drawn by the printer's rules, and
// the picture drawn from the page are the same dot for dot, and the symbol on
// it decodes to the item.
func TestStandard(t *testing.T) {
	for name, data := range items(t) {
		for _, dpmm := range []zpl.DPMM{zpl.DPMM6, zpl.DPMM8, zpl.DPMM12, zpl.DPMM24} {
			page, err := label.Standard(data)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			format, err := page.AppendZPL(nil, dpmm)
			if err != nil {
				t.Fatalf("%s at %d dpmm: %v", name, dpmm, err)
			}
			printed, err := raster.Render(format, raster.Options{DPMM: dpmm})
			if err != nil {
				t.Fatalf("%s at %d dpmm: %v", name, dpmm, err)
			}
			drawn, err := page.Image(dpmm)
			if err != nil {
				t.Fatalf("%s at %d dpmm: %v", name, dpmm, err)
			}
			if drawn.Rect != printed.Rect || !bytes.Equal(drawn.Pix, printed.Pix) {
				t.Errorf("%s at %d dpmm: the picture of the ZPL and that of the page differ", name, dpmm)
			}
			scan, err := readback.DecodeKind(printed, symbol.GS1DataMatrix)
			if want := string(data.Message().AppendScan(nil, "]d2")); err != nil || scan != want {
				t.Errorf("%s at %d dpmm: decodes to %q (%v), want %q", name, dpmm, scan, err, want)
			}
		}
	}
}

// TestInside: no dot of text lies in the quiet zone of the symbol or outside
// the label's edge.
func TestInside(t *testing.T) {
	for name, data := range items(t) {
		page, err := label.Standard(data)
		if err != nil {
			t.Fatal(err)
		}
		symbols := page.Matrices
		page.Matrices = nil
		img, err := page.Image(zpl.DPMM24)
		if err != nil {
			t.Fatal(err)
		}
		m := symbols[0]
		side := 21 * 24 // millimetres kept for the symbol, in dots
		x0, y0 := int(m.X.Dots(zpl.DPMM24)), int(m.Y.Dots(zpl.DPMM24))
		edge := 1 * 24
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				if img.Pix[y*img.Stride+x] == 0 {
					continue
				}
				if x >= x0 && x < x0+side && y >= y0 && y < y0+side {
					t.Fatalf("%s: text at %d, %d in the place of the symbol", name, x, y)
				}
				if x < edge || y < edge || x >= img.Rect.Dx()-edge || y >= img.Rect.Dy()-edge/2 {
					t.Fatalf("%s: text at %d, %d outside the edge", name, x, y)
				}
			}
		}
	}
}

// TestIdentifiersWhole: a serial and a lot stand on the label to their last
// character, however wide they are; a product text may be cut off.
func TestIdentifiersWhole(t *testing.T) {
	for name, data := range items(t) {
		page, err := label.Standard(data)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, text := range page.Texts {
			all.WriteString(text.Value)
		}
		for _, want := range []string{data.GTIN.String(), data.Serial, data.Lot} {
			if !strings.Contains(all.String(), want) {
				t.Errorf("%s: %q is not on the label: %q", name, want, all.String())
			}
		}
	}
}

// TestFormat holds what every format must have (laws of a run).
func TestFormat(t *testing.T) {
	page, err := label.Standard(items(t)["characters"])
	if err != nil {
		t.Fatal(err)
	}
	format, err := page.AppendZPL([]byte("before"), zpl.DPMM8)
	if err != nil {
		t.Fatal(err)
	}
	text := string(format)
	for _, want := range []string{"before^XA", "^CI28", "^JZN", "^PQ1", ",200,0,0,,_"} {
		if !strings.Contains(text, want) {
			t.Errorf("the format lacks %s:\n%s", want, text)
		}
	}
	if n := len(zpl.Parse(format).Formats()); n != 1 || strings.Count(text, "^XZ") != 1 || strings.Contains(text, "~") {
		t.Errorf("%d formats, want one and no command out of the data:\n%s", n, text)
	}
}

func TestStandardRefuses(t *testing.T) {
	data := label.Data{GTIN: gtin(t), Serial: "größe"}
	if _, err := label.Standard(data); !errors.Is(err, symbol.ErrCharacter) {
		t.Errorf("a serial that no symbol can carry: %v", err)
	}
}

func BenchmarkStandardZPL(b *testing.B) {
	data := items(b)["usual"]
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		page, err := label.Standard(data)
		if err != nil {
			b.Fatal(err)
		}
		if buf, err = page.AppendZPL(buf[:0], zpl.DPMM8); err != nil {
			b.Fatal(err)
		}
	}
}
