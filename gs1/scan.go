package gs1

import "strings"

// ParseScan reads what a scanner transmits: a symbology identifier that stands
// for GS1 element strings, "]C1" (GS1-128), "]d2" (GS1 DataMatrix), "]Q3" (GS1
// QR Code) or "]e0" (GS1 DataBar), then the element string with GS as
// separator. Positions count the bytes of data, symbology identifier included.
// The error is an [*Error].
func ParseScan(data string, o *ParseOptions) (Message, error) {
	m := Message{Input: data}
	p := newParser(data, 0, GS, o)
	if data == "" {
		p.fail(Error{Code: CodeEmpty})
		return m, p.err()
	}
	id, carries := symbologyIdentifier(data)
	if !carries {
		e := Error{Code: CodeSymbology, detail: detail{part: symbologyProblem(id), expected: carriers}}
		p.failAt(e, 0, len(id))
		return m, p.err()
	}
	m.Symbology = id
	p.at = len(id)
	m.Elements = p.elements(nil)
	return m, p.err()
}

const carriers = "]C1, ]d2, ]Q3 or ]e0"

// symbologyIdentifier returns the symbology identifier that data starts with,
// "" if none, and whether it carries element strings that this package reads.
func symbologyIdentifier(data string) (id string, carries bool) {
	if len(data) < 3 || data[0] != ']' || !isLetter(data[1]) || !isAlphanumeric(data[2]) {
		return "", false
	}
	id = data[:3]
	switch id {
	case "]C1", "]d2", "]Q3", "]e0": // GS1 General Specifications §7.8
		return id, true
	}
	return id, false
}

// symbologyProblem says what is known about an identifier that is not one of
// the four.
func symbologyProblem(id string) string {
	if id == "" {
		return "symbology identifier is missing"
	}
	for _, s := range symbologies {
		if strings.HasPrefix(id[1:], s.code) {
			return "symbology identifier " + id + " is " + s.what
		}
	}
	return "symbology identifier " + id + " is not known"
}

// symbologies are code characters, or code and modifier characters, of ISO/IEC
// 15424 and what they say; the longer come first.
var symbologies = [...]struct{ code, what string }{
	{"C2", "Code 128 with FNC1 in second position, which carries no element strings"},
	{"C", "Code 128 without FNC1 in first position"},
	{"d3", "Data Matrix with FNC1 in second position, which carries no element strings"},
	{"d", "Data Matrix without FNC1 in first position"},
	{"Q", "QR Code without FNC1 in first position"},
	{"E", "EAN or UPC, which carries a GTIN and no element strings"},
	{"e", "a GS1 Composite component of another kind"},
	{"I", "Interleaved 2 of 5 (ITF-14), which carries a GTIN and no element strings"},
	{"J", "DotCode"},
	{"A", "Code 39"},
	{"F", "Codabar"},
	{"G", "Code 93"},
	{"L", "PDF417"},
	{"U", "MaxiCode"},
	{"z", "Aztec Code"},
	{"X", "a symbology of the scanner's own"},
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isAlphanumeric(c byte) bool { return isLetter(c) || isDigit(c) }
