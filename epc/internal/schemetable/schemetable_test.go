package schemetable

import (
	"strings"
	"testing"
)

const small = `
document | TDS 2.3   # comment
headers | §1
	30 SGTIN-96
	3B ADI-var
	FD SGTIN++
company-prefix | §7.1
	4
filters f | §10
	1 | item | default
	2-3 | others
partition p digits | §14 | reference
	0 | 40 12 | 4 1
partition q terminated | §14 | part
	0 | 40 12 | 18 2
scheme SGTIN-96 | §14.6
	bits     96
	pure     sgtin
	filters  f
	key      gtin
	field header    8 constant
	field filter    3 integer
	field partition 47 partition p
	field serial    38 integer
	element 01 first prefix tail check
	element 21 serial unless 0
scheme ADI-var | §14.6
	bits     var
	pure     adi
	field header 8 constant
	field cage  36 cage6
	field part-number var terminated 0 32 hash-first
scheme SGTIN++ | §14.6
	filters  f
	key      gtin
	plus     01 254=0
	date
	host
dates
	0 17
aidc | §15
	01-02 | bcd 14 check 14
	17 | date
	254 | text 5 20
	8010 | delimited 5 30 hash
	8003 | bcd 14 + text 5 16
host | §14.5
	20 id.
	00 04 .ag .ai
`

func TestParse(t *testing.T) {
	table, err := Parse(small)
	if err != nil {
		t.Fatal(err)
	}
	s := table.Schemes[0]
	if s.Header != 0x30 || s.Fields[3] != (Field{Name: "serial", Bits: 38, Method: "integer"}) {
		t.Errorf("scheme is %+v", s)
	}
	src, err := table.Source()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{name: "serial", method: methodInteger, bits: 38, limit: 274877906944},`,
		`{ai: gs1.AI(0x4015), open: "(21)", parts: []part{partComponent + 2}, unless: "0"},`,
		`{ai: gs1.AI(0x80fe), format: &formats[format254], none: "0"},`,
		`{name: "part number", method: methodTerminated, size: 32, hash: hashFirst},`,
		`{".ai", 0x5, 2},`, `plain:  true, zeros: 0x0,`,
	} {
		if !strings.Contains(string(src), want) {
			t.Errorf("source lacks %s:\n%s", want, src)
		}
	}
}

// TestParseRefuses changes one fact of a good table at a time.
func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"document | TDS 2.3", "document |", "no document"},
		{"headers |", "heads |", `line 3: unknown block "heads"`},
		{"30 SGTIN-96", "3X SGTIN-96", `line 4: "3X" is no byte in hex`},
		{"30 SGTIN-96", "30 SGTIN-97", "has no header"},
		{"| default", "| standard", `unknown mark "standard"`},
		{"0 | 40 12 | 4 1", "1 | 40 12 | 4 1", "partition value 1"},
		{"0 | 40 12 | 4 1", "0 | 40 12", "bits and digits of two parts"},
		{"0 | 40 12 | 4 1", "0 | 40 x | 4 1", `"x" is no number`},
		{"0 | 40 12 | 4 1", "0 | 39 12 | 5 1", "too few bits"},
		{"0 | 40 12 | 4 1", "0 | 41 12 | 4 1", "partition 0 is not 47 bits"},
		{"40 12 | 18 2", "40 12 | 17 2", "not six bits a character"},
		{"bits     96", "bits     97", "not 97 bits"},
		{"bits     var", "bits     44", "not 44 bits"},
		{"filters  f", "filters  g", `unknown filters "g"`},
		{"partition p\n\tfield", "partition r\n\tfield", `unknown partition table "r"`},
		{"key      gtin\n\tfield", "field", "lacks pure, key or element"},
		{"key      gtin\n\tplus", "plus", "lacks key"},
		{"38 integer", "38 string 1 2 3", `no field "serial" with method "string" and 3 numbers`},
		{"38 integer", "38 base64", `no field "serial" with method "base64"`},
		{"key      gtin", "lock     gtin", `unknown fact "lock"`},
		{"prefix tail", "prefix head", `element (01) has unknown part "head"`},
		{"plus     01", "plus     11", "(11) has no format"},
		{"bcd 14 check", "bcd 21 check", "at most 20"},
		{"text 5 20", "text 4 20", "greatest length"},
		{"17 | date", "17 | day", `unknown method "day"`},
		{"8010 | delimited", "17 | delimited", "identifier 17 is there twice"},
		{"8010 | delimited", "017 | delimited", "identifier 017 is there twice, or others"},
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

func TestDigitBits(t *testing.T) {
	for digits, want := range map[int]int{0: 0, 1: 4, 6: 20, 12: 40, 20: 67} {
		if got := DigitBits(digits); got != want {
			t.Errorf("%d digits need %d bits, want %d", digits, got, want)
		}
	}
}
