package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
)

func (p *program) symbolCommand() *cli.Command {
	return &cli.Command{
		Name:  "symbol",
		Usage: "make a barcode symbol",
		UsageText: `eachmark symbol [DATA|-] -o FILE.png|FILE.svg|- [--type TYPE] [--module N]

eachmark symbol '(01)09506000134352(21)A1' -o a1.png
eachmark symbol '(01)09506000134352(21)A1' -o a1.svg --type gs1-128
eachmark symbol -o 'symbols/{n}.png' < many.txt`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the `FILE`, PNG or SVG by its ending; - is the standard output (PNG); {n} is the number of the line"},
			&cli.StringFlag{Name: "type", Value: symbol.GS1DataMatrix.String(), Usage: "gs1-datamatrix or gs1-128"},
			&cli.IntFlag{Name: "module", Value: 8, Usage: "pixels a module, for PNG"},
			&cli.BoolFlag{Name: "no-verify", Usage: "do not read the symbol back before writing it"},
			partOfLabelFlag(), forceFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			return helpWithoutInput(c, p.symbol(c.Args().Slice(), symbolOptions{
				output: c.String("output"), kind: c.String("type"), module: c.Int("module"),
				verify: !c.Bool("no-verify"), partOfLabel: c.Bool("part-of-label"), force: c.Bool("force"), json: c.Bool("json"),
			}))
		},
	}
}

type symbolOptions struct {
	output, kind string
	module       int
	verify       bool
	partOfLabel  bool // taken for granted of GS1-128, which often comes in several
	force, json  bool
}

// maxModule keeps a picture within some megabytes.
const maxModule = 100

func (p *program) symbol(args []string, o symbolOptions) error {
	kind, err := symbol.ParseKind(o.kind)
	if err != nil {
		return usageError("known are gs1-datamatrix and gs1-128", "%w", err)
	}
	if err := p.checkSymbolOptions(o); err != nil {
		return err
	}
	records := p.records(args)
	if !strings.Contains(o.output, "{n}") {
		records = only(records, usageError("put {n} into the name, such as -o 'symbols/{n}.png'", "more than one symbol for %s", o.output))
	}
	n, result := 0, error(nil)
	for r, err := range records {
		if err != nil {
			return err
		}
		n++
		switch err := p.symbolOf(kind, r, strings.ReplaceAll(o.output, "{n}", strconv.Itoa(n)), o); {
		case errors.Is(err, errFindings):
			result = err
		case err != nil:
			return err
		}
	}
	return result
}

// symbolOf makes the symbol of one record; errFindings says that its data does
// not allow one.
func (p *program) symbolOf(kind symbol.Kind, r record, path string, o symbolOptions) error {
	in := read(r, parseOptions{partOfLabel: o.partOfLabel || kind == symbol.GS1128})
	findings := in.findings
	var s *symbol.Symbol
	if in.valid {
		var err error
		if err = in.message.CheckSymbology(kind.SymbologyID()); err == nil {
			s, err = symbol.Encode(kind, in.message, nil)
		}
		if err != nil {
			findings = append(findings, cliFinding(err, r.text))
		}
	}
	if err := p.tellFindings(findings, r, o.json); err != nil {
		return ioError(err, "")
	}
	if s == nil {
		return errFindings
	}
	return p.writeSymbol(s, kind, in.message, path, o)
}

func (p *program) checkSymbolOptions(o symbolOptions) error {
	switch ext := strings.ToLower(filepath.Ext(o.output)); {
	case o.output == "":
		return usageError("for example: -o symbol.png", "-o is missing")
	case o.output == "-" && p.stdoutTerminal:
		return usageError("write to a file, or into a pipe", "a picture does not go to a terminal")
	case o.output != "-" && ext != ".png" && ext != ".svg":
		return usageError("the ending chooses the format: .png or .svg", "cannot write %s", o.output)
	case o.module < 1 || o.module > maxModule:
		return usageError("", "--module is %d, expected 1 to %d", o.module, maxModule)
	}
	return nil
}

// writeSymbol reads the picture of the symbol of m back, and writes it.
func (p *program) writeSymbol(s *symbol.Symbol, kind symbol.Kind, m gs1.Message, path string, o symbolOptions) error {
	if o.verify {
		if err := verifySymbol(s, kind, m); err != nil {
			return &failure{exitInternal, err, "nothing was written; --no-verify writes it all the same"}
		}
	}
	render := &symbol.RenderOptions{Module: o.module}
	write := func(w io.Writer) error {
		if strings.EqualFold(filepath.Ext(path), ".svg") {
			_, err := w.Write(s.AppendSVG(nil, render))
			return err
		}
		b, err := s.AppendPNG(nil, render)
		if err != nil {
			return err
		}
		_, err = w.Write(b)
		return err
	}
	if path == "-" {
		return write(p.stdout)
	}
	if !o.force && exists(path) {
		return ioError(&fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}, "--force overwrites it")
	}
	if err := writeFile(path, write); err != nil {
		return ioError(err, "")
	}
	return p.tellSymbol(s, kind, m, path, o)
}

func (p *program) tellSymbol(s *symbol.Symbol, kind symbol.Kind, m gs1.Message, path string, o symbolOptions) error {
	if o.json {
		return writeJSON(p.stdout, struct {
			Schema    string `json:"schema"`
			File      string `json:"file"`
			Type      string `json:"type"`
			Bracketed string `json:"bracketed"`
			Width     int    `json:"width"`
			Height    int    `json:"height"`
			Verified  bool   `json:"verified"`
		}{"symbol/1", path, kind.String(), m.String(), s.Width, s.Height, o.verify})
	}
	checked := "not read back"
	if o.verify {
		checked = "read back: identical"
	}
	_, err := fmt.Fprintf(p.stderr, "%s: %s, %d × %d modules, %s\n", path, kind, s.Width, s.Height, checked)
	return err
}

// verifySymbol reads the symbol back with a decoder that shares nothing with
// the encoder.
func verifySymbol(s *symbol.Symbol, kind symbol.Kind, m gs1.Message) error {
	scan, err := readback.DecodeKind(s.Image(&symbol.RenderOptions{Module: 4}), kind)
	if err != nil {
		return fmt.Errorf("the symbol does not decode: %w", err)
	}
	if want := string(m.AppendScan(nil, kind.SymbologyID())); scan != want {
		return errors.New("the symbol decodes to other data than was asked for")
	}
	return nil
}
