package epc

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

const (
	upperDigits  = "0123456789ABCDEF"
	maxHexDigits = maxBits / 4
	pcDigits     = 4 // of a PC word, TDS 2.3 §9.3
)

// hexValues is the value of a hex digit, -1 for other bytes: a number made of values
// is below zero if one of them is none.
var hexValues = func() (t [256]int64) {
	for i := range t {
		t[i] = -1
	}
	for i := range int64(16) {
		t[upperDigits[i]] = i
		t[upperDigits[i]|0x20] = i // ASCII: lower case; digits have the bit already
	}
	return t
}()

// ParseHex reads an EPC from hex digits in upper or lower case, as [Decode]
// reads its bytes. Spaces between and around the digits and "0x" before them
// are passed over, zeros after the EPC, and before it a PC word that says as many
// words as follow; Options.Notes tells so, with [CodeSpelling], [CodePadding] and
// [CodePCWord]. An odd number of digits is one of an EPC whose last bits stand in
// the last digit. Only the Notes of o are used.
//
// The error is an [*Error]: that of Decode with positions in s, or one with
// [CodeCharacter], [CodeISO], or [CodeLength] for an odd number of digits.
func ParseHex(s string, o *Options) (t Tag, err error) {
	err = t.unmarshalHex(s, o)
	return t, err
}

// unmarshalHex sets t, which is zero, and leaves it so on an error.
func (t *Tag) unmarshalHex(s string, o *Options) error {
	if high, low, ok := plainHex([]byte(s)); ok {
		t.store[0], t.store[1] = high, low
		return nil
	}
	if t.plainBehindPC([]byte(s)) {
		if o != nil && o.Notes != nil {
			o.notePC(s, s[:pcDigits])
		}
		return nil
	}
	sure, err := t.strictHex([]byte(s))
	switch {
	case !sure:
		err = t.parseHexLoose(s, o)
	case err == nil && o != nil && o.Notes != nil:
		o.notePadding(s, t, 0, len(s))
	}
	if err != nil {
		*t = Tag{}
		return err
	}
	return nil
}

// strictHex sets t, which is zero, to what the digits are. It is not sure if there is
// more than digits, or perhaps a PC word before them.
func (t *Tag) strictHex(digits []byte) (sure bool, err *Error) {
	if !t.store.unhex(digits) || mayHavePC(&t.store, len(digits)) {
		return false, nil
	}
	return true, t.readDigits(digits)
}

// plainHex returns the words of the EPC of a plain scheme that the digits are. It is
// quick and says no in doubt.
func plainHex(digits []byte) (high, low uint64, ok bool) {
	if len(digits) != 2*plainBytes {
		return 0, 0, false
	}
	d := (*[2 * plainBytes]byte)(digits)
	a, b, c := unhex8(d[:8]), unhex8(d[8:16]), unhex8(d[16:])
	high, low = uint64(a)<<32|uint64(b), uint64(c)<<32
	return high, low, a|b|c >= 0 && isPlain(high, low)
}

// parseHexLoose reads digits with spaces between, "0x" or a PC word before them.
func (t *Tag) parseHexLoose(s string, o *Options) *Error {
	var buf [maxHexDigits + pcDigits]byte
	digits, err := hexDigits(buf[:0], s)
	if err != nil {
		return err
	}
	skipped := 0
	if *t, skipped, err = parseHexAny(string(digits)); err != nil {
		if err.End > err.Start {
			err.Start, err.End = digitOffset(s, err.Start), digitOffset(s, err.End-1)+1
		}
		return err
	}
	if o != nil && o.Notes != nil {
		if len(digits) != len(s) {
			o.noteSpelling(s, string(digits))
		}
		if skipped > 0 {
			o.notePC(s, string(digits[:skipped]))
		}
		o.notePadding(s, t, skipped, len(digits))
	}
	return nil
}

// readDigits is read of what the hex digits say.
func (t *Tag) readDigits(digits []byte) *Error {
	n := len(digits)
	if err := t.read(4 * n); err != nil {
		return err
	}
	if n%2 != 0 && n != (t.Bits()+3)/4 {
		return hexLength(string(digits), 0, fmt.Sprintf("%d hex digits, an odd number, which do not end where the EPC does", n))
	}
	return nil
}

