package code128

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// The plan is a shortest path. Going backwards through the data, cheapest holds
// for every state the symbol could be in what the rest of the data costs, and
// moves which way to go. A state is a code set, and whether FNC4 is latched.

// A cost is a number of symbol characters, then a number of changes of code set,
// of shifts and of FNC4, then the move it begins with. One cost is less than
// another if its path is the better one.
type cost uint32

const (
	character  cost = 1 << 16
	detour     cost = character + 1<<moveBits // a symbol character that carries no data
	impossible cost = 1 << 30
)

// A move is what comes next in a state; among equally good moves the lowest is
// taken.
type move uint8

const (
	carry  move = iota // the next data, after shift or FNC4 if they need it
	first              // a change to the preferred one of the other two code sets
	second             // a change to the last one
	latch              // two FNC4

	moveBits          = 2
	latchedMoves      = 8
	moveMask     cost = 1<<moveBits - 1
)

// changed is the code set after the moves first and second.
var changed = [3][3]Set{
	A: {first: C, second: B},
	B: {first: C, second: A},
	C: {first: B, second: A},
}

// codeOf is the value of the symbol character that changes to a code set.
var codeOf = [3]uint8{A: CodeA, B: CodeB, C: CodeC}

// shift is what a byte costs more in the code sets A and B, by bits 5 and 6 of it:
// A has no ASCII 96 to 127, B no ASCII 0 to 31.
var shift = [2][4]cost{
	A: {3: detour},
	B: {0: detour},
}

// moves are the moves of all states at one place of the data: two bits a code
// set, and the same again eight bits higher with FNC4 latched.
type moves uint16

func (m moves) in(s Set, latched uint) move {
	return move(m>>(latchedMoves*latched+moveBits*uint(s))) & move(moveMask)
}

// cheapest are the costs from one place on, in each code set.
type cheapest struct{ a, b, c cost }

// carrying returns the costs of carrying r, which is FNC4-shifted if extended is
// 1, and then going on at a cost of k. pair is the cost of carrying a pair of
// digits in code set C.
func (k cheapest) carrying(r rune, extended, pair cost) cheapest {
	if r == grid.FNC1 {
		return cheapest{k.a + character, k.b + character, k.c + character}
	}
	own := character + extended*detour
	return cheapest{k.a + own + shift[A][r>>5&3], k.b + own + shift[B][r>>5&3], pair}
}

// changing improves costs by changing the code set first, after which they are to,
// without moves.
func (k cheapest) changing(to cheapest) cheapest {
	return cheapest{
		min(k.a, to.c+detour+cost(first), to.b+detour+cost(second)),
		min(k.b, to.c+detour+cost(first), to.a+detour+cost(second)),
		min(k.c, to.b+detour+cost(first), to.a+detour+cost(second)),
	}
}

// latching improves costs by latching FNC4, or unlatching it, after which they
// are to, without moves.
func (k cheapest) latching(to cheapest) cheapest {
	k.a = min(k.a, to.a+2*detour+cost(latch))
	k.b = min(k.b, to.b+2*detour+cost(latch))
	return k
}

// costs returns k without its moves.
func (k cheapest) costs() cheapest {
	return cheapest{k.a &^ moveMask, k.b &^ moveMask, k.c &^ moveMask}
}

