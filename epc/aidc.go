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
	method  codingMethod
	digits  uint8 // of codingBcd and codingInteger
	length  uint8 // bits of the length
	most    uint8 // greatest length
	checked uint8 // how many digits the last of which is a check digit, 0 for none
	hash    bool  // the value may have a hash sign
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

// A bitReader checks bits from at on up to end. Its methods return false where bits
// are no value, and why stands in the reader then.
type bitReader struct {
	*store
	at, end int
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

// fail says what is wrong with the bits from from on.
func (r *bitReader) fail(from int, why reason, number int) bool {
	r.from, r.why, r.number = from, why, number
	return false
}

// has reports whether there are n more bits, and fails if not.
func (r *bitReader) has(n int) bool {
	if r.at+n <= r.end {
		return true
	}
	from := r.at
	r.at = r.end
	return r.fail(from, cutShort, n)
}

// take returns the next n bits, 1 to 64.
func (r *bitReader) take(n int) (v uint64, ok bool) {
	if !r.has(n) {
		return 0, false
	}
	v = r.get(r.at, n)
	r.at += n
	return v, true
}

// skip passes over n bits that are a value whatever they are.
func (r *bitReader) skip(n int) bool {
	ok := r.has(n)
	if ok {
		r.at += n
	}
	return ok
}

// check reports whether a value follows in r, and passes over it. Check digits are
// right in a key, and no matter in data.
func (f format) check(r *bitReader, key bool) bool {
	for i := range f {
		if !f[i].check(r, key) {
			return false
		}
	}
	return true
}

func (p *coded) check(r *bitReader, key bool) bool {
	switch p.method {
	case codingBcd:
		return p.checkBCD(r, key)
	case codingInteger:
		return r.integer(int(p.digits))
	case codingNumber:
		n := p.takeLength(r)
		return n > 0 && r.integer(n)
	case codingText:
		return p.checkText(r) > 0
	case codingDelimited:
		return p.checkDelimited(r)
	case codingDate, codingDateMinute, codingDateRange, codingDateTime:
		return p.checkDate(r)
	case codingCountry:
		return r.country()
	case codingSequence:
		return r.sequence()
	}
	return r.skip(1) // codingBit, codingMinus
}

// checkBCD checks digits of four bits (TDS 2.3 §14.5.4). A check digit is among the
// first 16 or the last.
func (p *coded) checkBCD(r *bitReader, key bool) bool {
	from, sum, unweighed := r.at, uint64(0), int(p.checked)
	for left := int(p.digits); left > 0; left -= 16 {
		n := min(left, 16)
		v, ok := r.take(4 * n)
		if !ok {
			return false
		}
		if v>>3&(v>>2|v>>1)&0x1111_1111_1111_1111 != 0 {
			return r.fail(from, badDigit, 0)
		}
		weighed := min(unweighed, n)
		unweighed -= weighed
		sum += weighedSum(v >> (4 * uint(n-weighed) % wordBits))
	}
	if key && p.checked != 0 && sum%10 != 0 {
		return r.fail(from, badCheckDigit, 0)
	}
	return true
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

// integer checks a number of so many digits, leading zeros among them (TDS 2.3
// §14.5.2, §14.5.6.1).
func (r *bitReader) integer(digits int) bool {
	from, n := r.at, digitBits(digits)
	if !r.skip(n) {
		return false
	}
	if digits <= maxDigits && r.get(from, n) < pow10[digits] || digits > maxDigits && r.getWide(from, n).below(digits) {
		return true
	}
	return r.fail(from, badNumber, digits)
}

// takeLength takes the length of a value, 0 if it is none.
func (p *coded) takeLength(r *bitReader) int {
	from := r.at
	n, ok := r.take(int(p.length))
	if !ok || n == 0 || n > uint64(p.most) {
		if ok {
			r.fail(from, badLength, int(n))
		}
		return 0
	}
	return int(n)
}

// Widths of an encoding indicator and of characters, TDS 2.3 §14.5.6.
const (
	indicatorBits = 3
	hexBits       = 4
	base64Bits    = 6
	asciiBits     = 7
	code40Bits    = 16 // three characters
	letterBits    = 6  // TDS 2.3 §14.5.12
)

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

// checkText checks characters behind encoding indicator and length. It returns how
// many they are, 0 if they are none.
func (p *coded) checkText(r *bitReader) int {
	from := r.at
	head, ok := r.take(indicatorBits + int(p.length))
	if !ok {
		return 0
	}
	indicator, n := head>>(p.length%wordBits), int(head&(1<<(p.length%wordBits)-1))
	switch {
	case indicator > indicatorCode40:
		r.at = from + indicatorBits
		ok = r.fail(from, badIndicator, int(indicator))
	case n == 0 || n > int(p.most):
		ok = r.fail(from+indicatorBits, badLength, n)
	case indicator == indicatorNumber:
		ok = r.integer(n)
	case indicator == indicatorASCII:
		ok = p.checkASCII(r, n)
	case indicator == indicatorCode40:
		ok = r.code40(n)
	case indicator == indicatorBase64:
		ok = r.skip(base64Bits * n)
	default:
		ok = r.skip(hexBits * n)
	}
	if !ok {
		return 0
	}
	return n
}

func (p *coded) checkASCII(r *bitReader, n int) bool {
	if !r.has(asciiBits * n) {
		return false
	}
	for range n {
		char := byte(r.get(r.at, asciiBits))
		if charsetOf(char)&char82 == 0 && (char != '#' || !p.hash) {
			return r.fail(r.at, badCharacter, int(char))
		}
		r.at += asciiBits
	}
	return true
}

// code40 checks n characters, three in 16 bits (TDS 2.3 §14.5.6.5).
func (r *bitReader) code40(n int) bool {
	for ; n > 0; n -= 3 {
		from := r.at
		v, ok := r.take(code40Bits)
		if !ok {
			return false
		}
		if v == 0 || v > 40*40*40 {
			return r.fail(from, badCode40, int(v)-1)
		}
		for i, index := range code40Indices(v) {
			if (index == 0) != (i >= n) {
				return r.fail(from, badPad, 0)
			}
		}
	}
	return true
}

// code40Indices returns the places in code40Alphabet of the three characters of v.
func code40Indices(v uint64) [3]uint64 {
	v--
	return [3]uint64{v / 1600, v / 40 % 40, v % 40}
}

// Nibbles that end the digits of codingDelimited, TDS 2.3 table 14-4.
const (
	delimiter  = 0xE
	terminator = 0xF
)

func (p *coded) checkDelimited(r *bitReader) bool {
	for n := 0; ; n++ {
		from := r.at
		switch v, ok := r.take(4); {
		case !ok:
			return false
		case v <= 9:
			if n == int(p.most) {
				return r.fail(from, tooMany, int(p.most))
			}
			continue
		case v < delimiter || n == 0:
			return r.fail(from, badEnd, int(v))
		case v == delimiter:
			text := p.checkText(r)
			if text > 0 && n+text > int(p.most) {
				return r.fail(from, tooMany, int(p.most))
			}
			return text > 0
		}
		return true
	}
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

// dateMinuteParts is how many a codingDateMinute has.
const dateMinuteParts = 5

// timeFormats is how many parts a codingDateTime has by its first bits.
const timeFormatBits = 2

var timeFormats = [...]int{4, 5, 6, 3}

func (p *coded) checkDate(r *bitReader) bool {
	switch p.method {
	case codingDateMinute:
		return r.time(dateMinuteParts)
	case codingDateTime:
		v, ok := r.take(timeFormatBits)
		return ok && r.time(timeFormats[v])
	case codingDateRange:
		two, ok := r.take(1)
		if !ok || two == 1 && !r.time(dateParts) {
			return false
		}
	}
	return r.time(dateParts)
}

// time checks the first n timeParts.
func (r *bitReader) time(n int) bool {
	from := r.at
	var values [len(timeParts)]uint8
	for i := range n {
		v, ok := r.take(int(timeParts[i].bits))
		if !ok {
			return false
		}
		values[i] = uint8(v)
	}
	return validTime(values[:n]) || r.fail(from, badTime, 0)
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

func (r *bitReader) country() bool {
	for range 2 {
		from := r.at
		v, ok := r.take(letterBits)
		if !ok {
			return false
		}
		if v >= 26 {
			return r.fail(from, badLetter, int(v))
		}
	}
	return true
}

func (r *bitReader) sequence() bool {
	from := r.at
	v, ok := r.take(8)
	if !ok {
		return false
	}
	if n, m := v>>4, v&0xF; n < 1 || n > 9 || m < 1 || m > 9 {
		return r.fail(from, badSequence, 0)
	}
	return true
}
