package aitable

import (
	"fmt"
	"slices"
	"strings"
)

// Limits of the generated sets: two words of classes, one of requirements, and
// a byte for the index of a pairing.
const (
	maxClasses      = 128
	maxRequirements = 64
	maxPairings     = 256
)

// pairs compiles which identifiers require and exclude each other. A class is a
// pattern that some identifier requires or excludes; what an identifier has to
// do with others is then a few sets of classes and of requirements.
type pairs struct {
	table        *Table
	classes      []string       // patterns, sorted; the index is the bit
	requirements []string       // alternatives joined by ","; the index is the bit
	literals     []string       // pairings
	indices      map[string]int // literal → index
}

func newPairs(t *Table) *pairs {
	p := &pairs{table: t, indices: map[string]int{}}
	for _, r := range t.Rows {
		p.classes = append(p.classes, r.Excludes...)
		for _, alternatives := range r.Requires {
			p.classes = append(p.classes, partners(alternatives)...)
			if text := strings.Join(alternatives, ","); !slices.Contains(p.requirements, text) {
				p.requirements = append(p.requirements, text)
			}
		}
	}
	if t.Signature != "" {
		p.classes = append(p.classes, t.Signature)
	}
	slices.Sort(p.classes)
	p.classes = slices.Compact(p.classes)
	return p
}

// partners returns the patterns in alternatives such as "01+21".
func partners(alternatives []string) (list []string) {
	for _, all := range alternatives {
		list = append(list, strings.Split(all, "+")...)
	}
	return list
}

// matches reports whether the identifier ai agrees with pattern, in which n
// stands for any digit.
func matches(pattern, ai string) bool {
	if len(pattern) != len(ai) {
		return false
	}
	for i := range len(ai) {
		if pattern[i] != ai[i] && pattern[i] != 'n' {
			return false
		}
	}
	return true
}

func (p *pairs) isSerialKey(ai string) bool { return slices.Contains(p.table.SerialKeys, ai) }

// pairing returns the index of what r has to do with others.
func (p *pairs) pairing(r Row) int {
	var member, others, among []string
	for _, c := range p.classes {
		if matches(c, r.AI) {
			member = append(member, c)
		}
	}
	for _, pattern := range r.Excludes {
		if matches(pattern, r.AI) {
			among = append(among, pattern)
		} else {
			others = append(others, pattern)
		}
	}
	literal := fmt.Sprintf("{%s, %s, %s, %#x}", p.set(member), p.set(others), p.set(among), p.needs(r))
	at, ok := p.indices[literal]
	if !ok {
		at = len(p.literals)
		p.indices[literal] = at
		p.literals = append(p.literals, literal)
	}
	return at
}

// needs returns the requirements of r as bits.
func (p *pairs) needs(r Row) (needs uint64) {
	for _, alternatives := range r.Requires {
		needs |= 1 << slices.Index(p.requirements, strings.Join(alternatives, ","))
	}
	return needs
}

// set writes a set of classes.
func (p *pairs) set(patterns []string) string {
	var words [maxClasses / 64]uint64
	for _, pattern := range patterns {
		i := slices.Index(p.classes, pattern)
		words[i/64] |= 1 << (i % 64)
	}
	return fmt.Sprintf("classSet{%#x, %#x}", words[0], words[1])
}

// pairTables writes the pairings, the requirements and the names of the classes.
// All rules must be written before.
func (g *generator) pairTables() error {
	p := g.pairs
	if len(p.classes) > maxClasses || len(p.requirements) > maxRequirements || len(p.literals) > maxPairings {
		return fmt.Errorf("%d classes, %d requirements and %d pairings, more than the sets hold",
			len(p.classes), len(p.requirements), len(p.literals))
	}
	g.printf("\nvar pairings = [...]pairing{\n%s,\n}\n", strings.Join(p.literals, ",\n"))
	var groups []string
	g.printf("\nvar requirements = [...]requirement{\n")
	for _, text := range p.requirements {
		var single []string
		first := len(groups)
		for _, all := range strings.Split(text, ",") {
			if strings.Contains(all, "+") {
				groups = append(groups, p.set(strings.Split(all, "+")))
			} else {
				single = append(single, all)
			}
		}
		g.printf("{%s, %d, %d, %q},\n", p.set(single), first, len(groups)-first, text)
	}
	g.printf("}\n\n// groups are the alternatives of requirements that have several parts.\nvar groups = [...]classSet{")
	for _, set := range groups {
		g.printf("\n%s,", set)
	}
	g.printf("\n}\n\n// classes are the patterns that some identifier requires or excludes.\nvar classes = [...]Pattern{")
	for i, c := range p.classes {
		if i%12 == 0 {
			g.printf("\n")
		}
		g.printf("%q, ", c)
	}
	g.printf("\n}\n\n// signatures are the identifiers beside which a key needs its serial component.\nvar signatures = %s\n",
		p.set(slices.DeleteFunc([]string{p.table.Signature}, func(s string) bool { return s == "" })))
	return nil
}

// checkPairs verifies what the compiled sets rely on: that no identifier can
// meet its own requirement, and that the keys with a serial component are there.
func (t *Table) checkPairs() error {
	keys := 0
	for _, r := range t.Rows {
		for _, alternatives := range r.Requires {
			for _, pattern := range partners(alternatives) {
				if matches(pattern, r.AI) {
					return fmt.Errorf("(%s) requires %s, which is itself", r.AI, pattern)
				}
			}
		}
		if slices.Contains(t.SerialKeys, r.AI) {
			keys++
			if last := r.Components[len(r.Components)-1]; !last.Optional {
				return fmt.Errorf("(%s) has no serial component that may be absent", r.AI)
			}
		}
	}
	if keys != len(t.SerialKeys) {
		return fmt.Errorf("serial %q names keys that are not there", t.Signature)
	}
	return nil
}
