package virtual

import (
	"fmt"
	"strconv"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/zpl"
)

// report returns the answer to a command that asks.
func (p *Printer) report(on *power, job zpl.Job, receiving bool) []byte {
	switch job.Code {
	case "~HS":
		status := on.status()
		status.PartialFormat = receiving
		return status.AppendTo(nil)
	case "~HQ":
		return p.query(on, string(job.Data[min(len(job.Data), 3):]))
	case "~HI":
		return p.hostID().AppendTo(nil)
	case "~HM":
		return zpl.HostMemory{Installed: memoryKB, Most: memoryKB, Free: memoryKB}.AppendTo(nil)
	case "~HD":
		return headDiagnostic(on.prefixes).AppendHeadDiagnostic(nil)
	case "~HL":
		return on.appendLog(nil)
	}
	return nil
}

// What ~HS says of a printer for labels with gaps that tears off, by thermal
// transfer: the field "function settings" with its bit for that, a label of
// 150 mm where none was printed.
const (
	statusCommunication = 30 // as captured from a ZT410 with the settings of the factory
	statusFunction      = 1
	statusWidthMode     = '6'
	statusPassword      = 1234
)

func (w *power) status() zpl.HostStatus {
	s := zpl.HostStatus{
		Communication:       statusCommunication,
		PaperOut:            w.fault == printer.FaultMediaOut,
		Paused:              w.paused,
		LabelLength:         w.length,
		Formats:             len(w.queue),
		BufferFull:          w.full(),
		Function:            statusFunction,
		HeadUp:              w.fault == printer.FaultHeadOpen,
		RibbonOut:           w.fault == printer.FaultRibbonOut,
		ThermalTransfer:     true,
		PrintMode:           w.mode,
		PrintWidthMode:      statusWidthMode,
		FormatWhilePrinting: true,
		Password:            statusPassword,
	}
	if w.current != nil {
		s.Remaining = w.current.copies
	}
	return s
}

// The printer that ~HI and others tell of. Its memory is not that of the program.
const (
	hostModel = "eachmark-virtual"
	firmware  = "V99.20.01Z" // new enough for all that it does
	linkOS    = "6.0"        // likewise
	memoryKB  = 65536
)

func (p *Printer) hostID() zpl.HostID {
	return zpl.HostID{Model: p.config.hostModel(), Version: firmware, DPMM: p.config.dpmm(), MemoryKB: memoryKB}
}

// query returns the answer to ~HQ and two letters; nil to others than these.
func (p *Printer) query(on *power, letters string) []byte {
	switch letters {
	case "ES":
		return on.errors().AppendTo(nil)
	case "OD":
		return p.meters().AppendHostQuery(nil)
	case "SN":
		return zpl.Report{Title: "SERIAL NUMBER", Lines: []zpl.ReportLine{{Value: p.memory.identity}}}.AppendHostQuery(nil)
	}
	return nil
}

// errors returns what is wrong as ~HQES has it. It has no flag for tags.
func (w *power) errors() (s zpl.ErrorStatus) {
	switch w.fault {
	case printer.FaultHeadOpen:
		s.Errors = zpl.ErrorHeadOpen
	case printer.FaultMediaOut:
		s.Errors = zpl.ErrorMediaOut
	case printer.FaultRibbonOut:
		s.Errors = zpl.ErrorRibbonOut
	case printer.FaultJam:
		s.Errors = zpl.ErrorPaperFeed
	}
	if w.paused {
		s.Errors |= zpl.ErrorPaused
	}
	return s
}

// meters returns the counters of ~HQOD, in labels.
func (p *Printer) meters() zpl.Report {
	r := zpl.Report{Title: "PRINT METERS"}
	for _, l := range []struct{ name, variable string }{
		{"TOTAL NONRESETTABLE", varLabels}, {"USER RESETTABLE CNTR1", varLabels1}, {"USER RESETTABLE CNTR2", varLabels2},
	} {
		count, _, err := p.memory.odometer(l.variable)
		if err != nil {
			p.fail(err)
		}
		r.Lines = append(r.Lines, zpl.ReportLine{Name: l.name, Value: strconv.FormatUint(count, 10)})
	}
	return r
}

func headDiagnostic(p zpl.Prefixes) zpl.Report {
	return zpl.Report{Lines: []zpl.ReportLine{
		{Name: "Head Temp", Value: "21 C"}, {Name: "Ambient Temp", Value: "24"}, {Name: "Head Test", Value: "Passed"},
		{Name: "COMMAND PFX", Value: string(rune(p.Control))}, {Name: "FORMAT PFX", Value: string(rune(p.Format))}, {Name: "DELIMITER", Value: string(rune(p.Delimiter))},
	}}
}

// configuration returns the answer to ^HH: a line a setting, its value first, as
// printers print their configuration.
func (p *Printer) configuration(on *power) []byte {
	b := []byte("\x02")
	for _, l := range []zpl.ReportLine{
		{Name: "PRINT MODE", Value: on.mode.String()},
		{Name: "PRINT WIDTH", Value: fmt.Sprint(stockWidth * p.config.dpmm())},
		{Name: "LABEL LENGTH", Value: fmt.Sprint(on.length)},
		{Name: "CONTROL PREFIX", Value: fmt.Sprintf("<%c> %02XH", on.prefixes.Control, on.prefixes.Control)},
		{Name: "FORMAT PREFIX", Value: fmt.Sprintf("<%c> %02XH", on.prefixes.Format, on.prefixes.Format)},
		{Name: "DELIMITER CHAR", Value: fmt.Sprintf("<%c> %02XH", on.prefixes.Delimiter, on.prefixes.Delimiter)},
		{Name: "FIRMWARE", Value: firmware},
	} {
		b = fmt.Appendf(b, "  %-20s%-20s\r\n", l.Value, l.Name)
	}
	return append(b, "\x03\r\n"...)
}
