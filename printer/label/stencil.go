package label

import (
	"github.com/eachmark/eachmark/zpl"
)

// A Stencil writes the built-in label for many items that differ in nothing but
// their serial. Serials of digits, as many as in the label before, are put into
// the bytes of that label: where everything stands depends on no digit, since all
// are as wide, and any as many of them take the same codewords of a symbol. Other
// serials have their label laid out anew. A Stencil is used by one goroutine.
type Stencil struct {
	data   Data
	dpmm   zpl.DPMM
	length int    // of the serials the parts are for, 0 for none
	parts  []part // of the label up to its end
}

// A part is bytes that all labels have, and the digits of the serial behind them.
type part struct {
	text     []byte
	from, to int
}

// formatEnd ends every format.
const formatEnd = "^XZ\n"

// NewStencil returns the stencil of labels with d, whose Serial and Copy are left
// open, for a printer.
func NewStencil(d Data, dpmm zpl.DPMM) *Stencil {
	d.Serial, d.Copy = "", false
	return &Stencil{data: d, dpmm: dpmm}
}

// AppendZPL appends the label with a serial, which copy marks as a copy, and with
// the tag in it, if that is not nil.
func (s *Stencil) AppendZPL(b []byte, serial string, copy bool, tag *zpl.Tag) ([]byte, error) {
	if copy || !isDigits(serial) {
		return s.appendLaidOut(b, serial, copy, tag)
	}
	if s.length != len(serial) {
		if err := s.cut(len(serial)); err != nil {
			return b, err
		}
	}
	for _, p := range s.parts {
		b = append(append(b, p.text...), serial[p.from:p.to]...)
	}
	if tag != nil {
		var err error
		if b, err = zpl.AppendTag(b, *tag); err != nil {
			return b, err
		}
	}
	return append(b, formatEnd...), nil
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// appendLaidOut lays the label out.
func (s *Stencil) appendLaidOut(b []byte, serial string, copy bool, tag *zpl.Tag) ([]byte, error) {
	d := s.data
	d.Serial, d.Copy = serial, copy
	page, err := Standard(d)
	if err != nil {
		return b, err
	}
	page.Tag = tag
	return page.AppendZPL(b, s.dpmm)
}

// cut cuts labels with serials of n digits where their digits stand: where the
// labels of two serials differ that have no digit in common at any place.
func (s *Stencil) cut(n int) error {
	one, other := make([]byte, n), make([]byte, n)
	for i := range n {
		one[i], other[i] = byte('0'+i%5), byte('5'+i%5)
	}
	a, err := s.appendLaidOut(nil, string(one), false, nil)
	if err != nil {
		return err
	}
	b, err := s.appendLaidOut(nil, string(other), false, nil)
	if err != nil {
		return err
	}
	s.length, s.parts = n, nil
	a, b = a[:len(a)-len(formatEnd)], b[:len(b)-len(formatEnd)]
	place := 0 // in the serial; a label may break it into two lines
	for len(a) > 0 {
		i := 0
		for i < len(a) && a[i] == b[i] {
			i++
		}
		j := i
		for j < len(a) && a[j] != b[j] {
			j++
		}
		s.parts = append(s.parts, part{a[:i], place, place + j - i})
		if place += j - i; place == n {
			place = 0
		}
		a, b = a[j:], b[j:]
	}
	return nil
}
