package grid

import "strconv"

// CheckNumber refuses data that are not n digits with the check digit last, by the
// rule, the clause that says how many. n 0 is any number of digits, without check
// digit. Positions in the error are pos more than in data.
func CheckNumber(data string, n, pos int, rule string) error {
	for i := range len(data) {
		if data[i] < '0' || data[i] > '9' {
			return &Error{
				Err: ErrCharacter, Pos: pos + i, Len: 1,
				Found: strconv.QuoteToASCII(data[i : i+1]), Expected: "a digit", Rule: rule,
			}
		}
	}
	if n == 0 {
		return nil
	}
	if len(data) != n {
		return &Error{
			Err: ErrLength, Pos: pos, Len: len(data), Found: strconv.Itoa(len(data)) + " digits",
			Expected: strconv.Itoa(n), Rule: rule,
		}
	}
	return CheckLast(data, CheckDigit(data[:n-1]), pos)
}

// CheckLast refuses data whose last digit is not the check digit want.
func CheckLast(data string, want byte, pos int) error {
	last := len(data) - 1
	if data[last] == want {
		return nil
	}
	return &Error{
		Err: ErrCheck, Pos: pos + last, Len: 1, Found: data[last:], Expected: string(rune(want)),
		Rule: "GS1 General Specifications 7.9",
	}
}

// CheckDigit returns the check digit behind digits (GS1 General Specifications 7.9).
func CheckDigit(digits string) byte {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 0 {
			d *= 3
		}
		sum += d
	}
	return '0' + byte((10-sum%10)%10)
}
