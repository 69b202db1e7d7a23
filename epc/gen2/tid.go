package gen2

import (
	"encoding/binary"
	"fmt"
)

const (
	// classE2 is the allocation class of chips with a mask designer of GS1
	// (TDS 2.3 §16).
	classE2 = 0xE2

	shortTID   = 4       // bytes, §16.1
	serialAt   = 6       // byte at which the serial begins, §16.2.1
	mostSerial = 144 / 8 // bytes, §16.2.2
)

// A TID is what a chip says of itself (TDS 2.3 §16). It is comparable, and two
// chips have the same TID only if it has no serial. The zero value is no TID.
type TID struct {
	begin  uint32
	header XTIDHeader
	length uint8 // of the serial, in bytes
	serial [mostSerial]byte

	commands  uint16
	blocks    uint64
	user      uint32
	locks     uint16
	truncated bool
}

// An XTIDHeader is the word that says what follows the short TID (TDS 2.3 table
// 16-3). The zero value says that nothing does.
type XTIDHeader uint16

// SerialBits returns how long the serial is: 0, or 48 to 144.
func (h XTIDHeader) SerialBits() int {
	if n := int(h >> 13); n > 0 {
		return 48 + 16*(n-1) // TDS 2.3 §16.2.2
	}
	return 0
}

// Commands reports whether there is a segment about optional commands.
func (h XTIDHeader) Commands() bool { return h&(1<<12) != 0 }

// Blocks reports whether there is a segment about BlockWrite and BlockErase.
func (h XTIDHeader) Blocks() bool { return h&(1<<11) != 0 }

// User reports whether there is a segment about user memory.
func (h XTIDHeader) User() bool { return h&(1<<10) != 0 }

// Locks reports whether there is a segment about locks.
func (h XTIDHeader) Locks() bool { return h&(1<<9) != 0 }

// ParseTID reads a TID bank from its first bit on. It must have as much as the
// serial needs; of segments behind it that are cut off [TID.Truncated] tells.
func ParseTID(bank []byte) (TID, error) {
	if len(bank) < shortTID {
		return TID{}, tooShort(TIDBank, len(bank), shortTID, "§16.1")
	}
	if bank[0] != classE2 {
		return TID{}, &Error{
			Code: CodeClass, Bank: TIDBank, BitEnd: 8, found: fmt.Sprintf("%02X", bank[0]), expected: "E2",
			message: fmt.Sprintf("the TID begins with %02X, expected E2, the class of chips with a mask designer of GS1", bank[0]),
			fix:     "read the TID bank from its first word on", rule: document + " §16",
		}
	}
	t := TID{begin: binary.BigEndian.Uint32(bank)}
	if !t.Extended() {
		return t, nil
	}
	if len(bank) < serialAt {
		return TID{}, tooShort(TIDBank, len(bank), serialAt, "§16.2")
	}
	t.header = XTIDHeader(binary.BigEndian.Uint16(bank[shortTID:]))
	t.length = uint8(t.header.SerialBits() / 8)
	end := serialAt + int(t.length)
	if len(bank) < end {
		return TID{}, tooShort(TIDBank, len(bank), end, "§16.2.2")
	}
	copy(t.serial[:], bank[serialAt:end])
	t.readSegments(bank[end:])
	return t, nil
}

// readSegments reads the segments behind the serial, in the order of the header.
func (t *TID) readSegments(rest []byte) {
	segment := func(present bool, bytes int) (v uint64) {
		if !present || t.truncated {
			return 0
		}
		if len(rest) < bytes {
			t.truncated = true
			return 0
		}
		for _, b := range rest[:bytes] {
			v = v<<8 | uint64(b)
		}
		rest = rest[bytes:]
		return v
	}
	t.commands = uint16(segment(t.header.Commands(), 2))
	t.blocks = segment(t.header.Blocks(), 8)
	t.user = uint32(segment(t.header.User(), 4))
	t.locks = uint16(segment(t.header.Locks(), 2))
}

// IsValid reports whether t is a TID and not the zero value.
func (t TID) IsValid() bool { return t.begin != 0 }

// Extended reports indicator X: an XTID header follows.
func (t TID) Extended() bool { return t.begin&(1<<23) != 0 }

// Security reports indicator S: the chip has the Authenticate or Challenge command.
func (t TID) Security() bool { return t.begin&(1<<22) != 0 }

