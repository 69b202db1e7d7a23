package zpl

import (
	"bytes"
	"strings"
)

// The control characters that stand for ^XA, ^XZ and ^FS (Zebra Programming
// Guide, pages of these commands).
const (
	charXA = 0x02 // STX
	charXZ = 0x03 // ETX
	charFS = 0x0f // SI
)

// CodeSGD is the Code of a line of the Set-Get-Do language between formats.
const CodeSGD = "! U1"

// Prefixes are the bytes that introduce commands and separate parameters; a
// printer keeps them until ^CC, ^CT or ^CD changes them. A zero byte stands for
// the usual one: ^, ~ and a comma.
type Prefixes struct {
	Format    byte // ^CC
	Control   byte // ^CT
	Delimiter byte // ^CD
}

// UsualPrefixes are those of a printer as it leaves the factory.
var UsualPrefixes = Prefixes{Format: '^', Control: '~', Delimiter: ','}

func (p Prefixes) orUsual() Prefixes {
	if p.Format == 0 {
		p.Format = '^'
	}
	if p.Control == 0 {
		p.Control = '~'
	}
	if p.Delimiter == 0 {
		p.Delimiter = ','
	}
	return p
}

// special reports whether c ends the parameters of a command.
func (p Prefixes) special(c byte) bool {
	return c == p.Format || c == p.Control || c == charXA || c == charXZ || c == charFS
}

// change sets what the command with the code changes, to the byte to. NUL is not
// taken: it stands for the usual prefix.
func (p *Prefixes) change(code string, to byte) {
	if to == 0 {
		return
	}
	switch code[1:] {
	case "CC":
		p.Format = to
	case "CT":
		p.Control = to
	case "CD":
		p.Delimiter = to
	}
}

// A Program is everything that was in a source, in order.
type Program struct {
	Commands []Command // with Code "" for what stands between commands
}

// Parse reads src. It never fails: what is no command is kept as text between
// commands, and the program written again is src, byte for byte. The program
// refers to src, which must not change.
func Parse(src []byte) *Program { return ParseWith(src, Prefixes{}) }

// ParseWith is [Parse] for a source that begins under other prefixes.
func ParseWith(src []byte, p Prefixes) *Program {
	s := scanner{src: src, prefixes: p.orUsual()}
	program := &Program{Commands: make([]Command, 0, 2*bytes.Count(src, []byte{s.prefixes.Format})+1)}
	for s.pos < len(src) {
		program.Commands = append(program.Commands, s.next())
	}
	return program
}

// AppendTo appends the source of the program.
func (p *Program) AppendTo(b []byte) []byte { return appendCommands(b, p.Commands) }

func appendCommands(b []byte, commands []Command) []byte {
	for _, c := range commands {
		b = append(b, c.source...)
	}
	return b
}

// A Format is the commands of one label, from ^XA to ^XZ, with the text between
// them.
type Format struct {
	Commands []Command
	Prefixes Prefixes  // in force at its start
	Before   []Command // the control commands between the format before and this one: ~DG, ~SD, …
}

// AppendTo appends the source of the format, without what is before it.
func (f Format) AppendTo(b []byte) []byte { return appendCommands(b, f.Commands) }

// Formats returns the complete formats of the program. A ^XA inside a format
// belongs to it.
func (p *Program) Formats() []Format {
	var formats []Format
	var before []Command
	start := -1
	for i, c := range p.Commands {
		switch {
		case start < 0 && strings.HasPrefix(c.Code, "~"):
			before = append(before, c)
		case c.Code == "^XA" && start < 0:
			start = i
		case c.Code == "^XZ" && start >= 0:
			formats = append(formats, Format{
				Commands: p.Commands[start : i+1 : i+1],
				Prefixes: p.Commands[start].prefixes,
				Before:   before,
			})
			start, before = -1, nil
		}
	}
	return formats
}

// scanner cuts a source into commands.
type scanner struct {
	src      []byte
	pos      int
	prefixes Prefixes
	open     bool // between ^XA and ^XZ
	hex      byte // indicator of ^FH, 0 if none
}

func (s *scanner) next() Command {
	c := Command{Start: s.pos, prefixes: s.prefixes}
	switch b := s.src[s.pos]; {
	case b == s.prefixes.Format || b == s.prefixes.Control:
		s.command(&c)
	case s.prefixes.special(b):
		s.pos++
		c.setKnown(controlCode(b))
	case !s.open && isSGD(s.src[s.pos:]):
		c.Code = CodeSGD
		s.pos += sgdLength(s.src[s.pos:])
	default:
		s.text()
	}
	c.End = s.pos
	c.source = s.src[c.Start:c.End]
	s.follow(&c)
	return c
}

