package zebra

import (
	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/zpl"
)

// Faults returns what a host status says is wrong, in the order in which a
// person puts it right. A printer that stops for one reason mostly says that it
// is paused too.
func Faults(s zpl.HostStatus) []printer.Fault {
	var faults []printer.Fault
	for _, report := range []struct {
		set  bool
		kind printer.FaultKind
	}{
		{s.HeadUp, printer.FaultHeadOpen},
		{s.PaperOut, printer.FaultMediaOut},
		{s.RibbonOut, printer.FaultRibbonOut},
		{s.OverTemp, printer.FaultHeadHot},
		{s.UnderTemp, printer.FaultHeadCold},
		{s.CorruptRAM, printer.FaultMemory},
		{s.Diagnostic, printer.FaultDiagnostic},
		{s.Paused, printer.FaultPaused},
	} {
		if report.set {
			faults = append(faults, printer.Fault{Kind: report.kind})
		}
	}
	return faults
}

// Fault returns the first of [Faults], nil if there is none.
func Fault(s zpl.HostStatus) *printer.Fault {
	if faults := Faults(s); len(faults) > 0 {
		return &faults[0]
	}
	return nil
}
