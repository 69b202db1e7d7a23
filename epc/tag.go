package epc

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// A Tag is the EPC of one object as the EPC memory bank of a tag holds it from
// bit 20h, filter value included; it has passed every check of its scheme. Tags
// are comparable and equal if their bits are. The zero value is no tag.
type Tag struct {
	// The bits, the first in the highest of high, zero after the last. Two
	// numbers, and no array, so that a Tag travels in registers.
	high, low uint64

	bits   uint16
	scheme Scheme
}

const (
	wordBits  = 64 // of each half of a Tag
	wordBytes = wordBits / 8
)

// Decode reads the EPC at the beginning of b, which is the EPC memory bank of a
// tag from bit 20h on, without the PC word before it. Zero bytes after the EPC
// are padding and accepted (TDS 2.3 §14.4 step 3). The error is an [*Error]
// with [CodeLength], [CodeHeader], [CodePartition], [CodeOverflow] or
// [CodeTrailing].
func Decode(b []byte) (Tag, error) {
	t, err := decode(b)
	if err != nil {
		return Tag{}, err
	}
	return t, nil
}

func decode(b []byte) (Tag, *Error) {
	if len(b) == 0 {
		return Tag{}, &Error{Code: CodeLength, message: "there are no bits", rule: document + " " + headerClause}
	}
	s := schemeOf[b[0]]
	if s == 0 {
		return Tag{}, badHeader(b[0])
	}
	c := &schemes[s]
	n := c.bytes()
	if len(b) < n {
		return Tag{}, c.tooShort(len(b))
	}
	t := Tag{scheme: s, bits: c.bits}
	t.high, t.low = load(b[:n])
	if err := t.check(c); err != nil {
		return Tag{}, err
	}
	for i, v := range b[n:] {
		if v != 0 {
			return Tag{}, c.trailing((n+i)*8, v)
		}
	}
	return t, nil
}

// load takes b, of more than one word and at most two, as big-endian words.
func load(b []byte) (high, low uint64) {
	over := uint(2*wordBytes-len(b)) * 8
	return binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[len(b)-wordBytes:]) << over
}

// bytes is how many bytes the bits of the scheme fill.
func (c *coding) bytes() int { return int(c.bits+7) / 8 }

// check applies the decoding rules of the scheme's fields, TDS 2.3 §14.4.1 and
// §14.4.3.
func (t Tag) check(c *coding) *Error {
	value := t.field(c.partition)
	row := &c.rows[value&7]
	if row.prefixDigits == 0 {
		return c.badPartition(value)
	}
	if v := t.field(row.prefix); v >= row.prefixLimit {
		return c.overflow("company prefix", row.prefix, v, row.prefixLimit)
	}
	if v := t.field(row.rest); v >= row.restLimit {
		return c.overflow("indicator and item reference", row.rest, v, row.restLimit)
	}
	return nil
}

// field returns the bits of s as a number. The masks tell the compiler that no
// shift is longer than a word.
func (t Tag) field(s segment) uint64 {
	high, low := t.high, t.low
	if s.at >= wordBits {
		high, low = low, 0
	}
	skip := s.at % wordBits
	v := high<<skip | low>>1>>((wordBits-1-skip)%wordBits)
	return v >> ((wordBits - s.bits) % wordBits)
}

// with returns t with the bits of s, which are zero, set to the number v, which
// fits.
func (t Tag) with(s segment, v uint64) Tag {
	v <<= wordBits - s.bits
	skip := s.at % wordBits
	if s.at >= wordBits {
		t.low |= v >> skip
		return t
	}
	t.high |= v >> skip
	t.low |= v << (wordBits - skip)
	return t
}

// parts are the numbers a tag is made of.
type parts struct {
	filter               uint8
	partition            int
	prefix, rest, serial uint64
}

// pack makes the tag of parts that keep the limits of the scheme.
func (s Scheme) pack(p parts) Tag {
	c := &schemes[s]
	row := &c.rows[p.partition&7]
	header := segment{0, 8} // TDS 2.3 §14.2: the first 8 bits of every scheme
	return Tag{scheme: s, bits: c.bits}.
		with(header, uint64(c.header)).
		with(c.filter, uint64(p.filter)).
		with(c.partition, uint64(p.partition)).
		with(row.prefix, p.prefix).
		with(row.rest, p.rest).
		with(c.serial, p.serial)
}

// row returns the partition row of a valid tag.
func (t Tag) row(c *coding) *partition { return &c.rows[t.field(c.partition)&7] }

// IsValid reports whether t is a tag and not the zero value.
func (t Tag) IsValid() bool { return t.scheme != 0 }

// Scheme returns the coding scheme, 0 for the zero Tag.
func (t Tag) Scheme() Scheme { return t.scheme }

// Bits returns how many bits the EPC has, 96 for SGTIN-96.
func (t Tag) Bits() int { return int(t.bits) }

// Filter returns the filter value, 0 to 7: what kind of object the tag is on,
// for readers to select by (TDS 2.3 §10). It is no part of the identity. See
// [Scheme.FilterMeaning].
func (t Tag) Filter() uint8 {
	if !t.IsValid() {
		return 0
	}
	return uint8(t.field(schemes[t.scheme].filter))
}

