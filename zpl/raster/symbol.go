package raster

import (
	"image"

	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/zpl"
)

// drawSymbol draws the symbol of a field.
func (r *Renderer) drawSymbol(c, data *zpl.Command) {
	if c.Code != "^BC" && c.Code != "^BX" {
		r.drawBarcode(c, data)
		return
	}
	field := r.data(data)
	runes, err := zpl.SymbolData(*c, field)
	if err != nil {
		r.problem(c, "is not drawn: %v", err)
		return
	}
	if c.Code == "^BC" {
		if err := r.code.EncodeRaw(symbol.GS1128, runes, nil); err != nil {
			r.problem(c, "is not drawn: %v", err)
			return
		}
		text, _ := zpl.InterpretationText(*c, field) // it is that of data without errors
		r.drawCode128(c, &r.code, text)
		return
	}
	if err := r.code.EncodeRaw(symbol.GS1DataMatrix, runes, dataMatrixOptions(c)); err != nil {
		r.problem(c, "is not drawn: %v", err)
		return
	}
	r.drawDataMatrix(c, &r.code)
}

// dataMatrixOptions returns the size and the shape that ^BX asks for.
func dataMatrixOptions(c *zpl.Command) *symbol.Options {
	o := &symbol.Options{Columns: c.Int(3, 0), Rows: c.Int(4, 0)}
	if o.Columns > 49 || o.Rows > 49 { // Zebra Programming Guide, ^BX: then the size is found as without
		o.Columns, o.Rows = 0, 0
	}
	if o.Columns == 0 && o.Rows == 0 && c.Char(7, '1') == '2' {
		o.Shapes = datamatrix.Rectangle
	}
	return o
}

func (r *Renderer) drawDataMatrix(c *zpl.Command, s *symbol.Symbol) {
	module := int(c.Dots(1, 0))
	if module == 0 {
		module = max((int(r.settings.bars)+s.Height/2)/s.Height, 1)
	}
	r.ink(r.place(s.Width*module, s.Height*module, s.Height*module), func(p plane) {
		modules(p, s, module, module)
	})
}

// modules draws the dark modules of s, width by height dots each.
func modules(p plane, s *symbol.Symbol, width, height int) {
	for y := range s.Height {
		for start, end := s.NextBar(0, y); start < end; start, end = s.NextBar(end, y) {
			p.fill(start*width, y*height, end*width, (y+1)*height)
		}
	}
}

func (r *Renderer) drawCode128(c *zpl.Command, s *symbol.Symbol, text string) {
	if yes(c, 4, false) {
		r.problem(c, "is drawn without the check digit modulo 10")
	}
	module := int(r.settings.module)
	height := int(max(c.Dots(1, r.settings.bars), 1))
	p := r.place(s.Width*module, height, height)
	r.ink(p, func(p plane) { modules(p, s, module, height) })
	if yes(c, 2, true) {
		r.drawInterpretation(c, p, text, s.Width*module, height)
	}
}

// drawInterpretation writes the text below the bars or above them, in the font of the
// field or one that fits the module.
func (r *Renderer) drawInterpretation(c *zpl.Command, p plane, text string, width, height int) {
	f := r.field.font
	if !r.field.hasFont {
		f = lettering{height: max(18, 9*r.settings.module)}
	}
	gap := int(r.settings.module)
	at := image.Pt((width-int(r.face.Measure(f.height, f.width, text)))/2, height+gap)
	if yes(c, 3, false) {
		at.Y = -gap - int(f.height)
	}
	r.ink(p, func(p plane) {
		r.missing(c, r.face.draw(&p, at.X, at.Y, f.height, f.width, text))
	})
}
