package label

import (
	"fmt"
	"slices"
	"sort"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// StandardName names the built-in label: 50 by 30 millimetres.
const StandardName = "standard-50x30"

// Data is what the built-in label says about one item.
type Data struct {
	GTIN    gs1.GTIN
	Serial  string
	Lot     string    // "" for none
	Expiry  time.Time // zero for none; only the date counts
	Product string    // text for people, "" for none
	Copy    bool      // the label takes the place of one that is void, and says so
}

// Message returns the element strings of the item in the order (01) (17) (10)
// (21), which needs the fewest separators.
func (d Data) Message() gs1.Message {
	elements := []gs1.Element{{AI: gs1.AI01, Value: d.GTIN.String()}}
	if !d.Expiry.IsZero() {
		elements = append(elements, gs1.Element{AI: gs1.AI17, Value: gs1.FormatDate(d.Expiry)})
	}
	if d.Lot != "" {
		elements = append(elements, gs1.Element{AI: gs1.AI10, Value: d.Lot})
	}
	return gs1.NewMessage(append(elements, gs1.Element{AI: gs1.AI21, Value: d.Serial})...)
}

// The layout of the built-in label, in micrometres: the product across the
// top, the symbol to the left, captioned lines to the right.
const (
	standardWidth  Micron = 50_000
	standardHeight Micron = 30_000
	edge           Micron = 2_000

	productHeight Micron = 3_250
	productRoom          = standardWidth - 2*edge
	copyRoom      Micron = 11_000 // at the right of the product

	symbolTop  Micron = 7_000
	symbolRoom Micron = 21_000 // side of the square for symbol and quiet zone

	textLeft             = edge + symbolRoom + 1_500
	textRoom             = standardWidth - edge - textLeft
	captionHeight Micron = 1_750
	valueHeight   Micron = 2_875
	lineHeight    Micron = 5_375
)

// copyMark stands on the label of a copy.
const copyMark = "COPY"

// StandardSize returns the page of the built-in label with nothing on it.
func StandardSize() Page { return Page{Width: standardWidth, Height: standardHeight} }

// Standard lays out the built-in label for one item.
func Standard(d Data) (*Page, error) {
	m := d.Message()
	module, err := fitModule(m)
	if err != nil {
		return nil, err
	}
	page := StandardSize()
	page.Matrices = []DataMatrix{{X: edge, Y: symbolTop, Module: module, Message: m}}
	room := productRoom
	if d.Copy {
		room -= copyRoom
		page.addText(edge+room, edge, productHeight, copyRoom, copyMark)
	}
	if d.Product != "" {
		page.addText(edge, edge, productHeight, room, d.Product)
	}
	y := symbolTop
	line := func(caption, value string) {
		page.addText(textLeft, y, captionHeight, textRoom, caption)
		page.addValue(textLeft, y+captionHeight, value)
		y += lineHeight
	}
	line("GTIN", d.GTIN.String())
	line("SERIAL", d.Serial)
	if d.Lot != "" {
		line("LOT", d.Lot)
	}
	if !d.Expiry.IsZero() {
		line("EXP", d.Expiry.Format(time.DateOnly))
	}
	return &page, nil
}

// addText adds a line of text, made lower where it would be too wide for room,
// and cut off where it would become too low to read.
func (p *Page) addText(x, y, height, room Micron, value string) {
	fit, ok := fitHeight(height, room, value)
	if !ok {
		value = cutOff(room, value)
	}
	p.Texts = append(p.Texts, Text{X: x, Y: y, Height: fit, Value: value})
}

// addValue adds an identifier, which is never cut off: where it would become
// too low to read it goes on in a second line.
func (p *Page) addValue(x, y Micron, value string) {
	height, ok := fitHeight(valueHeight, textRoom, value)
	if !ok {
		half := (len(value) + 1) / 2 // identifiers are ASCII
		p.Texts = append(p.Texts, Text{X: x, Y: y, Height: height, Value: value[:half]})
		y, value = y+height, value[half:]
	}
	p.Texts = append(p.Texts, Text{X: x, Y: y, Height: height, Value: value})
}

// fitHeight returns the height, up to height, at which value fits room. Where
// that would be too low to read, it is the lowest that can be read and ok is
// false.
func fitHeight(height, room Micron, value string) (fit Micron, ok bool) {
	if widest(height, value) <= slack(room) {
		return height, true
	}
	width := measure(height, value)
	if width <= slack(room) {
		return height, true
	}
	fit = height * slack(room) / width
	return max(fit, captionHeight), fit >= captionHeight
}

// cutOff returns as much of value as fits room in the lowest text.
func cutOff(room Micron, value string) string {
	runes := []rune(value)
	tooMany := sort.Search(len(runes), func(n int) bool {
		return measure(captionHeight, string(runes[:n])+"…") > slack(room)
	})
	return string(runes[:max(0, tooMany-1)]) + "…"
}

// ProductFits reports whether a product text stands on the built-in label as a
// whole.
func ProductFits(text string) bool {
	_, ok := fitHeight(productHeight, productRoom, text)
	return ok
}

// Missing returns the characters of text that the font of the labels does not
// have, each once. A box is drawn for them.
func Missing(text string) []rune {
	const height = 24
	missing := raster.NewFace().Draw(raster.NewImage(1, height), 0, 0, height, 0, text)
	slices.Sort(missing)
	return slices.Compact(missing)
}

// slack is what of room a text may take: a printer's own font is a little wider
// or narrower than the one measured.
func slack(room Micron) Micron { return room * 24 / 25 }

// widest returns a width that value does not exceed, without looking at the
// font: a digit is less than half as wide as a line is high.
func widest(height Micron, value string) (width Micron) {
	for _, r := range value {
		if '0' <= r && r <= '9' {
			width += height / 2
		} else {
			width += height
		}
	}
	return width
}

// measure returns the width of value in the font, at a resolution finer than
// that of any printer.
func measure(height Micron, value string) Micron {
	const perDot = 25
	return perDot * Micron(raster.NewFace().Measure(zpl.Dots(height/perDot), 0, value))
}

// fitModule returns the largest X-dimension at which the symbol of m fits its
// place.
func fitModule(m gs1.Message) (Micron, error) {
	s, err := symbol.Encode(symbol.GS1DataMatrix, m, nil)
	if err != nil {
		return 0, err
	}
	quiet, _, _ := s.QuietZone()
	size, _ := s.Kind.Size(symbol.HealthcareNonRetail)
	module := min(symbolRoom/Micron(s.Width+2*quiet), Micron(size.Max))
	if module < Micron(size.Min) {
		return 0, fmt.Errorf("%w: %d modules in %.1f mm", ErrTooLarge, s.Width, symbolRoom.Millimetres())
	}
	return module, nil
}
