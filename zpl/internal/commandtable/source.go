package commandtable

import (
	"bytes"
	"fmt"
	"go/format"
	"strconv"
	"strings"
)

// Source returns the table as Go source of package zpl, formatted.
func (t *Table) Source() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Code generated from commands.txt by zpl/internal/gen; DO NOT EDIT.\n\npackage zpl\n\n")
	fmt.Fprintf(&b, "var commands = [...]CommandInfo{\n")
	for _, c := range t.Commands {
		t.writeCommand(&b, c)
	}
	b.WriteString("}\n\n")
	t.writeIndex(&b)
	src, err := format.Source(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("commandtable: the generated source: %w", err)
	}
	return src, nil
}

func (t *Table) writeCommand(b *bytes.Buffer, c Command) {
	fmt.Fprintf(b, "{Code: %q, Lasts: %s, Meaning: %q, Source: %q,\n",
		c.Code, lifetimeName(c.Lasts), c.Meaning, t.Sources[c.Source]+", "+c.Code)
	for _, w := range []string{"blank", "data", "immediate", "drops", "prefix"} {
		if c.Has(w) {
			fmt.Fprintf(b, "%s: true,", capital(w))
		}
	}
	if n := c.fixed(); n > 0 {
		fmt.Fprintf(b, "fixed: %d,", n)
	}
	if n := len(c.Params); n > 0 && len(c.Params[n-1].Counted.Values) > 0 {
		p := c.Params[n-1].Counted
		fmt.Fprintf(b, "counted: counted{choice: %d, values: %q, count: %d, data: %d},", p.Choice, strings.Join(p.Values, ""), p.Count, n-1)
	}
	if len(c.Params) > 0 {
		b.WriteString("Params: []ParamInfo{\n")
		for _, p := range c.Params {
			writeParam(b, p)
		}
		b.WriteString("},\n")
	}
	b.WriteString("},\n")
}

// fixed is the number of bytes after the name that belong to the command
// whatever they are: those of commands that no delimiter and no prefix ends.
func (c Command) fixed() int {
	if !c.Has("prefix") && !c.Has("immediate") {
		return 0
	}
	n := 0
	for _, p := range c.Params {
		n += p.Chars
	}
	return n
}

func writeParam(b *bytes.Buffer, p Param) {
	fmt.Fprintf(b, "{Name: %q, Kind: Param%s, Values: %q,", p.Name, p.Kind, p.Values)
	if p.Kind == Number {
		fmt.Fprintf(b, "Min: %s, Max: %s,", number(p.Min), number(p.Max))
	}
	if p.Default != "" {
		fmt.Fprintf(b, "Default: %q,", p.Default)
	}
	fmt.Fprintf(b, "Meaning: %q},\n", p.Meaning)
}

func (t *Table) writeIndex(b *bytes.Buffer) {
	b.WriteString(`// commandIndex returns the place in commands of the command with the prefix
// and the one or two characters, second 0 for one, or -1.
func commandIndex(prefix, first, second byte) int {
	switch uint32(prefix)<<16 | uint32(first)<<8 | uint32(second) {
`)
	for i, c := range t.Commands {
		second := "0"
		if len(c.Code) == 3 {
			second = fmt.Sprintf("%q", c.Code[2])
		}
		fmt.Fprintf(b, "case %q<<16 | %q<<8 | %s: return %d\n", c.Code[0], c.Code[1], second, i)
	}
	b.WriteString("}\nreturn -1\n}\n")
}

func lifetimeName(s string) string { return "Lasts" + capital(s) }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
