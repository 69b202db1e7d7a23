package composite_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A peer is another encoder of composite symbols of some linear component.
type peer struct {
	linear composite.Linear
	zint   int    // number in zint.h
	bwipp  string // name
}

var peers = []peer{
	{composite.DataBarOmnidirectional, 132, "databaromnicomposite"},
	{composite.DataBarStacked, 137, "databarstackedcomposite"},
	{composite.DataBarStackedOmnidirectional, 138, "databarstackedomnicomposite"},
	{composite.DataBarLimited, 133, "databarlimitedcomposite"},
	{composite.DataBarExpanded, 134, "databarexpandedcomposite"},
	{composite.DataBarExpandedStacked, 139, "databarexpandedstackedcomposite"},
	{composite.EAN13, 130, "ean13composite"},
	{composite.EAN8, 130, "ean8composite"},
	{composite.UPCA, 135, "upcacomposite"},
	{composite.UPCE, 136, "upcecomposite"},
	{composite.GS1128, 131, "gs1-128composite"},
}

// A job is a symbol that peers shall make as well.
type job struct {
	linear string // element strings with square brackets
	data   []element
	rows   string // ours, the longer guard bars left out
}

// jobs draws symbols of a linear component for which there is one encodation.
func jobs(t testing.TB, l composite.Linear, n int, v composite.Version) []job {
	r := rand.New(rand.NewPCG(24723, uint64(l)))
	var e composite.Encoder
	var g grid.Grid
	var all []job
	for len(all) < n {
		linear, bracketed := onlyLinear(r, l)
		data := message(r)
		err := e.Encode(&g, linear, plain(data), &composite.Options{Linear: l, Version: v})
		if errors.Is(err, grid.ErrTooLong) {
			continue
		}
		if err != nil {
			t.Fatalf("%q with %v: %v", linear, data, err)
		}
		all = append(all, job{bracketed, data, rows(l, &g)})
	}
	return all
}

// onlyLinear returns data of a linear component for which there is one encodation, and
// the same with brackets.
func onlyLinear(r *rand.Rand, l composite.Linear) (data, bracketed string) {
	switch l {
	case composite.DataBarExpanded, composite.DataBarExpandedStacked, composite.GS1128:
		item, weight := checked(r, "9", 14), "0"+text(r, digits, 5, 5)
		return "01" + item + "3103" + weight, "[01]" + item + "[3103]" + weight
	}
	data, _ = primary(r, l)
	if l < composite.EAN13 {
		return data, "[01]" + data
	}
	return data, data
}

// zintLinear is the linear component as zint wants it: a GTIN without brackets, EAN-8
// without check digit.
func zintLinear(j job, l composite.Linear) string {
	switch {
	case l == composite.EAN8:
		return j.linear[:7]
	case l <= composite.DataBarLimited:
		return j.linear[len("[01]"):]
	}
	return j.linear
}

// brackets writes elements with brackets.
func brackets(elements []element, left, right string) string {
	var b strings.Builder
	for _, e := range elements {
		b.WriteString(left + e.ai + right + e.value)
	}
	return b.String()
}

// compare holds that a peer's symbols are never smaller than ours; it returns how many
// are the same module for module, and how many are larger. The others are of the same
// size: where ways are equally long, or the shorter one saves no row, a peer may take
// another one.
func compare(t *testing.T, name string, jobs []job, peer []judges.Symbol) (same, larger int) {
	for i, j := range jobs {
		switch ours, theirs := strings.Count(j.rows, "\n"), strings.Count(peer[i].Rows, "\n"); {
		case peer[i].Error != "":
			t.Errorf("%s refuses %s with %v: %s", name, j.linear, j.data, peer[i].Error)
		case peer[i].Rows == j.rows:
			same++
		case theirs < ours:
			t.Errorf("%s with %v: %d rows, %s has %d", j.linear, j.data, ours, name, theirs)
		case theirs > ours:
			larger++
		}
	}
	return same, larger
}

// TestZint compares the modules of CC-A and CC-B above every linear component, and of
// CC-C above GS1-128, with those of Debian's zint.
func TestZint(t *testing.T) {
	const n = 60
	for _, p := range peers {
		for _, v := range []composite.Version{composite.CCA, composite.CCB, composite.CCC} {
			if v == composite.CCC && p.linear != composite.GS1128 {
				continue
			}
			all := jobs(t, p.linear, n, v)
			var messages []string
			for _, j := range all {
				messages = append(messages, zintLinear(j, p.linear)+"\t"+brackets(j.data, "[", "]"))
			}
			symbols, _ := judges.Libzint(t, judges.LibzintOptions{Symbology: p.zint, Option1: int(v)}, messages)
			same, larger := compare(t, "zint", all, symbols)
			if same < n/2 {
				t.Errorf("%s version %d: only %d of %d are the same", p.bwipp, v, same, n)
			}
			t.Logf("%s version %d: %d of %d the same, %d larger", p.bwipp, v, same, n, larger)
		}
	}
}

// TestBWIPP compares the modules above every linear component with those of bwip-js,
// whose separator above DataBar Limited begins a module before that of zint and of GS1's
// own encoder (gs1/gs1-barcode-engine, rsslim.c).
func TestBWIPP(t *testing.T) {
	const n = 30
	round := strings.NewReplacer("[", "(", "]", ")")
	for _, p := range peers {
		if p.linear == composite.DataBarLimited {
			continue
		}
		all := jobs(t, p.linear, n, composite.CCA)
		var messages []string
		for _, j := range all {
			messages = append(messages, round.Replace(j.linear)+"|"+brackets(j.data, "(", ")"))
		}
		symbols, _ := judges.BWIPP(t, p.bwipp, "ccversion=a", 0, messages)
		for i := range symbols {
			symbols[i].Rows = strings.TrimRight(symbols[i].Rows, "\n") // it counts the height in modules
		}
		same, larger := compare(t, "bwip-js", all, symbols)
		if same < n/2 {
			t.Errorf("%s: only %d of %d are the same", p.bwipp, same, n)
		}
		t.Logf("%s: %d of %d the same, %d larger", p.bwipp, same, n, larger)
	}
}
