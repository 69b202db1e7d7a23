package datamatrix

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
)

// An oracle finds the fewest codewords for data in a symbol of one capacity by
// trying every step the standard allows at every place, with the rules for the end
// of the symbol as they stand there. It knows how many codewords are left at every
// step; the plan does not.
type oracle struct {
	data     []rune
	capacity int
	known    []int // by state, the answer plus one
}

// never is the answer where the data do not fit.
const never = 1 << 20

func exhaustive(data []rune, capacity int) int {
	o := oracle{data: data, capacity: capacity}
	o.known = make([]int, (len(data)+1)*oracleStates*(capacity+1))
	return o.best(0, ASCII, 0, 0)
}

// oracleStates is the number of encodations with up to four numbers of values
// waiting.
const oracleStates = 6 * 4

// best returns the fewest codewords of a symbol whose first used ones encode the
// data up to at, but for the waiting values, and leave e in effect.
func (o *oracle) best(at int, e Encodations, waiting, used int) int {
	if used > o.capacity {
		return never
	}
	state := bits.TrailingZeros8(uint8(e))*4 + waiting
	known := &o.known[(at*oracleStates+state)*(o.capacity+1)+used]
	if *known == 0 {
		*known = o.try(at, e, waiting, used) + 1
	}
	return *known - 1
}

func (o *oracle) try(at int, e Encodations, waiting, used int) int {
	switch e {
	case ASCII:
		return o.ascii(at, used)
	case EDIFACT:
		return o.edifact(at, waiting, used)
	}
	return o.triplets(at, e, waiting, used)
}

func (o *oracle) ascii(at, used int) int {
	if at == len(o.data) {
		return used
	}
	best := o.best(at+1, ASCII, 0, used+1+isUpper(o.data[at]))
	if at+1 < len(o.data) && isDigit(o.data[at]) && isDigit(o.data[at+1]) {
		best = min(best, o.best(at+2, ASCII, 0, used+1))
	}
	if at == 0 && o.data[0] == grid.FNC1 {
		return best
	}
	for _, e := range []Encodations{C40, Text, X12, EDIFACT} {
		best = min(best, o.best(at, e, 0, used+1))
	}
	for end := at + 1; end <= len(o.data) && o.data[end-1] >= 0; end++ {
		length := 1
		if end-at >= 250 {
			length = 2
		}
		best = min(best, o.best(end, ASCII, 0, used+1+length+end-at))
		if end == len(o.data) && used+2+end-at == o.capacity {
			best = min(best, o.capacity)
		}
	}
	return best
}

func isUpper(r rune) int {
	if r > 127 {
		return 1
	}
	return 0
}

// tail returns the fewest codewords of the rest of the data in ASCII.
func (o *oracle) tail(at int) int {
	n := 0
	for ; at < len(o.data); at++ {
		n += 1 + isUpper(o.data[at])
		if at+1 < len(o.data) && isDigit(o.data[at]) && isDigit(o.data[at+1]) {
			at++
		}
	}
	return n
}

func (o *oracle) triplets(at int, e Encodations, waiting, used int) int {
	left, atEnd := o.capacity-used, at == len(o.data)
	best := never
	switch {
	case waiting == 0 && atEnd && left == 0:
		return used
	case waiting == 2 && atEnd && left == 2 && e != X12:
		return o.capacity
	case waiting == 0 && left == 1 && o.tail(at) == 1:
		best = o.capacity
	}
	if waiting == 0 {
		best = min(best, o.best(at, ASCII, 0, used+1))
	}
	if atEnd {
		return best
	}
	values := 0
	switch r := o.data[at]; e {
	case X12:
		if !slices.Contains([]rune("\r*> 0123456789"+letters), r) {
			return best
		}
		values = 1
	case C40:
		values = len(appendC40(nil, r, false))
	case Text:
		values = len(appendC40(nil, r, true))
	}
	values += waiting
	return min(best, o.best(at+1, e, values%3, used+values/3*2))
}

func (o *oracle) edifact(at, waiting, used int) int {
	if left := o.capacity - used; waiting == 0 && left <= 2 {
		if tail := o.tail(at); tail <= left {
			return used + tail
		}
		return never
	}
	best := o.best(at, ASCII, 0, used+[]int{1, 2, 3, 3}[waiting])
	if at < len(o.data) && o.data[at] >= ' ' && o.data[at] <= '^' {
		values := waiting + 1
		best = min(best, o.best(at+1, EDIFACT, values%4, used+values/4*3))
	}
	return best
}

