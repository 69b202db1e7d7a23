package zpl

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxReply is more than any answer between STX and ETX has.
const maxReply = 16 << 10

// cutReply returns the text between STX and ETX that b begins with, white space
// before and CR LF after it passed over. It gives [ErrIncomplete] until ETX is
// there.
func cutReply(b []byte, what string) (text []byte, n int, err error) {
	start := len(b) - len(bytes.TrimLeft(b, "\r\n "))
	switch {
	case start == len(b):
		return nil, 0, ErrIncomplete
	case b[start] != stx:
		return nil, 0, &Error{What: what, Pos: start, Found: quoteFrom(b, start), Expected: "STX"}
	}
	end := bytes.IndexByte(b[start:], etx)
	if end < 0 && len(b)-start <= maxReply {
		return nil, 0, ErrIncomplete
	}
	if end < 0 || end > maxReply {
		return nil, 0, &Error{What: what, Pos: start, Found: quoteFrom(b, start), Expected: "ETX"}
	}
	n = start + end + 1
	if bytes.HasPrefix(b[n:], []byte("\r\n")) {
		n += 2
	}
	return b[start+1 : start+end], n, nil
}

// A ReportLine is one line of a report: "ERRORS" and "1 00000000 00010003". Lines
// that have no name have none.
type ReportLine struct{ Name, Value string }

// A Report is an answer to ~HQ, such as ~HQOD, or to ~HD, which has no title.
type Report struct {
	Title string // "PRINT METERS"
	Lines []ReportLine
}

// Value returns the value of the line with the name, "" if there is none.
func (r Report) Value(name string) string {
	i := slices.IndexFunc(r.Lines, func(l ReportLine) bool { return l.Name == name })
	if i < 0 {
		return ""
	}
	return r.Lines[i].Value
}

// ParseHostQuery reads the answer to a ~HQ that b begins with; n is its length.
// It gives [ErrIncomplete] while b is the beginning of one, and an [*Error] if it
// is none.
func ParseHostQuery(b []byte) (r Report, n int, err error) {
	text, n, err := cutReply(b, "answer to ~HQ")
	if err != nil {
		return Report{}, 0, err
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case r.Title == "":
			r.Title = strings.TrimSuffix(line, ":")
		default:
			r.Lines = append(r.Lines, cutLine(line, ":"))
		}
	}
	if r.Title == "" {
		return Report{}, 0, &Error{What: "answer to ~HQ", Found: quoteFrom(text, 0), Expected: "a title"}
	}
	return r, n, nil
}

// cutLine cuts a line at the mark that white space or its end follows.
func cutLine(line, mark string) ReportLine {
	name, value, ok := strings.Cut(line+" ", mark+" ")
	if !ok {
		return ReportLine{Value: line}
	}
	return ReportLine{strings.TrimSpace(name), strings.TrimSpace(value)}
}

// The columns of an answer to ~HQ, as a ZT410 and a ZE500 fill them.
const (
	reportWidth = 44
	reportNames = 16
)

// AppendHostQuery appends the report as the answer to a ~HQ.
func (r Report) AppendHostQuery(b []byte) []byte {
	b = append(b, stx)
	b = append(b, "\r\n\r\n"...)
	b = fmt.Appendf(b, "%-*s\r\n", reportWidth, "  "+r.Title)
	for _, l := range r.Lines {
		text := l.Value
		if l.Name != "" {
			text = fmt.Sprintf("%-*s%s", reportNames, l.Name+": ", l.Value)
		}
		b = fmt.Appendf(b, "%-*s\r\n", reportWidth, "   "+text)
	}
	return append(b, etx)
}

// The lines of ~HQES and its title (Zebra Programming Guide, ~HQ examples).
const (
	statusTitle  = "PRINTER STATUS"
	errorsLine   = "ERRORS"
	warningsLine = "WARNINGS"
)

// An ErrorStatus is the answer to ~HQES.
type ErrorStatus struct {
	Errors   ErrorFlags
	Warnings WarningFlags
}

// ErrorFlags are the errors of ~HQES, as its two groups of eight hexadecimal
// digits have them, the first one in the high half.
type ErrorFlags uint64

