package gen2

import "math/big"

// A base is a set of characters that packed objects write as one number (TDS 2.3
// annex K).
type base struct {
	size  int
	group int // the most values in one number
	full  int // bits of such a number
}

// The bases of figure K-1.
var (
	base10  = base{10, 48, 160}
	base13  = base{13, 43, 160}
	base30  = base{30, 32, 158}
	base40  = base{40, 30, 160}
	base74  = base{74, 25, 156}
	base84  = base{84, 25, 160}
	base256 = base{256, 20, 160}
)

// bits returns how many bits n values have: those of the greatest number, group by
// group.
func (b base) bits(n int) int {
	return n/b.group*b.full + b.greatest(n%b.group).BitLen()
}

func (b base) greatest(n int) *big.Int {
	v := new(big.Int).Exp(big.NewInt(int64(b.size)), big.NewInt(int64(n)), nil)
	return v.Sub(v, big.NewInt(1))
}

// read reads n values. It is false for a number that is too great.
func (b base) read(r *bitReader, n int) (values []byte, ok bool) {
	size, digit := big.NewInt(int64(b.size)), new(big.Int)
	for n > 0 {
		part := min(n, b.group)
		greatest := b.greatest(part)
		v := r.number(greatest.BitLen())
		if v.Cmp(greatest) > 0 {
			return nil, false
		}
		at := len(values)
		values = append(values, make([]byte, part)...)
		for i := len(values) - 1; i >= at; i-- {
			v.DivMod(v, size, digit)
			values[i] = byte(digit.Uint64())
		}
		n -= part
	}
	return values, true
}

// write writes values.
func (b base) write(w *bitWriter, values []byte) {
	size := big.NewInt(int64(b.size))
	for len(values) > 0 {
		part := values[:min(len(values), b.group)]
		v := new(big.Int)
		for _, d := range part {
			v.Mul(v, size).Add(v, big.NewInt(int64(d)))
		}
		w.number(v, b.greatest(len(part)).BitLen())
		values = values[len(part):]
	}
}

// The characters of the bases by value. A zero byte stands for a value that is no
// character: a shift, or none.
const (
	// Table K-1: the basic set from 0, a hyphen, to 26; then Shift 1, Shift 2 and
	// the programmable punctuation.
	chars30 = "-ABCDEFGHIJKLMNOPQRSTUVWXYZ\x00\x00\x00"

	// Table K-1, shift 1 from 0 and shift 2 from 0.
	shift1of30 = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x17\x1b\x1c\x1d\x1e\x1f\x00\x00\x00[]{}"
	shift2of30 = " !\"#$%&'()*+,-./:;<=>?@\\^_`|~\x00"

	// Table K-2: each shift from 0.
	shift1of13 = "ABCDEFGHIJKLM"
	shift2of13 = "NOPQRSTUVWXYZ"
	shift3of13 = " $%&*+,-./?_\x1d"

	// Table K-4, without the digits that base 84 has after them.
	chars74 = "\x1d!\"%&'()*+,-./:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz "

	digits = "0123456789"
)

// Values of base 30 and base 40 that are no characters, and the first digit of base
// 40; and the first shift of base 13.
const (
	shift1      = 27
	shift2      = 28
	punctuation = 29
	digits40    = 30
	shifts13    = 10
)
