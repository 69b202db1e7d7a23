package serial

import (
	"fmt"
	"iter"
	"math"
	"math/big"
	"math/bits"
	"slices"

	"github.com/eachmark/eachmark/gs1"
)

const (
	orderWindow = 1 << 16 // serials that the tests of neighbours look at
	pairWindow  = 1 << 10 // serials of which all pairs are looked at
	mostLines   = 8       // lines that issue in turn

	lcgWindow  = 8   // neighbours that show a modulus
	lcgWindows = 512 // so many such groups are tried

	bitWindow  = 1 << 10 // serials whose bits are taken for the output of a register
	bitTests   = 4       // bits that are looked at, from the lowest
	bitMargin  = 24      // a recurrence shorter by so many bits than half the sequence has a chance of 2^-48
	leastSizes = 256     // extent below which a modulus means nothing
)

// sortedFinding tells when the order of the serials cannot be by chance: whoever
// sorted them hid in which order they were issued. In a random order the number
// of ascents has the variance (n+1)/12.
func sortedFinding(r *reading) (finding gs1.Finding, found bool) {
	n, ascents := float64(len(r.values)), r.ascents()
	z := (ascents - (n-1)/2) / math.Sqrt((n+1)/12)
	if ascents > 0 && ascents < n-1 && math.Abs(z) < far {
		return gs1.Finding{}, false
	}
	return gs1.Finding{
		Code: CodeSorted, Severity: gs1.SeverityWarning,
		Message: fmt.Sprintf("%.0f of %.0f serials are greater than the one before: that is no random order", ascents, n-1),
		Fix:     "audit the serials in the order in which they were issued", Rule: ruleOdds,
	}, true
}

// ascents is how many serials are greater than the one before.
func (r *reading) ascents() (n float64) {
	for i := range len(r.values) - 1 {
		if r.values[i].compare(r.values[i+1]) < 0 {
			n++
		}
	}
	return n
}

// chanceSteps is how often chance makes a given step from one serial to the next.
// Whatever the serials are, in a random order that is once, because each has only
// one place for its neighbour. In ascending or descending order it depends on how
// many there are.
func chanceSteps(r, columns *reading) float64 {
	if part := r.ascents() / float64(len(r.values)); part > 0.25 && part < 0.75 {
		return 1
	}
	return max(1, columns.chanceStep())
}

// judgeOrder looks in one reading for rules by which serials follow from those
// before them, and reports whether it found one. Lambda is how often chance makes
// a given step.
func (a *audit) judgeOrder(r *reading, shuffled bool, lambda float64) bool {
	lambda *= r.repeats()
	return a.judgeSteps(r, shuffled, lambda) || a.judgeShifts(r, lambda) || a.judgeLCG(r) || shuffled && a.judgeRecurrence(r)
}

// steps applies f to as many neighbours as are looked at, from the n-th.
func (r *reading) steps(n int, f func(i int) uint64) []uint64 {
	end := min(len(r.values), orderWindow)
	steps := make([]uint64, 0, max(0, end-n))
	for i := n; i < end; i++ {
		steps = append(steps, f(i))
	}
	return steps
}

// commonest returns the commonest of the values, which it sorts, and how often
// it is there.
func commonest(values []uint64) (value uint64, count int) {
	slices.Sort(values)
	for start := 0; start < len(values); {
		end := start + 1
		for end < len(values) && values[end] == values[start] {
			end++
		}
		if end-start > count {
			value, count = values[start], end-start
		}
		start = end
	}
	return value, count
}

// byChance reports whether it may well be that, of total things, k are alike if
// the expected number of any kind is at most lambda: the Poisson distribution
// says so with more than the probability of a false alarm, for all kinds
// together.
func byChance(k int, lambda, total float64) bool {
	if float64(k) <= lambda {
		return true
	}
	logGamma, _ := math.Lgamma(float64(k) + 1)
	log := math.Log(total/lambda) - lambda + float64(k)*math.Log(lambda) - logGamma - math.Log1p(-lambda/float64(k+1))
	return log > math.Log(falseAlarm)
}

