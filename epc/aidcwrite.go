package epc

import (
	"fmt"
	"strings"
)

// write appends a value. It returns where in the value and why it cannot be
// written, "" if it is.
func (f format) write(w *bitWriter, value string) (at int, why string) {
	for i := range f {
		n, why := f[i].write(w, value[at:])
		if why != "" {
			return at, why
		}
		at += n
	}
	if at < len(value) {
		return at, fmt.Sprintf("has more than %d characters", at)
	}
	return at, ""
}

// write appends what p has of the beginning of s and returns how much that is.
func (p *coded) write(w *bitWriter, s string) (n int, why string) {
	switch p.method {
	case codingBcd, codingInteger:
		return p.writeDigits(w, s)
	case codingNumber:
		return p.writeNumber(w, s)
	case codingText:
		return p.writeText(w, s)
	case codingDelimited:
		return p.writeDelimited(w, s)
	case codingDate, codingDateMinute, codingDateRange, codingDateTime:
		return p.writeDate(w, s)
	case codingCountry:
		return writeCountry(w, s)
	case codingBit:
		if s != "0" && s != "1" {
			return 0, "is neither 0 nor 1"
		}
		w.put(uint64(s[0]-'0'), 1)
	case codingMinus:
		if s != "" && s != "-" {
			return 0, "has more than a minus sign after its digits"
		}
		w.put(uint64(len(s)), 1)
	case codingSequence:
		return writeSequence(w, s)
	}
	return len(s), ""
}

func (p *coded) writeDigits(w *bitWriter, s string) (int, string) {
	n := int(p.digits)
	if len(s) < n || outside(s[:n], charDigit) < n {
		return 0, fmt.Sprintf("does not have %d digits", n)
	}
	if p.method == codingInteger {
		w.putInteger(s[:n])
		return n, ""
	}
	for i := range n {
		w.put(uint64(s[i]-'0'), 4)
	}
	return n, ""
}

// putInteger appends the number that digits are.
func (w *bitWriter) putInteger(digits string) {
	if len(digits) <= maxDigits {
		w.put(number(digits), digitBits(len(digits)))
		return
	}
	var v wide
	for i := range len(digits) {
		v = v.mulAdd(10, uint64(digits[i]-'0'))
	}
	w.putWide(v, digitBits(len(digits)))
}

// badLength tells why a value cannot have so many characters, "" if it can.
func (p *coded) badLength(n int) string {
	switch {
	case n == 0:
		return "has no characters where there must be one"
	case n > int(p.most):
		return fmt.Sprintf("has %d characters, a tag holds %d", n, p.most)
	}
	return ""
}

func (p *coded) writeNumber(w *bitWriter, s string) (int, string) {
	if why := p.badLength(len(s)); why != "" {
		return 0, why
	}
	if outside(s, charDigit) < len(s) {
		return 0, "is not digits only"
	}
	w.put(uint64(len(s)), int(p.length))
	w.putInteger(s)
	return len(s), ""
}

// textBits is how many bits n characters take by encoding indicator.
func textBits(indicator, n int) int {
	switch indicator {
	case indicatorNumber:
		return digitBits(n)
	case indicatorUpper, indicatorLower:
		return hexBits * n
	case indicatorBase64:
		return base64Bits * n
	case indicatorCode40:
		return (n + 2) / 3 * code40Bits
	}
	return asciiBits * n
}

// indicatorSets are the characters by encoding indicator.
var indicatorSets = [...]charset{charDigit, charUpper, charLower, charBase64, char82, charCode40}

// indicator returns the encoding indicator that takes the fewest bits, of several
// the lowest; ok is false if none can write s.
func (p *coded) indicator(s string) (indicator int, ok bool) {
	sets := common(s)
	if p.hash && strings.Contains(s, "#") {
		sets = common(strings.ReplaceAll(s, "#", "")) & char82
	}
	for i, set := range indicatorSets {
		if sets&set != 0 && (!ok || textBits(i, len(s)) < textBits(indicator, len(s))) {
			indicator, ok = i, true
		}
	}
	return indicator, ok
}

