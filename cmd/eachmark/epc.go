package main

import (
	"bufio"
	"errors"
	"fmt"
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
					return helpWithoutInput(c, p.epcLines(c.Args().Slice(), c.Bool("json"), decodeRecord))
				},
			},
			{
				Name: "encode", Usage: "make the bits for a tag",
				UsageText: `eachmark epc encode [ELEMENTS|URI…|-] --gcp PREFIX|--gcp-length N|--gcp-table FILE [--filter N] [--json]

eachmark epc encode '(01)80614141123458(21)6789' --gcp-length 7
eachmark epc encode --gcp-table gcpprefixformatlist.json < items.txt
eachmark epc encode urn:epc:id:sgtin:0614141.812345.6789 --filter 3`,
				Flags: append([]cli.Flag{jsonFlag()}, tagFlags()...),
				Action: func(c *cli.Context) error {
					o, err := encodeOptions(c)
					if err != nil {
						return err
					}
					return helpWithoutInput(c, p.epcLines(c.Args().Slice(), c.Bool("json"), func(r record) (epcRecord, []gs1.Finding) {
						return encodeEPC(r, o)
					}))
				},
			},
		},
	}
}

// tagFlags say what element strings do not say about a tag.
func tagFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "gcp", Usage: "the GS1 Company `PREFIX` in the GTIN"},
		&cli.IntFlag{Name: "gcp-length", Usage: "how many digits, `N`, the company prefix has"},
		&cli.StringFlag{Name: "gcp-table", Usage: "a `FILE` that knows the lengths of company prefixes: GS1's list, XML or JSON, or CSV"},
		&cli.IntFlag{Name: "filter", Value: -1, DefaultText: "1, a point of sale item", Usage: "the filter value `N`, 0 to 7"},
		&cli.StringFlag{Name: "scheme", Usage: "the coding `SCHEME`: sgtin-96"},
	}
}

func encodeOptions(c *cli.Context) (o tagOptions, err error) {
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
	o.prefixes, err = loadPrefixes(c.String("gcp-table"))
	return o, err
}

// epcRecord is the record "epc/1" of the command line contract.
type epcRecord struct {
	Schema   string        `json:"schema"`
	Input    string        `json:"input,omitempty"`
	Hex      string        `json:"hex"`
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
	if isEPCURI(text) {
		return finishEPC(text, notes)(epc.ParseURI(text, o))
	}
	t, err := epc.ParseHex(text, o)
	r, findings := finishEPC(text, notes)(t, err)
	if err != nil {
		r.Hex = text
	}
	return r, findings
}

// decodeRecord is decodeEPC for a line of input.
func decodeRecord(r record) (epcRecord, []gs1.Finding) {
	if r.problem != nil {
		return failedEPC(r.text, []gs1.Finding{*r.problem})
	}
	return decodeEPC(r.text)
}

// encodeEPC makes a tag of element strings in any form parse takes, or of a URI.
func encodeEPC(r record, o tagOptions) (epcRecord, []gs1.Finding) {
	var notes []gs1.Finding
	o.Notes = &notes
	if isEPCURI(r.text) {
		t, err := epc.ParseURI(r.text, &o.Options)
		if err == nil {
			err = contradiction(t, r.text, o.Options)
		}
		return finishEPC(r.text, notes)(t, err)
	}
	in := read(r, parseOptions{})
	if !in.valid {
		return failedEPC(r.text, in.findings)
	}
	if in.tag.IsValid() {
		return finishEPC(r.text, in.findings)(in.tag, contradiction(in.tag, r.text, o.Options))
	}
	t, err := o.encode(in.message)
	return finishEPC(r.text, append(in.findings, notes...))(t, err)
}

func isEPCURI(text string) bool { return strings.HasPrefix(strings.ToLower(text), "urn:") }

// A findingError is a finding of the command line itself, as an error.
type findingError struct{ finding gs1.Finding }

func (e *findingError) Error() string        { return e.finding.Message }
func (e *findingError) Finding() gs1.Finding { return e.finding }

// contradiction returns an error if text, which was read as t, fixes what a
// flag says otherwise.
func contradiction(t epc.Tag, text string, o epc.Options) error {
	fail := func(what, found, flag, expected string) error {
		return &findingError{gs1.Finding{
			Code: codeContradiction, Severity: gs1.SeverityError, End: len(text), Found: found, Expected: expected,
			Message: fmt.Sprintf("the %s of the tag is %s, but %s says %s", what, found, flag, expected),
			Fix:     "leave the flag out, or encode the element strings instead", Rule: "GS1 Tag Data Standard 2.3 §12, §14.6.1",
		}}
	}
	body := string(t.AppendPureURI(nil))
	prefix, _, _ := strings.Cut(body[strings.LastIndexByte(body, ':')+1:], ".")
	switch filter := t.Filter(); {
	case o.Filter != nil && *o.Filter != filter:
		return fail("filter value", fmt.Sprint(filter), "--filter", fmt.Sprint(*o.Filter))
	case o.CompanyPrefix != "" && o.CompanyPrefix != prefix:
		return fail("company prefix", prefix, "--gcp", o.CompanyPrefix)
	case o.CompanyPrefixLength != 0 && o.CompanyPrefixLength != len(prefix):
		return fail("length of the company prefix", fmt.Sprint(len(prefix)), "--gcp-length", fmt.Sprint(o.CompanyPrefixLength))
	}
	return nil
}

// finishEPC makes the record of a tag, or of the error instead of one.
func finishEPC(text string, notes []gs1.Finding) func(epc.Tag, error) (epcRecord, []gs1.Finding) {
	return func(t epc.Tag, err error) (epcRecord, []gs1.Finding) {
		if err != nil {
			return failedEPC(text, append(notes, cliFinding(err, text)))
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
		break
	}
	return r, findings
}

// cliFinding returns what an error of a parser says, as a finding about text.
func cliFinding(err error, text string) gs1.Finding {
	var f interface{ Finding() gs1.Finding }
	if !errors.As(err, &f) {
		return gs1.Finding{Code: codeInput, Severity: gs1.SeverityError, End: len(text), Message: err.Error()}
	}
	finding := f.Finding()
	if finding.Code == epc.CodePrefixLength {
		finding.Fix = prefixFix
	}
	return finding
}

// prefixFix is what to do about a missing company prefix here, where flags give
// it.
const prefixFix = "give --gcp PREFIX, --gcp-length N, or --gcp-table FILE; the scheme SGTIN+ would need none of them, and is not supported yet"

// epcLines translates each record. A record that cannot be translated does not
// stop the stream.
func (p *program) epcLines(args []string, asJSON bool, translate func(record) (epcRecord, []gs1.Finding)) error {
	out := bufio.NewWriter(p.stdout)
	defer out.Flush()
	worst := error(nil)
	for r, err := range p.records(args) {
		if err != nil {
			return err
		}
		result, findings := translate(r)
		if result.Error != nil && worst != errQuiet(exitUsage) {
			worst = exitOf(result.Error)
		}
		err = p.showEPC(out, result, findings, r.where, asJSON)
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
	return worst
}

// exitOf tells what flags say, or should have said, from faults of the data.
func exitOf(f *gs1.Finding) error {
	if f.Code == epc.CodePrefixLength || f.Code == codeContradiction {
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
