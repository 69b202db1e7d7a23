package gs1

import "iter"

// CheckOptions says how a message is checked. A nil *CheckOptions means: as all
// that is on the item.
type CheckOptions struct {
	// PartOfLabel says that the message is one of several symbols on an item. What
	// an element requires may then be in another symbol and is not judged;
	// [Label.Check] does that. What must not be together is judged all the same.
	PartOfLabel bool

	// UnknownAIs permits identifiers that are not assigned, as
	// [ParseOptions.UnknownAIs] does.
	UnknownAIs bool

	// Healthcare says that the item is a medicine or a medical device. A warning
	// GS1-DAY-ZERO then says where the day of production (11) or of expiry (17) is
	// 00: since 2025 such dates have a day (GSCN 21-040).
	Healthcare bool
}

// Check returns everything that is wrong with m. First come the values: length,
// characters, check digits, dates, times and identifiers that are not assigned.
// Then come the elements that do not go together: identifiers that exclude each
// other, ones that require another which is not there, one that is there with
// different values, and keys without a serial component beside a digital
// signature (GS1 General Specifications §4.13). Positions are bytes of m.Input.
// A message without elements is wrong too.
func Check(m Message, o *CheckOptions) iter.Seq[Finding] {
	return func(yield func(Finding) bool) {
		for _, f := range (Label{Messages: []Message{m}}).Check(o) {
			if !yield(f) {
				return
			}
		}
	}
}

// valueErrors returns what is wrong with the values of m, with positions in
// m.Input, or that there are none.
func (m Message) valueErrors(unknownAIs bool) iter.Seq[*Error] {
	return func(yield func(*Error) bool) {
		if len(m.Elements) == 0 {
			yield(&Error{Code: CodeEmpty})
			return
		}
		for _, e := range m.Elements {
			for err := range e.errors(unknownAIs) {
				err.Pos, err.Len = m.place(e, err)
				if !yield(err) {
					return
				}
			}
		}
	}
}

// CheckValue returns everything that is wrong with value as the value of ai.
// Positions are bytes of value.
func CheckValue(ai AI, value string) iter.Seq[Finding] {
	return func(yield func(Finding) bool) {
		for err := range (Element{AI: ai, Value: value}).errors(false) {
			if !yield(err.Finding()) {
				return
			}
		}
	}
}

// errors returns what is wrong with e, with positions in its value.
func (e Element) errors(unknownAIs bool) iter.Seq[*Error] {
	return func(yield func(*Error) bool) {
		r := e.AI.permitted(unknownAIs)
		if r == nil {
			digits := e.AI.String()
			yield(&Error{Code: CodeAIUnknown, AI: e.AI, Len: len(digits), value: digits})
			return
		}
		fs := faults{each: func(f fault) bool { return yield(valueError(e.AI, e.Value, f)) }}
		r.check(e.Value, &fs)
	}
}

// place returns where in m.Input the error about e is. An input that does not
// hold e, as of a message changed by hand, gives a place inside it all the same.
func (m Message) place(e Element, err *Error) (pos, n int) {
	start := min(max(e.Pos, 0), len(m.Input))
	if err.Code == CodeAIUnknown {
		return m.placeAI(e.AI.String(), start)
	}
	from, to := m.offset(e.Value, start, err.Pos), m.offset(e.Value, start, err.Pos+err.Len)
	return from, to - from
}

// offset returns where the byte at of a value, which begins at pos, stands in
// the input.
func (m Message) offset(value string, pos, at int) int {
	rest := m.Input[pos:]
	if len(rest) >= len(value) && rest[:len(value)] == value && !isURI(m.Input) {
		return pos + at
	}
	return writtenOffset(m.Input, value, pos, at)
}

// placeAI returns where the digits before the value at pos stand, in brackets
// or not.
func (m Message) placeAI(digits string, pos int) (at, n int) {
	for _, end := range []int{pos, pos - 1} {
		if from := end - len(digits); from >= 0 && m.Input[from:end] == digits {
			return from, len(digits)
		}
	}
	return pos, 0
}
