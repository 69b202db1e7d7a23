package serial

import (
	"slices"
	"strings"
)

// A reading is one way to take serials for numbers.
type reading struct {
	values []wide // in the order of issue
	sorted []wide // the same, ascending
	prefix bool   // all serials begin with the same character

	columns []column // of the texts, from the left; none for numbers of different lengths
	base    int      // of the numbers; 0 where each column has its own
}

// A column is what stands at one place of all serials.
type column struct {
	counts [256]int
	kinds  int // different characters
	most   int // how often the commonest one is there
}

// ownBases are the alphabets in which a generator may have written its numbers.
var ownBases = [...]string{
	"0123456789", "0123456789ABCDEF", "0123456789abcdef", "23456789BCDFGHJKLMNPQRSTVWXZ", "23456789ABCDEFGHJKLMNPQRSTUVWXYZ",
	"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789abcdefghijklmnopqrstuvwxyz",
	"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
}

// readNumbers returns the ways to read texts: in each of the two smallest
// alphabets that have all their characters, in the smallest without the last
// character, which may be a check character, and column by column. The first and
// the last reading are of whole texts. Texts of several lengths are read together
// if they are digits, otherwise those of the commonest length.
func readNumbers(texts []string) (all []reading) {
	if decimalLengths(texts) {
		whole := newReading(texts, nil, ownBases[0])
		return []reading{whole, newReading(withoutLast(texts), nil, ownBases[0]), whole}
	}
	texts = commonestLength(texts)
	columns := columnsOf(texts)
	for _, alphabet := range ownBases {
		if len(all) < 2 && writtenIn(columns, alphabet) {
			all = append(all, newReading(texts, columns, alphabet))
		}
	}
	for _, alphabet := range ownBases {
		if writtenIn(columns[:len(columns)-1], alphabet) {
			all = append(all, newReading(withoutLast(texts), columns[:len(columns)-1], alphabet))
			break
		}
	}
	if len(all) < 2 {
		all = slices.Insert(all, 0, newReading(texts, columns, ""))
	}
	return append(all, newReading(texts, columns, ""))
}

func withoutLast(texts []string) []string {
	short := make([]string, len(texts))
	for i, s := range texts {
		short[i] = s[:len(s)-1]
	}
	return short
}

// decimalLengths reports whether texts are numbers of different lengths.
func decimalLengths(texts []string) bool {
	different := false
	for _, s := range texts {
		if strings.Trim(s, ownBases[0]) != "" {
			return false
		}
		different = different || len(s) != len(texts[0])
	}
	return different
}

func commonestLength(texts []string) []string {
	var counts [MaxLength + 1]int
	for _, s := range texts {
		counts[len(s)]++
	}
	n := slices.Index(counts[:], slices.Max(counts[:]))
	return slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return len(s) != n })
}

func columnsOf(texts []string) []column {
	columns := make([]column, len(texts[0]))
	for _, s := range texts {
		for i := range columns {
			columns[i].counts[s[i]]++
		}
	}
	for i := range columns {
		c := &columns[i]
		c.most = slices.Max(c.counts[:])
		for _, n := range c.counts {
			if n > 0 {
				c.kinds++
			}
		}
	}
	return columns
}

// writtenIn reports whether all columns that vary have characters of alphabet
// only.
func writtenIn(columns []column, alphabet string) bool {
	for _, c := range columns {
		for char, n := range c.counts {
			if n > 0 && c.kinds > 1 && strings.IndexByte(alphabet, byte(char)) < 0 {
				return false
			}
		}
	}
	return true
}

// newReading reads texts as numbers whose digits are characters of alphabet, or
// of those there are in each column where alphabet is "". A column that does not
// vary is left out.
func newReading(texts []string, columns []column, alphabet string) reading {
	r := reading{columns: columns, base: len(alphabet), values: make([]wide, len(texts))}
	r.prefix = len(columns) > 0 && columns[0].kinds == 1
	tables := r.tables(alphabet)
	for i, s := range texts {
		for place := range len(s) {
			t := &tables[min(place, len(tables)-1)]
			r.values[i] = r.values[i].timesPlus(t.radix, uint64(t.digit[s[place]]))
		}
	}
	r.sorted = slices.Clone(r.values)
	slices.SortFunc(r.sorted, wide.compare)
	return r
}

// A digitTable gives the digit that a character of one column stands for.
type digitTable struct {
	radix uint64
	digit ranks
}

// tables returns a table for each column, or one for all without columns.
func (r *reading) tables(alphabet string) []digitTable {
	if r.columns == nil {
		return []digitTable{newDigitTable(alphabet)}
	}
	all := make([]digitTable, len(r.columns))
	for i, c := range r.columns {
		switch {
		case c.kinds == 1:
			all[i].radix = 1
		case alphabet != "":
			all[i] = newDigitTable(alphabet)
		default:
			all[i] = newDigitTable(c.characters())
		}
	}
	return all
}

func newDigitTable(alphabet string) digitTable {
	f := Format{alphabet: alphabet}
	return digitTable{radix: uint64(len(alphabet)), digit: f.ranks()}
}

// characters returns the characters of the column, ascending.
func (c *column) characters() string {
	var b []byte
	for char, n := range c.counts {
		if n > 0 {
			b = append(b, byte(char))
		}
	}
	return string(b)
}

// repeats is how often the commonest number is there: once, if it is the whole
// text.
func (r *reading) repeats() float64 {
	most, run := 1, 1
	for i := range len(r.sorted) - 1 {
		if r.sorted[i] != r.sorted[i+1] {
			run = 0
		}
		run++
		most = max(most, run)
	}
	return float64(most)
}

// extent is how many numbers there are from the least to the greatest.
func (r *reading) extent() float64 {
	return r.sorted[len(r.sorted)-1].minus(r.sorted[0]).float() + 1
}

// density is the part of these numbers that are serials.
func (r *reading) density() float64 { return float64(len(r.sorted)) / r.extent() }

// room is a lower bound of how many serials random characters, spread as those
// in the columns are, could have made.
func (r *reading) room() float64 {
	n := 1.0
	for _, c := range r.columns {
		n *= float64(len(r.values)) / float64(c.most)
	}
	if len(r.columns) == 0 {
		return r.extent()
	}
	return min(n, r.extent())
}