// judgeSteps looks for differences that repeat.
func (a *audit) judgeSteps(r *reading, shuffled bool, lambda float64) bool {
	for lag := 1; lag <= mostLines; lag++ {
		steps := r.steps(lag, func(i int) uint64 { return r.values[i].lo - r.values[i-lag].lo })
		step, k := commonest(steps)
		if !byChance(k, lambda, float64(len(steps))) || !shuffled && lag == 1 && 10*k >= 9*len(steps) {
			a.tellSequence(fmt.Sprintf("in %d of %d cases a serial is the one %s plus %d", k, len(steps), placeBefore(lag), int64(step)))
			return true
		}
	}
	bends := r.steps(2, func(i int) uint64 { return r.values[i].lo - 2*r.values[i-1].lo + r.values[i-2].lo })
	bend, k := commonest(bends)
	if byChance(k, lambda, float64(len(bends))) {
		return false
	}
	a.tellSequence(fmt.Sprintf("in %d of %d cases the step from one serial to the next has grown by %d", k, len(bends), int64(bend)))
	return true
}

func placeBefore(lag int) string {
	if lag == 1 {
		return "before"
	}
	return fmt.Sprintf("%d places before", lag)
}

func (a *audit) tellSequence(message string) {
	a.tell(CodeSequence, gs1.SeverityError, message, fixOrder, ruleOdds)
}

// judgeLCG looks for x' = (m·x + c) mod M. With t the differences of such
// numbers, t[i]·t[i+2] - t[i+1]² is a multiple of M, so that several of these
// have a common divisor as large as the range of the numbers; of random ones it
// is small.
func (a *audit) judgeLCG(r *reading) bool {
	unit := r.commonDivisor()
	if unit.Sign() == 0 {
		return false
	}
	least := new(big.Int).Div(r.sorted[len(r.sorted)-1].minus(r.sorted[0]).big(), unit)
	if least.Cmp(big.NewInt(leastSizes)) < 0 {
		return false
	}
	for i := range min(lcgWindows, len(r.values)-lcgWindow+1) {
		modulus := modulusOf(r.values[i:i+lcgWindow], unit)
		if modulus.Cmp(least) > 0 {
			a.tell(CodeLCG, gs1.SeverityError,
				fmt.Sprintf("serials follow from one another by a multiplication and an addition modulo %d, or a divisor of it", modulus), fixOrder, ruleOdds)
			return true
		}
	}
	return false
}

// commonDivisor returns the greatest number of which all differences between the
// serials are multiples.
func (r *reading) commonDivisor() *big.Int {
	divisor := new(big.Int)
	for i := range len(r.sorted) - 1 {
		divisor.GCD(nil, nil, divisor, r.sorted[i+1].minus(r.sorted[i]).big())
		if divisor.IsInt64() && divisor.Int64() == 1 {
			break
		}
	}
	return divisor
}

// modulusOf returns a multiple of the modulus by which the values, whose
// differences are multiples of unit, follow from one another: 0 if some of them
// say nothing about it, or if their differences have a greater divisor, which
// would show in its place.
func modulusOf(values []wide, unit *big.Int) *big.Int {
	t := make([]*big.Int, len(values)-1)
	modulus, square, divisor := new(big.Int), new(big.Int), new(big.Int)
	for i := range t {
		t[i] = new(big.Int).Sub(values[i+1].big(), values[i].big())
		t[i].Quo(t[i], unit)
		divisor.GCD(nil, nil, divisor, new(big.Int).Abs(t[i]))
	}
	if divisor.Cmp(big.NewInt(1)) > 0 {
		return modulus
	}
	for i := range len(t) - 2 {
		u := new(big.Int).Mul(t[i], t[i+2])
		u.Sub(u, square.Mul(t[i+1], t[i+1])).Abs(u)
		if u.Sign() == 0 {
			return u
		}
		modulus.GCD(nil, nil, modulus, u)
	}
	return modulus
}

