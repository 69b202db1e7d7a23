package memorytable

import (
	"bytes"
	"fmt"
	"math/bits"
	"regexp"
	"strconv"
	"strings"
)

// A packedRow is a line of an ID table.
type packedRow struct {
	ids     string // "00", "(02)(37)", "(414) [254]", "(420/421)", "330%x30-36 / …", or "=S00"
	formats string // in the same form
}

// A packedTable is an ID table, with its rows by ID value.
type packedTable struct {
	size int
	rows []packedRow
}

func writePacked(b *bytes.Buffer, text string) error {
	tables := map[string]*packedTable{}
	var current *packedTable
	for n, c := range rows(text) {
		if name, isTable := strings.CutPrefix(c[0], "table "); isTable && len(c) == 2 {
			size, err := strconv.Atoi(c[1])
			if err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			current = &packedTable{size: size}
			tables[name] = current
			continue
		}
		if current == nil || len(c) != 3 || c[0] != strconv.Itoa(len(current.rows)) || len(current.rows) == current.size {
			return fmt.Errorf("line %d: expected the next row of a table", n)
		}
		current.rows = append(current.rows, packedRow{c[1], c[2]})
	}
	base := tables["B0"]
	if base == nil {
		return fmt.Errorf("there is no table B0")
	}
	fmt.Fprintf(b, "\nvar packedAIs = packedTable{size: %d, rows: []packedRow{\n", base.size)
	for i, row := range base.rows {
		source, err := row.source(tables)
		if err != nil {
			return fmt.Errorf("ID value %d: %w", i, err)
		}
		fmt.Fprintf(b, "\t%s,\n", source)
	}
	b.WriteString("}}\n")
	return nil
}

// source writes a row as the choices there are and the number of bits that tell
// which one it is. A row that names a secondary table has its rows for choices.
func (r packedRow) source(tables map[string]*packedTable) (string, error) {
	if r.ids == "-" {
		return "{}", nil
	}
	choices, formats, width := strings.Split(strip(r.ids), "/"), strings.Split(strip(r.formats), "/"), 0
	if name, secondary := strings.CutPrefix(r.ids, "="); secondary {
		t := tables[name]
		if t == nil {
			return "", fmt.Errorf("there is no table %s", name)
		}
		choices, formats, width = nil, nil, bits.Len(uint(t.size-1))
		for _, row := range t.rows {
			choices, formats = append(choices, row.ids), append(formats, row.formats)
		}
	} else {
		width = bits.Len(uint(len(choices) - 1))
	}
	if len(choices) != len(formats) {
		return "", fmt.Errorf("%d choices have %d formats", len(choices), len(formats))
	}
	b := new(strings.Builder)
	fmt.Fprintf(b, "{bits: %d, choices: [][]packedItem{", width)
	for i := range choices {
		items, err := itemsSource(choices[i], formats[i])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(b, "{%s},", items)
	}
	return b.String() + "}}", nil
}

// strip takes the brackets off a selection, which has no others.
func strip(s string) string {
	if strings.Contains(s, "/") {
		return strings.Trim(s, "() ")
	}
	return s
}

var (
	component = regexp.MustCompile(`\(([^)]*)\)|\[([^\]]*)\]`)
	identity  = regexp.MustCompile(`^(\d+)(?:%x3(\d)-3(\d))?$`)
	qualifier = regexp.MustCompile(`^(\d+)(?:\*(\d*))?(an|n)$`)
)

// itemsSource writes the items of a choice: one, or several that stand in
// brackets.
func itemsSource(ids, formats string) (string, error) {
	names, shapes := component.FindAllString(ids, -1), component.FindAllString(formats, -1)
	if len(names) == 0 {
		names, shapes = []string{"(" + ids + ")"}, []string{"(" + formats + ")"}
	}
	if len(names) != len(shapes) {
		return "", fmt.Errorf("%q has formats %q", ids, formats)
	}
	b := new(strings.Builder)
	for i, name := range names {
		id := identity.FindStringSubmatch(strings.Trim(name, "([ ])"))
		if id == nil {
			return "", fmt.Errorf("identifier %q", name)
		}
		fmt.Fprintf(b, "{ai: %q", id[1])
		if id[2] != "" {
			fmt.Fprintf(b, ", from: '%s', to: '%s'", id[2], id[3])
		}
		if name[0] == '[' {
			b.WriteString(", optional: true")
		}
		shape, err := shapeSource(strings.Trim(shapes[i], "([ ])"))
		if err != nil {
			return "", err
		}
		b.WriteString(shape + "},")
	}
	return b.String(), nil
}

// shapeSource writes a format string: so many digits, then so many characters. A
// part of fixed length is joined with the next of its kind.
func shapeSource(format string) (string, error) {
	var least, most [2]int // of digits and of characters
	for _, part := range strings.Fields(format) {
		m := qualifier.FindStringSubmatch(part)
		if m == nil {
			return "", fmt.Errorf("format %q", format)
		}
		kind := 0
		if m[3] == "an" || most[1] > 0 {
			kind = 1
		}
		low, _ := strconv.Atoi(m[1])
		high := low
		if strings.Contains(part, "*") {
			high = 1 << 15 // no limit
			if m[2] != "" {
				high, _ = strconv.Atoi(m[2])
			}
		}
		least[kind], most[kind] = least[kind]+low, most[kind]+high
	}
	return fmt.Sprintf(", digits: span{%d, %d}, text: span{%d, %d}", least[0], most[0], least[1], most[1]), nil
}
