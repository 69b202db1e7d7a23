package main

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

func (p *program) convertCommand() *cli.Command {
	return &cli.Command{
		Name:  "convert",
		Usage: "write identifiers in another form",
		UsageText: `eachmark convert --to FORM [TEXT…|-] [--symbology ID] [--gcp PREFIX|--gcp-length N|--gcp-table FILE] [--filter N] [--unknown-ais]

eachmark convert --to dl ']d2010950600013435217271231'
eachmark convert --to epc-hex --gcp-length 7 '(01)80614141123458(21)6789'
eachmark convert --to hri < scans.txt`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "to", Usage: "the `FORM`: " + strings.Join(formNames(), ", ")},
			&cli.StringFlag{Name: "symbology", Value: "]d2", Usage: "the symbology identifier `ID` of scans"},
			jsonFlag(), unknownAIsFlag(),
		}, tagFlags()...),
		Action: func(c *cli.Context) error {
			tag, err := encodeOptions(c)
			if err != nil {
				return err
			}
			o := convertOptions{to: c.String("to"), symbology: c.String("symbology"), tag: tag, json: c.Bool("json"), unknownAIs: c.Bool("unknown-ais")}
			return helpWithoutInput(c, p.convert(c.Args().Slice(), o))
		},
	}
}

type convertOptions struct {
	to        string
	symbology string // of the form scan
	tag       epc.Options
	json      bool // of findings

	unknownAIs bool
}

// A form is a way to write a message.
type form struct {
	name  string
	write func(reading, convertOptions) (string, error)
}

// forms are the forms that convert writes, in the order help lists them.
func forms() []form {
	message := func(write func(m gs1.Message) []byte) func(reading, convertOptions) (string, error) {
		return func(r reading, o convertOptions) (string, error) {
			if len(r.message.Elements) == 0 {
				return "", noForm(r.tag, o.to)
			}
			return string(write(r.message)), nil
		}
	}
	tag := func(write func(t epc.Tag) []byte) func(reading, convertOptions) (string, error) {
		return func(r reading, o convertOptions) (string, error) {
			t, err := r.asTag(o.tag)
			if err != nil {
				return "", err
			}
			text := string(write(t))
			if text == "" {
				return "", noForm(t, o.to)
			}
			return text, nil
		}
	}
	return []form{
		{"elements", message(func(m gs1.Message) []byte { return m.AppendBracketed(nil) })},
		{"data", message(func(m gs1.Message) []byte { return m.AppendData(nil) })},
		{"scan", func(r reading, o convertOptions) (string, error) {
			if len(r.message.Elements) == 0 {
				return "", noForm(r.tag, o.to)
			}
			return transmitted(r.message, o.symbology)
		}},
		{"hri", message(func(m gs1.Message) []byte { return m.AppendHRI(nil) })},
		{"dl", func(r reading, _ convertOptions) (string, error) {
			if r.tag.IsValid() {
				uri, err := r.tag.AppendLink(nil, "")
				return string(uri), err
			}
			uri, err := linkOf(r.message)
			return string(uri), err
		}},
		{"epc-hex", tag(func(t epc.Tag) []byte { return t.AppendHex(nil) })},
		{"tag-uri", tag(func(t epc.Tag) []byte { return t.AppendTagURI(nil) })},
		{"pure-uri", tag(func(t epc.Tag) []byte { return t.AppendPureURI(nil) })},
		{"raw-uri", tag(func(t epc.Tag) []byte { return t.AppendRawURI(nil) })},
		{"epc-link", tag(func(t epc.Tag) []byte { return t.AppendBinaryLink(nil, "", false) })},
	}
}

// noForm says that tags of a scheme have no such form: those of TDS 2.x no URN,
// those of no GS1 key no element strings.
func noForm(t epc.Tag, form string) error {
	return &findingError{gs1.Finding{
		Code: codeNoForm, Severity: gs1.SeverityError, Found: form,
		Message: fmt.Sprintf("a tag of scheme %v has no %s", t.Scheme(), form),
		Fix:     "write it as epc-hex or raw-uri", Rule: "GS1 Tag Data Standard 2.3 §12",
	}}
}

// transmitted returns what a scanner transmits of a symbol that holds m: a
// Digital Link URI if the symbology stands for text.
func transmitted(m gs1.Message, symbology string) (string, error) {
	if _, carries := gs1.CarrierOf(symbology); carries == gs1.CarriesText {
		scan, err := dl.AppendScan(nil, m, symbology, &dl.Options{UnknownAIs: true})
		return string(scan), err
	}
	return string(m.AppendScan(nil, symbology)), m.CheckSymbology(symbology)
}

// jsonForm is the form that is the record of parse.
const jsonForm = "json"

func formNames() []string {
	var names []string
	for _, f := range forms() {
		names = append(names, f.name)
	}
	return append(names, jsonForm)
}

// asTag returns the tag that was read, or the one its elements make.
func (r reading) asTag(o epc.Options) (epc.Tag, error) {
	if r.tag.IsValid() {
		return r.tag, nil
	}
	return epc.Encode(r.message, &o)
}

func (p *program) convert(args []string, o convertOptions) error {
	if o.to == jsonForm {
		return p.parse(args, parseOptions{json: true, unknownAIs: o.unknownAIs})
	}
	all := forms()
	i := slices.IndexFunc(all, func(f form) bool { return f.name == o.to })
	if i < 0 {
		return usageError("for example: --to dl", "--to is %q, expected one of %s", o.to, strings.Join(formNames(), ", "))
	}
	if _, carries := gs1.CarrierOf(o.symbology); carries == gs1.CarriesOther || carries == gs1.CarriesAddOn || len(o.symbology) != 3 {
		return usageError("for example: --symbology ']d2'", "--symbology is %q, expected an identifier that stands for GS1 data or text", o.symbology)
	}
	out := bufio.NewWriter(p.stdout)
	worst := error(nil)
	for r, err := range p.records(args) {
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		text, findings, failed := convertText(r, all[i], o)
		if failed != nil && worst != errQuiet(exitUsage) {
			worst = failed
		}
		if failed == nil {
			fmt.Fprintln(out, text)
		}
		if r.waits || len(findings) > 0 {
			if err := out.Flush(); err != nil {
				return ioError(err, "")
			}
		}
		if err := p.tellFindings(findings, r, o.json); err != nil {
			return ioError(err, "")
		}
	}
	if err := out.Flush(); err != nil {
		return ioError(err, "")
	}
	return worst
}

// convertText writes one text in the form. The error is the exit code where
// that is not possible.
func convertText(in record, f form, o convertOptions) (string, []gs1.Finding, error) {
	r := read(in, parseOptions{unknownAIs: o.unknownAIs})
	if !r.valid {
		return "", r.findings, errFindings
	}
	out, err := f.write(r, o)
	if err != nil {
		finding := cliFinding(err, in.text)
		return "", append(r.findings, finding), exitOf(&finding)
	}
	return out, r.findings, nil
}
