package grid

import (
	"errors"
	"fmt"
)

var (
	ErrEmpty     = errors.New("no data to encode")
	ErrCharacter = errors.New("character the symbol cannot carry")
	ErrLength    = errors.New("data of another length than the symbol has")
	ErrTooLong   = errors.New("too much data for the symbol")
	ErrCheck     = errors.New("check digit that does not fit the digits before it")
	ErrSize      = errors.New("no symbol of that size")
)

// An Error says why data cannot be encoded. Err is ErrEmpty, ErrCharacter,
// ErrLength, ErrTooLong, ErrCheck or ErrSize.
type Error struct {
	Err      error
	Pos, Len int    // index in the data, and how many runes
	Found    string // "53 data characters"
	Expected string // "at most 48"
	Rule     string // document and clause of the limit
}

// Error returns for instance "too much data for the symbol: 53 data characters,
// want at most 48".
func (e *Error) Error() string {
	if e.Found == "" {
		return e.Err.Error()
	}
	return fmt.Sprintf("%v: %s, want %s", e.Err, e.Found, e.Expected)
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }
