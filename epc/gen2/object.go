package gen2

import (
	"fmt"
	"math/bits"
)

// leastObject is the length in bytes of the shortest packed object (TDS 2.3
// §I.4.2).
const leastObject = 4

// An objectReader reads one packed object: flags, object info with the ID values,
// secondary bits, lengths, and data (TDS 2.3 §I.3).
type objectReader struct {
	bitReader
	table  *packedTable
	at     int // byte at which the object begins
	length int // in bytes

	ids       []int
	addendum  bool
	directory bool
	list      bool // of ID values, not a map
	entries   []packedEntry
}

func (o *objectReader) fail(format string, args ...any) *Error {
	return packedError(o.pos, fmt.Sprintf(format, args...))
}

func (o *objectReader) read() *Error {
	for _, section := range []func() *Error{o.readInfo, o.readAddendum, o.readSecondary, o.readData} {
		if err := section(); err != nil {
			return err
		}
		if o.short {
			return o.fail("the packed object at byte %d is longer than it says, or than the bank", o.at)
		}
	}
	return nil
}

// readInfo reads the flags, the length, and the ID values.
func (o *objectReader) readInfo() *Error {
	flags := o.data[o.at]
	o.list = true
	switch {
	case flags&0xFC == mapFlags:
		o.pos += 6
		o.list = false
		if err := o.readMaps(); err != nil {
			return err
		}
		return o.readLength()
	case flags&0xFC == listFlags:
		o.pos += 8
		o.addendum = flags&1 != 0
		if err := o.readLength(); err != nil {
			return err
		}
		if flags&2 != 0 {
			return o.readLists()
		}
		return o.readList(o.table.size)
	}
	if err := o.readLength(); err != nil {
		return err
	}
	return o.readList(o.table.size)
}

// readLength reads the length of the object and finds where its bits end: the last
// byte is padded with a 1 and zeros behind it (TDS 2.3 §I.5.2).
func (o *objectReader) readLength() *Error {
	o.length = o.ebv(6)
	padded := o.get(1) == 1
	if o.length < leastObject || o.at+o.length > len(o.data) {
		return o.fail("a packed object of %d bytes does not fit in the rest of the bank, %d bytes", o.length, len(o.data)-o.at)
	}
	o.end = 8 * (o.at + o.length)
	if padded {
		last := o.data[o.at+o.length-1]
		if last == 0 {
			return o.fail("the last byte of the packed object has no padding")
		}
		o.end -= 1 + bits.TrailingZeros8(last)
	}
	if o.pos > o.end {
		o.short = true
	}
	return nil
}

// readList reads how many ID values there are, and these, in pairs (TDS 2.3
// §I.5.3, §I.5.4).
func (o *objectReader) readList(size int) *Error {
	n := o.ebv(3) + 1
	single, pair := idBits(size)
	if n*single > o.end-o.pos+single {
		return o.fail("%d ID values do not fit in the packed object", n)
	}
	for ; n >= 2; n -= 2 {
		v := int(o.get(pair))
		o.ids = append(o.ids, v/size, v%size)
	}
	if n == 1 {
		o.ids = append(o.ids, int(o.get(single)))
	}
	return o.checkIDs()
}

func (o *objectReader) checkIDs() *Error {
	for _, id := range o.ids {
		if id >= len(o.table.rows) || len(o.table.rows[id].choices) == 0 {
			return o.fail("ID value %d stands for no Application Identifier", id)
		}
	}
	return nil
}

// readLists reads lists of ID values, each with the table it refers to.
func (o *objectReader) readLists() *Error {
	for more := true; more && !o.short; more = o.get(1) == 1 {
		size, err := o.readIndicator()
		if err != nil {
			return err
		}
		if err := o.readList(size); err != nil {
			return err
		}
		if o.get(1) == 1 {
			return o.fail("the packed object is for readers without the table (restricted use)")
		}
	}
	return nil
}

