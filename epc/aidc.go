package epc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// A format is how the values of an element are written in a scheme of TDS 2.x or
// behind it, one part after the other (TDS 2.3 §15.3 table F).
type format []coded

// A coded is one part of a format.
type coded struct {
	method codingMethod
	digits uint8 // of codingBcd and codingInteger
	length uint8 // bits of the length
	most   uint8 // greatest length
	check  uint8 // how many digits the last of which is a check digit, 0 for none
	hash   bool  // the value may have a hash sign
}

// A codingMethod is one of TDS 2.3 §14.5, as schemes.txt lists them.
type codingMethod uint8

const (
	codingBcd codingMethod = iota
	codingInteger
	codingNumber
	codingText
	codingDelimited
	codingDate
	codingDateMinute
	codingDateRange
	codingDateTime
	codingCountry
	codingBit
	codingMinus
	codingSequence
)

// An aiFormat is an identifier and its place in formats.
type aiFormat struct {
	ai    gs1.AI
	index uint8
}

// findFormat returns the format of ai, nil if table F has none.
func findFormat(ai gs1.AI) format {
	i, ok := slices.BinarySearchFunc(formatOf[:], ai, func(f aiFormat, ai gs1.AI) int { return cmp.Compare(f.ai, ai) })
	if !ok {
		return nil
	}
	return formats[formatOf[i].index]
}

// maxValue is more than the characters that a value of table F can have.
const maxValue = 128

// A bitReader takes bits from at on up to end. After the first failure it gives
// zeros.
type bitReader struct {
	*store
	at, end int
	key     bool // check digits are checked
	blind   bool // of values only the length is right, where the bits are not wrong
	failed  bool
	from    int    // where what is wrong begins
	why     reason // what is wrong
	number  int    // in what is wrong
}

// A reason is why bits are no value. It is no text, so that a reader holds nothing
// that an error would keep.
type reason uint8

const (
	cutShort reason = iota
	badDigit
	badCheckDigit
	badNumber
	badLength
	badIndicator
	badCharacter
	badCode40
	badPad
	tooMany
	badEnd
	badTime
	badLetter
	badSequence
	badDateType
	badIdentifier
	badHostCode
)

// reasons are what the reasons say of the number.
var reasons = [...]string{
	cutShort:      "",
	badDigit:      "four bits are above 9",
	badCheckDigit: checkDigitWhy,
	badNumber:     "the number has more than %d digits",
	badLength:     "the length is %d",
	badIndicator:  "encoding indicator %d is reserved",
	badCharacter:  "it cannot have the character %q",
	badCode40:     "%d is no three characters of URN Code 40",
	badPad:        "URN Code 40 has a pad character that its length does not say, or none",
	tooMany:       "there are more than %d characters",
	badEnd:        "four bits of %d are neither a digit nor an end after digits",
	badTime:       "the bits are no date or time of the calendar",
	badLetter:     "six bits of %d are no letter A-Z",
	badSequence:   "the bits are no two digits from 1 to 9",
	badDateType:   "date type %d is reserved",
	badIdentifier: "identifiers with %d cannot stand on a tag",
	badHostCode:   "the code %d is reserved",
}

// text says what is wrong, "" if the bits end too early.
func (r *bitReader) text() string {
	text := reasons[r.why]
	if strings.Contains(text, "%") {
		text = fmt.Sprintf(text, r.number)
	}
	return text
}

// take returns the next n bits.
func (r *bitReader) take(n int) uint64 {
	at := r.at
	if r.failed || n == 0 || !r.has(n) {
		return 0
	}
	r.at = at + n
	return r.get(at, n)
}

// has reports whether there are n more bits, and fails if not.
func (r *bitReader) has(n int) bool {
	if r.at+n > r.end {
		r.fail(r.at, cutShort, n)
		r.at = r.end
		return false
	}
	return true
}

func (r *bitReader) fail(from int, why reason, number int) {
	if !r.failed {
		r.failed, r.from, r.why, r.number = true, from, why, number
	}
}

// read appends the value that follows in r.
func (f format) read(b []byte, r *bitReader) []byte {
	for i := range f {
		b = f[i].read(b, r)
	}
	return b
}

func (p *coded) read(b []byte, r *bitReader) []byte {
	switch p.method {
	case codingBcd:
		return p.readBCD(b, r)
	case codingInteger:
		return r.integer(b, int(p.digits))
	case codingNumber:
		return r.integer(b, p.readLength(r))
	case codingText:
		return p.readText(b, r)
	case codingDelimited:
		return p.readDelimited(b, r)
	case codingDate, codingDateMinute, codingDateRange, codingDateTime:
		return p.readDate(b, r)
	case codingCountry:
		return r.country(b)
	case codingBit:
		return append(b, '0'+byte(r.take(1)))
	case codingMinus:
		if r.take(1) == 1 {
			b = append(b, '-')
		}
	case codingSequence:
		return r.sequence(b)
	}
	return b
}

