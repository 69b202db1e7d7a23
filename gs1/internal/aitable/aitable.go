// Package aitable compiles the text table of application identifiers, ai.txt,
// to Go. [Parse] reads the text, [Generate] writes the source of the tables
// that package gs1 looks things up in.
//
// # Specification
//
// The layout of the text is explained at its head. An identifier's number of
// digits follows from its first two (GS1 General Specifications §7.8), which is
// what makes the generated lookup two array accesses.
//
// # Errors
//
// Errors name the line of the text that is wrong.
package aitable

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Table is the parsed text.
type Table struct {
	Rows     []Row          // one per identifier, ranges expanded, in lexical order
	Prefixes map[string]int // two digits → characters of an element string, identifier included

	// Signature is the identifier that SerialKeys need their optional serial
	// component beside, "" if there is none.
	Signature  string
	SerialKeys []string
}

// A Row says what there is to know about one identifier.
type Row struct {
	AI         string
	Title      string // "" if there is none
	Components []Component
	Predefined bool       // needs no separator
	Attribute  bool       // may be in the query of a Digital Link URI
	Key        bool       // may be the primary key of a Digital Link URI
	Qualifiers [][]string // alternative sequences of qualifiers of a key
	Requires   [][]string // each: alternatives such as "01+21"
	Excludes   []string   // identifiers or patterns such as "310n"
}

// MaxLinters is how many tests a component can name.
const MaxLinters = 3

// A Component is one part of a value.
type Component struct {
	Charset  byte // 'N', 'X', 'Y' or 'Z'
	Min, Max int  // characters
	Optional bool
	Linters  []string // names of the tests its text must pass
}

// Lengths returns the least and the greatest length of a value.
func (r Row) Lengths() (low, high int) {
	for _, c := range r.Components {
		if !c.Optional {
			low += c.Min
		}
		high += c.Max
	}
	return low, high
}

// Parse reads the text of the table.
func Parse(text []byte) (*Table, error) {
	t := &Table{Prefixes: map[string]int{}}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if err := t.addLine(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(t.Rows, func(a, b Row) int { return strings.Compare(a.AI, b.AI) })
	return t, t.check()
}

func (t *Table) addLine(line string) error {
	cells := strings.Split(line, "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	if digits, ok := strings.CutPrefix(cells[0], "prefix "); ok {
		return t.addPrefix(digits, cells[1:])
	}
	if signature, ok := strings.CutPrefix(cells[0], "serial "); ok {
		return t.addSerial(signature, cells[1:])
	}
	if len(cells) != 7 {
		return fmt.Errorf("%d columns, expected 7", len(cells))
	}
	row, err := parseRow(cells)
	if err != nil {
		return err
	}
	first, last, isRange := strings.Cut(cells[0], "-")
	if !isRange {
		last = first
	}
	return t.expand(row, first, last)
}

func (t *Table) addPrefix(digits string, cells []string) error {
	if len(digits) != 2 || len(cells) != 1 {
		return fmt.Errorf("prefix %q, expected two digits and a length", digits)
	}
	n, err := strconv.Atoi(cells[0])
	t.Prefixes[digits] = n
	return err
}

// addSerial reads "serial 8030 | 253 255".
func (t *Table) addSerial(signature string, cells []string) error {
	if t.Signature != "" || len(cells) != 1 {
		return fmt.Errorf("serial %q, expected one such line, with the keys", signature)
	}
	t.Signature, t.SerialKeys = signature, strings.Fields(cells[0])
	return nil
}

// expand adds row for every identifier from first to last.
func (t *Table) expand(row Row, first, last string) error {
	low, err1 := strconv.Atoi(first)
	high, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || len(first) != len(last) || low > high || len(first) < 2 || len(first) > 4 {
		return fmt.Errorf("%q to %q is no range of identifiers", first, last)
	}
	for n := low; n <= high; n++ {
		row.AI = fmt.Sprintf("%0*d", len(first), n)
		t.Rows = append(t.Rows, row)
	}
	return nil
}

func parseRow(cells []string) (row Row, err error) {
	if cells[1] != "-" {
		row.Title = cells[1]
	}
	for _, c := range list(cells[2], " + ") {
		component, err := parseComponent(c)
		if err != nil {
			return row, err
		}
		if len(component.Linters) > MaxLinters {
			return row, fmt.Errorf("component %q has more than %d tests", c, MaxLinters)
		}
		row.Components = append(row.Components, component)
	}
	switch cells[3] {
	case "fixed":
		row.Predefined = true
	case "FNC1":
	default:
		return row, fmt.Errorf("separator %q, expected fixed or FNC1", cells[3])
	}
	if err := row.parseRole(cells[4]); err != nil {
		return row, err
	}
	for _, requirement := range list(cells[5], "; ") {
		row.Requires = append(row.Requires, strings.Split(requirement, " or "))
	}
	row.Excludes = list(cells[6], " ")
	return row, nil
}

// parseRole reads the Digital Link column: "attribute, key 22>10>21 or 235".
func (r *Row) parseRole(cell string) error {
	for _, role := range list(cell, ", ") {
		switch word, rest, _ := strings.Cut(role, " "); word {
		case "attribute":
			r.Attribute = true
		case "key":
			r.Key = true
			for _, sequence := range list(rest, " or ") {
				r.Qualifiers = append(r.Qualifiers, strings.Split(sequence, ">"))
			}
		default:
			return fmt.Errorf("role %q, expected key or attribute", role)
		}
	}
	return nil
}

// parseComponent reads "N13 csum gcppos1" or "[X..17]".
func parseComponent(text string) (c Component, err error) {
	inner, found := strings.CutPrefix(text, "[")
	if found {
		c.Optional = true
		inner = strings.TrimSuffix(inner, "]")
	}
	words := strings.Fields(inner)
	if len(words) == 0 || !strings.Contains("NXYZ", words[0][:1]) {
		return c, fmt.Errorf("component %q, expected N, X, Y or Z and a length", text)
	}
	c.Charset, c.Linters = words[0][0], words[1:]
	digits, variable := strings.CutPrefix(words[0][1:], "..")
	c.Max, err = strconv.Atoi(digits)
	c.Min = c.Max
	if variable {
		c.Min = 1
	}
	return c, err
}

// list splits a cell; "-" and "" are empty lists.
func list(cell, separator string) []string {
	if cell == "-" || cell == "" {
		return nil
	}
	return strings.Split(cell, separator)
}

// check verifies what the lookup and the parsers rely on.
func (t *Table) check() error {
	digits := map[string]int{}
	for i, r := range t.Rows {
		prefix := r.AI[:2]
		if n, ok := digits[prefix]; ok && n != len(r.AI) {
			return fmt.Errorf("(%s): other identifiers with %s have %d digits", r.AI, prefix, n)
		}
		digits[prefix] = len(r.AI)
		if i > 0 && t.Rows[i-1].AI == r.AI {
			return fmt.Errorf("(%s) is there twice", r.AI)
		}
		low, high := r.Lengths()
		if total, ok := t.Prefixes[prefix]; ok != r.Predefined || ok && (low != high || total != high+len(r.AI)) {
			return fmt.Errorf("(%s) has %d to %d characters, which does not agree with prefix %s", r.AI, low, high, prefix)
		}
	}
	return t.checkPairs()
}
