package symbol

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/gs1/symbol/databar"
	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/gs1/symbol/ean"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/itf"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
)

// FNC1 is Function 1 in the data of [EncodeRaw]: in first position it makes a
// symbol a GS1 one, elsewhere it separates elements and is transmitted as GS.
const FNC1 = grid.FNC1

// Options chooses among the symbols of a kind. A nil *Options is the zero value.
type Options struct {
	// MaxWidth and MaxHeight refuse a symbol wider or higher than so many modules,
	// without quiet zone; of a Data Matrix the smallest that fits is taken. 0 is no
	// limit but the symbology's. The rows of bars do not count.
	MaxWidth, MaxHeight int

	// Shapes are the shapes a Data Matrix may have; of several the symbol of the
	// smallest area is taken. 0 is squares. The rectangles of [datamatrix.Extended]
	// (DMRE) are not sanctioned by GS1 everywhere.
	Shapes datamatrix.Shapes
	// Columns and Rows are the size of a Data Matrix; 0 is what the data need.
	Columns, Rows int

	// Level is the least error correction of a QR Code; more is taken where it
	// costs no larger symbol, unless KeepLevel is set.
	Level     qr.Level
	KeepLevel bool

	// Segments is how many segments a row of DataBar Expanded Stacked has, 2 to 22
	// and even; 0 is four.
	Segments int

	// Component is the version of a composite component; 0 is the smallest there is
	// for the data.
	Component composite.Version

	// Ratio is that of wide to narrow bars of ITF-14.
	Ratio itf.Ratio
	// Bearer are the bars round ITF-14.
	Bearer itf.Bearer

	// Stem is what stands before the primary key of a Digital Link URI, "" is
	// https://id.gs1.org.
	Stem string
}

// encoders is the memory that encoding works in, of each symbology once it is used.
type encoders struct {
	scan       []byte
	dataMatrix *datamatrix.Encoder
	code128    *code128.Encoder
	qr         *qr.Encoder
	dataBar    *databar.Encoder
	composite  *composite.Encoder
}

// made returns what p points to, made if it is not there yet.
func made[T any](p **T) *T {
	if *p == nil {
		*p = new(T)
	}
	return *p
}

// Encode returns the symbol of kind k for the message m, as [Symbol.Encode] makes
// it.
func Encode(k Kind, m gs1.Message, o *Options) (*Symbol, error) {
	s := &Symbol{}
	if err := s.Encode(k, m, o); err != nil {
		return nil, err
	}
	s.work = nil
	return s, nil
}

// EncodeRaw returns the symbol of kind k for data, as [Symbol.EncodeRaw] makes it.
func EncodeRaw(k Kind, data []rune, o *Options) (*Symbol, error) {
	s := &Symbol{}
	if err := s.EncodeRaw(k, data, o); err != nil {
		return nil, err
	}
	s.work = nil
	return s, nil
}

// Encode makes s the symbol of kind k for the message m and keeps the memory of
// the one before. What goes into it:
//   - the element strings: FNC1 first, and FNC1 between elements where
//     [gs1.Message.AppendScan] writes GS. GS1-128 has at most 48 characters.
//   - for [DLDataMatrix] and [DLQR] the Digital Link URI in its canonical,
//     uncompressed form.
//   - for EAN, UPC, ITF-14 and the kinds of DataBar but the expanded ones the GTIN
//     (01), of which the leading zeros are left out that the symbol has no room
//     for, and the add-on of the message; anything else is refused.
//
// Of a composite message, of which [gs1.Message.Linear] elements are the linear
// component, the symbol has a composite component with the others; ITF-14 has none,
// and matrices carry all elements as one.
//
// It does not judge the elements, which [gs1.Check] does, but refuses values that
// are empty or have other characters than the visible ones of ASCII. The symbol
// keeps the elements of m for its text. After an error s is no symbol.
func (s *Symbol) Encode(k Kind, m gs1.Message, o *Options) error {
	err := s.encode(k, m, o)
	if err != nil {
		s.clear(0)
	}
	return err
}

func (s *Symbol) encode(k Kind, m gs1.Message, o *Options) error {
	if err := checkMessage(k, m); err != nil {
		return err
	}
	if o == nil {
		o = &Options{}
	}
	s.clear(k)
	s.elements = m.Elements
	var err error
	switch kindFacts[k].carries {
	case carriesURI:
		err = s.drawURI(m, o)
	case carriesGTIN:
		err = s.drawGTIN(m, o)
	default:
		err = s.drawElements(m, o)
	}
	if err == nil {
		err = s.checkBox(o)
	}
	return s.messageError(m, err)
}

