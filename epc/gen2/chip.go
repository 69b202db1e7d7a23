package gen2

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"slices"
	"strings"
)

//go:generate go run ./internal/gen

// A Chip is what is known of a model of chips.
type Chip struct {
	Vendor, Name string

	EPC       int // bits of EPC memory behind the PC word
	User      int // bits of user memory, -1 if not known
	FactoryPC PC  // of a chip that was never written, 0 if not known
	Source    string

	tids    [2]uint32 // its first 32 bits: class, designer and model
	factory factoryEPC
	formula string
	quirks  quirk
}

// A factoryEPC is what stands in place of an EPC that was never written.
type factoryEPC uint8

const (
	factoryUnknown factoryEPC = iota
	factoryA5                 // the short TID, A5h and more of the TID
	factoryZero               // the TID with an XTID header of zero
)

// A quirk is what a chip does in its own way.
type quirk uint8

const (
	sharedPassword quirk = 1 << iota
	sharedTID
	blockWrite2
)

// Chips yields all chips of the table, by vendor.
func Chips() iter.Seq[Chip] { return slices.Values(chips[:]) }

// ChipByName returns the chip with a name such as "M730", "Impinj M730" or
// "monza r6-p"; case, blanks and hyphens do not matter.
func ChipByName(name string) (c Chip, ok bool) {
	want := plainName(name)
	for _, c := range chips {
		if want == plainName(c.Name) || want == plainName(c.String()) {
			return c, true
		}
	}
	return Chip{}, false
}

func plainName(name string) string {
	return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(name))
}

// String returns vendor and name: "Impinj M730".
func (c Chip) String() string { return c.Vendor + " " + c.Name }

// SharedPassword reports that kill and access password are one, so that both are
// locked alike.
func (c Chip) SharedPassword() bool { return c.quirks&sharedPassword != 0 }

// SharedTID reports that another model has the same TID.
func (c Chip) SharedTID() bool { return c.quirks&sharedTID != 0 }

// BlockWritePairs reports that BlockWrite takes one word, or two at an even place.
func (c Chip) BlockWritePairs() bool { return c.quirks&blockWrite2 != 0 }

// Chip returns the model of the chip. Where several have the same TID it is that
// with the PC word from the factory, or the first; pass 0 if it is not known.
func (t TID) Chip(pc PC) (c Chip, ok bool) {
	for _, each := range chips {
		if each.has(t.begin) && (!ok || each.FactoryPC != 0 && each.FactoryPC.UserMemory() == pc.UserMemory() && pc != 0) {
			c, ok = each, true
		}
	}
	return c, ok
}

func (c *Chip) has(tid uint32) bool { return tid != 0 && slices.Contains(c.tids[:], tid) }

// FactoryChip returns the chip that has the bytes in place of an EPC from the
// factory. Where several have the same TID it is the first.
func FactoryChip(epc []byte) (c Chip, ok bool) {
	if len(epc) < serialAt {
		return Chip{}, false
	}
	begin := binary.BigEndian.Uint32(epc)
	for _, c := range chips {
		if c.has(begin) && (c.factory == factoryA5 && epc[shortTID] == 0xA5 ||
			c.factory == factoryZero && bytes.Equal(epc[shortTID:serialAt], []byte{0, 0})) {
			return c, true
		}
	}
	return Chip{}, false
}

// A bitRange is a part of the formula of a serial: bits of the TID bank, the last
// ones of the serial there, or constant ones.
type bitRange struct {
	from, to       int
	low            int
	constant, bits uint64
}

// ChipSerial returns the 38-bit serial that printers and readers derive from the
// TID by the formula of the chip's vendor, to serialise SGTIN-96 without a list.
// Such serials are different for all chips of one series only: give chips of
// several series each a prefix. The error has [CodeSerial] if no formula is known;
// a formula that somebody guessed would make duplicates.
func (t TID) ChipSerial() (serial uint64, err error) {
	c, _ := t.Chip(0)
	ranges := t.formula(c.formula)
	if ranges == nil || t.length != 6 {
		return 0, &Error{
			Code: CodeSerial, Bank: TIDBank, BitEnd: 8 * shortTID, found: fmt.Sprintf("%08X", t.begin),
			message: fmt.Sprintf("no formula for a serial of chips with the TID %08X is known", t.begin),
			fix:     "issue the serials: eachmark serial pool", rule: "chips.txt",
		}
	}
	for _, r := range ranges {
		serial = t.take(serial, r)
	}
	return serial, nil
}

// A formula is a formula by name.
type formula struct {
	name   string
	ranges []bitRange
}

// formula returns the named formula for the series of the chip: the vendor changed
// it after series 0 of the Monza 4 and the Monza 5, whose number is in bits 34h and
// 35h. It is nil for no name.
func (t TID) formula(name string) (ranges []bitRange) {
	for _, f := range formulas {
		if f.name == name || f.name == name+"-0" && t.length > 0 && t.bit(0x34) == 0 && t.bit(0x35) == 0 {
			ranges = f.ranges
		}
	}
	return ranges
}

// take appends the bits of one part of the formula.
func (t TID) take(serial uint64, r bitRange) uint64 {
	first, last := r.from, r.to
	switch {
	case r.bits > 0:
		return serial<<r.bits | r.constant
	case r.low > 0:
		last = 8*(serialAt+int(t.length)) - 1
		first = last - r.low + 1
	}
	for n := first; n <= last; n++ {
		serial = serial<<1 | t.bit(n)
	}
	return serial
}

// A named is a number with a name.
type named struct {
	id   uint16
	name string
}

func nameOf(list []named, id uint16) string {
	for _, n := range list {
		if n.id == id {
			return n.name
		}
	}
	return ""
}

// DesignerName returns the name of a mask designer, "" if it is not known here.
func DesignerName(id uint16) string { return nameOf(designers[:], id) }

// FamilyName returns what an application family identifier, AFI, stands for, "" if
// it is not known here.
func FamilyName(afi uint8) string { return nameOf(families[:], uint16(afi)) }
