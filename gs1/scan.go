package gs1

import "strings"

// ParseScan reads what a scanner transmits: a symbology identifier and the data
// of the symbol. Positions count the bytes of data, symbology identifier
// included. The error is an [*Error].
//
// Behind the identifiers of [CarriesElements], such as "]d2", stands an element
// string with GS as separator. A separator that is needless, first or doubled is
// tolerated (GS1 General Specifications §7.8.6.3), with a note.
//
// Behind those of [CarriesGTIN] stand digits: 13 behind "]E0" (EAN-13, UPC-A and
// UPC-E), 8 behind "]E4" (EAN-8), 14 behind "]I1" (ITF-14), and behind "]E3" 13
// and the 2 or 5 of an add-on symbol. The message has them as GTIN (01) of 14
// digits; an add-on is [Message.AddOn]. With a note "]E0" may also be followed by
// the 12 digits of a UPC-A symbol, as many scanners send them, or the 8 of a
// UPC-E symbol, which [ExpandUPCE] expands. What comes with an EAN/UPC symbol
// may follow it: "]E1" or "]E2" and the digits of the add-on symbol, and "|]e0"
// and the element string of a composite component, written as GS1's Barcode
// Syntax Engine does.
//
// Text behind "]Q1", "]d1" and "]J0" is an error here; if it is a Digital Link
// URI, package dl reads it.
func ParseScan(data string, o *ParseOptions) (Message, error) {
	return parseScan(nil, data, o)
}

// AppendScanElements appends to dst the elements of what a scanner transmits, as
// [ParseScan] finds them. With a dst of enough capacity and valid element strings
// it allocates nothing.
func AppendScanElements(dst []Element, data string, o *ParseOptions) ([]Element, error) {
	if symbologyOf(data).carries == CarriesElements {
		return appendScanned(dst, data, o)
	}
	m, err := parseScan(dst, data, o)
	return m.Elements, err
}

// parseScan is ParseScan for a message whose elements are appended to dst.
func parseScan(dst []Element, data string, o *ParseOptions) (Message, error) {
	m := Message{Input: data}
	s := symbologyOf(data)
	if s.carries == CarriesElements {
		m.Symbology = data[:3]
		elements, err := appendScanned(dst, data, o)
		m.Elements = elements
		return m, err
	}
	m.Elements = dst
	p := newParser(data, 0, GS, o)
	switch id, _ := CarrierOf(data); {
	case data == "":
		p.fail(Error{Code: CodeEmpty})
	case s.carries == CarriesGTIN:
		m.Symbology = id
		p.at = len(id)
		p.linear(&m, s)
	default:
		e := Error{Code: CodeSymbology, detail: detail{part: s.what(id), expected: s.carries.wanted()}}
		p.failAt(e, 0, len(id))
	}
	return m, p.err()
}

// appendScanned appends the element strings behind the symbology identifier that
// data starts with.
func appendScanned(dst []Element, data string, o *ParseOptions) ([]Element, error) {
	p := newParser(data, 3, GS, o)
	p.noteDMRE(data[:3])
	dst = p.elements(dst)
	return dst, p.err()
}

// wanted says what belongs where a symbology identifier is that carries no GS1
// data, or none that stands alone.
func (c Carrier) wanted() string {
	switch c {
	case CarriesText:
		return "one that carries GS1 data, such as ]d2 or ]C1, or a Digital Link URI behind it"
	case CarriesAddOn:
		return "it behind the main symbol, ]E0 or ]E4"
	}
	return "one that carries GS1 data, such as ]d2, ]C1, ]Q3, ]e0 or ]E0"
}

// noteDMRE notes that a symbol is one that not every GS1 application takes.
func (p *parser) noteDMRE(id string) {
	if id == "]d8" {
		p.note(Error{Code: CodeDMRE}, 0, len(id))
	}
}