// Bytes returns the bits as [Decode] takes them.
func (t Tag) Bytes() []byte { return t.AppendBytes(nil) }

// AppendBytes appends the bits as [Decode] takes them. The zero Tag has none.
func (t Tag) AppendBytes(b []byte) []byte {
	if !t.IsValid() {
		return b
	}
	b = binary.BigEndian.AppendUint64(b, t.high)
	for low, n := t.low, t.Bits()-wordBits; n > 0; low, n = low<<8, n-8 {
		b = append(b, byte(low>>(wordBits-8)))
	}
	return b
}

// Elements returns the element strings of the EPC, with positions in their
// bracketed form: for SGTIN-96 (01), whose check digit is computed, and (21)
// (TDS 2.3 §7.3). The filter value is not among them.
func (t Tag) Elements() gs1.Message {
	if !t.IsValid() {
		return gs1.Message{}
	}
	c := &schemes[t.scheme]
	row := t.row(c)
	item := t.field(row.rest)
	unit := row.restLimit / 10 // the indicator digit is the first of the rest
	b := append(make([]byte, 0, 32), '0'+byte(item/unit))
	b = appendPadded(b, t.field(row.prefix), row.prefixDigits)
	b = appendPadded(b, item%unit, row.restDigits-1)
	b = append(b, gs1.CheckDigit(string(b)))
	n := len(b)
	s := string(strconv.AppendUint(b, t.field(c.serial), 10))
	return gs1.NewMessage(
		gs1.Element{AI: gs1.AI01, Value: s[:n]},
		gs1.Element{AI: gs1.AI21, Value: s[n:]},
	)
}

// appendPadded appends v with leading zeros to fill the digits.
func appendPadded(b []byte, v uint64, digits uint16) []byte {
	const zeros = "00000000000000000000"
	start := len(b)
	b = append(b, zeros[:digits]...)
	for i := len(b) - 1; i >= start && v != 0; i-- {
		b[i] = '0' + byte(v%10)
		v /= 10
	}
	return b
}

func badHeader(value byte) *Error {
	e := &Error{
		Code: CodeHeader, End: 2, BitEnd: 8,
		found: fmt.Sprintf("%02X", value), expected: knownHeaders(),
		message: fmt.Sprintf("header %02X announces no scheme of the standard", value),
		rule:    document + " " + headerClause,
	}
	for _, h := range headers {
		if h.value == value {
			e.message = fmt.Sprintf("header %02X is %s, which is not supported yet", value, h.name)
		}
	}
	for _, r := range reserved {
		if r.value == value {
			e.message, e.fix = fmt.Sprintf("header %02X %s", value, r.what), r.fix
		}
	}
	return e
}

// knownHeaders lists the headers of the schemes of this package.
func knownHeaders() string {
	var list []string
	for _, c := range schemes[1:] {
		list = append(list, fmt.Sprintf("%02X (%s)", c.header, c.name))
	}
	return strings.Join(list, ", ")
}

func (c *coding) tooShort(found int) *Error {
	return &Error{
		Code: CodeLength, End: 2 * found, BitEnd: 8 * found,
		found: fmt.Sprintf("%d bits", 8*found), expected: fmt.Sprintf("%d bits", c.bits),
		message: fmt.Sprintf("%s has %d bits (%d hex digits), found %d (%d hex digits)",
			c.name, c.bits, 2*c.bytes(), 8*found, 2*found),
		rule: document + " §14.4 step 2",
	}
}

// fieldError is an error about the bits of s.
func (c *coding) fieldError(code gs1.Code, s segment, found uint64) *Error {
	bit, end := int(s.at), int(s.at+s.bits)
	return &Error{
		Code: code, Bit: bit, BitEnd: end, Start: bit / 4, End: (end + 3) / 4,
		found: utoa(found), rule: document + " §14.4.3",
	}
}

func (c *coding) badPartition(value uint64) *Error {
	e := c.fieldError(CodePartition, c.partition, value)
	last := 0
	for v := range c.rows {
		if c.rows[v].prefixDigits != 0 {
			last = v
		}
	}
	e.expected = fmt.Sprintf("0 to %d", last)
	e.message = fmt.Sprintf("partition value of %s is %d, want %s", c.name, value, e.expected)
	return e
}

func (c *coding) overflow(name string, s segment, found, limit uint64) *Error {
	e := c.fieldError(CodeOverflow, s, found)
	e.expected = fmt.Sprintf("less than %d", limit)
	e.message = fmt.Sprintf("%s of %s is %d, want %s", name, c.name, found, e.expected)
	return e
}

func (c *coding) trailing(bit int, value byte) *Error {
	return &Error{
		Code: CodeTrailing, Bit: bit, BitEnd: bit + 8, Start: bit / 4, End: bit/4 + 2,
		found: fmt.Sprintf("%02X", value), expected: "00",
		message: fmt.Sprintf("bits after the %d of %s are not zero", c.bits, c.name),
		fix:     "give the EPC alone, without PC word, CRC or user memory",
		rule:    document + " §14.4 step 3",
	}
}
