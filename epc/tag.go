package epc

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// A Tag is the EPC of one object as the EPC memory bank of a tag holds it from
// bit 20h, filter value included; it has passed every check of its scheme. Tags
// are comparable and equal if their bits are. The zero value is no tag.
//
// A Tag has 64 bytes and owns them all: nothing is allocated for it. Methods take
// its address, so that it is not copied; those by which a Tag is printed, marshalled
// or sorted take the Tag.
type Tag struct {
	// The bits, and in the last bits of the last word, which no EPC reaches, how
	// many they are where the scheme does not say.
	store store
}

// newTag returns the tag of the n bits of an EPC that stand in s.
func newTag(s *store, n int) (t Tag) {
	t.store = *s
	t.setBits(n)
	return t
}

// setBits says that the EPC has n bits.
func (t *Tag) setBits(n int) {
	if t.coding().bits == 0 {
		t.store[lastWord] |= uint64(n)
	}
}

// coding returns the facts of the scheme, those of none for the zero Tag.
func (t *Tag) coding() *coding { return &schemes[t.Scheme()] }

// Decode reads the EPC at the beginning of b, which is the EPC memory bank of a
// tag from bit 20h on, without the PC word before it. Zero bits after the EPC
// are padding and accepted (TDS 2.3 §14.4 step 3). The error is an [*Error]
// with [CodeLength], [CodeHeader], [CodePartition], [CodeOverflow],
// [CodeCharacter], [CodeSerial], [CodeCheckDigit], [CodeData], [CodeHost] or
// [CodeTrailing].
func Decode(b []byte) (t Tag, err error) {
	err = t.UnmarshalBinary(b)
	return t, err
}

// UnmarshalBinary implements [encoding.BinaryUnmarshaler] as [Decode] does. On an
// error t becomes the zero Tag.
func (t *Tag) UnmarshalBinary(b []byte) error {
	*t = Tag{}
	if len(b) == plainBytes {
		high, low := binary.BigEndian.Uint64(b), uint64(binary.BigEndian.Uint32(b[8:]))<<32
		if isPlain(high, low) {
			t.store[0], t.store[1] = high, low
			return nil
		}
	}
	if err := t.decode(b); err != nil {
		*t = Tag{}
		return err
	}
	return nil
}

// AppendBinary implements [encoding.BinaryAppender] by [Tag.AppendBytes].
func (t Tag) AppendBinary(b []byte) ([]byte, error) { return t.AppendBytes(b), nil }

// MarshalBinary implements [encoding.BinaryMarshaler] by [Tag.Bytes].
func (t Tag) MarshalBinary() ([]byte, error) { return t.Bytes(), nil }

func (t *Tag) decode(b []byte) *Error {
	if len(b) > maxBytes {
		for i, v := range b[maxBytes:] {
			if v != 0 {
				return tooLong((maxBytes + i) * 8)
			}
		}
		b = b[:maxBytes]
	}
	t.store.load(b)
	return t.read(8 * len(b))
}

// read checks the first end bits of t.store, which are those that there are.
func (t *Tag) read(end int) *Error {
	if end == plainBytes*8 && isPlain(t.store[0], t.store[1]) {
		return nil
	}
	if end < headerBits {
		return noHeader(end)
	}
	header := uint8(t.store[0] >> (wordBits - headerBits))
	s := schemeOf[header]
	if s == 0 {
		return badHeader(header)
	}
	c := &schemes[s]
	var n int
	var err *Error
	if c.keys != nil {
		n, err = c.checkPlus(&t.store, end)
	} else {
		n, err = c.check(&t.store, end)
	}
	if err != nil {
		return err
	}
	if n < end && !t.store.zero(n, end) {
		return trailing(c.name, &t.store, n, end)
	}
	t.setBits(n)
	return nil
}

const headerBits = 8 // TDS 2.3 §14.2

