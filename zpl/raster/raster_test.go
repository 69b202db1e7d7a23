package raster

import (
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/testdata/judges"
	"github.com/eachmark/eachmark/zpl"
)

// render draws the inside of a format on a label of width by length dots.
func render(t testing.TB, width, length zpl.Dots, inside string) *image.Paletted {
	t.Helper()
	img, err := Render([]byte("^XA^CI28"+inside+"^XZ"), Options{Width: width, Length: length})
	if err != nil {
		t.Fatalf("%s: %v", inside, err)
	}
	return img
}

// show writes a picture as rows of . and #.
func show(img *image.Paletted) string {
	var b strings.Builder
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			b.WriteByte(".#"[img.Pix[y*img.Stride+x]])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// extent returns the box of what is printed.
func extent(img *image.Paletted) image.Rectangle {
	var r image.Rectangle
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			if img.Pix[y*img.Stride+x] == 1 {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

// quarter returns the picture turned by 90 degrees clockwise.
func quarter(img *image.Paletted) *image.Paletted {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := NewImage(zpl.Dots(h), zpl.Dots(w))
	for y := range h {
		for x := range w {
			out.Pix[x*out.Stride+h-1-y] = img.Pix[y*img.Stride+x]
		}
	}
	return out
}

// crop returns the part of the picture in r.
func crop(img *image.Paletted, r image.Rectangle) *image.Paletted {
	out := NewImage(zpl.Dots(r.Dx()), zpl.Dots(r.Dy()))
	for y := range r.Dy() {
		copy(out.Pix[y*out.Stride:][:r.Dx()], img.Pix[(r.Min.Y+y)*img.Stride+r.Min.X:])
	}
	return out
}

func TestPictures(t *testing.T) {
	for _, tt := range []struct{ name, inside, want string }{
		{"box", "^FO1,1^GB5,4,1^FS", `
.......
.#####.
.#...#.
.#...#.
.#####.
.......
`},
		{"default is a dot", "^FO2,2^GB^FS", `
.......
.......
..#....
.......
.......
.......
`},
		{"line", "^FO1,2^GB5,0,2^FS", `
.......
.......
.#####.
.#####.
.......
.......
`},
		{"white on black", "^FO0,0^GB7,6,6^FS^FO2,2^GB3,2,2,W^FS", `
#######
#######
##...##
##...##
#######
#######
`},
		{"typeset", "^FT1,5^GB3,2,2^FS", `
.......
.......
.......
.###...
.###...
.......
`},
		{"right", "^FO6,1,1^GB3,2,2^FS", `
.......
...###.
...###.
.......
.......
.......
`},
		{"circle", "^FO1,0^GC6,1^FS", `
..####.
.##..##
.#....#
.#....#
.##..##
..####.
`},
		{"disc", "^FO1,0^GC6,3^FS", `
..####.
.######
.######
.######
.######
..####.
`},
		{"ellipse", "^FO0,1^GE7,4,1^FS", `
.......
.#####.
#.....#
#.....#
.#####.
.......
`},
		{"white ellipse", "^FO0,0^GB7,6,6^FS^FO0,1^GE7,4,9,W^FS", `
#######
#.....#
.......
.......
#.....#
#######
`},
		{"rising line", "^FO0,0^GD6,6,1^FS", `
.....#.
....#..
...#...
..#....
.#.....
#......
`},
		{"falling line", "^FO0,0^GD3,6,2,B,\\^FS", `
##.....
##.....
.##....
.##....
..##...
..##...
`},
		{"rising line on black", "^FO0,0^GB7,6,6^FS^FO1,2^GD3,3,1,W,/^FS", `
#######
#######
###.###
##.####
#.#####
#######
`},
		{"off the label", "^FO5,4^GB9,9,1^FS", `
.......
.......
.......
.......
.....##
.....#.
`},
		{"home, shift, top", "^LH3,2^LS1^LT1^FO1,0^GB2,2,2^FS", `
.......
.......
.......
...##..
...##..
.......
`},
		{"reversed", "^FO1,1^GB4,4,4^FS^FO3,2^FR^GB3,2,2^FS", `
.......
.####..
.##..#.
.##..#.
.####..
.......
`},
		{"all reversed", "^LRY^FO1,1^GB4,4,4^FS^FO3,2^GB3,2,2^FS", `
.......
.####..
.##..#.
.##..#.
.####..
.......
`},
		{"rounded", "^FO0,0^GB6,6,6,B,8^FS", `
.####..
######.
######.
######.
######.
.####..
`},
		{"turned", "^POI^FO0,0^GB3,1,1^FS^FO0,0^GB1,2,1^FS", `
.......
.......
.......
.......
......#
....###
`},
		{"mirrored", "^PMY^FO0,0^GB3,1,1^FS^FO0,0^GB1,2,1^FS", `
....###
......#
.......
.......
.......
.......
`},
		{"print width and length", "^PW3^LL2^FO0,0^GB7,6,6^FS", `
###....
###....
.......
.......
.......
.......
`},
		{"width after a field is for the next label", "^FO0,0^GB1,1,1^FS^PW3^FO0,1^GB7,1,1^FS", `
#......
#######
.......
.......
.......
.......
`},
		{"picture", "^FO1,1^GFA,6,3,1,A8\n50A8^FS", `
.......
.#.#.#.
..#.#..
.#.#.#.
.......
.......
`},
		{"compressed picture", "^FO0,0^GFA,6,6,1,HC,!:,g0H8^FS", `
##..##.
.......
#######
#######
.......
.......
`},
		{"field without end", "^FO0,0^GB2,2,2^FO4,4^GB2,2,2", `
##.....
##.....
.......
.......
....##.
....##.
`},
		{"comment and settings", "^FX^FO0,0^MMT^PR4~SD10^JZN^PQ5^MNW^FS", `
.......
.......
.......
.......
.......
.......
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, "\n"+show(render(t, 7, 6, tt.inside))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.inside, diff)
			}
		})
	}
}

// TestOrientation holds that the turned field is the field turned, in its box
// for ^FO and around the start of its base line for ^FT.
func TestOrientation(t *testing.T) {
	for _, field := range []string{
		"^A0%c,30^FDAgj9^FS",
		"^BX%c,3,200,,,,_^FD_101095060001343522110^FS",
		"^BY2^BC%c,40,N^FD>:>821A9^FS",
		"^A0%c,20^FB80,3,2,C^FDone two three four^FS",
	} {
		want := crop(render(t, 300, 300, fmt.Sprintf("^FO100,100"+field, 'N')), image.Rect(100, 100, 300, 300))
		size := extent(want).Size()
		for _, o := range "NRIB" {
			got := render(t, 300, 300, fmt.Sprintf("^FO100,100"+field, o))
			shape := crop(want, extent(want))
			for range strings.IndexRune("NRIB", o) {
				shape = quarter(shape)
			}
			if diff := cmp.Diff(show(shape), show(crop(got, extent(got)))); diff != "" {
				t.Errorf("%s turned %c (-want +got):\n%s", field, o, diff)
			}
			if e := extent(got); e.Min.X < 100 || e.Min.Y < 100 || e.Size() != size && e.Size() != image.Pt(size.Y, size.X) {
				t.Errorf("%s turned %c at %v", field, o, e)
			}
			checkTypeset(t, field, o)
		}
	}
}

func checkTypeset(t *testing.T, field string, o rune) {
	t.Helper()
	straight := render(t, 300, 300, fmt.Sprintf("^FT150,150"+field, 'N'))
	for range strings.IndexRune("NRIB", o) {
		straight = quarter(straight)
	}
	got := render(t, 300, 300, fmt.Sprintf("^FT150,150"+field, o))
	if diff := cmp.Diff(show(straight), show(got)); diff != "" {
		t.Errorf("^FT %s turned %c is not the label turned about 150,150:\n%v, want %v", field, o, extent(got), extent(straight))
	}
}

// TestDataMatrixSize holds the size that ^BX asks for.
func TestDataMatrixSize(t *testing.T) {
	for _, tt := range []struct {
		parameters    string
		width, height int // modules
	}{
		{"", 16, 16},
		{",40,40", 40, 40},
		{",24", 24, 24},
		{",,,,,2", 32, 8},
		{",32,32,,,2", 32, 32},
		{",52,52", 16, 16},
	} {
		img := render(t, 200, 200, "^FO3,5^BXN,2,200"+tt.parameters+"^FD09506000134352ABC^FS")
		want := image.Rect(3, 5, 3+2*tt.width, 5+2*tt.height)
		if got := extent(img); got != want {
			t.Errorf("^BXN,2,200%s: dots in %v, want %v", tt.parameters, got, want)
		}
	}
}

func TestTextPlace(t *testing.T) {
	const height = 50
	// H stands on the base line and is as high as a capital.
	e := extent(render(t, 200, 200, "^FO20,30^A0N,50^FDH^FS"))
	if e.Max.Y != 30+39 || e.Dy() != 36 || e.Min.X < 20 || e.Min.X > 24 {
		t.Errorf("^FO: H at %v", e)
	}
	e = extent(render(t, 200, 200, "^FT20,100^A0N,50^FDH^FS"))
	if e.Max.Y != 100 || e.Dy() != 36 {
		t.Errorf("^FT: H at %v", e)
	}
	f := NewFace()
	if n := f.Measure(height, 0, "0000000000"); n != 240 {
		t.Errorf("ten digits are %d dots wide", n)
	}
	if n := f.Measure(height, 25, "0000000000"); n != 120 {
		t.Errorf("ten narrow digits are %d dots wide", n)
	}
	e = extent(render(t, 300, 200, "^FO280,30,1^A0N,50^FDH^FS"))
	if e.Max.X > 280 || e.Max.X < 275 {
		t.Errorf("justified to the right: H at %v", e)
	}
	if e := extent(render(t, 200, 200, "^FT20,100^A0N,50^FDH^FS^FT^A0N,50^FDH^FS")); e.Dx() < 45 || e.Max.Y != 100 {
		t.Errorf("text going on: %v", e)
	}
	if e := extent(render(t, 200, 200, "^CF0,50^FO20,30^FDH^FS")); e.Dy() != 36 {
		t.Errorf("^CF: H at %v", e)
	}
	if e := extent(render(t, 200, 200, "^FWR^FO20,30^A0,50^FDHH^FS")); e.Dx() != 36 {
		t.Errorf("^FW: HH at %v", e)
	}
}

// TestFace holds that text drawn by a Face is that of ^A0, dot by dot.
func TestFace(t *testing.T) {
	f := NewFace()
	for _, size := range []struct{ height, width zpl.Dots }{{18, 0}, {24, 20}, {40, 60}, {600, 0}} {
		const text = "(01) 09506000134352 Ägy"
		img := NewImage(900, 700)
		missing := f.Draw(img, 12, 15, size.height, size.width, text)
		want := render(t, 900, 700, fmt.Sprintf("^FO12,15^A0N,%d,%d^FD%s^FS", size.height, size.width, text))
		if diff := cmp.Diff(show(want), show(img)); diff != "" || missing != nil {
			t.Errorf("%d × %d: not the same, missing %q", size.height, size.width, string(missing))
		}
	}
}

func TestFaceOnPartOfPicture(t *testing.T) {
	f := NewFace()
	whole, part := NewImage(100, 50), NewImage(100, 50)
	f.Draw(whole, 20, 10, 30, 0, "Hg")
	f.Draw(part.SubImage(image.Rect(20, 10, 100, 50)).(*image.Paletted), 20, 10, 30, 0, "Hg")
	if diff := cmp.Diff(show(whole), show(part)); diff != "" {
		t.Errorf("(-whole +part):\n%s", diff)
	}
}

func TestSmallTextIsLegible(t *testing.T) {
	// At 18 dots no two of these may look the same, and strokes are one dot at
	// least: nothing falls apart.
	f := NewFace()
	seen := map[string]rune{}
	for _, r := range "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()-./" {
		img := NewImage(40, 24)
		f.Draw(img, 5, 2, 18, 0, string(r))
		shape := show(crop(img, extent(img)))
		if other, ok := seen[shape]; ok && !(r == 'l' && other == 'I') {
			t.Errorf("%c looks like %c:\n%s", r, other, shape)
		}
		seen[shape] = r
	}
}

func TestBlock(t *testing.T) {
	rows := func(img *image.Paletted, pitch int) (spans []string) {
		for y := 0; y+pitch <= img.Rect.Dy(); y += pitch {
			e := extent(crop(img, image.Rect(0, y, img.Rect.Dx(), y+pitch)))
			if !e.Empty() {
				spans = append(spans, fmt.Sprintf("%d", y/pitch))
			}
		}
		return spans
	}
	lines := func(inside string) string {
		return strings.Join(rows(render(t, 200, 200, "^FO0,0^A0N,20"+inside), 20), " ")
	}
	for _, tt := range []struct{ name, inside, want string }{
		{"words", "^FB60,9^FDHHHH HHHH HHHH^FS", "0 1 2"},
		{"line feeds", `^FB190,9^FDH\&\&H^FS`, "0 2"},
		{"line feed of the data", `^FB190,9^FH^FDH_0AH^FS`, "0 1"},
		{"long word", "^FB40,9^FDHHHHHHHH^FS", "0 1 2 3"},
		{"spacing", "^FB60,9,20^FDHHHH HHHH HHHH^FS", "0 2 4"},
		{"indent", "^FB60,9,0,L,30^FDHHHH HH HH^FS", "0 1 2"},
	} {
		if got := lines(tt.inside); got != tt.want {
			t.Errorf("%s: lines %s, want %s", tt.name, got, tt.want)
		}
	}
	for _, tt := range []struct {
		justify  byte
		min, max int
	}{{'L', 11, 41}, {'C', 86, 116}, {'R', 161, 191}} {
		e := extent(render(t, 220, 60, fmt.Sprintf("^FO10,0^A0N,20^FB180,1,0,%c^FDHHI^FS", tt.justify)))
		if e.Min.X < tt.min-2 || e.Min.X > tt.min+2 || e.Max.X > tt.max {
			t.Errorf("%c: from %d to %d, want about %d to %d", tt.justify, e.Min.X, e.Max.X, tt.min, tt.max)
		}
	}
	e := extent(crop(render(t, 220, 60, "^FO10,0^A0N,20^FB180,2,0,J^FDHH HH HH HH HH HH HH HH^FS"), image.Rect(0, 0, 220, 20)))
	if e.Min.X > 13 || e.Max.X < 186 || e.Max.X > 190 {
		t.Errorf("justified line from %d to %d, want 10 to 190", e.Min.X, e.Max.X)
	}
	e = extent(render(t, 220, 100, "^FT10,90^A0N,20^FB180,2,0,L^FDHH^FS"))
	if e.Max.Y != 70 {
		t.Errorf("the first of two lines above 90 stands on %d, want 70", e.Max.Y)
	}
}

// A text block breaks lines as ^FB does, leaves out what it has no room for, and
// prints no hyphens; it lies where ^FO and ^FT put it.
func TestTextBlock(t *testing.T) {
	for _, tt := range []struct{ block, lines string }{
		{"^FO10,20^A0N,20^TBN,300,60^FDone two^FS", "^FO10,20^A0N,20^FB300,1^FDone two^FS"},
		{"^FO10,20^A0N,20^TBN,60,60^FDone two^FS", "^FO10,20^A0N,20^FB60,2^FDone two^FS"},
		{"^FO10,20^A0N,20^TBN,60,39^FDone two^FS", "^FO10,20^A0N,20^FDone^FS"},
		{"^FO10,20^A0N,20^TBN,60,40^FDone two three four^FS", "^FO10,20^A0N,20^FB60,2^FDone two^FS"},
		{"^FO10,20,1^A0N,20^TBN,90,60^FDa^FS", "^FO10,20,1^A0N,20^FB90,3,0,R^FDa^FS"},
		{"^FO10,20^A0N,20^TBR,300,20^FDone two^FS", "^FO10,20^A0R,20^FB300,1^FDone two^FS"},
		{"^FO10,20^A0R,20^TB,300,20^FDone two^FS", "^FO10,20^A0R,20^FB300,1^FDone two^FS"},
		{"^FO10,20^A0N,20^TBN,300,20^FDa<< >b<x>c\u00add^FS", "^FO10,20^A0N,20^FDa<bcd^FS"},
		{"^FO10,20^A0N,20^TBN,300,20^FDa<b^FS", "^FO10,20^A0N,20^FDa^FS"},
		{"^FT10,60^A0N,20^TBN,60,60^FDone two^FS", "^FT10,60^A0N,20^FDone^FS^FT10,80^A0N,20^FDtwo^FS"},
		{"^FO10,20^A0N,20^TBN,30,40^FDHHHH^FS", "^FO10,20^A0N,20^FDHH^FS^FO10,40^A0N,20^FDHH^FS"},
	} {
		got, want := render(t, 400, 400, tt.block), render(t, 400, 400, tt.lines)
		if show(got) != show(want) || extent(got).Empty() {
			t.Errorf("%s is in %v, %s in %v", tt.block, extent(got), tt.lines, extent(want))
		}
	}
}

// Bytes are characters of the set of ^CI.
func TestCharacterSets(t *testing.T) {
	for _, tt := range []struct{ field, want string }{
		{"^CI0^FO9,9^A0N,30^FH^FDcaf_82 _E1 _9c^FS", "caf\u00e9 \u00df \u00a3"},
		{"^CI13^FO9,9^A0N,30^FH^FDgr_94_E1e^FS", "gr\u00f6\u00dfe"},
		{"^CI27^FO9,9^A0N,30^FH^FDcaf_E9 _AE _80^FS", "caf\u00e9 \u00ae \u20ac"},
		{"^CI6^FO9,9^A0N,30^FH^FD_81ber^FS", "\u00fcber"},
	} {
		got, want := render(t, 300, 60, tt.field), render(t, 300, 60, "^CI28^FO9,9^A0N,30^FD"+tt.want+"^FS")
		if show(got) != show(want) {
			t.Errorf("%s is not %s", tt.field, tt.want)
		}
	}
	for _, charset := range []int{0, 27} {
		if n := utf8.RuneCountInString(codePage(charset)); n != 128 {
			t.Errorf("^CI%d has %d characters", charset, n)
		}
	}
}

// A line feed behind the last line prints nothing over it.
func TestBlockEndsInLineFeed(t *testing.T) {
	got, want := render(t, 400, 100, `^FO10,20^A0N,20^FB300,1^FDone\&^FS`), render(t, 400, 100, "^FO10,20^A0N,20^FDone^FS")
	if show(got) != show(want) {
		t.Error("it looks otherwise than without")
	}
}

// Gaps of ^FP are behind each character.
func TestGaps(t *testing.T) {
	narrow := extent(render(t, 400, 100, "^FO10,20^A0N,20^FDHHHH^FS"))
	wide := extent(render(t, 400, 100, "^FO10,20^A0N,20^FPH,7^FDHHHH^FS"))
	if wide.Dx() != narrow.Dx()+3*7 || wide.Min != narrow.Min {
		t.Errorf("without gaps in %v, with them in %v", narrow, wide)
	}
}

// Signs are as high as their font.
func TestSigns(t *testing.T) {
	signs := extent(render(t, 400, 100, "^FO10,20^GSN,40,40^FDABC^FS"))
	text := extent(render(t, 400, 100, "^FO10,20^A0N,40,40^FD\u00ae\u00a9\u2122^FS"))
	if signs != text || signs.Empty() {
		t.Errorf("signs in %v, as text in %v", signs, text)
	}
}

// label returns the format of a label with symbols and text.
func label(t testing.TB, elements string) []byte {
	var b zpl.Builder
	b.Begin(400, 240)
	b.DataMatrix(16, 16, 4, zpl.AppendElementRunes(nil, elements))
	b.Text(150, 16, 24, 0, "(01) 09506000134352")
	b.Text(150, 44, 18, 0, "EXP (17) 2027-12-31")
	b.TextBlock(16, 150, 24, 0, zpl.Block{Width: 368, Lines: 3}, "Amoxicillin 500 mg hard capsules, 20 pieces")
	b.Box(2, 2, 396, 236, 2)
	b.End()
	src, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return src
}

var elements = []string{
	"0109506000134352172712311" + "0LOT42\x1d21SN_1^XZ",
	"010950600013435221~HS\\>!\"%&'()*+,-./:;<=>?_",
	"0109506000134352",
}

func TestSymbolsAreReadBack(t *testing.T) {
	for _, e := range elements {
		img, err := Render(label(t, e), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if scan, err := readback.Decode(img); err != nil || scan != "]d2"+e {
			t.Errorf("DataMatrix read as %q, %v, want %q", scan, err, "]d2"+e)
		}
	}
	for _, e := range elements[1:] {
		var b zpl.Builder
		b.Begin(1200, 240)
		b.Code128(60, 30, 2, 100, zpl.AppendElementRunes(nil, e))
		b.End()
		src, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		img, err := Render(src, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if scan, err := readback.DecodeKind(img, symbol.GS1128); err != nil || scan != "]C1"+e {
			t.Errorf("Code 128 read as %q, %v, want %q", scan, err, "]C1"+e)
		}
	}
}

func TestJudge(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for i, e := range elements {
		img, err := Render(label(t, e), Options{})
		if err != nil {
			t.Fatal(err)
		}
		png, err := symbol.AppendPNG(nil, img, 8)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(dir, fmt.Sprintf("%d.png", i)))
		if err := os.WriteFile(files[i], png, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for i, d := range judges.ZXing(t, files...) {
		if d.Symbology != "]d2" || d.Text != elements[i] {
			t.Errorf("zxing reads %s %q, want ]d2 %q", d.Symbology, d.Text, elements[i])
		}
	}
}

func TestInterpretation(t *testing.T) {
	bars := extent(render(t, 400, 200, "^FO60,60^BY2^BCN,50,N^FD>:>821A9^FS"))
	below := extent(render(t, 400, 200, "^FO60,60^BY2^BCN,50,Y^FD>:>821A9^FS"))
	above := extent(render(t, 400, 200, "^FO60,60^BY2^BCN,50,Y,Y^FD>:>821A9^FS"))
	if bars.Min.Y != 60 || bars.Max.Y != 110 {
		t.Errorf("bars at %v", bars)
	}
	if below.Min.Y != 60 || below.Max.Y < 122 || above.Max.Y != 110 || above.Min.Y > 50 {
		t.Errorf("text below: %v, above: %v", below, above)
	}
}

func TestProblems(t *testing.T) {
	for _, tt := range []struct{ name, inside, code, message string }{
		{"other symbol", "^FO1,1^B7N,2,4^FDx^FS", "^B7", "is not drawn, nor is its data"},
		{"old DataMatrix", "^FO1,1^BXN,4,140^FDx^FS", "^BX", `is not drawn: zpl: ^BX: found "140", expected quality 200, at byte 14`},
		{"units", "^MUM^FO1,1^GB9,9,1^FS", "^MU", "lengths are taken as dots, not in unit M"},
		{"escape", "^FO1,1^BXN,4,200^FD_x^FS", "^BX", "is not drawn: zpl: ^BX data"},
		{"no such size", "^FO1,1^BXN,4,200,41,41^FDx^FS", "^BX", "is not drawn: symbol: gs1-datamatrix: no symbol of that size"},
		{"small size", "^FO1,1^BXN,4,200,10,10^FD0123456789^FS", "^BX", "is not drawn: symbol: gs1-datamatrix: too much data for the symbol"},
		{"mode", "^FO1,1^BCN,9,N,N,N,X^FDx^FS", "^BC", `is not drawn: zpl: ^BC: found "X", expected mode N, U, A or D, at byte 14`},
		{"start code in mode D", "^FO1,1^BCN,9,N,N,N,D^FD>;>80^FS", "^BC", `is not drawn: zpl: ^BC data of mode D: found ">;>80", expected >8`},
		{"letters in mode U", "^FO1,1^BCN,9,N,N,N,U^FD00A^FS", "^BC", `is not drawn: zpl: ^BC data of mode U: found "A", expected digits`},
		{"check digit", "^FO1,1^BCN,9,N,N,Y^FDx^FS", "^BC", "is drawn without the check digit modulo 10"},
		{"font", "^FO1,1^ADN,18,10^FDx^FS", "^A", "font D is drawn with the shapes of font 0"},
		{"default font", "^FO1,1^FDx^FS", "^FD", "font A is drawn with the shapes of font 0"},
		{"character", "^FO1,1^A0N,20^FDx\u4e2d^FS", "^FD", `the font has no "中"`},
		{"not UTF-8", "^FO1,1^A0N,20^FDx\xff^FS", "^FD", "data is not UTF-8, as ^CI28 has it"},
		{"character set", "^CI33^FO1,1^A0N,20^FD\xe9^FS", "^FD", "only ASCII is drawn of the character set of ^CI33"},
		{"no character of the set", "^CI27^FO1,1^A0N,20^FD\x81^FS", "^FD", "only ASCII is drawn of the character set of ^CI27"},
		{"full block", "^FO1,1^A0N,20^FB20,1^FDHHH HHH^FS", "^FB", "text of 6 lines is printed over the last of 1"},
		{"block without width", "^FO1,1^A0N,20^FB^FDH^FS", "^FB", "a block without width prints nothing"},
		{"compressed picture", "^FO1,1^GFC,1,1,1,x^FS", "^GF", "is not drawn as it was meant: zpl: picture of ^GF: found \"C\", expected format A or B"},
		{"base 64", "^FO1,1^GFA,1,1,1,:B64:AA==:0000^FS", "^GF", `is not drawn as it was meant: zpl: picture of ^GF: found "0000", expected CRC A682`},
		{"picture data", "^FO1,1^GFA,1,1,1,0_^FS", "^GF", `is not drawn as it was meant: zpl: picture of ^GF: found "_", expected hexadecimal digits`},
		{"picture size", "^FO1,1^GFA,999999999,999999999,9,0^FS", "^GF", `is not drawn as it was meant: zpl: picture of ^GF: found "999999999"`},
		{"QR without switches", "^FO1,1^BQN,2,4^FDhello^FS", "^BQ", `is not drawn: its data begins with "hello", expected the error correction, A or M, and a comma`},
		{"QR mode", "^FO1,1^BQN,2,4^FDQM,Kx^FS", "^BQ", "is not drawn: the character mode"},
		{"letters in EAN", "^FO1,1^BEN^FD12A^FS", "^BE", "is not drawn: expected digits only"},
		{"no zeros to leave out", "^FO1,1^B9N^FD1234567890^FS", "^B9", "is not drawn: symbol: upc-e"},
		{"component without data", "^FO1,1^BRN,1^FD0950600013435|^FS", "^BR", "is not drawn: no data follow |"},
		{"too much for a component", "^FO1,1^BRN,1^FD0950600013435|" + strings.Repeat("1", 400) + "^FS", "^BR", "is not drawn: too much data"},
		{"type of DataBar", "^FO1,1^BRN,13^FD09^FS", "^BR", "is not drawn: type 13, expected 1 to 12"},
		{"2 of 5 of other lengths", "^FO1,1^B2N^FD1234^FS", "^B2", "is not drawn: symbol: itf-14"},
		{"justification", "^FO1,1,2^GB9,9,1^FS", "^FO", "justification by script is taken as left"},
		{"stored picture", "^FO1,1^XGR:X.GRF,1,1^FS", "^XG", `is not drawn: there is no picture "R:X.GRF"`},
		{"stored picture without memory", "^FO1,1^XGX^FS", "^XG", `is not drawn: there is no picture "X.GRF"`},
		{"download", "~DGR:X.GRF,1,1,0_", "~DG", `is not stored as it was meant: zpl: picture of ~DG: found "_"`},
		{"download of BMP", "~DYR:X,B,B,1,,x", "~DY", `is not stored as it was meant: zpl: picture of ~DY: found "B", expected G or P`},
		{"conversion", "^MUD,150,300^FO1,1^GB9,9,1^FS", "^MU", "lengths are not converted from 150 to 300 dots per inch"},
		{"justification of all", "^FW,2^FO1,1^GB9,9,1^FS", "^FW", "justification by script is taken as left"},
		{"exchanged characters", "^CI0,21,36^FO1,1^A0N,20^FDx^FS", "^CI", "characters are not exchanged"},
		{"national characters", "^CI6^FO1,1^A0N,20^FD[x]^FS", "^FD", "the characters #$@"},
		{"replaced font", "^CW0,E:ARIAL.TTF^FO1,1^A0N,20^FDx^FS", "^CW", "font 0 is not replaced"},
		{"two graphics", "^FO1,1^GB9,9^GC5^FS", "^GB", "is not drawn: ^GC follows in the same field"},
		{"two symbols", "^FO1,1^BCN,9^BXN,4,200^FD1^FS", "^BC", "is not drawn: ^BX follows in the same field"},
		{"QR model 1", "^FO1,1^BQN,1,2^FDQA,x^FS", "^BQ", "is drawn as model 2"},
		{"UPC-E without check digit", "^FO1,1^B9N,9,Y,N,N^FD2345600007^FS", "^B9", "its text has the check digit"},
		{"copy", "^TOR:X.GRF,E:X.GRF", "^TO", "is not interpreted"},
		{"sign", "^FO1,1^GSN,30,30^FDD^FS", "^GS", `sign 'D' is not drawn`},
		{"low block", "^FO1,1^A0N,20^TBN,90,19^FDx^FS", "^TB", "a block lower than a line prints nothing"},
		{"direction", "^FO1,1^A0N,20^FPV,9^FDx^FS", "^FP", "the text runs to the right, not in direction V"},
		{"font by name", "^FO1,1^A@N,20,20,E:ARIAL.TTF^FDx^FS", "^A@", "font E:ARIAL.TTF is drawn with the shapes of font 0"},
		{"clock", "^FO1,1^A0N,20^FC%^FD%%9 %Y^FS", "^FC", "the clock is not set, so that Y is printed as it is"},
		{"picture kept", "^MCN^FO1,1^GB9,9^FS", "^MC", "the next label is drawn on an empty one"},
		{"double dots", "^JMB^FO1,1^GB9,9^FS", "^JM", "dots are not drawn twice as large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src := []byte("^XA^CI28" + tt.inside + "^XZ")
			img, err := Render(src, Options{Width: 100, Length: 100})
			var e *Error
			if img == nil || !errors.As(err, &e) {
				t.Fatalf("picture %v, error %v", img != nil, err)
			}
			if strings.HasSuffix(tt.message, "nor is its data") && !extent(img).Empty() {
				t.Errorf("something is drawn at %v", extent(img))
			}
			p := e.Problems[0]
			if p.Code != tt.code || !strings.HasPrefix(p.Message, tt.message) || !strings.HasPrefix(string(src[p.Start:p.End]), tt.code) {
				t.Errorf("problem %+v, want %s %s", p, tt.code, tt.message)
			}
		})
	}
}

// No command that may leave a mark is passed over in silence: it changes the label,
// or is told.
func TestNothingIsSilent(t *testing.T) {
	parameters := map[string]string{
		"^PW": "40", "^LH": "9,9", "^LS": "9", "^LT": "9", "^LR": "Y", "^PO": "I", "^PM": "Y", "^MU": "M", "^CI": "6",
		"^FO": "3,3", "^FT": "3,50", "^FD": "x", "^FV": "x", "^FW": "R", "^CF": "0,50", "^A": "0R", "^A@": "R", "^FB": "70,1,0,R",
		"^TB": "R,70,70", "^FP": "H,3", "^CW": "0,R:A.TTF", "^FC": "%", "^SN": "7", "^IS": "R:A.GRF,N",
		"^DF": "R:A", "^PA": "", "^BY": "5", "^BC": "N,9", "^BX": "N,4,200", "^BQ": "N,2,2", "^BR": "N,1,1", "^MC": "N", "^JM": "B",
	}
	surroundings := [][2]string{
		{"^XA^CI28^CF0,20^FO20,20", "^FD1[%Y^FS^FO50,50^GB9,5^FS^XZ"},
		{"^XA^CI28^CF0,20^FO0,0^GB100,100,100^FS^FO20,20", "^FD1^FS^XZ"},
		{"^XA^CI28^CF0,20^FO20,20", "^BCN,9,N^FD1^FS^XZ"},
		{"^XA^CI28^CF0,20^FO20,20", "^FS^XZ"},
	}
	draw := func(src string) (seen string) {
		result, err := New(Options{Width: 100, Length: 100}).Render(formatsOf(t, src)[0])
		if err != nil {
			t.Fatalf("%s: %v", src, err)
		}
		if result.Image == nil {
			return result.Stored
		}
		return fmt.Sprint(len(result.Problems), show(result.Image))
	}
	for info := range zpl.Commands() {
		switch info.Code {
		case "^XA", "^XZ", "^FS", "^LL", "^FE", "^FH", "^FN", "^SF", "^PA":
			continue // they begin and end, act on other labels, or have nothing to do with these data
		}
		if info.Blank {
			continue
		}
		command := info.Code + parameters[info.Code]
		if !slices.ContainsFunc(surroundings, func(s [2]string) bool { return draw(s[0]+command+s[1]) != draw(s[0]+s[1]) }) {
			t.Errorf("%s changes nothing, and nothing is said", command)
		}
	}
}

// What goes to the tag is not on the label.
func TestTagData(t *testing.T) {
	src := "^XA^RS8,,,1,E^RFW,H,,,E^FD30340000000000000000000A^FS^RFR,H,0,12,2^FN1^FS^HV1,24,TID,,L^FS^XZ"
	img, err := Render([]byte(src), Options{Width: 100, Length: 100})
	if err != nil || !extent(img).Empty() {
		t.Errorf("drawn at %v, %v", extent(img), err)
	}
}

func TestErrorText(t *testing.T) {
	_, err := Render([]byte("^XA^PW9^LL9^QQ^WW^XZ"), Options{})
	if err == nil || err.Error() != "raster: ^QQ at byte 11: is not interpreted (and 1 more)" {
		t.Errorf("%v", err)
	}
}

func TestRenderRefusals(t *testing.T) {
	for _, tt := range []struct {
		src, want string
		o         Options
	}{
		{"^FO1,1", "raster: no format (^XA … ^XZ) in 6 bytes", Options{}},
		{"^XA^XZ", "raster: the format prints nothing", Options{}},
		{"^XA^JMA^PON^FS^XZ", "raster: the format prints nothing", Options{}},
		{"^XA^GB9,9^XZ", "raster: the label has no length, expected it from Options or ^LL", Options{}},
		{"^XA^PW^LL0^FDx^FS^XZ", "raster: the label has no length, expected it from Options or ^LL", Options{}},
		{"^XA^PW32000^LL32000^XZ", "raster: label of 32000 × 32000 dots, expected at most 67108864 dots", Options{}},
		{"^XA^LL9^GB9,9^XZ", "raster: label of -1 × 9 dots, expected at least 1 × 1", Options{Width: -1}},
	} {
		if img, err := Render([]byte(tt.src), tt.o); img != nil || err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.src, err, tt.want)
		}
	}
}

// TestDefaultLength: it is that of a label of which nothing else says how long it is.
func TestDefaultLength(t *testing.T) {
	for src, want := range map[string]struct {
		length  int
		assumed bool
	}{
		"^XA^FDx^FS^XZ":         {70, true},
		"^XA^LL90^GB9,9^FS^XZ":  {90, false},
		"^XA^JMA^XZ":            {0, false},
		"^XA^LL0^GB9,9,1^FS^XZ": {70, true},
	} {
		result, err := New(Options{DefaultLength: 70}).Render(zpl.Parse([]byte(src)).Formats()[0])
		length := 0
		if result.Image != nil {
			length = result.Image.Bounds().Dy()
		}
		if err != nil || length != want.length || result.Assumed != want.assumed {
			t.Errorf("%s: %d dots, assumed %v, %v, want %+v", src, length, result.Assumed, err, want)
		}
	}
}

// TestRendererKeeps holds that settings of one format act on the next, and that
// a new Renderer begins without them.
func TestRendererKeeps(t *testing.T) {
	r := New(Options{DPMM: zpl.DPMM12})
	next := func(src string) *image.Paletted {
		t.Helper()
		result, err := r.Render(zpl.Parse([]byte(src)).Formats()[0])
		if err != nil || len(result.Problems) > 0 {
			t.Fatalf("%s: %v, %v", src, result.Problems, err)
		}
		return result.Image
	}
	if got := next("^XA^LL50^LH5,7^CF0,20^XZ").Rect.Size(); got != image.Pt(1248, 50) {
		t.Errorf("label of %v, want the width of the head and ^LL", got)
	}
	if got := extent(next("^XA^PW60^FO1,1^GB9,9,1^FS^XZ")); got != image.Rect(6, 8, 15, 17) {
		t.Errorf("box at %v", got)
	}
	img := next("^XA^FO0,0^FDH^FS^POI^XZ")
	if img.Rect.Size() != image.Pt(60, 50) || extent(img).Min.X < 30 {
		t.Errorf("label of %v with text at %v", img.Rect, extent(img))
	}
	if got := extent(next("^XA^FO0,0^GB1,1,1^FS^XZ")); got.Min != image.Pt(54, 42) {
		t.Errorf("dot of the turned label at %v", got)
	}
	if result, err := New(Options{}).Render(zpl.Parse([]byte("^XA^XZ")).Formats()[0]); err != nil || result.Image != nil {
		t.Error("a new Renderer knows a label length")
	}
}

// TestNeverPanics draws formats of random commands.
func TestNeverPanics(t *testing.T) {
	number := rapid.OneOf(rapid.IntRange(-5, 60), rapid.SampledFrom([]int{-1 << 40, 999, 32000, 1 << 40}))
	args := rapid.Map(rapid.SliceOfN(number, 0, 6), func(n []int) string {
		return strings.Trim(strings.ReplaceAll(fmt.Sprint(n), " ", ","), "[]")
	})
	piece := rapid.Custom(func(t *rapid.T) string {
		code := rapid.SampledFrom([]string{
			"^FO", "^FT", "^A0", "^A0R,", "^AI", "^CF0,", "^FB", "^GB", "^BY", "^BXB,", "^BXN,3,200,", "^BCI,", "^GFA,", "^LH",
			"^LT", "^LS", "^FWR^FX", "^FR^FX", "^LRY^FX", "^POI^FX", "^CI", "^PW5", "^LL5", "^FS^FX",
		}).Draw(t, "code")
		return code + args.Draw(t, "arguments")
	})
	text := rapid.Map(rapid.OneOf(rapid.StringMatching(`[ -\]_-}]{0,20}`), rapid.String()), func(s string) string { return "^FD" + s + "^FS" })
	rapid.Check(t, func(t *rapid.T) {
		inside := strings.Join(rapid.SliceOfN(rapid.OneOf(piece, piece, text), 0, 12).Draw(t, "commands"), "")
		img, err := Render([]byte("^XA"+inside+"^XZ"), Options{Width: 60, Length: 40})
		if img == nil {
			t.Fatalf("no picture: %v", err)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	r := New(Options{})
	f := zpl.Parse(label(b, elements[0])).Formats()[0]
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Render(f); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRenderFirst(b *testing.B) {
	src := label(b, elements[0])
	for b.Loop() {
		if _, err := Render(src, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
