package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
)

// writeSymbol reads the symbol back, and writes it.
func (p *program) writeSymbol(j *symbolJob, s *sized, path string) error {
	verified := j.verify && readback.Reads(j.kind)
	if verified {
		if err := s.verify(); err != nil {
			return &failure{exitInternal, err, "nothing was written; --no-verify writes it all the same"}
		}
	}
	b, err := s.appendFormat(nil, j.format)
	if err != nil {
		return err
	}
	if j.format == "terminal" {
		if err := p.checkColumns(s); err != nil {
			return err
		}
	}
	write := func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}
	if toStdout(path) {
		if err := write(p.stdout); err != nil {
			return ioError(err, "")
		}
		return nil
	}
	if err := refuseOverwrite(path, j.force); err != nil {
		return err
	}
	if err := makeFolderOf(path, j.output); err != nil {
		return err
	}
	if err := writeFile(path, write); err != nil {
		return ioError(err, "")
	}
	return p.tellSymbol(j, s, path, verified)
}

// checkColumns refuses a symbol that the lines of the terminal would break.
func (p *program) checkColumns(s *sized) error {
	line, _, _ := bytes.Cut(s.AppendText(nil, &s.render), []byte("\n"))
	if n := utf8.RuneCount(line); p.columns > 0 && n > p.columns {
		return usageError("write it to a file: -o symbol.png", "the symbol needs %d columns, the terminal has %d", n, p.columns)
	}
	return nil
}

func (s *sized) appendFormat(b []byte, format string) ([]byte, error) {
	switch format {
	case "svg":
		return s.AppendSVG(b, &s.render), nil
	case "pdf":
		return s.AppendPDF(b, &s.render)
	case "zpl":
		return s.AppendZPL(b, &s.render)
	case "txt":
		return s.AppendText(b, &s.render), nil
	case "terminal":
		return s.AppendTerminal(b, &s.render), nil
	}
	return s.AppendPNG(b, &s.render)
}

// verify reads the picture of the symbol back with a decoder that shares nothing
// with the encoder: of a composite symbol its linear component.
func (s *sized) verify() error {
	scan, err := readback.DecodeKind(s.Image(&s.render), s.Kind)
	if err != nil {
		return fmt.Errorf("the symbol does not decode: %w", err)
	}
	if scan != string(s.AppendLinearScan(nil)) {
		return errors.New("the symbol decodes to other data than was asked for")
	}
	return nil
}

func (p *program) tellSymbol(j *symbolJob, s *sized, path string, verified bool) error {
	if j.json {
		return writeJSON(p.stdout, struct {
			Schema     string            `json:"schema"`
			File       string            `json:"file"`
			Type       string            `json:"type"`
			Symbology  string            `json:"symbology"`
			Bracketed  string            `json:"bracketed"`
			Width      int               `json:"width"`
			Height     int               `json:"height"`
			Module     int               `json:"module_dots"`
			XDimension symbol.Micrometre `json:"x_dimension_um,omitempty"`
			Composite  bool              `json:"composite,omitempty"`
			Verified   bool              `json:"verified"` // of a composite symbol its linear component
		}{
			"symbol/1", path, j.kind.String(), s.SymbologyID(), s.message.String(), s.Width, s.Height,
			s.render.Module * s.XModules(), s.xDimension(), s.IsComposite(), verified,
		})
	}
	checked := "not read back"
	switch {
	case verified && s.IsComposite():
		checked = "linear component read back: identical"
	case verified:
		checked = "read back: identical"
	case j.verify:
		checked = "not read back (no decoder here)"
	}
	_, err := fmt.Fprintf(p.stderr, "%s: %s, %d × %d modules%s, %s\n", path, j.kind, s.Width, s.Height, s.inMillimetres(), checked)
	return err
}

// xDimension returns the X-dimension, 0 if the resolution is not known.
func (s *sized) xDimension() symbol.Micrometre {
	if s.render.DPMM == 0 {
		return 0
	}
	return symbol.Micrometre(s.render.Module * s.XModules() * 1000 / s.render.DPMM)
}

// inMillimetres tells the X-dimension.
func (s *sized) inMillimetres() string {
	if x := s.xDimension(); x > 0 {
		return fmt.Sprintf(" of %g mm", float64(x)/1000)
	}
	return ""
}

// makeFolderOf makes the folder of a file that is one of many, for which there may
// be none yet.
func makeFolderOf(path, output string) error {
	if !strings.Contains(output, "{n}") {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return ioError(err, "")
	}
	return nil
}