// readBCD appends digits of four bits (TDS 2.3 §14.5.4). A check digit is among the
// first 16 or the last.
func (p *coded) readBCD(b []byte, r *bitReader) []byte {
	from, sum, unweighed := r.at, uint64(0), int(p.check)
	for left := int(p.digits); left > 0; left -= 16 {
		n := min(left, 16)
		v := r.take(4 * n)
		if v>>3&(v>>2|v>>1)&0x1111_1111_1111_1111 != 0 {
			r.fail(from, badDigit, 0)
			return b
		}
		if b = grown(b, n); !r.blind {
			putHex(b[len(b)-n:], v<<(4*uint(16-n)%wordBits))
		}
		weighed := min(unweighed, n)
		unweighed -= weighed
		sum += weighedSum(v >> (4 * uint(n-weighed) % wordBits))
	}
	if p.check != 0 && r.key && !r.failed && sum%10 != 0 {
		r.fail(from, badCheckDigit, 0)
	}
	return b
}

// weighedSum adds up the digits of four bits in v, those at odd places from the end
// three times. With a check digit at the end of them it is a multiple of ten.
func weighedSum(v uint64) uint64 {
	const bytes, nibbles = 0x0101_0101_0101_0101, 0x0F0F_0F0F_0F0F_0F0F
	return v&nibbles*bytes>>56 + 3*(v>>4&nibbles*bytes>>56)
}

const checkDigitWhy = "the check digit is wrong"

// checkDigit is [gs1.CheckDigit] of bytes.
func checkDigit(digits []byte) byte {
	var thrice, once uint // every other digit from the end, and those between
	for i := len(digits) - 1; i >= 0; i -= 2 {
		thrice += uint(digits[i] - '0')
		if i > 0 {
			once += uint(digits[i-1] - '0')
		}
	}
	return '0' + byte((10-(3*thrice+once)%10)%10)
}

// maxDigits is how many digits surely fit a word.
const maxDigits = 19

// pow10 is ten to the power of the index.
var pow10 = func() (t [maxDigits + 1]uint64) {
	t[0] = 1
	for i := range maxDigits {
		t[i+1] = 10 * t[i]
	}
	return t
}()

// integer appends a number with its leading zeros (TDS 2.3 §14.5.2, §14.5.6.1).
func (r *bitReader) integer(b []byte, digits int) []byte {
	from, n := r.at, digitBits(digits)
	if r.failed || !r.has(n) {
		return b
	}
	r.at += n
	if digits <= maxDigits {
		v := r.get(from, n)
		if v >= pow10[digits] {
			r.fail(from, badNumber, digits)
			return b
		}
		if r.blind {
			return grown(b, digits)
		}
		return appendPadded(b, v, digits)
	}
	return r.wideInteger(b, r.getWide(from, n), from, digits)
}

func (r *bitReader) wideInteger(b []byte, v wide, from, digits int) []byte {
	const zeros = "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
	all := digits
	b = append(b, zeros[:digits]...)
	for i := len(b); digits > 0; {
		n := min(digits, maxDigits-1)
		var rest uint64
		v, rest = v.div(pow10[n])
		appendPadded(b[:i-n], rest, n)
		i, digits = i-n, digits-n
	}
	if v != (wide{}) {
		r.fail(from, badNumber, all)
	}
	return b
}

// readLength takes the length of a value.
func (p *coded) readLength(r *bitReader) int {
	from := r.at
	n := int(r.take(int(p.length)))
	if n == 0 || n > int(p.most) {
		r.fail(from, badLength, n)
		return 0
	}
	return n
}

// indicatorBits is the width of an encoding indicator, TDS 2.3 §14.5.6.
const indicatorBits = 3

// Encoding indicators, TDS 2.3 table E.
const (
	indicatorNumber = iota
	indicatorUpper
	indicatorLower
	indicatorBase64
	indicatorASCII
	indicatorCode40
)

const (
	base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" // TDS 2.3 table 14-7
	code40Alphabet = "\x00ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789"                      // TDS 2.3 table 14-8; NUL for the pad
	lowerDigits    = "0123456789abcdef"
)

var (
	base64Index = reversed(base64Alphabet)
	code40Index = reversed(code40Alphabet)
)

// readText appends characters behind encoding indicator and length.
func (p *coded) readText(b []byte, r *bitReader) []byte {
	from := r.at
	indicator := r.take(indicatorBits)
	if indicator > indicatorCode40 {
		r.fail(from, badIndicator, int(indicator))
		return b
	}
	n := p.readLength(r)
	switch indicator {
	case indicatorNumber:
		return r.integer(b, n)
	case indicatorUpper:
		return r.chars(b, n, 4, upperDigits)
	case indicatorLower:
		return r.chars(b, n, 4, lowerDigits)
	case indicatorBase64:
		return r.chars(b, n, 6, base64Alphabet)
	case indicatorASCII:
		return p.readASCII(b, r, n)
	}
	return r.code40(b, n)
}

