package gen2

import (
	"encoding/binary"
	"fmt"
)

// Passwords are what the reserved bank holds. A password of 0 is none: anybody may
// write what is locked but not permalocked, and nobody may kill the tag.
type Passwords struct{ Kill, Access uint32 }

// ParsePasswords reads a reserved bank (TDS 2.3 table 9-2).
func ParsePasswords(bank []byte) (Passwords, error) {
	if len(bank) < 8 {
		return Passwords{}, tooShort(Reserved, len(bank), 8, "§9.2")
	}
	return Passwords{binary.BigEndian.Uint32(bank), binary.BigEndian.Uint32(bank[4:])}, nil
}

// AppendBytes appends both passwords, as they stand in the bank.
func (p Passwords) AppendBytes(b []byte) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, p.Kill), p.Access)
}

// A LockAction is what the Lock command does to one field: two bits that say which
// of two properties it sets, and two with what it sets them to. The zero value
// leaves the field alone. What is permalocked or permanently unlocked stays so.
type LockAction uint8

const (
	Leave       LockAction = 0b00_00 // leave it as it is
	Unlock      LockAction = 0b10_00 // may be written by anybody
	Lock        LockAction = 0b10_10 // may be written with the access password only
	Permaunlock LockAction = 0b11_01 // may always be written by anybody
	Permalock   LockAction = 0b11_11 // may never be written again
)

// String returns "leave", "unlock", "lock", "permaunlock" or "permalock", or the
// bits of another action.
func (a LockAction) String() string {
	switch a {
	case Leave:
		return "leave"
	case Unlock:
		return "unlock"
	case Lock:
		return "lock"
	case Permaunlock:
		return "permaunlock"
	case Permalock:
		return "permalock"
	}
	return fmt.Sprintf("mask %02b action %02b", a>>2&3, a&3)
}

// Locks are what a Lock command does. A locked password cannot be read without the
// access password either.
type Locks struct{ Kill, Access, EPC, TID, User LockAction }

const (
	lockFields = 5
	lockBits   = 4 * lockFields // ISO/IEC 18000-63, payload of Lock
)

// Payload returns the 20 bits of the command: the masks of the fields and then
// their actions, in the order of Locks.
func (l Locks) Payload() uint32 {
	masks, actions := uint32(0), uint32(0)
	for _, a := range l.actions() {
		masks, actions = masks<<2|uint32(a>>2&3), actions<<2|uint32(a&3)
	}
	return masks<<(2*lockFields) | actions
}

func (l Locks) actions() [lockFields]LockAction {
	return [...]LockAction{l.Kill, l.Access, l.EPC, l.TID, l.User}
}

// ParseLocks reads the payload of a Lock command. Actions on properties that the
// mask leaves alone must be 0.
func ParseLocks(payload uint32) (Locks, error) {
	masks, actions := payload>>(2*lockFields), payload&(1<<(2*lockFields)-1)
	if payload>>lockBits != 0 || actions&^masks != 0 {
		return Locks{}, &Error{
			Code: CodeLock, found: fmt.Sprintf("%05X", payload), expected: "10 bits of mask, 10 bits of action",
			message: fmt.Sprintf("%05X is no payload of Lock: it sets what its mask leaves alone, or has more than %d bits", payload, lockBits),
			fix:     "write mask and action of kill and access password, EPC, TID and user memory, two bits each", rule: "ISO/IEC 18000-63, Lock",
		}
	}
	field := func(n int) LockAction {
		shift := 2 * (lockFields - 1 - n)
		return LockAction(masks>>shift&3<<2 | actions>>shift&3)
	}
	return Locks{field(0), field(1), field(2), field(3), field(4)}, nil
}

// String returns the payload in hexadecimal: "F03C0".
func (l Locks) String() string { return fmt.Sprintf("%05X", l.Payload()) }

// CheckLocks returns an error with [CodeLock] if the chip would refuse l: both
// passwords of a chip with one password must be locked alike, and no chip without
// user memory locks any.
func (c Chip) CheckLocks(l Locks) error {
	message := ""
	switch {
	case c.SharedPassword() && l.Kill != l.Access:
		message = fmt.Sprintf("%v has one password for killing and access: it cannot %v the one and %v the other", c, l.Kill, l.Access)
	case c.User == 0 && l.User != Leave:
		message = fmt.Sprintf("%v has no user memory to %v", c, l.User)
	default:
		return nil
	}
	return &Error{
		Code: CodeLock, found: l.String(), message: message + ", and answers Not supported",
		fix: "lock both passwords alike, and no user memory where there is none", rule: c.Source,
	}
}
