package readback_test

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"log"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
)

func encode(t testing.TB, k symbol.Kind, bracketed string) (s *symbol.Symbol, scan string) {
	t.Helper()
	m, err := gs1.ParseBracketed(bracketed, &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		t.Fatal(err)
	}
	if s, err = symbol.Encode(k, m, nil); err != nil {
		t.Fatal(err)
	}
	return s, string(m.AppendScan(nil, k.SymbologyID()))
}

// A canvas is a label, white at first.
type canvas struct{ *image.Paletted }

func newCanvas(width, height int) canvas {
	return canvas{image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})}
}

func (c canvas) symbol(s *symbol.Symbol, x, y int, o *symbol.RenderOptions) {
	img := s.Image(o)
	draw.Draw(c, img.Rect.Add(image.Pt(x, y)), img, image.Point{}, draw.Src)
}

func (c canvas) text(x, y int, s string) {
	d := font.Drawer{Dst: c, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(x, y)}
	d.DrawString(s)
}

func (c canvas) box(x, y, width, height, line int) {
	for _, r := range []image.Rectangle{
		image.Rect(x, y, x+width, y+line), image.Rect(x, y+height-line, x+width, y+height),
		image.Rect(x, y, x+line, y+height), image.Rect(x+width-line, y, x+width, y+height),
	} {
		draw.Draw(c, r, image.Black, image.Point{}, draw.Src)
	}
}

// turn returns img turned by quarter turns clockwise.
func turn(img image.Image, turns int) image.Image {
	for range turns {
		b := img.Bounds()
		turned := newCanvas(b.Dy(), b.Dx())
		for y := range b.Dy() {
			for x := range b.Dx() {
				turned.Set(b.Dy()-1-y, x, img.At(b.Min.X+x, b.Min.Y+y))
			}
		}
		img = turned
	}
	return img
}

// label returns a label of 50 × 30 mm at 8 dots a millimetre: a frame, the symbol
// at x, y, and text beside, below and above it.
func label(s *symbol.Symbol, x, y int, o *symbol.RenderOptions) canvas {
	c := newCanvas(400, 240)
	c.box(2, 2, 396, 236, 2)
	for i, line := range []string{"GTIN 09506000134352", "SERIAL L1LL7IL", "LOT LOT42", "EXP 2027-12-31", "LLLL |||| #### [] 1L"} {
		c.text((x+180)%230+20, 30+40*i, line)
	}
	c.box(10, 226, 60, 8, 1)
	c.symbol(s, x, y, o)
	return c
}

func TestDecodeLabel(t *testing.T) {
	for _, bracketed := range []string{"(01)09506000134352(17)271231(10)LOT42(21)L1LL7IL", "(21)1", "(01)09506000134352(21)12345678901234567890(10)" + "abcdefghijklmnopqrst"} {
		s, want := encode(t, symbol.GS1DataMatrix, bracketed)
		for module := 1; module <= 5; module++ {
			for _, at := range []image.Point{{8, 8}, {20, 100}, {150, 60}, {240, 70}} {
				img := label(s, at.X, at.Y, &symbol.RenderOptions{Module: module})
				for turns := range 4 {
					if scan, err := readback.Decode(turn(img, turns)); err != nil || scan != want {
						t.Errorf("%s: module %d at %v, %d turns: read %q, %v, want %q", bracketed, module, at, turns, scan, err, want)
					}
				}
			}
		}
	}
	s, want := encode(t, symbol.GS1128, "(01)09506000134352")
	for module := 1; module <= 2; module++ {
		for _, y := range []int{8, 60, 160} {
			img := label(s, 8, y, &symbol.RenderOptions{Module: module, Height: 60})
			for turns := range 4 {
				if scan, err := readback.Decode(turn(img, turns)); err != nil || scan != want {
					t.Errorf("module %d at %d, %d turns: read %q, %v, want %q", module, y, turns, scan, err, want)
				}
			}
		}
	}
}

// TestDecodeBoth has both kinds on one label.
func TestDecodeBoth(t *testing.T) {
	dm, wantDM := encode(t, symbol.GS1DataMatrix, "(01)09506000134352(21)123")
	c128, wantC128 := encode(t, symbol.GS1128, "(00)395011010013000129")
	img := label(dm, 290, 20, &symbol.RenderOptions{Module: 3})
	img.symbol(c128, 10, 150, &symbol.RenderOptions{Module: 2, Height: 70})
	for _, test := range []struct {
		decode func(image.Image) (string, error)
		want   string
	}{
		{readback.Decode, wantDM},
		{func(i image.Image) (string, error) { return readback.DecodeKind(i, symbol.GS1DataMatrix) }, wantDM},
		{func(i image.Image) (string, error) { return readback.DecodeKind(i, symbol.GS1128) }, wantC128},
	} {
		if scan, err := test.decode(img); err != nil || scan != test.want {
			t.Errorf("read %q, %v, want %q", scan, err, test.want)
		}
	}
}

// TestDecodeScaled reads pictures as a rasteriser gives them: grey at the edges,
// and modules that are not whole pixels.
func TestDecodeScaled(t *testing.T) {
	for _, k := range []symbol.Kind{symbol.GS1DataMatrix, symbol.GS1128} {
		s, want := encode(t, k, "(01)09506000134352(17)271231(10)LOT42")
		whole := s.Image(&symbol.RenderOptions{Module: 20, Height: 400})
		for _, pixels := range []int{6, 7, 8, 9, 10, 11, 13} { // of the large picture, for one of the small
			small := shrink(whole, pixels)
			if scan, err := readback.DecodeKind(small, k); err != nil || scan != want {
				t.Errorf("%v: %.2f pixels a module: read %q, %v, want %q", k, 20/float64(pixels), scan, err, want)
			}
		}
	}
}

