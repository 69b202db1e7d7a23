package qr_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A sheet is symbols, and what a scanner makes of each.
type sheet struct {
	gridtest.Sheet

	encoder qr.Encoder
	grid    grid.Grid
}

func (s *sheet) add(t *testing.T, data []rune, o *qr.Options, scan string) {
	t.Helper()
	if err := s.encoder.Encode(&s.grid, data, o); err != nil {
		t.Fatal(err)
	}
	s.Add(t, &s.grid, 1, scan)
}

// compare looks at the first symbol a decoder found in each picture: now and then it
// takes some modules for a short Interleaved 2 of 5, which has no check, besides.
func (s *sheet) compare(t *testing.T, decoded []judges.Decoded) {
	t.Helper()
	for i := range decoded {
		decoded[i].More = nil
	}
	s.Compare(t, decoded)
}

// TestJudges has decoders read GS1 QR Code symbols of random messages, some with
// every level and mask.
func TestJudges(t *testing.T) {
	var s sheet
	for i, data := range corpus.Random(18004, 2000, 120) {
		o := &qr.Options{Level: qr.Level(i % 4), KeepLevel: i%3 == 0, Mask: qr.Mask(i % 20 % 9)}
		s.add(t, data, o, "]Q3"+corpus.Text(data))
	}
	for _, text := range []string{"10%\x1d21%%", "10%%\x1d21A%", "10ABC%DEF\x1d21%A%B%%%"} {
		data := gridtest.Runes("␣" + strings.ReplaceAll(text, "\x1d", "␣"))
		s.add(t, data, nil, "]Q3"+text)
	}
	t.Run("zxing-wasm", func(t *testing.T) { s.compare(t, judges.ZXing(t, s.Files...)) })
	t.Run("ZXingReader", func(t *testing.T) { s.compare(t, judges.ZXingReader(t, s.Files[:500]...)) })
}

// TestJudgesLink has a decoder read symbols of GS1 Digital Link URIs, in which "%" is
// a character as others are.
func TestJudgesLink(t *testing.T) {
	r := rand.New(rand.NewPCG(18004, 1))
	var s sheet
	for range 300 {
		serial := make([]byte, 1+r.IntN(20))
		for i := range serial {
			serial[i] = "0123456789ABCDEFGHIJabcdefghij-._~!$&'()*+,;=:@%"[r.IntN(48)]
		}
		uri := "https://id.gs1.org/01/09506000134352/21/" + strings.ReplaceAll(string(serial), "%", "%2F") + "?17=271231"
		if r.IntN(2) == 0 {
			uri = strings.ToUpper(uri)
		}
		s.add(t, []rune(uri), nil, "]Q1"+uri)
	}
	s.compare(t, judges.ZXing(t, s.Files...))
}

// TestJudgesSizes has a decoder read full symbols of every version and level.
func TestJudgesSizes(t *testing.T) {
	var s sheet
	for v := 1; v <= 40; v++ {
		for level := qr.L; level <= qr.H; level++ {
			data := digits(t, v, level)
			s.add(t, []rune(data), &qr.Options{Version: v, Level: level}, "]Q1"+data)
		}
	}
	s.compare(t, judges.ZXing(t, s.Files...))
}
