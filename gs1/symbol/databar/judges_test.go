package databar_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/databar"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/testdata/judges"
)

const (
	digits = "0123456789"
	upper  = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	set82  = upper + "abcdefghijklmnopqrstuvwxyz" + `!"%&'()*+,-./:;<=>?_`
)

func text(r *rand.Rand, set string, shortest, longest int) string {
	b := make([]byte, shortest+r.IntN(longest-shortest+1))
	for i := range b {
		b[i] = set[r.IntN(len(set))]
	}
	return string(b)
}

func gtin(r *rand.Rand, first string) string {
	s := first + text(r, digits, 13-len(first), 13-len(first))
	return s + string(rune(grid.CheckDigit(s)))
}

func date(r *rand.Rand) string {
	return fmt.Sprintf("%02d%02d%02d", r.IntN(100), 1+r.IntN(12), r.IntN(29))
}

// elements are element strings with what begins them; a GS ends those that need it.
var elements = []func(*rand.Rand) string{
	func(r *rand.Rand) string { return "10" + text(r, set82, 1, 20) + "\x1d" },
	func(r *rand.Rand) string { return "10" + text(r, upper, 1, 20) + "\x1d" },
	func(r *rand.Rand) string { return "21" + text(r, upper, 1, 20) + "\x1d" },
	func(r *rand.Rand) string { return "21" + text(r, digits, 1, 20) + "\x1d" },
	func(r *rand.Rand) string { return "17" + date(r) },
	func(r *rand.Rand) string { return "30" + text(r, digits, 1, 8) + "\x1d" },
	func(r *rand.Rand) string { return "422" + text(r, digits, 3, 3) + "\x1d" },
	func(r *rand.Rand) string { return "3103" + text(r, digits, 6, 6) },
	func(r *rand.Rand) string { return "91" + text(r, set82, 1, 40) + "\x1d" },
}

// measure is a variable measure item in one of the forms with an encodation method of
// its own, or nearly.
func measure(r *rand.Rand) string {
	weight := fmt.Sprintf("%06d", r.IntN([]int{100, 10000, 30000, 120000}[r.IntN(4)]))
	s := "01" + gtin(r, "9")
	switch r.IntN(6) {
	case 0:
		return s + "3103" + weight
	case 1:
		return s + []string{"3202", "3203"}[r.IntN(2)] + weight
	case 2:
		return s + fmt.Sprintf("3%d0%d", 1+r.IntN(2), r.IntN(6)) + weight
	case 3:
		return s + fmt.Sprintf("3%d0%d", 1+r.IntN(2), r.IntN(6)) + weight + fmt.Sprint(11+2*r.IntN(4)) + date(r)
	case 4:
		return s + fmt.Sprintf("392%d", r.IntN(5)) + text(r, digits, 1, 15)
	}
	return s + fmt.Sprintf("393%d", r.IntN(5)) + text(r, digits, 4, 18)
}

func message(r *rand.Rand) string {
	if r.IntN(4) == 0 {
		return measure(r)
	}
	var s string
	if r.IntN(3) > 0 {
		s = "01" + gtin(r, "")
	}
	for range 1 + r.IntN(3) {
		s += elements[r.IntN(len(elements))](r)
	}
	return strings.TrimSuffix(s, "\x1d")
}

// random draws a symbol of kind k into g and returns what a reader gives.
func random(t testing.TB, r *rand.Rand, e *databar.Encoder, g *grid.Grid, o *databar.Options) string {
	for {
		data, read := "", ""
		switch o.Kind {
		case databar.Expanded, databar.ExpandedStacked:
			data = message(r)
			read = data
		case databar.Limited:
			data = gtin(r, fmt.Sprint(r.IntN(2)))
			read = "01" + data
		default:
			data = gtin(r, "")
			read = "01" + data
		}
		err := e.Encode(g, data, o)
		if errors.Is(err, grid.ErrTooLong) {
			continue
		}
		if err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		return "]e0" + read
	}
}

// TestJudge has zxing-wasm read 2,000 symbols of each kind.
func TestJudge(t *testing.T) {
	for name, k := range kinds {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(24724, uint64(k)))
			var e databar.Encoder
			var g grid.Grid
			var p gridtest.Pictures
			var want []string
			for i := range 2000 {
				o := &databar.Options{Kind: k, Segments: i % 23}
				want = append(want, random(t, r, &e, &g, o))
				p.Add(t, &g, 16)
			}
			for i, d := range judges.ZXing(t, p.Files...) {
				if got := d.Symbology + d.Text; got != want[i] {
					t.Errorf("%d: read %q (%s), want %q", i, got, d.Format, want[i])
				}
			}
		})
	}
}

// TestZXingReader has Debian's decoder read a sample of what it can. It writes brackets
// for FNC1 and no (01) for a GTIN.
func TestZXingReader(t *testing.T) {
	r := rand.New(rand.NewPCG(24724, 100))
	var e databar.Encoder
	var g grid.Grid
	var p gridtest.Pictures
	var want []string
	for i := range 100 {
		k := databar.Omnidirectional
		if i%2 == 0 {
			k = databar.Expanded
		}
		read := random(t, r, &e, &g, &databar.Options{Kind: k})
		if k == databar.Omnidirectional {
			read = "]e0" + read[len("]e001"):]
		}
		want = append(want, plain.Replace(read))
		p.Add(t, &g, 40)
	}
	for i, d := range judges.ZXingReader(t, p.Files...) {
		if got := d.Symbology + plain.Replace(d.Text); got != want[i] {
			t.Errorf("%d: read %q (%s), want %q", i, got, d.Format, want[i])
		}
	}
}

var plain = strings.NewReplacer("(", "", ")", "", "\x1d", "")

// TestZint compares the modules, separators included, with Debian's zint; of Expanded
// symbols those with a method of their own, for which there is one encodation.
func TestZint(t *testing.T) {
	names := map[databar.Kind]string{
		databar.Omnidirectional: "DBAR_OMN", databar.Stacked: "DBAR_STK", databar.StackedOmnidirectional: "DBAR_OMNSTK",
		databar.Limited: "DBAR_LTD", databar.Expanded: "DBAR_EXP", databar.ExpandedStacked: "DBAR_EXPSTK",
	}
	r := rand.New(rand.NewPCG(24724, 200))
	var e databar.Encoder
	var g grid.Grid
	for i := range 240 {
		o := &databar.Options{Kind: databar.Kind(i % 7), Segments: 2 + i/7%7*2}
		name, ok := names[o.Kind]
		if !ok {
			continue
		}
		args := []string{"-b", name, "--cols", fmt.Sprint(o.Segments / 2)}
		var data string
		switch {
		case o.Kind >= databar.Expanded:
			data = "01" + gtin(r, "9") + fmt.Sprintf("3%d0%d%06d", 1+r.IntN(2), r.IntN(6), r.IntN(100000))
			bracketed := "[01]" + data[2:16] + "[" + data[16:20] + "]" + data[20:]
			if r.IntN(2) == 0 {
				more := date(r)
				data += "15" + more
				bracketed += "[15]" + more
			}
			args = append(args, "-d", bracketed)
		case o.Kind == databar.Limited:
			data = gtin(r, "0")
			args = append(args, "-d", data)
		default:
			data = gtin(r, "")
			args = append(args, "-d", data)
		}
		if err := e.Encode(&g, data, o); err != nil {
			t.Fatal(err)
		}
		got, want := strings.Split(gridtest.Text(&g), "\n"), judges.Zint(t, args...)
		for y := range want {
			want[y] = (want[y] + "...")[:g.Width]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got\n%s, want\n%s", args, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
