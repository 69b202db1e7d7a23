package databar

import "github.com/eachmark/eachmark/gs1/symbol/grid"

const (
	// Linkage flag (ISO/IEC 24724:2011 §5.2).
	omniLinkage = 10_000_000_000_000
	// Values of a pair of symbol characters and of an inside character.
	pairValues   = 4_537_077
	insideValues = 1597
)

// omniFinders are the finder patterns by check character value, five elements each
// (ISO/IEC 24724:2011 table 4).
const omniFinders = "38211" + "35511" + "33711" + "31911" + "27411" + "25611" + "23811" + "15711" + "13911"

// Modules of a row: a stacked one ends behind its second character.
const (
	omniWidth    = 96
	stackedWidth = 50
)

func (e *Encoder) encodeOmni(g *grid.Grid, data string, o *Options) error {
	if err := checkGTIN(data); err != nil {
		return err
	}
	value := number(data)
	if o.Composite {
		value += omniLinkage
	}
	right3 := e.appendOmni(int(value/pairValues), int(value%pairValues))
	switch o.Kind {
	case Stacked:
		e.drawStacked(g, o.Composite)
	case StackedOmnidirectional:
		e.drawStackedOmni(g, o.Composite, right3)
	case Truncated:
		e.drawWhole(g, o.Composite, 13) // ISO/IEC 24724:2011 §5.3.1
	default:
		e.drawWhole(g, o.Composite, grid.Stretch)
	}
	return nil
}

// drawWhole draws a symbol of one row, with such a height.
func (e *Encoder) drawWhole(g *grid.Grid, composite bool, height int) {
	y := first(g, omniWidth, 1, composite)
	g.SetElements(0, y, false, e.elements)
	g.SetRowHeight(y, height)
	if composite {
		separate(g, 0, y, line{width: omniWidth}, 18, 65)
	}
}

// drawRows draws the two rows of a stacked symbol with so many rows between them, and
// the separator to a 2D component. It returns the first row.
func (e *Encoder) drawRows(g *grid.Grid, composite bool, between int) int {
	y := first(g, stackedWidth, between+2, composite)
	half := len(e.elements) / 2
	x := g.SetElements(0, y, false, e.elements[:half])
	g.SetElements(x, y, true, []byte(guard))
	x = g.SetElements(0, y+between+1, true, []byte(guard))
	g.SetElements(x, y+between+1, true, e.elements[half:])
	if composite {
		separate(g, 0, y, line{width: stackedWidth}, 18)
	}
	return y
}

// drawStacked draws the rows and between them a separator that differs from both where
// they agree and otherwise from its own last module (ISO/IEC 24724:2011 §5.3.2.1).
func (e *Encoder) drawStacked(g *grid.Grid, composite bool) {
	top := e.drawRows(g, composite, 1)
	g.SetRowHeight(top, 5)
	g.SetRowHeight(top+2, 7)
	dark := false
	for x := 1; x < stackedWidth-4; x++ {
		above, below := g.Dark(x, top), g.Dark(x, top+2)
		if above == below {
			dark = !above
		} else {
			dark = !dark
		}
		if dark && x >= 4 {
			g.SetDark(x, top+1)
		}
	}
}

// drawStackedOmni draws the rows and between them three of separator (ISO/IEC
// 24724:2011 §5.3.2.2).
func (e *Encoder) drawStackedOmni(g *grid.Grid, composite, right3 bool) {
	top := e.drawRows(g, composite, 3)
	g.SetRowHeight(top, grid.Stretch)
	g.SetRowHeight(top+4, grid.Stretch)
	separate(g, top+1, top, line{width: stackedWidth}, 18)
	for x := 5; x < stackedWidth-4; x += 2 {
		g.SetDark(x, top+2)
	}
	separate(g, top+3, top+4, line{width: stackedWidth, right3: right3}, 19)
}

// appendOmni makes e.elements those of the four characters and two finder patterns,
// and reports whether the right finder pattern is the one of value 3.
func (e *Encoder) appendOmni(left, right int) (right3 bool) {
	var chars [4][]byte
	var memory [4][8]byte
	checksum, weight := 0, 1
	for i, value := range [...]int{left / insideValues, left % insideValues, right / insideValues, right % insideValues} {
		c := &outside
		if i%2 == 1 {
			c = &inside
		}
		chars[i] = c.appendCharacter(memory[i][:0], value)
		for _, w := range chars[i] {
			checksum += int(w-'0') * weight
			weight = weight * 3 % 79 // the weights of ISO/IEC 24724:2011 table 5
		}
	}
	checksum %= 79
	if checksum >= 8 {
		checksum++
	}
	if checksum >= 72 {
		checksum++
	}
	b := append(e.elements[:0], guard...)
	b = append(b, chars[0]...)
	b = append(b, omniFinders[checksum/9*5:][:5]...)
	b = appendReversed(b, chars[1]...)
	b = append(b, chars[3]...)
	b = appendReversed(b, []byte(omniFinders[checksum%9*5:][:5])...)
	b = appendReversed(b, chars[2]...)
	e.elements = append(b, guard...)
	return checksum%9 == 3
}
