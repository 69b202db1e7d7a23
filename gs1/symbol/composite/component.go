package composite

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// A component is a 2D component of some size.
type component struct {
	version       Version
	columns, rows int
	checks        int // error correction codewords
	bits          int // capacity

	left, centre, right int // the first row address patterns of CC-A and CC-B, from 1 on
	cluster             int // of the first row: 0, 1 or 2 for 0, 3 or 6
}

// microSizes are the sizes of CC-A (ISO/IEC 24723:2010 tables 9 to 11) and of CC-B
// (ISO/IEC 24728:2006 table 1, ISO/IEC 15438:2015 tables 10 to 12), in order of their
// capacity.
var microSizes = [...]component{
	{CCA, 2, 5, 4, 0, 39, 0, 19, 2},
	{CCA, 2, 6, 4, 0, 1, 0, 33, 0},
	{CCA, 2, 7, 5, 0, 32, 0, 12, 1},
	{CCA, 2, 8, 5, 0, 8, 0, 40, 1},
	{CCA, 2, 9, 6, 0, 14, 0, 46, 1},
	{CCA, 2, 10, 6, 0, 43, 0, 23, 0},
	{CCA, 2, 12, 7, 0, 20, 0, 52, 1},
	{CCA, 3, 4, 4, 0, 11, 43, 23, 1},
	{CCA, 3, 5, 5, 0, 1, 33, 13, 0},
	{CCA, 3, 6, 6, 0, 5, 37, 17, 1},
	{CCA, 3, 7, 7, 0, 15, 47, 27, 2},
	{CCA, 3, 8, 7, 0, 21, 1, 33, 2},
	{CCA, 4, 3, 4, 0, 40, 20, 52, 0},
	{CCA, 4, 4, 5, 0, 43, 23, 3, 0},
	{CCA, 4, 5, 6, 0, 46, 26, 6, 0},
	{CCA, 4, 6, 7, 0, 34, 14, 46, 0},
	{CCA, 4, 7, 8, 0, 29, 9, 41, 1},
	{CCB, 2, 8, 8, 0, 1, 0, 1, 0},
	{CCB, 2, 11, 9, 0, 1, 0, 9, 0},
	{CCB, 2, 14, 9, 0, 8, 0, 8, 1},
	{CCB, 2, 17, 10, 0, 36, 0, 36, 2},
	{CCB, 2, 20, 11, 0, 19, 0, 19, 0},
	{CCB, 2, 23, 13, 0, 9, 0, 17, 2},
	{CCB, 2, 26, 15, 0, 27, 0, 35, 2},
	{CCB, 3, 6, 12, 0, 1, 1, 1, 0},
	{CCB, 3, 8, 14, 0, 7, 7, 7, 0},
	{CCB, 3, 10, 16, 0, 15, 15, 15, 2},
	{CCB, 3, 12, 18, 0, 25, 25, 25, 0},
	{CCB, 3, 15, 21, 0, 37, 37, 37, 0},
	{CCB, 3, 20, 26, 0, 1, 17, 33, 0},
	{CCB, 3, 26, 32, 0, 1, 9, 17, 0},
	{CCB, 3, 32, 38, 0, 21, 29, 37, 2},
	{CCB, 3, 38, 44, 0, 15, 31, 47, 2},
	{CCB, 3, 44, 50, 0, 1, 25, 49, 0},
	{CCB, 4, 4, 8, 0, 47, 19, 43, 1},
	{CCB, 4, 6, 12, 0, 1, 1, 1, 0},
	{CCB, 4, 8, 14, 0, 7, 7, 7, 0},
	{CCB, 4, 10, 16, 0, 15, 15, 15, 2},
	{CCB, 4, 12, 18, 0, 25, 25, 25, 0},
	{CCB, 4, 15, 21, 0, 37, 37, 37, 0},
	{CCB, 4, 20, 26, 0, 1, 17, 33, 0},
	{CCB, 4, 26, 32, 0, 1, 9, 17, 0},
	{CCB, 4, 32, 38, 0, 21, 29, 37, 2},
	{CCB, 4, 38, 44, 0, 15, 31, 47, 2},
	{CCB, 4, 44, 50, 0, 1, 25, 49, 0},
}

// micro returns the smallest CC-A or CC-B for so many bits.
func micro(v Version, columns, bits int) (component, bool) {
	for _, c := range microSizes {
		if c.version != v || c.columns != columns {
			continue
		}
		c.bits = 8 * bytesIn(c.columns*c.rows-c.checks-2) // without codeword 920 and the latch
		if v == CCA {
			c.bits = bitsIn(c.columns*c.rows - c.checks)
		}
		if c.bits >= bits {
			return c, true
		}
	}
	return component{}, false
}

