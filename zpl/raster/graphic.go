package raster

import (
	"math"

	"github.com/eachmark/eachmark/zpl"
)

// drawGraphic draws the graphic of a field, which is never turned.
func (r *Renderer) drawGraphic(c *zpl.Command) {
	r.field.orientation = 'N'
	switch c.Code {
	case "^GB":
		r.drawBox(c)
	case "^GC":
		d := diameter(c, 0, 3)
		r.drawEllipse(c, d, d, 1)
	case "^GE":
		t := c.Dots(2, 1)
		r.drawEllipse(c, diameter(c, 0, t), diameter(c, 1, t), 2)
	case "^GD":
		r.drawDiagonal(c)
	case "^GF":
		r.drawField(c)
	default:
		r.drawStored(c)
	}
}

// drawBox draws ^GB.
func (r *Renderer) drawBox(c *zpl.Command) {
	thickness := max(int(c.Dots(2, 1)), 1)
	w, h := max(int(c.Dots(0, 0)), thickness), max(int(c.Dots(1, 0)), thickness)
	p := r.placeLine(c, 3, w, h)
	shorter := min(w, h)
	rounding := min(max(c.Int(4, 0), 0), 8)
	radius := float64(rounding) / 8 * float64(shorter) / 2 // Zebra Programming Guide, ^GB
	r.ink(p, func(p plane) {
		for v := range h {
			left := cornerInset(v, h, radius)
			inner := w // the upper and lower edge are not hollow
			if v >= thickness && v < h-thickness {
				inner = thickness + cornerInset(v-thickness, h-2*thickness, max(radius-float64(thickness), 0))
			}
			p.hollow(v, left, inner, w)
		}
	})
}

// cornerInset returns how many dots of row v of a box of height h its rounded
// corners leave out at each end.
func cornerInset(v, h int, radius float64) int {
	d := radius - (float64(min(v, h-1-v)) + 0.5)
	if d <= 0 {
		return 0
	}
	return int(math.Round(radius - math.Sqrt(radius*radius-d*d)))
}

// placeLine returns the plane of a graphic whose colour is parameter i.
func (r *Renderer) placeLine(c *zpl.Command, i, width, height int) plane {
	p := r.place(width, height, height)
	if c.Choice(i, 'B') == 'W' {
		p.value = 0
	}
	return p
}

// diameter returns parameter i of ^GC or ^GE, 3 to 4095 dots (Zebra Programming
// Guide, ^GC, ^GE).
func diameter(c *zpl.Command, i int, otherwise zpl.Dots) int {
	return min(max(int(c.Dots(i, otherwise)), 3), 4095)
}

// drawEllipse draws ^GC or ^GE; parameter i is the thickness of the line, which
// grows inwards, and the next the colour.
func (r *Renderer) drawEllipse(c *zpl.Command, w, h, i int) {
	t := max(int(c.Dots(i, 1)), 1)
	r.ink(r.placeLine(c, i+1, w, h), func(p plane) {
		for v := range h {
			left := ellipseInset(v, w, h)
			inner := w
			if v >= t && v < h-t && w > 2*t {
				inner = t + ellipseInset(v-t, w-2*t, h-2*t)
			}
			p.hollow(v, left, inner, w)
		}
	})
}

// ellipseInset returns how many dots of row v of its box an ellipse leaves out at
// each end.
func ellipseInset(v, w, h int) int {
	y := (float64(v)+0.5)/float64(h)*2 - 1
	return int(math.Round(float64(w) / 2 * (1 - math.Sqrt(1-y*y))))
}

// hollow fills row v of a figure w dots wide from left to inner, and the same from
// the other end.
func (p *plane) hollow(v, left, inner, w int) {
	if 2*inner >= w {
		p.fill(left, v, w-left, v+1)
		return
	}
	p.fill(left, v, inner, v+1)
	p.fill(w-inner, v, w-left, v+1)
}

