package code128_test

import (
	"math/rand/v2"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A sheet is symbols, and what a scanner makes of each.
type sheet struct {
	gridtest.Sheet

	encoder code128.Encoder
	grid    grid.Grid
}

func (s *sheet) add(t *testing.T, data []rune, scan string) {
	t.Helper()
	if err := s.encoder.Encode(&s.grid, data, nil); err != nil {
		t.Fatal(err)
	}
	s.Add(t, &s.grid, 6, scan)
}

// TestJudges has decoders read GS1-128 symbols of random messages.
func TestJudges(t *testing.T) {
	var s sheet
	for _, data := range corpus.Random(15417, 2000, 48) {
		s.add(t, data, "]C1"+corpus.Text(data))
	}
	t.Run("zxing-wasm", func(t *testing.T) { s.Compare(t, judges.ZXing(t, s.Files...)) })
	t.Run("ZXingReader", func(t *testing.T) { s.Compare(t, judges.ZXingReader(t, s.Files[:300]...)) })
}

// TestJudgesPlain has a decoder read symbols of any bytes, and of FNC1 in second
// position.
func TestJudgesPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(15417, 1))
	var s sheet
	for range 300 {
		data := make([]rune, 1+r.IntN(30))
		for i := range data {
			switch r.IntN(3) {
			case 0:
				data[i] = rune(r.IntN(256))
			case 1:
				data[i] = '0' + rune(r.IntN(10))
			case 2:
				data[i] = data[max(i-1, 0)]&0x9f | 0x20
			}
		}
		s.add(t, data, "]C0"+string(data))
	}
	for _, scan := range []string{"a1", "Z12345", "12abc", "121234"} {
		n := 1
		if scan[0] < 'A' {
			n = 2
		}
		s.add(t, gridtest.Runes(scan[:n]+"␣"+scan[n:]), "]C2"+scan)
	}
	s.Compare(t, judges.ZXing(t, s.Files...))
}
