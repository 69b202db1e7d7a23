package symbol

import (
	"image"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// lettering is the font of human readable text in pictures and PDF: Go Regular,
// measured in the units of its em.
type lettering struct {
	font     *sfnt.Font
	em       fixed.Int26_6
	capitals float64 // height of capitals and digits, part of the em
}

// letters reads the font, once; it is part of the program.
var letters = sync.OnceValues(func() (*lettering, error) {
	f, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return nil, err
	}
	em := fixed.I(int(f.UnitsPerEm()))
	m, err := f.Metrics(&sfnt.Buffer{}, em, font.HintingNone)
	if err != nil {
		return nil, err
	}
	return &lettering{f, em, float64(m.CapHeight) / float64(em)}, nil
})

// capitalHeight is the height of capitals and digits as part of the size of the
// font, for fonts that take the place of the own one too.
const capitalHeight = 0.72

// A pen draws outlines: into a picture or into a PDF.
type pen interface {
	MoveTo(x, y float32)
	LineTo(x, y float32)
	QuadTo(bx, by, cx, cy float32)
	CubeTo(bx, by, cx, cy, dx, dy float32)
	ClosePath()
}

// measure returns the width of text in letters of the size.
func measure(text string, size int) int {
	f, err := letters()
	if err != nil {
		return len(text) * size
	}
	var buf sfnt.Buffer
	width := 0.0
	for _, r := range text {
		_, advance := f.glyph(&buf, r)
		width += advance
	}
	return int(math.Ceil(width * float64(size)))
}

// glyph returns the number of the glyph of r and how far it moves on, as part of
// the size.
func (f *lettering) glyph(buf *sfnt.Buffer, r rune) (index sfnt.GlyphIndex, advance float64) {
	index, err := f.font.GlyphIndex(buf, r)
	if err != nil {
		return 0, 0
	}
	units, err := f.font.GlyphAdvance(buf, index, f.em, font.HintingNone)
	if err != nil {
		return 0, 0
	}
	return index, float64(units) / float64(f.em)
}

// trace draws the outlines of the line with p. Letters begin at whole units, so
// that the same letter looks the same everywhere.
func (l line) trace(p pen) {
	f, err := letters()
	if err != nil {
		return
	}
	var buf sfnt.Buffer
	scale := float64(l.size) / float64(f.em)
	l.each(func(r rune, x, width int) {
		index, advance := f.glyph(&buf, r)
		segments, err := f.font.LoadGlyph(&buf, index, f.em, nil)
		if err != nil {
			return
		}
		x += (width - int(math.Round(advance*float64(l.size)))) / 2
		traceGlyph(p, segments, scale, float64(x), float64(l.y))
	})
}

func traceGlyph(p pen, segments sfnt.Segments, scale, x, y float64) {
	at := func(q fixed.Point26_6) (float32, float32) {
		return float32(x + float64(q.X)*scale), float32(y + float64(q.Y)*scale)
	}
	for i, s := range segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				p.ClosePath()
			}
			p.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			p.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			p.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			p.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	if len(segments) > 0 {
		p.ClosePath()
	}
}

// drawText draws the lines of text into the picture: a pixel is dark if more than
// half of it lies inside an outline.
func (l *layout) drawText(img *image.Paletted) {
	for _, line := range l.lines {
		box := line.box().Intersect(img.Rect)
		if box.Empty() {
			continue
		}
		raster := vector.NewRasterizer(box.Dx(), box.Dy())
		raster.DrawOp = draw.Src
		at := line
		at.x, at.y = line.x-box.Min.X, line.y-box.Min.Y
		at.trace(raster)
		mask := image.NewAlpha(image.Rectangle{Max: box.Size()})
		raster.Draw(mask, mask.Rect, image.Opaque, image.Point{})
		for i, a := range mask.Pix {
			if a >= 0x80 {
				img.SetColorIndex(box.Min.X+i%mask.Stride, box.Min.Y+i/mask.Stride, 1)
			}
		}
	}
}
