// Package qr encodes data as a QR Code symbol (model 2, versions 1 to 40): of the
// fewest bits, in the smallest version that has room, with as much error correction
// as that version allows. [Encoder.Encode] draws it, [Encoder.Symbol] says what it
// drew.
//
// Data that begin with FNC1 make a GS1 QR Code symbol, in which FNC1 separates
// elements; a GS1 Digital Link URI is encoded without FNC1. Bytes go into the symbol
// as they are: nothing says which character set they are of (ECI), and readers guess
// between UTF-8 and Latin-1, which are the same for ASCII. Kanji mode, structured
// append, FNC1 in second position and Micro QR Code are not supported.
//
// In a GS1 QR Code symbol "%" is carried as a byte, never as "%%" in alphanumeric
// mode, which may cost some bits: zxing-cpp 1.4 and earlier, which many distributions
// ship, lose what follows "%%".
//
// # Specification
//
// ISO/IEC 18004:2015: §7.4 (modes; FNC1 §7.4.8), §7.5 (error correction), §7.7
// (placement), §7.8 (masks), §7.9 and §7.10 (format and version information). In
// the penalties (§7.8.3.1) everything outside the symbol is light, and a pattern like
// that of a finder counts once with light modules on one side or both: so read, they
// choose the masks of figures 29 and I.2.
//
// # Errors
//
// Encoding fails with a [*grid.Error], which wraps [grid.ErrEmpty],
// [grid.ErrCharacter] or [grid.ErrTooLong].
package qr

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/reedsolomon"
)

// A Level is how much of a symbol error correction can recover, about.
type Level uint8

const (
	L Level = iota // 7 %
	M              // 15 %
	Q              // 25 %
	H              // 30 %
)

// String returns "L", "M", "Q" or "H".
func (l Level) String() string { return "LMQH"[l : l+1] }

// A Mask is one of the eight data mask patterns (ISO/IEC 18004:2015 table 10).
type Mask uint8

const (
	Mask000 Mask = iota + 1
	Mask001
	Mask010
	Mask011
	Mask100
	Mask101
	Mask110
	Mask111
)

// Options changes the symbol. A nil *Options is the zero value.
type Options struct {
	Level     Level // the least error correction
	KeepLevel bool  // no more error correction than Level, even if there is room
	Version   int   // 1 to 40, or 0 for the smallest that has room
	Mask      Mask  // 0 is the mask of the lowest penalty
}

// A Symbol says how data were encoded.
type Symbol struct {
	Version   int // 1 to 40
	Level     Level
	Mask      Mask
	Codewords int // of data, pad codewords included
	Bits      int // of data, with mode indicators and counts, without terminator
}

// Modules returns the width and height of the symbol, without quiet zone.
func (s Symbol) Modules() int { return 17 + 4*s.Version }

// An Encoder encodes one symbol after the other in the same memory. The zero value
// is ready; it is not for concurrent use.
type Encoder struct {
	symbol   Symbol
	moves    []moves
	first    mode
	segments []segment
	data     []byte // codewords, pad codewords included
	check    []byte // codewords of error correction of one block
	words    []byte // all, interleaved
	codes    [maxCheck + 1]*reedsolomon.Code
	matrix   matrix
}

// Symbol returns what the last call of Encode drew.
func (e *Encoder) Symbol() Symbol { return e.symbol }

// Encode makes g the symbol of data: runes 0 to 255 are bytes, [grid.FNC1] is
// FNC1, which must be in first position if it is anywhere. After an error g is as
// before.
func (e *Encoder) Encode(g *grid.Grid, data []rune, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	if o.Level > H || o.Mask > Mask111 || o.Version < 0 || o.Version > len(versions) {
		return fmt.Errorf("qr: options %+v, want levels, masks and versions of QR Code", *o)
	}
	if err := valid(data); err != nil {
		return err
	}
	s, err := e.fit(data, o)
	if err != nil {
		return err
	}
	e.symbol = s
	e.writeData(data)
	e.interleave()
	e.matrix.draw(&e.symbol, e.words, o.Mask)
	e.matrix.copyTo(g)
	return nil
}