// linear reads the digits at p.at, of an EAN/UPC or ITF-14 symbol, and what
// comes with it.
func (p *parser) linear(m *Message, s *symbology) {
	from, first := p.at, len(m.Elements)
	end := len(p.in)
	if i := strings.IndexAny(p.in[from:], "|]"); i >= 0 {
		end = from + i
	}
	if s.code == "E3" {
		m.AddOn, end = p.joined(from, end)
	}
	e, more := p.gtin(s, from, end, m.AddOn != "")
	if e.AI.IsValid() {
		m.Elements = append(m.Elements, e)
	}
	p.at = end + len(m.AddOn)
	p.noteAddOn(m.AddOn, end)
	for more && p.at < len(p.in) {
		more = p.packet(m, s)
	}
	p.pairs(m.Elements[first:])
}

// joined returns the digits of the add-on symbol at the end of [from, end), and
// where they begin: what is behind 13 digits if it is 2 or 5.
func (p *parser) joined(from, end int) (addOn string, at int) {
	if n := end - from - 13; n == 2 || n == 5 {
		at = from + 13
		if _, wrong := nonDigits(p.in, at, end); wrong == 0 {
			return p.in[at:end], at
		}
	}
	return "", end
}

// gtin reads the GTIN [from, end) of a symbol, as (01), and reports whether to go
// on. With addOn the digits of an add-on symbol were behind it.
func (p *parser) gtin(s *symbology, from, end int, addOn bool) (Element, bool) {
	if at, n := nonDigits(p.in, from, end); n > 0 {
		p.unread = true
		return Element{}, p.failAt(Error{Code: CodeCharacter, AI: AI01, detail: detail{expected: Digits.String()}}, at, at+n)
	}
	digits := p.in[from:end]
	value, part := normalGTIN(s, digits)
	if value == "" || s.code == "E3" && !addOn {
		p.unread = true
		return Element{}, p.failAt(Error{Code: s.lengthCode(len(digits)), AI: AI01, detail: detail{expected: s.lengths()}}, from, end)
	}
	e := Element{AI: AI01, Value: value, Pos: from}
	if f := csum(value); f.code != "" {
		return e, p.fail(Error{Code: f.code, AI: AI01, Pos: end - 1, Len: 1, value: value, at: f.at, n: f.n, detail: f.detail})
	}
	if part != "" {
		p.note(Error{Code: CodeGTINShort, AI: AI01, detail: detail{part: part, expected: value}}, from, end)
	}
	return e, true
}

// normalGTIN returns the GTIN of 14 digits that a symbol holds which transmits
// digits, "" if there are too many or too few, and what they are if they are not
// as many as the standard has.
func normalGTIN(s *symbology, digits string) (value, part string) {
	if len(digits) == s.digits {
		return zeros[:14-len(digits)] + digits, ""
	}
	if s.code != "E0" {
		return "", ""
	}
	switch len(digits) {
	case 12:
		return zeros[:2] + digits, "12 digits of a UPC-A symbol"
	case 8:
		if expanded := expandUPCE(digits); expanded != "" {
			return zeros[:2] + expanded, "8 digits of a UPC-E symbol"
		}
	}
	return "", ""
}

// isGTINScan reports whether data is a symbology identifier and as many digits as
// are to follow it, whatever its check digit.
func isGTINScan(data string) bool {
	s := symbologyOf(data)
	if s.carries != CarriesGTIN {
		return false
	}
	digits := data[3:]
	if _, n := nonDigits(digits, 0, len(digits)); n > 0 {
		return false
	}
	if s.code == "E3" {
		return len(digits) == 15 || len(digits) == 18
	}
	value, _ := normalGTIN(s, digits)
	return value != ""
}

const zeros = "00000000000000"

// lengths says how many digits a symbol transmits.
func (s *symbology) lengths() string {
	switch s.code {
	case "E4":
		return "8"
	case "I1":
		return "14"
	case "E3":
		return "15 or 18"
	}
	return "13"
}

// lengthCode returns the code of the error that a symbol transmits n digits.
func (s *symbology) lengthCode(n int) Code {
	switch {
	case n == 0:
		return CodeValueEmpty
	case n < s.digits, s.code == "E3" && n < 15:
		return CodeLengthShort
	}
	return CodeLengthLong
}

