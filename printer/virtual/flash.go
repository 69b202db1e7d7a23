package virtual

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// FlashDir is the folder with the formats and pictures that outlive power: those
// stored anywhere but on R:.
const FlashDir = "flash"

// flashFile returns the file of a stored object, "" for one that is lost with the
// power. An object whose name would be no good file name counts as that.
func flashFile(object string) string {
	device, name, ok := strings.Cut(object, ":")
	if !ok || device == "R" || len(name) > 32 || strings.Trim(device+name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") != "" {
		return ""
	}
	return path.Join(FlashDir, device+"-"+name)
}

// storing are the commands that store objects or delete them.
const storing = "~DG ~DY ~EG ^ID ^IS ^JB"

// keepStored does what a format says of stored objects, and has those that outlive
// power in the flash memory.
func (p *Printer) keepStored(on *power, f *format) error {
	stores := func(c zpl.Command) bool { return len(c.Code) == 3 && strings.Contains(storing, c.Code) }
	if !f.isStored && !slices.ContainsFunc(f.source.Commands, stores) {
		return nil
	}
	f.store(on)
	if file := flashFile(f.stored); file != "" {
		if err := p.writeFlash(file, appendUnderUsual(nil, f.job)); err != nil {
			return err
		}
	}
	if err := p.keepPictures(on, f.objects); err != nil {
		return err
	}
	left := on.shelf.Names()
	for _, object := range f.objects.Names() {
		if file := flashFile(object); file != "" && !slices.Contains(left, object) {
			if err := os.Remove(p.memory.path(file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// store does what the format says of stored objects. Of a format that is stored
// itself that is the pictures in it; one with ^IS is drawn for it. What is wrong
// with a picture a printer tells nobody.
func (f *format) store(on *power) {
	if !f.isStored && slices.ContainsFunc(f.source.Commands, func(c zpl.Command) bool { return c.Code == "^IS" }) {
		if result, err := on.renderer.Draw(f.label(nil), &on.shelf); err == nil && result.Image == nil {
			f.copies = 0
		}
		return
	}
	for _, c := range f.source.Commands {
		if !f.isStored || c.Code == "~DG" || c.Code == "~DY" {
			_ = on.shelf.Obey(c)
		}
	}
}

// keepPictures writes pictures that were not there before into the flash memory.
func (p *Printer) keepPictures(on *power, before *raster.Shelf) error {
	for _, object := range on.shelf.Names() {
		g, ok := on.shelf.Picture(object)
		file := flashFile(object)
		if old, _ := before.Picture(object); !ok || file == "" || old.Row == g.Row && bytes.Equal(old.Bits, g.Bits) {
			continue
		}
		if err := p.writeFlash(file, g.AppendDownload(nil, object, zpl.GraphicZ64)); err != nil {
			return err
		}
	}
	return nil
}

func (p *Printer) writeFlash(file string, data []byte) error {
	if err := os.MkdirAll(p.memory.path(FlashDir), 0o777); err != nil {
		return err
	}
	return os.WriteFile(p.memory.path(file), data, 0o666)
}

// appendUnderUsual appends a format so that it can be read under the usual
// prefixes.
func appendUnderUsual(b []byte, job zpl.Job) []byte {
	if p := job.Prefixes; p != (zpl.Prefixes{}) && p != zpl.UsualPrefixes {
		b = appendPrefixes(b, zpl.UsualPrefixes, p)
	}
	return append(b, job.Data...)
}

// appendPrefixes appends the commands that change prefixes.
func appendPrefixes(b []byte, from, to zpl.Prefixes) []byte {
	return append(b, from.Format, 'C', 'C', to.Format, to.Format, 'C', 'T', to.Control, to.Format, 'C', 'D', to.Delimiter)
}

// loadStored puts what is in the flash memory on the shelf of a printer just
// switched on.
func (p *Printer) loadStored(on *power) error {
	files, err := os.ReadDir(p.memory.path(FlashDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		src, err := os.ReadFile(p.memory.path(path.Join(FlashDir, f.Name())))
		if err != nil {
			return err
		}
		on.loadObject(f.Name(), src)
	}
	return nil
}

// loadObject puts what a file of the flash memory has on the shelf: a format that
// says its name, or the ~DG of a picture that may have another ending.
func (w *power) loadObject(file string, src []byte) {
	program := zpl.Parse(src)
	formats := program.Formats()
	for _, f := range formats {
		w.shelf.Store(f)
	}
	device, name, _ := strings.Cut(file, "-")
	if len(formats) > 0 || len(program.Commands) == 0 {
		return
	}
	if g, err := program.Commands[0].Graphic(); err == nil {
		w.shelf.Put(device+":"+name, g)
	}
}
