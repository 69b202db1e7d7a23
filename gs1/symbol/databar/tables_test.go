package databar

import "testing"

// TestTables checks the groups against what their subsets can have, of which the
// standard does not use all: no group takes more.
func TestTables(t *testing.T) {
	values := map[*class]int{&outside: 2841, &inside: 1597, &limited: 2013571, &expanded: 4192}
	for c, n := range values {
		count := func(modules, widest int, narrow bool) int {
			n := ways(modules, c.elements, widest)
			if narrow {
				n -= ways(modules-c.elements, c.elements, widest-1)
			}
			return n
		}
		for i, g := range c.groups {
			end := n
			if i+1 < len(c.groups) {
				end = c.groups[i+1].first
			}
			major, minor := count(g.odd, g.widest, c.oddNarrow), count(c.modules-g.odd, 9-g.widest, !c.oddNarrow)
			if c.oddMinor {
				major, minor = minor, major
			}
			if g.ways > minor || end-g.first > major*g.ways {
				t.Errorf("%+v: %d values, but %d × %d ways", g, end-g.first, major, minor)
			}
		}
	}
}

// TestCharacters makes characters of all values: each is another one, with the modules
// of its class, and no element wider than 8.
func TestCharacters(t *testing.T) {
	for c, n := range map[*class]int{&outside: 2841, &inside: 1597, &limited: 20000, &expanded: 4192} {
		seen := map[string]bool{}
		for value := range n {
			char := string(c.appendCharacter(nil, value))
			sum := 0
			for _, w := range char {
				if w < '1' || w > '8' {
					t.Fatalf("value %d: %s", value, char)
				}
				sum += int(w - '0')
			}
			if seen[char] || sum != c.modules || len(char) != 2*c.elements {
				t.Fatalf("value %d: %s of %d modules again or too wide", value, char, sum)
			}
			seen[char] = true
		}
	}
}
