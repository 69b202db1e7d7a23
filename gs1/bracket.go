package gs1

import "strings"

// ParseBracketed reads identifiers in brackets, each with its value behind it:
// "(01)09506000134352(10)ABC". A "(" always begins an identifier; one that
// belongs to a value is written "\(". Any other backslash stands for itself,
// and so does ")" in a value. Blanks are not skipped. Separators do not occur in
// this form, and options about them have no effect. The error is an [*Error].
//
// The first "|" stands between the linear and the composite component of a
// composite symbol, "(01)09506000134352|(10)ABC", and [Message.Linear] counts the
// elements before it.
func ParseBracketed(s string, o *ParseOptions) (Message, error) {
	elements, linear, err := appendBracketed(nil, s, o)
	return Message{Input: s, Elements: elements, Linear: linear}, err
}

// AppendBracketedElements appends to dst the elements of bracketed text, as
// [ParseBracketed] finds them. With a dst of enough capacity and valid text
// without "\(" it allocates nothing.
func AppendBracketedElements(dst []Element, s string, o *ParseOptions) ([]Element, error) {
	dst, _, err := appendBracketed(dst, s, o)
	return dst, err
}

// appendBracketed is AppendBracketedElements. It returns too how many elements
// stand before "|", 0 if there is none.
func appendBracketed(dst []Element, s string, o *ParseOptions) (elements []Element, linear int, err error) {
	p := newParser(s, 0, GS, o)
	from := len(dst)
	if dst == nil {
		dst = make([]Element, 0, usual)
	}
	if bar := strings.IndexByte(s, '|'); bar >= 0 {
		p.in = s[:bar]
		dst = p.readBracketed(dst)
		linear = len(dst) - from
		p.in, p.at = s, bar+1
	}
	if !p.stopped() {
		dst = p.readBracketed(dst)
	}
	p.pairs(dst[from:])
	return dst, linear, p.err()
}

// readBracketed appends the elements from p.at to the end of the input.
func (p *parser) readBracketed(dst []Element) []Element {
	if p.at == len(p.in) {
		p.failAt(Error{Code: CodeEmpty}, p.at, p.at)
	}
	for more := true; more && p.at < len(p.in); {
		dst, more = p.bracketed(dst)
	}
	return dst
}

// bracketed appends the element whose bracket is at p.at and reports whether to
// go on.
func (p *parser) bracketed(dst []Element) ([]Element, bool) {
	r, value := p.bracket()
	if r == nil {
		return dst, p.misbracketed()
	}
	end, escaped := nextBracket(p.in, value)
	p.at = end
	e := Element{AI: r.ai, Value: p.in[value:end], Pos: value}
	if escaped {
		e.Value = strings.ReplaceAll(e.Value, `\(`, "(")
	}
	return append(dst, e), r.passes(e.Value) || p.judge(r, e, escaped)
}

// bracket returns the rule of the identifier in the bracket at p.at, and where
// its value begins. The rule is nil if there is no bracket with an assigned
// identifier.
func (p *parser) bracket() (r *rule, value int) {
	if p.in[p.at] != '(' {
		return nil, 0
	}
	r, digits := leadingRule(p.in[p.at+1:])
	closing := p.at + 1 + digits
	if r != nil && closing < len(p.in) && p.in[closing] == ')' {
		return r, closing + 1
	}
	return p.unassignedBracket()
}

// unassignedBracket is bracket for an identifier that is not assigned, if the
// options permit those.
func (p *parser) unassignedBracket() (r *rule, value int) {
	closing := closingBracket(p.in, p.at)
	if !p.permitsUnknown() || closing == len(p.in) || p.in[closing] != ')' {
		return nil, 0
	}
	ai, err := ParseAI(p.in[p.at+1 : closing])
	if err != nil {
		return nil, 0
	}
	return ai.unassigned(), closing + 1
}

// misbracketed notes what is wrong about the text at p.at, where a bracket with
// an assigned identifier belongs, and goes on to the next bracket.
func (p *parser) misbracketed() bool {
	p.unread = true
	from := p.at
	if p.in[from] != '(' {
		p.at, _ = nextBracket(p.in, from)
		return p.failBracket("text stands before the first bracket", from, p.at)
	}
	closing := closingBracket(p.in, from)
	p.at, _ = nextBracket(p.in, closing)
	ai, err := ParseAI(p.in[from+1 : closing])
	if err != nil || closing == len(p.in) || p.in[closing] != ')' {
		return p.failBracket("bracket does not hold an application identifier", from, closing)
	}
	return p.failAt(Error{Code: CodeAIUnknown, AI: ai}, from+1, closing)
}

func (p *parser) failBracket(part string, from, to int) bool {
	e := Error{Code: CodeBracket, detail: detail{part: part, expected: "2 to 4 digits in ( )"}}
	return p.failAt(e, from, to)
}

// closingBracket returns where the bracket that opens at from closes, or where
// the text that an identifier could fill ends: at most four bytes behind.
func closingBracket(s string, from int) int {
	for i := from + 1; i < len(s) && i <= from+5; i++ {
		if !isDigit(s[i]) {
			return i
		}
	}
	return min(from+5, len(s))
}

// nextBracket returns where the next "(" that is not escaped stands, the end of
// s if there is none, and whether there was an escaped one before it.
func nextBracket(s string, from int) (at int, escaped bool) {
	for at = from; at < len(s); at++ {
		i := strings.IndexByte(s[at:], '(')
		if i < 0 {
			return len(s), escaped
		}
		at += i
		if at == from || s[at-1] != '\\' {
			return at, escaped
		}
		escaped = true
	}
	return len(s), escaped
}

// escapedOffset returns where the byte at of a value stands in input, where the
// value begins at pos and each "(" of it is written "\(".
func escapedOffset(input string, pos, at int) int {
	for ; at > 0 && pos < len(input); at-- {
		if strings.HasPrefix(input[pos:], `\(`) {
			pos++
		}
		pos++
	}
	return min(pos, len(input))
}
