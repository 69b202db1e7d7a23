package symbol

import (
	"image"
	"math"

	"golang.org/x/image/font/sfnt"

	"github.com/eachmark/eachmark/gs1/symbol/ean"
)

// A line is a line of human readable text, its base line beginning at x, y.
type line struct {
	text  string
	x, y  int
	size  int // of the font
	pitch int // from letter to letter; 0: that of the font
}

// each calls f for every letter with where it begins and how wide its place is.
func (l line) each(f func(r rune, x, width int)) {
	font, err := letters()
	if err != nil {
		return
	}
	var buf sfnt.Buffer
	x := 0.0
	for _, r := range l.text {
		_, advance := font.glyph(&buf, r)
		width := advance * float64(l.size)
		if l.pitch > 0 {
			width = float64(l.pitch)
		}
		f(r, l.x+int(math.Round(x)), int(math.Round(width)))
		x += width
	}
}

// width returns the width of the line.
func (l line) width() int {
	if l.pitch > 0 {
		return l.pitch * len(l.text)
	}
	return measure(l.text, l.size)
}

// box returns what the letters may touch.
func (l line) box() image.Rectangle {
	return image.Rect(l.x-l.size, l.y-l.size, l.x+l.width()+l.size, l.y+l.size/2)
}

// sizeFor returns the size of the font whose capitals are so high.
func sizeFor(capitals int) int { return int(math.Round(float64(capitals) / capitalHeight)) }

// Heights of capitals in tenths of the X-dimension. The digits of EAN and UPC are
// 2.75 mm high at 0.33 mm (ISO/IEC 15420:2009, annex on human readable
// characters); GS1 leaves the others to the user.
const (
	eanCapitals    = 80
	smallCapitals  = 55 // the first and the last digit of UPC, at most four modules wide
	linearCapitals = 55
	matrixCapitals = 40
)

func (l *layout) x(tenths int) int { return tenths * l.unit * l.s.XModules() / 10 }

// addText adds the text of the symbol and the room it takes.
func (l *layout) addText() {
	switch texts := l.s.texts(); {
	case kindFacts[l.s.Kind].ean:
		l.addEAN()
	case len(texts) == 0:
	case l.s.Kind.Linear():
		l.addBelow(l.wrap(texts))
	default:
		l.addBeside(texts)
	}
}

// wrap puts as many texts on each line as fit the width of the drawing.
func (l *layout) wrap(texts []string) (lines []string) {
	size := sizeFor(l.x(linearCapitals))
	for _, text := range texts {
		last := len(lines) - 1
		if last >= 0 && measure(lines[last]+" "+text, size) <= l.width {
			lines[last] += " " + text
			continue
		}
		lines = append(lines, text)
	}
	return lines
}

// addBelow adds lines centred below the bars, and room where they are wider than
// the drawing.
func (l *layout) addBelow(texts []string) {
	capitals := l.x(linearCapitals)
	size, pitch := sizeFor(capitals), capitals*8/5
	widest := 0
	for _, text := range texts {
		widest = max(widest, measure(text, size))
	}
	if missing := widest + l.x(20) - l.width; missing > 0 {
		l.room((missing+1)/2, 0, missing/2, 0)
	}
	middle := l.left + l.s.Width*l.unit/2
	y := l.height + l.x(15) + capitals
	for _, text := range texts {
		x := min(max(middle-measure(text, size)/2, 0), l.width-measure(text, size))
		l.lines = append(l.lines, line{text: text, x: x, y: y, size: size})
		y += pitch
	}
	l.room(0, 0, 0, y-pitch+capitals/3-l.height)
}

// addBeside adds lines to the right of the symbol, halfway down.
func (l *layout) addBeside(texts []string) {
	capitals := l.x(matrixCapitals)
	size, pitch := sizeFor(capitals), capitals*7/4
	block := pitch*(len(texts)-1) + capitals
	if missing := block + 2*l.unit - l.height; missing > 0 {
		l.room(0, missing/2, 0, (missing+1)/2)
	}
	x, y, widest := l.width+l.x(20), (l.height-block)/2+capitals, 0
	for _, text := range texts {
		l.lines = append(l.lines, line{text: text, x: x, y: y, size: size})
		widest = max(widest, measure(text, size))
		y += pitch
	}
	l.room(0, 0, x-l.width+widest+l.x(20), 0)
}

// addEAN adds the digits of an EAN or UPC symbol: below the bars between the guard
// bars, which are longer, the outermost beside them; those of an add-on above it
// (ISO/IEC 15420:2009; GS1 General Specifications §5.2.6.6).
func (l *layout) addEAN() {
	bottom := l.top + l.gridHeight()
	start, _ := l.s.linearSpan()
	y := bottom - l.rowHeight(l.s.Height-1) + l.unit/2 + l.x(eanCapitals)
	for _, p := range l.s.eanText() {
		capitals, pitch := eanCapitals, 7
		if p.small {
			capitals, pitch = smallCapitals, 4
		}
		l.lines = append(l.lines, line{
			text: p.text, x: l.left + (start+p.module)*l.unit, y: y, size: sizeFor(l.x(capitals)), pitch: pitch * l.unit,
		})
	}
	l.room(0, 0, 0, max(0, y+l.unit-l.height))
	if n := len(l.s.addOn); n > 0 {
		const pitch = 9
		width := addOnWidth(n)
		l.lines = append(l.lines, line{
			text: l.s.addOn, x: l.left + (l.s.Width-width+(width-pitch*n)/2)*l.unit,
			y: l.top + l.rowHeight(0) - l.unit, size: sizeFor(l.x(60)), pitch: pitch * l.unit,
		})
	}
}

// An eanPart is digits that stand together, from a module of the symbol on.
type eanPart struct {
	text   string
	module int
	small  bool
}

// eanText returns the digits below the bars.
func (s *Symbol) eanText() []eanPart {
	d := s.digits
	switch s.Kind {
	case EAN13:
		return []eanPart{{d[:1], -10, false}, {d[1:7], 3, false}, {d[7:], 50, false}}
	case EAN8:
		return []eanPart{{d[:4], 3, false}, {d[4:], 36, false}}
	case UPCA:
		return []eanPart{{d[:1], -9, true}, {d[1:6], 10, false}, {d[6:11], 50, false}, {d[11:], s.lastDigit(95, 5), true}}
	}
	d, _ = ean.Suppress(d)
	return []eanPart{{d[:1], -9, true}, {d[1:7], 3, false}, {d[7:], s.lastDigit(51, 3), true}}
}

// lastDigit returns where the last digit stands beside a symbol of so many
// modules: away from it, or in the middle of the gap to an add-on.
func (s *Symbol) lastDigit(width, away int) int {
	if n := len(s.addOn); n > 0 {
		away = (s.Width - width - addOnWidth(n) - 4) / 2
	}
	return width + away
}

// addOnWidth returns the modules of an add-on of n digits: a guard of 4, 7 a digit
// and 2 between digits (ISO/IEC 15420:2009 §4.3).
func addOnWidth(n int) int { return 4 + 7*n + 2*(n-1) }
