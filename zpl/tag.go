package zpl

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
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

// Tag writes [AppendTag] into the label in hand.
func (b *Builder) Tag(t Tag) {
	b.inFormat("tag")
	out, err := AppendTag(b.b, t)
	if err != nil && b.err == nil {
		b.err = err
	}
	b.b = out
}

// AppendTag appends the commands that have the printer write a tag, read it back
// and tell the host; they stand in the format of a label. It tries one label and
// stands still if that fails: with the usual settings it would spoil three and
// then drop the label in silence (^RS).
//
// The EPC is written with its PC word from word 1 of bank 1, which printers of
// any age understand. Passwords and locks come after reading, because a lock that
// fails must not hide what was written.
func AppendTag(b []byte, t Tag) ([]byte, error) {
	if err := t.check(); err != nil {
		return b, err
	}
	b = append(b, "^RS8,,,1,E"...)
	b = appendWrite(b, 1, 1, 2+len(t.EPC))
	b = hex.AppendEncode(b, []byte{byte(t.PC >> 8), byte(t.PC)})
	b = append(hex.AppendEncode(b, t.EPC), "^FS"...)
	if len(t.User) > 0 {
		b = appendWrite(b, 3, 0, len(t.User))
		b = append(hex.AppendEncode(b, t.User), "^FS"...)
	}
	b = appendRead(b, fieldEPC, 1, 2, len(t.EPC))
	b = appendRead(b, fieldTID, 2, 0, tidBytes)
	if t.Access != 0 || t.Kill != 0 {
		b = appendPassword(append(b, passwordField...), t.Access)
		b = appendPassword(append(b, ','), t.Kill)
		b = append(b, "^FS"...)
	}
	if t.Lock {
		b = append(b, "^RLM,L,L,L,L^FS"...)
	}
	b = appendNumbers(append(b, "^FH_^HV"...), fieldEPC, 2*len(t.EPC))
	b = append(b, ",_02"+echoStart+"|"...)
	b = append(b, t.Mark...)
	b = appendNumbers(append(b, "|,|,L^FS^FH_^HV"...), fieldTID, 2*tidBytes)
	return append(b, ",,_03,L^FS\n"...), nil
}

func (t Tag) check() error {
	n := len(t.EPC)
	switch {
	case n == 0 || n%2 != 0 || n > maxEPC || len(t.User)%2 != 0:
		return fmt.Errorf("zpl: tag with an EPC of %d and user memory of %d bytes, expected whole words of 2 bytes, at most %d for the EPC", n, len(t.User), maxEPC)
	case !isTagMark(t.Mark):
		return fmt.Errorf("zpl: mark of a tag %.64q, expected at most %d letters, digits and -", t.Mark, MaxTagMark)
	case t.Lock && t.Access == 0:
		return errors.New("zpl: tag to be locked without an access password")
	}
	return nil
}

func isTagMark(s string) bool {
	for i := range len(s) {
		if c := upper(s[i]); !isDigit(c) && (c < 'A' || c > 'Z') && c != '-' {
			return false
		}
	}
	return s != "" && len(s) <= MaxTagMark
}

// appendWrite begins the field that writes n bytes from a word of a bank on.
func appendWrite(b []byte, bank, word, n int) []byte {
	return append(appendNumbers(append(b, "^RFW,H,"...), word, n, bank), "^FD"...)
}

// appendRead reads n bytes from a word of a bank on into a numbered field.
func appendRead(b []byte, field, bank, word, n int) []byte {
	b = appendNumbers(append(b, "^RFR,H,"...), word, n, bank)
	return append(appendNumbers(append(b, "^FN"...), field), "^FS"...)
}

func appendPassword(b []byte, p uint32) []byte {
	return hex.AppendEncode(b, []byte{byte(p >> 24), byte(p >> 16), byte(p >> 8), byte(p)})
}

// appendNumbers appends numbers with a comma between them.
func appendNumbers(b []byte, n ...int) []byte {
	for i, v := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(v), 10)
	}
	return b
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
