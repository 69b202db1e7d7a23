package datamatrix

import (
	"fmt"
	"slices"
)

// Shapes is a set of shapes of symbols.
type Shapes uint8

const (
	Square    Shapes = 1 << iota // the 24 squares of ISO/IEC 16022
	Rectangle                    // its 6 rectangles
	Extended                     // the 18 rectangles of ISO/IEC 21471, DMRE, which not every reader knows; of a GS1 one it says ]d8, not ]d2
)

// String returns "square", "rectangle" or "DMRE", several joined by "|".
func (s Shapes) String() string {
	text := ""
	for i, name := range []string{"square", "rectangle", "DMRE"} {
		if s>>i&1 == 0 {
			continue
		}
		if text != "" {
			text += "|"
		}
		text += name
	}
	return text
}

// A Size is one of the symbol sizes.
type Size struct {
	Width, Height  int // modules, finder pattern included and quiet zone not
	Shape          Shapes
	DataCodewords  int // capacity
	CheckCodewords int // of all blocks
	Blocks         int // of Reed-Solomon, interleaved

	columns, rows int // of data regions
}

// sizes are all symbol sizes by area, of the same area the one of the larger
// capacity first.
var sizes = [...]Size{
	// ISO/IEC 16022:2006 table 7; the shapes Extended: ISO/IEC 21471:2020 table 7.
	//W, H, shape, data, check, blocks, regions across and down
	{10, 10, Square, 3, 5, 1, 1, 1},
	{12, 12, Square, 5, 7, 1, 1, 1},
	{18, 8, Rectangle, 5, 7, 1, 1, 1},
	{14, 14, Square, 8, 10, 1, 1, 1},
	{16, 16, Square, 12, 12, 1, 1, 1},
	{32, 8, Rectangle, 10, 11, 1, 2, 1},
	{26, 12, Rectangle, 16, 14, 1, 1, 1},
	{18, 18, Square, 18, 14, 1, 1, 1},
	{48, 8, Extended, 18, 15, 1, 2, 1},
	{20, 20, Square, 22, 18, 1, 1, 1},
	{36, 12, Rectangle, 22, 18, 1, 2, 1},
	{22, 22, Square, 30, 20, 1, 1, 1},
	{64, 8, Extended, 24, 18, 1, 4, 1},
	{24, 24, Square, 36, 24, 1, 1, 1},
	{36, 16, Rectangle, 32, 24, 1, 2, 1},
	{80, 8, Extended, 32, 22, 1, 4, 1},
	{26, 26, Square, 44, 28, 1, 1, 1},
	{36, 20, Extended, 44, 28, 1, 2, 1},
	{48, 16, Rectangle, 49, 28, 1, 2, 1},
	{64, 12, Extended, 43, 27, 1, 4, 1},
	{96, 8, Extended, 38, 28, 1, 4, 1},
	{44, 20, Extended, 56, 34, 1, 2, 1},
	{120, 8, Extended, 49, 32, 1, 6, 1},
	{32, 32, Square, 62, 36, 1, 2, 2},
	{64, 16, Extended, 62, 36, 1, 4, 1},
	{40, 26, Extended, 70, 38, 1, 2, 1},
	{48, 22, Extended, 72, 38, 1, 2, 1},
	{88, 12, Extended, 64, 36, 1, 4, 1},
	{48, 24, Extended, 80, 41, 1, 2, 1},
	{144, 8, Extended, 63, 36, 1, 6, 1},
	{48, 26, Extended, 90, 42, 1, 2, 1},
	{64, 20, Extended, 84, 42, 1, 4, 1},
	{36, 36, Square, 86, 42, 1, 2, 2},
	{64, 24, Extended, 108, 46, 1, 4, 1},
	{40, 40, Square, 114, 48, 1, 2, 2},
	{64, 26, Extended, 118, 50, 1, 4, 1},
	{44, 44, Square, 144, 56, 1, 2, 2},
	{48, 48, Square, 174, 68, 1, 2, 2},
	{52, 52, Square, 204, 84, 2, 2, 2},
	{64, 64, Square, 280, 112, 2, 4, 4},
	{72, 72, Square, 368, 144, 4, 4, 4},
	{80, 80, Square, 456, 192, 4, 4, 4},
	{88, 88, Square, 576, 224, 4, 4, 4},
	{96, 96, Square, 696, 272, 4, 4, 4},
	{104, 104, Square, 816, 336, 6, 4, 4},
	{120, 120, Square, 1050, 408, 6, 6, 6},
	{132, 132, Square, 1304, 496, 8, 6, 6},
	{144, 144, Square, 1558, 620, 10, 6, 6},
}

// Sizes returns all symbol sizes, the smallest area first.
func Sizes() []Size { return slices.Clone(sizes[:]) }

// SizeOf returns the size of width × height modules; ok is false if there is none.
func SizeOf(width, height int) (size Size, ok bool) {
	for _, s := range &sizes {
		if s.Width == width && s.Height == height {
			return s, true
		}
	}
	return Size{}, false
}

// String returns for instance "44 × 20 modules".
func (s Size) String() string { return fmt.Sprintf("%d × %d modules", s.Width, s.Height) }

// regionWidth and regionHeight are the modules of a data region, its finder and
// clock tracks not included.
func (s *Size) regionWidth() int  { return s.Width/s.columns - 2 }
func (s *Size) regionHeight() int { return s.Height/s.rows - 2 }

// allows reports whether the options let a symbol be of size s.
func (o *Options) allows(s *Size) bool {
	shapes := o.Shapes
	if shapes == 0 {
		shapes = Square
		if o.Width != 0 && o.Height != 0 {
			shapes = s.Shape
		}
	}
	within := func(have, want, most int) bool {
		return (want == 0 || have == want) && (most == 0 || have <= most)
	}
	return s.Shape&shapes != 0 && within(s.Width, o.Width, o.MaxWidth) && within(s.Height, o.Height, o.MaxHeight)
}

// pick returns the index of the smallest size the options allow that holds the
// planned data.
func (p *plan) pick(o *Options) (int, error) {
	var largest *Size
	for i := range sizes {
		s := &sizes[i]
		if !o.allows(s) {
			continue
		}
		if p.fits(s.DataCodewords) {
			return i, nil
		}
		if largest == nil || s.DataCodewords > largest.DataCodewords {
			largest = s
		}
	}
	return 0, tooLong(p, largest)
}