// chars appends n characters of an alphabet.
func (r *bitReader) chars(b []byte, n, width int, alphabet string) []byte {
	if r.failed || !r.has(n*width) {
		return b
	}
	if r.blind {
		r.at += n * width
		return grown(b, n)
	}
	for range n {
		b = append(b, alphabet[r.get(r.at, width)])
		r.at += width
	}
	return b
}

func (p *coded) readASCII(b []byte, r *bitReader, n int) []byte {
	if r.failed || !r.has(7*n) {
		return b
	}
	for range n {
		char := byte(r.get(r.at, 7))
		if charsetOf(char)&char82 == 0 && (char != '#' || !p.hash) {
			r.fail(r.at, badCharacter, int(char))
			return b
		}
		b, r.at = append(b, char), r.at+7
	}
	return b
}

// code40 appends n characters, three in 16 bits (TDS 2.3 §14.5.6.5).
func (r *bitReader) code40(b []byte, n int) []byte {
	for ; n > 0 && !r.failed; n -= 3 {
		from := r.at
		v := int(r.take(16)) - 1
		if v < 0 || v >= 40*40*40 {
			r.fail(from, badCode40, v)
			return b
		}
		for i, index := range [3]int{v / 1600, v / 40 % 40, v % 40} {
			switch {
			case (index == 0) != (i >= n):
				r.fail(from, badPad, 0)
				return b
			case i < n:
				b = append(b, code40Alphabet[index])
			}
		}
	}
	return b
}

// Nibbles that end the digits of codingDelimited, TDS 2.3 table 14-4.
const (
	delimiter  = 0xE
	terminator = 0xF
)

func (p *coded) readDelimited(b []byte, r *bitReader) []byte {
	start := len(b)
	for !r.failed {
		from := r.at
		switch v := r.take(4); {
		case v <= 9:
			if len(b)-start == int(p.most) {
				r.fail(from, tooMany, int(p.most))
				return b
			}
			b = append(b, '0'+byte(v))
			continue
		case v < delimiter || len(b) == start:
			r.fail(from, badEnd, int(v))
		case v == delimiter:
			b = p.readText(b, r)
			if len(b)-start > int(p.most) {
				r.fail(from, tooMany, int(p.most))
			}
		}
		return b
	}
	return b
}

// Widths of the parts of a time and what they are at most, TDS 2.3 §14.5.8 to
// §14.5.11.
var timeParts = [...]struct{ bits, least, most uint8 }{
	{7, 0, 99}, {4, 1, 12}, {5, 0, 31}, {5, 0, 24}, {6, 0, 59}, {6, 0, 59},
}

// dateParts is how many of timeParts a date has.
const dateParts = 3

// monthDays is the most days of a month.
var monthDays = [...]uint8{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// timeFormats is how many parts a codingDateTime has by its first two bits.
var timeFormats = [...]int{4, 5, 6, 3}

func (p *coded) readDate(b []byte, r *bitReader) []byte {
	switch p.method {
	case codingDateMinute:
		return r.time(b, 5)
	case codingDateTime:
		return r.time(b, timeFormats[r.take(2)])
	case codingDateRange:
		if r.take(1) == 1 {
			b = r.time(b, dateParts)
		}
	}
	return r.time(b, dateParts)
}

// time appends two digits for each of the first n timeParts.
func (r *bitReader) time(b []byte, n int) []byte {
	from := r.at
	var values [len(timeParts)]uint8
	for i := range n {
		values[i] = uint8(r.take(int(timeParts[i].bits)))
	}
	if !validTime(values[:n]) {
		r.fail(from, badTime, 0)
		return b
	}
	for _, v := range values[:n] {
		b = appendPadded(b, uint64(v), 2)
	}
	return b
}

func validTime(values []uint8) bool {
	for i, v := range values {
		if v < timeParts[i].least || v > timeParts[i].most {
			return false
		}
	}
	if values[2] > monthDays[values[1]] {
		return false
	}
	if len(values) > dateParts && values[3] == 24 { // TDS 2.3 §14.5.9.2: the end of a day
		for _, v := range values[4:] {
			if v != 0 {
				return false
			}
		}
	}
	return true
}

func (r *bitReader) country(b []byte) []byte {
	for range 2 {
		from, v := r.at, r.take(6)
		if v >= 26 {
			r.fail(from, badLetter, int(v))
			return b
		}
		b = append(b, base64Alphabet[v])
	}
	return b
}

func (r *bitReader) sequence(b []byte) []byte {
	from := r.at
	n, m := byte(r.take(4)), byte(r.take(4))
	if n < 1 || n > 9 || m < 1 || m > 9 {
		r.fail(from, badSequence, 0)
		return b
	}
	return append(b, '0'+n, '/', '0'+m)
}
