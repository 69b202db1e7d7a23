// Package code128 encodes data as a Code 128 symbol of the fewest symbol
// characters. [Encoder.Encode] draws it, [Encoder.Plan] returns the symbol
// characters for those who draw it themselves, such as a printer.
//
// A symbol that begins with FNC1 is a GS1-128 symbol, and FNC1 elsewhere
// separates elements. The 48 data characters of GS1-128 are not this package's
// rule, nor is the choice of elements. FNC2, FNC3 and reader programming are not
// supported.
//
// Among the shortest sequences of symbol characters the one with the fewest
// changes of code set is taken; then the one that starts in code set C rather
// than B, B rather than A, and that changes as late as possible.
//
// # Specification
//
// ISO/IEC 15417:2007: §4.3 (symbol characters and code sets), annex A (check
// character), annex B (FNC1), annex E (the fewest symbol characters). ISO/IEC
// 24723:2010 §7.4 (linkage to a composite component). Digits in code set C are
// never extended by FNC4, as readers and other encoders have it.
//
// # Errors
//
// Encoding fails with a [*grid.Error], which wraps [grid.ErrEmpty],
// [grid.ErrCharacter] or [grid.ErrTooLong].
package code128

import (
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// MaxLength is how many characters a symbol carries at most, FNC1 included. It
// is a limit of this package: ISO/IEC 15417 has none.
const MaxLength = 1024

// Options changes the symbol. A nil *Options is the zero value.
type Options struct {
	Linkage Linkage
}

// A Linkage says which composite component stands above the symbol.
type Linkage uint8

const (
	NoLinkage   Linkage = iota
	LinkageCCAB         // CC-A or CC-B
	LinkageCCC          // CC-C
)

// A Set is a code set.
type Set uint8

const (
	A Set = iota // ASCII 0 to 95
	B            // ASCII 32 to 127
	C            // pairs of digits
)

// String returns "A", "B" or "C".
func (s Set) String() string { return "ABC"[s : s+1] }

// A Character is one symbol character.
type Character struct {
	Value uint8 // 0 to 105 (ISO/IEC 15417:2007 table 1)
	Set   Set   // the code set it is read in, of a start character the one it starts
}

// Values of symbol characters (ISO/IEC 15417:2007 table 1). From 96 on their
// meaning is the same in all code sets but for FNC4, which is [CodeB] in code set
// B and [CodeA] in A.
const (
	Shift  = 98 // the next character is of the other one of A and B
	CodeC  = 99
	CodeB  = 100
	CodeA  = 101
	FNC1   = 102
	StartA = 103
	StartB = 104
	StartC = 105
)

// An Encoder encodes one symbol after the other in the same memory. The zero value
// is ready; it is not for concurrent use.
type Encoder struct {
	moves []moves
	plan  []Character
}

// Encode makes g the symbol of data: runes 0 to 255 are bytes, [grid.FNC1] is
// FNC1. The one row of g is as high as the bars are drawn. After an error g is as
// before.
func (e *Encoder) Encode(g *grid.Grid, data []rune, o *Options) error {
	if len(data) == 0 {
		return &grid.Error{Err: grid.ErrEmpty}
	}
	plan, err := e.Plan(data, o)
	if err != nil {
		return err
	}
	g.Reset(Modules(plan), 1)
	g.SetRowHeight(0, grid.Stretch)
	draw(g.Row(0), plan)
	return nil
}

// Modules returns the width of the symbol of plan in modules, without quiet zones.
func Modules(plan []Character) int {
	return characterWidth*(len(plan)+1) + stopWidth
}

// Check returns the value of the check character of plan (ISO/IEC 15417:2007 annex
// A).
func Check(plan []Character) uint8 {
	sum := 0
	for i, c := range plan {
		sum += max(i, 1) * int(c.Value)
	}
	return uint8(sum % 103)
}

// draw writes the symbol characters of plan, the check and the stop character to
// row, eight modules a byte.
func draw(row []byte, plan []Character) {
	var bits uint64 // the last ones not yet written
	n := 0          // how many of them
	put := func(pattern uint16, width int) {
		bits = bits<<width | uint64(pattern)
		if n += width; n >= 32 {
			n -= 32
			binary.BigEndian.PutUint32(row, uint32(bits>>n))
			row = row[4:]
		}
	}
	for _, c := range plan {
		put(patterns[c.Value], characterWidth)
	}
	put(patterns[Check(plan)], characterWidth)
	put(stop, stopWidth)
	for ; n > 0; n -= 8 {
		row[0] = byte(bits << 8 >> n)
		row = row[1:]
	}
}

// valid refuses data that no symbol carries, and reports whether there are bytes
// above 127.
func valid(data []rune) (extended bool, err error) {
	if len(data) > MaxLength {
		return false, &grid.Error{
			Err: grid.ErrTooLong, Len: len(data),
			Found: strconv.Itoa(len(data)) + " characters", Expected: "at most " + strconv.Itoa(MaxLength),
		}
	}
	var highest uint32 // of what is 0 for FNC1 and one more than a byte
	for _, r := range data {
		highest = max(highest, uint32(r+1))
	}
	if highest > 256 {
		return false, characterError(data)
	}
	return highest > 128, nil
}

// characterError is about the first rune of data that is neither a byte nor FNC1.
func characterError(data []rune) error {
	i := slices.IndexFunc(data, func(r rune) bool { return r != grid.FNC1 && uint32(r) > 255 })
	return &grid.Error{
		Err: grid.ErrCharacter, Pos: i, Len: 1,
		Found: strconv.QuoteRune(data[i]), Expected: "a byte or FNC1", Rule: "ISO/IEC 15417:2007 4.3",
	}
}
