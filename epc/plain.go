package epc

import (
	"encoding/binary"
	"fmt"
)

// A plain scheme has 96 bits: company prefix, rest of the key, and behind them a
// number, zeros or nothing. Nearly all tags are of one, so that they have code for
// speed. What does not pass its check is checked as all others are, which tells what
// is wrong.

// plainBytes is the length of every plain scheme.
const plainBytes = 12

// A plainRow is a row of the partition table of a plain scheme. What is behind the
// company prefix stands in the last 64 bits.
type plainRow struct {
	// Limits of words that begin with the field: the prefix is below one, 0 if there
	// is no such row, and the rest not above the other.
	prefixEnd, restMax uint64

	zeros, tail uint64 // masks of the last 64 bits

	prefixShift        uint8
	restSkip, restDrop uint8

	prefixDigits, restDigits uint8
	number                   bool // the rest has no leading zeros
}

const (
	plainFilter     = headerBits
	plainFilterBits = 3
	plainAt         = plainFilter + plainFilterBits + partitionBits // where the company prefix begins
	plainLast       = plainBytes*8 - wordBits                       // where the last 64 bits begin
	plainHeaders    = 64                                            // more than any of a plain scheme
)

// plainRows are the rows by header and partition value.
var plainRows = func() (t [plainHeaders << partitionBits]plainRow) {
	for s := range Schemes() {
		c := &schemes[s]
		if !c.plain {
			continue
		}
		for value := range c.rows {
			if c.rows[value].prefix.bits != 0 {
				t[int(c.header)<<partitionBits|value] = newPlainRow(s, &c.rows[value])
			}
		}
	}
	return t
}()

// plainTagURIs are how tag URIs begin, "urn:epc:tag:sgtin-96:3.", by header and filter
// value.
var plainTagURIs = func() (t [plainHeaders << plainFilterBits]string) {
	for s := range Schemes() {
		if c := &schemes[s]; c.plain {
			for filter := range 1 << plainFilterBits {
				t[int(c.header)<<plainFilterBits|filter] = fmt.Sprintf("%s%d.", c.tagURI, filter)
			}
		}
	}
	return t
}()

func newPlainRow(s Scheme, row *partition) plainRow {
	c := &schemes[s]
	r := plainRow{
		zeros:       c.zeros >> plainLast,
		prefixShift: uint8(wordBits - row.prefix.bits),
		restSkip:    uint8(plainAt + row.prefix.bits - plainLast), restDrop: uint8(wordBits - row.rest.bits),
		prefixDigits: row.prefix.size, restDigits: row.rest.size, number: row.rest.method == methodInteger,
	}
	r.prefixEnd = row.prefix.limit << r.prefixShift
	r.restMax = (row.rest.limit-1)<<r.restDrop | (1<<r.restDrop - 1)
	if len(c.tail) > 0 && c.tail[0].method == methodInteger {
		r.tail = 1<<c.tail[0].bits - 1
	}
	return r
}

// plainRowOf returns the row that the first word of an EPC announces, one that
// nothing passes if no plain scheme has it. Of headers it looks at the last six bits:
// whether there are more is for isPlain to ask.
func plainRowOf(high uint64) *plainRow {
	header, partition := high>>(wordBits-headerBits), high>>(wordBits-plainAt)%(1<<partitionBits)
	return &plainRows[(header<<partitionBits|partition)%(plainHeaders<<partitionBits)]
}

// plainTagURI returns how the tag URI of a tag with this first word begins, "" if it is
// of no plain scheme.
func plainTagURI(high uint64) string {
	if i := high >> (wordBits - plainFilter - plainFilterBits); i < uint64(len(plainTagURIs)) {
		return plainTagURIs[i]
	}
	return ""
}

// fields returns the numbers in the words of an EPC.
func (r *plainRow) fields(high, low uint64) (prefix, rest, tail uint64) {
	last := high<<plainLast | low>>(wordBits-plainLast)
	return high << plainAt >> (r.prefixShift % wordBits), last << (r.restSkip % wordBits) >> (r.restDrop % wordBits), last & r.tail
}

func (r *plainRow) digitsOfRest(rest uint64) int {
	if r.number {
		return decimals(rest)
	}
	return int(r.restDigits)
}

