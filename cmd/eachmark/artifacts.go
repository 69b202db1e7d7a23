package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
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
func (p *program) writeArtifacts(ctx context.Context, w *work, j job, result run.Result) error {
	ctx = context.WithoutCancel(ctx)
	var captions []string
	var err error
	if plainVirtual(result.Run.Printer) {
		captions, err = rollCaptions(w.dir) // the printer has left its own pictures
	} else {
		captions, err = w.drawSent(ctx, j)
	}
	if err != nil {
		return err
	}
	if err := p.writeSheet(w, j, captions); err != nil {
		return err
	}
	return p.writeReport(ctx, w.store, result)
}

// picture is the path of the picture of the n-th label, from 1, in the folder
// of a run.
func picture(dir string, n int) string {
	return filepath.Join(dir, virtual.PictureDir, fmt.Sprintf("%04d.png", n))
}

// rollCaptions returns a line for each label on the roll of the run's own
// virtual printer.
func rollCaptions(dir string) ([]string, error) {
	f, err := os.Open(filepath.Join(dir, virtual.RollFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var captions []string
	for l, err := range virtual.ReadRoll(f) {
		if err != nil {
			return nil, err
		}
		captions = append(captions, rollCaption(l))
	}
	return captions, nil
}

func rollCaption(l virtual.Label) string {
	if l.Partial {
		return fmt.Sprintf("%d  partial label", l.N)
	}
	m, err := gs1.ParseBracketed(l.Elements, &gs1.ParseOptions{PartOfLabel: true})
	serial, ok := m.Value(gs1.AI21)
	if err != nil || !ok {
		return fmt.Sprintf("%d  does not decode", l.N)
	}
	return fmt.Sprintf("%d  %s", l.N, serial)
}

// drawSent draws every label that was sent and is not drawn yet, from the ZPL
// sent, and returns a line for each.
func (w *work) drawSent(ctx context.Context, j job) ([]string, error) {
	src, err := os.ReadFile(filepath.Join(w.dir, sentName))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(w.dir, virtual.PictureDir), 0o777); err != nil {
		return nil, err
	}
	next, stop := iter.Pull2(w.store.Items(ctx, w.id, store.Sent, store.Printed, store.Verified, store.Void, store.InDoubt, store.Cancelled))
	defer stop()
	size := label.StandardSize()
	renderer := raster.New(raster.Options{DPMM: j.DPMM, Width: size.Width.Dots(j.DPMM), Length: size.Height.Dots(j.DPMM)})
	var captions []string
	for _, format := range zpl.Parse(src).Formats() {
		item, err, ok := next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		captions = append(captions, fmt.Sprintf("%d  %s  %s", item.N, item.Serial, item.State))
		path := picture(w.dir, len(captions))
		if exists(path) {
			continue
		}
		if err := writeLabel(path, renderer, format, j.DPMM); err != nil {
			return nil, err
		}
	}
	return captions, nil
}

func writeLabel(path string, renderer *raster.Renderer, format zpl.Format, dpmm zpl.DPMM) error {
	result, err := renderer.Render(format)
	if err != nil {
		return err
	}
	png, err := symbol.AppendPNG(nil, result.Image, int(dpmm))
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
		Subtitle: fmt.Sprintf("%d labels, %s", len(captions), p.now().Format(time.DateTime)),
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

// writeReport writes report.json: the run with every item, and the hash of the
// bytes sent.
func (p *program) writeReport(ctx context.Context, s *store.Store, result run.Result) error {
	items, err := itemsOf(ctx, s, result.Run.ID, nil)
	if err != nil {
		return err
	}
	dir := folderOf(result.Run)
	sent, err := os.ReadFile(filepath.Join(dir, sentName))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(sent)
	record := newRunRecord(result.Run, result.Counts)
	record.Items = items
	report := struct {
		Schema   string    `json:"schema"`
		Written  time.Time `json:"written"`
		Eachmark string    `json:"eachmark"`
		SHA256   string    `json:"zpl_sha256"`
		Run      runRecord `json:"run"`
	}{"report/1", p.now().UTC(), version, hex.EncodeToString(sum[:]), record}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(report); err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, "report.json"), func(f io.Writer) error {
		_, err := b.WriteTo(f)
		return err
	})
}

// writeFile writes a file whole or not at all: under another name first, then
// in its place.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(f)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
