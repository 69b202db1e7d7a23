// Package datamatrix encodes data as Data Matrix ECC 200 symbols, in the fewest
// codewords there can be: [Encoder.Encode] writes the modules into a grid,
// [Sizes] lists what symbols there are.
//
// The data are runes: 0 to 255 are bytes, [grid.FNC1] is the function character 1,
// which makes a symbol a GS1 one if it comes first and separates elements
// elsewhere. Of the six encodations, which may change within the data, the
// shortest sequence is found by dynamic programming and not by looking ahead; of
// sequences of the same length it is one with the fewest changes.
//
// # Specification
//
// ISO/IEC 16022:2006 (Data Matrix ECC 200) and ISO/IEC 21471:2020 (DMRE). Extended
// channel interpretations, structured append, macros and reader programming are
// not written. FNC1 is written in ASCII, C40 or Text; FNC1 in second position behind
// a letter or two digits, the mark of an industry, stays the second codeword. Two
// things the standard leaves open:
//   - A last codeword in ASCII behind C40, Text or X12 without unlatch (§5.2.5.2 d)
//     may be a pair of digits too; readers take any codeword there as ASCII.
//   - The check words of 144 × 144 modules, whose ten blocks are not equally long,
//     are dealt to the blocks from the ninth on, where the data ended. That is the
//     custom of encoders and what readers expect; a draft of the revision begins with
//     the first block (zxing-cpp#259), which many readers cannot read.
//
// # Errors
//
// Encoding fails with a [*grid.Error], which wraps [grid.ErrEmpty],
// [grid.ErrCharacter], [grid.ErrTooLong] or [grid.ErrSize].
package datamatrix

import (
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/reedsolomon"
)

// Options chooses among the symbols that can carry the data: the one of the
// smallest area is made. A nil *Options is the zero value.
type Options struct {
	// Shapes are those allowed; 0 is Square, or any if Width and Height are set.
	Shapes Shapes
	// Width and Height, in modules, are those the symbol must have; 0 is any.
	Width, Height int
	// MaxWidth and MaxHeight, in modules, are the largest allowed; 0 is no limit.
	MaxWidth, MaxHeight int
	// Encodations are those allowed beside ASCII; 0 is all.
	Encodations Encodations
}

const sizeRule = "ISO/IEC 16022:2006 and ISO/IEC 21471:2020, table 7"

// An Encoder encodes symbols and keeps its memory from one to the next. The zero
// value is ready. It must not be used concurrently.
type Encoder struct {
	plan      plan
	size      int // index in sizes
	used      int // codewords before the pad
	codewords []byte
	block     []byte
	check     []byte
	layouts   [len(sizes)]layout
	field     *reedsolomon.Field
	codes     [maxCheck + 1]*reedsolomon.Code // by their check words
}

// maxCheck is the largest number of check words of a block.
const maxCheck = 68 // ISO/IEC 16022:2006 table 7

// Encode writes the smallest symbol the options allow for data into g. An error
// leaves g as it was.
func (e *Encoder) Encode(g *grid.Grid, data []rune, o *Options) error {
	if o == nil {
		o = new(Options)
	}
	allowed := o.Encodations
	if allowed == 0 {
		allowed = ASCII | C40 | Text | X12 | EDIFACT | Base256
	}
	if err := e.plan.make(data, allowed); err != nil {
		return err
	}
	i, err := e.plan.pick(o)
	if err != nil {
		return err
	}
	e.size = i
	s := &sizes[i]
	e.codewords = e.plan.appendData(e.codewords[:0], e.plan.trace(s.DataCodewords))
	e.used = len(e.codewords)
	e.codewords = appendPad(e.codewords, s.DataCodewords)
	e.appendCheck(s)
	e.codewords = append(e.codewords, 0x80) // for the modules that show no codeword
	e.layout(i).draw(g, s, e.codewords)
	return nil
}

// Size returns the size of the last symbol.
func (e *Encoder) Size() Size { return sizes[e.size] }

// Codewords returns the codewords of the last symbol's data, pad and check words
// not included. They are the encoder's until it encodes again.
func (e *Encoder) Codewords() []byte { return e.codewords[:e.used] }

// appendCheck appends the check words to the data. Data and check words are dealt
// to the blocks in turn (ISO/IEC 16022:2006 annex A).
func (e *Encoder) appendCheck(s *Size) {
	code := e.code(s.CheckCodewords / s.Blocks)
	if s.Blocks == 1 {
		e.codewords = code.AppendCheck(e.codewords, e.codewords)
		return
	}
	data := e.codewords
	for range s.CheckCodewords {
		e.codewords = append(e.codewords, 0)
	}
	for b := range s.Blocks {
		e.block = e.block[:0]
		i := b
		for ; i < len(data); i += s.Blocks {
			e.block = append(e.block, data[i])
		}
		e.check = code.AppendCheck(e.check[:0], e.block)
		for _, c := range e.check {
			e.codewords[i] = c
			i += s.Blocks
		}
	}
}

func (e *Encoder) code(check int) *reedsolomon.Code {
	if e.codes[check] == nil {
		if e.field == nil {
			e.field = reedsolomon.NewField(0x12D) // ISO/IEC 16022:2006 §5.7.1
		}
		e.codes[check] = e.field.NewCode(check, 1) // its roots begin at 2 (annex E)
	}
	return e.codes[check]
}

func (e *Encoder) layout(size int) layout {
	if e.layouts[size] == nil {
		e.layouts[size] = newLayout(&sizes[size])
	}
	return e.layouts[size]
}

// tooLong returns why no size is left of the ones the options allow, of which the
// largest is given, or nil if there is none.
func tooLong(p *plan, largest *Size) *grid.Error {
	n := len(p.data)
	if largest == nil {
		return &grid.Error{
			Err: grid.ErrSize, Len: n, Rule: sizeRule,
			Found: "shape and dimensions no symbol has", Expected: "one of the 48 sizes",
		}
	}
	return &grid.Error{
		Err: grid.ErrTooLong, Len: n, Rule: sizeRule,
		Found:    strconv.Itoa(p.codewords()) + " codewords",
		Expected: "at most " + strconv.Itoa(largest.DataCodewords) + ", the capacity of " + largest.String(),
	}
}