// bitsIn returns how many bits so many codewords of base 928 carry, 69 in seven (ISO/IEC
// 24723:2010 §5).
func bitsIn(codewords int) int {
	n := codewords / 7 * 69
	if rest := codewords % 7; rest > 0 {
		n += 10*rest - 1
	}
	return n
}

// bytesIn returns how many bytes so many codewords of byte compaction carry, six in
// five (ISO/IEC 15438:2015 §5).
func bytesIn(codewords int) int { return codewords/5*6 + codewords%5 }

// codewordsFor is the inverse of bytesIn.
func codewordsFor(bytes int) int { return bytes/6*5 + bytes%6 }

// Limits of CC-C (GS1 General Specifications 19.1 5.9.2.3).
const (
	maxColumns = 30
	minRows    = 3
	maxRows    = 30
)

// wide returns the CC-C above a linear component of so many modules, for so many bits.
func wide(linear, bits int) (component, bool) {
	data := codewordsFor((bits + 7) / 8)
	checks := checksFor(data)
	if data+3+checks > maxColumns*maxRows {
		return component{}, false
	}
	total := data + 3 + checks // with length, codeword 920 and the latch
	// As wide as the linear component with 7 modules at the left and 10 at the right:
	// 69 modules are start, stop and row indicators.
	c := component{version: CCC, checks: checks, columns: min(max((linear+17-69)/17, 1), maxColumns)}
	for c.rows = rowsFor(total, c.columns); c.rows > maxRows; c.rows = rowsFor(total, c.columns) {
		c.columns++
	}
	c.bits = 8 * bytesIn(c.columns*c.rows-3-checks)
	return c, true
}

func rowsFor(codewords, columns int) int {
	return max((codewords+columns-1)/columns, minRows)
}

// checksFor returns the error correction codewords recommended for so many of data
// (ISO/IEC 15438:2015 annex E), fewer where the symbol has no room for them.
func checksFor(data int) int {
	switch {
	case data <= 40:
		return 8
	case data <= 160:
		return 16
	case data <= 320:
		return 32
	case data+3+64 <= maxColumns*maxRows:
		return 64
	}
	return 32
}

// width returns the modules of a row.
func (c *component) width() int {
	const character, address, stop = 17, 10, 1
	switch {
	case c.version == CCC:
		return (c.columns+4)*character + stop
	case c.version == CCA && c.columns == 3 || c.columns == 2:
		return c.columns*character + 2*address + stop
	}
	return c.columns*character + 3*address + stop
}

// drawComponent draws the codewords of c from a column on.
func (e *Encoder) drawComponent(g *grid.Grid, x int, c *component) {
	height := 2
	if c.version == CCC {
		height = 3
	}
	for y := range c.rows {
		codewords := e.codewords[y*c.columns:][:c.columns]
		if c.version == CCC {
			e.row = appendWideRow(e.row[:0], c, y, codewords)
		} else {
			e.row = appendMicroRow(e.row[:0], c, y, codewords)
		}
		g.SetElements(x, y, true, e.row)
		g.SetRowHeight(y, height)
	}
}

// clusters are the symbol characters of rows one after the other.
var clusters = [...]string{cluster0, cluster3, cluster6}

// appendMicroRow appends the elements of row y of CC-A or CC-B: codewords between row
// address patterns, of which CC-A of three columns lacks the left one.
func appendMicroRow(b []byte, c *component, y int, codewords []int) []byte {
	cluster := clusters[(c.cluster+y)%3]
	address := func(table string, first int) string { return table[(first-1+y)%52*6:][:6] }
	if c.version == CCB || c.columns != 3 {
		b = append(b, address(sideAddresses, c.left)...)
	}
	for i, codeword := range codewords {
		if c.columns == 3 && i == 1 || c.columns == 4 && i == 2 {
			b = append(b, address(centreAddresses, c.centre)...)
		}
		b = append(b, cluster[8*codeword:][:8]...)
	}
	b = append(b, address(sideAddresses, c.right)...)
	return append(b, '1')
}

// Start and stop patterns of PDF417 (ISO/IEC 15438:2015 §5).
const (
	start = "81111113"
	stop  = "711311121"
)

// appendWideRow appends the elements of row y of CC-C, a row of PDF417 with its row
// indicators (ISO/IEC 15438:2015 §5).
func appendWideRow(b []byte, c *component, y int, codewords []int) []byte {
	cluster := clusters[y%3]
	level := 0 // of error correction: 2, 4, 8 … codewords
	for 2<<level < c.checks {
		level++
	}
	indicators := [...]int{(c.rows - 1) / 3, 3*level + (c.rows-1)%3, c.columns - 1}
	base := y / 3 * 30
	b = append(b, start...)
	b = append(b, cluster[8*(base+indicators[y%3]):][:8]...)
	for _, codeword := range codewords {
		b = append(b, cluster[8*codeword:][:8]...)
	}
	b = append(b, cluster[8*(base+indicators[(y+2)%3]):][:8]...)
	return append(b, stop...)
}
