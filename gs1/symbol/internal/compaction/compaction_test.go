package compaction

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction/compactiontest"
)

// decode reads a field back, down to the padding.
func decode(b *Bits, start Mode) string {
	bits := ""
	for i := range b.Len() {
		bits += strconv.Itoa(b.At(i, 1))
	}
	return compactiontest.Field(bits, "NA"[start])
}

// shortest finds the fewest bits for data by trying every way, and how many bits
// before a last digit alone, none if there is no such end.
func shortest(data string, m Mode, latched int) (full, last int) {
	const none = unreachable
	full, last = none, none
	if data == "" {
		return 0, none
	}
	try := func(bits, n int, next Mode, latched int) {
		f, l := shortest(data[n:], next, latched)
		full, last = min(full, bits+f), min(last, bits+l)
	}
	if m == Numeric {
		if len(data) >= 2 && isPair(data[0], data[1]) {
			try(pairBits, 2, Numeric, 0)
		}
		if len(data) == 1 && isDigit(data[0]) {
			full, last = pairBits, 0
		}
	} else if _, n := symbol(m, data[0]); n > 0 {
		next := m
		if data[0] == GS {
			next = Numeric
		}
		try(n, 1, next, 0)
	}
	if latched == 2 {
		return full, last
	}
	switch m {
	case Numeric:
		try(toAlphanumericBits, 0, Alphanumeric, latched+1)
	default:
		try(toNumericBits, 0, Numeric, latched+1)
		try(toOtherBits, 0, Alphanumeric+ISO646-m, latched+1)
	}
	return full, last
}

// sample returns data with runs of each kind of character.
func sample(r *rand.Rand, longest int) string {
	sets := []string{"0123456789", "ABCXYZ*,-./", "abcxyz!_? ", "0123456789\x1d"}
	var b []byte
	for n := 1 + r.IntN(longest); len(b) < n; {
		set := sets[r.IntN(len(sets))]
		for range 1 + r.IntN(7) {
			b = append(b, set[r.IntN(len(set))])
		}
	}
	return string(b[:min(len(b), longest)])
}

// steps returns a capacity of whole multiples of n bits.
func steps(n int) func(int) int {
	return func(bits int) int { return (bits + n - 1) / n * n }
}

// TestOptimum compares with an exhaustive search, and reads everything back.
func TestOptimum(t *testing.T) {
	r := rand.New(rand.NewPCG(24724, 1))
	var f Field
	for range 500 {
		data, start := sample(r, 8), Mode(r.IntN(2))
		f.Plan(start, data)
		full, last := shortest(data, start, 0)
		for _, step := range []int{1, 5, 8, 12} {
			size := (full + step - 1) / step * step
			if short := (last + lastBits + step - 1) / step * step; last < unreachable && short-last <= 6 {
				size = min(size, short)
			}
			var b Bits
			if _, ok := f.Fill(&b, steps(step)); !ok || b.Len() != size {
				t.Fatalf("%q from mode %d: %d bits, want %d in steps of %d", data, start, b.Len(), size, step)
			}
			if got := decode(&b, start); got != data && got != data+"\x1d" {
				t.Fatalf("%q from mode %d in steps of %d: read back %q", data, start, step, got)
			}
		}
	}
}

// TestRoundTrip reads long data back.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(24724, 2))
	var f Field
	var b Bits
	for range 3000 {
		data := sample(r, 70)
		f.Plan(Numeric, data[:len(data)/2], data[len(data)/2:])
		b.Reset()
		if _, ok := f.Fill(&b, steps(12)); !ok {
			t.Fatalf("%q: not encoded", data)
		}
		if got := decode(&b, Numeric); got != data && got != data+"\x1d" {
			t.Fatalf("%q: read back %q", data, got)
		}
	}
}

// TestFigure is the example of ISO/IEC 24724:2011 §7.2.5.5: lot number "12A" behind
// (10), of Figure F.3.
func TestFigure(t *testing.T) {
	var f Field
	var b Bits
	f.Plan(Numeric, "1012A")
	f.Fill(&b, steps(1))
	want := []struct{ value, bits int }{{11 + 0 + 8, 7}, {11 + 2 + 8, 7}, {0, 4}, {32, 6}}
	i := 0
	for _, w := range want {
		if got := b.At(i, w.bits); got != w.value {
			t.Errorf("bits from %d: %b, want %b", i, got, w.value)
		}
		i += w.bits
	}
	if b.Len() != i {
		t.Errorf("%d bits, want %d", b.Len(), i)
	}
}

func TestCharacter(t *testing.T) {
	for _, test := range []struct {
		data string
		pos  int
	}{{"12#", 2}, {"é", 0}, {"\x00", 0}, {"AB\x1e", 2}, {"~", 0}, {"a@", 1}} {
		err := Check(test.data, 10)
		var detail *grid.Error
		if !errors.As(err, &detail) || detail.Err != grid.ErrCharacter || detail.Pos != 10+test.pos {
			t.Errorf("%q: %v, want an error at %d", test.data, err, 10+test.pos)
		}
	}
}

func TestTooLong(t *testing.T) {
	var f Field
	f.Plan(Numeric, "1234")
	var b Bits
	if _, ok := f.Fill(&b, func(int) int { return 0 }); ok {
		t.Error("a field that no symbol has room for is written")
	}
}

func TestDate(t *testing.T) {
	for date, want := range map[string]int{"991231": 99*384 + 11*32 + 31, "000100": 0, "000101": 1} {
		if got, ok := Date(date); got != want || !ok {
			t.Errorf("%s: %d, %v, want %d", date, got, ok, want)
		}
	}
	for _, date := range []string{"000000", "001301", "000132"} {
		if _, ok := Date(date); ok {
			t.Errorf("%s is a date", date)
		}
	}
}

func TestBits(t *testing.T) {
	var b Bits
	b.Append(0b101, 3)
	b.Append(0, 6)
	b.Append(0b11, 2)
	b.Set(2, 0b0110, 4)
	if got, want := b.At(0, 11), 0b10_0110_000_11; got != want {
		t.Errorf("%011b, want %011b", got, want)
	}
	if b.Len() != 11 {
		t.Errorf("%d bits, want 11", b.Len())
	}
}
