// Package grid holds the modules of a barcode symbol, as the packages of the
// symbologies write them and as package symbol draws them: rows of dark and light
// modules, where the rows of a linear symbol are as high as its bars.
//
// [Grid.Reset] prepares a grid for a symbol and keeps its memory, so that a
// program making many symbols allocates once.
//
// # Errors
//
// The packages of the symbologies refuse data with an [*Error], which wraps
// [ErrEmpty], [ErrCharacter], [ErrLength], [ErrTooLong], [ErrCheck] or [ErrSize].
package grid

import (
	"image"
	"image/color"
)

// FNC1 is the function character 1 in the data of a symbology: data are runes, of
// which 0 to 255 are bytes. In first position it makes a symbol a GS1 one,
// elsewhere it separates elements.
const FNC1 rune = -1

// Stretch is the height of a row that is as high as the bars are drawn.
const Stretch = 0

// A Grid is the modules of one symbol, without quiet zone. The zero value has
// none.
type Grid struct {
	Width  int // modules
	Height int // rows

	bits    []byte // rows of stride bytes, the leftmost module the highest bit
	heights []int  // of the rows, in modules
}

// Reset makes g a grid of width columns and height rows, all light and one module
// high.
func (g *Grid) Reset(width, height int) {
	g.Width, g.Height = width, height
	g.bits = zeroed(g.bits, g.stride()*height)
	g.heights = zeroed(g.heights, height)
	for y := range g.heights {
		g.heights[y] = 1
	}
}

func (g *Grid) stride() int { return (g.Width + 7) / 8 }

// zeroed returns n zeros, in the memory of s if it has room for them.
func zeroed[T byte | int](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// Dark reports whether the module in column x of row y is dark; 0, 0 is the top
// left one. Outside the grid everything is light.
func (g *Grid) Dark(x, y int) bool {
	if x < 0 || y < 0 || x >= g.Width || y >= g.Height {
		return false
	}
	return g.bits[g.stride()*y+x/8]&(0x80>>(x%8)) != 0
}

// SetDark makes the module in column x of row y dark. It must be in the grid.
func (g *Grid) SetDark(x, y int) { g.bits[g.stride()*y+x/8] |= 0x80 >> (x % 8) }

// SetBar makes n modules of row y dark, from column x on.
func (g *Grid) SetBar(x, y, n int) {
	row := g.Row(y)
	for end := x + n; x < end; {
		next := min(end, x/8*8+8)
		row[x/8] |= byte(0xff>>(x%8)) &^ byte(0xff>>(next-x/8*8))
		x = next
	}
}

// SetElements draws elements on row y from column x on, the first one dark or
// light and then in turn; widths are theirs in modules, digits. It returns the
// column behind them.
func (g *Grid) SetElements(x, y int, dark bool, widths []byte) int {
	for _, w := range widths {
		n := int(w - '0')
		if dark {
			g.SetBar(x, y, n)
		}
		x, dark = x+n, !dark
	}
	return x
}

// Row returns row y, eight modules a byte, the leftmost the highest bit. The bits
// behind the last module must stay zero.
func (g *Grid) Row(y int) []byte { return g.bits[g.stride()*y:][:g.stride()] }

// RowHeight returns the height of row y in modules, [Stretch] if it is as high as
// the bars are drawn.
func (g *Grid) RowHeight(y int) int { return g.heights[y] }

// SetRowHeight sets the height of row y in modules, or [Stretch].
func (g *Grid) SetRowHeight(y, modules int) { g.heights[y] = modules }

// NextBar returns the columns [start, end) of the first run of dark modules of row
// y from column x on; both are Width if there is none.
func (g *Grid) NextBar(x, y int) (start, end int) {
	for start = x; start < g.Width && !g.Dark(start, y); start++ {
	}
	for end = start; g.Dark(end, y); end++ {
	}
	return start, end
}

// Image draws the grid in two colours, 0 white and 1 black, with modules of so
// many pixels, bars so many modules high where rows are [Stretch], and so many
// light modules all round.
func (g *Grid) Image(module, bars, quiet int) *image.Paletted {
	height := 0
	for y := range g.Height {
		height += g.drawnHeight(y, bars)
	}
	img := image.NewPaletted(
		image.Rect(0, 0, (g.Width+2*quiet)*module, (height+2*quiet)*module),
		color.Palette{color.White, color.Black})
	top := quiet * module
	for y := range g.Height {
		first := img.Pix[top*img.Stride:][:img.Stride]
		for start, end := g.NextBar(0, y); start < end; start, end = g.NextBar(end, y) {
			for x := (quiet + start) * module; x < (quiet+end)*module; x++ {
				first[x] = 1
			}
		}
		for i := 1; i < g.drawnHeight(y, bars)*module; i++ {
			copy(img.Pix[(top+i)*img.Stride:], first)
		}
		top += g.drawnHeight(y, bars) * module
	}
	return img
}

func (g *Grid) drawnHeight(y, bars int) int {
	if g.heights[y] == Stretch {
		return bars
	}
	return g.heights[y]
}
