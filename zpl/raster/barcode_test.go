package raster

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
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

// composites are fields with a composite symbol: what a scanner reads of the linear
// component, and zint's number for the symbology, its version of the component and
// its input.
var composites = []struct {
	field, linear string
	zint, version int
	input         string
}{
	{"^BRN,1,3^FD0950600013435|1199010210ABC^FS", "]e00109506000134352", 132, 1, "09506000134352\t[11]990102[10]ABC"},
	{"^BRN,3,3^FD0950600013435|1199010210ABC^FS", "]e00109506000134352", 137, 1, "09506000134352\t[11]990102[10]ABC"},
	{"^BRN,4,3^FD0950600013435|21ABC^FS", "]e00109506000134352", 138, 1, "09506000134352\t[21]ABC"},
	{"^BRN,5,3^FD0950600013435|21ABC^FS", "]e00109506000134352", 133, 1, "09506000134352\t[21]ABC"},
	{"^BRN,6,3^FD01950600013435283103001750|21ABC^FS", "]e001950600013435283103001750", 134, 1, "[01]95060001343528[3103]001750\t[21]ABC"},
	{"^BRN,6,3,1,9,4^FD01950600013435283103001750|21ABC^FS", "]e001950600013435283103001750", 139, 1, "[01]95060001343528[3103]001750\t[21]ABC"},
	{"^BRN,7,3,1,60^FD61414112345|21ABC^FS", "]E00614141123452", 135, 1, "614141123452\t[21]ABC"},
	{"^BRN,8,3,1,60^FD2345600007|21ABC^FS", "]E00023456000073", 136, 1, "02345673\t[21]ABC"},
	{"^BRN,9,3,1,60^FD950600013435|10ABC#21XYZ^FS", "]E09506000134352", 130, 1, "9506000134352\t[10]ABC[21]XYZ"},
	{"^BRN,10,3,1,60^FD9638507|21ABC^FS", "]E496385074", 130, 1, "9638507\t[21]ABC"},
	{"^BRN,11,2,1,60^FD0109506000134352|10ABC#21XYZ^FS", "]C10109506000134352", 131, 1, "[01]09506000134352\t[10]ABC[21]XYZ"},
	{"^BRN,11,2,1,60^FD0109506000134352|91" + strings.Repeat("ABCabc", 12) + "^FS", "]C10109506000134352", 131, 2, "[01]09506000134352\t[91]" + strings.Repeat("ABCabc", 12)},
	{"^BRN,12,2,1,60^FD0109506000134352|10ABC#21XYZ^FS", "]C10109506000134352", 131, 3, "[01]09506000134352\t[10]ABC[21]XYZ"},
}

// The linear component of composite symbols is read, and told to be one.
func TestComposites(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for i, c := range composites {
		path := filepath.Join(dir, fmt.Sprintf("%02d.png", i))
		var b bytes.Buffer
		if err := png.Encode(&b, render(t, 900, 500, "^FO60,60"+c.field)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for i, d := range judges.ZXing(t, files...) {
		var read []string
		for _, d := range append(d.More, d) {
			if len(d.Text) == 12 && d.Symbology == "]E0" {
				d.Text = "0" + d.Text
			}
			read = append(read, d.Symbology+d.Text)
		}
		if c := composites[i]; !slices.Contains(read, c.linear) {
			t.Errorf("%s: %q, want %q among them", c.field, read, c.linear)
		}
	}
}

// The modules on the label are those of zint.
func TestCompositesAreZints(t *testing.T) {
	for _, c := range composites {
		symbols, _ := judges.Libzint(t, judges.LibzintOptions{Symbology: c.zint, Option1: c.version, Option2: segments(c.field)}, []string{c.input})
		if got, want := modulesOn(t, c.field), symbols[0].Rows; got != want || symbols[0].Error != "" {
			t.Errorf("%s: drawn\n%s\nwant %s\n%s", c.field, got, symbols[0].Error, want)
		}
	}
}

// segments is what zint is told of them.
func segments(field string) int {
	if strings.HasPrefix(field, "^BRN,6,3,1,9,4") {
		return 2 // columns of two segments
	}
	return 0
}

// modulesOn reads the modules of the symbol in the upper left corner of a label, row
// by row but for guard bars.
func modulesOn(t *testing.T, field string) string {
	t.Helper()
	r := New(Options{Width: 900, Length: 500})
	label := renderAll(t, r, "^XA^FO0,0"+field+"^XZ")
	c := zpl.Parse([]byte(field)).Commands
	b, err := r.barcodeOf(&c[0], c[1].AppendData(nil))
	if err != nil || len(label.Problems) > 0 {
		t.Fatal(err, label.Problems)
	}
	var rows []string
	top := 0
	for y := range r.code.Height {
		height := b.rowHeight(&r.code, y)
		if height == 0 {
			continue
		}
		row := make([]byte, r.code.Width)
		for x := range row {
			row[x] = ".#"[label.Image.ColorIndexAt(x*b.module+b.module/2, top+height/2)]
		}
		rows = append(rows, string(row))
		top += height
	}
	return strings.Join(rows, "\n")
}

// The separator between components is as high as the command says.
func TestSeparatorHeight(t *testing.T) {
	one := extent(render(t, 500, 500, "^FO10,20^BRN,1,3,1^FD0950600013435|21ABC^FS"))
	two := extent(render(t, 500, 500, "^FO10,20^BRN,1,3,2^FD0950600013435|21ABC^FS"))
	if two.Dy() != one.Dy()+3 || two.Min != one.Min {
		t.Errorf("a module high: %v, two: %v", one, two)
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
