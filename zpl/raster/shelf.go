package raster

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/zpl"
)

// What a [Shelf] holds at most.
const (
	maxStored        = 256
	maxStoredCommand = 1 << 20 // of all formats
)

// A Shelf holds the formats that ^DF stores and ^XF recalls. The zero value is
// empty and ready to use.
type Shelf struct {
	formats  map[string][]zpl.Command // without ^XA, ^DF and ^XZ
	commands int
}

// The object that ^DF and ^XF mean when they name none, and parts of names that
// are left out (Zebra Programming Guide, ^DF).
const (
	usualDevice = "R:"
	usualObject = "UNKNOWN"
	formatExt   = ".ZPL"
)

// storedName returns the name of a format as the shelf has it, "R:NAME.ZPL".
func storedName(c zpl.Command) string {
	name := strings.ToUpper(string(c.Param(0)))
	device := usualDevice
	if len(name) >= 2 && name[1] == ':' {
		device, name = name[:2], name[2:]
	}
	if base, _, _ := strings.Cut(name, "."); base == "" {
		name = usualObject
	}
	if path.Ext(name) == "" {
		name = strings.TrimSuffix(name, ".") + formatExt
	}
	return device + name
}

// Store puts f on the shelf if it has a ^DF, and reports the name, such as
// "E:BOX.ZPL". A format beyond what a shelf holds is not stored; name is "" then.
func (s *Shelf) Store(f zpl.Format) (name string, isStored bool) {
	i := slices.IndexFunc(f.Commands, func(c zpl.Command) bool { return c.Code == "^DF" })
	if i < 0 {
		return "", false
	}
	name = storedName(f.Commands[i])
	commands := slices.DeleteFunc(slices.Clone(f.Commands), func(c zpl.Command) bool {
		return c.Code == "^XA" || c.Code == "^XZ" || c.Code == "^DF"
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

func (s *Shelf) remove(name string) {
	s.commands -= len(s.formats[name])
	delete(s.formats, name)
}

// Delete removes what a ^ID names, in which * and ? stand for anything, and
// returns the names.
func (s *Shelf) Delete(c zpl.Command) (names []string) {
	pattern := storedName(c)
	for name := range s.formats {
		if ok, err := path.Match(pattern, name); ok && err == nil {
			names = append(names, name)
			s.remove(name)
		}
	}
	slices.Sort(names)
	return names
}

// Recall returns f with stored formats in the place of its ^XF. One that is not
// there leaves nothing; a stored format may not recall another.
func (s *Shelf) Recall(f zpl.Format) zpl.Format {
	if !slices.ContainsFunc(f.Commands, func(c zpl.Command) bool { return c.Code == "^XF" }) {
		return f
	}
	var commands []zpl.Command
	for _, c := range f.Commands {
		if stored, ok := s.formats[storedName(c)]; ok && c.Code == "^XF" && len(commands)+len(stored) <= maxStoredCommand {
			commands = append(commands, stored...)
			continue
		}
		commands = append(commands, c)
	}
	return zpl.Format{Commands: commands, Prefixes: f.Prefixes}
}

// A Filling says how one label of a format differs from the others.
type Filling struct {
	Label  int                 // how often the counted fields (^SN, ^SF) have moved on
	Values map[int]string      // of numbered fields (^FN), instead of those in the format
	Change func([]byte) []byte // of all field data; nil for none
}

// Varies reports whether labels of f may differ by their number: whether it has
// counted fields.
func Varies(f zpl.Format) bool {
	return slices.ContainsFunc(f.Commands, func(c zpl.Command) bool { return c.Code == "^SN" || c.Code == "^SF" })
}

// Numbered reports whether f has numbered fields.
func Numbered(f zpl.Format) bool {
	return slices.ContainsFunc(f.Commands, func(c zpl.Command) bool { return c.Code == "^FN" })
}

// Fill returns f as one label has it, with plain ^FD instead of numbered and
// counted fields. A numbered field that only gives a value prints nothing itself.
func (l Filling) Fill(f zpl.Format) zpl.Format {
	filled := zpl.Format{Prefixes: f.Prefixes}
	values := l.values(f)
	for field := range fields(f) {
		filled.Commands = append(filled.Commands, l.fill(field, values)...)
	}
	return filled
}

// fields cuts a format after each ^FS.
func fields(f zpl.Format) func(yield func([]zpl.Command) bool) {
	return func(yield func([]zpl.Command) bool) {
		rest := f.Commands
		for len(rest) > 0 {
			n := 1 + slices.IndexFunc(rest, func(c zpl.Command) bool { return c.Code == "^FS" })
			if n == 0 {
				n = len(rest)
			}
			if !yield(rest[:n]) {
				return
			}
			rest = rest[n:]
		}
	}
}

// A content is what is known of the data of a field.
type content struct {
	number   int // of ^FN, -1 for none
	data     []byte
	hasData  bool
	hasPlace bool // or a look: it prints something
	programs bool // its data goes to the tag
}

// read reads a field on the label of l.
func (l Filling) read(commands []zpl.Command) content {
	c := content{number: -1}
	var mask *zpl.Command
	for i := range commands {
		switch command := &commands[i]; command.Code {
		case "^FN":
			c.number = command.Int(0, 0)
		case "^FD", "^FV":
			c.data, c.hasData = command.AppendData(nil), true
		case "^SN":
			c.data, c.hasData = countUp(*command, l.Label), true
		case "^SF":
			mask = command
		case "^RF":
			c.programs = true
		case "^FO", "^FT", "^A":
			c.hasPlace = true
		}
	}
	if mask != nil {
		c.data = maskUp(c.data, string(mask.Param(0)), string(mask.Param(1)), l.Label)
	}
	if l.Change != nil && c.hasData {
		c.data = l.Change(c.data)
	}
	return c
}

// values returns what the numbered fields of f hold on the label.
func (l Filling) values(f zpl.Format) map[int][]byte {
	values := map[int][]byte{}
	for field := range fields(f) {
		if c := l.read(field); c.number >= 0 && c.hasData && !c.programs {
			values[c.number] = c.data
		}
	}
	for number, value := range l.Values {
		values[number] = []byte(value)
	}
	return values
}

// fill returns a field with the data it has on the label.
func (l Filling) fill(field []zpl.Command, values map[int][]byte) []zpl.Command {
	c := l.read(field)
	if c.number >= 0 {
		if value, ok := values[c.number]; ok {
			c.data, c.hasData = value, true
		}
		c.hasData = c.hasData && (c.hasPlace || c.programs)
	}
	filled := make([]zpl.Command, 0, len(field)+1)
	for _, command := range field {
		switch command.Code {
		case "^FN", "^FD", "^FV", "^SN", "^SF", "^FH":
			continue
		case "^FS", "^XZ":
			if c.hasData {
				filled = append(filled, dataCommand(c.data))
				c.hasData = false
			}
		}
		filled = append(filled, command)
	}
	return filled
}

// dataCommand returns a ^FD of data.
func dataCommand(data []byte) zpl.Command {
	src := []byte("^FH_^FD")
	for _, b := range data {
		src = fmt.Appendf(src, "_%02X", b)
	}
	return zpl.Parse(src).Commands[1]
}
