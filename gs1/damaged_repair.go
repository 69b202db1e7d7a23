package gs1

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What it costs in bits that this happened to a text. They are judgements, as
// the numbers of a model are.
const (
	intactBits   = 2.2 // no separator, and none needed
	lostBits     = 1   // all separators lost, of a text without any
	partialBits  = 14  // one lost where others work
	replacedBits = 1   // separators replaced, to which the spelling adds
	trimBits     = 1   // blanks or line ends around it
	wideBits     = 3   // full-width characters
	bracketBits  = 2   // brackets written in another way
	flippedBits  = 5   // caps lock
	upperBits    = 7   // all letters made small
	keyboardBits = 3   // another keyboard layout, to which the layout adds
	wrongIDBits  = 5   // another symbology identifier
	idCaseBits   = 6   // symbology identifier in the other case, and nothing else
	noIDBits     = 2   // none
	cutIDBits    = 7   // only its end
	doubledID    = 5   // twice
	junkBits     = 8   // something else in front
	junkEach     = 6.6 // each character of it
)

// A text is the data as one assumption would have it before it was damaged.
type text struct {
	s      string
	bits   float64
	why    string
	code   Code
	shift  int // where s begins in the data, -1 if its bytes are others
	at, to int // of the data: what was changed
}

// repair looks for readings of data that no parser could read.
func (s *suspicion) repair() {
	base := s.trimmed()
	if s.unbracket(base) {
		return
	}
	for _, t := range s.texts(base) {
		s.read(t)
	}
}

// trimmed returns the data without what is around it, full-width characters made
// ASCII.
func (s *suspicion) trimmed() text {
	t := text{s: strings.TrimRight(s.data, around), to: len(s.data)}
	t.to = len(t.s)
	inner := strings.TrimLeft(t.s, around)
	t.shift = len(t.s) - len(inner)
	if len(inner) != len(s.data) {
		t.bits, t.why, t.code = trimBits, "blanks, line ends or marks around the data", CodeDamaged
		if t.at, t.to = 0, t.shift; t.shift == 0 {
			t.at, t.to = len(t.s), len(s.data)
		}
	}
	t.s = inner
	if narrow := strings.Map(narrow, inner); narrow != inner && utf8.ValidString(inner) {
		t.s, t.bits, t.why, t.code, t.shift = narrow, t.bits+wideBits, "full-width characters", CodeDamaged, -1
		t.at, t.to = 0, len(s.data)
	}
	return t
}

// around are characters that come before or behind data and are none of it:
// blanks, line ends, the frames STX and ETX, byte order mark, zero width space.
const around = " \t\r\n\x00\x02\x03\ufeff\u200b"

// narrow returns the ASCII character of a full-width one (Unicode block
// Halfwidth and Fullwidth Forms).
func narrow(r rune) rune {
	if r >= 0xff01 && r <= 0xff5e {
		return r - 0xff01 + '!'
	}
	return r
}

// texts returns what the data may have been, as regards its characters.
func (s *suspicion) texts(base text) []text {
	list := []text{base}
	if flipped := mapLetters(base.s, flip); mayBeFlipped(base.s) {
		at := max(base.shift, 0) + firstDifference(base.s, flipped)
		list = append(list, base.also(flipped, flippedBits, "capital and small letters swapped (caps lock)", CodeCase, at, at+1))
	}
	if upper := upperValues(base.s); upper != base.s {
		at := max(base.shift, 0) + firstDifference(base.s, upper)
		list = append(list, base.also(upper, upperBits, "capital letters made small", CodeCase, at, at+1))
	}
	for l, typed := range layoutsOf(base.s) {
		if !slices.ContainsFunc(list, func(t text) bool { return t.s == typed }) {
			t := base.also(typed, keyboardBits+l.bits, "keyboard layout "+l.name+" where the scanner types US", CodeKeyboard, 0, len(s.data))
			t.shift = -1
			list = append(list, t)
		}
	}
	return list
}

// mayBeFlipped reports whether caps lock could have made s: its symbology
// identifier is in the other case, or it has none but small letters.
func mayBeFlipped(s string) bool {
	id, _ := symbologyIdentifier(s)
	if id != "" {
		return otherCase(id) != ""
	}
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' })
}

// reasons returns why t is another text than the data, none if it is not.
func (t text) reasons() []string {
	if t.why == "" {
		return nil
	}
	return []string{t.why}
}

// also returns t after one more thing happened to it.
func (t text) also(s string, bits float64, why string, code Code, at, to int) text {
	if t.why != "" {
		why = t.why + "; " + why
	}
	return text{s: s, bits: t.bits + bits, why: why, code: code, shift: t.shift, at: at, to: to}
}

// mapLetters returns s with f of every ASCII letter.
func mapLetters(s string, f func(byte) byte) string {
	b := []byte(s)
	for i, c := range b {
		if isLetter(c) {
			b[i] = f(c)
		}
	}
	return string(b)
}

