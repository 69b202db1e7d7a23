package main

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/gs1/symbol/qr"
)

// A symbolJob is what the flags of "symbol" ask for.
type symbolJob struct {
	symbolOptions
	kind   symbol.Kind
	format string // "png", "svg", "pdf", "zpl", "txt" or "terminal"
	encode symbol.Options
	place  symbol.Place
	render symbol.RenderOptions // but the size that comes from place
	code   symbol.Symbol        // the last one
}

const (
	maxModule     = symbol.MaxModule
	defaultModule = 8    // dots, where nothing is known of the printer
	minDPI        = 72   // below that of any printer
	maxDPI        = 4800 // beyond that of any printer
	maxLength     = 2000 // millimetres of a label
)

func (p *program) newSymbolJob(o symbolOptions) (*symbolJob, error) {
	j := &symbolJob{symbolOptions: o}
	var err error
	if j.kind, err = symbol.ParseKind(o.kind); err != nil {
		return nil, usageError("", "--type: %w", err)
	}
	if j.format, err = p.symbolFormat(o); err != nil {
		return nil, err
	}
	for _, set := range []func() error{j.setSize, j.setPlace, j.setShape, j.setECC, j.setSegments, j.setStem} {
		if err := set(); err != nil {
			return nil, err
		}
	}
	j.render.HRI = o.hri || !o.hriAsked && j.kind.Linear()
	return j, nil
}

func toStdout(output string) bool { return output == "" || output == "-" }

// symbolFormat chooses the format: the one asked for, that of the ending, that of
// a terminal.
func (p *program) symbolFormat(o symbolOptions) (string, error) {
	formats := []string{"png", "svg", "pdf", "zpl", "txt"}
	format, hint := o.format, "for example: --format png"
	switch {
	case format != "":
	case !toStdout(o.output):
		format, hint = strings.ToLower(strings.TrimPrefix(filepath.Ext(o.output), ".")), "the ending chooses the format: .png, .svg, .pdf, .zpl or .txt"
	case p.stdoutTerminal:
		return "terminal", nil
	case o.output == "":
		return "", usageError("for example: -o symbol.png", "-o is missing")
	default:
		format = "png"
	}
	if !slices.Contains(formats, format) {
		name := o.output
		if o.format != "" {
			name = "format " + o.format
		}
		return "", usageError(hint, "cannot write %s", name)
	}
	if binary := format == "png" || format == "pdf"; binary && p.stdoutTerminal && toStdout(o.output) {
		return "", usageError("write to a file, or into a pipe", "a picture does not go to a terminal")
	}
	return format, nil
}

// setSize reads --module, --dpi and --height.
func (j *symbolJob) setSize() error {
	switch {
	case j.module < 0 || j.module > maxModule:
		return usageError("", "--module is %d, expected 1 to %d", j.module, maxModule)
	case j.dpi != 0 && j.dpi < minDPI || j.dpi > maxDPI:
		return usageError("for example: --dpi 203", "--dpi is %d, expected %d to %d", j.dpi, minDPI, maxDPI)
	case j.height < 0 || j.height > maxLength:
		return usageError("", "--height is %g mm, expected 1 to %d", j.height, maxLength)
	}
	const inch = 25.4
	j.place.DPMM = int(math.Round(float64(j.dpi) / inch))
	j.render.DPMM = j.place.DPMM
	j.render.BarHeight = micrometres(j.height)
	return nil
}

func micrometres(mm float64) symbol.Micrometre { return symbol.Micrometre(math.Round(mm * 1000)) }

// setPlace reads --application and --fit.
func (j *symbolJob) setPlace() (err error) {
	if j.application != "" {
		if j.place.Application, err = symbol.ParseApplication(j.application); err != nil {
			return usageError("", "--application: %w", err)
		}
	}
	if (j.fit != "" || j.application != "") && j.place.DPMM == 0 {
		return usageError("for example: --dpi 203", "--dpi is missing: the size depends on it")
	}
	if j.fit == "" {
		return nil
	}
	var width, height float64
	if n, err := fmt.Sscanf(j.fit, "%gx%g", &width, &height); n != 2 || err != nil ||
		!(width > 0 && width <= maxLength && height > 0 && height <= maxLength) {
		return usageError("for example: --fit 30x20", "--fit is %q, expected width x height in millimetres", j.fit)
	}
	j.place.Width, j.place.Height = micrometres(width), micrometres(height)
	return nil
}

// setShape reads --shape.
func (j *symbolJob) setShape() error {
	switch j.shape {
	case "":
	case "square":
		j.encode.Shapes = datamatrix.Square
	case "rectangle":
		j.encode.Shapes = datamatrix.Rectangle
	case "smallest":
		j.encode.Shapes = datamatrix.Square | datamatrix.Rectangle
	case "dmre":
		j.encode.Shapes = datamatrix.Extended
	default:
		return usageError("", "--shape is %q, expected square, rectangle, smallest or dmre", j.shape)
	}
	if j.shape != "" && j.kind != symbol.GS1DataMatrix && j.kind != symbol.DLDataMatrix {
		return usageError("", "--shape is for a Data Matrix, not for %v", j.kind)
	}
	return nil
}

// setECC reads --ecc.
func (j *symbolJob) setECC() error {
	if j.ecc == "" {
		return nil
	}
	if j.kind != symbol.GS1QR && j.kind != symbol.DLQR {
		return usageError("", "--ecc is for a QR Code, not for %v", j.kind)
	}
	level := strings.Index("LMQH", strings.ToUpper(j.ecc))
	if len(j.ecc) != 1 || level < 0 {
		return usageError("", "--ecc is %q, expected L, M, Q or H", j.ecc)
	}
	j.encode.Level, j.encode.KeepLevel = qr.Level(level), true
	return nil
}

// setSegments reads --segments.
func (j *symbolJob) setSegments() error {
	switch {
	case j.segments == 0:
	case j.kind != symbol.DataBarExpandedStacked:
		return usageError("", "--segments is for databar-expanded-stacked, not for %v", j.kind)
	case j.segments < 2 || j.segments > 22 || j.segments%2 != 0:
		return usageError("", "--segments is %d, expected 2 to 22, even", j.segments)
	}
	j.encode.Segments = j.segments
	return nil
}

// setStem reads --stem.
func (j *symbolJob) setStem() error {
	if j.stem == "" {
		return nil
	}
	any := gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: "09506000134352"})
	if _, err := dl.Append(nil, any, &dl.Options{Stem: j.stem}); err != nil {
		return usageError("for example: --stem https://example.com", "--stem: %w", err)
	}
	j.encode.Stem = j.stem
	return nil
}