// moves returns the moves of k, of a symbol without FNC4 latched.
func (k cheapest) moves() moves {
	return moves(k.a&moveMask | k.b&moveMask<<moveBits | k.c&moveMask<<(2*moveBits))
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// Plan returns the symbol characters of data: the start character, the data, and
// the linkage flag, if there is one; not the check and the stop character. They
// are valid until the next call. Without data there is only the start character.
func (e *Encoder) Plan(data []rune, o *Options) ([]Character, error) {
	extended, err := valid(data)
	if err != nil {
		return nil, err
	}
	if cap(e.moves) < len(data) {
		e.moves = make([]moves, len(data), MaxLength)
	}
	e.moves = e.moves[:len(data)]
	set := e.search(data, extended)
	e.plan = append(e.plan[:0], Character{StartA + uint8(set), set})
	e.plan, set = appendAlong(e.plan, e.moves, data, set)
	if o != nil && o.Linkage != NoLinkage {
		e.plan = append(e.plan, Character{linkageFlag[o.Linkage][set], set})
	}
	return e.plan, nil
}

// linkageFlag is the value of the linkage flag after data that end in a code set
// (ISO/IEC 24723:2010 §7.4).
var linkageFlag = [3][3]uint8{
	LinkageCCAB: {A: CodeB, B: CodeC, C: CodeA},
	LinkageCCC:  {A: CodeC, B: CodeA, C: CodeB},
}

// search fills e.moves for data and returns the code set to start in. extended says
// that there are bytes above 127: without them FNC4 needs no thought.
func (e *Encoder) search(data []rune, extended bool) Set {
	if extended {
		return e.searchExtended(data)
	}
	all := e.moves[:len(data)]
	var k cheapest    // from place i+1 on
	var after cost    // from place i+2 on, in code set C
	followed := false // by a digit
	for i := len(data) - 1; i >= 0; i-- {
		r, digit := data[i], isDigit(data[i])
		own := k.carrying(r, 0, pair(digit && followed, after))
		k, after = own.changing(own), k.c
		all[i] = k.moves()
		k = k.costs()
		followed = digit
	}
	return start(data, k)
}

// searchExtended is search for any bytes.
func (e *Encoder) searchExtended(data []rune) Set {
	var plain, latched cheapest       // from place i+1 on
	var plainAfter, latchedAfter cost // from place i+2 on, in code set C
	followed := false
	for i := len(data) - 1; i >= 0; i-- {
		r, digit := data[i], isDigit(data[i])
		p := plain.carrying(r, cost(r>>7&1), pair(digit && followed, plainAfter))
		l := latched.carrying(r, cost(^r>>7&1), pair(digit && followed, latchedAfter))
		plainAfter, latchedAfter = plain.c, latched.c
		p, l = p.changing(p), l.changing(l)
		p, l = p.latching(l.costs()), l.latching(p.costs())
		p, l = p.changing(p.costs()), l.changing(l.costs())
		e.moves[i] = p.moves() | l.moves()<<latchedMoves
		plain, latched = p.costs(), l.costs()
		followed = digit
	}
	return start(data, plain)
}

// pair returns the cost of carrying a pair of digits, if it is one, and then going
// on at a cost of after.
func pair(digits bool, after cost) cost {
	if digits {
		return after + character
	}
	return impossible
}

// start returns the code set to start in. FNC1 after the first two digits is in
// second position only if they are one symbol character (ISO/IEC 15417:2007 annex
// B.2).
func start(data []rune, k cheapest) Set {
	second := len(data) > 2 && isDigit(data[0]) && isDigit(data[1]) && data[2] == grid.FNC1
	switch best := min(k.a, k.b, k.c); {
	case k.c == best || second:
		return C
	case k.b == best:
		return B
	}
	return A
}

// appendAlong appends the symbol characters of data along the moves, from code set
// s on, and returns the one it ends in.
func appendAlong(plan []Character, along []moves, data []rune, s Set) ([]Character, Set) {
	latched := uint(0)
	for i := 0; i < len(data); {
		switch m := along[i].in(s, latched); {
		case m == latch:
			plan = append(plan, Character{codeOf[s], s}, Character{codeOf[s], s})
			latched ^= 1
		case m != carry:
			to := changed[s][m]
			plan = append(plan, Character{codeOf[to], s})
			s = to
		case data[i] == grid.FNC1:
			plan = append(plan, Character{FNC1, s})
			i++
		case s == C:
			plan = append(plan, Character{uint8(data[i]-'0')*10 + uint8(data[i+1]-'0'), s})
			i += 2
		default:
			plan = appendByte(plan, data[i], s, latched)
			i++
		}
	}
	return plan, s
}

// appendByte appends the symbol characters of r in code set A or B: FNC4 and shift,
// if it needs them, and the character itself.
func appendByte(plan []Character, r rune, s Set, latched uint) []Character {
	if uint(r>>7) != latched {
		plan = append(plan, Character{codeOf[s], s})
	}
	if shift[s][r>>5&3] != 0 {
		plan = append(plan, Character{Shift, s})
		s = A + B - s
	}
	if r &= 0x7f; r < ' ' {
		return append(plan, Character{uint8(r) + 64, s})
	}
	return append(plan, Character{uint8(r) - ' ', s})
}
