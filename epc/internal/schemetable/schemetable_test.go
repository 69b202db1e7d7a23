package schemetable

import (
	"strings"
	"testing"
)

const small = `
document | TDS 2.3   # comment
headers | §1
	30 SGTIN-96
company-prefix | §7.1
	4
filters f | §10
	1 | item | default
partition p | §14
	0 | 40 12 | 4 1
scheme SGTIN-96 | §14.6
	bits     96
	tag-uri  sgtin-96
	pure-uri sgtin
	filters  f
	key      gtin
	field header    8 constant
	field filter    3 integer
	field partition 47 partition p
	field serial    38 integer
`

func TestParse(t *testing.T) {
	table, err := Parse(small)
	if err != nil {
		t.Fatal(err)
	}
	s := table.Schemes[0]
	if s.Header != 0x30 || s.Fields[3] != (Field{Name: "serial", At: 58, Bits: 38, Method: "integer"}) {
		t.Errorf("scheme is %+v", s)
	}
	src, err := table.Source()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(src), "serial:    segment{58, 38},") {
		t.Errorf("source lacks the serial:\n%s", src)
	}
}

// TestParseRefuses changes one fact of a good table at a time.
func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"document | TDS 2.3", "document |", "no document"},
		{"headers |", "heads |", `line 3: unknown block "heads"`},
		{"30 SGTIN-96", "3X SGTIN-96", `line 4: header "3X" is no byte in hex`},
		{"30 SGTIN-96", "30 SGTIN-97", "has no header"},
		{"| default", "| standard", `unknown mark "standard"`},
		{"0 | 40 12 | 4 1", "1 | 40 12 | 4 1", "partition value 1"},
		{"0 | 40 12 | 4 1", "0 | 40 12", "bits and digits of two parts"},
		{"0 | 40 12 | 4 1", "0 | 40 x | 4 1", `"x" is no number`},
		{"0 | 40 12 | 4 1", "0 | 39 12 | 5 1", "too few bits"},
		{"0 | 40 12 | 4 1", "0 | 65 20 | 4 1", "more digits than 19"},
		{"0 | 40 12 | 4 1", "0 | 41 12 | 4 1", "partition 0 is not 47 bits"},
		{"bits     96", "bits     97", "not 97 bits"},
		{"filters  f", "filters  g", `unknown filters "g"`},
		{"partition p\n\tfield", "partition q\n\tfield", `unknown partition table "q"`},
		{"key      gtin", "", "lacks"},
		{"38 integer", "38 string", `no field "serial" with method "string"`},
		{"key      gtin", "lock     gtin", `unknown fact "lock"`},
	} {
		text := strings.Replace(small, test.old, test.new, 1)
		if text == small {
			t.Fatalf("%q is not in the table", test.old)
		}
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("with %q: %v, want %q", test.new, err, test.want)
		}
	}
	if _, err := Parse("\t30 SGTIN-96"); err == nil {
		t.Error("a fact without a block is accepted")
	}
}
