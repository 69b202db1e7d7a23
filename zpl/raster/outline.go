package raster

import (
	"image"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/eachmark/eachmark/zpl"
)

// An outline is the shape of a character in dots, from the pen position on the
// base line, y downwards.
type outline struct {
	segments sfnt.Segments
	scale    scale
	advance  int
	shift    float64 // to the right
}

// outline returns the outline of r, and whether the font has r. It is valid
// until the next call.
func (f *Face) outline(r rune, height, width zpl.Dots) (outline, bool) {
	t, err := outlines()
	if err != nil {
		return outline{}, false
	}
	index, err := t.font.GlyphIndex(&f.buf, r)
	if err != nil || index == 0 {
		return outline{}, false
	}
	advance, err := t.font.GlyphAdvance(&f.buf, index, t.em, font.HintingNone)
	if err != nil {
		return outline{}, false
	}
	segments, err := t.font.LoadGlyph(&f.buf, index, t.em, nil)
	if err != nil {
		return outline{}, false
	}
	s := newScale(t, height, width)
	dots := int(math.Round(units(advance) * s.x))
	if advance > 0 {
		dots = max(dots, 1)
	}
	return outline{segments: segments, scale: s, advance: dots}, true
}

// A scale turns units of the font into dots. Upwards it is bent so that base
// line, height of small letters and height of capitals lie between rows of
// dots: then strokes along them are even.
type scale struct {
	x, y            float64
	lower, capitals level
}

// A level is a height in units and in dots.
type level struct{ units, dots float64 }

func newScale(t *typeface, height, width zpl.Dots) scale {
	if width == 0 {
		width = height
	}
	y := capHeight * float64(height) / t.capitals
	return scale{
		x:        digitWidth * float64(width) / t.digit,
		y:        y,
		lower:    level{t.lower, math.Round(t.lower * y)},
		capitals: level{t.capitals, math.Round(t.capitals * y)},
	}
}

// up returns the dots above the base line of a height in units.
func (s scale) up(units float64) float64 {
	switch {
	case units <= 0:
		return units * s.y
	case units <= s.lower.units:
		return units * s.lower.dots / s.lower.units
	case units <= s.capitals.units:
		part := (units - s.lower.units) / (s.capitals.units - s.lower.units)
		return s.lower.dots + part*(s.capitals.dots-s.lower.dots)
	}
	return s.capitals.dots + (units-s.capitals.units)*s.y
}

// bounds returns the box of dots the outline touches.
func (o outline) bounds() image.Rectangle {
	if len(o.segments) == 0 {
		return image.Rectangle{}
	}
	b := o.segments.Bounds()
	x0, y0 := o.dots(b.Min)
	x1, y1 := o.dots(b.Max)
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
}

// dots returns where a point of the font lies.
func (o outline) dots(p fixed.Point26_6) (x, y float64) {
	return units(p.X)*o.scale.x + o.shift, -o.scale.up(-units(p.Y))
}

// trace draws the outline with the upper left corner of the pen's picture at
// corner.
func (o outline) trace(pen *vector.Rasterizer, corner image.Point) {
	at := func(s sfnt.Segment, i int) (x, y float32) {
		x64, y64 := o.dots(s.Args[i])
		return float32(x64 - float64(corner.X)), float32(y64 - float64(corner.Y))
	}
	for _, s := range o.segments {
		ax, ay := at(s, 0)
		bx, by := at(s, 1)
		cx, cy := at(s, 2)
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			pen.ClosePath()
			pen.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			pen.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			pen.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			pen.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	pen.ClosePath()
}
