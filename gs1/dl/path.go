package dl

import (
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// A pair is two path segments, an identifier and its value.
type pair struct {
	name
	at, value, end int // the slashes before and behind the identifier, and the end of the value
}

// maxPairs is how many pairs a path can have behind its stem: a key and its
// qualifiers, of which none has more than three.
const maxPairs = 4

// path reads the path [start, end) from the primary key on.
func (p *parser) path(start, end int) bool {
	var pairs [maxPairs]pair
	at, n := p.findKey(start, end, &pairs)
	if at >= 0 && n <= maxPairs {
		for i := n - 1; i >= 0; i-- {
			if !p.pathElement(pairs[i], i == n-1) {
				return false
			}
		}
		return true
	}
	if at < 0 {
		at = p.findAnyKey(start, end)
	}
	if at < 0 {
		return p.failAt(gs1.CodeDLKey, 0, start, end, "")
	}
	return p.faultyPath(at, end)
}

// faultyPath reads the path [at, end), which begins with a key but is not all
// right.
func (p *parser) faultyPath(at, end int) bool {
	for first := true; at < end; first = false {
		pair, ok := p.nextPair(at, end)
		switch {
		case !ok:
			return p.unpaired(at, end)
		case !pair.assigned:
			return p.misnamed(pair.name, at+1, pair.value)
		case !p.pathElement(pair, first):
			return false
		}
		at = pair.end
	}
	return true
}

// nextPair returns the pair whose first slash is at.
func (p *parser) nextPair(at, end int) (next pair, ok bool) {
	i := strings.IndexByte(p.uri[at+1:end], '/')
	if i < 0 {
		return pair{}, false
	}
	value := at + 1 + i
	if i = strings.IndexByte(p.uri[value+1:end], '/'); i >= 0 {
		end = value + 1 + i
	}
	return pair{p.identifier(at+1, value), at, value, end}, true
}

// findKey returns where the slash before the primary key stands, -1 if there is
// none, how many pairs there are from there on, and the last of them, from the
// end of the path. Segments are paired from the end on (URI Syntax §4.11); the
// first key met is the primary key, so that a stem may contain what looks like
// one.
func (p *parser) findKey(start, end int, pairs *[maxPairs]pair) (at, n int) {
	for {
		value := strings.LastIndexByte(p.uri[start:end], '/')
		if value <= 0 {
			return -1, 0
		}
		value += start
		at = start + strings.LastIndexByte(p.uri[start:value], '/')
		name := p.identifier(at+1, value)
		if !name.assigned || name.short && !p.shortNames() {
			return -1, 0
		}
		if n < maxPairs {
			pairs[n] = pair{name, at, value, end}
		}
		n++
		if name.ai.Link().Key {
			return at, n
		}
		end = at
	}
}

// findAnyKey returns where the slash before the rightmost key with a value
// stands, -1 if there is none: for a path that is not all pairs behind its key,
// so that its fault can be named.
func (p *parser) findAnyKey(start, end int) int {
	for value := end; ; {
		at := strings.LastIndexByte(p.uri[start:value], '/')
		if at < 0 {
			return -1
		}
		name := p.identifier(start+at+1, value)
		if name.ai.Link().Key && value+1 < end {
			return start + at
		}
		value = start + at
	}
}

// A name is what a path segment says before a value.
type name struct {
	ai       gs1.AI // the identifier, the zero value if it is none
	assigned bool   // by GS1
	short    bool   // written as one of the former names
}

// identifier reads the path segment [from, to).
func (p *parser) identifier(from, to int) name {
	if to-from > len("refno")*len("%00") {
		return name{}
	}
	text := p.uri[from:to]
	if p.escaped {
		text = unescape(text, false)
	}
	if ai := gs1.AssignedAI(text); ai.IsValid() {
		return name{ai: ai, assigned: true}
	}
	if ai := number(text); ai.IsValid() {
		return name{ai: ai}
	}
	ai, ok := shortName(text)
	return name{ai, ok, ok}
}

func (p *parser) shortNames() bool { return p.options != nil && p.options.ShortNames }

// shortName returns the identifier that text stood for in the path until
// version 1.3.0 of the standard (URI Syntax 1.2 §4.3 and §4.4).
func shortName(text string) (ai gs1.AI, ok bool) {
	switch text {
	case "cpid":
		return gs1.AI8010, true
	case "cpsn":
		return gs1.AI8011, true
	case "cpv":
		return gs1.AI22, true
	case "gcn":
		return gs1.AI255, true
	case "gdti":
		return gs1.AI253, true
	case "giai":
		return gs1.AI8004, true
	case "ginc":
		return gs1.AI401, true
	case "gln":
		return gs1.AI414, true
	case "glnx":
		return gs1.AI254, true
	case "gmn":
		return gs1.AI8013, true
	case "grai":
		return gs1.AI8003, true
	case "gsin":
		return gs1.AI402, true
	case "gsrn":
		return gs1.AI8018, true
	case "gsrnp":
		return gs1.AI8017, true
	case "gtin":
		return gs1.AI01, true
	case "itip":
		return gs1.AI8006, true
	case "lot":
		return gs1.AI10, true
	case "party":
		return gs1.AI417, true
	case "refno":
		return gs1.AI8020, true
	case "ser":
		return gs1.AI21, true
	case "srin":
		return gs1.AI8019, true
	case "sscc":
		return gs1.AI00, true
	}
	return 0, false
}

// pathElement reads a pair; the first is the key.
func (p *parser) pathElement(e pair, first bool) bool {
	at, from := e.at+1, e.value+1
	if e.short && !p.short(e.ai, at, e.value) {
		return false
	}
	if from == e.end {
		return p.failAt(gs1.CodeValueEmpty, e.ai, from, from, "")
	}
	if first {
		p.key = e.ai.Link()
	} else if !p.order(e.ai, at, e.value) {
		return false
	}
	return p.element(e.ai, at, from, e.end, false)
}

// short notes that [from, to) is the former name of ai.
func (p *parser) short(ai gs1.AI, from, to int) bool {
	if p.shortNames() {
		return p.warn(gs1.CodeDLShortName, ai, from, to, ai.String())
	}
	return p.failAt(gs1.CodeDLName, ai, from, to, ai.String())
}

// order judges whether ai, whose digits are [from, to), may follow what stands
// before it in the path.
func (p *parser) order(ai gs1.AI, from, to int) bool {
	sequence, position, ok := p.key.Qualifier(ai)
	switch {
	case !ok:
		return p.failAt(gs1.CodeDLOrder, ai, from, to, "a qualifier of the key")
	case p.sequence < 0:
	case p.sequence != sequence:
		return p.failAt(gs1.CodeDLOrder, ai, from, to, "a qualifier that goes with those before it")
	case position < p.position:
		return p.failAt(gs1.CodeDLOrder, ai, from, to, "it before "+p.last())
	}
	p.sequence, p.position = sequence, position
	return true
}

// last names the last element read.
func (p *parser) last() string {
	if len(p.elements) == p.base {
		return "what stands before it"
	}
	return "(" + p.elements[len(p.elements)-1].AI.String() + ")"
}

// unpaired notes the segment that is left over behind the pairs, whose slash is
// at.
func (p *parser) unpaired(at, end int) bool {
	switch n := p.identifier(at+1, end); {
	case at+1 == end:
		return p.failAt(gs1.CodeDLName, 0, at, end, "the end of the path")
	case n.assigned && !n.short:
		return p.failAt(gs1.CodeValueEmpty, n.ai, end, end, "")
	}
	return p.failAt(gs1.CodeDLName, 0, at+1, end, "2 to 4 digits and a value behind them")
}

// misnamed notes the segment [from, to), which is no identifier.
func (p *parser) misnamed(n name, from, to int) bool {
	if n.ai.IsValid() {
		return p.failAt(gs1.CodeAIUnknown, n.ai, from, to, "")
	}
	return p.failAt(gs1.CodeDLName, 0, from, to, "2 to 4 digits")
}
