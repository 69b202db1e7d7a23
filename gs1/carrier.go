package gs1

import "strings"

// A Carrier says what the data is that a scanner transmits behind a symbology
// identifier.
type Carrier uint8

const (
	CarriesOther    Carrier = iota // nothing of GS1, as far as the identifier tells
	CarriesElements                // element strings
	CarriesGTIN                    // the digits of a GTIN, without an application identifier
	CarriesAddOn                   // two or five digits beside a GTIN that is in another symbol
	CarriesText                    // any text, which may be a GS1 Digital Link URI
)

// CarrierOf returns the symbology identifier that scan starts with, "" if there
// is none, and what follows it: "]d2" is followed by element strings, "]E0" by a
// GTIN. Of [CarriesText] package dl reads Digital Link URIs; all others that
// carry GS1 data reads [ParseScan].
func CarrierOf(scan string) (symbology string, c Carrier) {
	if !hasSymbology(scan) {
		return "", CarriesOther
	}
	return scan[:3], symbologyOf(scan).carries
}

// A symbology is what is known about symbology identifiers.
type symbology struct {
	code    string // code character and modifier, or the code character alone: all other modifiers
	carries Carrier
	digits  int // of CarriesGTIN and CarriesAddOn: how many there are
	name    string
}

// symbologies are the identifiers of ISO/IEC 15424 and what they say; those that
// a scanner sends most often come first, and longer codes before shorter ones.
// Which stand for GS1 data lay down the GS1 General Specifications in their list
// of symbology identifiers; d8 is that of ISO/IEC 21471.
var symbologies = [...]symbology{
	{"d2", CarriesElements, 0, "GS1 DataMatrix"},
	{"C1", CarriesElements, 0, "GS1-128"},
	{"Q3", CarriesElements, 0, "GS1 QR Code"},
	{"e0", CarriesElements, 0, "GS1 DataBar, or a GS1 Composite symbol"},
	{"E0", CarriesGTIN, 13, "EAN-13, UPC-A or UPC-E"},
	{"E4", CarriesGTIN, 8, "EAN-8"},
	{"I1", CarriesGTIN, 14, "ITF-14"},
	{"E3", CarriesGTIN, 13, "EAN-13, UPC-A or UPC-E with its add-on symbol"},
	{"J1", CarriesElements, 0, "GS1 DotCode"},
	{"e1", CarriesElements, 0, "a GS1 Composite symbol, the data behind a symbol separator"},
	{"e2", CarriesElements, 0, "a GS1 Composite symbol, the data behind an escape character"},
	{"d8", CarriesElements, 0, "Data Matrix Rectangular Extension with FNC1 in first position"},
	{"E1", CarriesAddOn, 2, "an EAN/UPC add-on symbol of two digits"},
	{"E2", CarriesAddOn, 5, "an EAN/UPC add-on symbol of five digits"},
	{"Q1", CarriesText, 0, "QR Code without FNC1 in first position"},
	{"d1", CarriesText, 0, "Data Matrix without FNC1 in first position"},
	{"J0", CarriesText, 0, "DotCode without FNC1 in first position"},
	{"C2", CarriesOther, 0, "Code 128 with FNC1 in second position"},
	{"C", CarriesOther, 0, "Code 128 without FNC1 in first position"},
	{"d3", CarriesOther, 0, "Data Matrix with FNC1 in second position"},
	{"d", CarriesOther, 0, "Data Matrix of another kind"},
	{"Q", CarriesOther, 0, "QR Code of another kind"},
	{"J", CarriesOther, 0, "DotCode of another kind"},
	{"E", CarriesOther, 0, "EAN or UPC of another kind"},
	{"e", CarriesOther, 0, "a GS1 Composite component of another kind"},
	{"I", CarriesOther, 0, "Interleaved 2 of 5 without a verified check digit"},
	{"A", CarriesOther, 0, "Code 39"},
	{"F", CarriesOther, 0, "Codabar"},
	{"G", CarriesOther, 0, "Code 93"},
	{"L", CarriesOther, 0, "PDF417"},
	{"U", CarriesOther, 0, "MaxiCode"},
	{"z", CarriesOther, 0, "Aztec Code"},
	{"X", CarriesOther, 0, "a symbology of the scanner's own"},
	{"", CarriesOther, 0, ""}, // any other
}

// hasSymbology reports whether scan starts with what has the form of a symbology
// identifier.
func hasSymbology(scan string) bool {
	return len(scan) >= 3 && scan[0] == ']' && isLetter(scan[1]) && isAlphanumeric(scan[2])
}

// symbologyOf returns what is known about the symbology identifier that scan
// starts with. The name is "" if that is nothing.
func symbologyOf(scan string) *symbology {
	i := len(symbologies) - 1
	if hasSymbology(scan) {
		for i = 0; !strings.HasPrefix(scan[1:3], symbologies[i].code); i++ {
		}
	}
	return &symbologies[i]
}

// symbologyIdentifier returns the symbology identifier that data starts with, ""
// if none, and whether element strings follow it.
func symbologyIdentifier(data string) (id string, carries bool) {
	id, c := CarrierOf(data)
	return id, c == CarriesElements
}

// what says what the identifier id stands for, for a finding.
func (s *symbology) what(id string) string {
	switch {
	case id == "":
		return "symbology identifier is missing"
	case s.name == "":
		return "symbology identifier " + id + " is not known"
	}
	return "symbology identifier " + id + " is " + s.name
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isAlphanumeric(c byte) bool { return isLetter(c) || isDigit(c) }
