package gs1

import (
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// A classSet is a set of classes. A class is a pattern, such as "01" or "310n",
// that some identifier requires or excludes.
type classSet struct{ low, high uint64 }

func (s classSet) or(t classSet) classSet  { return classSet{s.low | t.low, s.high | t.high} }
func (s classSet) and(t classSet) classSet { return classSet{s.low & t.low, s.high & t.high} }
func (s classSet) meets(t classSet) bool   { return s.low&t.low|s.high&t.high != 0 }
func (s classSet) holds(t classSet) bool   { return s.and(t) == t }

// class returns the set of the class with the index i.
func class(i int) classSet {
	if i < 64 {
		return classSet{low: 1 << i}
	}
	return classSet{high: 1 << (i - 64)}
}

// A pairing says what an identifier has to do with others.
type pairing struct {
	classes  classSet // that it belongs to
	excludes classSet // that it does not belong to
	among    classSet // that it belongs to and excludes: those of its other members
	needs    uint64   // requirements, as bits
}

// A requirement is met by one class of any, or by a whole group.
type requirement struct {
	any          classSet
	first, count uint8  // its groups
	text         string // "00,01+21"
}

func (q *requirement) met(have classSet) bool {
	return have.meets(q.any) || slices.ContainsFunc(groups[q.first:q.first+q.count], have.holds)
}

// An association is what the elements on an item have, need and exclude in
// sum. One pass over the elements makes it; whether all go together is then a
// matter of a few words.
type association struct {
	pairing                                // the sums
	again   classSet                       // classes with several identifiers
	seen    [(len(rules) + 63) / 64]uint64 // identifiers, by index
	bare    bool                           // a key is without its serial component
	unsure  bool                           // there is something that takes a closer look
}

// add joins elements to those before. Identifiers that are not assigned, and a
// repetition whose value differs or is not near, are left to a closer look.
func (a *association) add(elements []Element) {
	for i := range elements {
		e := &elements[i]
		n := e.AI.index()
		if n < 0 {
			a.unsure = true
			continue
		}
		r := &rules[n]
		if r.flags&isSerialKey != 0 && len(e.Value) == int(r.min) {
			a.bare = true
		}
		if bit := uint64(1) << (n & 63); a.seen[n>>6]&bit == 0 {
			a.seen[n>>6] |= bit
			a.join(&pairings[r.pair])
		} else if !repeatsNear(elements[:i], e) {
			a.unsure = true
		}
	}
}

// join adds what one more identifier has to do with others.
func (a *association) join(p *pairing) {
	a.again = a.again.or(a.classes.and(p.classes))
	a.classes = a.classes.or(p.classes)
	a.excludes = a.excludes.or(p.excludes)
	a.among = a.among.or(p.among)
	a.needs |= p.needs
}

// maxNear is how many elements [repeatsNear] looks at, so that the time for a
// hostile text grows no faster than its length.
const maxNear = 64

// repeatsNear reports whether the first element with the identifier of e has
// the value of e.
func repeatsNear(before []Element, e *Element) bool {
	for i := range before[:min(len(before), maxNear)] {
		if before[i].AI == e.AI {
			return before[i].Value == e.Value
		}
	}
	return false
}

// agrees reports whether the elements certainly go together.
func (a *association) agrees(partOfLabel bool) bool {
	switch {
	case a.unsure, a.excludes.meets(a.classes), a.among.meets(a.again):
		return false
	case a.bare && a.classes.meets(signatures):
		return false
	}
	return partOfLabel || unmet(a.needs, a.classes) == 0
}

// unmet returns those of the requirements in needs that have does not meet.
func unmet(needs uint64, have classSet) (rest uint64) {
	for ; needs != 0; needs &= needs - 1 {
		if i := bits.TrailingZeros64(needs); !requirements[i].met(have) {
			rest |= 1 << i
		}
	}
	return rest
}

// pairs judges which elements go together. What a text requires is not judged
// if a part of the text could not be read: it may be there.
func (p *parser) pairs(elements []Element) {
	if p.stopped() {
		return
	}
	partOfLabel := p.unread || p.options != nil && p.options.PartOfLabel
	var a association
	if a.add(elements); a.agrees(partOfLabel) {
		return
	}
	m := Message{Input: p.in, Elements: elements}
	for err := range m.PairErrors(partOfLabel) {
		if !p.fail(*err) {
			return
		}
	}
}

// A party is the first element with its identifier on an item.
type party struct {
	Element
	message int // where it is
	pairing
}

// A gathering is what an item carries, for a closer look.
type gathering struct {
	messages []Message
	parties  []party
	repeats  []repeat
	all      association
}

// A repeat is an element whose identifier the party with the index first has
// with another value.
type repeat struct {
	Element
	message int
	first   int
}

// pairErrors returns what is wrong about the elements of messages that are on
// one item, beside their values, with the index of the message and the place in
// it. The order is that of GS1's reference: exclusions, requirements, repeated
// identifiers, signatures.
func pairErrors(messages []Message, partOfLabel bool) iter.Seq2[int, *Error] {
	return func(yield func(int, *Error) bool) {
		g := gather(messages)
		_ = g.exclusions(yield) && (partOfLabel || g.requirements(yield)) && g.repeated(yield) && g.signed(yield)
	}
}

func gather(messages []Message) *gathering {
	g := &gathering{messages: messages}
	first := map[AI]int{}
	for i, m := range messages {
		for _, e := range m.Elements {
			at, ok := first[e.AI]
			switch {
			case !ok:
				first[e.AI] = len(g.parties)
				p := party{e, i, e.AI.pairing()}
				g.parties = append(g.parties, p)
				g.all.join(&p.pairing)
			case g.parties[at].Value != e.Value:
				g.repeats = append(g.repeats, repeat{e, i, at})
			}
		}
	}
	return g
}

// pairing returns what ai has to do with others. One that is not assigned
// belongs to the classes whose pattern it matches, and that is all.
func (ai AI) pairing() (p pairing) {
	if r := ai.rule(); r != nil {
		return pairings[r.pair]
	}
	for i, pattern := range classes {
		if pattern.Matches(ai) {
			p.classes = p.classes.or(class(i))
		}
	}
	return p
}

// excludes reports whether p excludes q or the other way round; they have
// different identifiers.
func (p *party) excludes(q *party) bool {
	return p.pairing.excludes.or(p.among).meets(q.classes) || q.pairing.excludes.or(q.among).meets(p.classes)
}

// exclusions yields an error for each two identifiers that must not be on one
// item, at the later of them.
func (g *gathering) exclusions(yield func(int, *Error) bool) bool {
	all := g.all.pairing
	excluded := all.excludes.or(all.among.and(g.all.again))
	for i := range g.parties {
		p := &g.parties[i]
		if !excluded.meets(p.classes) && !p.pairing.excludes.meets(all.classes) {
			continue
		}
		for j := range g.parties[:i] {
			q := &g.parties[j]
			if p.excludes(q) && !yield(p.message, g.errorAtAI(CodeExcludes, p, pairFault{other: q.AI})) {
				return false
			}
		}
	}
	return true
}

// requirements yields an error for each requirement that nothing on the item
// meets.
func (g *gathering) requirements(yield func(int, *Error) bool) bool {
	for i := range g.parties {
		p := &g.parties[i]
		for rest := unmet(p.needs, g.all.classes); rest != 0; rest &= rest - 1 {
			q := &requirements[bits.TrailingZeros64(rest)]
			if !yield(p.message, g.errorAtAI(CodeRequires, p, pairFault{need: q, have: g.all.classes})) {
				return false
			}
		}
	}
	return true
}

// repeated yields an error for each value of an identifier that differs from
// its first.
func (g *gathering) repeated(yield func(int, *Error) bool) bool {
	for _, r := range g.repeats {
		first := g.parties[r.first]
		err := &Error{Code: CodeRepeat, AI: r.AI, Len: len(r.Value), value: r.Value}
		err.pair = &pairFault{other: r.AI, value: first.Value, elsewhere: first.message != r.message}
		err.Pos, err.Len = g.messages[r.message].place(r.Element, err)
		if !yield(r.message, err) {
			return false
		}
	}
	return true
}

// signed yields an error for each key that is there without its serial
// component beside a digital signature, where the component would begin.
func (g *gathering) signed(yield func(int, *Error) bool) bool {
	signature := slices.IndexFunc(g.parties, func(p party) bool { return p.classes.meets(signatures) })
	if signature < 0 {
		return true
	}
	for i := range g.parties {
		p := &g.parties[i]
		r := p.AI.rule()
		if r == nil || r.flags&isSerialKey == 0 || len(p.Value) != int(r.min) {
			continue
		}
		err := &Error{Code: CodeDigSig, AI: p.AI, Pos: len(p.Value), pair: &pairFault{other: g.parties[signature].AI}}
		err.Pos, err.Len = g.messages[p.message].place(p.Element, err)
		if !yield(p.message, err) {
			return false
		}
	}
	return true
}

// errorAtAI returns an error whose place is the identifier of p.
func (g *gathering) errorAtAI(code Code, p *party, f pairFault) *Error {
	m, digits := g.messages[p.message], p.AI.String()
	pos, n := m.placeAI(digits, min(max(p.Pos, 0), len(m.Input)))
	return &Error{Code: code, AI: p.AI, Pos: pos, Len: n, value: digits, pair: &f}
}

// A pairFault is what an error about an element says of the others on the item.
type pairFault struct {
	other     AI     // the one it does not go with
	value     string // of other
	elsewhere bool   // other is in another symbol
	need      *requirement
	have      classSet // what is on the item
}

// expects says what would have been right.
func (f *pairFault) expects(e *Error) string {
	switch {
	case f == nil:
		return ""
	case e.Code == CodeRequires:
		return f.need.words()
	case e.Code == CodeRepeat:
		return quotable(f.value)
	case e.Code == CodeDigSig:
		return "a serial component"
	}
	return "(" + f.other.String() + ") or (" + e.AI.String() + "), not both"
}

// partner names the other element.
func (f *pairFault) partner() string {
	if f == nil {
		return "another"
	}
	return f.other.named()
}

// place says where the other value is.
func (f *pairFault) place() string {
	if f != nil && f.elsewhere {
		return "in another symbol"
	}
	return "before"
}

// words lists the alternatives: "SSCC (00) or GTIN (01) with SERIAL (21)".
func (q *requirement) words() string {
	var list []string
	for all := range strings.SplitSeq(q.text, ",") {
		list = append(list, strings.Join(named(strings.Split(all, "+")), " with "))
	}
	return join(list, "or")
}

// missing lists what the alternative that lacks least lacks, of several the
// first.
func (f *pairFault) missing() string {
	if f == nil || f.need == nil {
		return ""
	}
	var least []string
	for all := range strings.SplitSeq(f.need.text, ",") {
		lacks := slices.DeleteFunc(strings.Split(all, "+"), func(pattern string) bool {
			return f.have.meets(class(slices.Index(classes[:], Pattern(pattern))))
		})
		if least == nil || len(lacks) < len(least) {
			least = lacks
		}
	}
	return join(named(least), "and")
}

// named puts the data title before each pattern that is an identifier with one:
// "GTIN (01)", "(31nn)".
func named(patterns []string) (list []string) {
	for _, p := range patterns {
		ai, err := ParseAI(p)
		if err != nil {
			list = append(list, "("+p+")")
			continue
		}
		list = append(list, ai.named())
	}
	return list
}

// join lists words, the last after the conjunction: "a, b or c".
func join(list []string, conjunction string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " " + conjunction + " " + list[last]
}
