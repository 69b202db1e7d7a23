package composite_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/gs1/symbol/ean"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction/compactiontest"
	"github.com/eachmark/eachmark/testdata/judges"
)

const (
	digits  = "0123456789"
	capital = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	set82   = capital + "abcdefghijklmnopqrstuvwxyz" + `!"%&'*+,-./:;<=>?_` // but for brackets, which peers take for theirs
)

func text(r *rand.Rand, set string, shortest, longest int) string {
	b := make([]byte, shortest+r.IntN(longest-shortest+1))
	for i := range b {
		b[i] = set[r.IntN(len(set))]
	}
	return string(b)
}

// checked returns a number of n digits with its check digit.
func checked(r *rand.Rand, first string, n int) string {
	s := first + text(r, digits, n-1-len(first), n-1-len(first))
	return s + string(rune(grid.CheckDigit(s)))
}

func date(r *rand.Rand) string {
	return fmt.Sprintf("%02d%02d%02d", r.IntN(100), 1+r.IntN(12), r.IntN(29))
}

// primary returns data of a linear component and what a reader gives of it.
func primary(r *rand.Rand, l composite.Linear) (data, read string) {
	switch l {
	case composite.DataBarLimited:
		data = checked(r, fmt.Sprint(r.IntN(2)), 14)
		return data, "]e001" + data
	case composite.DataBarExpanded, composite.DataBarExpandedStacked:
		data = "01" + checked(r, "", 14) + "10" + text(r, capital, 1, 8)
		return data, "]e0" + data
	case composite.EAN13:
		data = checked(r, "", 13)
		return data, "]E0" + data
	case composite.EAN8:
		data = checked(r, "", 8)
		return data, "]E4" + data
	case composite.UPCA:
		data = checked(r, "", 12)
		return data, "]E00" + data
	case composite.UPCE:
		for {
			whole := checked(r, "0"+text(r, digits, 5, 5)+"0000", 12)
			if upce, ok := ean.Suppress(whole); ok {
				return upce, "]E00" + whole
			}
		}
	case composite.GS1128:
		data = "01" + checked(r, "", 14) + "3103" + text(r, digits, 6, 6)
		return data, "]C1" + data
	}
	data = checked(r, "", 14)
	return data, "]e001" + data
}

// An element is an element string of a 2D component.
type element struct{ ai, value string }

// plain writes elements as a component has them, GS between them where needed.
func plain(elements []element) string {
	var b strings.Builder
	for i, e := range elements {
		b.WriteString(e.ai + e.value)
		if i+1 < len(elements) && !strings.Contains("01 11 17 3103 410", e.ai) {
			b.WriteByte('\x1d')
		}
	}
	return b.String()
}

// message returns elements of a 2D component, of every encodation method.
func message(r *rand.Rand) []element {
	lot, serial := element{"10", text(r, capital, 1, 20)}, element{"21", text(r, set82, 1, 20)}
	dated := element{[]string{"11", "17"}[r.IntN(2)], date(r)}
	letter := text(r, capital[10:], 1, 1)
	switch r.IntN(8) {
	case 0:
		return []element{dated, lot}
	case 1:
		return []element{dated, serial}
	case 2:
		return []element{dated}
	case 3:
		return []element{lot, serial}
	case 4:
		return []element{{"90", fmt.Sprint(1+r.IntN(999)) + letter + text(r, capital, 0, 12)}, serial}
	case 5:
		set := []string{capital, digits, set82, capital[10:]}[r.IntN(4)]
		return []element{{"90", letter + text(r, set, 0, 26)}}
	case 6:
		return []element{{"90", fmt.Sprint(1+r.IntN(40)) + letter + text(r, capital[10:], 0, 2)}, {"8004", text(r, digits, 4, 30)}}
	}
	return []element{serial, {"410", checked(r, "", 13)}}
}