// compare holds that the plan for data is as good as the oracle's, and readable, in
// symbols whose capacity is what the data need anywhere, less one or two, or so
// many more.
func compare(t *testing.T, p *plan, data []rune, more int) {
	t.Helper()
	if err := p.make(data, ASCII|C40|Text|X12|EDIFACT|Base256); err != nil {
		t.Fatal(err)
	}
	for capacity := p.codewords() - 2; capacity <= p.codewords()+more; capacity++ {
		want := exhaustive(data, max(0, capacity))
		if fits := p.fits(capacity); fits != (want < never) {
			t.Fatalf("%s in %d codewords: fits %v, want %d", show(data), capacity, fits, want)
		}
		if want == never {
			continue
		}
		codewords := p.appendData(nil, p.trace(capacity))
		if len(codewords) != want {
			t.Fatalf("%s in %d codewords: %d, want %d: %v", show(data), capacity, len(codewords), want, p.runs)
		}
		got, err := decode(appendPad(codewords, capacity))
		if err != nil || !slices.Equal(got, data) {
			t.Fatalf("%s in %d codewords %v reads %s, %v: %v", show(data), capacity, codewords, show(got), err, p.runs)
		}
	}
}

// TestOptimum compares the plans of short messages with what the exhaustive search
// finds.
func TestOptimum(t *testing.T) {
	r := rand.New(rand.NewPCG(16022, 2006))
	var p plan
	for range 10000 {
		compare(t, &p, randomData(r, 2+r.IntN(12)), 3)
	}
}

// TestOptimumCorpus does the same with the corpus.
func TestOptimumCorpus(t *testing.T) {
	var p plan
	for _, m := range corpus.Messages() {
		compare(t, &p, m.Data(), 0)
	}
}

// TestOptimumLong does the same where a Base 256 field needs two codewords for its
// length, or none.
func TestOptimumLong(t *testing.T) {
	r := rand.New(rand.NewPCG(249, 250))
	var p plan
	for _, n := range []int{248, 249, 250, 251, 253} {
		data := make([]rune, n)
		for i := range data {
			data[i] = 128 + r.Int32N(128)
		}
		copy(data[r.IntN(4):], []rune("123456"))
		data[n-r.IntN(3)-1] = 'A'
		compare(t, &p, data, 1)
	}
}

// randomData returns n characters, FNC1 first in half of them, in stretches that
// suit one encodation or another.
func randomData(r *rand.Rand, n int) []rune {
	data := make([]rune, 0, n+8)
	if r.IntN(2) == 0 {
		data = append(data, grid.FNC1)
	}
	for len(data) < n {
		kind := r.IntN(8)
		for range 1 + r.IntN(8) {
			data = append(data, randomRune(r, kind))
		}
	}
	return data[:n]
}

func randomRune(r *rand.Rand, kind int) rune {
	switch kind {
	case 0:
		return '0' + r.Int32N(10)
	case 1:
		return 'A' + r.Int32N(26)
	case 2:
		return 'a' + r.Int32N(26)
	case 3:
		return ' ' + r.Int32N('^'-' '+1)
	case 4:
		return []rune("\r*> ")[r.IntN(4)]
	case 5:
		return r.Int32N(128)
	case 6:
		return r.Int32N(256)
	}
	return r.Int32N(257) - 1
}

// TestReadBack has the plain decoder read longer data, with any encodations.
func TestReadBack(t *testing.T) {
	r := rand.New(rand.NewPCG(21471, 2020))
	var e Encoder
	var g grid.Grid
	for range 1000 {
		data := randomData(r, 2+r.IntN(1<<(1+r.IntN(10))))
		o := &Options{Shapes: Shapes(r.IntN(8)), Encodations: Encodations(r.IntN(64))}
		if err := e.Encode(&g, data, o); err != nil {
			if o.Shapes&Square != 0 {
				t.Fatal(err)
			}
			continue // longer than any rectangle holds
		}
		got, err := decode(e.codewords[:e.Size().DataCodewords])
		if err != nil || !slices.Equal(got, data) {
			t.Fatalf("%s in %+v reads %s, %v: %v", show(data), o, show(got), err, e.plan.runs)
		}
		for _, run := range e.plan.runs {
			if o.Encodations != 0 && run.encodation&(o.Encodations|ASCII) == 0 {
				t.Fatalf("%s in %+v: %v", show(data), o, e.plan.runs)
			}
		}
	}
}
