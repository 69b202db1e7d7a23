package epc

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

// A field is a run of bits that stands for a number or a text.
type field struct {
	name   string
	method method
	bits   uint16 // 0 where the value decides
	least  uint8  // fewest characters of methodTerminated
	size   uint8  // digits, or most characters
	limit  uint64 // numbers are below it
	hash   hash
}

// A method is how a field is coded, as schemes.txt lists them.
type method uint8

const (
	methodDigits  method = iota // a number with leading zeros
	methodInteger               // a number without
	methodString
	methodNumeric
	methodTerminated
	methodCage8
	methodCage6
	methodZero
)

// A hash says where the hash sign may stand in a text of methodTerminated.
type hash uint8

const (
	hashNone hash = iota
	hashFirst
	hashAny
)

// check reports whether the bits from at on are a value of f, and where the next
// field begins.
func (f *field) check(c *coding, s *store, at, end int) (next int, err *Error) {
	if at+int(f.bits) > end {
		return 0, c.cutShort(f.name, at, int(f.bits), end)
	}
	if f.method <= methodInteger {
		if v := s.get(at, int(f.bits)); v >= f.limit {
			return 0, c.overflow(f, at, v)
		}
		return at + int(f.bits), nil
	}
	return f.checkText(c, s, at, end)
}

func (f *field) checkText(c *coding, s *store, at, end int) (int, *Error) {
	next := at + int(f.bits)
	switch f.method {
	case methodString:
		n := f.stringLength(s, at)
		for i := range n {
			if charsetOf(byte(s.get(at+7*i, 7)))&char82 == 0 {
				return 0, c.badBits(f, CodeCharacter, at+7*i, 7, "a character of GS1's set 82", "§14.4.2")
			}
		}
		if n == 0 {
			return 0, c.badBits(f, CodeSerial, at, 7, "at least one character", "§14.4.2")
		}
		if !s.zero(at+7*n, next) {
			return 0, c.badBits(f, CodeTrailing, at+7*n, next-at-7*n, "zero after the last character", "§14.4.2")
		}
	case methodNumeric:
		if _, ok := numericDigits(s.get(at, int(f.bits))); !ok {
			return 0, c.badBits(f, CodeOverflow, at, int(f.bits), "a number that begins with a 1, and digits after it", "§14.4.6")
		}
	case methodTerminated:
		return f.checkTerminated(c, s, at, end)
	case methodCage8, methodCage6:
		return next, f.checkCage(c, s, at)
	case methodZero:
		if !s.zero(at, next) {
			return 0, c.badBits(f, CodeTrailing, at, int(f.bits), "zero", "§14.4")
		}
	}
	return next, nil
}

// stringLength is how many characters stand before the first zero.
func (f *field) stringLength(s *store, at int) (n int) {
	for n < int(f.size) && s.get(at+7*n, 7) != 0 {
		n++
	}
	return n
}

// numericDigits returns how many digits follow the leading 1 of v; there is at
// least one (TDS 2.3 §14.4.6).
func numericDigits(v uint64) (n int, ok bool) {
	for ; v >= 10; n++ {
		v /= 10
	}
	return n, v == 1 && n > 0
}

// sixBit returns the character of six bits (TDS 2.3 annex G).
func sixBit(v uint64) byte {
	if v < 0x20 {
		v |= 0x40
	}
	return byte(v)
}

func (f *field) checkTerminated(c *coding, s *store, at, end int) (int, *Error) {
	const want = "characters 0-9 A-Z - /"
	for n := 0; ; n++ {
		if at+6 > end {
			return 0, c.cutShort(f.name, at, 6, end)
		}
		v := s.get(at, 6)
		if v == 0 {
			if n < int(f.least) {
				return 0, c.badBits(f, CodeSerial, at, 6, "at least one character", "§14.4.8")
			}
			return at + 6, nil
		}
		if n == int(f.size) {
			return 0, c.badBits(f, CodeOverflow, at, 6, fmt.Sprintf("a zero after %d characters", n), "§14.4.8")
		}
		if !f.allows(sixBit(v), n) {
			return 0, c.badBits(f, CodeCharacter, at, 6, want, "§14.4.8")
		}
		at += 6
	}
}

// allows reports whether a text of methodTerminated may have char at place i.
func (f *field) allows(char byte, i int) bool {
	if char == '#' {
		return f.hash == hashAny || f.hash == hashFirst && i == 0
	}
	return charsetOf(char)&char39 != 0
}

const cageLength = 6 // TDS 2.3 §14.3.7: a DoDAAC, or a CAGE code and a space before it

// cage returns the characters of a CAGE code with the space before it.
func (f *field) cage(s *store, at int) (code [cageLength]byte) {
	width := int(f.bits) / cageLength
	for i := range code {
		code[i] = byte(s.get(at+width*i, width))
		if f.method == methodCage6 {
			code[i] = sixBit(uint64(code[i]))
		}
	}
	return code
}