// drawDiagonal draws ^GD.
func (r *Renderer) drawDiagonal(c *zpl.Command) {
	t := max(c.Dots(2, 1), 1)
	w, h := max(int(c.Dots(0, t)), 3), max(int(c.Dots(1, t)), 3)
	falls := c.Choice(4, 'R') == 'L' || c.Choice(4, 'R') == '\\'
	r.ink(r.placeLine(c, 3, w, h), func(p plane) {
		visible := p.visible()
		for v := max(visible.Min.Y, 0); v < min(visible.Max.Y, h); v++ {
			x := w * (h - 1 - v) / h
			if falls {
				x = w * v / h
			}
			p.fill(x, v, x+int(t), v+1)
		}
	})
}

// drawField draws ^GF.
func (r *Renderer) drawField(c *zpl.Command) {
	g, err := c.Graphic()
	if err != nil {
		r.problem(c, "is not drawn as it was meant: %v", err)
	}
	r.drawPicture(g, 1, 1)
}

// drawStored draws ^XG, ^IM or ^IL.
func (r *Renderer) drawStored(c *zpl.Command) {
	g, ok := find(r.objects.pictures, *c)
	if !ok {
		device, name := objectName(*c)
		r.problem(c, "is not drawn: there is no picture %.64q", device+name)
		return
	}
	across, down := 1, 1
	if c.Code == "^XG" { // Zebra Programming Guide, ^XG
		across, down = min(max(c.Int(1, 1), 1), 10), min(max(c.Int(2, 1), 1), 10)
	}
	if c.Code == "^IL" { // always at ^FO0,0 (Zebra Programming Guide, ^IL)
		r.field.x, r.field.y, r.field.typeset, r.field.right = 0, 0, false, false
	}
	r.drawPicture(g, across, down)
}

// drawPicture draws a picture, each dot of it across by down dots.
func (r *Renderer) drawPicture(g zpl.Graphic, across, down int) {
	w, h := g.Row*8*across, g.Rows()*down
	if h == 0 {
		return
	}
	r.ink(r.place(w, h, h), func(p plane) {
		visible := p.visible()
		for y := max(visible.Min.Y/down, 0); y < g.Rows() && y*down < visible.Max.Y; y++ {
			row := g.Bits[y*g.Row:][:g.Row]
			for start, end := bar(row, 0); start < end; start, end = bar(row, end) {
				p.fill(start*across, y*down, end*across, (y+1)*down)
			}
		}
	})
}

// bar returns the next run of black dots of a row at x or behind, [start, end); start
// is end where there is none.
func bar(row []byte, x int) (start, end int) {
	dots := 8 * len(row)
	black := func(x int) bool { return row[x/8]&(0x80>>(x%8)) != 0 }
	for start = x; start < dots && !black(start); start++ {
		if start%8 == 0 && row[start/8] == 0 {
			start += 7
		}
	}
	for end = start; end < dots && black(end); end++ {
	}
	return min(start, dots), min(end, dots)
}

// store does what a command says that stores or deletes objects.
func (r *Renderer) store(c *zpl.Command) {
	if err := r.objects.Obey(*c); err != nil {
		r.problem(c, "is not stored as it was meant: %v", err)
	}
}

// saveImage stores what is drawn so far, as ^IS says.
func (r *Renderer) saveImage(c *zpl.Command) {
	r.finishField()
	if r.label() == nil {
		return
	}
	name := storedName(*c)
	if !r.objects.Put(name, r.graphic()) {
		r.problem(c, "is not stored: there is no room")
		return
	}
	r.stored, r.unseen = name, !yes(c, 1, true)
}

// graphic returns the label so far.
func (r *Renderer) graphic() zpl.Graphic {
	size := r.image.Rect.Size()
	g := zpl.Graphic{Row: (size.X + 7) / 8}
	g.Bits = make([]byte, g.Row*size.Y)
	for y := range size.Y {
		for x, dot := range r.image.Pix[y*r.image.Stride:][:size.X] {
			g.Bits[y*g.Row+x/8] |= dot << (7 - x%8)
		}
	}
	return g
}
