package qr_test

import (
	"testing"

	"github.com/boombuler/barcode"
	boombuler "github.com/boombuler/barcode/qr"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
)

// BenchmarkEncode encodes the corpus, one symbol an operation. boombuler, which
// knows no FNC1, gets GS in its place and encodes all in byte mode.
func BenchmarkEncode(b *testing.B) {
	var data [][]rune
	var texts []string
	for _, m := range corpus.Messages() {
		data = append(data, m.Data())
		texts = append(texts, corpus.Text(m.Data()))
	}
	var e qr.Encoder
	var g grid.Grid
	b.Run("eachmark", func(b *testing.B) {
		each(b, data, func(data []rune) error { return e.Encode(&g, data, nil) })
	})
	b.Run("eachmark one mask", func(b *testing.B) {
		each(b, data, func(data []rune) error { return e.Encode(&g, data, &qr.Options{Mask: qr.Mask000}) })
	})
	b.Run("boombuler", func(b *testing.B) {
		each(b, texts, func(text string) error {
			var code barcode.Barcode
			code, err := boombuler.Encode(text, boombuler.L, boombuler.Auto)
			_ = code
			return err
		})
	})
}

// each encodes one of all data after the other.
func each[T any](b *testing.B, all []T, encode func(T) error) {
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		if err := encode(all[n%len(all)]); err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "symbols/s")
}
