package epc

// A plain scheme has 96 bits: company prefix, rest of the key, and behind them
// nothing that could be wrong but zeros. Nearly all tags are of one, so that they
// have a check for speed. What does not pass is checked as all others are, which
// tells what is wrong.

// plainBytes is the length of every plain scheme.
const plainBytes = 12

// A plainRow is a row of the partition table of a plain scheme.
type plainRow struct {
	prefixLimit, restLimit uint64 // 0 if there is no such row
	zeros                  uint64 // a mask of the second word

	prefixShift, restSkip, restShift uint8
	scheme                           Scheme
}

const (
	plainAt      = headerBits + 3 + partitionBits // where the company prefix begins
	plainHeaders = 64                             // more than any of a plain scheme
)

// plainRows are the rows by header and partition value.
var plainRows = func() (t [plainHeaders << partitionBits]plainRow) {
	for s := range Schemes() {
		c := &schemes[s]
		if !c.plain {
			continue
		}
		for value, row := range c.rows {
			if row.prefix.bits == 0 {
				continue
			}
			t[int(c.header)<<partitionBits|value] = plainRow{
				prefixLimit: row.prefix.limit, restLimit: row.rest.limit, zeros: c.zeros,
				prefixShift: uint8(wordBits - row.prefix.bits), restSkip: uint8(plainAt + row.prefix.bits),
				restShift: uint8(wordBits - row.rest.bits), scheme: s,
			}
		}
	}
	return t
}()

// plainRowOf returns the row that the first word of an EPC announces, one that
// nothing passes if there is none.
func plainRowOf(high uint64) *plainRow {
	header := high >> (wordBits - headerBits)
	if header >= plainHeaders {
		header = 0
	}
	return &plainRows[header<<partitionBits|high>>(wordBits-plainAt)&(1<<partitionBits-1)]
}

// passes reports whether the fields are below their limits, and what is reserved
// is zero.
func (r *plainRow) passes(high, low uint64) bool {
	skip := r.restSkip % wordBits
	rest := high<<skip | low>>1>>((wordBits-1-skip)%wordBits)
	return high<<plainAt>>(r.prefixShift%wordBits) < r.prefixLimit &&
		rest>>(r.restShift%wordBits) < r.restLimit && low&r.zeros == 0
}
