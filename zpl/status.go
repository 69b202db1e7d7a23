package zpl

import (
	"bytes"
	"fmt"
	"strconv"
)

// A HostStatus is the answer to ~HS: three strings of numbers (Zebra
// Programming Guide, ~HS). The comments name the place of each in the guide.
//
// A status with nothing in the buffer does not say that anything was printed: a
// printer just switched on answers the same. Some printers do not answer at all
// while media or ribbon is out or the head is open.
type HostStatus struct {
	Communication       int  // aaa, baud rate and framing, a bit field
	PaperOut            bool // b
	Paused              bool // c
	LabelLength         Dots // dddd
	Formats             int  // eee, in the receive buffer
	BufferFull          bool // f
	Diagnostic          bool // g, communication diagnostic mode
	PartialFormat       bool // h, a format is being received
	CorruptRAM          bool // j, the configuration is lost
	UnderTemp           bool // k
	OverTemp            bool // l
	Function            int  // mmm, media type and sensors, a bit field
	HeadUp              bool // o
	RibbonOut           bool // p
	ThermalTransfer     bool // q
	PrintMode           PrintMode
	PrintWidthMode      byte // s, a digit or letter
	LabelWaiting        bool // t, to be peeled off
	Remaining           int  // uuuuuuuu, labels of the batch
	FormatWhilePrinting bool // v, always set
	Graphics            int  // www, stored images
	Password            int  // xxxx, 0…9999
	StaticRAM           bool // y
}

// A PrintMode is field r of ~HS: what happens to a printed label.
type PrintMode byte

// The print modes of ~HS.
const (
	ModeRewind          PrintMode = '0'
	ModePeelOff         PrintMode = '1'
	ModeTearOff         PrintMode = '2'
	ModeCutter          PrintMode = '3'
	ModeApplicator      PrintMode = '4'
	ModeDelayedCut      PrintMode = '5'
	ModeLinerlessPeel   PrintMode = '6'
	ModeLinerlessRewind PrintMode = '7'
	ModePartialCutter   PrintMode = '8'
	ModeRFID            PrintMode = '9'
	ModeKiosk           PrintMode = 'K'
	ModeKioskStream     PrintMode = 'S'
)

// String returns the name of the mode, such as "tear off".
func (m PrintMode) String() string {
	switch m {
	case ModeRewind:
		return "rewind"
	case ModePeelOff:
		return "peel off"
	case ModeTearOff:
		return "tear off"
	case ModeCutter:
		return "cutter"
	case ModeApplicator:
		return "applicator"
	case ModeDelayedCut:
		return "delayed cut"
	case ModeLinerlessPeel:
		return "linerless peel"
	case ModeLinerlessRewind:
		return "linerless rewind"
	case ModePartialCutter:
		return "partial cutter"
	case ModeRFID:
		return "RFID"
	case ModeKiosk:
		return "kiosk"
	case ModeKioskStream:
		return "kiosk stream"
	}
	return "unknown mode"
}

const (
	stx = 0x02
	etx = 0x03
)

// AppendTo appends the status as a printer sends it: three strings, each
// between STX and ETX CR LF.
func (s HostStatus) AppendTo(b []byte) []byte {
	b = append(b, stx)
	b = fmt.Appendf(b, "%03d,%c,%c,%04d,%03d,%c,%c,%c,000,%c,%c,%c", s.Communication,
		flag(s.PaperOut), flag(s.Paused), s.LabelLength, s.Formats, flag(s.BufferFull),
		flag(s.Diagnostic), flag(s.PartialFormat), flag(s.CorruptRAM), flag(s.UnderTemp), flag(s.OverTemp))
	b = append(b, etx, '\r', '\n', stx)
	b = fmt.Appendf(b, "%03d,0,%c,%c,%c,%c,%c,%c,%08d,%c,%03d", s.Function,
		flag(s.HeadUp), flag(s.RibbonOut), flag(s.ThermalTransfer), orZero(byte(s.PrintMode)),
		orZero(s.PrintWidthMode), flag(s.LabelWaiting), s.Remaining, flag(s.FormatWhilePrinting), s.Graphics)
	b = append(b, etx, '\r', '\n', stx)
	b = fmt.Appendf(b, "%04d,%c", s.Password, flag(s.StaticRAM))
	return append(b, etx, '\r', '\n')
}

