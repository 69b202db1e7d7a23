package virtual

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"hash/fnv"
	"slices"
	"strings"
)

// A tagError is an operation on a tag that failed.
type tagError struct {
	status string // in the log
	text   string // of rfid.error.response
}

func (e *tagError) Error() string { return e.text }

// What a printer says of an operation that failed (Zebra RFID guide 58978L-008,
// error codes; the text of the first, whose code is not documented, stands with
// the variable rfid.error.response in the Zebra Programming Guide).
var (
	errNoTag   error = &tagError{"0400", "NO TAG FOUND"}
	errData    error = &tagError{"0408", "INVALID WR DATA"}
	errAddress error = &tagError{"0409", "INVALID ADDR"}
	errLocked  error = &tagError{"0424", "GEN2 MEM LOCKED"}
	errPower   error = &tagError{"042B", "GEN2 LOW PWR"}
)

// rfidOK is what rfid.error.response says when nothing is wrong.
const rfidOK = "RFID OK"

// statusOK is what the log says then.
const statusOK = "0000"

// A bank is one of the four memories of a tag (EPC Gen2 air interface, memory
// banks), by its number in ^RF.
type bank uint8

const (
	bankReserved bank = iota // the kill password, then the access password
	bankEPC                  // CRC, PC word, EPC
	bankTID
	bankUser
	banks
)

// word is the unit in which tags are addressed.
const word = 2 // bytes

// Places in the banks, in words (EPC Gen2 air interface).
const (
	placeAccess = 2 // of the access password in the reserved bank
	placePC     = 1
	placeEPC    = 2
)

// A lockState is what the lock of one memory or password allows.
type lockState byte

// The states, as ^RLM calls the way into them.
const (
	unlocked lockState = 'U' // writing is free
	locked   lockState = 'L' // only with the access password
	open     lockState = 'O' // writing is free for good
	closed   lockState = 'P' // no more writing; of a password, no reading either
)

// A lockable is one of the four parts of a tag with a lock of its own, in the
// order of ^RLM.
type lockable uint8

const (
	lockKill lockable = iota
	lockAccess
	lockEPC
	lockUser
	lockables
)

// userSection is how many bytes of user memory ^RLB locks at a time. The chips
// differ in it.
const userSection = 8

// An inlay is the tag of one label.
type inlay struct {
	memory   [banks][]byte
	locks    [lockables]lockState
	sections []bool // of the user memory, locked for good
	written  [banks]bool
	dead     bool // does not answer
	bad      bool // takes what is written, but not well enough for a reader
}

// An InlaySize is the memory of the chips on a roll, in bits: of the EPC without
// its PC word, and of the user bank. The zero value stands for chips with room
// for every scheme of the EPC Tag Data Standard, 496 and 512 bits; with a
// negative EPC the labels have no tags.
type InlaySize struct{ EPC, User int }

// newInlay returns the blank tag of the n-th label of the roll of a printer.
func newInlay(size InlaySize, printer string, n int) *inlay {
	t := &inlay{locks: [lockables]lockState{unlocked, unlocked, unlocked, unlocked}}
	t.memory[bankReserved] = make([]byte, 4*word)
	t.memory[bankEPC] = make([]byte, placeEPC*word+size.EPC/8)
	t.memory[bankTID] = newTID(printer, n)
	t.memory[bankUser] = make([]byte, size.User/8)
	t.sections = make([]bool, (size.User/8+userSection-1)/userSection)
	t.setLength(min(size.EPC, 96) / 16)
	return t
}

// tidHead begins a TID of 96 bits: class E2h, an extended TID, the maker and the
// model of a common chip, and an XTID header that announces a serial number of
// 48 bits (EPC Tag Data Standard 2.3 §16).
const tidHead = "\xe2\x80\x11\x90\x20\x00"

// newTID returns the tag identification of the n-th label. The first half of its
// serial number belongs to the printer.
func newTID(printer string, n int) []byte {
	h := fnv.New32a()
	_, _ = h.Write([]byte(printer))
	serial := uint64(h.Sum32())>>8<<24 | uint64(n)&0xffffff
	return append([]byte(tidHead), binary.BigEndian.AppendUint64(nil, serial)[2:]...)
}

func (t *inlay) clone() *inlay {
	c := *t
	for i := range c.memory {
		c.memory[i] = slices.Clone(c.memory[i])
	}
	c.sections = slices.Clone(c.sections)
	return &c
}

// setLength has the PC word say how many words the EPC has, and sets the CRC of
// the bank right.
func (t *inlay) setLength(words int) {
	pc := t.memory[bankEPC][placePC*word:]
	pc[0] = byte(words)<<3 | pc[0]&0x07
	t.sealEPC()
}

// sealEPC writes the CRC that the chip computes over the PC word and the EPC
// (EPC Gen2 air interface, StoredCRC: CRC-16 with the polynomial 1021h, preset
// FFFFh, inverted).
func (t *inlay) sealEPC() {
	m := t.memory[bankEPC]
	crc := uint16(0xffff)
	for _, b := range m[placePC*word : placeEPC*word+len(t.epc())] {
		crc ^= uint16(b) << 8
		for range 8 {
			carry := crc & 0x8000
			crc <<= 1
			if carry != 0 {
				crc ^= 0x1021
			}
		}
	}
	binary.BigEndian.PutUint16(m, ^crc)
}

