package main

import (
	"bufio"
	"errors"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

func (p *program) epcCommand() *cli.Command {
	return &cli.Command{
		Name:   "epc",
		Usage:  "translate what RFID tags hold",
		Action: unknownCommand,
		Subcommands: []*cli.Command{
			{
				Name: "decode", Usage: "tell what a tag holds",
				UsageText: `eachmark epc decode [HEX…|-] [--json]

eachmark epc decode 3034257BF7194E4000001A85
reader-log | eachmark epc decode --json`,
				Flags: []cli.Flag{jsonFlag()},
				Action: func(c *cli.Context) error {
					return helpWithoutInput(c, p.epcLines(c.Args().Slice(), c.Bool("json"), decodeEPC))
				},
			},
			{
				Name: "encode", Usage: "make the bits for a tag",
				UsageText: `eachmark epc encode [ELEMENTS|URI…|-] --gcp PREFIX|--gcp-length N [--filter N] [--json]

eachmark epc encode '(01)80614141123458(21)6789' --gcp-length 7
eachmark epc encode urn:epc:id:sgtin:0614141.812345.6789 --filter 3`,
				Flags: []cli.Flag{
					jsonFlag(),
					&cli.StringFlag{Name: "gcp", Usage: "the GS1 Company `PREFIX` in the GTIN"},
					&cli.IntFlag{Name: "gcp-length", Usage: "how many digits the company prefix has"},
					&cli.IntFlag{Name: "filter", Value: -1, DefaultText: "1, a point of sale item", Usage: "filter value, 0 to 7"},
					&cli.StringFlag{Name: "scheme", Usage: "sgtin-96"},
				},
				Action: func(c *cli.Context) error {
					o, err := encodeOptions(c)
					if err != nil {
						return err
					}
					return helpWithoutInput(c, p.epcLines(c.Args().Slice(), c.Bool("json"), func(text string) (epcRecord, []gs1.Finding) {
						return encodeEPC(text, o)
					}))
				},
			},
		},
	}
}

func encodeOptions(c *cli.Context) (o epc.Options, err error) {
	o.CompanyPrefix, o.CompanyPrefixLength = c.String("gcp"), c.Int("gcp-length")
	if filter := c.Int("filter"); c.IsSet("filter") {
		if filter < 0 || filter > 7 {
			return o, usageError("1 is a point of sale item, 2 a case", "--filter is %d, expected 0 to 7", filter)
		}
		value := uint8(filter)
		o.Filter = &value
	}
	if name := c.String("scheme"); name != "" {
		if o.Scheme, err = epc.ParseScheme(name); err != nil {
			return o, usageError("known is sgtin-96", "%w", err)
		}
	}
	return o, nil
}

// epcRecord is the record "epc/1" of the command line contract.
type epcRecord struct {
	Schema   string        `json:"schema"`
	Input    string        `json:"input,omitempty"`
	Hex      string        `json:"hex,omitempty"`
	Bits     int           `json:"bits,omitempty"`
	Scheme   string        `json:"scheme,omitempty"`
	Filter   *uint8        `json:"filter,omitempty"`
	TagURI   string        `json:"tag_uri,omitempty"`
	PureURI  string        `json:"pure_uri,omitempty"`
	Elements string        `json:"elements,omitempty"`
	DL       string        `json:"dl,omitempty"`
	Error    *gs1.Finding  `json:"error,omitempty"`
	Findings []gs1.Finding `json:"findings,omitempty"`
	tag      epc.Tag
}

func newEPCRecord(t epc.Tag) epcRecord {
	m, filter := t.Elements(), t.Filter()
	r := epcRecord{
		Schema: "epc/1", Hex: t.String(), Bits: t.Bits(), Scheme: t.Scheme().String(), Filter: &filter,
		TagURI: string(t.AppendTagURI(nil)), PureURI: string(t.AppendPureURI(nil)), Elements: m.String(), tag: t,
	}
	if uri, err := dl.Append(nil, m, nil); err == nil {
		r.DL = string(uri)
	}
	return r
}

// decodeEPC reads hex digits, a tag URI or a pure identity URI.
func decodeEPC(text string) (epcRecord, []gs1.Finding) {
	var notes []gs1.Finding
	o := &epc.Options{Notes: &notes}
	if strings.HasPrefix(strings.ToLower(text), "urn:") {
		return finishEPC(text, notes)(epc.ParseURI(text, o))
	}
	t, err := epc.ParseHex(text, o)
	r, findings := finishEPC(text, notes)(t, err)
	if err != nil {
		r.Hex = text
	}
	return r, findings
}

// encodeEPC makes a tag of element strings in any form parse takes, or of a URI.
func encodeEPC(text string, o epc.Options) (epcRecord, []gs1.Finding) {
	var notes []gs1.Finding
	o.Notes = &notes
	if strings.HasPrefix(strings.ToLower(text), "urn:") {
		return finishEPC(text, notes)(epc.ParseURI(text, &o))
	}
	in := read(text, parseOptions{})
	if !in.valid {
		return failedEPC(text, in.findings)
	}
	t, err := epc.Encode(in.message, &o)
	return finishEPC(text, append(in.findings, notes...))(t, err)
}

// finishEPC makes the record of a tag, or of the error instead of one.
func finishEPC(text string, notes []gs1.Finding) func(epc.Tag, error) (epcRecord, []gs1.Finding) {
	return func(t epc.Tag, err error) (epcRecord, []gs1.Finding) {
		if err != nil {
			return failedEPC(text, append(notes, findingOf(err, text)))
		}
		r := newEPCRecord(t)
		r.Input, r.Findings = text, notes
		return r, notes
	}
}

func failedEPC(text string, findings []gs1.Finding) (epcRecord, []gs1.Finding) {
	r := epcRecord{Schema: "epc/1", Input: text, Findings: findings}
	for i := range findings {
		if findings[i].Severity != gs1.SeverityError {
			continue
		}
		r.Error = &findings[i]
		if r.Error.Code == epc.CodePrefixLength {
			r.Error.Fix = prefixFix
		}
		break
	}
	return r, findings
}

// findingOf returns what an error of a parser says, as a finding about text.
func findingOf(err error, text string) gs1.Finding {
	var f interface{ Finding() gs1.Finding }
	if errors.As(err, &f) {
		return f.Finding()
	}
	return gs1.Finding{Code: "INPUT", Severity: gs1.SeverityError, End: len(text), Message: err.Error()}
}

// prefixFix is what to do about a missing company prefix here, where flags give
// it.
const prefixFix = "give --gcp PREFIX, or --gcp-length N; the scheme SGTIN+ would need neither, and is not supported yet"

// epcLines translates each record. A record that cannot be translated does not
// stop the stream.
func (p *program) epcLines(args []string, asJSON bool, translate func(string) (epcRecord, []gs1.Finding)) error {
	out := bufio.NewWriter(p.stdout)
	defer out.Flush()
	worst := error(nil)
	for r, err := range p.records(args) {
		if err != nil {
			return err
		}
		result, findings := translate(strings.TrimSpace(r.text))
		if result.Error != nil && worst != errQuiet(exitUsage) {
			worst = exitOf(result.Error)
		}
		if err := p.showEPC(out, result, findings, r.where, asJSON); err != nil {
			return ioError(err, "")
		}
	}
	if err := out.Flush(); err != nil {
		return ioError(err, "")
	}
	return worst
}

// exitOf tells a missing company prefix, which a flag gives, from faults of the
// data.
func exitOf(f *gs1.Finding) error {
	if f.Code == epc.CodePrefixLength {
		return errQuiet(exitUsage)
	}
	return errFindings
}

func (p *program) showEPC(out *bufio.Writer, r epcRecord, findings []gs1.Finding, where string, asJSON bool) error {
	if asJSON {
		return writeJSON(out, r)
	}
	if r.Error == nil {
		out.WriteString(r.Hex + "\t" + r.TagURI + "\t" + r.Elements + "\n")
	}
	if len(findings) == 0 {
		return nil
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return showFindings(p.stderr, findings, r.Input, where)
}
