package main

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

func (p *program) zplCommand() *cli.Command {
	return &cli.Command{
		Name:   "zpl",
		Usage:  "check, format and draw the language of label printers",
		Action: unknownCommand,
		Subcommands: []*cli.Command{
			p.zplLintCommand(),
			p.zplFmtCommand(),
			p.zplRenderCommand(),
		},
	}
}

func (p *program) zplLintCommand() *cli.Command {
	return &cli.Command{
		Name:  "lint",
		Usage: "tell what is wrong or doubtful in ZPL",
		UsageText: `eachmark zpl lint [FILE…|-] [--controlled] [--fail-on error|warning] [--json]

eachmark zpl lint label.zpl
eachmark zpl lint --controlled run.zpl`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "controlled", Usage: "the labels carry serial numbers none of which may be printed twice: what makes a printer count, copy or try again is an error"},
			&cli.StringFlag{Name: "fail-on", Value: failOnError, Usage: "`SEVERITY` that leads to exit code 1: error or warning"},
			jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			return helpWithoutInput(c, p.zplLint(c.Args().Slice(), zplLintOptions{
				controlled: c.Bool("controlled"), failOn: c.String("fail-on"), json: c.Bool("json"),
			}))
		},
	}
}

type zplLintOptions struct {
	controlled bool
	failOn     string
	json       bool
}

