package zpl

import "bytes"

// A Command is one command with its parameters, or a stretch of source that is
// none.
type Command struct {
	// Code is the name with the usual prefix, in upper case: "^FO", "~HS". It
	// is "" for text between commands, [CodeSGD] for a line of that language,
	// and "^" or "~" alone where no name follows.
	Code       string
	Start, End int // [Start, End) in bytes of the source

	source    []byte
	args      []byte // what follows the name
	binary    int    // where counted bytes begin in args, 0 if none do
	binaryEnd int
	info      *CommandInfo
	prefixes  Prefixes // in force at its start
	hex       byte     // indicator of ^FH for field data, 0 if none
}

func (c *Command) setKnown(i int) {
	c.info = &commands[i]
	c.Code = c.info.Code
}

// Known reports whether the command is in the table; [Lookup] says more.
func (c Command) Known() bool { return c.info != nil }

// Source returns the bytes of the command in the source, with its prefix and
// all up to the next command. It must not be changed.
func (c Command) Source() []byte { return c.source }

// Args returns what follows the name, not cut into parameters. It must not be
// changed.
func (c Command) Args() []byte { return c.args }

// Binary reports whether the last parameter is binary data whose length another
// one says, as in ^GFB. [Command.Param] returns it as it is.
func (c Command) Binary() bool { return c.binary > 0 }

// Param returns the i-th parameter from 0 without white space around it; it is
// empty if the parameter is not there. It must not be changed.
func (c Command) Param(i int) []byte {
	start, end := c.paramAt(i)
	return c.args[start:end]
}

// paramAt returns where the i-th parameter is in args, [start, end); at the end
// of them, if it is not there.
func (c Command) paramAt(i int) (start, end int) {
	if c.Binary() && i == c.info.counted.data {
		return c.binary, c.binaryEnd
	}
	rest := c.args
	for k := 0; rest != nil; k++ {
		start = len(c.args) - len(rest)
		var p []byte
		p, rest = c.cut(k, rest)
		if k == i {
			left := len(p) - len(bytes.TrimLeft(p, whiteSpace))
			return start + left, start + left + len(bytes.Trim(p, whiteSpace))
		}
	}
	return len(c.args), len(c.args)
}

// span returns where the i-th parameter is in the source, [start, end); at the
// end of the command, if it is not there.
func (c Command) span(i int) (start, end int) {
	args := c.End - len(c.args)
	start, end = c.paramAt(i)
	return args + start, args + end
}

// whiteSpace may stand around a parameter.
const whiteSpace = " \t\r\n\v\f"

// cut cuts the k-th parameter off what is left of the parameters; rest is nil
// after the last.
func (c Command) cut(k int, args []byte) (p, rest []byte) {
	kind, last := ParamText, false
	if c.info != nil && k < len(c.info.Params) {
		kind, last = c.info.Params[k].Kind, k == len(c.info.Params)-1
		if !last && c.info.Params[k+1].Kind == ParamQuoted {
			return c.cutQuoted(args)
		}
	}
	switch {
	case kind == ParamRest || kind == ParamQuoted || kind == ParamChars && last:
		return args, nil
	case kind == ParamJoin && len(args) > 0 && args[0] != c.prefixes.Delimiter:
		return args[:1], args[1:]
	case kind == ParamJoin:
		return nil, args
	}
	i := bytes.IndexByte(args, c.prefixes.Delimiter)
	if i < 0 {
		return args, nil
	}
	return args[:i], args[i+1:]
}

// cutQuoted cuts before a quotation mark.
func (c Command) cutQuoted(args []byte) (p, rest []byte) {
	i := bytes.IndexByte(args, '"')
	if i < 0 {
		return args, nil
	}
	return args[:i], args[i:]
}

// Char returns the first byte of the i-th parameter, or otherwise if it is not
// there.
func (c Command) Char(i int, otherwise byte) byte {
	p := c.Param(i)
	if len(p) == 0 {
		return otherwise
	}
	return p[0]
}

// Choice returns the first byte of the i-th parameter in upper case, or
// otherwise if it is not there.
func (c Command) Choice(i int, otherwise byte) byte { return upper(c.Char(i, otherwise)) }

// Int returns the i-th parameter as a whole number, or otherwise if it is not
// there or does not begin with a number. What follows the number is ignored, a
// number beyond a thousand million is taken as that.
func (c Command) Int(i, otherwise int) int {
	p := c.Param(i)
	negative := false
	if len(p) > 0 && (p[0] == '-' || p[0] == '+') {
		negative = p[0] == '-'
		p = p[1:]
	}
	if len(p) == 0 || !isDigit(p[0]) {
		return otherwise
	}
	const most = 1_000_000_000
	n := 0
	for _, d := range p {
		if !isDigit(d) {
			break
		}
		n = min(most, n*10+int(d-'0'))
	}
	if negative {
		return -n
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Dots returns the i-th parameter as a length, put into 0…[MaxDots].
func (c Command) Dots(i int, otherwise Dots) Dots {
	return min(max(Dots(c.Int(i, int(otherwise))), 0), MaxDots)
}

// AppendData appends the field data of a ^FD or ^FV as the field means it: the
// escapes of its ^FH are read, carriage returns and line feeds of the source
// left out. For other commands it appends nothing.
func (c Command) AppendData(b []byte) []byte {
	if c.Code != "^FD" && c.Code != "^FV" {
		return b
	}
	return c.appendUnescaped(b, c.args)
}

// AppendParam appends the i-th parameter; of ^HV with the escapes of its ^FH
// read, as that has them in its header and terminator.
func (c Command) AppendParam(b []byte, i int) []byte { return c.appendUnescaped(b, c.Param(i)) }

// appendUnescaped appends data without the line ends of the source, its escapes
// of ^FH read.
func (c Command) appendUnescaped(b, data []byte) []byte {
	for i := 0; i < len(data); i++ {
		d := data[i]
		switch {
		case d == '\r' || d == '\n':
			continue
		case c.hex != 0 && d == c.hex && i+2 < len(data) && isHex(data[i+1]) && isHex(data[i+2]):
			b = append(b, unhex(data[i+1])<<4|unhex(data[i+2]))
			i += 2
		default:
			b = append(b, d)
		}
	}
	return b
}

func isHex(c byte) bool { return isDigit(c) || 'A' <= upper(c) && upper(c) <= 'F' }

func unhex(c byte) byte {
	if isDigit(c) {
		return c - '0'
	}
	return upper(c) - 'A' + 10
}
