package zpl

import (
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// LintOptions say what [Lint] takes for granted. The zero value and nil are for
// labels of any kind.
type LintOptions struct {
	// Prefixes in force at the start.
	Prefixes Prefixes

	// Controlled says that no number may stand on two labels or get lost: what
	// makes a printer count, copy or try again is an error. Without it that is a
	// warning, and only for formats that carry a serial number of GS1 or write a
	// tag.
	Controlled bool
}

// Lint yields what is wrong or doubtful in src, in the order of the commands
// that show it; what the end of a field or format shows comes there. Positions
// are in bytes of src. [LintCodes] explains the codes.
func Lint(src []byte, o *LintOptions) iter.Seq[gs1.Finding] {
	return func(yield func(gs1.Finding) bool) {
		if o == nil {
			o = &LintOptions{}
		}
		l := linter{options: *o, src: src, yield: yield, tries: 3, onFailure: 'N'}
		start := o.Prefixes.orUsual()
		program := ParseWith(src, start)
		for i := range program.Commands {
			c := &program.Commands[i]
			if l.command(c); l.stopped {
				return
			}
			l.previous = c.Code
		}
		l.endOfSource(start, program)
	}
}

// linter walks over the commands of a source.
type linter struct {
	options LintOptions
	src     []byte
	yield   func(gs1.Finding) bool
	stopped bool

	format  *Command // its ^XA, nil outside
	label   labelState
	field   fieldState
	outside bool // a command outside a format was told of

	previous string // code of the command before
	soft     bool   // the next report is a warning

	// What stays from format to format.
	units     byte // of ^MU, 0 for dots
	charset   int  // of ^CI, 0 if it was not set
	noReprint bool // ^JZN
	tries     int  // of ^RS
	onFailure byte // of ^RS
}

// labelState is what is known of the format in hand.
type labelState struct {
	begun    bool // a field was ended
	stored   bool // ^DF
	recalled bool // ^XF
	serial   *Command
	copies   *Command
	tag      *Command
	numbers  map[int]*numberedField
}

// A numberedField is what the fields of one ^FN have.
type numberedField struct {
	command *Command
	filled  bool
}

// fieldState is what is known of the field in hand.
type fieldState struct {
	data   *Command // ^FD or ^FV
	symbol *Command
	number *Command // ^FN
	tag    *Command // ^RF
	placed bool     // ^FO or ^FT
	serial bool     // ^SN or ^SF
}

// report yields a finding at [start, end) in the source.
func (l *linter) report(k lintKind, start, end int, expected, format string, args ...any) {
	if l.stopped {
		return
	}
	info := &lintCodes[k]
	f := gs1.Finding{
		Code: info.Code, Severity: info.Severity, Start: start, End: end,
		Found: quoteFrom(l.src[:end], start), Expected: expected,
		Message: fmt.Sprintf(format, args...), Fix: info.Fix, Rule: info.Rule,
	}
	switch {
	case l.soft:
		f.Severity = gs1.SeverityWarning
	case l.options.Controlled && k.endangersSerials():
		f.Severity = gs1.SeverityError
	}
	l.soft = false
	l.stopped = !l.yield(f)
}

// at reports a finding about a whole command, without the line ends after it.
func (l *linter) at(k lintKind, c *Command, expected, format string, args ...any) {
	end := c.Start + len(strings.TrimRight(string(c.source), "\r\n"))
	l.report(k, c.Start, max(end, c.Start+1), expected, format, args...)
}

// softly returns a linter whose next report is a warning.
func (l *linter) softly() *linter {
	l.soft = true
	return l
}

// parameter reports a finding about the i-th parameter.
func (l *linter) parameter(k lintKind, c *Command, i int, expected, format string, args ...any) {
	start, end := c.span(i)
	if start == end {
		start, end = c.Start, c.End-len(c.args)
	}
	l.report(k, start, end, expected, format, args...)
}

func (l *linter) command(c *Command) {
	switch {
	case c.Code == "":
		l.text(c)
		return
	case c.Code == CodeSGD:
		return
	case !c.Known():
		l.unknown(c)
		return
	}
	l.place(c)
	l.values(c)
	l.meaning(c)
}

// text is about text between commands.
func (l *linter) text(c *Command) {
	if text := strings.TrimSpace(string(c.source)); l.format != nil && text != "" {
		start := c.Start + strings.Index(string(c.source), text)
		l.report(lintText, start, start+len(text), "a command", "text after %s is ignored", l.previous)
	}
}

// unknown is about a command that is not in the table. In field data it is more
// likely data.
func (l *linter) unknown(c *Command) {
	bare := len(c.Code) == 1 // printers pass over a second prefix
	switch d := l.field.data; {
	case d != nil && bare:
		l.softly().at(lintUnescaped, c, "^FS", "%q in the data of %s may begin a command", c.source[0], d.Code)
	case d != nil:
		l.report(lintUnescaped, c.Start, c.Start+1, "^FS", "%q in the data of %s begins a command", c.source[0], d.Code)
	case bare:
		l.softly().at(lintUnknown, c, "the name of a command", "%q without a name", c.source[0])
	default:
		l.at(lintUnknown, c, "a command", "%s is no command", c.Code)
	}
}

// place is about commands where they do not belong.
func (l *linter) place(c *Command) {
	if c.Code == "^XA" {
		l.beginFormat(c)
		return
	}
	if l.format != nil {
		if d := l.field.data; d != nil && c.info.Immediate {
			l.report(lintUnescaped, c.Start, c.Start+1, "^FS", "%s in the data of %s acts at once", c.Code, d.Code)
		}
		return
	}
	switch {
	case c.Code == "^XZ":
		l.at(lintXA, c, "^XA before it", "^XZ ends no format")
	case !l.outside && (c.info.Lasts == LastsField || c.info.Lasts == LastsLabel):
		l.outside = true
		l.at(lintOutside, c, "^XA before it", "%s is in no format", c.Code)
	}
}

// beginFormat is about ^XA. A second one belongs to the format.
func (l *linter) beginFormat(c *Command) {
	if l.format != nil {
		l.softly().at(lintXZ, c, "^XZ before it", "^XA in a format")
		return
	}
	l.format, l.label, l.field, l.outside = c, labelState{}, fieldState{}, false
}

// values checks the parameters against the table.
func (l *linter) values(c *Command) {
	for i, p := range c.info.Params {
		value := string(c.Param(i))
		switch {
		case value == "" || p.Kind == ParamFile && len(value) < 2:
		case p.Kind == ParamFile && value[1] == ':':
			if !strings.ContainsRune("RrEeBbAaZz", rune(value[0])) {
				l.parameter(lintValue, c, i, "R:, E:, B:, A: or Z:", "%s is on device %s", c.Code, value[:2])
			}
		case p.Kind == ParamNumber || p.Kind == ParamChoice:
			l.number(c, i, p, value)
		}
	}
	l.surplus(c)
}

// number is about the value of a parameter that is a number or one of several.
func (l *linter) number(c *Command, i int, p ParamInfo, value string) {
	n, isNumber := decimal(value)
	rounded := strconv.FormatFloat(math.Round(n), 'f', -1, 64)
	fraction := isNumber && p.isWhole() && n != math.Round(n)
	expected := strings.NewReplacer("..", " to ", "|", ", ").Replace(p.Values)
	switch {
	case fraction && l.units != 0 && n > 0 && n <= p.Max:
	case fraction && (p.Allows(value) || p.Allows(rounded)):
		l.parameter(lintDecimal, c, i, "a whole number", "parameter %s of %s is %s", p.Name, c.Code, value)
	case p.Allows(value):
	case p.Kind != ParamNumber || !isNumber:
		l.parameter(lintValue, c, i, expected, "parameter %s of %s is %q, expected %s", p.Name, c.Code, value, expected)
	default:
		if n == 0 || c.Code == "^BY" { // the default; without effect on symbols that have a module of their own
			l.soft = true
		}
		l.parameter(lintRange, c, i, expected, "parameter %s of %s is %s, expected %s", p.Name, c.Code, value, expected)
	}
}

// surplus is about more parameters than the command has.
func (l *linter) surplus(c *Command) {
	n := len(c.info.Params)
	if n == 0 || c.info.carriesData() || c.info.fixed > 0 {
		return
	}
	if last := c.info.Params[n-1].Kind; last == ParamChars || last == ParamQuoted {
		return
	}
	for i := n; i < n+maxSurplus; i++ {
		if len(c.Param(i)) > 0 {
			l.parameter(lintSurplus, c, i, "", "%s has %d parameters", c.Code, n)
			return
		}
	}
}

// maxSurplus is how many parameters too many are looked at.
const maxSurplus = 16

// endOfSource is about what is still open.
func (l *linter) endOfSource(start Prefixes, program *Program) {
	if l.format != nil {
		l.endField(nil)
		l.at(lintXZ, l.format, "^XZ", "the format is not ended")
	}
	end, last := start, (*Command)(nil)
	for i := range program.Commands {
		if c := &program.Commands[i]; c.Known() && c.info.Prefix && len(c.args) > 0 {
			end.change(c.Code, c.args[0])
			last = c
		}
	}
	if last != nil && end != start {
		l.at(lintPrefix, last, "the prefixes of before", "the printer keeps %s for what comes after", last.Code)
	}
}
