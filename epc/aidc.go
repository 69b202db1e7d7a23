package epc

import (
	"fmt"
	"math/bits"
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

// formatPlaces are the places in formatOf by the number of the identifier, with 0 for
// those that are not there.
var formatPlaces = func() (t [10_000]uint16) {
	for i, f := range formatOf {
		t[f.ai&aiNumber] = uint16(i)
	}
	return t
}()

// findPlace returns the place of ai in formatOf, below zero if table F has no format.
func findPlace(ai gs1.AI) int {
	if number := int(ai & aiNumber); number < len(formatPlaces) {
		if place := int(formatPlaces[number]); formatOf[place].ai == ai {
			return place
		}
	}
	return -1
}

// findFormat returns the format of ai, nil if table F has none.
func findFormat(ai gs1.AI) format {
	place := findPlace(ai)
	if place < 0 {
		return nil
	}
	return formats[formatOf[place].index]
}

// A placeSet is a set of identifiers, by their places in formatOf.
type placeSet [len(formatOf)/wordBits + 1]uint64

// add adds a place, and reports whether it was not there.
func (p *placeSet) add(place int) bool {
	word, bit := &p[uint(place)/wordBits], uint64(1)<<(uint(place)%wordBits)
	added := *word&bit == 0
	*word |= bit
	return added
}

// A checker tells whether bits before end are values. Its methods take where a value
// begins and return where the next one does, or failed if the bits are none; why
// stands in the checker then.
type checker struct {
	*store
	end      int
	from, to int    // where what is wrong begins, and how far the value was read
	why      reason // what is wrong
	number   int    // in what is wrong
}

const failed = -1

// A reason is why bits are no value. It is no text, so that a checker holds
// nothing that an error would keep.
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
	noIdentifier
	badIdentifier
	badHostCode
	repeated
)

// reasons are what the reasons say of the number, and what is right in its place.
var reasons = [...]struct{ text, expected string }{
	badDigit:      {"four bits are %d, and a digit is at most 9", "0 to 9"},
	badCheckDigit: {checkDigitWhy, "the check digit of the digits before"},
	badNumber:     {"the number has more than %d digits", "a number of so many digits"},
	badLength:     {"the length is %d", "a length that the element has"},
	badIndicator:  {"encoding indicator %d is reserved", "0 to 5"},
	badCharacter:  {"it cannot have the character %q", "a character of the element"},
	badCode40:     {"%d is no three characters of URN Code 40", "1 to 64000"},
	badPad:        {"URN Code 40 has a pad character that its length does not say, or none", "pad characters behind the last character"},
	tooMany:       {"there are more than %d characters", "an end after them"},
	badEnd:        {"four bits of %d are neither a digit nor an end after digits", "0 to 9, 14 or 15"},
	badTime:       {"the bits are no date or time of the calendar", "a date or time of the calendar"},
	badLetter:     {"six bits of %d are no letter A-Z", "0 to 25"},
	badSequence:   {"the bits are no two digits from 1 to 9", "two digits from 1 to 9"},
	badDateType:   {"date type %d is reserved", "a date type of §14.5.3"},
	noIdentifier:  {"no identifier begins with %02d", "an identifier of table F"},
	badIdentifier: {"identifier %02d cannot stand on a tag", "an identifier of table F"},
	badHostCode:   {"the code %d is reserved", "a code for a part of a name"},
	repeated:      {"it is there already", "each identifier once"},
}

// text says what is wrong.
func (r *checker) text() string {
	text := reasons[r.why].text
	if strings.Contains(text, "%") {
		text = fmt.Sprintf(text, r.number)
	}
	return text
}

// found is the number of what is wrong as the bits have it, "" if there are too many.
func (r *checker) found() string {
	if n := r.to - r.from; n <= code40Bits {
		return utoa(r.get(r.from, n))
	}
	return ""
}

// fail says what is wrong with bits.
func (r *checker) fail(from, to int, why reason, number int) int {
	r.from, r.to, r.why, r.number = from, to, why, number
	return failed
}

