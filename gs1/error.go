package gs1

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Error says what is wrong with data and where. Making one costs little: its
// words are found by [Error.Error] and [Error.Finding].
type Error struct {
	Code Code
	AI   AI    // the identifier it is about, zero if none
	Pos  int   // bytes [Pos, Pos+Len) of the input
	Len  int   // 0 where something is missing
	Err  error // the cause, if there is one beside Code; its text is the message then

	value string // what was judged
	at    int    // where in value the fault is
	n     int    // how many bytes of value are wrong, if not Len
	detail
	pair *pairFault // about another element, if it is
}

// valueError returns the error about the fault f of value, for an input that is
// value itself.
func valueError(ai AI, value string, f fault) *Error {
	return &Error{Code: f.code, AI: ai, Pos: f.at, Len: f.n, value: value, at: f.at, n: f.n, detail: f.detail}
}

// Error returns "gs1: ", the sentence of the finding and the place: "gs1: check
// digit of GTIN (01) is 4, expected 3, at byte 17".
func (e *Error) Error() string {
	return fmt.Sprintf("gs1: %s, at byte %d", e.message(), e.Pos)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Finding returns the error as a finding.
func (e *Error) Finding() Finding {
	k := e.Code.kind()
	f := Finding{
		Code: e.Code, Severity: k.severity, Start: e.Pos, End: e.Pos + e.Len,
		Found: e.found(), Expected: e.expects(), Message: e.message(), Fix: e.fill(k.fix), Rule: e.fill(k.rule),
	}
	if e.AI.IsValid() {
		f.AI = e.AI.String()
	}
	return f
}

func (e *Error) message() string {
	if e.Err != nil {
		return e.Err.Error()
	}
	return e.fill(e.Code.kind().sentence)
}

// fill puts the error's words in the place of {name} in text.
func (e *Error) fill(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(e.word(name))
		text = after
	}
}

func (e *Error) word(name string) string {
	switch name {
	case "ai":
		return e.subject()
	case "found":
		return e.found()
	case "quoted":
		return strconv.Quote(e.found())
	case "expected":
		return e.expects()
	case "length":
		return e.length()
	case "lengths":
		return e.lengths()
	case "limit":
		return e.limit()
	case "after":
		return e.after()
	case "part":
		return e.part
	case "other":
		return e.pair.partner()
	case "before":
		return strconv.Quote(e.expects()) + " " + e.pair.place()
	case "missing":
		return e.pair.missing()
	case "linter":
		return linterNames[e.linter]
	}
	return ""
}

// subject names what the error is about: "GTIN (01)".
func (e *Error) subject() string {
	if !e.AI.IsValid() {
		return "the value"
	}
	return e.AI.named()
}

// after says which separator the error is about.
func (e *Error) after() string {
	if !e.AI.IsValid() {
		return e.part
	}
	return "after " + e.subject()
}

// named returns the identifier with its data title, "GTIN (01)", if it has one.
func (ai AI) named() string {
	if title := ai.Title(); title != "" {
		return title + " (" + ai.String() + ")"
	}
	return "(" + ai.String() + ")"
}

// maxQuoted is how many bytes of input a finding repeats at most.
const maxQuoted = 64

// found returns the bytes that are wrong, at most [maxQuoted] of them. For a
// length that is the value as a whole.
func (e *Error) found() string {
	text := e.value
	if e.Code != CodeLengthLong && e.Code != CodeLengthShort {
		from := min(e.at, len(text))
		text = text[from:min(from+cmp.Or(e.n, e.Len), len(text))]
	}
	return quotable(text)
}

// quotable returns the start of text, at most [maxQuoted] bytes.
func quotable(text string) string {
	if len(text) <= maxQuoted {
		return text
	}
	end := maxQuoted
	for end > maxQuoted-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// expects says what would have been right: "3", "01 to 12", "1 to 20
// characters".
func (e *Error) expects() string {
	switch e.Code {
	case CodeCheckDigit:
		return strconv.Itoa(e.lo)
	case CodeCheckPair:
		return checkPair(e.lo)
	case CodeIBAN:
		return fmt.Sprintf("%02d", e.lo)
	case CodeCouponShort:
		return plural(strconv.Itoa(e.lo), "digit")
	case CodeValueEmpty, CodeLengthLong, CodeLengthShort:
		return plural(e.lengths(), e.AI.unit())
	case CodeExcludes, CodeRequires, CodeRepeat, CodeDigSig:
		return e.pair.expects(e)
	}
	if e.expected != "" || e.hi == 0 {
		return e.expected
	}
	return fmt.Sprintf("%02d to %02d", e.lo, e.hi)
}

// length returns how long the value is, "13 digits". Text that is not ASCII is
// counted as the limits are, in bytes.
func (e *Error) length() string {
	unit := e.AI.unit()
	if utf8.RuneCountInString(e.value) != len(e.value) {
		unit = "byte"
	}
	return plural(strconv.Itoa(len(e.value)), unit)
}

// limit says how long it may be, in the words for a value that is too long.
func (e *Error) limit() string {
	r := e.AI.permitted(true)
	if r == nil || r.min == r.max || len(r.lengths()) > 1 {
		return "expected " + e.lengths()
	}
	return "at most " + strconv.Itoa(int(r.max))
}

// lengths lists the lengths that the value may have: "14", "6 to 7", "3, 6, 9,
// 12 or 15".
func (e *Error) lengths() string {
	r := e.AI.permitted(true)
	if r == nil || e.expected != "" {
		return e.expected
	}
	var b strings.Builder
	spans := r.lengths()
	for i, s := range spans {
		switch {
		case i > 0 && i == len(spans)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(strconv.Itoa(s.lo))
		if s.hi > s.lo {
			fmt.Fprintf(&b, " to %d", s.hi)
		}
	}
	return b.String()
}

// A span is the numbers from lo to hi.
type span struct{ lo, hi int }

// lengths returns the lengths that a value may have.
func (r *rule) lengths() []span {
	var spans []span
	lo, hi := 0, 0
	for _, c := range r.components() {
		if c.optional {
			spans = addSpan(spans, span{lo, hi})
		}
		lo, hi = lo+int(c.min), hi+int(c.max)
	}
	return addSpan(spans, span{lo, hi})
}

// addSpan adds s, joined to the last span if there is no gap between them.
func addSpan(spans []span, s span) []span {
	if last := len(spans) - 1; last >= 0 && s.lo <= spans[last].hi+1 {
		spans[last].hi = s.hi
		return spans
	}
	return append(spans, s)
}

// unit returns what a value of ai is counted in.
func (ai AI) unit() string {
	r := ai.permitted(true)
	if r == nil {
		return "character"
	}
	for _, c := range r.components() {
		if Charset(c.charset) != Digits {
			return "character"
		}
	}
	return "digit"
}

func plural(number, unit string) string {
	if number != "1" {
		unit += "s"
	}
	return number + " " + unit
}
