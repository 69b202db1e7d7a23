package databar

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// first prepares g for a symbol of so many rows, one more if it has a separator to a
// 2D component, and returns the first row of the symbol itself.
func first(g *grid.Grid, width, rows int, composite bool) int {
	if composite {
		g.Reset(width, rows+1)
		return 1
	}
	g.Reset(width, rows)
	return 0
}

// A line is how the row beside a separator lies.
type line struct {
	start  int  // column
	width  int  // modules
	mirror bool // right to left
	right3 bool // its finder pattern is the right one of value 3 of Omnidirectional
}

// finderModules are those of the three first elements of a finder pattern.
const finderModules = 13

// separate draws row y as the separator to row of: dark where that is light, but over
// finder patterns, which begin at those columns of the line, dark and light in turn
// (ISO/IEC 24724:2011 §5.3.2.2 and §7.2.8). Four modules at each end stay light.
func separate(g *grid.Grid, y, of int, l line, finders ...int) {
	last := false // dark over a finder pattern
	for i := range l.width {
		x := l.start + i
		if l.mirror {
			x = l.width - 1 - i
		}
		dark := !g.Dark(x, of)
		start, over := finderAt(i, finders)
		switch {
		case over && l.right3:
			dark = i == start+10 // ISO/IEC 24724:2011 §5.3.2.2
		case over:
			dark = dark && !last
		}
		last = dark && over
		if dark && i >= 4 && i < l.width-4 {
			g.SetDark(x, y)
		}
	}
}

// finderAt returns where the finder pattern over module i begins, if there is one.
func finderAt(i int, finders []int) (start int, ok bool) {
	for _, start := range finders {
		if i >= start && i < start+finderModules {
			return start, true
		}
	}
	return 0, false
}