// zplLint shows the findings of files, or of the standard input.
func (p *program) zplLint(files []string, o zplLintOptions) error {
	if o.failOn != failOnError && o.failOn != failOnWarning {
		return usageError("for example: --fail-on warning", "--fail-on is %q, expected error or warning", o.failOn)
	}
	var result error
	err := p.zplSources(files, func(name string, src []byte) error {
		rows := rowStarts(src)
		for f := range zpl.Lint(src, &zpl.LintOptions{Controlled: o.controlled}) {
			if f.Severity == gs1.SeverityError || f.Severity == gs1.SeverityWarning && o.failOn == failOnWarning {
				result = errFindings
			}
			if err := p.showZPLFinding(name, src, rows, f, o.json); err != nil {
				return ioError(err, "")
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return result
}

// zplSources calls use with every file, or the standard input.
func (p *program) zplSources(files []string, use func(name string, src []byte) error) error {
	if len(files) == 0 {
		if p.stdinTerminal {
			return errNoInput
		}
		files = []string{"-"}
	}
	for _, name := range files {
		shown, src, err := "stdin", []byte(nil), error(nil)
		if name == "-" {
			src, err = io.ReadAll(p.stdin)
		} else {
			shown = name
			src, err = os.ReadFile(name)
		}
		if err != nil {
			return ioError(err, "")
		}
		if err := use(shown, src); err != nil {
			return err
		}
	}
	return nil
}

// rowStarts returns where the lines of src begin.
func rowStarts(src []byte) []int {
	starts := []int{0}
	for i, c := range src {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// showZPLFinding shows a finding with its place in its line of the source.
func (p *program) showZPLFinding(name string, src []byte, rows []int, f gs1.Finding, asJSON bool) error {
	offset := f.Start
	row := sort.SearchInts(rows, offset+1) // from 1
	start := rows[row-1]
	line, _, _ := bytes.Cut(src[start:], []byte{'\n'})
	line = bytes.TrimSuffix(line, []byte{'\r'})
	f.Start, f.End = f.Start-start, min(f.End-start, len(line))
	if asJSON {
		return writeJSON(p.stdout, struct {
			Schema string `json:"schema"`
			File   string `json:"file"`
			Row    int    `json:"row"`
			Offset int    `json:"offset"`
			gs1.Finding
		}{"finding/1", name, row, offset, f})
	}
	_, err := p.stdout.Write(f.AppendText(nil, string(line), name+":"+strconv.Itoa(row)))
	return err
}

func (p *program) zplFmtCommand() *cli.Command {
	return &cli.Command{
		Name:  "fmt",
		Usage: "write ZPL with one command a line",
		UsageText: `eachmark zpl fmt [FILE…|-]

eachmark zpl fmt label.zpl > formatted.zpl`,
		Action: func(c *cli.Context) error {
			return helpWithoutInput(c, p.zplSources(c.Args().Slice(), func(_ string, src []byte) error {
				if _, err := p.stdout.Write(zpl.Parse(src).AppendFormatted(nil)); err != nil {
					return ioError(err, "")
				}
				return nil
			}))
		},
	}
}

func (p *program) zplRenderCommand() *cli.Command {
	return &cli.Command{
		Name:  "render",
		Usage: "draw ZPL as a printer prints it",
		UsageText: `eachmark zpl render [FILE|-] -o FILE.png|- [--dpmm N] [--width MM] [--length MM]

eachmark zpl render label.zpl -o label.png
eachmark zpl render run.zpl -o 'labels/{n}.png' --dpmm 12`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "the PNG `FILE`; - is the standard output; {n} is the number of the format"},
			&cli.IntFlag{Name: "dpmm", Value: int(zpl.DPMM8), Usage: "dots per millimetre of the print head, `N`: 6, 8, 12 or 24"},
			&cli.Float64Flag{Name: "width", Usage: "width of the label in `MM`; otherwise that of the format"},
			&cli.Float64Flag{Name: "length", Usage: "length of the label in `MM`; otherwise that of the format, or 152"},
			forceFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			return helpWithoutInput(c, p.zplRender(c.Args().Slice(), zplRenderOptions{
				output: c.String("output"), dpmm: zpl.DPMM(c.Int("dpmm")), width: c.Float64("width"), length: c.Float64("length"),
				force: c.Bool("force"), json: c.Bool("json"),
			}))
		},
	}
}

type zplRenderOptions struct {
	output        string
	dpmm          zpl.DPMM
	width, length float64 // mm, 0 for what the format says
	force, json   bool
}

const (
	maxLabel    = 4000 // more millimetres than any label has
	usualLength = 152  // millimetres of a shipping label, 6 inches
)

func (o zplRenderOptions) check(p *program) error {
	switch {
	case o.output == "":
		return usageError("for example: -o label.png", "-o is missing")
	case o.output == "-" && p.stdoutTerminal:
		return usageError("write to a file, or into a pipe", "a picture does not go to a terminal")
	case o.output != "-" && !strings.EqualFold(filepath.Ext(o.output), ".png"):
		return usageError("the ending is .png", "cannot write %s", o.output)
	case o.dpmm != zpl.DPMM6 && o.dpmm != zpl.DPMM8 && o.dpmm != zpl.DPMM12 && o.dpmm != zpl.DPMM24:
		return usageError("", "--dpmm is %d, expected 6, 8, 12 or 24", o.dpmm)
	case o.width < 0 || o.width > maxLabel || o.length < 0 || o.length > maxLabel:
		return usageError("", "a label of %g × %g mm, expected up to %d", o.width, o.length, maxLabel)
	}
	return nil
}

// zplRender draws the formats of one source. What a printer would have printed
// otherwise is told and leads to exit code 1.
func (p *program) zplRender(files []string, o zplRenderOptions) error {
	if err := o.check(p); err != nil {
		return err
	}
	if len(files) > 1 {
		return usageError("draw them one after the other", "more than one file")
	}
	var result error
	err := p.zplSources(files, func(name string, src []byte) error {
		formats := zpl.Parse(src).Formats()
		if len(formats) == 0 {
			return ioError(fmt.Errorf("%s: no format, ^XA to ^XZ, in %d bytes", name, len(src)), "")
		}
		if len(formats) > 1 && !strings.Contains(o.output, "{n}") {
			return usageError("put {n} into the name, such as -o 'labels/{n}.png'", "%d formats for %s", len(formats), o.output)
		}
		r := raster.New(raster.Options{
			DPMM: o.dpmm, Width: o.dpmm.Dots(int(o.width * 1000)), Length: o.dpmm.Dots(int(o.length * 1000)),
			DefaultLength: o.dpmm.Dots(usualLength * 1000),
		})
		drawn, assumed := 0, false
		for i, f := range formats {
			label, err := r.Render(f)
			if err != nil {
				return ioError(fmt.Errorf("%s: %w", name, err), "--width and --length give the size of the label")
			}
			for _, problem := range label.Problems {
				fmt.Fprintf(p.stderr, "%s: %s\n", name, withoutPackages(problem.String()))
				result = errFindings
			}
			if label.Image == nil {
				continue // it only sets or stores something
			}
			drawn, assumed = drawn+1, assumed || label.Assumed
			path := strings.ReplaceAll(o.output, "{n}", strconv.Itoa(i+1))
			if err := makeFolderOf(path, o.output); err != nil {
				return err
			}
			if err := p.writePNG(path, label, o.force); err != nil {
				return err
			}
		}
		if assumed {
			fmt.Fprintf(p.stderr, "%s: no ^LL says how long the label is: drawn %d mm long; --length says otherwise\n", name, usualLength)
		}
		if drawn == 0 {
			return ioError(fmt.Errorf("%s: none of its %d formats prints anything", name, len(formats)), "a stored format prints when another recalls it with ^XF")
		}
		return nil
	})
	if err != nil {
		return err
	}
	return result
}

// writePNG writes the picture of a label.
func (p *program) writePNG(path string, label raster.Result, force bool) error {
	write := func(w io.Writer) error { return png.Encode(w, label.Image) }
	if path == "-" {
		return write(p.stdout)
	}
	if !force && exists(path) {
		return ioError(&fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}, "--force overwrites it")
	}
	if err := writeFile(path, write); err != nil {
		return ioError(err, "")
	}
	return nil
}
