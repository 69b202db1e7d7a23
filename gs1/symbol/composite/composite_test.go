package composite_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
)

var linears = map[string]composite.Linear{
	"databar-omni": composite.DataBarOmnidirectional, "databar-truncated": composite.DataBarTruncated,
	"databar-stacked": composite.DataBarStacked, "databar-stacked-omni": composite.DataBarStackedOmnidirectional,
	"databar-limited": composite.DataBarLimited, "databar-expanded": composite.DataBarExpanded,
	"databar-expanded-stacked": composite.DataBarExpandedStacked,
	"ean-13":                   composite.EAN13, "ean-8": composite.EAN8, "upc-a": composite.UPCA, "upc-e": composite.UPCE,
	"gs1-128": composite.GS1128,
}

var versions = map[string]composite.Version{
	"smallest": composite.Smallest, "a": composite.CCA, "b": composite.CCB, "c": composite.CCC,
}

// TestFigures compares with symbols printed in the standards.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	var e composite.Encoder
	for _, f := range figures {
		linear, data := strings.ReplaceAll(f.Data[2], "^", "\x1d"), strings.ReplaceAll(f.Data[3], "^", "\x1d")
		o := &composite.Options{Linear: linears[f.Data[0]], Version: versions[f.Data[1]]}
		var g grid.Grid
		if err := e.Encode(&g, linear, data, o); err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if got := rows(o.Linear, &g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
	}
	if len(figures) < 13 {
		t.Errorf("%d figures, want at least 13", len(figures))
	}
}

// rows writes the rows without the one of the longer guard bars, which other programs
// do not have.
func rows(l composite.Linear, g *grid.Grid) string {
	s := gridtest.Text(g)
	switch l {
	case composite.EAN13, composite.EAN8, composite.UPCA, composite.UPCE:
		s = s[:strings.LastIndexByte(s, '\n')]
	}
	return s
}

// TestVersion takes the first version with room.
func TestVersion(t *testing.T) {
	var e composite.Encoder
	for _, test := range []struct {
		linear composite.Linear
		first  string
		length int // of (91)
		row    int // height of the first one
		rows   int // all
	}{
		{composite.DataBarLimited, "00012345678905", 10, 2, 5 + 2},
		{composite.DataBarLimited, "00012345678905", 40, 2, 20 + 2},
		{composite.GS1128, "0100012345678905", 10, 2, 4 + 2},
		{composite.GS1128, "0100012345678905", 90, 2, 26 + 2},
		{composite.GS1128, "0100012345678905", 300, 3, 29 + 2},
	} {
		var g grid.Grid
		err := e.Encode(&g, test.first, "91"+strings.Repeat("a", test.length), &composite.Options{Linear: test.linear})
		if err != nil {
			t.Fatal(err)
		}
		if g.RowHeight(0) != test.row || g.Height != test.rows {
			t.Errorf("%d characters: %d rows of %d modules, want %d of %d", test.length, g.Height, g.RowHeight(0), test.rows, test.row)
		}
	}
}

func TestErrors(t *testing.T) {
	var e composite.Encoder
	for _, test := range []struct {
		o            composite.Options
		linear, data string
		err          error
		pos          int
	}{
		{composite.Options{}, "00012345678904", "10A", grid.ErrCheck, 13},
		{composite.Options{}, "", "10A", grid.ErrLength, 0},
		{composite.Options{}, "00012345678905", "", grid.ErrEmpty, 14},
		{composite.Options{}, "00012345678905", "10#", grid.ErrCharacter, 16},
		{composite.Options{}, "00012345678905", "91" + strings.Repeat("a", 200), grid.ErrTooLong, 14},
		{composite.Options{Version: composite.CCA}, "00012345678905", "91" + strings.Repeat("a", 40), grid.ErrTooLong, 14},
		{composite.Options{Version: composite.CCC}, "00012345678905", "10A", grid.ErrTooLong, 14},
		{composite.Options{Linear: composite.EAN13}, "9501101531001", "10A", grid.ErrCheck, 12},
		{composite.Options{Linear: composite.UPCE}, "00783492", "10A", grid.ErrCheck, 7},
		{composite.Options{Linear: composite.GS1128}, "", "10A", grid.ErrEmpty, 0},
		{composite.Options{Linear: composite.GS1128}, "10#", "10A", grid.ErrCharacter, 2},
		{composite.Options{Linear: composite.GS1128}, strings.Repeat("1", 2000), "10A", grid.ErrTooLong, 0},
		{composite.Options{Linear: composite.GS1128}, "10A", "91" + strings.Repeat("a", 3000), grid.ErrTooLong, 3},
	} {
		var g grid.Grid
		err := e.Encode(&g, test.linear, test.data, &test.o)
		var detail *grid.Error
		if !errors.Is(err, test.err) || !errors.As(err, &detail) || detail.Pos != test.pos {
			t.Errorf("%+v %.20q %.20q: %v, want %v at %d", test.o, test.linear, test.data, err, test.err, test.pos)
		}
		if g.Width != 0 {
			t.Errorf("%.20q %.20q: the grid is changed", test.linear, test.data)
		}
	}
}

// TestCapacity is the most that ISO/IEC 24723:2010 §4 promises, in digits: 56 in CC-A,
// 338 in CC-B and 2361 in CC-C.
func TestCapacity(t *testing.T) {
	var e composite.Encoder
	var g grid.Grid
	for v, n := range map[composite.Version]int{composite.CCA: 56, composite.CCB: 338, composite.CCC: 2361} {
		err := e.Encode(&g, "0100012345678905", strings.Repeat("1", n), &composite.Options{Linear: composite.GS1128, Version: v})
		if err != nil {
			t.Errorf("version %d with %d digits: %v", v, n, err)
		}
	}
}

func TestAllocs(t *testing.T) {
	var e composite.Encoder
	var g grid.Grid
	for _, test := range []struct {
		o      composite.Options
		linear string
	}{
		{composite.Options{}, "00012345678905"},
		{composite.Options{Linear: composite.EAN13, Version: composite.CCB}, "9501101531000"},
		{composite.Options{Linear: composite.GS1128, Version: composite.CCC}, "0100012345678905"},
	} {
		encode := func() {
			if err := e.Encode(&g, test.linear, "1727123110ABC123\x1d21xyz", &test.o); err != nil {
				t.Fatal(err)
			}
		}
		encode()
		if n := testing.AllocsPerRun(100, encode); n != 0 {
			t.Errorf("%+v: %v allocations", test.o, n)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for name, o := range map[string]composite.Options{
		"cc-a": {Version: composite.CCA}, "cc-b": {Version: composite.CCB},
		"cc-c": {Linear: composite.GS1128, Version: composite.CCC},
	} {
		b.Run(name, func(b *testing.B) {
			var e composite.Encoder
			var g grid.Grid
			linear := "00012345678905"
			if o.Linear == composite.GS1128 {
				linear = "01" + linear
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := e.Encode(&g, linear, "1727123110ABC123\x1d21xyz", &o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func ExampleEncoder_Encode() {
	var e composite.Encoder
	var g grid.Grid
	err := e.Encode(&g, "03612345678904", "11990102", nil)
	fmt.Println(g.Width, g.Height, err)
	// Output: 100 5 <nil>
}
