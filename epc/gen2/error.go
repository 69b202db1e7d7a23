package gen2

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

// Codes of errors.
const (
	CodeLength    gs1.Code = "GEN2-LENGTH"     // fewer bits than there must be
	CodeCRC       gs1.Code = "GEN2-CRC"        // the CRC of the EPC bank is wrong
	CodeISO       gs1.Code = "GEN2-ISO"        // the tag follows ISO and has no EPC
	CodeUnwritten gs1.Code = "GEN2-UNWRITTEN"  // no EPC was written yet
	CodeClass     gs1.Code = "GEN2-CLASS"      // a TID bank that is not of class E2h
	CodeTID       gs1.Code = "GEN2-TID"        // a TID where an EPC is expected
	CodeLock      gs1.Code = "GEN2-LOCK"       // a payload of Lock that is none, or that the chip refuses
	CodeFormat    gs1.Code = "GEN2-FORMAT"     // user memory of another format than packed objects
	CodePacked    gs1.Code = "GEN2-PACKED"     // bits that are no packed object
	CodeElement   gs1.Code = "GEN2-ELEMENT"    // an element that packed objects cannot hold
	CodeSerial    gs1.Code = "GEN2-CHIPSERIAL" // a chip of which no serial is known
)

// The banks of a tag (TDS 2.3 table 9-2).
type Bank uint8

const (
	Reserved   Bank = iota // passwords
	EPC                    // CRC, PC word and EPC
	TIDBank                // what the chip says of itself
	UserMemory             // what the user likes
)

// String returns "reserved", "EPC", "TID" or "user".
func (b Bank) String() string {
	return [...]string{"reserved", "EPC", "TID", "user"}[b&3]
}

const document = "GS1 Tag Data Standard 2.3"

// An Error says why memory could not be read or made, and which bits are to blame.
type Error struct {
	Code gs1.Code
	Bank Bank

	// [Bit, BitEnd) are bits of the bank, as the standard counts them. Both are 0
	// if the error is about no place.
	Bit, BitEnd int

	found, expected, message, fix, rule string
}

// Error returns what was found, where, and what to do about it.
func (e *Error) Error() string {
	s := "gen2: " + e.message
	if e.BitEnd > e.Bit {
		s += fmt.Sprintf(", at bit %02Xh of the %v bank", e.Bit, e.Bank)
	}
	if e.fix != "" {
		s += "; " + e.fix
	}
	return s
}

// Finding returns the error as a finding of severity error. Its positions are those
// of hexadecimal digits of the bank.
func (e *Error) Finding() gs1.Finding {
	return gs1.Finding{
		Code: e.Code, Severity: gs1.SeverityError, Start: e.Bit / 4, End: (e.BitEnd + 3) / 4,
		Found: e.found, Expected: e.expected, Message: e.message, Fix: e.fix, Rule: e.rule,
	}
}

func tooShort(bank Bank, have, want int, rule string) *Error {
	return &Error{
		Code: CodeLength, Bank: bank, Bit: 8 * have, BitEnd: 8*have + 1,
		found: fmt.Sprintf("%d bytes", have), expected: fmt.Sprintf("%d bytes", want),
		message: fmt.Sprintf("the %v bank has %d bytes, expected %d or more", bank, have, want),
		fix:     "read more of the bank", rule: document + " " + rule,
	}
}