func (f *field) checkCage(c *coding, s *store, at int) *Error {
	width := int(f.bits) / cageLength
	for i, char := range f.cage(s, at) {
		if charsetOf(char)&charCAGE == 0 && (i > 0 || char != ' ') {
			return c.badBits(f, CodeCharacter, at+width*i, width, "0-9 A-Z without I and O", "§14.4.7")
		}
	}
	return nil
}

// append appends the value of the bits from at on, for a URI with escapes.
func (f *field) append(b []byte, s *store, at int, escape bool) (_ []byte, next int) {
	next = at + int(f.bits)
	switch f.method {
	case methodDigits:
		b = appendPadded(b, s.get(at, int(f.bits)), int(f.size))
	case methodInteger:
		b = appendNumber(b, s.get(at, int(f.bits)))
	case methodString:
		for i := range f.stringLength(s, at) {
			b = appendChar(b, byte(s.get(at+7*i, 7)), escape)
		}
	case methodNumeric:
		v := s.get(at, int(f.bits))
		n, _ := numericDigits(v)
		b = appendPadded(b, v-pow10[n], n) // without the leading 1
	case methodTerminated:
		next = at + 6
		for v := s.get(at, 6); v != 0; v, next = s.get(next, 6), next+6 {
			b = appendChar(b, sixBit(v), escape)
		}
	case methodCage8, methodCage6:
		code := f.cage(s, at)
		if code[0] == ' ' {
			return append(b, code[1:]...), next
		}
		b = append(b, code[:]...)
	}
	return b, next
}

// appendChar appends a character, in a URI as the standard escapes it.
func appendChar(b []byte, char byte, escape bool) []byte {
	if !escape || !escaped(char) {
		return append(b, char)
	}
	return append(b, '%', upperDigits[char>>4], upperDigits[char&0xF])
}

// escaped reports whether a URI cannot have the character as it is (TDS 2.3
// table A-1 and annex G).
func escaped(char byte) bool {
	switch char {
	case '"', '%', '&', '/', '<', '>', '?', '#':
		return true
	}
	return false
}

// A component is one part of a URI or of an element, and where it stands in the
// text that was given.
type component struct {
	lead       byte // a digit before text that stands elsewhere, 0 for none
	text       string
	start, end int
}

// put appends the bits of the text.
func (f *field) put(c *coding, w *bitWriter, text component) *Error {
	switch f.method {
	case methodDigits, methodInteger:
		v, err := f.value(c, text)
		if err == nil {
			w.put(v, int(f.bits))
		}
		return err
	case methodString:
		return f.putString(c, w, text)
	case methodNumeric:
		return f.putNumeric(c, w, text)
	case methodTerminated:
		return f.putTerminated(c, w, text)
	case methodCage8, methodCage6:
		return f.putCage(c, w, text)
	case methodZero:
		w.put(0, int(f.bits))
	}
	return nil
}

// value returns the number that the text is.
func (f *field) value(c *coding, text component) (uint64, *Error) {
	if f.method == methodDigits {
		return f.digitsValue(text)
	}
	v, why := parseNumber(text.text, f.limit)
	if why != "" {
		return 0, f.badSerial(c, text, why)
	}
	return v, nil
}

func (f *field) digitsValue(text component) (uint64, *Error) {
	n, v := len(text.text), uint64(0)
	if text.lead != 0 {
		n, v = n+1, uint64(text.lead-'0')*pow10[min(n, maxDigits)]
	}
	if n != int(f.size) {
		return 0, f.badText(CodeLength, text, fmt.Sprintf("has %d digits", n), fmt.Sprintf("%d digits", f.size))
	}
	if i := outside(text.text, charDigit); i < len(text.text) {
		return 0, f.badChar(text, i, "digits only")
	}
	return v + number(text.text), nil
}

// number returns the number that digits, which are at most 19, make.
func number(digits string) (v uint64) {
	for i := range len(digits) {
		v = v*10 + uint64(digits[i]-'0')
	}
	return v
}

// parseNumber returns the number that s is, or why it is not one below limit.
func parseNumber(s string, limit uint64) (v uint64, why string) {
	fits := true
	for i := range len(s) {
		d := uint64(s[i] - '0')
		if d > 9 {
			return 0, "is not a number"
		}
		fits = fits && v <= (limit-1-d)/10
		v = v*10 + d
	}
	switch {
	case s == "":
		return 0, "is empty"
	case s[0] == '0' && len(s) > 1:
		return 0, "has a leading zero, which would be lost"
	case !fits || v >= limit:
		return 0, "is above " + utoa(limit-1)
	}
	return v, ""
}

