package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"strconv"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	stream "github.com/eachmark/eachmark/gs1/record"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:  "check",
		Usage: "validate many identifiers",
		UsageText: `eachmark check [FILE…|-] [--column NAME|N] [--format text|csv|tsv|ndjson|epcis] [--fail-on error|warning] [--unknown-ais] [--json]

eachmark check scans.txt
eachmark check deliveries.csv --column udi
eachmark check events.ndjson --column epc --json
eachmark check shipment.xml
some-program | eachmark check`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Usage: "the `FORMAT`: text (one record a line), csv, tsv, ndjson or epcis (default: by the ending of the name, .csv .tsv .ndjson .jsonl, .xml .json .jsonld for epcis, otherwise text)"},
			&cli.StringFlag{Name: "column", Usage: "the column of CSV by `NAME`, which the first line gives, or by number from 1; the field of NDJSON"},
			&cli.BoolFlag{Name: "header", Usage: "the first line of CSV names the columns, though --column is a number"},
			&cli.StringFlag{Name: "fail-on", Value: failOnError, Usage: "`SEVERITY` that leads to exit code 1: error or warning"},
			gsFlag(), partOfLabelFlag(), unknownAIsFlag(), orderFlag(), quietFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			order, err := parseOrder(c.String("order"))
			if err != nil {
				return err
			}
			o := checkOptions{
				parse:  parseOptions{gs: c.String("gs"), partOfLabel: c.Bool("part-of-label"), unknownAIs: c.Bool("unknown-ais"), order: order},
				format: c.String("format"), column: c.String("column"), header: c.Bool("header"),
				failOn: c.String("fail-on"), quiet: c.Bool("quiet"), json: c.Bool("json"), now: p.now(),
			}
			return helpWithoutInput(c, p.check(c.Context, c.Args().Slice(), o))
		},
	}
}

const (
	failOnError   = "error"
	failOnWarning = "warning"
)

type checkOptions struct {
	parse          parseOptions
	format, column string
	header         bool
	failOn         string
	quiet, json    bool
	now            time.Time // decides what dates are plausible
}

// checkRecord is the record "check/1" of the command line contract.
type checkRecord struct {
	Schema       string            `json:"schema"`
	File         string            `json:"file"`
	Row          int               `json:"row"`
	Column       string            `json:"column,omitempty"`
	Value        string            `json:"value"`
	ValueHex     string            `json:"value_hex,omitempty"` // where value is not UTF-8: positions count these bytes
	Valid        bool              `json:"valid"`
	Findings     []gs1.Finding     `json:"findings"`
	Alternatives []alternativeJSON `json:"alternatives,omitempty"`
}

// A tally counts records; it is the record "check-summary/1".
type tally struct {
	Schema  string           `json:"schema"`
	Rows    int              `json:"rows"`
	Valid   int              `json:"valid"`
	Invalid int              `json:"invalid"`
	ByCode  map[gs1.Code]int `json:"by_code"` // findings other than info

	warned bool // there was a warning
}

func newTally() tally { return tally{Schema: "check-summary/1", ByCode: map[gs1.Code]int{}} }

func (t *tally) add(other tally) {
	t.Rows += other.Rows
	t.Valid += other.Valid
	t.Invalid += other.Invalid
	t.warned = t.warned || other.warned
	for code, n := range maps.All(other.ByCode) {
		t.ByCode[code] += n
	}
}

// check validates the records of files, or of the standard input.
func (p *program) check(ctx context.Context, files []string, o checkOptions) error {
	if o.failOn != failOnError && o.failOn != failOnWarning {
		return usageError("for example: --fail-on warning", "--fail-on is %q, expected error or warning", o.failOn)
	}
	if len(files) == 0 {
		if p.stdinTerminal {
			return errNoInput
		}
		files = []string{"-"}
	}
	total := newTally()
	for _, name := range files {
		t, err := p.checkFile(ctx, name, o)
		total.add(t)
		if err != nil {
			return err
		}
	}
	if err := p.showTally(total, o); err != nil {
		return ioError(err, "")
	}
	if total.Invalid > 0 || total.warned && o.failOn == failOnWarning {
		return errFindings
	}
	return nil
}

// checkFile validates the records of one file; "-" is the standard input.
func (p *program) checkFile(ctx context.Context, name string, o checkOptions) (tally, error) {
	how, err := streamOptions(name, o)
	if err != nil {
		return newTally(), err
	}
	in, shown, size := p.stdin, "stdin", int64(-1)
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return newTally(), ioError(err, "")
		}
		defer f.Close()
		in, shown = f, name
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
	}
	in, finish := p.watched(in, shown, size, o.quiet)
	defer finish()
	s, err := newSource(in, shown, how)
	if err != nil {
		return newTally(), err
	}
	return checkSource(ctx, p.stdout, s, o)
}

// watched returns in with a bar at the terminal that tells how much of it was
// read, of size bytes, -1 if that is not known, and what takes the bar away. There
// is none where the findings go to the terminal too.
func (p *program) watched(in io.Reader, name string, size int64, quiet bool) (_ io.Reader, finish func()) {
	if quiet || !p.stderrTerminal || p.stdoutTerminal {
		return in, func() {}
	}
	bar := progressbar.NewOptions64(size, progressbar.OptionSetWriter(p.stderr), progressbar.OptionSetDescription(name),
		progressbar.OptionShowBytes(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	reader := progressbar.NewReader(in, bar)
	return &reader, func() { _ = bar.Finish() } // a terminal that is gone shows nothing
}

// streamOptions returns how a file is read.
func streamOptions(name string, o checkOptions) (*stream.Options, error) {
	s := &stream.Options{Format: stream.FormatOf(name), Column: o.column, Header: o.header}
	if o.format != "" {
		var err error
		if s.Format, err = stream.ParseFormat(o.format); err != nil {
			return nil, usageError("for example: --format csv", "--format is %q, expected text, csv, tsv, ndjson or epcis", o.format)
		}
	}
	number, err := strconv.Atoi(o.column)
	switch {
	case !s.Format.NeedsColumn() && o.column != "":
		return nil, usageError("--format csv, or --format ndjson, says how "+name+" is written", "--column %q: %s has no columns", o.column, s.Format)
	case s.Format.NeedsColumn() && o.column == "":
		return nil, usageError("for example: --column udi", "--column is missing: which column of %s is to be checked", name)
	case s.Format != stream.NDJSON && err == nil && number < 1:
		return nil, usageError("the first column is 1", "--column is %d, expected 1 or more", number)
	}
	return s, nil
}

// showTally says how many records there were: as the last object, or as talk.
func (p *program) showTally(t tally, o checkOptions) error {
	if o.json {
		return writeJSON(p.stdout, t)
	}
	if o.quiet {
		return nil
	}
	_, err := fmt.Fprintf(p.stderr, "%s: %d valid, %d invalid\n", countOf(t.Rows, "record"), t.Valid, t.Invalid)
	return err
}
