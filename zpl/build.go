package zpl

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
)

// A Builder writes formats, one label each. Its methods append to one buffer
// that [Builder.Reset] keeps, so that labels after the first cost no
// allocation. The first error stays and [Builder.Bytes] returns it. The zero
// value is ready to use.
//
// Field data cannot do harm: whatever a text holds, a printer prints it and
// takes no part of it for a command.
type Builder struct {
	b       []byte
	scratch []byte
	code128 code128.Encoder
	open    bool
	err     error
}

// Reset forgets what was written and the error, and keeps the memory.
func (b *Builder) Reset() {
	b.b, b.open, b.err = b.b[:0], false, nil
}

// Bytes returns the formats written since the last [Builder.Reset], or the
// first error. They are valid until the next call of a method.
func (b *Builder) Bytes() ([]byte, error) {
	if b.err == nil && b.open {
		b.err = errors.New("zpl: format is not ended")
	}
	if b.err != nil {
		return nil, b.err
	}
	return b.b, nil
}

// Begin starts the format of a label of width and length dots. Everything that
// a format leaves behind in a printer and that moves or changes fields is set:
// UTF-8 (^CI28), dots as units, the size, the label home, fields neither turned
// nor justified to the right, a label neither turned nor mirrored nor reversed,
// one of it. ^LS and ^LT are not: they align a printer to its media. ^JZN keeps the printer from printing the label twice by
// itself after media out, ribbon out or head open; it stands in every format
// because it is Y again after power off.
func (b *Builder) Begin(width, length Dots) {
	if b.open {
		b.fail("zpl: format begins inside a format")
	}
	b.check("label width", width, 2)
	b.check("label length", length, 1)
	b.open = true
	b.b = append(b.b, "^XA^CI28^JZN^MUD^PW"...)
	b.dots(width)
	b.b = append(b.b, "^LL"...)
	b.dots(length)
	b.b = append(b.b, "^LH0,0^FWN,0^PMN^PON^LRN^PQ1\n"...)
}

// End ends the format.
func (b *Builder) End() {
	b.inFormat("end")
	b.open = false
	b.b = append(b.b, "^XZ\n"...)
}

// Text writes s in the scalable font 0, not turned. x and y are the upper left
// corner of the field, height that of a line of text with its descenders; width
// is the width of the characters as ^A has it, 0 for that which belongs to the
// height.
func (b *Builder) Text(x, y, height, width Dots, s string) {
	b.text(x, y, height, width)
	b.data(s)
}

// A Block is a field of several lines (^FB).
type Block struct {
	Width   Dots // of a line
	Lines   int  // at most; what does not fit is printed over the last line
	Spacing Dots // added between lines, may be negative
	Justify Justification
	Indent  Dots // of the second and later lines
}

// A Justification says where the lines of a [Block] stand.
type Justification byte

// The justifications of ^FB; the zero value is JustifyLeft.
const (
	JustifyLeft   Justification = 'L'
	JustifyCenter Justification = 'C'
	JustifyRight  Justification = 'R'
	JustifyBoth   Justification = 'J' // the last line to the left
)

// TextBlock writes s as a block that breaks lines between words and at line
// feeds. The other parameters are those of [Builder.Text].
func (b *Builder) TextBlock(x, y, height, width Dots, block Block, s string) {
	b.check("block width", block.Width, 1)
	b.check("block indent", block.Indent, 0)
	if block.Lines < 1 || block.Lines > 9999 || block.Spacing < -9999 || block.Spacing > 9999 || block.Indent > 9999 {
		b.fail("zpl: block of %d lines, spacing %d, indent %d, expected 1…9999 lines, spacing within ±9999, indent up to 9999",
			block.Lines, block.Spacing, block.Indent)
	}
	if block.Justify == 0 {
		block.Justify = JustifyLeft
	}
	b.text(x, y, height, width)
	b.command("^FB", block.Width, Dots(block.Lines), block.Spacing)
	b.b = append(b.b, ',', byte(block.Justify), ',')
	b.dots(block.Indent)
	b.scratch = appendBlock(b.scratch[:0], s)
	b.fieldData(b.scratch)
}

// text writes the origin and the font of a text field.
func (b *Builder) text(x, y, height, width Dots) {
	b.check("text height", height, 10)
	if width != 0 {
		b.check("character width", width, 10)
	}
	b.origin(x, y)
	b.b = append(b.b, "^A0N,"...)
	b.dots(height)
	b.b = append(b.b, ',')
	b.dots(width)
}

