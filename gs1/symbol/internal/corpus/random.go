package corpus

import (
	"math/rand/v2"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// An element is an identifier the random messages use, and how its values are
// made.
type element struct {
	ai         string
	predefined bool // needs no separator (GS1 General Specifications §7.8.5.2)
	value      func(r *rand.Rand) string
}

var elements = []element{
	{"00", true, key(18)},
	{"01", true, key(14)},
	{"11", true, date},
	{"17", true, date},
	{"3103", true, some(digits, 6, 6)},
	{"410", true, key(13)},
	{"10", false, some(upper, 1, 20)},
	{"21", false, some(set82, 1, 20)},
	{"240", false, some(set82, 1, 30)},
	{"30", false, some(digits, 1, 8)},
	{"400", false, some(mixed, 1, 30)},
	{"420", false, some(upper, 3, 9)},
	{"7003", false, func(r *rand.Rand) string { return date(r) + "1259" }},
	{"8005", false, some(digits, 6, 6)},
	{"91", false, some(set82, 1, 60)},
}

// some makes values of shortest to longest characters of set.
func some(set string, shortest, longest int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		b := make([]byte, shortest+r.IntN(longest-shortest+1))
		for i := range b {
			b[i] = set[r.IntN(len(set))]
		}
		return string(b)
	}
}

// key makes values of so many digits with a check digit.
func key(length int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		s := some(digits, length-1, length-1)(r)
		return s + checkDigit(s)
	}
}

// date makes days of the twenties and thirties.
func date(r *rand.Rand) string {
	return padded(r.Int64N(20)+20, 2) + padded(r.Int64N(12)+1, 2) + padded(r.Int64N(28)+1, 2)
}

// Random returns the data of n messages of one to four elements that GS1's syntax
// allows, none longer than longest characters behind the first FNC1. They are the
// same for the same seed.
func Random(seed uint64, n, longest int) [][]rune {
	r := rand.New(rand.NewPCG(seed, 0))
	all := make([][]rune, 0, n)
	for len(all) < n {
		if data := random(r); len(data) <= longest+1 {
			all = append(all, data)
		}
	}
	return all
}

func random(r *rand.Rand) []rune {
	data := []rune{grid.FNC1}
	separate := false
	for _, i := range r.Perm(len(elements))[:1+r.IntN(4)] {
		if separate {
			data = append(data, grid.FNC1)
		}
		e := elements[i]
		data = append(data, []rune(e.ai+e.value(r))...)
		separate = !e.predefined
	}
	return data
}

// Text returns what a scanner makes of data, without the symbology identifier: GS
// for FNC1, but nothing for the first one.
func Text(data []rune) string {
	b := make([]byte, 0, len(data))
	for _, c := range data {
		if c == grid.FNC1 {
			c = '\x1d'
		}
		b = append(b, byte(c))
	}
	if len(data) > 0 && data[0] == grid.FNC1 {
		b = b[1:]
	}
	return string(b)
}
