package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/testdata/judges"
	"github.com/eachmark/eachmark/zpl"
)

// barcodes are fields with a symbol, and what a scanner sends for it; id is the
// judge's, where it differs from ours.
var barcodes = []struct{ field, id, data string }{
	{"^BY2^BEN,80^FD950600013435^FS", "]E0", "9506000134352"},
	{"^BY2^BEN,80,N^FD9506000134359^FS", "]E0", "9506000134352"}, // the check digit is the printer's
	{"^BY3^BEN,80,Y,Y^FD12345^FS", "]E0", "0000000123457"},
	{"^BY2^B8N,80^FD9638507^FS", "]E4", "96385074"},
	{"^BY2^B8N,80,N^FD7^FS", "]E4", "00000079"},
	{"^BY2^BUN,80^FD61414112345^FS", "]E0", "0614141123452"},
	{"^BY2^B9N,80^FD2345600007^FS", "]E0", "0023456000073"},
	{"^BY2,3^B2N,80^FD09506000134352^FS", "]I1", "09506000134352"},
	{"^BY4,2.5^B2N,80,N,N,Y^FD0950600013435^FS", "]I1", "09506000134352"},
	{"^BY3,2^B2N,80,N^FD09506000134352^FS", "]I1", "09506000134352"},
	{"^BQN,2,4^FDQA,hello^FS", "]Q1", "hello"},
	{"^BQN,2,3^FDLA,https://id.gs1.org/01/09506000134352/21/1^FS", "]Q1", "https://id.gs1.org/01/09506000134352/21/1"},
	{"^BQN,2,4^FDHM,B0006helloX^FS", "]Q1", "helloX"},
	{"^BQN,2,4^FDMM,N12345678^FS", "]Q1", "12345678"},
	{"^BQN,2,4^FDXA,level^FS", "]Q1", "level"},
	{"^BRN,1,3^FD0950600013435^FS", "]e0", "0109506000134352"},
	{"^BRN,2,3^FD09506000134352^FS", "]e0", "0109506000134352"},
	{"^BRN,3,3^FD0950600013435^FS", "]e0", "0109506000134352"},
	{"^BRN,4,3^FD0950600013435^FS", "]e0", "0109506000134352"},
	{"^BRN,5,3^FD0950600013435^FS", "]e0", "0109506000134352"},
	{"^BRN,6,2^FD010950600013435210LOT#21ABC^FS", "]e0", "010950600013435210LOT\x1d21ABC"},
	{"^BRN,6,3,1,25,4^FD010950600013435210LOT#21ABC^FS", "]e0", "010950600013435210LOT\x1d21ABC"},
	{"^BRR,1,3^FD0950600013435^FS", "]e0", "0109506000134352"},
	{"^BRN,7,3,1,80^FD61414112345^FS", "]E0", "0614141123452"},
	{"^BRN,8,3,1,80^FD2345600007^FS", "]E0", "0023456000073"},
	{"^BRN,9,3,1,80^FD950600013435^FS", "]E0", "9506000134352"},
	{"^BRN,10,3,1,80^FD9638507^FS", "]E4", "96385074"},
	{"^BRN,11,3,1,80^FD0109506000134352^FS", "]C1", "0109506000134352"},
}

// barcodeLabel draws the i-th of barcodes, turned by the orientation.
func barcodeLabel(t testing.TB, i int, turned string) *image.Paletted {
	t.Helper()
	field := strings.Replace(barcodes[i].field, "N,", turned+",", 1)
	img, err := Render([]byte("^XA^CI28^FO80,80^A0N,30"+field+"^XZ"), Options{Width: 800, Length: 800})
	if err != nil {
		t.Errorf("%s: %v", field, err)
	}
	return img
}

