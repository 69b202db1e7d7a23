package main

import (
	"bufio"
	"cmp"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

func (p *program) parseCommand() *cli.Command {
	return &cli.Command{
		Name:  "parse",
		Usage: "take a scan or an identifier apart and check it",
		UsageText: `eachmark parse [--json] [--gs TEXT] [--order AIS] [--accept-split] [--part-of-label] [--unknown-ais] [SCAN…|-]

eachmark parse ']d2010950600013435217271231'
eachmark parse '(01)09506000134352(10)LOT42' --json
eachmark parse 'https://id.gs1.org/01/09506000134352/10/LOT42?17=271231'
some-scanner | eachmark parse --json`,
		Flags: []cli.Flag{
			jsonFlag(),
			gsFlag(), partOfLabelFlag(), unknownAIsFlag(), orderFlag(),
			&cli.BoolFlag{Name: "accept-split", Usage: "take the other reading of a damaged scan if there is only one"},
		},
		Action: func(c *cli.Context) error {
			order, err := parseOrder(c.String("order"))
			if err != nil {
				return err
			}
			o := parseOptions{
				json: c.Bool("json"), gs: c.String("gs"), partOfLabel: c.Bool("part-of-label"),
				unknownAIs: c.Bool("unknown-ais"), order: order, acceptSplit: c.Bool("accept-split"),
			}
			return helpWithoutInput(c, p.parse(c.Args().Slice(), o))
		},
	}
}

type parseOptions struct {
	json        bool
	gs          string // a further spelling of the separator
	partOfLabel bool
	unknownAIs  bool
	order       []gs1.AI // of a damaged scan
	acceptSplit bool
}

// parseRecord is the record "parse/1" of the command line contract.
type parseRecord struct {
	Schema    string        `json:"schema"`
	Input     string        `json:"input"`
	InputHex  string        `json:"input_hex,omitempty"` // where input is not UTF-8: positions count these bytes
	Where     string        `json:"where,omitempty"`     // "stdin:3"
	Kind      string        `json:"kind"`
	Symbology string        `json:"symbology,omitempty"`
	Valid     bool          `json:"valid"`
	Elements  []elementJSON `json:"elements"`
	Bracketed string        `json:"bracketed,omitempty"`
	Data      string        `json:"data,omitempty"`
	HRI       []string      `json:"hri"`
	DL        string        `json:"dl,omitempty"`
	AddOn     string        `json:"add_on,omitempty"` // digits of an EAN/UPC add-on symbol
	EPC       *epcRecord    `json:"epc,omitempty"`
	Findings  []gs1.Finding `json:"findings"`

	Alternatives []alternativeJSON `json:"alternatives,omitempty"`
}

func (p *program) parse(args []string, o parseOptions) error {
	out := bufio.NewWriter(p.stdout)
	defer out.Flush()
	invalid := false
	for r, err := range p.records(args) {
		if err != nil {
			return err
		}
		in := read(r, o)
		in.doubt(r, o, p.now())
		result := newParseRecord(r, in, p.now())
		invalid = invalid || !result.Valid
		if o.json {
			err = writeJSON(out, result)
		} else {
			err = p.showParsed(out, result)
		}
		if err == nil && r.waits {
			err = out.Flush()
		}
		if err != nil {
			return ioError(err, "")
		}
	}
	if err := out.Flush(); err != nil {
		return ioError(err, "")
	}
	if invalid {
		return errFindings
	}
	return nil
}

// gsSpellings are the ways in which scanners and terminals write GS.
var gsSpellings = [...]string{"\x1d", "{GS}", "␝", "^]", `\x1d`}

// A reading is a text taken apart.
type reading struct {
	kind     string
	message  gs1.Message
	tag      epc.Tag // of kind "epc"
	findings []gs1.Finding
	valid    bool

	alternatives []gs1.Alternative // other readings, likeliest first
}

// read takes apart whatever the text of in is.
func read(in record, po parseOptions) reading {
	text := in.text
	if in.problem != nil {
		return reading{kind: "unknown", findings: []gs1.Finding{*in.problem}}
	}
	var r reading
	separators := gsSpellings[:]
	if po.gs != "" {
		separators = append(separators[:len(separators):len(separators)], po.gs)
	}
	o := &gs1.ParseOptions{Separators: separators, Problems: &r.findings, PartOfLabel: po.partOfLabel, UnknownAIs: po.unknownAIs}
	var err error
	switch {
	case epc.IsBinaryLink(text):
		return readEPC(text)
	case dl.IsScan(text):
		r.kind = "scan"
		r.message, err = dl.ParseScan(text, linkOptions(o))
	case strings.HasPrefix(text, "]"):
		r.kind = "scan"
		r.message, err = gs1.ParseScan(text, o)
	case strings.HasPrefix(text, "("):
		r.kind = "bracketed"
		r.message, err = gs1.ParseBracketed(text, o)
	case strings.HasPrefix(text, "^") && !strings.HasPrefix(text, "^]"), strings.Contains(text, "|^"):
		r.kind = "data"
		r.message, err = gs1.ParseData(text, o)
	case dl.IsURI(text):
		r.kind = "dl"
		r.message, err = dl.Parse(text, linkOptions(o))
	case strings.HasPrefix(strings.ToLower(text), "urn:epc:"):
		return readEPC(text)
	default:
		return readPlain(text, o)
	}
	r.valid = err == nil && !hasError(r.findings)
	return r
}

// linkOptions returns how Digital Link URIs are read: former spellings too.
func linkOptions(o *gs1.ParseOptions) *dl.ParseOptions {
	return &dl.ParseOptions{ShortNames: true, ShortGTIN: true, Problems: o.Problems, PartOfLabel: o.PartOfLabel, UnknownAIs: o.UnknownAIs}
}

func readEPC(text string) reading {
	record, findings := decodeEPC(text)
	r := reading{kind: "epc", tag: record.tag, findings: findings, valid: record.tag.IsValid()}
	if r.valid {
		r.message = record.tag.Elements()
	}
	return r
}

// newParseRecord returns the record of what was read. ref decides the century of
// dates.
func newParseRecord(source record, in reading, ref time.Time) parseRecord {
	r := parseRecord{
		Schema: "parse/1", Input: source.text, InputHex: hexOfBinary(source.text), Where: source.where, Kind: in.kind, Symbology: in.message.Symbology, AddOn: in.message.AddOn, Valid: in.valid,
		Alternatives: alternativesJSON(in.alternatives), Elements: []elementJSON{}, HRI: hriOf(in.message), Findings: append([]gs1.Finding{}, in.findings...),
	}
	for _, e := range in.message.Elements {
		r.Elements = append(r.Elements, newElementJSON(e, ref))
	}
	if in.tag.IsValid() {
		record := newEPCRecord(in.tag)
		r.EPC = &record
	}
	if !r.Valid {
		return r
	}
	if len(in.message.Elements) > 0 {
		r.Bracketed = in.message.String()
		r.Data = string(in.message.AppendData(nil))
	}
	if r.EPC != nil {
		r.DL = r.EPC.DL // with the domain name of the tag
	} else if uri, err := linkOf(in.message); err == nil {
		r.DL = string(uri)
	}
	return r
}

// linkOf returns the Digital Link URI of m. What it has of identifiers that are
// not assigned was permitted when it was read.
func linkOf(m gs1.Message) ([]byte, error) {
	return dl.Append(nil, m, &dl.Options{UnknownAIs: true})
}

// hexOfBinary returns the bytes of text in hexadecimal if JSON cannot hold them.
func hexOfBinary(text string) string {
	if utf8.ValidString(text) {
		return ""
	}
	return hex.EncodeToString([]byte(text))
}

func hasError(findings []gs1.Finding) bool {
	for _, f := range findings {
		if f.Severity == gs1.SeverityError {
			return true
		}
	}
	return false
}

// showParsed writes the elements of r as a table and its findings as talk.
func (p *program) showParsed(out *bufio.Writer, r parseRecord) error {
	fmt.Fprintln(out, cmp.Or(r.Bracketed, r.Input))
	for _, e := range r.Elements {
		fmt.Fprintf(out, "  %-6s %-24s %s", "("+e.AI+")", e.Title, e.Value)
		if e.words != "" {
			fmt.Fprintf(out, "  %s", e.words)
		}
		fmt.Fprintln(out)
	}
	if r.EPC != nil {
		fmt.Fprintf(out, "  %-31s %s\n", r.EPC.Scheme, cmp.Or(r.EPC.TagURI, r.EPC.DL))
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if err := showFindings(p.stderr, r.Findings, r.Input, r.Where); err != nil {
		return err
	}
	return showAlternatives(p.stderr, r.Alternatives)
}

// A findingRecord is the record "finding/1", a finding told as talk.
type findingRecord struct {
	Schema string `json:"schema"`
	Where  string `json:"where,omitempty"`
	gs1.Finding
}

// tellFindings writes findings about a record as talk: text for people, or one
// JSON object each.
func (p *program) tellFindings(findings []gs1.Finding, r record, asJSON bool) error {
	if !asJSON {
		return showFindings(p.stderr, findings, r.text, r.where)
	}
	for _, f := range findings {
		if err := writeJSON(p.stderr, findingRecord{"finding/1", r.where, f}); err != nil {
			return err
		}
	}
	return nil
}

// showFindings writes findings about input as text for people.
func showFindings(w io.Writer, findings []gs1.Finding, input, where string) error {
	var b []byte
	for _, f := range findings {
		b = f.AppendText(b, input, where)
	}
	_, err := w.Write(b)
	return err
}
