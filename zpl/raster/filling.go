package raster

import (
	"fmt"
	"maps"
	"slices"

	"github.com/eachmark/eachmark/zpl"
)

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

// Numbered reports whether f has numbered fields, or fields that take them in (^FE).
func Numbered(f zpl.Format) bool {
	return slices.ContainsFunc(f.Commands, func(c zpl.Command) bool { return c.Code == "^FN" || c.Code == "^FE" })
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
	joint    byte // of ^FE, 0 for none
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
		case "^FE":
			c.joint = command.Char(0, '#')
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
	values, joints := map[int][]byte{}, map[int]byte{}
	for field := range fields(f) {
		if c := l.read(field); c.number >= 0 && c.hasData && !c.programs {
			values[c.number], joints[c.number] = c.data, c.joint
		}
	}
	for number, value := range l.Values {
		values[number], joints[number] = []byte(value), 0
	}
	whole := maps.Clone(values)
	for number, joint := range joints {
		whole[number] = join(values[number], joint, values)
	}
	return whole
}

// fill returns a field with the data it has on the label.
func (l Filling) fill(field []zpl.Command, values map[int][]byte) []zpl.Command {
	c := l.read(field)
	c.data = join(c.data, c.joint, values)
	if c.number >= 0 {
		if value, ok := values[c.number]; ok {
			c.data, c.hasData = value, true
		}
		c.hasData = c.hasData && (c.hasPlace || c.programs)
	}
	filled := make([]zpl.Command, 0, len(field)+1)
	for _, command := range field {
		switch command.Code {
		case "^FN", "^FD", "^FV", "^SN", "^SF", "^FH", "^FE":
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
