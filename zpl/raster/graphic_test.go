package raster

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/zpl"
)

// renderAll draws all formats of a source and returns the last label.
func renderAll(t testing.TB, r *Renderer, src string) Result {
	t.Helper()
	var last Result
	for _, f := range formatsOf(t, src) {
		var err error
		if last, err = r.Render(f); err != nil {
			t.Fatalf("%s: %v", src, err)
		}
	}
	return last
}

// angle is a picture of 8 by 3 dots.
const angle = "3,1,FF8080"

// A stored picture is where ^XG, ^IM or ^IL put it, as large as they say.
func TestStoredPictures(t *testing.T) {
	for _, tt := range []struct{ name, store, recall, want string }{
		{"~DG", "~DGR:A.GRF," + angle, "^FO1,1^XGR:A.GRF,1,1^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"usual names", "~DGa," + angle, "^FO1,1^XGA^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"no name", "~DG," + angle, "^FO1,1^XG^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"other memory", "~DGB:A," + angle, "^FO1,1^XGA^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"first memory", "~DGE:A,1,1,F0~DGR:A," + angle, "^FO1,1^IMA^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"memory named", "~DGE:A,1,1,F0~DGR:A," + angle, "^FO1,1^XGE:A^FS", "^FO1,1^GFA,1,1,1,F0^FS"},
		{"magnified", "~DGA," + angle, "^FO1,1^XGA,2,3^FS", "^FO1,1^GB16,3,3^FS^FO1,1^GB2,9,2^FS"},
		{"magnified at most", "~DGA,1,1,80", "^FO1,1^XGA,99,10^FS", "^FO1,1^GB10,10,10^FS"},
		{"^IM", "~DGA," + angle, "^FO1,1^IMA.GRF,5,5^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"^IL", "~DGR:A," + angle, "^FO9,9^ILR:A.GRF^FS", "^FO0,0^GFA,3,3,1,FF8080^FS"},
		{"^FT", "~DGA," + angle, "^FT2,9^XGA,2,2^FS", "^FO2,3^XGA,2,2^FS"},
		{"right", "~DGA," + angle, "^FO20,3,1^XGA,2,2^FS", "^FO4,3^XGA,2,2^FS"},
		{"~DY", "~DYR:A,A,G,3,1,:B64:/4CA:FABF", "^FO1,1^XGA^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"~DY by name", "~DYR:A.TTF,A,G,3,1,FF8080", "^FO1,1^XGR:A.GRF^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"in the format", "", "~DGA," + angle + "^FO1,1^XGA^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"the last of a name", "~DGA,1,1,F0~DGA," + angle, "^FO1,1^XGA^FS", "^FO1,1^GFA,3,3,1,FF8080^FS"},
		{"one after the other", "", "~DGA,1,1,F0^FO1,1^XGA^FS~DGA,1,1,0F^FO9,1^XGA^FS", "^FO1,1^GFA,1,1,1,F0^FS^FO9,1^GFA,1,1,1,0F^FS"},
		{"off the label", "~DGA,300,100,!:!", "^FT30,40^XGA,10,10^FS^FT30,11^XGA,10,10^FS", "^FO30,0^GB20,30,20^FS"},
		{"reversed", "~DGA," + angle, "^FO0,0^GB30,9,9^FS^FO1,1^FR^XGA^FS", "^FO0,0^GB30,9,9^FS^FO1,1^GB8,1,1,W^FS^FO1,1^GB1,3,1,W^FS"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := New(Options{Width: 50, Length: 30})
			got := renderAll(t, r, tt.store+"^XA"+tt.recall+"^XZ")
			if len(got.Problems) > 0 {
				t.Fatal(got.Problems)
			}
			want := renderAll(t, r, "^XA"+tt.want+"^XZ")
			if g, w := show(got.Image), show(want.Image); g != w || extent(got.Image).Empty() {
				t.Errorf("drawn\n%swant\n%s", g, w)
			}
		})
	}
}

// What is deleted is not there any more, and told.
func TestDeletedPictures(t *testing.T) {
	const stored = "~DGR:A,1,1,80~DYE:B,A,G,1,1,80^XA^DFE:A^FO1,1^GB9,9^FS^XZ"
	for _, tt := range []struct{ delete, left string }{
		{"", "[E:A.ZPL E:B.GRF R:A.GRF]"},
		{"^IDA", "[E:A.ZPL E:B.GRF]"},
		{"^IDR:*.*", "[E:A.ZPL E:B.GRF]"},
		{"^IDE:*.*", "[R:A.GRF]"},
		{"^IDE:*.ZPL", "[E:B.GRF R:A.GRF]"},
		{"^IDE:?.GRF", "[E:A.ZPL R:A.GRF]"},
		{"^JBE", "[R:A.GRF]"},
		{"~EG", "[E:A.ZPL]"},
		{"~DGR:A,0,0,", "[E:A.ZPL E:B.GRF]"}, // no picture
	} {
		r := New(Options{Width: 50, Length: 30})
		renderAll(t, r, stored+"^XA"+tt.delete+"^XZ")
		if got := fmt.Sprint(r.shelf.Names()); got != tt.left {
			t.Errorf("%s leaves %s, want %s", tt.delete, got, tt.left)
		}
	}
	r := New(Options{Width: 50, Length: 30})
	kept := renderAll(t, r, stored+"^XA^FO1,1^XGR:A.GRF^FS^IDR:A.GRF^FS^XZ")
	gone := renderAll(t, r, "^XA^FO1,1^XGR:A.GRF^FS^XZ")
	if len(kept.Problems) > 0 || extent(kept.Image).Empty() || len(gone.Problems) != 1 || !extent(gone.Image).Empty() {
		t.Errorf("before it is deleted: %v, after that: %v", kept.Problems, gone.Problems)
	}
}

// A label is stored as a picture and comes back as it was.
func TestSavedLabel(t *testing.T) {
	const inside = "^CI28^FO3,4^GB20,15,3^FS^FO5,5^A0N,12^FDx^FS"
	want := renderAll(t, New(Options{Width: 61, Length: 30}), "^XA"+inside+"^FO40,3^GC9,2^FS^XZ")
	for _, save := range []string{"^ISR:FORM.GRF,N", "^ISR:FORM.GRF", "^ISR:FORM.PNG,Y"} {
		r := New(Options{Width: 61, Length: 30})
		first := renderAll(t, r, "^XA"+inside+save+"^FS^XZ")
		if name := save[3:13]; first.Stored != name || (first.Image == nil) != strings.HasSuffix(save, "N") {
			t.Errorf("%s: stored as %q, printed %v", save, first.Stored, first.Image != nil)
		}
		got := renderAll(t, r, "^XA^IL"+save[3:13]+"^FS^FO40,3^GC9,2^FS^XZ")
		if len(got.Problems) > 0 || !bytes.Equal(got.Image.Pix, want.Image.Pix) {
			t.Errorf("%s: %v\n%s", save, got.Problems, show(got.Image))
		}
	}
}

// The virtual printer draws a format again for every label: what it deletes and
// stores is done each time.
func TestDrawLeavesShelf(t *testing.T) {
	r := New(Options{Width: 50, Length: 30})
	var s Shelf
	s.Put("R:A.GRF", zpl.Graphic{Row: 1, Bits: []byte{0x80}})
	f := formatsOf(t, "^XA^FO1,1^XGA^FS^IDA.GRF^FS^ISR:B^FS^XZ")[0]
	for range 2 {
		copied := s.Clone()
		result, err := r.Draw(f, copied)
		if err != nil || len(result.Problems) > 0 || fmt.Sprint(copied.Names()) != "[R:B.GRF]" {
			t.Errorf("%v, %v, then there are %v", result.Problems, err, copied.Names())
		}
	}
	if fmt.Sprint(s.Names()) != "[R:A.GRF]" {
		t.Errorf("the shelf has %v", s.Names())
	}
}

// Pictures are no way to fill the memory.
func TestPicturesAreBounded(t *testing.T) {
	var s Shelf
	large := zpl.Graphic{Row: 1024, Bits: make([]byte, zpl.MaxGraphic)}
	if !s.Put("R:A.GRF", large) || !s.Put("R:B.GRF", large) || s.Put("R:C.GRF", large) {
		t.Errorf("%v are on the shelf", s.Names())
	}
	if !s.Put("R:A.GRF", large) {
		t.Error("a picture cannot be stored in the place of another")
	}
	r := New(Options{Width: 50, Length: 30})
	var src strings.Builder
	for i := range maxStored + 1 {
		fmt.Fprintf(&src, "~DGR:P%d,1,1,80", i)
	}
	result := renderAll(t, r, src.String()+"^XA^XZ")
	if len(result.Problems) != 1 || !strings.Contains(result.Problems[0].Message, "no room for 1 bytes") || len(r.shelf.Names()) != maxStored {
		t.Errorf("%d pictures, %v", len(r.shelf.Names()), result.Problems)
	}
	if result := renderAll(t, r, "^XA^ISR:ONE.GRF^FS^XZ"); len(result.Problems) != 1 {
		t.Errorf("one more label is stored: %v", result.Problems)
	}
}

// Of a picture that is much larger than the label only what lies on it is drawn: all
// of it, a hundred times, would take minutes.
func TestLargePicture(t *testing.T) {
	r := New(Options{Width: 50, Length: 30})
	got := renderAll(t, r, "~DGA,16000000,4000,"+strings.Repeat("!", 4000)+"^XA"+strings.Repeat("^XGA,10,10^FS", 100)+"^XZ")
	if len(got.Problems) > 0 || extent(got.Image) != got.Image.Rect {
		t.Errorf("dots in %v, %v", extent(got.Image), got.Problems)
	}
}

// Runs of black dots are what the dots are.
func TestBar(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		row := make([]byte, 1+random.IntN(6))
		for i := range row {
			row[i] = []byte{0, 0, 0xff, byte(random.Uint32())}[random.IntN(4)]
		}
		got := make([]byte, len(row))
		for start, end := bar(row, 0); start < end; start, end = bar(row, end) {
			for x := start; x < end; x++ {
				got[x/8] |= 0x80 >> (x % 8)
			}
		}
		if !bytes.Equal(got, row) {
			t.Fatalf("%x comes out as %x", row, got)
		}
	}
}

// A round box of full rounding is a circle, and so is an ellipse of equal axes.
func TestEllipses(t *testing.T) {
	for d := 3; d < 60; d++ {
		circle := render(t, 70, 70, fmt.Sprintf("^FO3,4^GC%d,2^FS", d))
		ellipse := render(t, 70, 70, fmt.Sprintf("^FO3,4^GE%d,%d,2^FS", d, d))
		if show(circle) != show(ellipse) || extent(circle) != image.Rect(3, 4, 3+d, 4+d) {
			t.Errorf("diameter %d: in %v\n%s%s", d, extent(circle), show(circle), show(ellipse))
		}
		turned := quarter(crop(circle, image.Rect(3, 4, 3+d, 4+d)))
		if n := differences(turned, crop(circle, image.Rect(3, 4, 3+d, 4+d))); n > d {
			t.Errorf("diameter %d: turned, %d dots differ", d, n)
		}
	}
}

func differences(a, b *image.Paletted) (n int) {
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			n++
		}
	}
	return n
}
