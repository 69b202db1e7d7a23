package symbol_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/testdata/judges"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// first returns the first sample of the kind and its symbol.
func first(t testing.TB, k symbol.Kind) (*symbol.Symbol, sample) {
	t.Helper()
	sample := samples(t, k, 1)[0]
	s, err := symbol.Encode(k, sample.message, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s, sample
}

// TestAppendZPL has the printer's rules draw the graphic: dot for dot the picture.
func TestAppendZPL(t *testing.T) {
	for _, k := range symbol.Kinds() {
		s, _ := first(t, k)
		for _, o := range []*symbol.RenderOptions{nil, {DPMM: 8, HRI: true}, {Module: 1, Height: 3, NoQuietZone: true}} {
			format, err := s.AppendZPL([]byte("before"), o)
			if err != nil {
				t.Fatal(err)
			}
			format, ok := bytes.CutPrefix(format, []byte("before"))
			if !ok {
				t.Fatal("not appended")
			}
			want := s.Image(o)
			printed, err := raster.Render(format, raster.Options{
				DPMM: zpl.DPMM8, Width: zpl.Dots(want.Rect.Dx()), Length: zpl.Dots(want.Rect.Dy()),
			})
			if err != nil {
				t.Fatal(err)
			}
			if !samePixels(printed, want) {
				t.Errorf("%v %+v: the graphic is not the picture", k, o)
			}
		}
	}
}

func samePixels(a, b *image.Paletted) bool {
	if a.Rect.Size() != b.Rect.Size() {
		return false
	}
	for y := range a.Rect.Dy() {
		if !bytes.Equal(a.Pix[y*a.Stride:][:a.Rect.Dx()], b.Pix[y*b.Stride:][:b.Rect.Dx()]) {
			return false
		}
	}
	return true
}

// TestAppendGraphicCounts compresses runs of every length around the limits of the
// repeat counts.
func TestAppendGraphicCounts(t *testing.T) {
	for _, width := range []int{1, 4, 7, 8, 9, 76, 80, 84, 1600, 1604, 1684, 4000} {
		img := image.NewPaletted(image.Rect(0, 0, width+9, 4), color.Palette{color.White, color.Black})
		for x := range width {
			img.Pix[x] = 1
			img.Pix[img.Stride+x] = 1
			img.Pix[3*img.Stride+x] = byte(x / 4 % 2)
		}
		format := append(symbol.AppendGraphic([]byte("^XA^FO0,0"), img), "^FS^XZ"...)
		printed, err := raster.Render(format, raster.Options{DPMM: zpl.DPMM8, Width: zpl.Dots(width + 9), Length: 4})
		if err != nil || !samePixels(printed, img) {
			t.Errorf("%d dots: %v, %s", width, err, format)
		}
	}
}

// TestAppendPDF has poppler draw the page: it is as large as the symbol, and what a
// decoder reads in it is the message.
func TestAppendPDF(t *testing.T) {
	pdftoppm := judges.Command(t, "pdftoppm", "poppler-utils")
	dir := t.TempDir()
	for _, k := range symbol.Kinds() {
		s, sample := first(t, k)
		for _, o := range []*symbol.RenderOptions{{HRI: true}, {XDimension: 500, BarHeight: 8000}} {
			data, err := s.AppendPDF(nil, o)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, k.String())
			if err := os.WriteFile(file+".pdf", data, 0o666); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.CommandContext(t.Context(), pdftoppm, "-r", "254", "-singlefile", "-png", file+".pdf", file).CombinedOutput(); err != nil || len(out) > 0 {
				t.Fatalf("%v: %v %s", k, err, out)
			}
			img := readPNG(t, file+".png")
			if width, height := svgSize(t, s, o); !near(img.Bounds().Dx(), width) || !near(img.Bounds().Dy(), height) {
				t.Errorf("%v: %v pixels of 0.1 mm, want %.1f × %.1f mm", k, img.Bounds().Size(), width, height)
			}
			if !readback.Reads(k) {
				continue
			}
			if scan, err := readback.DecodeKind(img, k); err != nil || scan != sample.scan {
				t.Errorf("%v: read %q, %v, want %q", k, scan, err, sample.scan)
			}
		}
	}
}

func near(tenths int, mm float64) bool {
	return float64(tenths) >= mm*10-1 && float64(tenths) <= mm*10+1
}