// shrink returns img with each n × n pixels made one, of their mean grey.
func shrink(img image.Image, n int) *image.Gray {
	small := image.NewGray(image.Rect(0, 0, img.Bounds().Dx()/n, img.Bounds().Dy()/n))
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			sum := 0
			for i := range n * n {
				sum += int(color.GrayModel.Convert(img.At(x*n+i%n, y*n+i/n)).(color.Gray).Y)
			}
			small.SetGray(x, y, color.Gray{Y: byte(sum / (n * n))})
		}
	}
	return small
}

// TestDecodeDamaged checks that error correction is used, and that what it cannot
// repair is not read as something else.
func TestDecodeDamaged(t *testing.T) {
	s, want := encode(t, symbol.GS1DataMatrix, "(01)09506000134352(17)271231(10)LOT42(21)L1LL7IL")
	img := s.Image(&symbol.RenderOptions{Module: 4})
	draw.Draw(img, image.Rect(36, 36, 52, 52), image.Black, image.Point{}, draw.Src)
	if scan, err := readback.Decode(img); err != nil || scan != want {
		t.Errorf("a blot: read %q, %v, want %q", scan, err, want)
	}
	draw.Draw(img, image.Rect(20, 20, 68, 68), image.White, image.Point{}, draw.Src)
	if scan, err := readback.Decode(img); !errors.Is(err, readback.ErrNotFound) {
		t.Errorf("a hole: read %q, %v, want %v", scan, err, readback.ErrNotFound)
	}
}

// TestDecodeAnyColour checks other image types, an origin that is not 0, 0, and
// transparency, which is white.
func TestDecodeAnyColour(t *testing.T) {
	s, want := encode(t, symbol.GS1DataMatrix, "(21)1")
	plain := s.Image(nil)
	at := image.Pt(-7, 1000)
	nrgba := image.NewNRGBA(plain.Rect.Add(at))
	gray := image.NewGray16(plain.Rect.Add(at))
	clear := image.NewPaletted(plain.Rect, color.Palette{color.Transparent, color.NRGBA{0, 0, 90, 255}})
	for y := range plain.Rect.Dy() {
		for x := range plain.Rect.Dx() {
			if plain.ColorIndexAt(x, y) == 1 {
				nrgba.Set(at.X+x, at.Y+y, color.NRGBA{120, 0, 0, 255})
				clear.SetColorIndex(x, y, 1)
			}
			gray.Set(at.X+x, at.Y+y, plain.At(x, y))
		}
	}
	for _, img := range []image.Image{nrgba, gray, clear, plain.SubImage(plain.Rect)} {
		if scan, err := readback.Decode(img); err != nil || scan != want {
			t.Errorf("%T: read %q, %v, want %q", img, scan, err, want)
		}
	}
}

// huge is a picture no memory holds.
type huge struct{ image.Image }

func (huge) Bounds() image.Rectangle { return image.Rect(0, 0, 1<<31, 1<<31) }

func TestDecodeErrors(t *testing.T) {
	text := newCanvas(400, 240)
	text.text(20, 100, "LOT LOT42, no symbol here")
	for _, test := range []struct {
		name string
		img  image.Image
		want error
	}{
		{"no pixels", image.NewGray(image.Rectangle{}), readback.ErrNotFound},
		{"white", newCanvas(100, 100), readback.ErrNotFound},
		{"black", image.NewGray(image.Rect(0, 0, 100, 100)), readback.ErrNotFound},
		{"one pixel", newCanvas(1, 1), readback.ErrNotFound},
		{"text", text, readback.ErrNotFound},
		{"huge", huge{}, readback.ErrTooLarge},
	} {
		if scan, err := readback.Decode(test.img); scan != "" || !errors.Is(err, test.want) {
			t.Errorf("%s: read %q, %v, want %v", test.name, scan, err, test.want)
		}
	}
	if _, err := readback.DecodeKind(text, 0); !errors.Is(err, symbol.ErrKind) {
		t.Errorf("kind 0: %v, want %v", err, symbol.ErrKind)
	}
}

// TestDecodeNoise looks for symbols where there are none, in pictures that are
// hard on a detector.
func TestDecodeNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 120 {
		c := newCanvas(20+r.IntN(100), 20+r.IntN(100))
		for range r.IntN(60) {
			c.box(r.IntN(120)-10, r.IntN(120)-10, r.IntN(60), r.IntN(60), 1+r.IntN(3))
		}
		if i%2 == 0 {
			for j := range c.Pix {
				if r.IntN(1+i/10) == 0 {
					c.Pix[j] ^= 1
				}
			}
		}
		if scan, err := readback.Decode(c); !errors.Is(err, readback.ErrNotFound) {
			t.Errorf("picture %d: read %q, %v", i, scan, err)
		}
	}
}

func ExampleDecode() {
	m, err := gs1.ParseBracketed("(01)09506000134352(10)LOT42(21)7", nil)
	if err != nil {
		log.Fatal(err)
	}
	s, err := symbol.Encode(symbol.GS1DataMatrix, m, nil)
	if err != nil {
		log.Fatal(err)
	}
	scan, err := readback.Decode(s.Image(nil))
	fmt.Printf("%q %v\n", scan, err)
	// Output: "]d2010950600013435210LOT42\x1d217" <nil>
}