// Box draws a frame of width by height dots, thickness inwards; with the
// thickness of its shorter side it is filled. x and y are its upper left
// corner.
func (b *Builder) Box(x, y, width, height, thickness Dots) {
	b.check("thickness", thickness, 1)
	b.check("box width", width, thickness)
	b.check("box height", height, thickness)
	b.origin(x, y)
	b.command("^GB", width, height, thickness)
	b.b = append(b.b, "^FS\n"...)
}

// Graphic writes a picture whose upper left corner is at x and y. Its data is
// compressed.
func (b *Builder) Graphic(x, y Dots, g Graphic) {
	if g.Rows() == 0 {
		b.fail("zpl: picture of %d bytes, %d a row, expected at least one row", len(g.Bits), g.Row)
		return
	}
	b.origin(x, y)
	b.b = g.AppendField(b.b, GraphicZ64)
	b.b = append(b.b, "^FS\n"...)
}

// DataMatrix writes a square DataMatrix symbol (ECC 200) of modules of module
// dots, as large as data needs. x and y are its upper left corner; the quiet
// zone around it is the caller's. data is bytes (runes 0…255) and [FNC1]; a GS1
// DataMatrix begins with it.
func (b *Builder) DataMatrix(x, y, module Dots, data []rune) {
	b.check("module", module, 1)
	b.origin(x, y)
	b.b = append(b.b, "^BXN,"...)
	b.dots(module)
	b.b = append(b.b, ",200,0,0,,"...)
	b.b = append(b.b, dmEscape)
	var err error
	b.scratch, err = appendDataMatrix(b.scratch[:0], data)
	b.keep(err)
	b.fieldData(b.scratch)
}

// Code128 writes a Code 128 symbol with modules of module dots and bars of
// height dots, without text. x and y are the upper left corner of the bars; the
// quiet zones are the caller's, [Code128Modules] is the width. data is the
// characters ASCII 32 to 127 and [FNC1], at most [code128.MaxLength]; a GS1-128
// begins with it.
//
// Start code and subsets are those of the shortest symbol and written out (mode N):
// the modes U, A and D of ^BC drop or change data.
func (b *Builder) Code128(x, y, module, height Dots, data []rune) {
	b.check("bar height", height, 1)
	if module < 1 || module > 10 {
		b.fail("zpl: module of %d dots, expected 1…10", module)
	}
	b.origin(x, y)
	b.command("^BY", module)
	b.b = append(b.b, "^BCN,"...)
	b.dots(height)
	b.b = append(b.b, ",N,N,N,N"...)
	plan, err := planCode128(&b.code128, data)
	b.keep(err)
	b.scratch = appendCode128(b.scratch[:0], plan)
	b.fieldData(b.scratch)
}

func (b *Builder) origin(x, y Dots) {
	b.inFormat("field")
	b.check("x", x, 0)
	b.check("y", y, 0)
	b.command("^FO", x, y)
}

func (b *Builder) command(code string, args ...Dots) {
	b.b = append(b.b, code...)
	for i, a := range args {
		if i > 0 {
			b.b = append(b.b, ',')
		}
		b.dots(a)
	}
}

func (b *Builder) dots(d Dots) { b.b = strconv.AppendInt(b.b, int64(d), 10) }

// data writes the field data s and ends the field.
func (b *Builder) data(s string) {
	b.b = append(b.b, `^FH\^FD`...)
	start := len(b.b)
	b.b = appendEscaped(b.b, s)
	b.endData(start)
}

// fieldData is data for bytes.
func (b *Builder) fieldData(s []byte) {
	b.b = append(b.b, `^FH\^FD`...)
	start := len(b.b)
	b.b = appendEscaped(b.b, s)
	b.endData(start)
}

func (b *Builder) endData(start int) {
	if n := len(b.b) - start; n > maxFieldData {
		b.fail("zpl: field data of %d bytes, expected at most %d", n, maxFieldData)
	}
	b.b = append(b.b, "^FS\n"...)
}

func (b *Builder) inFormat(what string) {
	if !b.open {
		b.fail("zpl: %s outside a format", what)
	}
}

// check notes an error if d is not in least…MaxDots.
func (b *Builder) check(what string, d, least Dots) {
	if d < least || d > MaxDots {
		b.fail("zpl: %s of %d dots, expected %d…%d", what, d, least, MaxDots)
	}
}

func (b *Builder) fail(format string, args ...any) { b.keep(fmt.Errorf(format, args...)) }

func (b *Builder) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}
