package gs1_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/internal/aitable"
)

// A naive parser reads ai.txt into a map and judges values with regular
// expressions. It says only whether a text is right, but does so in the plainest
// way: the parsers must agree with it, and benchmarks show what they gain.
type naive struct {
	formats map[string]*format
	pairs   oracle
}

// A format is what a value must look like.
type format struct {
	ai       gs1.AI
	length   int // if it is predefined
	pattern  *regexp.Regexp
	linters  [][]string // of each group of the pattern
	optional []bool
}

func newNaive(t testing.TB) *naive {
	n := &naive{map[string]*format{}, oracle{}}
	for _, r := range readTable(t).Rows {
		n.formats[r.AI] = newFormat(t, r)
	}
	return n
}

func newFormat(t testing.TB, r aitable.Row) *format {
	f := &format{ai: ai(t, r.AI)}
	if r.Predefined {
		f.length, _ = r.Lengths()
	}
	pattern := ""
	for _, c := range r.Components {
		set := map[byte]string{'N': `[0-9]`, 'X': `[!"%-?A-Z_a-z]`, 'Y': `[#\-/0-9A-Z]`, 'Z': `[-_=0-9A-Za-z]`}[c.Charset]
		group := fmt.Sprintf("(%s{%d,%d})", set, c.Min, c.Max)
		if c.Optional {
			group += "?"
		}
		pattern += group
		if c.Charset == 'Z' {
			c.Linters = append([]string{"cset64"}, c.Linters...)
		}
		f.linters = append(f.linters, c.Linters)
		f.optional = append(f.optional, c.Optional)
	}
	f.pattern = regexp.MustCompile("^" + pattern + "$")
	return f
}

// scan reads what a scanner transmits in one of four symbologies. A nil list
// means that something is wrong.
func (n *naive) scan(data string) []gs1.Element {
	if !elementSymbology.MatchString(data) {
		return nil
	}
	var elements []gs1.Element
	for at := 3; at < len(data); {
		f := n.find(data[at:])
		if f == nil {
			return nil
		}
		at += len(f.ai.String())
		value, _, _ := strings.Cut(data[at:], "\x1d")
		if f.length > 0 && len(value) > f.length {
			value = value[:f.length]
		}
		elements = append(elements, gs1.Element{AI: f.ai, Value: value, Pos: at})
		if at += len(value); strings.HasPrefix(data[at:], "\x1d") {
			at++
		}
	}
	return n.judge(elements)
}

var elementSymbology = regexp.MustCompile(`^\](C1|d2|e0|Q3)`)

// find returns the format of the identifier that data starts with.
func (n *naive) find(data string) *format {
	for digits := 2; digits <= min(4, len(data)); digits++ {
		if f := n.formats[data[:digits]]; f != nil {
			return f
		}
	}
	return nil
}

var bracketedElement = regexp.MustCompile(`\(([0-9]{2,4})\)((?:\\\(|[^(])*)`)

// bracketed reads bracketed text. A nil list means that something is wrong.
func (n *naive) bracketed(s string) []gs1.Element {
	var elements []gs1.Element
	end := 0
	for _, m := range bracketedElement.FindAllStringSubmatchIndex(s, -1) {
		f := n.formats[s[m[2]:m[3]]]
		if f == nil || m[0] != end {
			return nil
		}
		value := strings.ReplaceAll(s[m[4]:m[5]], `\(`, "(")
		elements = append(elements, gs1.Element{AI: f.ai, Value: value, Pos: m[4]})
		end = m[1]
	}
	if end != len(s) {
		return nil
	}
	return n.judge(elements)
}

// judge returns elements if they are right, each and together.
func (n *naive) judge(elements []gs1.Element) []gs1.Element {
	for _, e := range elements {
		if !n.formats[e.AI.String()].matches(e.Value) {
			return nil
		}
	}
	if n.pairs.judge(elements) != nil {
		return nil
	}
	return elements
}

