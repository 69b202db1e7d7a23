package symbol_test

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
)

// message is the one of the pictures.
func message(t testing.TB) gs1.Message {
	t.Helper()
	m, err := gs1.ParseBracketed("(01)09506000134352(17)271231(10)LOT42", nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func encode(t testing.TB, k symbol.Kind) *symbol.Symbol {
	t.Helper()
	s, err := symbol.Encode(k, message(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestImage checks size, colours, quiet zone and every pixel.
func TestImage(t *testing.T) {
	dm, c128 := encode(t, symbol.GS1DataMatrix), encode(t, symbol.GS1128)
	for _, test := range []struct {
		s              *symbol.Symbol
		o              *symbol.RenderOptions
		module, height int // of a row of modules
		left, top      int // quiet zone in pixels
	}{
		{dm, nil, 4, 4, 4, 4},
		{dm, &symbol.RenderOptions{Module: 3, NoQuietZone: true}, 3, 3, 0, 0},
		{dm, &symbol.RenderOptions{DPMM: 8}, 3, 3, 3, 3},             // 0.375 mm
		{dm, &symbol.RenderOptions{DPMM: 24}, 9, 9, 9, 9},            // 0.375 mm
		{dm, &symbol.RenderOptions{Module: -1, DPMM: 1}, 1, 1, 1, 1}, // at least a pixel
		{c128, nil, 4, 103, 40, 0},                                   // 12.70 / 0.495 modules high
		{c128, &symbol.RenderOptions{DPMM: 8}, 3, 102, 30, 0},        // 0.375 mm: 4 dots were more than 0.495 mm
		{c128, &symbol.RenderOptions{DPMM: 12}, 5, 152, 50, 0},       // 0.417 mm
		{c128, &symbol.RenderOptions{Module: 2, Height: 7}, 2, 7, 20, 0},
		{c128, &symbol.RenderOptions{Module: 1, Height: 1, NoQuietZone: true}, 1, 1, 0, 0},
	} {
		img := test.s.Image(test.o)
		want := image.Rect(0, 0, 2*test.left+test.s.Width*test.module, 2*test.top+test.s.Height*test.height)
		if img.Rect != want {
			t.Errorf("%v %+v: bounds %v, want %v", test.s.Kind, test.o, img.Rect, want)
			continue
		}
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				inside := x >= test.left && y >= test.top
				want := inside && test.s.Dark((x-test.left)/test.module, (y-test.top)/test.height)
				if got := img.At(x, y) == color.Black; got != want {
					t.Fatalf("%v %+v: pixel %d, %d: dark is %v", test.s.Kind, test.o, x, y, got)
				}
			}
		}
	}
}

// TestAppendPNG takes the file apart: one bit a pixel, pHYs before the pixels and
// only when asked for, every checksum right.
func TestAppendPNG(t *testing.T) {
	for _, k := range []symbol.Kind{symbol.GS1DataMatrix, symbol.GS1128} {
		for _, dpmm := range []int{0, 8, 12, 1000} {
			s, o := encode(t, k), &symbol.RenderOptions{Module: 2, DPMM: dpmm}
			data, err := s.AppendPNG([]byte("before"), o)
			if err != nil {
				t.Fatal(err)
			}
			data, ok := bytes.CutPrefix(data, []byte("before"))
			if !ok {
				t.Fatal("not appended")
			}
			names, chunks := pngChunks(t, data)
			want := "IHDR PLTE IDAT IEND"
			if dpmm > 0 {
				want = "IHDR pHYs PLTE IDAT IEND"
				physical := fmt.Sprintf("%08x%08x01", dpmm*1000, dpmm*1000)
				if got := fmt.Sprintf("%x", chunks["pHYs"]); got != physical {
					t.Errorf("%v at %d: pHYs %s, want %s", k, dpmm, got, physical)
				}
			}
			if names != want {
				t.Errorf("%v at %d: chunks %s, want %s", k, dpmm, names, want)
			}
			if depth := chunks["IHDR"][8]; depth != 1 {
				t.Errorf("%v: %d bits a pixel, want 1", k, depth)
			}
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil || !bytes.Equal(img.(*image.Paletted).Pix, s.Image(o).Pix) {
				t.Errorf("%v: not the picture of Image, %v", k, err)
			}
		}
	}
}

// pngChunks returns the names of the chunks and their contents.
func pngChunks(t *testing.T, data []byte) (names string, chunks map[string][]byte) {
	t.Helper()
	chunks = map[string][]byte{}
	for data = data[8:]; len(data) > 0; {
		n := binary.BigEndian.Uint32(data)
		name := string(data[4:8])
		if got, want := binary.BigEndian.Uint32(data[8+n:]), crc32.ChecksumIEEE(data[4:8+n]); got != want {
			t.Errorf("%s: checksum %x, want %x", name, got, want)
		}
		names += " " + name
		chunks[name] = data[8 : 8+n]
		data = data[12+n:]
	}
	return strings.TrimSpace(names), chunks
}

func TestRenderOptionsOutOfRange(t *testing.T) {
	s := encode(t, symbol.GS1128)
	for _, test := range []struct {
		o    symbol.RenderOptions
		want string
	}{
		{symbol.RenderOptions{Module: -1}, "symbol: module is -1, want 0 to 100"},
		{symbol.RenderOptions{Module: 101}, "symbol: module is 101, want 0 to 100"},
		{symbol.RenderOptions{Height: 4001}, "symbol: height is 4001, want 0 to 4000"},
		{symbol.RenderOptions{DPMM: 1001}, "symbol: dots per millimetre is 1001, want 0 to 1000"},
	} {
		b, err := s.AppendPNG(nil, &test.o)
		if len(b) > 0 || err == nil || err.Error() != test.want {
			t.Errorf("%+v: %d bytes, %v, want %s", test.o, len(b), err, test.want)
		}
	}
	if _, err := symbol.AppendPNG(nil, image.NewPaletted(image.Rectangle{}, nil), 0); err == nil {
		t.Error("a PNG of no pixels")
	}
	if got := s.Image(&symbol.RenderOptions{Module: 1, Height: 1 << 30}).Rect.Dy(); got != symbol.MaxHeight {
		t.Errorf("height %d, want %d", got, symbol.MaxHeight)
	}
}

var rectangles = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z`)

// TestAppendSVG paints the path into a grid of modules and compares.
func TestAppendSVG(t *testing.T) {
	for _, test := range []struct {
		kind        symbol.Kind
		o           *symbol.RenderOptions
		x, height   int // micrometres, of a module and of a row
		width, tall string
	}{
		{symbol.GS1DataMatrix, nil, 380, 380, "7.6mm", "7.6mm"},
		{symbol.GS1DataMatrix, &symbol.RenderOptions{XDimension: 500, NoQuietZone: true}, 500, 500, "9mm", "9mm"},
		{symbol.GS1128, nil, 495, 12700, "136.125mm", "12.7mm"},
		{symbol.GS1128, &symbol.RenderOptions{XDimension: 250, BarHeight: 5005}, 250, 5005, "68.75mm", "5.005mm"},
	} {
		s := encode(t, test.kind)
		var doc struct {
			Width  string `xml:"width,attr"`
			Height string `xml:"height,attr"`
			View   string `xml:"viewBox,attr"`
			Crisp  string `xml:"shape-rendering,attr"`
			Path   []struct {
				D string `xml:"d,attr"`
			} `xml:"path"`
		}
		if err := xml.Unmarshal(s.AppendSVG(nil, test.o), &doc); err != nil {
			t.Fatal(err)
		}
		horizontal, _, vertical := s.QuietZone()
		if test.o != nil && test.o.NoQuietZone {
			horizontal, vertical = 0, 0
		}
		view := fmt.Sprintf("0 0 %d %d", (2*horizontal+s.Width)*test.x, (2*vertical+s.Height)*test.height)
		if doc.Width != test.width || doc.Height != test.tall || doc.View != view || doc.Crisp != "crispEdges" || len(doc.Path) != 1 {
			t.Fatalf("%v: %+v, want %s × %s, view %s", test.kind, doc, test.width, test.tall, view)
		}
		painted := map[image.Point]bool{}
		for _, m := range rectangles.FindAllStringSubmatch(doc.Path[0].D, -1) {
			n := numbers(t, m[1:])
			if n[0]%test.x != 0 || n[1]%test.height != 0 || n[2]%test.x != 0 || n[3] != test.height || n[4] != n[2] {
				t.Errorf("%v: rectangle %s is not of whole modules", test.kind, m[0])
			}
			for i := range n[2] / test.x {
				painted[image.Pt(n[0]/test.x-horizontal+i, n[1]/test.height-vertical)] = true
			}
		}
		if rest := rectangles.ReplaceAllString(doc.Path[0].D, ""); rest != "" {
			t.Errorf("%v: path has %q", test.kind, rest)
		}
		for y := range s.Height {
			for x := range s.Width {
				if painted[image.Pt(x, y)] != s.Dark(x, y) {
					t.Fatalf("%v: module %d, %d painted %v", test.kind, x, y, painted[image.Pt(x, y)])
				}
				delete(painted, image.Pt(x, y))
			}
		}
		if len(painted) > 0 {
			t.Errorf("%v: painted outside: %v", test.kind, painted)
		}
	}
}

func numbers(t *testing.T, texts []string) []int {
	t.Helper()
	n := make([]int, len(texts))
	for i, s := range texts {
		var err error
		if n[i], err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	return n
}
