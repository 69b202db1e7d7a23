package databar

// A group is a range of values of symbol characters, whose odd and even elements have
// so many modules each.
type group struct {
	first  int // value
	odd    int // modules of the odd elements, the rest is that of the even ones
	widest int // odd element; the widest even one is 9 less this
	ways   int // in which the minor subset can be, see class
}

// A class are symbol characters: two interleaved subsets of elements. The value within
// a group is major*ways + minor.
type class struct {
	modules, elements int // of the character, of a subset
	oddMinor          bool
	oddNarrow         bool // the odd subset has an element of one module, not the even one
	groups            []group
}

var (
	// ISO/IEC 24724:2011 table 1
	outside = class{16, 4, false, false, []group{{0, 12, 8, 1}, {161, 10, 6, 10}, {961, 8, 4, 34}, {2015, 6, 3, 70}, {2715, 4, 1, 126}}}
	// ISO/IEC 24724:2011 table 2
	inside = class{15, 4, true, true, []group{{0, 5, 2, 4}, {336, 7, 4, 20}, {1036, 9, 6, 48}, {1516, 11, 8, 81}}}
	// ISO/IEC 24724:2011 table 6
	limited = class{26, 7, false, false, []group{
		{0, 17, 6, 28}, {183064, 13, 5, 728}, {820064, 9, 3, 6454}, {1000776, 15, 5, 203},
		{1491021, 11, 4, 2408}, {1979845, 19, 8, 1}, {1996939, 7, 1, 16632}}}
	// ISO/IEC 24724:2011 table 8
	expanded = class{17, 4, false, true, []group{{0, 12, 7, 4}, {348, 10, 5, 20}, {1388, 8, 4, 52}, {2948, 6, 3, 104}, {3988, 4, 1, 204}}}
)

// appendCharacter appends the element widths of the character with a value.
func (c *class) appendCharacter(b []byte, value int) []byte {
	g := &c.groups[0]
	for i := range c.groups {
		if c.groups[i].first <= value {
			g = &c.groups[i]
		}
	}
	odd, even := (value-g.first)/g.ways, (value-g.first)%g.ways
	if c.oddMinor {
		odd, even = even, odd
	}
	start := len(b)
	b = append(b, make([]byte, 2*c.elements)...)
	place(b[start:], odd, g.odd, c.elements, g.widest, c.oddNarrow)
	place(b[start+1:], even, c.modules-g.odd, c.elements, 9-g.widest, !c.oddNarrow)
	return b
}

// place writes the value-th way to make so many modules of elements, none wider than
// widest and one of a single module if narrow, to every second byte of b. The ways
// are in order of the widths (ISO/IEC 24724:2011 annex B).
func place(b []byte, value, modules, elements, widest int, narrow bool) {
	for ; elements > 1; elements-- {
		width := 1
		for ; ; width++ {
			n := ways(modules-width, elements-1, widest)
			if narrow && width > 1 {
				n -= ways(modules-width-(elements-1), elements-1, widest-1) // all wider than one
			}
			if value < n {
				break
			}
			value -= n
		}
		narrow = narrow && width > 1
		b[0] = '0' + byte(width)
		b = b[2:]
		modules -= width
	}
	b[0] = '0' + byte(modules)
}

// ways counts how elements of 1 to widest modules make so many modules: all
// compositions less those with too wide elements, by inclusion and exclusion.
func ways(modules, elements, widest int) (n int) {
	sign := 1
	for k := 0; k <= elements && modules-k*widest >= elements; k++ {
		n += sign * choose(elements, k) * choose(modules-k*widest-1, elements-1)
		sign = -sign
	}
	return n
}

// choose returns the number of k-element subsets of n.
func choose(n, k int) int {
	r := 1
	for i := range k {
		r = r * (n - i) / (i + 1)
	}
	return r
}
