// Package label lays labels out: which text and which symbol stand where, in
// micrometres, for any printer. [Standard] is the built-in label; the [Page] it
// returns is written as ZPL by [Page.AppendZPL] and drawn by [Page.Image], both
// from the same positions in dots.
//
// # Specification
//
// GS1 General Specifications §5.12.3, symbol specification table 6 (regulated
// healthcare): X-dimension of GS1 DataMatrix 0.254 to 0.990 mm. §4.15: text
// beside the symbol. The printer's own rules are those of package zpl.
//
// # Errors
//
// Errors of package symbol pass through: data that no symbol can carry.
// [ErrTooLarge] says that the symbol does not fit its place.
package label

import (
	"errors"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/zpl"
)

// A Micron is a length in micrometres.
type Micron int

// Dots returns the length in dots of a printer, rounded to the nearest.
func (m Micron) Dots(dpmm zpl.DPMM) zpl.Dots { return dpmm.Dots(int(m)) }

// Millimetres returns the length in millimetres.
func (m Micron) Millimetres() float64 { return float64(m) / 1000 }

// ErrTooLarge says that a symbol does not fit its place on the label, at the
// smallest X-dimension a scanner is sure to read.
var ErrTooLarge = errors.New("the symbol does not fit the label")

// A Page is a label laid out. The origin is the upper left corner, x runs to
// the right and y down.
type Page struct {
	Width, Height Micron
	Texts         []Text
	Matrices      []DataMatrix
	Tag           *zpl.Tag // of the RFID tag in the label; nil for none
}

// A Text is one line of text. X and Y are the upper left corner.
type Text struct {
	X, Y   Micron
	Height Micron // of the line, with accents and descenders: that of ^A0
	Value  string
}

// A DataMatrix is a GS1 DataMatrix. X and Y are the upper left corner of its
// quiet zone.
type DataMatrix struct {
	X, Y    Micron
	Module  Micron // X-dimension; rounded down to whole dots
	Message gs1.Message
}

// module returns the X-dimension in whole dots, at least one: rounding up would
// let the symbol outgrow its place.
func (d DataMatrix) module(dpmm zpl.DPMM) zpl.Dots {
	return max(1, zpl.Dots(int(d.Module)*int(dpmm)/1000))
}
