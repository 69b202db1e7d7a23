package qr_test

import (
	"testing"
	"time"

	boombuler "github.com/boombuler/barcode/qr"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
	"github.com/eachmark/eachmark/testdata/judges"
)

func zint(level qr.Level) gridtest.Corpus {
	return func(t testing.TB, seconds float64) ([]judges.Symbol, float64) {
		o := judges.LibzintOptions{Symbology: 58, InputMode: 2, Option1: 1 + int(level), Seconds: seconds} // zint.h: QR Code, GS1 mode, level
		return judges.Libzint(t, o, corpus.Each(corpus.Message.Squared))
	}
}

func bwipp(level qr.Level) gridtest.Corpus {
	return func(t testing.TB, seconds float64) ([]judges.Symbol, float64) {
		texts := some(corpus.Each(corpus.Message.Bracketed), seconds)
		return judges.BWIPP(t, "gs1qrcode", "eclevel="+level.String(), seconds, texts)
	}
}

// some returns only the first texts, for peers that take long, unless they are
// measured.
func some(texts []string, seconds float64) []string {
	if seconds > 0 {
		return texts
	}
	return texts[:200]
}

// ofBoombuler is the peer boombuler/barcode, which knows no FNC1 and gets GS.
func ofBoombuler(level qr.Level) gridtest.Corpus {
	return func(t testing.TB, seconds float64) (symbols []judges.Symbol, speed float64) {
		texts := some(corpus.Each(func(m corpus.Message) string { return corpus.Text(m.Data()) }), seconds)
		start := time.Now()
		for len(symbols) < len(texts) || time.Since(start).Seconds() < seconds {
			code, err := boombuler.Encode(texts[len(symbols)%len(texts)], boombulerLevels[level], boombuler.Auto)
			if err != nil {
				t.Fatal(err)
			}
			symbols = append(symbols, judges.Symbol{Width: code.Bounds().Dx(), Height: code.Bounds().Dy()})
		}
		return symbols[:len(texts)], float64(len(symbols)) / time.Since(start).Seconds()
	}
}

var boombulerLevels = map[qr.Level]boombuler.ErrorCorrectionLevel{
	qr.L: boombuler.L, qr.M: boombuler.M, qr.Q: boombuler.Q, qr.H: boombuler.H,
}

// peers returns the other encoders at a level.
func peers(level qr.Level) []gridtest.Peer {
	return []gridtest.Peer{
		{Name: "zint", Encode: zint(level)},
		{Name: "bwip-js", Encode: bwipp(level), Refused: 25},
		{Name: "boombuler", Encode: ofBoombuler(level)},
	}
}

// encoding returns a new encoder with options.
func encoding(o *qr.Options) gridtest.Encode {
	var e qr.Encoder
	return func(g *grid.Grid, data []rune) error { return e.Encode(g, data, o) }
}

// TestNeverLarger compares the symbols of the corpus with those of other encoders at
// the same level.
func TestNeverLarger(t *testing.T) {
	for _, level := range []qr.Level{qr.L, qr.Q} {
		for _, p := range peers(level) {
			t.Run(p.Name+"/"+level.String(), func(t *testing.T) {
				p.NeverSmaller(t, encoding(&qr.Options{Level: level}).Areas(t))
			})
		}
	}
}

func TestAllocations(t *testing.T) { encoding(nil).CheckAllocations(t) }

// BenchmarkEncode encodes the corpus, and has the peers encode it.
func BenchmarkEncode(b *testing.B) {
	b.Run("eachmark", encoding(nil).Benchmark)
	b.Run("eachmark, one mask", encoding(&qr.Options{Mask: qr.Mask000}).Benchmark)
	for _, p := range peers(qr.L) {
		b.Run(p.Name, p.Benchmark)
	}
}
