package code128_test

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"

	boombuler "github.com/boombuler/barcode/code128"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
)

// TestFigures compares the bars with symbols printed in the standards.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	for _, f := range figures {
		var e code128.Encoder
		var g grid.Grid
		if err := e.Encode(&g, gridtest.Message(t, f.Data[0]), nil); err != nil {
			t.Fatal(err)
		}
		if got := gridtest.Text(&g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
		if g.Height != 1 || g.RowHeight(0) != grid.Stretch {
			t.Errorf("%s: %d rows, the first %d high", f.Name, g.Height, g.RowHeight(0))
		}
	}
	if len(figures) < 27 {
		t.Errorf("%d figures, want at least 27", len(figures))
	}
}

// values returns the values of the symbol characters of plan.
func values(plan []code128.Character) []int {
	var all []int
	for _, c := range plan {
		all = append(all, int(c.Value))
	}
	return all
}

func TestPlan(t *testing.T) {
	tests := []struct {
		data    string
		linkage code128.Linkage
		want    []int
	}{
		// zint's test_code128.c, "Example from Annex A.1"; the check character is 87
		{"AIM1234", 0, []int{104, 33, 41, 45, 99, 12, 34}},
		// BWIPP's code128.ps.test
		{"12␣345␣67␣8", 0, []int{105, 12, 102, 34, 100, 21, 102, 22, 23, 102, 24}},
		{" 12␣", 0, []int{104, 0, 17, 18, 102}},
		{" 1234␣567", 0, []int{104, 0, 99, 12, 34, 102, 56, 100, 23}},
		{" àààà àààà ", 0, []int{104, 0, 100, 100, 64, 64, 64, 64, 100, 0, 64, 64, 64, 64, 100, 0}},
		// fewest changes of code set, as late as possible
		{"␣21SN0001", 0, []int{104, 102, 18, 17, 51, 46, 99, 0, 1}},
		{"a1234b", 0, []int{104, 65, 17, 18, 19, 20, 66}},
		{"a123456b", 0, []int{104, 65, 99, 12, 34, 56, 100, 66}},
		{"a1234567b", 0, []int{104, 65, 17, 99, 23, 45, 67, 100, 66}},
		{"12345", 0, []int{105, 12, 34, 100, 21}},
		{"\x01a\x02", 0, []int{103, 65, 98, 65, 66}},
		{"ab\x01\x02c", 0, []int{104, 65, 66, 98, 65, 98, 66, 67}},
		// FNC1 in second position: after a letter, after a pair of code set C
		{"a␣123456", 0, []int{104, 65, 102, 99, 12, 34, 56}},
		{"12␣abc", 0, []int{105, 12, 102, 100, 65, 66, 67}},
		// linkage flags as in ISO/IEC 24723 §7.4
		{"␣1012", code128.LinkageCCAB, []int{105, 102, 10, 12, 101}},
		{"␣1012", code128.LinkageCCC, []int{105, 102, 10, 12, 100}},
		{"␣10AB", code128.LinkageCCAB, []int{104, 102, 17, 16, 33, 34, 99}},
		{"␣10AB", code128.LinkageCCC, []int{104, 102, 17, 16, 33, 34, 101}},
		{"\x01\x02", code128.LinkageCCAB, []int{103, 65, 66, 100}},
		{"\x01\x02", code128.LinkageCCC, []int{103, 65, 66, 99}},
	}
	var e code128.Encoder
	for _, tt := range tests {
		plan, err := e.Plan(gridtest.Runes(tt.data), &code128.Options{Linkage: tt.linkage})
		if err != nil || !slices.Equal(values(plan), tt.want) {
			t.Errorf("%q: %v, %v, want %v", tt.data, values(plan), err, tt.want)
		}
	}
	plan, _ := e.Plan(gridtest.Runes("AIM1234"), nil)
	if got := code128.Check(plan); got != 87 {
		t.Errorf("check character %d, want 87", got)
	}
}

