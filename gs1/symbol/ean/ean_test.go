package ean_test

import (
	"errors"
	"fmt"
	"image/color"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	peer "github.com/boombuler/barcode/ean"

	"github.com/eachmark/eachmark/gs1/symbol/ean"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/testdata/judges"
)

var kinds = map[string]ean.Kind{"ean-13": ean.EAN13, "ean-8": ean.EAN8, "upc-a": ean.UPCA, "upc-e": ean.UPCE}

// TestFigures compares the bars with symbols printed in the standards.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	for _, f := range figures {
		o := &ean.Options{Kind: kinds[f.Data[0]]}
		row := 0
		if len(f.Data) > 2 {
			o.AddOn, row = f.Data[2], 1
		}
		var g grid.Grid
		if err := ean.Encode(&g, f.Data[1], o); err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if got := strings.Split(gridtest.Text(&g), "\n")[row]; got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
	}
	if len(figures) < 20 {
		t.Errorf("%d figures, want at least 20", len(figures))
	}
}

// TestRows looks at the heights: long guard bars, and room above an add-on.
func TestRows(t *testing.T) {
	for _, test := range []struct {
		o       ean.Options
		data    string
		heights []int
		guards  string // the last row
	}{
		{ean.Options{}, "9501101531000", []int{0, 5},
			"#.#" + strings.Repeat(".", 42) + ".#.#." + strings.Repeat(".", 42) + "#.#"},
		{ean.Options{Kind: ean.EAN8}, "95012346", []int{0, 5},
			"#.#" + strings.Repeat(".", 28) + ".#.#." + strings.Repeat(".", 28) + "#.#"},
		{ean.Options{Kind: ean.UPCA}, "012345678905", []int{0, 5},
			"#.#...##.#" + strings.Repeat(".", 35) + ".#.#." + strings.Repeat(".", 35) + "#..###.#.#"},
		{ean.Options{Kind: ean.UPCE}, "00783491", []int{0, 5},
			"#.#" + strings.Repeat(".", 43) + "#.#.#"},
		{ean.Options{AddOn: "12"}, "9501101531000", []int{8, 0, 5},
			"#.#" + strings.Repeat(".", 42) + ".#.#." + strings.Repeat(".", 42) + "#.#" + "......." + "#.##..##..#.#..#..##"},
	} {
		var g grid.Grid
		if err := ean.Encode(&g, test.data, &test.o); err != nil {
			t.Fatal(err)
		}
		rows := strings.Split(gridtest.Text(&g), "\n")
		if got := rows[len(rows)-1]; got != test.guards {
			t.Errorf("%+v: guards\n%s, want\n%s", test.o, got, test.guards)
		}
		for y, want := range test.heights {
			if got := g.RowHeight(y); got != want {
				t.Errorf("%+v: row %d is %d high, want %d", test.o, y, got, want)
			}
		}
	}
}

// random returns data of kind k, and the GTIN-13 or shorter number a reader gives.
func random(r *rand.Rand, k ean.Kind) (data, read string) {
	number := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = '0' + byte(r.IntN(10))
		}
		return string(b) + string(rune(grid.CheckDigit(string(b))))
	}
	switch k {
	case ean.EAN8:
		data = number(7)
		return data, data
	case ean.UPCA:
		data = number(11)
		return data, "0" + data
	case ean.UPCE:
		for {
			b := []byte(fmt.Sprintf("%d%05d%05d", r.IntN(2), r.IntN(100000), r.IntN(100000)))
			copy(b[3+r.IntN(4):], "00000")
			gtin := string(b) + string(rune(grid.CheckDigit(string(b))))
			if upce, ok := ean.Suppress(gtin); ok {
				return upce, "0" + gtin
			}
		}
	}
	data = number(12)
	return data, data
}

// TestJudge has zxing-wasm read 2,000 symbols of each kind, a fifth with an add-on;
// of these it also gives what it reads above the add-on.
func TestJudge(t *testing.T) {
	r := rand.New(rand.NewPCG(15420, 1))
	for name, k := range kinds {
		t.Run(name, func(t *testing.T) {
			var p gridtest.Pictures
			var want []string
			var g grid.Grid
			for i := range judges.Count(2000) {
				data, read := random(r, k)
				o := &ean.Options{Kind: k}
				id := "]E0"
				if k == ean.EAN8 {
					id = "]E4"
				} else if i%5 == 0 {
					o.AddOn = fmt.Sprintf("%0*d", 2+3*(i%2), r.IntN(100))
					id = "]E3"
				}
				if err := ean.Encode(&g, data, o); err != nil {
					t.Fatalf("%s: %v", data, err)
				}
				p.Add(t, &g, 12)
				want = append(want, id+read+o.AddOn)
			}
			for i, d := range judges.ZXing(t, p.Files...) {
				found := append(d.More, d)
				if !slices.ContainsFunc(found, func(d judges.Decoded) bool { return d.Symbology+d.Text == want[i] }) {
					t.Errorf("read %v, want %q", found, want[i])
				}
			}
		})
	}
}

// TestZXingReader has Debian's decoder read a sample.
func TestZXingReader(t *testing.T) {
	r := rand.New(rand.NewPCG(15420, 2))
	var p gridtest.Pictures
	var want []string
	for range 25 {
		for _, k := range []ean.Kind{ean.EAN13, ean.EAN8, ean.UPCA} {
			data, _ := random(r, k)
			var g grid.Grid
			if err := ean.Encode(&g, data, &ean.Options{Kind: k}); err != nil {
				t.Fatal(err)
			}
			p.Add(t, &g, 12)
			want = append(want, data)
		}
	}
	for i, d := range judges.ZXingReader(t, p.Files...) {
		if d.Text != strings.TrimPrefix(want[i], "0") && d.Text != want[i] {
			t.Errorf("%s: read %q, want %q", d.File, d.Text, want[i])
		}
	}
}

