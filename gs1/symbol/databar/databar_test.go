package databar_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/databar"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
)

var kinds = map[string]databar.Kind{
	"omnidirectional": databar.Omnidirectional, "truncated": databar.Truncated, "stacked": databar.Stacked,
	"stacked-omnidirectional": databar.StackedOmnidirectional, "limited": databar.Limited,
	"expanded": databar.Expanded, "expanded-stacked": databar.ExpandedStacked,
}

// TestFigures compares with symbols printed in the standards.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	var e databar.Encoder
	for _, f := range figures {
		o := &databar.Options{Kind: kinds[f.Data[0]]}
		if len(f.Data) > 2 {
			var err error
			if o.Segments, err = strconv.Atoi(f.Data[2]); err != nil {
				t.Fatal(err)
			}
		}
		var g grid.Grid
		if err := e.Encode(&g, strings.ReplaceAll(f.Data[1], "^", "\x1d"), o); err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if got := gridtest.Text(&g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
	}
	if len(figures) < 20 {
		t.Errorf("%d figures, want at least 20", len(figures))
	}
}

func TestRowHeights(t *testing.T) {
	var e databar.Encoder
	for _, test := range []struct {
		kind    databar.Kind
		data    string
		heights []int
	}{
		{databar.Omnidirectional, "00012345678905", []int{0}},
		{databar.Truncated, "00012345678905", []int{13}},
		{databar.Stacked, "00012345678905", []int{5, 1, 7}},
		{databar.StackedOmnidirectional, "00012345678905", []int{0, 1, 1, 1, 0}},
		{databar.Limited, "00012345678905", []int{0}},
		{databar.Expanded, "10ABC", []int{0}},
		{databar.ExpandedStacked, "010001234567890510ABC", []int{0, 1, 1, 1, 0}},
	} {
		for _, composite := range []bool{false, true} {
			var g grid.Grid
			if err := e.Encode(&g, test.data, &databar.Options{Kind: test.kind, Composite: composite}); err != nil {
				t.Fatal(err)
			}
			want := test.heights
			if composite {
				want = append([]int{1}, want...)
			}
			var got []int
			for y := range g.Height {
				got = append(got, g.RowHeight(y))
			}
			if !slices.Equal(got, want) {
				t.Errorf("kind %d: rows of %v modules, want %v", test.kind, got, want)
			}
		}
	}
}

// TestSegments looks at the widths of stacked rows.
func TestSegments(t *testing.T) {
	var e databar.Encoder
	for _, test := range []struct {
		o      databar.Options
		data   string
		width  int
		height int
	}{
		{databar.Options{Segments: 0}, "010001234567890510ABC", 102, 5},
		{databar.Options{Segments: 1}, "010001234567890510ABC", 53, 13},
		{databar.Options{Segments: 2}, "010001234567890510ABC", 53, 13},
		{databar.Options{Segments: 2, Composite: true}, "010001234567890510ABC", 102, 6},
		{databar.Options{Segments: 5}, "010001234567890510ABC", 151, 5},
		{databar.Options{Segments: 99}, "010001234567890510ABC", 200, 1},
		{databar.Options{Segments: -1}, "0100012345678905", 102, 5},
	} {
		test.o.Kind = databar.ExpandedStacked
		var g grid.Grid
		if err := e.Encode(&g, test.data, &test.o); err != nil {
			t.Fatal(err)
		}
		if g.Width != test.width || g.Height != test.height {
			t.Errorf("%+v: %d × %d, want %d × %d", test.o, g.Width, g.Height, test.width, test.height)
		}
	}
}

func TestErrors(t *testing.T) {
	var e databar.Encoder
	for _, test := range []struct {
		kind databar.Kind
		data string
		err  error
		pos  int
	}{
		{databar.Omnidirectional, "", grid.ErrLength, 0},
		{databar.Stacked, "0001234567890", grid.ErrLength, 0},
		{databar.Truncated, "00012345678904", grid.ErrCheck, 13},
		{databar.StackedOmnidirectional, "000123456789O5", grid.ErrCharacter, 12},
		{databar.Limited, "20012345678909", grid.ErrCharacter, 0},
		{databar.Limited, "00012345678904", grid.ErrCheck, 13},
		{databar.Expanded, "", grid.ErrEmpty, 0},
		{databar.Expanded, "0100012345678904", grid.ErrCheck, 15},
		{databar.Expanded, "010001234567890510AB#", grid.ErrCharacter, 20},
		{databar.Expanded, "91" + strings.Repeat("a", 35), grid.ErrTooLong, 0},
		{databar.ExpandedStacked, "10" + strings.Repeat("1", 75), grid.ErrTooLong, 0},
	} {
		var g grid.Grid
		err := e.Encode(&g, test.data, &databar.Options{Kind: test.kind})
		var detail *grid.Error
		if !errors.Is(err, test.err) || !errors.As(err, &detail) || detail.Pos != test.pos {
			t.Errorf("%q: %v, want %v at %d", test.data, err, test.err, test.pos)
		}
		if g.Width != 0 {
			t.Errorf("%q: the grid is changed", test.data)
		}
	}
}

// TestCapacity is the most that ISO/IEC 24724:2011 §4.2 promises: 74 digits, 41 letters.
func TestCapacity(t *testing.T) {
	var e databar.Encoder
	var g grid.Grid
	for _, data := range []string{"0100012345678905" + strings.Repeat("1", 58), "10" + strings.Repeat("A", 39)} {
		if err := e.Encode(&g, data, &databar.Options{Kind: databar.Expanded}); err != nil {
			t.Errorf("%d characters: %v", len(data), err)
		}
	}
}

func TestAllocs(t *testing.T) {
	var e databar.Encoder
	var g grid.Grid
	for k, data := range map[databar.Kind]string{
		databar.Omnidirectional: "00012345678905", databar.StackedOmnidirectional: "00012345678905",
		databar.Limited: "00012345678905", databar.ExpandedStacked: "0100012345678905211234567890ABC",
	} {
		o := &databar.Options{Kind: k, Composite: true}
		encode := func() {
			if err := e.Encode(&g, data, o); err != nil {
				t.Fatal(err)
			}
		}
		encode()
		if n := testing.AllocsPerRun(100, encode); n != 0 {
			t.Errorf("kind %d: %v allocations", k, n)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for name, k := range kinds {
		b.Run(name, func(b *testing.B) {
			var e databar.Encoder
			var g grid.Grid
			r := rand.New(rand.NewPCG(24724, 300))
			var data []string
			for len(data) < 100 {
				s := gtin(r, "0")
				if k >= databar.Expanded {
					s = message(r)
				}
				if e.Encode(&g, s, &databar.Options{Kind: k}) == nil {
					data = append(data, s)
				}
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := e.Encode(&g, data[i%len(data)], &databar.Options{Kind: k}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func ExampleEncoder_Encode() {
	var e databar.Encoder
	var g grid.Grid
	err := e.Encode(&g, "00012345678905", &databar.Options{Kind: databar.Stacked})
	fmt.Println(g.Width, g.Height, err)
	err = e.Encode(&g, "01900123456789083103001750", &databar.Options{Kind: databar.Expanded})
	fmt.Println(g.Width, g.Height, err)
	// Output:
	// 50 3 <nil>
	// 151 1 <nil>
}
