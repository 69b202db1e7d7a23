package qr_test

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
	"testing"

	boombuler "github.com/boombuler/barcode/qr"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
)

// TestFigures compares the modules with symbols printed in the standards.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	for _, f := range figures {
		mask, err := strconv.ParseUint(f.Data[1], 2, 3)
		if err != nil {
			t.Fatal(err)
		}
		data := gridtest.Message(t, strings.Join(f.Data[2:], " "))
		level := map[string]qr.Level{"L": qr.L, "M": qr.M, "Q": qr.Q, "H": qr.H}[f.Data[0]]
		o := qr.Options{Level: level, KeepLevel: true, Mask: qr.Mask000 + qr.Mask(mask)}
		var e qr.Encoder
		var g grid.Grid
		if err := e.Encode(&g, data, &o); err != nil {
			t.Fatal(err)
		}
		if got := gridtest.Text(&g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
		chosen := o.Mask
		o.Mask = 0
		if err := e.Encode(&g, data, &o); err != nil {
			t.Fatal(err)
		}
		if got := e.Symbol().Mask; got != chosen && f.Name != "ISO/IEC 18004:2015 Figure 1" {
			t.Errorf("%s: mask %v, want %v", f.Name, got, chosen)
		}
	}
	if len(figures) < 4 {
		t.Errorf("%d figures, want at least 4", len(figures))
	}
}

// TestPeer compares symbols of every version, of the small ones at every level, with
// boombuler/barcode, which chooses masks otherwise.
func TestPeer(t *testing.T) {
	var e qr.Encoder
	for v := 1; v <= 40; v++ {
		for level, theirs := range boombulerLevels {
			if v > 10 && int(level) != v%4 {
				continue
			}
			data := digits(t, v, level)
			peer, err := boombuler.Encode(data, theirs, boombuler.Numeric)
			if err != nil {
				t.Fatal(err)
			}
			dark := func(x, y int) bool { return peer.At(x, y) == color.Black }
			masks := 0
			for mask := qr.Mask000; mask <= qr.Mask111; mask++ {
				var g grid.Grid
				if err := e.Encode(&g, []rune(data), &qr.Options{Level: level, KeepLevel: true, Mask: mask}); err != nil {
					t.Fatal(err)
				}
				if g.Width != peer.Bounds().Dx() {
					t.Fatalf("%d-%v: %d modules, boombuler has %d", v, level, g.Width, peer.Bounds().Dx())
				}
				if alike(&g, dark) {
					masks++
				}
			}
			if masks != 1 {
				t.Errorf("%d-%v: %d masks are as boombuler has them, want 1", v, level, masks)
			}
		}
	}
}

// digits returns as many digits as version v carries at a level.
func digits(t *testing.T, v int, level qr.Level) string {
	t.Helper()
	var e qr.Encoder
	var g grid.Grid
	if err := e.Encode(&g, []rune("1"), &qr.Options{Version: v, Level: level, KeepLevel: true}); err != nil {
		t.Fatal(err)
	}
	bits := 8*e.Symbol().Codewords - e.Symbol().Bits + 4 // for digits
	n := bits / 10 * 3
	if bits%10 >= 7 {
		n += 2
	} else if bits%10 >= 4 {
		n++
	}
	return strings.Repeat("31415926535897932384626433", n/26+1)[:n]
}

func alike(g *grid.Grid, dark func(x, y int) bool) bool {
	for y := range g.Height {
		for x := range g.Width {
			if g.Dark(x, y) != dark(x, y) {
				return false
			}
		}
	}
	return true
}

// TestLevel holds the choice of version and level to what it is asked for.
func TestLevel(t *testing.T) {
	tests := []struct {
		data string
		o    *qr.Options
		want string
	}{
		{"01234567", nil, "1-H"},
		{"01234567", &qr.Options{Level: qr.M, KeepLevel: true}, "1-M"},
		{"01234567", &qr.Options{Version: 5}, "5-H"},
		{strings.Repeat("7", 41), nil, "1-L"}, // ISO/IEC 18004:2015 table 7: 41 digits at most
		{strings.Repeat("7", 42), nil, "2-Q"}, // 34 at H, 48 at Q
		{strings.Repeat("7", 42), &qr.Options{Level: qr.H}, "3-H"},
		{strings.Repeat("7", 7089), nil, "40-L"},
		{strings.Repeat("7", 3057), &qr.Options{Level: qr.H}, "40-H"},
		{strings.Repeat("x", 17), nil, "1-L"},
		{strings.Repeat("X", 25), nil, "1-L"},
		{strings.Repeat("x", 2953), nil, "40-L"},
		{strings.Repeat("X", 4296), nil, "40-L"},
	}
	var e qr.Encoder
	var g grid.Grid
	for _, tt := range tests {
		err := e.Encode(&g, gridtest.Runes(tt.data), tt.o)
		s := e.Symbol()
		if got := fmt.Sprintf("%d-%v", s.Version, s.Level); err != nil || got != tt.want || g.Width != s.Modules() {
			t.Errorf("%.20q: %s, %v, want %s", tt.data, got, err, tt.want)
		}
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		data     string
		o        *qr.Options
		err      error
		pos, len int
		message  string
	}{
		{"", nil, grid.ErrEmpty, 0, 0, "no data to encode"},
		{"␣", nil, grid.ErrEmpty, 0, 1, "no data to encode"},
		{"ab€", nil, grid.ErrCharacter, 2, 1, "character the symbol cannot carry: '€', want a byte or FNC1"},
		{"ab␣", nil, grid.ErrCharacter, 2, 1, "character the symbol cannot carry: FNC1, want FNC1 only in a symbol that begins with it"},
		{strings.Repeat("x", 2954), nil, grid.ErrTooLong, 0, 2954, "too much data for the symbol: 23652 bits, want at most 23648, the capacity of version 40-L"},
		{strings.Repeat("7", 9000), nil, grid.ErrTooLong, 0, 9000, "too much data for the symbol: 9000 characters, want at most 7090, even of digits"},
		{strings.Repeat("7", 42), &qr.Options{Version: 1}, grid.ErrTooLong, 0, 42, "too much data for the symbol: 154 bits, want at most 152, the capacity of version 1-L"},
	}
	var e qr.Encoder
	var g grid.Grid
	if err := e.Encode(&g, []rune("x"), nil); err != nil {
		t.Fatal(err)
	}
	before := gridtest.Text(&g)
	for _, tt := range tests {
		err := e.Encode(&g, gridtest.Runes(tt.data), tt.o)
		gridtest.CheckRefusal(t, err, tt.err, tt.pos, tt.len, tt.message)
		if gridtest.Text(&g) != before {
			t.Errorf("%v: the grid has changed", err)
		}
	}
	for _, o := range []qr.Options{{Version: 41}, {Version: -1}, {Level: 4}, {Mask: 9}} {
		if err := e.Encode(&g, []rune("x"), &o); err == nil {
			t.Errorf("options %+v are taken", o)
		}
	}
}

func ExampleEncoder_Encode() {
	var e qr.Encoder
	var g grid.Grid
	data := append([]rune{grid.FNC1}, []rune("0109501101530003")...)
	if err := e.Encode(&g, data, nil); err != nil {
		panic(err)
	}
	s := e.Symbol()
	fmt.Printf("version %d-%v, %d × %d modules\n", s.Version, s.Level, g.Width, g.Height)
	// Output: version 1-H, 21 × 21 modules
}
