package raster

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"math"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/gs1/symbol/ean"
	"github.com/eachmark/eachmark/gs1/symbol/itf"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
	"github.com/eachmark/eachmark/zpl"
)

// A barcode is what one of the commands ^B2 ^B8 ^B9 ^BE ^BQ ^BR ^BU prints.
type barcode struct {
	kind    symbol.Kind
	data    []rune
	options symbol.Options
	module  int  // dots
	bars    int  // dots of rows that are as high as they are told
	text    bool // below the bars, or
	above   bool

	linear    composite.Linear // if there is a
	component string           // 2D component, GS between its elements
	separator int              // modules of rows that are one high
}

// drawBarcode draws the symbol of c.
func (r *Renderer) drawBarcode(c, data *zpl.Command) {
	b, err := r.barcodeOf(c, r.data(data))
	if err == nil {
		err = r.encode(&b)
	}
	if err != nil {
		r.problem(c, "is not drawn: %v", err)
		return
	}
	if b.kind == symbol.ITF14 {
		r.drawITF(c, b)
		return
	}
	s := &r.code
	height := b.height(s)
	p := r.place(s.Width*b.module, height, height)
	r.ink(p, func(p plane) { b.rows(p, s) })
	if b.text {
		r.drawDigits(p, b)
	}
}

// encode encodes the data of b.
func (r *Renderer) encode(b *barcode) error {
	if b.component == "" {
		return r.code.EncodeRaw(b.kind, b.data, &b.options)
	}
	linear := string(appendTransmitted(nil, b.data))
	if b.kind == symbol.UPCE {
		short, ok := ean.Suppress(linear)
		if !ok {
			return fmt.Errorf("its digits are %q, expected some with zeros that can be left out", linear)
		}
		linear = short
	}
	return r.composite.Encode(&r.code.Grid, linear, b.component, &composite.Options{
		Linear: b.linear, Version: b.options.Component, Segments: b.options.Segments,
	})
}

// appendTransmitted appends data as they are transmitted: without FNC1 in first
// position, and with GS for the others.
func appendTransmitted(b []byte, data []rune) []byte {
	for i, d := range data {
		switch {
		case d != zpl.FNC1:
			b = append(b, byte(d))
		case i > 0:
			b = append(b, gs1.GS)
		}
	}
	return b
}

// barcodeOf reads c and the data of its field.
func (r *Renderer) barcodeOf(c *zpl.Command, data []byte) (b barcode, err error) {
	b = barcode{
		module: int(r.settings.module), bars: int(max(c.Dots(1, r.settings.bars), 1)),
		text: yes(c, 2, true), above: yes(c, 3, false),
	}
	switch c.Code {
	case "^BE":
		b.kind, err = symbol.EAN13, b.number(data, 12, "")
	case "^B8":
		b.kind, err = symbol.EAN8, b.number(data, 7, "")
	case "^BU":
		b.kind, err = symbol.UPCA, b.number(data, 11, "")
	case "^B9":
		b.kind, err = symbol.UPCE, b.number(data, 10, "0") // Zebra Programming Guide, ^B9: number system 0
		if !yes(c, 4, true) {
			r.problem(c, "its text has the check digit")
		}
	case "^B2":
		b.kind, err = symbol.ITF14, b.interleaved(data, yes(c, 4, false))
	case "^BQ":
		b.module, err = r.magnification(c, 2), b.quickResponse(data)
		if c.Int(1, 2) == 1 {
			r.problem(c, "is drawn as model 2")
		}
	case "^BR":
		err = r.dataBar(c, data, &b)
	}
	return b, err
}

// errDigits is about data of a symbol that carries digits only.
var errDigits = errors.New("expected digits only")

// number sets the data to n digits and their check digit: as printers do, zeros
// are put before fewer digits and of more the first are taken. Before is put in
// front of all.
func (b *barcode) number(data []byte, n int, before string) error {
	if len(bytes.Trim(data, "0123456789")) > 0 {
		return errDigits
	}
	digits := string(data[:min(len(data), n)])
	digits = before + strings.Repeat("0", n-len(digits)) + digits
	b.data = append([]rune(digits), rune(gs1.CheckDigit(digits)))
	return nil
}

// interleaved sets the data of Interleaved 2 of 5.
func (b *barcode) interleaved(data []byte, check bool) error {
	if len(bytes.Trim(data, "0123456789")) > 0 {
		return errDigits
	}
	digits := string(data)
	if check {
		digits += string(rune(gs1.CheckDigit(digits)))
	}
	if len(digits)%2 == 1 { // Zebra Programming Guide, ^B2
		digits = "0" + digits
	}
	b.data = []rune(digits)
	b.options = symbol.Options{Ratio: itf.Ratio3to1, Bearer: itf.NoBearer}
	return nil
}

