package zpl

import (
	"bytes"
	"encoding/hex"
	"strings"
)

// A TagEcho is what a printer tells of the tag of a label that [Builder.Tag]
// wrote. Of a tag that failed EPC and TID are empty.
type TagEcho struct {
	Mark string // of the Tag
	EPC  string // read back, in upper case hexadecimal; without its PC word
	TID  string
}

// maxTagEcho is the length of the longest answer.
const maxTagEcho = 2 + len(echoStart) + 3 + MaxTagMark + 2*maxEPC + 2*tidBytes

// IsTagEcho reports whether b begins as a [TagEcho] does, as far as it goes.
func IsTagEcho(b []byte) bool {
	start := []byte("\x02" + echoStart + "|")
	n := min(len(b), len(start))
	return n > 0 && bytes.Equal(b[:n], start[:n])
}

// ParseTagEcho reads the answer that b begins with; n is its length. It gives
// [ErrIncomplete] until its last byte is there, an [*Error] if it is none.
func ParseTagEcho(b []byte) (e TagEcho, n int, err error) {
	fault := func(expected string) (TagEcho, int, error) {
		return TagEcho{}, 0, &Error{What: "answer about a tag", Found: quoteFrom(b, 0), Expected: expected}
	}
	if !IsTagEcho(b) {
		return fault("STX " + echoStart + "|")
	}
	end := bytes.IndexByte(b, charXZ)
	switch {
	case end < 0 && len(b) <= maxTagEcho:
		return TagEcho{}, 0, ErrIncomplete
	case end < 0 || end >= maxTagEcho:
		return fault("ETX")
	}
	parts := strings.Split(string(b[1:end]), "|")
	if len(parts) != 4 || !isHexText(parts[2]) || !isHexText(parts[3]) {
		return fault(echoStart + "|mark|EPC|TID")
	}
	return TagEcho{Mark: parts[1], EPC: strings.ToUpper(parts[2]), TID: strings.ToUpper(parts[3])}, end + 1, nil
}

func isHexText(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil
}
