package symbol_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
)

const (
	digits = "0123456789"
	upper  = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	// GS1 AI encodable character set 82 (GS1 General Specifications §7.11).
	set82 = upper + "abcdefghijklmnopqrstuvwxyz" + `!"%&'()*+,-./:;<=>?_`
)

// A sample is a message and the data of its symbol, put together here and not by
// the code under test.
type sample struct {
	message gs1.Message
	data    string // element strings, GS between them where needed
}

// An entry is an identifier the samples use and how its values are made.
type entry struct {
	ai         string
	predefined bool // needs no separator (GS1 General Specifications §7.8.5.2)
	value      func(r *rand.Rand) string
}

func text(set string, shortest, longest int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		b := make([]byte, shortest+r.IntN(longest-shortest+1))
		for i := range b {
			b[i] = set[r.IntN(len(set))]
		}
		return string(b)
	}
}

func checked(length int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		s := text(digits, length-1, length-1)(r)
		return s + string(gs1.CheckDigit(s))
	}
}

func date(r *rand.Rand) string {
	b := []byte{'2' + byte(r.IntN(2)), '0' + byte(r.IntN(10)), '0', '1' + byte(r.IntN(9)), '0' + byte(r.IntN(3)), '1' + byte(r.IntN(8))}
	return string(b)
}

var entries = []entry{
	{"00", true, checked(18)},
	{"01", true, checked(14)},
	{"11", true, date},
	{"17", true, date},
	{"3103", true, text(digits, 6, 6)},
	{"410", true, checked(13)},
	{"10", false, text(upper, 1, 20)},
	{"21", false, text(set82, 1, 20)},
	{"240", false, text(set82, 1, 30)},
	{"30", false, text(digits, 1, 8)},
	{"420", false, text(upper, 3, 9)},
	{"7003", false, func(r *rand.Rand) string { return date(r) + "1259" }},
	{"8005", false, text(digits, 6, 6)},
	{"91", false, text(set82, 1, 60)},
}

// samples returns n messages, the same for the same kind, short enough for it.
func samples(t testing.TB, k symbol.Kind, n int) []sample {
	t.Helper()
	r := rand.New(rand.NewPCG(20261122, uint64(k)))
	var all []sample
	for len(all) < n {
		s := randomSample(t, r)
		if k == symbol.GS1128 && len(s.data) > 48 {
			continue
		}
		all = append(all, s)
	}
	return all
}

func randomSample(t testing.TB, r *rand.Rand) sample {
	t.Helper()
	var elements []gs1.Element
	var data strings.Builder
	separate := false
	for _, i := range r.Perm(len(entries))[:1+r.IntN(4)] {
		e := entries[i]
		ai, err := gs1.ParseAI(e.ai)
		if err != nil {
			t.Fatal(err)
		}
		value := e.value(r)
		elements = append(elements, gs1.Element{AI: ai, Value: value})
		if separate {
			data.WriteByte(gs1.GS)
		}
		data.WriteString(e.ai + value)
		separate = !e.predefined
	}
	return sample{gs1.NewMessage(elements...), data.String()}
}
