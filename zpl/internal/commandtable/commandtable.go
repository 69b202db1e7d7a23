// Package commandtable reads the text table of ZPL II commands, commands.txt of
// package zpl, and writes it as Go source. [Parse] and [Table.Source] are all
// there is to it; the head of the table describes its layout.
//
// # Specification
//
// The facts are those of the documents the table names as its sources.
//
// # Errors
//
// Errors name the line of the table.
package commandtable

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Table is the commands in the order of the text.
type Table struct {
	Sources  map[string]string // short name and document
	Commands []Command
}

// A Command is one command and its parameters in order.
type Command struct {
	Code    string // "^FO", "~HS", "^A"
	Lasts   string // "field", "label", "kept" or "now"
	Words   []string
	Source  string // short name
	Meaning string
	Params  []Param
}

// Has reports whether the table gives the command the word.
func (c Command) Has(word string) bool { return slices.Contains(c.Words, word) }

// A Param is one parameter. Min and Max are set for Kind Number, Chars for
// Kind Chars.
type Param struct {
	Name, Values, Default, Meaning string

	Kind     Kind
	Min, Max float64
	Chars    int
}

// A Kind says how the bytes of a parameter are found and what they are.
type Kind string

const (
	Number Kind = "Number" // A..B
	Choice Kind = "Choice" // A|B|C
	Text   Kind = "Text"   // up to the delimiter
	Chars  Kind = "Chars"  // char, N*char
	Join   Kind = "Join"   // one byte, no delimiter after it
	Rest   Kind = "Rest"   // everything that is left
)

var (
	lifetimes = []string{"field", "label", "kept", "now"}
	words     = []string{"-", "blank", "data", "immediate", "drops", "prefix"}
)

// Parse reads the table and checks that every code stands once, that every
// word is known and that a parameter that takes everything is the last.
func Parse(text string) (*Table, error) {
	t := &Table{Sources: map[string]string{}}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		if err := t.add(line); err != nil {
			return nil, fmt.Errorf("commandtable: line %d: %w", number, err)
		}
	}
	return t, nil
}

func (t *Table) add(line string) error {
	switch {
	case line[0] == ' ' || line[0] == '\t':
		if len(t.Commands) == 0 {
			return fmt.Errorf("parameter before the first command")
		}
		return t.Commands[len(t.Commands)-1].addParam(line)
	case strings.HasPrefix(line, "source "):
		columns := split(line, 2)
		if len(columns) != 3 {
			return fmt.Errorf("source has %d columns, want 3", len(columns))
		}
		t.Sources[columns[1]] = columns[2]
		return nil
	}
	return t.addCommand(line)
}

func (t *Table) addCommand(line string) error {
	columns := split(line, 4)
	if len(columns) != 5 {
		return fmt.Errorf("command has %d columns, want 5", len(columns))
	}
	c := Command{
		Code:    columns[0],
		Lasts:   columns[1],
		Words:   strings.Split(columns[2], ","),
		Source:  strings.Trim(columns[3], "[]"),
		Meaning: columns[4],
	}
	if len(c.Code) < 2 || len(c.Code) > 3 || !strings.ContainsRune("^~", rune(c.Code[0])) {
		return fmt.Errorf("code %q, want ^ or ~ and one or two characters", c.Code)
	}
	if slices.ContainsFunc(t.Commands, func(o Command) bool { return o.Code == c.Code }) {
		return fmt.Errorf("%s stands twice", c.Code)
	}
	if !slices.Contains(lifetimes, c.Lasts) {
		return fmt.Errorf("%s lasts %q, want one of %q", c.Code, c.Lasts, lifetimes)
	}
	for _, w := range c.Words {
		if !slices.Contains(words, w) {
			return fmt.Errorf("%s has word %q, want one of %q", c.Code, w, words)
		}
	}
	if _, ok := t.Sources[c.Source]; !ok {
		return fmt.Errorf("%s has unknown source %q", c.Code, c.Source)
	}
	t.Commands = append(t.Commands, c)
	return nil
}

func (c *Command) addParam(line string) error {
	columns := split(line, 3)
	if len(columns) != 4 {
		return fmt.Errorf("parameter has %d columns, want 4", len(columns))
	}
	p := Param{Name: columns[0], Values: columns[1], Default: columns[2], Meaning: columns[3]}
	if p.Default == "-" {
		p.Default = ""
	}
	if n := len(c.Params); n > 0 && c.Params[n-1].Kind == Rest {
		return fmt.Errorf("%s has a parameter after one that takes everything", c.Code)
	}
	if err := p.readValues(); err != nil {
		return fmt.Errorf("%s parameter %s: %w", c.Code, p.Name, err)
	}
	c.Params = append(c.Params, p)
	return nil
}

func (p *Param) readValues() error {
	if low, high, ok := strings.Cut(p.Values, ".."); ok {
		p.Kind = Number
		var err1, err2 error
		p.Min, err1 = strconv.ParseFloat(low, 64)
		p.Max, err2 = strconv.ParseFloat(high, 64)
		if err1 != nil || err2 != nil || p.Min > p.Max {
			return fmt.Errorf("range %q", p.Values)
		}
		return nil
	}
	if n, ok := strings.CutSuffix(p.Values, "*char"); ok {
		p.Kind = Chars
		var err error
		p.Chars, err = strconv.Atoi(n)
		return err
	}
	switch p.Values {
	case "char":
		p.Kind, p.Chars = Chars, 1
	case "join":
		p.Kind = Join
	case "text":
		p.Kind = Text
	case "rest":
		p.Kind = Rest
	default:
		if !strings.Contains(p.Values, "|") {
			return fmt.Errorf("values %q", p.Values)
		}
		p.Kind = Choice
	}
	return nil
}

// split cuts off n columns and returns them with the rest of the line.
func split(line string, n int) []string {
	columns := strings.Fields(line)
	if len(columns) <= n {
		return columns
	}
	rest := line
	for _, c := range columns[:n] {
		rest = strings.TrimLeft(rest, " \t")[len(c):]
	}
	return append(columns[:n:n], strings.TrimSpace(rest))
}
