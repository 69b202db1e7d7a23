package symbol

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

var (
	ErrKind      = errors.New("unknown symbol kind")
	ErrContent   = errors.New("data this kind of symbol does not carry")
	ErrEmpty     = grid.ErrEmpty
	ErrCharacter = grid.ErrCharacter
	ErrLength    = grid.ErrLength
	ErrCheck     = grid.ErrCheck
	ErrTooLong   = grid.ErrTooLong
	ErrSize      = grid.ErrSize
)

// The codes of the findings this package makes.
const (
	CodeKind      gs1.Code = "SYMBOL-KIND"
	CodeContent   gs1.Code = "SYMBOL-CONTENT"
	CodeEmpty     gs1.Code = "SYMBOL-EMPTY"
	CodeCharacter gs1.Code = "SYMBOL-CHARACTER"
	CodeLength    gs1.Code = "SYMBOL-LENGTH"
	CodeCheck     gs1.Code = "SYMBOL-CHECK-DIGIT"
	CodeTooLong   gs1.Code = "SYMBOL-TOO-LONG"
	CodeSize      gs1.Code = "SYMBOL-SIZE"
)

// An Error says why data cannot be encoded. Err is [ErrKind], [ErrContent],
// [ErrEmpty], [ErrCharacter], [ErrLength], [ErrCheck],
// [ErrTooLong] or [ErrSize].
type Error struct {
	Kind     Kind // zero if the kind itself is unknown
	Err      error
	AI       gs1.AI // of the element, if it is about one
	Pos, Len int    // bytes of the message's Input for [Encode], index in data for [EncodeRaw]
	Found    string // "53 data characters"
	Expected string // "at most 48"
	Rule     string // document and clause of the limit, "" where it is the encoder's
}

// newError returns an error of a symbology as one of this package, without its
// place.
func newError(k Kind, e *grid.Error) *Error {
	return &Error{Kind: k, Err: e.Err, Found: e.Found, Expected: e.Expected, Rule: e.Rule}
}

// Error returns for instance "symbol: gs1-128: too much data for the symbol:
// 53 data characters, want at most 48".
func (e *Error) Error() string {
	return "symbol: " + e.message()
}

func (e *Error) message() string {
	var b []byte
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
		Message:  e.message(),
		Rule:     e.Rule,
	}
	if e.AI.IsValid() {
		f.AI = e.AI.String()
	}
	f.Code, f.Fix = e.codeAndFix()
	return f
}

func (e *Error) codeAndFix() (code gs1.Code, fix string) {
	switch e.Err {
	case ErrKind:
		return CodeKind, "name one of the kinds there are"
	case ErrContent:
		return CodeContent, e.contentFix()
	case ErrEmpty:
		return CodeEmpty, "give at least one element with a value"
	case ErrCharacter:
		return CodeCharacter, "correct the value in its source"
	case ErrLength:
		return CodeLength, "give as many digits as the symbol has"
	case ErrCheck:
		return CodeCheck, "compare with the product and correct the source"
	case ErrSize:
		return CodeSize, "ask for one of the sizes there are"
	}
	return CodeTooLong, "leave out elements, spread them over several symbols, or take a symbology of higher capacity"
}

// contentFix says which kinds carry what this one does not.
func (e *Error) contentFix() string {
	switch {
	case !e.AI.IsValid():
		return "take ean-13, upc-a or upc-e, which have an add-on, or leave it out"
	case e.AI != gs1.AI01:
		return "take gs1-datamatrix, gs1-qr, gs1-128 or databar-expanded, which carry any elements"
	}
	return "take ean-8 for a GTIN-8, upc-a for a GTIN-12, ean-13 for a GTIN-13 and itf-14 or databar-omni for any GTIN"
}

// quote quotes at most 64 bytes of s.
func quote(s string) string { return strconv.Quote(s[:min(len(s), 64)]) }
