package gs1

import "strings"

// AppendScan appends what a scanner transmits for the message in the symbology
// with this symbology identifier. Behind "]d2" and others of [CarriesElements],
// and behind no identifier at all, that are the element strings with GS as
// separator. Behind those of [CarriesGTIN] it is the first GTIN (01) with as many
// digits as the symbol has, then an add-on and, behind "|]e0", the other elements
// as a composite component.
//
// A composite of GS1-128 is transmitted with "]e0" instead of "]C1" and without a
// mark between its components (ISO/IEC 24723); a symbology that has no composite
// component carries all elements as one.
//
// If the symbology cannot carry the message, nothing is appended;
// [Message.CheckSymbology] says why.
func (m Message) AppendScan(b []byte, symbology string) []byte {
	s := symbologyOf(symbology)
	switch {
	case symbology == "":
		return appendElements(b, m.Elements, GS)
	case m.CheckSymbology(symbology) != nil:
		return b
	case s.carries == CarriesElements:
		if _, composite := m.components(); s.code == "C1" && len(composite) > 0 {
			symbology = "]e0"
		}
		return appendElements(append(b, symbology...), m.Elements, GS)
	}
	i := m.index(AI01)
	value := m.Elements[i].Value
	b = append(b, symbology...)
	b = append(b, value[14-s.digits:]...)
	b = m.appendAddOn(b, s)
	if len(m.Elements) > 1 {
		b = append(b, "|]e0"...)
		b = appendElements(b, append(m.Elements[:i:i], m.Elements[i+1:]...), GS)
	}
	return b
}

// appendAddOn appends the digits of the add-on symbol: in the packet of ]E3, in
// one of their own otherwise.
func (m Message) appendAddOn(b []byte, s *symbology) []byte {
	switch {
	case m.AddOn == "" || s.code == "E3":
	case len(m.AddOn) == 2:
		b = append(b, "|]E1"...)
	default:
		b = append(b, "|]E2"...)
	}
	return append(b, m.AddOn...)
}

func (m Message) index(ai AI) int {
	for i, e := range m.Elements {
		if e.AI == ai {
			return i
		}
	}
	return -1
}

// CheckSymbology returns why a symbol with this symbology identifier, such as
// "]d2" or "]E0", cannot carry the message, nil if it can. It judges neither the
// values nor how many data fit into a symbol. The error is an [*Error] with the
// place in m.Input.
func (m Message) CheckSymbology(symbology string) error {
	s := symbologyOf(symbology)
	switch {
	case len(symbology) == 3 && s.carries == CarriesElements && m.AddOn == "":
		return nil
	case len(symbology) == 3 && s.carries == CarriesElements:
		return m.misfit(s, Element{}, "no add-on")
	case len(symbology) != 3 || s.carries != CarriesGTIN:
		id, _ := CarrierOf(symbology)
		expected := "one of element strings or a GTIN, such as ]d2, ]C1 or ]E0"
		return &Error{Code: CodeSymbology, detail: detail{part: s.what(id), expected: expected}}
	}
	return m.checkGTIN(s)
}

// checkGTIN is CheckSymbology for a symbology that carries a GTIN.
func (m Message) checkGTIN(s *symbology) error {
	i := m.index(AI01)
	switch {
	case i < 0:
		return m.misfit(s, Element{}, "a GTIN (01)")
	case !fitsDigits(m.Elements[i].Value, s):
		return m.misfit(s, m.Elements[i], gtinsOf(s))
	case s.code == "I1" && len(m.Elements) > 1:
		return m.misfit(s, m.Elements[1-min(i, 1)], "GTIN (01) and nothing else")
	case s.code == "I1" && m.AddOn != "":
		return m.misfit(s, Element{}, "GTIN (01) and nothing else")
	case s.code == "E3" && m.AddOn == "":
		return m.misfit(s, Element{}, "the digits of the add-on too")
	}
	return nil
}

// fitsDigits reports whether a symbol of s has room for the GTIN of 14 digits. A
// GTIN-8 is carried by EAN-8 and no other EAN/UPC symbol.
func fitsDigits(value string, s *symbology) bool {
	if _, n := nonDigits(value, 0, len(value)); len(value) != 14 || n > 0 {
		return false
	}
	return value[:14-s.digits] == zeros[:14-s.digits] && (s.digits != 13 || !strings.HasPrefix(value, zeros[:6]))
}

// gtinsOf says which GTINs a symbology carries.
func gtinsOf(s *symbology) string {
	switch s.digits {
	case 8:
		return "a GTIN-8"
	case 13:
		return "a GTIN-12 or GTIN-13"
	}
	return "a GTIN of 14 digits"
}

// misfit returns the error that e, or the message as a whole, does not go into a
// symbol of s.
func (m Message) misfit(s *symbology, e Element, expected string) error {
	err := &Error{Code: CodeCarrier, AI: e.AI, Len: len(e.Value), value: e.Value, detail: detail{part: s.name, expected: expected}}
	if e.AI.IsValid() {
		err.Pos, err.Len = m.place(e, err)
	}
	return err
}