// skip passes over n bits that are a value whatever they are.
func (r *checker) skip(at, n int) int {
	if at+n > r.end {
		return r.fail(at, r.end, cutShort, n)
	}
	return at + n
}

// check checks the value at at. Check digits are right in a key, and no matter in data.
func (f format) check(r *checker, at int, key bool) int {
	for i := range f {
		switch p := &f[i]; {
		case p.method == codingBcd:
			at = p.checkBCD(r, at, key)
		case p.method == codingText:
			at, _ = p.checkText(r, at)
		default:
			at = p.checkOther(r, at)
		}
		if at == failed {
			return failed
		}
	}
	return at
}

// checkOther checks what is neither digits of four bits nor text, which nearly all is.
func (p *coded) checkOther(r *checker, at int) int {
	switch p.method {
	case codingInteger:
		return r.integer(at, int(p.digits))
	case codingNumber:
		return p.checkNumber(r, at)
	case codingDelimited:
		return p.checkDelimited(r, at)
	case codingDate, codingDateMinute, codingDateRange, codingDateTime:
		return p.checkDate(r, at)
	case codingCountry:
		return r.country(at)
	case codingSequence:
		return r.sequence(at)
	}
	return r.skip(at, 1) // codingBit, codingMinus
}

// checkBCD checks digits of four bits (TDS 2.3 §14.5.4). A check digit is among the
// first 16 or the last.
func (p *coded) checkBCD(r *checker, at int, key bool) int {
	from, sum, unweighed := at, uint64(0), int(p.checked)
	for left := int(p.digits); left > 0; left -= 16 {
		n := min(left, 16)
		next := r.skip(at, 4*n)
		if next == failed {
			return failed
		}
		v := r.get(at, 4*n)
		if aboveNine(v) != 0 {
			return r.failDigit(at, v, n)
		}
		weighed := min(unweighed, n)
		unweighed -= weighed
		sum += weighedSum(v >> (4 * uint(n-weighed) % wordBits))
		at = next
	}
	if key && p.checked != 0 && sum%10 != 0 {
		return r.fail(from, at, badCheckDigit, 0)
	}
	return at
}

// aboveNine returns a bit for each four bits of v that are no digit, the lowest of them.
func aboveNine(v uint64) uint64 { return v >> 3 & (v>>2 | v>>1) & 0x1111_1111_1111_1111 }

