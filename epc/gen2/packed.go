package gen2

// A span is a range of lengths, both included; 0, 0 is nothing at all.
type span struct{ least, most int }

// noLimit is the greatest length where the table names none.
const noLimit = 1 << 15

// A packedItem is an identifier and the shape of its value: so many digits, then
// so many characters (TDS 2.3 §J.2.3).
type packedItem struct {
	ai       string
	from, to byte // the last digit of the identifier, 0 for none
	optional bool
	digits   span
	text     span
}

// A packedRow is an entry of an ID table: one of several choices, told apart by so
// many bits, each with one item or several in order.
type packedRow struct {
	bits    int
	choices [][]packedItem
}

// A packedTable is a base ID table; a row without choices has no meaning.
type packedTable struct {
	size int // of the table, which may have fewer rows
	rows []packedRow
}