// magnification returns parameter i of c, which depends on the print head where it
// is left out (Zebra Programming Guide, ^BQ, ^BR).
func (r *Renderer) magnification(c *zpl.Command, i int) int {
	usual := map[zpl.DPMM]int{zpl.DPMM6: 1, zpl.DPMM8: 2, zpl.DPMM12: 3, zpl.DPMM24: 6}[r.o.DPMM]
	if usual == 1 && c.Code == "^BR" {
		usual = 2
	}
	most := 100
	if c.Code == "^BR" {
		most = 10
	}
	return min(max(c.Int(i, usual), 1), most)
}

// quickResponse reads the switches before the data of ^BQ: the error correction,
// A or M and a comma, and for M the character mode.
func (b *barcode) quickResponse(data []byte) error {
	if len(data) < 3 || data[2] != ',' {
		return fmt.Errorf("its data begins with %.8q, expected the error correction, A or M, and a comma", data)
	}
	level := strings.IndexByte("LMQH", data[0])
	if level < 0 {
		level = int(qr.M)
	}
	rest := data[3:]
	switch {
	case data[1] == 'A':
	case data[1] != 'M' || len(rest) == 0 || strings.IndexByte("NAB", rest[0]) < 0:
		return fmt.Errorf("the character mode of its data is %.8q, expected A or M, and after M and the comma N, A or B", data[1:])
	case rest[0] == 'B' && len(rest) < 5:
		return fmt.Errorf("its data has %d characters, expected B and the number of bytes in four digits", len(rest))
	case rest[0] == 'B':
		rest = rest[5:]
	default:
		rest = rest[1:]
	}
	b.kind, b.text = symbol.GS1QR, false
	b.options = symbol.Options{Level: qr.Level(level), KeepLevel: true}
	b.data = bytesAsRunes(rest)
	return nil
}

func bytesAsRunes(data []byte) []rune {
	runes := make([]rune, len(data))
	for i, c := range data {
		runes[i] = rune(c)
	}
	return runes
}

// dataBarTypes are the types of ^BR, and the modules their bars are high (ISO/IEC
// 24724:2011 §5, §6 and §7). Heights of 0 are those of the command.
var dataBarTypes = [...]struct {
	kind   symbol.Kind
	linear composite.Linear
	height int
	digits int // without check digit; 0: element strings
}{
	{symbol.DataBarOmni, composite.DataBarOmnidirectional, 33, 13},
	{symbol.DataBarTruncated, composite.DataBarTruncated, 13, 13},
	{symbol.DataBarStacked, composite.DataBarStacked, 13, 13},
	{symbol.DataBarStackedOmni, composite.DataBarStackedOmnidirectional, 33, 13},
	{symbol.DataBarLimited, composite.DataBarLimited, 10, 13},
	{symbol.DataBarExpanded, composite.DataBarExpanded, 34, 0},
	{symbol.UPCA, composite.UPCA, 0, 11},
	{symbol.UPCE, composite.UPCE, 0, 10},
	{symbol.EAN13, composite.EAN13, 0, 12},
	{symbol.EAN8, composite.EAN8, 0, 7},
	{symbol.GS1128, composite.GS1128, 0, 0}, // with CC-A or CC-B
	{symbol.GS1128, composite.GS1128, 0, 0}, // with CC-C
}

// dataBar reads ^BR. Behind "|" follow the data of the 2D component. FNC1 within
// element strings is "#".
func (r *Renderer) dataBar(c *zpl.Command, data []byte, b *barcode) error {
	kind := c.Int(1, 1)
	if kind < 1 || kind > len(dataBarTypes) {
		return fmt.Errorf("type %d, expected 1 to %d", kind, len(dataBarTypes))
	}
	data, component, isComposite := bytes.Cut(data, []byte("|"))
	if isComposite && len(component) == 0 {
		return errors.New("no data follow |, expected those of the 2D component")
	}
	t := dataBarTypes[kind-1]
	b.kind, b.linear, b.text = t.kind, t.linear, false
	b.component = string(bytes.ReplaceAll(component, []byte("#"), []byte{gs1.GS}))
	b.module = r.magnification(c, 2)
	b.separator = min(max(c.Int(3, 1), 1), 2)
	b.bars = int(max(c.Dots(4, 25), 1))
	if t.height > 0 {
		b.bars = t.height * b.module
	}
	if kind == len(dataBarTypes) {
		b.options.Component = composite.CCC
	}
	if t.digits > 0 {
		before := ""
		if t.kind == symbol.UPCE {
			before = "0"
		}
		return b.number(data, t.digits, before)
	}
	if segments := c.Int(5, 22); t.kind == symbol.DataBarExpanded && segments < 22 {
		b.kind, b.linear, b.options.Segments = symbol.DataBarExpandedStacked, composite.DataBarExpandedStacked, max(segments, 2)
	}
	b.data = append(b.data, zpl.FNC1)
	for _, d := range data {
		if d == '#' {
			b.data = append(b.data, zpl.FNC1)
		} else {
			b.data = append(b.data, rune(d))
		}
	}
	return nil
}

