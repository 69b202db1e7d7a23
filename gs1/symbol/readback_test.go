package symbol_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/testdata/judges"
)

// TestReadBack encodes messages, draws them in several ways and reads them back,
// down to the message.
func TestReadBack(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.String(), func(t *testing.T) {
			for i, sample := range samples(t, k, 200) {
				s, err := symbol.Encode(k, sample.message, nil)
				if err != nil {
					t.Fatalf("%v: %v", sample.message, err)
				}
				o := &symbol.RenderOptions{Module: 1 + i%4, Height: 1 + i%40, NoQuietZone: i%3 == 0}
				scan, err := readback.Decode(throughPNG(t, s, o))
				if want := k.SymbologyID() + sample.data; err != nil || scan != want {
					t.Errorf("%v: read %q, %v, want %q", sample.message, scan, err, want)
					continue
				}
				m, err := gs1.ParseScan(scan, &gs1.ParseOptions{PartOfLabel: true})
				if err != nil || m.String() != sample.message.String() {
					t.Errorf("%q: parsed %v, %v, want %v", scan, m, err, sample.message)
				}
			}
		})
	}
}

// TestJudges has other programs read the symbols: zxing-wasm and Debian's
// ZXingReader must give the identifier and every byte.
func TestJudges(t *testing.T) {
	files, want := writeSymbols(t)
	for _, judge := range []struct {
		name   string
		decode func(testing.TB, ...string) []judges.Decoded
	}{{"zxing-wasm", judges.ZXing}, {"ZXingReader", judges.ZXingReader}} {
		t.Run(judge.name, func(t *testing.T) {
			for i, d := range judge.decode(t, files...) {
				if got := d.Symbology + d.Text; got != want[i] || len(d.More) > 0 {
					t.Errorf("%s: read %q and %d more, want %q", filepath.Base(d.File), got, len(d.More), want[i])
				}
			}
		})
	}
}

// writeSymbols writes pictures of messages, of every size of DataMatrix and of
// every character, and returns what a scanner makes of each.
func writeSymbols(t *testing.T) (files, scans []string) {
	dir := t.TempDir()
	add := func(s *symbol.Symbol, err error, scan string) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		data, err := s.AppendPNG(nil, &symbol.RenderOptions{Module: 3})
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, fmt.Sprintf("%04d.png", len(files)))
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		files, scans = append(files, file), append(scans, scan)
	}
	for _, k := range kinds {
		for _, sample := range samples(t, k, 200) {
			s, err := symbol.Encode(k, sample.message, nil)
			add(s, err, k.SymbologyID()+sample.data)
		}
		for _, data := range ascii(48) {
			s, err := symbol.EncodeRaw(k, data, nil)
			add(s, err, scanOf(s, data))
		}
	}
	for n := 2; n <= 2*1303; n = n*5/4 + 2 {
		data := append([]rune{symbol.FNC1}, []rune(strings.Repeat("95", n/2))...)
		s, err := symbol.EncodeRaw(symbol.GS1DataMatrix, data, nil)
		add(s, err, scanOf(s, data))
	}
	return files, scans
}

// TestReadBackRaw reads back every size of DataMatrix, and every character alone
// and among others.
func TestReadBackRaw(t *testing.T) {
	check := func(k symbol.Kind, data []rune) (side int) {
		t.Helper()
		s, err := symbol.EncodeRaw(k, data, nil)
		if err != nil {
			t.Fatalf("%v %q: %v", k, data, err)
		}
		scan, err := readback.DecodeKind(s.Image(&symbol.RenderOptions{Module: 2, Height: 3}), k)
		if want := scanOf(s, data); err != nil || scan != want {
			t.Errorf("%v: read %q, %v, want %q", k, scan, err, want)
		}
		return s.Width
	}
	for _, k := range kinds {
		for _, data := range ascii(5) {
			check(k, data)
		}
	}
	for r := range rune(256) {
		check(symbol.GS1DataMatrix, []rune{'x', r, r})
	}
	sides := map[int]bool{}
	for n := 2; n <= 2*1303; n += 2 {
		if n > 200 {
			n += 40
		}
		sides[check(symbol.GS1DataMatrix, append([]rune{symbol.FNC1}, []rune(strings.Repeat("95", min(n, 2606)/2))...))] = true
	}
	if len(sides) != 23 {
		t.Errorf("%d sizes of DataMatrix, want 23: %v", len(sides), sides)
	}
}

// ascii returns all ASCII characters, n at a time after each other and after
// FNC1.
func ascii(n int) [][]rune {
	var all [][]rune
	for first := rune(0); first < 128; first += rune(n) {
		var data []rune
		for r := first; r < min(first+rune(n), 128); r++ {
			data = append(data, r)
		}
		all = append(all, data, append([]rune{symbol.FNC1}, data...), append([]rune{symbol.FNC1, '1', symbol.FNC1, '2', '3', '4'}, data...))
	}
	return all
}

// scanOf returns what a scanner makes of data in the symbol s.
func scanOf(s *symbol.Symbol, data []rune) string {
	b := []byte(s.SymbologyID())
	for i, r := range data {
		switch {
		case r != symbol.FNC1:
			b = append(b, byte(r))
		case i > 0:
			b = append(b, gs1.GS)
		}
	}
	return string(b)
}

// throughPNG draws s and decodes the PNG.
func throughPNG(t *testing.T, s *symbol.Symbol, o *symbol.RenderOptions) image.Image {
	t.Helper()
	data, err := s.AppendPNG(nil, o)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}