// TestSets compares the code sets of a plan with its symbol characters.
func TestSets(t *testing.T) {
	var e code128.Encoder
	for _, data := range corpus.Random(2, 500, 48) {
		plan, err := e.Plan(data, nil)
		if err != nil {
			t.Fatal(err)
		}
		set := plan[0].Set
		for i, c := range plan {
			switch {
			case i > 0 && plan[i-1].Value >= code128.CodeC && plan[i-1].Value <= code128.CodeA:
				set = map[uint8]code128.Set{code128.CodeA: code128.A, code128.CodeB: code128.B, code128.CodeC: code128.C}[plan[i-1].Value]
			case i == 0 && c.Value != code128.StartA+uint8(set):
				t.Errorf("start character %d of code set %v", c.Value, set)
			}
			if c.Set != set {
				t.Errorf("%q: character %d in code set %v, want %v", corpus.Text(data), i, c.Set, set)
			}
		}
	}
}

// TestPeer compares the patterns with boombuler/barcode, on data of which there is
// one shortest sequence of symbol characters.
func TestPeer(t *testing.T) {
	var e code128.Encoder
	var g grid.Grid
	for value := range rune(95) {
		for _, s := range []string{"ab" + string(' '+value), fmt.Sprintf("4711%02d", value)} {
			if err := e.Encode(&g, []rune(s), nil); err != nil {
				t.Fatal(err)
			}
			peer, err := boombuler.Encode(s)
			if err != nil {
				t.Fatal(err)
			}
			if peer.Bounds().Dx() != g.Width {
				t.Fatalf("%q: %d modules, boombuler has %d", s, g.Width, peer.Bounds().Dx())
			}
			for x := range g.Width {
				if g.Dark(x, 0) != (peer.At(x, 0) == color.Black) {
					t.Fatalf("%q: module %d is not as boombuler has it", s, x)
				}
			}
		}
	}
}

func TestRefused(t *testing.T) {
	long := strings.Repeat("x", code128.MaxLength+1)
	tests := []struct {
		data     []rune
		err      error
		pos, len int
		message  string
	}{
		{nil, grid.ErrEmpty, 0, 0, "no data to encode"},
		{[]rune("ab€"), grid.ErrCharacter, 2, 1, "character the symbol cannot carry: '€', want a byte or FNC1"},
		{[]rune{'a', -2, 'b'}, grid.ErrCharacter, 1, 1, "character the symbol cannot carry: '�', want a byte or FNC1"},
		{[]rune(long), grid.ErrTooLong, 0, 1025, "too much data for the symbol: 1025 characters, want at most 1024"},
	}
	var e code128.Encoder
	var g grid.Grid
	if err := e.Encode(&g, []rune("x"), nil); err != nil {
		t.Fatal(err)
	}
	before := gridtest.Text(&g)
	for _, tt := range tests {
		err := e.Encode(&g, tt.data, nil)
		gridtest.CheckRefusal(t, err, tt.err, tt.pos, tt.len, tt.message)
		if gridtest.Text(&g) != before {
			t.Errorf("%v: the grid has changed", err)
		}
	}
	if err := e.Encode(&g, []rune(long[1:]), nil); err != nil || g.Width != 11*(code128.MaxLength+2)+13 {
		t.Errorf("the longest data: %v, %d modules", err, g.Width)
	}
}

func ExampleEncoder_Encode() {
	var e code128.Encoder
	var g grid.Grid
	data := append([]rune{grid.FNC1}, []rune("0109501101530003")...)
	if err := e.Encode(&g, data, nil); err != nil {
		panic(err)
	}
	fmt.Println(g.Width, "modules")
	// Output: 134 modules
}

func ExampleEncoder_Plan() {
	var e code128.Encoder
	plan, err := e.Plan([]rune("LOT2026"), nil)
	if err != nil {
		panic(err)
	}
	for _, c := range plan {
		fmt.Printf("%d%v ", c.Value, c.Set)
	}
	fmt.Println("check", code128.Check(plan))
	// Output: 104B 44B 47B 52B 99B 20C 26C check 20
}
