package main

import (
	"bytes"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/gcp"
)

func (p *program) epcFilterCommand() *cli.Command {
	return &cli.Command{
		Name: "filter", Usage: "pick tags by scheme, GTIN, company prefix or pattern",
		UsageText: `eachmark epc filter [HEX|URI…|-] [--scheme SCHEME] [--gtin GTIN] [--gcp PREFIX] [--pattern URI]

reader-log | eachmark epc filter --gtin 09506000134352
eachmark epc filter --pattern 'urn:epc:pat:sgtin-96:3.0652642.[102400-204700].*' < tags.txt`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "scheme", Usage: "tags of this `SCHEME`, such as sgtin-96; several may be given"},
			&cli.StringFlag{Name: "gtin", Usage: "tags of the trade item `GTIN`"},
			&cli.StringFlag{Name: "gcp", Usage: "tags whose key has the company `PREFIX`"},
			&cli.StringFlag{Name: "pattern", Usage: "tags that an EPC pattern `URI` stands for"},
			jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			f, err := filterOf(c)
			if err != nil {
				return err
			}
			for _, arg := range c.Args().Slice() {
				if _, err := epc.ParsePattern(arg); err == nil {
					return usageError("--pattern '"+arg+"'", "%s is a pattern, not a tag", arg)
				}
			}
			return helpWithoutInput(c, p.epcLines(c.Context, c.Args().Slice(), func() tagWork { return &tagFilter{tagCondition: f, json: c.Bool("json")} }))
		},
	}
}

// A tagCondition says which tags are picked; what is zero does not matter.
type tagCondition struct {
	schemes []epc.Scheme
	gtin    string // of 14 digits
	text    []byte // of the elements of a tag
	prefix  string
	pattern *epc.Pattern
}

func filterOf(c *cli.Context) (f tagCondition, err error) {
	for _, name := range c.StringSlice("scheme") {
		s, err := epc.ParseScheme(name)
		if err != nil {
			return f, usageError("for example: --scheme sgtin-96", "%w", err)
		}
		f.schemes = append(f.schemes, s)
	}
	if text := c.String("gtin"); text != "" {
		g, err := gs1.ParseGTIN(text)
		if err != nil {
			return f, usageError("for example: --gtin 09506000134352", "--gtin: %w", err)
		}
		f.gtin = g.String()
	}
	f.prefix = c.String("gcp")
	if uri := c.String("pattern"); uri != "" {
		p, err := epc.ParsePattern(uri)
		if err != nil {
			return f, usageError("for example: --pattern 'urn:epc:pat:sgtin-96:*.0614141.*.*'", "--pattern: %w", err)
		}
		f.pattern = &p
	}
	return f, nil
}

// holds reports whether the tag is to be picked.
func (f *tagCondition) holds(t *epc.Tag) bool {
	return (len(f.schemes) == 0 || slices.Contains(f.schemes, t.Scheme())) &&
		(f.pattern == nil || f.pattern.Match(*t)) &&
		(f.gtin == "" || f.isTradeItem(t)) &&
		(f.prefix == "" || f.hasPrefix(t))
}

// isTradeItem reports whether the key is the GTIN, or a piece of an item with it.
func (f *tagCondition) isTradeItem(t *epc.Tag) bool {
	f.text = t.AppendElements(f.text[:0])
	for _, ai := range []string{"(01)", "(8006)"} {
		if key, ok := bytes.CutPrefix(f.text, []byte(ai)); ok {
			return bytes.HasPrefix(key, []byte(f.gtin))
		}
	}
	return false
}

// hasPrefix reports whether the key has the company prefix. Where the tag does not
// tell its length, the digits decide.
func (f *tagCondition) hasPrefix(t *epc.Tag) bool {
	if prefix := t.CompanyPrefix(); prefix != "" {
		return prefix == f.prefix
	}
	elements := t.Elements().Elements
	if len(elements) == 0 {
		return false
	}
	digits, ok := gcp.Key(elements[0])
	return ok && strings.HasPrefix(digits, f.prefix)
}

// A tagFilter picks the records of tags.
type tagFilter struct {
	tagDecoder
	tagCondition
	json bool
}

func (f *tagFilter) add(b *batch, r record) {
	if r.problem != nil {
		f.tagDecoder.add(b, r)
		return
	}
	if t, ok := f.plainTag(r.text); ok && !f.json {
		if f.holds(&t) {
			b.out = append(append(b.out, r.text...), '\n')
		}
		return
	}
	record, findings := decodeEPC(r.text)
	b.worsen(record.Error)
	if f.json {
		b.addFindingRecords(findings, r.place())
	} else {
		b.addFindings(findings, r.text, r.place())
	}
	switch {
	case record.Error != nil || !f.holds(&record.tag):
	case f.json:
		b.addJSON(record)
	default:
		b.out = append(append(b.out, r.text...), '\n')
	}
}
