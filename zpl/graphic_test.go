package zpl

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestGraphic(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"hexadecimal", "^GFA,2,2,1,Aa55", "aa55"},
		{"lines", "^GFA,2,2,1,\r\nAA\r\n5 5", "aa55"},
		{"runs", "^GFA,8,8,2,HA,:!,", "aa00aa00ffff0000"},
		{"long runs", "^GFA,4,30,10,gHF,MFiI0", strings.Repeat("f", 22) + strings.Repeat("0", 18) + "fffffff0000000000000"},
		{"row before in mid row", "^GFA,4,4,2,1234A:", "1234a234"},
		{"no row before", "^GFA,4,4,2,:F,", "0000f000"},
		{"surplus", "^GFA,2,1,1,AA55", "aa"},
		{"not a whole row", "^GFA,3,3,2,AA55FF", "aa55"},
		{"zlib", "^GFA,10,2,1,:Z64:eJxbFQoAAasBAA==:B023", "aa55"},
		{"zlib, broken lines", "^GFA,10,2,1,:Z64:eJxbFQ\r\noAAasBAA==:b023\r\n", "aa55"},
		{"base 64", "^GFA,4,2,1,:B64:qlU=:CC7F", "aa55"},
		{"binary", "^GFB,2,2,1,^~", "5e7e"},
		{"download", "~DGR:X.GRF,2,1,AA55", "aa55"},
		{"zlib download", "~DGR:X.GRF,2,1,:Z64:eJxbFQoAAasBAA==:B023", "aa55"},
	} {
		g, err := Parse([]byte(tt.src)).Commands[0].Graphic()
		if err != nil || hex.EncodeToString(g.Bits) != tt.want {
			t.Errorf("%s: %x, %v, want %s", tt.name, g.Bits, err, tt.want)
		}
	}
}

func TestGraphicErrors(t *testing.T) {
	for _, tt := range []struct {
		src, expected string
		pos           int
		bits          string
	}{
		{"^FO1", "^GF, ~DG or ~DY", 0, ""},
		{"^GFC,2,2,1,xx", "format A or B", 3, ""},
		{"^GFA,2,0,1,00", "1 to 16777216 bytes", 7, ""},
		{"^GFA,2,99999999,1,00", "1 to 16777216 bytes", 7, ""},
		{"^GFA,2,2,3,00", "1 to 2 bytes of a row", 9, ""},
		{"^GFA,2,2,,00", "1 to 2 bytes of a row", 9, ""},
		{"^GFA,2,9000,4001,00", "1 to 4000 bytes of a row", 12, ""},
		{"^GFA,2,2,1,A_55", "hexadecimal digits and repeat counts", 12, "a000"},
		{"^GFA,2,2,1,AA", "data for 2 bytes instead of 1", 13, "aa00"},
		{"^GFB,1,2,1,x", "data for 2 bytes instead of 1", 12, "7800"},
		{"^GFA,2,2,1,:Z64:eJxbFQoAAasBAA==:B024", "CRC B023", 33, "0000"},
		{"^GFA,2,2,1,:Z64:eJxbFQoAAasBAA==", "a colon and the CRC", 32, "0000"},
		{"^GFA,2,2,1,:B64:q*U=:6372", "base 64", 16, "0000"},
		{"^GFA,2,2,1,:Z64:qlU=:CC7F", "zlib", 16, "0000"},
		{"^GFA,3,3,1,:B64:qlU=:CC7F", "data for 3 bytes instead of 2", 16, "aa5500"},
	} {
		g, err := Parse([]byte("^XA" + tt.src)).Commands[1].Graphic()
		var e *Error
		if !errors.As(err, &e) || e.Expected != tt.expected || e.Pos != 3+tt.pos || hex.EncodeToString(g.Bits) != tt.bits {
			t.Errorf("%s: %x, %v, want %s, expected %q at %d", tt.src, g.Bits, err, tt.bits, tt.expected, 3+tt.pos)
		}
	}
}

func TestGraphicRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphic().Draw(t, "picture")
		e := GraphicEncoding(rapid.IntRange(0, int(GraphicBinary)).Draw(t, "encoding"))
		src := append(g.AppendField(nil, e), "^XZ"...)
		commands := Parse(src).Commands
		got, err := commands[0].Graphic()
		if err != nil || got.Row != g.Row || !bytes.Equal(got.Bits, g.Bits) || commands[1].Code != "^XZ" {
			t.Fatalf("%q is %+v, %v, want %+v", src, got, err, g)
		}
	})
}

// graphic generates pictures with runs in them.
func graphic() *rapid.Generator[Graphic] {
	return rapid.Custom(func(t *rapid.T) Graphic {
		g := Graphic{Row: rapid.IntRange(1, 300).Draw(t, "row")}
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			row := bytes.Repeat([]byte{rapid.SampledFrom([]byte{0, 0xff, 0x11, 0xa5}).Draw(t, "ground")}, g.Row)
			for range rapid.IntRange(0, 3).Draw(t, "specks") {
				row[rapid.IntRange(0, g.Row-1).Draw(t, "at")] = rapid.Byte().Draw(t, "speck")
			}
			g.Bits = append(g.Bits, row...)
		}
		return g
	})
}

// A picture of a whole label gets shorter with every encoding before it.
func TestGraphicSize(t *testing.T) {
	g := Graphic{Row: 102, Bits: make([]byte, 102*1218)} // 4 by 6 inches of 8 dots a millimetre
	for y := range 1218 {
		for x := range 102 {
			if x/10%2 == y/80%2 {
				g.Bits[y*102+x] = 0x3c
			}
		}
	}
	before := 1 << 30
	for _, e := range []GraphicEncoding{GraphicHex, GraphicB64, GraphicBinary, GraphicRuns, GraphicZ64} {
		n := len(g.AppendData(nil, e))
		if n >= before {
			t.Errorf("encoding %d takes %d bytes, the one before %d", e, n, before)
		}
		before = n
	}
}

func BenchmarkGraphic(b *testing.B) {
	g := Graphic{Row: 102, Bits: bytes.Repeat([]byte{0, 1, 0xf0, 0xff, 0xff, 0x3c}, 102*203)}
	for _, e := range []GraphicEncoding{GraphicRuns, GraphicZ64} {
		c := Parse(g.AppendField(nil, e)).Commands[0]
		b.Run(fmt.Sprint(e), func(b *testing.B) {
			b.SetBytes(int64(len(g.Bits)))
			for b.Loop() {
				if _, err := c.Graphic(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestBuilderGraphic(t *testing.T) {
	g := Graphic{Row: 2, Bits: []byte{0xff, 0xf0, 0x80, 0x10}}
	var b Builder
	b.Begin(100, 100)
	b.Graphic(3, 4, g)
	b.End()
	src, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Parse(src).Commands {
		if got, err := c.Graphic(); c.Code == "^GF" && (err != nil || got.Row != g.Row || !bytes.Equal(got.Bits, g.Bits)) {
			t.Errorf("%q is %+v, %v", src, got, err)
		}
	}
	if !bytes.Contains(src, []byte("^FO3,4^GFA,")) {
		t.Errorf("no picture at its place in %q", src)
	}
	b.Reset()
	b.Begin(100, 100)
	b.Graphic(3, 4, Graphic{Row: 2, Bits: []byte{1}})
	b.End()
	if _, err := b.Bytes(); err == nil {
		t.Error("a picture without a whole row is written")
	}
}

// A picture takes no more memory than its data can fill.
func TestGraphicAllocation(t *testing.T) {
	g, err := Parse([]byte("^GFA,1,16777216,64,F")).Commands[0].Graphic()
	if err == nil || len(g.Bits) > 1<<12 {
		t.Errorf("%d bytes, %v", len(g.Bits), err)
	}
	all, err := Parse([]byte("^GFA,1,16777216,4000," + strings.Repeat("!", 5000))).Commands[0].Graphic()
	if err != nil || all.Rows() != MaxGraphic/4000 {
		t.Errorf("%d rows, %v", all.Rows(), err)
	}
}
