package raster

import (
	"math"

	"github.com/eachmark/eachmark/zpl"
)

func (r *Renderer) drawGraphic(c *zpl.Command) {
	if c.Code == "^GB" {
		r.drawBox(c)
		return
	}
	r.drawPicture(c)
}

// drawBox draws ^GB.
func (r *Renderer) drawBox(c *zpl.Command) {
	thickness := max(int(c.Dots(2, 1)), 1)
	w, h := max(int(c.Dots(0, 0)), thickness), max(int(c.Dots(1, 0)), thickness)
	r.field.orientation = 'N'
	p := r.place(w, h, h)
	if c.Choice(3, 'B') == 'W' {
		p.value = 0
	}
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
			if 2*inner >= w {
				p.fill(left, v, w-left, v+1)
				continue
			}
			p.fill(left, v, inner, v+1)
			p.fill(w-inner, v, w-left, v+1)
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

// drawPicture draws ^GF.
func (r *Renderer) drawPicture(c *zpl.Command) {
	g, err := c.Graphic()
	if err != nil {
		r.problem(c, "is not drawn as it was meant: %v", err)
	}
	if g.Rows() == 0 {
		return
	}
	r.field.orientation = 'N'
	p := r.place(g.Row*8, g.Rows(), g.Rows())
	r.ink(p, func(p plane) {
		for i, b := range g.Bits {
			for x := range 8 {
				if b&(0x80>>x) != 0 {
					p.dot(i%g.Row*8+x, i/g.Row)
				}
			}
		}
	})
}
