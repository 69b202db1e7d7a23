package compaction

// Bits are a string of bits, the first the highest of byte 0.
type Bits struct {
	bytes []byte
	n     int
}

// Reset empties b and keeps its memory.
func (b *Bits) Reset() { b.bytes, b.n = b.bytes[:0], 0 }

// Len returns how many bits there are.
func (b *Bits) Len() int { return b.n }

// Append appends value as n bits, the highest first.
func (b *Bits) Append(value, n int) {
	for n--; n >= 0; n-- {
		if b.n%8 == 0 {
			b.bytes = append(b.bytes, 0)
		}
		b.bytes[b.n/8] |= byte(value>>n&1) << (7 - b.n%8)
		b.n++
	}
}

// AppendFirst appends value as n bits, or the first of them if there is room for fewer.
func (b *Bits) AppendFirst(value, n, room int) {
	room = min(n, room)
	b.Append(value>>(n-room), room)
}

// At returns the n bits from bit i on as a number; they must be there.
func (b *Bits) At(i, n int) (value int) {
	for ; n > 0; n-- {
		value = value<<1 | int(b.bytes[i/8]>>(7-i%8)&1)
		i++
	}
	return value
}

// Set makes the n bits from bit i on the number value.
func (b *Bits) Set(i, value, n int) {
	for n--; n >= 0; n-- {
		mask := byte(0x80) >> (i % 8)
		b.bytes[i/8] &^= mask
		if value>>n&1 != 0 {
			b.bytes[i/8] |= mask
		}
		i++
	}
}
