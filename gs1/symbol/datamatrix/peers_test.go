package datamatrix_test

import (
	"strings"
	"testing"
	"time"

	boombuler "github.com/boombuler/barcode/datamatrix"

	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/testdata/judges"
)

// Numbers of zint.h.
const (
	zintDataMatrix = 71
	zintGS1Mode    = 2
	zintSquare     = 100 // option 3
	zintExtended   = 101
)

// areas makes the symbols of the corpus and returns their modules.
func areas(t testing.TB, o *datamatrix.Options) []int {
	t.Helper()
	var e datamatrix.Encoder
	var g grid.Grid
	var all []int
	for _, m := range corpus.Messages() {
		if err := e.Encode(&g, m.Data(), o); err != nil {
			t.Fatal(err)
		}
		all = append(all, g.Width*g.Height)
	}
	return all
}

// squared and bracketed are the corpus in the syntax of zint and of bwip-js.
func squared() (all []string) {
	for _, m := range corpus.Messages() {
		all = append(all, m.Squared())
	}
	return all
}

func bracketed() (all []string) {
	for _, m := range corpus.Messages() {
		all = append(all, m.Bracketed())
	}
	return all
}

// A peer is another encoder: it makes the symbols of the corpus, and, measured for
// so many seconds, so many of them a second.
type peer func(t testing.TB, seconds float64) ([]judges.Symbol, float64)

func zint(option3 int) peer {
	return func(t testing.TB, seconds float64) ([]judges.Symbol, float64) {
		o := judges.LibzintOptions{Symbology: zintDataMatrix, InputMode: zintGS1Mode, Option3: option3, Seconds: seconds}
		return judges.Libzint(t, o, squared())
	}
}

func bwipp(options string) peer {
	return func(t testing.TB, seconds float64) ([]judges.Symbol, float64) {
		return judges.BWIPP(t, "gs1datamatrix", options, seconds, bracketed())
	}
}

// ofBoombuler is the peer boombuler/barcode, which reads byte 232 as FNC1.
func ofBoombuler(t testing.TB, seconds float64) ([]judges.Symbol, float64) {
	var symbols []judges.Symbol
	start := time.Now()
	for len(symbols) < 1000 || time.Since(start).Seconds() < seconds {
		for _, m := range corpus.Messages() {
			code, err := boombuler.Encode("\xe8" + strings.ReplaceAll(corpus.Text(m.Data()), "\x1d", "\xe8"))
			if err != nil {
				t.Fatal(err)
			}
			symbols = append(symbols, judges.Symbol{Width: code.Bounds().Dx(), Height: code.Bounds().Dy()})
		}
	}
	return symbols[:1000], float64(len(symbols)) / time.Since(start).Seconds()
}

// TestNeverLarger compares the symbols of the corpus with those of other encoders,
// under the same rule for the shape.
func TestNeverLarger(t *testing.T) {
	tests := []struct {
		name    string
		shapes  datamatrix.Shapes
		peer    peer
		refused int // at most; bwip-js takes parentheses in values for identifiers
	}{
		{"zint/square", datamatrix.Square, zint(zintSquare), 0},
		{"zint/any", datamatrix.Square | datamatrix.Rectangle, zint(0), 0},
		{"zint/dmre", anyShape, zint(zintExtended), 0},
		{"bwip-js/square", datamatrix.Square, bwipp("format=square"), 25},
		{"bwip-js/rectangle", datamatrix.Rectangle, bwipp("format=rectangle"), 25},
		{"bwip-js/dmre", datamatrix.Rectangle | datamatrix.Extended, bwipp("format=rectangle dmre"), 25},
		{"boombuler", datamatrix.Square, ofBoombuler, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			smaller, refused := 0, 0
			ours := areas(t, &datamatrix.Options{Shapes: tt.shapes})
			symbols, _ := tt.peer(t, 0)
			for i, s := range symbols {
				switch area := s.Width * s.Height; {
				case s.Error != "":
					refused++
				case area < ours[i]:
					t.Errorf("%s: %d modules, of the peer %d × %d", squared()[i], ours[i], s.Width, s.Height)
				case area > ours[i]:
					smaller++
				}
			}
			if refused > tt.refused {
				t.Errorf("the peer refuses %d, at most %d expected", refused, tt.refused)
			}
			t.Logf("smaller in %d cases", smaller)
		})
	}
}

// TestSameModules compares symbols of digits, of which there is one shortest
// sequence of codewords, with zint's, module for module: full ones of each capacity
// and ones with a single digit more than the next smaller.
func TestSameModules(t *testing.T) {
	var digits []string
	for _, s := range datamatrix.Sizes() {
		digits = append(digits, strings.Repeat("90", s.DataCodewords))
		if s.DataCodewords < 1558 {
			digits = append(digits, strings.Repeat("18", s.DataCodewords)+"5")
		}
	}
	var e datamatrix.Encoder
	var g grid.Grid
	compared := map[string]bool{}
	for _, option3 := range []int{zintSquare, 0, zintExtended} {
		symbols, _ := judges.Libzint(t, judges.LibzintOptions{Symbology: zintDataMatrix, Option3: option3}, digits)
		for i, s := range symbols {
			if err := e.Encode(&g, []rune(digits[i]), &datamatrix.Options{Width: s.Width, Height: s.Height}); err != nil {
				t.Fatal(err)
			}
			if got := gridtest.Text(&g); got != s.Rows {
				t.Errorf("%d digits: got\n%s, zint\n%s", len(digits[i]), got, s.Rows)
			}
			compared[e.Size().String()] = true
		}
	}
	if len(compared) < 41 { // zint does not choose the second size of a capacity
		t.Errorf("%d sizes compared, want at least 41", len(compared))
	}
}

// BenchmarkEncode encodes the corpus into one grid.
func BenchmarkEncode(b *testing.B) {
	for _, bench := range []struct {
		name string
		o    datamatrix.Options
	}{
		{"square", datamatrix.Options{}},
		{"any", datamatrix.Options{Shapes: anyShape}},
		{"ascii", datamatrix.Options{Encodations: datamatrix.ASCII}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			var e datamatrix.Encoder
			var g grid.Grid
			var data [][]rune
			for _, m := range corpus.Messages() {
				data = append(data, m.Data())
			}
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if err := e.Encode(&g, data[n%len(data)], &bench.o); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "symbols/s")
			b.ReportMetric(mean(areas(b, &bench.o)), "modules")
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

// BenchmarkPeers has the other encoders make the squares of the corpus, for
// comparison with BenchmarkEncode/square.
func BenchmarkPeers(b *testing.B) {
	for _, bench := range []struct {
		name string
		peer peer
	}{
		{"zint", zint(zintSquare)},
		{"bwip-js", bwipp("format=square")},
		{"boombuler", ofBoombuler},
	} {
		b.Run(bench.name, func(b *testing.B) {
			symbols, speed := bench.peer(b, 1)
			var made []int
			for _, s := range symbols {
				if s.Error == "" {
					made = append(made, s.Width*s.Height)
				}
			}
			b.ReportMetric(0, "ns/op") // of no meaning: the loop is the peer's
			b.ReportMetric(speed, "symbols/s")
			b.ReportMetric(mean(made), "modules")
		})
	}
}