// File reports indicator F: the chip has the FileOpen command.
func (t TID) File() bool { return t.begin&(1<<21) != 0 }

// Designer returns the mask designer identifier, 0 to 511; [DesignerName] knows
// some of them.
func (t TID) Designer() uint16 { return uint16(t.begin >> 12 & 0x1FF) }

// Model returns the tag model number, 0 to 4095.
func (t TID) Model() uint16 { return uint16(t.begin & 0xFFF) }

// Header returns the XTID header.
func (t TID) Header() XTIDHeader { return t.header }

// AppendSerial appends the serial the designer gave the chip, 6 to 18 bytes;
// nothing if it has none.
func (t TID) AppendSerial(b []byte) []byte { return append(b, t.serial[:t.length]...) }

// Truncated reports that the bank ended before the last segment that the header
// announces. What was not read counts as 0.
func (t TID) Truncated() bool { return t.truncated }

// UserWords returns the size of user memory in words of 16 bits; ok says whether
// the XTID tells (TDS 2.3 table 16-6).
func (t TID) UserWords() (words int, ok bool) {
	return int(t.user & 0xFFFF), t.header.User() && !t.truncated
}

// PermalockWords returns the size in words of a block that BlockPermalock locks; 0
// if the XTID does not tell.
func (t TID) PermalockWords() int { return int(t.user >> 16) }

// EPCWords returns how many words the EPC may have at most; ok says whether the
// XTID tells (TDS 2.3 table 16-4).
func (t TID) EPCWords() (words int, ok bool) {
	return int(t.commands & 0x1F), t.header.Commands()
}

// Commands are the optional commands that an XTID tells of, bit by bit as TDS 2.3
// table 16-4 has them.
type Commands uint16

const (
	Recommissioning   Commands = 1 << (5 + iota) // Recom Support
	Access                                       // Access
	SeparateLocks                                // Separate Lockbits
	AutoUserIndicator                            // Auto UMI Support
	PhaseJitter                                  // PJM Support
	BlockErase                                   // BlockErase Supported
	BlockWrite                                   // BlockWrite Supported
	BlockPermalock                               // BlockPermaLock Supported
)

// Commands returns the optional commands that the XTID tells of.
func (t TID) Commands() Commands { return Commands(t.commands &^ 0x1F) }

// BlockWriteWords returns how many words BlockWrite takes at most and whether it
// takes fewer; 0 if the XTID does not tell (TDS 2.3 table 16-5).
func (t TID) BlockWriteWords() (words int, variable bool) {
	return int(t.blocks & 0xFF), t.blocks&(1<<8) != 0
}

// BlockEraseWords returns how many words BlockErase takes at most and whether it
// takes fewer; 0 if the XTID does not tell.
func (t TID) BlockEraseWords() (words int, variable bool) {
	return int(t.blocks >> 32 & 0xFF), t.blocks&(1<<40) != 0
}

// LockBits returns the lock bits that the XTID tells of, as TDS 2.3 table 16-7 has
// them, from bit 0: permalock and password for user memory, TID and EPC.
func (t TID) LockBits() uint8 { return uint8(t.locks & 0x3F) }

// STID returns the URI of a chip with a serial (TDS 2.3 §16.3), "" for others:
// "urn:epc:stid:x801.x190.x69F009420300".
func (t TID) STID() string {
	if t.length == 0 {
		return ""
	}
	return fmt.Sprintf("urn:epc:stid:x%03X.x%03X.x%X", t.begin>>12&0xFFF, t.Model(), t.serial[:t.length])
}

// String returns the URI of [TID.STID], or the short TID in hexadecimal where there
// is no serial; "invalid TID" for the zero value.
func (t TID) String() string {
	switch {
	case !t.IsValid():
		return "invalid TID"
	case t.length == 0:
		return fmt.Sprintf("%08X", t.begin)
	}
	return t.STID()
}

// bit returns a bit of the first 96 of the bank, as far as they are kept.
func (t TID) bit(n int) uint64 {
	switch {
	case n < 8*shortTID:
		return uint64(t.begin>>(8*shortTID-1-n)) & 1
	case n < 8*serialAt:
		return uint64(t.header>>(8*serialAt-1-n)) & 1
	}
	n -= 8 * serialAt
	return uint64(t.serial[n/8]>>(7-n%8)) & 1
}
