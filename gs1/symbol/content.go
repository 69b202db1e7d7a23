package symbol

import (
	"errors"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// checkMessage refuses a message that the kind does not carry, and what would make
// AppendScan write something else than the elements of m.
func checkMessage(k Kind, m gs1.Message) error {
	if !k.IsValid() {
		return &Error{Err: ErrKind}
	}
	if len(m.Elements) == 0 {
		return &Error{Kind: k, Err: ErrEmpty, Len: len(m.Input)}
	}
	for _, e := range m.Elements {
		if !e.AI.IsValid() || e.Value == "" {
			return &Error{Kind: k, Err: ErrEmpty, AI: e.AI, Pos: e.Pos}
		}
		for i := range len(e.Value) {
			if e.Value[i] <= ' ' || e.Value[i] > '~' {
				return &Error{
					Kind: k, Err: ErrCharacter, AI: e.AI, Pos: e.Pos + i, Len: 1,
					Found: quote(e.Value[i : i+1]), Expected: "a visible ASCII character",
					Rule: "GS1 General Specifications 7.11",
				}
			}
		}
	}
	if m.AddOn != "" && (!kindFacts[k].ean || k == EAN8) {
		return misfit(k, m, gs1.Element{}, "an add-on", "none")
	}
	return nil
}

// misfit is the error that e, or the message as a whole, does not go into a symbol
// of kind k.
func misfit(k Kind, m gs1.Message, e gs1.Element, found, expected string) *Error {
	err := &Error{Kind: k, Err: ErrContent, AI: e.AI, Len: len(m.Input), Found: found, Expected: expected, Rule: k.rule()}
	if e.AI.IsValid() {
		err.Pos, err.Len = e.Pos, len(e.Value)
	}
	return err
}

// checkLength refuses more data than GS1 allows: 48 characters in GS1-128,
// identifiers and separators included, FNC1 in first position not.
func checkLength(k Kind, m gs1.Message, n int) error {
	const most = 48
	if k != GS1128 || n <= most {
		return nil
	}
	return &Error{
		Kind: k, Err: ErrTooLong, Len: len(m.Input),
		Found: strconv.Itoa(n) + " data characters", Expected: "at most " + strconv.Itoa(most),
		Rule: "GS1 General Specifications 5.4",
	}
}

// drawURI draws the Digital Link URI.
func (s *Symbol) drawURI(m gs1.Message, o *Options) error {
	w := s.work
	var err error
	if w.scan, err = dl.Append(w.scan[:0], m, &dl.Options{Stem: o.Stem}); err != nil {
		return err
	}
	for _, c := range w.scan {
		s.runes = append(s.runes, rune(c))
	}
	return s.draw(o)
}

// components returns the elements of the linear component and of the composite one,
// of which a kind may have none.
func components(k Kind, m gs1.Message) (linear, component []gs1.Element) {
	if m.Linear <= 0 || m.Linear > len(m.Elements) || !k.Linear() {
		return m.Elements, nil
	}
	return m.Elements[:m.Linear], m.Elements[m.Linear:]
}

// drawGTIN draws the GTIN (01).
func (s *Symbol) drawGTIN(m gs1.Message, o *Options) error {
	linear, component := components(s.Kind, m)
	e, err := gtinOf(s.Kind, m, linear)
	if err != nil {
		return err
	}
	s.digits, s.addOn = e.Value[14-kindFacts[s.Kind].digits:], m.AddOn
	if len(component) == 0 {
		return s.drawDigits(o)
	}
	if s.Kind == ITF14 || s.addOn != "" {
		return misfit(s.Kind, m, component[0], "a composite component", "none")
	}
	digits, err := s.eanDigits()
	if err != nil {
		return err
	}
	return s.drawComposite(digits, component, o)
}

// gtinOf returns the one element that is a GTIN the kind has room for. A GTIN-8 goes
// into EAN-8 and into symbols of 14 digits.
func gtinOf(k Kind, m gs1.Message, elements []gs1.Element) (gs1.Element, error) {
	const zeros = "000000"
	title := "a GTIN (01) and nothing else"
	for _, e := range elements {
		if e.AI != gs1.AI01 {
			return e, misfit(k, m, e, "another element", title)
		}
	}
	e := elements[0]
	digits := kindFacts[k].digits
	switch {
	case len(elements) > 1:
		return e, misfit(k, m, elements[1], "a second GTIN", title)
	case len(e.Value) != 14:
		return e, misfit(k, m, e, strconv.Itoa(len(e.Value))+" digits", "14")
	case !strings.HasPrefix(zeros, e.Value[:14-digits]),
		digits > 8 && digits < 14 && strings.HasPrefix(e.Value, zeros):
		return e, misfit(k, m, e, "GTIN "+quote(e.Value), "a GTIN-"+strconv.Itoa(digits))
	}
	return e, nil
}

// messageError returns an error about the data of m as one of this package, with its
// place in the input of m.
func (s *Symbol) messageError(m gs1.Message, err error) error {
	var about *grid.Error
	if !errors.As(err, &about) {
		return err
	}
	e, pos := newError(s.Kind, about), about.Pos
	linear, component := components(s.Kind, m)
	f := &kindFacts[s.Kind]
	switch {
	case len(component) > 0 && pos >= s.linear:
		e.place(component, pos-s.linear)
	case f.carries == carriesGTIN && pos < f.digits:
		e.AI, e.Pos, e.Len = gs1.AI01, linear[0].Pos+14-f.digits+pos, about.Len
	case f.carries == carriesElements && len(component) == 0 && !s.isDataBar():
		e.place(linear, pos-1) // behind FNC1
	case f.carries == carriesElements:
		e.place(linear, pos)
	}
	if e.Err != ErrCharacter && !e.AI.IsValid() || e.Len == 0 {
		e.AI, e.Pos, e.Len = 0, 0, len(m.Input)
	}
	return e
}

// place sets the place of an error about a character to that of the n-th one of
// element strings.
func (e *Error) place(elements []gs1.Element, n int) {
	if e.Err != ErrCharacter {
		return
	}
	for i, element := range elements {
		head := len(element.AI.String())
		if n < head+len(element.Value) {
			e.AI, e.Pos, e.Len = element.AI, element.Pos+max(n-head, 0), 1
			return
		}
		n -= head + len(element.Value)
		if i < len(elements)-1 && !element.AI.PredefinedLength() {
			n--
		}
	}
}
