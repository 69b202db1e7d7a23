package qr

import "math/bits"

// conditions say which modules of row y and column x a mask inverts (ISO/IEC
// 18004:2015 table 10).
var conditions = [...]func(y, x int) bool{
	Mask000: func(y, x int) bool { return (y+x)%2 == 0 },
	Mask001: func(y, x int) bool { return y%2 == 0 },
	Mask010: func(y, x int) bool { return x%3 == 0 },
	Mask011: func(y, x int) bool { return (y+x)%3 == 0 },
	Mask100: func(y, x int) bool { return (y/2+x/3)%2 == 0 },
	Mask101: func(y, x int) bool { return y*x%2+y*x%3 == 0 },
	Mask110: func(y, x int) bool { return (y*x%2+y*x%3)%2 == 0 },
	Mask111: func(y, x int) bool { return ((y+x)%2+y*x%3)%2 == 0 },
}

// maskPeriod is after how many rows and columns a mask repeats.
const maskPeriod = 12

// masks are the modules that masks invert, in the first rows.
var masks = func() (t [len(conditions)][maskPeriod]line) {
	for i, condition := range conditions[Mask000:] {
		for y := range maskPeriod {
			t[Mask000+Mask(i)][y] = repeated(func(x int) bool { return condition(y, x) })
		}
	}
	return t
}()

// repeated returns the line of what dark says about the first columns, repeated.
func repeated(dark func(x int) bool) (l line) {
	period := uint64(0)
	for x := range maskPeriod {
		period <<= 1
		if dark(x) {
			period |= 1
		}
	}
	const fiveTimes = 1<<48 | 1<<36 | 1<<24 | 1<<12 | 1
	for w := range l {
		l[w] = period*fiveTimes<<4 | period>>8
		period = (period<<4 | period>>8) & (1<<maskPeriod - 1) // 64 columns are five periods and 4
	}
	return l
}

// mask makes m.rows the symbol with a mask.
func (m *matrix) mask(mask Mask, l Level) {
	for y := range m.size {
		row, inverted := &m.rows[margin+y], &masks[mask][y%maskPeriod]
		for w := range row {
			row[w] = m.pattern[y][w] | m.data[y][w] ^ inverted[w]&^m.fixed[y][w]
		}
	}
	m.formatInformation(mask, l)
}

// Penalties (ISO/IEC 18004:2015 table 11).
const (
	penaltyRun       = 3  // n1, for five modules of one colour in a line, and 1 for each further one
	penaltyBlock     = 3  // n2, for 2 × 2 modules of one colour
	penaltyFinder    = 40 // n3, for a line like that of a finder pattern
	penaltyImbalance = 10 // n4, for each 5 % by which the dark ones are more or less than half
)

// penalty returns how much of m.rows could mislead a reader (ISO/IEC 18004:2015
// §7.8.3.1).
func (m *matrix) penalty() int {
	p := penaltyImbalance * m.imbalance()
	for y := range m.size {
		p += m.acrossPenalty(y) + m.downPenalty(y) + m.blockPenalty(y)
	}
	return p
}

// imbalance returns by how many times 5 % the dark modules are more or less than
// half.
func (m *matrix) imbalance() int {
	dark, all := 0, m.size*m.size
	for y := range m.size {
		for _, word := range m.rows[margin+y] {
			dark += bits.OnesCount64(word)
		}
	}
	return (max(20*dark-10*all, 10*all-20*dark)+all-1)/all - 1
}

// leftmost returns the first n bits of word w of a line.
func leftmost(n, w int) uint64 {
	return ^uint64(0) << (64 - max(min(n-64*w, 64), 0))
}

// runs returns the penalty of runs, of which begins are the first modules: five is
// where five modules of one colour begin.
func runs(five, begins uint64) int {
	return bits.OnesCount64(five) + (penaltyRun-1)*bits.OnesCount64(five&begins)
}

// finders returns the penalty of lines like that of a finder pattern, unless there
// are dark modules on both sides.
func finders(like, before, behind uint64) int {
	return penaltyFinder * bits.OnesCount64(like&^(before&behind))
}

// same returns where five modules are of one colour.
func same(a, b, c, d, e uint64) uint64 { return a&b&c&d&e | ^(a | b | c | d | e) }

// acrossPenalty returns the penalty of runs and finders in row y.
func (m *matrix) acrossPenalty(y int) (p int) {
	row := &m.rows[margin+y]
	left, begins := uint64(0), uint64(1)<<63
	for w := 0; 64*w < m.size; w++ {
		word, right := row[w], row[w+1]
		at := func(k int) uint64 { return word<<k | right>>(64-k) }
		before := func(k int) uint64 { return word>>k | left<<(64-k) }
		five := same(word, at(1), at(2), at(3), at(4)) & leftmost(m.size-4, w)
		p += runs(five, begins|word^before(1))
		if like := word &^ at(1) & at(2) & at(3) & at(4) &^ at(5) & at(6); like != 0 {
			p += finders(like, before(1)|before(2)|before(3)|before(4), at(7)|at(8)|at(9)|at(10))
		}
		left, begins = word, 0
	}
	return p
}

// downPenalty returns the penalty of runs and finders downwards from row y.
func (m *matrix) downPenalty(y int) (p int) {
	if y+4 >= m.size {
		return 0
	}
	rows := m.rows[y:]
	for w := 0; 64*w < m.size; w++ {
		at := func(k int) uint64 { return rows[margin+k][w] }
		five := same(at(0), at(1), at(2), at(3), at(4)) & leftmost(m.size, w)
		begins := at(0) ^ at(-1)
		if y == 0 {
			begins = five
		}
		p += runs(five, begins)
		if y+6 >= m.size {
			continue
		}
		if like := at(0) &^ at(1) & at(2) & at(3) & at(4) &^ at(5) & at(6); like != 0 {
			p += finders(like, at(-1)|at(-2)|at(-3)|at(-4), at(7)|at(8)|at(9)|at(10))
		}
	}
	return p
}

// blockPenalty returns the penalty of blocks of row y and the next one.
func (m *matrix) blockPenalty(y int) (p int) {
	a, b := &m.rows[margin+y], &m.rows[margin+y+1]
	for w := 0; 64*w < m.size && y+1 < m.size; w++ {
		rightA, rightB := a[w]<<1|a[w+1]>>63, b[w]<<1|b[w+1]>>63
		p += penaltyBlock * bits.OnesCount64(same(a[w], a[w], rightA, b[w], rightB)&leftmost(m.size-1, w))
	}
	return p
}
