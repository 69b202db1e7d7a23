package code128_test

import (
	"strings"
	"testing"
	"time"

	boombuler "github.com/boombuler/barcode/code128"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A peer is another encoder: it makes the symbols of the corpus, and, measured for so
// many seconds, so many of them a second.
type peer func(t testing.TB, seconds float64) ([]judges.Symbol, float64)

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

var peers = []struct {
	name    string
	peer    peer
	refused int // at most; bwip-js takes parentheses in values for identifiers
}{
	{"zint", zint, 0},
	{"bwip-js", bwipp, 25},
	{"boombuler", ofBoombuler, 0},
}

// widths makes the symbols of the corpus and returns their modules.
func widths(t testing.TB) []int {
	var e code128.Encoder
	var g grid.Grid
	return corpus.Each(func(m corpus.Message) int {
		if err := e.Encode(&g, m.Data(), nil); err != nil {
			t.Fatal(err)
		}
		return g.Width
	})
}

// TestNeverLonger compares the symbols of the corpus with those of other encoders.
func TestNeverLonger(t *testing.T) {
	for _, p := range peers {
		t.Run(p.name, func(t *testing.T) {
			shorter, refused := 0, 0
			ours := widths(t)
			symbols, _ := p.peer(t, 0)
			for i, s := range symbols {
				switch {
				case s.Error != "":
					refused++
				case s.Width < ours[i]:
					t.Errorf("%s: %d modules, of the peer %d", corpus.Messages()[i].Squared(), ours[i], s.Width)
				case s.Width > ours[i]:
					shorter++
				}
			}
			if refused > p.refused {
				t.Errorf("the peer refuses %d, at most %d expected", refused, p.refused)
			}
			t.Logf("shorter in %d cases", shorter)
		})
	}
}

// BenchmarkEncode encodes the corpus into one grid, and has the peers encode it.
func BenchmarkEncode(b *testing.B) {
	b.Run("eachmark", func(b *testing.B) {
		var e code128.Encoder
		var g grid.Grid
		data := corpus.Each(corpus.Message.Data)
		b.ReportAllocs()
		for n := 0; b.Loop(); n++ {
			if err := e.Encode(&g, data[n%len(data)], nil); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "symbols/s")
		b.ReportMetric(mean(widths(b)), "modules")
	})
	for _, p := range peers {
		b.Run(p.name, func(b *testing.B) {
			symbols, speed := p.peer(b, 1)
			var made []int
			for _, s := range symbols {
				if s.Error == "" {
					made = append(made, s.Width)
				}
			}
			b.ReportMetric(0, "ns/op") // of no meaning: the loop is the peer's
			b.ReportMetric(speed, "symbols/s")
			b.ReportMetric(mean(made), "modules")
		})
	}
}

func mean(values []int) float64 {
	sum := 0
	for _, v := range values {
		sum += v
	}
	return float64(sum) / float64(len(values))
}
