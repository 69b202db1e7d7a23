package zpl

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"testing"

	"pgregory.net/rapid"
)

// pngFile is a file of a picture with a grey, a clear, a red and a yellow dot.
func pngFile(t testing.TB) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 10, 2))
	img.Set(0, 0, color.Black)
	img.Set(1, 0, color.Gray{0x60})
	img.Set(2, 0, color.Gray{0xa0})
	img.Set(8, 0, color.NRGBA{R: 0xff, A: 0xff})
	img.Set(9, 1, color.NRGBA{R: 0xff, G: 0xff, A: 0xff})
	img.Set(1, 1, color.NRGBA{A: 0x40})
	img.Set(7, 1, color.NRGBA{A: 0xc0})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDownload(t *testing.T) {
	file := pngFile(t)
	n := len(file)
	b64 := ":B64:" + base64.StdEncoding.EncodeToString(file) + ":"
	b64 = string(appendCRC([]byte(b64), []byte(b64[5:len(b64)-1])))
	const picture = "c0800100"
	for _, tt := range []struct{ src, bits string }{
		{"~DYR:A,A,G,2,1,F00F", "f00f"},
		{"~DYR:A,A,,2,1,F,!", "f0ff"},
		{"~DYR:A,B,G,2,1,^~", "5e7e"},
		{fmt.Sprintf("~DYR:A,P,P,%d,,%X", n, file), picture},
		{fmt.Sprintf("~DYR:A,P,G,%d,,%X", n, file), picture},
		{fmt.Sprintf("~DYR:A,A,P,%d,,%s", n, b64), picture},
		{fmt.Sprintf("~DYR:A,P,P,%d,,%s", n+99, b64), picture}, // the size is not held against it
		{fmt.Sprintf("~DYR:A,B,P,%d,,%s", n, file), picture},
		{"~DGA,2,1,:B64:8A8=:E875\r\n<xpml></xpml>", "f00f"},
	} {
		g, err := Parse([]byte(tt.src)).Commands[0].Graphic()
		if err != nil || hex.EncodeToString(g.Bits) != tt.bits {
			t.Errorf("%.60q: %x, %v, want %s", tt.src, g.Bits, err, tt.bits)
		}
	}
}

func TestDownloadErrors(t *testing.T) {
	file := pngFile(t)
	huge := bytes.Clone(file)
	copy(huge[16:], "\x00\x00\x7d\x00\x00\x00\x7d\x00") // width and height
	for _, tt := range []struct{ src, expected string }{
		{"~DYR:A,C,G,2,1,F00F", "format A, B or P"},
		{"~DYR:A,B,T,2,,xx", "G or P for a picture"},
		{"~DYR:A,A,X,2,,0000", "G or P for a picture"},
		{"~DYR:A,P,P,4,,89504E47", "a PNG file"},
		{"~DYR:A,P,P,0,,", "1 to 16777216 bytes"},
		{"~DYR:A,P,P,9,,:B64:AAAA:0000", "CRC 54AD"},
		{fmt.Sprintf("~DYR:A,P,P,%d,,%X", len(file), file[:len(file)-30]), "a PNG file"},
		{fmt.Sprintf("~DYR:A,B,P,%d,,%s", len(huge), huge), "a PNG file"},
		{"~DGA,2,1,:B64:8A8=:E87", "CRC E875"},
	} {
		g, err := Parse([]byte(tt.src)).Commands[0].Graphic()
		var e *Error
		if !errors.As(err, &e) || e.Expected != tt.expected {
			t.Errorf("%.60q: %x, %v, expected %q", tt.src, g.Bits, err, tt.expected)
		}
	}
}

// A PNG file that announces more dots than its data can fill makes no picture.
func TestPNGSize(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewPaletted(image.Rect(0, 0, 20000, 900), color.Palette{color.White, color.Black})); err != nil {
		t.Fatal(err)
	}
	_, fault := decodePNG(b.Bytes())
	if want := "a PNG file with data for at most 16777216 dots"; fault != want {
		t.Errorf("expected %q, want %q", fault, want)
	}
}

func TestDownloadRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphic().Draw(t, "picture")
		e := GraphicEncoding(rapid.IntRange(0, int(GraphicHex)).Draw(t, "encoding"))
		c := Parse(g.AppendDownload(nil, "E:LOGO.GRF", e)).Commands[0]
		got, err := c.Graphic()
		if err != nil || string(c.Param(0)) != "E:LOGO.GRF" || got.Row != g.Row || !bytes.Equal(got.Bits, g.Bits) {
			t.Fatalf("%q is %+v, %v, want %+v", c.Source(), got, err, g)
		}
	})
}

// What is sent between formats belongs to the one that follows.
func TestFormatBefore(t *testing.T) {
	formats := Parse([]byte("~SD10^XA~DGA,1,1,00^XZ~DGB,1,1,00\r\n~EG ^XA^XZ^XA^XZ~DGC,1,1,00")).Formats()
	var got []string
	for _, f := range formats {
		codes := ""
		for _, c := range f.Before {
			codes += c.Code
		}
		got = append(got, codes)
	}
	if want := "[~SD ~DG~EG ]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}