// The errors of ~HQES (Zebra Programming Guide, ~HQ, table 8). Those from
// ErrorPresenter on are of kiosk printers only.
const (
	ErrorMediaOut        ErrorFlags = 0x1
	ErrorRibbonOut       ErrorFlags = 0x2
	ErrorHeadOpen        ErrorFlags = 0x4
	ErrorCutter          ErrorFlags = 0x8
	ErrorHeadTooHot      ErrorFlags = 0x10
	ErrorMotorTooHot     ErrorFlags = 0x20
	ErrorHeadElement     ErrorFlags = 0x40
	ErrorHeadDetection   ErrorFlags = 0x80
	ErrorFirmware        ErrorFlags = 0x100
	ErrorThermistorOpen  ErrorFlags = 0x200
	ErrorPaused          ErrorFlags = 0x10000
	ErrorRetractJam      ErrorFlags = 0x1000
	ErrorPresenter       ErrorFlags = 0x2000
	ErrorPaperFeed       ErrorFlags = 0x4000
	ErrorPaperPath       ErrorFlags = 0x8000
	ErrorRetractTimeout  ErrorFlags = 0x20000
	ErrorMarkCalibration ErrorFlags = 0x40000
	ErrorMarkNotFound    ErrorFlags = 0x80000
)

// WarningFlags are the warnings of ~HQES, likewise.
type WarningFlags uint64

// The warnings of ~HQES (Zebra Programming Guide, ~HQ, table 9). The sensors of
// kiosk printers are left out.
const (
	WarningCalibrate    WarningFlags = 0x1
	WarningCleanHead    WarningFlags = 0x2
	WarningReplaceHead  WarningFlags = 0x4
	WarningPaperNearEnd WarningFlags = 0x8
)

// flagNames are the names of flags from bit 0 on.
var (
	errorNames = [...]string{
		"media out", "ribbon out", "head open", "cutter fault", "head too hot", "motor too hot", "bad head element", "head not detected",
		"invalid firmware configuration", "thermistor open", "", "", "jam while retracting", "presenter not running", "paper feed error", "paper path not clear",
		"paused", "retracting took too long", "black mark calibration", "black mark not found",
	}
	warningNames = [...]string{"calibrate media", "clean head", "replace head", "paper near end"}
)

// String returns the names of the errors with commas between them, "" for none.
func (f ErrorFlags) String() string { return flagsText(uint64(f), errorNames[:]) }

// String returns the names of the warnings with commas between them, "" for
// none.
func (f WarningFlags) String() string { return flagsText(uint64(f), warningNames[:]) }

func flagsText(flags uint64, names []string) string {
	var set []string
	for i, name := range names {
		if flags>>i&1 != 0 && name != "" {
			set = append(set, name)
			flags &^= 1 << i
		}
	}
	if flags != 0 {
		set = append(set, fmt.Sprintf("others (%X)", flags))
	}
	return strings.Join(set, ", ")
}

// ParseErrorStatus reads the answer to ~HQES that b begins with; n is its
// length. It gives [ErrIncomplete] while b is the beginning of one, and an
// [*Error] if it is none.
func ParseErrorStatus(b []byte) (s ErrorStatus, n int, err error) {
	r, n, err := ParseHostQuery(b)
	if err != nil {
		return ErrorStatus{}, 0, err
	}
	errors, err1 := parseFlags(r.Value(errorsLine))
	warnings, err2 := parseFlags(r.Value(warningsLine))
	if r.Title != statusTitle || err1 != nil || err2 != nil {
		return ErrorStatus{}, 0, &Error{What: "answer to ~HQES", Found: quoteFrom(b, 0), Expected: statusTitle + " with ERRORS and WARNINGS"}
	}
	return ErrorStatus{ErrorFlags(errors), WarningFlags(warnings)}, n, nil
}

