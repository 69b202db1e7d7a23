package gs1

import (
	"iter"
	"strings"

	"github.com/eachmark/eachmark/gs1/internal/percent"
)

// NewError returns an error about the bytes [from, to) of input, which its
// finding quotes; expected says what would have been right, "" if the code says
// it. It is for packages that read other forms, such as dl.
func NewError(code Code, ai AI, input string, from, to int, expected string) *Error {
	return &Error{Code: code, AI: ai, Pos: from, Len: to - from, value: input[from:to], detail: detail{expected: expected}}
}

// IsValid reports whether e has an assigned identifier, or with unknownAIs any
// that [ParseOptions.UnknownAIs] permits, and a value that passes every test. Of
// an assigned one it allocates nothing; what is wrong says [Element.Errors].
func (e Element) IsValid(unknownAIs bool) bool {
	r := e.AI.permitted(unknownAIs)
	return r != nil && r.passes(e.Value)
}

// Errors returns what is wrong with e, with places in input, where the value of
// e stands at e.Pos.
func (e Element) Errors(input string, unknownAIs bool) iter.Seq[*Error] {
	m := Message{Input: input}
	return func(yield func(*Error) bool) {
		for err := range e.errors(unknownAIs) {
			err.Pos, err.Len = m.place(e, err)
			if !yield(err) {
				return
			}
		}
	}
}

// Agrees reports whether the elements of m certainly go together. It allocates
// nothing; what is wrong says [Message.PairErrors]. With partOfLabel the message
// is one of several on an item, and what an element requires may be in another.
func (m Message) Agrees(partOfLabel bool) bool {
	var a association
	a.add(m.Elements)
	return a.agrees(partOfLabel)
}

// PairErrors returns which elements of m do not go together, with places in
// m.Input.
func (m Message) PairErrors(partOfLabel bool) iter.Seq[*Error] {
	return func(yield func(*Error) bool) {
		for _, err := range pairErrors([]Message{m}, partOfLabel) {
			if !yield(err) {
				return
			}
		}
	}
}

// writtenOffset returns where the byte at of value stands in input, where the
// value begins at pos and is written as the form of input has it.
func writtenOffset(input, value string, pos, at int) int {
	if isURI(input) {
		return uriOffset(input, value, pos, at)
	}
	if pos == 0 || pos == 3 && symbologyOf(input).carries == CarriesGTIN {
		return digitOffset(input, value, pos, at)
	}
	return escapedOffset(input, pos, at)
}

// isURI reports whether input is a web address, with or without a symbology
// identifier before it.
func isURI(input string) bool {
	if strings.HasPrefix(input, "]") && len(input) > 3 {
		input = input[3:]
	}
	return len(input) > 4 && strings.EqualFold(input[:4], "http")
}

// uriOffset is writtenOffset for a URI, in which a byte may be percent-encoded,
// a blank may be "+" and leading zeros of a GTIN may be left out.
func uriOffset(input, value string, pos, at int) int {
	for i := 0; i < min(at, len(value)) && pos < len(input); i++ {
		switch c, ok := percent.Byte(input[pos:]); {
		case ok && c == value[i]:
			pos += 3
		case input[pos] == value[i], input[pos] == '+' && value[i] == ' ':
			pos++
		}
	}
	return min(pos, len(input))
}
