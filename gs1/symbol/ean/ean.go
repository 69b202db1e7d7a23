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
	main := appendMain(mainBuf[:0], o.Kind, data)
	if o.AddOn == "" {
		g.Reset(modules(main), 2)
		f.draw(g, 0, main)
		return nil
	}
	addOn := appendAddOn(addOnBuf[:0], o.AddOn)
	x := modules(main) + f.gap
	g.Reset(x+modules(addOn), 3)
	g.SetElements(0, 0, true, main)
	g.SetRowHeight(0, addOnHeight)
	f.draw(g, 1, main)
	g.SetElements(x, 1, true, addOn)
	g.SetElements(x, 2, true, addOn)
	return nil
}

// draw draws all elements on row y and those that are longer on the next.
func (f *form) draw(g *grid.Grid, y int, elements []byte) {
	g.SetElements(0, y, true, elements)
	g.SetRowHeight(y, grid.Stretch)
	g.SetRowHeight(y+1, guardHeight)
	x := 0
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
