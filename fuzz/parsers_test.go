package fuzz

import (
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// A parse reads a text into a message.
type parse func(s string, o *gs1.ParseOptions) (gs1.Message, error)

// checkParser holds what every parser of package gs1 promises of any text: it
// tells the same first error with and without problems, its places lie inside the
// input, and what it accepts is the same after it was written and read again.
func checkParser(t *testing.T, in string, read parse, write func(gs1.Message) string) {
	t.Helper()
	m, err := read(in, nil)
	var problems []gs1.Finding
	partial, first := read(in, &gs1.ParseOptions{Problems: &problems})
	checkUnknown(t, in, err, read, write)
	if (err == nil) != (first == nil) || err != nil && err.Error() != first.Error() {
		t.Fatalf("%q: %v alone, %v with problems", in, err, first)
	}
	checkFindings(t, in, problems, err)
	for _, e := range partial.Elements {
		if e.Pos < 0 || e.Pos > len(in) {
			t.Fatalf("%q: element (%s) at %d", in, e.AI, e.Pos)
		}
	}
	if err != nil {
		return
	}
	again, err := read(write(m), nil)
	if err != nil || again.String() != m.String() {
		t.Fatalf("%q was read as %s; written as %q it is %s, %v", in, m, write(m), again, err)
	}
	for f := range gs1.Check(m, nil) {
		if f.Severity == gs1.SeverityError {
			t.Fatalf("%q: accepted, and Check says %+v", in, f)
		}
	}
}

// checkUnknown holds that text which is right is so too where identifiers may be
// unknown, and that what is accepted then is the same after it was written and
// read again.
func checkUnknown(t *testing.T, in string, err error, read parse, write func(gs1.Message) string) {
	t.Helper()
	o := &gs1.ParseOptions{UnknownAIs: true, PartOfLabel: true}
	m, permitted := read(in, o)
	if permitted != nil {
		if err == nil {
			t.Fatalf("%q: %v, only where identifiers may be unknown", in, permitted)
		}
		return
	}
	for f := range gs1.Check(m, &gs1.CheckOptions{UnknownAIs: true, PartOfLabel: true}) {
		t.Fatalf("%q: accepted, and Check says %+v", in, f)
	}
	if again, err := read(write(m), o); err != nil || again.String() != m.String() {
		t.Fatalf("%q was read as %s; written as %q it is %s, %v", in, m, write(m), again, err)
	}
}

// checkFindings holds that findings lie in the input and that there is an error
// among them if the parser failed.
func checkFindings(t *testing.T, in string, findings []gs1.Finding, err error) {
	t.Helper()
	failed := false
	for _, f := range findings {
		failed = failed || f.Severity == gs1.SeverityError
		if f.Start < 0 || f.End < f.Start || f.End > len(in) {
			t.Fatalf("%q: finding outside the input: %+v", in, f)
		}
		f.AppendText(nil, in, "fuzz")
	}
	if failed != (err != nil) {
		t.Fatalf("%q: error %v, findings %+v", in, err, findings)
	}
}

func FuzzParseScan(f *testing.F) {
	for _, s := range []string{"]d2010950600013435217271231", "]C10109506000134352" + "10AB\x1d21C", "]Q3", "]e0(", "]d2\x1d01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		m, err := gs1.ParseScan(in, nil)
		if err == nil && m.Symbology == "" {
			t.Fatalf("%q: read without a symbology identifier", in)
		}
		checkParser(t, in, parseScan, func(m gs1.Message) string { return string(m.AppendScan(nil, "]d2")) })
	})
}

// parseScan forgets where the composite component begins, which ]d2 does not say.
func parseScan(in string, o *gs1.ParseOptions) (gs1.Message, error) {
	m, err := gs1.ParseScan(in, o)
	m.Linear = 0
	return m, err
}

func FuzzParseBracketed(f *testing.F) {
	for _, s := range []string{"(01)09506000134352(10)A\\(1", "(01", "()", "(01)(10)", "(8110)106141416543213150110120", "(01)09506000134352|(10)A", "|(01)|"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		checkParser(t, in, gs1.ParseBracketed, gs1.Message.String)
	})
}

func FuzzParseData(f *testing.F) {
	for _, s := range []string{"^010950600013435210AB^21C", "^", "^^", "01", "^8200http://a", "^0109506000134352|^10A", "9506000134352|^10A"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		checkParser(t, in, gs1.ParseData, func(m gs1.Message) string { return string(m.AppendData(nil)) })
	})
}

func FuzzParseDigitalLink(f *testing.F) {
	for _, s := range []string{"https://id.gs1.org/01/09506000134352/10/AB?17=271231", "http://a/01/", "https://[::1]:8/414/9506000134352", "HTTPS://a/%30%31/09506000134352", "http://a/01/09506000134352?89=A&3199=123456"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		m, err := dl.Parse(in, nil)
		var problems []gs1.Finding
		_, first := dl.Parse(in, &dl.ParseOptions{Problems: &problems})
		if (err == nil) != (first == nil) {
			t.Fatalf("%q: %v alone, %v with problems", in, err, first)
		}
		checkFindings(t, in, problems, err)
		if scanned, fails := dl.ParseScan("]Q1"+in, nil); (fails == nil) != (err == nil) || scanned.String() != m.String() {
			t.Fatalf("%q: %s, %v; behind ]Q1 %s, %v", in, m, err, scanned, fails)
		}
		checkUnknownLink(t, in, err)
		if err != nil {
			return
		}
		uri, err := dl.Append(nil, m, nil)
		if err != nil {
			t.Fatalf("%q was read as %s, which cannot be written: %v", in, m, err)
		}
		if again, err := dl.Parse(string(uri), nil); err != nil || len(again.Elements) != len(m.Elements) {
			t.Fatalf("%q was read as %s; written as %s it is %s, %v", in, m, uri, again, err)
		}
	})
}

// checkUnknownLink is checkUnknown for a Digital Link URI.
func checkUnknownLink(t *testing.T, in string, err error) {
	t.Helper()
	o := &dl.ParseOptions{UnknownAIs: true}
	m, permitted := dl.Parse(in, o)
	if permitted != nil {
		if err == nil {
			t.Fatalf("%q: %v, only where identifiers may be unknown", in, permitted)
		}
		return
	}
	uri, err := dl.Append(nil, m, &dl.Options{UnknownAIs: true})
	if err != nil {
		t.Fatalf("%q was read as %s, which cannot be written: %v", in, m, err)
	}
	if again, err := dl.Parse(string(uri), o); err != nil || len(again.Elements) != len(m.Elements) {
		t.Fatalf("%q was read as %s; written as %s it is %s, %v", in, m, uri, again, err)
	}
}
