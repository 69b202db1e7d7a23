package gs1_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// today is what dates are judged by: that of the files of damaged scans.
var today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// A damagedScan is one line of lost_gs.jsonl or noisy_scan.jsonl: a label, what
// a scanner sent for it, and what arrived.
type damagedScan struct {
	ID                  int
	Order, Noise        string
	Truth, Clean, Input string
}

func readDamaged(t *testing.T, name string) (list []damagedScan) {
	t.Helper()
	folder := vectors
	if folder == "" {
		folder = "testdata"
	}
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var d damagedScan
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		list = append(list, d)
	}
	return list
}

// diagnose reads s as a program does that knows nothing of its form.
func diagnose(s string, o *gs1.AlternativeOptions) (plain gs1.Message, valid bool, d gs1.Diagnosis) {
	var err error
	switch {
	case strings.HasPrefix(s, "]"):
		plain, err = gs1.ParseScan(s, nil)
	case strings.HasPrefix(s, "^"):
		plain, err = gs1.ParseData(s, nil)
	case strings.HasPrefix(s, "("):
		plain, err = gs1.ParseBracketed(s, nil)
	case dl.IsURI(s):
		m, err := dl.Parse(s, nil) // never in doubt: if it is valid it is whole
		return m, err == nil, gs1.Diagnosis{}
	default:
		plain = gs1.Message{Input: s}
		plain.Elements, err = gs1.AppendElements(nil, s, nil)
	}
	d = gs1.Diagnose(s, plain, err, o)
	return plain, err == nil && d.Finding.Severity != gs1.SeverityError, d
}

// A tally counts what became of damaged scans.
type tally struct{ rows, first, wrong, doubted int }

// judge adds one scan.
func (c *tally) judge(d damagedScan) {
	c.rows++
	plain, valid, x := diagnose(d.Input, &gs1.AlternativeOptions{Reference: today})
	best := ""
	switch {
	case valid:
		best = plain.String()
	case len(x.Alternatives) > 0:
		best = x.Alternatives[0].Message.String()
	}
	switch {
	case best == d.Truth, dl.IsURI(d.Input) && inAnyOrder(best) == inAnyOrder(d.Truth):
		c.first++
	case valid:
		c.wrong++
	}
	_, valid, x = diagnose(d.Clean, &gs1.AlternativeOptions{Reference: today})
	if !valid || x.Alternatives != nil {
		c.doubted++
	}
}

// inAnyOrder returns bracketed text with its elements in the order of their
// identifiers: a Digital Link URI has an order of its own.
func inAnyOrder(bracketed string) string {
	m, err := gs1.ParseBracketed(bracketed, nil)
	if err != nil {
		return bracketed
	}
	slices.SortFunc(m.Elements, func(a, b gs1.Element) int { return cmp.Compare(a.AI, b.AI) })
	return m.String()
}

// TestDamaged holds the rates over files of damaged scans.
func TestDamaged(t *testing.T) {
	for _, name := range []string{"lost_gs.jsonl", "noisy_scan.jsonl"} {
		t.Run(name, func(t *testing.T) {
			var all tally
			kinds := map[string]*tally{}
			for _, d := range readDamaged(t, name) {
				kind := d.Noise + d.Order
				if kinds[kind] == nil {
					kinds[kind] = new(tally)
				}
				kinds[kind].judge(d)
			}
			for _, kind := range slices.Sorted(maps.Keys(kinds)) {
				k := *kinds[kind]
				t.Logf("%-22s %+v", kind, k)
				all.rows, all.first, all.doubted = all.rows+k.rows, all.first+k.first, all.doubted+k.doubted
				if kind != "upper_cased" && kind != "lower_cased" {
					all.wrong += k.wrong
				}
			}
			t.Logf("%+v", all)
			t.Logf("%d rows: %.1f %% right at first, %d wrong and valid, %.1f %% of the undamaged doubted",
				all.rows, 100*float64(all.first)/float64(all.rows), all.wrong, 100*float64(all.doubted)/float64(all.rows))
			if all.wrong > 0 || all.first*100 < all.rows*95 || all.doubted*100 > all.rows {
				t.Error("expected none wrong and valid, 95 % right at first, and at most 1 % of the undamaged doubted")
			}
		})
	}
}

// TestFalseAlarms: scans that rightly have no separator are seldom called
// invalid.
func TestFalseAlarms(t *testing.T) {
	const scans = 6000
	random := rand.New(rand.NewPCG(1, 2))
	invalid, warned := 0, 0
	for i := range scans {
		alphabet := alphabets[i%len(alphabets)]
		value := make([]byte, 4+random.IntN(17))
		for j := range value {
			value[j] = alphabet[random.IntN(len(alphabet))]
		}
		gtin := fmt.Sprintf("0%012d", random.Int64N(1e12))
		gtin += string(gs1.CheckDigit(gtin))
		expiry := gs1.FormatDate(today.AddDate(0, random.IntN(60), random.IntN(31)))
		_, valid, d := diagnose("]d201"+gtin+"17"+expiry+[]string{"10", "21"}[i/3%2]+string(value), &gs1.AlternativeOptions{Reference: today})
		switch {
		case !valid:
			invalid++
		case d.Alternatives != nil:
			warned++
		}
	}
	t.Logf("%.2f %% called invalid, %.2f %% valid with a warning", 100*float64(invalid)/scans, 100*float64(warned)/scans)
	if invalid*100 > scans*4 {
		t.Error("expected at most 4 %")
	}
}

