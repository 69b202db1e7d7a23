package main

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	_ "embed"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/sheet"
	"github.com/eachmark/eachmark/printer/store"
)

func (p *program) runReportCommand() *cli.Command {
	return &cli.Command{
		Name: "report", Usage: "tell all of a run: counts, times, waste, who, and every serial",
		UsageText: `eachmark run report ID [-o FILE.json|.csv|.html|.pdf]
eachmark run report ID --json

eachmark run report R261122-K7Q2
eachmark run report R261122-K7Q2 -o report.pdf`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE`, its form by its ending; without it a summary is shown"},
			storeFlag(), forceFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			id, err := oneRun(c)
			if err != nil {
				return err
			}
			return p.runReport(c.Context, id, reportOptions{c.String("store"), c.String("output"), c.Bool("force"), c.Bool("json")})
		},
	}
}

type reportOptions struct {
	store, output string
	force, json   bool
}

func (p *program) runReport(ctx context.Context, id string, o reportOptions) (err error) {
	write, known := reportWriters[strings.ToLower(filepath.Ext(o.output))]
	switch {
	case o.output == "" && o.json:
		write = report.writeJSON
	case o.output == "":
		write = report.writeText
	case o.json:
		return usageError("leave --json out, or write to FILE.json", "--json shows the report, and --output writes a file")
	case !known:
		return usageError("the ending chooses the form: .json, .csv, .html or .pdf", "cannot write %s", o.output)
	}
	s, _, err := p.findRun(ctx, o.store, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	r, err := p.newReport(ctx, s, id)
	switch {
	case err != nil:
		return err
	case o.output == "":
		err = write(r, p.stdout)
	default:
		if err := refuseOverwrite(o.output, o.force); err != nil {
			return err
		}
		err = writeFile(o.output, func(w io.Writer) error { return write(r, w) })
	}
	if err != nil {
		return ioError(err, "")
	}
	return nil
}

// reportWriters are the forms of a report by the endings of their files.
var reportWriters = map[string]func(report, io.Writer) error{
	".json": report.writeJSON,
	".csv":  report.writeCSV,
	".html": report.writeHTML,
	".pdf":  report.writePDF,
}

// A report is that of a run, with what only the program knows of it.
type report struct {
	run.Report
	job     job
	sha256  string // of all bytes sent, "" if they are not there any more
	written time.Time
}

func (p *program) newReport(ctx context.Context, s *store.Store, id string) (report, error) {
	read, err := run.NewReport(ctx, s, id)
	if err != nil {
		return report{}, storeError(err)
	}
	r := report{Report: read, written: p.now()}
	if r.job, err = decodeJob(read.Run.Spec); err != nil {
		return report{}, err
	}
	r.sha256, err = hashOf(filepath.Join(folderOf(read.Run), sentName))
	return r, err
}

// hashOf returns the SHA-256 of a file in hex, "" if there is none.
func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", ioError(err, "")
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", ioError(err, "")
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// writeReport writes report.json into the folder of a run.
func (p *program) writeReport(ctx context.Context, s *store.Store, id string) error {
	r, err := p.newReport(ctx, s, id)
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(folderOf(r.Run), "report.json"), r.writeJSON)
}

// reportJSON is the record "report/1".
type reportJSON struct {
	Schema    string         `json:"schema"`
	Written   time.Time      `json:"written"`
	Eachmark  string         `json:"eachmark"`
	SHA256    string         `json:"zpl_sha256,omitempty"`
	AddsUp    bool           `json:"adds_up"`
	Waste     int            `json:"waste"`
	First     *time.Time     `json:"first,omitempty"` // label sent
	Last      *time.Time     `json:"last,omitempty"`  // change
	Active    float64        `json:"active_seconds"`
	Operators []string       `json:"operators,omitempty"`
	Printers  []string       `json:"printers,omitempty"`
	Tiers     []run.Tier     `json:"trust,omitempty"`         // of the printers
	Meanings  []string       `json:"trust_meaning,omitempty"` // of the same
	Run       runRecord      `json:"run"`
	Decisions []decisionJSON `json:"decisions,omitempty"`
	Tags      []tagCheckJSON `json:"tag_checks,omitempty"`
}

// A tagCheckJSON is the check of a tag with another reader: made, or missing of the
// first or the last label.
type tagCheckJSON struct {
	Place    run.Place     `json:"place,omitempty"`
	N        int           `json:"n"`
	Serial   string        `json:"serial"`
	EPC      string        `json:"epc"`
	Answer   run.TagAnswer `json:"answer"`
	Read     string        `json:"read,omitempty"`
	At       *time.Time    `json:"at,omitempty"`
	Operator string        `json:"operator,omitempty"`
}

func newTagCheckJSON(c run.TagCheck) tagCheckJSON {
	j := tagCheckJSON{c.Place, c.N, c.Serial, c.EPC, c.Answer, c.Read, nil, c.Operator}
	if !c.At.IsZero() {
		j.At = &c.At
	}
	return j
}

// A decisionJSON is what a person said of a label, or scanned.
type decisionJSON struct {
	N        int       `json:"n"`
	Serial   string    `json:"serial"`
	From     string    `json:"from"`
	To       string    `json:"to"`
	At       time.Time `json:"at"`
	Operator string    `json:"operator"`
	Reason   string    `json:"reason,omitempty"`
}

func (r report) writeJSON(w io.Writer) error {
	j := reportJSON{
		Schema: "report/1", Written: r.written.UTC(), Eachmark: version, SHA256: r.sha256, AddsUp: r.AddsUp(),
		Waste: r.Waste(), Active: r.Active.Seconds(), Operators: r.Operators, Printers: r.Printers,
		Run: newRunRecord(r.Run, r.Counts),
	}
	if !r.First.IsZero() {
		j.First, j.Last = &r.First, &r.Last
	}
	for _, trust := range r.Trusts {
		j.Tiers, j.Meanings = append(j.Tiers, trust.Tier), append(j.Meanings, trust.Meaning())
	}
	j.Run.Items = []itemJSON{}
	for _, item := range r.Items {
		i := newItemJSON(item.Item)
		i.SHA256, i.EPC, i.TID, i.TagCheck = item.SHA256, item.EPC, item.TID, item.TagCheck
		j.Run.Items = append(j.Run.Items, i)
	}
	for _, e := range r.Decisions {
		j.Decisions = append(j.Decisions, decisionJSON{e.N, e.Serial, e.From.String(), e.To.String(), e.At, e.Operator, e.Reason})
	}
	for _, c := range r.Tags {
		j.Tags = append(j.Tags, newTagCheckJSON(c))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(j)
}

// reportColumns are those of the table of serials.
var reportColumns = []sheet.Column{
	{Title: "n", Width: 12}, {Title: "serial", Width: 40}, {Title: "state", Width: 16},
	{Title: "changed", Width: 34}, {Title: "SHA-256 of the bytes sent", Width: 84, Code: true},
}

// rows are the cells of the table of serials.
func (r report) rows() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, item := range r.Items {
			at := ""
			if !item.At.IsZero() {
				at = item.At.UTC().Format(time.RFC3339)
			}
			if !yield([]string{strconv.Itoa(item.N), item.Serial, item.State.String(), at, item.SHA256}) {
				return
			}
		}
	}
}

func (r report) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"n", "gtin", "serial", "state", "changed", "sha256", "epc", "tid", "tag_check"}) // errors stay until Flush
	n := 0
	for row := range r.rows() {
		item := r.Items[n]
		_ = out.Write([]string{row[0], r.Run.GTIN.String(), row[1], row[2], row[3], row[4], item.EPC, item.TID, string(item.TagCheck)})
		n++
	}
	out.Flush()
	return out.Error()
}

// facts are the report without its table.
func (r report) facts() [][2]string {
	c := r.Counts
	sum := c.String()
	if !r.AddsUp() {
		sum += "; THE SERIALS DO NOT ADD UP TO THIS: eachmark run audit " + r.Run.ID
	}
	facts := [][2]string{
		{"state", r.Run.State.String()},
		{"of", r.job.describe()},
		{"wanted", strconv.Itoa(r.Run.Count)},
		{"good", strconv.Itoa(c.Printed + c.Verified)},
		{"leased", sum},
		{"waste", strconv.Itoa(r.Waste())},
		{"printer", strings.TrimSpace(r.Run.Printer + "  " + strings.Join(r.Printers, ", "))},
	}
	for _, trust := range r.Trusts {
		facts = append(facts, [2]string{"trust", trust.String()})
	}
	if len(r.Operators) > 0 {
		facts = append(facts, [2]string{"operators", strings.Join(r.Operators, ", ")})
	}
	facts = append(facts, [2]string{"created", r.Run.Created.Local().Format(time.DateTime)})
	if !r.First.IsZero() {
		facts = append(facts, [2]string{"printed", fmt.Sprintf("%s to %s, %s at work",
			r.First.Local().Format(time.DateTime), r.Last.Local().Format(time.DateTime), r.Active.Round(time.Second/10))})
	}
	if r.sha256 != "" {
		facts = append(facts, [2]string{"bytes sent", "SHA-256 " + r.sha256})
	}
	for _, c := range r.Tags {
		facts = append(facts, tagFact(c))
	}
	for _, e := range r.Decisions {
		facts = append(facts, [2]string{"decision", strings.TrimSpace(fmt.Sprintf("%s: %s from %s to %s by %s  %s",
			e.At.Local().Format(time.DateTime), e.Serial, e.From, e.To, e.Operator, e.Reason))})
	}
	return facts
}

func (r report) title() string { return "Run " + r.Run.ID }

func (r report) subtitle() string {
	return fmt.Sprintf("%s, written %s by eachmark %s", r.job.describe(), r.written.Local().Format(time.DateTime), version)
}

func (r report) writeText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintf(t, "run\t%s\n", r.Run.ID)
	for _, fact := range r.facts() {
		fmt.Fprintf(t, "%s\t%s\n", fact[0], fact[1])
	}
	return t.Flush()
}

func (r report) writePDF(w io.Writer) error {
	return sheet.WriteReport(w, sheet.Report{Title: r.title(), Subtitle: r.subtitle(), Facts: r.facts(), Columns: reportColumns}, r.rows())
}

//go:embed report.html
var reportHTML string

func (r report) writeHTML(w io.Writer) error {
	page, err := template.New("report").Parse(reportHTML)
	if err != nil {
		return err
	}
	return page.Execute(w, map[string]any{
		"Title": r.title(), "Subtitle": r.subtitle(), "Facts": r.facts(), "Columns": reportColumns, "Rows": r.rows(),
	})
}
