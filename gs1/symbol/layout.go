package symbol

import "image"

// A layout is a drawing of a symbol: where its modules, its quiet zone and its
// text lie, in units that are pixels or micrometres.
type layout struct {
	s             *Symbol
	unit          int // width of a module
	bars          int // height of rows that are as high as the bars are drawn
	left, top     int // of the module grid
	width, height int // of all
	lines         []line
}

// newLayout lays the symbol out with modules of unit and bars of bars units.
func (s *Symbol) newLayout(unit, bars int, o *RenderOptions) *layout {
	l := &layout{s: s, unit: unit, bars: bars}
	left, right, vertical := s.QuietZone()
	if o.NoQuietZone {
		left, right, vertical = 0, 0, 0
	}
	l.left, l.top = left*unit, vertical*unit
	l.width = (left + s.Width + right) * unit
	l.height = l.top + l.gridHeight() + vertical*unit
	if o.HRI {
		l.addText()
	}
	return l
}

// rowHeight returns the height of row y.
func (l *layout) rowHeight(y int) int {
	if h := l.s.RowHeight(y); h > 0 {
		return h * l.unit
	}
	return l.bars
}

func (l *layout) gridHeight() (height int) {
	for y := range l.s.Height {
		height += l.rowHeight(y)
	}
	return height
}

// rectangles yields every run of dark modules of a row.
func (l *layout) rectangles(yield func(image.Rectangle) bool) {
	top := l.top
	for y := range l.s.Height {
		height := l.rowHeight(y)
		for start, end := l.s.NextBar(0, y); start < end; start, end = l.s.NextBar(end, y) {
			if !yield(image.Rect(l.left+start*l.unit, top, l.left+end*l.unit, top+height)) {
				return
			}
		}
		top += height
	}
}

// room makes the drawing so much larger at its sides.
func (l *layout) room(left, top, right, bottom int) {
	l.left += left
	l.top += top
	l.width += left + right
	l.height += top + bottom
}
