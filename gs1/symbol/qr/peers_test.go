package qr_test

import (
	"testing"
	"time"

	boombuler "github.com/boombuler/barcode/qr"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A peer is another encoder: it makes the symbols of the corpus at a level, and,
// measured for so many seconds, so many of them a second.
type peer func(t testing.TB, level qr.Level, seconds float64) ([]judges.Symbol, float64)

func zint(t testing.TB, level qr.Level, seconds float64) ([]judges.Symbol, float64) {
	o := judges.LibzintOptions{Symbology: 58, InputMode: 2, Option1: 1 + int(level), Seconds: seconds} // zint.h: QR Code, GS1 mode, level
	return judges.Libzint(t, o, corpus.Each(corpus.Message.Squared))
}

func bwipp(t testing.TB, level qr.Level, seconds float64) ([]judges.Symbol, float64) {
	texts := some(corpus.Each(corpus.Message.Bracketed), seconds)
	return judges.BWIPP(t, "gs1qrcode", "eclevel="+level.String(), seconds, texts)
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
func ofBoombuler(t testing.TB, level qr.Level, seconds float64) (symbols []judges.Symbol, speed float64) {
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

var boombulerLevels = map[qr.Level]boombuler.ErrorCorrectionLevel{
	qr.L: boombuler.L, qr.M: boombuler.M, qr.Q: boombuler.Q, qr.H: boombuler.H,
}

var peers = []struct {
	name    string
	peer    peer
	refused int // at most; bwip-js takes parentheses in values for identifiers
}{
	{"zint", zint, 0},
	{"bwip-js", bwipp, 25},
	{"boombuler", ofBoombuler, 0},
}

// widths makes the symbols of the corpus at a level at least and returns their
// modules in a row.
func widths(t testing.TB, level qr.Level) []int {
	var e qr.Encoder
	var g grid.Grid
	return corpus.Each(func(m corpus.Message) int {
		if err := e.Encode(&g, m.Data(), &qr.Options{Level: level}); err != nil {
			t.Fatal(err)
		}
		return g.Width
	})
}

// TestNeverLarger compares the symbols of the corpus with those of other encoders at
// the same level.
func TestNeverLarger(t *testing.T) {
	for _, p := range peers {
		t.Run(p.name, func(t *testing.T) {
			for _, level := range []qr.Level{qr.L, qr.Q} {
				smaller, refused := 0, 0
				ours := widths(t, level)
				symbols, _ := p.peer(t, level, 0)
				for i, s := range symbols {
					switch {
					case s.Error != "":
						refused++
					case s.Width < ours[i]:
						t.Errorf("%s: %d modules, of the peer %d", corpus.Messages()[i].Squared(), ours[i], s.Width)
					case s.Width > ours[i]:
						smaller++
					}
				}
				if refused > p.refused {
					t.Errorf("the peer refuses %d, at most %d expected", refused, p.refused)
				}
				t.Logf("%v: smaller in %d cases of %d", level, smaller, len(symbols))
			}
		})
	}
}

// BenchmarkEncode encodes the corpus into one grid, and has the peers encode it.
func BenchmarkEncode(b *testing.B) {
	for _, bench := range []struct {
		name string
		o    qr.Options
	}{
		{"eachmark", qr.Options{}},
		{"eachmark, one mask", qr.Options{Mask: qr.Mask000}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var e qr.Encoder
			var g grid.Grid
			data := corpus.Each(corpus.Message.Data)
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if err := e.Encode(&g, data[n%len(data)], &bench.o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "symbols/s")
			b.ReportMetric(meanArea(widths(b, qr.L)), "modules")
		})
	}
	for _, p := range peers {
		b.Run(p.name, func(b *testing.B) {
			symbols, speed := p.peer(b, qr.L, 1)
			var made []int
			for _, s := range symbols {
				if s.Error == "" {
					made = append(made, s.Width)
				}
			}
			b.ReportMetric(0, "ns/op") // of no meaning: the loop is the peer's
			b.ReportMetric(speed, "symbols/s")
			b.ReportMetric(meanArea(made), "modules")
		})
	}
}

func meanArea(widths []int) float64 {
	sum := 0
	for _, w := range widths {
		sum += w * w
	}
	return float64(sum) / float64(len(widths))
}
