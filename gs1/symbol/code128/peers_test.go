package code128_test

import (
	"strings"
	"testing"
	"time"

	boombuler "github.com/boombuler/barcode/code128"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/testdata/judges"
)

func zint(t testing.TB, seconds float64) ([]judges.Symbol, float64) {
	o := judges.LibzintOptions{Symbology: 16, InputMode: 2, Seconds: seconds} // zint.h: GS1-128, GS1 mode
	return judges.Libzint(t, o, corpus.Each(corpus.Message.Squared))
}

func bwipp(t testing.TB, seconds float64) ([]judges.Symbol, float64) {
	return judges.BWIPP(t, "gs1-128", "", seconds, corpus.Each(corpus.Message.Bracketed))
}

// ofBoombuler is the peer boombuler/barcode, which reads U+00F1 as FNC1.
func ofBoombuler(t testing.TB, seconds float64) (symbols []judges.Symbol, speed float64) {
	texts := corpus.Each(func(m corpus.Message) string {
		return "\u00f1" + strings.ReplaceAll(corpus.Text(m.Data()), "\x1d", "\u00f1")
	})
	start := time.Now()
	for len(symbols) < len(texts) || time.Since(start).Seconds() < seconds {
		code, err := boombuler.Encode(texts[len(symbols)%len(texts)])
		if err != nil {
			t.Fatal(err)
		}
		symbols = append(symbols, judges.Symbol{Width: code.Bounds().Dx(), Height: 1})
	}
	return symbols[:len(texts)], float64(len(symbols)) / time.Since(start).Seconds()
}

var peers = []gridtest.Peer{
	{Name: "zint", Encode: zint},
	{Name: "bwip-js", Encode: bwipp, Refused: 25},
	{Name: "boombuler", Encode: ofBoombuler},
}

// encoding returns a new encoder.
func encoding() gridtest.Encode {
	var e code128.Encoder
	return func(g *grid.Grid, data []rune) error { return e.Encode(g, data, nil) }
}

// TestNeverLonger compares the symbols of the corpus with those of other encoders.
func TestNeverLonger(t *testing.T) {
	for _, p := range peers {
		t.Run(p.Name, func(t *testing.T) { p.NeverSmaller(t, encoding().Areas(t)) })
	}
}

func TestAllocations(t *testing.T) { encoding().CheckAllocations(t) }

// BenchmarkEncode encodes the corpus, and has the peers encode it.
func BenchmarkEncode(b *testing.B) {
	b.Run("eachmark", encoding().Benchmark)
	for _, p := range peers {
		b.Run(p.Name, p.Benchmark)
	}
}
