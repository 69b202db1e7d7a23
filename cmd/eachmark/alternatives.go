package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// An alternativeJSON is another way to read a damaged scan.
type alternativeJSON struct {
	Bracketed string  `json:"bracketed"`
	Score     float64 `json:"score"`
	Why       string  `json:"why"`
}

// parseOrder reads a list of identifiers, "01 21 17 10"; commas and brackets are
// taken for blanks.
func parseOrder(text string) (order []gs1.AI, err error) {
	for digits := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" ,()", r) }) {
		ai, err := gs1.ParseAI(digits)
		if err != nil {
			return nil, usageError("name identifiers with blanks between them, such as --order '01 21 17 10'", "--order: %w", err)
		}
		if _, assigned := ai.Info(); !assigned {
			return nil, usageError("", "--order: application identifier %s is not assigned", digits)
		}
		order = append(order, ai)
	}
	return order, nil
}

var errNotRead = errors.New("not read")

// doubt looks for other readings of in than r. With o.acceptSplit it takes the
// first in its place if there is no second. It does not where letters are in
// another case: which they had is then gone.
func (r *reading) doubt(in record, o parseOptions, ref time.Time) {
	if in.problem != nil || r.kind == "epc" || r.kind == "dl" || dl.IsScan(in.text) {
		return
	}
	var plainErr error
	if !r.valid {
		plainErr = errNotRead
	}
	d := gs1.Diagnose(in.text, r.message, plainErr, &gs1.AlternativeOptions{Reference: ref, Order: o.order})
	if len(d.Alternatives) == 0 {
		return
	}
	r.alternatives = d.Alternatives
	wrong := d.Finding.Severity == gs1.SeverityError
	if o.acceptSplit && wrong && len(d.Alternatives) == 1 && d.Finding.Code != gs1.CodeCase {
		r.message, r.valid = d.Alternatives[0].Message, true
		r.findings = slices.DeleteFunc(r.findings, func(f gs1.Finding) bool { return f.Severity == gs1.SeverityError })
		d.Finding.Severity = gs1.SeverityWarning
		wrong = false
	}
	r.findings = append(r.findings, d.Finding)
	r.valid = r.valid && !wrong
}

func alternativesJSON(list []gs1.Alternative) (out []alternativeJSON) {
	for _, a := range list {
		out = append(out, alternativeJSON{a.Message.String(), a.Score, a.Why})
	}
	return out
}

// showAlternatives writes other readings as text for people.
func showAlternatives(w io.Writer, list []alternativeJSON) error {
	for i, a := range list {
		if i == 0 {
			fmt.Fprintln(w, "other readings, likeliest first:")
		}
		if _, err := fmt.Fprintf(w, "  %7s  %s  (%s)\n", percentage(a.Score), a.Bracketed, a.Why); err != nil {
			return err
		}
	}
	return nil
}

// percentage writes a score for people. No reading is certain or impossible.
func percentage(score float64) string {
	switch {
	case score > .999:
		return ">99.9 %"
	case score < .001:
		return "<0.1 %"
	}
	return fmt.Sprintf("%.1f %%", 100*score)
}
