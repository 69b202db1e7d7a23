package virtual

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"iter"
	"math"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// A format is a label that was sent, in as many copies as it asks for.
type format struct {
	job  zpl.Job
	size int   // bytes it takes in the buffer
	from *line // where it came from

	source   zpl.Format
	stored   string // the name of the format on the shelf, if there was room
	isStored bool
	objects  *raster.Shelf // that were stored before it

	copies     int           // still to be printed
	printed    int           // of them
	group      int           // labels between pauses; 0: no pauses
	replicates int           // labels with the same counted fields
	reprint    byte          // 'Y' or 'N' of ^JZ; 0: not said
	mode       zpl.PrintMode // of ^MM; 0: not said
	asks       []string      // commands that are answered: ^HL, ^HH
	length     zpl.Dots      // of ^LL; 0: not said

	values map[int]string // of the fields with a number
	steps  []tagStep
	echoes []echo
	rfid   rfidSettings // in force for it
	serial *tidSerial   // of ^RU; nil: none
	tries  int          // labels on which its steps failed

	drawing *drawing // nil until the first label is printed
}

func newFormat(job zpl.Job, from *line) *format {
	return &format{job: job, size: len(job.Data), from: from, values: map[int]string{}, replicates: 1}
}

// speaksToTag reports whether the format does something to the tag of its label.
func (f *format) speaksToTag() bool { return len(f.steps) > 0 || f.serial != nil }

// variesByTag reports whether what is printed depends on the tag.
func (f *format) variesByTag() bool {
	return f.serial != nil || slices.ContainsFunc(f.steps, func(s tagStep) bool { return s.number != noNumber })
}

// label returns the format as the next label has it.
func (f *format) label(tag *tagWork) zpl.Format {
	if !raster.Varies(f.source) && !raster.Numbered(f.source) && f.serial == nil {
		return f.source
	}
	l := raster.Filling{Label: f.printed / f.replicates}
	if tag != nil {
		l.Values = tag.values
		l.Change = func(data []byte) []byte { return f.serial.replace(data, tag.tag) }
	}
	return l.Fill(f.source)
}

// read takes out of the format what the engine needs to know. One that is only
// stored prints nothing, nor does a control command.
func (f *format) read(on *power) {
	f.objects = on.shelf.Clone()
	program := zpl.ParseWith(f.job.Data, f.job.Prefixes)
	formats := program.Formats()
	if len(formats) == 0 {
		f.source.Commands = program.Commands
		return
	}
	f.source = formats[0]
	if f.stored, f.isStored = on.shelf.Store(f.source); f.isStored {
		return
	}
	f.source = on.shelf.Recall(f.source)
	f.readSettings(&on.rfid)
	f.readFields()
}

// readSettings reads what holds for all labels of the format. Kept is what the
// printer keeps of ^RS and ^RB from format to format.
func (f *format) readSettings(kept *rfidSettings) {
	copies, hasField := 1, false
	for _, c := range f.source.Commands {
		switch c.Code {
		case "^PQ":
			copies = max(c.Int(0, 1), 1)
			f.group = max(c.Int(1, 0), 0)
			f.replicates = max(c.Int(2, 0), 1)
			if c.Choice(3, 'N') == 'Y' {
				f.group = 0
			}
		case "^JZ":
			f.reprint = c.Choice(0, 'Y')
		case "^MM":
			f.mode = printMode(c.Choice(0, 0))
		case "^HL", "^HH":
			f.asks = append(f.asks, c.Code)
		case "^LL":
			f.length = max(c.Dots(0, f.length), 1)
		case "^RS":
			kept.set(c)
		case "^RB":
			kept.partition(c)
		case "^RU":
			f.serial = newTIDSerial(c)
		case "^HV":
			f.echoes = append(f.echoes, newEcho(c))
		case "^FS", "^FD", "^FV", "^GB", "^GF", "^IL", "^RF", "^RL":
			hasField = true
		}
	}
	if hasField {
		f.copies = copies
	}
	f.rfid = *kept
}

// printMode returns what ~HS calls a mode of ^MM, 0 for none.
func printMode(letter byte) zpl.PrintMode {
	switch letter {
	case 'T':
		return zpl.ModeTearOff
	case 'P':
		return zpl.ModePeelOff
	case 'R':
		return zpl.ModeRewind
	case 'A':
		return zpl.ModeApplicator
	case 'C':
		return zpl.ModeCutter
	case 'D':
		return zpl.ModeDelayedCut
	case 'F':
		return zpl.ModeRFID
	case 'K':
		return zpl.ModeKiosk
	}
	return 0
}

// readFields finds the values of numbered fields, and what is to be done to the
// tag.
func (f *format) readFields() {
	field := tagStep{number: noNumber}
	for _, c := range f.source.Commands {
		switch c.Code {
		case "^FN":
			field.number = c.Int(0, 0)
		case "^FD", "^FV":
			field.data, field.hasData = c.AppendData(nil), true
		case "^RF":
			field.command = c
		case "^RL":
			f.steps = append(f.steps, tagStep{command: c, number: noNumber})
		case "^FS", "^XZ":
			f.endField(field)
			field = tagStep{number: noNumber}
		}
	}
}

func (f *format) endField(field tagStep) {
	switch {
	case field.command.Code != "":
		f.steps = append(f.steps, field)
	case field.number != noNumber && field.hasData:
		f.values[field.number] = string(field.data)
	}
}

