package fuzz

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// FuzzPicture: whatever comes as the data of a picture, it is a picture within
// bounds or an error; stored and sent again it is the same, and so is its drawing.
func FuzzPicture(f *testing.F) {
	png := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x01\x01\x00\x00\x00\x00"
	for _, s := range []string{"FF8080", ":B64:8A8=:E875", "g0,:!", "zA", "\x00\x01^XZ", png, ":Z64:eJz7DwAA/wD/:0000"} {
		f.Add("A", "G", uint32(len(s)), uint16(1), []byte(s))
		f.Add("B", "P", uint32(len(s)), uint16(0), []byte(s))
		f.Add("P", "G", uint32(3), uint16(2), []byte(s))
	}
	f.Fuzz(func(t *testing.T, format, ending string, size uint32, row uint16, data []byte) {
		src := fmt.Appendf(nil, "~DYR:A,%s,%s,%d,%d,%s", format, ending, size&0xfffff, row, data)
		g, err := zpl.Parse(src).Commands[0].Graphic()
		if g.Rows() == 0 {
			if err == nil && len(g.Bits) > 0 {
				t.Fatalf("%q: neither a picture nor an error", src)
			}
			return
		}
		if len(g.Bits) > zpl.MaxGraphic || g.Row > int(zpl.MaxDots)/8 || g.Rows()*g.Row != len(g.Bits) {
			t.Fatalf("%q: a picture of %d bytes, %d a row", src, len(g.Bits), g.Row)
		}
		sent := g.AppendDownload(nil, "R:A.GRF", zpl.GraphicRuns)
		again, err := zpl.Parse(sent).Commands[0].Graphic()
		if err != nil || again.Row != g.Row || !bytes.Equal(again.Bits, g.Bits) {
			t.Fatalf("%q: %q is another picture, %v", src, sent, err)
		}
		stored := append(sent, "^XA^FO3,3^XGR:A.GRF^FS^XZ"...)
		direct := append(g.AppendField([]byte("^XA^FO3,3"), zpl.GraphicHex), "^FS^XZ"...)
		a, errA := raster.Render(stored, raster.Options{Width: 99, Length: 50})
		b, errB := raster.Render(direct, raster.Options{Width: 99, Length: 50})
		if errA != nil || errB != nil || !bytes.Equal(a.Pix, b.Pix) {
			t.Fatalf("%q: stored it looks otherwise: %v, %v", src, errA, errB)
		}
	})
}

// FuzzJoin: a field that takes in others is never longer than a field may be, and
// without others it is what it was.
func FuzzJoin(f *testing.F) {
	for _, s := range []string{"#1#", "#1,f,2,3#", "#1,b,1,99#", "# #", "#1,f,0,1##2#", "##"} {
		f.Add([]byte(s), "value")
	}
	f.Fuzz(func(t *testing.T, data []byte, value string) {
		src := fmt.Appendf(nil, "^XA^FN1^FD^FS^FO1,1^FE#^FH_^FD")
		for _, c := range data {
			src = fmt.Appendf(src, "_%02X", c)
		}
		format := zpl.Parse(append(src, "^FS^XZ"...)).Formats()[0]
		filled := raster.Filling{Values: map[int]string{1: value}}.Fill(format)
		for _, c := range filled.Commands {
			joined := c.AppendData(nil)
			if bytes.IndexByte(data, '#') < 0 && len(data) <= 3072 && c.Code == "^FD" && !bytes.Equal(joined, data) {
				t.Fatalf("%q became %q", data, joined)
			}
			if len(joined) > 3072 {
				t.Fatalf("%q became %d bytes", data, len(joined))
			}
		}
	})
}
