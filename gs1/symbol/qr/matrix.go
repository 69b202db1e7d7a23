package qr

import (
	"encoding/binary"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

const (
	maxSize = 177 // modules of version 40
	margin  = 4   // light modules that count as outside the symbol, see penalty
)

// A line is modules of one row, the leftmost one the highest bit of the first word.
// Modules outside the symbol are light; the last word has no others.
type line [4]uint64

func (l *line) set(x int) { l[x/64] |= 1 << 63 >> (x % 64) }

// A matrix is the modules of a symbol.
type matrix struct {
	size    int
	version int           // of which the function patterns are
	fixed   [maxSize]line // the modules that are not of the data
	pattern [maxSize]line // the dark ones among them
	data    [maxSize]line // the dark modules of the data, before masking
	rows    [margin + maxSize + margin]line
}

// draw draws codewords. Without a mask it chooses the one of the lowest penalty and
// sets s.Mask.
func (m *matrix) draw(s *Symbol, words []byte, mask Mask) {
	m.begin(s.Version)
	m.place(words)
	if s.Mask = mask; mask == 0 {
		s.Mask = m.lowest(s.Level)
	}
	m.mask(s.Mask, s.Level)
}

// lowest returns the mask of the lowest penalty.
func (m *matrix) lowest(l Level) (best Mask) {
	lowest := 0
	for mask := Mask000; mask <= Mask111; mask++ {
		m.mask(mask, l)
		if p := m.penalty(); best == 0 || p < lowest {
			best, lowest = mask, p
		}
	}
	return best
}

// copyTo makes g the symbol.
func (m *matrix) copyTo(g *grid.Grid) {
	g.Reset(m.size, m.size)
	var b [len(line{}) * 8]byte
	for y := range m.size {
		for i, word := range m.rows[margin+y] {
			binary.BigEndian.PutUint64(b[8*i:], word)
		}
		copy(g.Row(y), b[:])
	}
}

// begin draws the function patterns of a version (ISO/IEC 18004:2015 §6.3).
func (m *matrix) begin(v int) {
	if m.version == v {
		return
	}
	*m = matrix{version: v, size: 17 + 4*v}
	for _, corner := range [][2]int{{3, 3}, {m.size - 4, 3}, {3, m.size - 4}} {
		m.rings(corner[0], corner[1], true, true, false, true, false)
	}
	for i := 8; i < m.size-8; i++ {
		m.fix(i, 6, i%2 == 0)
		m.fix(6, i, i%2 == 0)
	}
	m.alignment(versions[v-1].centres)
	m.reserve()
	if v >= 7 {
		m.versionInformation()
	}
}

// fix makes a module part of a function pattern, if it is in the symbol.
func (m *matrix) fix(x, y int, dark bool) {
	if x < 0 || y < 0 || x >= m.size || y >= m.size {
		return
	}
	m.fixed[y].set(x)
	if dark {
		m.pattern[y].set(x)
	}
}

// rings draws squares around x, y, from the innermost module outwards.
func (m *matrix) rings(x, y int, dark ...bool) {
	n := len(dark) - 1
	for dy := -n; dy <= n; dy++ {
		for dx := -n; dx <= n; dx++ {
			m.fix(x+dx, y+dy, dark[max(dx, -dx, dy, -dy)])
		}
	}
}

// alignment draws the alignment patterns, in all places but those of the finder
// patterns.
func (m *matrix) alignment(centres []int) {
	last := len(centres) - 1
	for i, y := range centres {
		for j, x := range centres {
			if (i > 0 || j > 0 && j < last) && (i < last || j > 0) {
				m.rings(x, y, true, false, true)
			}
		}
	}
}

// reserve fixes the places of the format information, and what is not in the
// symbol.
func (m *matrix) reserve() {
	for i := range 8 {
		m.fix(8, i, false)
		m.fix(i, 8, false)
		m.fix(8, m.size-1-i, i == 7) // a module that is always dark
		m.fix(m.size-1-i, 8, false)
	}
	m.fix(8, 8, false)
	for y := range m.size {
		for w := range m.fixed[y] {
			m.fixed[y][w] |= ^leftmost(m.size, w)
		}
	}
}

// remainder returns the remainder of v times 2 to the power of degree, divided by
// a generator polynomial of that degree (ISO/IEC 18004:2015 annexes C and D).
func remainder(v, generator, degree int) int {
	rest := v
	for range degree {
		rest = rest<<1 ^ rest>>(degree-1)*generator
	}
	return rest
}

// versionInformation draws the version information (ISO/IEC 18004:2015 §7.10).
func (m *matrix) versionInformation() {
	bits := m.version<<12 | remainder(m.version, 0b1111100100101, 12)
	for i := range 18 {
		dark := bits>>i&1 == 1
		m.fix(i/3, m.size-11+i%3, dark)
		m.fix(m.size-11+i%3, i/3, dark)
	}
}

// levelBits are the levels in the format information (ISO/IEC 18004:2015 table 12).
var levelBits = [4]int{L: 0b01, M: 0b00, Q: 0b11, H: 0b10}

// formatInformation draws the format information in m.rows (ISO/IEC 18004:2015
// §7.9.1).
func (m *matrix) formatInformation(mask Mask, l Level) {
	bits := levelBits[l]<<3 | int(mask-Mask000)
	bits = bits<<10 | remainder(bits, 0b10100110111, 10)
	bits ^= 0b101010000010010
	for i := range 15 {
		if bits>>i&1 == 0 {
			continue
		}
		switch {
		case i < 6:
			m.rows[margin+i].set(8)
		case i < 8:
			m.rows[margin+i+1].set(8)
		case i == 8:
			m.rows[margin+8].set(7)
		default:
			m.rows[margin+8].set(14 - i)
		}
		if i < 8 {
			m.rows[margin+8].set(m.size - 1 - i)
		} else {
			m.rows[margin+m.size-15+i].set(8)
		}
	}
}

// place places codewords: upwards and downwards by turns in pairs of columns from
// the right, of which the right one comes first (ISO/IEC 18004:2015 §7.7.3).
func (m *matrix) place(words []byte) {
	clear(m.data[:])
	d := bitReader{b: words}
	up := true
	for right := m.size - 1; right > 0; right -= 2 {
		if right == 6 {
			right-- // the timing pattern has that column
		}
		for i := range m.size {
			y := i
			if up {
				y = m.size - 1 - i
			}
			m.placeIn(y, right, &d)
			m.placeIn(y, right-1, &d)
		}
		up = !up
	}
}

// placeIn places the next bit, unless the module belongs to a function pattern.
func (m *matrix) placeIn(y, x int, d *bitReader) {
	word, bit := x/64, uint64(1)<<63>>(x%64)
	if m.fixed[y][word]&bit == 0 && d.next() {
		m.data[y][word] |= bit
	}
}
