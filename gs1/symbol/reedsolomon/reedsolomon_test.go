package reedsolomon

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestMultiply compares the field with multiplication bit by bit.
func TestMultiply(t *testing.T) {
	for _, polynomial := range []int{0x11D, 0x12D} {
		f := NewField(polynomial)
		for a := range 256 {
			for b := range 256 {
				want := 0
				for bit := 7; bit >= 0; bit-- {
					if want <<= 1; want > 255 {
						want ^= polynomial
					}
					if b>>bit&1 == 1 {
						want ^= a
					}
				}
				if got := f.Multiply(byte(a), byte(b)); int(got) != want {
					t.Fatalf("%#x: %d times %d is %d, want %d", polynomial, a, b, got, want)
				}
			}
		}
	}
}

// TestPublished has the worked examples of the standards.
func TestPublished(t *testing.T) {
	tests := []struct {
		source            string
		polynomial, first int
		data, want        []byte
	}{
		{"ISO/IEC 16022:2006 annex O", 0x12D, 1, []byte{142, 164, 186}, []byte{114, 25, 5, 88, 102}},
		{
			"ISO/IEC 18004:2006 annex I.2", 0x11D, 0,
			[]byte{0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11},
			[]byte{0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55},
		},
	}
	for _, tt := range tests {
		got := NewField(tt.polynomial).NewCode(len(tt.want), tt.first).AppendCheck(nil, tt.data)
		if string(got) != string(tt.want) {
			t.Errorf("%s: check words %v, want %v", tt.source, got, tt.want)
		}
	}
}

// TestRoots holds what makes check words right: data and check words together,
// as a polynomial, are zero at every root.
func TestRoots(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, polynomial := range []int{0x11D, 0x12D} {
		f := NewField(polynomial)
		for n := 1; n <= 254; n++ {
			first := n % 2
			word := make([]byte, 1+r.IntN(255-n))
			for i := range word {
				word[i] = byte(r.UintN(256))
			}
			word = f.NewCode(n, first).AppendCheck(word, word)
			for i := range n {
				if value := evaluate(f, word, f.power[first+i]); value != 0 {
					t.Fatalf("%#x, %d check words: value %d at root %d", polynomial, n, value, i)
				}
			}
		}
	}
}

func evaluate(f *Field, word []byte, x byte) (sum byte) {
	for _, w := range word {
		sum = f.Multiply(sum, x) ^ w
	}
	return sum
}

func TestAllocations(t *testing.T) {
	c := NewField(0x12D).NewCode(18, 1)
	buf := make([]byte, 0, 18)
	data := []byte("twenty-two codewords..")
	if n := testing.AllocsPerRun(100, func() { buf = c.AppendCheck(buf[:0], data) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func ExampleCode_AppendCheck() {
	dataMatrix := NewField(0x12D)
	five := dataMatrix.NewCode(5, 1)
	// The digits 123456 in a symbol of 10 × 10 modules.
	fmt.Println(five.AppendCheck(nil, []byte{142, 164, 186}))
	// Output: [114 25 5 88 102]
}

func BenchmarkAppendCheck(b *testing.B) {
	c := NewField(0x12D).NewCode(18, 1)
	buf := make([]byte, 0, 18)
	data := []byte("twenty-two codewords..")
	b.ReportAllocs()
	for b.Loop() {
		buf = c.AppendCheck(buf[:0], data)
	}
}
