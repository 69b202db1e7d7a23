package zpl

import (
	"bytes"
	"slices"

	"github.com/eachmark/eachmark/gs1"
)

// uccDigits is what ^BC takes in mode U, without the check digit that it makes.
const uccDigits = 19

// uccCase reads the field data of mode U: of more digits the first nineteen count,
// zeros follow fewer, and the check digit comes behind (Zebra Programming Guide,
// ^BC).
func uccCase(field []byte) ([]rune, error) {
	if i := bytes.IndexFunc(field, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		return nil, &Error{What: "^BC data of mode U", Pos: i, Found: quoteFrom(field, i), Expected: "digits"}
	}
	digits := slices.Clone(field[:min(len(field), uccDigits)])
	digits = append(digits, bytes.Repeat([]byte{'0'}, uccDigits-len(digits))...)
	data := []rune{FNC1}
	for _, d := range append(digits, gs1.CheckDigit(string(digits))) {
		data = append(data, rune(d))
	}
	return data, nil
}

// uccEAN reads the field data of mode D. Data has FNC1 first and for >8, without
// parentheses and spaces; text has these and no FNC1, as the interpretation line.
// Check digits of an SSCC (00) and a GTIN (01) or (02) are made: where one is missing
// before a parenthesis, >8 or the end it is added.
func uccEAN(field []byte) (data, text []rune, err error) {
	u := uccReader{data: []rune{FNC1}, start: 1}
	for i := 0; i < len(field); i++ {
		switch c := field[i]; {
		case c == '>' && i+1 < len(field) && field[i+1] == '8':
			u.end()
			u.data = append(u.data, FNC1)
			u.start = len(u.data)
			i++
		case c == '>':
			return nil, nil, &Error{What: "^BC data of mode D", Pos: i, Found: quoteFrom(field, i), Expected: ">8"}
		case c == '(':
			u.end()
			u.start = len(u.data)
			u.text = append(u.text, '(')
		case c == ')' || c == ' ':
			u.text = append(u.text, rune(c))
		default:
			u.put(rune(c))
		}
	}
	u.end()
	return u.data, u.text, nil
}

// A uccReader collects what mode D makes of field data.
type uccReader struct {
	data, text []rune
	start      int // of the element string in hand, in data
}

// put adds a character, or in the place of a check digit that one.
func (u *uccReader) put(c rune) {
	if digit := u.checkDigit(); digit != 0 {
		c = digit
	}
	u.data, u.text = append(u.data, c), append(u.text, c)
}

// end ends an element string.
func (u *uccReader) end() {
	if digit := u.checkDigit(); digit != 0 {
		u.data, u.text = append(u.data, digit), append(u.text, digit)
	}
}

// checkDigit returns the check digit whose turn it is, 0 for none.
func (u *uccReader) checkDigit() rune {
	element := string(u.data[u.start:])
	if len(element) < 2 || bytes.ContainsFunc([]byte(element), func(r rune) bool { return r < '0' || r > '9' }) {
		return 0
	}
	want := map[string]int{"00": 17, "01": 13, "02": 13}[element[:2]] // GS1 General Specifications 3.2 and 3.3
	if want == 0 || len(element) != 2+want {
		return 0
	}
	return rune(gs1.CheckDigit(element[2:]))
}