// check applies the decoding rules of a classic scheme to the first end bits and
// returns how many the EPC has.
func (c *coding) check(s *store, end int) (at int, err *Error) {
	if end < int(c.bits) {
		return 0, c.tooShort(end)
	}
	at = c.filter.end()
	if c.rows != nil {
		if at+partitionBits > end {
			return 0, c.cutShort("partition value", at, partitionBits, end)
		}
		value := s.get(at, partitionBits)
		row := &c.rows[value&7]
		if row.prefix.bits == 0 {
			return 0, c.badPartition(at, value)
		}
		if at, err = row.prefix.check(c, s, at+partitionBits, end); err != nil {
			return 0, err
		}
		if at, err = row.rest.check(c, s, at, end); err != nil {
			return 0, err
		}
	}
	for i := range c.tail {
		if at, err = c.tail[i].check(c, s, at, end); err != nil {
			return 0, err
		}
	}
	return at, nil
}

// IsValid reports whether t is a tag and not the zero value.
func (t *Tag) IsValid() bool { return t.Scheme() != 0 }

// Scheme returns the coding scheme, 0 for the zero Tag.
func (t *Tag) Scheme() Scheme { return schemeOf[t.store[0]>>(wordBits-headerBits)] }

// Bits returns how many bits the EPC has, 96 for SGTIN-96, with the data after it
// but without the zeros that fill the last word of a tag.
func (t *Tag) Bits() int {
	if n := t.coding().bits; n != 0 {
		return int(n)
	}
	return int(t.store[lastWord] & (1<<gen2Word - 1))
}

// Words returns how many words of 16 bits the EPC takes on a tag, as the PC word
// tells.
func (t *Tag) Words() int { return words(t.Bits()) }

func words(bits int) int { return (bits + gen2Word - 1) / gen2Word }

// Filter returns the filter value, 0 to 7: what kind of object the tag is on,
// for readers to select by (TDS 2.3 §10). That of USDoD-96 goes up to 15, that of
// ADI-var up to 63; GID-96 has none. It is no part of the identity. See
// [Scheme.FilterMeaning].
func (t *Tag) Filter() uint8 {
	f := t.coding().filter
	return uint8(t.store[0] << f.at >> (wordBits - f.bits))
}

// Bytes returns the bits as [Decode] takes them.
func (t *Tag) Bytes() []byte { return t.AppendBytes(make([]byte, 0, t.Words()*gen2Word/8)) }

// AppendBytes appends the bits as [Decode] takes them and as they are written to a
// tag, in whole words. The zero Tag has none.
func (t *Tag) AppendBytes(b []byte) []byte { return t.store.appendBytes(b, t.Words()) }

// appendBytes appends the first words of 16 bits.
func (s *store) appendBytes(b []byte, words int) []byte {
	if words == plainBytes*8/gen2Word {
		return appendPlain(b, s[0], s[1])
	}
	b = slices.Grow(b, words*gen2Word/8)
	i := 0
	for ; words >= wordBits/gen2Word; words -= wordBits / gen2Word {
		b = binary.BigEndian.AppendUint64(b, s[i&7])
		i++
	}
	v := s[i&7]
	if words >= 2 {
		b, v, words = binary.BigEndian.AppendUint32(b, uint32(v>>32)), v<<32, words-2
	}
	if words > 0 {
		b = binary.BigEndian.AppendUint16(b, uint16(v>>48))
	}
	return b
}

