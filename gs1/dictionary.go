package gs1

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Dictionary is what GS1 has laid down about all identifiers at some time.
type Dictionary struct {
	Release string // date of the release, as the file says it; "" if it does not
	Infos   []Info // in the order of the identifiers' digits
}

// BuiltIn returns the dictionary that this package works by.
func BuiltIn() Dictionary {
	d := Dictionary{Release: dictionaryDate}
	for i := range rules {
		info, _ := rules[i].ai.Info()
		d.Infos = append(d.Infos, info)
	}
	return d
}

// dictionaryDate is the date of the syntax dictionary that ai.txt follows.
const dictionaryDate = "2026-07-27"

// Bounds of a dictionary file.
const (
	maxDictionaryLine  = 4096  // bytes
	maxDictionaryLines = 20000 // identifiers have four digits at most
	maxValue           = 90    // characters; GS1 General Specifications §3.2
	maxComponents      = 5     // GS1 Barcode Syntax Engine 1.4.1
)

// A DictionaryError says what is wrong with a dictionary file and where.
type DictionaryError struct {
	Line, Column int // from 1; the column counts bytes
	What         string
}

// Error returns "gs1: dictionary line 12, column 5: …".
func (e *DictionaryError) Error() string {
	return fmt.Sprintf("gs1: dictionary line %d, column %d: %s", e.Line, e.Column, e.What)
}

// ParseDictionary reads a file in the format of the GS1 Barcode Syntax
// Dictionary, which its head explains: a line for an identifier or a range of
// them, with flags, components and their tests, attributes and the title.
//
// The error is a [*DictionaryError] for the first line that is wrong, or that of
// r. Attributes and flags that are not known are passed over, as the format asks
// for; tests that are not known are errors.
func ParseDictionary(r io.Reader) (Dictionary, error) {
	var d Dictionary
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, maxDictionaryLine), maxDictionaryLine)
	first := map[AI]int{}
	n := 1
	for ; lines.Scan(); n++ {
		if n > maxDictionaryLines {
			return d, &DictionaryError{n, 1, fmt.Sprintf("there are more than %d lines", maxDictionaryLines)}
		}
		text := lines.Text()
		if release, ok := strings.CutPrefix(text, "# Release: "); ok {
			d.Release = strings.TrimSpace(release)
		}
		p := dictionaryLine{text: text, line: n}
		infos, err := p.entry()
		if err != nil {
			return d, err
		}
		for _, info := range infos {
			if before := first[info.AI]; before != 0 {
				return d, &DictionaryError{n, 1, fmt.Sprintf("(%s) is on line %d already", info.AI, before)}
			}
			first[info.AI] = n
		}
		d.Infos = append(d.Infos, infos...)
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return d, &DictionaryError{n, maxDictionaryLine, fmt.Sprintf("the line is longer than %d bytes", maxDictionaryLine)}
	} else if err != nil {
		return d, err
	}
	slices.SortFunc(d.Infos, func(a, b Info) int { return strings.Compare(a.AI.String(), b.AI.String()) })
	return d, nil
}

// A dictionaryLine reads one line, word by word.
type dictionaryLine struct {
	text     string
	line, at int
	facts    int // where the title's "#" stands, or the end
}

func (p *dictionaryLine) fail(at int, format string, args ...any) error {
	return &DictionaryError{p.line, at + 1, fmt.Sprintf(format, args...)}
}

