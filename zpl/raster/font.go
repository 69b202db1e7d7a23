package raster

import (
	"image"
	"image/draw"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"github.com/eachmark/eachmark/zpl"
)

// The proportions of a line of text, as parts of its height: those of the
// printers' scalable font 0, CG Triumvirate Bold Condensed.
const (
	baseline   = 0.78  // from the top to the base line
	capHeight  = 0.72  // of capitals and digits
	digitWidth = 0.481 // from digit to digit, part of the width
)

const (
	maxCached       = 2048 // glyphs a Face keeps
	maxCachedHeight = 512  // height and width up to which it keeps any
	maxFitted       = 64   // height and width up to which strokes are fitted to the dots
)

// outlines is the font, read once: it does not change afterwards.
var outlines = sync.OnceValues(func() (*typeface, error) {
	f, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		return nil, err
	}
	return newTypeface(f)
})

// typeface is a font with its proportions in units of the em.
type typeface struct {
	font             *sfnt.Font
	em               fixed.Int26_6 // units of the em as a size: outlines come in units
	capitals, lower  float64
	digit, descender float64
}

func newTypeface(f *sfnt.Font) (*typeface, error) {
	var buf sfnt.Buffer
	t := &typeface{font: f, em: fixed.I(int(f.UnitsPerEm()))}
	m, err := f.Metrics(&buf, t.em, font.HintingNone)
	if err != nil {
		return nil, err
	}
	zero, err := f.GlyphIndex(&buf, '0')
	if err != nil {
		return nil, err
	}
	digit, err := f.GlyphAdvance(&buf, zero, t.em, font.HintingNone)
	if err != nil {
		return nil, err
	}
	t.capitals, t.lower = units(m.CapHeight), units(m.XHeight)
	t.digit, t.descender = units(digit), units(m.Descent)
	return t, nil
}

func units(x fixed.Int26_6) float64 { return float64(x) / 64 }

// A Face draws text as ^A0 does. It keeps the glyphs it has drawn and is not for
// concurrent use; make one with [NewFace].
type Face struct {
	glyphs map[glyphKey]*glyph
	buf    sfnt.Buffer
	pen    vector.Rasterizer
	mask   image.Alpha
}

// NewFace returns a Face.
func NewFace() *Face { return &Face{glyphs: map[glyphKey]*glyph{}} }

type glyphKey struct {
	r             rune
	height, width zpl.Dots
}

// A glyph is the dots of one character.
type glyph struct {
	box     image.Rectangle // of the dots, from the pen position on the base line
	dots    []bool          // rows of the box
	advance int
	missing bool // the font has no such character
}

// Measure returns the width of s in characters of the height and width, which
// are those of ^A0; a width of 0 is the height.
func (f *Face) Measure(height, width zpl.Dots, s string) zpl.Dots {
	n := 0
	for _, r := range s {
		n += f.advance(r, height, width)
	}
	return zpl.Dots(n)
}

// Draw draws s with its upper left corner at x, y in colour 1 of dst and
// returns the characters the font does not have: a box stands for each. height
// is the height of the line; its base line is at [Baseline]. The width is that
// of ^A0; 0 is the height.
func (f *Face) Draw(dst *image.Paletted, x, y, height, width zpl.Dots, s string) (missing []rune) {
	p := plane{
		img: dst, window: dst.Rect, value: 1,
		origin: image.Pt(int(x), int(y)).Sub(dst.Rect.Min), u: image.Pt(1, 0), v: image.Pt(0, 1),
	}
	p.window = p.window.Sub(dst.Rect.Min)
	return f.draw(&p, 0, 0, height, width, s)
}

// Baseline returns how many rows of a line of the height lie above its base
// line.
func Baseline(height zpl.Dots) zpl.Dots {
	return zpl.Dots(math.Round(baseline * float64(height)))
}

// draw draws s with its upper left corner at u, v of the plane.
func (f *Face) draw(p *plane, u, v int, height, width zpl.Dots, s string) (missing []rune) {
	pen := image.Pt(u, v+int(Baseline(height)))
	visible := p.visible()
	for _, r := range s {
		g := f.glyph(r, height, width, visible.Sub(pen))
		if g.missing {
			missing = append(missing, r)
		}
		if g.box.Add(pen).Overlaps(visible) {
			g.draw(p, pen)
		}
		pen.X += g.advance
	}
	return missing
}