// readIndicator reads which table ID values refer to, and of which size they are.
// It must be the table of Application Identifiers.
func (o *objectReader) readIndicator() (size int, err *Error) {
	if o.get(1) == 1 {
		return 0, o.fail("the packed object refers to data format %d", o.get(9))
	}
	size, ok := o.readSize()
	if subset := o.get(3); subset != 0 || !ok || size > o.table.size {
		return 0, o.fail("the packed object refers to table %d with %d entries", subset, size)
	}
	return size, nil
}

// readSize reads the pattern of a size of tables (TDS 2.3 table I.5.3-1).
func (o *objectReader) readSize() (size int, ok bool) {
	sizes := [...]int{16, 22, 32, 45, 64, 90, 128}
	v := int(o.get(3))
	if v < len(sizes) {
		return sizes[v], true
	}
	if o.get(1) == 0 {
		return 256, true
	}
	if o.get(2) != 0b11 && !o.short {
		return 0, false
	}
	return 512 << o.get(2), true
}

// readMaps reads the map of ID values, one bit each, and whether the object is a
// directory (TDS 2.3 §I.9.1).
func (o *objectReader) readMaps() *Error {
	mapped := 0
	for more := true; more && !o.short; more = o.get(1) == 1 {
		size, err := o.readIndicator()
		if err != nil {
			return err
		}
		if o.get(1) == 0 {
			continue
		}
		for id := range size {
			if o.get(1) == 1 {
				o.ids = append(o.ids, id)
			}
		}
		mapped += size
		if o.get(1) == 1 {
			return o.fail("the packed object is for readers without the table (restricted use)")
		}
	}
	if o.directory = o.get(1) == 1; o.directory {
		o.ids = nil
		o.readIndex(mapped)
	}
	o.addendum = o.get(1) == 1
	return o.checkIDs()
}

// readIndex passes over what a directory knows of the places of the objects (TDS
// 2.3 §I.9.2). Mapped is how many bits the map before has.
func (o *objectReader) readIndex(mapped int) {
	if o.get(1) == 0 {
		return
	}
	o.skip(int(o.get(3)) * mapped)
	if o.get(1) == 1 {
		o.skip(6 * o.ebv(6))
	}
}

func (o *objectReader) skip(n int) {
	if n > o.end-o.pos {
		o.short = true
		return
	}
	o.pos += n
}

// readAddendum reads the links between objects that edit one another, and what this
// one does to the entries of those before (TDS 2.3 §I.5.6).
func (o *objectReader) readAddendum() *Error {
	edits := false
	if o.addendum {
		o.get(1) // reverse links
		child := o.get(1) == 1
		o.ebv(6)
		if child {
			o.ebv(6)
			edits = o.list
		}
	}
	for _, id := range o.ids {
		e := packedEntry{id: id}
		if edits && o.get(1) == 1 {
			e.edit = replace
		} else if edits && o.get(1) == 0 {
			e.edit = remove
		}
		o.entries = append(o.entries, e)
	}
	return nil
}

// readSecondary reads which of the identifiers of each ID value are there (TDS 2.3
// §I.6, §J.3).
func (o *objectReader) readSecondary() *Error {
	for i := range o.entries {
		e := &o.entries[i]
		row := &o.table.rows[e.id]
		choice := int(o.secondary(e, row.bits))
		if choice >= len(row.choices) {
			return o.fail("secondary ID bits %d stand for no Application Identifier", choice)
		}
		for _, item := range row.choices[choice] {
			if item.optional && o.secondary(e, 1) == 0 {
				continue
			}
			if item.from != 0 {
				digit := item.from + byte(o.secondary(e, item.digitBits()))
				if digit > item.to {
					return o.fail("(%s%c) is no Application Identifier", item.ai, digit)
				}
				item.ai += string(digit)
			}
			e.items = append(e.items, item)
		}
	}
	return nil
}

// secondary reads bits that tell the entry from others with its ID value.
func (o *objectReader) secondary(e *packedEntry, n int) uint64 {
	v := o.get(n)
	e.secondary = e.secondary<<n | v
	return v
}