// Compare orders tags by their bits, the header first.
func (t Tag) Compare(u Tag) int {
	for i := range t.store {
		if t.store[i] != u.store[i] {
			if t.store[i] < u.store[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func noHeader(found int) *Error {
	return &Error{
		Code: CodeLength, End: (found + 3) / 4, BitEnd: found,
		found: fmt.Sprintf("%d bits", found), expected: fmt.Sprintf("at least %d bits", headerBits),
		message: fmt.Sprintf("there are %d bits, fewer than the %d of a header", found, headerBits),
		rule:    document + " " + headerClause,
	}
}

func badHeader(value byte) *Error {
	e := &Error{
		Code: CodeHeader, End: 2, BitEnd: headerBits,
		found: fmt.Sprintf("%02X", value), expected: knownHeaders,
		message: fmt.Sprintf("header %02X announces no scheme of the standard", value),
		rule:    document + " " + headerClause,
	}
	for _, r := range reserved {
		if r.value == value {
			e.message, e.fix = fmt.Sprintf("header %02X %s", value, r.what), r.fix
		}
	}
	return e
}

// knownHeaders lists the headers of the schemes.
var knownHeaders = func() string {
	var list []string
	for _, c := range schemes[1:] {
		list = append(list, fmt.Sprintf("%02X (%s)", c.header, c.name))
	}
	return strings.Join(list, ", ")
}()

func tooLong(bits int) *Error {
	return &Error{
		Code: CodeLength, Start: bits / 4, End: bits/4 + 2, Bit: bits, BitEnd: bits + 8,
		expected: fmt.Sprintf("at most %d bits", maxBits),
		message:  fmt.Sprintf("there are more than %d bits, the most an EPC has", maxBits), rule: document + " §9.3, §14.6.1.3",
	}
}

func (c *coding) tooShort(found int) *Error {
	return &Error{
		Code: CodeLength, End: found / 4, BitEnd: found,
		found: fmt.Sprintf("%d bits", found), expected: fmt.Sprintf("%d bits", c.bits),
		message: fmt.Sprintf("%s has %d bits (%d hex digits), found %d (%d hex digits)",
			c.name, c.bits, (c.bits+3)/4, found, found/4),
		rule: document + " §14.4 step 2",
	}
}

// cutShort says that the bits end inside of a field that needs n from at on.
func (c *coding) cutShort(name string, at, n, end int) *Error {
	return &Error{
		Code: CodeLength, Bit: min(at, end-1), BitEnd: end, Start: min(at, end-1) / 4, End: (end + 3) / 4,
		found: fmt.Sprintf("%d bits", end), expected: fmt.Sprintf("at least %d bits", at+n),
		message: fmt.Sprintf("%s is cut short in its %s: at least %d bits are needed, found %d", c.name, name, at+n, end),
		fix:     "read the whole EPC, as many words as the PC word says", rule: document + " §14.4 step 2",
	}
}

// fieldError is an error about the n bits from at on.
func fieldError(code gs1.Code, at, n int, found, clause string) *Error {
	return &Error{
		Code: code, Bit: at, BitEnd: at + n, Start: at / 4, End: (at + n + 3) / 4,
		found: found, rule: document + " " + clause,
	}
}

// badBits says that the n bits from at on, a part of the field f, are not as they
// must be.
func (c *coding) badBits(f *field, code gs1.Code, at, n int, want, clause string) *Error {
	e := fieldError(code, at, n, "", clause)
	e.expected = want
	e.message = fmt.Sprintf("%s of %s has bits that are no value, want %s", f.name, c.name, want)
	return e
}

func (c *coding) badPartition(at int, value uint64) *Error {
	e := fieldError(CodePartition, at, partitionBits, utoa(value), "§14.4.3")
	last := 0
	for v := range c.rows {
		if c.rows[v].prefix.bits != 0 {
			last = v
		}
	}
	e.expected = fmt.Sprintf("0 to %d", last)
	e.message = fmt.Sprintf("partition value of %s is %d, want %s", c.name, value, e.expected)
	return e
}

func (c *coding) overflow(f *field, at int, found uint64) *Error {
	e := fieldError(CodeOverflow, at, int(f.bits), utoa(found), "§14.4.3")
	e.expected = fmt.Sprintf("less than %d", f.limit)
	e.message = fmt.Sprintf("%s of %s is %d, want %s", f.name, c.name, found, e.expected)
	return e
}

// trailing says that the bits from n to end, after those of what is meant, are not zero.
func trailing(what string, s *store, n, end int) *Error {
	at := n
	for at < end && s.get(at, 1) == 0 {
		at++
	}
	width := min(8, end-at)
	e := fieldError(CodeTrailing, at, width, fmt.Sprintf("%0*b", width, s.get(at, width)), "§14.4 step 3")
	e.expected = "zero"
	e.message = fmt.Sprintf("bits after the %d of %s are not zero", n, what)
	e.fix = "give the EPC alone, without PC word, CRC or user memory"
	return e
}
