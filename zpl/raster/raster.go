// Package raster draws ZPL II formats as a printer prints them.
//
// [Render] draws one format into a picture of one bit a dot. A [Renderer] does
// so for a series of formats and keeps, as printers do, what one format sets
// for the next. [Face] is the font alone, for drawing the same text without
// ZPL.
//
// # Specification
//
// Zebra Programming Guide P1099958, the pages of the commands; package zpl's
// commands.txt has the facts. Drawn are text (^A ^CF ^FB ^TB ^GS, and ^FC by a clock
// of the caller), boxes, lines and ellipses (^GB ^GC ^GD ^GE), pictures (^GF, and
// those stored by ~DG ~DY ^IS: ^XG ^IM ^IL), Code 128 (^BC), DataMatrix
// (^BX, quality 200), QR Code (^BQ), EAN and UPC (^BE ^B8 ^BU ^B9), interleaved 2 of 5
// of 14 digits (^B2) and GS1 DataBar and composite symbols (^BR), placed by ^FO ^FT
// ^FW ^LH ^LS ^LT, reversed by ^FR ^LR, turned by ^PO, mirrored by ^PM; numbered,
// joined and counted fields (^FN ^FE ^SN ^SF), stored formats (^DF ^XF). Deviations:
//
//   - There is one font, Go Bold made narrower, whose capitals and digits have
//     nearly the size of the printers' scalable font 0. The shapes differ, and a
//     line is some dots shorter or longer. Other fonts are drawn with it and
//     reported.
//   - Text is of code page 850 (^CI 0 to 13, without the letters of countries that 1 to
//     12 have in the place of some of ASCII), 1252 (27) or UTF-8 (28).
//   - A soft hyphen in ^FB prints as a hyphen and breaks no word.
//   - The guide does not say where ^FT puts a ^TB: its base line is taken as that of
//     the first line. How ^GD ends it does not say either: here level, with the
//     thickness measured across.
//   - Printers make the check digits of EAN, UPC and DataBar; those in longer data
//     are left out. FNC1 in the element strings of ^BR is #.
//
// BUG(eachmark): symbols are those of package gs1/symbol: another choice of
// encodations, subsets or mask than a printer's, or than the codes of ^BC and the
// modes of ^BQ ask for, makes a symbol with the same data that looks otherwise.
// Interleaved 2 of 5 of other lengths is reported and not drawn.
//
// # Errors
//
// A command that would have marked the label, or moved what does, and is not
// drawn is never passed over in silence: it is a [Problem] of the result.
package raster

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"time"

	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/zpl"
)

// MaxDots is the most dots of one label.
const MaxDots = 64 << 20

// Options describe the printer and its media.
type Options struct {
	DPMM zpl.DPMM // 0 is 8

	// Width and Length are those of the label stock: the picture has this size,
	// and what lies outside the print width (^PW) and label length (^LL) is not
	// printed. 0 takes them from the format; without ^PW the width is that of a
	// print head of 104 mm.
	Width, Length zpl.Dots

	// DefaultLength is that of a label whose length nothing else says, as a printer
	// measures it at the gaps. Without it such a label is an error.
	DefaultLength zpl.Dots

	// Clock is the time that ^FC prints; without it the letters of the clock are
	// printed as they are, and reported.
	Clock time.Time
}

// headWidth is the width of the print head of four-inch printers in mm.
const headWidth = 104

// A Result is a label.
type Result struct {
	Image    *image.Paletted // of [Palette]: 1 is printed; nil if the format prints nothing
	Problems []Problem       // in the order of the format
	Stored   string          // what ^DF or ^IS calls the format, "R:BOX.ZPL"
	Assumed  bool            // the length is Options.DefaultLength
}

// A Problem is something that a printer would have printed and the picture does
// not show, or shows otherwise.
type Problem struct {
	Start, End int    // [Start, End) in bytes of what was parsed
	Code       string // of the command, "^BQ"
	Message    string // lower case, no final stop
}

func (p Problem) String() string {
	return fmt.Sprintf("%s at byte %d: %s", p.Code, p.Start, p.Message)
}

// An Error is the problems of a format that [Render] drew nevertheless.
type Error struct{ Problems []Problem }

func (e *Error) Error() string {
	if len(e.Problems) == 0 {
		return "raster: problem"
	}
	if n := len(e.Problems) - 1; n > 0 {
		return fmt.Sprintf("raster: %v (and %d more)", e.Problems[0], n)
	}
	return fmt.Sprintf("raster: %v", e.Problems[0])
}

// Palette returns the colours of pictures: 0 white, 1 black.
func Palette() color.Palette { return color.Palette{color.White, color.Black} }

// NewImage returns an empty label of width by length dots.
func NewImage(width, length zpl.Dots) *image.Paletted {
	return image.NewPaletted(image.Rect(0, 0, int(width), int(length)), Palette())
}

// Render draws format, one format from ^XA to ^XZ under the usual prefixes; of
// several it draws the first. If it shows less than a printer would print, the
// error is an [*Error] and the picture is returned too. Without a format, or
// without a size for it, there is no picture.
func Render(format []byte, o Options) (*image.Paletted, error) {
	formats := zpl.Parse(format).Formats()
	if len(formats) == 0 {
		return nil, fmt.Errorf("raster: no format (^XA … ^XZ) in %d bytes", len(format))
	}
	result, err := New(o).Render(formats[0])
	switch {
	case err == nil && result.Image == nil:
		err = errors.New("raster: the format prints nothing")
	case err == nil && len(result.Problems) > 0:
		err = &Error{result.Problems}
	}
	return result.Image, err
}

