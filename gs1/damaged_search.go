package gs1

import (
	"math"
	"slices"
	"strings"
)

// A search finds the readings of one text under one assumption about its
// separators. It goes through the text once, from left to right. For every place
// it keeps the beam best ways to get there, so that its time is bounded by
// length × longest value × beam.
type search struct {
	model     *model
	text      string
	separator string  // what stands for the separator; "" for nothing
	lost      float64 // bits for every separator that is missing; infinite if none may be

	work *int // steps that are left, for all searches of one text

	rules  []*rule // the identifier that stands at each place, if any
	digits []uint8 // and its length
	nodes  []node
	places [][]int32 // for each place the nodes that end there, best first
}

const (
	beam        = 12     // ways to a place
	maxElements = 16     // elements of a reading
	maxWork     = 50_000 // steps: values tried, each behind every way to its place
)

// A node is an element as the last of a reading.
type node struct {
	bits  float64 // description length of the reading so far
	used  float64 // weight of its identifiers
	spare float64 // spareBits of it
	prev  int32   // node before, -1 if none
	r     *rule
	value int32 // its value is text[value:end]
	end   int32
	next  int32 // where the next element begins
	count int32 // elements so far
	lost  int32 // separators missing so far
	extra int32 // needless and doubled separators
}

const (
	needlessBits = 1 // a separator after a predefined length, or at the end
	doubledBits  = 5 // one directly behind another, or in front
)

func newSearch(m *model, text string, work *int) *search {
	s := &search{model: m, text: text, work: work, rules: make([]*rule, len(text)+1), digits: make([]uint8, len(text)+1)}
	for i := range len(text) {
		if isDigit(text[i]) {
			r, n := leadingRule(text[i:])
			s.rules[i], s.digits[i] = r, uint8(n)
		}
	}
	s.places = make([][]int32, len(text)+1)
	return s
}

// A start is a place where readings may begin and what it costs.
type start struct {
	at   int
	bits float64
}

// run returns the nodes that end readings of the whole text, from any of the
// starts. Separators are spelled separator; lost is the bits for each that is
// missing.
func (s *search) run(separator string, lost float64, starts []start) []int32 {
	s.separator, s.lost = separator, lost
	s.nodes = s.nodes[:0]
	for i := range s.places {
		s.places[i] = s.places[i][:0]
	}
	for _, from := range starts {
		at, n := s.skip(from.at)
		if at == len(s.text) {
			continue
		}
		s.put(node{bits: from.bits + doubledBits*float64(n), prev: -1, next: int32(at), end: int32(from.at)})
	}
	for at := range s.text {
		if len(s.places[at]) > 0 && s.rules[at] != nil {
			s.extend(at)
		}
	}
	if *s.work <= 0 {
		return nil
	}
	return s.places[len(s.text)]
}

// skip goes behind the separators at a place and counts them.
func (s *search) skip(at int) (next, n int) {
	for s.separator != "" && strings.HasPrefix(s.text[at:], s.separator) {
		at += len(s.separator)
		n++
	}
	return at, n
}

// put keeps n among the best at its place.
func (s *search) put(n node) {
	list := s.places[n.next]
	i := len(list)
	for i > 0 && s.nodes[list[i-1]].bits > n.bits {
		i--
	}
	if i >= beam {
		return
	}
	if len(list) < beam {
		list = append(list, 0)
	}
	copy(list[i+1:], list[i:])
	list[i] = int32(len(s.nodes))
	s.nodes = append(s.nodes, n)
	s.places[n.next] = list
}

// extend puts the element that begins at a place behind every reading that ends
// there.
func (s *search) extend(at int) {
	r, from := s.rules[at], at+int(s.digits[at])
	if r.predefined() || r.min == r.max {
		if end := from + int(r.max); end <= len(s.text) {
			s.value(at, r, from, end)
		}
		return
	}
	text := newFreeText(r)
	for end := from; end < min(from+int(r.max), len(s.text)); {
		if !text.next(s.text[end]) || *s.work <= 0 {
			return
		}
		end++
		if end-from < int(r.min) || !s.mayEnd(end) {
			continue
		}
		if text.free {
			s.join(at, r, from, end, text.spelling.bits(&text.lengths))
		} else {
			s.value(at, r, from, end)
		}
	}
}

// A freeText judges a value of one component, any characters of set 82, while it
// grows; other values are judged as a whole.
type freeText struct {
	free     bool
	lengths  lengthModel
	spelling spelling
}

