package dl

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

// IsScan reports whether scan starts as a Digital Link URI does that a scanner
// transmits: with a symbology identifier of text, "]Q1", "]d1" or "]J0", and then
// http:// or https://. Whether it is one says [ParseScan].
func IsScan(scan string) bool {
	_, carries := gs1.CarrierOf(scan)
	return carries == gs1.CarriesText && IsURI(scan[3:])
}

// ParseScan reads what a scanner transmits of a symbol with a Digital Link URI: a
// symbology identifier, "]Q1" (QR Code), "]d1" (Data Matrix) or "]J0" (DotCode),
// and the URI, as [Parse] reads it. Positions count the bytes of scan, symbology
// identifier included. The error is a [*gs1.Error].
func ParseScan(scan string, o *ParseOptions) (gs1.Message, error) {
	m := gs1.Message{Input: scan}
	id, carries := gs1.CarrierOf(scan)
	p := parser{uri: scan, start: len(id), options: o, sequence: -1}
	if carries != gs1.CarriesText {
		p.failAt(gs1.CodeDLScheme, 0, 0, len(id), "]Q1, ]d1 or ]J0 and then http:// or https://")
		return m, p.first
	}
	m.Symbology = id
	p.read()
	m.Elements = p.elements
	if p.first != nil {
		return m, p.first
	}
	return m, nil
}

// AppendScan appends what a scanner transmits of a symbol with the Digital Link
// URI of m, as [Append] writes it. On an error, as about a symbology identifier
// that does not stand for text, b comes back unchanged.
func AppendScan(b []byte, m gs1.Message, symbology string, o *Options) ([]byte, error) {
	if _, carries := gs1.CarrierOf(symbology); carries != gs1.CarriesText || len(symbology) != 3 {
		return b, &gs1.Error{Code: gs1.CodeSymbology, Err: fmt.Errorf("symbology identifier %q stands for no text, expected ]Q1, ]d1 or ]J0", symbology)}
	}
	out, err := Append(append(b, symbology...), m, o)
	if err != nil {
		return b, err
	}
	return out, nil
}
