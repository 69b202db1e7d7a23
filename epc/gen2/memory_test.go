package gen2_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"testing"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/epc/gen2"
	"github.com/eachmark/eachmark/gs1"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func codeOf(err error) gs1.Code {
	var e *gen2.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// The check value of this CRC, of the digits 1 to 9, is D64E (CRC-16/GENIBUS).
func TestCRC16(t *testing.T) {
	if got := gen2.CRC16([]byte("123456789")); got != 0xD64E {
		t.Errorf("%04X, want D64E", got)
	}
}

func TestPC(t *testing.T) {
	for _, tt := range []struct {
		pc             gen2.PC
		words          int
		user, xpc, iso bool
		low            uint8
	}{
		{0x3000, 6, false, false, false, 0}, // SGTIN-96
		{0x3400, 6, true, false, false, 0},  // the same with user memory
		{0x3201, 6, false, true, false, 1},
		{0x41A1, 8, false, false, true, 0xA1},
		{0xF800, 31, false, false, false, 0},
	} {
		p := tt.pc
		if p.Words() != tt.words || p.UserMemory() != tt.user || p.Extended() != tt.xpc || p.ISO() != tt.iso || p.Low() != tt.low {
			t.Errorf("%v: %d words, user memory %v, XPC %v, ISO %v, %02X", p, p.Words(), p.UserMemory(), p.Extended(), p.ISO(), p.Low())
		}
	}
	if !gen2.PC(0x3000).Same(0x3600) || gen2.PC(0x3000).Same(0x3100) || gen2.PC(0x3000).Same(0x2800) {
		t.Error("Same looks at the indicators of the chip, or not at the rest")
	}
	if !gen2.PC(0x3001).Hazardous() || gen2.PC(0x3101).Hazardous() {
		t.Error("hazardous material")
	}
}

// What a tag is written with comes back.
func TestEPCBank(t *testing.T) {
	for _, digits := range []string{"3074257BF7194E4000001A85", "3614257BF7194E5B3770E1C38700000000000000000000000000"} {
		tag, err := epc.ParseHex(digits, nil)
		if err != nil {
			t.Fatal(err)
		}
		bank := gen2.NewEPCBank(tag).AppendBytes(nil)
		b, err := gen2.ParseEPCBank(append(bank, 0, 0, 0, 0))
		if err != nil || b.CheckCRC() != nil || b.HasXPC || b.PC != gen2.PCOf(tag) {
			t.Fatalf("%X: %+v, %v, %v", bank, b, err, b.CheckCRC())
		}
		if back, err := b.Tag(); back != tag || err != nil {
			t.Errorf("%v came back as %v, %v", tag, back, err)
		}
		for i := range bank {
			bank[i] ^= 0x10
			if b, err := gen2.ParseEPCBank(bank); err == nil && b.CheckCRC() == nil {
				t.Errorf("a wrong bit in byte %d is not noticed", i)
			}
			bank[i] ^= 0x10
		}
	}
}

// Published words for the SGTIN-96 of TDS 2.3 §E.1: PC 3000, and the bits there.
func TestPCOf(t *testing.T) {
	tag, err := epc.ParseHex("3074257BF7194E4000001A85", nil)
	if err != nil || gen2.PCOf(tag) != 0x3000 {
		t.Errorf("%v, %v", gen2.PCOf(tag), err)
	}
	if gen2.PCOf(epc.Tag{}) != 0 {
		t.Error("the zero Tag has words")
	}
}

func TestXPC(t *testing.T) {
	bank := make([]byte, 0x220/8)
	copy(bank, unhex(t, "00003200"+"3074257BF7194E4000001A85"))
	bank[0x210/8], bank[0x210/8+1] = 0x01, 0x07
	b, err := gen2.ParseEPCBank(bank)
	if err != nil || !b.HasXPC || b.XPC != gen2.SnapshotSensor|gen2.Killable|gen2.NonRemovable|gen2.Hazmat {
		t.Errorf("%+v, %v", b, err)
	}
}

// Whether there is an EPC is decided by bit 17h and not by the header.
func TestNoEPC(t *testing.T) {
	for _, tt := range []struct {
		name, bank string
		want       gs1.Code
	}{
		{"nothing", "0000", gen2.CodeLength},
		{"cut off", "000030003074257BF719", gen2.CodeLength},
		{"ISO with the bits of an SGTIN-96", "000031A13074257BF7194E4000001A85", gen2.CodeISO},
		{"empty", "00000000", gen2.CodeUnwritten},
		{"zero", "0000300000000000000000000000000000", gen2.CodeUnwritten},
		{"M730 from the factory", "00003000E2801191A500112233445566", gen2.CodeUnwritten},
		{"M775 from the factory", "00003400E2C011A2A500112233445566", gen2.CodeUnwritten},
		{"UCODE 8 from the factory", "00003000E28068940000500112233445", gen2.CodeUnwritten},
		{"TID of an M730", "00003000E28011912000112233445566", gen2.CodeTID},
		{"TID of an unknown chip", "00003000E2FFFFFF2000112233445566", gen2.CodeTID},
		{"vendor's text", "000030004400000000000000000000AA", ""}, // an error of package epc
	} {
		b, err := gen2.ParseEPCBank(unhex(t, tt.bank))
		if err == nil {
			_, err = b.Tag()
		}
		if err == nil || codeOf(err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
	var e *epc.Error
	if b, err := gen2.ParseEPCBank(unhex(t, "000030004400000000000000000000AA")); err != nil {
		t.Error(err)
	} else if _, err := b.Tag(); !errors.As(err, &e) || e.Code != epc.CodeHeader {
		t.Errorf("an unknown header: %v", err)
	}
}

func TestTID(t *testing.T) {
	tid, err := gen2.ParseTID(unhex(t, "E2801190200069F009420300"))
	if err != nil {
		t.Fatal(err)
	}
	if !tid.Extended() || tid.Security() || tid.File() || tid.Designer() != 1 || tid.Model() != 0x190 ||
		tid.Header().SerialBits() != 48 || tid.String() != "urn:epc:stid:x801.x190.x69F009420300" ||
		fmt.Sprintf("%X", tid.AppendSerial(nil)) != "69F009420300" || gen2.DesignerName(tid.Designer()) != "Impinj" {
		t.Errorf("%v: %+v", tid, tid)
	}
	short, err := gen2.ParseTID(unhex(t, "E2001105"))
	if err != nil || short.Extended() || short.STID() != "" || short.String() != "E2001105" {
		t.Errorf("%v, %v", short, err)
	}
	var zero gen2.TID
	if zero.IsValid() || zero.String() != "invalid TID" {
		t.Error("the zero value is a TID")
	}
}

// The whole XTID of TDS 2.3 table 16-2, with a value in every field.
func TestXTID(t *testing.T) {
	const bank = "E2F01234" + "3E00" + "0102030405 06" + "1CCC" + "00030082 00020184" + "0008 0020" + "002A"
	b := unhex(t, removeBlanks(bank))
	tid, err := gen2.ParseTID(b)
	if err != nil || tid.Truncated() {
		t.Fatal(err)
	}
	h := tid.Header()
	if !h.Commands() || !h.Blocks() || !h.User() || !h.Locks() || !tid.Security() || !tid.File() || tid.Designer() != 0x101 || tid.Model() != 0x234 {
		t.Errorf("%+v", tid)
	}
	words, ok := tid.EPCWords()
	if words != 12 || !ok || tid.Commands() != gen2.Access|gen2.SeparateLocks|gen2.BlockErase|gen2.BlockWrite|gen2.BlockPermalock {
		t.Errorf("%d words, commands %04X", words, tid.Commands())
	}
	if n, variable := tid.BlockWriteWords(); n != 0x84 || !variable {
		t.Errorf("BlockWrite: %d words, %v", n, variable)
	}
	if n, variable := tid.BlockEraseWords(); n != 0x82 || variable {
		t.Errorf("BlockErase: %d words, %v", n, variable)
	}
	if n, ok := tid.UserWords(); n != 32 || !ok || tid.PermalockWords() != 8 || tid.LockBits() != 0x2A {
		t.Errorf("user memory %d, %v, blocks %d, locks %02X", n, ok, tid.PermalockWords(), tid.LockBits())
	}
	cut, err := gen2.ParseTID(b[:14])
	if n, ok := cut.UserWords(); err != nil || !cut.Truncated() || n != 0 || ok || cut.STID() != tid.STID() {
		t.Errorf("cut off: %+v, %v", cut, err)
	}
	long, err := gen2.ParseTID(append(unhex(t, "E2801190E000"), make([]byte, 18)...))
	if err != nil || long.Header().SerialBits() != 144 || len(long.AppendSerial(nil)) != 18 {
		t.Errorf("serial of 144 bits: %v, %v", long, err)
	}
}

func removeBlanks(s string) (out string) {
	for _, r := range s {
		if r != ' ' {
			out += string(r)
		}
	}
	return out
}

func TestTIDRefuses(t *testing.T) {
	for bank, want := range map[string]gs1.Code{
		"": gen2.CodeLength, "E28011": gen2.CodeLength, "E2801190": gen2.CodeLength, "E28011902000": gen2.CodeLength,
		"E2801190200069F0094203": gen2.CodeLength, "E004010012345678": gen2.CodeClass, "3074257BF7194E4000001A85": gen2.CodeClass,
	} {
		if tid, err := gen2.ParseTID(unhex(t, bank)); codeOf(err) != want || tid.IsValid() {
			t.Errorf("%s: %v, want %s", bank, err, want)
		}
	}
}

// The worked examples of Impinj, TID Memory Maps for Monza Self-Serialization, and
// one made from NXP's words.
func TestChipSerial(t *testing.T) {
	for _, tt := range []struct {
		tid, model string
		want       uint64
	}{
		{"E2801190200069F009420300", "M750", 0x20012849F0},
		{"E280117020001089CCEB08DF", "Monza R6-P", 0x06FE675889},
		{"E280113020003993EEE1088E", "Monza 5", 0x0477770D93},
		{"E28068102000123456789ABC", "UCODE 7 first", 0b111<<35 | 0x456789ABC},
	} {
		tid, err := gen2.ParseTID(unhex(t, tt.tid))
		if err != nil {
			t.Fatal(err)
		}
		chip, ok := tid.Chip(0)
		serial, err := tid.ChipSerial()
		if !ok || chip.Name != tt.model || serial != tt.want || err != nil {
			t.Errorf("%s: %v, serial %010X, %v, want %s, %010X", tt.tid, chip, serial, err, tt.model, tt.want)
		}
	}
	for _, bank := range []string{"E28011A0200069F009420300", "E2001130", "E2FFFFFF2000000000000001"} {
		tid, err := gen2.ParseTID(unhex(t, bank))
		if err != nil {
			t.Fatal(err)
		}
		if serial, err := tid.ChipSerial(); codeOf(err) != gen2.CodeSerial || serial != 0 {
			t.Errorf("%s: %d, %v", bank, serial, err)
		}
	}
}

func TestChips(t *testing.T) {
	for name, want := range map[string]string{"M730": "Impinj M730", "impinj m730": "Impinj M730", "monza-r6p": "Impinj Monza R6-P", "UCODE_8": "NXP UCODE 8"} {
		if c, ok := gen2.ChipByName(name); !ok || c.String() != want {
			t.Errorf("%s: %v, %v", name, c, ok)
		}
	}
	if c, ok := gen2.ChipByName("M7"); ok || c != (gen2.Chip{}) {
		t.Error("half a name is a chip")
	}
	tid, err := gen2.ParseTID(unhex(t, "E28011B0200069F009420300"))
	if err != nil {
		t.Fatal(err)
	}
	for pc, want := range map[gen2.PC]string{0: "M830", 0x3000: "M830", 0x3400: "M850"} {
		if c, ok := tid.Chip(pc); !ok || c.Name != want || !c.SharedTID() || !c.BlockWritePairs() {
			t.Errorf("PC %v: %v, %v, want %s", pc, c, ok, want)
		}
	}
	for c := range gen2.Chips() {
		if c.EPC < 96 || c.EPC > 496 || c.EPC%16 != 0 || c.User < -1 || c.Source == "" || c.FactoryPC.ISO() {
			t.Errorf("%+v", c)
		}
	}
}

func TestPasswords(t *testing.T) {
	p, err := gen2.ParsePasswords(unhex(t, "0011223344556677"))
	if err != nil || p != (gen2.Passwords{Kill: 0x00112233, Access: 0x44556677}) || fmt.Sprintf("%X", p.AppendBytes(nil)) != "0011223344556677" {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := gen2.ParsePasswords(make([]byte, 7)); codeOf(err) != gen2.CodeLength {
		t.Error(err)
	}
}

// The payloads are those of Impinj's encoding recommendations.
func TestLocks(t *testing.T) {
	const (
		keep, lock, perma = gen2.Leave, gen2.Lock, gen2.Permalock
	)
	for payload, want := range map[string]gen2.Locks{
		"F03C0": {perma, perma, keep, keep, keep},
		"A0280": {lock, lock, keep, keep, keep},
		"AC2B0": {lock, lock, perma, keep, keep},
		"A82A0": {lock, lock, lock, keep, keep},
		"F83E0": {perma, perma, lock, keep, keep},
		"FCFF3": {perma, perma, perma, keep, perma},
		"00000": {},
	} {
		var bits uint32
		fmt.Sscanf(payload, "%X", &bits)
		got, err := gen2.ParseLocks(bits)
		if got != want || err != nil || want.String() != payload || want.Payload() != bits {
			t.Errorf("%s: %+v, %v, want %+v, %v", payload, got, err, want, want)
		}
	}
	for bits := uint32(0); bits < 1<<20; bits += 37 {
		if l, err := gen2.ParseLocks(bits); err == nil && l.Payload() != bits || err != nil && codeOf(err) != gen2.CodeLock {
			t.Fatalf("%05X: %v, %v", bits, l, err)
		}
	}
	if _, err := gen2.ParseLocks(1 << 20); codeOf(err) != gen2.CodeLock {
		t.Error("21 bits are a payload")
	}
	for action, want := range map[gen2.LockAction]string{
		gen2.Leave: "leave", gen2.Unlock: "unlock", gen2.Lock: "lock", gen2.Permaunlock: "permaunlock", gen2.Permalock: "permalock", 0b0100: "mask 01 action 00",
	} {
		if action.String() != want {
			t.Errorf("%04b is %v, want %s", uint8(action), action, want)
		}
	}
}

func TestCheckLocks(t *testing.T) {
	m730, _ := gen2.ChipByName("M730")
	m770, _ := gen2.ChipByName("M770")
	both := gen2.Locks{Kill: gen2.Lock, Access: gen2.Lock}
	for _, tt := range []struct {
		chip gen2.Chip
		l    gen2.Locks
		ok   bool
	}{
		{m730, both, true},
		{m730, gen2.Locks{Access: gen2.Lock}, false},
		{m730, gen2.Locks{User: gen2.Permalock}, false},
		{m770, gen2.Locks{Access: gen2.Lock, User: gen2.Permalock}, true},
	} {
		if err := tt.chip.CheckLocks(tt.l); (err == nil) != tt.ok || err != nil && codeOf(err) != gen2.CodeLock {
			t.Errorf("%v, %v: %v", tt.chip, tt.l, err)
		}
	}
}

func TestFamilies(t *testing.T) {
	if gen2.FamilyName(0xA1) != "product (ISO 17367)" || gen2.FamilyName(0) != "" || gen2.DesignerName(511) != "" {
		t.Error("names")
	}
}