// parseHexDigits reads bits bits of digits, which are hex digits.
func parseHexDigits(digits string, bits int) (t Tag, err *Error) {
	if !t.store.unhex([]byte(digits)) {
		for i := range len(digits) {
			if hexValues[digits[i]] < 0 {
				return Tag{}, notHex(digits, i)
			}
		}
		return Tag{}, hexLength(digits, 0, fmt.Sprintf("more than %d hex digits, the most an EPC has", maxHexDigits))
	}
	switch {
	case bits == 4*len(digits):
		err = t.readDigits([]byte(digits))
	case !t.store.zero(bits, 4*len(digits)):
		err = trailing("the URI", &t.store, bits, 4*len(digits))
	default:
		err = t.read(bits)
	}
	if err != nil {
		return Tag{}, err
	}
	return t, nil
}

// A PC word is five bits of length, four that are no matter here, the toggle bit
// and the attribute bits or the AFI (TDS 2.3 §9.3).
const (
	pcLengthShift = 11
	pcToggle      = 1 << 8
)

// mayHavePC reports whether the first word of so many hex digits is a PC word that
// says as many words as follow. The header of an EPC that fills all of them is none.
func mayHavePC(s *store, digits int) bool {
	length := int(s[0] >> (wordBits - gen2Word + pcLengthShift))
	bits := int(schemes[schemeOf[s[0]>>(wordBits-headerBits)]].bits)
	return length > 0 && digits == pcDigits+4*length && 4*digits != words(bits)*gen2Word
}

// plainBehindPC is plainHex of the digits behind a PC word without the toggle bit. No
// header of a scheme of as many bits is such a word.
func (t *Tag) plainBehindPC(digits []byte) bool {
	const length = 2 * plainBytes
	if len(digits) != pcDigits+length {
		return false
	}
	var pc store
	high, low, ok := plainHex(digits[pcDigits:])
	if !ok || !pc.unhex(digits[:pcDigits]) || !mayHavePC(&pc, len(digits)) || pc.toggle() {
		return false
	}
	t.store[0], t.store[1] = high, low
	return true
}

// toggle reports whether a PC word says that the tag follows ISO.
func (s *store) toggle() bool { return s[0]>>(wordBits-gen2Word)&pcToggle != 0 }

// parseHexAny reads digits that may have a PC word before the EPC. skipped says how
// many digits it has. An EPC that fills the words there are has none, whatever its
// first bits are as a PC word.
func parseHexAny(digits string) (t Tag, skipped int, err *Error) {
	plain, err := parseHexDigits(digits, 4*len(digits))
	var first store
	if len(digits) <= pcDigits || !first.unhex([]byte(digits[:pcDigits])) || !mayHavePC(&first, len(digits)) {
		return plain, 0, err
	}
	if err == nil && 4*len(digits) == plain.Words()*gen2Word {
		return plain, 0, nil
	}
	behind, cause := parseHexDigits(digits[pcDigits:], 4*(len(digits)-pcDigits))
	switch {
	case cause == nil && !first.toggle():
		return behind, pcDigits, nil
	case err == nil:
		return plain, 0, nil
	case first.toggle():
		return Tag{}, 0, &Error{
			Code: CodeISO, Start: 0, End: pcDigits, found: digits[:pcDigits],
			message: fmt.Sprintf("PC word %s has the toggle bit: the tag follows ISO, with AFI %s, and holds no EPC", digits[:pcDigits], digits[2:pcDigits]),
			rule:    document + " §9.3",
		}
	case cause.Code != CodeHeader:
		cause.Start, cause.End = cause.Start+pcDigits, cause.End+pcDigits
		return Tag{}, 0, cause
	}
	return Tag{}, 0, err
}

