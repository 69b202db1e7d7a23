package fuzz

import (
	"errors"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/gcp"
)

// FuzzGCPTable reads lists of company prefix lengths: no text may bring the reader
// down, places lie in the text, and what is looked up is a length or a reason.
func FuzzGCPTable(f *testing.F) {
	for _, list := range []string{
		"0614141,7\n02,0\n06141410,9\n",
		`<GCPPrefixFormatList date="2026-06-03"><entry prefix="0614141" gcpLength="7"/></GCPPrefixFormatList>`,
		`{"_disclaimer":[""],"GCPPrefixFormatList":{"date":"","entry":[{"prefix":"0614141","gcpLength":7}]}}`,
	} {
		f.Add(list, "061414112345")
	}
	f.Fuzz(func(t *testing.T, list, digits string) {
		table, err := gcp.Read(strings.NewReader(list))
		if err != nil {
			var e *gcp.ReadError
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > int64(len(list)) {
				t.Fatalf("%v", err)
			}
			return
		}
		n, err := table.Length(digits)
		if (n == 0) != (err != nil) || n != 0 && (n < 4 || n > 12) {
			t.Fatalf("Length(%q) = %d, %v", digits, n, err)
		}
		if len(digits) >= 12 && errors.Is(err, gcp.ErrShort) {
			t.Fatalf("Length(%q): %v", digits, err)
		}
	})
}
