package gcp

import (
	"cmp"
	"fmt"
	"slices"
)

// A span is the numbers of 12 digits that begin with a prefix.
type span struct {
	low, width uint64
	length     uint8
}

func (s span) end() uint64 { return s.low + s.width }

// span returns the numbers that e is about.
func (e Entry) span() (span, error) {
	low, width, ok := lowest(e.Prefix)
	if !ok || len(e.Prefix) > maxLength {
		return span{}, fmt.Errorf("prefix is %.64q, expected 1 to %d digits", e.Prefix, maxLength)
	}
	if e.Length != 0 && (e.Length < minLength || e.Length > maxLength) {
		return span{}, fmt.Errorf("length for prefix %s is %d, expected 0 or %d to %d", e.Prefix, e.Length, minLength, maxLength)
	}
	return span{low, width, uint8(e.Length)}, nil
}

// lowest returns the lowest number of 12 digits that begins with digits, and how
// many there are. Digits after the twelfth do not matter, but must be digits.
func lowest(digits string) (low, width uint64, ok bool) {
	width = 1
	for i := range len(digits) {
		d := uint64(digits[i] - '0')
		if d > 9 {
			return 0, 0, false
		}
		if i < maxLength {
			low = low*10 + d
		}
	}
	for range maxLength - len(digits) {
		low, width = low*10, width*10
	}
	return low, width, digits != ""
}

// A builder lays spans over the numbers from 0 on. Spans of prefixes lie within
// each other or apart, so that those that are open form a stack.
type builder struct {
	starts []uint64
	open   []span
}

// build returns the table of spans.
func build(spans []span) (*Table, error) {
	slices.SortFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.low, b.low), cmp.Compare(b.width, a.width))
	})
	b := builder{open: []span{{0, wholeWidth, unknown}}}
	b.begin(0, unknown)
	for i, s := range spans {
		if i > 0 && spans[i-1].low == s.low && spans[i-1].width == s.width {
			if spans[i-1].length != s.length {
				return nil, fmt.Errorf("numbers from %012d have the lengths %d and %d", s.low, spans[i-1].length, s.length)
			}
			continue
		}
		b.closeUntil(s.low)
		b.open = append(b.open, s)
		b.begin(s.low, s.length)
	}
	b.closeUntil(wholeWidth)
	return &Table{starts: slices.Clip(b.starts)}, nil
}

// wholeWidth is how many numbers of 12 digits there are.
const wholeWidth = 1_000_000_000_000

// closeUntil closes the open spans that end at low or before.
func (b *builder) closeUntil(low uint64) {
	for len(b.open) > 1 && b.open[len(b.open)-1].end() <= low {
		end := b.open[len(b.open)-1].end()
		b.open = b.open[:len(b.open)-1]
		if end < wholeWidth {
			b.begin(end, b.open[len(b.open)-1].length)
		}
	}
}

// begin starts an interval at low. One that began there before was empty, and one
// of the same length goes on.
func (b *builder) begin(low uint64, length uint8) {
	if last := len(b.starts) - 1; last >= 0 && b.starts[last]>>lengthBits == low {
		b.starts = b.starts[:last]
	}
	if last := len(b.starts) - 1; last >= 0 && b.starts[last]&lengthMask == uint64(length) {
		return
	}
	b.starts = append(b.starts, low<<lengthBits|uint64(length))
}
