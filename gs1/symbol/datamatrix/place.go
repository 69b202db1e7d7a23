package datamatrix

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// A layout tells for each module of the data regions put together, row by row,
// which bit of the codewords it shows: bit 0 is the highest of the first codeword.
// Two bits behind the codewords, always 1 and 0, are for the modules that show
// none.
type layout []uint16

// A placer makes the layout of a matrix of rows × columns modules. It follows the
// method of ISO/IEC 16022:2006 annex F, which ISO/IEC 21471:2020 extends to wide
// matrices: codewords are L-shaped groups of eight modules in diagonals up and
// down the matrix, those that reach over an edge come in again at the opposite
// one, and up to two corners have groups of their own.
type placer struct {
	rows, columns int
	layout        layout
	next          uint16 // bit
}

// unplaced marks a module no codeword has taken yet.
const unplaced = 0xFFFF

// A module is a place relative to a group's, or if negative to the opposite edge.
type module struct{ row, column int }

// regular is the L shape, by bit, relative to its last module (ISO/IEC 16022:2006
// figure F.1).
var regular = [8]module{{-2, -2}, {-2, -1}, {-1, -2}, {-1, -1}, {-1, 0}, {0, -2}, {0, -1}, {0, 0}}

// corners are the groups split between corners, as places in the matrix; negative
// ones count from its end (ISO/IEC 16022:2006 figures F.3 to F.6).
var corners = [4][8]module{
	{{-1, 0}, {-1, 1}, {-1, 2}, {0, -2}, {0, -1}, {1, -1}, {2, -1}, {3, -1}},
	{{-3, 0}, {-2, 0}, {-1, 0}, {0, -4}, {0, -3}, {0, -2}, {0, -1}, {1, -1}},
	{{-3, 0}, {-2, 0}, {-1, 0}, {0, -2}, {0, -1}, {1, -1}, {2, -1}, {3, -1}},
	{{-1, 0}, {-1, -1}, {0, -3}, {0, -2}, {0, -1}, {1, -3}, {1, -2}, {1, -1}},
}

// newLayout returns the layout of a symbol size.
func newLayout(s *Size) layout {
	p := placer{rows: s.rows * s.regionHeight(), columns: s.columns * s.regionWidth()}
	p.layout = make(layout, p.rows*p.columns)
	for i := range p.layout {
		p.layout[i] = unplaced
	}
	p.diagonals()
	p.rest(uint16(8 * (s.DataCodewords + s.CheckCodewords)))
	return p.layout
}

// diagonals places all codewords.
func (p *placer) diagonals() {
	row, column := 4, 0
	for row < p.rows || column < p.columns {
		if c := p.corner(row, column); c >= 0 {
			p.placeCorner(&corners[c])
		}
		for ; row >= 0 && column < p.columns; row, column = row-2, column+2 {
			p.placeRegular(row, column)
		}
		row, column = row+1, column+3
		for ; row < p.rows && column >= 0; row, column = row+2, column-2 {
			p.placeRegular(row, column)
		}
		row, column = row+3, column+1
	}
}

// corner returns which of the corners is due when a diagonal begins at row and
// column, or -1.
func (p *placer) corner(row, column int) int {
	switch {
	case row == p.rows && column == 0:
		return 0
	case row == p.rows-2 && column == 0 && p.columns%4 != 0:
		return 1
	case row == p.rows-2 && column == 0 && p.columns%8 == 4:
		return 2
	case row == p.rows+4 && column == 2 && p.columns%8 == 0:
		return 3
	}
	return -1
}

func (p *placer) placeCorner(group *[8]module) {
	for _, m := range group {
		p.take((m.row+p.rows)%p.rows, (m.column+p.columns)%p.columns)
	}
}

// placeRegular places the next codeword at row and column, unless that is outside
// the matrix or taken.
func (p *placer) placeRegular(row, column int) {
	if row < 0 || row >= p.rows || column < 0 || column >= p.columns || p.layout[row*p.columns+column] != unplaced {
		return
	}
	for _, m := range regular {
		p.take(p.wrap(row+m.row, column+m.column))
	}
}

// wrap returns the module that stands in for one outside the matrix.
func (p *placer) wrap(row, column int) (int, int) {
	if row < 0 {
		row += p.rows
		column += 4 - (p.rows+4)%8
	}
	if column < 0 {
		column += p.columns
		row += 4 - (p.columns+4)%8
	}
	if row >= p.rows { // ISO/IEC 21471:2020 annex F
		row -= p.rows
	}
	return row, column
}

// take gives the module to the next bit.
func (p *placer) take(row, column int) {
	p.layout[row*p.columns+column] = p.next
	p.next++
}

// rest gives the modules no codeword has taken, four in the last corner if any, a
// pattern: dark on the diagonal from the last module.
func (p *placer) rest(dark uint16) {
	for i, bit := range p.layout {
		if bit != unplaced {
			continue
		}
		p.layout[i] = dark + 1
		if fromRight := p.columns - i%p.columns; fromRight == p.rows-i/p.columns {
			p.layout[i] = dark
		}
	}
}

// draw writes a symbol: its codewords as the layout says, and round each region a
// solid line left and below and a broken one above and right (ISO/IEC 16022:2006
// §5.8 and figure 2).
func (l layout) draw(g *grid.Grid, s *Size, codewords []byte) {
	g.Reset(s.Width, s.Height)
	width, height := s.regionWidth(), s.regionHeight()
	modules := l
	for y := range s.Height {
		row := g.Row(y)
		switch inside := y % (height + 2); inside {
		case 0:
			fill(row, 0xAA, s.Width)
		case height + 1:
			fill(row, 0xFF, s.Width)
		default:
			for x := 0; x < s.Width; x += width + 2 {
				drawRegionRow(row, x, modules[:width], codewords)
				modules = modules[width:]
				if end := x + width + 1; inside%2 == 1 {
					row[end/8] |= 0x80 >> (end % 8)
				}
			}
		}
	}
}

// fill repeats a pattern of eight modules over a row of so many.
func fill(row []byte, pattern byte, width int) {
	for i := range row {
		row[i] = pattern
	}
	row[len(row)-1] &= 0xFF << (-width & 7)
}

// drawRegionRow writes the solid line of a region, which is at x, and the modules
// right of it.
func drawRegionRow(row []byte, x int, modules layout, codewords []byte) {
	row[x/8] |= 0x80 >> (x % 8)
	for _, bit := range modules {
		x++
		row[x/8] |= codewords[bit/8] << (bit % 8) & 0x80 >> (x % 8)
	}
}
