package zpl

// Invocation codes of ^BC in mode N (Zebra Programming Guide, ^BC, tables 2 and
// 3): the byte after ">".
const (
	bcCaret   = '<' // value 62, "^"
	bcGreater = '0' // value 30, ">"
	bcTilde   = '=' // value 94, "~"
	bcDelete  = '1' // value 95, DEL
	bcCodeC   = '5'
	bcCodeB   = '6'
	bcCodeA   = '7'
	bcFNC1    = '8'
	bcStartA  = '9'
	bcStartB  = ':'
	bcStartC  = ';'
)

// Code128Modules returns the width in modules of the Code 128 symbol that
// [Builder.Code128] writes for data, without quiet zones: eleven for the start
// character, each symbol character and the check character, thirteen for the
// stop character.
func Code128Modules(data []rune) (int, error) {
	e := code128Encoder{data: data}
	if err := e.encode(); err != nil {
		return 0, err
	}
	return 11*(e.characters+1) + 13, nil
}

// code128Encoder writes data for ^BC in mode N with start code and subset
// changes of its own: subset C for runs of four digits and more, else subset B.
// Without write it only counts.
type code128Encoder struct {
	data       []rune
	b          []byte
	write      bool
	set        byte // 'B' or 'C'
	characters int  // with the start character, without the check character
}

func (e *code128Encoder) put(codes ...byte) {
	if e.write {
		e.b = append(e.b, codes...)
	}
}

func (e *code128Encoder) invoke(code byte) {
	e.put('>', code)
	e.characters++
}

func (e *code128Encoder) encode() error {
	e.start()
	for i := 0; i < len(e.data); {
		r := e.data[i]
		digits := e.digitsFrom(i)
		switch {
		case r == FNC1:
			e.invoke(bcFNC1)
			i++
		case e.set == 'C' && digits >= 2:
			e.put(byte(r), byte(e.data[i+1]))
			e.characters++
			i += 2
		case e.set == 'C':
			e.invoke(bcCodeB)
			e.set = 'B'
		case digits >= 4 && digits%2 == 0:
			e.invoke(bcCodeC)
			e.set = 'C'
		default:
			if err := e.putB(r, i); err != nil {
				return err
			}
			i++
		}
	}
	return nil
}

// start chooses the subset the symbol starts in.
func (e *code128Encoder) start() {
	first := 0
	for first < len(e.data) && e.data[first] == FNC1 {
		first++
	}
	e.set = 'B'
	code := byte(bcStartB)
	if n := e.digitsFrom(first); n >= 4 || n == 2 && first+n == len(e.data) {
		e.set, code = 'C', bcStartC
	}
	e.invoke(code)
}

// digitsFrom returns the length of the run of digits at i.
func (e *code128Encoder) digitsFrom(i int) int {
	n := 0
	for i+n < len(e.data) && '0' <= e.data[i+n] && e.data[i+n] <= '9' {
		n++
	}
	return n
}

// putB writes one character of subset B.
func (e *code128Encoder) putB(r rune, i int) error {
	e.characters++
	switch {
	case r == '>':
		e.put('>', bcGreater)
	case r == '^':
		e.put('>', bcCaret)
	case r == '~':
		e.put('>', bcTilde)
	case r == 0x7f:
		e.put('>', bcDelete)
	case r < ' ' || r > 0x7f:
		return &Error{What: "Code 128 data", Pos: i, Found: runeText(r), Expected: "FNC1 or a character of subset B (ASCII 32 to 127)"}
	default:
		e.put(byte(r))
	}
	return nil
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