// unhex sets s, which is zero, to the digits. It reports whether they are hex digits and
// nothing else, and not more than an EPC has.
func (s *store) unhex(digits []byte) bool {
	if len(digits) > maxHexDigits {
		return false
	}
	i, bad := 0, int64(0)
	for ; len(digits) >= 16; i++ {
		high, low := unhex8(digits), unhex8(digits[8:])
		s[i%8], bad, digits = uint64(high)<<32|uint64(low), bad|high|low, digits[16:]
	}
	last := int64(0)
	for _, c := range digits {
		last = last<<4 | hexValues[c]
	}
	s[i%8] = uint64(last) << (4 * (16 - len(digits)))
	return bad|last >= 0
}

// unhex8 returns the number of the first 8 hex digits of s, below zero if they are
// none.
func unhex8(s []byte) int64 {
	_ = s[7] // one check for all
	return hexValues[s[0]]<<28 | hexValues[s[1]]<<24 | hexValues[s[2]]<<20 | hexValues[s[3]]<<16 |
		hexValues[s[4]]<<12 | hexValues[s[5]]<<8 | hexValues[s[6]]<<4 | hexValues[s[7]]
}

// hexDigits appends the digits of s, which may have spaces between and "0x" before
// them.
func hexDigits(b []byte, s string) ([]byte, *Error) {
	for i := digitOffset(s, 0); i < len(s); i++ {
		switch {
		case isSpace(s[i]):
			continue
		case hexValues[s[i]] < 0:
			return nil, notHex(s, i)
		case len(b) == cap(b):
			return nil, hexLength(s, digitOffset(s, 0), fmt.Sprintf("more than %d hex digits, the most an EPC has", maxHexDigits))
		}
		b = append(b, s[i])
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

func hexLength(s string, start int, what string) *Error {
	return &Error{
		Code: CodeLength, Start: start, End: len(s),
		found: clip(s[start:]), expected: "two hex digits a byte",
		message: "there are " + what,
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

func (o *Options) noteSpelling(s, digits string) {
	o.note(gs1.Finding{
		Code: CodeSpelling, Severity: gs1.SeverityInfo, End: len(s), Found: clip(s), Expected: digits,
		Message: "\"0x\" or spaces were passed over; an EPC is written as hex digits only",
	})
}

func (o *Options) notePC(s, pc string) {
	o.note(gs1.Finding{
		Code: CodePCWord, Severity: gs1.SeverityInfo, Start: digitOffset(s, 0), End: digitOffset(s, pcDigits-1) + 1, Found: pc,
		Message: "the PC word " + pc + " before the EPC was passed over; it says how many words follow",
		Rule:    document + " §9.3",
	})
}

// notePadding tells of zeros beyond the last word of the EPC. The digits are those
// of s, skipped the ones before the EPC.
func (o *Options) notePadding(s string, t *Tag, skipped, digits int) {
	n := skipped + t.Words()*gen2Word/4
	if digits <= n {
		return
	}
	o.note(gs1.Finding{
		Code: CodePadding, Severity: gs1.SeverityInfo, Start: digitOffset(s, n), End: len(s),
		Message: fmt.Sprintf("%d zero bits after the words of the EPC were passed over", 4*(digits-n)),
		Rule:    document + " §14.4 step 3",
	})
}

// AppendHex appends the bits as upper-case hex digits, in whole words of 16 bits
// as they are written to a tag: "3066C4409047E140075BCD15". The zero Tag has none.
func (t *Tag) AppendHex(b []byte) []byte { return t.store.appendHex(b, t.Words()) }

// appendHex appends the digits of the first words of 16 bits.
func (s *store) appendHex(b []byte, words int) []byte {
	n := words * gen2Word / 4
	b = grown(b, n)
	out := b[len(b)-n:]
	for i := 0; len(out) > 0; i++ {
		n = min(len(out), wordBits/4)
		putHex(out[:n], s[i&7])
		out = out[n:]
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
func (t *Tag) UnmarshalText(text []byte) error {
	*t = Tag{}
	if high, low, ok := plainHex(text); ok {
		t.store[0], t.store[1] = high, low
		return nil
	}
	if len(text) == 0 || t.plainBehindPC(text) {
		return nil
	}
	sure, err := t.strictHex(text)
	if !sure {
		err = t.parseHexLoose(string(text), nil)
	}
	if err != nil {
		*t = Tag{}
		return err
	}
	return nil
}