func TestBarcodes(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for i := range barcodes {
		path := filepath.Join(dir, fmt.Sprintf("%02d.png", i))
		var b bytes.Buffer
		if err := png.Encode(&b, barcodeLabel(t, i, "N")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for i, d := range judges.ZXing(t, files...) {
		want := barcodes[i]
		text := d.Text
		if len(text) == 12 && d.Symbology == "]E0" {
			text = "0" + text
		}
		if d.Symbology != want.id || text != want.data {
			t.Errorf("%s: %s%q, want %s%q", want.field, d.Symbology, d.Text, want.id, want.data)
		}
	}
}

// Our own decoder reads what it can, in every orientation.
func TestBarcodesTurned(t *testing.T) {
	for i, want := range barcodes {
		if !strings.Contains("]E0 ]E4 ]I1 ]Q1", want.id) || strings.HasPrefix(want.field, "^BR") {
			continue
		}
		for _, turned := range []string{"N", "R", "I", "B"} {
			scan, err := readback.Decode(barcodeLabel(t, i, turned))
			if err != nil || scan != want.id+want.data {
				t.Errorf("%s turned %s: %q, %v", want.field, turned, scan, err)
			}
		}
	}
}

// The place and size of symbols: the corner of ^FO, modules of ^BY, and bars as
// high as they say, the guard bars longer where digits stand below.
func TestBarcodeExtent(t *testing.T) {
	for _, tt := range []struct {
		field string
		want  image.Rectangle
	}{
		{"^BY2^BEN,50,N^FD950600013435^FS", image.Rect(10, 20, 10+2*95, 70)},
		{"^BY3^B8N,50,N^FD9638507^FS", image.Rect(10, 20, 10+3*67, 70)},
		{"^BY2^BUN,50,N^FD61414112345^FS", image.Rect(10, 20, 10+2*95, 70)},
		{"^BY2,3^B2N,50,N^FD09506000134352^FS", image.Rect(10, 20, 10+2*(4+14*9+5), 70)},
		{"^BY4,2.5^B2N,50,N^FD09506000134352^FS", image.Rect(10, 20, 10+4*4+14*(3*4+2*10)+10+8, 70)},
		{"^BQN,2,3^FDQA,hello^FS", image.Rect(10, 20, 10+3*21, 20+3*21)},
		{"^BRN,1,2^FD0950600013435^FS", image.Rect(10, 20, 10+2*96, 20+2*33)},
	} {
		img := render(t, 600, 400, "^FO10,20"+tt.field)
		got := extent(img)
		if tt.field[:3] == "^BR" { // begins with a light module
			got.Min.X, got.Max.X = tt.want.Min.X, tt.want.Max.X
		}
		if got != tt.want {
			t.Errorf("%s: dots in %v, want %v", tt.field, got, tt.want)
		}
	}
	below := extent(render(t, 400, 400, "^FO30,20^A0N,20^BY2^BEN,50^FD950600013435^FS"))
	if below.Max.Y <= 70+10 || below.Min.X >= 30 {
		t.Errorf("EAN-13 with its digits is in %v", below)
	}
	above := extent(render(t, 400, 400, "^FO30,40^A0N,20^BY2^BEN,50,Y,Y^FD950600013435^FS"))
	if above.Max.Y != 90 || above.Min.Y >= 40 {
		t.Errorf("EAN-13 with its digits above is in %v", above)
	}
}

// Pictures in every encoding are the same picture.
func TestPictureEncodings(t *testing.T) {
	g := zpl.Graphic{Row: 2, Bits: []byte{0xff, 0xff, 0x80, 0x01, 0x80, 0x01, 0xff, 0xff}}
	var want []uint8
	for _, e := range []zpl.GraphicEncoding{zpl.GraphicHex, zpl.GraphicRuns, zpl.GraphicB64, zpl.GraphicZ64, zpl.GraphicBinary} {
		src := append(g.AppendField([]byte("^XA^FO5,5"), e), "^FS^XZ"...)
		img, err := Render(src, Options{Width: 30, Length: 20})
		if err != nil {
			t.Fatalf("%s: %v", src, err)
		}
		if want == nil {
			want = img.Pix
		}
		if !bytes.Equal(img.Pix, want) || extent(img) != image.Rect(5, 5, 21, 9) {
			t.Errorf("%q looks otherwise: dots in %v", src, extent(img))
		}
	}
}
