package label

import (
	"image"
	"image/draw"

	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// Image draws the page, one pixel a dot, as a printer of that resolution prints
// it. The colours are those of [raster.Palette].
func (p *Page) Image(dpmm zpl.DPMM) (*image.Paletted, error) {
	img := raster.NewImage(p.Width.Dots(dpmm), p.Height.Dots(dpmm))
	for _, m := range p.Matrices {
		if err := m.draw(img, dpmm); err != nil {
			return nil, err
		}
	}
	face := raster.NewFace()
	for _, t := range p.Texts {
		face.Draw(img, t.X.Dots(dpmm), t.Y.Dots(dpmm), t.Height.Dots(dpmm), 0, t.Value)
	}
	return img, nil
}

func (d DataMatrix) draw(img *image.Paletted, dpmm zpl.DPMM) error {
	s, err := symbol.EncodeRaw(symbol.GS1DataMatrix, d.runes(), nil)
	if err != nil {
		return err
	}
	picture := s.Image(&symbol.RenderOptions{Module: int(d.module(dpmm)), NoQuietZone: true})
	x, y := d.origin(dpmm)
	at := image.Rectangle{Max: picture.Rect.Size()}.Add(image.Pt(int(x), int(y)))
	draw.Draw(img, at, picture, picture.Rect.Min, draw.Src)
	return nil
}
