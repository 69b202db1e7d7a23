package printer

import "fmt"

// A FaultKind says what keeps a printer from printing. The zero value is no
// fault.
type FaultKind uint8

const (
	FaultHeadOpen    FaultKind = iota + 1 // the print head, or the cover that holds it, is open
	FaultMediaOut                         // no labels left
	FaultRibbonOut                        // no ribbon left
	FaultPaused                           // somebody pressed PAUSE, or an error paused it
	FaultHeadHot                          // the print head is too hot
	FaultHeadCold                         // the print head is too cold
	FaultMemory                           // the printer lost what its memory kept
	FaultDiagnostic                       // it prints what it receives as a dump
	FaultNotPrinting                      // it reports no fault, has nothing to do, and the label was not counted
	FaultLanguage                         // it is not set to ZPL
	FaultPrefixes                         // its control characters are not ^, ~ and the comma
	FaultBusy                             // it is printing something that is not ours
	FaultElsewhere                        // labels sent earlier can only be settled at another printer
	FaultSilent                           // it does not answer
	FaultConnection                       // the connection broke
	FaultJam                              // labels or ribbon are jammed
	FaultNoRFID                           // it has no reader for tags, or does not count them
	FaultTagTwin                          // the tag of a label has the TID of another label's
	FaultTagBeside                        // another reader reads other data from the tag of a label than belongs there
	FaultTagOther                         // a tag was read back with other data than was written
	FaultMute                             // it answers, but not how it stands, as its kind does while it needs a person
	FaultReprint                          // a key of it prints labels once more, and hosts cannot switch that off
	FaultRFID                             // a tag could not be programmed, and the label stays until somebody cancels it
)

// words returns the name for programs, the sentence for an operator and what
// the operator can do.
func (k FaultKind) words() (name, sentence, advice string) {
	switch k {
	case FaultHeadOpen:
		return "head-open", "The print head is open.", "Close it until it latches."
	case FaultMediaOut:
		return "media-out", "The printer is out of labels.", "Load a roll and close the print head."
	case FaultRibbonOut:
		return "ribbon-out", "The printer is out of ribbon.", "Load a ribbon and close the print head."
	case FaultPaused:
		return "paused", "The printer is paused.", "Press PAUSE on the printer."
	case FaultJam:
		return "jam", "Labels or ribbon are jammed.", "Open the print head, take out what is stuck, and close it."
	case FaultNoRFID:
		return "no-rfid", "The printer has no RFID reader, or does not count what it encodes.", "Print without --rfid, or on another printer."
	case FaultTagBeside:
		return "tag-beside", "The RFID tag of a label does not hold what its print says.",
			"The printer may be writing to the tag of the label beside: run its RFID calibration, and destroy the labels in doubt or read their tags."
	case FaultTagTwin:
		return "tag-twin", "The RFID tag of a label has the same TID as one before.", "Take the label off the roll, and say that it is destroyed."
	case FaultTagOther:
		return "tag-other", "The RFID tag of a label was read back with other data than was written.", "Take the label off the roll, and say that it is destroyed."
	case FaultReprint:
		return "reprint", "The REPRINT key of the printer would print a serial twice.", "Switch the reprint mode off in the printer's menu."
	case FaultRFID:
		return "rfid-error", "The RFID tag of a label could not be programmed.", "Press CANCEL on the printer, and look at the labels that are loaded if it happens again."
	case FaultHeadHot:
		return "head-hot", "The print head is too hot.", "Let the printer cool down with the cover open."
	case FaultHeadCold:
		return "head-cold", "The print head is too cold.", "Let the printer warm up, or move it to a warmer place."
	case FaultMemory:
		return "memory-lost", "The printer has lost its settings.", "Switch it off and on and check its settings."
	case FaultDiagnostic:
		return "diagnostic-mode", "The printer is in diagnostic mode and prints raw data.", "Switch it off and on."
	case FaultNotPrinting:
		return "not-printing", "The printer took the label but did not print it.",
			"Check that it is set to ZPL and to the labels that are loaded."
	case FaultLanguage:
		return "language", "The printer is not set to ZPL.", "Set its language to ZPL."
	case FaultPrefixes:
		return "prefixes", "The printer is set to other control characters than ^, ~ and the comma.",
			"Set zpl.format_prefix to 5E, zpl.control_character to 7E and zpl.delimiter to 2C, or restore the printer's defaults."
	case FaultBusy:
		return "busy", "The printer is busy with other labels.", "Wait until it has printed them."
	case FaultElsewhere:
		return "elsewhere", "Labels sent earlier cannot be settled at this printer, because it does not count.",
			"Resume at the printer they were sent to, or look for them and resolve them."
	case FaultSilent:
		return "silent", "The printer does not answer.",
			"Check that it is on and connected, has labels and ribbon, and that the head is closed."
	case FaultMute:
		return "no-status", "The printer does not tell how it stands.",
			"This model is silent while labels or ribbon are out or the head is open: look at it."
	case FaultConnection:
		return "connection-lost", "The connection to the printer is lost.", "Check the cable and that the printer is on."
	}
	return "", "", ""
}

// String returns the kind's name, such as "head-open"; "" for no fault.
func (k FaultKind) String() string {
	name, _, _ := k.words()
	return name
}

// MarshalText implements [encoding.TextMarshaler].
func (k FaultKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Fault is something at the printer that a person has to see to.
type Fault struct {
	Kind FaultKind
	Err  error // what the program saw, if it was an error; nil for a printer's own report
}

// Silent returns the fault of a printer that does not answer.
func Silent() *Fault { return &Fault{Kind: FaultSilent} }

// NotPrinting returns the fault of a printer that reports nothing wrong and
// prints nothing.
func NotPrinting() *Fault { return &Fault{Kind: FaultNotPrinting} }

// Elsewhere returns the fault of labels that only another printer can settle.
func Elsewhere() *Fault { return &Fault{Kind: FaultElsewhere} }

// Busy returns the fault of a printer that somebody else is printing on.
func Busy() *Fault { return &Fault{Kind: FaultBusy} }

// ConnectionLost returns the fault of a connection that broke with err.
func ConnectionLost(err error) *Fault { return &Fault{Kind: FaultConnection, Err: err} }

// Blind reports whether the fault keeps the printer from being asked how it
// stands.
func (f Fault) Blind() bool {
	return f.Kind == FaultSilent || f.Kind == FaultMute || f.Kind == FaultConnection
}

// Sentence returns what is wrong in one plain sentence: "The print head is
// open."
func (f Fault) Sentence() string {
	_, sentence, _ := f.Kind.words()
	return sentence
}

// Advice returns what the operator can do: "Close it until it latches."
func (f Fault) Advice() string {
	_, _, advice := f.Kind.words()
	return advice
}

// String returns what is wrong, what to do about it, and what the program saw.
func (f Fault) String() string {
	if f.Err == nil {
		return f.Sentence() + " " + f.Advice()
	}
	return fmt.Sprintf("%s %s (%v)", f.Sentence(), f.Advice(), f.Err)
}
