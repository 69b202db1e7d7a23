package raster

import (
	"github.com/eachmark/eachmark/zpl"
)

// A field is what is known of the field in hand.
type field struct {
	x, y        int
	typeset     bool // ^FT
	right       bool // justified to the right
	orientation byte // 0: that of ^FW
	font        lettering
	hasFont     bool
	reverse     bool
	unknown     bool // the data is not for printing as text

	text, data *zpl.Command // ^A; ^FD or ^FV
	block      *zpl.Command // ^FB, ^TB
	sign       *zpl.Command // ^GS
	clock      *zpl.Command // ^FC
	symbol     *zpl.Command // ^BC, ^BX and those of barcode
	graphic    *zpl.Command // ^GB, ^GF, ^XG, …
	gap        int          // ^FP
}

// fieldCommand interprets commands that make up a field.
func (r *Renderer) fieldCommand(c *zpl.Command) bool {
	f := &r.field
	switch c.Code {
	case "^FO", "^FT":
		r.startField(c)
	case "^FS":
		r.finishField()
	case "^FD", "^FV":
		f.data = c
	case "^FR":
		f.reverse = true
	case "^A":
		r.selectFont(c, c.Choice(0, r.settings.font.name), 1)
	case "^A@":
		r.selectFont(c, namedFont, 0)
	case "^GS":
		f.sign = c
		r.selectFont(c, scalableFont, 0)
	case "^FB":
		f.block = c
	case "^TB":
		f.block = c
		f.orientation = orientation(c, 0, f.orientation)
	case "^FC":
		f.clock = c
	case "^FP":
		f.gap = min(max(c.Int(1, 0), 0), 9999)
		if d := c.Choice(0, 'H'); d != 'H' {
			r.problem(c, "the text runs to the right, not in direction %c", d)
		}
	case "^BC", "^BX", "^B2", "^B8", "^B9", "^BE", "^BQ", "^BR", "^BU":
		f.symbol = r.replace(f.symbol, c)
		f.orientation = r.symbolOrientation(c)
	case "^GB", "^GC", "^GD", "^GE", "^GF", "^XG", "^IM", "^IL":
		f.graphic = r.replace(f.graphic, c)
	case "^RF":
		f.unknown = true // its data goes to the tag
	case "^XA", "^XZ", "^FH", "^FN", "^FE":
	default:
		return false
	}
	return true
}

// Fonts by the name of [lettering].
const (
	scalableFont = '0'
	namedFont    = '@' // of ^A@
)

// selectFont takes the font of the field: parameter i of c is the orientation, and
// height and width follow.
func (r *Renderer) selectFont(c *zpl.Command, name byte, i int) {
	f := &r.field
	f.hasFont, f.text = true, c
	f.font = selectFont(name, c.Dots(i+1, 0), c.Dots(i+2, 0), r.settings.font)
	f.orientation = orientation(c, i, r.settings.orientation)
}

// symbolOrientation returns how the symbol of c is turned: a QR Code never, a
// DataBar by 90 degrees where it does not say (Zebra Programming Guide, ^BQ, ^BR).
func (r *Renderer) symbolOrientation(c *zpl.Command) byte {
	switch c.Code {
	case "^BQ":
		return 'N'
	case "^BR":
		return orientation(c, 0, 'R')
	}
	return orientation(c, 0, r.settings.orientation)
}

// startField takes the origin of a field. A field before it that was not ended
// is printed.
func (r *Renderer) startField(c *zpl.Command) {
	if r.field.data != nil || r.field.graphic != nil {
		r.finishField()
	}
	f := &r.field
	f.typeset = c.Code == "^FT"
	x, y := 0, 0
	if f.typeset {
		x, y = r.next.X, r.next.Y
	}
	f.x, f.y = int(c.Dots(0, zpl.Dots(x))), int(c.Dots(1, zpl.Dots(y)))
	f.right = r.rightJustified(c, 2, r.settings.right)
}

// rightJustified reads parameter i, which is 1 for right, 0 for left.
func (r *Renderer) rightJustified(c *zpl.Command, i int, otherwise bool) bool {
	switch c.Char(i, 0) {
	case 0:
		return otherwise
	case '2':
		r.problem(c, "justification by script is taken as left")
	}
	return c.Char(i, 0) == '1'
}

// replace reports a symbol or graphic of the field that another one comes for.
func (r *Renderer) replace(before, c *zpl.Command) *zpl.Command {
	if before != nil {
		r.problem(before, "is not drawn: %s follows in the same field", c.Code)
	}
	return c
}

// finishField draws the field in hand.
func (r *Renderer) finishField() {
	f := &r.field
	if f.graphic == nil && f.data == nil {
		r.field = field{}
		return
	}
	if r.label() == nil {
		return
	}
	if f.graphic != nil {
		r.drawGraphic(f.graphic)
	}
	switch {
	case f.symbol != nil && f.data != nil:
		r.drawSymbol(f.symbol, f.data)
	case f.data != nil && !f.unknown:
		r.drawText(f.data)
	}
	r.field = field{}
}

// ink draws what draw draws at the place of the field, reversed if the field is.
func (r *Renderer) ink(p plane, draw func(p plane)) {
	if r.field.reverse || r.settings.reverse {
		r.reversed(p, draw)
		return
	}
	draw(p)
}

// drawText draws a field of text.
func (r *Renderer) drawText(data *zpl.Command) {
	f := &r.field
	if !f.hasFont {
		f.font = r.settings.font
	}
	r.checkFont(data)
	s := r.decode(data)
	if f.sign != nil {
		s = r.signs(s)
	}
	if f.block != nil {
		r.drawBlock(data, s)
		return
	}
	width := r.measure(s)
	p := r.place(width, int(f.font.height), int(Baseline(f.font.height)))
	r.ink(p, func(p plane) { r.missing(data, r.drawString(p, 0, 0, s)) })
	end := p.at(width, int(Baseline(f.font.height)))
	r.next.X = end.X - r.settings.homeX + r.settings.shift
	r.next.Y = end.Y - r.settings.homeY - r.settings.top
}

// checkFont reports a font that is not the one there is.
func (r *Renderer) checkFont(data *zpl.Command) {
	f := &r.field
	if f.font.name == scalableFont {
		return
	}
	c, name := f.text, string(f.font.name)
	if c == nil {
		c = data
	}
	if f.font.name == namedFont {
		name = string(c.Param(3))
	}
	r.problem(c, "font %.64s is drawn with the shapes of font 0", name)
	f.font.width = 0
}

// signs returns the signs that the letters of ^GS stand for, as far as there are
// any: those of UL and CSA are trade marks.
func (r *Renderer) signs(letters string) string {
	all := map[rune]rune{'A': '®', 'B': '©', 'C': '™'}
	var s []rune
	for _, letter := range letters {
		if sign, ok := all[letter]; ok {
			s = append(s, sign)
			continue
		}
		r.problem(r.field.sign, "sign %q is not drawn", letter)
	}
	return string(s)
}

// missing reports characters that the font does not have, the first of them.
func (r *Renderer) missing(c *zpl.Command, runes []rune) {
	if len(runes) > 0 {
		r.problem(c, "the font has no %q", string(runes[:min(len(runes), 16)]))
	}
}
