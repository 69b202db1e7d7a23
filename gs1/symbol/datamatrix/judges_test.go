package datamatrix_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A sheet is symbols, and what a scanner makes of each.
type sheet struct {
	gridtest.Sheet

	encoder datamatrix.Encoder
	grid    grid.Grid
}

func (s *sheet) add(t *testing.T, data []rune, o *datamatrix.Options, scan string) {
	t.Helper()
	if err := s.encoder.Encode(&s.grid, data, o); err != nil {
		t.Fatal(err)
	}
	s.Add(t, &s.grid, 1, scan)
}

// identifier is the AIM identifier of a GS1 symbol of some size: those of DMRE are
// six above the ones of the other sizes.
func identifier(s datamatrix.Size) string {
	if s.Shape == datamatrix.Extended {
		return "]d8"
	}
	return "]d2"
}

// TestJudges has decoders read GS1 symbols of random messages, squares and the
// smallest of all shapes in turn.
func TestJudges(t *testing.T) {
	var s sheet
	for i, data := range corpus.Random(16022, 2000, 120) {
		var o datamatrix.Options
		if i%2 == 1 {
			o.Shapes = anyShape
		}
		s.add(t, data, &o, "")
		s.Scans[i] = identifier(s.encoder.Size()) + corpus.Text(data)
	}
	t.Run("zxing-wasm", func(t *testing.T) { s.Compare(t, judges.ZXing(t, s.Files...)) })
	t.Run("ZXingReader", func(t *testing.T) {
		var squares sheet
		for _, data := range corpus.Random(16022, 300, 120) {
			squares.add(t, data, nil, "]d2"+corpus.Text(data))
		}
		squares.Compare(t, judges.ZXingReader(t, squares.Files...))
	})
}

// TestJudgesSizes has decoders read symbols of each size, full and not.
func TestJudgesSizes(t *testing.T) {
	r := rand.New(rand.NewPCG(16022, 48))
	var s sheet
	for _, size := range datamatrix.Sizes() {
		o := &datamatrix.Options{Width: size.Width, Height: size.Height}
		for _, n := range []int{2 * (size.DataCodewords - 1), size.DataCodewords} {
			data := []rune{grid.FNC1}
			for len(data) <= n {
				data = append(data, '0'+r.Int32N(10))
			}
			s.add(t, data, o, identifier(size)+corpus.Text(data))
		}
	}
	t.Run("zxing-wasm", func(t *testing.T) { s.Compare(t, judges.ZXing(t, s.Files...)) })
	t.Run("ZXingReader", func(t *testing.T) {
		decoded := judges.ZXingReader(t, s.Files...)
		for i := range decoded {
			decoded[i].More = nil // it sees bars in some rows of a large symbol
		}
		s.Compare(t, decoded)
	})
}

// TestJudgesPlain has decoders read symbols of any bytes and of FNC1 anywhere.
// zxing-wasm guesses the character set of bytes above ASCII, so that it gets only
// ASCII.
func TestJudgesPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(16022, 1))
	var ascii, bytes sheet
	for range 500 {
		data := datamatrix.RandomData(r, 3+r.IntN(40))
		scan := "]d1"
		switch slices.Index(data[:3], grid.FNC1) {
		case 0:
			scan = "]d2"
		case 1, 2:
			continue // what readers make of it depends on what is before it
		}
		s := &ascii
		if slices.Max(data) > 127 {
			s = &bytes
		}
		s.add(t, data, nil, scan+corpus.Text(data))
	}
	for _, scan := range []string{"A1", "z2345", "12abc", "121234"} {
		n := 1
		if scan[0] < 'A' {
			n = 2
		}
		ascii.add(t, gridtest.Runes(scan[:n]+"␣"+scan[n:]), nil, "]d3"+scan)
	}
	t.Run("zxing-wasm", func(t *testing.T) { ascii.Compare(t, judges.ZXing(t, ascii.Files...)) })
	t.Run("ZXingReader", func(t *testing.T) { bytes.Compare(t, judges.ZXingReader(t, bytes.Files...)) })
}
