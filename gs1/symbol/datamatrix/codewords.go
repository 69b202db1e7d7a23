package datamatrix

// appendData appends the codewords of the runs.
func (p *plan) appendData(b []byte, runs []run) []byte {
	for _, r := range runs {
		data := p.data[r.start:r.end]
		if r.encodation != ASCII {
			b = append(b, r.encodation.latch())
		}
		switch r.encodation {
		case ASCII:
			b = appendASCII(b, data)
		case C40, Text:
			b = appendC40Run(b, data, r.encodation == Text)
		case X12:
			b = appendX12(b, data)
		case EDIFACT:
			b = appendEDIFACT(b, data, r.open)
		case Base256:
			b = appendBase256(b, data, r.open)
		}
		if r.encodation&(C40|Text|X12) != 0 && !r.open {
			b = append(b, unlatch)
		}
	}
	return b
}

// appendASCII appends data in ASCII (ISO/IEC 16022:2006 §5.2.3).
func appendASCII(b []byte, data []rune) []byte {
	for i := 0; i < len(data); i++ {
		r := data[i]
		switch {
		case r < 0:
			b = append(b, fnc1)
		case isDigit(r) && i+1 < len(data) && isDigit(data[i+1]):
			b = append(b, twoDigits+byte(r-'0')*10+byte(data[i+1]-'0'))
			i++
		case r > 127:
			b = append(b, upperShift, byte(r-127))
		default:
			b = append(b, byte(r+1))
		}
	}
	return b
}

// appendC40Run appends data in C40 or Text; two values that are left at the end
// are filled up with a pad, shift 1 (ISO/IEC 16022:2006 §5.2.5).
func appendC40Run(b []byte, data []rune, text bool) []byte {
	var values [6]byte
	waiting := values[:0]
	for _, r := range data {
		waiting = appendC40(waiting, r, text)
		for len(waiting) >= 3 {
			b = appendTriplet(b, waiting[0], waiting[1], waiting[2])
			waiting = values[:copy(values[:], waiting[3:])]
		}
	}
	if len(waiting) == 2 {
		b = appendTriplet(b, waiting[0], waiting[1], shift1)
	}
	return b
}

// appendX12 appends data, three characters in two codewords (ISO/IEC 16022:2006
// §5.2.7).
func appendX12(b []byte, data []rune) []byte {
	for ; len(data) >= 3; data = data[3:] {
		b = appendTriplet(b, x12Value(data[0]), x12Value(data[1]), x12Value(data[2]))
	}
	return b
}

// appendTriplet packs three values (ISO/IEC 16022:2006 §5.2.5.1).
func appendTriplet(b []byte, v1, v2, v3 byte) []byte {
	v := 1600*uint16(v1) + 40*uint16(v2) + uint16(v3) + 1
	return append(b, byte(v>>8), byte(v))
}

// appendEDIFACT packs values of six bits, the unlatch behind them unless the run
// is open, and zeros to the end of the codeword (ISO/IEC 16022:2006 §5.2.8).
func appendEDIFACT(b []byte, data []rune, open bool) []byte {
	var bits uint32
	var n int
	put := func(v byte) {
		bits, n = bits<<6|uint32(v&0x3F), n+6
		for ; n >= 8; n -= 8 {
			b = append(b, byte(bits>>(n-8)))
		}
	}
	for _, r := range data {
		put(byte(r))
	}
	if !open {
		put(edifactUnlatch)
	}
	if n > 0 {
		b = append(b, byte(bits<<(8-n)))
	}
	return b
}

// appendBase256 appends data behind their length, which is 0 if they fill the
// symbol, all randomised (ISO/IEC 16022:2006 §5.2.9).
func appendBase256(b []byte, data []rune, open bool) []byte {
	start := len(b)
	switch n := len(data); {
	case open:
		b = append(b, 0)
	case n <= maxShort:
		b = append(b, byte(n))
	default:
		b = append(b, byte(n/250+249), byte(n%250))
	}
	for _, r := range data {
		b = append(b, byte(r))
	}
	for i := start; i < len(b); i++ {
		b[i] = randomised255(b[i], i+1)
	}
	return b
}

// appendPad fills the codewords up to the capacity of the symbol (ISO/IEC
// 16022:2006 §5.2.3).
func appendPad(b []byte, capacity int) []byte {
	if len(b) < capacity {
		b = append(b, pad)
	}
	for len(b) < capacity {
		b = append(b, randomisedPad(len(b)+1))
	}
	return b
}
