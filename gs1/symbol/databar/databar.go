// Package databar makes the GS1 DataBar symbols: Omnidirectional, Truncated, Stacked,
// Stacked Omnidirectional, Limited, Expanded and Expanded Stacked.
//
// [Encoder.Encode] draws a symbol into a grid: of a GTIN, or of an element string in
// the Expanded ones.
//
// # Specification
//
// ISO/IEC 24724:2011 and GS1 General Specifications 5.5. Rows that are as high as bars
// are asked are [grid.Stretch]; they shall be at least 33 modules high in
// Omnidirectional and Stacked Omnidirectional, 10 in Limited, and 34 in Expanded and
// Expanded Stacked symbols. Truncated is 13, the rows of Stacked 5 and 7. Quiet zones
// are not required.
//
// An element string in an Expanded symbol is shortest if it begins with (01), followed
// in some cases by the measure and the date of a variable measure item; every other
// order is encoded as it is.
//
// # Errors
//
// [Encoder.Encode] returns a [*grid.Error] for data of another length, other
// characters, a wrong check digit, which is never corrected, a GTIN that Limited does
// not have, and too many data for Expanded.
package databar

import (
	"slices"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction"
)

// A Kind is one of the symbologies.
type Kind uint8

const (
	Omnidirectional        Kind = iota // GTIN
	Truncated                          // GTIN, 13 modules high
	Stacked                            // GTIN in two rows, 13 modules high
	StackedOmnidirectional             // GTIN in two rows
	Limited                            // GTIN beginning with 0 or 1
	Expanded                           // element string
	ExpandedStacked                    // element string in rows
)

// Options are how the symbol is. A nil *Options is the zero value.
type Options struct {
	Kind Kind

	// Segments is how many symbol characters a row of Expanded Stacked has, 2 to 22,
	// rounded up to an even number; 0 is 4.
	Segments int

	// Composite makes it the linear component of a composite symbol: the linkage flag
	// is set, and the first row is the separator to the 2D component.
	Composite bool
}

// An Encoder holds scratch memory. The zero value is ready to use; it must not be
// used by two goroutines at a time.
type Encoder struct {
	field    compaction.Field
	bits     compaction.Bits
	elements []byte // widths of bars and spaces in modules, digits
	row      []byte // of them
}

// Encode draws the symbol of data into g. Data are the 14 digits of a GTIN, for the
// Expanded kinds an element string with GS as FNC1 between elements where needed. g
// keeps what it has if there is an error.
func (e *Encoder) Encode(g *grid.Grid, data string, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	switch o.Kind {
	case Limited:
		return e.encodeLimited(g, data, o.Composite)
	case Expanded, ExpandedStacked:
		return e.encodeExpanded(g, data, o)
	}
	return e.encodeOmni(g, data, o)
}

// checkGTIN refuses data that are not a GTIN-14.
func checkGTIN(data string) error {
	return grid.CheckNumber(data, 14, 0, "GS1 General Specifications 5.5.2")
}

// number returns the value of the first 13 digits, which an int may not hold.
func number(gtin string) int64 {
	return int64(compaction.Number(gtin[:4]))*1e9 + int64(compaction.Number(gtin[4:13]))
}

// appendReversed appends elements in reverse order.
func appendReversed(b []byte, elements ...byte) []byte {
	b = append(b, elements...)
	slices.Reverse(b[len(b)-len(elements):])
	return b
}

// guard is the pattern at both ends of a row.
const guard = "11"
