package raster

import (
	"unicode/utf8"

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
	block      *zpl.Command // ^FB
	symbol     *zpl.Command // ^BC, ^BX and those of barcode
	graphic    *zpl.Command // ^GB, ^GF
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
		f.hasFont = true
		f.text = c
		f.font = selectFont(c.Choice(0, r.settings.font.name), c.Dots(2, 0), c.Dots(3, 0), r.settings.font)
		f.orientation = orientation(c, 1, r.settings.orientation)
	case "^FB":
		f.block = c
	case "^BC", "^BX", "^B2", "^B8", "^B9", "^BE", "^BQ", "^BR", "^BU":
		f.symbol = c
		f.orientation = r.symbolOrientation(c)
	case "^GB", "^GF":
		f.graphic = c
	case "^RF":
		f.unknown = true // its data goes to the tag
	case "^XA", "^XZ", "^FH", "^FN":
	default:
		return false
	}
	return true
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
	f.right = r.settings.right
	if z := c.Char(2, 0); z != 0 {
		f.right = z == '1'
		if z == '2' {
			r.problem(c, "justification by script is taken as left")
		}
	}
}

// finishField draws the field in hand.
func (r *Renderer) finishField() {
	if r.label() == nil {
		return
	}
	f := &r.field
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
	if f.font.name != '0' {
		c := f.text
		if c == nil {
			c = data
		}
		r.problem(c, "font %c is drawn with the shapes of font 0", f.font.name)
		f.font.width = 0
	}
	s := r.decode(data)
	if f.block != nil {
		r.drawBlock(data, s)
		return
	}
	width := int(r.face.Measure(f.font.height, f.font.width, s))
	p := r.place(width, int(f.font.height), int(Baseline(f.font.height)))
	r.ink(p, func(p plane) {
		r.missing(data, r.face.draw(&p, 0, 0, f.font.height, f.font.width, s))
	})
	end := p.at(width, int(Baseline(f.font.height)))
	r.next.X = end.X - r.settings.homeX + r.settings.shift
	r.next.Y = end.Y - r.settings.homeY - r.settings.top
}

// missing reports characters that the font does not have, the first of them.
func (r *Renderer) missing(c *zpl.Command, runes []rune) {
	if len(runes) > 0 {
		r.problem(c, "the font has no %q", string(runes[:min(len(runes), 16)]))
	}
}

// decode returns the text of field data in the character set of ^CI without
// control characters; a byte that is none of its characters is U+FFFD.
func (r *Renderer) decode(c *zpl.Command) string {
	data := c.AppendData(nil)
	foreign := false
	text := make([]byte, 0, len(data))
	for len(data) > 0 {
		ch, n := utf8.DecodeRune(data)
		if data[0] >= utf8.RuneSelf && (n == 1 || r.settings.charset != utf8Charset) {
			ch, n, foreign = utf8.RuneError, 1, true
		}
		data = data[n:]
		if ch >= ' ' && ch != 0x7f || ch == '\n' {
			text = utf8.AppendRune(text, ch)
		}
	}
	switch {
	case foreign && r.settings.charset == utf8Charset:
		r.problem(c, "data is not UTF-8, as ^CI28 has it")
	case foreign:
		r.problem(c, "only ASCII is drawn of the character set of ^CI%d", r.settings.charset)
	}
	return string(text)
}
