package gs1

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
