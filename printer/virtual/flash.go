package virtual

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/eachmark/eachmark/zpl"
)

// FlashDir is the folder with the formats that outlive power: those stored
// anywhere but on R:.
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

// keepStored writes a format that was stored into the flash memory, and removes
// from it what ^ID deletes.
func (p *Printer) keepStored(on *power, f *format) error {
	if file := flashFile(f.stored); f.isStored && file != "" {
		if err := os.MkdirAll(p.memory.path(FlashDir), 0o777); err != nil {
			return err
		}
		return os.WriteFile(p.memory.path(file), appendUnderUsual(nil, f.job), 0o666)
	}
	for _, c := range f.source.Commands {
		if c.Code != "^ID" || f.isStored {
			continue
		}
		for _, object := range on.shelf.Delete(c) {
			if file := flashFile(object); file != "" {
				if err := os.Remove(p.memory.path(file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return err
				}
			}
		}
	}
	return nil
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
		for _, format := range zpl.Parse(src).Formats() {
			on.shelf.Store(format)
		}
	}
	return nil
}
