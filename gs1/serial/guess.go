package serial

import (
	"fmt"
	"math"
	"math/big"

	"github.com/eachmark/eachmark/gs1"
)

// guessLimit says how probable it may be that a guess is a serial in use: less
// than once in so many tries.
const guessLimit = 10_000 // Delegated Regulation (EU) 2016/161, Article 4(c)

const ruleGuess = "Delegated Regulation (EU) 2016/161, Article 4(c)"

// MaxQuantity returns how many serials of the format may be in use for one
// product, so that a guess is right less than once in 10,000 tries (EU
// 2016/161, Article 4(c)); at most 2^63-1. For numeric-11 it is 8,999,999.
func (f Format) MaxQuantity() uint64 {
	n := f.Size()
	if n.Sign() == 0 {
		return 0
	}
	n.Sub(n, big.NewInt(1)).Div(n, big.NewInt(guessLimit))
	if !n.IsInt64() {
		return math.MaxInt64
	}
	return n.Uint64()
}

// CheckQuantity reports a [CodeGuess] if n serials of the format in use for one
// product are so many that guessing one is easier than EU 2016/161 allows for
// medicines.
func (f Format) CheckQuantity(n uint64) (finding gs1.Finding, found bool) {
	if n <= f.MaxQuantity() {
		return gs1.Finding{}, false
	}
	return guessFinding(fmt.Sprintf("%d of the %d serials of %s", n, f.Size(), f),
		float64(n)/wideOf(f.Size()), fmt.Sprintf("at most %d serials of %s", f.MaxQuantity(), f)), true
}

func wideOf(n *big.Int) float64 {
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}

// guessFinding says that use makes p the probability of a guess.
func guessFinding(use string, p float64, expected string) gs1.Finding {
	return gs1.Finding{
		Code: CodeGuess, Severity: gs1.SeverityWarning,
		Found: fmt.Sprintf("1 in %.0f", max(1, 1/p)), Expected: expected,
		Message: fmt.Sprintf("%s: a guess is right once in %.0f tries, expected less than once in %d", use, max(1, 1/p), guessLimit),
		Fix:     "take a format with more characters, or of a larger alphabet; for medicines in the EU this is law",
		Rule:    ruleGuess,
	}
}
