package dl_test

import (
	"crypto/sha256"
	"net/url"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

const fourElements = "https://id.gs1.org/01/09506000134352/10/ABC123/21/12345678?17=271231"

func TestAllocations(t *testing.T) {
	dst := make([]gs1.Element, 0, 8)
	for _, uri := range []string{
		fourElements,
		"HTTP://example.com:8080/a/b/c/414/9506000134352/254/X?99=A&linkType=gs1:pip&00=095060001343520000#top",
	} {
		allocs := testing.AllocsPerRun(100, func() {
			if _, err := dl.AppendElements(dst[:0], uri, nil); err != nil {
				t.Fatal(err)
			}
		})
		if allocs != 0 {
			t.Errorf("%s: %v allocations", uri, allocs)
		}
	}
}

// BenchmarkParse shows beside the parser what others need for the same bytes: a
// map and regular expressions and net/url, which take the URI apart and judge
// nothing, and SHA-256.
func BenchmarkParse(b *testing.B) {
	b.Run("append", func(b *testing.B) {
		dst := make([]gs1.Element, 0, 8)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := dl.AppendElements(dst, fourElements, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("message", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := dl.Parse(fourElements, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("naive", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if naive(fourElements)["17"] == "" {
				b.Fatal("not read")
			}
		}
	})
	b.Run("net/url", func(b *testing.B) {
		for b.Loop() {
			u, err := url.Parse(fourElements)
			if err != nil || !u.Query().Has("17") {
				b.Fatal(err)
			}
		}
	})
	b.Run("sha256", func(b *testing.B) {
		data := []byte(fourElements)
		for b.Loop() {
			sha256.Sum256(data)
		}
	})
}
