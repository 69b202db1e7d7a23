package gs1_test

import (
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

	"github.com/eachmark/eachmark/gs1"
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
	case strings.HasPrefix(s, "("):
		plain, err = gs1.ParseBracketed(s, nil)
	default:
		plain = gs1.Message{Input: s}
		plain.Elements, err = gs1.AppendElements(nil, s, nil)
	}
	d = gs1.Diagnose(s, plain, err, o)
	return plain, err == nil && d.Finding.Severity != gs1.SeverityError, d
}

// A tally counts what became of damaged scans.
type tally struct{ rows, first, wrong, noisy, doubted int }

// judge adds one scan. It returns a word about what went wrong.
func (c *tally) judge(d damagedScan) (trouble string) {
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
	case best == d.Truth:
		c.first++
	case valid:
		c.wrong++
		trouble = "wrong and valid: " + best
	default:
		trouble = "not first: " + best
	}
	_, valid, x = diagnose(d.Clean, &gs1.AlternativeOptions{Reference: today})
	if !valid || x.Alternatives != nil {
		c.doubted++
	}
	return trouble
}

// TestDamaged holds the rates over files of damaged scans.
func TestDamaged(t *testing.T) {
	for _, name := range []string{"lost_gs.jsonl", "noisy_scan.jsonl"} {
		t.Run(name, func(t *testing.T) {
			var all tally
			kinds := map[string]*tally{}
			for _, d := range readDamaged(t, name) {
				if d.Noise == "url_wrapped" {
					continue // a Digital Link URI is not damaged; package dl reads it
				}
				kind := d.Noise + d.Order
				if kinds[kind] == nil {
					kinds[kind] = new(tally)
				}
				trouble := kinds[kind].judge(d)
				if os.Getenv("SHOW") != "" && trouble != "" && d.ID%2 == 0 {
					fmt.Printf("%s %s %q\n   %q\n", kind, d.Truth, d.Input, trouble)
				}
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
	alarms, doubts := map[string]int{}, 0
	total := 0
	for i := range scans {
		alphabet := alphabets[i%len(alphabets)]
		value := make([]byte, 4+random.IntN(17))
		for j := range value {
			value[j] = alphabet[random.IntN(len(alphabet))]
		}
		gtin := fmt.Sprintf("0%012d", random.IntN(1e12))
		gtin += string(gs1.CheckDigit(gtin))
		expiry := today.AddDate(0, random.IntN(60), random.IntN(31))
		s := "]d201" + gtin + "17" + gs1.FormatDate(expiry) + []string{"10", "21"}[i/3%2] + string(value)
		_, valid, d := diagnose(s, &gs1.AlternativeOptions{Reference: today})
		if !valid {
			total++
			alarms[alphabet[:1]+s[26:28]+fmt.Sprint(" ", len(value))]++
		} else if d.Alternatives != nil {
			doubts++
		}
	}
	t.Logf("%.2f %% called invalid, %.2f %% valid with a warning: %v", 100*float64(total)/scans, 100*float64(doubts)/scans, alarms)
	if total*100 > scans*4 {
		t.Error("expected at most 4 %")
	}
}

var alphabets = []string{
	"0123456789",
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
}
