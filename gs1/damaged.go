package gs1

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
)

// Bounds of the search for other readings. A text that is longer than MaxDamaged
// bytes has none. For every other the number of steps is limited, whatever it
// holds: on the machine the package was made on, the search takes 5 ms and 1 MiB
// at most, 20 to 60 µs for a usual damaged scan, and 0.1 µs and no memory for one
// in which a separator works. If the steps do not suffice, readings are missing.
const (
	MaxDamaged      = 256 // bytes; a GS1-128 holds 48, Data Matrix on goods seldom 150
	MaxAlternatives = 16  // readings returned
)

// An Alternative is another way to read a damaged text.
type Alternative struct {
	Message Message // its Input is the text as repaired, and positions refer to that
	Score   float64 // how likely it is among all readings, 0 to 1
	Why     string  // what must have happened to the text: "separator lost before (21)"

	code   Code
	at, to int // where in the original text
}

// AlternativeOptions says what is known beside the text. A nil
// *AlternativeOptions means: nothing.
type AlternativeOptions struct {
	// Reference is the date against which dates are plausible or not, usually
	// today. The zero time makes all dates alike.
	Reference time.Time

	// Order, if not empty, lists the identifiers that the text must have, all of
	// them and in this order. Other readings are not considered.
	Order []AI

	// Accept reports whether the elements of a reading may be together on one
	// item. Nil means that what GS1 requires and excludes is judged.
	Accept func(Message) bool
}

// A Diagnosis says whether a text is to be trusted.
type Diagnosis struct {
	Alternatives []Alternative // other readings, best first; nil when there is no doubt
	Plain        float64       // score of the plain reading, 0 if it is not valid

	// Finding says what must have happened, if Alternatives is not empty. Its
	// severity is error when the first alternative scores higher than the plain
	// reading, and the text must then not be taken for valid; otherwise warning.
	Finding Finding
}

// Alternatives returns the other readings of data, best first, as [Diagnose]
// finds them.
func Alternatives(data string, plain Message, plainErr error, o *AlternativeOptions) []Alternative {
	return Diagnose(data, plain, plainErr, o).Alternatives
}

// Diagnose judges whether a transport damaged data, and how it can be read
// then: with separators that were lost or replaced, letters in the other case,
// the characters of another keyboard layout, and with something in front that is
// too much, doubled or wrong. Plain and plainErr are what a parser made of data.
//
// Every reading fits lengths, character sets, check digits and the calendar, and
// [AlternativeOptions]. They are ranked by description length: the bits that it
// takes to say which identifiers there are, given which are common, each date
// given what is plausible, the length and the characters of each value given the
// alphabets values have, and what happened to the text. Scores are shares of
// 2^-bits, the plain reading's included if it is valid.
//
// A separator that works is evidence that none is lost: such a text, once valid,
// is only doubted for the case of its letters. Nor is a text with brackets
// doubted, nor one with identifiers that are not assigned, nor the digits of an
// EAN/UPC or ITF-14 symbol. The result depends on nothing but the arguments.
func Diagnose(data string, plain Message, plainErr error, o *AlternativeOptions) Diagnosis {
	if len(data) > MaxDamaged || isGTINScan(data) || plainErr == nil && !doubtful(data, plain) {
		return Diagnosis{Plain: plainScore(plainErr)}
	}
	s := newSuspicion(data, o)
	if plainErr == nil {
		s.doubt(plain)
	} else {
		s.repair()
	}
	return s.diagnosis(plain, plainErr)
}

func plainScore(err error) float64 {
	if err == nil {
		return 1
	}
	return 0
}

// doubtful reports whether the valid reading m of data could be a damaged one.
func doubtful(data string, m Message) bool {
	if strings.HasPrefix(data, "(") || len(m.Elements) == 0 {
		return false
	}
	return (!hasSeparator(data, m) && hasVariable(m) || lowerOnly(m)) && !hasUnassigned(m)
}

// hasUnassigned reports whether m has an identifier that is not assigned, about
// which nothing is known by which readings could be ranked.
func hasUnassigned(m Message) bool {
	return slices.ContainsFunc(m.Elements, func(e Element) bool { return e.AI.rule() == nil })
}

