// Package ean makes EAN-13, EAN-8, UPC-A and UPC-E symbols, with an add-on symbol
// of two or five digits if wanted.
//
// [Encode] draws a symbol into a grid. [Suppress] finds the UPC-E form of a
// GTIN-12, [Expand] goes back.
//
// # Specification
//
// ISO/IEC 15420:2009 and GS1 General Specifications 5.2. The grid has a row of bars
// and a row of 5 modules with the guard bars only, which are longer; with an add-on
// symbol a row of 8 modules without it comes first, where its digits are printed.
//
// # Errors
//
// [Encode] returns a [*grid.Error] for digits of another number than the symbol has,
// for other characters and for a wrong check digit, which is never corrected.
package ean

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// A Kind is one of the symbologies.
type Kind uint8

const (
	EAN13 Kind = iota // 13 digits
	EAN8              // 8 digits
	UPCA              // 12 digits
	UPCE              // 8 digits: number system 0 or 1, six digits, check digit
)

// A form is what the symbologies differ in.
type form struct {
	digits int    // of the data
	rule   string // clause

	// Elements, bars and spaces, that are longer: so many at the left and at the
	// right, and five from middle on (GS1 General Specifications 5.2.2).
	left, right, middle int

	gap int // modules to the add-on, the least allowed (GS1 General Specifications 5.2.3)
}

var forms = [...]form{
	EAN13: {13, "GS1 General Specifications 5.2.2.1", 3, 3, 27, 7},
	EAN8:  {8, "GS1 General Specifications 5.2.2.2", 3, 3, 19, 7},
	UPCA:  {12, "GS1 General Specifications 5.2.2.3", 7, 7, 27, 9},
	UPCE:  {8, "GS1 General Specifications 5.2.2.4", 3, 6, 33, 7}, // 33 elements: no guard bars in the middle
}

const addOnRule = "GS1 General Specifications 5.2.2.5"

// Heights in modules: guard bars are 5 longer than the others, an add-on is 8 lower
// (1.83 and 2.5 mm at 0.33 mm, GS1 General Specifications 5.2.6.6).
const (
	guardHeight = 5
	addOnHeight = 8
)

// Options are how the symbol is. A nil *Options is the zero value: EAN-13 without
// add-on symbol.
type Options struct {
	Kind  Kind
	AddOn string // two or five digits; empty is no add-on symbol

	// Composite makes it the linear component of a composite symbol: the first three
	// rows are the separator to the 2D component, which is a module wider at both ends.
	Composite bool
}

// Encode draws the symbol of data, digits with the check digit, into g. A position
// in an error from len(data) on is one in the add-on. g keeps what it has if there
// is an error.
func Encode(g *grid.Grid, data string, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	if err := check(data, o); err != nil {
		return err
	}
	f := &forms[o.Kind]
	var mainBuf, addOnBuf [64]byte
	main, addOn := appendMain(mainBuf[:0], o.Kind, data), addOnBuf[:0]
	x, y := 0, 0
	if o.Composite {
		x, y = 1, len(separator)
	}
	end := x + modules(main)
	if o.AddOn == "" {
		g.Reset(end+x, y+2)
	} else {
		addOn = appendAddOn(addOn, o.AddOn)
		g.Reset(end+f.gap+modules(addOn), y+3)
		g.SetElements(x, y, true, main)
		g.SetRowHeight(y, addOnHeight)
		y++
	}
	f.draw(g, x, y, main)
	g.SetElements(end+f.gap, y, true, addOn)
	g.SetElements(end+f.gap, y+1, true, addOn)
	if o.Composite {
		separate(g, end)
	}
	return nil
}

// separator are the columns of a dark module left of the symbol in the rows of the
// separator; the right one is as far from the end (ISO/IEC 24723:2010 §11.4).
var separator = [...]int{1, 0, 1}

func separate(g *grid.Grid, end int) {
	for y, x := range separator {
		g.SetDark(x, y)
		g.SetDark(end-x, y)
		g.SetRowHeight(y, 2)
	}
}

// draw draws all elements on row y from column x on, and those that are longer on the
// next row.
func (f *form) draw(g *grid.Grid, x, y int, elements []byte) {
	g.SetElements(x, y, true, elements)
	g.SetRowHeight(y, grid.Stretch)
	g.SetRowHeight(y+1, guardHeight)
	for i, w := range elements {
		n := int(w - '0')
		if i%2 == 0 && f.isLong(i, len(elements)) {
			g.SetBar(x, y+1, n)
		}
		x += n
	}
}

// isLong reports whether element i of n is a long one.
func (f *form) isLong(i, n int) bool {
	return i < f.left || i >= n-f.right || i >= f.middle && i < f.middle+5
}

func modules(elements []byte) (n int) {
	for _, w := range elements {
		n += int(w - '0')
	}
	return n
}