// epc returns as much of the EPC memory as the PC word says is in use.
func (t *inlay) epc() []byte {
	m := t.memory[bankEPC]
	n := int(m[placePC*word]>>3) * word
	return m[placeEPC*word : min(len(m), placeEPC*word+n)]
}

// lockOf returns what lock protects the bytes of a bank, and whether one does.
func lockOf(b bank, from int) (l lockable, has bool) {
	switch b {
	case bankReserved:
		if from < placeAccess*word {
			return lockKill, true
		}
		return lockAccess, true
	case bankEPC:
		return lockEPC, true
	case bankUser:
		return lockUser, true
	}
	return 0, false
}

// An access is a reader that speaks to a tag.
type access struct {
	tag      *inlay
	password uint32 // that it states
}

// secured reports whether the tag takes the reader for one that knows its access
// password. Without one, everybody does.
func (a access) secured() bool {
	own := binary.BigEndian.Uint32(a.tag.memory[bankReserved][placeAccess*word:])
	return own == 0 || own == a.password
}

// may reports whether the state of a lock lets the reader change what is behind
// it.
func (a access) may(s lockState) bool {
	return s == unlocked || s == open || s == locked && a.secured()
}

// read returns n bytes of a bank from the byte from.
func (a access) read(b bank, from, n int) ([]byte, error) {
	m := a.tag.memory[b]
	switch {
	case a.tag.dead:
		return nil, errNoTag
	case n < 1 || from < 0 || from > len(m) || n > len(m)-from:
		return nil, errAddress
	}
	for at := from; b == bankReserved && at < from+n; at++ {
		if l, _ := lockOf(b, at); !a.may(a.tag.locks[l]) {
			return nil, errLocked
		}
	}
	return slices.Clone(m[from : from+n]), nil
}

// write puts data into a bank from the byte from on. A bad tag takes it and
// fails nevertheless.
func (a access) write(b bank, from int, data []byte) error {
	m := a.tag.memory[b]
	switch {
	case a.tag.dead:
		return errNoTag
	case len(data) == 0 || from < 0 || from > len(m) || len(data) > len(m)-from || b == bankEPC && from < placePC*word:
		return errAddress
	case b == bankTID || !a.writable(b, from, len(data)):
		return errLocked
	}
	copy(m[from:], data)
	a.tag.written[b] = true
	if b == bankEPC {
		a.tag.sealEPC()
	}
	if a.tag.bad {
		return errPower
	}
	return nil
}

func (a access) writable(b bank, from, n int) bool {
	for at := from; at < from+n; at++ {
		if l, has := lockOf(b, at); has && !a.may(a.tag.locks[l]) {
			return false
		}
		if b == bankUser && a.tag.sections[at/userSection] {
			return false
		}
	}
	return true
}

// lock puts a lock into a state. What is for good stays.
func (a access) lock(l lockable, s lockState) error {
	own := binary.BigEndian.Uint32(a.tag.memory[bankReserved][placeAccess*word:])
	before := a.tag.locks[l]
	switch {
	case a.tag.dead:
		return errNoTag
	case before == s:
		return nil
	case !a.secured() || before == open || before == closed || own == 0 && (s == locked || s == unlocked):
		return errLocked
	}
	a.tag.locks[l] = s
	return nil
}

// lockSections locks n sections of user memory for good.
func (a access) lockSections(first, n int) error {
	switch {
	case a.tag.dead:
		return errNoTag
	case first < 0 || n < 1 || first > len(a.tag.sections) || n > len(a.tag.sections)-first:
		return errAddress
	case !a.secured():
		return errLocked
	}
	for i := range n {
		a.tag.sections[first+i] = true
	}
	return nil
}

// upperHex returns b as hexadecimal digits, those of the tags' documents.
func upperHex(b []byte) string {
	const digits = "0123456789ABCDEF"
	out := make([]byte, 0, hex.EncodedLen(len(b)))
	for _, c := range b {
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}

// passwordsSet names the passwords that are not 0; the roll does not give them away.
func passwordsSet(reserved []byte) string {
	var set []string
	for i, name := range []string{"kill", "access"} {
		if len(reserved) >= 4*i+4 && !bytes.Equal(reserved[4*i:4*i+4], make([]byte, 4)) {
			set = append(set, name)
		}
	}
	return strings.Join(set, " ")
}

// describe puts what is on the tag into the record of its label.
func (t *inlay) describe(l *Label) {
	l.TID = upperHex(t.memory[bankTID])
	if t.written[bankEPC] {
		l.EPC = upperHex(t.epc())
	}
	if t.written[bankUser] {
		l.User = upperHex(t.memory[bankUser])
	}
	if t.written[bankReserved] {
		l.Passwords = passwordsSet(t.memory[bankReserved])
	}
	if blank := [lockables]lockState{unlocked, unlocked, unlocked, unlocked}; t.locks != blank {
		l.Locks = string(t.locks[:])
	}
}
