package serial

import (
	"fmt"
	"iter"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// A made is a way to make serials: of the given seed, n of them.
type made func(seed uint64, n int) []string

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// numbered writes the numbers that next returns.
func numbered(format string, next func(r *rand.Rand) func() uint64) made {
	return func(seed uint64, n int) (s []string) {
		f := next(seeded(seed))
		for range n {
			s = append(s, fmt.Sprintf(format, f()))
		}
		return s
	}
}

// ranked takes the numbers that next returns for ranks in a format.
func ranked(format string, next func(r *rand.Rand) func() uint64) made {
	return func(seed uint64, n int) (s []string) {
		f, err := ParseFormat(format)
		if err != nil {
			panic(err)
		}
		number := next(seeded(seed))
		for range n {
			text, err := Sequential{f}.At(number())
			if err != nil {
				panic(err)
			}
			s = append(s, text)
		}
		return s
	}
}

// arithmetic is the sequence with a given step, from somewhere.
func arithmetic(step, modulus uint64) func(r *rand.Rand) func() uint64 {
	return func(r *rand.Rand) func() uint64 {
		x := r.Uint64N(modulus)
		return func() uint64 {
			x = (x + step) % modulus
			return x
		}
	}
}

// lcg is a linear congruential generator.
func lcg(a, c, modulus uint64) func(r *rand.Rand) func() uint64 {
	return func(r *rand.Rand) func() uint64 {
		x := r.Uint64N(modulus)
		return func() uint64 {
			hi, lo := bits.Mul64(a, x)
			lo, carry := bits.Add64(lo, c, 0)
			x = bits.Rem64(hi+carry, lo, modulus)
			return x
		}
	}
}

// shiftRegister is the scheme of a serial number server: a Galois register with
// public taps and just enough bits for the range; numbers beyond it are left out,
// the least one is added.
func shiftRegister(least, greatest uint64, taps ...int) func(r *rand.Rand) func() uint64 {
	mask := uint64(0)
	for _, tap := range taps {
		mask |= 1 << (tap - 1)
	}
	return func(r *rand.Rand) func() uint64 {
		x := 1 + r.Uint64N(greatest-least)
		return func() uint64 {
			for {
				x = x>>1 ^ x&1*mask
				if x <= greatest-least {
					return least + x - 1
				}
			}
		}
	}
}

// fibonacci is a register that shifts to the left.
func fibonacci(size int, taps ...int) func(r *rand.Rand) func() uint64 {
	return func(r *rand.Rand) func() uint64 {
		x := 1 + r.Uint64N(1<<size-1)
		return func() uint64 {
			in := uint64(0)
			for _, tap := range taps {
				in ^= x >> (tap - 1) & 1
			}
			x = (x<<1 | in) & (1<<size - 1)
			return x
		}
	}
}

func xorshift(r *rand.Rand) func() uint64 {
	x := r.Uint64()
	return func() uint64 {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		return x % 1e11
	}
}

func uniform(least, size uint64) func(r *rand.Rand) func() uint64 {
	return func(r *rand.Rand) func() uint64 { return func() uint64 { return least + r.Uint64N(size) } }
}

// lettered draws every character on its own.
func lettered(prefix, alphabet string, length int) made {
	return func(seed uint64, n int) (s []string) {
		r := seeded(seed)
		for range n {
			b := []byte(prefix)
			for range length {
				b = append(b, alphabet[r.IntN(len(alphabet))])
			}
			s = append(s, string(b))
		}
		return s
	}
}

// ordered takes the serials of a format in order; of a keyed permutation from
// any place.
func ordered(format string, permute bool) made {
	return func(seed uint64, n int) (s []string) {
		f, err := ParseFormat(format)
		if err != nil {
			panic(err)
		}
		r := seeded(seed)
		var order Order = Sequential{f}
		if permute {
			key := make([]byte, KeySize)
			for i := range key {
				key[i] = byte(r.Uint32())
			}
			if order, err = NewPermuted(f, key, testTweak); err != nil {
				panic(err)
			}
		}
		start := r.Uint64N(f.Issuable() - uint64(n))
		for i := range uint64(n) {
			text, _ := order.At(start + i)
			s = append(s, text)
		}
		return s
	}
}

// batched shuffles the serials within batches.
func batched(m made, size int) made {
	return func(seed uint64, n int) []string {
		s, r := m(seed, n), seeded(seed+1)
		for batch := range slices.Chunk(s, size) {
			r.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		}
		return s
	}
}

// inTurn lets several lines issue.
func inTurn(lines ...made) made {
	return func(seed uint64, n int) (s []string) {
		var each [][]string
		for i, line := range lines {
			each = append(each, line(seed+uint64(i), n/len(lines)))
		}
		for i := range n / len(lines) {
			for j := range lines {
				s = append(s, each[j][i])
			}
		}
		return s
	}
}

func sorted(m made) made {
	return func(seed uint64, n int) []string {
		s := m(seed, n)
		slices.Sort(s)
		return s
	}
}

func errorsOf(r Report) (codes []gs1.Code) {
	for _, f := range r.Findings {
		if f.Severity == gs1.SeverityError {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// Taps of registers of the greatest period are those of Xilinx XAPP052, table 3.
func TestAuditFails(t *testing.T) {
	register37 := numbered("%d", shiftRegister(1e10, 99999999999, 37, 5, 4, 3, 2, 1))
	for _, tt := range []struct {
		name string
		make made
		want gs1.Code
		n    int // 0 for 1000
	}{
		{"one up", numbered("%011d", arithmetic(1, 1e10)), CodeSequence, 0},
		{"one up, few", numbered("%011d", arithmetic(1, 1e10)), CodeSequence, minJudged},
		{"one down", numbered("%d", arithmetic(9e9-1, 9e9)), CodeSequence, 0},
		{"without leading zeros", numbered("%d", func(*rand.Rand) func() uint64 { return arithmetic(1, 1e6)(seeded(1)) }), CodeSequence, 0},
		{"with text around", numbered("LOT-%06d/A", arithmetic(1, 1e6)), CodeSequence, 0},
		{"step of 7919", numbered("%011d", arithmetic(7919, 1e10)), CodeSequence, 0},
		{"golden ratio", numbered("%011d", arithmetic(61803398875, 1e11)), CodeSequence, 0},
		{"golden ratio, shuffled", batched(numbered("%011d", arithmetic(61803398875, 1e11)), 1000), CodeEven, 0},
		{"hexadecimal", numbered("%08X", arithmetic(1, 1<<31)), CodeSequence, 0},
		{"lower case hexadecimal", numbered("%08x", arithmetic(3, 1<<31)), CodeSequence, 0},
		{"of a format", ordered("gs1-32-12", false), CodeSequence, 0},
		{"of a long format", ordered("alphanumeric-20", false), CodeSequence, 0},
		{"of own characters", ordered("[!(-)_.zy]-12@S-", false), CodeSequence, 0},
		{"of many lines", inTurn(ordered("numeric-9@1", false), ordered("numeric-9@2", false), ordered("numeric-9@3", false)), CodeSequence, 900},
		{"half random", inTurn(ordered("numeric-9@1", false), ordered("numeric-9@2", true)), CodeSequence, 0},
		{"squares", numbered("%d", func(r *rand.Rand) func() uint64 {
			i := r.Uint64N(1e5)
			return func() uint64 { i++; return 1e10 + i*i }
		}), CodeSequence, 0},
		{"shuffled", batched(numbered("100%08d", arithmetic(1, 1e7)), 1000), CodeRange, 0},
		{"shuffled steps of 7", batched(numbered("%011d", arithmetic(7, 1e10)), 1000), CodeSequence, 0},
		{"shuffled steps of 12345", batched(numbered("%011d", arithmetic(12345, 1e10)), 1000), CodeSequence, 0},
		{"small random steps", numbered("%011d", func(r *rand.Rand) func() uint64 {
			x := r.Uint64N(1e10)
			return func() uint64 { x += 1 + r.Uint64N(100); return x }
		}), CodeEven, 3000},
		{"LCG of Lehmer", numbered("%d", lcg(16807, 0, 1<<31-1)), CodeLCG, 0},
		{"LCG of Lehmer, few", numbered("%d", lcg(16807, 0, 1<<31-1)), CodeLCG, minJudged + 4},
		{"LCG of ANSI C", numbered("%011d", lcg(1103515245, 12345, 1<<31)), CodeLCG, 0},
		{"LCG of POSIX", numbered("%015d", lcg(25214903917, 11, 1<<48)), CodeLCG, 0},
		{"LCG of 64 bits", numbered("%020d", lcg(6364136223846793005, 1442695040888963407, 1<<63)), CodeLCG, 0},
		{"LCG in hexadecimal", numbered("%08X", lcg(1664525, 1013904223, 1<<32)), CodeLCG, 0},
		{"LCG modulo 10^10", numbered("9%010d", lcg(314159261, 271828183, 1e10)), CodeLCG, 0},
		{"LCG of 64 bits modulo 10^11", numbered("%011d", func(r *rand.Rand) func() uint64 {
			f := lcg(6364136223846793005, 1442695040888963407, 1<<63)(r)
			return func() uint64 { return f() % 1e11 }
		}), CodeLFSR, 0},
		{"LFSR of a server", register37, CodeLFSR, 0},
		{"LFSR of a server, few", register37, CodeLFSR, 60},
		{"LFSR of a server, from 1", numbered("%d", shiftRegister(1, 5e9, 33, 20)), CodeLFSR, 0},
		{"LFSR of a server, shuffled", batched(register37, 100), CodeLFSR, 0},
		{"LFSR of a server, shuffled, many", batched(register37, 10000), CodeLFSR, 10000},
		{"LFSR of Fibonacci", numbered("%012d", fibonacci(38, 38, 6, 5, 1)), CodeLFSR, 0},
		{"LFSR of Fibonacci, shuffled", batched(numbered("%012d", fibonacci(38, 38, 6, 5, 1)), 250), CodeLFSR, 0},
		{"LFSR in hexadecimal", numbered("%08X", shiftRegister(0, 1<<32-1, 32, 22, 2, 1)), CodeLFSR, 0},
		{"LFSR in characters", ranked("gs1-32-9@DE-", shiftRegister(1, 1<<40, 41, 38)), CodeLFSR, 0},
		{"LFSR in characters, shuffled", batched(ranked("vowel-free-8+check", shiftRegister(1, 1e11, 37, 5, 4, 3, 2, 1)), 200), CodeLFSR, 0},
		{"LCG in characters", ranked("alphanumeric-8@S", lcg(69069, 1, 1<<40)), CodeLCG, 0},
		{"LCG with a check digit", ranked("numeric-12+check", lcg(3141592653, 271828183, 1<<38)), CodeLCG, 0},
		{"xorshift with a check digit", func(seed uint64, n int) []string {
			return ranked("[0123456789]-11+check", xorshift)(seed, n)
		}, CodeLFSR, 0},
		{"xorshift", numbered("%011d", xorshift), CodeLFSR, 0},
		{"bits in favour of 1", numbered("%011d", func(r *rand.Rand) func() uint64 {
			return func() uint64 { return r.Uint64N(9e10) | r.Uint64()&0x5555555 }
		}), CodeBias, 2000},
		{"digits in favour of 1", func(seed uint64, n int) []string {
			return lettered("", "0123456789111", 11)(seed, n)
		}, CodeBias, 2000},
		{"twice", func(seed uint64, n int) []string {
			s := ordered("numeric-11", true)(seed, n)
			s[n-1] = s[7]
			return s
		}, CodeDuplicate, 0},
		{"no serial", func(seed uint64, n int) []string {
			s := ordered("numeric-11", true)(seed, n)
			s[7] += "#"
			return s
		}, gs1.CodeCharacter, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(2) {
				report := Audit(slices.Values(tt.make(seed, max(tt.n, 1000*(1-min(tt.n, 1))))))
				if !report.Predictable() || !slices.Contains(errorsOf(report), tt.want) {
					t.Errorf("seed %d: %+v, want %s", seed, report, tt.want)
				}
			}
		})
	}
}

// Serials at random, however they are written, in the order of issue.
var random = map[string]made{
	"permutation of numeric-11":   ordered("numeric-11", true),
	"permutation of numeric-6":    ordered("numeric-6", true),
	"permutation of numeric-20":   ordered("numeric-20", true),
	"permutation of gs1-32-12":    ordered("gs1-32-12", true),
	"permutation of vowel-free-8": ordered("vowel-free-8@S1", true),
	"permutation of hex-10":       ordered("hex-10+check", true),
	"permutation of alphanumeric": ordered("alphanumeric-20", true),
	"permutation of all":          ordered("["+charset82+"]-20", true),
	"permutation of few":          ordered("[ACEGIK]-16@L", true),
	"permutation of even":         ordered("[02468]-18", true),
	"two lines in turn":           inTurn(ordered("numeric-10@1", true), ordered("numeric-10@2", true)),
	"uniform below 2^38":          numbered("%d", uniform(0, 1<<38)),
	"uniform below 2^38, padded":  numbered("%012d", uniform(0, 1<<38)),
	"uniform with lines":          inTurn(numbered("A%012d", uniform(0, 1e12)), numbered("Z%012d", uniform(0, 1e12))),
	"uniform in hexadecimal":      numbered("%x", uniform(0, 1<<40)),
	"uniform in a narrow range":   numbered("%d", uniform(7e10, 1e8)),
	"uniform multiples":           numbered("%d000", uniform(1e8, 9e8)),
	"characters":                  lettered("", "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 10),
	"characters of a base64 kind": lettered("x", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 12),
	"letter and digits":           inTurn(lettered("B", "0123456789", 8), lettered("C", "0123456789", 8), lettered("X", "0123456789", 8)),
	"UUID, begin":                 numbered("%016x", uniform(0, 1<<63)),
	"sorted":                      sorted(ordered("numeric-11", true)),
	"sorted of two lines":         sorted(inTurn(ordered("numeric-8@A", true), ordered("numeric-8@Z", true))),
	"sorted characters":           sorted(lettered("", "ACEGIK", 14)),
	"one line after the other": func(seed uint64, n int) []string {
		return append(ordered("numeric-9@A", true)(seed, n/2), ordered("numeric-9@Z", true)(seed, n/2)...)
	},
	"batches, each of them sorted": func(seed uint64, n int) []string {
		s := ordered("numeric-11", true)(seed, n)
		for b := range slices.Chunk(s, 50) {
			slices.Sort(b)
		}
		return s
	},
}

// None of these is a false alarm, nor was any of 12,000 with more seeds.
func TestAuditPasses(t *testing.T) {
	for name, make := range random {
		t.Run(name, func(t *testing.T) {
			for _, round := range []struct{ n, seeds int }{{12, 4}, {40, 4}, {130, 2}, {1000, 1}} {
				for seed := range uint64(round.seeds) {
					report := Audit(slices.Values(make(seed, round.n)))
					if codes := errorsOf(report); report.Predictable() && !slices.Equal(codes, []gs1.Code{CodeDuplicate}) {
						t.Errorf("seed %d, %d serials: %+v", seed, round.n, report.Findings)
					}
				}
			}
		})
	}
}

func TestAuditWarns(t *testing.T) {
	for _, tt := range []struct {
		name    string
		serials []string
		want    gs1.Code
	}{
		{"none", nil, CodeFew},
		{"eleven", ordered("numeric-11", true)(1, minJudged-1), CodeFew},
		{"of many lengths", strings.Fields("A AB ABC ABCD ABCDE ABCDEF ABCDEFG ABCDEFGH ABCDEFGHI B BC BCD BCDE"), CodeFew},
		{"sorted", sorted(ordered("numeric-11", true))(1, 1000), CodeSorted},
		{"1000 of 9000", ordered("numeric-4", true)(1, 1000), CodeGuess},
	} {
		report := Audit(slices.Values(tt.serials))
		if report.Predictable() || report.Serials != len(tt.serials) || report.Judged != report.Serials ||
			!slices.ContainsFunc(report.Findings, func(f gs1.Finding) bool { return f.Code == tt.want && f.Severity == gs1.SeverityWarning }) {
			t.Errorf("%s: %+v, want %s", tt.name, report, tt.want)
		}
	}
}

// A file without end takes no memory without end.
func TestAuditIsBounded(t *testing.T) {
	var endless iter.Seq[string] = func(yield func(string) bool) {
		for range maxJudged + 5 {
			if !yield("A#") {
				return
			}
		}
	}
	report := Audit(endless)
	if report.Serials != maxJudged+5 || report.Judged != maxJudged {
		t.Errorf("%+v", report)
	}
}

// The figures are those of Article 4(c): less than once in 10,000.
func TestMaxQuantity(t *testing.T) {
	for format, want := range map[string]uint64{
		"numeric-4": 0, "numeric-11": 8999999, "[0123456789]-12": 99999999, "gs1-32-8": 109951162, "gs1-32-12": 115292150460684, "gs1-32-20": 1<<63 - 1,
	} {
		f := mustFormat(t, format)
		if got := f.MaxQuantity(); got != want {
			t.Errorf("%s: %d, want %d", format, got, want)
		}
		if _, found := f.CheckQuantity(want); found {
			t.Errorf("%s: %d are too many", format, want)
		}
		if finding, found := f.CheckQuantity(want + 1); !found && want < 1<<63-1 || found && finding.Code != CodeGuess {
			t.Errorf("%s: %d are not too many: %+v", format, want+1, finding)
		}
	}
	if (Format{}).MaxQuantity() != 0 {
		t.Error("no format holds serials")
	}
}

func TestWide(t *testing.T) {
	r := seeded(1)
	for range 1000 {
		w, x := wide{r.Uint64() >> r.IntN(64), r.Uint64()}, wide{0, r.Uint64()}
		m := 1 + r.Uint64N(100)
		quotient, rest := w.divide(m)
		if back := quotient.timesPlus(m, rest); back != w || rest >= m {
			t.Fatalf("%v / %d = %v, %d", w, m, quotient, rest)
		}
		if w.compare(x) >= 0 && w.minus(x).big().Cmp(new(big.Int).Sub(w.big(), x.big())) != 0 {
			t.Fatalf("%v - %v = %v", w, x, w.minus(x))
		}
	}
}

func BenchmarkAudit(b *testing.B) {
	serials := ordered("numeric-11", true)(1, 1e5)
	for b.Loop() {
		Audit(slices.Values(serials))
	}
}