func newFreeText(r *rule) freeText {
	c := r.components()
	return freeText{free: len(c) == 1 && c[0].charset == byte(Charset82) && c[0].linters[0] == 0, lengths: lengthsOf(r), spelling: newSpelling()}
}

func (t *freeText) next(c byte) bool {
	if !t.free {
		return charsets[c] != 0
	}
	if charsets[c]&in82 == 0 {
		return false
	}
	t.spelling.next(c)
	return true
}

// mayEnd reports whether a value of variable length may end here.
func (s *search) mayEnd(end int) bool {
	return end == len(s.text) || s.separatorAt(end) || !math.IsInf(s.lost, 1) && s.rules[end] != nil
}

func (s *search) separatorAt(at int) bool {
	return s.separator != "" && strings.HasPrefix(s.text[at:], s.separator)
}

// value joins text[from:end] if it is a value of r.
func (s *search) value(at int, r *rule, from, end int) {
	var fs faults
	if value := s.text[from:end]; r.check(value, &fs) {
		s.join(at, r, from, end, s.model.fieldBits(r, value))
	}
}

// join puts the element behind every reading that ends at a place.
func (s *search) join(at int, r *rule, from, end int, bits float64) {
	if *s.work -= len(s.places[at]); *s.work <= 0 {
		return
	}
	next, separators := s.skip(end)
	extra, lost := max(separators-1, 0), int32(0)
	bits += doubledBits * float64(extra)
	switch {
	case separators > 0 && (r.predefined() || next == len(s.text)):
		bits += needlessBits
	case separators == 0 && !r.predefined() && next < len(s.text):
		if math.IsInf(s.lost, 1) {
			return
		}
		bits += s.lost
		lost = 1
	}
	s.joinEach(r, node{bits: bits, r: r, value: int32(from), end: int32(end), next: int32(next), lost: lost, extra: int32(extra)}, at)
}

// joinEach puts the element n behind every reading that ends at a place.
func (s *search) joinEach(r *rule, n node, at int) {
	bits, lost, extra, w := n.bits, n.lost, n.extra, weight(r.ai)
	name := s.model.nameBits(w)
	last := int(n.next) == len(s.text)
	for _, i := range s.places[at] {
		before := &s.nodes[i]
		count := int(before.count)
		if count == maxElements || !s.model.allows(r.ai, count) || last && !s.model.mayEndWith(count+1) {
			continue
		}
		n.bits = before.bits + bits + s.model.behindBits(r.ai, count, name, before.spare)
		if last {
			n.bits += s.model.endBits(count + 1)
		}
		if s.isWorse(n) || s.has(i, r) {
			continue
		}
		n.prev, n.count = i, before.count+1
		n.lost, n.extra, n.used = before.lost+lost, before.extra+extra, before.used+w
		n.spare = spareBits(n.used)
		s.put(n)
	}
}

// isWorse reports whether the place of n is full of better ones.
func (s *search) isWorse(n node) bool {
	list := s.places[n.next]
	return len(list) == beam && s.nodes[list[beam-1]].bits <= n.bits
}

// has reports whether the reading that ends with node i has an element of r.
func (s *search) has(i int32, r *rule) bool {
	for ; i >= 0; i = s.nodes[i].prev {
		if s.nodes[i].r == r {
			return true
		}
	}
	return false
}

// elements returns the reading that ends with node i, the place of the first
// separator that is missing (-1 if none is), and what stands behind each of those.
func (s *search) elements(i int32) (list []Element, gap int, behind []AI) {
	list = make([]Element, s.nodes[i].count)
	gap = -1
	for next := AI(0); s.nodes[i].prev >= 0; i = s.nodes[i].prev {
		n := &s.nodes[i]
		list[n.count-1] = Element{AI: n.r.ai, Value: s.text[n.value:n.end], Pos: int(n.value)}
		if n.end == n.next && !n.r.predefined() && int(n.end) < len(s.text) {
			gap, behind = int(n.end), append(behind, next)
		}
		next = n.r.ai
	}
	slices.Reverse(behind)
	return list, gap, behind
}

// first returns where the reading that ends with node i begins: the start it was
// given.
func (s *search) first(i int32) int {
	for s.nodes[i].prev >= 0 {
		i = s.nodes[i].prev
	}
	return int(s.nodes[i].end)
}
