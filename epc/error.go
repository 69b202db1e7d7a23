package epc

import (
	"strconv"

	"github.com/eachmark/eachmark/gs1"
)

// Codes of errors.
const (
	CodeCharacter     gs1.Code = "EPC-CHARACTER"      // a character that hex or a number has not
	CodeLength        gs1.Code = "EPC-LENGTH"         // too few or too many bits
	CodeHeader        gs1.Code = "EPC-HEADER"         // a header that announces no scheme of this package
	CodeScheme        gs1.Code = "EPC-SCHEME"         // a scheme by name that is not one of this package
	CodePartition     gs1.Code = "EPC-PARTITION"      // a partition value that is not in the table
	CodeOverflow      gs1.Code = "EPC-OVERFLOW"       // a number with more digits than its field
	CodeTrailing      gs1.Code = "EPC-TRAILING"       // bits after the EPC that are not zero
	CodeURI           gs1.Code = "EPC-URI"            // not a tag URI or pure identity URI
	CodeFilter        gs1.Code = "EPC-FILTER"         // a filter value the scheme has no room for
	CodePrefixLength  gs1.Code = "EPC-PREFIX-LENGTH"  // company prefix length not stated, or not possible
	CodePrefix        gs1.Code = "EPC-PREFIX"         // the key does not begin with the stated company prefix
	CodeSerial        gs1.Code = "EPC-SERIAL"         // a serial that the scheme does not hold
	CodeElement       gs1.Code = "EPC-ELEMENT"        // an element missing, or of no use for an EPC
	CodePrefixUnknown gs1.Code = "EPC-PREFIX-UNKNOWN" // Options.Prefixes does not know the company prefix
	CodeCheckDigit    gs1.Code = "EPC-CHECK-DIGIT"    // a key of a TDS 2.x tag with a wrong check digit
	CodeData          gs1.Code = "EPC-DATA"           // an element that TDS 2.x does not code like that
	CodeHost          gs1.Code = "EPC-HOST"           // a domain name missing, or that TDS 2.x does not code like that
	CodeISO           gs1.Code = "EPC-ISO"            // the PC word says that the tag follows ISO
	CodePattern       gs1.Code = "EPC-PATTERN"        // not a pattern URI
)

// Codes of notes, which go to [Options].Notes.
const (
	CodeSpelling       gs1.Code = "EPC-SPELLING"        // info: "0x" or spaces in hex
	CodePadding        gs1.Code = "EPC-PADDING"         // info: zeros after the words of the EPC
	CodePCWord         gs1.Code = "EPC-PC-WORD"         // info: a PC word before the EPC
	CodeNotHeld        gs1.Code = "EPC-NOT-HELD"        // info: elements that the EPC does not hold
	CodeReservedFilter gs1.Code = "EPC-RESERVED-FILTER" // warning: the filter value is reserved
	CodeAssumedFilter  gs1.Code = "EPC-ASSUMED-FILTER"  // warning: none stated, and the default is doubtful
	CodeExcluded       gs1.Code = "EPC-EXCLUDED"        // warning: the number should not become an EPC
)

// An Error says why an EPC could not be read or written, and where.
type Error struct {
	Code gs1.Code

	// [Start, End) are bytes of the text that was given: hex, URI, or the
	// Input of the message. [Decode], which is given no text, counts in the
	// bytes written as hex. Both are 0 if the error is about no place.
	Start, End int

	// [Bit, BitEnd) are the bits of the field, counted from the first bit of
	// the header. Both are 0 if the error is about no field of a tag.
	Bit, BitEnd int

	Err error // the cause, if another package found it

	ai                                  gs1.AI
	found, expected, message, fix, rule string
}

// Error returns what was found, where, and what to do about it.
func (e *Error) Error() string {
	s := "epc: " + e.message
	switch {
	case e.BitEnd > e.Bit:
		s += ", at bit " + strconv.Itoa(e.Bit) + ", hex position " + strconv.Itoa(e.Start)
	case e.End > e.Start:
		s += ", at byte " + strconv.Itoa(e.Start)
	}
	if e.fix != "" {
		s += "; " + e.fix
	}
	return s
}

// Unwrap returns the cause, or nil.
func (e *Error) Unwrap() error { return e.Err }

// Finding returns the error as a finding of severity error. Its positions are
// Start and End.
func (e *Error) Finding() gs1.Finding {
	f := gs1.Finding{
		Code: e.Code, Severity: gs1.SeverityError, Start: e.Start, End: e.End,
		Found: e.found, Expected: e.expected, Message: e.message, Fix: e.fix, Rule: e.rule,
	}
	if e.ai.IsValid() {
		f.AI = e.ai.String()
	}
	return f
}

// maxQuote is how much of the input a message repeats, in bytes.
const maxQuote = 64

func clip(s string) string { return s[:min(len(s), maxQuote)] }

func quote(s string) string { return strconv.Quote(clip(s)) }

func utoa(v uint64) string { return strconv.FormatUint(v, 10) }
