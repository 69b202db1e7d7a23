package qr

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// Segments are a shortest path. Going backwards through the data, cheapest holds
// what the rest of the data costs if the next character is in a segment of each
// mode, and moves what comes behind it.

// A mode is how a segment carries characters.
type mode uint8

const (
	numeric mode = iota
	alphanumeric
	bytes // bytes as they are
)

// indicators are the mode indicators, of four bits (ISO/IEC 18004:2015 table 2).
var indicators = [3]uint64{numeric: 0b0001, alphanumeric: 0b0010, bytes: 0b0100}

const indicatorFNC1 = 0b0101 // in first position

// countBits are the widths of the character counts, in the versions from countsFrom
// on (ISO/IEC 18004:2015 table 3).
var (
	countBits  = [3][3]int{numeric: {10, 12, 14}, alphanumeric: {9, 11, 13}, bytes: {8, 16, 16}}
	countsFrom = [3]int{1, 10, 27}
)

// countWidth returns the width of the character count of segments of mode m in
// version v.
func countWidth(m mode, v int) int {
	switch {
	case v < countsFrom[1]:
		return countBits[m][0]
	case v < countsFrom[2]:
		return countBits[m][1]
	}
	return countBits[m][2]
}

// A cost is a number of sixths of a bit, then of segments, then the move it begins
// with. One cost is less than another if its segments are the better ones.
type cost uint64

const (
	sixth      cost = 1 << 16
	oneBit     cost = 6 * sixth
	oneSegment cost = 1 << moveBits
	impossible cost = 1 << 48
)

// Three digits are ten bits, two alphanumeric characters eleven (ISO/IEC 18004:2015
// §7.4.3 and §7.4.4): the last group of a segment takes the rounded up number of
// bits.
const (
	digitCost        = 10 * oneBit / 3
	alphanumericCost = 11 * oneBit / 2
	byteCost         = 8 * oneBit
)

// rounded returns c with its bits rounded up.
func (c cost) rounded() cost {
	return (c/sixth+5)/6*oneBit + c%sixth
}

// A move is what comes behind a character; among equally good moves the lowest is
// taken.
type move uint8

const (
	stay   move = iota // the next character of the same segment, or the end
	first              // a segment of the first one of the other two modes
	second             // a segment of the last one

	moveBits = 2
	moveMask = 1<<moveBits - 1
)

// changed is the mode after the moves.
var changed = [3][3]mode{
	numeric:      {stay: numeric, first: alphanumeric, second: bytes},
	alphanumeric: {stay: alphanumeric, first: numeric, second: bytes},
	bytes:        {stay: bytes, first: numeric, second: alphanumeric},
}

// moves are the moves of all modes behind one character, two bits each.
type moves uint8

func (m moves) after(in mode) mode {
	return changed[in][m>>(moveBits*in)&moveMask]
}

// cheapest are costs in each mode.
type cheapest struct{ numeric, alphanumeric, bytes cost }

// plus returns k and the costs of other.
func (k cheapest) plus(other cheapest) cheapest {
	return cheapest{k.numeric + other.numeric, k.alphanumeric + other.alphanumeric, k.bytes + other.bytes}
}

// entered returns the costs of beginning a segment at a cost of header and going on
// at a cost of k.
func (k cheapest) entered(header cheapest) cheapest {
	return cheapest{k.numeric.rounded(), k.alphanumeric.rounded(), k.bytes}.plus(header)
}

// moving improves costs by beginning another segment, after which they are to.
func (k cheapest) moving(to cheapest) cheapest {
	return cheapest{
		min(k.numeric, to.alphanumeric+cost(first), to.bytes+cost(second)),
		min(k.alphanumeric, to.numeric+cost(first), to.bytes+cost(second)),
		min(k.bytes, to.numeric+cost(first), to.alphanumeric+cost(second)),
	}
}

// split returns k without its moves, and the moves.
func (k cheapest) split() (cheapest, moves) {
	m := k.numeric&moveMask | k.alphanumeric&moveMask<<moveBits | k.bytes&moveMask<<(2*moveBits)
	return cheapest{k.numeric &^ moveMask, k.alphanumeric &^ moveMask, k.bytes &^ moveMask}, moves(m)
}

// lowest returns the mode of the lowest cost, and the cost.
func (k cheapest) lowest() (mode, cost) {
	switch c := min(k.numeric, k.alphanumeric, k.bytes); c {
	case k.numeric:
		return numeric, c
	case k.alphanumeric:
		return alphanumeric, c
	default:
		return bytes, c
	}
}

// headers returns what a segment costs in version v beside its data.
func headers(v int) cheapest {
	header := func(m mode) cost { return cost(4+countWidth(m, v))*oneBit + oneSegment }
	return cheapest{header(numeric), header(alphanumeric), header(bytes)}
}

// own returns what a character costs. In a symbol that begins with FNC1, FNC1 is "%"
// in alphanumeric mode, and "%" is not there at all: see the package comment.
func own(r rune, gs1 bool) cheapest {
	switch {
	case '0' <= r && r <= '9':
		return cheapest{digitCost, alphanumericCost, byteCost}
	case r == grid.FNC1 || values[r] != notAlphanumeric && !(r == '%' && gs1):
		return cheapest{impossible, alphanumericCost, byteCost}
	}
	return cheapest{impossible, impossible, byteCost}
}

// A segment is characters in one mode.
type segment struct {
	mode  mode
	runes int
}

// search fills e.moves for data in symbols of version v and returns the mode of the
// first segment and the number of bits.
func (e *Encoder) search(data []rune, v int) (mode, int) {
	if cap(e.moves) < len(data) {
		e.moves = make([]moves, len(data), maxLength)
	}
	e.moves = e.moves[:len(data)]
	header, begin, bits := headers(v), 0, 0
	if isGS1(data) {
		begin, bits = 1, 4 // the indicator of FNC1
	}
	var k, entered cheapest
	for i := len(data) - 1; i >= begin; i-- {
		if i+1 < len(data) && data[i] == grid.FNC1 && data[i+1] == grid.FNC1 {
			k.alphanumeric = impossible // "%%" would be "%"
		}
		k, e.moves[i] = k.moving(entered).split()
		k = k.plus(own(data[i], begin > 0))
		entered = k.entered(header)
	}
	m, c := entered.lowest()
	return m, bits + int(c/oneBit)
}

// divide makes e.segments those of data, by e.moves, the first one of mode m.
func (e *Encoder) divide(data []rune, m mode) {
	e.segments = e.segments[:0]
	s := segment{mode: m}
	for _, along := range e.moves[len(e.moves)-len(data):] {
		s.runes++
		if next := along.after(s.mode); next != s.mode {
			e.segments = append(e.segments, s)
			s = segment{mode: next}
		}
	}
	e.segments = append(e.segments, s)
}
