// Package gcp finds the GS1 Company Prefix in GS1 keys. The digits of a key do not
// show how long its company prefix is; a [Table] knows it for ranges of prefixes.
//
// Most programs need two functions: [Read] loads the list that GS1 publishes, or
// one of your own, and [Table.Prefix] returns the company prefix of an element
// string. Who knows only the own prefix states it with [Stated]. Nothing is ever
// guessed: what the table does not know is [ErrUnknown].
//
// # Specification
//
// GS1's list of company prefix lengths, GCPPrefixFormatList, as XML and as JSON: a
// date and entries of a prefix and the length of the company prefixes that begin
// with it. The longest entry that a number begins with counts. Length 0 says that
// such numbers belong to no company, as those for restricted circulation do. GS1
// calls the list partially complete.
//
// Where the company prefix begins in an element string is what the tests gcppos1
// and gcppos2 of the GS1 Barcode Syntax Dictionary say, which package gs1 has.
//
// # Errors
//
// [Read] returns a [*ReadError] with the place in the text. Lookups return
// [ErrUnknown], [ErrNoCompany], [ErrShort] or [ErrNoKey], with the digits.
package gcp

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// Why a lookup gives no company prefix.
var (
	ErrUnknown   = errors.New("the table does not have the company prefix")
	ErrNoCompany = errors.New("numbers like this belong to no company")
	ErrShort     = errors.New("too few digits to tell the company prefix")
	ErrNoKey     = errors.New("no GS1 key that begins with a company prefix")
)

// A company prefix has 4 to 12 digits (TDS 2.3 §7.1), and an entry of the list 1 to
// 12.
const (
	minLength = 4
	maxLength = 12
)

// An Entry says how long the company prefixes are that begin with Prefix.
type Entry struct {
	Prefix string // 1 to 12 digits
	Length int    // 4 to 12 digits, or 0: no company prefix
}

// A Table knows the length of company prefixes. It is immutable and safe for
// concurrent use. The zero value, and a nil *Table, know none.
type Table struct {
	// Date is when the list was made, as it says itself: "2026-02-03T10:00:00".
	Date string

	// starts are the intervals that the numbers of 12 digits fall into, in order:
	// above lengthBits the first number, below the length of the company prefix, or
	// unknown. The first begins at 0, each ends where the next begins, and no two
	// neighbours have the same length.
	starts []uint64
}

const (
	lengthBits = 4
	lengthMask = 1<<lengthBits - 1
	unknown    = lengthMask
)

// New returns the table of entries, in any order. Of entries that overlap the
// longer prefix counts. It is an error if an entry is not as [Entry] says, or if
// two of one prefix differ in length.
func New(entries ...Entry) (*Table, error) {
	spans := make([]span, 0, len(entries))
	for _, e := range entries {
		s, err := e.span()
		if err != nil {
			return nil, fmt.Errorf("gcp: %w", err)
		}
		spans = append(spans, s)
	}
	t, err := build(spans)
	if err != nil {
		return nil, fmt.Errorf("gcp: %w", err)
	}
	return t, nil
}

// Stated returns the table that knows one company prefix, of 4 to 12 digits.
func Stated(prefix string) (*Table, error) {
	return New(Entry{Prefix: prefix, Length: len(prefix)})
}

// Len returns how many intervals the table has. Each takes 8 bytes.
func (t *Table) Len() int {
	if t == nil {
		return 0
	}
	return len(t.starts)
}

// Length returns the length of the company prefix that digits begin with, by
// binary search. Digits are the start of a key, without what stands before its
// company prefix: of a GTIN of 14 digits the second to the thirteenth. More than
// 12 are taken, the further ones do not matter; fewer are [ErrShort] if what they
// begin with is not of one length.
func (t *Table) Length(digits string) (int, error) {
	low, width, ok := lowest(digits)
	if !ok {
		return 0, lookupError(ErrNoKey, digits)
	}
	if t.Len() == 0 {
		return 0, lookupError(ErrUnknown, digits)
	}
	i := t.find(low)
	n := int(t.starts[i] & lengthMask)
	switch {
	case i+1 < len(t.starts) && t.starts[i+1]>>lengthBits < low+width:
		return 0, lookupError(ErrShort, digits)
	case n == unknown:
		return 0, lookupError(ErrUnknown, digits)
	case n == 0:
		return 0, lookupError(ErrNoCompany, digits)
	}
	return n, nil
}

// find returns the index of the interval that holds the number n.
func (t *Table) find(n uint64) int {
	low, high := 0, len(t.starts) // t.starts[low] is at n or below it, t.starts[high] above
	for high-low > 1 {
		if middle := (low + high) / 2; t.starts[middle]>>lengthBits <= n {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// Prefix returns the company prefix of the value of e, which must be valid: its
// first digits if it is a key such as a GLN, those behind the first digit of a
// GTIN or an SSCC.
func (t *Table) Prefix(e gs1.Element) (string, error) {
	key, ok := Key(e)
	if !ok {
		return "", lookupError(ErrNoKey, e.Value)
	}
	n, err := t.Length(key)
	if err != nil {
		return "", err
	}
	if n > len(key) {
		return "", lookupError(ErrShort, key)
	}
	return key[:n], nil
}

// Key returns the part of the value of e that begins with a company prefix, to the
// end of the digits that can belong to one; ok is false if there is none.
func Key(e gs1.Element) (key string, ok bool) {
	info, _ := e.AI.Info()
	at := 0
	for _, c := range info.Components {
		offset, has := prefixOffset(c)
		if has && at+offset < len(e.Value) {
			return leadingDigits(e.Value[at+offset : min(at+c.Max, len(e.Value))]), true
		}
		at += c.Max
	}
	return "", false
}

// prefixOffset returns where in a component the company prefix begins.
func prefixOffset(c gs1.Component) (offset int, ok bool) {
	switch {
	case slices.Contains(c.Linters, "gcppos1"):
		return 0, true
	case slices.Contains(c.Linters, "gcppos2"):
		return 1, true
	}
	return 0, false
}

// leadingDigits returns the digits that s begins with, at most as many as a
// company prefix has.
func leadingDigits(s string) string {
	s = s[:min(maxLength, len(s))]
	if i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		return s[:i]
	}
	return s
}

// lookupError says which digits err is about.
func lookupError(err error, digits string) error {
	return fmt.Errorf("gcp: %w: %.12q", err, digits)
}
