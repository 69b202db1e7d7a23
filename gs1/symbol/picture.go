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
// value. Pictures are made of whole pixels: Module, Height and DPMM apply. An SVG
// is made of lengths: XDimension and BarHeight apply.
type RenderOptions struct {
	// Module is the width of a module in pixels, 1 to MaxModule. 0 is as many as
	// come closest to the kind's XDimension at DPMM, or 4 if DPMM is 0.
	Module int
	// Height is the height of the bars of a linear symbol in pixels, 1 to
	// MaxHeight. 0 is 12.70 mm if a module were as wide as the kind's XDimension.
	Height int
	// DPMM is how many pixels of the picture make a millimetre when it is printed,
	// 0 to MaxDPMM. 0 is unknown: a PNG then says nothing of its size.
	DPMM int
	// NoQuietZone leaves the quiet zone out: it is then for the caller to keep
	// that space light.
	NoQuietZone bool

	// XDimension is the width of a module. 0 is the kind's XDimension.
	XDimension Micrometre
	// BarHeight is the height of the bars of a linear symbol. 0 is 12.70 mm.
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

// pixels returns the width of a module and the height of a row of modules.
func (s *Symbol) pixels(o *RenderOptions) (module, height int) {
	x := int(s.Kind.XDimension())
	module = o.Module
	if module <= 0 {
		module = 4
		if o.DPMM > 0 {
			module = max(1, (x*o.DPMM+500)/1000)
		}
	}
	module = min(module, MaxModule)
	height = module
	if s.Kind.Linear() {
		height = o.Height
		if height <= 0 {
			height = (module*int(barHeight) + x/2) / x
		}
		height = min(height, MaxHeight)
	}
	return module, height
}

// Image draws the symbol in two colours, 0 white and 1 black, with its quiet
// zone. Values of o out of their range are taken as the nearest that is in it.
func (s *Symbol) Image(o *RenderOptions) *image.Paletted {
	if o == nil {
		o = &RenderOptions{}
	}
	module, height := s.pixels(o)
	left, top := 0, 0
	if !o.NoQuietZone {
		left, top = s.QuietZone()
		left, top = left*module, top*module
	}
	bounds := image.Rect(0, 0, 2*left+s.Width*module, 2*top+s.Height*height)
	img := image.NewPaletted(bounds, color.Palette{color.White, color.Black})
	for y := range s.Height {
		first := img.Pix[(top+y*height)*img.Stride:][:img.Stride]
		for x := range s.Width * module {
			if s.Dark(x/module, y) {
				first[left+x] = 1
			}
		}
		for i := 1; i < height; i++ {
			copy(img.Pix[(top+y*height+i)*img.Stride:], first)
		}
	}
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