// controlCode returns the place in the table of the command that a control
// character stands for.
func controlCode(b byte) int {
	switch b {
	case charXA:
		return commandIndex('^', 'X', 'A')
	case charXZ:
		return commandIndex('^', 'X', 'Z')
	}
	return commandIndex('^', 'F', 'S')
}

// text passes over bytes up to what begins a command or, between formats, a
// line of Set-Get-Do.
func (s *scanner) text() {
	for ; s.pos < len(s.src) && !s.prefixes.special(s.src[s.pos]); s.pos++ {
		if !s.open && s.src[s.pos] == '!' && isSGD(s.src[s.pos:]) {
			return
		}
	}
}

// command passes over a command, its name and parameters.
func (s *scanner) command(c *Command) {
	prefix := byte('^')
	if s.src[s.pos] != s.prefixes.Format {
		prefix = '~'
	}
	s.pos++
	s.name(c, prefix)
	args := s.pos
	switch {
	case c.info == nil:
		s.text()
	case c.info.fixed > 0 || len(c.info.Params) == 0:
		s.pos = min(len(s.src), s.pos+c.info.fixed)
	default:
		s.binary(c)
		s.text()
	}
	c.args = s.src[args:s.pos]
}

// binary passes over parameters that end in binary data, and that data.
func (s *scanner) binary(c *Command) {
	head := headLength(c.info.counted.data, s.src[s.pos:], s.prefixes)
	if head == 0 {
		return
	}
	if n := c.countedBytes(s.src[s.pos : s.pos+head]); n > 0 {
		n = min(n, len(s.src)-s.pos-head)
		c.binary, c.binaryEnd = head, head+n
		s.pos += head + n
	}
}

// maxHead is more than the parameters before binary data need.
const maxHead = 256

// headLength returns the length of the n parameters that src begins with, their
// delimiters included, or 0 if they are not there.
func headLength(n int, src []byte, p Prefixes) int {
	for i, b := range src[:min(len(src), maxHead)] {
		switch {
		case n == 0 || p.special(b):
			return 0
		case b != p.Delimiter:
		default:
			if n--; n == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// countedBytes returns how many bytes of binary data follow the parameters
// head, 0 if what follows is text.
func (c Command) countedBytes(head []byte) int {
	c.args = head
	rule := c.info.counted
	if choice := c.Choice(rule.choice, 0); choice == 0 || strings.IndexByte(rule.values, choice) < 0 {
		return 0
	}
	return min(c.Int(rule.count, 0), int(c.info.Params[rule.count].Max))
}

// name reads the one or two characters after the prefix.
func (s *scanner) name(c *Command, prefix byte) {
	name := s.src[s.pos:min(len(s.src), s.pos+2)]
	for i := range name {
		if s.prefixes.special(name[i]) {
			name = name[:i]
			break
		}
	}
	if i := findCommand(prefix, name); i >= 0 {
		c.setKnown(i)
		s.pos += len(c.Code) - 1
		return
	}
	s.pos += len(name)
	c.Code = string(append([]byte{prefix}, bytes.ToUpper(name)...))
}

// findCommand returns the place in the table of the command with the prefix
// whose name the bytes begin with, or -1.
func findCommand(prefix byte, name []byte) int {
	if len(name) == 0 {
		return -1
	}
	first := upper(name[0])
	if len(name) > 1 {
		if i := commandIndex(prefix, first, upper(name[1])); i >= 0 {
			return i
		}
	}
	return commandIndex(prefix, first, 0)
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// follow lets the command act on how the rest is read.
func (s *scanner) follow(c *Command) {
	switch c.Code {
	case "^XA":
		s.open, s.hex = true, 0
	case "^XZ":
		s.open, s.hex = false, 0
	case "^FS":
		s.hex = 0
	case "^FH":
		s.hex = c.Char(0, '_')
	case "^FD", "^FV":
		c.hex, s.hex = s.hex, 0
	case "^HV":
		c.hex = s.hex
	case "^CC", "~CC", "^CT", "~CT", "^CD", "~CD":
		if len(c.args) > 0 {
			s.prefixes.change(c.Code, c.args[0])
		}
	}
}
