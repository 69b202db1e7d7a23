package composite

import "slices"

// Codewords with a meaning of their own (ISO/IEC 15438:2015 §5).
const (
	linked     = 920 // first data codeword of CC-B and CC-C (ISO/IEC 24723:2010 §9)
	bytes      = 901 // latch to byte compaction
	wholeBytes = 924 // the same where the number of bytes is a multiple of six
)

// encodeComponent makes e.codewords those of c with e.bits.
func (e *Encoder) encodeComponent(c *component) {
	e.codewords = e.codewords[:0]
	switch c.version {
	case CCA:
		e.appendBase928()
	case CCC:
		e.codewords = append(e.codewords, c.columns*c.rows-c.checks) // how many with this one
		fallthrough
	default:
		e.appendBytes()
	}
	e.appendChecks(c.checks)
}

// appendBase928 appends e.bits as numbers of base 928, seven for 69 bits (ISO/IEC
// 24723:2010 §5).
func (e *Encoder) appendBase928() {
	for i := 0; i < e.bits.Len(); i += 69 {
		n := min(69, e.bits.Len()-i)
		var number [7]int
		digits := number[:n/10+1]
		for j := range n {
			carry := e.bits.At(i+j, 1)
			for k := len(digits) - 1; k >= 0; k-- {
				carry += 2 * digits[k]
				digits[k], carry = carry%928, carry/928
			}
		}
		e.codewords = append(e.codewords, digits...)
	}
}

// appendBytes appends e.bits in byte compaction: numbers of base 900, five for six
// bytes, and bytes that remain as they are (ISO/IEC 15438:2015 §5).
func (e *Encoder) appendBytes() {
	n := e.bits.Len() / 8
	latch := bytes
	if n%6 == 0 {
		latch = wholeBytes
	}
	e.codewords = append(e.codewords, linked, latch)
	i := 0
	for ; i+6 <= n; i += 6 {
		number := int64(e.bits.At(8*i, 24))<<24 | int64(e.bits.At(8*i+24, 24))
		var digits [5]int
		for k := len(digits) - 1; k >= 0; k-- {
			digits[k], number = int(number%900), number/900
		}
		e.codewords = append(e.codewords, digits[:]...)
	}
	for ; i < n; i++ {
		e.codewords = append(e.codewords, e.bits.At(8*i, 8))
	}
}

// prime is that of the field of the Reed-Solomon code, and 3 its primitive element
// (ISO/IEC 15438:2015 §5).
const prime = 929

// appendChecks appends n error correction codewords: the complements of the remainder
// when the codewords as a polynomial are divided by (x-3)(x-3²)…(x-3ⁿ).
func (e *Encoder) appendChecks(n int) {
	e.makeGenerator(n)
	data := e.codewords
	e.codewords = slices.Grow(data, n)[:len(data)+n]
	rest := e.codewords[len(data):]
	clear(rest)
	for _, d := range data {
		factor := (d + rest[0]) % prime
		copy(rest, rest[1:])
		rest[n-1] = 0
		for i := range rest {
			rest[i] = (rest[i] + factor*(prime-e.generator[i])) % prime
		}
	}
	for i := range rest {
		rest[i] = (prime - rest[i]) % prime
	}
}

// makeGenerator makes e.generator the coefficients of the generator polynomial below
// the highest, which is 1, highest first.
func (e *Encoder) makeGenerator(n int) {
	if len(e.generator) == n {
		return
	}
	g := append(e.generator[:0], make([]int, n)...)
	root := 1
	for degree := range n {
		root = root * 3 % prime
		// times (x - root)
		carried := 1
		for i := range degree + 1 {
			next := 0
			if i < degree {
				next = g[i]
			}
			g[i] = (next + carried*(prime-root)) % prime
			carried = next
		}
	}
	e.generator = g
}
