package databar

import (
	"fmt"
	"slices"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction"
)

// expandedFinders are the finder patterns A to F, five elements each; every second one
// of a symbol is reversed (ISO/IEC 24724:2011 table 15).
const expandedFinders = "18411" + "36411" + "34611" + "32811" + "26511" + "22911"

// finderSequences are the finder patterns of symbols of 2, 3 to 11 pairs of symbol
// characters (ISO/IEC 24724:2011 table 16).
var finderSequences = [...]string{
	"AA", "ABB", "ACBD", "AEBDC", "AEBDDF", "AEBDEFF", "AABBCCDD", "AABBCCDEE", "AABBCCDEFF", "AABBCDDEEFF",
}

// Symbol characters with the check character (ISO/IEC 24724:2011 §7.2).
const (
	minSegments = 4
	maxSegments = 22
	charBits    = 12
)

// Modules and elements of a pair: two symbol characters and a finder pattern between.
const (
	charModules   = 17
	finderPattern = 15
	pairModules   = 2*charModules + finderPattern
	pairElements  = 21
)

func (e *Encoder) encodeExpanded(g *grid.Grid, data string, o *Options) error {
	if data == "" {
		return &grid.Error{Err: grid.ErrEmpty}
	}
	perRow := maxSegments
	if o.Kind == ExpandedStacked {
		perRow = segmentsPerRow(o)
	}
	if err := e.compact(data, o.Composite, perRow); err != nil {
		return err
	}
	e.appendExpanded()
	pairs := (e.bits.Len()/charBits + 2) / 2
	rows := (pairs + perRow/2 - 1) / (perRow / 2)
	y := first(g, e.width(perRow), 4*rows-3, o.Composite)
	for row := range rows {
		e.drawRow(g, y+4*row, row, perRow/2, pairs)
	}
	if o.Composite {
		var memory [maxSegments / 2]int
		separate(g, 0, y, line{width: g.Width}, appendFinders(memory[:0], 0, min(pairs, perRow/2))...)
	}
	return nil
}

// width returns the modules of the longest row, the first.
func (e *Encoder) width(perRow int) int {
	segments := min(e.bits.Len()/charBits+1, perRow)
	return 4 + segments*charModules + (segments+1)/2*finderPattern
}

// segmentsPerRow returns the symbol characters of a row of Expanded Stacked. In a
// composite symbol the first row has at least four (ISO/IEC 24723:2010 §4).
func segmentsPerRow(o *Options) int {
	n := o.Segments
	if n <= 0 {
		n = 4
	}
	if o.Composite {
		n = max(n, 4)
	}
	return min(n+n%2, maxSegments)
}

// compact makes e.bits those of data, for rows of so many symbol characters.
func (e *Encoder) compact(data string, composite bool, perRow int) error {
	h, err := chooseHeader(data)
	if err != nil {
		return err
	}
	if err := compaction.Check(data[h.covers:], h.covers); err != nil {
		return err
	}
	e.field.Plan(compaction.Numeric, data[h.covers:])
	linkage := 0
	if composite {
		linkage = 1
	}
	e.bits.Reset()
	e.bits.Append(linkage, 1)
	h.write(&e.bits, data)
	capacity := func(bits int) int { return expandedCapacity(bits, perRow) }
	if _, ok := e.field.Fill(&e.bits, capacity); !ok {
		return &grid.Error{
			Err: grid.ErrTooLong, Len: len(data), Found: fmt.Sprintf("%d characters", len(data)),
			Expected: fmt.Sprintf("what goes into %d bits", charBits*(maxSegments-1)), Rule: "ISO/IEC 24724:2011 §7.2",
		}
	}
	if h.sized {
		segments := e.bits.Len()/charBits + 1
		long := 0
		if segments > 14 {
			long = 1
		}
		e.bits.Set(1+h.bits-2, segments%2<<1|long, 2) // ISO/IEC 24724:2011 §7.2.5
	}
	return nil
}

