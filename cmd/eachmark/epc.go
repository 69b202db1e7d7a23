package main

import (
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
				Name: "decode", Usage: "tell what tags hold",
				UsageText: `eachmark epc decode [HEX|URI…|-] [--json]

eachmark epc decode 3034257BF7194E4000001A85
reader-log | eachmark epc decode --json`,
				Flags: []cli.Flag{jsonFlag()},
				Action: func(c *cli.Context) error {
					return helpWithoutInput(c, p.epcLines(c.Context, c.Args().Slice(), func() tagWork { return &tagDecoder{json: c.Bool("json")} }))
				},
			},
			{
				Name: "encode", Usage: "make the bits for tags",
				UsageText: `eachmark epc encode [ELEMENTS|URI…|-] [--gcp PREFIX|--gcp-length N|--gcp-table FILE] [--scheme SCHEME] [--filter N] [--host NAME] [--json]

eachmark epc encode '(01)80614141123458(21)6789' --gcp-length 7
eachmark epc encode '(01)80614141123458(21)A1(17)271231' --scheme sgtin+
eachmark epc encode --gcp-table gcpprefixformatlist.json < items.txt
eachmark epc encode urn:epc:id:sgtin:0614141.812345.6789 --filter 2`,
				Flags: append([]cli.Flag{jsonFlag()}, tagFlags()...),
				Action: func(c *cli.Context) error {
					o, err := encodeOptions(c)
					if err != nil {
						return err
					}
					return helpWithoutInput(c, p.epcLines(c.Context, c.Args().Slice(), func() tagWork { return &tagEncoder{o: o, json: c.Bool("json")} }))
				},
			},
			p.epcPlanCommand(),
			p.epcFilterCommand(),
			p.epcMemoryCommand(),
		},
	}
}

// tagFlags say what element strings do not say about a tag.
func tagFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "gcp", Usage: "the GS1 Company `PREFIX` in the key"},
		&cli.IntFlag{Name: "gcp-length", DefaultText: "not known", Usage: "how many digits, `N`, the company prefix has"},
		&cli.StringSliceFlag{Name: "gcp-table", Usage: "a `FILE` that knows the lengths of company prefixes: GS1's list, XML or JSON, or CSV; of several the first that knows the prefix counts"},
		&cli.IntFlag{Name: "filter", Value: -1, DefaultText: "1, a point of sale item, for a GTIN; 0 for other keys", Usage: "the filter value `N`, 0 to 7"},
		&cli.StringFlag{Name: "scheme", Usage: "the coding `SCHEME`, such as sgtin-198 or sgtin+ (default: the first for the key, as sgtin-96)"},
		&cli.StringFlag{Name: "host", Usage: "the domain `NAME` that the schemes with ++ hold (default: that of a Digital Link)"},
	}
}

func encodeOptions(c *cli.Context) (o epc.Options, err error) {
	o.CompanyPrefix, o.CompanyPrefixLength, o.Host = c.String("gcp"), c.Int("gcp-length"), c.String("host")
	if name := c.String("scheme"); name != "" {
		if o.Scheme, err = epc.ParseScheme(name); err != nil {
			return o, usageError("for example: --scheme sgtin+", "%w", err)
		}
	}
	if filter, most := c.Int("filter"), int(o.Scheme.MaxFilter()); c.IsSet("filter") {
		if filter < 0 || filter > most {
			return o, usageError("1 is a point of sale item, 2 a case", "--filter is %d, expected 0 to %d", filter, most)
		}
		value := uint8(filter)
		o.Filter = &value
	}
	o.Prefixes, err = loadPrefixes(c.StringSlice("gcp-table"))
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
	Host     string        `json:"host,omitempty"`
	Error    *gs1.Finding  `json:"error,omitempty"`
	Findings []gs1.Finding `json:"findings,omitempty"`
	tag      epc.Tag
}

func newEPCRecord(t epc.Tag) epcRecord {
	r := epcRecord{
		Schema: "epc/1", Hex: t.String(), Bits: t.Bits(), Scheme: t.Scheme().String(),
		TagURI: string(t.AppendTagURI(nil)), PureURI: string(t.AppendPureURI(nil)), Elements: string(t.AppendElements(nil)),
		Host: t.Host(), tag: t,
	}
	if t.Scheme() != epc.GID96 { // which has no filter value
		filter := t.Filter()
		r.Filter = &filter
	}
	if uri, err := t.AppendLink(nil, ""); err == nil {
		r.DL = string(uri)
	}
	return r
}

