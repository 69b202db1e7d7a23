package fuzz

import (
	"errors"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/gs1/symbol/databar"
	"github.com/eachmark/eachmark/gs1/symbol/ean"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/itf"
)

// checkEncoded holds for every encoder: a symbol or an error with a place in the data,
// and the grid is as before if there is an error.
func checkEncoded(t *testing.T, data string, g *grid.Grid, err error) {
	t.Helper()
	if err == nil {
		if g.Width == 0 || g.Height == 0 {
			t.Errorf("%q: an empty symbol", data)
		}
		return
	}
	var detail *grid.Error
	if !errors.As(err, &detail) {
		t.Fatalf("%q: error %v is no *grid.Error", data, err)
	}
	if detail.Pos < 0 || detail.Pos+detail.Len > len(data) {
		t.Errorf("%q: error at %d to %d", data, detail.Pos, detail.Pos+detail.Len)
	}
	if g.Width != 0 {
		t.Errorf("%q: an error, but the grid is changed", data)
	}
}

func FuzzEAN(f *testing.F) {
	for _, seed := range []string{"", "9501101531000", "95012346", "012345678905", "00783491", "01234558"} {
		f.Add(seed, "12", uint8(len(seed)))
	}
	f.Fuzz(func(t *testing.T, data, addOn string, k uint8) {
		var g grid.Grid
		err := ean.Encode(&g, data, &ean.Options{Kind: ean.Kind(k % 4), AddOn: addOn})
		checkEncoded(t, data+addOn, &g, err)
		if upce, ok := ean.Suppress(data); ok && ean.Expand(upce) != data {
			t.Errorf("%s is shortened to %s, which is %s", data, upce, ean.Expand(upce))
		}
	})
}

func FuzzITF(f *testing.F) {
	for i, seed := range []string{"", "09501101530003", "0950110153000A"} {
		f.Add(seed, uint8(i))
	}
	f.Fuzz(func(t *testing.T, data string, k uint8) {
		var g grid.Grid
		err := itf.Encode(&g, data, &itf.Options{Ratio: itf.Ratio(k % 2), Bearer: itf.Bearer(k / 2 % 3)})
		checkEncoded(t, data, &g, err)
	})
}

func FuzzDataBar(f *testing.F) {
	for i, seed := range []string{"", "00012345678905", "01900123456789083103001750", "10ABC\x1d21abc!", "0198898765432106320201234515991231"} {
		f.Add(seed, uint8(i), i, false)
	}
	var e databar.Encoder
	f.Fuzz(func(t *testing.T, data string, k uint8, segments int, composite bool) {
		var g grid.Grid
		o := &databar.Options{Kind: databar.Kind(k % 7), Segments: segments, Composite: composite}
		checkEncoded(t, data, &g, e.Encode(&g, data, o))
	})
}

func FuzzComposite(f *testing.F) {
	for i, seed := range []string{"00012345678905", "0190012345678908310300175", "9501101531000", "00783491", "10ABC\x1d21abc!"} {
		f.Add(seed, "1727123110ABC\x1d21xyz", uint8(i), uint8(i))
		f.Add(seed, "90123BXYZ\x1d800412", uint8(i+5), uint8(0))
	}
	var e composite.Encoder
	f.Fuzz(func(t *testing.T, linear, data string, l, v uint8) {
		var g grid.Grid
		o := &composite.Options{Linear: composite.Linear(l % 12), Version: composite.Version(v % 4)}
		checkEncoded(t, linear+data, &g, e.Encode(&g, linear, data, o))
	})
}
