package zpl

import (
	"bytes"
	"encoding/hex"
	"strconv"
)

// A Tag is what [Builder.Tag] writes to the RFID tag of a label.
type Tag struct {
	PC  uint16 // protocol control word: the length of the EPC in words, and flags (TDS 2.3 §9.3)
	EPC []byte // whole words of 16 bits
	// User is written from the start of user memory, in whole words; nil for
	// nothing.
	User []byte

	// Access and Kill are the passwords, 0 for none. With Lock the tag is locked
	// with its access password: the EPC and user memory can be written, the
	// passwords read, only by those who know it.
	Access, Kill uint32
	Lock         bool

	// Mark is what the printer puts before its answer; see [TagEcho]. It is at
	// most [MaxTagMark] letters, digits and "-".
	Mark string
}

// MaxTagMark is the length of the longest [Tag.Mark].
const MaxTagMark = 48

// The numbers of the fields that the answer comes from, and the signs around it.
const (
	fieldEPC, fieldTID = 1, 2

	echoStart = "UT1" // after STX
	tidBytes  = 12    // of a TID with a serial number (TDS 2.3 §16.2.1)
	maxEPC    = 62    // bytes; the PC word counts up to 31 words
)

// Tag has the printer write a tag, read it back and tell the host, in the label
// in hand. It tries one label and stands still if that fails: with the usual
// settings it would spoil three and then drop the label in silence (^RS).
//
// The EPC is written with its PC word from word 1 of bank 1, which printers of
// any age understand.
func (b *Builder) Tag(t Tag) {
	b.inFormat("tag")
	if n := len(t.EPC); n == 0 || n%2 != 0 || n > maxEPC || len(t.User)%2 != 0 {
		b.fail("zpl: tag with an EPC of %d and user memory of %d bytes, expected whole words of 2 bytes, at most %d for the EPC", n, len(t.User), maxEPC)
		return
	}
	if !isTagMark(t.Mark) {
		b.fail("zpl: mark of a tag %.64q, expected at most %d letters, digits and -", t.Mark, MaxTagMark)
		return
	}
	if t.Lock && t.Access == 0 {
		b.fail("zpl: tag to be locked without an access password")
		return
	}
	b.b = append(b.b, "^RS8,,,1,E"...)
	b.write(1, 1, 2+len(t.EPC))
	b.hex(byte(t.PC>>8), byte(t.PC))
	b.hex(t.EPC...)
	b.b = append(b.b, "^FS"...)
	if len(t.User) > 0 {
		b.write(3, 0, len(t.User))
		b.hex(t.User...)
		b.b = append(b.b, "^FS"...)
	}
	b.read(fieldEPC, 1, 2, len(t.EPC))
	b.read(fieldTID, 2, 0, tidBytes)
	b.protect(t)
	b.b = append(b.b, "^FH_^HV"...)
	b.numbers(fieldEPC, 2*len(t.EPC))
	b.b = append(b.b, ",_02"+echoStart+"|"...)
	b.b = append(b.b, t.Mark...)
	b.b = append(b.b, "|,|,L^FS^FH_^HV"...)
	b.numbers(fieldTID, 2*tidBytes)
	b.b = append(b.b, ",,_03,L^FS\n"...)
}

func isTagMark(s string) bool {
	for i := range len(s) {
		if c := upper(s[i]); !isDigit(c) && (c < 'A' || c > 'Z') && c != '-' {
			return false
		}
	}
	return s != "" && len(s) <= MaxTagMark
}

// write begins to write n bytes from a word of a bank on.
func (b *Builder) write(bank, word, n int) {
	b.b = append(b.b, "^RFW,H,"...)
	b.numbers(word, n, bank)
	b.b = append(b.b, "^FD"...)
}

func (b *Builder) hex(data ...byte) { b.b = hex.AppendEncode(b.b, data) }

// read reads n bytes from a word of a bank on into a numbered field.
func (b *Builder) read(field, bank, word, n int) {
	b.b = append(b.b, "^RFR,H,"...)
	b.numbers(word, n, bank)
	b.b = append(b.b, "^FN"...)
	b.numbers(field)
	b.b = append(b.b, "^FS"...)
}

// protect writes the passwords and locks the tag; after reading, because a lock
// that fails must not hide what was written.
func (b *Builder) protect(t Tag) {
	if t.Access == 0 && t.Kill == 0 {
		return
	}
	b.b = append(b.b, passwordField...)
	b.password(t.Access)
	b.b = append(b.b, ',')
	b.password(t.Kill)
	b.b = append(b.b, "^FS"...)
	if t.Lock {
		b.b = append(b.b, "^RLM,L,L,L,L^FS"...)
	}
}

func (b *Builder) password(p uint32) { b.hex(byte(p>>24), byte(p>>16), byte(p>>8), byte(p)) }

func (b *Builder) numbers(n ...int) {
	for i, v := range n {
		if i > 0 {
			b.b = append(b.b, ',')
		}
		b.b = strconv.AppendInt(b.b, int64(v), 10)
	}
}

// passwordField begins the field that writes the passwords of a tag.
const passwordField = "^RFW,H,P^FD"

// HidePasswords writes 0 over the digits of every password that [Builder.Tag] has
// put into formats, for copies that people and files get.
func HidePasswords(formats []byte) {
	for {
		i := bytes.Index(formats, []byte(passwordField))
		if i < 0 {
			return
		}
		formats = formats[i+len(passwordField):]
		for j := range formats {
			if formats[j] == '^' {
				break
			}
			if formats[j] != ',' {
				formats[j] = '0'
			}
		}
	}
}
