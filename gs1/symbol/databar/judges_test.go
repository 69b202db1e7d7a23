package databar_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
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
			for i := range judges.Count(2000) {
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

// zintNumbers are the numbers of the symbologies in zint.h.
var zintNumbers = map[databar.Kind]int{
	databar.Omnidirectional: 29, databar.Limited: 30, databar.Expanded: 31, databar.Stacked: 79,
	databar.StackedOmnidirectional: 80, databar.ExpandedStacked: 81,
}

// zintGS1 is the input mode of zint in which identifiers stand in brackets.
const zintGS1 = 2

// TestZint compares the modules, separators included, with Debian's zint; of Expanded
// symbols those with a method of their own, for which there is one encodation.
func TestZint(t *testing.T) {
	for kind, number := range zintNumbers {
		for columns := 1; columns <= 11; columns++ {
			r := rand.New(rand.NewPCG(24724, 200))
			o := judges.LibzintOptions{Symbology: number, Option2: columns}
			var data, messages []string
			for range 40 {
				one := gtin(r, "0")
				message := one
				if kind >= databar.Expanded {
					o.InputMode = zintGS1
					one, message = weighed(r)
				}
				data, messages = append(data, one), append(messages, message)
			}
			want, _ := judges.Libzint(t, o, messages)
			for i := range data {
				var e databar.Encoder
				var g grid.Grid
				if err := e.Encode(&g, data[i], &databar.Options{Kind: kind, Segments: 2 * columns}); err != nil {
					t.Fatal(err)
				}
				if got := gridtest.Text(&g); got != want[i].Rows {
					t.Errorf("kind %d, %s: got\n%s, want %s\n%s", kind, messages[i], got, want[i].Error, want[i].Rows)
				}
			}
			if kind != databar.ExpandedStacked {
				break
			}
		}
	}
}

// weighed returns an element string of a weight and perhaps a date, and the same with
// brackets.
func weighed(r *rand.Rand) (data, bracketed string) {
	number, ai := gtin(r, "9"), fmt.Sprintf("3%d0%d", 1+r.IntN(2), r.IntN(6))
	weight := fmt.Sprintf("%06d", r.IntN(100000))
	data, bracketed = "01"+number+ai+weight, "[01]"+number+"["+ai+"]"+weight
	if r.IntN(2) == 0 {
		best := date(r)
		data, bracketed = data+"15"+best, bracketed+"[15]"+best
	}
	return data, bracketed
}

// TestNoLonger holds that no symbol is longer than that of zint or bwip-js, and that
// some are shorter.
func TestNoLonger(t *testing.T) {
	r := rand.New(rand.NewPCG(24724, 400))
	var e databar.Encoder
	var widths []int
	var zint, bwipp []string
	for len(widths) < 300 {
		lot, serial, item := text(r, upper, 1, 20), text(r, set82[:62], 1, 20), gtin(r, "")
		var g grid.Grid
		if e.Encode(&g, "01"+item+"10"+lot+"\x1d21"+serial, &databar.Options{Kind: databar.Expanded}) != nil {
			continue
		}
		widths = append(widths, g.Width)
		zint = append(zint, "[01]"+item+"[10]"+lot+"[21]"+serial)
		bwipp = append(bwipp, "(01)"+item+"(10)"+lot+"(21)"+serial)
	}
	ofZint, _ := judges.Libzint(t, judges.LibzintOptions{Symbology: zintNumbers[databar.Expanded], InputMode: zintGS1}, zint)
	ofBWIPP, _ := judges.BWIPP(t, "databarexpanded", "", 0, bwipp)
	for name, peer := range map[string][]judges.Symbol{"zint": ofZint, "bwip-js": ofBWIPP} {
		longer := 0
		for i, s := range peer {
			if s.Error != "" {
				continue // too long for it
			}
			width := s.Width
			if width < widths[i] {
				t.Errorf("%s: %d modules, %s has %d", zint[i], widths[i], name, width)
			}
			if width > widths[i] {
				longer++
			}
		}
		t.Logf("%s is longer in %d of %d", name, longer, len(peer))
	}
}
