package datamatrix_test

import (
	"cmp"
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"

	boombuler "github.com/boombuler/barcode/datamatrix"

	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
)

const anyShape = datamatrix.Square | datamatrix.Rectangle | datamatrix.Extended

// TestFigures compares the modules with symbols printed in the standards. Most are
// the smallest square; the size is asked for where it is another.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	for _, f := range figures {
		data := gridtest.Message(t, f.Data[0])
		var o datamatrix.Options
		if _, err := fmt.Sscanf(f.Data[1], "%dx%d", &o.Width, &o.Height); err != nil {
			t.Fatal(err)
		}
		if o.Width == o.Height {
			o = datamatrix.Options{}
		}
		var e datamatrix.Encoder
		var g grid.Grid
		if err := e.Encode(&g, data, &o); err != nil {
			t.Fatal(err)
		}
		if got := gridtest.Text(&g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
	}
	if len(figures) < 14 {
		t.Errorf("%d figures, want at least 14", len(figures))
	}
}

// TestSizes holds what must be true of every size: modules enough for the
// codewords, and the order.
func TestSizes(t *testing.T) {
	sizes := datamatrix.Sizes()
	count := map[datamatrix.Shapes]int{}
	for _, s := range sizes {
		count[s.Shape]++
		if (s.Shape == datamatrix.Square) != (s.Width == s.Height) || s.Width < s.Height {
			t.Errorf("%v is a %v", s, s.Shape)
		}
		if s.CheckCodewords%s.Blocks != 0 {
			t.Errorf("%v: %d check codewords in %d blocks", s, s.CheckCodewords, s.Blocks)
		}
	}
	if count[datamatrix.Square] != 24 || count[datamatrix.Rectangle] != 6 || count[datamatrix.Extended] != 18 {
		t.Errorf("sizes %v, want 24, 6 and 18", count)
	}
	if !slices.IsSortedFunc(sizes, func(a, b datamatrix.Size) int {
		return cmp.Or(cmp.Compare(a.Width*a.Height, b.Width*b.Height), cmp.Compare(b.DataCodewords, a.DataCodewords))
	}) {
		t.Error("the sizes are not in the order of their area and capacity")
	}
}

func TestShapesString(t *testing.T) {
	for s, want := range map[datamatrix.Shapes]string{
		datamatrix.Square: "square", datamatrix.Rectangle | datamatrix.Extended: "rectangle|DMRE", 0: "",
	} {
		if got := s.String(); got != want {
			t.Errorf("%d is %q, want %q", s, got, want)
		}
	}
}

// TestChoice says which size is made of ten bytes, twelve codewords in Base 256.
func TestChoice(t *testing.T) {
	data := []rune("\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89")
	for i := range data {
		data[i] = 128 + rune(i)
	}
	tests := []struct {
		options *datamatrix.Options
		want    string
	}{
		{nil, "16 × 16 modules"},
		{&datamatrix.Options{Shapes: datamatrix.Rectangle}, "26 × 12 modules"},
		{&datamatrix.Options{Shapes: datamatrix.Extended}, "48 × 8 modules"},
		{&datamatrix.Options{Shapes: datamatrix.Square | datamatrix.Rectangle}, "16 × 16 modules"},
		{&datamatrix.Options{Shapes: anyShape, MaxHeight: 12}, "26 × 12 modules"},
		{&datamatrix.Options{Shapes: anyShape, MaxHeight: 11}, "48 × 8 modules"},
		{&datamatrix.Options{Shapes: anyShape, MaxHeight: 8, MaxWidth: 48}, "48 × 8 modules"},
		{&datamatrix.Options{Width: 64, Height: 12}, "64 × 12 modules"},
		{&datamatrix.Options{Width: 26}, "26 × 26 modules"},
		{&datamatrix.Options{Shapes: anyShape, Width: 26}, "26 × 12 modules"},
		{&datamatrix.Options{Shapes: anyShape, Height: 20}, "20 × 20 modules"},
		{&datamatrix.Options{Shapes: anyShape, Height: 20, Width: 44}, "44 × 20 modules"},
		{&datamatrix.Options{Encodations: datamatrix.ASCII | datamatrix.C40}, "20 × 20 modules"},
	}
	var e datamatrix.Encoder
	var g grid.Grid
	for _, tt := range tests {
		if err := e.Encode(&g, data, tt.options); err != nil {
			t.Errorf("%+v: %v", tt.options, err)
			continue
		}
		s := e.Size()
		if s.String() != tt.want || g.Width != s.Width || g.Height != s.Height {
			t.Errorf("%+v: %v in a grid of %d × %d, want %s", tt.options, s, g.Width, g.Height, tt.want)
		}
	}
}

