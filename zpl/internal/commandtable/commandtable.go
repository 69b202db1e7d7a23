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
	Lasts   string // "field", "label", "kept", "saved" or "now"
	Words   []string
	Source  string // short name
	Meaning string
	Params  []Param
}

// Has reports whether the table gives the command the word.
func (c Command) Has(word string) bool { return slices.Contains(c.Words, word) }

// A Param is one parameter. Min and Max are set for Kind Number, Chars for
// Kind Chars, Counted for Kind Rest.
type Param struct {
	Name, Values, Default, Meaning string

	Kind     Kind
	Min, Max float64
	Chars    int
	Counted  Counted
}

// Counted says which parameter, having one of the values, makes another one the
// number of bytes of the last; it is zero where nothing does.
type Counted struct {
	Choice int
	Values []string
	Count  int
}

// A Kind says how the bytes of a parameter are found and what they are.
type Kind string

const (
	Number Kind = "Number" // A..B
	Choice Kind = "Choice" // A|B|C
	Text   Kind = "Text"   // up to the delimiter
	File   Kind = "File"   // device:name.ending up to the delimiter
	Quoted Kind = "Quoted" // in quotation marks, no delimiter before it
	Chars  Kind = "Chars"  // char, N*char
	Join   Kind = "Join"   // one byte, no delimiter after it
	Rest   Kind = "Rest"   // everything that is left
)

var (
	lifetimes = []string{"field", "label", "kept", "saved", "now"}
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
	err := p.readValues()
	if condition, ok := strings.CutPrefix(p.Values, "rest["); ok {
		p.Kind, p.Values = Rest, "rest"
		p.Counted, err = c.readCounted(strings.TrimSuffix(condition, "]"))
	}
	if err != nil {
		return fmt.Errorf("%s parameter %s: %w", c.Code, p.Name, err)
	}
	c.Params = append(c.Params, p)
	return nil
}

// readCounted reads a=B|C:b, in which a and b are parameters of the command.
func (c *Command) readCounted(condition string) (Counted, error) {
	choice, rest, _ := strings.Cut(condition, "=")
	values, count, _ := strings.Cut(rest, ":")
	place := func(name string) int {
		return slices.IndexFunc(c.Params, func(p Param) bool { return p.Name == name })
	}
	n := Counted{place(choice), strings.Split(values, "|"), place(count)}
	if n.Choice < 0 || n.Count < 0 || c.Params[n.Count].Kind != Number {
		return Counted{}, fmt.Errorf("condition %q, want a=B|C:b of parameters before it, b a number", condition)
	}
	return n, nil
}

var kinds = map[string]Kind{"text": Text, "rest": Rest, "file": File, "quoted": Quoted, "join": Join, "char": Chars}

func (p *Param) readValues() error {
	if kind, ok := kinds[p.Values]; ok {
		p.Kind = kind
		if kind == Chars {
			p.Chars = 1
		}
		return nil
	}
	if n, ok := strings.CutSuffix(p.Values, "*char"); ok {
		p.Kind = Chars
		var err error
		p.Chars, err = strconv.Atoi(n)
		return err
	}
	var err error
	if low, high, ok := strings.Cut(p.Values, ".."); ok && !strings.Contains(p.Values, "|") {
		p.Kind = Number
		p.Min, p.Max, err = bounds(low, high)
		return err
	}
	p.Kind = Choice
	for value := range strings.SplitSeq(p.Values, "|") {
		if err := checkAlternative(value); err != nil {
			return err
		}
	}
	return nil
}

func bounds(low, high string) (least, most float64, err error) {
	least, err1 := strconv.ParseFloat(low, 64)
	most, err2 := strconv.ParseFloat(high, 64)
	if err1 != nil || err2 != nil || least > most {
		return 0, 0, fmt.Errorf("range %q", low+".."+high)
	}
	return least, most, nil
}

// checkAlternative refuses what is neither a value nor a range of numbers or
// letters. Values are a sign, digits or capitals.
func checkAlternative(value string) error {
	low, high, ok := strings.Cut(value, "..")
	if ok && !(isCapital(low) && isCapital(high) && low <= high) {
		_, _, err := bounds(low, high)
		return err
	}
	lower := strings.ContainsFunc(value, func(r rune) bool { return 'a' <= r && r <= 'z' })
	if value == "" || lower {
		return fmt.Errorf("value %q", value)
	}
	return nil
}

func isCapital(s string) bool { return len(s) == 1 && 'A' <= s[0] && s[0] <= 'Z' }

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