// EncodeRaw makes s the symbol of kind k for data as they are: runes 0 to 255 are
// bytes, [FNC1] is the function character; EAN, UPC, ITF-14 and the kinds of
// DataBar that carry a GTIN take its digits. Without FNC1 in first position a Data
// Matrix, Code 128 or QR Code symbol is a plain one. It is for drawing what a
// printer was told to print; [Symbol.Encode] is for making a symbol of a message.
// The rules of GS1, such as 48 characters, are not applied. After an error s is
// no symbol.
func (s *Symbol) EncodeRaw(k Kind, data []rune, o *Options) error {
	err := s.encodeRaw(k, data, o)
	if err != nil {
		s.clear(0)
	}
	return err
}

func (s *Symbol) encodeRaw(k Kind, data []rune, o *Options) error {
	if !k.IsValid() {
		return &Error{Err: ErrKind}
	}
	if len(data) == 0 || len(data) == 1 && data[0] == FNC1 {
		return &Error{Kind: k, Err: ErrEmpty, Len: len(data)}
	}
	if o == nil {
		o = &Options{}
	}
	s.clear(k)
	var err error
	if kindFacts[k].carries == carriesGTIN {
		s.digits = string(data)
		err = s.drawDigits(o)
	} else {
		s.runes = append(s.runes, data...)
		err = s.draw(o)
	}
	if err == nil {
		err = s.checkBox(o)
	}
	return rawError(k, len(data), err)
}

// clear makes s a symbol of kind k without modules and data.
func (s *Symbol) clear(k Kind) {
	work := s.work
	if work == nil {
		work = &encoders{}
	}
	s.Grid.Reset(0, 0)
	*s = Symbol{Kind: k, Grid: s.Grid, runes: s.runes[:0], work: work}
}

// drawElements draws the element strings.
func (s *Symbol) drawElements(m gs1.Message, o *Options) error {
	w := s.work
	linear, component := components(s.Kind, m)
	w.scan = gs1.Message{Elements: linear}.AppendScan(w.scan[:0], "")
	if err := checkLength(s.Kind, m, len(w.scan)); err != nil {
		return err
	}
	if len(component) > 0 {
		return s.drawComposite(string(w.scan), component, o)
	}
	s.runes = appendRunes(append(s.runes, FNC1), w.scan)
	return s.draw(o)
}

// appendRunes appends element strings with FNC1 for GS.
func appendRunes(runes []rune, scan []byte) []rune {
	for _, c := range scan {
		if c == gs1.GS {
			runes = append(runes, FNC1)
		} else {
			runes = append(runes, rune(c))
		}
	}
	return runes
}

// drawComposite draws a composite symbol, linear being the data of its linear
// component.
func (s *Symbol) drawComposite(linear string, component []gs1.Element, o *Options) error {
	w := s.work
	w.scan = gs1.Message{Elements: component}.AppendScan(w.scan[:0], "")
	s.linear, s.component = len(linear), len(w.scan)
	if s.digits == "" {
		s.runes = appendRunes(append(s.runes, FNC1), []byte(linear))
		if last := s.elements[len(s.elements)-len(component)-1]; !last.AI.PredefinedLength() {
			s.runes = append(s.runes, FNC1) // ISO/IEC 24723:2010 §8.1: as within one component
			s.component++
		}
	}
	s.runes = appendRunes(s.runes, w.scan)
	return made(&w.composite).Encode(&s.Grid, linear, string(w.scan), &composite.Options{
		Linear: linearOf(s.Kind), Version: o.Component, Segments: o.Segments,
	})
}

// linearOf returns the linear component of a composite symbol of kind k.
func linearOf(k Kind) composite.Linear {
	switch k {
	case GS1128:
		return composite.GS1128
	case EAN13, EAN8, UPCA, UPCE:
		return composite.EAN13 + composite.Linear(k-EAN13)
	}
	return composite.Linear(k - DataBarOmni)
}