// guards reports whether row y of s has the guard bars only, which are longer than
// the others where text stands below.
func (b barcode) guards(s *symbol.Symbol, y int) bool {
	return y == s.Height-1 && (b.kind == symbol.EAN13 || b.kind == symbol.EAN8 || b.kind == symbol.UPCA || b.kind == symbol.UPCE)
}

// rowHeight returns the dots of row y.
func (b barcode) rowHeight(s *symbol.Symbol, y int) int {
	switch h := s.RowHeight(y); {
	case b.guards(s, y) && (!b.text || b.above):
		return 0
	case h == 1 && b.separator > 0:
		return b.separator * b.module
	case h > 0:
		return h * b.module
	}
	return b.bars
}

// height returns how high the symbol is as ^FO places it, without longer guard
// bars.
func (b barcode) height(s *symbol.Symbol) (height int) {
	for y := range s.Height {
		if !b.guards(s, y) {
			height += b.rowHeight(s, y)
		}
	}
	return height
}

// rows draws the rows of a symbol.
func (b barcode) rows(p plane, s *symbol.Symbol) {
	top := 0
	for y := range s.Height {
		height := b.rowHeight(s, y)
		for start, end := s.NextBar(0, y); start < end; start, end = s.NextBar(end, y) {
			p.fill(start*b.module, top, end*b.module, top+height)
		}
		top += height
	}
}

// drawITF draws ^B2, whose wide elements are as wide as ^BY says.
func (r *Renderer) drawITF(c *zpl.Command, b barcode) {
	wide := int(math.Round(float64(b.module) * r.settings.ratio))
	var widths []int
	for x := 0; x < r.code.Width; {
		n := 1
		for x+n < r.code.Width && r.code.Dark(x+n, 0) == r.code.Dark(x, 0) {
			n++
		}
		x += n
		if n == 1 {
			widths = append(widths, b.module)
		} else {
			widths = append(widths, wide)
		}
	}
	width := 0
	for _, w := range widths {
		width += w
	}
	p := r.place(width, b.bars, b.bars)
	r.ink(p, func(p plane) {
		at := 0
		for i, w := range widths {
			if i%2 == 0 {
				p.fill(at, 0, at+w, b.bars)
			}
			at += w
		}
	})
	if b.text {
		r.drawInterpretation(c, p, string(b.data), width, b.bars)
	}
}

// A digitGroup is some digits of the text of EAN or UPC, centred between two
// columns of modules.
type digitGroup struct{ from, to, left, right int }

// digitGroups are where the digits stand (GS1 General Specifications 5.2.6.6).
func (b barcode) digitGroups() []digitGroup {
	switch b.kind {
	case symbol.EAN13:
		return []digitGroup{{0, 1, -9, -2}, {1, 7, 3, 45}, {7, 13, 50, 92}}
	case symbol.EAN8:
		return []digitGroup{{0, 4, 3, 31}, {4, 8, 36, 64}}
	case symbol.UPCA:
		return []digitGroup{{0, 1, -9, -2}, {1, 6, 10, 45}, {6, 11, 50, 85}, {11, 12, 97, 104}}
	}
	return []digitGroup{{0, 1, -9, -2}, {1, 7, 3, 45}, {7, 8, 53, 60}}
}

// drawDigits writes the digits of EAN and UPC below the bars or above them.
func (r *Renderer) drawDigits(p plane, b barcode) {
	f := r.field.font
	if !r.field.hasFont {
		f = lettering{height: max(18, 9*r.settings.module)}
	}
	top := b.height(&r.code) + b.module
	if b.above {
		top = -b.module - int(f.height)
	}
	digits := string(b.data)
	if b.kind == symbol.UPCE {
		digits, _ = ean.Suppress(digits) // it was drawn without those zeros
	}
	r.ink(p, func(p plane) {
		for _, g := range b.digitGroups() {
			text := digits[g.from:g.to]
			room := (g.right - g.left) * b.module
			at := image.Pt(g.left*b.module+(room-int(r.face.Measure(f.height, f.width, text)))/2, top)
			r.face.draw(&p, at.X, at.Y, f.height, f.width, text)
		}
	})
}