// draw draws a random symbol and returns what its components are read as.
func draw(t testing.TB, r *rand.Rand, e *composite.Encoder, g *grid.Grid, o *composite.Options) (linear, data string) {
	for {
		first, read := primary(r, o.Linear)
		data = plain(message(r))
		err := e.Encode(g, first, data, o)
		if errors.Is(err, grid.ErrTooLong) {
			continue
		}
		if err != nil {
			t.Fatalf("%q with %q: %v", first, data, err)
		}
		return read, data
	}
}

// TestJudge has zxing-wasm read the components of 2,000 symbols, each on its own: CC-B is a MicroPDF417 symbol for it and CC-C a PDF417 one, whose
// bytes the test reads on. CC-A it does not read: see TestZint, TestBWIPP, TestReadCCA.
func TestJudge(t *testing.T) {
	r := rand.New(rand.NewPCG(24723, 1))
	var e composite.Encoder
	var g grid.Grid
	var linears, components gridtest.Pictures
	var wantLinear, wantData []string
	for i := range judges.Count(2000) {
		o := &composite.Options{Linear: composite.Linear(i % 12), Version: composite.Version(1 + i/12%2)}
		if o.Linear == composite.GS1128 && i%3 == 0 {
			o.Version = composite.CCC
		}
		linear, data := draw(t, r, &e, &g, o)
		n := componentRows(&g, o.Linear)
		linears.Add(t, part(&g, n, g.Height), 16)
		wantLinear = append(wantLinear, linear)
		if o.Version != composite.CCA {
			above := part(&g, 0, n)
			for y := range n {
				above.SetRowHeight(y, 6) // higher than it is
			}
			components.Add(t, above, 0)
			wantData = append(wantData, data)
		}
	}
	for i, d := range judges.ZXing(t, linears.Files...) {
		found := append(d.More, d)
		if !slices.ContainsFunc(found, func(d judges.Decoded) bool { return d.Symbology+d.Text == wantLinear[i] }) {
			t.Errorf("%d: read %v, want %q", i, found, wantLinear[i])
		}
	}
	for i, d := range judges.ZXing(t, components.Files...) {
		// an odd digit in the end may be followed by FNC1 (ISO/IEC 24723:2010 §5.4.1)
		if got := d.Symbology + strings.TrimSuffix(read(d.Bytes), "\x1d"); got != "]L2"+wantData[i] {
			t.Errorf("%d: read %q (%s), want %q", i, got, d.Format, wantData[i])
		}
	}
}

// TestReadCCA reads 2,000 CC-A components back, down to the elements.
func TestReadCCA(t *testing.T) {
	r := rand.New(rand.NewPCG(24723, 2))
	var e composite.Encoder
	var g grid.Grid
	for i := range 2000 {
		o := &composite.Options{Linear: composite.Linear(i % 12), Version: composite.CCA}
		_, data := draw(t, r, &e, &g, o)
		got := compactiontest.Composite(composite.ReadCCA(t, &g, o.Linear))
		if strings.TrimSuffix(got, "\x1d") != data {
			t.Errorf("%d: read %q, want %q", i, got, data)
		}
	}
}

// componentRows returns how many rows the 2D component of g has.
func componentRows(g *grid.Grid, l composite.Linear) (rows int) {
	if l >= composite.EAN13 && l <= composite.UPCE {
		return g.Height - 5
	}
	for rows < g.Height && g.RowHeight(rows) > 1 {
		rows++
	}
	return rows
}

// part returns the rows of g from first on up to, but not with, end.
func part(g *grid.Grid, first, end int) *grid.Grid {
	var p grid.Grid
	p.Reset(g.Width, end-first)
	for y := range end - first {
		copy(p.Row(y), g.Row(first+y))
		p.SetRowHeight(y, g.RowHeight(first+y))
	}
	return &p
}

// read reads the bytes of a 2D component.
func read(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	var bits strings.Builder
	for _, c := range b {
		fmt.Fprintf(&bits, "%08b", c)
	}
	return compactiontest.Composite(bits.String())
}