func (f *field) putString(c *coding, w *bitWriter, text component) *Error {
	switch n := outside(text.text, char82); {
	case text.text == "":
		return f.badSerial(c, text, "is empty")
	case n < len(text.text):
		return f.badSerial(c, text, "has the character "+quote(text.text[n:n+1]))
	case len(text.text) > int(f.size):
		return f.badSerial(c, text, fmt.Sprintf("has %d characters", len(text.text)))
	}
	for i := range len(text.text) {
		w.put(uint64(text.text[i]), 7)
	}
	w.putZeros(int(f.bits) - 7*len(text.text))
	return nil
}

// putZeros appends n zero bits.
func (w *bitWriter) putZeros(n int) {
	for ; n > wordBits; n -= wordBits {
		w.put(0, wordBits)
	}
	w.put(0, n)
}

func (f *field) putNumeric(c *coding, w *bitWriter, text component) *Error {
	switch n := outside(text.text, charDigit); {
	case text.text == "":
		return f.badSerial(c, text, "is empty")
	case n < len(text.text):
		return f.badSerial(c, text, "is not digits")
	case len(text.text) > int(f.size):
		return f.badSerial(c, text, fmt.Sprintf("has %d digits", len(text.text)))
	}
	v := uint64(1)
	for i := range len(text.text) {
		v = v*10 + uint64(text.text[i]-'0')
	}
	w.put(v, int(f.bits))
	return nil
}

func (f *field) putTerminated(c *coding, w *bitWriter, text component) *Error {
	if n := len(text.text); n < int(f.least) || n > int(f.size) {
		return f.badSerial(c, text, fmt.Sprintf("has %d characters", n))
	}
	for i := range len(text.text) {
		char := text.text[i]
		if !f.allows(char, i) {
			return f.badSerial(c, text, "has the character "+quote(text.text[i:i+1]))
		}
		w.put(uint64(char&0x3F), 6)
	}
	w.put(0, 6)
	return nil
}

func (f *field) putCage(c *coding, w *bitWriter, text component) *Error {
	if n := len(text.text); n != cageLength && n != cageLength-1 {
		return f.badText(CodeLength, text, fmt.Sprintf("has %d characters", n), "5 or 6 characters")
	}
	if i := outside(text.text, charCAGE); i < len(text.text) {
		return f.badChar(text, i, "0-9 A-Z without I and O")
	}
	width := int(f.bits) / cageLength
	mask := uint64(1)<<width - 1
	if len(text.text) < cageLength {
		w.put(' '&mask, width)
	}
	for i := range len(text.text) {
		w.put(uint64(text.text[i])&mask, width)
	}
	return nil
}

func (f *field) badText(code gs1.Code, text component, why, want string) *Error {
	return &Error{
		Code: code, Start: text.start, End: text.end, found: clip(text.text), expected: want,
		message: fmt.Sprintf("%s %s, want %s", f.name, why, want), rule: document + " §14.3.3",
	}
}

func (f *field) badChar(text component, i int, want string) *Error {
	e := f.badText(CodeCharacter, text, "has the character "+quote(text.text[i:i+1]), want)
	e.found = text.text[i : i+1]
	if text.end-text.start == len(text.text) {
		e.Start += i
		e.End = e.Start + 1
	}
	return e
}

// holds says what values the field takes.
func (f *field) holds() string {
	switch f.method {
	case methodInteger:
		return fmt.Sprintf("a number from 0 to %d without leading zeros", f.limit-1)
	case methodNumeric:
		return fmt.Sprintf("1 to %d digits", f.size)
	case methodTerminated:
		return fmt.Sprintf("%d to %d characters 0-9 A-Z - /", f.least, f.size)
	}
	return fmt.Sprintf("1 to %d characters", f.size)
}

// badSerial says why the scheme does not hold a value, and which would.
func (f *field) badSerial(c *coding, text component, why string) *Error {
	want := f.holds()
	e := &Error{
		Code: CodeSerial, Start: text.start, End: text.end, found: clip(text.text), expected: want,
		message: fmt.Sprintf("%s %s %s; %s holds %s", f.name, quote(text.text), why, c.name, want),
		fix:     "use another " + f.name,
		rule:    document + " §12.3.1, " + c.clause,
	}
	if c.wider != "" && c.plus().serialFits(text.text) {
		e.fix += ", or the scheme " + c.wider + ", which would hold it as it is"
	}
	return e
}

// serialFits reports whether a scheme of TDS 2.x can have s as the last part of its
// key.
func (c *coding) serialFits(s string) bool {
	if c.keys == nil {
		return false
	}
	f := *c.keys[len(c.keys)-1].format
	p := &f[len(f)-1]
	_, ok := p.indicator(s)
	return ok && p.badLength(len(s)) == ""
}
