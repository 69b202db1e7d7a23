package epc

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
)

// plainWords draws the 96 bits of a plain scheme. Often they pass its check, or fail
// it by one.
func plainWords(r *rand.Rand, c *coding) store {
	var w bitWriter
	value := r.IntN(8)
	w.put(uint64(c.header)<<6|r.Uint64N(8)<<3|uint64(value), plainAt)
	row := &c.rows[value]
	for _, f := range []*field{&row.prefix, &row.rest} {
		if f.bits == 0 {
			continue
		}
		most := uint64(1)<<f.bits - 1
		w.put(min([]uint64{r.Uint64() & most, f.limit, f.limit - 1, 0}[r.IntN(4)], most), int(f.bits))
	}
	left := plainBytes*8 - w.n
	w.put([]uint64{r.Uint64() & (1<<min(left, 63) - 1), 0, 1}[r.IntN(3)], left)
	return w.store
}

// TestPlain compares the code of the plain schemes with that of all others.
func TestPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 96))
	for s := range Schemes() {
		c := &schemes[s]
		if !c.plain {
			continue
		}
		other := *c
		other.plain = false
		passed := 0
		for range 20_000 {
			words := plainWords(r, c)
			ok := isPlain(words[0], words[1])
			n, err := other.check(&words, plainBytes*8)
			if ok != (err == nil) || err == nil && n != plainBytes*8 {
				t.Fatalf("%s %x passes: %t, but %v", c.name, words[:2], ok, err)
			}
			if !ok {
				continue
			}
			passed++
			tag := Tag{store: words}
			if tag.Scheme() != s || tag.Bits() != plainBytes*8 {
				t.Fatalf("%s %x is %v of %d bits", c.name, words[:2], tag.Scheme(), tag.Bits())
			}
			row := plainRowOf(words[0])
			got := row.appendURI([]byte("before"), plainTagURI(words[0]), words[0], words[1])
			if want := other.appendBody(fmt.Appendf(nil, "before%s%d.", c.tagURI, tag.Filter()), &words); !bytes.Equal(got, want) {
				t.Fatalf("%s %x is %s, want %s", c.name, words[:2], got, want)
			}
			prefix, rest, tail := row.fields(words[0], words[1])
			if high, low := row.words(words[0]>>(wordBits-plainAt), prefix, rest, tail); high != words[0] || low != words[1] {
				t.Fatalf("%s %x became %x %x", c.name, words[:2], high, low)
			}
			parts, _ := tag.components(c, nil)
			for i := range c.elements {
				rule := &c.elements[i]
				got := row.appendValue(nil, rule.parts, prefix, rest, tail)
				if want := rule.append(nil, &parts); !bytes.Equal(got, want) {
					t.Fatalf("%s %x has (%v) %s, want %s", c.name, words[:2], rule.ai, got, want)
				}
			}
		}
		if passed < 1000 {
			t.Errorf("%s: only %d of the bits passed", c.name, passed)
		}
	}
}

// TestDigits compares digits made eight at a time with those of package strconv.
func TestDigits(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	const after = "after"
	for n := range maxDigits + 1 {
		for i := range 2000 {
			v := r.Uint64N(pow10[n])
			if i < 4 {
				v = []uint64{0, 1 % pow10[n], pow10[n] - 1, pow10[n] / 2}[i]
			}
			buf := []byte("-" + string(make([]byte, n)) + after)
			putPadded(buf[1:1+n], v)
			want := "-"
			if n > 0 {
				want += fmt.Sprintf("%0*d", n, v)
			}
			if string(buf) != want+after {
				t.Fatalf("%d in %d digits is %q", v, n, buf)
			}
			if got, want := appendNumber(nil, v), strconv.FormatUint(v, 10); string(got) != want {
				t.Fatalf("%d is %q", v, got)
			}
		}
	}
	for n := range 17 {
		for range 500 {
			v := r.Uint64()
			buf := []byte("-" + string(make([]byte, n)) + after)
			putHex(buf[1:1+n], v)
			if want := "-" + fmt.Sprintf("%016X", v)[:n] + after; string(buf) != want {
				t.Fatalf("%d hex digits are %q, want %q", n, buf, want)
			}
		}
	}
}

// TestUnhex tries every byte at every place between digits.
func TestUnhex(t *testing.T) {
	const digits = "0123456789ABCDEFabcdef09"
	for at := range 8 {
		for v := range 256 {
			for i := range len(digits) - 8 {
				text := []byte(digits[i : i+8])
				text[at] = byte(v)
				want, err := strconv.ParseUint(string(text), 16, 32)
				if got := unhex8(text); got >= 0 != (err == nil) || err == nil && got != int64(want) {
					t.Fatalf("%q is %X, want %08X (%v)", text, got, want, err)
				}
			}
		}
	}
}

// TestPlusReader reads every tag of TDS 2.x that a check accepts to its last bit.
func TestPlusReader(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2))
	read := 0
	for scheme := range Schemes() {
		for range 4000 {
			if !scheme.Plus() {
				break
			}
			bits := plusWords(r, &schemes[scheme])
			tag, err := Decode(bits.appendBytes(nil, maxBits/gen2Word))
			if e := (*Error)(nil); errors.As(err, &e) && e.Code == CodeTrailing {
				for at := e.Bit; at < maxStored; at++ {
					bits[at/wordBits] &^= 1 << (wordBits - 1 - at%wordBits)
				}
				tag, err = Decode(bits.appendBytes(nil, maxBits/gen2Word))
			}
			if err != nil {
				continue
			}
			read++
			reader := tag.plusReader()
			for reader.next() {
				if value, _ := reader.appendValue(nil); len(value) == 0 {
					t.Fatalf("%v has an empty (%v)", tag, reader.ai)
				}
			}
			if reader.at != tag.Bits() {
				t.Fatalf("%v has %d bits, %d of them were read", tag, tag.Bits(), reader.at)
			}
		}
	}
	if read < 500 {
		t.Errorf("only %d tags", read)
	}
}

// plusWords draws bits behind the header of a scheme of TDS 2.x. Nibbles are digits
// more often than not, so that keys are read to their ends.
func plusWords(r *rand.Rand, c *coding) (s store) {
	for i := range s {
		s[i] = r.Uint64() & []uint64{0x7777_7777_7777_7777, 0x9999_9999_9999_9999, ^uint64(0)}[r.IntN(3)]
	}
	s[0] = uint64(c.header)<<(wordBits-headerBits) | s[0]>>headerBits
	return s
}