func readPNG(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

var svgHead = regexp.MustCompile(`width="([\d.]+)mm" height="([\d.]+)mm"`)

// svgSize returns the size of the SVG in millimetres.
func svgSize(t *testing.T, s *symbol.Symbol, o *symbol.RenderOptions) (width, height float64) {
	t.Helper()
	m := svgHead.FindSubmatch(s.AppendSVG(nil, o))
	if m == nil {
		t.Fatal("an SVG without size")
	}
	width, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	height, err = strconv.ParseFloat(string(m[2]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return width, height
}

// TestSVGText: the digits and element strings stand in the document as text.
func TestSVGText(t *testing.T) {
	for _, test := range []struct {
		kind symbol.Kind
		want []string
	}{
		{symbol.GS1128, []string{"(01) 09506000134352 (17) 271231 (10) LOT42"}},
		{symbol.GS1DataMatrix, []string{"(01) 09506000134352", "(17) 271231", "(10) LOT42"}},
	} {
		svg := string(encode(t, test.kind).AppendSVG(nil, &symbol.RenderOptions{HRI: true}))
		if got := strings.Join(svgTexts(svg), "|"); got != strings.Join(test.want, "|") {
			t.Errorf("%v: text %q, want %q", test.kind, got, test.want)
		}
	}
	for _, test := range []struct{ kind, gtin, addOn, want string }{
		{"ean-13", "09506000134352", "", "9|506000|134352"},
		{"ean-13", "09506000134352", "12", "9|506000|134352|12"},
		{"ean-8", "00000096385074", "", "9638|5074"},
		{"upc-a", "00614141123452", "90000", "6|14141|12345|2|90000"},
		{"upc-e", "00012345000058", "", "0|123455|8"},
		{"itf-14", "09506000134352", "", "09506000134352"},
		{"databar-omni", "09506000134352", "", "(01) 09506000134352"},
	} {
		k, err := symbol.ParseKind(test.kind)
		if err != nil {
			t.Fatal(err)
		}
		m := gtinMessage(test.gtin)
		m.AddOn = test.addOn
		s, err := symbol.Encode(k, m, nil)
		if err != nil {
			t.Fatal(err)
		}
		svg := string(s.AppendSVG(nil, &symbol.RenderOptions{HRI: true}))
		if got := strings.Join(svgTexts(svg), "|"); got != test.want {
			t.Errorf("%v: text %q, want %q", test.kind, got, test.want)
		}
	}
}

var textElement = regexp.MustCompile(`<text [^>]*>([^<]*)</text>`)

func svgTexts(svg string) (texts []string) {
	for _, m := range textElement.FindAllStringSubmatch(svg, -1) {
		texts = append(texts, m[1])
	}
	return texts
}

// TestTextInside: text leaves the modules as they are and does not reach the edge
// of the picture.
func TestTextInside(t *testing.T) {
	for _, k := range symbol.Kinds() {
		s, sample := first(t, k)
		for _, module := range []int{2, 3, 8} {
			o := symbol.RenderOptions{Module: module, HRI: true}
			text := s.Image(&o)
			o.HRI = false
			if plain := s.Image(&o); bytes.Count(text.Pix, []byte{1}) <= bytes.Count(plain.Pix, []byte{1}) {
				t.Errorf("%v: no text at %d dots", k, module)
			}
			if last := text.Pix[(text.Rect.Dy()-1)*text.Stride:]; bytes.Contains(last, []byte{1}) {
				t.Errorf("%v: text at the lower edge at %d dots", k, module)
			}
			if scan, err := readback.DecodeKind(text, k); readback.Reads(k) && (err != nil || scan != sample.scan) {
				t.Errorf("%v at %d dots: read %q, %v, want %q", k, module, scan, err, sample.scan)
			}
		}
	}
}

// TestAppendText draws the characters back into a picture, and reads it.
func TestAppendText(t *testing.T) {
	for _, k := range symbol.Kinds() {
		s, sample := first(t, k)
		img := quarters(t, string(s.AppendText(nil, nil)))
		if scan, err := readback.DecodeKind(img, k); readback.Reads(k) && (err != nil || scan != sample.scan) {
			t.Errorf("%v: read %q, %v, want %q", k, scan, err, sample.scan)
		}
		colour := string(s.AppendTerminal(nil, &symbol.RenderOptions{HRI: true}))
		if strings.Count(colour, "\x1b[38;5;16;48;5;231m") != strings.Count(colour, "\x1b[0m\n") {
			t.Errorf("%v: colours are not put back at the end of each line", k)
		}
	}
}

// quarters draws block characters, each quarter 4 × 8 pixels.
func quarters(t *testing.T, text string) image.Image {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	img := image.NewGray(image.Rect(0, 0, 8*utf8.RuneCountInString(lines[0]), 16*len(lines)))
	for y, line := range lines {
		x := 0
		for _, r := range line {
			which := slices.Index([]rune(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"), r)
			if which < 0 {
				t.Fatalf("character %q", r)
			}
			paint(img, 8*x, 16*y, which)
			x++
		}
	}
	return img
}

func paint(img *image.Gray, x, y, quarters int) {
	for i := range 8 * 16 {
		bit := i%8/4 + i/8/8*2
		if quarters>>bit&1 == 0 {
			img.SetGray(x+i%8, y+i/8, color.Gray{Y: 255})
		}
	}
}