func (g *glyph) draw(p *plane, pen image.Point) {
	i := 0
	for v := g.box.Min.Y; v < g.box.Max.Y; v++ {
		for u := g.box.Min.X; u < g.box.Max.X; u++ {
			if g.dots[i] {
				p.dot(pen.X+u, pen.Y+v)
			}
			i++
		}
	}
}

// advance returns how far the pen moves for r.
func (f *Face) advance(r rune, height, width zpl.Dots) int {
	if g, ok := f.glyphs[glyphKey{r, height, width}]; ok {
		return g.advance
	}
	return f.glyph(r, height, width, image.Rectangle{}).advance
}

// glyph returns the dots of r. Of a large one only what lies in visible is
// drawn.
func (f *Face) glyph(r rune, height, width zpl.Dots, visible image.Rectangle) *glyph {
	key := glyphKey{r, height, width}
	if g, ok := f.glyphs[key]; ok {
		return g
	}
	large := max(height, width) > maxCachedHeight
	o, ok := f.outline(r, height, width)
	if !ok {
		return missingGlyph(height, width, visible, large)
	}
	f.fit(&o, height, width)
	g := &glyph{advance: o.advance, box: o.bounds()}
	if large {
		g.box = g.box.Intersect(visible)
	}
	f.fill(g, o)
	if !large {
		if len(f.glyphs) >= maxCached {
			clear(f.glyphs)
		}
		f.glyphs[key] = g
	}
	return g
}

// fit moves an outline aside by a part of a dot so that its upright strokes lie
// between columns of dots as well as they can: then strokes of the same width
// get the same number of dots. Large glyphs do not need it.
func (f *Face) fit(o *outline, height, width zpl.Dots) {
	if max(height, width) > maxFitted {
		return
	}
	least, shift := math.MaxInt, 0.0
	for _, o.shift = range [...]float64{0, -0.25, 0.25, -0.5} {
		if n := f.grey(*o); n < least {
			least, shift = n, o.shift
		}
	}
	o.shift = shift
}

// grey is large if many dots lie half inside the outline.
func (f *Face) grey(o outline) int {
	n := 0
	for _, c := range f.cover(o, o.bounds()) {
		n += int(min(c, 0xff-c))
	}
	return n
}

// fill sets the dots of g: those more than half of which lie inside the outline.
func (f *Face) fill(g *glyph, o outline) {
	coverage := f.cover(o, g.box)
	if len(coverage) == 0 {
		g.box = image.Rectangle{}
		return
	}
	g.dots = make([]bool, len(coverage))
	for i, c := range coverage {
		g.dots[i] = c >= 0x80
	}
}

// cover returns how much of each dot of the box lies inside the outline, 0 to
// 255. It is valid until the next call.
func (f *Face) cover(o outline, box image.Rectangle) []uint8 {
	size := box.Size()
	if size.X <= 0 || size.Y <= 0 {
		return nil
	}
	f.pen.Reset(size.X, size.Y)
	f.pen.DrawOp = draw.Src
	o.trace(&f.pen, box.Min)
	if n := size.X * size.Y; cap(f.mask.Pix) < n {
		f.mask.Pix = make([]uint8, n)
	} else {
		f.mask.Pix = f.mask.Pix[:n]
	}
	f.mask.Stride, f.mask.Rect = size.X, image.Rectangle{Max: size}
	f.pen.Draw(&f.mask, f.mask.Rect, image.Opaque, image.Point{})
	return f.mask.Pix
}

// missingGlyph is a box as large as a capital.
func missingGlyph(height, width zpl.Dots, visible image.Rectangle, large bool) *glyph {
	if width == 0 {
		width = height
	}
	w := max(int(digitWidth*float64(width)), 3)
	h := max(int(math.Round(capHeight*float64(height))), 3)
	edge := max(h/12, 1)
	outer := image.Rect(edge, -h, w-edge, 0)
	inner := outer.Inset(edge)
	g := &glyph{box: outer, advance: w, missing: true}
	if large {
		g.box = g.box.Intersect(visible)
	}
	g.dots = make([]bool, 0, g.box.Dx()*g.box.Dy())
	for y := g.box.Min.Y; y < g.box.Max.Y; y++ {
		for x := g.box.Min.X; x < g.box.Max.X; x++ {
			g.dots = append(g.dots, !image.Pt(x, y).In(inner))
		}
	}
	return g
}
