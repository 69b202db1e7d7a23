package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/label"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/zpl"
)

// A job is what all labels of a run have in common. It is kept with the run,
// so that resume prints the same label.
type job struct {
	GTIN    gs1.GTIN `json:"gtin"`
	Lot     string   `json:"lot,omitempty"`
	Expiry  string   `json:"expiry,omitempty"` // YYYY-MM-DD
	Product string   `json:"product,omitempty"`
	Label   string   `json:"label"`
	DPMM    zpl.DPMM `json:"dpmm"`
	RFID    *tagJob  `json:"rfid,omitempty"`

	CSV  string    `json:"csv,omitempty"` // name of the file of labels, if there was one
	Rows []rowData `json:"rows,omitempty"`
}

// A flagFinding is a finding about the value of a flag.
type flagFinding struct {
	flag, value string
	gs1.Finding
}

// newJob checks the data of a print command. The findings tell all that is
// wrong with it, and what is worth a warning; with an error among them there
// is no job.
func newJob(o printOptions, labels *labelFile, now time.Time) (job, []flagFinding) {
	j := job{Lot: o.lot, Product: o.product, Label: label.StandardName, DPMM: zpl.DPMM(o.dpmm)}
	if labels != nil {
		j.CSV, j.Rows, o.gtin = labels.name, labels.data, labels.gtin
	}
	var findings []flagFinding
	add := func(flag, value string, f gs1.Finding) {
		findings = append(findings, flagFinding{flag, value, f})
	}
	var err error
	if j.GTIN, err = gs1.ParseGTIN(o.gtin); err != nil {
		add("--gtin", o.gtin, cliFinding(err, o.gtin))
	}
	if o.lot != "" {
		for f := range gs1.CheckValue(gs1.AI10, o.lot) {
			add("--lot", o.lot, f)
		}
	}
	if o.expiry != "" {
		var f *gs1.Finding
		if j.Expiry, f = checkExpiry(o.expiry, now); f != nil {
			add("--expiry", o.expiry, *f)
		}
	}
	if f := checkProduct(o.product); f != nil {
		add("--product", o.product, *f)
	}
	return j, findings
}

// checkProduct tells what of a product text a label cannot show.
func checkProduct(text string) *gs1.Finding {
	f := gs1.Finding{Code: codeProduct, Severity: gs1.SeverityError, End: len(text)}
	at := strings.IndexFunc(text, func(r rune) bool { return r == utf8.RuneError || unicode.IsControl(r) })
	missing := label.Missing(text)
	switch {
	case at >= 0:
		f.Start, f.End = at, at+1
		f.Message = "the product text has a byte that is no text"
		f.Expected, f.Fix = "characters in UTF-8, on one line", "write the text anew"
	case len(missing) > 0:
		f.Severity = gs1.SeverityWarning
		f.Found = string(missing)
		f.Message = fmt.Sprintf("the label's font has no %s; a box stands for it", f.Found)
		f.Fix = "write the product in Latin letters"
	case !label.ProductFits(text):
		f.Severity = gs1.SeverityWarning
		f.Message = "the product text is too long for the label and is cut off"
		f.Fix = "shorten the text"
	default:
		return nil
	}
	return &f
}