// draw draws the runes of s.
func (s *Symbol) draw(o *Options) error {
	switch s.Kind {
	case GS1DataMatrix, DLDataMatrix:
		return made(&s.work.dataMatrix).Encode(&s.Grid, s.runes, &datamatrix.Options{
			Shapes: o.Shapes, MaxWidth: o.MaxWidth, MaxHeight: o.MaxHeight, Width: o.Columns, Height: o.Rows,
		})
	case GS1128:
		return made(&s.work.code128).Encode(&s.Grid, s.runes, nil)
	case GS1QR, DLQR:
		return made(&s.work.qr).Encode(&s.Grid, s.runes, &qr.Options{Level: o.Level, KeepLevel: o.KeepLevel})
	}
	for i, r := range s.runes {
		if r > 255 || r < 0 && r != FNC1 {
			return &grid.Error{Err: ErrCharacter, Pos: i, Len: 1, Found: strconv.QuoteRune(r), Expected: "a byte or FNC1"}
		}
	}
	s.work.scan = appendTransmitted(s.work.scan[:0], s.runes)
	return s.drawDataBar(string(s.work.scan), o)
}

// appendTransmitted appends data as they are transmitted: without FNC1 in first
// position and with GS for the others.
func appendTransmitted(b []byte, data []rune) []byte {
	for i, r := range data {
		switch {
		case r != FNC1:
			b = append(b, byte(r))
		case i > 0:
			b = append(b, gs1.GS)
		}
	}
	return b
}

// drawDataBar draws a GTIN or an element string.
func (s *Symbol) drawDataBar(data string, o *Options) error {
	return made(&s.work.dataBar).Encode(&s.Grid, data, &databar.Options{
		Kind: databar.Kind(s.Kind - DataBarOmni), Segments: o.Segments,
	})
}

// drawDigits draws the digits of s.
func (s *Symbol) drawDigits(o *Options) error {
	switch s.Kind {
	case EAN13, EAN8, UPCA, UPCE:
		return s.drawEAN()
	case ITF14:
		s.narrow = o.Ratio.Narrow()
		return itf.Encode(&s.Grid, s.digits, &itf.Options{Ratio: o.Ratio, Bearer: o.Bearer})
	}
	return s.drawDataBar(s.digits, o)
}

// checkBox refuses a symbol larger than the options allow.
func (s *Symbol) checkBox(o *Options) error {
	rows := s.Height
	if s.Kind.Linear() {
		rows = 0
	}
	if (o.MaxWidth == 0 || s.Width <= o.MaxWidth) && (o.MaxHeight == 0 || rows <= o.MaxHeight) {
		return nil
	}
	return &grid.Error{
		Err: grid.ErrTooLong, Found: fmt.Sprintf("%d × %d modules", s.Width, s.Height),
		Expected: "at most " + box(o.MaxWidth, o.MaxHeight),
	}
}

// box writes a width and a height of which one may be free, "14 × any".
func box(width, height int) string {
	side := func(n int) string {
		if n == 0 {
			return "any"
		}
		return fmt.Sprint(n)
	}
	return side(width) + " × " + side(height)
}

// drawEAN draws the digits and the add-on.
func (s *Symbol) drawEAN() error {
	digits, err := s.eanDigits()
	if err != nil {
		return err
	}
	return ean.Encode(&s.Grid, digits, &ean.Options{Kind: ean.Kind(s.Kind - EAN13), AddOn: s.addOn})
}

// eanDigits returns the digits of the symbol: those of UPC-E without the zeros it
// leaves out. A UPC-E symbol may have been asked for by its own digits.
func (s *Symbol) eanDigits() (string, error) {
	if s.Kind != UPCE {
		return s.digits, nil
	}
	s.digits = ean.Expand(s.digits)
	short, ok := ean.Suppress(s.digits)
	if !ok {
		return "", &grid.Error{
			Err: ErrContent, Len: len(s.digits), Found: quote(s.digits),
			Expected: "a GTIN-12 with zeros that can be left out", Rule: "GS1 General Specifications 5.2.2.4",
		}
	}
	return short, nil
}

// rawError returns an error about data of n runes as one of this package.
func rawError(k Kind, n int, err error) error {
	var about *grid.Error
	if !errors.As(err, &about) {
		return err
	}
	e := newError(k, about)
	e.Pos, e.Len = about.Pos, about.Len
	if e.Err == ErrTooLong || e.Len == 0 && e.Pos == 0 {
		e.Len = n
	}
	return e
}
