package epc

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

const (
	upperDigits = "0123456789ABCDEF"
	noDigit     = 0xFF
	maxHexBytes = 62 // TDS 2.3 §14.6.1.3: an EPC has at most 496 bits
)

// nibbles is the value of a hex digit, noDigit for other bytes.
var nibbles = func() (t [256]byte) {
	for i := range t {
		t[i] = noDigit
	}
	for i := range byte(16) {
		t[upperDigits[i]] = i
		t[upperDigits[i]|0x20] = i // ASCII: lower case; digits have the bit already
	}
	return t
}()

// ParseHex reads an EPC from hex digits in upper or lower case, as [Decode]
// reads its bytes. Spaces between and around the digits and "0x" before them
// are passed over, and zero bytes after the EPC; Options.Notes tells so, with
// [CodeSpelling] and [CodePadding]. Only the Notes of o are used.
//
// The error is an [*Error]: that of Decode with positions in s, or one with
// [CodeCharacter], or [CodeLength] for an odd number of digits.
func ParseHex(s string, o *Options) (Tag, error) {
	var buf [maxHexBytes]byte
	b, clean := unhex(buf[:0], s)
	if !clean {
		var err *Error
		if b, err = unhexLoose(buf[:0], s); err != nil {
			return Tag{}, err
		}
	}
	t, err := decode(b)
	if err != nil {
		if err.End > err.Start {
			err.Start, err.End = digitOffset(s, err.Start), digitOffset(s, err.End-1)+1
		}
		return Tag{}, err
	}
	if o != nil && o.Notes != nil {
		o.noteHex(s, t, len(b), clean)
	}
	return t, nil
}

// unhex appends the bytes of s and reports whether s is pairs of hex digits
// and nothing else.
func unhex(b []byte, s string) ([]byte, bool) {
	if len(s)%2 != 0 || len(s) > 2*maxHexBytes {
		return b, false
	}
	for i := 0; i+1 < len(s); i += 2 {
		high, low := nibbles[s[i]], nibbles[s[i+1]]
		if high|low > 0xF {
			return b, false
		}
		b = append(b, high<<4|low)
	}
	return b, true
}

// unhexLoose is unhex for digits with spaces between and "0x" before them. It
// says what is wrong with s.
func unhexLoose(b []byte, s string) ([]byte, *Error) {
	digits := 0
	for i := digitOffset(s, 0); i < len(s); i++ {
		v := nibbles[s[i]]
		switch {
		case isSpace(s[i]):
			continue
		case v == noDigit:
			return nil, notHex(s, i)
		case digits == 2*maxHexBytes:
			return nil, hexLength(s, fmt.Sprintf("more than %d hex digits, the most an EPC has", digits))
		case digits%2 == 0:
			b = append(b, v<<4)
		default:
			b[len(b)-1] |= v
		}
		digits++
	}
	if digits%2 != 0 {
		return nil, hexLength(s, fmt.Sprintf("an odd number of hex digits, %d", digits))
	}
	return b, nil
}

func notHex(s string, i int) *Error {
	return &Error{
		Code: CodeCharacter, Start: i, End: i + 1,
		found: s[i : i+1], expected: "0-9 A-F",
		message: "character " + quote(s[i:i+1]) + " is no hex digit",
	}
}

func hexLength(s, what string) *Error {
	return &Error{
		Code: CodeLength, Start: digitOffset(s, 0), End: len(s),
		found: clip(s), expected: "two hex digits a byte",
		message: "there is " + what,
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// digitOffset returns where in s the n-th hex digit is, the end of s if there
// are not so many.
func digitOffset(s string, n int) int {
	i := 0
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	if len(s)-i >= 2 && s[i] == '0' && s[i+1]|0x20 == 'x' {
		i += 2
	}
	for ; i < len(s); i++ {
		if isSpace(s[i]) {
			continue
		}
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// noteHex tells what ParseHex passed over.
func (o *Options) noteHex(s string, t Tag, bytes int, clean bool) {
	if !clean {
		o.note(gs1.Finding{
			Code: CodeSpelling, Severity: gs1.SeverityInfo, End: len(s), Found: clip(s),
			Expected: string(t.AppendHex(nil)),
			Message:  "\"0x\" or spaces were passed over; an EPC is written as hex digits only",
		})
	}
	if n := (t.Bits() + 7) / 8; bytes > n {
		o.note(gs1.Finding{
			Code: CodePadding, Severity: gs1.SeverityInfo, Start: digitOffset(s, 2*n), End: len(s),
			Message: fmt.Sprintf("%d zero bytes after the EPC were passed over", bytes-n),
			Rule:    document + " §14.4 step 3",
		})
	}
}

// AppendHex appends the bits as upper-case hex digits, "3066C4409047E140075BCD15".
// The zero Tag has none.
func (t Tag) AppendHex(b []byte) []byte {
	b = appendDigits(b, t.high, min(t.Bits(), wordBits))
	return appendDigits(b, t.low, t.Bits()-wordBits)
}

// appendDigits appends the n highest bits of w.
func appendDigits(b []byte, w uint64, n int) []byte {
	for ; n > 0; w, n = w<<4, n-4 {
		b = append(b, upperDigits[w>>(wordBits-4)])
	}
	return b
}

// String returns the bits as upper-case hex digits, or "invalid EPC" for the
// zero Tag.
func (t Tag) String() string {
	if !t.IsValid() {
		return "invalid EPC"
	}
	return string(t.AppendHex(nil))
}

// AppendText implements [encoding.TextAppender] with upper-case hex digits. The
// zero Tag appends nothing.
func (t Tag) AppendText(b []byte) ([]byte, error) { return t.AppendHex(b), nil }

// MarshalText implements [encoding.TextMarshaler].
func (t Tag) MarshalText() ([]byte, error) { return t.AppendHex(nil), nil }

// UnmarshalText implements [encoding.TextUnmarshaler] by [ParseHex]; empty text
// gives the zero Tag.
func (t *Tag) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*t = Tag{}
		return nil
	}
	*t, err = ParseHex(string(text), nil)
	return err
}