// checkExpiry reads YYYY-MM-DD or YYMMDD and returns the date as YYYY-MM-DD. The
// day 00, which elsewhere is the last of the month, is refused: on the label
// and in the symbol would stand another day than was given.
func checkExpiry(value string, now time.Time) (string, *gs1.Finding) {
	digits, place := value, func(pos int) int { return pos }
	if len(value) == len(time.DateOnly) && value[4] == '-' && value[7] == '-' {
		digits, place = value[2:4]+value[5:7]+value[8:], longDatePos
	}
	const fix = "write the date as YYYY-MM-DD, such as 2027-12-31"
	for f := range gs1.CheckValue(gs1.AI17, digits) {
		f.Start, f.End = place(f.Start), place(f.End-1)+1
		f.Fix = fix
		return "", &f
	}
	fail := func(code gs1.Code, expected, format string, args ...any) (string, *gs1.Finding) {
		return "", &gs1.Finding{
			Code: code, Severity: gs1.SeverityError, AI: "17", End: len(value), Found: value,
			Expected: expected, Message: fmt.Sprintf(format, args...), Fix: fix, Rule: "GS1 General Specifications §7.12",
		}
	}
	if strings.HasSuffix(digits, "00") {
		return fail(codeExpiry, "a day from 01", "expiry %s names no day", value)
	}
	date, err := gs1.ParseDate(digits, now)
	if digits != value {
		date, err = time.Parse(time.DateOnly, value)
	}
	if err != nil {
		return fail(codeExpiry, "YYYY-MM-DD", "expiry %q is not a date", value)
	}
	text := date.Format(time.DateOnly)
	if back, _ := gs1.ParseDate(gs1.FormatDate(date), now); !back.Equal(date) {
		return fail(codeExpiryCentury, "a year from 49 years ago to 50 years ahead",
			"a label would say %s, which scanners read as %s", gs1.FormatDate(date), back.Format(time.DateOnly))
	}
	if date.Before(now.UTC().Truncate(24 * time.Hour)) {
		return text, &gs1.Finding{
			Code: codeExpiryPast, Severity: gs1.SeverityWarning, AI: "17", End: len(value), Found: value,
			Message: fmt.Sprintf("expiry %s is in the past", text), Fix: "check the date; the labels are printed all the same",
		}
	}
	return text, nil
}

// longDatePos returns where in YYYY-MM-DD the byte pos of YYMMDD stands.
func longDatePos(pos int) int { return 2 + pos + pos/2 }

// data returns what stands on a label.
func (j job) data(l run.Label) label.Data {
	row := j.row(l.N)
	d := label.Data{GTIN: j.GTIN, Serial: l.Serial, Lot: cmp.Or(row.Lot, j.Lot), Product: j.Product, Copy: l.Copy}
	if expiry := cmp.Or(row.Expiry, j.Expiry); expiry != "" {
		// newJob, a file of labels or an earlier run wrote the date itself.
		d.Expiry, _ = time.Parse(time.DateOnly, expiry)
	}
	return d
}

// row returns what the file of labels says of item n; nothing without one.
func (j job) row(n int) rowData {
	i, found := slices.BinarySearchFunc(j.Rows, n, func(r rowData, n int) int { return r.N - n })
	switch {
	case found:
		return j.Rows[i]
	case i > 0:
		return j.Rows[i-1]
	}
	return rowData{}
}

// labels returns what writes the labels of the job as the printer is told them.
func (j job) labels() func(b []byte, l run.Label) ([]byte, error) {
	var stencil *label.Stencil
	var of label.Data
	return func(b []byte, l run.Label) ([]byte, error) {
		d := j.data(l)
		d.Serial, d.Copy = "", false
		if stencil == nil || d != of {
			stencil, of = label.NewStencil(d, j.DPMM), d
		}
		return stencil.AppendZPL(b, l.Serial, l.Copy, l.Tag)
	}
}

func (j job) encode() ([]byte, error) { return json.Marshal(j) }

func decodeJob(b []byte) (j job, err error) {
	err = json.Unmarshal(b, &j)
	return j, err
}

// describe is one line for people: "GTIN 09506000134352, lot LOT42, expiry 2027-12-31".
func (j job) describe() string {
	parts := []string{"GTIN " + j.GTIN.String()}
	if j.Lot != "" {
		parts = append(parts, "lot "+j.Lot)
	}
	if j.Expiry != "" {
		parts = append(parts, "expiry "+j.Expiry)
	}
	if j.CSV != "" {
		parts = append(parts, "labels of "+j.CSV)
	}
	return strings.Join(parts, ", ")
}

// poolName is the pool serials come from: the one asked for, or the one named
// by the GTIN.
func (j job) poolName(asked string) string { return cmp.Or(asked, j.GTIN.String()) }