// parseFlags reads "1 00000000 00010003": whether there are any, and two groups.
func parseFlags(s string) (uint64, error) {
	words := strings.Fields(s)
	if len(words) != 3 || len(words[1]) != 8 || len(words[2]) != 8 {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseUint(words[1]+words[2], 16, 64)
}

// AppendTo appends the status as the answer to ~HQES.
func (s ErrorStatus) AppendTo(b []byte) []byte {
	return Report{statusTitle, []ReportLine{
		{errorsLine, flagsValue(uint64(s.Errors))},
		{warningsLine, flagsValue(uint64(s.Warnings))},
	}}.AppendHostQuery(b)
}

func flagsValue(flags uint64) string {
	return fmt.Sprintf("%c %08X %08X", flag(flags != 0), flags>>32, uint32(flags))
}

// A HostID is the answer to ~HI, and the value of the variable
// device.host_identification.
type HostID struct {
	Model    string // "ZT410-200dpi"
	Version  string // of the firmware, "V75.19.15Z"
	DPMM     DPMM
	MemoryKB int
	Options  []string // what else it tells
}

// ParseHostID reads the answer to ~HI that b begins with, n is its length: from
// STX to ETX, or the value of device.host_identification, which is all of b. It
// gives [ErrIncomplete] while b is the beginning of an answer, and an [*Error] if
// it is none.
func ParseHostID(b []byte) (id HostID, n int, err error) {
	const what = "answer to ~HI"
	text, n := b, len(b)
	if len(b) == 0 || b[0] == stx || isLineEnd(b[0]) {
		if text, n, err = cutReply(b, what); err != nil {
			return HostID{}, 0, err
		}
	}
	words := strings.Split(strings.TrimSpace(string(text)), ",")
	if len(words) < 4 {
		return HostID{}, 0, &Error{What: what, Found: quoteFrom(text, 0), Expected: "model, version, dots per millimetre and memory"}
	}
	dpmm, err1 := strconv.ParseUint(words[2], 10, 16)
	memory, err2 := strconv.ParseUint(strings.TrimSuffix(words[3], "KB"), 10, 31)
	if err1 != nil || err2 != nil {
		return HostID{}, 0, &Error{What: what, Found: quoteFrom(text, 0), Expected: "dots per millimetre and memory such as 8,4096KB"}
	}
	return HostID{strings.TrimSpace(words[0]), words[1], DPMM(dpmm), int(memory), words[4:]}, n, nil
}

// String returns the value of device.host_identification.
func (id HostID) String() string {
	text := fmt.Sprintf("%s,%s,%d,%dKB", id.Model, id.Version, id.DPMM, id.MemoryKB)
	return strings.Join(append([]string{text}, id.Options...), ",")
}

// AppendTo appends the answer to ~HI.
func (id HostID) AppendTo(b []byte) []byte { return appendReply(b, id.String()) }

func appendReply(b []byte, text string) []byte {
	b = append(b, stx)
	b = append(b, text...)
	return append(b, etx, '\r', '\n')
}

// A HostMemory is the answer to ~HM, in KiB.
type HostMemory struct{ Installed, Most, Free int }

// ParseHostMemory reads the answer to ~HM that b begins with; n is its length.
// It gives [ErrIncomplete] while b is the beginning of one, and an [*Error] if it
// is none.
func ParseHostMemory(b []byte) (m HostMemory, n int, err error) {
	text, n, err := cutReply(b, "answer to ~HM")
	if err != nil {
		return HostMemory{}, 0, err
	}
	words := strings.Split(string(text), ",")
	if len(words) == 3 {
		var numbers [3]int
		for i, w := range words {
			kib, e := strconv.ParseUint(strings.TrimSpace(w), 10, 31)
			numbers[i] = int(kib)
			if e != nil {
				err = e
			}
		}
		if err == nil {
			return HostMemory{numbers[0], numbers[1], numbers[2]}, n, nil
		}
	}
	return HostMemory{}, 0, &Error{What: "answer to ~HM", Found: quoteFrom(text, 0), Expected: "three numbers"}
}

// AppendTo appends the answer to ~HM.
func (m HostMemory) AppendTo(b []byte) []byte {
	return appendReply(b, fmt.Sprintf("%04d,%04d,%04d", m.Installed, m.Most, m.Free))
}

// ParseHeadDiagnostic reads the answer to ~HD that b begins with, a report
// without a title; n is its length. It gives [ErrIncomplete] while b is the
// beginning of one, and an [*Error] if it is none.
func ParseHeadDiagnostic(b []byte) (r Report, n int, err error) {
	text, n, err := cutReply(b, "answer to ~HD")
	if err != nil {
		return Report{}, 0, err
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, controlName+" = ") {
			r.Lines = append(r.Lines, prefixLines(line)...)
		} else if line != "" {
			r.Lines = append(r.Lines, cutLine(line, " ="))
		}
	}
	if r.Value(formatName) == "" {
		return Report{}, 0, &Error{What: "answer to ~HD", Found: quoteFrom(text, 0), Expected: "a line with " + formatName}
	}
	return r, n, nil
}

