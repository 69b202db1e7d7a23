package readback

import (
	"image"
	"strconv"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/common"
	"github.com/makiuchi-d/gozxing/datamatrix/decoder"
	"github.com/makiuchi-d/gozxing/datamatrix/detector"

	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
)

// decodeDataMatrix reads a Data Matrix symbol in p. gozxing's detector looks from
// the middle of the picture outwards and so misses a symbol with text beside it;
// therefore the symbol is first looked for by its finder pattern, and the detector
// is left for pictures that are not level.
func decodeDataMatrix(p *picture) (scan string, ok bool) {
	m := p.mask()
	for _, s := range m.shapes() {
		for inset := range maxInset + 1 {
			c, ok := m.corner(s, inset)
			if !ok {
				continue
			}
			bits, ok := m.sample(c)
			if !ok {
				continue
			}
			if result, err := decoder.NewDecoder().Decode(bits); err == nil {
				return scanOfDataMatrix(bits, result), true
			}
		}
	}
	return detectDataMatrix(p)
}

// detectDataMatrix reads what gozxing's detector finds in the whole picture.
func detectDataMatrix(p *picture) (scan string, ok bool) {
	source, err := p.source()
	if err != nil {
		return "", false
	}
	matrix, err := gozxing.NewHybridBinarizer(source).GetBlackMatrix()
	if err != nil {
		return "", false
	}
	d, err := detector.NewDetector(matrix)
	if err != nil {
		return "", false
	}
	found, err := d.Detect()
	if err != nil {
		return "", false
	}
	bits := found.GetBits()
	result, err := decoder.NewDecoder().Decode(bits)
	if err != nil {
		return "", false
	}
	return scanOfDataMatrix(bits, result), true
}

// scanOfDataMatrix puts the identifier before the data (ISO/IEC 15424). gozxing
// gives GS for FNC1 in first position too, which a scanner does not send, and takes
// the rectangles of ISO/IEC 21471 for others, which have identifiers of their own.
func scanOfDataMatrix(bits *gozxing.BitMatrix, result *common.DecoderResult) string {
	const (
		plain     = 1
		gs1Format = 2
		extended  = 6 // from an identifier to that of ISO/IEC 21471
	)
	text, modifier := result.GetText(), result.GetSymbologyModifier()
	if modifier == gs1Format {
		text = strings.TrimPrefix(text, "\x1d")
	}
	size, _ := datamatrix.SizeOf(bits.GetWidth(), bits.GetHeight())
	if size.Shape == datamatrix.Extended && (modifier == plain || modifier == gs1Format) {
		modifier += extended
	}
	return "]d" + strconv.Itoa(modifier) + text
}

// Limits of what is looked for. A symbol has at least 8 modules a side and at most
// 144 (ISO/IEC 16022:2006 table 7). The number of shapes bounds the time spent on a
// picture full of them.
const (
	minSide    = 8
	maxModules = 144
	maxShapes  = 10000
	maxInset   = 2
)

// shapes returns the boxes, in pixels, of the connected dark shapes that can hold a
// symbol, from top to bottom.
func (m mask) shapes() []image.Rectangle {
	var shapes []image.Rectangle
	var stack []int
	seen := make([]bool, len(m.dark))
	for i, dark := range m.dark {
		if !dark || seen[i] {
			continue
		}
		var box image.Rectangle
		box, stack = m.shape(i, seen, stack[:0])
		if box.Dx() < minSide || box.Dy() < minSide {
			continue
		}
		if shapes = append(shapes, box); len(shapes) == maxShapes {
			break
		}
	}
	return shapes
}