// A Renderer draws formats one after the other. What a printer keeps from
// format to format (^PW, ^LH, ^CF, ^FW, …) it keeps too. It is not for
// concurrent use.
type Renderer struct {
	o         Options
	settings  settings
	face      *Face
	shelf     Shelf
	code      symbol.Symbol // the last one, for its memory
	composite composite.Encoder

	// of the format being drawn
	objects  *Shelf
	stored   string // by ^IS
	unseen   bool   // and not printed
	assumed  bool   // the length is the default one
	image    *image.Paletted
	window   image.Rectangle // what the print head reaches
	scratch  *image.Paletted // for reversed fields
	field    field
	next     image.Point // where text without ^FO or ^FT x,y goes on
	problems []Problem
	err      error
}

// New returns a Renderer in the state of a printer just switched on.
func New(o Options) *Renderer {
	if o.DPMM <= 0 {
		o.DPMM = zpl.DPMM8
	}
	return &Renderer{o: o, settings: powerUp(), face: NewFace()}
}

// Render draws one format, the first label of it. It fails if the size of the
// label is not known, unless the format has no fields, or if it has more than
// [MaxDots]. A format with ^DF is kept for later ones and not drawn, and so are the
// pictures that come before the format and in it.
func (r *Renderer) Render(f zpl.Format) (Result, error) {
	r.problems, r.objects = nil, &r.shelf
	for i := range f.Before {
		r.store(&f.Before[i])
	}
	if name, isStored := r.shelf.Store(f); isStored {
		return r.keep(f, name), nil
	}
	f = r.shelf.Recall(f)
	if Varies(f) || Numbered(f) {
		f = Filling{}.Fill(f)
	}
	return r.draw(f)
}

// keep reports what is not kept of a format with ^DF.
func (r *Renderer) keep(f zpl.Format, name string) Result {
	for i := range f.Commands {
		switch c := &f.Commands[i]; c.Code {
		case "~DG", "~DY":
			r.store(c)
		case "^DF":
			if name == "" {
				r.problem(c, "is not stored: there is no room")
			}
		}
	}
	return Result{Stored: name, Problems: r.problems}
}

// Draw draws a format as it is when [Shelf.Recall] and [Filling.Fill] are done. It
// takes pictures from the shelf, and does with it what the format stores and
// deletes; nil is an empty one.
func (r *Renderer) Draw(f zpl.Format, objects *Shelf) (Result, error) {
	if objects == nil {
		objects = &Shelf{}
	}
	r.problems, r.objects = nil, objects
	return r.draw(f)
}

func (r *Renderer) draw(f zpl.Format) (Result, error) {
	r.image, r.scratch, r.err = nil, nil, nil
	r.stored, r.unseen, r.assumed = "", false, false
	r.field = field{}
	for i := range f.Commands {
		r.command(&f.Commands[i])
	}
	r.finishField()
	empty := r.image == nil && r.err == nil // no field printed anything
	img := r.label()
	if r.err != nil && !(empty && r.err == errNoSize) {
		return Result{}, r.err
	}
	if img == nil || r.unseen || empty && r.assumed {
		return Result{Problems: r.problems, Stored: r.stored}, nil
	}
	if r.settings.inverted {
		turn(img, true, true)
	}
	if r.settings.mirrored {
		turn(img, true, false)
	}
	return Result{Image: img, Problems: r.problems, Stored: r.stored, Assumed: r.assumed}, nil
}

// errNoSize means that nobody said how long the label is.
var errNoSize = errors.New("raster: the label has no length, expected it from Options or ^LL")

// label returns the picture of the label. It is made when the first field is printed:
// until then ^PW and ^LL act on this label.
func (r *Renderer) label() *image.Paletted {
	if r.image != nil || r.err != nil {
		return r.image
	}
	width, length := r.o.Width, r.o.Length
	if width == 0 {
		width = r.settings.width
	}
	if width == 0 {
		width = zpl.Dots(headWidth * r.o.DPMM)
	}
	if length == 0 {
		length = r.settings.length
	}
	if length == 0 {
		length, r.assumed = r.o.DefaultLength, true
	}
	switch {
	case length == 0:
		r.err = errNoSize
		return nil
	case width < 0 || length < 0:
		r.err = fmt.Errorf("raster: label of %d × %d dots, expected at least 1 × 1", width, length)
		return nil
	}
	if width > MaxDots || length > MaxDots/width {
		r.err = fmt.Errorf("raster: label of %d × %d dots, expected at most %d dots", width, length, MaxDots)
		return nil
	}
	r.image = NewImage(width, length)
	r.window = r.image.Rect
	if w := r.settings.width; w > 0 {
		r.window.Max.X = min(r.window.Max.X, int(w))
	}
	if l := r.settings.length; l > 0 {
		r.window.Max.Y = min(r.window.Max.Y, int(l))
	}
	return r.image
}

func (r *Renderer) problem(c *zpl.Command, format string, args ...any) {
	p := Problem{Message: fmt.Sprintf(format, args...)}
	if c != nil {
		p.Start, p.End, p.Code = c.Start, c.End, c.Code
	}
	r.problems = append(r.problems, p)
}

// turn turns a picture in place, left to right and top to bottom.
func turn(img *image.Paletted, across, down bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	row := func(y int) []uint8 { return img.Pix[y*img.Stride:][:w] }
	if across {
		for y := range h {
			pix := row(y)
			for i, j := 0, w-1; i < j; i, j = i+1, j-1 {
				pix[i], pix[j] = pix[j], pix[i]
			}
		}
	}
	if down {
		for i, j := 0, h-1; i < j; i, j = i+1, j-1 {
			top, bottom := row(i), row(j)
			for x := range w {
				top[x], bottom[x] = bottom[x], top[x]
			}
		}
	}
}
