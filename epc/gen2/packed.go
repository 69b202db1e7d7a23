package gen2

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/eachmark/eachmark/gs1"
)

// A span is a range of lengths, both included; 0, 0 is nothing at all.
type span struct{ least, most int }

// noLimit is the greatest length where the table names none.
const noLimit = 1 << 15

// A packedItem is an identifier and the shape of its value: so many digits, then
// so many characters (TDS 2.3 §J.2.3).
type packedItem struct {
	ai       string
	from, to byte // the last digit of the identifier, 0 for none
	optional bool
	digits   span
	text     span
}

// digitBits is how many bits the last digit of the identifier has.
func (i *packedItem) digitBits() int { return bits.Len8(i.to - i.from) }

// A packedRow is an entry of an ID table: one of several choices, told apart by so
// many bits, each with one item or several in order.
type packedRow struct {
	bits    int
	choices [][]packedItem
}

// A packedTable is a base ID table; a row without choices has no meaning.
type packedTable struct {
	size int // of the table, which may have fewer rows
	rows []packedRow
}

// idBits returns how many bits one ID value and a pair of them have (TDS 2.3 table
// I.5.3-1).
func idBits(size int) (single, pair int) {
	return bits.Len(uint(size - 1)), bits.Len(uint(size*size - 1))
}

// A packedEntry is an ID value with its secondary bits, which tell it from others,
// and the values it stands for.
type packedEntry struct {
	id        int
	secondary uint64
	edit      edit
	items     []packedItem // with the whole identifier, and without those left out
	values    []string
}

func (e *packedEntry) same(f *packedEntry) bool { return e.id == f.id && e.secondary == f.secondary }

// An edit is what an entry does to one of an object before (TDS 2.3 §I.5.6).
type edit uint8

const (
	add edit = iota
	replace
	remove
)

// A DSFID is the first byte of user memory (TDS 2.3 §17).
type DSFID uint8

// PackedAIs is the DSFID of packed objects with Application Identifiers: access
// method 2, data format 9.
const PackedAIs DSFID = 0x89

// AccessMethod returns 0 for No-Directory, 2 for packed objects.
func (d DSFID) AccessMethod() int { return int(d >> 6) }

// DataFormat returns the data format: 9 for Application Identifiers, 17 for a
// digital signature of ISO/IEC 20248.
func (d DSFID) DataFormat() int { return int(d & 0x1F) }

// ParseUserMemory reads the elements in a user memory bank, read from its first bit
// on, in the order of the bank. Memory that is empty has none. The values are as
// they stand there; [gs1.Check] tells what is wrong with them.
func ParseUserMemory(bank []byte) (gs1.Message, error) {
	if len(bank) == 0 || bank[0] == 0 {
		return gs1.Message{}, nil
	}
	if d := DSFID(bank[0]); d != PackedAIs {
		return gs1.Message{}, &Error{
			Code: CodeFormat, Bank: UserMemory, BitEnd: 8, found: fmt.Sprintf("%02X", bank[0]), expected: fmt.Sprintf("%02X", uint8(PackedAIs)),
			message: fmt.Sprintf("user memory has the DSFID %02X, access method %d and data format %d; packed objects with Application Identifiers have %02X",
				bank[0], d.AccessMethod(), d.DataFormat(), uint8(PackedAIs)),
			fix: "read it with software for that format", rule: document + " §17",
		}
	}
	entries, err := readObjects(bank, &packedAIs)
	if err != nil {
		return gs1.Message{}, err
	}
	var elements []gs1.Element
	for _, e := range entries {
		for i, item := range e.items {
			ai, err := gs1.ParseAI(item.ai)
			if err != nil {
				return gs1.Message{}, packedError(0, fmt.Sprintf("(%s) is no Application Identifier", item.ai))
			}
			elements = append(elements, gs1.Element{AI: ai, Value: e.values[i]})
		}
	}
	return gs1.NewMessage(elements...), nil
}

func packedError(bit int, message string) *Error {
	return &Error{
		Code: CodePacked, Bank: UserMemory, Bit: bit, BitEnd: bit + 1, message: message,
		fix: "read the whole bank again; if it stays so, the writer made a mistake", rule: document + " annex I",
	}
}

// readObjects reads the packed objects behind the DSFID and applies the edits of
// later ones to earlier ones.
func readObjects(bank []byte, table *packedTable) (entries []packedEntry, err *Error) {
	for at := 1; at < len(bank) && bank[at] != 0; {
		skip, isPadding, err := padding(bank, at)
		if err != nil {
			return nil, err
		}
		if isPadding {
			at += skip
			continue
		}
		o := objectReader{bitReader: bitReader{data: bank, pos: 8 * at, end: 8 * len(bank)}, table: table, at: at}
		if err := o.read(); err != nil {
			return nil, err
		}
		for _, e := range o.entries {
			entries = e.applyTo(entries)
		}
		at += o.length
	}
	return entries, nil
}

// applyTo adds the entry, or replaces or removes the one with the same secondary
// bits.
func (e packedEntry) applyTo(entries []packedEntry) []packedEntry {
	i := slices.IndexFunc(entries, func(f packedEntry) bool { return e.same(&f) })
	switch {
	case i < 0 && e.edit == remove:
		return entries
	case i < 0 || e.edit == add:
		return append(entries, e)
	case e.edit == remove:
		return slices.Delete(entries, i, i+1)
	}
	entries[i] = e
	return entries
}

// The patterns that may stand where an object begins (TDS 2.3 table I.3.2-1).
const (
	padByte          = 0x04
	padRun           = 0x05
	directoryPointer = 0x07
	listFlags        = 0x08 // 0000 10NA
	mapFlags         = 0x0C // 0000 11xx
)

// padding returns how many bytes between two objects there are to be passed over.
func padding(bank []byte, at int) (skip int, ok bool, err *Error) {
	r := bitReader{data: bank, pos: 8 * (at + 1), end: 8 * len(bank)}
	switch c := bank[at]; {
	case c == padByte:
		return 1, true, nil
	case c == padRun:
		skip = r.ebv(8)
		if skip < 1 || r.short || at+1+skip > len(bank) {
			return 0, false, packedError(8*at, "the padding is longer than the bank, or shorter than its length")
		}
		return 1 + skip, true, nil
	case c == directoryPointer:
		r.ebv(8)
		if r.short {
			return 0, false, packedError(8*at, "the bank ends in the pointer to a directory")
		}
		return r.pos/8 - at, true, nil
	case c < listFlags:
		return 0, false, packedError(8*at, fmt.Sprintf("%02X begins no packed object", c))
	}
	return 0, false, nil
}
