package serial

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// testKey has bytes that are easy to find in any output.
var testKey = bytes.Repeat([]byte{0xAB}, KeySize)

const testTweak = "09506000134352"

func permuted(t testing.TB, format string) *Permuted {
	t.Helper()
	p, err := NewPermuted(mustFormat(t, format), testKey, testTweak)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// On every small domain each serial is given exactly once and Index undoes At.
func TestBijection(t *testing.T) {
	for _, name := range []string{
		"numeric-1", "numeric-2", "numeric-3", "numeric-4", "numeric-5", "numeric-6",
		"gs1-32-1", "gs1-32-2", "gs1-32-3", "gs1-32-4", "vowel-free-3", "hex-4", "alphanumeric-3",
		"[ABC]-1", "[ABC]-2", "[zyx]-11", "[!(-)_.]-5+check@A1", "numeric-5@9", "numeric-5+check", "hex-3+check@L1-",
	} {
		f := mustFormat(t, name)
		checkBijection(t, f, permuted(t, name))
		if f.Issuable() < 1e5 {
			checkBijection(t, f, Sequential{f})
		}
	}
}

func checkBijection(t *testing.T, f Format, order Order) {
	t.Helper()
	seen := make([]bool, f.Issuable())
	var b []byte
	for i := range f.Issuable() {
		var err error
		if b, err = order.AppendAt(b[:0], i); err != nil {
			t.Fatal(err)
		}
		rank, ok := Sequential{f}.Index(string(b))
		if !ok || seen[rank] {
			t.Fatalf("%v: serial %q of %d is of the format: %v, or was given before", order, b, i, ok)
		}
		seen[rank] = true
		if back, ok := order.Index(string(b)); back != i || !ok {
			t.Fatalf("%v: Index(At(%d)) = %d, %v", order, i, back, ok)
		}
	}
}

// On any domain Index undoes At, and At undoes Index where Index has an answer.
func TestInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"numeric", "gs1-32", "vowel-free", "hex", "alphanumeric", "[" + charset82 + "]"}).Draw(t, "alphabet")
		rest := rapid.SampledFrom([]string{"", "+check", "@S1", "+check@line-2/"}).Draw(t, "rest")
		room := MaxLength - map[string]int{"": 0, "+check": 1, "@S1": 2, "+check@line-2/": 8}[rest]
		f, err := ParseFormat(fmt.Sprintf("%s-%d%s", name, rapid.IntRange(1, room).Draw(t, "length"), rest))
		if err != nil {
			t.Fatal(err)
		}
		key := rapid.SliceOfN(rapid.Byte(), KeySize, KeySize).Draw(t, "key")
		p, err := NewPermuted(f, key, rapid.String().Draw(t, "tweak"))
		if err != nil {
			t.Fatal(err)
		}
		i := rapid.Uint64Range(0, f.Issuable()-1).Draw(t, "i")
		for _, order := range []Order{Sequential{f}, p} {
			s, err := order.At(i)
			if err != nil || !f.Contains(s) {
				t.Fatalf("At(%d) = %q, %v", i, s, err)
			}
			if back, ok := order.Index(s); back != i || !ok {
				t.Fatalf("Index(At(%d)) = %d, %v", i, back, ok)
			}
		}
		checkText(t, f, p)
	})
}

// checkText takes any text of the format back and forth. In domains of more
// than 2^63-1 serials most have no number, but never a wrong one.
func checkText(t *rapid.T, f Format, order Order) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune(f.alphabet)), f.Len(), f.Len(), -1).Draw(t, "text")
	i, ok := order.Index(text)
	if !ok {
		if f.Contains(text) && f.Size().IsUint64() && f.Size().Uint64() == f.Issuable() {
			t.Fatalf("Index(%q) has no number", text)
		}
		return
	}
	if s, err := order.At(i); s != text || err != nil {
		t.Fatalf("At(Index(%q)) = %q, %v", text, s, err)
	}
}

// The serials of a key never change: pools made by an earlier version go on
// where they stopped. The values were computed by a second implementation,
// written from the package comment.
func TestPermutationIsStable(t *testing.T) {
	for _, tt := range []struct {
		format string
		want   []string
	}{
		{"numeric-11", []string{"28156656678", "94164572864", "66224526185"}},
		{"numeric-6", []string{"660306", "348435", "769622"}},
		{"gs1-32-12", []string{"MBPQE8YVR4WJ", "CFKH4DLU57MQ", "KDNJ6GBJ78XF"}},
		{"gs1-32-20", []string{"MVJ96RY3C2MSX2VHZT8G", "7N7W9W7583G3EGJWXA6J", "XUX9YY94BJXV5RU2LASB"}},
	} {
		for i, want := range tt.want {
			if got, err := permuted(t, tt.format).At(uint64(i)); got != want || err != nil {
				t.Errorf("%s At(%d) = %q, %v, want %q", tt.format, i, got, err, want)
			}
		}
	}
}

