package gen2

import (
	"encoding/binary"
	"fmt"

	"github.com/eachmark/eachmark/epc"
)

// A PC is the protocol control word, bits 10h to 1Fh of the EPC bank (TDS 2.3
// table 9-3).
type PC uint16

const (
	pcUserMemory PC = 1 << 10 // 15h, UMI or RUM
	pcExtended   PC = 1 << 9  // 16h, XI
	pcISO        PC = 1 << 8  // 17h, T

	pcComputed = pcUserMemory | pcExtended

	pcLengthShift = 11 // 10h to 14h

	// mostWords is the greatest length there is, in words: 496 bits.
	mostWords = 1<<5 - 1
)

// PCOf returns the PC word with which a tag is written: so many words as t has,
// and nothing else. The chip sets the user memory and XPC indicators itself. The
// zero Tag gives that of an empty EPC.
func PCOf(t epc.Tag) PC { return PC(min(t.Words(), mostWords) << pcLengthShift) }

// Words returns how many words of 16 bits the EPC has, with what follows it.
func (p PC) Words() int { return int(p >> pcLengthShift) }

// UserMemory reports the user memory indicator: there is user memory, or it holds
// something; what it says depends on the chip.
func (p PC) UserMemory() bool { return p&pcUserMemory != 0 }

// Extended reports the XPC indicator: the tag has something in its XPC word.
func (p PC) Extended() bool { return p&pcExtended != 0 }

// ISO reports the toggle bit: the tag holds no EPC but follows ISO.
func (p PC) ISO() bool { return p&pcISO != 0 }

// Low returns bits 18h to 1Fh: the application family identifier, AFI, if the tag
// follows ISO, attribute bits otherwise.
func (p PC) Low() uint8 { return uint8(p) }

// Hazardous reports the attribute bit 1Fh of a tag with an EPC: the item is
// hazardous material.
func (p PC) Hazardous() bool { return !p.ISO() && p&1 != 0 }

// Same reports whether p and q say the same, but for the indicators that a chip
// computes itself: a tag written with 3000 may well answer 3400.
func (p PC) Same(q PC) bool { return p&^pcComputed == q&^pcComputed }

// String returns four hexadecimal digits: "3000".
func (p PC) String() string { return fmt.Sprintf("%04X", uint16(p)) }

// An XPC is the first word of extended protocol control, bits 210h to 21Fh of the
// EPC bank (TDS 2.3 table 9-4).
type XPC uint16

// The bits of an XPC of a tag with an EPC.
const (
	Hazmat             XPC = 1 << iota // 21Fh, H
	NonRemovable                       // 21Eh, NR
	Killable                           // 21Dh, K
	Untraceable                        // 21Ch, U
	TagNotification                    // 21Bh, TN
	SLFlag                             // 21Ah, SLI
	ComputedResponse                   // 219h, C
	BatteryAssisted                    // 218h, B
	SnapshotSensor                     // 217h, SN
	FullFunctionSensor                 // 216h, FS
	SimpleSensor                       // 215h, SS
	SensorAlarm                        // 214h, SA

	SecondWord XPC = 1 << 15 // 210h, XEB
)

// xpcAt is the byte of the EPC bank at which the XPC word stands.
const xpcAt = 0x210 / 8 // TDS 2.3 table 9-2

// An EPCBank is what the EPC bank of a tag holds.
type EPCBank struct {
	CRC    uint16
	PC     PC
	EPC    []byte // as many words as the PC word says; for ISO the UII
	XPC    XPC    // 0 if the bank has none, or it was not read
	HasXPC bool   // the XPC word was read
}

// ParseEPCBank takes an EPC bank apart that was read from its first bit on, CRC
// included. EPC is part of bank. The CRC is not checked: a chip computes it when
// it is switched on, and a bank that was put together may have none; see
// [EPCBank.CheckCRC].
func ParseEPCBank(bank []byte) (EPCBank, error) {
	if len(bank) < 4 {
		return EPCBank{}, tooShort(EPC, len(bank), 4, "§9.2")
	}
	b := EPCBank{CRC: binary.BigEndian.Uint16(bank), PC: PC(binary.BigEndian.Uint16(bank[2:]))}
	end := 4 + 2*b.PC.Words()
	if len(bank) < end {
		return EPCBank{}, tooShort(EPC, len(bank), end, "§9.3")
	}
	b.EPC = bank[4:end]
	if len(bank) >= xpcAt+2 && end <= xpcAt {
		b.XPC, b.HasXPC = XPC(binary.BigEndian.Uint16(bank[xpcAt:])), true
	}
	return b, nil
}

