package raster

import "image"

// A plane is where one field is drawn: dots u to the right and v down as the
// field is read, wherever and however turned it lies on the label.
type plane struct {
	img    *image.Paletted
	window image.Rectangle // nothing is drawn outside
	value  uint8           // what is drawn

	origin image.Point // dot 0, 0
	u, v   image.Point // one dot on
}

// at returns where the dot u, v lies on the label.
func (p *plane) at(u, v int) image.Point {
	return p.origin.Add(p.u.Mul(u)).Add(p.v.Mul(v))
}

// dot draws one dot.
func (p *plane) dot(u, v int) {
	if d := p.at(u, v); d.In(p.window) {
		p.img.Pix[d.Y*p.img.Stride+d.X] = p.value
	}
}

// fill draws all dots of the rectangle.
func (p *plane) fill(u0, v0, u1, v1 int) {
	if u0 >= u1 || v0 >= v1 {
		return
	}
	a, b := p.at(u0, v0), p.at(u1-1, v1-1)
	r := image.Rectangle{a, b}.Canon()
	r.Max = r.Max.Add(image.Pt(1, 1))
	r = r.Intersect(p.window)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := p.img.Pix[y*p.img.Stride:]
		for x := r.Min.X; x < r.Max.X; x++ {
			row[x] = p.value
		}
	}
}

// visible returns the part of the plane that lies in the window.
func (p *plane) visible() image.Rectangle {
	back := func(d image.Point) image.Point {
		d = d.Sub(p.origin)
		return image.Pt(d.X*p.u.X+d.Y*p.u.Y, d.X*p.v.X+d.Y*p.v.Y)
	}
	r := image.Rectangle{back(p.window.Min), back(p.window.Max.Sub(image.Pt(1, 1)))}.Canon()
	r.Max = r.Max.Add(image.Pt(1, 1))
	return r
}

// place returns the plane of a field of width by height dots. For ^FT, base is
// how many rows lie above the base line.
func (r *Renderer) place(width, height, base int) plane {
	f, s := &r.field, &r.settings
	x := f.x + s.homeX - s.shift
	y := f.y + s.homeY + s.top
	p := plane{img: r.label(), window: r.window, value: 1}
	turned := f.orientation
	if turned == 0 {
		turned = s.orientation
	}
	if !f.typeset {
		p.turn(turned, width, height)
		if f.right {
			x -= p.extent(width, height)
		}
		p.origin = p.origin.Add(image.Pt(x, y))
		return p
	}
	p.turn(turned, 0, 0)
	p.origin = image.Pt(x, y).Add(p.typesetOrigin(turned, base))
	if f.right {
		p.origin = p.origin.Sub(p.u.Mul(width))
	}
	return p
}

// turn sets the directions, and the origin of a field whose box on the label
// has its upper left corner at 0, 0.
func (p *plane) turn(orientation byte, width, height int) {
	switch orientation {
	case 'R':
		p.u, p.v, p.origin = image.Pt(0, 1), image.Pt(-1, 0), image.Pt(height-1, 0)
	case 'I':
		p.u, p.v, p.origin = image.Pt(-1, 0), image.Pt(0, -1), image.Pt(width-1, height-1)
	case 'B':
		p.u, p.v, p.origin = image.Pt(0, -1), image.Pt(1, 0), image.Pt(0, width-1)
	default:
		p.u, p.v, p.origin = image.Pt(1, 0), image.Pt(0, 1), image.Point{}
	}
}

// extent returns how wide the field is on the label.
func (p *plane) extent(width, height int) int {
	if p.u.X == 0 {
		return height
	}
	return width
}

// typesetOrigin returns dot 0, 0 of a field whose base line begins at 0, 0 and
// turns around it.
func (p *plane) typesetOrigin(orientation byte, base int) image.Point {
	switch orientation {
	case 'R':
		return image.Pt(base-1, 0)
	case 'I':
		return image.Pt(-1, base-1)
	case 'B':
		return image.Pt(-base, -1)
	}
	return image.Pt(0, -base)
}

// reversed draws what draw draws so that each dot takes the opposite colour of
// what is there.
func (r *Renderer) reversed(p plane, draw func(p plane)) {
	if r.scratch == nil {
		r.scratch = image.NewPaletted(r.image.Rect, r.image.Palette)
	}
	p.img, p.value = r.scratch, 1
	draw(p)
	for i, ink := range r.scratch.Pix {
		r.image.Pix[i] ^= ink
	}
	clear(r.scratch.Pix)
}
