package label

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/zpl"
)

func stencilData(t testing.TB) Data {
	t.Helper()
	gtin, err := gs1.ParseGTIN("09506000134352")
	if err != nil {
		t.Fatal(err)
	}
	return Data{GTIN: gtin, Lot: "LOT42", Expiry: time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC), Product: "Ringer's 0123 4567"}
}

// TestStencil: whatever the serial, the stencil writes the label that Standard
// lays out.
func TestStencil(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 0))
	for _, d := range []Data{stencilData(t), {GTIN: stencilData(t).GTIN}} {
		for _, dpmm := range []zpl.DPMM{zpl.DPMM8, zpl.DPMM24} {
			s := NewStencil(d, dpmm)
			for range 300 {
				serial := randomSerial(random)
				want := d
				want.Serial = serial
				want.Copy = random.IntN(10) == 0
				page, err := Standard(want)
				if err != nil {
					t.Fatal(err)
				}
				if random.IntN(2) == 0 {
					page.Tag = &zpl.Tag{PC: 0x3000, EPC: make([]byte, 12), Mark: "R1-" + fmt.Sprint(random.IntN(1000))}
				}
				whole, err := page.AppendZPL(nil, dpmm)
				if err != nil {
					t.Fatal(err)
				}
				got, err := s.AppendZPL([]byte("before"), serial, want.Copy, page.Tag)
				if err != nil || string(got) != "before"+string(whole) {
					t.Fatalf("serial %s: %v\n%s\nwant\n%s", serial, err, got, whole)
				}
			}
		}
	}
}

// randomSerial returns 1 to 20 digits, or characters of any kind.
func randomSerial(random *rand.Rand) string {
	alphabet := "0123456789"
	if random.IntN(4) == 0 {
		alphabet = `AZaz09!"%&'()*+,-./:;<=>?_`
	}
	var b strings.Builder
	for range 1 + random.IntN(20) {
		b.WriteByte(alphabet[random.IntN(len(alphabet))])
	}
	return b.String()
}

func TestStencilAllocates(t *testing.T) {
	s := NewStencil(stencilData(t), zpl.DPMM8)
	tag := &zpl.Tag{PC: 0x3000, EPC: make([]byte, 12), Mark: "R1-7"}
	b, err := s.AppendZPL(nil, "12345678901", false, tag)
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() { b, _ = s.AppendZPL(b[:0], "98765432109", false, tag) }); n > 0 {
		t.Errorf("%v allocations a label after the first", n)
	}
}

func BenchmarkStencil(b *testing.B) {
	d := stencilData(b)
	b.Run("stencil", func(b *testing.B) {
		s := NewStencil(d, zpl.DPMM8)
		var out []byte
		for b.Loop() {
			out, _ = s.AppendZPL(out[:0], "98765432109", false, nil)
		}
		b.SetBytes(int64(len(out)))
	})
	b.Run("layout", func(b *testing.B) {
		d.Serial = "98765432109"
		for b.Loop() {
			page, err := Standard(d)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := page.AppendZPL(nil, zpl.DPMM8); err != nil {
				b.Fatal(err)
			}
		}
	})
}
