package qr_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
)

const notInMode = 1 << 30

// A mode is how the oracle counts the bits of one segment, with the widths of the
// character count of the three groups of versions (ISO/IEC 18004:2015 table 3).
type mode struct {
	counts [3]int
	bits   func(data []rune, gs1 bool) int
}

var modes = []mode{
	{[3]int{10, 12, 14}, func(data []rune, _ bool) int {
		if strings.Trim(string(data), "0123456789") != "" {
			return notInMode
		}
		return len(data)/3*10 + []int{0, 4, 7}[len(data)%3]
	}},
	{[3]int{9, 11, 13}, func(data []rune, gs1 bool) int {
		s := strings.ReplaceAll(string(data), string(grid.FNC1), "%")
		if gs1 && (slices.Contains(data, '%') || strings.Contains(s, "%%")) {
			return notInMode
		}
		if strings.Trim(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:") != "" {
			return notInMode
		}
		return len(s)/2*11 + len(s)%2*6
	}},
	{[3]int{8, 16, 16}, func(data []rune, _ bool) int { return 8 * len(data) }},
}

// fewest returns the number of bits of data in a group of versions: the best of all
// ways to divide them into segments, none of the mode of the one before.
func fewest(data []rune, group int) int {
	gs1 := data[0] == grid.FNC1
	header := 0
	if gs1 {
		data, header = data[1:], 4
	}
	best := make([][3]int, len(data)+1) // of the data up to there, by the mode of the last segment
	for end := 1; end <= len(data); end++ {
		for last, m := range modes {
			best[end][last] = notInMode
			for begin := range end {
				bits := 4 + m.counts[group] + m.bits(data[begin:end], gs1)
				if begin > 0 {
					bits += min(best[begin][(last+1)%3], best[begin][(last+2)%3])
				}
				best[end][last] = min(best[end][last], bits)
			}
		}
	}
	return header + slices.Min(best[len(data)][:])
}

// TestFewest compares the number of bits with that of every division into segments.
func TestFewest(t *testing.T) {
	r := rand.New(rand.NewPCG(18004, 0))
	var e qr.Encoder
	var g grid.Grid
	alphabets := []string{"0123456789", "0123456789A", "ABC:%", "abé", "0A%␣", "0a"}
	for i := range 3000 {
		var b strings.Builder
		if i%2 == 0 {
			b.WriteString("␣")
		}
		for range 1 + r.IntN(6) {
			alphabet := []rune(alphabets[r.IntN(len(alphabets))])
			for range 1 + r.IntN(12) {
				b.WriteRune(alphabet[r.IntN(len(alphabet))])
			}
		}
		data := gridtest.Runes(b.String())
		if i%2 == 1 {
			data = slices.DeleteFunc(data, func(r rune) bool { return r == grid.FNC1 })
		}
		if len(data) == 0 {
			continue
		}
		group := i % 3
		if err := e.Encode(&g, data, &qr.Options{Version: []int{9, 26, 40}[group]}); err != nil {
			t.Fatal(err)
		}
		if got, want := e.Symbol().Bits, fewest(data, group); got != want {
			t.Errorf("%q in group %d: %d bits, want %d", b.String(), group, got, want)
		}
	}
}

// penalty returns the penalty of a symbol, module by module (ISO/IEC 18004:2015
// §7.8.3.1).
func penalty(g *grid.Grid) (p int) {
	dark := 0
	for a := range g.Width {
		var across, down []bool
		for b := range g.Width {
			across, down = append(across, g.Dark(b, a)), append(down, g.Dark(a, b))
			if g.Dark(a, b) {
				dark++
			}
			d := g.Dark(a, b)
			if a > 0 && b > 0 && g.Dark(a-1, b) == d && g.Dark(a, b-1) == d && g.Dark(a-1, b-1) == d {
				p += 3
			}
		}
		p += linePenalty(across) + linePenalty(down)
	}
	for percent := 5; 20*dark < 10*g.Width*g.Width-percent*g.Width*g.Width/5 || 20*dark > 10*g.Width*g.Width+percent*g.Width*g.Width/5; percent += 5 {
		p += 10
	}
	return p
}

func linePenalty(line []bool) (p int) {
	run := 0
	for i := range line {
		if i > 0 && line[i] != line[i-1] {
			run = 0
		}
		run++
		switch {
		case run == 5:
			p += 3
		case run > 5:
			p++
		}
	}
	var s strings.Builder
	s.WriteString("....")
	for _, d := range line {
		s.WriteByte(".#"[map[bool]int{true: 1}[d]])
	}
	s.WriteString("....")
	for i := 4; i+7 <= s.Len()-4; i++ {
		if s.String()[i:i+7] == "#.###.#" && (s.String()[i-4:i] == "...." || s.String()[i+7:i+11] == "....") {
			p += 40
		}
	}
	return p
}

// TestMask holds the mask to the lowest penalty, the first one of several.
func TestMask(t *testing.T) {
	var e qr.Encoder
	var g grid.Grid
	all := corpus.Random(18004, 60, 90)
	for v := 7; v <= 40; v += 3 { // sizes of two and three words a row
		all = append(all, []rune(digits(t, v, qr.L)))
	}
	for _, data := range all {
		if err := e.Encode(&g, data, nil); err != nil {
			t.Fatal(err)
		}
		got := e.Symbol().Mask
		var penalties []int
		for mask := qr.Mask000; mask <= qr.Mask111; mask++ {
			if err := e.Encode(&g, data, &qr.Options{Mask: mask}); err != nil {
				t.Fatal(err)
			}
			penalties = append(penalties, penalty(&g))
		}
		if want := qr.Mask000 + qr.Mask(slices.Index(penalties, slices.Min(penalties))); got != want {
			t.Errorf("%.40q: mask %v, want %v of penalties %v", data, got, want, penalties)
		}
	}
}