// TestCodewords has sequences one can check by hand, in one encodation each.
func TestCodewords(t *testing.T) {
	const ascii = datamatrix.ASCII
	tests := []struct {
		data        string
		encodations datamatrix.Encodations
		want        []byte
	}{
		{"123456", 0, []byte{142, 164, 186}},
		{"␣0104␣a", 0, []byte{232, 131, 134, 232, 98}},
		{"é", ascii, []byte{235, 106}},
		// the values 14, 22, 26 make 1600×14 + 40×22 + 26 + 1 = 91×256 + 11
		{"AIMAIMAIM", datamatrix.C40, []byte{230, 91, 11, 91, 11, 91, 11, 254}},
		{"aimaimaim", datamatrix.Text, []byte{239, 91, 11, 91, 11, 91, 11, 254}},
		{"ABC>ABC>ABC>", datamatrix.X12, []byte{238, 89, 233, 14, 192, 100, 95, 96, 67, 254}},
		// "D", "A", "T", "A" are 000100 000001 010100 000001; one codeword is left
		{"DATADATA", datamatrix.EDIFACT, []byte{240, 16, 21, 1, 16, 21, 1}},
		// the unlatch is 011111
		{"DATADATADATab", datamatrix.EDIFACT, []byte{240, 16, 21, 1, 16, 21, 1, 16, 21, 31, 98, 99}},
		// each codeword but the latch is 149 times its position, modulo 255, more
		{"«äöüé»", datamatrix.Base256, []byte{231, 6 + 44, 108, 59, 226, 126, 1, 104}},
	}
	var e datamatrix.Encoder
	var g grid.Grid
	for _, tt := range tests {
		if err := e.Encode(&g, gridtest.Runes(tt.data), &datamatrix.Options{Encodations: tt.encodations}); err != nil {
			t.Errorf("%s: %v", tt.data, err)
		} else if got := e.Codewords(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.data, got, tt.want)
		}
	}
}

// TestSecondPosition holds that FNC1 behind a letter or two digits, an industry's
// mark, is the second codeword.
func TestSecondPosition(t *testing.T) {
	var e datamatrix.Encoder
	var g grid.Grid
	for _, data := range []string{"A␣BCDEFGHIJKLM", "z␣abcdefghijklmno", "12␣ABCDEFGHIJKLM"} {
		if err := e.Encode(&g, gridtest.Runes(data), nil); err != nil {
			t.Fatal(err)
		}
		if c := e.Codewords(); c[1] != 232 {
			t.Errorf("%s: codewords %v", data, c)
		}
	}
}

