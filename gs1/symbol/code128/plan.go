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

// shiftInA and shiftInB are what a character costs more in the code sets A and B,
// by bits 5 and 6 of it: A has no ASCII 96 to 127, B no ASCII 0 to 31.
var (
	shiftInA = [4]cost{3: detour}
	shiftInB = [4]cost{0: detour}
)

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
	return cheapest{k.a + own + shiftInA[r>>5&3], k.b + own + shiftInB[r>>5&3], pair}
}

// changing improves costs by changing the code set first.
func (k cheapest) changing() cheapest {
	a, b, c := k.a&^moveMask+detour, k.b&^moveMask+detour, k.c&^moveMask+detour
	return cheapest{
		min(k.a, c|cost(first), b|cost(second)),
		min(k.b, c|cost(first), a|cost(second)),
		min(k.c, b|cost(first), a|cost(second)),
	}
}

// latching improves costs by latching FNC4, or unlatching it, after which they
// are other.
func (k cheapest) latching(other cheapest) cheapest {
	k.a = min(k.a, other.a&^moveMask+2*detour|cost(latch))
	k.b = min(k.b, other.b&^moveMask+2*detour|cost(latch))
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
	e.plan = e.plan[:0]
	set := e.search(data, extended)
	e.put(StartA+uint8(set), set)
	set = e.follow(data, set)
	if o != nil && o.Linkage != NoLinkage {
		e.put(linkageFlag[o.Linkage][set], set)
	}
	return e.plan, nil
}

// linkageFlag is the value of the linkage flag after data that end in a code set
// (ISO/IEC 24723:2010 §7.4).
var linkageFlag = [3][3]uint8{
	LinkageCCAB: {A: CodeB, B: CodeC, C: CodeA},
	LinkageCCC:  {A: CodeC, B: CodeA, C: CodeB},
}

func (e *Encoder) put(value uint8, s Set) {
	e.plan = append(e.plan, Character{value, s})
}

// search fills e.moves for data and returns the code set to start in. extended
// says that there are bytes above 127.
func (e *Encoder) search(data []rune, extended bool) Set {
	if cap(e.moves) < len(data) {
		e.moves = make([]moves, len(data), MaxLength)
	}
	e.moves = e.moves[:len(data)]
	var plain, latched cheapest       // from place i+1 on
	var plainAfter, latchedAfter cost // from place i+2 on, in code set C
	paired := false                   // there is a digit at i+1
	for i := len(data) - 1; i >= 0; i-- {
		r, digit := data[i], isDigit(data[i])
		paired = paired && digit
		k := plain.carrying(r, cost(r>>7&1), pair(paired, plainAfter)).changing()
		plain, plainAfter = k.costs(), plain.c
		e.moves[i] = k.moves()
		if extended {
			l := latched.carrying(r, cost(^r>>7&1), pair(paired, latchedAfter)).changing()
			k, l = k.latching(l).changing(), l.latching(k).changing()
			plain = k.costs()
			latched, latchedAfter = l.costs(), latched.c
			e.moves[i] = k.moves() | l.moves()<<latchedMoves
		}
		paired = digit
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

// follow writes the symbol characters of data along e.moves, from code set s on,
// and returns the one it ends in.
func (e *Encoder) follow(data []rune, s Set) Set {
	latched := uint(0)
	for i := 0; i < len(data); {
		switch m := e.moves[i].in(s, latched); {
		case m == latch:
			e.put(codeOf[s], s)
			e.put(codeOf[s], s)
			latched ^= 1
		case m != carry:
			to := changed[s][m]
			e.put(codeOf[to], s)
			s = to
		case s == C && data[i] != grid.FNC1:
			e.put(uint8(data[i]-'0')*10+uint8(data[i+1]-'0'), s)
			i += 2
		default:
			e.carry(data[i], s, latched)
			i++
		}
	}
	return s
}

// carry writes the symbol characters of r: FNC4, shift and the character itself.
func (e *Encoder) carry(r rune, s Set, latched uint) {
	if r == grid.FNC1 {
		e.put(FNC1, s)
		return
	}
	if uint(r>>7) != latched {
		e.put(codeOf[s], s)
	}
	if s == A && shiftInA[r>>5&3] != 0 || s == B && shiftInB[r>>5&3] != 0 {
		e.put(Shift, s)
		s = A + B - s
	}
	if r &= 0x7f; r < ' ' {
		e.put(uint8(r)+64, s)
	} else {
		e.put(uint8(r)-' ', s)
	}
}