// packedCompaction is the first bit of an Aux Format section whose data is
// compacted as packed objects do (TDS 2.3 table I.5.6-1).
const packedCompaction = 1

// readData reads the lengths of the values and the values (TDS 2.3 §I.7, §I.8).
func (o *objectReader) readData() *Error {
	if o.directory || !o.hasData() {
		o.pos = o.end
		return nil
	}
	if o.get(1) != packedCompaction {
		return o.fail("the data is compacted as for the No-Directory access method, which is not read here")
	}
	lengths := o.readLengths()
	if o.short {
		return nil
	}
	for i, l := range lengths {
		digits, ok := o.readDigits(l.digits)
		if !ok {
			return o.fail("the bits of (%s) are more than %d digits", l.item.ai, l.digits)
		}
		lengths[i].value = digits
	}
	return o.readTexts(lengths)
}

func (o *objectReader) hasData() bool {
	for _, e := range o.entries {
		if e.edit != remove {
			return true
		}
	}
	return false
}

// A packedLength is how long the value of an item is, and the value.
type packedLength struct {
	entry  *packedEntry
	item   packedItem
	digits int
	text   int // -1 for the rest of the text
	value  string
}

// readLengths reads the lengths that are not fixed. The last text has none: it is
// what is left.
func (o *objectReader) readLengths() (all []packedLength) {
	last := -1
	for i := range o.entries {
		e := &o.entries[i]
		for _, item := range e.items {
			if e.edit == remove {
				continue
			}
			if item.text.most > 0 {
				last = len(all)
			}
			all = append(all, packedLength{entry: e, item: item})
		}
	}
	for i := range all {
		l := &all[i]
		l.digits = o.readVariable(l.item.digits)
		if l.text = -1; i != last {
			l.text = o.readVariable(l.item.text)
		}
	}
	return all
}

// readVariable reads a length (TDS 2.3 §I.7.2).
func (o *objectReader) readVariable(s span) int {
	width := s.width()
	if s.least == s.most || width > 0 {
		return s.least + int(o.get(width))
	}
	for n := s.least; ; n += lengthStep {
		if n-s.least > lengthMost {
			return n - 1 + o.ebv(6)
		}
		if v := o.get(4); v < lengthStep || o.short {
			return n + int(v)
		}
	}
}

const (
	lengthStep = 15 // of lengths in four bits
	lengthMost = 44 // the greatest that needs no extensible bit vector
)

// width is how many bits a length has, 0 if that depends on it.
func (s span) width() int {
	switch n := s.most - s.least; {
	case s.most < noLimit && (n < 8 || n > lengthMost):
		return bits.Len(uint(n))
	}
	return 0
}

func (o *objectReader) readDigits(n int) (digits string, ok bool) {
	if base10.bits(n) > o.end-o.pos {
		o.short = true
		return "", true
	}
	values, ok := base10.read(&o.bitReader, n)
	for i := range values {
		values[i] += '0'
	}
	return string(values), ok
}

// readTexts reads the text of all items, one after the other, and divides it.
func (o *objectReader) readTexts(lengths []packedLength) *Error {
	var text []byte
	for _, l := range lengths {
		if l.item.text.most > 0 && o.pos < o.end {
			rest, ok := readText(&o.bitReader)
			if !ok {
				return o.fail("the bits of the texts are no text")
			}
			text = rest
			break
		}
	}
	for _, l := range lengths {
		n := l.text
		if n < 0 && l.item.text.most > 0 {
			n = len(text)
		}
		n = max(n, 0)
		if n > len(text) || n > l.item.text.most || n < l.item.text.least {
			return o.fail("(%s) has a text of %d characters, and %d are left", l.item.ai, n, len(text))
		}
		l.entry.values = append(l.entry.values, l.value+string(text[:n]))
		text = text[n:]
	}
	if len(text) > 0 || o.pos != o.end {
		return o.fail("there are bits or characters left over")
	}
	return nil
}