// NewEPCBank returns the bank of a tag that holds t, with the CRC the chip will
// compute if neither indicator bit is set.
func NewEPCBank(t epc.Tag) EPCBank {
	b := EPCBank{PC: PCOf(t), EPC: t.Bytes()}
	b.CRC = CRC16(b.covered())
	return b
}

// AppendBytes appends CRC, PC word and EPC, as they stand in the bank.
func (b EPCBank) AppendBytes(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint16(dst, b.CRC)
	return append(dst, b.covered()...)
}

// covered is what the CRC is computed from.
func (b EPCBank) covered() []byte {
	return append(binary.BigEndian.AppendUint16(make([]byte, 0, 2+len(b.EPC)), uint16(b.PC)), b.EPC...)
}

// CheckCRC returns an error with [CodeCRC] if the CRC is not that of PC word and
// EPC.
func (b EPCBank) CheckCRC() error {
	want := CRC16(b.covered())
	if b.CRC == want {
		return nil
	}
	return &Error{
		Code: CodeCRC, Bank: EPC, BitEnd: 16, found: fmt.Sprintf("%04X", b.CRC), expected: fmt.Sprintf("%04X", want),
		message: fmt.Sprintf("the CRC is %04X, and that of PC word and EPC is %04X", b.CRC, want),
		fix:     "read the tag again", rule: "ISO/IEC 18000-63, StoredCRC",
	}
}

// Tag returns the EPC. The error is an [*Error] if the bank holds none, with
// [CodeISO], [CodeUnwritten] or [CodeTID], otherwise that of [epc.Decode].
func (b EPCBank) Tag() (epc.Tag, error) {
	if b.PC.ISO() {
		return epc.Tag{}, &Error{
			Code: CodeISO, Bank: EPC, Bit: 0x17, BitEnd: 0x18, found: b.PC.String(),
			message: fmt.Sprintf("the tag follows ISO and holds no EPC: its AFI is %02X %s", b.PC.Low(), FamilyName(b.PC.Low())),
			fix:     "read it with software for that application", rule: document + " §9.3",
		}
	}
	if err := CheckWritten(b.EPC); err != nil {
		return epc.Tag{}, err
	}
	return epc.Decode(b.EPC)
}

// CheckWritten tells an EPC from what is in a tag before one is written: nothing
// at all, with [CodeUnwritten]; what a chip has from the factory, with
// [CodeUnwritten]; another thing that begins like a TID, with [CodeTID]. No EPC
// begins with E2h (TDS 2.3 table 14-1). What else it is [epc.Decode] tells.
func CheckWritten(epc []byte) error {
	if len(epc) == 0 || epc[0] == 0 {
		return unwritten(epc, "no EPC is written: the header is 00", "§18.1.2")
	}
	if epc[0] != classE2 {
		return nil
	}
	if c, ok := FactoryChip(epc); ok {
		return unwritten(epc, "no EPC is written: this is what a chip "+c.String()+" has from the factory", "§14.2 table 14-1")
	}
	return &Error{
		Code: CodeTID, Bank: EPC, Bit: 0x20, BitEnd: 0x28, found: fmt.Sprintf("%X", epc[:min(len(epc), 32)]),
		message: "there is a TID where an EPC is expected: it begins with E2, as no EPC does",
		fix:     "read the EPC bank, or encode the tag", rule: document + " §14.2 table 14-1",
	}
}

func unwritten(epc []byte, message, clause string) *Error {
	return &Error{
		Code: CodeUnwritten, Bank: EPC, Bit: 0x20, BitEnd: 0x28, found: fmt.Sprintf("%X", epc[:min(len(epc), 32)]),
		message: message, fix: "encode the tag", rule: document + " " + clause,
	}
}

// CRC16 returns the CRC-16 of the Gen2 air interface: polynomial 1021h, preset to
// FFFFh, inverted at the end (ISO/IEC 18000-63, CRC-16).
func CRC16(data []byte) uint16 {
	crc := uint16(0xFFFF)
	for _, b := range data {
		crc ^= uint16(b) << 8
		for range 8 {
			carry := crc >> 15
			crc = crc<<1 ^ carry*0x1021
		}
	}
	return ^crc
}
