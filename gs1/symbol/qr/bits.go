package qr

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// alphabet are the characters of alphanumeric mode in the order of their values
// (ISO/IEC 18004:2015 table 5).
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

const notAlphanumeric = 0xff

// values are the values of bytes in alphanumeric mode.
var values = func() (t [256]uint8) {
	for i := range t {
		t[i] = notAlphanumeric
	}
	for i := range len(alphabet) {
		t[alphabet[i]] = uint8(i)
	}
	return t
}()

// A bitWriter appends bits to b, the highest ones first.
type bitWriter struct {
	b    []byte
	bits uint64
	n    int // of bits not yet in b, less than 8
}

// put writes the lowest width bits of v, at most 56.
func (w *bitWriter) put(v uint64, width int) {
	w.bits, w.n = w.bits<<width|v, w.n+width
	for w.n >= 8 {
		w.n -= 8
		w.b = append(w.b, byte(w.bits>>w.n))
	}
}

// segment writes data as a segment of mode m in version v.
func (w *bitWriter) segment(data []rune, m mode, v int) {
	w.put(indicators[m], 4)
	w.put(uint64(len(data)), countWidth(m, v))
	switch m {
	case numeric:
		w.numeric(data)
	case alphanumeric:
		w.alphanumeric(data)
	default:
		w.bytes(data)
	}
}

// numeric writes digits, three in ten bits (ISO/IEC 18004:2015 §7.4.3).
func (w *bitWriter) numeric(data []rune) {
	group := uint64(0)
	for i, r := range data {
		group = group*10 + uint64(r-'0')
		if i%3 == 2 {
			w.put(group, 10)
			group = 0
		}
	}
	if rest := len(data) % 3; rest > 0 {
		w.put(group, 1+3*rest)
	}
}

// alphanumeric writes two characters in eleven bits (ISO/IEC 18004:2015 §7.4.4), FNC1
// as "%" (§7.4.8.2).
func (w *bitWriter) alphanumeric(data []rune) {
	group := uint64(0)
	for i, r := range data {
		if r == grid.FNC1 {
			r = '%'
		}
		group = 45*group + uint64(values[r])
		if i%2 == 1 {
			w.put(group, 11)
			group = 0
		}
	}
	if len(data)%2 == 1 {
		w.put(group, 6)
	}
}

// bytes writes bytes, FNC1 as GS (ISO/IEC 18004:2015 §7.4.5, §7.4.8.2).
func (w *bitWriter) bytes(data []rune) {
	for _, r := range data {
		if r == grid.FNC1 {
			r = 0x1d
		}
		w.put(uint64(r), 8)
	}
}

// pad fills up to so many codewords: the terminator, as far as there is room for it,
// then zeros to the end of the codeword, then pad codewords (ISO/IEC 18004:2015
// §7.4.9 and §7.4.10).
func (w *bitWriter) pad(codewords int) []byte {
	w.put(0, min(4, 8*(codewords-len(w.b))-w.n))
	w.put(0, (8-w.n)%8)
	for pad := byte(0b11101100); len(w.b) < codewords; pad ^= 0b11101100 ^ 0b00010001 {
		w.b = append(w.b, pad)
	}
	return w.b
}

// A bitReader reads the bits of b, the highest ones first, and then zeros.
type bitReader struct {
	b []byte
	i int
}

// next reports whether the next bit is 1.
func (r *bitReader) next() bool {
	i := r.i
	r.i++
	return i < 8*len(r.b) && r.b[i/8]&(0x80>>(i%8)) != 0
}