// word returns the next word before the title and where it begins, "" if there
// is none.
func (p *dictionaryLine) word() (word string, at int) {
	for p.at < p.facts && isBlank(p.text[p.at]) {
		p.at++
	}
	at = p.at
	for p.at < p.facts && !isBlank(p.text[p.at]) {
		p.at++
	}
	return p.text[at:p.at], at
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' }

// entry returns what the line says, for each identifier of a range.
func (p *dictionaryLine) entry() ([]Info, error) {
	title, found := "", false
	p.facts = len(p.text)
	if i := strings.IndexByte(p.text, '#'); i >= 0 {
		p.facts = i
		title, found = strings.TrimSpace(p.text[i+1:]), true
	}
	word, at := p.word()
	if word == "" {
		return nil, nil
	}
	low, high, err := p.identifiers(word, at)
	if err != nil {
		return nil, err
	}
	info := Info{Title: title}
	word, at = p.word()
	if word == "" && !found {
		return nil, p.fail(at, "the line ends after the identifier, expected components")
	}
	if isFlags(word) {
		info.Predefined, info.Link.Attribute = strings.Contains(word, "*"), strings.Contains(word, "?")
		word, at = p.word()
	}
	for ; isComponent(word); word, at = p.word() {
		if err := p.component(&info, word, at); err != nil {
			return nil, err
		}
	}
	if len(info.Components) == 0 {
		return nil, p.fail(at, "%.64q is no component, expected N, X, Y or Z and a length", word)
	}
	for ; word != ""; word, at = p.word() {
		if err := p.attribute(&info, word, at); err != nil {
			return nil, err
		}
	}
	return p.expand(info, low, high)
}

// expand returns info for the identifiers from low to high.
func (p *dictionaryLine) expand(info Info, low, high AI) (infos []Info, err error) {
	if info.Predefined && !info.fixedLength() && low.String()[:2] != "23" {
		// GS1 Barcode Syntax Engine 1.4.1 leaves this one prefix out of the rule.
		return nil, p.fail(0, "(%s) is marked * and has no fixed length", low)
	}
	for ai := low; ai <= high; ai++ {
		one := info
		one.AI = ai
		one.Components = slices.Clone(info.Components)
		one.Requires = slices.Clone(info.Requires)
		one.Excludes = slices.Clone(info.Excludes)
		infos = append(infos, one)
	}
	return infos, nil
}

func (i Info) fixedLength() bool {
	return !slices.ContainsFunc(i.Components, func(c Component) bool { return c.Optional || c.Min != c.Max })
}

// identifiers reads "01" or "3100-3105".
func (p *dictionaryLine) identifiers(word string, at int) (low, high AI, err error) {
	first, last, isRange := strings.Cut(word, "-")
	if !isRange {
		last = first
	}
	low, lowErr := ParseAI(first)
	if lowErr != nil {
		return 0, 0, p.fail(at, "%.64q is no identifier, expected 2 to 4 digits", first)
	}
	high, highErr := ParseAI(last)
	if highErr != nil || len(first) != len(last) || first[:len(first)-1] != last[:len(last)-1] || low > high {
		return 0, 0, p.fail(at+len(first)+1, "%.64q does not end a range from %s, which may differ in the last digit", last, first)
	}
	return low, high, nil
}

// isFlags reports whether word is made of the characters set aside for flags.
func isFlags(word string) bool {
	return word != "" && strings.Trim(word, "*!?\"$%&'()+,-./:;<=>@\\^_`{|}~") == ""
}

// isComponent reports whether word is one, in brackets if it may be absent.
// Attributes begin with a small letter.
func isComponent(word string) bool {
	return word != "" && (word[0] == '[' || word[0] >= 'A' && word[0] <= 'Z')
}

// component reads "N13,csum,gcppos1", "X..20" or "[X..17]" into info.
func (p *dictionaryLine) component(info *Info, word string, at int) error {
	format, tests, tested := strings.Cut(word, ",")
	c := Component{}
	inner := format
	if strings.HasPrefix(format, "[") {
		var closed bool
		if inner, closed = strings.CutSuffix(format[1:], "]"); !closed {
			return p.fail(at, "%.64q has no ] at its end", format)
		}
		c.Optional = true
	}
	if inner == "" || !strings.Contains("NXYZ", inner[:1]) {
		return p.fail(at, "%.64q has an unknown character set, expected N, X, Y or Z", format)
	}
	digits, variable := strings.CutPrefix(inner[1:], "..")
	n, err := strconv.Atoi(digits)
	if err != nil || digits[0] < '1' || digits[0] > '9' {
		return p.fail(at, "%.64q has no length, expected a number from 1", format)
	}
	c.Charset, c.Min, c.Max = Charset(inner[0]), n, n
	if variable {
		c.Min = 1
	}
	if tested {
		if c.Linters, err = p.tests(tests, at+len(format)+1); err != nil {
			return err
		}
	}
	return p.add(info, c, at)
}

// add adds a component if it can stand behind those before it.
func (p *dictionaryLine) add(info *Info, c Component, at int) error {
	total := c.Max
	for _, before := range info.Components {
		switch {
		case before.Optional && !c.Optional:
			return p.fail(at, "a component that must be there follows one that may be absent")
		case before.Min != before.Max:
			return p.fail(at, "a component follows one of variable length")
		}
		total += before.Max
	}
	if total > maxValue || c.Max > maxValue {
		return p.fail(at, "a value has more than %d characters", maxValue)
	}
	if len(info.Components) == maxComponents {
		return p.fail(at, "there are more than %d components", maxComponents)
	}
	info.Components = append(info.Components, c)
	return nil
}

// otherTests are tests that dictionaries may name beside those of this package:
// character sets, which say what the letter of the component says, and tests of
// former releases.
var otherTests = [...]string{
	"cset39", "cset64", "cset82", "csetnumeric",
	"hhmm", "iso3166list", "key", "keyoff1", "mmoptss", "yymmddhh",
}

// tests reads the names of tests that stand behind a component.
func (p *dictionaryLine) tests(list string, at int) (names []string, err error) {
	for name := range strings.SplitSeq(list, ",") {
		if !slices.Contains(linterNames[1:], name) && !slices.Contains(otherTests[:], name) {
			return nil, p.fail(at, "test %.64q is not known", name)
		}
		names = append(names, name)
		at += len(name) + 1
	}
	return names, nil
}

// attribute reads "req=01+21,02", "ex=37", "dlpkey" or "dlpkey=22,10,21|235" into
// info.
func (p *dictionaryLine) attribute(info *Info, word string, at int) error {
	key, value, assigned := strings.Cut(word, "=")
	if strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_") != "" || key == "" {
		return p.fail(at, "%.64q is no name of an attribute, expected small letters", key)
	}
	if value == "" && (assigned || key == "req" || key == "ex") {
		return p.fail(at, "attribute %.64q has no value", key)
	}
	at += len(key) + 1
	switch key {
	case "req":
		q := Requirement{}
		for alternative, from := range pieces(value, ",", at) {
			var all []Pattern
			for pattern, from := range pieces(alternative, "+", from) {
				all = append(all, Pattern(pattern))
				if !isPattern(pattern) {
					return p.badPattern(pattern, from)
				}
			}
			q = append(q, all)
		}
		info.Requires = append(info.Requires, q)
	case "ex":
		for pattern, from := range pieces(value, ",", at) {
			if !isPattern(pattern) {
				return p.badPattern(pattern, from)
			}
			info.Excludes = append(info.Excludes, Pattern(pattern))
		}
	case "dlpkey":
		info.Link.Key = true
		if assigned {
			return p.qualifiers(info, value, at)
		}
	}
	return nil
}

