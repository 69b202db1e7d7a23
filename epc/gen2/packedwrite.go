package gen2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// AppendUserMemory appends what a user memory bank must have to hold the elements
// of m: the DSFID, one packed object, and zeros up to the end of a word, one byte
// or more, which say that nothing follows. What the bank has behind them must be
// zero or is lost. Elements that one ID value stands for, such as (02) and (37),
// come together; otherwise they keep their order.
//
// The error has [CodeElement] if packed objects have no room for an element: an
// identifier that the table lacks, or a value unlike its format. It has not been
// checked otherwise; see [gs1.Check].
func AppendUserMemory(b []byte, m gs1.Message) ([]byte, error) {
	start := len(b)
	b = append(b, byte(PackedAIs))
	b, err := appendObject(b, m.Elements, &packedAIs)
	if err != nil {
		return b[:start], err
	}
	b = append(b, 0)
	if (len(b)-start)%2 != 0 {
		b = append(b, 0)
	}
	return b, nil
}

// appendObject appends elements as an ID list packed object.
func appendObject(b []byte, elements []gs1.Element, table *packedTable) ([]byte, error) {
	if len(elements) == 0 {
		return b, nil
	}
	entries, err := table.entries(elements)
	if err != nil {
		return b, err
	}
	body := new(bitWriter)
	body.ebv(len(entries)-1, 3)
	table.putIDs(body, entries)
	for i := range entries {
		body.put(entries[i].secondary, entries[i].secondaryBits(table))
	}
	putData(body, entries)
	return append(b, withLength(body)...), nil
}

// withLength returns the object: its length in bytes, which counts itself, whether
// there is padding, the body, and the padding.
func withLength(body *bitWriter) []byte {
	blocks := 1
	length := func() int { return (6*blocks + 1 + body.n + 7) / 8 }
	for length()>>(5*blocks) > 0 {
		blocks++
	}
	object := new(bitWriter)
	object.ebv(length(), 6)
	padding := 8*length() - (6*blocks + 1 + body.n)
	object.put(uint64(min(padding, 1)), 1)
	for i := range body.n {
		object.put(uint64(body.data[i/8]>>(7-i%8)&1), 1)
	}
	if padding > 0 {
		object.put(1<<(padding-1), padding)
	}
	return object.data
}

// putIDs writes the ID values, in pairs.
func (t *packedTable) putIDs(w *bitWriter, entries []packedEntry) {
	single, pair := idBits(t.size)
	for ; len(entries) >= 2; entries = entries[2:] {
		w.put(uint64(entries[0].id*t.size+entries[1].id), pair)
	}
	if len(entries) == 1 {
		w.put(uint64(entries[0].id), single)
	}
}

// secondaryBits returns how many bits tell the entry from others with its ID value.
func (e *packedEntry) secondaryBits(t *packedTable) int {
	row := &t.rows[e.id]
	n := row.bits
	for _, item := range row.choices[e.choice(row)] {
		switch {
		case item.optional:
			n++
		case item.from != 0:
			n += item.digitBits()
		}
	}
	return n
}

// choice returns which choice of the row the entry is of.
func (e *packedEntry) choice(row *packedRow) int {
	return slices.IndexFunc(row.choices, func(items []packedItem) bool {
		return items[0].matches(e.items[0].ai)
	})
}

// matches reports whether ai is the item's identifier.
func (i *packedItem) matches(ai string) bool {
	rest, ok := strings.CutPrefix(ai, i.ai)
	if i.from == 0 {
		return ok && rest == ""
	}
	return ok && len(rest) == 1 && i.from <= rest[0] && rest[0] <= i.to
}

// entries finds the ID values that stand for elements, in their order.
func (t *packedTable) entries(elements []gs1.Element) (entries []packedEntry, err error) {
	left := slices.Clone(elements)
	for len(left) > 0 {
		e, rest, ok := t.entry(left)
		if !ok {
			return nil, elementError(left[0], "no ID value stands for it, or for it without others")
		}
		for i := range e.items {
			if !e.items[i].fits(e.values[i]) {
				return nil, elementError(left[0], "its value has another length than packed objects have room for, or no digits where these must be")
			}
		}
		entries, left = append(entries, e), rest
	}
	return entries, nil
}

