package zpl

import "github.com/eachmark/eachmark/gs1/symbol/code128"

// Invocation codes of ^BC in mode N (Zebra Programming Guide, ^BC, tables 2 and
// 3): the byte after ">".
const (
	bcCaret   = '<' // value 62, "^"
	bcGreater = '0' // value 30, ">"
	bcTilde   = '=' // value 94, "~"
	bcDelete  = '1' // value 95, DEL
	bcCodeC   = '5' // value 99, and so on to value 105
	bcCodeB   = '6'
	bcCodeA   = '7'
	bcFNC1    = '8'
	bcStartA  = '9'
	bcStartB  = ':'
	bcStartC  = ';'
)

// Code128Modules returns the width in modules of the Code 128 symbol that
// [Builder.Code128] writes for data, without quiet zones.
func Code128Modules(data []rune) (int, error) {
	var e code128.Encoder
	plan, err := planCode128(&e, data)
	if err != nil {
		return 0, err
	}
	return code128.Modules(plan), nil
}

// planCode128 returns the symbol characters of data of subset B and FNC1: of the
// subsets B and C.
func planCode128(e *code128.Encoder, data []rune) ([]code128.Character, error) {
	for i, r := range data {
		if r != FNC1 && (r < ' ' || r > 0x7f) {
			return nil, &Error{What: "Code 128 data", Pos: i, Found: runeText(r), Expected: "FNC1 or a character of subset B (ASCII 32 to 127)"}
		}
	}
	return e.Plan(data, nil)
}

// appendCode128 writes the symbol characters of planCode128 as field data of ^BC
// in mode N.
func appendCode128(b []byte, plan []code128.Character) []byte {
	for _, c := range plan {
		switch {
		case c.Value >= code128.CodeC && (c.Set != code128.C || c.Value > code128.CodeC):
			b = append(b, '>', bcCodeC+c.Value-code128.CodeC)
		case c.Set == code128.C:
			b = append(b, '0'+c.Value/10, '0'+c.Value%10)
		default:
			b = appendSubsetB(b, ' '+c.Value)
		}
	}
	return b
}

// appendSubsetB writes one character of subset B.
func appendSubsetB(b []byte, c byte) []byte {
	switch c {
	case '>':
		return append(b, '>', bcGreater)
	case '^':
		return append(b, '>', bcCaret)
	case '~':
		return append(b, '>', bcTilde)
	case 0x7f:
		return append(b, '>', bcDelete)
	}
	return append(b, c)
}

// Code128Data reads the field data of a ^BC in mode N as a printer does. In the
// subsets A and C, which take pairs of digits, a printer passes over a
// character that begins no pair, and over a digit without a second: so does
// this. FNC2, FNC3, FNC4, shift and codes without a meaning in the subset give
// an [*Error].
func Code128Data(field []byte) ([]rune, error) {
	d := code128Decoder{field: field, set: 'B'}
	return d.decode()
}

func (d *code128Decoder) decode() ([]rune, error) {
	d.start()
	field := d.field
	for d.pos < len(field) {
		switch c := field[d.pos]; {
		case c == '>' && d.pos+1 < len(field):
			if !d.invocation(field[d.pos+1]) {
				return nil, d.fault("an invocation code with a meaning in subset " + string(d.set))
			}
			d.pos += 2
		case d.set == 'B':
			if c < ' ' || c > 0x7f {
				return nil, d.fault("a character of subset B")
			}
			d.data = append(d.data, rune(c))
			d.pos++
		default:
			if !d.pair() {
				return nil, d.fault("a pair of digits up to 95")
			}
		}
	}
	return d.data, nil
}

type code128Decoder struct {
	field   []byte
	pos     int
	set     byte
	data    []rune
	drops   bool // bytes were ignored
	dropped int  // where the first of them is
}

func (d *code128Decoder) fault(expected string) error {
	return &Error{What: "^BC data", Pos: d.pos, Found: quoteFrom(d.field, d.pos), Expected: expected}
}

// start reads the start code, if there is one.
func (d *code128Decoder) start() {
	if len(d.field) < 2 || d.field[0] != '>' {
		return
	}
	switch d.field[1] {
	case bcStartA:
		d.set = 'A'
	case bcStartB:
		d.set = 'B'
	case bcStartC:
		d.set = 'C'
	default:
		return
	}
	d.pos = 2
}

func (d *code128Decoder) invocation(code byte) bool {
	switch {
	case code == bcFNC1:
		d.data = append(d.data, FNC1)
	case code == bcCodeC && d.set != 'C':
		d.set = 'C'
	case code == bcCodeB && d.set != 'B':
		d.set = 'B'
	case code == bcCodeA && d.set != 'A':
		d.set = 'A'
	case code == bcGreater && d.set != 'C':
		d.data = append(d.data, '>')
	case code == bcCaret && d.set == 'B':
		d.data = append(d.data, '^')
	case code == bcTilde && d.set == 'B':
		d.data = append(d.data, '~')
	case code == bcDelete && d.set == 'B':
		d.data = append(d.data, 0x7f)
	default:
		return false
	}
	return true
}

// drop passes over n bytes that a printer ignores.
func (d *code128Decoder) drop(n int) {
	if !d.drops {
		d.drops, d.dropped = true, d.pos
	}
	d.pos += n
}

// pair reads what is at the position in subset A or C.
func (d *code128Decoder) pair() bool {
	first := d.field[d.pos]
	if !isDigit(first) || d.pos+1 == len(d.field) || d.field[d.pos+1] == '>' {
		d.drop(1)
		return true
	}
	second := d.field[d.pos+1]
	if !isDigit(second) {
		d.drop(2)
		return true
	}
	value := rune(first-'0')*10 + rune(second-'0')
	switch {
	case d.set == 'C':
		d.data = append(d.data, rune(first), rune(second))
	case value < 64:
		d.data = append(d.data, value+' ')
	case value < 96:
		d.data = append(d.data, value-64)
	default:
		return false
	}
	d.pos += 2
	return true
}