// valid refuses data that no symbol carries.
func valid(data []rune) error {
	gs1 := isGS1(data)
	if len(data) == 0 || gs1 && len(data) == 1 {
		return &grid.Error{Err: grid.ErrEmpty, Len: len(data)}
	}
	if len(data) > maxLength {
		return &grid.Error{
			Err: grid.ErrTooLong, Len: len(data),
			Found:    strconv.Itoa(len(data)) + " characters",
			Expected: fmt.Sprintf("at most %d, even of digits", maxLength), Rule: "ISO/IEC 18004:2015 table 7",
		}
	}
	for i, r := range data {
		if r == grid.FNC1 && !gs1 {
			return &grid.Error{
				Err: grid.ErrCharacter, Pos: i, Len: 1,
				Found: "FNC1", Expected: "FNC1 only in a symbol that begins with it", Rule: "ISO/IEC 18004:2015 7.4.8",
			}
		}
		if r != grid.FNC1 && uint32(r) > 255 {
			return &grid.Error{
				Err: grid.ErrCharacter, Pos: i, Len: 1,
				Found: strconv.QuoteRune(r), Expected: "a byte or FNC1", Rule: "ISO/IEC 18004:2015 7.4",
			}
		}
	}
	return nil
}

// maxLength is how many digits the largest symbol carries (ISO/IEC 18004:2015 table
// 7), and FNC1.
const maxLength = 7089 + 1

func isGS1(data []rune) bool { return len(data) > 0 && data[0] == grid.FNC1 }

// fit chooses the version and the level for data, and leaves the moves of its
// segments in e.
func (e *Encoder) fit(data []rune, o *Options) (Symbol, error) {
	least, most := 1, len(versions)
	if o.Version != 0 {
		least, most = o.Version, o.Version
	}
	var bits int
	for v := least; v <= most; v++ {
		if v == least || v == countsFrom[1] || v == countsFrom[2] {
			e.first, bits = e.search(data, v)
		}
		if bits <= 8*versions[v-1].dataWords(o.Level) {
			return symbolOf(v, bits, o), nil
		}
	}
	return Symbol{}, tooLong(len(data), bits, most, o.Level)
}

// symbolOf returns the symbol of version v for so many bits, which have room at the
// level asked for.
func symbolOf(v, bits int, o *Options) Symbol {
	level := o.Level
	for !o.KeepLevel && level < H && bits <= 8*versions[v-1].dataWords(level+1) {
		level++
	}
	return Symbol{Version: v, Level: level, Codewords: versions[v-1].dataWords(level), Bits: bits}
}

func tooLong(runes, bits, v int, l Level) error {
	return &grid.Error{
		Err: grid.ErrTooLong, Len: runes,
		Found:    strconv.Itoa(bits) + " bits",
		Expected: fmt.Sprintf("at most %d, the capacity of version %d-%v", 8*versions[v-1].dataWords(l), v, l),
		Rule:     "ISO/IEC 18004:2015 table 7",
	}
}

// writeData makes e.data the codewords of data, followed by pad codewords.
func (e *Encoder) writeData(data []rune) {
	w := bitWriter{b: slices.Grow(e.data[:0], maxWords)}
	if isGS1(data) {
		w.put(indicatorFNC1, 4)
		data = data[1:]
	}
	e.divide(data, e.first)
	for _, s := range e.segments {
		w.segment(data[:s.runes], s.mode, e.symbol.Version)
		data = data[s.runes:]
	}
	e.data = w.pad(e.symbol.Codewords)
}

// interleave makes e.words the codewords as the symbol has them: the first one of
// each block, then the second ones, and so on, and the same again of error
// correction (ISO/IEC 18004:2015 §7.6).
func (e *Encoder) interleave() {
	v := &versions[e.symbol.Version-1]
	b := v.levels[e.symbol.Level]
	e.words = slices.Grow(e.words[:0], maxWords)[:v.words]
	data, short := e.data, len(e.data)/b.number
	for i := range b.number {
		n := short
		if i >= b.number-len(e.data)%b.number {
			n++
		}
		e.place(data[:n], i, b)
		data = data[n:]
	}
}

// place places the codewords of block i.
func (e *Encoder) place(data []byte, i int, b blocks) {
	for j, word := range data {
		at := j*b.number + i
		if j == len(e.data)/b.number { // only long blocks have a word there
			at -= b.number - len(e.data)%b.number
		}
		e.words[at] = word
	}
	e.check = e.code(b.check).AppendCheck(e.check[:0], data)
	for j, word := range e.check {
		e.words[len(e.data)+j*b.number+i] = word
	}
}

// field is the one of QR Code (ISO/IEC 18004:2015 §7.5.2).
var field = reedsolomon.NewField(0x11D)

// code returns the code of n codewords of error correction.
func (e *Encoder) code(n int) *reedsolomon.Code {
	if e.codes[n] == nil {
		e.codes[n] = field.NewCode(n, 0)
	}
	return e.codes[n]
}
