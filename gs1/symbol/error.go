package symbol

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/eachmark/eachmark/gs1"
)

var (
	ErrKind      = errors.New("unknown symbol kind")
	ErrEmpty     = errors.New("no data to encode")
	ErrCharacter = errors.New("character the symbol cannot carry")
	ErrTooLong   = errors.New("too much data for the symbol")
)

// The codes of the findings this package makes.
const (
	CodeKind      gs1.Code = "SYMBOL-KIND"
	CodeEmpty     gs1.Code = "SYMBOL-EMPTY"
	CodeCharacter gs1.Code = "SYMBOL-CHARACTER"
	CodeTooLong   gs1.Code = "SYMBOL-TOO-LONG"
)

// An Error says why data cannot be encoded. Err is [ErrKind], [ErrEmpty],
// [ErrCharacter] or [ErrTooLong].
type Error struct {
	Kind     Kind // zero if the kind itself is unknown
	Err      error
	AI       gs1.AI // of the element, if it is about one
	Pos, Len int    // bytes of the message's Input for [Encode], index in data for [EncodeRaw]
	Found    string // "53 data characters"
	Expected string // "at most 48"
	Rule     string // document and clause of the limit, "" where it is the encoder's
}

// Error returns for instance "symbol: gs1-128: too much data for the symbol:
// 53 data characters, want at most 48".
func (e *Error) Error() string {
	b := []byte("symbol: ")
	if e.Kind.IsValid() {
		b = append(append(b, e.Kind.String()...), ": "...)
	}
	b = append(b, e.Err.Error()...)
	if e.AI.IsValid() {
		b = fmt.Appendf(b, ": (%v)", e.AI)
	}
	if e.Found != "" {
		b = append(append(b, ": "...), e.Found...)
	}
	if e.Expected != "" {
		b = append(append(b, ", want "...), e.Expected...)
	}
	if e.Err == ErrCharacter {
		b = fmt.Appendf(b, ", at position %d", e.Pos)
	}
	return string(b)
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Finding returns the error as a finding about the message's Input.
func (e *Error) Finding() gs1.Finding {
	f := gs1.Finding{
		Severity: gs1.SeverityError,
		Start:    e.Pos,
		End:      e.Pos + e.Len,
		Found:    e.Found,
		Expected: e.Expected,
		Message:  e.Error(),
		Rule:     e.Rule,
	}
	if e.AI.IsValid() {
		f.AI = e.AI.String()
	}
	switch e.Err {
	case ErrKind:
		f.Code, f.Fix = CodeKind, "name one of the kinds there are"
	case ErrEmpty:
		f.Code, f.Fix = CodeEmpty, "give at least one element with a value"
	case ErrCharacter:
		f.Code, f.Fix = CodeCharacter, "correct the value in its source"
	case ErrTooLong:
		f.Code, f.Fix = CodeTooLong, "leave out elements, spread them over several symbols, or take a symbology of higher capacity"
	}
	return f
}

// quote quotes at most 64 bytes of s.
func quote(s string) string { return strconv.Quote(s[:min(len(s), 64)]) }
