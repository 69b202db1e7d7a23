package zpl

import "bytes"

// AppendFormatted appends the program with one command a line. It means the same:
// line ends stand only where printers ignore them, so ^FS stays behind the data
// that it ends. Text between commands that is nothing but white space is left
// out. A program that makes a line end a prefix is appended as it is.
func (p *Program) AppendFormatted(b []byte) []byte {
	for i := range p.Commands {
		if c := p.Commands[i].prefixes; isLineEnd(c.Format) || isLineEnd(c.Control) || isLineEnd(c.Delimiter) {
			return p.AppendTo(b)
		}
	}
	start, open := len(b), false // open: the line may go on
	for i := range p.Commands {
		c := &p.Commands[i]
		source := c.trimmed()
		if len(source) == 0 {
			continue
		}
		if open && c.Code != "^FS" {
			b = append(b, '\n')
		}
		b = append(b, source...)
		open = c.info != nil && c.info.carriesData()
		if !open && !c.cutName() && len(b) > start && b[len(b)-1] != '\n' {
			b = append(b, '\n')
		}
	}
	if open && !p.Commands[len(p.Commands)-1].Binary() { // binary data may be cut off
		b = append(b, '\n')
	}
	return b
}

func isLineEnd(c byte) bool { return c == '\n' || c == '\r' }

// trimmed returns the source without line ends behind parameters, and text
// without white space around it.
func (c *Command) trimmed() []byte {
	switch {
	case c.Code == "":
		return bytes.TrimSpace(c.source)
	case c.info == nil || c.info.fixed > 0:
		return c.source
	}
	kept := len(c.source) - len(c.args) + c.binaryEnd
	return c.source[:kept+len(bytes.TrimRight(c.source[kept:], "\r\n"))]
}

// cutName reports whether the name of the command would take in a character
// that follows it.
func (c *Command) cutName() bool { return c.Code != "" && c.info == nil && len(c.source) < 3 }
