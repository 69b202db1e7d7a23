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

// checkPlus is check of a scheme of TDS 2.x.
func (c *coding) checkPlus(s *store, end int) (int, *Error) {
	if end < plusKeys {
		return 0, c.tooShort(end)
	}
	r := bitReader{store: s, at: plusKeys, end: end, blind: true}
	var w walker
	for w.next(c, &r) {
		if r.failed {
			return 0, c.badElement(&r, w.ai, w.start)
		}
	}
	if r.failed {
		return 0, c.badElement(&r, w.ai, w.start)
	}
	return r.at, nil
}

// A walker goes through the elements of a scheme of TDS 2.x: those of the key, a
// date, and those behind the EPC. The domain name stands between.
type walker struct {
	ai     gs1.AI
	start  int  // the first bit of the element
	none   bool // the value stands for no element
	isDate bool // the value is when

	step int
	date gs1.AI
	when [2 * dateParts]byte
	text [maxValue]byte
	n    int // of text
}

// value returns the value of the element, until next is called again.
func (w *walker) value() []byte {
	if w.isDate {
		return w.when[:]
	}
	return w.text[:w.n]
}

// next takes the next element from r. It returns false after the last, and where
// r has failed before one.
func (w *walker) next(c *coding, r *bitReader) bool {
	w.none, w.isDate, w.start = false, false, r.at
	if w.step == 0 && c.date {
		w.readDate(r)
	}
	if i := w.step; i < len(c.keys) {
		k := &c.keys[i]
		w.step++
		w.ai, w.start = k.ai, r.at
		r.key = true
		w.n = len(k.format.read(w.text[:0], r))
		r.key = false
		w.none = k.none != "" && string(w.text[:w.n]) == k.none
		return true
	}
	if w.step == len(c.keys) {
		w.step++
		if c.host {
			w.ai, w.start = 0, r.at
			r.skipHost()
		}
		if w.date != 0 && !r.failed {
			w.ai, w.isDate = w.date, true
			return true
		}
	}
	if r.failed || r.get(plusToggle, 1) == 0 || !w.header(r) {
		return false
	}
	w.n = len(findFormat(w.ai).read(w.text[:0], r))
	return true
}

// readDate takes the date before the key.
func (w *walker) readDate(r *bitReader) {
	from := r.at
	kind := r.take(dateTypeBits)
	if kind >= uint64(len(dateTypes)) {
		r.fail(from, badDateType, int(kind))
		return
	}
	w.date = dateTypes[kind]
	r.time(w.when[:0], dateParts)
}

// header takes an identifier behind the EPC. It returns false where there is none,
// and fails where the bits are none.
func (w *walker) header(r *bitReader) bool {
	if r.end-r.at < headerBits || r.zero(r.at, r.end) {
		return false
	}
	from := r.at
	w.ai, w.start = 0, from
	digits := 2
	number := 0
	for i := 0; i < digits; i++ {
		v := int(r.take(4))
		if v > 9 {
			r.fail(from, badDigit, 0)
			return false
		}
		number = number*10 + v
		if i == 1 {
			if digits = int(aiLength[number]); digits == 0 {
				r.fail(from, badIdentifier, number)
				return false
			}
		}
	}
	ai := gs1.AI(digits-1)<<14 | gs1.AI(number)
	if findFormat(ai) == nil {
		r.fail(from, badIdentifier, number)
		return false
	}
	w.ai = ai
	return !r.failed
}

// badElement says what is wrong with the bits of an element, of a domain name if
// ai is none.
func (c *coding) badElement(r *bitReader, ai gs1.AI, start int) *Error {
	name, code, rule := "domain name", CodeHost, "§14.5.16"
	if ai.IsValid() {
		name, code, rule = "("+ai.String()+")", CodeData, "§14.5, §15.3"
	}
	if r.why == cutShort {
		e := c.cutShort(name, r.from, r.number, r.end)
		e.ai = ai
		return e
	}
	if r.why == badCheckDigit {
		code = CodeCheckDigit
	}
	if start >= r.from || r.at <= r.from {
		start = r.from
	}
	e := fieldError(code, start, max(r.at-start, 1), "", rule)
	e.ai = ai
	e.message = fmt.Sprintf("%s of %s is no value: %s", name, c.name, r.text())
	e.expected = "a value of " + name
	return e
}

// elements calls yield with each element of a tag of TDS 2.x.
func (t *Tag) plusElements(yield func(ai gs1.AI, value []byte)) {
	c := t.coding()
	r := bitReader{store: &t.store, at: plusKeys, end: t.Bits()}
	var w walker
	for w.next(c, &r) {
		if !w.none {
			yield(w.ai, w.value())
		}
	}
}

// HasData reports whether t is a tag of TDS 2.x that says that elements follow its
// EPC: the "+AIDC data toggle bit" (TDS 2.3 §14.5.1).
func (t *Tag) HasData() bool { return t.Scheme().Plus() && t.store.get(plusToggle, 1) == 1 }
