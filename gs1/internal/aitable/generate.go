package aitable

import (
	"bytes"
	"fmt"
	"go/format"
	"strings"
)

// Generate returns the Go source of the tables of package gs1.
func Generate(t *Table) ([]byte, error) {
	g := &generator{specs: map[string]int{}, pairs: newPairs(t)}
	g.printf("// Code generated from ai.txt by internal/gen; DO NOT EDIT.\n\npackage gs1\n\n")
	g.unassigned(t.Rows)
	g.rules(t.Rows)
	g.facts(t.Rows)
	g.lookup(t)
	if err := g.pairTables(); err != nil {
		return nil, err
	}
	return format.Source(g.out.Bytes())
}

type generator struct {
	out        bytes.Buffer
	components []string       // Go literals
	specs      map[string]int // literals of a component sequence → index of its first
	pairs      *pairs
}

func (g *generator) printf(layout string, args ...any) { fmt.Fprintf(&g.out, layout, args...) }

// unassigned makes component 0 that of identifiers that GS1 has not assigned and
// whose length is not predefined, as GS1's Barcode Syntax Engine takes them if
// asked to, and adds those for the predefined lengths.
func (g *generator) unassigned(rows []Row) {
	g.sequence([]Component{{Charset: 'X', Min: 1, Max: 90}})
	for _, r := range rows {
		g.sequence([]Component{r.unassigned()})
	}
}

// unassigned returns the value of an identifier that is not assigned and starts
// with the same two digits as r. Where r has no more digits there is none.
func (r Row) unassigned() Component {
	if !r.Predefined || len(r.AI) == 2 {
		return Component{Charset: 'X', Min: 1, Max: 90}
	}
	n, _ := r.Lengths()
	return Component{Charset: 'X', Min: n, Max: n}
}

// rules writes what parsing needs of each identifier, and the components.
func (g *generator) rules(rows []Row) {
	g.printf("var rules = [...]rule{\n")
	for _, r := range rows {
		low, high := r.Lengths()
		g.printf("{%s, %d, %d, %d, %d, %s, %d},\n", packed(r.AI), g.sequence(r.Components), len(r.Components), low, high,
			g.flags(r), g.pairs.pairing(r))
	}
	g.printf("}\n\nvar components = [...]component{\n")
	for _, c := range g.components {
		g.printf("%s,\n", c)
	}
	g.printf("}\n\n")
}

// sequence returns the index of the first of the components, which it adds if
// the same sequence is not there yet.
func (g *generator) sequence(components []Component) int {
	var literals []string
	for _, c := range components {
		literals = append(literals, componentLiteral(c))
	}
	key := strings.Join(literals, "\n")
	at, ok := g.specs[key]
	if !ok {
		at = len(g.components)
		g.specs[key] = at
		g.components = append(g.components, literals...)
	}
	return at
}

func componentLiteral(c Component) string {
	var linters []string
	for _, name := range c.Linters {
		linters = append(linters, "lint"+strings.ToUpper(name[:1])+name[1:])
	}
	return fmt.Sprintf("{'%c', %d, %d, %t, [%d]linter{%s}}", c.Charset, c.Min, c.Max, c.Optional, MaxLinters, strings.Join(linters, ", "))
}

func (g *generator) flags(r Row) string {
	var names []string
	for _, f := range []struct {
		set  bool
		name string
	}{{r.Predefined, "isPredefined"}, {r.Attribute, "isAttribute"}, {r.Key, "isKey"}, {g.pairs.isSerialKey(r.AI), "isSerialKey"}} {
		if f.set {
			names = append(names, f.name)
		}
	}
	if names == nil {
		return "0"
	}
	return strings.Join(names, " | ")
}

// facts writes what only people ask for, and the qualifiers of keys.
func (g *generator) facts(rows []Row) {
	var qualifiers []string
	g.printf("// facts are parallel to rules.\nvar facts = [...]fact{\n")
	for _, r := range rows {
		var requirements []string
		for _, alternatives := range r.Requires {
			requirements = append(requirements, strings.Join(alternatives, ","))
		}
		g.printf("{%q, %q, %q, %s},\n", r.Title, strings.Join(requirements, ";"), strings.Join(r.Excludes, ","),
			span(len(qualifiers), r.qualifiers()))
		qualifiers = append(qualifiers, r.qualifiers()...)
	}
	g.printf("}\n\n// qualifiers are those of the keys, one key after the other.\nvar qualifiers = [...]qualifier{\n%s,\n}\n\n",
		strings.Join(qualifiers, ",\n"))
}

// span writes where a list begins and how long it is; nothing begins at 0.
func span(first int, list []string) string {
	if len(list) == 0 {
		return "0, 0"
	}
	return fmt.Sprintf("%d, %d", first, len(list))
}

// qualifiers returns the Go literals of a key's qualifiers.
func (r Row) qualifiers() (literals []string) {
	for i, sequence := range r.Qualifiers {
		for j, ai := range sequence {
			literals = append(literals, fmt.Sprintf("{%s, %d, %d}", packed(ai), i, j))
		}
	}
	return literals
}

// lookup writes the two levels of the lookup: two digits give the length of the
// identifier and where its slots begin; the further digits choose the slot.
// Beside them stands the component of those that are not assigned.
func (g *generator) lookup(t *Table) {
	var prefixes [100]struct{ digits, total, base int }
	unassigned := map[int]int{}
	for digits, total := range t.Prefixes {
		prefixes[number(digits)].total = total
	}
	var slots []int
	for i, r := range t.Rows {
		p := &prefixes[number(r.AI[:2])]
		if p.digits == 0 {
			p.digits, p.base = len(r.AI), len(slots)
			unassigned[number(r.AI[:2])] = g.sequence([]Component{r.unassigned()})
			slots = append(slots, make([]int, power10(len(r.AI)-2))...)
		}
		slots[p.base+number(r.AI[2:])] = i + 1
	}
	g.printf("var prefixes = [100]prefix{\n")
	for i, p := range prefixes {
		if p.digits != 0 || p.total != 0 {
			g.printf("%d: {%d, %d, %d},\n", i, p.digits, p.total, p.base)
		}
	}
	g.printf("}\n\nvar unassigned = [100]uint8{\n")
	for i := range prefixes {
		if component := unassigned[i]; component != 0 {
			g.printf("%d: %d,\n", i, component)
		}
	}
	g.printf("}\n\n// slots hold the index of a rule plus 1; 0 is no rule.\nvar slots = [...]uint16{")
	for i, s := range slots {
		if i%20 == 0 {
			g.printf("\n")
		}
		g.printf("%d, ", s)
	}
	g.printf("\n}\n")
}

// packed writes the identifier as the value of type AI: its number of digits
// less one in the two high bits.
func packed(ai string) string { return fmt.Sprintf("%d<<14 | %d", len(ai)-1, number(ai)) }

func number(digits string) (n int) {
	for _, d := range []byte(digits) {
		n = n*10 + int(d-'0')
	}
	return n
}

func power10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}