var alphabets = []string{
	"0123456789",
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
}

func TestDiagnose(t *testing.T) {
	for _, c := range []struct {
		data, code, first, why string
		start, end             int
	}{
		{"]d2010950600013435210ABC12321SN9876543210", "GS1-LOST-SEPARATOR", "(01)09506000134352(10)ABC123(21)SN9876543210", "separator lost before (21)", 27, 27},
		{"010950600013435210ABC12321SN9876543210", "GS1-LOST-SEPARATOR", "(01)09506000134352(10)ABC123(21)SN9876543210", "separator lost before (21)", 24, 24},
		{"^010950600013435210ABC12321SN9876543210", "GS1-LOST-SEPARATOR", "(01)09506000134352(10)ABC123(21)SN9876543210", "separator lost before (21)", 25, 25},
		{"]d2010950600013435210ABC|21SN98", "GS1-GS-REPLACED", "(01)09506000134352(10)ABC(21)SN98", `separator replaced by "|"`, 24, 25},
		{"]d2010950600013435210ABC<GS>21SN98", "GS1-GS-REPLACED", "(01)09506000134352(10)ABC(21)SN98", `separator replaced by "<GS>"`, 24, 28},
		{"]d2010950600013435210ABC02921SN98", "GS1-GS-REPLACED", "(01)09506000134352(10)ABC(21)SN98", `separator replaced by "029"`, 24, 27},
		{"]d2010950600013435210ABC§21SN98", "GS1-GS-REPLACED", "(01)09506000134352(10)ABC(21)SN98", `separator replaced by "§"`, 24, 26},
		{"]D2010950600013435210abc\x1d21sN98", "GS1-CASE", "(01)09506000134352(10)ABC(21)Sn98", "capital and small letters swapped (caps lock)", 1, 2},
		{"]d2010950600013435210abcdef\x1d21snabcdef98", "GS1-CASE", "(01)09506000134352(10)ABCDEF(21)SNABCDEF98", "capital letters made small", 21, 22},
		{"]d2]d2010950600013435210ABC", "GS1-DOUBLED-PREFIX", "(01)09506000134352(10)ABC", "symbology identifier twice", 0, 6},
		{"d2010950600013435210ABC", "GS1-DAMAGED", "(01)09506000134352(10)ABC", "symbology identifier cut off", 0, 2},
		{"]d1010950600013435210ABC", "GS1-DAMAGED", "(01)09506000134352(10)ABC", "symbology identifier ]d1 of data that is no element string", 0, 3},
		{"K010950600013435210ABC", "GS1-DAMAGED", "(01)09506000134352(10)ABC", `"K" in front`, 0, 1},
		{" ]d2010950600013435210ABC\r\n", "GS1-DAMAGED", "(01)09506000134352(10)ABC", "blanks, line ends or marks around the data", 0, 1},
		{"]d2010950600013435210ABC\x1d\x1d21SN98", "", "", "", 0, 0}, // tolerated by every parser of scans
		{"]d2\x1d010950600013435210ABC\x1d21SN98", "", "", "", 0, 0},
		{"]E09506000134353", "", "", "", 0, 0}, // a wrong digit, not a letter in the other case
		{"]E395060001343531" + "2", "", "", "", 0, 0},
		{"[01] 09506000134352 [10] A(1", "GS1-DAMAGED", `(01)09506000134352(10)A\(1`, "brackets written in another way than (01)", 0, 28},
		{"]C1(01)09506000134352(10)ABC", "GS1-DAMAGED", "(01)09506000134352(10)ABC", "brackets written in another way than (01)", 0, 28},
		{"$déà&àç(à-ààà&\"'\"(é&èéè&é\"&&àQBC", "GS1-KEYBOARD", "(01)09506000134352(17)271231(10)ABC", "keyboard layout French (AZERTY) where the scanner types US", 0, 46},
		{"+d2010950600013435221Z1\x1d10XY", "GS1-KEYBOARD", "(01)09506000134352(21)Y1(10)XZ", "keyboard layout German (QWERTZ) where the scanner types US", 0, 28},
		{"]d2010950600013435217271231", "", "", "", 0, 0},
		{"]d2010950600013435210ABC12321SN\x1d17271231", "", "", "", 0, 0},
		{"(01)09506000134352(10)ABC12321SN9876543210", "", "", "", 0, 0},
		{"hello", "", "", "", 0, 0},
		{"", "", "", "", 0, 0},
	} {
		_, _, d := diagnose(c.data, &gs1.AlternativeOptions{Reference: today})
		f := d.Finding
		got := fmt.Sprint(f.Code, " [", f.Start, " ", f.End, "]")
		want := fmt.Sprint(c.code, " [", c.start, " ", c.end, "]")
		var first, why string
		if len(d.Alternatives) > 0 {
			first, why = d.Alternatives[0].Message.String(), d.Alternatives[0].Why
		}
		if got != want || first != c.first || why != c.why {
			t.Errorf("%q:\n%s %s %s, want\n%s %s %s", c.data, got, first, why, want, c.first, c.why)
		}
	}
}

