package raster

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/zpl"
)

// What a [Shelf] holds at most.
const (
	maxStored        = 256                // formats, and as many pictures
	maxStoredCommand = 1 << 20            // of all formats
	maxStoredPicture = 2 * zpl.MaxGraphic // bytes of all pictures
)

// A Shelf holds the objects stored in a printer: formats that ^DF stores and ^XF
// recalls, and pictures. The zero value is empty and ready to use.
type Shelf struct {
	formats  map[string][]zpl.Command // without ^XA, ^DF and ^XZ
	commands int
	pictures map[string]zpl.Graphic
	bytes    int // of the pictures
}

// Clone returns a shelf with the same objects.
func (s *Shelf) Clone() *Shelf {
	c := *s
	c.formats, c.pictures = maps.Clone(s.formats), maps.Clone(s.pictures)
	return &c
}

// Store puts f on the shelf if it has a ^DF, and reports the name, such as
// "E:BOX.ZPL". A format beyond what a shelf holds is not stored; name is "" then.
// The pictures in it are not stored with it but by [Shelf.Obey].
func (s *Shelf) Store(f zpl.Format) (name string, isStored bool) {
	i := slices.IndexFunc(f.Commands, func(c zpl.Command) bool { return c.Code == "^DF" })
	if i < 0 {
		return "", false
	}
	name = storedName(f.Commands[i])
	commands := slices.DeleteFunc(slices.Clone(f.Commands), func(c zpl.Command) bool {
		return slices.Contains([]string{"^XA", "^XZ", "^DF", "~DG", "~DY"}, c.Code)
	})
	s.remove(name)
	if len(s.formats) >= maxStored || s.commands+len(commands) > maxStoredCommand {
		return "", true
	}
	if s.formats == nil {
		s.formats = map[string][]zpl.Command{}
	}
	s.formats[name] = commands
	s.commands += len(commands)
	return name, true
}

// Put puts a picture on the shelf, under a name such as "R:LOGO.GRF". It reports
// false if there is no room.
func (s *Shelf) Put(name string, g zpl.Graphic) bool {
	s.remove(name)
	if len(s.pictures) >= maxStored || s.bytes+len(g.Bits) > maxStoredPicture {
		return false
	}
	if s.pictures == nil {
		s.pictures = map[string]zpl.Graphic{}
	}
	s.pictures[name] = g
	s.bytes += len(g.Bits)
	return true
}

// Picture returns a picture by its name.
func (s *Shelf) Picture(name string) (g zpl.Graphic, ok bool) {
	g, ok = s.pictures[name]
	return g, ok
}

// Names returns the names of all objects in order.
func (s *Shelf) Names() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for name := range s.formats {
			if !yield(name) {
				return
			}
		}
		maps.Keys(s.pictures)(yield)
	})
}

func (s *Shelf) remove(name string) {
	s.commands -= len(s.formats[name])
	delete(s.formats, name)
	s.bytes -= len(s.pictures[name].Bits)
	delete(s.pictures, name)
}

// Obey does what a command says that stores pictures (~DG ~DY) or deletes objects
// (^ID ~EG ^JB); others it passes over. Of a picture that is not whole it stores
// what there is. The error is about a picture.
func (s *Shelf) Obey(c zpl.Command) error {
	switch c.Code {
	case "~DG", "~DY":
		return s.download(c)
	case "^ID":
		s.delete(storedName(c))
	case "~EG":
		s.delete("*" + graphicExt)
	case "^JB":
		if device := c.Choice(0, 0); device != 0 {
			s.delete(string(device) + ":*")
		}
	}
	return nil
}

// download stores a picture. A ~DY of another ending than a picture's is passed over.
func (s *Shelf) download(c zpl.Command) error {
	if c.Code == "~DY" && c.Choice(1, 0) != 'P' && strings.IndexByte("BGPX\x00", c.Choice(2, 0)) < 0 {
		return nil
	}
	name := storedName(c)
	g, err := c.Graphic()
	switch {
	case g.Rows() == 0:
		s.remove(name)
	case !s.Put(name, g):
		err = fmt.Errorf("no room for %d bytes", len(g.Bits))
	}
	return err
}

// delete removes the objects of a name in which * and ? stand for anything.
func (s *Shelf) delete(pattern string) {
	for _, name := range s.Names() {
		if ok, err := path.Match(pattern, name); ok && err == nil {
			s.remove(name)
		}
	}
}

// Recall returns f with stored formats in the place of its ^XF. One that is not
// there leaves nothing; a stored format may not recall another.
func (s *Shelf) Recall(f zpl.Format) zpl.Format {
	if !slices.ContainsFunc(f.Commands, func(c zpl.Command) bool { return c.Code == "^XF" }) {
		return f
	}
	var commands []zpl.Command
	for _, c := range f.Commands {
		if stored, ok := find(s.formats, c); ok && c.Code == "^XF" && len(commands)+len(stored) <= maxStoredCommand {
			commands = append(commands, stored...)
			continue
		}
		commands = append(commands, c)
	}
	return zpl.Format{Commands: commands, Prefixes: f.Prefixes, Before: f.Before}
}

// find returns the object that c recalls: where c names no memory, the first there
// is on R:, E:, B: and A: (Zebra Programming Guide, ^XF, ^XG).
func find[T any](objects map[string]T, c zpl.Command) (object T, ok bool) {
	device, name := objectName(c)
	devices := []string{device}
	if device == "" {
		devices = []string{"R:", "E:", "B:", "A:"}
	}
	for _, device := range devices {
		if object, ok := objects[device+name]; ok {
			return object, true
		}
	}
	return object, false
}

// The object that commands mean when they name none, and parts of names that are
// left out (Zebra Programming Guide, ^DF, ^XG, ~DY).
const (
	usualDevice = "R:"
	usualObject = "UNKNOWN"
	formatExt   = ".ZPL"
	graphicExt  = ".GRF"
	pngExt      = ".PNG"
)

// storedName returns the name that a command gives an object, "R:NAME.ZPL".
func storedName(c zpl.Command) string {
	device, name := objectName(c)
	if device == "" {
		device = usualDevice
	}
	return device + name
}

// objectName returns the memory and the name of the object that a command names,
// "R:" and "NAME.ZPL"; device is "" where it names none.
func objectName(c zpl.Command) (device, name string) {
	name = strings.ToUpper(string(c.Param(0)))
	if len(name) >= 2 && name[1] == ':' {
		device, name = name[:2], name[2:]
	}
	if base, _, _ := strings.Cut(name, "."); base == "" {
		name = usualObject
	}
	return device, withExt(c, name)
}

// withExt returns a name with the ending that belongs to the command: ~DG adds
// its own to any other, ~DY puts its own in the place of others.
func withExt(c zpl.Command, name string) string {
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	switch {
	case c.Code == "~DY" && c.Choice(2, 'G') == 'P':
		return base + pngExt
	case c.Code == "~DY":
		return base + graphicExt
	case c.Code == "~DG" && ext != graphicExt:
		return strings.TrimSuffix(name, ".") + graphicExt
	case ext != "" && ext != ".":
		return name
	case c.Code == "^DF" || c.Code == "^XF":
		return base + formatExt
	}
	return base + graphicExt
}
