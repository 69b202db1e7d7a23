// Package meaningtable compiles the text table of values that are numbers,
// meanings.txt, to Go. [Parse] reads the text, [Generate] writes the source of the
// table that package gs1 looks identifiers up in.
//
// # Specification
//
// The layout of the text is explained at its head.
//
// # Errors
//
// Errors name the line of the text that is wrong.
package meaningtable

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"
)

// LastDigit stands for the number of decimals that the last digit of the
// identifier tells.
const LastDigit = -1

// A Row says what the numbers of a range of identifiers are.
type Row struct {
	First, Last string // identifiers of equal length
	Kind        string // "measure"
	Unit        string // "kg", "" for none
	Decimals    int    // or LastDigit
}

// kinds are the words of the second column and the constants of package gs1.
var kinds = map[string]string{
	"count": "KindCount", "measure": "KindMeasure", "amount": "KindAmount",
	"percentage": "KindPercentage", "temperature": "KindTemperature",
}

// Parse reads the text of the table. The rows are in the order of identifiers as
// package gs1 packs them: short ones first.
func Parse(text []byte) ([]Row, error) {
	var rows []Row
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		row, err := parseRow(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(len(a.First), len(b.First)), cmp.Compare(a.First, b.First))
	})
	for i := 1; i < len(rows); i++ {
		if a, b := rows[i-1], rows[i]; len(a.Last) == len(b.First) && a.Last >= b.First {
			return nil, fmt.Errorf("%s is there twice", b.First)
		}
	}
	return rows, lines.Err()
}

// parseRow reads "3100-3105 | measure | kg | n".
func parseRow(line string) (r Row, err error) {
	cells := strings.Split(line, "|")
	if len(cells) != 4 {
		return r, fmt.Errorf("%d columns, expected 4", len(cells))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	var isRange bool
	if r.First, r.Last, isRange = strings.Cut(cells[0], "-"); !isRange {
		r.Last = r.First
	}
	if !isIdentifier(r.First) || !isIdentifier(r.Last) || len(r.First) != len(r.Last) || r.First > r.Last {
		return r, fmt.Errorf("%q is no range of identifiers", cells[0])
	}
	if r.Kind = cells[1]; kinds[r.Kind] == "" {
		return r, fmt.Errorf("kind %q is not known", r.Kind)
	}
	if cells[2] != "-" {
		r.Unit = cells[2]
	}
	if cells[3] == "n" {
		r.Decimals = LastDigit
		return r, nil
	}
	decimals, err := strconv.ParseUint(cells[3], 10, 4)
	r.Decimals = int(decimals)
	return r, err
}

func isIdentifier(s string) bool {
	return len(s) >= 2 && len(s) <= 4 && strings.Trim(s, "0123456789") == ""
}

// Generate returns the Go source of the table.
func Generate(rows []Row) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Code generated from meanings.txt by internal/gen; DO NOT EDIT.\n\npackage gs1\n\nvar quantities = [...]quantity{\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "{%s, %s, %s, %q, %d},\n", packed(r.First), packed(r.Last), kinds[r.Kind], r.Unit, r.Decimals)
	}
	b.WriteString("}\n")
	return format.Source(b.Bytes())
}

// packed writes the identifier as the value of type AI: its number of digits
// less one in the two high bits.
func packed(ai string) string {
	return fmt.Sprintf("%d<<14 | %s", len(ai)-1, cmp.Or(strings.TrimLeft(ai, "0"), "0"))
}