// TestAlternativeOptions: what the caller knows decides.
func TestAlternativeOptions(t *testing.T) {
	const scan = "]d201095060001343522112345101727123110LOT1"
	order := []gs1.AI{gs1.AI01, gs1.AI21, gs1.AI17, gs1.AI10}
	plain, err := gs1.ParseScan(scan, nil)
	alternatives := gs1.Alternatives(scan, plain, err, &gs1.AlternativeOptions{Order: order})
	if len(alternatives) != 1 || alternatives[0].Message.String() != "(01)09506000134352(21)1234510(17)271231(10)LOT1" {
		t.Error("in order:", alternatives)
	}
	accept := func(m gs1.Message) bool { _, has := m.Value(gs1.AI17); return !has }
	for _, a := range gs1.Alternatives(scan, plain, err, &gs1.AlternativeOptions{Accept: accept}) {
		if !accept(a.Message) {
			t.Error("not to be accepted:", a.Message)
		}
	}
}

// TestDiagnoseBounds: whatever the text, little time and memory; none of it for
// a good scan.
func TestDiagnoseBounds(t *testing.T) {
	for _, s := range []string{
		"]d2" + strings.Repeat("10", 5000),
		("]d20109506000134352" + strings.Repeat("9192939495969798", 50))[:gs1.MaxDamaged],
		("+d20109506000134352" + strings.Repeat("9192939495969798z", 50))[:gs1.MaxDamaged],
		("01" + strings.Repeat("91-92/93_94.95,96:97;98+99*", 50))[:gs1.MaxDamaged],
		strings.Repeat("\x1d", gs1.MaxDamaged), strings.Repeat("]d2", 80), strings.Repeat("(01)", 60), strings.Repeat("é", 120),
	} {
		least := time.Hour
		for range 5 { // the machine may have other work
			begin := time.Now()
			diagnose(s, nil)
			least = min(least, time.Since(begin))
		}
		if least > 100*time.Millisecond {
			t.Errorf("%.40q… takes %v", s, least)
		}
	}
	const good = "]d201095060001343521727123110ABC123\x1d2112345678"
	plain, err := gs1.ParseScan(good, nil)
	if n := testing.AllocsPerRun(100, func() { gs1.Diagnose(good, plain, err, nil) }); n != 0 {
		t.Error(n, "allocations for a good scan")
	}
}

// TestDiagnoseLaws: alternatives are valid, different, ranked, and placed inside
// the text, whatever happened to it.
func TestDiagnoseLaws(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"]d2", "]D2", "]C1", "]", "01", "09506000134352", "10", "ABC", "abc", "21", "12345678", "17", "271231",
		"\x1d", "|", "029", "<GS>", "é", "à&", "(", ")", "[01]", " ", "\ufeff", "\xff", "91", "240", "3103001234", "+d2", "（01）", "0"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(pieces, 0, 14).Draw(t, "pieces"), "")
		plain, valid, d := diagnose(s, &gs1.AlternativeOptions{Reference: today})
		sum, last, seen := d.Plain, 1.0, map[string]bool{}
		for _, a := range d.Alternatives {
			sum += a.Score
			if a.Score > last || seen[a.Message.String()] || a.Why == "" {
				t.Errorf("%q: %+v", s, a)
			}
			last, seen[a.Message.String()] = a.Score, true
			for f := range gs1.Check(a.Message, nil) {
				t.Errorf("%q: %s: %s", s, a.Message, f.Message)
			}
		}
		if sum > 1+1e-9 || len(d.Alternatives) > gs1.MaxAlternatives || valid && seen[plain.String()] {
			t.Errorf("%q: %+v", s, d)
		}
		if f := d.Finding; f.Start < 0 || f.End < f.Start || f.End > len(s) || (f.Code != "") != (d.Alternatives != nil) {
			t.Errorf("%q: %+v", s, f)
		}
	})
}

func ExampleDiagnose() {
	const scan = "]d2010950600013435210ABC12321SN9876543210"
	plain, err := gs1.ParseScan(scan, nil)
	fmt.Println(plain, err)
	d := gs1.Diagnose(scan, plain, err, nil)
	fmt.Println(d.Finding.Severity, d.Finding.Code)
	fmt.Printf("%.2f %s: %s\n", d.Alternatives[0].Score, d.Alternatives[0].Message, d.Alternatives[0].Why)
	// Output:
	// (01)09506000134352(10)ABC12321SN9876543210 <nil>
	// error GS1-LOST-SEPARATOR
	// 1.00 (01)09506000134352(10)ABC123(21)SN9876543210: separator lost before (21)
}