// shape marks the shape that pixel start belongs to as seen and returns its box.
// Pixels are connected across edges, not corners. The margin of a picture is
// light, so that every dark pixel has four neighbours. stack is scratch space.
func (m mask) shape(start int, seen []bool, stack []int) (image.Rectangle, []int) {
	box := image.Rectangle{Min: image.Pt(m.width, len(m.dark))}
	seen[start] = true
	stack = append(stack, start)
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		x, y := i%m.width, i/m.width
		box.Min.X, box.Max.X = min(box.Min.X, x), max(box.Max.X, x+1)
		box.Min.Y, box.Max.Y = min(box.Min.Y, y), max(box.Max.Y, y+1)
		for _, n := range [4]int{i - 1, i + 1, i - m.width, i + m.width} {
			if m.dark[n] && !seen[n] {
				seen[n] = true
				stack = append(stack, n)
			}
		}
	}
	return box, stack
}

// A corner is a shape that fills two neighbouring sides of its box and not the
// other two, as the L of a Data Matrix finder pattern does; the box is then that
// of the symbol.
type corner struct {
	image.Rectangle
	turns int // quarter turns clockwise from the L at left and bottom
	inset int // how far inside the box its sides were looked at, in pixels
}

// corner reports whether the shape in box is a corner. An inset of more than 0 is
// for pictures whose edges are grey, where the outermost pixels are now dark, now
// light.
func (m mask) corner(box image.Rectangle, inset int) (corner, bool) {
	r := box.Inset(inset)
	filled := func(x, y, dx, dy, n int) bool {
		for i := range n {
			if !m.dark[(y+i*dy)*m.width+x+i*dx] {
				return false
			}
		}
		return true
	}
	sides := [4]bool{
		filled(r.Min.X, r.Min.Y, 0, 1, r.Dy()),   // left
		filled(r.Min.X, r.Min.Y, 1, 0, r.Dx()),   // top
		filled(r.Max.X-1, r.Min.Y, 0, 1, r.Dy()), // right
		filled(r.Min.X, r.Max.Y-1, 1, 0, r.Dx()), // bottom
	}
	for turns, l := range [4][4]bool{
		{true, false, false, true},
		{true, true, false, false},
		{false, true, true, false},
		{false, false, true, true},
	} {
		if sides == l {
			return corner{box, turns, inset}, true
		}
	}
	return corner{}, false
}

// at reports whether the picture is dark at u, v: a point of the symbol of c
// upright, from its top left, in units of its sides, 0 < u, v < 1.
func (m mask) at(c corner, u, v float64) bool {
	switch c.turns {
	case 1:
		u, v = 1-v, u
	case 2:
		u, v = 1-u, 1-v
	case 3:
		u, v = v, 1-u
	}
	x, y := c.Min.X+int(u*float64(c.Dx())), c.Min.Y+int(v*float64(c.Dy()))
	return m.dark[y*m.width+x]
}

// sample returns the modules in the box of c, upright. It counts them along the
// top and the right side, where dark and light ones take turns, and takes each
// at its middle.
func (m mask) sample(c corner) (*gozxing.BitMatrix, bool) {
	width, height := c.Dx(), c.Dy()
	if c.turns%2 == 1 {
		width, height = height, width
	}
	top, right := middle(c.inset, height), middle(width-1-c.inset, width)
	columns := runs(width, c.inset, func(u float64) bool { return m.at(c, u, top) })
	rows := runs(height, c.inset, func(v float64) bool { return m.at(c, right, v) })
	if columns%2 != 0 || rows%2 != 0 || max(columns, rows) > maxModules {
		return nil, false
	}
	bits, err := gozxing.NewBitMatrix(columns, rows)
	if err != nil {
		return nil, false
	}
	for y := range rows {
		for x := range columns {
			if m.at(c, middle(x, columns), middle(y, rows)) {
				bits.Set(x, y)
			}
		}
	}
	return bits, true
}

// middle returns the middle of the i-th of n equal parts of 1.
func middle(i, n int) float64 { return (float64(i) + 0.5) / float64(n) }

// runs counts the runs of equal pixels along a side of n pixels, without the inset
// at its ends.
func runs(n, inset int, dark func(u float64) bool) (count int) {
	last := false
	for i := inset; i < n-inset; i++ {
		if now := dark(middle(i, n)); i == inset || now != last {
			count++
			last = now
		}
	}
	return count
}
