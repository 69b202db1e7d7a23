// Package itf makes ITF-14 symbols: Interleaved 2 of 5 with a GTIN-14.
//
// [Encode] draws a symbol into a grid.
//
// # Specification
//
// ISO/IEC 16390:2007 and GS1 General Specifications 5.3. Wide elements are 2.25 to 3
// times as wide as narrow ones; modules being whole, a narrow element is one or two
// modules, see [Ratio]. So the X-dimension, the width of a narrow element, may be two
// modules here.
//
// # Errors
//
// [Encode] returns a [*grid.Error] for other than 14 digits and for a wrong check
// digit, which is never corrected.
package itf

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// A Ratio is that of wide to narrow elements.
type Ratio uint8

const (
	Ratio5to2 Ratio = iota // 2.5, the target of GS1 General Specifications 5.3.2
	Ratio3to1              // 3, the highest
)

// Narrow returns the modules of a narrow element, the X-dimension of the symbol.
func (r Ratio) Narrow() int { return [...]int{2, 1}[r] }

func (r Ratio) wide() int { return [...]int{5, 3}[r] }

// Bearer are the bars round a symbol, which keep a scanner from reading a part of it
// (GS1 General Specifications 5.3.2.4).
type Bearer uint8

const (
	BearerRules Bearer = iota // above and below, two X-dimensions thick: for printers
	BearerFrame               // all round the quiet zones, five thick: for printing plates
	NoBearer
)

const (
	rules     = 2  // X-dimensions, at least twice a narrow bar
	frame     = 5  // 4.83 mm at an X-dimension of 1.016 mm
	quietZone = 10 // GS1 General Specifications 5.3.2
)

// Options are how the symbol is. A nil *Options is the zero value.
type Options struct {
	Ratio  Ratio
	Bearer Bearer
}

// Elements of the start and stop patterns, n narrow and w wide and
// of the digits (ISO/IEC 16390:2007 §4.3).
const (
	start  = "nnnn"
	stop   = "wnn"
	digits = "nnwwn" + "wnnnw" + "nwnnw" + "wwnnn" + "nnwnw" +
		"wnwnn" + "nwwnn" + "nnnww" + "wnnwn" + "nwnwn"
)

// Encode draws the symbol of data, 14 digits, into g. With [BearerFrame] the quiet
// zones at the left and right are in the grid. g keeps what it has if there is an
// error.
func Encode(g *grid.Grid, data string, o *Options) error {
	if err := grid.CheckNumber(data, 14, 0, "GS1 General Specifications 5.3.2"); err != nil {
		return err
	}
	if o == nil {
		o = &Options{}
	}
	var buf [len(start) + 14*5 + len(stop)]byte
	elements := appendElements(buf[:0], data, o.Ratio)
	width := 0
	for _, w := range elements {
		width += int(w - '0')
	}
	switch x := o.Ratio.Narrow(); o.Bearer {
	case NoBearer:
		g.Reset(width, 1)
		drawBars(g, 0, 0, elements)
	case BearerRules:
		g.Reset(width, 3)
		drawBars(g, 0, 1, elements)
		drawBearers(g, rules*x)
	default:
		g.Reset(width+2*(frame+quietZone)*x, 3)
		drawBars(g, (frame+quietZone)*x, 1, elements)
		drawBearers(g, frame*x)
		g.SetBar(0, 1, frame*x)
		g.SetBar(g.Width-frame*x, 1, frame*x)
	}
	return nil
}

func drawBars(g *grid.Grid, x, y int, elements []byte) {
	g.SetElements(x, y, true, elements)
	g.SetRowHeight(y, grid.Stretch)
}

// drawBearers makes the first and the last row bars of such a height.
func drawBearers(g *grid.Grid, height int) {
	for _, y := range [...]int{0, g.Height - 1} {
		g.SetBar(0, y, g.Width)
		g.SetRowHeight(y, height)
	}
}

// appendElements appends the element widths: of two digits, the first makes the bars
// and the second the spaces between them.
func appendElements(b []byte, data string, r Ratio) []byte {
	width := func(element byte) byte {
		if element == 'w' {
			return '0' + byte(r.wide())
		}
		return '0' + byte(r.Narrow())
	}
	for i := range start {
		b = append(b, width(start[i]))
	}
	for i := 0; i < len(data); i += 2 {
		bars, spaces := digits[5*(data[i]-'0'):], digits[5*(data[i+1]-'0'):]
		for j := range 5 {
			b = append(b, width(bars[j]), width(spaces[j]))
		}
	}
	for i := range stop {
		b = append(b, width(stop[i]))
	}
	return b
}
