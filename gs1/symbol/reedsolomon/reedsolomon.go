// Package reedsolomon computes the check words of Reed-Solomon codes over the
// field of 256 elements, as the matrix symbologies use them: [NewField] for the
// symbology's polynomial, [Field.NewCode] for a number of check words,
// [Code.AppendCheck] for each block of data.
//
// # Specification
//
// ISO/IEC 16022:2006 §5.7 and annex E (Data Matrix, polynomial 0x12D, generator
// roots from the first power on), ISO/IEC 18004:2015 §7.5.2 and annex A (QR Code,
// 0x11D, from the zeroth power on).
package reedsolomon

// A Field is the field of 256 elements of one primitive polynomial. It may be
// used concurrently.
type Field struct {
	power [510]byte // of 2, twice the period, so that sums of logarithms need no reduction
	log   [256]uint8
}

// NewField returns the field of a primitive polynomial of degree 8, its highest
// bit included: 0x12D.
func NewField(polynomial int) *Field {
	f := new(Field)
	x := 1
	for i := range 255 {
		f.power[i], f.power[i+255] = byte(x), byte(x)
		f.log[x] = uint8(i)
		x <<= 1
		if x > 255 {
			x ^= polynomial
		}
	}
	return f
}

// Multiply returns the product of two elements.
func (f *Field) Multiply(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return f.power[int(f.log[a])+int(f.log[b])]
}

// A Code has one number of check words. It may be used concurrently.
type Code struct {
	field *Field
	// The logarithms of the generator polynomial's coefficients behind the leading
	// 1. None is zero: the polynomial is itself a word of the code, whose words
	// other than 0 differ from 0 in more than n places.
	generator []uint8
}

// NewCode returns the code of n check words, 1 to 254, whose generator polynomial
// has the roots 2 to the power of first and up: 1 in Data Matrix, 0 in QR Code.
func (f *Field) NewCode(n, first int) *Code {
	poly := make([]byte, 1, n+1) // highest power first
	poly[0] = 1
	for i := range n {
		root := f.power[(first+i)%255]
		poly = append(poly, 0)
		for j := len(poly) - 1; j > 0; j-- {
			poly[j] ^= f.Multiply(poly[j-1], root)
		}
	}
	c := &Code{field: f, generator: make([]uint8, n)}
	for i, x := range poly[1:] {
		c.generator[i] = f.log[x]
	}
	return c
}

// AppendCheck appends the check words of data to dst; data may be dst.
func (c *Code) AppendCheck(dst, data []byte) []byte {
	start := len(dst)
	for range c.generator {
		dst = append(dst, 0)
	}
	rest := dst[start:]
	for _, next := range data {
		c.divide(rest, next)
	}
	return dst
}

// divide takes the next word of the dividend into the remainder.
func (c *Code) divide(rest []byte, next byte) {
	last := len(c.generator) - 1
	rest = rest[:last+1]
	quotient := next ^ rest[0]
	if quotient == 0 {
		copy(rest, rest[1:])
		rest[last] = 0
		return
	}
	powers := c.field.power[c.field.log[quotient]:]
	powers = powers[:256] // one check for all logarithms below
	for i, g := range c.generator[:last] {
		rest[i] = rest[i+1] ^ powers[g]
	}
	rest[last] = powers[c.generator[last]]
}
