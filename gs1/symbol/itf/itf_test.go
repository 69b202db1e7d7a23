package itf_test

import (
	"errors"
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/boombuler/barcode/twooffive"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/itf"
	"github.com/eachmark/eachmark/testdata/judges"
)

// TestFigures compares the bars with symbols printed in the General Specifications;
// zint draws them with a ratio of 3.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	for _, f := range figures {
		var g grid.Grid
		if err := itf.Encode(&g, f.Data[0], &itf.Options{Ratio: itf.Ratio3to1, Bearer: itf.NoBearer}); err != nil {
			t.Fatal(err)
		}
		if got := gridtest.Text(&g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
	}
	if len(figures) < 3 {
		t.Errorf("%d figures, want at least 3", len(figures))
	}
}

func TestBearers(t *testing.T) {
	for _, test := range []struct {
		o       itf.Options
		width   int
		heights []int
	}{
		{itf.Options{}, 241, []int{4, 0, 4}},
		{itf.Options{Ratio: itf.Ratio3to1}, 135, []int{2, 0, 2}},
		{itf.Options{Bearer: itf.BearerFrame}, 241 + 60, []int{10, 0, 10}},
		{itf.Options{Ratio: itf.Ratio3to1, Bearer: itf.BearerFrame}, 135 + 30, []int{5, 0, 5}},
		{itf.Options{Bearer: itf.NoBearer}, 241, []int{0}},
	} {
		var g grid.Grid
		if err := itf.Encode(&g, "09501101530003", &test.o); err != nil {
			t.Fatal(err)
		}
		if g.Width != test.width || g.Height != len(test.heights) {
			t.Fatalf("%+v: %d × %d modules, want %d × %d", test.o, g.Width, g.Height, test.width, len(test.heights))
		}
		for y, want := range test.heights {
			if got := g.RowHeight(y); got != want {
				t.Errorf("%+v: row %d is %d high, want %d", test.o, y, got, want)
			}
		}
		if test.o.Bearer == itf.NoBearer {
			continue
		}
		rows := strings.Split(gridtest.Text(&g), "\n")
		if want := strings.Repeat("#", g.Width); rows[0] != want || rows[2] != want {
			t.Errorf("%+v: bearers\n%s and\n%s", test.o, rows[0], rows[2])
		}
		side := 5 * test.o.Ratio.Narrow()
		edge := strings.Repeat("#", side) + strings.Repeat(".", 2*side) + "#"
		if test.o.Bearer == itf.BearerFrame && !strings.HasPrefix(rows[1], edge) {
			t.Errorf("%+v: left side is %s", test.o, rows[1][:4*side])
		}
		if n := strings.Count(rows[1], strings.Repeat("#", side)); test.o.Bearer == itf.BearerFrame && n < 2 {
			t.Errorf("%+v: no right side", test.o)
		}
	}
}

func random(r *rand.Rand) string {
	s := fmt.Sprintf("%013d", r.Int64N(1e13))
	return s + string(rune(grid.CheckDigit(s)))
}

// TestJudges has decoders read symbols of every ratio and bearer.
func TestJudges(t *testing.T) {
	r := rand.New(rand.NewPCG(16390, 1))
	var p gridtest.Pictures
	var want []string
	var g grid.Grid
	for i := range judges.Count(2000) {
		data := random(r)
		o := &itf.Options{Ratio: itf.Ratio(i % 2), Bearer: itf.Bearer(i / 2 % 3)}
		if err := itf.Encode(&g, data, o); err != nil {
			t.Fatal(err)
		}
		p.Add(t, &g, 12)
		want = append(want, data)
	}
	t.Run("zxing-wasm", func(t *testing.T) {
		for i, d := range judges.ZXing(t, p.Files...) {
			if got := d.Symbology + d.Text; got != "]I1"+want[i] {
				t.Errorf("%d: read %q (%s), want %q", i, got, d.Format, want[i])
			}
		}
	})
	t.Run("ZXingReader", func(t *testing.T) {
		for i, d := range judges.ZXingReader(t, p.Files[:judges.Count(1000)]...) {
			if d.Text != want[i] {
				t.Errorf("%d: read %q (%s), want %q", i, d.Text, d.Format, want[i])
			}
		}
	})
}

// TestPeer compares with boombuler/barcode, whose ratio is 3.
func TestPeer(t *testing.T) {
	r := rand.New(rand.NewPCG(16390, 2))
	var g grid.Grid
	for range 200 {
		data := random(r)
		want, err := twooffive.Encode(data, true)
		if err != nil {
			t.Fatal(err)
		}
		if err := itf.Encode(&g, data, &itf.Options{Ratio: itf.Ratio3to1}); err != nil {
			t.Fatal(err)
		}
		if want.Bounds().Dx() != g.Width {
			t.Fatalf("%s: %d modules, want %d", data, g.Width, want.Bounds().Dx())
		}
		for x := range g.Width {
			if g.Dark(x, 1) != (want.At(x, 0) == color.Black) {
				t.Fatalf("%s: module %d differs", data, x)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		data string
		err  error
		pos  int
	}{
		{"", grid.ErrLength, 0},
		{"0950110153000", grid.ErrLength, 0},
		{"095011015300030", grid.ErrLength, 0},
		{"0950110153000A", grid.ErrCharacter, 13},
		{"09501101530004", grid.ErrCheck, 13},
	} {
		var g grid.Grid
		err := itf.Encode(&g, test.data, nil)
		var detail *grid.Error
		if !errors.Is(err, test.err) || !errors.As(err, &detail) || detail.Pos != test.pos {
			t.Errorf("%q: %#v, want %v at %d", test.data, err, test.err, test.pos)
		}
		if g.Width != 0 {
			t.Errorf("%q: the grid is changed", test.data)
		}
	}
}

func TestAllocs(t *testing.T) {
	var g grid.Grid
	encode := func() {
		if err := itf.Encode(&g, "09501101530003", nil); err != nil {
			t.Fatal(err)
		}
	}
	encode()
	if n := testing.AllocsPerRun(100, encode); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkEncode(b *testing.B) {
	b.Run("eachmark", func(b *testing.B) {
		var g grid.Grid
		b.ReportAllocs()
		for b.Loop() {
			if err := itf.Encode(&g, "09501101530003", nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("boombuler", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := twooffive.Encode("09501101530003", true); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func ExampleEncode() {
	var g grid.Grid
	err := itf.Encode(&g, "09501101530003", &itf.Options{Ratio: itf.Ratio3to1})
	fmt.Println(g.Width, g.Height, err)
	// Output: 135 3 <nil>
}
