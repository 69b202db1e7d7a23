package epc

// maxValue is more than the characters that a value of table F can have.
const maxValue = 128

// A bitCursor reads bits that a checker has passed over: they are values.
type bitCursor struct {
	*store
	at int
}

// next returns the next n bits, 1 to 64.
func (r *bitCursor) next(n int) uint64 {
	v := r.get(r.at, n)
	r.at += n
	return v
}

// append appends the value that follows in r.
func (f format) append(b []byte, r *bitCursor) []byte {
	for i := range f {
		b = f[i].append(b, r)
	}
	return b
}

func (p *coded) append(b []byte, r *bitCursor) []byte {
	switch p.method {
	case codingBcd:
		return r.appendBCD(b, int(p.digits))
	case codingInteger:
		return r.appendInteger(b, int(p.digits))
	case codingNumber:
		return r.appendInteger(b, int(r.next(int(p.length))))
	case codingText:
		return p.appendText(b, r)
	case codingDelimited:
		return p.appendDelimited(b, r)
	case codingDate, codingDateMinute, codingDateRange, codingDateTime:
		return p.appendDate(b, r)
	case codingCountry:
		return r.appendChars(b, 2, letterBits, base64Alphabet)
	case codingBit:
		return append(b, '0'+byte(r.next(1)))
	case codingMinus:
		if r.next(1) == 1 {
			b = append(b, '-')
		}
	case codingSequence:
		b = append(b, '0'+byte(r.next(4)), '/')
		b = append(b, '0'+byte(r.next(4)))
	}
	return b
}

// appendBCD appends digits of four bits (TDS 2.3 §14.5.4).
func (r *bitCursor) appendBCD(b []byte, digits int) []byte {
	for ; digits > 0; digits -= 16 {
		n := min(digits, 16)
		b = grown(b, n)
		putHex(b[len(b)-n:], r.next(4*n)<<(4*uint(16-n)%wordBits))
	}
	return b
}

// appendInteger appends a number with its leading zeros (TDS 2.3 §14.5.2, §14.5.6.1).
func (r *bitCursor) appendInteger(b []byte, digits int) []byte {
	n := digitBits(digits)
	if digits <= maxDigits {
		return appendPadded(b, r.next(n), digits)
	}
	v := r.getWide(r.at, n)
	r.at += n
	b = grown(b, digits)
	for out := b[len(b)-digits:]; len(out) > 0; {
		n := min(len(out), maxDigits-1)
		var rest uint64
		v, rest = v.div(pow10[n])
		putPadded(out[len(out)-n:], rest)
		out = out[:len(out)-n]
	}
	return b
}

// appendText appends characters behind encoding indicator and length.
func (p *coded) appendText(b []byte, r *bitCursor) []byte {
	indicator := r.next(indicatorBits)
	n := int(r.next(int(p.length)))
	switch indicator {
	case indicatorNumber:
		return r.appendInteger(b, n)
	case indicatorUpper:
		return r.appendChars(b, n, hexBits, upperDigits)
	case indicatorLower:
		return r.appendChars(b, n, hexBits, lowerDigits)
	case indicatorBase64:
		return r.appendChars(b, n, base64Bits, base64Alphabet)
	case indicatorASCII:
		for range n {
			b = append(b, byte(r.next(asciiBits)))
		}
		return b
	}
	return r.appendCode40(b, n)
}

// appendChars appends n characters of an alphabet.
func (r *bitCursor) appendChars(b []byte, n, width int, alphabet string) []byte {
	for range n {
		b = append(b, alphabet[r.next(width)])
	}
	return b
}

// appendCode40 appends n characters, three in 16 bits (TDS 2.3 §14.5.6.5).
func (r *bitCursor) appendCode40(b []byte, n int) []byte {
	for ; n > 0; n -= 3 {
		for i, index := range code40Indices(r.next(code40Bits)) {
			if i < n {
				b = append(b, code40Alphabet[index])
			}
		}
	}
	return b
}

func (p *coded) appendDelimited(b []byte, r *bitCursor) []byte {
	for {
		switch v := r.next(4); v {
		case delimiter:
			return p.appendText(b, r)
		case terminator:
			return b
		default:
			b = append(b, '0'+byte(v))
		}
	}
}

func (p *coded) appendDate(b []byte, r *bitCursor) []byte {
	switch p.method {
	case codingDateMinute:
		return r.appendTime(b, dateMinuteParts)
	case codingDateTime:
		return r.appendTime(b, timeFormats[r.next(timeFormatBits)])
	case codingDateRange:
		if r.next(1) == 1 {
			b = r.appendTime(b, dateParts)
		}
	}
	return r.appendTime(b, dateParts)
}

// appendTime appends two digits for each of the first n timeParts.
func (r *bitCursor) appendTime(b []byte, n int) []byte {
	for i := range n {
		b = appendPadded(b, r.next(int(timeParts[i].bits)), 2)
	}
	return b
}