// qualifiers reads the qualifiers of a key, "22,10,21|235", into info.
func (p *dictionaryLine) qualifiers(info *Info, value string, at int) error {
	var list []qualifier
	sequence := uint8(0)
	for text, from := range pieces(value, "|", at) {
		position := uint8(0)
		for digits, from := range pieces(text, ",", from) {
			ai, err := ParseAI(digits)
			if err != nil {
				return p.badPattern(digits, from)
			}
			if len(list) == math.MaxUint8 {
				return p.fail(from, "there are more than %d qualifiers", math.MaxUint8)
			}
			list = append(list, qualifier{ai, sequence, position})
			position++
		}
		sequence++
	}
	info.Link.read = &list
	return nil
}

func (p *dictionaryLine) badPattern(text string, at int) error {
	return p.fail(at, "%.64q is no identifier, expected 2 to 4 digits, or n for any of the last ones", text)
}

// pieces yields the parts of a list and where each begins, if the list does at at.
func pieces(list, separator string, at int) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for piece := range strings.SplitSeq(list, separator) {
			if !yield(piece, at) {
				return
			}
			at += len(piece) + len(separator)
		}
	}
}

// isPattern reports whether text is an identifier or the beginning of one and n
// for each further digit.
func isPattern(text string) bool {
	digits := strings.TrimRight(text, "n")
	return len(text) >= 2 && len(text) <= 4 && digits != "" && strings.Trim(digits, "0123456789") == ""
}
