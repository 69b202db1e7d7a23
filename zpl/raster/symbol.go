package raster

import (
	"image"

	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/zpl"
)

// drawSymbol draws ^BX or ^BC.
func (r *Renderer) drawSymbol(c, data *zpl.Command) {
	runes, err := zpl.SymbolData(*c, data.AppendData(nil))
	if err != nil {
		r.problem(c, "is not drawn: %v", err)
		return
	}
	kind := symbol.GS1DataMatrix
	if c.Code == "^BC" {
		kind = symbol.GS1128
	}
	s, err := symbol.EncodeRaw(kind, runes, nil)
	if err != nil {
		r.problem(c, "is not drawn: %v", err)
		return
	}
	if kind == symbol.GS1DataMatrix {
		r.drawDataMatrix(c, s)
		return
	}
	r.drawCode128(c, s, runes)
}

func (r *Renderer) drawDataMatrix(c *zpl.Command, s *symbol.Symbol) {
	columns, rows := c.Int(3, 0), c.Int(4, 0)
	if columns > 49 || rows > 49 { // Zebra Programming Guide, ^BX: then the size is found as without
		columns, rows = 0, 0
	}
	if columns != 0 && columns != s.Width || rows != 0 && rows != s.Height {
		r.problem(c, "is drawn with %d × %d modules, not %d × %d", s.Width, s.Height, columns, rows)
	}
	if c.Char(7, '1') == '2' {
		r.problem(c, "is drawn square, not rectangular")
	}
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
		for x := 0; x < s.Width; x++ {
			start := x
			for s.Dark(x, y) {
				x++
			}
			p.fill(start*width, y*height, x*width, (y+1)*height)
		}
	}
}

func (r *Renderer) drawCode128(c *zpl.Command, s *symbol.Symbol, data []rune) {
	if yes(c, 4, false) {
		r.problem(c, "is drawn without the check digit modulo 10")
	}
	module := int(r.settings.module)
	height := int(max(c.Dots(1, r.settings.bars), 1))
	p := r.place(s.Width*module, height, height)
	r.ink(p, func(p plane) { modules(p, s, module, height) })
	if yes(c, 2, true) {
		r.drawInterpretation(c, p, data, s.Width*module, height)
	}
}

// drawInterpretation writes the data without function characters below the
// bars or above them, in the font of the field or one that fits the module.
func (r *Renderer) drawInterpretation(c *zpl.Command, p plane, data []rune, width, height int) {
	var text []rune
	for _, d := range data {
		if d != zpl.FNC1 {
			text = append(text, d)
		}
	}
	f := r.field.font
	if !r.field.hasFont {
		f = lettering{height: max(18, 9*r.settings.module)}
	}
	gap := int(r.settings.module)
	at := image.Pt((width-int(r.face.Measure(f.height, f.width, string(text))))/2, height+gap)
	if yes(c, 3, false) {
		at.Y = -gap - int(f.height)
	}
	r.ink(p, func(p plane) {
		r.missing(c, r.face.draw(&p, at.X, at.Y, f.height, f.width, string(text)))
	})
}
