package readback

import (
	"image"
	"image/color"

	"github.com/makiuchi-d/gozxing"
)

// margin is added on each side, light: gozxing does not look at the outermost
// pixels, and a symbol may be cropped to its edge.
const margin = 8

// A picture is grey: 0 is black, 255 white.
type picture struct {
	width, height int
	luma          []byte
}

// newPicture copies img, on white where it is transparent.
func newPicture(img image.Image) (*picture, error) {
	b := img.Bounds()
	if b.Empty() {
		return nil, ErrNotFound
	}
	if b.Dx() > MaxPixels/b.Dy() {
		return nil, ErrTooLarge
	}
	p := &picture{width: b.Dx() + 2*margin, height: b.Dy() + 2*margin}
	p.luma = make([]byte, p.width*p.height)
	for i := range p.luma {
		p.luma[i] = 255
	}
	for y := range b.Dy() {
		copyRow(p.luma[(y+margin)*p.width+margin:][:b.Dx()], img, b.Min.X, b.Min.Y+y)
	}
	return p, nil
}

// copyRow fills row with the luminance of img from x, y on to the right.
func copyRow(row []byte, img image.Image, x, y int) {
	if paletted, ok := img.(*image.Paletted); ok {
		var table [256]byte
		for i, c := range paletted.Palette {
			table[i] = luminance(c)
		}
		for i, index := range paletted.Pix[paletted.PixOffset(x, y):][:len(row)] {
			row[i] = table[index]
		}
		return
	}
	for i := range row {
		row[i] = luminance(img.At(x+i, y))
	}
}

// luminance returns the grey of c on white (weights of ITU-R BT.601, as package
// image/color uses them).
func luminance(c color.Color) byte {
	r, g, b, a := c.RGBA()
	return byte((19595*r+38470*g+7471*b+1<<15)>>24 + (0xffff-a)>>8)
}

// A mask is a picture in black and white.
type mask struct {
	width int
	dark  []bool
}

// mask parts the picture half-way between its darkest and lightest pixel, which is
// exact for a picture of two colours.
func (p *picture) mask() mask {
	low, high := byte(255), byte(0)
	for _, v := range p.luma {
		low, high = min(low, v), max(high, v)
	}
	middle := byte((int(low) + int(high)) / 2)
	m := mask{width: p.width, dark: make([]bool, len(p.luma))}
	if low < high {
		for i, v := range p.luma {
			m.dark[i] = v <= middle
		}
	}
	return m
}

// turned returns the picture turned a quarter.
func (p *picture) turned() *picture {
	q := &picture{width: p.height, height: p.width, luma: make([]byte, len(p.luma))}
	for y := range p.height {
		for x := range p.width {
			q.luma[x*q.width+q.width-1-y] = p.luma[y*p.width+x]
		}
	}
	return q
}

// shrunk returns the picture with one pixel for each n × n, the one in the middle.
func (p *picture) shrunk(n int) *picture {
	if n == 1 {
		return p
	}
	q := &picture{width: p.width / n, height: p.height / n}
	q.luma = make([]byte, q.width*q.height)
	for i := range q.luma {
		q.luma[i] = p.luma[(i/q.width*n+n/2)*p.width+i%q.width*n+n/2]
	}
	return q
}

// source returns the picture in gozxing's form.
func (p *picture) source() (gozxing.LuminanceSource, error) {
	return gozxing.NewPlanarYUVLuminanceSource(p.luma, p.width, p.height, 0, 0, p.width, p.height, false)
}
