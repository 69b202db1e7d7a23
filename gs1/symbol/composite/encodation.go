package composite

import (
	"strings"

	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction"
)

// A method is how the bits of a 2D component begin (ISO/IEC 24723:2010 §5.3).
type method uint8

const (
	dated        method = iota // date, lot number
	alpha                      // (90) in a mode of its own
	digits                     // (90) in numeric mode
	alphanumeric               // (90) in alphanumeric mode
	general                    // none of these
)

// compact makes e.bits those of data, with the method that gives the smallest
// component; size returns the smallest for so many bits. compact returns the bits
// before the padding, and whether there is a component.
func (e *Encoder) compact(data string, size func(bits int) (component, bool)) (used int, ok bool) {
	capacity := func(bits int) int {
		c, ok := size(bits)
		if !ok {
			return 0
		}
		return c.bits
	}
	best, fewest := general, 0
	for m := dated; m <= general; m++ {
		if _, ok := e.compactBy(m, data, capacity); ok && (fewest == 0 || e.bits.Len() < fewest) {
			best, fewest = m, e.bits.Len()
		}
	}
	return e.compactBy(best, data, capacity)
}

// compactBy is compact with method m; it is not ok if data do not allow it.
func (e *Encoder) compactBy(m method, data string, capacity func(bits int) int) (used int, ok bool) {
	e.bits.Reset()
	switch m {
	case dated:
		return e.compactDated(data, capacity)
	case general:
		e.bits.Append(0b0, 1)
		e.field.Plan(compaction.Numeric, data)
		return e.field.Fill(&e.bits, capacity)
	}
	return e.compactNinety(m, data, capacity)
}

// compactDated compacts data that begin with (11) or (17) and perhaps (10), or with
// (10): method "10" (ISO/IEC 24723:2010 §5.3.1).
func (e *Encoder) compactDated(data string, capacity func(bits int) int) (used int, ok bool) {
	lot, isLot := strings.CutPrefix(data, "10")
	if isLot {
		e.bits.Append(0b10_11, 4) // no date
		e.field.Plan(compaction.Numeric, lot)
		return e.field.Fill(&e.bits, capacity)
	}
	if len(data) < 8 || data[:2] != "11" && data[:2] != "17" || !compaction.IsNumber(data[2:8]) {
		return 0, false
	}
	date, ok := compaction.Date(data[2:8])
	if !ok {
		return 0, false
	}
	e.bits.Append(0b10, 2)
	e.bits.Append(date, 16)
	expires := 0
	if data[:2] == "17" {
		expires = 1
	}
	e.bits.Append(expires, 1)
	if lot, isLot := strings.CutPrefix(data[8:], "10"); isLot {
		e.field.Plan(compaction.Numeric, lot)
	} else {
		e.field.Plan(compaction.Numeric, fnc1, data[8:])
	}
	return e.field.Fill(&e.bits, capacity)
}

// fnc1 as the general-purpose field has it.
const fnc1 = string(compaction.GS)

// compactNinety compacts data that begin with (90) and up to three digits and a letter:
// method "11" (ISO/IEC 24723:2010 §5.3.2).
func (e *Encoder) compactNinety(m method, data string, capacity func(bits int) int) (used int, ok bool) {
	value, more, hasMore := strings.Cut(data, fnc1)
	value, isNinety := strings.CutPrefix(value, "90")
	number := len(value) - len(strings.TrimLeft(value, "0123456789"))
	if !isNinety || number > 3 || number == len(value) || value[0] == '0' || value[number] < 'A' || value[number] > 'Z' {
		return 0, false
	}
	rest := value[number+1:]
	if m == alpha && strings.Trim(rest, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return 0, false
	}
	e.bits.Append(0b11, 2)
	e.appendMode(m)
	more = e.appendNext(more)
	e.appendNumber(compaction.Number(value[:number]), value[number])
	if m == alpha {
		return e.compactAlpha(rest, more, hasMore, capacity)
	}
	start, separator := compaction.Numeric, ""
	if m == alphanumeric {
		start = compaction.Alphanumeric
	}
	if hasMore {
		separator = fnc1
	}
	e.field.Plan(start, rest, separator, more)
	return e.field.Fill(&e.bits, capacity)
}

func (e *Encoder) appendMode(m method) {
	switch m {
	case alphanumeric:
		e.bits.Append(0b0, 1)
	case digits:
		e.bits.Append(0b10, 2)
	default:
		e.bits.Append(0b11, 2)
	}
}

// appendNext appends which element string follows (90), and returns more without the
// identifier that this says.
func (e *Encoder) appendNext(more string) string {
	if rest, ok := strings.CutPrefix(more, "21"); ok {
		e.bits.Append(0b10, 2)
		return rest
	}
	if rest, ok := strings.CutPrefix(more, "8004"); ok {
		e.bits.Append(0b11, 2)
		return rest
	}
	e.bits.Append(0b0, 1)
	return more
}

// commonLetters are those with four bits (ISO/IEC 24723:2010 table 3).
const commonLetters = "BDHIJKLNPQRSTVWZ"

// appendNumber appends the number and the letter in front of the value of (90).
func (e *Encoder) appendNumber(number int, letter byte) {
	if i := strings.IndexByte(commonLetters, letter); i >= 0 && number < 31 {
		e.bits.Append(number, 5)
		e.bits.Append(i, 4)
		return
	}
	e.bits.Append(31, 5)
	e.bits.Append(number, 10)
	e.bits.Append(int(letter-'A'), 5)
}

// alphaEnd is FNC1 in the alpha mode, where the numeric mode goes on.
const alphaEnd, alphaEndBits = 31, 5

// compactAlpha compacts the rest of the value of (90) in alpha mode and then what
// follows (ISO/IEC 24723:2010 §5.3.3).
func (e *Encoder) compactAlpha(rest, more string, hasMore bool, capacity func(bits int) int) (used int, ok bool) {
	for i := range len(rest) {
		if c := rest[i]; c >= 'A' {
			e.bits.Append(int(c-'A'), 5)
		} else {
			e.bits.Append(int(c-'0')+52, 6)
		}
	}
	if hasMore {
		e.bits.Append(alphaEnd, alphaEndBits)
		e.field.Plan(compaction.Numeric, more)
		return e.field.Fill(&e.bits, capacity)
	}
	used = e.bits.Len()
	size := capacity(used)
	if size == 0 {
		return 0, false
	}
	e.bits.AppendFirst(alphaEnd, alphaEndBits, size-used)
	compaction.Pad(&e.bits, compaction.Numeric, size)
	return used, true
}
