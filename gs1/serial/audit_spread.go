package serial

import (
	"fmt"
	"math"
	"math/big"

	"github.com/eachmark/eachmark/gs1"
)

const (
	fixSpread = "draw every character at random with the same probability, or use a random order: eachmark serial pool new NAME --order random"

	bins = 64 // into which the tests of spread divide the range

	// far is how many standard deviations chance does not reach: with the normal
	// distribution once in 10^12.
	far = 7
)

// judgeSpread runs the tests in which the order does not count, on a reading as
// numbers of one alphabet and on that column by column, because a random choice
// of characters can look strange in one of them.
func (a *audit) judgeSpread(numbers, columns *reading) {
	a.judgeRange(columns)
	step, k := numbers.commonestGap()
	if _, too := columns.commonestGap(); k > 0 && too > 0 {
		a.tellSequence(fmt.Sprintf("when sorted, %d of %d serials are %d more than the one before", k, len(numbers.values)-1, step))
	}
	if unit := numbers.commonDivisor(); len(numbers.values) >= 2*minJudged+8 && unit.Cmp(big.NewInt(1)) > 0 && columns.commonDivisor().Cmp(big.NewInt(1)) > 0 {
		a.tell(CodeEven, gs1.SeverityError, fmt.Sprintf("all serials differ by multiples of %d", unit), fixOrder, ruleOdds)
	}
	if len(numbers.values) < minStatistics {
		return
	}
	if numbers.evenGaps() && columns.evenGaps() {
		a.tell(CodeEven, gs1.SeverityError, "when sorted, the distances between serials are more alike than those of random serials", fixOrder, ruleOdds)
	}
	if what := columns.biasedColumn(); what != "" && numbers.biasedNumber() {
		a.tell(CodeBias, gs1.SeverityError, what, fixSpread, ruleOdds)
	} else if j, ones := numbers.biasedBit(); j >= 0 {
		a.tell(CodeBias, gs1.SeverityError, fmt.Sprintf("bit %d is 1 in %d of %d serials", j, ones, len(numbers.values)), fixSpread, ruleOdds)
	}
}

// judgeRange tells how easy a serial is to guess for someone who knows the least
// and the greatest.
func (a *audit) judgeRange(r *reading) {
	p := r.density()
	if r.prefix && p > 0.5 {
		a.tell(CodeRange, gs1.SeverityError,
			fmt.Sprintf("%d serials fill a range of %.0f, and all begin alike", len(r.values), r.extent()), fixOrder, ruleOdds)
		return
	}
	if p*guessLimit >= 1 {
		a.Findings = append(a.Findings, guessFinding(fmt.Sprintf("%d serials among %.0f texts like them", len(r.values), r.extent()),
			p, fmt.Sprintf("at most %.0f such serials", math.Ceil(r.extent()/guessLimit)-1)))
	}
}

// commonestGap returns a gap between the sorted serials that is there more often
// than chance makes it, and how often; 0, 0 if there is none. The gaps between
// random serials are distributed geometrically.
func (r *reading) commonestGap() (gap uint64, k int) {
	gaps := make([]uint64, len(r.sorted)-1)
	for i := range gaps {
		gaps[i] = r.sorted[i+1].minus(r.sorted[i]).lo
	}
	gap, k = commonest(gaps)
	if byChance(k, r.chanceStep(), float64(len(gaps))) {
		return 0, 0
	}
	return gap, k
}

// chanceStep is how often random serials, sorted, follow one another at a given
// distance.
func (r *reading) chanceStep() float64 {
	n := float64(len(r.values))
	return n * n / r.room()
}

// evenGaps reports whether the squares of the gaps add up to less than those of
// random numbers, for which n times the sum, over the square of the extent, is
// 2 less the density, with a standard deviation of 2/√n (Greenwood).
func (r *reading) evenGaps() bool {
	sum, n := 0.0, float64(len(r.sorted)-1)
	for i := range len(r.sorted) - 1 {
		gap := r.sorted[i+1].minus(r.sorted[i]).float() / r.extent()
		sum += gap * gap
	}
	return n*sum < 2-r.density()-far*2/math.Sqrt(n)
}

// biasedColumn says in which column some characters are far commoner than others.
// Numbers of different lengths have no columns.
func (r *reading) biasedColumn() string {
	if r.columns == nil {
		return "the digits are not evenly spread"
	}
	for i := range r.columns {
		c := &r.columns[i]
		if c.kinds > 1 && unlikely(c.present()) {
			return fmt.Sprintf("the characters at place %d are not evenly spread: one is there in %d of %d serials, expected about %d",
				i+1, c.most, len(r.values), len(r.values)/c.kinds)
		}
	}
	return ""
}

// present returns the counts of the characters that are there.
func (c *column) present() (counts []int) {
	for _, n := range c.counts {
		if n > 0 {
			counts = append(counts, n)
		}
	}
	return counts
}

// unlikely reports whether counts differ by more than chance makes them, by chi
// squared, taken for normal with the transformation of Wilson and Hilferty.
func unlikely(counts []int) bool {
	total := 0
	for _, n := range counts {
		total += n
	}
	if total < 10*len(counts) {
		return false
	}
	want, sum, freedom := float64(total)/float64(len(counts)), 0.0, float64(len(counts)-1)
	for _, n := range counts {
		sum += (float64(n) - want) * (float64(n) - want) / want
	}
	spread := 2 / (9 * freedom)
	return (math.Cbrt(sum/freedom)-(1-spread))/math.Sqrt(spread) > far
}

// biasedNumber reports whether the numbers are not evenly spread over their
// range, or not all values of a low digit are alike.
func (r *reading) biasedNumber() bool {
	if r.base == 0 || unlikely(r.binned()) {
		return true
	}
	for _, counts := range r.lowDigits() {
		if unlikely(counts) {
			return true
		}
	}
	return false
}

// binned counts the numbers in equal parts of their range.
func (r *reading) binned() []int {
	counts := make([]int, bins)
	for _, v := range r.values {
		part := v.minus(r.sorted[0]).float() / r.extent() * bins
		counts[min(int(part), bins-1)]++
	}
	return counts
}

// lowDigits counts the values of each digit that is even in whatever range the
// numbers are spread, from the lowest.
func (r *reading) lowDigits() [][]int {
	var all [][]int
	for unit := 1000 * float64(r.base); unit <= r.extent(); unit *= float64(r.base) {
		all = append(all, make([]int, r.base))
	}
	for _, v := range r.values {
		for i := range all {
			digit := uint64(0)
			v, digit = v.divide(uint64(r.base))
			all[i][digit]++
		}
	}
	return all
}

// biasedBit returns a bit, counted from the lowest, that is 1 more or less often
// than chance makes it, and how often; j is -1 if there is none. It needs low
// digits that take all values, so that the bits below them are even.
func (r *reading) biasedBit() (j, ones int) {
	room := 0.001
	if r.base > 0 {
		for _, counts := range r.lowDigits() {
			for _, n := range counts {
				if n == 0 {
					return -1, 0
				}
			}
			room *= float64(r.base)
		}
	}
	n := float64(len(r.values))
	for j := 0; math.Ldexp(1, j) <= room; j++ {
		ones := 0
		for _, v := range r.values {
			ones += int(v.bit(j))
		}
		if math.Abs(float64(ones)/n-0.5) > 0.001+far*0.5/math.Sqrt(n) {
			return j, ones
		}
	}
	return -1, 0
}
