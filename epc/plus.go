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
		return 0, c.cutShort("filter value", plusFilter, plusKeys-plusFilter, end)
	}
	r := checker{store: s, end: end}
	at := plusKeys
	if c.date {
		if at = r.date(at); at == failed {
			return 0, c.badPart(&r, "date", CodeData, "§14.5.3")
		}
	}
	keys := at
	if at = c.keyFormat.check(&r, at, true); at == failed {
		return 0, c.badKey(&r, keys)
	}
	if c.host {
		if at = r.host(at); at == failed {
			return 0, c.badPart(&r, "domain name", CodeHost, "§14.5.16")
		}
	}
	if s.get(plusToggle, 1) == 1 {
		return c.checkData(&r, at)
	}
	return at, nil
}

// checkData checks the elements behind the EPC. Zeros are none. An identifier that is
// there already would say two things of one.
func (c *coding) checkData(r *checker, at int) (int, *Error) {
	seen := c.keyPlaces(r.store)
	for r.end-at >= headerBits && !r.zero(at, r.end) {
		place, next := r.identifier(at)
		if next == failed {
			return 0, c.badPart(r, "data behind the EPC", CodeData, "§15.3")
		}
		f := &formatOf[place]
		if !seen.add(place) {
			r.fail(at, next, repeated, 0)
			return 0, c.badElement(r, f.ai)
		}
		if at = formats[f.index].check(r, next, false); at == failed {
			return 0, c.badElement(r, f.ai)
		}
	}
	return at, nil
}

// keyPlaces returns the places of the date and the keys.
func (c *coding) keyPlaces(s *store) (set placeSet) {
	if c.date {
		set.add(findPlace(dateTypes[s.get(plusKeys, dateTypeBits)]))
	}
	for i := range c.keys {
		set.add(findPlace(c.keys[i].ai))
	}
	return set
}

// date checks the date before the key.
func (r *checker) date(at int) int {
	next := r.skip(at, dateTypeBits)
	if next == failed {
		return failed
	}
	if kind := r.get(at, dateTypeBits); kind >= uint64(len(dateTypes)) {
		return r.fail(at, next, badDateType, int(kind))
	}
	return r.time(next, dateParts)
}

// identifier checks the identifier of an element behind the EPC, whose first two digits
// are there. It returns its place in formatOf.
func (r *checker) identifier(at int) (place, next int) {
	v := r.get(at, maxAIBits)
	if aboveNine(v)>>(maxAIBits-headerBits) != 0 {
		return 0, r.failDigit(at, v, maxAIBits/4)
	}
	ai, n := leadingAI(v)
	if n == 0 {
		return 0, r.fail(at, at+headerBits, noIdentifier, int(ai))
	}
	next = r.skip(at, n)
	switch {
	case next == failed:
		return 0, failed
	case aboveNine(v)>>(maxAIBits-n) != 0:
		return 0, r.failDigit(at, v, maxAIBits/4)
	}
	if place = findPlace(ai); place < 0 {
		return 0, r.fail(at, next, badIdentifier, int(ai&aiNumber))
	}
	return place, next
}

// An AI in digits of four bits has two to four (TDS 2.3 §15.3); package gs1 has how many
// above its number.
const (
	maxAIBits = 16
	aiNumber  = 1<<14 - 1
)

// leadingAI returns the identifier that the digits in v begin with, and how many bits it
// has; its first two digits and 0 if no identifier begins with them.
func leadingAI(v uint64) (ai gs1.AI, n int) {
	number := v>>12*10 + v>>8&0xF
	digits := aiLength[number%100]
	if digits == 0 {
		return gs1.AI(number), 0
	}
	if digits > 2 {
		number = number*10 + v>>4&0xF
	}
	if digits > 3 {
		number = number*10 + v&0xF
	}
	return gs1.AI(digits-1)<<14 | gs1.AI(number), 4 * int(digits)
}

// badKey says what is wrong with the bits of the keys.
func (c *coding) badKey(r *checker, at int) *Error {
	for i := range c.keys {
		if at = c.keys[i].format.check(r, at, true); at == failed {
			return c.badElement(r, c.keys[i].ai)
		}
	}
	return nil
}

// badElement says what is wrong with the bits of an element.
func (c *coding) badElement(r *checker, ai gs1.AI) *Error {
	code := CodeData
	if r.why == badCheckDigit {
		code = CodeCheckDigit
	}
	e := c.badPart(r, "("+ai.String()+")", code, "§14.5, §15.3")
	e.ai = ai
	return e
}

// badPart says what is wrong with the bits of a part.
func (c *coding) badPart(r *checker, name string, code gs1.Code, clause string) *Error {
	if r.why == cutShort {
		return c.cutShort(name, r.from, r.number, r.end)
	}
	e := fieldError(code, r.from, r.to-r.from, r.found(), clause)
	e.message = fmt.Sprintf("%s of %s is no value: %s", name, c.name, r.text())
	e.expected = reasons[r.why].expected
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
	ai, n := leadingAI(r.get(r.at, maxAIBits))
	r.at += n
	r.ai, r.format = ai, findFormat(ai)
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
