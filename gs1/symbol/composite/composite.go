// Package composite makes GS1 Composite symbols: a linear symbol, and above it a 2D
// component with more elements: CC-A, CC-B or CC-C.
//
// [Encoder.Encode] draws both into a grid.
//
// # Specification
//
// ISO/IEC 24723:2010, GS1 General Specifications 5.11. CC-A and CC-B are MicroPDF417
// (ISO/IEC 24728:2006) of as many columns as the linear symbol has room for, CC-C, for
// GS1-128 only, is PDF417 (ISO/IEC 15438:2015) about as wide as the symbol. Of the
// encodation methods the one that gives the smallest component is taken. Rows of the
// component are 2 modules high, in CC-C 3; those of the linear symbol are as its own
// package draws them.
//
// # Errors
//
// [Encoder.Encode] returns the [*grid.Error] of the linear symbol, and one for a
// character that the 2D component does not have and for too many data.
package composite

import (
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/databar"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction"
)

// A Version is a kind of 2D component.
type Version uint8

const (
	Smallest Version = iota // the first of the others that has room
	CCA
	CCB
	CCC // with GS1-128 only
)

// Options are how the symbol is. A nil *Options is the zero value.
type Options struct {
	Linear   Linear
	Version  Version
	Segments int // per row of DataBarExpandedStacked, see [databar.Options]
}

// An Encoder holds scratch memory. The zero value is ready to use; it must not be
// used by two goroutines at a time.
type Encoder struct {
	databar databar.Encoder
	code128 code128.Encoder
	linear  grid.Grid
	bars    grid.Grid // of GS1-128
	runes   []rune

	field     compaction.Field
	bits      compaction.Bits
	codewords []int
	generator []int
	row       []byte
}

// Encode draws into g the symbol whose linear component has the data linear, as its own
// package takes them but an element string without FNC1 in front, and whose 2D
// component has the element string data; GS stands for FNC1 between elements. A
// position in an error from len(linear) on is one in data. g keeps what it has if there
// is an error.
func (e *Encoder) Encode(g *grid.Grid, linear, data string, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	if data == "" {
		return &grid.Error{Err: grid.ErrEmpty, Pos: len(linear)}
	}
	if err := compaction.Check(data, len(linear)); err != nil {
		return err
	}
	if err := e.drawLinear(linear, o, code128.LinkageCCAB); err != nil {
		return err
	}
	c, ok := e.choose(data, o)
	if !ok {
		return &grid.Error{
			Err: grid.ErrTooLong, Pos: len(linear), Len: len(data), Found: strconv.Itoa(len(data)) + " characters",
			Expected: "what the 2D component has room for", Rule: "ISO/IEC 24723:2010 §4",
		}
	}
	if c.version == CCC {
		if err := e.drawLinear(linear, o, code128.LinkageCCC); err != nil {
			return err
		}
	}
	e.encodeComponent(&c)
	above, below := e.align(o.Linear, &c)
	g.Reset(max(above+c.width(), below+e.linear.Width), c.rows+e.linear.Height)
	e.drawComponent(g, above, &c)
	e.copyLinear(g, below, c.rows)
	return nil
}

// choose compacts data for the version asked for, or the first with room.
func (e *Encoder) choose(data string, o *Options) (component, bool) {
	for _, v := range [...]Version{CCA, CCB, CCC} {
		if o.Version != Smallest && o.Version != v || v == CCC && o.Linear != GS1128 {
			continue
		}
		size := func(bits int) (component, bool) { return micro(v, columns[o.Linear], bits) }
		if v == CCC {
			size = func(bits int) (component, bool) { return wide(e.linear.Width, bits) }
		}
		if used, ok := e.compact(data, size); ok {
			return size(used)
		}
	}
	return component{}, false
}

// copyLinear copies the linear symbol into g, from such a column and row on.
func (e *Encoder) copyLinear(g *grid.Grid, x, y int) {
	for row := range e.linear.Height {
		for start, end := e.linear.NextBar(0, row); start < end; start, end = e.linear.NextBar(end, row) {
			g.SetBar(x+start, y+row, end-start)
		}
		g.SetRowHeight(y+row, e.linear.RowHeight(row))
	}
}