func (p *coded) writeText(w *bitWriter, s string) (int, string) {
	if why := p.badLength(len(s)); why != "" {
		return 0, why
	}
	indicator, ok := p.indicator(s)
	if !ok {
		return 0, "has a character that a tag does not hold"
	}
	w.put(uint64(indicator), indicatorBits)
	w.put(uint64(len(s)), int(p.length))
	switch indicator {
	case indicatorNumber:
		w.putInteger(s)
	case indicatorUpper, indicatorLower:
		w.putHex(s)
	case indicatorBase64:
		w.putChars(s, base64Bits, &base64Index)
	case indicatorASCII:
		w.putASCII(s)
	case indicatorCode40:
		w.putCode40(s)
	}
	return len(s), ""
}

func (w *bitWriter) putHex(s string) {
	for i := range len(s) {
		w.put(uint64(hexValues[s[i]]), hexBits)
	}
}

func (w *bitWriter) putChars(s string, width int, index *[128]uint8) {
	for i := range len(s) {
		w.put(uint64(index[s[i]]), width)
	}
}

func (w *bitWriter) putASCII(s string) {
	for i := range len(s) {
		w.put(uint64(s[i]), asciiBits)
	}
}

func (w *bitWriter) putCode40(s string) {
	for ; s != ""; s = s[min(3, len(s)):] {
		var v uint64
		for i := range 3 {
			v *= 40
			if i < len(s) {
				v += uint64(code40Index[s[i]])
			}
		}
		w.put(v+1, code40Bits)
	}
}

func (p *coded) writeDelimited(w *bitWriter, s string) (int, string) {
	if why := p.badLength(len(s)); why != "" {
		return 0, why
	}
	n := outside(s, charDigit)
	if n == 0 {
		return 0, "does not begin with a digit"
	}
	for i := range n {
		w.put(uint64(s[i]-'0'), 4)
	}
	if n == len(s) {
		w.put(terminator, 4)
		return n, ""
	}
	w.put(delimiter, 4)
	_, why := p.writeText(w, s[n:])
	return len(s), why
}

func (p *coded) writeDate(w *bitWriter, s string) (int, string) {
	n := dateParts
	switch p.method {
	case codingDateMinute:
		n = dateMinuteParts
	case codingDateTime:
		if n = len(s) / 2; n < dateParts || n > len(timeParts) || len(s)%2 != 0 {
			return 0, "is no date and time of 6, 8, 10 or 12 digits"
		}
		w.put(uint64(timeFormatOf(n)), timeFormatBits)
	case codingDateRange:
		w.put(uint64(len(s)/(4*dateParts)), 1)
		if len(s) == 4*dateParts {
			if why := writeTime(w, s[:2*dateParts], dateParts); why != "" {
				return 0, why
			}
			return len(s), writeTime(w, s[2*dateParts:], dateParts)
		}
	}
	return 2 * n, writeTime(w, s, n)
}

// timeFormatOf returns the first bits of a codingDateTime of n parts.
func timeFormatOf(n int) int {
	for i, parts := range timeFormats {
		if parts == n {
			return i
		}
	}
	return 0
}

// writeTime appends the first n timeParts, of two digits each.
func writeTime(w *bitWriter, s string, n int) string {
	if len(s) < 2*n || outside(s[:2*n], charDigit) < 2*n {
		return fmt.Sprintf("does not have %d digits", 2*n)
	}
	var values [len(timeParts)]uint8
	for i := range n {
		values[i] = uint8(number(s[2*i : 2*i+2]))
	}
	if !validTime(values[:n]) {
		return "is no date or time of the calendar"
	}
	for i := range n {
		w.put(uint64(values[i]), int(timeParts[i].bits))
	}
	return ""
}

func writeCountry(w *bitWriter, s string) (int, string) {
	if len(s) != 2 || !isUpper(s[0]) || !isUpper(s[1]) {
		return 0, "is not two letters A-Z"
	}
	w.putChars(s, letterBits, &base64Index)
	return len(s), ""
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func writeSequence(w *bitWriter, s string) (int, string) {
	if len(s) != 3 || s[1] != '/' || s[0] < '1' || s[0] > '9' || s[2] < '1' || s[2] > '9' {
		return 0, "is not a digit, a slash and a digit, each from 1 to 9"
	}
	w.put(uint64(s[0]-'0'), 4)
	w.put(uint64(s[2]-'0'), 4)
	return len(s), ""
}