// Key, format and tweak each give another order.
func TestOrdersAreIndependent(t *testing.T) {
	f := mustFormat(t, "numeric-11")
	otherKey := bytes.Clone(testKey)
	otherKey[KeySize-1] ^= 1
	same := func(p, q *Permuted) (n int) {
		for i := range uint64(1000) {
			a, _ := p.At(i)
			b, _ := q.At(i)
			if a == b {
				n++
			}
		}
		return n
	}
	base := permuted(t, "numeric-11")
	for _, tt := range []struct {
		what string
		key  []byte
		tw   string
	}{{"key", otherKey, testTweak}, {"tweak", testKey, "09506000134369"}} {
		p, err := NewPermuted(f, tt.key, tt.tw)
		if err != nil {
			t.Fatal(err)
		}
		if n := same(base, p); n > 1 {
			t.Errorf("another %s gives %d of 1000 serials again", tt.what, n)
		}
	}
}

// Each decimal digit of the serials is as good as even. The threshold is that
// of chi squared with 9 (8 for the first digit) degrees of freedom at 10^-6.
func TestDigitsAreEven(t *testing.T) {
	const n, limit = 20000, 45.1
	p := permuted(t, "numeric-11")
	var counts [11][10]float64
	for i := range uint64(n) {
		s, err := p.At(i)
		if err != nil {
			t.Fatal(err)
		}
		for place := range s {
			counts[place][s[place]-'0']++
		}
	}
	for place, digits := range counts {
		first := 0
		if place == 0 {
			first = 1
		}
		want := n / float64(10-first)
		sum := 0.0
		for _, got := range digits[first:] {
			sum += (got - want) * (got - want) / want
		}
		if sum > limit || sum == 0 {
			t.Errorf("digit %d: chi squared %.1f, want below %v: %v", place, sum, limit, digits)
		}
	}
}

func TestNewPermutedRefuses(t *testing.T) {
	f := mustFormat(t, "numeric-11")
	for _, n := range []int{0, 16, 31, 33} {
		if _, err := NewPermuted(f, make([]byte, n), ""); !errors.Is(err, ErrKey) {
			t.Errorf("key of %d bytes: %v, want ErrKey", n, err)
		}
	}
	if _, err := NewPermuted(Format{}, testKey, ""); !errors.Is(err, ErrFormat) {
		t.Errorf("no format: %v, want ErrFormat", err)
	}
	if _, err := permuted(t, "numeric-11").At(9e10); !errors.Is(err, ErrRange) {
		t.Errorf("number beyond the format: %v, want ErrRange", err)
	}
	if _, ok := permuted(t, "numeric-11").Index("01234567890"); ok {
		t.Error("a serial with a leading zero has a number")
	}
}

func TestKeyIsNeverShown(t *testing.T) {
	p := permuted(t, "numeric-11")
	_, err := p.At(9e10)
	text, jsonErr := json.Marshal(p)
	if jsonErr != nil {
		t.Fatal(jsonErr)
	}
	shown := fmt.Sprintf("%v %+v %#v %s %q %x %v %s", p, p, p, p, p, p, err, text)
	for _, key := range []string{"abab", "ABAB", "171 171", "0xab, 0xab", "q6ur"} {
		if strings.Contains(shown, key) {
			t.Errorf("the key is shown: %s", shown)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	p := permuted(t, "gs1-32-12")
	var wg sync.WaitGroup
	for g := range uint64(4) {
		wg.Go(func() {
			for i := g * 1000; i < g*1000+1000; i++ {
				s, err := p.At(i)
				if back, ok := p.Index(s); err != nil || back != i || !ok {
					t.Errorf("Index(At(%d)) = %d, %v, %v", i, back, ok, err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestAllocations(t *testing.T) {
	p := permuted(t, "numeric-11")
	b := make([]byte, 0, MaxLength)
	s, err := p.At(7)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]func(){
		"AppendAt": func() { b, _ = p.AppendAt(b[:0], 7) },
		"Index":    func() { p.Index(s) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func BenchmarkPermuted(b *testing.B) {
	for _, name := range []string{"numeric-11", "gs1-32-20"} {
		p := permuted(b, name)
		buf := make([]byte, 0, MaxLength)
		b.Run(name+"/AppendAt", func(b *testing.B) {
			for b.Loop() {
				buf, _ = p.AppendAt(buf[:0], 123456)
			}
		})
		s, _ := p.At(123456)
		b.Run(name+"/Index", func(b *testing.B) {
			for b.Loop() {
				p.Index(s)
			}
		})
	}
}