// nonDigits returns where in s[from:end] the first bytes stand that are no
// digits, and how many they are.
func nonDigits(s string, from, end int) (at, n int) {
	for at = from; at < end && isDigit(s[at]); at++ {
	}
	for at+n < end && !isDigit(s[at+n]) {
		n++
	}
	return at, n
}

// packet reads what was transmitted with an EAN/UPC symbol: the digits of an
// add-on symbol or, behind "|", the element string of a composite component.
func (p *parser) packet(m *Message, main *symbology) bool {
	from := p.at
	rest := strings.TrimPrefix(p.in[from:], "|")
	s := symbologyOf(rest)
	p.at = len(p.in) - len(rest) + 3
	switch {
	case main.code == "I1":
	case s.carries == CarriesAddOn && m.AddOn == "":
		return p.addOn(m, s)
	case s.code == "e0" && p.at > from+3:
		m.Linear = len(m.Elements)
		m.Elements = p.readElements(m.Elements)
		return false
	}
	p.at, p.unread = len(p.in), true
	e := Error{Code: CodePacket, AI: AI01, detail: detail{expected: main.packets()}}
	return p.failAt(e, from, len(p.in))
}

// packets says what may be transmitted with a symbol.
func (s *symbology) packets() string {
	if s.code == "I1" {
		return "nothing"
	}
	return "nothing, |]e0 and element strings, or ]E1 or ]E2 and the digits of an add-on symbol"
}

// addOn reads the digits of the add-on symbol at p.at.
func (p *parser) addOn(m *Message, s *symbology) bool {
	from := p.at
	for p.at < len(p.in) && isDigit(p.in[p.at]) {
		p.at++
	}
	if p.at-from != s.digits {
		expected := "2 digits"
		if s.digits == 5 {
			expected = "5 digits"
		}
		return p.failAt(Error{Code: CodePacket, AI: AI01, detail: detail{expected: expected}}, from, p.at)
	}
	m.AddOn = p.in[from:p.at]
	p.noteAddOn(m.AddOn, from)
	return true
}

func (p *parser) noteAddOn(digits string, from int) {
	if digits != "" {
		p.note(Error{Code: CodeAddOn}, from, from+len(digits))
	}
}

// ExpandUPCE returns the GTIN-12 of a UPC-E symbol with these 8 digits, number
// system 0 and check digit included: "00123457" stands for "001234000057". ok is
// false if s is no such thing, which its check digit decides too (GS1 General
// Specifications, UPC-E barcodes with suppressed zeros; ISO/IEC 15420).
func ExpandUPCE(s string) (gtin12 string, ok bool) {
	if _, n := nonDigits(s, 0, len(s)); len(s) != 8 || n > 0 {
		return "", false
	}
	gtin12 = expandUPCE(s)
	if gtin12 == "" || csum(gtin12).code != "" {
		return "", false
	}
	return gtin12, true
}

// expandUPCE puts the zeros back into the 8 digits of a UPC-E symbol. The last
// digit before the check digit says where they were. It returns "" for another
// number system than 0.
func expandUPCE(s string) string {
	if s[0] != '0' {
		return ""
	}
	switch last, check := s[6:7], s[7:]; last {
	case "0", "1", "2":
		return s[:3] + last + zeros[:4] + s[3:6] + check
	case "3":
		return s[:4] + zeros[:5] + s[4:6] + check
	case "4":
		return s[:5] + zeros[:5] + s[5:6] + check
	default:
		return s[:6] + zeros[:4] + last + check
	}
}

// digitOffset is writtenOffset for a GTIN whose digits, without leading zeros or
// those that UPC-E suppresses, stand at pos: it counts from the check digit.
func digitOffset(input, value string, pos, at int) int {
	end, _ := nonDigits(input, pos, len(input))
	n := end - pos
	if n > 14 {
		n = 13 // and the digits of an add-on symbol
	}
	return pos + min(max(at-(len(value)-n), 0), n)
}
