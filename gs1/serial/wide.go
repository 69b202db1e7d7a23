package serial

import (
	"cmp"
	"math/big"
	"math/bits"
)

// wide is a number below 2^128, enough for 20 characters of an alphabet of 82.
type wide struct{ hi, lo uint64 }

// timesPlus returns w·m + a.
func (w wide) timesPlus(m, a uint64) wide {
	hi, lo := bits.Mul64(w.lo, m)
	lo, carry := bits.Add64(lo, a, 0)
	return wide{w.hi*m + hi + carry, lo}
}

// minus returns w - x for x up to w.
func (w wide) minus(x wide) wide {
	lo, borrow := bits.Sub64(w.lo, x.lo, 0)
	return wide{w.hi - x.hi - borrow, lo}
}

// divide returns w / m and w % m.
func (w wide) divide(m uint64) (wide, uint64) {
	hi, rest := w.hi/m, w.hi%m
	lo, rest := bits.Div64(rest, w.lo, m)
	return wide{hi, lo}, rest
}

func (w wide) compare(x wide) int {
	return cmp.Or(cmp.Compare(w.hi, x.hi), cmp.Compare(w.lo, x.lo))
}

func (w wide) float() float64 { return float64(w.hi)*0x1p64 + float64(w.lo) }

func (w wide) big() *big.Int {
	b := new(big.Int).SetUint64(w.hi)
	return b.Lsh(b, 64).Or(b, new(big.Int).SetUint64(w.lo))
}

func (w wide) bit(j int) byte {
	if j < 64 {
		return byte(w.lo >> j & 1)
	}
	return byte(w.hi >> (j - 64) & 1)
}
