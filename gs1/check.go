package gs1

import "iter"

// CheckOptions says how a message is checked. There is nothing to choose yet:
// nil and the zero value are the rules of the syntax dictionary.
type CheckOptions struct{}

// Check returns everything that is wrong with the values of m: length,
// characters, check digits, dates, times and identifiers that are not assigned.
// Positions are bytes of m.Input. A message without elements is wrong too.
func Check(m Message, o *CheckOptions) iter.Seq[Finding] {
	return func(yield func(Finding) bool) {
		if len(m.Elements) == 0 {
			yield((&Error{Code: CodeEmpty}).Finding())
			return
		}
		for _, e := range m.Elements {
			for err := range e.errors() {
				err.Pos, err.Len = m.place(e, err)
				if !yield(err.Finding()) {
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
		for err := range (Element{AI: ai, Value: value}).errors() {
			if !yield(err.Finding()) {
				return
			}
		}
	}
}

// errors returns what is wrong with e, with positions in its value.
func (e Element) errors() iter.Seq[*Error] {
	return func(yield func(*Error) bool) {
		r := e.AI.rule()
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
