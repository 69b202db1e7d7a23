package symbol_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/testdata/judges"
)

// TestReadBack encodes messages in one symbol after the other, draws them in
// several ways and reads them back.
func TestReadBack(t *testing.T) {
	var s symbol.Symbol
	for _, k := range symbol.Kinds() {
		if !readback.Reads(k) {
			continue
		}
		t.Run(k.String(), func(t *testing.T) {
			for i, sample := range samples(t, k, 100) {
				if err := s.Encode(k, sample.message, nil); err != nil {
					t.Fatalf("%v: %v", sample.message, err)
				}
				if got := string(s.AppendScan(nil)); got != sample.scan {
					t.Errorf("%v: AppendScan is %q, want %q", sample.message, got, sample.scan)
				}
				o := &symbol.RenderOptions{Module: 1 + i%4, Height: 1 + i%40, HRI: i%5 == 0}
				scan, err := readback.DecodeKind(throughPNG(t, &s, o), k)
				if err != nil || scan != sample.scan {
					t.Errorf("%v: read %q, %v, want %q", sample.message, scan, err, sample.scan)
				}
			}
		})
	}
}

// TestJudges has other programs read the pictures, with and without text:
// zxing-wasm must give the identifier and every byte of 200 messages a kind where
// judges are required and of 20 elsewhere, Debian's ZXingReader those of the kinds it
// reads.
func TestJudges(t *testing.T) {
	n := 20
	if os.Getenv("EACHMARK_JUDGES") == "required" {
		n = 200
	}
	var files, older []string
	want := map[string]string{}
	dir := t.TempDir()
	for _, k := range symbol.Kinds() {
		r := rand.New(rand.NewPCG(1, uint64(k)))
		for i, sample := range samples(t, k, n) {
			s, err := symbol.Encode(k, sample.message, nil)
			if err != nil {
				t.Fatalf("%v: %v", sample.message, err)
			}
			o := &symbol.RenderOptions{Module: 2 + r.IntN(2), Height: 24, HRI: i%2 == 0, DPMM: 8 * r.IntN(2)}
			data, err := s.AppendPNG(nil, o)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, fmt.Sprintf("%v-%04d.png", k, i))
			if err := os.WriteFile(file, data, 0o666); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
			want[file] = sample.scan
			if i < 20 && olderReads(k) && sample.message.AddOn == "" {
				older = append(older, file)
			}
		}
	}
	for _, judge := range []struct {
		name   string
		decode func(testing.TB, ...string) []judges.Decoded
		files  []string
	}{{"zxing-wasm", judges.ZXing, files}, {"ZXingReader", judges.ZXingReader, older}} {
		t.Run(judge.name, func(t *testing.T) {
			for _, d := range judge.decode(t, judge.files...) {
				if got := read(d); got != want[d.File] {
					t.Errorf("%s: read %q, want %q", filepath.Base(d.File), got, want[d.File])
				}
			}
		})
	}
}

// olderReads reports whether ZXingReader of Debian 12 reads the kind and tells its
// identifier.
func olderReads(k symbol.Kind) bool {
	switch k {
	case symbol.GS1DataMatrix, symbol.DLDataMatrix, symbol.GS1128, symbol.GS1QR, symbol.DLQR, symbol.EAN13, symbol.EAN8:
		return true
	}
	return false
}

// read returns what the judge read, the identifier before it. It tells UPC-A with
// twelve digits, of ITF not that the check digit is right, and reads a symbol
// with an add-on without it too.
func read(d judges.Decoded) string {
	for _, more := range d.More {
		if more.Symbology == "]E3" {
			d = more
		}
	}
	id, text := d.Symbology, d.Text
	switch {
	case id == "]I0":
		id = "]I1"
	case strings.HasPrefix(d.Format, "UPCA"), strings.HasPrefix(d.Format, "UPC-A"):
		text = "0" + text
	}
	return id + text
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