// A drawing is what every label of a format looks like.
type drawing struct {
	image    *image.Paletted // nil if it is not needed
	problems []string
	elements string
	png      []byte
}

// The label that a printer takes for granted until ^PW and ^LL say otherwise.
const (
	stockWidth  = 104 // mm, that of the print head
	stockLength = 150 // mm
)

// newRenderer returns what draws the labels of a printer just switched on.
func newRenderer(dpmm zpl.DPMM) *raster.Renderer {
	r := raster.New(raster.Options{DPMM: dpmm})
	stock := fmt.Appendf(nil, "^XA^PW%d^LL%d^XZ", stockWidth*dpmm, stockLength*dpmm)
	_, _ = r.Render(zpl.Parse(stock).Formats()[0]) // for the settings; the size is a good one
	return r
}

// draw draws the next label of a format, unless it looks like the one before, and
// returns its length.
func (p *Printer) draw(on *power, a *attempt) (length zpl.Dots, err error) {
	f := a.format
	a.label = f.label(a.tag)
	if f.drawing != nil && !f.variesByTag() && !raster.Varies(f.source) {
		return on.length, nil
	}
	if p.config.DecodeCommand {
		f.drawing = &drawing{elements: commandElements(a.label)}
		if f.length > 0 {
			return f.length, nil
		}
		return on.length, nil
	}
	d := p.picture(on, a)
	d.elements = pictureElements(d.image)
	if d.png, err = encode(d.image); err != nil {
		return 0, err
	}
	f.drawing = d
	return zpl.Dots(d.image.Rect.Dy()), nil
}

// picture draws the format. One that cannot be drawn, because its label is
// beyond all measure, comes out as an empty label.
func (p *Printer) picture(on *power, a *attempt) *drawing {
	d := &drawing{}
	result, err := on.renderer.Draw(a.label, a.objects.Clone())
	if err != nil {
		d.problems = append(d.problems, err.Error())
		dpmm := p.config.dpmm()
		d.image = raster.NewImage(stockWidth*zpl.Dots(dpmm), stockLength*zpl.Dots(dpmm))
		return d
	}
	d.image = result.Image
	for _, problem := range result.Problems {
		d.problems = append(d.problems, problem.String())
	}
	return d
}

func encode(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err := encoder.Encode(&b, img)
	return b.Bytes(), err
}

// record puts a label on the roll, of which the part done is printed.
func (p *Printer) record(on *power, a *attempt, done float64) error {
	if done <= 0 {
		return nil
	}
	d, l := a.drawing, Label{N: a.number, Partial: done < 1, Void: a.void}
	if l.Partial {
		if d.image == nil {
			d.image = p.picture(on, a).image
		}
		part, err := cutOff(d.image, done)
		if err != nil {
			return err
		}
		d = part
	}
	l.Elements, l.Problems = d.elements, d.problems
	if d.png != nil {
		l.PNG = pictureName(l.N)
		if err := os.WriteFile(p.memory.path(l.PNG), d.png, 0o666); err != nil {
			return err
		}
	}
	p.peel(&l, a.tag != nil)
	return p.memory.add(l)
}

// pictureName returns the name of the picture of the n-th label.
func pictureName(n int) string { return path.Join(PictureDir, fmt.Sprintf("%04d.png", n)) }

// cutOff returns the drawing of a label of which only the upper part is printed.
func cutOff(whole *image.Paletted, done float64) (d *drawing, err error) {
	img := *whole
	from := int(math.Round(done*float64(img.Rect.Dy()))) * img.Stride
	img.Pix = make([]uint8, len(whole.Pix)) // colour 0 is white
	copy(img.Pix[:from], whole.Pix)
	d = &drawing{elements: pictureElements(&img)}
	d.png, err = encode(&img)
	return d, err
}

// pictureElements returns the elements of the symbol in a picture.
func pictureElements(img image.Image) string {
	scan, err := readback.Decode(img)
	if err != nil {
		return ""
	}
	return scanElements(scan)
}

// commandElements returns the elements of the first DataMatrix symbol of a
// format, or of its first Code 128: of those package readback finds the same.
func commandElements(f zpl.Format) string {
	first := ""
	for scan := range symbolScans(f) {
		elements := scanElements(scan)
		if elements != "" && strings.HasPrefix(scan, symbol.GS1DataMatrix.SymbologyID()) {
			return elements
		}
		if first == "" {
			first = elements
		}
	}
	return first
}

// symbolScans returns what a scanner sends for each GS1 symbol of a format.
func symbolScans(f zpl.Format) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s, err := range f.Symbols() {
			if err != nil || len(s.Data) == 0 || s.Data[0] != zpl.FNC1 {
				continue
			}
			kind := symbol.GS1128
			if s.Command.Code == "^BX" {
				kind = symbol.GS1DataMatrix
			}
			scan := []byte(kind.SymbologyID())
			for _, r := range s.Data[1:] {
				if r == zpl.FNC1 {
					r = gs1.GS
				}
				scan = append(scan, byte(r))
			}
			if !yield(string(scan)) {
				return
			}
		}
	}
}

// scanElements returns the elements of a scan in brackets, "" if it is not one
// of GS1 elements. A label may have several symbols, so that one alone need not
// hold all that it requires.
func scanElements(scan string) string {
	m, err := gs1.ParseScan(scan, &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		return ""
	}
	return m.String()
}
