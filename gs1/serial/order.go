package serial

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/bits"
	"sync"
)

// Sequential is the order of rank: for numeric-11 it begins 10000000000,
// 10000000001. Whoever sees one serial can guess the next.
type Sequential struct {
	Format Format
}

// At implements [Order].
func (o Sequential) At(i uint64) (string, error) {
	b, err := o.AppendAt(make([]byte, 0, MaxLength), i)
	return string(b), err
}

// AppendAt implements [Order].
func (o Sequential) AppendAt(b []byte, i uint64) ([]byte, error) {
	left, right, err := o.Format.split(i)
	if err != nil {
		return b, err
	}
	r := o.Format.ranks()
	return o.Format.appendSerial(b, left, right, &r), nil
}

// Index implements [Order].
func (o Sequential) Index(serial string) (i uint64, ok bool) {
	r := o.Format.ranks()
	left, right, ok := o.Format.rank(serial, &r)
	if !ok {
		return 0, false
	}
	return o.Format.join(left, right)
}

const (
	// KeySize is the length in bytes of the key of a permutation.
	KeySize = 32

	// rounds is part of what the serials of a key are: it never changes.
	// FF1 has as many (NIST SP 800-38G, algorithm 7).
	rounds = 10

	aesKeySize = 16 // AES-128

	// keyLabel separates this use of a key from any other.
	keyLabel = "eachmark serial permutation 1"
)

// Permuted is an order that looks random: a permutation of all serials of a
// format, chosen by a key. Whoever has not the key cannot tell from any number
// of serials which come next. The same key, format and tweak always give the
// same order.
type Permuted struct {
	format  Format
	ranks   ranks // of format
	block   cipher.Block
	scratch sync.Pool // of *[aes.BlockSize]byte, so that At does not allocate for the cipher
}

// NewPermuted returns the permutation of a format that key, of [KeySize] bytes,
// and tweak choose. The tweak is no secret; with another one, such as another
// GTIN, one key gives an independent order. The errors wrap [ErrKey] and
// [ErrFormat].
func NewPermuted(f Format, key []byte, tweak string) (*Permuted, error) {
	if !f.IsValid() {
		return nil, fmt.Errorf("%w: the format is not set", ErrFormat)
	}
	if len(key) != KeySize {
		return nil, fmt.Errorf("%w: found %d bytes, expected %d", ErrKey, len(key), KeySize)
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s\x00%s\x00%s", keyLabel, f, tweak)
	block, err := aes.NewCipher(mac.Sum(nil)[:aesKeySize])
	if err != nil {
		return nil, err
	}
	p := &Permuted{format: f, ranks: f.ranks(), block: block}
	p.scratch.New = func() any { return new([aes.BlockSize]byte) }
	return p, nil
}

// String names the order without its key: "permuted numeric-11".
func (p *Permuted) String() string { return "permuted " + p.format.String() }

// GoString returns the same as String, so that no verb of fmt shows the key.
func (p *Permuted) GoString() string { return p.String() }

// At implements [Order].
func (p *Permuted) At(i uint64) (string, error) {
	b, err := p.AppendAt(make([]byte, 0, MaxLength), i)
	return string(b), err
}

// AppendAt implements [Order].
func (p *Permuted) AppendAt(b []byte, i uint64) ([]byte, error) {
	left, right, err := p.format.split(i)
	if err != nil {
		return b, err
	}
	scratch := p.scratch.Get().(*[aes.BlockSize]byte)
	for r := uint64(0); r < rounds; r += 2 {
		left = addMod(left, p.round(scratch, r, right, p.format.left), p.format.left)
		right = addMod(right, p.round(scratch, r+1, left, p.format.right), p.format.right)
	}
	p.scratch.Put(scratch)
	return p.format.appendSerial(b, left, right, &p.ranks), nil
}

// Index implements [Order].
func (p *Permuted) Index(serial string) (i uint64, ok bool) {
	left, right, ok := p.format.rank(serial, &p.ranks)
	if !ok {
		return 0, false
	}
	scratch := p.scratch.Get().(*[aes.BlockSize]byte)
	for r := uint64(rounds); r > 0; r -= 2 {
		right = subMod(right, p.round(scratch, r-1, left, p.format.right), p.format.right)
		left = subMod(left, p.round(scratch, r-2, right, p.format.left), p.format.left)
	}
	p.scratch.Put(scratch)
	return p.format.join(left, right)
}

// round is the round function: AES of the round's number and one half, taken as
// a fraction of 2^128 and scaled to the size m of the other half. Of m ≤ 2^64
// outcomes none is noticeably likelier than another.
func (p *Permuted) round(scratch *[aes.BlockSize]byte, r, half, m uint64) uint64 {
	binary.BigEndian.PutUint64(scratch[:8], r)
	binary.BigEndian.PutUint64(scratch[8:], half)
	p.block.Encrypt(scratch[:], scratch[:])
	high, middle := bits.Mul64(binary.BigEndian.Uint64(scratch[:8]), m)
	low, _ := bits.Mul64(binary.BigEndian.Uint64(scratch[8:]), m)
	_, carry := bits.Add64(middle, low, 0)
	return high + carry
}

// addMod returns x+y modulo m for x and y below m.
func addMod(x, y, m uint64) uint64 {
	sum, carry := bits.Add64(x, y, 0)
	if carry != 0 || sum >= m {
		sum -= m
	}
	return sum
}

// subMod returns x-y modulo m for x and y below m.
func subMod(x, y, m uint64) uint64 {
	if x < y {
		x += m
	}
	return x - y
}
