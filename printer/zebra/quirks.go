package zebra

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Names of quirks in quirks.txt that change what is done or said.
const (
	QuirkSilent            = "silent"             // it answers no ~HS while it needs a person
	QuirkStatusOnly        = "status-only"        // it answers no Set-Get-Do
	QuirkApplicatorReprint = "applicator-reprint" // a signal of an applicator prints a label twice
)

// A Quirk is what the printers of a family do in their own way.
type Quirk struct {
	Name     string `json:"name"`             // "silent"
	Sentence string `json:"sentence"`         // to an operator, without its subject, the printer, and a full stop
	Source   string `json:"source"`           // where that is written, or was seen
	Unsure   bool   `json:"unsure,omitempty"` // the source does not say so of this very model

	lacks []string // variables it does not know, "*" at the end for any ending
}

// A Family is printers that have the same quirks.
type Family struct {
	Name   string
	Source string
	Quirks []Quirk

	models []string
}

// anyLinkOS is the model that stands for all printers that tell their version of
// Link-OS.
const anyLinkOS = "Link-OS"

//go:embed quirks.txt
var quirksText string

// families reads quirks.txt, once. A line that cannot be read is left out, and a
// test finds it.
var families = sync.OnceValue(func() []Family {
	all, _ := parseQuirks(quirksText)
	return all
})

// QuirksOf returns the family of a printer by what it says it is: by its model,
// otherwise by Link-OS. The zero Family is that of a printer of which nothing is
// known.
func QuirksOf(id Identity) Family {
	words := strings.FieldsFunc(id.Product, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if id.LinkOS != "" {
		words = append(words, anyLinkOS)
	}
	all := families()
	if i := slices.IndexFunc(all, func(f Family) bool { return f.hasModel(words) }); i >= 0 {
		return all[i]
	}
	return Family{}
}

func (f Family) hasModel(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return matches(f.models, w) })
}

// matches reports whether one of patterns is s, or with "*" at its end the begin
// of s.
func matches(patterns []string, s string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		begin, open := strings.CutSuffix(pattern, "*")
		return s == pattern || open && strings.HasPrefix(s, begin)
	})
}

// Has reports whether the printers of the family have the quirk of that name.
func (f Family) Has(name string) bool {
	return slices.ContainsFunc(f.Quirks, func(q Quirk) bool { return q.Name == name })
}

// Lacks reports whether the printers of the family do not know a variable of
// Set-Get-Do.
func (f Family) Lacks(variable string) bool {
	return slices.ContainsFunc(f.Quirks, func(q Quirk) bool { return matches(q.lacks, variable) })
}

// parseQuirks reads the text of the table; the first line that is wrong is the
// error.
func parseQuirks(text string) (all []Family, err error) {
	known, sources := map[string]Quirk{}, map[string]string{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "|")
		for i := range columns {
			columns[i] = strings.TrimSpace(columns[i])
		}
		kind, name, _ := strings.Cut(columns[0], " ")
		name = strings.TrimSpace(name)
		var failed error
		switch {
		case kind == "source" && len(columns) == 2:
			sources[name] = columns[1]
		case len(columns) != 4 || name == "":
			failed = fmt.Errorf("zebra: quirks: %q has not a name and three columns", line)
		case kind == "quirk":
			known[name] = Quirk{Name: name, Sentence: columns[2], Source: inFull(columns[3], sources), lacks: words(columns[1])}
		case kind == "family":
			f := Family{Name: name, Source: inFull(columns[3], sources), models: words(columns[1])}
			f.Quirks, failed = quirksNamed(known, words(columns[2]))
			all = append(all, f)
		default:
			failed = fmt.Errorf("zebra: quirks: %q is neither a quirk nor a family", line)
		}
		if err == nil {
			err = failed
		}
	}
	return all, err
}

// inFull writes the documents of a source, which ";" parts, in full.
func inFull(source string, names map[string]string) string {
	parts := strings.Split(source, "; ")
	for i, part := range parts {
		short, where, _ := strings.Cut(part, ",")
		if parts[i] = names[short]; where != "" {
			parts[i] += "," + where
		}
	}
	return strings.Join(parts, "; ")
}

// words returns the words of a column, none for "-".
func words(column string) []string {
	if column == "-" {
		return nil
	}
	return strings.Fields(column)
}

// quirksNamed looks up the quirks of a family, "?" after those that are not sure.
func quirksNamed(known map[string]Quirk, names []string) (quirks []Quirk, err error) {
	for _, name := range names {
		name, unsure := strings.CutSuffix(name, "?")
		q, ok := known[name]
		if !ok {
			err = fmt.Errorf("zebra: quirks: quirk %q has no line before it is named", name)
			continue
		}
		q.Unsure = unsure
		quirks = append(quirks, q)
	}
	return quirks, err
}
