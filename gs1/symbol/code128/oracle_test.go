package code128_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
)

// A reader reads symbol characters, as ISO/IEC 15417:2007 table 1 and §4.3 have
// them.
type reader struct {
	set      code128.Set
	shifted  bool // by the character before
	extended bool // by one FNC4
	latched  bool // by two FNC4
}

// read reads a symbol character behind the start character and returns its data.
// ok is false if it means nothing there.
func (r *reader) read(value uint8) (data []rune, ok bool) {
	switch {
	case r.set == code128.C && value < 100 && !r.extended:
		return []rune{'0' + rune(value/10), '0' + rune(value%10)}, true
	case r.set != code128.C && value < 96:
		return []rune{r.character(rune(value))}, true
	case r.shifted || value > code128.FNC1:
		return nil, false
	case value == code128.FNC1 && !r.extended:
		return []rune{grid.FNC1}, true
	case value == code128.Shift && r.set != code128.C:
		r.set, r.shifted = code128.A+code128.B-r.set, true
		return nil, true
	case value == code128.CodeB && r.set == code128.B, value == code128.CodeA && r.set == code128.A:
		r.latched, r.extended = r.latched != r.extended, !r.extended
		return nil, true
	case r.extended || value < code128.CodeC || value > code128.CodeA:
		return nil, false
	}
	r.set = map[uint8]code128.Set{code128.CodeA: code128.A, code128.CodeB: code128.B, code128.CodeC: code128.C}[value]
	return nil, true
}

// character returns the character of a value of code set A or B.
func (r *reader) character(value rune) rune {
	c := value + ' '
	if r.set == code128.A && value >= 64 {
		c = value - 64
	}
	if r.latched != r.extended {
		c += 128
	}
	if r.shifted {
		r.set = code128.A + code128.B - r.set
	}
	r.shifted, r.extended = false, false
	return c
}

func start(value uint8) reader { return reader{set: code128.Set(value - code128.StartA)} }

// read returns the data of a plan.
func read(t *testing.T, plan []code128.Character) (data []rune) {
	t.Helper()
	r := start(plan[0].Value)
	for i, c := range plan[1:] {
		more, ok := r.read(c.Value)
		if !ok {
			t.Fatalf("%v: symbol character %d has no meaning", values(plan), i+1)
		}
		data = append(data, more...)
	}
	return data
}

// A place is how far a sequence of symbol characters has come.
type place struct {
	reader
	n int // of the data
}

// fewest returns the number of symbol characters of the shortest sequence that
// means data, with the start character: of all sequences of one more character
// after the other.
func fewest(data []rune) int {
	reached := map[place]bool{}
	var last, next []place
	for value := uint8(code128.StartA); value <= code128.StartC; value++ {
		next = append(next, place{start(value), 0})
	}
	for n := 1; ; n++ {
		last, next = next, last[:0]
		for _, p := range last {
			if p.n == len(data) && !p.shifted && !p.extended {
				return n
			}
			for value := range uint8(code128.StartA) {
				q := p
				more, ok := q.read(value)
				q.n += len(more)
				if ok && q.n <= len(data) && slices.Equal(more, data[p.n:q.n]) && !reached[q] {
					reached[q] = true
					next = append(next, q)
				}
			}
		}
	}
}

// TestFewest compares plans with an exhaustive search.
func TestFewest(t *testing.T) {
	r := rand.New(rand.NewPCG(15417, 0))
	alphabets := [][]rune{
		[]rune("0123456789ab␣"),
		[]rune("01A\x01a␣"),
		[]rune("12A\x01a\u00e1\u00c1\u0081␣"),
		[]rune("1aáàéíó"),
	}
	var e code128.Encoder
	for i := range 10000 {
		alphabet := alphabets[i%len(alphabets)]
		data := make([]rune, 1+r.IntN(8))
		for i := range data {
			data[i] = alphabet[r.IntN(len(alphabet))]
			if i > 0 && r.IntN(2) == 0 {
				data[i] = data[i-1]
			}
		}
		data = gridtest.Runes(string(data))
		plan, err := e.Plan(data, nil)
		if err != nil {
			t.Fatal(err)
		}
		if want := fewest(data); len(plan) != want {
			t.Errorf("%q: %d symbol characters %v, want %d", data, len(plan), values(plan), want)
		}
		if got := read(t, plan); !slices.Equal(got, data) {
			t.Errorf("%q: %v reads %q", data, values(plan), got)
		}
	}
}