func (f *format) matches(value string) bool {
	parts := f.pattern.FindStringSubmatch(value)
	if parts == nil {
		return false
	}
	for i, linters := range f.linters {
		if part := parts[i+1]; part != "" || !f.optional[i] {
			if slices.ContainsFunc(linters, func(name string) bool { return !naiveLinter(name, part) }) {
				return false
			}
		}
	}
	return true
}

var (
	shortDate = regexp.MustCompile(`^[0-9]{2}((0[1-9]|1[0-2])([01][0-9]|2[0-8])|(0[13-9]|1[0-2])(29|30)|(0[13578]|1[02])31)$`)
	leapDate  = regexp.MustCompile(`^([02468][048]|[13579][26])0229$`)
)

// naiveLinter makes the tests that most messages need, and takes the others as
// they are.
func naiveLinter(name, text string) bool {
	switch name {
	case "csum":
		sum := 0
		for i := range len(text) {
			d, _ := strconv.Atoi(text[len(text)-1-i : len(text)-i])
			sum += d * (1 + i%2*2)
		}
		return sum%10 == 0
	case "gcppos1", "gcppos2":
		return regexpPrefix[name].MatchString(text)
	case "yymmdd":
		return (shortDate.MatchString(text) || leapDate.MatchString(text)) && !strings.HasSuffix(text, "00")
	case "yymmd0":
		return shortDate.MatchString(text) || leapDate.MatchString(text)
	}
	return gs1.CheckLinter(name, text) == nil
}

var regexpPrefix = map[string]*regexp.Regexp{
	"gcppos1": regexp.MustCompile(`^[0-9]{4}`), "gcppos2": regexp.MustCompile(`^.[0-9]{4}`),
}

// TestNaive compares the parsers with the naive one on messages that are right,
// or were until a few bytes were changed.
func TestNaive(t *testing.T) {
	n := newNaive(t)
	accepted, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		m := drawMessage(t)
		edits := rapid.SliceOfN(drawEdit, 0, 2).Draw(t, "edits")
		for _, form := range []struct {
			text  string
			parse func(string, *gs1.ParseOptions) (gs1.Message, error)
			naive func(string) []gs1.Element
		}{
			{string(m.AppendScan(nil, "]d2")), gs1.ParseScan, n.scan},
			{m.String(), gs1.ParseBracketed, n.bracketed},
		} {
			for _, e := range edits {
				form.text = e.apply(form.text)
			}
			got, err := form.parse(form.text, nil)
			if want := form.naive(form.text); want == nil {
				refused++
				if err == nil {
					t.Fatalf("%q is not right", form.text)
				}
			} else {
				accepted++
				if diff := cmp.Diff(want, got.Elements); err != nil || diff != "" {
					t.Fatalf("%q: %v\nnaive -, parser +\n%s", form.text, err, diff)
				}
			}
		}
	})
	t.Logf("%d accepted, %d refused", accepted, refused)
}

// An edit puts a character at a place, or in the place of the one there, or
// takes that away.
type edit struct {
	at   int
	c    string
	kind int
}

var drawEdit = rapid.Custom(func(t *rapid.T) edit {
	return edit{
		at:   rapid.IntRange(0, 99).Draw(t, "at"),
		c:    rapid.SampledFrom(strings.Split("0 1 2 3 7 9 A a ( ) \\ # = é \xff", " ")).Draw(t, "character"),
		kind: rapid.IntRange(0, 2).Draw(t, "kind"),
	}
})

// apply leaves separators as they are.
func (e edit) apply(s string) string {
	at := e.at % max(1, len(s))
	switch {
	case e.kind == 0:
		return s[:at] + e.c + s[at:]
	case at == len(s) || s[at] == '\x1d':
		return s
	case e.kind == 1:
		return s[:at] + e.c + s[at+1:]
	}
	return s[:at] + s[at+1:]
}
