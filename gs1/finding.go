package gs1

import (
	"strconv"
	"strings"
)

// A Severity says what a finding means for the data it is about.
type Severity uint8

const (
	SeverityInfo    Severity = iota + 1 // worth knowing; nothing is wrong
	SeverityWarning                     // valid, but likely not what was meant
	SeverityError                       // not valid
)

// String returns "info", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case SeverityInfo:
		return "info"
	case SeverityWarning:
		return "warning"
	case SeverityError:
		return "error"
	}
	return "invalid severity"
}

// MarshalText implements [encoding.TextMarshaler].
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Code names a kind of finding, for programs and for "eachmark explain":
// "GS1-CHECK-DIGIT". Codes are never renamed.
type Code string

// A Finding is one thing noticed about data: what, where, what was expected,
// how to put it right and which rule says so.
type Finding struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	AI       string   `json:"ai,omitempty"` // digits of the application identifier, if it is about one
	Start    int      `json:"start"`        // [Start, End) in bytes of the input
	End      int      `json:"end"`
	Found    string   `json:"found,omitempty"`    // at most 64 bytes of the input
	Expected string   `json:"expected,omitempty"` // what would have been right
	Message  string   `json:"message"`            // one sentence, lower case, no final stop
	Fix      string   `json:"fix,omitempty"`      // what a person can do
	Rule     string   `json:"rule,omitempty"`     // document and clause
}

// AppendText appends the finding as people read it on a terminal: what, where
// with the place drawn under the input, how to put it right and which rule says
// so. Input is the text that Start and End count in; without it nothing is
// drawn. Where names its source, such as `deliveries.csv:1042 column "udi"`.
// The text ends with a line feed.
//
//	error GS1-CHECK-DIGIT: check digit of GTIN (01) is 4, expected 3
//	  --> deliveries.csv:1042 column "udi" byte 17
//	   |  (01)09521234543214(17)271231(10)LOT42(21)SN0001
//	   |                   ^
//	   = fix: compare with the product and correct the source; nothing was changed
//	   = rule: GS1 General Specifications §7.9
func (f Finding) AppendText(b []byte, input, where string) []byte {
	b = append(b, f.Severity.String()...)
	b = append(b, ' ')
	b = append(b, f.Code...)
	b = append(b, ": "...)
	b = append(b, f.Message...)
	b = append(b, "\n  --> "...)
	if where != "" {
		b = append(b, where...)
		b = append(b, ' ')
	}
	b = append(b, "byte "...)
	b = strconv.AppendInt(b, int64(f.Start), 10)
	b = append(b, '\n')
	if input != "" {
		for line := range strings.SplitSeq(Mark(input, f.Start, f.End), "\n") {
			b = appendLine(b, "   |  ", line)
		}
	}
	if f.Fix != "" {
		b = appendLine(b, "   = fix: ", f.Fix)
	}
	if f.Rule != "" {
		b = appendLine(b, "   = rule: ", f.Rule)
	}
	return b
}

func appendLine(b []byte, head, text string) []byte {
	b = append(b, head...)
	b = append(b, text...)
	return append(b, '\n')
}
