package datamatrix

import (
	"slices"
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// A plan is the shortest sequence of codewords for some data, found by dynamic
// programming: for each prefix of the data and each encodation it knows the fewest
// codewords that end there. Only the end depends on the capacity of the symbol,
// so one plan serves all sizes.
type plan struct {
	data    []rune
	allowed Encodations
	columns []column // one more than data
	endings []ending
	prefix  int // of the data, in ASCII
	bytes   int // where the last stretch of bytes without FNC1 begins
	runs    []run
}

// A column is what is known of one prefix of the data.
type column struct {
	ascii cost        // with ASCII in effect; its start is that of the last run,
	last  Encodations // whose encodation this is

	// The costs with another encodation in effect, by the number of values that
	// wait to fill codewords and are not counted.
	c40, text, x12 [3]cost
	edifact        [4]cost
	base256        cost // a run of at most 249 bytes
	base256Long    cost // a longer one
}

// A cost is a number of codewords, below that of latches, and lowest where the run
// in effect began. The smaller is the better.
type cost uint64

const (
	codeword cost = 1 << 32
	latch    cost = 1 << 16
	none     cost = 1 << 63 // more than the longest data can cost
)

func (c cost) codewords() int { return int(c / codeword) }
func (c cost) start() int     { return int(c % latch) }

// from returns c for a run that begins at start.
func (c cost) from(start int) cost { return c - c%latch + cost(start) }

// A run is a part of the data in one encodation.
type run struct {
	encodation Encodations
	start, end int
	open       bool // the end of the symbol ends it, or the assumed unlatch before its last codewords
}

// An ending is a way to end in a symbol whose capacity is from codewords to most.
type ending struct {
	codewords, most int
	last            run // behind it, all is ASCII
}

// maxData is the number of characters the largest symbol holds, which are digits.
const maxData = 2 * 1558 // ISO/IEC 16022:2006 table 7

// maxShort is the longest Base 256 field whose length is one codeword (ISO/IEC
// 16022:2006 §5.2.9.2).
const maxShort = 249

// make plans the encodation of data with the allowed encodations.
func (p *plan) make(data []rune, allowed Encodations) *grid.Error {
	if len(data) == 0 || len(data) == 1 && data[0] == grid.FNC1 {
		return &grid.Error{Err: grid.ErrEmpty, Len: len(data)}
	}
	if len(data) > maxData {
		return &grid.Error{
			Err: grid.ErrTooLong, Len: len(data), Rule: sizeRule,
			Found: strconv.Itoa(len(data)) + " characters", Expected: "at most " + strconv.Itoa(maxData),
		}
	}
	p.data, p.allowed, p.prefix, p.bytes = data, allowed, prefix(data), 0
	if cap(p.columns) <= len(data) {
		p.columns = make([]column, 2*len(data)+1)
	}
	p.columns = p.columns[:len(data)+1]
	p.begin(&p.columns[0])
	previous := class{}
	for i, r := range data {
		if r < grid.FNC1 || r > 255 {
			return &grid.Error{
				Err: grid.ErrCharacter, Pos: i, Len: 1,
				Found: strconv.QuoteRune(r), Expected: "a byte or FNC1",
			}
		}
		c := classOf(r)
		p.extend(i+1, c, c.digit && previous.digit)
		previous = c
	}
	p.end()
	return nil
}

// prefix returns how many of the first characters must be in ASCII: those up to an
// FNC1 that is the first codeword, which makes a GS1 symbol, or the second one
// behind a letter or two digits, which makes an industry's symbol (ISO/IEC
// 16022:2006 §5.2.4.6).
func prefix(data []rune) int {
	at := slices.Index(data[:min(3, len(data))], grid.FNC1)
	switch {
	case at == 1 && isLetter(data[0]), at == 2 && isDigit(data[0]) && isDigit(data[1]), at == 0:
		return at + 1
	}
	return 0
}

func isLetter(r rune) bool { return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' }

// begin fills the column before the data.
func (p *plan) begin(first *column) {
	*first = column{
		last: ASCII,
		c40:  [3]cost{none, none, none}, text: [3]cost{none, none, none}, x12: [3]cost{none, none, none},
		edifact: [4]cost{none, none, none, none}, base256: none, base256Long: none,
	}
	p.latch(first, 0)
}

// extend fills column i for a character of class c before it; pair says that it
// and the one before are digits.
func (p *plan) extend(i int, c class, pair bool) {
	from, to := &p.columns[i-1], &p.columns[i]
	step(&to.c40, &from.c40, c.c40)
	step(&to.text, &from.text, c.text)
	step(&to.x12, &from.x12, c.x12)
	to.edifact = [4]cost{none, none, none, none}
	if c.edifact {
		to.edifact = [4]cost{from.edifact[3] + 3*codeword, from.edifact[0], from.edifact[1], from.edifact[2]}
	}
	p.stepBase256(i, c.base256)

	to.ascii, to.last = from.ascii.from(i-1)+cost(c.ascii)*codeword, ASCII
	if pair {
		if c := p.columns[i-2].ascii.from(i-2) + codeword; c/latch < to.ascii/latch {
			to.ascii = c
		}
	}
	to.leave(Base256, min(to.base256, to.base256Long))
	// The unlatch is one more value; the bits behind it to the next codeword are lost.
	to.leave(EDIFACT, min(to.edifact[0]+codeword, to.edifact[1]+2*codeword, to.edifact[2]+3*codeword, to.edifact[3]+3*codeword))
	to.leave(X12, to.x12[0]+codeword)
	to.leave(Text, to.text[0]+codeword)
	to.leave(C40, to.c40[0]+codeword)
	p.latch(to, i)
}

// step moves the costs of C40, Text or X12 over a character of so many values.
func step(to, from *[3]cost, values uint8) {
	a, b, c := from[0], from[1], from[2]
	switch values {
	case 0:
		to[0], to[1], to[2] = none, none, none
	case 1:
		to[0], to[1], to[2] = c+2*codeword, a, b
	case 2:
		to[0], to[1], to[2] = b+2*codeword, c+2*codeword, a
	case 3:
		to[0], to[1], to[2] = a+2*codeword, b+2*codeword, c+2*codeword
	case 4:
		to[0], to[1], to[2] = c+4*codeword, a+2*codeword, b+2*codeword
	}
}

// stepBase256 fills the costs of Base 256 in column i, behind a byte or not.
func (p *plan) stepBase256(i int, isByte bool) {
	from, to := &p.columns[i-1], &p.columns[i]
	if !isByte {
		to.base256, to.base256Long, p.bytes = none, none, i
		return
	}
	to.base256, to.base256Long = from.base256+codeword, from.base256Long+codeword
	if i-p.bytes <= maxShort || p.allowed&Base256 == 0 {
		return
	}
	if i-to.base256.start() > maxShort {
		to.base256 = none
		for start := i - maxShort; start < i; start++ {
			to.base256 = min(to.base256, p.base256From(start, i)+2*codeword)
		}
	}
	to.base256Long = min(to.base256Long, p.base256From(i-maxShort-1, i)+3*codeword)
}

// base256From returns the cost at column i of a Base 256 run from start on, but for
// its latch and length.
func (p *plan) base256From(start, i int) cost {
	return p.columns[start].ascii.from(start) + latch + cost(i-start)*codeword
}

// leave makes c the cost of ASCII unless that is less.
func (to *column) leave(e Encodations, c cost) {
	if c/latch <= to.ascii/latch {
		to.ascii, to.last = c, e
	}
}

// latch enters in column i the encodations that begin there.
func (p *plan) latch(to *column, i int) {
	if i < p.prefix {
		return
	}
	c := to.ascii.from(i) + codeword + latch
	if p.allowed&C40 != 0 {
		to.c40[0] = min(to.c40[0], c)
	}
	if p.allowed&Text != 0 {
		to.text[0] = min(to.text[0], c)
	}
	if p.allowed&X12 != 0 {
		to.x12[0] = min(to.x12[0], c)
	}
	if p.allowed&EDIFACT != 0 {
		to.edifact[0] = min(to.edifact[0], c)
	}
	if p.allowed&Base256 != 0 {
		to.base256 = min(to.base256, c+codeword)
	}
}

// end collects the endings that save the unlatch. Each saves one codeword, so
// that it never pays to spend more before it.
func (p *plan) end() {
	n := len(p.data)
	to := &p.columns[n]
	p.endings = p.endings[:0]
	for _, e := range [...]struct {
		Encodations
		costs *[3]cost
	}{{C40, &to.c40}, {Text, &to.text}, {X12, &to.x12}} {
		p.endExactly(run{e.Encodations, e.costs[0].start(), n, true}, e.costs[0])
		if e.Encodations != X12 {
			// ISO/IEC 16022:2006 §5.2.5.2 b): two values and a pad fill the symbol.
			p.endExactly(run{e.Encodations, e.costs[2].start(), n, true}, e.costs[2]+2*codeword)
		}
	}
	p.endExactly(run{Base256, to.base256Long.start(), n, true}, to.base256Long-codeword)
	p.endInASCII()
}

// endInASCII collects the endings with ASCII codewords behind an unlatch that is
// assumed: one behind C40, Text and X12, up to two behind EDIFACT.
func (p *plan) endInASCII() {
	n := len(p.data)
	for start := n; start >= 0; start-- {
		rest := p.asciiCodewords(start)
		if rest > 2 {
			return
		}
		from := &p.columns[start]
		if rest == 1 { // ISO/IEC 16022:2006 §5.2.5.2 d) and §5.2.7.2
			p.endExactly(run{C40, from.c40[0].start(), start, true}, from.c40[0]+codeword)
			p.endExactly(run{Text, from.text[0].start(), start, true}, from.text[0]+codeword)
			p.endExactly(run{X12, from.x12[0].start(), start, true}, from.x12[0]+codeword)
		}
		if c := from.edifact[0]; c < none { // ISO/IEC 16022:2006 §5.2.8.2
			p.endings = append(p.endings, ending{c.codewords() + rest, c.codewords() + 2, run{EDIFACT, c.start(), start, true}})
		}
	}
}

// endExactly collects an ending that fills the symbol.
func (p *plan) endExactly(last run, c cost) {
	if c < none-codeword {
		p.endings = append(p.endings, ending{c.codewords(), c.codewords(), last})
	}
}

// asciiCodewords returns the codewords of the data from start on in ASCII.
func (p *plan) asciiCodewords(start int) (n int) {
	for i := start; i < len(p.data); i++ {
		if i+1 < len(p.data) && isDigit(p.data[i]) && isDigit(p.data[i+1]) {
			i++
			n++
			continue
		}
		n += int(classOf(p.data[i]).ascii)
	}
	return n
}

// codewords returns how many codewords the data need in any symbol with room.
func (p *plan) codewords() int { return p.columns[len(p.data)].ascii.codewords() }

// ending returns the shortest ending in a symbol of so many codewords, or nil if
// it is the one that fits everywhere, with all encodations unlatched. One that
// ends EDIFACT so is then shorter than an explicit unlatch, which a reader would
// not see in the last two codewords.
func (p *plan) ending(capacity int) (best *ending) {
	least := p.codewords()
	for i := range p.endings {
		e := &p.endings[i]
		if e.codewords < least && e.codewords <= capacity && capacity <= e.most {
			best, least = e, e.codewords
		}
	}
	return best
}

// fits reports whether the data fit into so many codewords.
func (p *plan) fits(capacity int) bool {
	return p.codewords() <= capacity || p.ending(capacity) != nil
}

// trace returns the runs of the shortest sequence in a symbol of so many
// codewords, in order. They are p's until the next call.
func (p *plan) trace(capacity int) []run {
	p.runs = p.runs[:0]
	at := len(p.data)
	if e := p.ending(capacity); e != nil {
		if e.last.end < at {
			p.runs = append(p.runs, run{encodation: ASCII, start: e.last.end, end: at})
		}
		p.runs = append(p.runs, e.last)
		at = e.last.start
	}
	for at > 0 {
		c := &p.columns[at]
		p.runs = append(p.runs, run{encodation: c.last, start: c.ascii.start(), end: at})
		at = c.ascii.start()
	}
	for i, j := 0, len(p.runs)-1; i < j; i, j = i+1, j-1 {
		p.runs[i], p.runs[j] = p.runs[j], p.runs[i]
	}
	return p.runs
}
