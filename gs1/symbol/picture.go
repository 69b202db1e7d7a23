package symbol

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
)

// RenderOptions says how a symbol is drawn. A nil *RenderOptions is the zero
// value. Pictures and ZPL are made of whole dots: Module, Height and DPMM apply.
// SVG and PDF are made of lengths: XDimension and BarHeight apply.
type RenderOptions struct {
	// Module is the width of a module of the grid in dots, 1 to MaxModule. 0 is as
	// many as come closest to XDimension at DPMM, within what the kind's Table
	// allows, or 4 if DPMM is 0.
	Module int
	// Height is the height of the bars of a linear symbol in dots, 1 to MaxHeight.
	// 0 is BarHeight at DPMM, or, if DPMM is 0, as if a module were as wide as the
	// kind's XDimension.
	Height int
	// DPMM is how many dots make a millimetre, 0 to MaxDPMM. 0 is unknown: a PNG
	// then says nothing of its size.
	DPMM int
	// NoQuietZone leaves the quiet zone out: it is then for the caller to keep
	// that space light.
	NoQuietZone bool
	// HRI adds the human readable interpretation: below the bars of a linear symbol,
	// beside a matrix (GS1 General Specifications §4.15). Symbols of EncodeRaw have
	// none.
	HRI bool

	// XDimension is the width of a narrow bar or a module. 0 is the kind's
	// XDimension.
	XDimension Micrometre
	// BarHeight is the height of the bars of a linear symbol. 0 is the least height
	// in the kind's Table: for GS1-128 and ITF-14 at any X-dimension, for the others
	// in proportion to it.
	BarHeight Micrometre
}

// Limits of [RenderOptions], which keep a picture to a size that can be handled.
const (
	MaxModule = 100
	MaxHeight = 4000
	MaxDPMM   = 1000
)

// check returns an error that names the first value out of range.
func (o *RenderOptions) check() error {
	for _, f := range []struct {
		name       string
		value, max int
	}{
		{"module", o.Module, MaxModule},
		{"height", o.Height, MaxHeight},
		{"dots per millimetre", o.DPMM, MaxDPMM},
	} {
		if f.value < 0 || f.value > f.max {
			return fmt.Errorf("symbol: %s is %d, want 0 to %d", f.name, f.value, f.max)
		}
	}
	return nil
}

// lengths returns the X-dimension and the height of bars.
func (s *Symbol) lengths(o *RenderOptions) (x, bars Micrometre) {
	size := s.Kind.size()
	x, bars = o.XDimension, o.BarHeight
	if x == 0 {
		x = size.Target
	}
	if bars == 0 {
		bars = s.Kind.barHeight(x, size)
	}
	return x, bars
}

// dots returns the width of a module and the height of bars in dots.
func (s *Symbol) dots(o *RenderOptions) (module, bars int) {
	x, height := s.lengths(o)
	module = o.Module
	if module <= 0 {
		module = 4
		if o.DPMM > 0 {
			size := s.Kind.size()
			size.Target = x
			_, target, _ := s.dotRange(size, o.DPMM)
			module = target / s.XModules()
		}
	}
	module = min(module, MaxModule)
	bars = o.Height
	switch {
	case bars > 0:
	case o.DPMM > 0 && (o.BarHeight > 0 || kindFacts[s.Kind].absolute):
		bars = nearest(int(height)*o.DPMM, 1000)
	case x > 0:
		bars = nearest(module*s.XModules()*int(height), int(x))
	}
	return module, max(min(bars, MaxHeight), 1)
}

// nearest returns a / b, rounded.
func nearest(a, b int) int { return (a + b/2) / b }

// Image draws the symbol in two colours, 0 white and 1 black, with its quiet
// zone. Values of o out of their range are taken as the nearest that is in it.
func (s *Symbol) Image(o *RenderOptions) *image.Paletted {
	if o == nil {
		o = &RenderOptions{}
	}
	module, bars := s.dots(o)
	return s.newLayout(module, bars, o).image()
}

func (l *layout) image() *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, l.width, l.height), color.Palette{color.White, color.Black})
	for r := range l.rectangles {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			row := img.Pix[y*img.Stride:][r.Min.X:r.Max.X]
			for i := range row {
				row[i] = 1
			}
		}
	}
	l.drawText(img)
	return img
}

// AppendPNG appends the picture of [Symbol.Image] as a PNG of one bit a pixel. It
// fails if a value of o is out of its range.
func (s *Symbol) AppendPNG(b []byte, o *RenderOptions) ([]byte, error) {
	if o == nil {
		o = &RenderOptions{}
	}
	if err := o.check(); err != nil {
		return b, err
	}
	return AppendPNG(b, s.Image(o), o.DPMM)
}

// AppendPNG appends img as a PNG, of one bit a pixel if its palette has two
// colours. dpmm is how many pixels make a millimetre when it is printed, 0 to
// MaxDPMM, stored in a pHYs chunk (PNG specification, third edition, §11.3.4.3);
// 0 stores nothing. It fails for a picture without pixels.
func AppendPNG(b []byte, img *image.Paletted, dpmm int) ([]byte, error) {
	if err := (&RenderOptions{DPMM: dpmm}).check(); err != nil {
		return b, err
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, img); err != nil {
		return b, fmt.Errorf("symbol: %w", err)
	}
	// pHYs must stand before the pixels, and the first chunk is always the header
	// (same document, §5.6): 8 bytes of signature, then 12 bytes around its 13.
	const headerEnd = 8 + 12 + 13
	b = append(b, encoded.Bytes()[:headerEnd]...)
	if dpmm > 0 {
		b = appendPhysicalSize(b, dpmm)
	}
	return append(b, encoded.Bytes()[headerEnd:]...), nil
}

// appendPhysicalSize appends a pHYs chunk: length, type, pixels a metre across
// and down, unit metre, checksum of all but the length.
func appendPhysicalSize(b []byte, dpmm int) []byte {
	const metre = 1
	b = binary.BigEndian.AppendUint32(b, 9)
	start := len(b)
	b = append(b, "pHYs"...)
	b = binary.BigEndian.AppendUint32(b, uint32(dpmm*1000))
	b = binary.BigEndian.AppendUint32(b, uint32(dpmm*1000))
	b = append(b, metre)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[start:]))
}