// judgeShifts looks for a shift register whose numbers, perhaps with something
// added, are the serials. Wherever it shifts in or out a bit that changes
// nothing else, twice one number is the other plus a constant.
func (a *audit) judgeShifts(r *reading, lambda float64) bool {
	for _, shift := range []func(i int) uint64{
		func(i int) uint64 { return 2*r.values[i].lo - r.values[i-1].lo },
		func(i int) uint64 { return 2*r.values[i-1].lo - r.values[i].lo },
	} {
		shifts := r.steps(1, shift)
		if _, k := commonest(shifts); !byChance(k, lambda, float64(len(shifts))) {
			a.tellRegister(fmt.Sprintf("in %d of %d cases a serial is the one before shifted by one bit", k, len(shifts)))
			return true
		}
	}
	return false
}

// judgePairs looks for the same among all pairs of the first serials, where
// their order was shuffled. For random serials a constant is there in so many
// pairs as their number is of the room.
func (a *audit) judgePairs(r *reading) bool {
	values := r.values[:min(len(r.values), pairWindow)]
	k := commonestShift(values)
	total := float64(len(values)) * float64(len(values)-1)
	if byChance(k, total/r.room(), total) {
		return false
	}
	a.tellRegister(fmt.Sprintf("of the first %d serials %d are another one shifted by one bit", len(values), k))
	return true
}

// commonestShift returns how many pairs have the commonest difference between
// twice the one and the other. The pairs are counted by a hash first, and then
// those of the fullest class one by one.
func commonestShift(values []wide) (k int) {
	classBits := bits.Len(uint(len(values) * len(values)))
	class := func(shift uint64) uint64 { return shift * 0x9E3779B97F4A7C15 >> (64 - classBits) }
	counts := make([]uint32, 1<<classBits)
	for shift := range shifts(values) {
		counts[class(shift)]++
	}
	fullest := uint64(slices.Index(counts, slices.Max(counts)))
	var candidates []uint64
	for shift := range shifts(values) {
		if class(shift) == fullest {
			candidates = append(candidates, shift)
		}
	}
	_, k = commonest(candidates)
	return k
}

// shifts yields twice one value less another, for all pairs.
func shifts(values []wide) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for i, x := range values {
			for j, y := range values {
				if i != j && !yield(2*y.lo-x.lo) {
					return
				}
			}
		}
	}
}

func (a *audit) tellRegister(message string) {
	a.tell(CodeLFSR, gs1.SeverityError, message, fixOrder, ruleOdds)
}

// judgeRecurrence looks for bits that follow from earlier ones, as those of
// every shift register, and of xorshift generators, do.
func (a *audit) judgeRecurrence(r *reading) bool {
	values := r.values[:min(len(r.values), bitWindow)]
	for j := range bitTests {
		if math.Ldexp(16, j) > r.extent() {
			return false
		}
		stream, ones := make([]byte, len(values)), 0
		for i, v := range values {
			stream[i] = v.bit(j)
			ones += int(stream[i])
		}
		length := recurrence(stream)
		if 4*ones > len(stream) && 4*ones < 3*len(stream) && length < len(stream)/2-bitMargin {
			a.tellRegister(fmt.Sprintf("bit %d of %d serials follows from the %d serials before", j, len(stream), length))
			return true
		}
	}
	return false
}

// recurrence returns the length of the shortest linear recurrence over two
// elements that makes the stream (Berlekamp and Massey).
func recurrence(stream []byte) (length int) {
	current, previous, scratch := make([]byte, len(stream)+1), make([]byte, len(stream)+1), make([]byte, len(stream)+1)
	current[0], previous[0] = 1, 1
	shift := 1
	for n := range stream {
		wrong := byte(0)
		for i := range length + 1 {
			wrong ^= current[i] & stream[n-i]
		}
		if wrong == 0 {
			shift++
			continue
		}
		copy(scratch, current)
		for i := range len(current) - shift {
			current[i+shift] ^= previous[i]
		}
		if 2*length > n {
			shift++
			continue
		}
		length = n + 1 - length
		previous, scratch = scratch, previous
		shift = 1
	}
	return length
}
