package gs1

// passes reports whether value is right. It is the short way to the answer of
// [rule.check], which goes on to say what is wrong; a test holds the two equal.
func (r *rule) passes(value string) bool {
	if len(value) < int(r.min) || len(value) > int(r.max) {
		return false
	}
	parts := r.components()
	for i := range parts {
		c := &parts[i]
		if value == "" {
			return c.optional
		}
		end := min(int(c.max), len(value))
		if end < int(c.min) || !c.holds(value[:end]) || !c.linted(value[:end]) {
			return false
		}
		value = value[end:]
	}
	return value == ""
}

// holds reports whether every character of text is in the component's set.
func (c *component) holds(text string) bool {
	switch Charset(c.charset) {
	case Digits:
		return allDigits(text)
	case CharsetBase:
		var fs faults
		return c.checkCharset(text, 0, len(text), &fs)
	}
	all := Charset(c.charset).bit()
	for i := range len(text) {
		all &= charsets[text[i]]
	}
	return all != 0
}

// linted reports whether text passes the component's tests.
func (c *component) linted(text string) bool {
	for _, l := range c.linters {
		if l == 0 {
			break
		}
		if !l.passes(text) {
			return false
		}
	}
	return true
}

// passes reports whether check finds nothing wrong with text. The tests that
// most messages need have a short way.
func (l linter) passes(text string) bool {
	switch l {
	case lintCsum:
		return hasCheckDigit(text)
	case lintGcppos1:
		return len(text) >= leastPrefix && allDigits(text[:leastPrefix])
	case lintGcppos2:
		return len(text) > leastPrefix && allDigits(text[1:1+leastPrefix])
	case lintYymmdd:
		return inCalendar(text[2:], 1, leapShort(text))
	case lintYymmd0:
		return inCalendar(text[2:], 0, leapShort(text))
	}
	return l.check(text).code == ""
}

// hasCheckDigit reports whether the last digit is the check digit of those before
// it: all digits weighted 1 and 3 in turn, from the right, make a multiple of ten
// (GS1 General Specifications §7.9.1).
func hasCheckDigit(digits string) bool {
	once, thrice := 0, 0
	for len(digits) >= 2 {
		last := len(digits) - 2
		thrice += int(digits[last] - '0')
		once += int(digits[last+1] - '0')
		digits = digits[:last]
	}
	if len(digits) > 0 {
		once += int(digits[0] - '0')
	}
	return (once+3*thrice)%10 == 0
}

// inCalendar reports whether the month and day that mmdd starts with are in the
// calendar, the day being at least first.
func inCalendar(mmdd string, first int, leap bool) bool {
	month, day := number(mmdd[:2]), number(mmdd[2:4])
	return month >= 1 && month <= 12 && day >= first && day <= lastDay(month, leap)
}

// allDigits reports whether text is nothing but digits. It looks at eight bytes
// at a time, the last eight overlapping those before.
func allDigits(text string) bool {
	if len(text) < 8 {
		return nonDigit(text) < 0
	}
	for i := 0; i < len(text)-8; i += 8 {
		if !eightDigits(text[i:]) {
			return false
		}
	}
	return eightDigits(text[len(text)-8:])
}

// eightDigits reports whether text starts with eight digits. '0' to '9' are 30
// to 39: the high half of a byte is 3, and stays so when 6 is added.
func eightDigits(text string) bool {
	const threes, sixes = 0x3333333333333333, 0x0606060606060606
	const high = 0xf0f0f0f0f0f0f0f0
	x := eightBytes(text)
	return x&high|(x+sixes)&high>>4 == threes
}

// eightBytes returns the first eight bytes of text as a number.
func eightBytes(text string) uint64 {
	_ = text[7]
	return uint64(text[0]) | uint64(text[1])<<8 | uint64(text[2])<<16 | uint64(text[3])<<24 |
		uint64(text[4])<<32 | uint64(text[5])<<40 | uint64(text[6])<<48 | uint64(text[7])<<56
}
