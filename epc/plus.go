package epc

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

// Where the schemes of TDS 2.x begin: header, toggle bit, filter value (TDS 2.3
// §14.5.1).
const (
	plusToggle = headerBits
	plusFilter = plusToggle + 1
	plusKeys   = plusFilter + 3
)

// Widths of a prioritised date, TDS 2.3 §14.5.3.
const (
	dateTypeBits = 4
	dateBits     = 16
)

// checkPlus is check for a scheme of TDS 2.x: a date, the key, a domain name, and the
// elements behind the EPC.
func (c *coding) checkPlus(s *store, end int) (int, *Error) {
	if end < plusKeys {
		return 0, c.tooShort(end)
	}
	r := bitReader{store: s, at: plusKeys, end: end}
	if c.date && !r.date() {
		return 0, c.badPart(&r, plusKeys, "date", CodeData, "§14.5.3")
	}
	for i := range c.keys {
		k, start := &c.keys[i], r.at
		if !k.format.check(&r, true) {
			return 0, c.badElement(&r, k.ai, start)
		}
	}
	if start := r.at; c.host && !r.host() {
		return 0, c.badPart(&r, start, "domain name", CodeHost, "§14.5.16")
	}
	if s.get(plusToggle, 1) == 0 {
		return r.at, nil
	}
	for r.hasElement() {
		start := r.at
		switch ai, ok := r.element(); {
		case ok:
		case ai == 0:
			return 0, c.badPart(&r, start, "data behind the EPC", CodeData, "§15.3")
		default:
			return 0, c.badElement(&r, ai, start)
		}
	}
	return r.at, nil
}

// date checks the date before the key.
func (r *bitReader) date() bool {
	from := r.at
	kind, ok := r.take(dateTypeBits)
	if ok && kind >= uint64(len(dateTypes)) {
		return r.fail(from, badDateType, int(kind))
	}
	return ok && r.time(dateParts)
}

// hasElement reports whether an element follows behind the EPC, and not zeros.
func (r *bitReader) hasElement() bool {
	return r.end-r.at >= headerBits && !r.zero(r.at, r.end)
}

// element checks an element behind the EPC. It returns the identifier, 0 if that is
// wrong.
func (r *bitReader) element() (ai gs1.AI, ok bool) {
	from := r.at
	number, digits := 0, 2
	for i := 0; i < digits; i++ {
		v, ok := r.take(4)
		switch {
		case !ok:
			return 0, false
		case v > 9:
			return 0, r.fail(from, badDigit, 0)
		}
		number = number*10 + int(v)
		if i == 1 {
			if digits = int(aiLength[number]); digits == 0 {
				return 0, r.fail(from, badIdentifier, number)
			}
		}
	}
	ai = identifier(number, digits)
	f := findFormat(ai)
	if f == nil {
		return 0, r.fail(from, badIdentifier, number)
	}
	return ai, f.check(r, false)
}

func identifier(number, digits int) gs1.AI { return gs1.AI(digits-1)<<14 | gs1.AI(number) }

// identifier takes the identifier of an element behind the EPC.
func (r *bitCursor) identifier() gs1.AI {
	number, digits := 0, 2
	for i := 0; i < digits; i++ {
		number = number*10 + int(r.next(4))
		if i == 1 {
			digits = int(aiLength[number])
		}
	}
	return identifier(number, digits)
}

// badElement says what is wrong with the bits of an element.
func (c *coding) badElement(r *bitReader, ai gs1.AI, start int) *Error {
	code := CodeData
	if r.why == badCheckDigit {
		code = CodeCheckDigit
	}
	e := c.badPart(r, start, "("+ai.String()+")", code, "§14.5, §15.3")
	e.ai = ai
	return e
}

// badPart says what is wrong with the bits of a part that begins at start.
func (c *coding) badPart(r *bitReader, start int, name string, code gs1.Code, clause string) *Error {
	if r.why == cutShort {
		return c.cutShort(name, r.from, r.number, r.end)
	}
	if start >= r.from || r.at <= r.from {
		start = r.from
	}
	e := fieldError(code, start, max(r.at-start, 1), "", clause)
	e.message = fmt.Sprintf("%s of %s is no value: %s", name, c.name, r.text())
	e.expected = "a value of " + name
	return e
}

// A plusReader goes through the elements of a tag of TDS 2.x: those of the key, the
// date, and those behind the EPC.
type plusReader struct {
	bitCursor
	c    *coding
	end  int
	keys int // that were passed

	ai     gs1.AI
	format format // nil for the date
	none   string // the value that says there is no such element, "" if every value is one
}

func (t *Tag) plusReader() plusReader {
	r := plusReader{bitCursor: bitCursor{&t.store, plusKeys}, c: t.coding(), end: t.Bits()}
	if r.c.date {
		r.at += dateTypeBits + dateBits
	}
	return r
}

// next goes to the next element, whose value must be appended before next is called
// again. It returns false after the last.
func (r *plusReader) next() bool {
	i := r.keys
	r.keys++
	if i < len(r.c.keys) {
		k := &r.c.keys[i]
		r.ai, r.format, r.none = k.ai, *k.format, k.none
		return true
	}
	r.none = ""
	if i == len(r.c.keys) {
		if r.c.host {
			var host [maxHost]byte
			r.appendHost(host[:0])
		}
		if r.c.date {
			r.ai, r.format = dateTypes[r.get(plusKeys, dateTypeBits)], nil
			return true
		}
	}
	if r.at >= r.end {
		return false
	}
	r.ai = r.identifier()
	r.format = findFormat(r.ai)
	return true
}

// appendValue appends the value of the element. It reports whether there is one.
func (r *plusReader) appendValue(b []byte) ([]byte, bool) {
	if r.format == nil {
		date := bitCursor{r.store, plusKeys + dateTypeBits}
		return date.appendTime(b, dateParts), true
	}
	from := len(b)
	b = r.format.append(b, &r.bitCursor)
	return b, r.none == "" || string(b[from:]) != r.none
}

func (t *Tag) plusElements(yield func(ai gs1.AI, value []byte)) {
	var text [maxValue]byte
	for r := t.plusReader(); r.next(); {
		if value, ok := r.appendValue(text[:0]); ok {
			yield(r.ai, value)
		}
	}
}

// HasData reports whether t is a tag of TDS 2.x that says that elements follow its
// EPC: the "+AIDC data toggle bit" (TDS 2.3 §14.5.1).
func (t *Tag) HasData() bool { return t.Scheme().Plus() && t.store.get(plusToggle, 1) == 1 }
