package code128_test

import (
	"testing"

	boombuler "github.com/boombuler/barcode/code128"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
)

// BenchmarkEncode encodes the corpus, one symbol an operation.
func BenchmarkEncode(b *testing.B) {
	all := corpus.Messages()
	data := make([][]rune, len(all))
	for i, m := range all {
		data[i] = m.Data()
	}
	b.Run("eachmark", func(b *testing.B) {
		var e code128.Encoder
		var g grid.Grid
		b.ReportAllocs()
		n := 0
		for b.Loop() {
			if err := e.Encode(&g, data[n%len(data)], nil); err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "symbols/s")
	})
	b.Run("boombuler", func(b *testing.B) {
		content := make([]string, len(data))
		for i, d := range data {
			runes := make([]rune, len(d))
			for j, r := range d {
				if r == grid.FNC1 {
					r = boombuler.FNC1
				}
				runes[j] = r
			}
			content[i] = string(runes)
		}
		b.ReportAllocs()
		n := 0
		for b.Loop() {
			if _, err := boombuler.Encode(content[n%len(content)]); err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "symbols/s")
	})
}
