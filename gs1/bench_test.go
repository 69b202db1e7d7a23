package gs1_test

import (
	"crypto/sha256"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// The message that benchmarks read. How fast it is read on any machine says the
// ratio to SHA-256 of the same bytes, and to the naive parser.
const (
	fourElements  = "0109506000134352" + "17271231" + "10ABC123\x1d" + "2112345678"
	fourScan      = "]d2" + fourElements
	fourBracketed = "(01)09506000134352(17)271231(10)ABC123(21)12345678"
)

func BenchmarkScan(b *testing.B) {
	n := newNaive(b)
	benchmark(b, "append", func(dst []gs1.Element) bool {
		_, err := gs1.AppendScanElements(dst, fourScan, nil)
		return err == nil
	})
	benchmark(b, "message", func([]gs1.Element) bool {
		_, err := gs1.ParseScan(fourScan, nil)
		return err == nil
	})
	benchmark(b, "elements", func(dst []gs1.Element) bool {
		_, err := gs1.AppendElements(dst, fourElements, nil)
		return err == nil
	})
	benchmark(b, "naive", func([]gs1.Element) bool { return n.scan(fourScan) != nil })
	benchmarkSum(b, fourScan)
}

func BenchmarkBracketed(b *testing.B) {
	n := newNaive(b)
	benchmark(b, "append", func(dst []gs1.Element) bool {
		_, err := gs1.AppendBracketedElements(dst, fourBracketed, nil)
		return err == nil
	})
	benchmark(b, "message", func([]gs1.Element) bool {
		_, err := gs1.ParseBracketed(fourBracketed, nil)
		return err == nil
	})
	benchmark(b, "naive", func([]gs1.Element) bool { return n.bracketed(fourBracketed) != nil })
	benchmarkSum(b, fourBracketed)
}

// benchmark gives read an empty slice with room for the elements.
func benchmark(b *testing.B, name string, read func(dst []gs1.Element) bool) {
	dst := make([]gs1.Element, 0, 8)
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !read(dst) {
				b.Fatal("not valid")
			}
		}
	})
}

func benchmarkSum(b *testing.B, text string) {
	data := []byte(text)
	b.Run("sha256", func(b *testing.B) {
		for b.Loop() {
			sha256.Sum256(data)
		}
	})
}
