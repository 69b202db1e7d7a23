package gen2

import (
	"slices"
	"strings"
)

// A place says in which base a value of the text stands (TDS 2.3 annex M.2).
type place uint8

const (
	inDigits    place = iota // base 10
	inExtDigits              // base 13
	inOther                  // base 30, 74 or 256, as the header says
	inExtOther               // base 40 or 84

	places
)

const (
	runLeast = 6 // characters of the shortest run, §I.8.2.3
	runStep  = 2
)

// A textReader reads the alphanumeric subsection of a packed object: characters of
// up to four bases, each base a number, and a map of which comes when (TDS 2.3
// §I.8.2 and annex M.2).
type textReader struct {
	r      *bitReader
	bases  [places]base
	counts [places]int
	values [places][]byte
	places []place

	punctuation byte // what the programmable punctuation is, 0 if nothing yet
}

// readText reads the text that takes up the rest of the bits; ok is false if there
// is none that does.
func readText(r *bitReader) (text []byte, ok bool) {
	t := textReader{r: r, bases: [places]base{base10, base13, base30, base40}}
	if r.get(1) == 1 {
		t.bases[inOther], t.bases[inExtOther] = base74, base84
		if r.get(1) == 1 {
			t.bases[inOther], t.bases[inExtOther] = base256, base40
		}
	}
	prefix := t.readRuns()
	suffix := t.readRuns()
	t.places = prefix
	if !t.readMap() {
		return nil, false
	}
	t.places = append(t.places, suffix...)
	for _, p := range [...]place{inExtDigits, inExtOther, inDigits, inOther} {
		if t.values[p], ok = t.bases[p].read(r, t.counts[p]); !ok {
			return nil, false
		}
	}
	for len(t.places) > 0 {
		c, ok := t.next()
		if !ok {
			return nil, false
		}
		text = append(text, c)
	}
	return text, !r.short
}

// readRuns reads the runs before or after the map, each of one base.
func (t *textReader) readRuns() (all []place) {
	if t.r.get(1) == 0 {
		return nil
	}
	for last := false; !last && !t.r.short; {
		last = t.r.get(1) == 1
		p := place(t.r.get(2))
		n := runLeast + runStep*int(t.r.get(3))
		t.counts[p] += n
		for range n {
			all = append(all, p)
		}
	}
	return all
}

// readMap reads the map, which has so many bits that the numbers take up the rest.
func (t *textReader) readMap() bool {
	for {
		left := t.r.end - t.r.pos
		for p, b := range t.bases {
			left -= b.bits(t.counts[p])
		}
		if left == 0 || t.r.short {
			return !t.r.short
		}
		if left < 0 {
			return false
		}
		p := inDigits
		if t.r.get(1) == 1 {
			p = inOther
		}
		t.counts[p]++
		t.places = append(t.places, p)
	}
}

// pop takes the next value, which must stand in base p.
func (t *textReader) pop(p place) (value byte, ok bool) {
	if len(t.places) == 0 || t.places[0] != p {
		return 0, false
	}
	value = t.values[p][0]
	t.places, t.values[p] = t.places[1:], t.values[p][1:]
	return value, true
}

// next takes the value or the two values of the next character.
func (t *textReader) next() (c byte, ok bool) {
	p := t.places[0]
	v, _ := t.pop(p)
	switch t.bases[p] {
	case base10:
		return digits[v], true
	case base13:
		if int(v) < shifts13 {
			return digits[v], true
		}
		second, ok := t.pop(p)
		return [...]string{shift1of13, shift2of13, shift3of13}[v-shifts13][second], ok
	case base74, base84:
		return (chars74 + digits)[v], true
	case base256:
		return v, true
	}
	return t.next30(v, p)
}

// next30 is next in base 30 or base 40.
func (t *textReader) next30(v byte, p place) (c byte, ok bool) {
	switch {
	case v >= digits40:
		return digits[v-digits40], true
	case v < shift1:
		return chars30[v], true
	case v == punctuation && t.punctuation != 0:
		return t.punctuation, true
	}
	second, ok := t.pop(p)
	if !ok || int(second) >= len(shift1of30) {
		return 0, false
	}
	if v == shift1 {
		return shift1of30[second], shift1of30[second] != 0 || second == 0
	}
	c = shift2of30[second]
	if v == punctuation {
		t.punctuation = c
	}
	return c, c != 0
}

// writeText writes text as an alphanumeric subsection, with base 30 or base 74,
// whichever is shorter, or with base 256 if neither has all characters.
func writeText(w *bitWriter, text string) {
	ok30, other30 := write30(text)
	ok74, other74 := write74(text)
	switch {
	case ok30 && (!ok74 || textBits(base30, other30) <= textBits(base74, other74)):
		w.put(0, 1)
		writeMapped(w, base30, text, other30)
	case ok74:
		w.put(0b10, 2)
		writeMapped(w, base74, text, other74)
	default:
		w.put(0b11, 2)
		writeMapped(w, base256, text, write256(text))
	}
}

