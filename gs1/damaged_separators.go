package gs1

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

//go:embed separators.txt
var separatorTable string

// A separatorSpelling is what may stand for GS.
type separatorSpelling struct {
	spelling string // "" for nothing
	bits     float64
}

// replaces reports whether it is something else than GS.
func (s separatorSpelling) replaces() bool { return s.spelling != "" && s.spelling != "\x1d" }

// maxSeparators is how many spellings of one text are tried.
const maxSeparators = 10

// separatorsIn returns the spellings that t holds: those of separators.txt, then
// other characters that are neither letter nor digit, GS excepted.
func separatorsIn(t string) (list []separatorSpelling) {
	other, legal := 0.0, 0.0
	for line := range tableLines(separatorTable) {
		bits, rest, _ := strings.Cut(line, "|")
		spelling, _, _ := cutLast(rest, "|")
		cost, _ := strconv.ParseFloat(strings.TrimSpace(bits), 64)
		switch spelling = strings.TrimSpace(spelling); spelling {
		case "other":
			other = cost
		case "legal":
			legal = cost
		default:
			if s, err := strconv.Unquote(spelling); err == nil && strings.Contains(t, s) {
				list = append(list, separatorSpelling{s, cost})
			}
		}
	}
	for _, r := range t {
		if r == GS || r == ']' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		s := separatorSpelling{string(r), other}
		if len(s.spelling) == 1 && charsets[s.spelling[0]]&in82 != 0 {
			s.bits = legal
		}
		if !slices.ContainsFunc(list, func(known separatorSpelling) bool { return known.spelling == s.spelling }) {
			list = append(list, s)
		}
		if len(list) >= maxSeparators {
			break
		}
	}
	return list[:min(len(list), maxSeparators)]
}

// cutLast is strings.Cut at the last separator.
func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// tableLines returns the lines of a table that are neither empty nor a comment.
func tableLines(table string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimSuffix(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}
