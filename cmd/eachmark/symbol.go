package main

import (
	"errors"
	"iter"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/itf"
)

func (p *program) symbolCommand() *cli.Command {
	var types, applications []string
	for _, k := range symbol.Kinds() {
		types = append(types, k.String())
	}
	for _, a := range symbol.Applications() {
		applications = append(applications, a.String())
	}
	return &cli.Command{
		Name:  "symbol",
		Usage: "make a barcode symbol",
		UsageText: `eachmark symbol [DATA|-] [-o FILE.png|.svg|.pdf|.zpl|.txt] [--type TYPE] [--dpi N]

eachmark symbol '(01)09506000134352(21)A1' -o a1.png --dpi 203
eachmark symbol '(01)09506000134352(10)LOT42' -o a1.svg --type gs1-128
eachmark symbol 09506000134352 --type ean-13 -o ean.pdf
eachmark symbol '(01)09506000134352(21)A1' --type dl-qr
eachmark symbol -o 'symbols/{n}.png' < many.txt

Without -o, or with -o -, a terminal shows the symbol.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE`, its ending chooses the format; - is the standard output; {n} is the number of the line"},
			&cli.StringFlag{Name: "format", Usage: "png, svg, pdf, zpl (^GF) or txt, for a `FORMAT` other than the ending says"},
			&cli.StringFlag{Name: "type", Value: symbol.GS1DataMatrix.String(), Usage: "the `TYPE`: " + strings.Join(types, ", ")},
			&cli.IntFlag{Name: "module", Usage: "the X-dimension in dots, `N`", DefaultText: "the target for the use at --dpi, otherwise 8"},
			&cli.IntFlag{Name: "dpi", Usage: "resolution of the printer, `N` dots an inch: 152, 203, 300 and 600 are 6, 8, 12 and 24 a millimetre", DefaultText: "not known"},
			&cli.Float64Flag{Name: "height", Usage: "height of bars in `MM`", DefaultText: "the least for the use"},
			&cli.StringFlag{Name: "shape", Usage: "of a Data Matrix, `SHAPE`: square, rectangle, smallest or dmre (default: square)"},
			&cli.StringFlag{Name: "ecc", Usage: "error correction of a QR Code, `LEVEL`: L, M, Q or H (default: the highest in the smallest symbol)"},
			&cli.IntFlag{Name: "segments", Usage: "segments a row of databar-expanded-stacked, `N`: 2 to 22, even", DefaultText: "4"},
			&cli.StringFlag{Name: "stem", Usage: "what Digital Link URIs begin with, `URI` (default: https://id.gs1.org)"},
			&cli.StringFlag{Name: "application", Usage: "what it is printed for, `USE`: " + strings.Join(applications, ", ")},
			&cli.StringFlag{Name: "fit", Usage: "the room for symbol and quiet zone, `WxH` in millimetres; needs --dpi"},
			&cli.BoolFlag{Name: "hri", Usage: "with human readable text", DefaultText: "with bars yes, with Data Matrix and QR no"},
			&cli.BoolFlag{Name: "no-verify", Usage: "do not read the symbol back before writing it"},
			partOfLabelFlag(), forceFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			o := symbolOptions{
				output: c.String("output"), format: c.String("format"), kind: c.String("type"),
				module: c.Int("module"), dpi: c.Int("dpi"), height: c.Float64("height"),
				shape: c.String("shape"), ecc: c.String("ecc"), segments: c.Int("segments"), stem: c.String("stem"),
				application: c.String("application"), fit: c.String("fit"),
				hri: c.Bool("hri"), hriAsked: c.IsSet("hri"), verify: !c.Bool("no-verify"),
				partOfLabel: c.Bool("part-of-label"), force: c.Bool("force"), json: c.Bool("json"),
			}
			return helpWithoutInput(c, p.symbol(c.Args().Slice(), o))
		},
	}
}

type symbolOptions struct {
	output, format, kind string
	module, dpi          int
	height               float64
	shape, ecc, stem     string
	segments             int
	application, fit     string
	hri, hriAsked        bool
	verify               bool
	partOfLabel, force   bool // the former is taken for granted of GS1-128, which often comes in several
	json                 bool
}

func (p *program) symbol(args []string, o symbolOptions) error {
	j, err := p.newSymbolJob(o)
	if err != nil {
		return err
	}
	n, result := 0, error(nil)
	for r, err := range p.symbolRecords(args, o) {
		if err != nil {
			return err
		}
		n++
		switch err := p.symbolOf(j, r, strings.ReplaceAll(o.output, "{n}", strconv.Itoa(n))); {
		case errors.Is(err, errFindings):
			result = err
		case err != nil:
			return err
		}
	}
	return result
}

// symbolRecords returns the records to make symbols of: only one where they would
// overwrite each other.
func (p *program) symbolRecords(args []string, o symbolOptions) iter.Seq2[record, error] {
	records := p.records(args)
	if toStdout(o.output) || strings.Contains(o.output, "{n}") {
		return records
	}
	return only(records, usageError("put {n} into the name, such as -o 'symbols/{n}.png'", "more than one symbol for %s", o.output))
}

// symbolOf makes the symbol of one record; errFindings says that its data does
// not allow one.
func (p *program) symbolOf(j *symbolJob, r record, path string) error {
	in := read(r, parseOptions{partOfLabel: j.partOfLabel || j.kind == symbol.GS1128})
	findings := in.findings
	var s *sized
	if in.valid {
		var err error
		if s, err = j.make(in.message); err != nil {
			var about interface{ Finding() gs1.Finding }
			if !errors.As(err, &about) {
				return err
			}
			findings = append(findings, cliFinding(err, r.text))
		} else {
			findings = append(findings, s.findings...)
		}
	}
	if err := p.tellFindings(findings, r, j.json); err != nil {
		return ioError(err, "")
	}
	if s == nil {
		return errFindings
	}
	return p.writeSymbol(j, s, path)
}

// A sized is a symbol with how it is drawn.
type sized struct {
	*symbol.Symbol
	message  gs1.Message
	render   symbol.RenderOptions
	findings []gs1.Finding
}

// make makes the symbol of m in its size.
func (j *symbolJob) make(m gs1.Message) (*sized, error) {
	if j.place.DPMM > 0 && j.module == 0 {
		return j.makeFitting(m)
	}
	encode, module := j.encode, j.module
	if module == 0 {
		module = defaultModule
	}
	if j.kind == symbol.ITF14 && module%encode.Ratio.Narrow() != 0 {
		encode.Ratio = itf.Ratio3to1
	}
	code := &j.code
	if err := code.Encode(j.kind, m, &encode); err != nil {
		return nil, err
	}
	render := j.render
	render.Module = module / code.XModules()
	if render.DPMM > 0 {
		render.XDimension = symbol.Micrometre(module * 1000 / render.DPMM)
	}
	return &sized{code, m, render, code.Warnings()}, nil
}

// makeFitting makes it as large as the use wants it and the place has room.
func (j *symbolJob) makeFitting(m gs1.Message) (*sized, error) {
	code, fitting, findings, err := symbol.Fit(j.kind, m, &j.encode, j.place)
	if err != nil {
		return nil, err
	}
	render := fitting.RenderOptions(j.place.DPMM)
	render.HRI = j.render.HRI
	if j.render.BarHeight > 0 {
		render.Height, render.BarHeight = 0, j.render.BarHeight
	}
	return &sized{code, m, render, findings}, nil
}
