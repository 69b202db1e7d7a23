package gridtest

import (
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A Peer is another encoder.
type Peer struct {
	Name   string
	Encode Corpus
	// How many messages it refuses at most; bwip-js takes parentheses in values for
	// identifiers.
	Refused int
}

// A Corpus makes the symbols of the corpus or, if that takes long and is not measured,
// of its first messages, and says how many it makes in a second when measured for so
// many seconds.
type Corpus func(t testing.TB, seconds float64) ([]judges.Symbol, float64)

// NeverSmaller compares areas, the numbers of modules of our symbols of the corpus,
// with those of the peer.
func (p Peer) NeverSmaller(t *testing.T, areas []int) {
	t.Helper()
	larger, refused := 0, 0
	symbols, _ := p.Encode(t, 0)
	for i, s := range symbols {
		switch area := s.Width * s.Height; {
		case s.Error != "":
			refused++
		case area < areas[i]:
			t.Errorf("%s: %d modules, %s has %d × %d", corpus.Messages()[i].Squared(), areas[i], p.Name, s.Width, s.Height)
		case area > areas[i]:
			larger++
		}
	}
	if refused > p.Refused {
		t.Errorf("%s refuses %d, at most %d expected", p.Name, refused, p.Refused)
	}
	t.Logf("%s is larger in %d cases of %d", p.Name, larger, len(symbols)-refused)
}

// Benchmark has the peer encode the corpus.
func (p Peer) Benchmark(b *testing.B) {
	symbols, speed := p.Encode(b, 1)
	var areas []int
	for _, s := range symbols {
		if s.Error == "" {
			areas = append(areas, s.Width*s.Height)
		}
	}
	b.ReportMetric(0, "ns/op") // of no meaning: the loop is the peer's
	b.ReportMetric(speed, "symbols/s")
	b.ReportMetric(mean(areas), "modules")
}

// An Encode makes a symbol of data.
type Encode func(g *grid.Grid, data []rune) error

// Areas returns the numbers of modules of the symbols of the corpus.
func (encode Encode) Areas(t testing.TB) []int {
	t.Helper()
	var g grid.Grid
	return corpus.Each(func(m corpus.Message) int {
		if err := encode(&g, m.Data()); err != nil {
			t.Fatal(err)
		}
		return g.Width * g.Height
	})
}

// Benchmark encodes the corpus into one grid, one symbol an operation.
func (encode Encode) Benchmark(b *testing.B) {
	var g grid.Grid
	data := corpus.Each(corpus.Message.Data)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if err := encode(&g, data[n%len(data)]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "symbols/s")
	b.ReportMetric(mean(encode.Areas(b)), "modules")
}

// CheckAllocations holds that an encoder that has made all symbols of the corpus
// makes them again without allocating.
func (encode Encode) CheckAllocations(t *testing.T) {
	t.Helper()
	var g grid.Grid
	data := corpus.Each(corpus.Message.Data)
	all := func() {
		for _, d := range data {
			if err := encode(&g, d); err != nil {
				t.Fatal(err)
			}
		}
	}
	all()
	if n := testing.AllocsPerRun(2, all); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func mean(values []int) float64 {
	sum := 0
	for _, v := range values {
		sum += v
	}
	return float64(sum) / float64(len(values))
}