// decodeEPC reads hex digits, a URI of an EPC, or a Digital Link that holds one.
func decodeEPC(text string) (epcRecord, []gs1.Finding) {
	var notes []gs1.Finding
	o := &epc.Options{Notes: &notes}
	switch {
	case isEPCURI(text):
		return finishEPC(text, notes)(epc.ParseURI(text, o))
	case epc.IsBinaryLink(text):
		t, err := epc.ParseLink(text, o)
		return finishEPC(text, notes)(t, err)
	}
	t, err := epc.ParseHex(text, o)
	r, findings := finishEPC(text, notes)(t, err)
	if err != nil {
		r.Hex = text
	}
	return r, findings
}

// encodeEPC makes a tag of element strings in any form parse takes, or of a URI.
func encodeEPC(r record, o epc.Options) (epcRecord, []gs1.Finding) {
	var notes []gs1.Finding
	o.Notes = &notes
	if isEPCURI(r.text) {
		t, err := epc.ParseURI(r.text, &o)
		if err == nil {
			err = contradiction(t, r.text, o)
		}
		return finishEPC(r.text, notes)(t, err)
	}
	in := read(r, parseOptions{partOfLabel: true})
	in.tolerate()
	switch {
	case !in.valid:
		return failedEPC(r.text, in.findings)
	case in.tag.IsValid():
		return finishEPC(r.text, in.findings)(in.tag, contradiction(in.tag, r.text, o))
	}
	var t epc.Tag
	var err error
	if o.Scheme.HoldsHost() && o.Host == "" && dl.IsURI(r.text) {
		t, err = epc.ParseLink(r.text, &o)
	} else {
		t, err = epc.Encode(in.message, &o)
	}
	return finishEPC(r.text, append(in.findings, notes...))(t, err)
}

// tolerate makes warnings of what barcodes must not have and the coding tables of
// tags take: a component serial of 0, and pieces that are no sequence.
func (r *reading) tolerate() {
	for i := range r.findings {
		f := &r.findings[i]
		switch f.Code {
		case gs1.CodeSequence, gs1.CodeLeadingZero, gs1.CodeZero:
			if f.AI == gs1.AI8006.String() || f.AI == gs1.AI8011.String() {
				f.Severity = gs1.SeverityWarning
			}
		}
	}
	r.valid = r.valid || len(r.message.Elements) > 0 && !hasError(r.findings)
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
	prefix := t.CompanyPrefix()
	switch filter := t.Filter(); {
	case o.Scheme != 0 && o.Scheme != t.Scheme():
		return fail("scheme", t.Scheme().String(), "--scheme", o.Scheme.String())
	case o.Filter != nil && *o.Filter != filter:
		return fail("filter value", fmt.Sprint(filter), "--filter", fmt.Sprint(*o.Filter))
	case o.CompanyPrefix != "" && prefix != "" && o.CompanyPrefix != prefix:
		return fail("company prefix", prefix, "--gcp", o.CompanyPrefix)
	case o.CompanyPrefixLength != 0 && prefix != "" && o.CompanyPrefixLength != len(prefix):
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
		return gs1.Finding{Code: codeInput, Severity: gs1.SeverityError, End: len(text), Message: sentence(err)}
	}
	finding := f.Finding()
	switch finding.Code {
	case epc.CodeHeader, epc.CodeTrailing:
		return unwrittenTag(finding, text)
	case epc.CodePrefixLength:
		finding.Fix = prefixFix(finding, "give --gcp PREFIX, --gcp-length N or --gcp-table FILE")
	case epc.CodePrefixUnknown:
		finding.Fix = prefixFix(finding, "take a newer list, or give --gcp PREFIX or --gcp-length N")
	}
	return finding
}

// prefixFix is what to do without a company prefix: flags that state it, or the
// scheme for the key that needs none.
func prefixFix(f gs1.Finding, flags string) string {
	fix := flags + ", as the licence of the GS1 organisation says"
	ai, err := gs1.ParseAI(f.AI)
	if err != nil {
		return fix
	}
	for s := range epc.SchemesFor(ai) {
		if s.Plus() {
			return fix + "; --scheme " + s.String() + " needs none of them"
		}
	}
	return fix
}

// exitOf tells what flags say, or should have said, from faults of the data.
func exitOf(f *gs1.Finding) error {
	if f.Code == epc.CodePrefixLength || f.Code == codeContradiction {
		return errQuiet(exitUsage)
	}
	return errFindings
}
