package fuzz

import (
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
)

// FuzzQR: whatever the data and the options, they are refused or become a symbol of
// the version, level and mask asked for, in which the data have room and a smaller
// one would not do.
func FuzzQR(f *testing.F) {
	for _, s := range []string{"␝0109501101530003", "QR Code Symbol", "␝10%␝21AB%", "01234567ABCDEFGHIJé", "␝␝␝", "€"} {
		f.Add(s, uint8(0), false, uint8(0), uint8(0))
	}
	f.Fuzz(func(t *testing.T, s string, level uint8, keep bool, version, mask uint8) {
		o := &qr.Options{Level: qr.Level(level), KeepLevel: keep, Version: int(version % 44), Mask: qr.Mask(mask % 12)}
		data := symbolRunes(s)
		var e qr.Encoder
		var g grid.Grid
		if err := e.Encode(&g, data, o); err != nil {
			if g.Width != 0 {
				t.Fatalf("%q, %+v: refused, but drawn", s, o)
			}
			return
		}
		got := e.Symbol()
		switch {
		case g.Width != got.Modules() || g.Height != got.Modules():
			t.Fatalf("%q: %d × %d modules of %+v", s, g.Width, g.Height, got)
		case got.Level < o.Level || keep && got.Level != o.Level,
			o.Version != 0 && got.Version != o.Version,
			o.Mask != 0 && got.Mask != o.Mask || got.Mask < qr.Mask000 || got.Mask > qr.Mask111:
			t.Fatalf("%q, %+v: %+v", s, o, got)
		case got.Bits > 8*got.Codewords:
			t.Fatalf("%q: %d bits in %d codewords", s, got.Bits, got.Codewords)
		}
		if o.Version == 0 && got.Version > 1 {
			o.Version = got.Version - 1
			if err := e.Encode(&g, data, o); err == nil {
				t.Fatalf("%q: version %d, but %d would do", s, got.Version, o.Version)
			}
		}
	})
}
