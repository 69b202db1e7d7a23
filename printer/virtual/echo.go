package virtual

import "github.com/eachmark/eachmark/zpl"

// An echo is a ^HV: the value of a field goes back to the host.
type echo struct {
	field              int
	length             int // bytes at most
	header, terminator []byte
	eachLabel          bool
}

// The most bytes of ^HV, and those without its parameter (Zebra Programming
// Guide, ^HV).
const (
	maxEcho   = 256
	usualEcho = 64
)

func newEcho(c zpl.Command) echo {
	return echo{
		field:      c.Int(0, 0),
		length:     min(max(c.Int(1, usualEcho), 1), maxEcho),
		header:     c.AppendParam(nil, 2),
		terminator: c.AppendParam(nil, 3),
		eachLabel:  c.Choice(4, 'F') == 'L',
	}
}

// appendEchoes appends what a label sends to the host: what ^HV asks for of each
// label, void or not, and with first that of the format, too. A field that was
// not read is empty.
func (a *attempt) appendEchoes(b []byte, first bool) []byte {
	for _, e := range a.format.echoes {
		if !e.eachLabel && !first {
			continue
		}
		value := a.value(e.field)
		b = append(b, e.header...)
		b = append(b, value[:min(len(value), e.length)]...)
		b = append(b, e.terminator...)
	}
	return b
}

// value returns what a numbered field holds on this label.
func (a *attempt) value(field int) string {
	if a.tag == nil {
		return a.format.values[field]
	}
	if v, ok := a.tag.values[field]; ok {
		return v
	}
	return string(a.format.serial.replace([]byte(a.format.values[field]), a.tag.tag))
}
