package fuzz

import (
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
)

// FuzzDiagnose holds the laws of other readings: they are valid, ranked, their
// scores are shares of one, and the finding is placed inside the text.
func FuzzDiagnose(f *testing.F) {
	for _, s := range []string{
		"]d2010950600013435210ABC12321SN9876543210", "$déà&àç(à-ààà&\"'\"(é&èéè&é\"&&àQBC", "[01] 09506000134352 [10] A(1",
		"]D2]d2\x1d010950600013435210abc029217", "（01）09506000134352", "\xec\x949000a",
	} {
		f.Add(s)
	}
	o := &gs1.AlternativeOptions{Reference: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	f.Fuzz(func(t *testing.T, s string) {
		plain := gs1.Message{Input: s}
		var err error
		if strings.HasPrefix(s, "]") {
			plain, err = gs1.ParseScan(s, nil)
		} else {
			plain.Elements, err = gs1.AppendElements(nil, s, nil)
		}
		d := gs1.Diagnose(s, plain, err, o)
		sum, last := d.Plain, 1.0
		for _, a := range d.Alternatives {
			if !(a.Score <= last) || a.Why == "" {
				t.Errorf("%+v", a)
			}
			sum, last = sum+a.Score, a.Score
			for f := range gs1.Check(a.Message, nil) {
				t.Errorf("%s: %s", a.Message, f.Message)
			}
		}
		if !(sum <= 1+1e-9) {
			t.Errorf("%+v", d)
		}
		if f := d.Finding; f.Start < 0 || f.End < f.Start || f.End > len(s) || (f.Code != "") != (d.Alternatives != nil) {
			t.Errorf("%+v", f)
		}
	})
}
