package main

import (
	"errors"
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

// readPlain reads what has no symbology identifier: a GTIN, element strings, or
// the hex digits of a tag. What has the form and the check digit of a GTIN is one,
// also where element strings could look like that: 4006381333931 is no (400).
func readPlain(text string, o *gs1.ParseOptions) reading {
	r := reading{kind: "plain", message: gs1.Message{Input: text}}
	elements, err := gs1.AppendElements(nil, text, o)
	isElements := err == nil && !hasError(*o.Problems)
	if g, err := gs1.ParseGTIN(text); err == nil {
		return r.asGTIN(g, elements, isElements)
	}
	r.message.Elements = elements
	r.findings = *o.Problems
	if isElements {
		r.valid = true
		r.findings = append(r.findings, plainElements(text))
		return r
	}
	if tag := readEPC(text); tag.valid {
		return tag
	}
	if len(elements) == 0 {
		r.kind = "unknown"
	}
	return r
}

// asGTIN is the reading of r.message.Input as g. Elements are what else it could
// be, if isElements.
func (r reading) asGTIN(g gs1.GTIN, elements []gs1.Element, isElements bool) reading {
	text := r.message.Input
	f := plainFinding(text, fmt.Sprintf("read as a GTIN-%d, because its check digit is right, though no symbology identifier says so", len(text)))
	if isElements {
		f.Message += fmt.Sprintf("; element strings would be %s", gs1.Message{Elements: elements})
	}
	if upca, ok := gs1.ExpandUPCE(text); ok {
		f.Message += fmt.Sprintf("; the digits of a UPC-E symbol would be GTIN %s", upca)
	}
	r.message.Elements = []gs1.Element{{AI: gs1.AI01, Value: g.String()}}
	r.findings, r.valid = []gs1.Finding{f}, true
	return r
}

// plainElements says that text was read as element strings. Digits that are as
// many as a GTIN has are likelier one with a typing error.
func plainElements(text string) gs1.Finding {
	f := plainFinding(text, "read as element strings, though no symbology identifier says so")
	var e *gs1.Error
	if _, err := gs1.ParseGTIN(text); errors.As(err, &e) && e.Code == gs1.CodeCheckDigit {
		f.Severity = gs1.SeverityWarning
		f.Message += fmt.Sprintf("; the check digit of a GTIN-%d would be %s", len(text), e.Finding().Expected)
	}
	return f
}

func plainFinding(text, message string) gs1.Finding {
	return gs1.Finding{
		Code: codePlain, Severity: gs1.SeverityInfo, End: len(text), Message: message,
		Fix: "let the scanner transmit the symbology identifier, such as ]d2 or ]E0",
	}
}