// TestPeer compares the modules of all squares but the largest with
// boombuler/barcode, whose symbols have ASCII codewords only.
func TestPeer(t *testing.T) {
	var e datamatrix.Encoder
	var g grid.Grid
	for _, s := range datamatrix.Sizes() {
		if s.Shape != datamatrix.Square || s.Width == 144 {
			continue
		}
		text := strings.Repeat("1a", s.DataCodewords/2)
		if err := e.Encode(&g, []rune(text), &datamatrix.Options{Encodations: datamatrix.ASCII}); err != nil {
			t.Fatal(err)
		}
		peer, err := boombuler.Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		if peer.Bounds().Dx() != g.Width {
			t.Fatalf("%v: boombuler makes %d modules", s, peer.Bounds().Dx())
		}
		for y := range g.Height {
			for x := range g.Width {
				if g.Dark(x, y) != (peer.At(x, y) == color.Black) {
					t.Fatalf("%v: module %d, %d is not as boombuler has it", s, x, y)
				}
			}
		}
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		data     []rune
		options  *datamatrix.Options
		err      error
		pos, len int
		message  string
	}{
		{nil, nil, grid.ErrEmpty, 0, 0, "no data to encode"},
		{[]rune{grid.FNC1}, nil, grid.ErrEmpty, 0, 1, "no data to encode"},
		{[]rune("ab€"), nil, grid.ErrCharacter, 2, 1, "character the symbol cannot carry: '€', want a byte or FNC1"},
		{[]rune{'a', -2}, nil, grid.ErrCharacter, 1, 1, "character the symbol cannot carry: '�', want a byte or FNC1"},
		{
			[]rune(strings.Repeat("12", 1559)), nil, grid.ErrTooLong, 0, 3118,
			"too much data for the symbol: 3118 characters, want at most 3116",
		},
		{
			[]rune(strings.Repeat("x!", 1000)), nil, grid.ErrTooLong, 0, 2000,
			"too much data for the symbol: 2000 codewords, want at most 1558, the capacity of 144 × 144 modules",
		},
		{
			[]rune("1234567"), &datamatrix.Options{MaxWidth: 11}, grid.ErrTooLong, 0, 7,
			"too much data for the symbol: 4 codewords, want at most 3, the capacity of 10 × 10 modules",
		},
		{
			[]rune("1"), &datamatrix.Options{MaxWidth: 9}, grid.ErrSize, 0, 1,
			"no symbol of that size: shape and dimensions no symbol has, want one of the 48 sizes",
		},
		{
			[]rune("1"), &datamatrix.Options{Width: 11, Height: 11}, grid.ErrSize, 0, 1,
			"no symbol of that size: shape and dimensions no symbol has, want one of the 48 sizes",
		},
	}
	var e datamatrix.Encoder
	var g grid.Grid
	if err := e.Encode(&g, []rune("x"), nil); err != nil {
		t.Fatal(err)
	}
	before := gridtest.Text(&g)
	for _, tt := range tests {
		gridtest.CheckRefusal(t, e.Encode(&g, tt.data, tt.options), tt.err, tt.pos, tt.len, tt.message)
		if gridtest.Text(&g) != before {
			t.Errorf("%s: the grid has changed", tt.message)
		}
	}
}

// TestFull fills the largest symbol with each kind of data.
func TestFull(t *testing.T) {
	tests := []struct {
		pattern string
		most    int
	}{
		{"12", 3116},
		{"ABC", 1557/2*3 + 1}, // the last one in ASCII
		{"abc", 1557/2*3 + 1},
		{"A.", 1557 / 3 * 4},
		{"\u0080", 1556},
	}
	var e datamatrix.Encoder
	var g grid.Grid
	for _, tt := range tests {
		data := []rune(strings.Repeat(tt.pattern, 4000))
		if err := e.Encode(&g, data[:tt.most], nil); err != nil {
			t.Errorf("%d characters %q: %v", tt.most, tt.pattern, err)
		}
		if err := e.Encode(&g, data[:tt.most+1], nil); !errors.Is(err, grid.ErrTooLong) {
			t.Errorf("%d characters %q: %v", tt.most+1, tt.pattern, err)
		}
	}
}

func TestAllocations(t *testing.T) {
	var e datamatrix.Encoder
	var g grid.Grid
	messages := corpus.Messages()[:100]
	data := make([][]rune, len(messages))
	for i, m := range messages {
		data[i] = m.Data()
	}
	all := func() {
		for _, d := range data {
			if err := e.Encode(&g, d, &datamatrix.Options{Shapes: anyShape}); err != nil {
				t.Fatal(err)
			}
		}
	}
	all()
	if n := testing.AllocsPerRun(5, all); n != 0 {
		t.Errorf("%v allocations for %d symbols", n, len(data))
	}
}

func ExampleEncoder_Encode() {
	var e datamatrix.Encoder
	var g grid.Grid
	data := append([]rune{grid.FNC1}, []rune("0109506000134352")...)
	if err := e.Encode(&g, data, nil); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Size(), e.Codewords())
	for y := range 3 {
		for x := range g.Width {
			fmt.Print(map[bool]string{true: "#", false: "."}[g.Dark(x, y)])
		}
		fmt.Println()
	}
	// Output:
	// 16 × 16 modules [232 131 139 180 190 130 143 173 182]
	// #.#.#.#.#.#.#.#.
	// ##..####....##.#
	// #...#.#...###.#.
}

func ExampleSizes() {
	for _, s := range datamatrix.Sizes()[:4] {
		fmt.Println(s, s.Shape, s.DataCodewords)
	}
	// Output:
	// 10 × 10 modules square 3
	// 12 × 12 modules square 5
	// 18 × 8 modules rectangle 5
	// 14 × 14 modules square 8
}