func flag(set bool) byte {
	if set {
		return '1'
	}
	return '0'
}

func orZero(c byte) byte {
	if c == 0 {
		return '0'
	}
	return c
}

// The number of fields in the three strings.
const (
	statusFields1 = 12
	statusFields2 = 11
	statusFields3 = 2
)

// maxStatusString is more than any string of ~HS needs.
const maxStatusString = 128

// ParseHostStatus reads the host status that b begins with. n is the number of
// bytes of its three strings. It gives [ErrIncomplete] while b is the beginning
// of one, and an [*Error] if it is none.
func ParseHostStatus(b []byte) (s HostStatus, n int, err error) {
	p := statusParser{src: b}
	p.string(statusFields1)
	s.Communication = p.number()
	s.PaperOut, s.Paused = p.flag(), p.flag()
	s.LabelLength, s.Formats = Dots(p.number()), p.number()
	s.BufferFull, s.Diagnostic, s.PartialFormat = p.flag(), p.flag(), p.flag()
	p.field() // iii, unused
	s.CorruptRAM, s.UnderTemp, s.OverTemp = p.flag(), p.flag(), p.flag()

	p.string(statusFields2)
	s.Function = p.number()
	p.field() // n, unused
	s.HeadUp, s.RibbonOut, s.ThermalTransfer = p.flag(), p.flag(), p.flag()
	s.PrintMode, s.PrintWidthMode = PrintMode(p.char()), p.char()
	s.LabelWaiting, s.Remaining = p.flag(), p.number()
	s.FormatWhilePrinting, s.Graphics = p.flag(), p.number()

	p.string(statusFields3)
	s.Password, s.StaticRAM = p.number(), p.flag()
	if p.err != nil {
		return HostStatus{}, 0, p.err
	}
	return s, p.pos, nil
}

// statusParser reads strings of ~HS; after the first error everything it gives
// is zero.
type statusParser struct {
	src    []byte
	pos    int // after the strings read
	fields []byte
	at     int // of fields in src
	err    error
}

func (p *statusParser) fail(pos int, expected string) {
	if p.err == nil {
		p.err = &Error{What: "host status", Pos: pos, Found: quoteFrom(p.src, pos), Expected: expected}
	}
}

// string takes the next string, STX fields ETX CR LF.
func (p *statusParser) string(fields int) {
	if p.err != nil {
		return
	}
	p.expect(stx, "STX")
	p.at = p.pos
	end := bytes.IndexByte(p.src[p.pos:], etx)
	if end < 0 && len(p.src)-p.pos <= maxStatusString && p.err == nil {
		p.err = ErrIncomplete
	}
	if end < 0 || end > maxStatusString {
		p.fail(p.pos, "ETX")
		return
	}
	p.fields = p.src[p.pos : p.pos+end]
	p.pos += end
	if n := bytes.Count(p.fields, []byte{','}) + 1; n != fields {
		p.fail(p.at, strconv.Itoa(fields)+" fields")
	}
	p.expect(etx, "ETX")
	p.expect('\r', "CR")
	p.expect('\n', "LF")
}

func (p *statusParser) expect(c byte, name string) {
	switch {
	case p.err != nil:
	case p.pos == len(p.src):
		p.err = ErrIncomplete
	case p.src[p.pos] != c:
		p.fail(p.pos, name)
	default:
		p.pos++
	}
}

func (p *statusParser) field() (value []byte, at int) {
	value, rest, _ := bytes.Cut(p.fields, []byte{','})
	at = p.at
	p.at += len(p.fields) - len(rest)
	p.fields = rest
	return value, at
}

func (p *statusParser) number() int {
	value, at := p.field()
	n, err := strconv.ParseUint(string(bytes.TrimSpace(value)), 10, 31)
	if err != nil {
		p.fail(at, "a number")
		return 0
	}
	return int(n)
}

func (p *statusParser) char() byte {
	value, at := p.field()
	if len(value) != 1 {
		p.fail(at, "one character")
		return 0
	}
	return value[0]
}

func (p *statusParser) flag() bool {
	value, at := p.field()
	if len(value) != 1 || value[0] != '0' && value[0] != '1' {
		p.fail(at, "0 or 1")
		return false
	}
	return value[0] == '1'
}
