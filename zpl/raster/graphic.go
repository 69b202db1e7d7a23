package raster

import (
	"bytes"
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

// drawPicture draws ^GF with data in hexadecimal.
func (r *Renderer) drawPicture(c *zpl.Command) {
	if f := c.Choice(0, 'A'); f != 'A' {
		r.problem(c, "picture in format %c is not drawn", f)
		return
	}
	data := c.Param(4)
	if len(data) > 0 && data[0] == ':' && bytes.IndexByte(data, ':') != bytes.LastIndexByte(data, ':') {
		r.problem(c, "picture in base 64 is not drawn")
		return
	}
	size, row := c.Int(2, 0), c.Int(3, 0)
	if size <= 0 || row <= 0 || size/row > MaxDots/8/row {
		r.problem(c, "picture of %d bytes, %d a row, is not drawn", size, row)
		return
	}
	bits, ok := expandPicture(data, size/row, row)
	if !ok {
		r.problem(c, "picture data is not hexadecimal throughout")
	}
	r.field.orientation = 'N'
	p := r.place(row*8, size/row, size/row)
	r.ink(p, func(p plane) {
		for i, b := range bits {
			for x := range 8 {
				if b&(0x80>>x) != 0 {
					p.dot(i%row*8+x, i/row)
				}
			}
		}
	})
}

// picture is a ^GF being expanded: rows of nibbles.
type picture struct {
	nibbles []byte
	row     int // nibbles of a row
	used    int
}

// expandPicture reads hexadecimal picture data with repeat counts (G to Y: 1 to
// 19, g to z: 20 to 400), "," and "!" for the rest of the row in white or black
// and ":" for the row before again. ok is false if anything else is in it.
func expandPicture(data []byte, rows, row int) (bits []byte, ok bool) {
	p := picture{nibbles: make([]byte, 2*rows*row), row: 2 * row}
	ok = true
	count := 0
	for _, c := range data {
		switch {
		case 'G' <= c && c <= 'Y':
			count += int(c-'G') + 1
			continue
		case 'g' <= c && c <= 'z':
			count += 20 * (int(c-'g') + 1)
			continue
		case c == ',':
			p.repeat(0, p.left())
		case c == '!':
			p.repeat(0xf, p.left())
		case c == ':':
			p.again()
		case c == '\r' || c == '\n':
			continue
		default:
			n, hex := nibble(c)
			ok = ok && hex
			p.repeat(n, max(count, 1))
		}
		count = 0
	}
	bits = make([]byte, rows*row)
	for i := range bits {
		bits[i] = p.nibbles[2*i]<<4 | p.nibbles[2*i+1]
	}
	return bits, ok
}

// left returns the nibbles left of the row.
func (p *picture) left() int { return p.row - p.used%p.row }

func (p *picture) repeat(n byte, count int) {
	for ; count > 0 && p.used < len(p.nibbles); count-- {
		p.nibbles[p.used] = n
		p.used++
	}
}

// again repeats the row before.
func (p *picture) again() {
	for range p.left() {
		if p.used < p.row || p.used >= len(p.nibbles) {
			return
		}
		p.nibbles[p.used] = p.nibbles[p.used-p.row]
		p.used++
	}
}

func nibble(c byte) (n byte, ok bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}
