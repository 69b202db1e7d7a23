package gs1

// IsAssigned reports whether GS1 has assigned ai.
func (ai AI) IsAssigned() bool { return ai.index() >= 0 }

// AssignedAI returns the identifier with these digits, the zero value if there is
// none. It allocates nothing.
func AssignedAI(digits string) AI {
	if r, n := leadingRule(digits); r != nil && n == len(digits) {
		return r.ai
	}
	return 0
}

// Qualifier returns which of the alternative sequences of [LinkRole.Sequences]
// has ai, and its place there, both from 0. No identifier is in two sequences of
// one key. It allocates nothing.
func (r LinkRole) Qualifier(ai AI) (sequence, position int, ok bool) {
	from := 0
	for i := 0; i <= len(r.qualifiers); i++ {
		if i < len(r.qualifiers) && isDigit(r.qualifiers[i]) {
			continue
		}
		if i > from && AssignedAI(r.qualifiers[from:i]) == ai {
			return sequence, position, true
		}
		from = i + 1
		position++
		if i < len(r.qualifiers) && r.qualifiers[i] == '|' {
			sequence, position = sequence+1, 0
		}
	}
	return 0, 0, false
}
