package label

import (
	"github.com/eachmark/eachmark/zpl"
)

// AppendZPL appends the page as one ZPL format that prints one label.
func (p *Page) AppendZPL(b []byte, dpmm zpl.DPMM) ([]byte, error) {
	var z zpl.Builder
	z.Begin(p.Width.Dots(dpmm), p.Height.Dots(dpmm))
	for _, m := range p.Matrices {
		x, y := m.origin(dpmm)
		z.DataMatrix(x, y, m.module(dpmm), m.runes())
	}
	for _, t := range p.Texts {
		z.Text(t.X.Dots(dpmm), t.Y.Dots(dpmm), t.Height.Dots(dpmm), 0, t.Value)
	}
	if p.Tag != nil {
		z.Tag(*p.Tag)
	}
	z.End()
	format, err := z.Bytes()
	if err != nil {
		return b, err
	}
	return append(b, format...), nil
}

// origin returns the upper left corner of the symbol itself, inside its quiet
// zone of one module.
func (d DataMatrix) origin(dpmm zpl.DPMM) (x, y zpl.Dots) {
	quiet := d.module(dpmm)
	return d.X.Dots(dpmm) + quiet, d.Y.Dots(dpmm) + quiet
}

// runes returns the data of the symbol: FNC1 first and between elements.
func (d DataMatrix) runes() []rune {
	return zpl.AppendElementRunes(nil, d.Message.AppendScan(nil, ""))
}