// flip returns the other case of a letter.
func flip(c byte) byte { return c ^ 0x20 }

// upper returns a letter as a capital one.
func upper(c byte) byte { return c &^ 0x20 }

// upperValues returns s in capital letters, a symbology identifier excepted, and
// s itself if it has any.
func upperValues(s string) string {
	n := 0
	if id, _ := symbologyIdentifier(s); id != "" {
		n = len(id)
	}
	if strings.ContainsFunc(s[n:], func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return s
	}
	return s[:n] + mapLetters(s[n:], upper)
}

func firstDifference(a, b string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// A head is what may stand before the first element string.
type head struct {
	start
	id   string // symbology identifier, as it should be
	why  string
	code Code
}

// heads returns where element strings may begin in t.
func (s *suspicion) heads(t string) []head {
	var list []head
	id, carries := symbologyIdentifier(t)
	at := len(id)
	switch {
	case carries:
		list = append(list, head{start: start{at, 0}, id: id})
	case id == "":
		list = append(list, head{start: start{0, noIDBits}})
		if strings.HasPrefix(t, "^") { // FNC1, as ParseData has it
			list = append(list, head{start: start{1, noIDBits}})
		}
		list = append(list, cutHead(t)...)
	case otherCase(id) != "":
		list = append(list, head{start{at, idCaseBits}, otherCase(id), "symbology identifier " + id + " in the other case", CodeCase})
	default:
		list = append(list, head{start{at, wrongIDBits}, "", "symbology identifier " + id + " of data that is no element string", CodeDamaged})
	}
	if again, _ := symbologyIdentifier(t[at:]); id != "" && again != "" {
		h := head{start{2 * at, doubledID}, again, "symbology identifier twice", CodeDoubledPrefix}
		if third, _ := symbologyIdentifier(t[h.at:]); third != "" {
			h.at, h.why = 3*at, "symbology identifier three times"
		}
		return append(list, h)
	}
	return append(list, s.junkHeads(t, at)...)
}

// otherCase returns the symbology identifier of element strings that id is in
// the other case, "" if none.
func otherCase(id string) string {
	if _, carries := symbologyIdentifier(id); carries {
		return ""
	}
	other := mapLetters(id, flip)
	if _, carries := symbologyIdentifier(other); carries {
		return other
	}
	return ""
}

// cutHead returns the head of a text that begins with the end of a symbology
// identifier.
func cutHead(t string) []head {
	for _, id := range [...]string{"]d2", "]C1", "]Q3", "]e0"} {
		for n := 1; n <= 2; n++ {
			if end := id[n:]; strings.HasPrefix(t, end) {
				return []head{{start{len(end), cutIDBits}, id, "symbology identifier cut off", CodeDamaged}}
			}
		}
	}
	return nil
}

const maxJunk = 4 // characters in front that are passed over

// junkHeads returns the heads with some characters too many after the first at
// bytes. What begins then must be a usual key.
func (s *suspicion) junkHeads(t string, at int) (list []head) {
	end := at
	for n := 1; n <= maxJunk && end < len(t); n++ {
		_, size := utf8.DecodeRuneInString(t[end:])
		end += size
		if !s.beginsWell(t[end:]) {
			continue
		}
		junk := t[at:end]
		h := head{start{end, junkBits + junkEach*float64(n)}, "", strconv.Quote(junk) + " in front", CodeDamaged}
		if strings.HasPrefix(t[end:], junk) {
			h.why, h.code = strconv.Quote(junk)+" twice in front", CodeDoubledPrefix
		}
		list = append(list, h)
	}
	return list
}

func (s *suspicion) beginsWell(t string) bool {
	r, _ := leadingRule(t)
	if r == nil {
		return false
	}
	if len(s.model.order) > 0 {
		return r.ai == s.model.order[0]
	}
	return r.ai == AI00 || r.ai == AI01 || r.ai == AI02
}

// read looks for readings of t.
func (s *suspicion) read(t text) {
	heads := s.heads(t.s)
	search := newSearch(&s.model, t.s, &s.work)
	works := strings.IndexByte(t.s, GS) >= 0
	if works && s.runAs(search, t, heads, separatorSpelling{spelling: "\x1d"}, math.Inf(1)) {
		return
	}
	found := false
	for _, sep := range separatorsIn(t.s) {
		found = s.runAs(search, t, heads, sep, math.Inf(1)) || found
	}
	switch {
	case !works:
		s.runAs(search, t, heads, separatorSpelling{}, 0)
	case !found:
		s.runAs(search, t, heads, separatorSpelling{spelling: "\x1d"}, partialBits)
	}
}

// runAs adds the readings of t whose separators are spelled sep and reports
// whether there are any. Lost is what a missing one costs.
func (s *suspicion) runAs(search *search, t text, heads []head, sep separatorSpelling, lost float64) bool {
	starts := make([]start, 0, len(heads))
	for _, h := range heads {
		starts = append(starts, h.start)
	}
	ends := search.run(sep.spelling, lost, starts)
	for _, end := range ends {
		s.add(s.candidate(search, t, heads, sep, end))
	}
	return len(ends) > 0
}

// candidate returns the reading of t that ends with a node of the search.
func (s *suspicion) candidate(search *search, t text, heads []head, sep separatorSpelling, end int32) candidate {
	n := search.nodes[end]
	elements, gap, behind := search.elements(end)
	c := candidate{
		message: Message{Input: t.s, Elements: elements},
		bits:    n.bits + t.bits, code: t.code, at: t.at, to: t.to, why: t.reasons(),
	}
	if i := slices.IndexFunc(heads, func(h head) bool { return h.at == search.first(end) }); i >= 0 {
		h := heads[i]
		c.message.Symbology = h.id
		c.happened(h.why, h.code, t, 0, h.at)
	}
	switch from := elements[0].Pos; {
	case n.lost > 0:
		c.happened(lostBefore(behind), CodeLostSeparator, t, gap, gap)
	case sep.replaces():
		if at := strings.Index(t.s[from:], sep.spelling); at >= 0 {
			at += from
			c.happened("separator replaced by "+strconv.Quote(sep.spelling), CodeGSReplaced, t, at, at+len(sep.spelling))
		}
	case n.extra > 0:
		at := strings.Index(t.s[from:], "\x1d\x1d") + from
		c.happened("separator twice", CodeDamaged, t, at, at+2)
	}
	if lead := search.first(end); sep.spelling != "" && strings.HasPrefix(t.s[lead:], sep.spelling) {
		c.happened("separator in front", CodeDamaged, t, lead, lead+len(sep.spelling))
	}
	switch {
	case n.lost > 0 && sep.spelling == "":
		c.bits += lostBits
	case sep.spelling == "":
		c.bits += intactBits
	case sep.replaces():
		c.bits += replacedBits + sep.bits
	}
	if c.code == "" {
		c.happened("read as element strings", CodeDamaged, t, 0, len(t.s))
	}
	return c
}

// lostBefore says that separators before the identifiers are lost.
func lostBefore(ais []AI) string {
	var b strings.Builder
	b.WriteString("separator lost before ")
	for i, ai := range ais {
		switch {
		case i > 0 && i == len(ais)-1:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString("(" + ai.String() + ")")
	}
	return b.String()
}

// happened notes something else that happened to t, in its bytes [at, to). The
// code of the finding is that of what is the hardest to see.
func (c *candidate) happened(why string, code Code, t text, at, to int) {
	if why == "" {
		return
	}
	c.why = append(c.why, why)
	if gravity(code) <= gravity(c.code) {
		return
	}
	c.code = code
	if t.shift >= 0 {
		c.at, c.to = t.shift+at, t.shift+to
	}
}

func gravity(c Code) int {
	return slices.Index([]Code{"", CodeDamaged, CodeDoubledPrefix, CodeCase, CodeGSReplaced, CodeLostSeparator, CodeKeyboard}, c)
}

// doubt looks for other readings of data that plain is a valid one of.
func (s *suspicion) doubt(plain Message) {
	s.plainBits = s.model.messageBits(plain.Elements)
	if !s.model.follows(plain.Elements) {
		s.plainBits = math.Inf(1)
	}
	if lowerOnly(plain) {
		s.doubtCase(plain)
	}
	if hasSeparator(s.data, plain) {
		return
	}
	s.plainBits += intactBits
	t := text{s: s.data}
	first := plain.Elements[0]
	heads := []head{{start: start{at: first.Pos - int(first.AI>>14) - 1}, id: plain.Symbology}}
	search := newSearch(&s.model, t.s, &s.work)
	for _, sep := range separatorsIn(t.s[heads[0].at:]) {
		s.runAs(search, t, heads, sep, math.Inf(1))
	}
	s.runAs(search, t, heads, separatorSpelling{}, 0)
}

// doubtCase adds the reading of plain, whose letters are all small, in capitals.
func (s *suspicion) doubtCase(plain Message) {
	m := plain
	m.Elements = slices.Clone(plain.Elements)
	at := -1
	for i := range m.Elements {
		e := &m.Elements[i]
		upper := strings.ToUpper(e.Value)
		if r := e.AI.rule(); upper != e.Value && r.passes(upper) {
			if at < 0 {
				at = e.Pos + firstDifference(e.Value, upper)
			}
			e.Value = upper
		}
	}
	if at < 0 || at >= len(s.data) {
		return
	}
	m.Input = string(m.AppendScan(nil, m.Symbology))
	s.add(candidate{message: m, bits: s.model.messageBits(m.Elements) + upperBits,
		why: []string{"capital letters made small"}, code: CodeCase, at: at, to: at + 1})
}