func elementError(e gs1.Element, why string) *Error {
	return &Error{
		Code: CodeElement, Bank: UserMemory, found: fmt.Sprintf("(%v)%s", e.AI, e.Value),
		message: fmt.Sprintf("(%v) cannot be written to user memory: %s", e.AI, why),
		fix:     "leave it out, and keep it in the barcode", rule: document + " annex F",
	}
}

// entry finds the ID value for the first element and those it takes along. (415)
// may be taken along by none and take along (8020).
func (t *packedTable) entry(left []gs1.Element) (e packedEntry, rest []gs1.Element, ok bool) {
	for id, row := range t.rows {
		for choice, items := range row.choices {
			if !slices.ContainsFunc(items, func(i packedItem) bool { return i.matches(left[0].AI.String()) }) {
				continue
			}
			e = packedEntry{id: id, secondary: uint64(choice)}
			if rest, ok = e.take(items, left); ok {
				return e, rest, true
			}
		}
	}
	return e, nil, false
}

// take moves the elements of the items to the entry.
func (e *packedEntry) take(items []packedItem, left []gs1.Element) (rest []gs1.Element, ok bool) {
	rest = slices.Clone(left)
	for _, item := range items {
		at := slices.IndexFunc(rest, func(f gs1.Element) bool { return item.matches(f.AI.String()) })
		switch {
		case item.optional && at < 0:
			e.secondary <<= 1
			continue
		case at < 0:
			return nil, false
		case item.optional:
			e.secondary = e.secondary<<1 | 1
		case item.from != 0:
			ai := rest[at].AI.String()
			e.secondary = e.secondary<<item.digitBits() | uint64(ai[len(ai)-1]-item.from)
		}
		item.ai = rest[at].AI.String()
		e.items, e.values = append(e.items, item), append(e.values, rest[at].Value)
		rest = slices.Delete(rest, at, at+1)
	}
	return rest, true
}

// fits reports whether the value has the shape of the item.
func (i *packedItem) fits(value string) bool {
	n := i.digitCount(value)
	text := len(value) - n
	return n <= len(value) && strings.Trim(value[:n], digits) == "" && n >= i.digits.least && n <= i.digits.most &&
		text >= i.text.least && text <= i.text.most
}

// digitCount returns how many characters of the value are its digits.
func (i *packedItem) digitCount(value string) int {
	if i.text.most == 0 {
		return len(value)
	}
	return i.digits.least
}

// putData writes the lengths and the values.
func putData(w *bitWriter, entries []packedEntry) {
	all, last := packedValues(entries)
	w.put(packedCompaction, 1)
	for i, v := range all {
		w.putVariable(v.item.digits, v.digits)
		if i != last {
			w.putVariable(v.item.text, len(v.value)-v.digits)
		}
	}
	texts := new(strings.Builder)
	for _, v := range all {
		number := []byte(v.value[:v.digits])
		for i := range number {
			number[i] -= '0'
		}
		base10.write(w, number)
		texts.WriteString(v.value[v.digits:])
	}
	if texts.Len() > 0 {
		writeText(w, texts.String())
	}
}

// A packedValue is an item, and its value with the number of its digits.
type packedValue struct {
	item   packedItem
	value  string
	digits int
}

// packedValues returns the values of all entries, and the index of the last with a
// text, whose length is what is left; -1 if none has.
func packedValues(entries []packedEntry) (all []packedValue, last int) {
	last = -1
	for _, e := range entries {
		for i, item := range e.items {
			if item.text.most > 0 {
				last = len(all)
			}
			all = append(all, packedValue{item, e.values[i], item.digitCount(e.values[i])})
		}
	}
	return all, last
}

// putVariable writes a length (TDS 2.3 §I.7.2).
func (w *bitWriter) putVariable(s span, n int) {
	n -= s.least
	if width := s.width(); s.least == s.most || width > 0 {
		w.put(uint64(n), width)
		return
	}
	for at := 0; at <= lengthMost; at += lengthStep {
		if n < at+lengthStep {
			w.put(uint64(n-at), 4)
			return
		}
		w.put(lengthStep, 4)
	}
	w.ebv(n-lengthMost, 6)
}
