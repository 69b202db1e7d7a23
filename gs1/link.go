package gs1

// AssignedAI returns the identifier with these digits, the zero value if there is
// none. It allocates nothing.
func AssignedAI(digits string) AI {
	if r, n := leadingRule(digits); r != nil && n == len(digits) {
		return r.ai
	}
	return 0
}

// Unassigned reports whether ai is an identifier that GS1 has not assigned but
// that [ParseOptions.UnknownAIs] permits: no assigned one starts with its first
// two digits and has another number of digits.
func (ai AI) Unassigned() bool {
	return ai.IsValid() && ai.rule() == nil && ai.unassigned() != nil
}

// Qualifier returns which of the alternative sequences of [LinkRole.Sequences]
// has ai, and its place there, both from 0. No identifier is in two sequences of
// one key. It allocates nothing.
func (r LinkRole) Qualifier(ai AI) (sequence, position int, ok bool) {
	for _, q := range r.qualifiers() {
		if q.ai == ai {
			return int(q.sequence), int(q.position), true
		}
	}
	return 0, 0, false
}
