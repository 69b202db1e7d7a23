package main

import (
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/serial"
)

func (p *program) serialAuditCommand() *cli.Command {
	return &cli.Command{
		Name:  "audit",
		Usage: "tell whether serials can be foretold from one another",
		UsageText: `eachmark serial audit [FILE|-] [--format FORMAT [--quantity N]] [--fail-on error|warning] [--json]

eachmark serial audit issued.txt
eachmark serial audit issued.txt --format numeric-11 --quantity 27000000
some-program | eachmark serial audit --json`,
		Description: "The file has one serial a line, in the order in which they were issued.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Usage: "the `FORMAT` the serials are made of, such as numeric-11: tells whether it is large enough"},
			&cli.Uint64Flag{Name: "quantity", Usage: "how many serials, `N`, of the format are planned for the product (default: those audited)"},
			&cli.StringFlag{Name: "fail-on", Value: failOnError, Usage: "`SEVERITY` that leads to exit code 1: error or warning"},
			jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			o := auditOptions{quantity: c.Uint64("quantity"), failOn: c.String("fail-on"), json: c.Bool("json")}
			if err := o.setFormat(c.String("format")); err != nil {
				return err
			}
			return helpWithoutInput(c, p.serialAudit(c.Args().Slice(), o))
		},
	}
}

type auditOptions struct {
	format   serial.Format // invalid if none was stated
	quantity uint64        // of the format, 0 for as many as there are
	failOn   string
	json     bool
}

func (o *auditOptions) setFormat(name string) (err error) {
	if o.failOn != failOnError && o.failOn != failOnWarning {
		return usageError("for example: --fail-on warning", "--fail-on is %q, expected error or warning", o.failOn)
	}
	if name == "" {
		if o.quantity > 0 {
			return usageError("for example: --format numeric-11", "--quantity needs --format")
		}
		return nil
	}
	if o.format, err = serial.ParseFormat(name); err != nil {
		return usageError("for example: --format numeric-11", "%w", err)
	}
	return nil
}

// auditRecord is the record "audit/1" of the command line contract.
type auditRecord struct {
	Schema      string        `json:"schema"`
	File        string        `json:"file"`
	Serials     int           `json:"serials"`
	Judged      int           `json:"judged"` // of these, from the first
	Predictable bool          `json:"predictable"`
	Findings    []gs1.Finding `json:"findings"`
}

// serialAudit judges the serials of one file, or of the standard input.
func (p *program) serialAudit(files []string, o auditOptions) error {
	if len(files) > 1 {
		return usageError("audit one file at a time, or join them: cat FILE… | eachmark serial audit", "%d files, expected one", len(files))
	}
	if len(files) == 0 && p.stdinTerminal {
		return errNoInput
	}
	in, name := p.stdin, "stdin"
	if len(files) == 1 && files[0] != "-" {
		f, err := os.Open(files[0])
		if err != nil {
			return ioError(err, "")
		}
		defer f.Close()
		in, name = f, files[0]
	}
	report, err := auditLines(in, name, o)
	if err != nil {
		return err
	}
	if err := p.showAudit(report, o); err != nil {
		return ioError(err, "")
	}
	failing := func(f gs1.Finding) bool { return f.Severity == gs1.SeverityWarning && o.failOn == failOnWarning }
	for _, f := range report.Findings {
		if report.Predictable || failing(f) {
			return errFindings
		}
	}
	return nil
}

// auditLines judges serials that stand one on a line.
func auditLines(in io.Reader, name string, o auditOptions) (auditRecord, error) {
	var readError error
	var serials iter.Seq[string] = func(yield func(string) bool) {
		for r, err := range lines(in, name) {
			if err != nil {
				readError = err
				return
			}
			if !yield(r.text) {
				return
			}
		}
	}
	report := serial.Audit(serials)
	record := auditRecord{
		Schema: "audit/1", File: name, Serials: report.Serials, Judged: report.Judged,
		Predictable: report.Predictable(), Findings: append([]gs1.Finding{}, report.Findings...),
	}
	quantity := max(o.quantity, uint64(report.Serials))
	if finding, found := o.format.CheckQuantity(quantity); found && o.format.IsValid() {
		record.Findings = append(record.Findings, finding)
	}
	return record, readError
}

// showAudit writes a report: the findings, and what they come to.
func (p *program) showAudit(r auditRecord, o auditOptions) error {
	if o.json {
		return writeJSON(p.stdout, r)
	}
	for _, f := range r.Findings {
		if _, err := fmt.Fprintf(p.stdout, "%v %s: %s\n  --> %s\n   = fix: %s\n   = rule: %s\n", f.Severity, f.Code, f.Message, r.File, f.Fix, f.Rule); err != nil {
			return err
		}
	}
	words := fmt.Sprintf("%s: nothing foretells one from others", countOf(r.Serials, "serial"))
	if r.Predictable {
		words = fmt.Sprintf("%s: not good enough", countOf(r.Serials, "serial"))
	}
	if r.Judged < r.Serials {
		words += fmt.Sprintf("; only the first %d were looked at", r.Judged)
	}
	_, err := fmt.Fprintln(p.stderr, words)
	return err
}