// textBits is what depends on the base: its header, its part of the map, its
// number.
func textBits(b base, other [][]byte) int {
	n := 0
	for _, values := range other {
		n += len(values)
	}
	if b == base74 {
		return 1 + n + b.bits(n)
	}
	return n + b.bits(n)
}

// writeMapped writes text: runs at its begin and end where they are shorter than
// a map, the map of what is between, the digits, the other characters, of which
// other has the values.
func writeMapped(w *bitWriter, b base, text string, other [][]byte) {
	var numbers, values []byte
	var runs []textRun // one for each character
	for i := range len(text) {
		if isDigit(text[i]) {
			numbers = append(numbers, text[i]-'0')
			runs = append(runs, textRun{inDigits, 1})
			continue
		}
		values = append(values, other[0]...)
		runs = append(runs, textRun{inOther, len(other[0])})
		other = other[1:]
	}
	prefix, rest := takeRuns(runs)
	slices.Reverse(rest)
	suffix, rest := takeRuns(rest)
	slices.Reverse(rest)
	slices.Reverse(suffix)
	w.putRuns(prefix)
	w.putRuns(suffix)
	for _, r := range rest {
		for range r.n {
			w.put(uint64(r.place/inOther), 1)
		}
	}
	base10.write(w, numbers)
	b.write(w, values)
}

// A textRun is a number of values in one base.
type textRun struct {
	place place
	n     int
}

const (
	runBits = 6                        // §I.8.2: position, base, length
	runMost = runLeast + runStep*0b111 // values of the longest run
)

// takeRuns joins characters at the begin to runs that are shorter than their part
// of a map, and returns the others. No run ends within a character.
func takeRuns(chars []textRun) (runs, rest []textRun) {
	for {
		n, taken, sum := 0, 0, 0
		for i, c := range chars {
			sum += c.n
			if c.place != chars[0].place || sum > runMost {
				break
			}
			if sum > runBits && sum%runStep == 0 {
				n, taken = sum, i+1
			}
		}
		if n == 0 {
			return runs, chars
		}
		runs, chars = append(runs, textRun{chars[0].place, n}), chars[taken:]
	}
}

// putRuns writes runs, or that there are none.
func (w *bitWriter) putRuns(runs []textRun) {
	w.put(uint64(min(len(runs), 1)), 1)
	for i, r := range runs {
		last := uint64(0)
		if i == len(runs)-1 {
			last = 1
		}
		w.put(last<<5|uint64(r.place)<<3|uint64((r.n-runLeast)/runStep), runBits)
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// write74 returns the value of each character that is no digit.
func write74(text string) (ok bool, other [][]byte) {
	for i := range len(text) {
		if isDigit(text[i]) {
			continue
		}
		v := strings.IndexByte(chars74, text[i])
		if v < 0 {
			return false, nil
		}
		other = append(other, []byte{byte(v)})
	}
	return true, other
}

// write256 returns each character that is no digit.
func write256(text string) (other [][]byte) {
	for i := range len(text) {
		if !isDigit(text[i]) {
			other = append(other, []byte{text[i]})
		}
	}
	return other
}

// write30 returns the value, or the shift and the value, of each character that is
// no digit. The punctuation that is there most often becomes the programmable one.
func write30(text string) (ok bool, other [][]byte) {
	often := commonestPunctuation(text)
	programmed := false
	for i := range len(text) {
		c := text[i]
		if isDigit(c) {
			continue
		}
		plain := strings.IndexByte(chars30[:shift1], c)
		first := strings.IndexByte(shift1of30, c)
		second := strings.IndexByte(shift2of30[:len(shift2of30)-1], c)
		switch {
		case plain >= 0:
			other = append(other, []byte{byte(plain)})
		case second >= 0 && c == often && programmed:
			other = append(other, []byte{punctuation})
		case second >= 0 && c == often:
			other, programmed = append(other, []byte{punctuation, byte(second)}), true
		case second >= 0:
			other = append(other, []byte{shift2, byte(second)})
		case first >= 0:
			other = append(other, []byte{shift1, byte(first)})
		default:
			return false, nil
		}
	}
	return true, other
}

// commonestPunctuation returns the character of shift 2 that is in text most often,
// 0 if there is none. A hyphen has a value without shift.
func commonestPunctuation(text string) (often byte) {
	most := 0
	for _, c := range []byte(shift2of30[:len(shift2of30)-1]) {
		if n := strings.Count(text, string(c)); c != '-' && n > most {
			often, most = c, n
		}
	}
	return often
}