// hasSeparator reports whether a separator stands between or behind the elements
// of m, in whatever spelling.
func hasSeparator(data string, m Message) bool {
	end := -1
	for _, e := range m.Elements {
		if end >= 0 && e.Pos-int(e.AI>>14)-1 > end {
			return true
		}
		end = e.Pos + len(e.Value)
	}
	return end < len(data)
}

// hasVariable reports whether m has an element that could have swallowed another.
func hasVariable(m Message) bool {
	return slices.ContainsFunc(m.Elements, func(e Element) bool { return !e.AI.PredefinedLength() && len(e.Value) > 3 })
}

// lowerOnly reports whether m has letters, and all of them are small ones.
func lowerOnly(m Message) bool {
	lower := false
	for _, e := range m.Elements {
		for i := range len(e.Value) {
			switch c := e.Value[i]; {
			case c >= 'A' && c <= 'Z':
				return false
			case isLetter(c):
				lower = true
			}
		}
	}
	return lower
}

// A candidate is a reading before it is compared with others.
type candidate struct {
	message Message
	key     string // bracketed form
	bits    float64
	why     []string
	code    Code
	at, to  int
}

// A suspicion collects the readings of one text.
type suspicion struct {
	data       string
	model      model
	accept     func(Message) bool
	candidates []candidate
	plainBits  float64
	work       int // steps of the search that are left
}

func newSuspicion(data string, o *AlternativeOptions) *suspicion {
	s := &suspicion{data: data, accept: goTogether, plainBits: math.Inf(1), work: maxWork}
	if o == nil {
		return s
	}
	s.model = model{reference: o.Reference, order: o.Order}
	if o.Accept != nil {
		s.accept = o.Accept
	}
	return s
}

// add takes a reading if its elements may be together; one that is there already
// becomes more likely.
func (s *suspicion) add(c candidate) {
	c.key = c.message.String()
	for i := range s.candidates {
		if known := &s.candidates[i]; known.key == c.key {
			both := addBits(known.bits, c.bits)
			if c.bits < known.bits {
				*known = c
			}
			known.bits = both
			return
		}
	}
	if s.accept(c.message) {
		s.candidates = append(s.candidates, c)
	}
}

// addBits returns the description length of what is true if either of two is.
func addBits(a, b float64) float64 {
	low, high := min(a, b), max(a, b)
	return low - math.Log2(1+math.Exp2(low-high))
}

// minDoubt is the score below which another reading of a valid text is not
// worth a word.
const minDoubt = 0.05

// diagnosis ranks the candidates.
func (s *suspicion) diagnosis(plain Message, plainErr error) Diagnosis {
	key := ""
	if plainErr == nil {
		key = plain.String()
		s.candidates = slices.DeleteFunc(s.candidates, func(c candidate) bool { return c.key == key })
	}
	slices.SortFunc(s.candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.bits, b.bits), cmp.Compare(a.key, b.key))
	})
	if len(s.candidates) == 0 {
		return Diagnosis{Plain: plainScore(plainErr)}
	}
	least := min(s.plainBits, s.candidates[0].bits)
	total := math.Exp2(least - s.plainBits)
	for _, c := range s.candidates {
		total += math.Exp2(least - c.bits)
	}
	d := Diagnosis{Plain: math.Exp2(least-s.plainBits) / total}
	for _, c := range s.candidates[:min(len(s.candidates), MaxAlternatives)] {
		a := Alternative{Message: c.message, Score: math.Exp2(least-c.bits) / total,
			Why: strings.Join(c.why, "; "), code: c.code, at: c.at, to: c.to}
		d.Alternatives = append(d.Alternatives, a)
	}
	first := d.Alternatives[0]
	if plainErr == nil && first.Score < d.Plain && first.Score < minDoubt {
		return Diagnosis{Plain: 1}
	}
	d.Finding = s.finding(first, first.Score < d.Plain)
	return d
}

// finding returns the finding that the text should be read as a says.
func (s *suspicion) finding(a Alternative, mild bool) Finding {
	e := Error{Code: a.code, Pos: a.at, Len: a.to - a.at, value: s.data[a.at:a.to],
		detail: detail{part: a.Why, expected: a.Message.String()}}
	f := e.Finding()
	if mild {
		f.Severity = SeverityWarning
	}
	return f
}

// goTogether reports whether the elements of m are all that is on an item.
func goTogether(m Message) bool { return m.Agrees(false) }
