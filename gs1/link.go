package gs1

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
	digits, n := 0, 0
	for i := 0; i <= len(r.qualifiers); i++ {
		if i < len(r.qualifiers) && isDigit(r.qualifiers[i]) {
			digits, n = digits+1, n*10+int(r.qualifiers[i]-'0')
			continue
		}
		if digits > 0 && AI(digits-1)<<14|AI(n) == ai {
			return sequence, position, true
		}
		digits, n = 0, 0
		position++
		if i < len(r.qualifiers) && r.qualifiers[i] == '|' {
			sequence, position = sequence+1, 0
		}
	}
	return 0, 0, false
}