// failDigit says which is the first of the n digits in v, which begin at at, that is none.
func (r *checker) failDigit(at int, v uint64, n int) int {
	i := (bits.LeadingZeros64(aboveNine(v)) - (wordBits - 4*n)) / 4
	return r.fail(at+4*i, at+4*i+4, badDigit, int(v>>(4*(n-1-i))&0xF))
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
func (r *checker) integer(at, digits int) int {
	n := digitBits(digits)
	next := r.skip(at, n)
	switch {
	case next == failed:
	case digits <= maxDigits && r.get(at, n) >= pow10[digits], digits > maxDigits && !r.getWide(at, n).below(digits):
		return r.fail(at, next, badNumber, digits)
	}
	return next
}

// checkNumber checks a number behind its length.
func (p *coded) checkNumber(r *checker, at int) int {
	next := r.skip(at, int(p.length))
	if next == failed {
		return failed
	}
	n := int(r.get(at, int(p.length)))
	if n == 0 || n > int(p.most) {
		return r.fail(at, next, badLength, n)
	}
	return r.integer(next, n)
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

// checkText checks characters behind encoding indicator and length, and returns how
// many they are.
func (p *coded) checkText(r *checker, at int) (next, n int) {
	width := indicatorBits + int(p.length)
	if next = r.skip(at, width); next == failed {
		return failed, 0
	}
	head := r.get(at, width)
	indicator, n := head>>(p.length%wordBits), int(head&(1<<(p.length%wordBits)-1))
	switch {
	case indicator > indicatorCode40:
		return r.fail(at, at+indicatorBits, badIndicator, int(indicator)), 0
	case n == 0 || n > int(p.most):
		return r.fail(at+indicatorBits, next, badLength, n), 0
	case indicator == indicatorNumber:
		return r.integer(next, n), n
	case indicator == indicatorASCII:
		return p.checkASCII(r, next, n), n
	case indicator == indicatorCode40:
		return r.code40(next, n), n
	case indicator == indicatorBase64:
		return r.skip(next, base64Bits*n), n
	}
	return r.skip(next, hexBits*n), n
}

func (p *coded) checkASCII(r *checker, at, n int) int {
	next := r.skip(at, asciiBits*n)
	for ; at < next; at += asciiBits {
		char := byte(r.get(at, asciiBits))
		if charsetOf(char)&char82 == 0 && (char != '#' || !p.hash) {
			return r.fail(at, at+asciiBits, badCharacter, int(char))
		}
	}
	return next
}

// code40 checks n characters, three in 16 bits (TDS 2.3 §14.5.6.5).
func (r *checker) code40(at, n int) int {
	for ; n > 0; n -= 3 {
		next := r.skip(at, code40Bits)
		if next == failed {
			return failed
		}
		v := r.get(at, code40Bits)
		if v == 0 || v > 40*40*40 {
			return r.fail(at, next, badCode40, int(v))
		}
		for i, index := range code40Indices(v) {
			if (index == 0) != (i >= n) {
				return r.fail(at, next, badPad, 0)
			}
		}
		at = next
	}
	return at
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

func (p *coded) checkDelimited(r *checker, at int) int {
	for n := 0; ; n++ {
		next := r.skip(at, 4)
		if next == failed {
			return failed
		}
		switch v := r.get(at, 4); {
		case v > 9 && v < delimiter || v > 9 && n == 0:
			return r.fail(at, next, badEnd, int(v))
		case v == terminator:
			return next
		case v == delimiter:
			end, text := p.checkText(r, next)
			if end != failed && n+text > int(p.most) {
				return r.fail(at, end, tooMany, int(p.most))
			}
			return end
		case n == int(p.most):
			return r.fail(at, next, tooMany, int(p.most))
		}
		at = next
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

// timeFormatBits is how many bits say which of timeFormats a codingDateTime has.
const timeFormatBits = 2

// timeFormats are the numbers of parts.
var timeFormats = [...]int{4, 5, 6, 3}

func (p *coded) checkDate(r *checker, at int) int {
	switch p.method {
	case codingDateMinute:
		return r.time(at, dateMinuteParts)
	case codingDateTime:
		next := r.skip(at, timeFormatBits)
		if next == failed {
			return failed
		}
		return r.time(next, timeFormats[r.get(at, timeFormatBits)])
	case codingDateRange:
		next := r.skip(at, 1)
		if next != failed && r.get(at, 1) == 1 {
			next = r.time(next, dateParts)
		}
		if at = next; at == failed {
			return failed
		}
	}
	return r.time(at, dateParts)
}

// time checks the first n timeParts.
func (r *checker) time(at, n int) int {
	from := at
	var values [len(timeParts)]uint8
	for i := range n {
		width := int(timeParts[i].bits)
		next := r.skip(at, width)
		if next == failed {
			return failed
		}
		values[i] = uint8(r.get(at, width))
		at = next
	}
	if !validTime(values[:n]) {
		return r.fail(from, at, badTime, 0)
	}
	return at
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

func (r *checker) country(at int) int {
	for range 2 {
		next := r.skip(at, letterBits)
		if next == failed {
			return failed
		}
		if v := r.get(at, letterBits); v >= 26 {
			return r.fail(at, next, badLetter, int(v))
		}
		at = next
	}
	return at
}

func (r *checker) sequence(at int) int {
	next := r.skip(at, 8)
	if next == failed {
		return failed
	}
	v := r.get(at, 8)
	if n, m := v>>4, v&0xF; n < 1 || n > 9 || m < 1 || m > 9 {
		return r.fail(at, next, badSequence, 0)
	}
	return next
}
