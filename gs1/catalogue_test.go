package gs1_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// TestCodes: every code of a finding is explained, and its example has findings
// with this code and no other.
func TestCodes(t *testing.T) {
	var explained []gs1.Code
	for info := range gs1.Codes() {
		explained = append(explained, info.Code)
		text := strings.Join([]string{info.Sentence, info.Cause, info.Fix, info.Rule}, "\n")
		if strings.ContainsAny(text, "{}") || strings.Contains(text, "\n\n") || info.Sentence == "" || info.Rule == "" {
			t.Errorf("%s: %+v", info.Code, info)
		}
		findings := judged(info.Example)
		if len(findings) == 0 {
			t.Errorf("%s: nothing is found in %q", info.Code, info.Example)
		}
		for _, f := range findings {
			if f.Code != info.Code || f.Severity != info.Severity {
				t.Errorf("%s: in %q found %v %s: %s", info.Code, info.Example, f.Severity, f.Code, f.Message)
			}
		}
	}
	for _, code := range gs1.AllCodes() {
		if !slices.Contains(explained, code) {
			t.Errorf("%s is not explained", code)
		}
	}
	if info, ok := gs1.Code("GS1-NONE").Info(); ok {
		t.Errorf("GS1-NONE is %+v", info)
	}
}

// judged reads text as its beginning tells and returns everything found, doubts
// about a scan in place of what does not fit. Of what is in order it says what
// would not be on an item of healthcare, or in an ITF-14 symbol.
func judged(text string) (findings []gs1.Finding) {
	o := &gs1.ParseOptions{Problems: &findings, Separators: []string{"{GS}"}}
	var m gs1.Message
	var err error
	switch {
	case strings.HasPrefix(text, "]"):
		m, err = gs1.ParseScan(text, o)
	case strings.HasPrefix(text, "("):
		m, err = gs1.ParseBracketed(text, o)
	case strings.Contains(text, "://"):
		_, _ = dl.Parse(text, &dl.ParseOptions{Problems: &findings, ShortNames: true, ShortGTIN: true})
		return findings
	default:
		m, err = gs1.ParseData(text, o)
	}
	if err == nil && len(findings) == 0 {
		findings = slices.AppendSeq(findings, gs1.Check(m, &gs1.CheckOptions{Healthcare: true}))
	}
	var misfit *gs1.Error
	if len(findings) == 0 && errors.As(m.CheckSymbology("]I1"), &misfit) {
		findings = append(findings, misfit.Finding())
	}
	if d := gs1.Diagnose(text, m, err, nil); len(d.Alternatives) > 0 {
		return []gs1.Finding{d.Finding}
	}
	return findings
}
