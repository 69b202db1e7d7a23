package gen2

import "math/big"

// A bitReader reads bits from the most significant of the first byte on. Beyond
// end it reads zeros and is short.
type bitReader struct {
	data     []byte
	pos, end int // bits
	short    bool
}

// get reads n bits, at most 64.
func (r *bitReader) get(n int) (v uint64) {
	if n > r.end-r.pos {
		r.short, r.pos = true, r.end
		return 0
	}
	for range n {
		v = v<<1 | uint64(r.data[r.pos/8]>>(7-r.pos%8)&1)
		r.pos++
	}
	return v
}

// number reads a number of n bits.
func (r *bitReader) number(n int) *big.Int {
	v := new(big.Int)
	for n > 0 {
		part := min(n, 32)
		v.Lsh(v, uint(part)).Or(v, new(big.Int).SetUint64(r.get(part)))
		n -= part
	}
	return v
}

// ebv reads an extensible bit vector of blocks of n bits (TDS 2.3 annex D). Values
// beyond what any tag holds are short.
func (r *bitReader) ebv(n int) int {
	v := 0
	for {
		block := int(r.get(n))
		v = v<<(n-1) | block&(1<<(n-1)-1)
		if block>>(n-1) == 0 || r.short {
			return v
		}
		if v > 8*len(r.data) {
			r.short = true
			return 0
		}
	}
}

// A bitWriter writes bits from the most significant of the first byte on.
type bitWriter struct {
	data []byte
	n    int // bits
}

func (w *bitWriter) put(v uint64, n int) {
	for n > 0 {
		n--
		if w.n%8 == 0 {
			w.data = append(w.data, 0)
		}
		w.data[w.n/8] |= byte(v>>n&1) << (7 - w.n%8)
		w.n++
	}
}

// number writes a number with n bits.
func (w *bitWriter) number(v *big.Int, n int) {
	for n > 0 {
		n--
		w.put(uint64(v.Bit(n)), 1)
	}
}

// ebv writes an extensible bit vector of blocks of n bits.
func (w *bitWriter) ebv(v, n int) {
	blocks := 1
	for v>>(blocks*(n-1)) > 0 {
		blocks++
	}
	for i := blocks - 1; i >= 0; i-- {
		extension := 0
		if i > 0 {
			extension = 1
		}
		w.put(uint64(extension<<(n-1)|v>>(i*(n-1))&(1<<(n-1)-1)), n)
	}
}