// TestPeer compares with boombuler/barcode, which has EAN-13 and EAN-8.
func TestPeer(t *testing.T) {
	r := rand.New(rand.NewPCG(15420, 3))
	for i := range 500 {
		k := ean.Kind(i % 2)
		data, _ := random(r, k)
		want, err := peer.Encode(data)
		if err != nil {
			t.Fatal(err)
		}
		var g grid.Grid
		if err := ean.Encode(&g, data, &ean.Options{Kind: k}); err != nil {
			t.Fatal(err)
		}
		if want.Bounds().Dx() != g.Width {
			t.Fatalf("%s: %d modules, want %d", data, g.Width, want.Bounds().Dx())
		}
		for x := range g.Width {
			if g.Dark(x, 0) != (want.At(x, 0) == color.Black) {
				t.Fatalf("%s: module %d differs", data, x)
			}
		}
	}
}

func TestSuppress(t *testing.T) {
	// BS EN 797:1996 Rule 3 a to d and each last digit, as zint's test_upcean.c has them.
	for upce, gtin := range map[string]string{
		"01234558": "012345000058", "04567840": "045670000080", "03456703": "034000005673",
		"09847531": "098400000751", "12345670": "123456000070", "00012344": "000120000034",
		"00000000": "000000000000", "00783491": "007834000091",
	} {
		if got := ean.Expand(upce); got != gtin {
			t.Errorf("Expand(%s) = %s, want %s", upce, got, gtin)
		}
		if got, ok := ean.Suppress(gtin); got != upce || !ok {
			t.Errorf("Suppress(%s) = %s, %v, want %s", gtin, got, ok, upce)
		}
	}
	for _, gtin := range []string{"", "614141000302", "212000000035", "0120000000340", "01200000003x", "012345000045"} {
		if got, ok := ean.Suppress(gtin); ok {
			t.Errorf("Suppress(%q) = %s, want none", gtin, got)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		data string
		o    ean.Options
		err  error
		pos  int
	}{
		{"", ean.Options{}, grid.ErrLength, 0},
		{"950110153100", ean.Options{}, grid.ErrLength, 0},
		{"95011015310000", ean.Options{}, grid.ErrLength, 0},
		{"9501101531001", ean.Options{}, grid.ErrCheck, 12},
		{"950110153l000", ean.Options{}, grid.ErrCharacter, 9},
		{"9501101531000", ean.Options{Kind: ean.UPCA}, grid.ErrLength, 0},
		{"00783492", ean.Options{Kind: ean.UPCE}, grid.ErrCheck, 7},
		{"0078349", ean.Options{Kind: ean.UPCE}, grid.ErrLength, 0},
		{"20783491", ean.Options{Kind: ean.UPCE}, grid.ErrCharacter, 0},
		{"01204531", ean.Options{Kind: ean.UPCE}, grid.ErrCharacter, 0}, // not the shortest form of any
		{"00783é1", ean.Options{Kind: ean.UPCE}, grid.ErrCharacter, 5},
		{"9501101531000", ean.Options{AddOn: "123"}, grid.ErrLength, 13},
		{"9501101531000", ean.Options{AddOn: "1 "}, grid.ErrCharacter, 14},
	} {
		var g grid.Grid
		g.Reset(3, 1)
		err := ean.Encode(&g, test.data, &test.o)
		var detail *grid.Error
		if !errors.Is(err, test.err) || !errors.As(err, &detail) || detail.Pos != test.pos {
			t.Errorf("%q %+v: %#v, want %v at %d", test.data, test.o, err, test.err, test.pos)
		}
		if g.Width != 3 {
			t.Errorf("%q: the grid is changed", test.data)
		}
	}
}

func TestAllocs(t *testing.T) {
	var g grid.Grid
	for _, test := range []struct {
		data   string
		o      ean.Options
		allocs float64
	}{{"9501101531000", ean.Options{AddOn: "54321"}, 0}, {"00783491", ean.Options{Kind: ean.UPCE}, 2}} {
		encode := func() {
			if err := ean.Encode(&g, test.data, &test.o); err != nil {
				t.Fatal(err)
			}
		}
		encode()
		if n := testing.AllocsPerRun(100, encode); n > test.allocs {
			t.Errorf("%s: %v allocations", test.data, n)
		}
	}
}

func BenchmarkEAN13(b *testing.B) {
	b.Run("eachmark", func(b *testing.B) {
		var g grid.Grid
		b.ReportAllocs()
		for b.Loop() {
			if err := ean.Encode(&g, "9501101531000", nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("boombuler", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := peer.Encode("9501101531000"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func ExampleEncode() {
	var g grid.Grid
	err := ean.Encode(&g, "9501101531000", nil)
	fmt.Println(g.Width, g.Height, err)
	err = ean.Encode(&g, "9501101531001", nil)
	fmt.Println(err)
	// Output:
	// 95 2 <nil>
	// check digit that does not fit the digits before it: 1, want 0
}

func ExampleSuppress() {
	fmt.Println(ean.Suppress("012345000058"))
	// Output: 01234558 true
}

func ExampleExpand() {
	fmt.Println(ean.Expand("01234558"))
	// Output: 012345000058
}
