package fuzz

import (
	"slices"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/serial"
)

// FuzzSerialFormat reads names of formats: what is read prints as it was, all of its
// serials have numbers, and the order undoes itself.
func FuzzSerialFormat(f *testing.F) {
	for _, name := range []string{"numeric-11", "gs1-32-20", "hex-8+check@L1-", "[AB+@]-3", "vowel-free-6@S", "alphanumeric-19+check"} {
		f.Add(name, "12345678901", uint64(41))
	}
	key := make([]byte, serial.KeySize)
	f.Fuzz(func(t *testing.T, name, text string, i uint64) {
		format, err := serial.ParseFormat(name)
		if err != nil {
			return
		}
		if format.String() != name || format.Len() > serial.MaxLength {
			t.Fatalf("%q is %v of %d characters", name, format, format.Len())
		}
		order, err := serial.NewPermuted(format, key, text)
		if err != nil {
			t.Fatal(err)
		}
		i %= format.Issuable()
		s, err := order.At(i)
		if back, ok := order.Index(s); err != nil || !format.Contains(s) || back != i || !ok {
			t.Fatalf("%v: At(%d) is %q, %v; Index is %d, %v", format, i, s, err, back, ok)
		}
		if n, ok := order.Index(text); ok {
			if s, err := order.At(n); s != text || err != nil {
				t.Fatalf("%v: Index(%q) is %d, and At that %q, %v", format, text, n, s, err)
			}
		}
	})
}

// FuzzSerialAudit judges lines of text: whatever they are, it ends and counts right.
func FuzzSerialAudit(f *testing.F) {
	f.Add("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13")
	f.Add(strings.Repeat("A\nBC\n", 20))
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		report := serial.Audit(slices.Values(lines))
		if report.Serials != len(lines) || report.Judged > report.Serials {
			t.Fatalf("%+v", report)
		}
		for _, finding := range report.Findings {
			if finding.Message == "" || finding.Fix == "" || finding.Rule == "" {
				t.Fatalf("%+v", finding)
			}
		}
	})
}