// expandedCapacity returns the bits of the smallest symbol for so many, 0 if there is
// none. No row has a single symbol character (ISO/IEC 24724:2011 §7.2.8).
func expandedCapacity(bits, perRow int) int {
	segments := max((bits+charBits-1)/charBits+1, minSegments)
	if segments%perRow == 1 {
		segments++
	}
	if segments > maxSegments {
		return 0
	}
	return charBits * (segments - 1)
}

// appendExpanded makes e.elements those of the symbol without guards: pairs of symbol
// characters with a finder pattern between them, the second character reversed. The
// first character is the check character; the last pair may lack its second one.
func (e *Encoder) appendExpanded() {
	segments := e.bits.Len()/charBits + 1
	pairs := (segments + 1) / 2
	sequence := finderSequences[pairs-2]
	b := append(e.elements[:0], "00000000"...) // place of the check character
	checksum := 0
	for i := 1; i <= segments; i++ {
		if i%2 == 1 {
			b = appendFinder(b, sequence, i/2)
		}
		if i == segments {
			break
		}
		var memory [8]byte
		char := expanded.appendCharacter(memory[:0], e.bits.At(charBits*(i-1), charBits))
		checksum += weigh(char, sequence[i/2], i)
		if i%2 == 1 {
			b = appendReversed(b, char...)
		} else {
			b = append(b, char...)
		}
	}
	// ISO/IEC 24724:2011 §7.2.6
	expanded.appendCharacter(b[:0], 211*(segments-minSegments)+checksum%211)
	e.elements = b
}

// appendFinder appends the finder pattern of a pair.
func appendFinder(b []byte, sequence string, pair int) []byte {
	f := expandedFinders[int(sequence[pair]-'A')*5:][:5]
	if pair%2 == 1 {
		return appendReversed(b, []byte(f)...)
	}
	return append(b, f...)
}

// weigh returns the weighted sum of the elements of symbol character i, whose finder
// pattern is finder. Weights are powers of three: those of eight elements follow those
// of the character before, in the order of the finder patterns A1, A2, B1 … and the
// characters at their left and right (ISO/IEC 24724:2011 table 14).
func weigh(char []byte, finder byte, i int) (sum int) {
	weight := 1
	for range 4*int(finder-'A') + i%4 - 1 {
		weight = weight * 20 % 211 // 3⁸ is 20
	}
	for _, w := range char {
		sum += int(w-'0') * weight
		weight = weight * 3 % 211
	}
	return sum
}

// drawRow draws a row of a symbol of so many pairs, and the separators next to it
// (ISO/IEC 24724:2011 §7.2.8).
func (e *Encoder) drawRow(g *grid.Grid, y, row, perRow, pairs int) {
	from, to := row*perRow, min((row+1)*perRow, pairs)
	elements := e.elements[from*pairElements : min(to*pairElements, len(e.elements))]
	l := line{mirror: row%2 == 1 && perRow%2 == 0}
	if l.mirror && (to-from)%2 == 1 {
		l.mirror, l.start = false, 1 // instead, or its ends would not fit
	}
	l.width = e.drawPairs(g, y, l, elements, from%2 == 1) - l.start
	g.SetRowHeight(y, grid.Stretch)
	var memory [maxSegments / 2]int
	over := appendFinders(memory[:0], from, to)
	if row > 0 {
		for x := 5; x < perRow*pairModules; x += 2 {
			g.SetDark(x, y-2)
		}
		separate(g, y-1, y, l, over...)
	}
	if to < pairs {
		separate(g, y+1, y, l, over...)
	}
}

// drawPairs draws elements between guards, the first dark or light, and returns the
// column behind them.
func (e *Encoder) drawPairs(g *grid.Grid, y int, l line, elements []byte, dark bool) int {
	b := append(e.row[:0], guard...)
	b = append(b, elements...)
	b = append(b, guard...)
	e.row = b
	if l.mirror {
		slices.Reverse(b)
		dark = dark == (len(b)%2 == 1)
	}
	return g.SetElements(l.start, y, dark, b)
}

// appendFinders appends where the finder patterns of pairs begin in their row: the
// three wide elements come first, or last where the pattern is reversed.
func appendFinders(b []int, from, to int) []int {
	for p := from; p < to; p++ {
		b = append(b, len(guard)+charModules+(p-from)*pairModules+p%2*2)
	}
	return b
}
