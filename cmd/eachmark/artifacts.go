package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/printer/label"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/sheet"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// maxSheet is how many labels the contact sheet shows; a PDF is built in memory.
const maxSheet = 2000

func folderOf(r store.Run) string { return filepath.Join(r.Out, r.ID) }

// writeArtifacts writes what a run leaves in its folder beside the ZPL: a
// picture of each label, the contact sheet and the report.
// It returns what the labels do not show and should.
func (p *program) writeArtifacts(ctx context.Context, w *work, j job, result run.Result) (problems []string, err error) {
	ctx = context.WithoutCancel(ctx)
	g, err := readRoll(w.dir) // a virtual printer leaves its own pictures
	if err == nil && !plainVirtual(w.printer) {
		err = w.drawSent(ctx, j, &g)
	}
	if err == nil {
		err = p.writeSheet(w, j, g.captions)
	}
	if err == nil {
		err = p.writeReport(ctx, w.store, w.id)
	}
	return g.problems, err
}

// A gallery is the pictures in the folder of a run.
type gallery struct {
	captions []string        // a line for each picture
	shown    map[string]bool // the serials on the roll of the run's own virtual printer
	problems []string        // what printers could not print, each once
}

func (g *gallery) note(problem string) {
	if !slices.Contains(g.problems, problem) && len(g.problems) < maxNamed {
		g.problems = append(g.problems, problem)
	}
}

// picture is the path of the picture of the n-th label, from 1, in the folder
// of a run.
func picture(dir string, n int) string {
	return filepath.Join(dir, virtual.PictureDir, fmt.Sprintf("%04d.png", n))
}

// readRoll returns the labels on the roll of the run's own virtual printer, if
// it has one.
func readRoll(dir string) (g gallery, err error) {
	f, err := os.Open(filepath.Join(dir, virtual.RollFile))
	if errors.Is(err, fs.ErrNotExist) {
		return g, nil
	}
	if err != nil {
		return g, err
	}
	defer f.Close()
	g.shown = map[string]bool{}
	for l, err := range virtual.ReadRoll(f) {
		if err != nil {
			return g, err
		}
		serial := serialIn(l.Elements)
		g.shown[serial] = true
		g.captions = append(g.captions, rollCaption(l, serial))
		for _, problem := range l.Problems {
			g.note(problem)
		}
	}
	return g, nil
}

func rollCaption(l virtual.Label, serial string) string {
	switch {
	case l.Partial:
		return fmt.Sprintf("%d  partial label", l.N)
	case serial == "":
		return fmt.Sprintf("%d  does not decode", l.N)
	}
	return fmt.Sprintf("%d  %s", l.N, serial)
}

// serialIn returns the serial in bracketed elements, "" if there is none.
func serialIn(elements string) string {
	m, err := gs1.ParseBracketed(elements, &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		return ""
	}
	serial, _ := m.Value(gs1.AI21)
	return serial
}

// drawSent adds the labels that were sent and that the roll does not show,
// drawn from the ZPL sent.
func (w *work) drawSent(ctx context.Context, j job, g *gallery) error {
	src, err := os.ReadFile(filepath.Join(w.dir, sentName))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(w.dir, virtual.PictureDir), 0o777); err != nil {
		return err
	}
	states, err := w.itemStates(ctx)
	if err != nil {
		return err
	}
	size := label.StandardSize()
	renderer := raster.New(raster.Options{DPMM: j.DPMM, Width: size.Width.Dots(j.DPMM), Length: size.Height.Dots(j.DPMM)})
	for _, format := range zpl.Parse(src).Formats() {
		serial := serialOn(format)
		if g.shown[serial] {
			continue
		}
		g.captions = append(g.captions, fmt.Sprintf("%d  %s  %s", len(g.captions)+1, serial, states[serial]))
		drawn, err := renderer.Render(format)
		if err != nil {
			return err
		}
		for _, problem := range drawn.Problems {
			g.note(problem.Message)
		}
		if err := writePicture(picture(w.dir, len(g.captions)), drawn.Image, j.DPMM); err != nil {
			return err
		}
	}
	return nil
}

// itemStates returns the state of each serial of the run that was sent.
func (w *work) itemStates(ctx context.Context) (map[string]store.ItemState, error) {
	states := map[string]store.ItemState{}
	for item, err := range w.store.Items(ctx, w.id, store.Sent, store.Printed, store.Verified, store.Void, store.InDoubt, store.Cancelled) {
		if err != nil {
			return nil, err
		}
		states[item.Serial] = item.State
	}
	return states, nil
}

// serialOn returns the serial in the symbol of a format that was sent.
func serialOn(format zpl.Format) string {
	for field, err := range format.Symbols() {
		if err != nil {
			continue
		}
		elements, err := gs1.AppendElements(nil, elementString(field.Data), &gs1.ParseOptions{PartOfLabel: true})
		if serial, ok := (gs1.Message{Elements: elements}).Value(gs1.AI21); ok && err == nil {
			return serial
		}
	}
	return ""
}

// elementString returns the data of a GS1 symbol without its first FNC1 and
// with GS for the others.
func elementString(data []rune) string {
	var b []byte
	for i, r := range data {
		switch {
		case r != zpl.FNC1:
			b = append(b, byte(r))
		case i > 0:
			b = append(b, gs1.GS)
		}
	}
	return string(b)
}

func writePicture(path string, img *image.Paletted, dpmm zpl.DPMM) error {
	png, err := symbol.AppendPNG(nil, img, int(dpmm))
	if err != nil {
		return err
	}
	return writeFile(path, func(f io.Writer) error {
		_, err := f.Write(png)
		return err
	})
}

// writeSheet writes the contact sheet.
func (p *program) writeSheet(w *work, j job, captions []string) error {
	page := label.StandardSize()
	s := sheet.Sheet{
		Title:    fmt.Sprintf("Run %s: %s", w.id, j.describe()),
		Subtitle: fmt.Sprintf("%s, %s", countOf(len(captions), "label"), p.now().Format(time.DateTime)),
	}
	if len(captions) > maxSheet {
		s.Subtitle += fmt.Sprintf("; the first %d are shown", maxSheet)
		captions = captions[:maxSheet]
	}
	pictures := func(yield func(sheet.Label, error) bool) {
		for i, caption := range captions {
			png, err := os.ReadFile(picture(w.dir, i+1))
			l := sheet.Label{PNG: png, Width: page.Width.Millimetres(), Height: page.Height.Millimetres(), Caption: caption}
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
	return writeFile(filepath.Join(w.dir, "sheet.pdf"), func(f io.Writer) error { return sheet.Write(f, s, pictures) })
}

// writeFile writes a file whole or not at all: under another name first, then
// in its place.
func writeFile(path string, write func(io.Writer) error) error {
	return writeFileMode(path, 0o666, write)
}

func writeFileMode(path string, mode os.FileMode, write func(io.Writer) error) error {
	temporary := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d", filepath.Base(path), os.Getpid()))
	f, err := os.OpenFile(temporary, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return renamed(err, path)
	}
	buffered := bufio.NewWriter(f)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		_ = os.Remove(temporary)
	}
	return renamed(err, path)
}

// renamed returns an error about a temporary file as one about path.
func renamed(err error, path string) error {
	var about *fs.PathError
	if errors.As(err, &about) {
		return &fs.PathError{Op: about.Op, Path: path, Err: about.Err}
	}
	return err
}