// words returns the words of an EPC with these numbers behind its head, which is all
// before the company prefix.
func (r *plainRow) words(head, prefix, rest, tail uint64) (high, low uint64) {
	last := rest<<(r.restDrop%wordBits)>>(r.restSkip%wordBits) | tail
	high = head<<(wordBits-plainAt) | prefix<<(r.prefixShift%wordBits)>>plainAt | last>>plainLast
	return high, last << (wordBits - plainLast)
}

// appendPlain appends the bytes of an EPC with these words.
func appendPlain(b []byte, high, low uint64) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(b, high), uint32(low>>(wordBits/2)))
}

// isPlain reports whether the words are an EPC of a plain scheme: the fields are below
// their limits, and what is reserved is zero.
func isPlain(high, low uint64) bool {
	r := plainRowOf(high)
	last := high<<plainLast | low>>(wordBits-plainLast)
	return high < plainHeaders<<(wordBits-headerBits) && high<<plainAt < r.prefixEnd &&
		last<<(r.restSkip%wordBits) <= r.restMax && last&r.zeros == 0
}

// appendURI appends lead, of eight bytes at least, and what the URIs of an EPC with
// these words have behind the filter value. It goes from the end to the front: what
// the digits overwrite comes later.
func (r *plainRow) appendURI(b []byte, lead string, high, low uint64) []byte {
	prefix, rest, tail := r.fields(high, low)
	restDigits, tailDigits := r.digitsOfRest(rest), 0
	n := len(lead) + int(r.prefixDigits) + 1 + restDigits
	if r.tail != 0 {
		tailDigits = decimals(tail)
		n += 1 + tailDigits
	}
	b = grown(b, n)
	out := b[len(b)-n:]
	if tailDigits > 0 {
		out = putDot(putEnd(out, tail, tailDigits))
	}
	out = putDot(putEnd(out, rest, restDigits))
	copy(putEnd(out, prefix, int(r.prefixDigits)), lead)
	return b
}

// putDot puts a dot at the end of b and returns what is before it.
func putDot(b []byte) []byte {
	b[len(b)-1] = '.'
	return b[:len(b)-1]
}

// appendElements appends the elements that rules make of an EPC with these words. They
// are digits, so that nothing has to be escaped.
func (r *plainRow) appendElements(b []byte, rules []rule, high, low uint64) []byte {
	prefix, rest, tail := r.fields(high, low)
	for i := range rules {
		rule := &rules[i]
		if rule.unless != "" {
			var value [2 * maxDigits]byte
			if rule.isNone(r.appendValue(value[:0], rule.parts, prefix, rest, tail)) {
				continue
			}
		}
		b = r.appendValue(append(b, rule.open...), rule.parts, prefix, rest, tail)
	}
	return b
}

// appendValue appends a value made of parts. It gathers digits as a number as long as
// they fit.
func (r *plainRow) appendValue(b []byte, parts []part, prefix, rest, tail uint64) []byte {
	restDigits := r.digitsOfRest(rest)
	v, n := uint64(0), 0
	for _, p := range parts {
		part, digits := uint64(0), 1
		switch p {
		case partZero:
		case partCheck:
			part = checkOf(v)
		case partFirst:
			part = rest / pow10[restDigits-1]
		case partTail:
			part, digits = rest%pow10[restDigits-1], restDigits-1
		case partComponent:
			part, digits = prefix, int(r.prefixDigits)
		case partComponent + restComponent:
			part, digits = rest, restDigits
		default:
			part, digits = tail, decimals(tail)
		}
		if n+digits > maxDigits {
			b = appendPadded(b, v, n)
			v, n = 0, 0
		}
		v, n = v*pow10[digits]+part, n+digits
	}
	return appendPadded(b, v, n)
}

// packPlain is pack of a plain scheme, behind its head.
func (scheme Scheme) packPlain(head uint64, row *partition, parts []component) (t Tag, err *Error) {
	c := &schemes[scheme]
	var rest, tail uint64
	prefix, err := row.prefix.value(c, parts[0])
	if err == nil {
		rest, err = row.rest.value(c, parts[restComponent])
	}
	if err != nil {
		return Tag{}, row.explain(err)
	}
	if len(parts) > restComponent+1 {
		if tail, err = c.tail[0].value(c, parts[restComponent+1]); err != nil {
			return Tag{}, err
		}
	}
	t.store[0], t.store[1] = plainRowOf(head<<(wordBits-plainAt)).words(head, prefix, rest, tail)
	return t, nil
}
