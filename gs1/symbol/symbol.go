// Package symbol turns a GS1 message into a barcode symbol: a grid of dark and
// light modules, and from it a drawing. [Encode] makes the symbol of a message,
// [Symbol.AppendPNG] a PNG of it; [Symbol.AppendSVG], [Symbol.AppendPDF],
// [Symbol.AppendZPL] and [Symbol.AppendTerminal] draw it elsewhere, and
// [Symbol.Image] is for drawing it onto something larger. [Fit] says how large it
// comes out at a printer's resolution. Package
// [github.com/eachmark/eachmark/gs1/symbol/readback] reads symbols back.
//
// The symbologies are packages of their own below this one, the data of each the
// fewest codewords or symbol characters that can carry them. None of the modules
// come from github.com/boombuler/barcode v1.1.0, which knows no GS1 QR Code, no
// rectangles and no DataBar: the tests hold its symbols against ours where it has
// them.
//
// What a symbol cannot carry is refused, never encoded as something else.
//
// # Specification
//
// GS1 General Specifications, Release 26.0: §5.2 (EAN/UPC), §5.3 (ITF-14), §5.4
// (GS1-128), §5.5 (GS1 DataBar), §5.6 (GS1 DataMatrix, GS1 QR Code), §5.11 (GS1
// Composite), §5.12.3 (X-dimension and height, see sizes.txt), §4.15 (human
// readable interpretation). The symbologies' own standards are named in their
// packages.
//
// # Errors
//
// Encoding fails with an [*Error], which wraps [ErrKind], [ErrContent],
// [ErrEmpty], [ErrCharacter], [ErrLength], [ErrCheck], [ErrTooLong] or [ErrSize]; a
// message that makes no Digital Link URI with the [*gs1.Error] of package dl.
package symbol

import (
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// A Micrometre is a length of a thousandth of a millimetre.
type Micrometre uint32

// A Symbol is the module grid of one barcode symbol, without quiet zone: Width
// columns of modules and Height rows, which for bars are as high as
// [grid.Grid.RowHeight] says. It is made by [Encode] or [EncodeRaw], or again and
// again in the same memory by [Symbol.Encode] and [Symbol.EncodeRaw]; the zero
// value is ready for that and not for concurrent use.
type Symbol struct {
	Kind Kind
	grid.Grid

	narrow    int           // modules of the X-dimension, 0: one
	runes     []rune        // what was encoded, of kinds that carry text
	digits    string        // what was encoded, of kinds that carry digits
	addOn     string        // of EAN and UPC
	elements  []gs1.Element // for the human readable text
	linear    int           // how many characters are in the linear component of a composite symbol
	component int           // how many runes are in the composite component or before it, as separator
	work      *encoders
}

// QuietZone returns how many light modules the symbol needs at its left, at its
// right, and above and below.
func (s *Symbol) QuietZone() (left, right, vertical int) {
	if !s.Kind.IsValid() {
		return 0, 0, 0
	}
	f := &kindFacts[s.Kind]
	left, right, vertical = f.left, f.right, f.vertical
	switch {
	case s.addOn != "":
		right = 5 // GS1 General Specifications §5.2.3.4
	case s.IsComposite():
		start, end := s.linearSpan()
		left, right = max(left-start, 1), max(right-(s.Width-end), 1) // ISO/IEC 24723:2010 §12: 1X beside the composite component
	}
	n := s.XModules()
	return left * n, right * n, vertical * n
}

// IsComposite reports whether the symbol has a composite component.
func (s *Symbol) IsComposite() bool { return s.component > 0 }

// linearSpan returns the columns from the first bar of the highest row to behind its
// last one.
func (s *Symbol) linearSpan() (start, end int) {
	for y := range s.Height {
		if s.RowHeight(y) != grid.Stretch {
			continue
		}
		start, end = s.NextBar(0, y)
		for from, to := s.NextBar(end, y); from < to; from, to = s.NextBar(to, y) {
			end = to
		}
		return start, end
	}
	return 0, s.Width
}

// XModules returns how many modules of the grid make the X-dimension: one, or two
// in an ITF-14 symbol whose wide bars are not a whole number of narrow ones.
func (s *Symbol) XModules() int { return max(s.narrow, 1) }

// IsGS1 reports whether FNC1 stands in first position, or the symbology carries
// nothing but GS1 data.
func (s *Symbol) IsGS1() bool {
	return len(s.digits) > 0 || len(s.runes) > 0 && s.runes[0] == FNC1
}

// SymbologyID returns the AIM symbology identifier a scanner sends before the
// data: that of the kind, "]E3" with an add-on, "]e0" with a composite component,
// "]d8" for a Data Matrix Rectangular Extension, or for instance "]d1" or "]C0" for a
// symbol of [EncodeRaw] that does not begin with FNC1.
func (s *Symbol) SymbologyID() string {
	switch {
	case !s.Kind.IsValid():
		return ""
	case s.addOn != "":
		return "]E3"
	case s.IsComposite() && s.digits == "":
		return "]e0" // GS1 General Specifications §5.11.1
	case s.isExtended() && s.IsGS1():
		return "]d8" // ISO/IEC 15424, as ISO/IEC 21471 has it
	case s.isExtended():
		return "]d7"
	case !s.IsGS1():
		return kindFacts[s.Kind].plain
	}
	return kindFacts[s.Kind].id
}

// AppendScan appends what a scanner sends for the symbol: the identifier and the
// data, with GS for FNC1. The GTIN in a DataBar symbol is sent as an element string
// (GS1 General Specifications §5.5), twelve digits with a zero before them. Of a
// composite symbol the components follow each other behind "]e0"; below EAN and UPC
// symbols "|]e0" stands between them, as [gs1.Message.AppendScan] has it.
func (s *Symbol) AppendScan(b []byte) []byte {
	b = s.appendDigits(append(b, s.SymbologyID()...))
	if s.IsComposite() && kindFacts[s.Kind].ean {
		b = append(b, "|]e0"...)
	}
	return append(appendTransmitted(b, s.runes), s.addOn...)
}

// AppendLinearScan appends what a scanner sends for the symbol that does not read
// composite components.
func (s *Symbol) AppendLinearScan(b []byte) []byte {
	if !s.IsComposite() {
		return s.AppendScan(b)
	}
	b = append(b, kindFacts[s.Kind].id...)
	return appendTransmitted(s.appendDigits(b), s.runes[:len(s.runes)-s.component])
}

func (s *Symbol) appendDigits(b []byte) []byte {
	switch {
	case s.digits != "" && s.isDataBar():
		b = append(b, "01"...)
	case len(s.digits) == 12:
		b = append(b, '0')
	}
	return append(b, s.digits...)
}

// texts returns the human readable text, a line an element string.
func (s *Symbol) texts() []string {
	if s.digits != "" && !s.isDataBar() {
		return []string{s.digits}
	}
	all := make([]string, 0, len(s.elements))
	for _, e := range s.elements {
		all = append(all, string(e.AppendHRI(nil)))
	}
	return all
}

func (s *Symbol) isDataBar() bool { return s.Kind >= DataBarOmni }