// The names of the prefixes in the answer to ~HD.
const (
	controlName   = "COMMAND PFX"
	formatName    = "FORMAT PFX"
	delimiterName = "DELIMITER"
)

// prefixLines cuts the line of ~HD that has the three prefixes.
func prefixLines(line string) (lines []ReportLine) {
	for _, name := range []string{controlName, formatName, delimiterName} {
		_, value, _ := strings.Cut(line, name+" =")
		value = strings.TrimPrefix(value, " ")
		lines = append(lines, ReportLine{name, value[:min(len(value), 1)]})
	}
	return lines
}

// Prefixes returns the prefixes that the answer to ~HD tells of.
func (r Report) Prefixes() Prefixes {
	value := func(name string) byte {
		if v := r.Value(name); v != "" {
			return v[0]
		}
		return 0
	}
	return Prefixes{Format: value(formatName), Control: value(controlName), Delimiter: value(delimiterName)}
}

// AppendHeadDiagnostic appends the report as the answer to ~HD.
func (r Report) AppendHeadDiagnostic(b []byte) []byte {
	b = append(b, stx)
	for i, l := range r.Lines {
		if i > 0 {
			b = append(b, lineBreak(l.Name)...)
		}
		b = fmt.Appendf(b, "%s = %s", l.Name, l.Value)
	}
	return append(b, "\r\n\x03\r\n"...)
}

// lineBreak is what stands before the line of that name in the answer to ~HD.
func lineBreak(name string) string {
	if name == formatName || name == delimiterName {
		return " : "
	}
	return "\r\n"
}

// A TagOperation is one line of the RFID log, the answer to ^HL and ~HL.
type TagOperation struct {
	Time      string // as the printer writes it; "" on older ones
	Operation string // R read, W write, L lock, …; E with the status of all F: the log began anew
	Position  string // F1, B0, …; this and the next two "" on older printers
	Antenna   string // A4, D3, …
	Power     string // 0 to 30
	Status    string // four or eight digits; zeros: done
	Data      string // read or written, in the format of its ^RF
}

// Done reports whether the operation succeeded.
func (t TagOperation) Done() bool { return t.Status != "" && strings.Trim(t.Status, "0") == "" }

// ParseTagLog reads the lines of an RFID log:
//
//	[date and time]operation,position,antenna,power,status,data
//
// or, of older printers, operation,status,data. Lines that are neither are left
// out.
func ParseTagLog(text string) (log []TagOperation) {
	for line := range strings.Lines(text) {
		if t, ok := parseTagOperation(strings.TrimSpace(line)); ok {
			log = append(log, t)
		}
	}
	return log
}

const (
	newFields = 6 // of a line
	oldFields = 3
)

func parseTagOperation(line string) (t TagOperation, ok bool) {
	head, rest, ok := strings.Cut(line, ",")
	name := len(strings.TrimRight(head, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	t.Time, t.Operation = strings.Trim(head[:name], "[] "), head[name:]
	if !ok || t.Operation == "" {
		return TagOperation{}, false
	}
	words := strings.SplitN(rest, ",", newFields-1)
	if len(words) == newFields-1 && isStatus(words[3]) {
		t.Position, t.Antenna, t.Power, t.Status, t.Data = words[0], words[1], words[2], words[3], words[4]
		return t, true
	}
	words = strings.SplitN(rest, ",", oldFields-1)
	if len(words) == oldFields-1 && isStatus(words[0]) {
		t.Status, t.Data = words[0], words[1]
		return t, true
	}
	return TagOperation{}, false
}

// isStatus reports whether s is a status: four or eight hexadecimal digits.
func isStatus(s string) bool {
	return (len(s) == 4 || len(s) == 8) && strings.Trim(s, "0123456789ABCDEFabcdef") == ""
}

// AppendTo appends the operation as a line of the log: without position, antenna
// and power as older printers write it.
func (t TagOperation) AppendTo(b []byte) []byte {
	if t.Time != "" {
		b = fmt.Appendf(b, "[%s]", t.Time)
	}
	words := []string{t.Operation, t.Position, t.Antenna, t.Power, t.Status, t.Data}
	if t.Position+t.Antenna+t.Power == "" {
		words = []string{t.Operation, t.Status, t.Data}
	}
	return append(b, strings.Join(words, ",")+"\r\n"...)
}
