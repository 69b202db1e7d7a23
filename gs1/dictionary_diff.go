package gs1

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// A Difference says in which way an identifier is laid down otherwise in two
// dictionaries.
type Difference struct {
	AI   AI
	What string // "title is COUNT, was QTY"
}

// String returns "(37) title is COUNT, was QTY".
func (d Difference) String() string { return "(" + d.AI.String() + ") " + d.What }

// Diff yields what d lays down otherwise than old, identifier by identifier in
// the order of their digits.
func (d Dictionary) Diff(old Dictionary) iter.Seq[Difference] {
	return func(yield func(Difference) bool) {
		before, now := old.byAI(), d.byAI()
		for ai := range unionOf(old, d) {
			was, existed := before[ai]
			is, exists := now[ai]
			var changes []string
			switch {
			case !existed:
				changes = []string{"is new: " + strings.TrimSpace(is.Title+" "+is.format())}
			case !exists:
				changes = []string{"is not there any more: " + strings.TrimSpace(was.Title+" "+was.format())}
			default:
				changes = changesOf(was, is)
			}
			for _, what := range changes {
				if !yield(Difference{ai, what}) {
					return
				}
			}
		}
	}
}

func (d Dictionary) byAI() map[AI]Info {
	byAI := make(map[AI]Info, len(d.Infos))
	for _, info := range d.Infos {
		byAI[info.AI] = info
	}
	return byAI
}

// unionOf yields the identifiers of both, in the order of their digits.
func unionOf(a, b Dictionary) iter.Seq[AI] {
	var all []AI
	for _, info := range slices.Concat(a.Infos, b.Infos) {
		all = append(all, info.AI)
	}
	slices.SortFunc(all, func(a, b AI) int { return strings.Compare(a.String(), b.String()) })
	return slices.Values(slices.Compact(all))
}

// changesOf says what of an identifier has changed.
func changesOf(was, is Info) (changes []string) {
	change := func(what, was, is string) {
		if was != is {
			changes = append(changes, fmt.Sprintf("%s is %s, was %s", what, orNone(is), orNone(was)))
		}
	}
	change("title", was.Title, is.Title)
	change("format", was.format(), is.format())
	change("separator", was.separator(), is.separator())
	change("Digital Link role", was.Link.words(), is.Link.words())
	change("what it requires", requirementWords(was.Requires), requirementWords(is.Requires))
	change("what it excludes", excludeWords(was.Excludes), excludeWords(is.Excludes))
	return changes
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// format returns the components in the notation of the dictionary.
func (i Info) format() string {
	var parts []string
	for _, c := range i.Components {
		part := string(rune(c.Charset))
		if c.Min != c.Max {
			part += ".."
		}
		part += fmt.Sprint(c.Max)
		if c.Optional {
			part = "[" + part + "]"
		}
		parts = append(parts, strings.Join(append([]string{part}, c.Linters...), ","))
	}
	return strings.Join(parts, " ")
}

func (i Info) separator() string {
	if i.Predefined {
		return "not needed"
	}
	return "needed"
}

// words says what part an identifier can have in a URI.
func (r LinkRole) words() string {
	var roles []string
	if r.Attribute {
		roles = append(roles, "attribute")
	}
	var sequences []string
	for sequence := range r.Sequences() {
		var digits []string
		for _, ai := range sequence {
			digits = append(digits, ai.String())
		}
		sequences = append(sequences, strings.Join(digits, ","))
	}
	switch {
	case len(sequences) > 0:
		roles = append(roles, "key with the qualifiers "+strings.Join(sequences, " or "))
	case r.Key:
		roles = append(roles, "key")
	}
	return strings.Join(roles, " and ")
}

// requirementWords writes requirements in an order that does not depend on that
// of the file.
func requirementWords(requirements []Requirement) string {
	var all []string
	for _, r := range requirements {
		var alternatives []string
		for _, patterns := range r {
			alternatives = append(alternatives, joinPatterns(patterns, "+", false))
		}
		slices.Sort(alternatives)
		all = append(all, strings.Join(alternatives, " or "))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func excludeWords(patterns []Pattern) string { return joinPatterns(patterns, " ", true) }

func joinPatterns(patterns []Pattern, separator string, sorted bool) string {
	var words []string
	for _, p := range patterns {
		words = append(words, string(p))
	}
	if sorted {
		slices.Sort(words)
		words = slices.Compact(words)
	}
	return strings.Join(words, separator)
}
