package gen2

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// exampleTable is table L-1 of TDS 2.3, the hypothetical ID table of its example,
// with other identifiers: (10) for OID 1, (17) for OID 7, 310n for 3n.
func exampleTable() *packedTable {
	lot := packedItem{ai: "10", text: span{1, 20}}
	expiry := packedItem{ai: "17", digits: span{6, 6}}
	amount := packedItem{ai: "392", from: '0', to: '9', digits: span{4, 18}}
	t := &packedTable{size: 128, rows: make([]packedRow, 126)}
	t.rows[3].choices = [][]packedItem{{lot}}
	t.rows[8].choices = [][]packedItem{{expiry}}
	t.rows[51].choices = [][]packedItem{{amount}}
	t.rows[125].choices = [][]packedItem{{expiry, lot}}
	return t
}

// The worked example of TDS 2.3 annex L.
const annexL = "447EB32A87733F499F5801231E240070DE"

func TestAnnexL(t *testing.T) {
	want := "17=061031 10=1A23B456CD 3922=978123456"
	bank, err := hex.DecodeString("E3" + annexL + "00")
	if err != nil {
		t.Fatal(err)
	}
	entries, failure := readObjects(bank, exampleTable())
	if failure != nil {
		t.Fatal(failure)
	}
	var got []string
	for _, e := range entries {
		for i, item := range e.items {
			got = append(got, item.ai+"="+e.values[i])
		}
	}
	if strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnnexLWritten(t *testing.T) {
	table := exampleTable()
	table.rows[8], table.rows[3] = packedRow{}, packedRow{} // so that the pair is found
	m, err := gs1.ParseBracketed("(17)061031(10)1A23B456CD(3922)978123456", &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		t.Fatal(err)
	}
	b, err := appendObject(nil, m.Elements, table)
	if got := strings.ToUpper(hex.EncodeToString(b)); got != annexL || err != nil {
		t.Errorf("%s, %v, want %s", got, err, annexL)
	}
}

// Figure K-1 of TDS 2.3.
func TestBaseBits(t *testing.T) {
	for _, tt := range []struct {
		b       base
		n, want int
	}{
		{base10, 0, 0}, {base10, 6, 20}, {base10, 9, 30}, {base10, 47, 157}, {base10, 48, 160}, {base10, 49, 164}, {base10, 96, 320},
		{base13, 4, 15}, {base13, 43, 160}, {base30, 11, 54}, {base30, 32, 158}, {base40, 4, 22}, {base40, 30, 160},
		{base74, 2, 13}, {base74, 25, 156}, {base84, 3, 20}, {base84, 25, 160}, {base256, 3, 24},
	} {
		if got := tt.b.bits(tt.n); got != tt.want {
			t.Errorf("base %d: %d values have %d bits, want %d", tt.b.size, tt.n, got, tt.want)
		}
	}
	for _, b := range []base{base10, base13, base30, base40, base74, base84} {
		if b.greatest(b.group).BitLen() != b.full {
			t.Errorf("base %d: a full group has %d bits, want %d", b.size, b.greatest(b.group).BitLen(), b.full)
		}
	}
}

// Table I.5.3-1 of TDS 2.3.
func TestIDBits(t *testing.T) {
	for size, want := range map[int][2]int{16: {4, 8}, 22: {5, 9}, 32: {5, 10}, 45: {6, 11}, 64: {6, 12}, 90: {7, 13}, 128: {7, 14}, 4096: {12, 24}} {
		if single, pair := idBits(size); single != want[0] || pair != want[1] {
			t.Errorf("%d: %d, %d, want %v", size, single, pair, want)
		}
	}
}

// Annex D of TDS 2.3.
func TestEBV(t *testing.T) {
	for _, tt := range []struct {
		v, block int
		want     string
	}{
		{0, 6, "000000"}, {31, 6, "011111"}, {32, 6, "100001000000"}, {33, 6, "100001000001"}, {128, 6, "100100000000"},
		{16384, 6, "110000100000000000"}, {127, 8, "01111111"}, {128, 8, "1000000100000000"}, {16384, 8, "100000011000000000000000"},
	} {
		w := new(bitWriter)
		w.ebv(tt.v, tt.block)
		if got := bitString(w); got != tt.want {
			t.Errorf("EBV-%d of %d is %s, want %s", tt.block, tt.v, got, tt.want)
		}
		r := bitReader{data: append(w.data, make([]byte, 2100)...), end: w.n}
		if got := r.ebv(tt.block); got != tt.v || r.short {
			t.Errorf("EBV-%d %s is %d, want %d", tt.block, tt.want, got, tt.v)
		}
	}
}

func bitString(w *bitWriter) string {
	var b strings.Builder
	for i := range w.n {
		fmt.Fprint(&b, w.data[i/8]>>(7-i%8)&1)
	}
	return b.String()
}

// TDS 2.3 §I.7.2.
func TestVariable(t *testing.T) {
	for _, tt := range []struct {
		s    span
		n    int
		want string
	}{
		{span{6, 6}, 6, ""},
		{span{3, 6}, 3, "00"}, {span{3, 6}, 6, "11"},
		{span{1, 20}, 1, "0000"}, {span{1, 20}, 15, "1110"}, {span{1, 20}, 16, "11110000"}, {span{1, 20}, 20, "11110100"},
		{span{1, 30}, 30, "11111110"}, {span{1, 45}, 31, "111111110000"}, {span{1, 45}, 45, "111111111110"},
		{span{1, 70}, 1, "0000000"}, {span{1, 90}, 90, "1011001"},
		{span{1, noLimit}, 46, "111111111111000001"}, {span{1, noLimit}, 90, "111111111111100001001101"},
	} {
		w := new(bitWriter)
		w.putVariable(tt.s, tt.n)
		if got := bitString(w); got != tt.want {
			t.Errorf("%d of %v is %s, want %s", tt.n, tt.s, got, tt.want)
		}
		o := objectReader{bitReader: bitReader{data: append(w.data, make([]byte, 20)...), end: w.n}}
		if got := o.readVariable(tt.s); got != tt.n || o.short || o.pos != w.n {
			t.Errorf("%s of %v is %d, want %d", tt.want, tt.s, got, tt.n)
		}
	}
}

// Text in every base, with runs and shifts, which writers of others make.
func TestReadText(t *testing.T) {
	for _, tt := range []struct {
		name string
		bits func(w *bitWriter)
		want string
	}{
		{"digits in a prefix", func(w *bitWriter) {
			w.put(0b0_1_1_00_001_0, 9) // base 30, one run of 8 digits, no suffix
			base10.write(w, []byte{1, 2, 3, 4, 5, 6, 7, 8})
		}, "12345678"},
		{"two runs, a map, a suffix", func(w *bitWriter) {
			w.put(0b0_1, 2)
			w.put(0b0_00_000, 6) // six digits
			w.put(0b1_10_000, 6) // six capitals
			w.put(0b1, 1)
			w.put(0b1_11_000, 6) // six of base 40
			w.put(0b01, 2)       // a digit, a capital
			base40.write(w, []byte{30, 1, 39, 2, 28, 0})
			base10.write(w, []byte{1, 2, 3, 4, 5, 6, 7})
			base30.write(w, []byte{1, 2, 3, 4, 5, 6, 26})
		}, "123456ABCDEF7Z0A9B "},
		{"base 13", func(w *bitWriter) {
			w.put(0b0_1_1_01_001_0, 9) // eight of base 13
			base13.write(w, []byte{1, 10, 0, 11, 12, 12, 7, 2})
		}, "1AZ-2"},
		{"base 74 and 84", func(w *bitWriter) {
			w.put(0b10_1_1_11_000_0, 10)
			w.put(0b1, 1)
			base84.write(w, []byte{47, 74, 20, 83, 73, 0})
			base74.write(w, []byte{72})
		}, "a0A9 \x1dz"},
		{"base 256", func(w *bitWriter) {
			w.put(0b11_0_0, 4)
			w.put(0b101, 3)
			base10.write(w, []byte{7})
			base256.write(w, []byte{0xC3, 0xA9})
		}, "\xc37\xa9"},
		{"programmable punctuation", func(w *bitWriter) {
			w.put(0b0_0_0, 3)
			w.put(0b111_0_1, 5)
			base10.write(w, []byte{5})
			base30.write(w, []byte{29, 3, 1, 29})
		}, "#A5#"},
		{"shifts", func(w *bitWriter) {
			w.put(0b0_0_0, 3)
			w.put(0b111111, 6)
			base30.write(w, []byte{27, 26, 28, 22, 27, 20})
		}, "[@\x1d"},
	} {
		w := new(bitWriter)
		tt.bits(w)
		r := bitReader{data: append(w.data, 0), end: w.n}
		if got, ok := readText(&r); string(got) != tt.want || !ok || r.pos != w.n {
			t.Errorf("%s: %q, %v, at bit %d of %d, want %q", tt.name, got, ok, r.pos, w.n, tt.want)
		}
	}
}

// The shortest form of texts: with base 30 or 74, and a character without shift.
func TestWriteText(t *testing.T) {
	for text, most := range map[string]int{
		"1A23B456CD":                53,         // TDS 2.3 annex L
		"ABCDEFGHIJ":                3 + 6 + 50, // a run
		"abcdefghij":                4 + 6 + 63,
		"12345678901":               3 + 6 + 1 + 37,       // a run and a map
		"12345678ABCDEFGHI12345678": 3 + 18 + 1 + 54 + 45, // three runs
		"A12345678":                 3 + 1 + 6 + 27 + 5,   // a run at the end
		"A-B-C":                     3 + 5 + 25,
		"1/2/3/4/5":                 3 + 10 + 17 + 25, // "/" is programmed
		"http://id.gs1.o":           4 + 15 + 4 + 87,
		"01\x00\t":                  3 + 6 + 7 + 20,
		"#1":                        3 + 3 + 4 + 10,
	} {
		w := new(bitWriter)
		if writeText(w, text); w.n > most {
			t.Errorf("%q has %d bits, want %d or fewer", text, w.n, most)
		}
		r := bitReader{data: append(w.data, 0), end: w.n}
		if got, ok := readText(&r); string(got) != text || !ok {
			t.Errorf("%q came back as %q", text, got)
		}
	}
}

// Messages of which each element has a form that needs something else.
var userMessages = []string{
	"(01)09506000134352",
	"(01)09506000134352(17)271231(10)LOT42(21)SN0001",
	"(00)395012340000000016",
	"(02)09506000134352(37)24",
	"(37)24(02)09506000134352",
	"(414)9501101020917(254)A-1",
	"(254)A-1(414)9501101020917",
	"(414)9501101020917",
	"(415)9501101020917(8020)R1",
	"(420)0123", "(421)276D-10117",
	"(3103)001250", "(3205)001250", "(3565)000001", "(3301)000123", "(3405)000123", "(3370)000012",
	"(3922)1234", "(3932)9781234", "(3900)1", "(3915)978123456789012345",
	"(8003)09501101020917X1", "(8003)09501101020917", "(253)9501101020917", "(253)9501101020917A",
	"(10)A(253)9501101020917", "(255)9501101020917", "(255)9501101020917123",
	"(7007)271201", "(7007)271201271231", "(8008)27123123", "(8008)271231235959", "(423)276056", "(7011)271231", "(7011)2712311200",
	"(7230)EMabc", "(7242)v1.0", "(716)A12345678", "(7253)Family%20Name", "(8200)https://example.com/?q=1&r=2",
	"(8030)aGVsbG8gd29ybGQ_-", "(91)x", "(99)" + strings.Repeat("Aa0!", 20), "(21)abcdefghijklmnopqrst", "(4300)ACME", "(4307)DE",
	"(4331)000010", "(4331)000010-", "(426)276", "(90)0Q12+-/",
}

func parseLoose(t testing.TB, s string) gs1.Message {
	t.Helper()
	var problems []gs1.Finding
	m, err := gs1.ParseBracketed(s, &gs1.ParseOptions{PartOfLabel: true, Problems: &problems})
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return m
}

// What is written comes back, all elements and no others.
func TestUserMemory(t *testing.T) {
	for _, s := range userMessages {
		m := parseLoose(t, s)
		bank, err := AppendUserMemory(nil, m)
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		if len(bank)%2 != 0 || bank[0] != byte(PackedAIs) || bank[len(bank)-1] != 0 {
			t.Errorf("%s: %X", s, bank)
		}
		for _, more := range []int{0, 1, 20} {
			got, err := ParseUserMemory(append(bank[:len(bank):len(bank)], make([]byte, more)...))
			if err != nil || !sameElements(got, m) {
				t.Errorf("%s came back as %v, %v from %X", s, got, err, bank)
			}
		}
	}
}

func sameElements(a, b gs1.Message) bool {
	count := map[string]int{}
	for _, e := range a.Elements {
		count[e.AI.String()+"="+e.Value]++
	}
	for _, e := range b.Elements {
		count[e.AI.String()+"="+e.Value]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// Whatever elements there are, in whatever number.
func TestUserMemoryMixed(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var elements []gs1.Element
		seen := map[gs1.AI]bool{}
		for range 1 + r.IntN(8) {
			for _, e := range parseLoose(t, userMessages[r.IntN(len(userMessages))]).Elements {
				if !seen[e.AI] {
					seen[e.AI] = true
					elements = append(elements, e)
				}
			}
		}
		m := gs1.NewMessage(elements...)
		bank, err := AppendUserMemory(nil, m)
		if err != nil {
			if code(err) != CodeElement {
				t.Fatal(err)
			}
			continue // (254) without (414)
		}
		if got, err := ParseUserMemory(bank); err != nil || !sameElements(got, m) {
			t.Fatalf("%v came back as %v, %v from %X", m, got, err, bank)
		}
	}
}

func code(err error) gs1.Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Every identifier of the table can be written and is read as itself.
func TestEveryIdentifier(t *testing.T) {
	n := 0
	for _, row := range packedAIs.rows {
		for _, items := range row.choices {
			for digit := items[0].from; digit <= items[0].to; digit++ {
				n++
				var elements []gs1.Element
				for _, item := range items {
					name := item.ai
					if digit != 0 {
						name += string(digit)
					}
					ai, err := gs1.ParseAI(name)
					if err != nil {
						t.Fatalf("(%s) is no Application Identifier", name)
					}
					value := strings.Repeat("7", item.digits.most) + strings.Repeat("A", min(item.text.least+2, item.text.most))
					elements = append(elements, gs1.Element{AI: ai, Value: value})
				}
				m := gs1.NewMessage(elements...)
				bank, err := AppendUserMemory(nil, m)
				got, readErr := ParseUserMemory(bank)
				if err != nil || readErr != nil || !sameElements(got, m) {
					t.Errorf("%v: %v, %v, %v", m, err, readErr, got)
				}
			}
		}
	}
	if n < 300 {
		t.Errorf("%d identifiers", n)
	}
}

func TestUserMemoryRefuses(t *testing.T) {
	for _, s := range []string{"(37)24", "(254)A", "(235)ABC"} {
		if b, err := AppendUserMemory([]byte{1}, parseLoose(t, s)); code(err) != CodeElement || len(b) != 1 {
			t.Errorf("%s: %X, %v", s, b, err)
		}
	}
	for _, tt := range []struct {
		bank string
		want gs1.Code
	}{
		{"11FE", CodeFormat}, {"0900", CodeFormat}, {"A900", CodeFormat}, {"8A00", CodeFormat},
		{"8901", CodePacked}, {"8902", CodePacked}, {"8906", CodePacked}, {"8905", CodePacked}, {"8907", CodePacked}, {"8905FFFFFFFFFF", CodePacked},
		{"8944", CodePacked}, {"890C", CodePacked}, {"8908", CodePacked},
		{"89FFFFFFFFFFFFFF", CodePacked}, {"8914000000000000", CodePacked},
	} {
		bank, err := hex.DecodeString(tt.bank)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := ParseUserMemory(bank); code(err) != tt.want {
			t.Errorf("%s: %v, %v, want %s", tt.bank, m, err, tt.want)
		}
	}
	for _, empty := range []string{"", "00", "00FF", "8900", "890400", "8905020400"} {
		bank, err := hex.DecodeString(empty)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := ParseUserMemory(bank); err != nil || len(m.Elements) != 0 {
			t.Errorf("%s: %v, %v", empty, m, err)
		}
	}
}

// Objects in the other forms there are: with flags, several, with lists of IDs, as a
// map, with a directory before them.
func TestOtherForms(t *testing.T) {
	object := func(s string) []byte {
		b, err := appendObject(nil, parseLoose(t, s).Elements, &packedAIs)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	lot, expiry := object("(10)LOT42"), object("(17)271231")
	flagged := reframe(t, lot, func(w *bitWriter) { w.put(0b000010_00, 8) }, nil)
	listed := reframe(t, lot, func(w *bitWriter) { w.put(0b000010_10, 8) }, func(w *bitWriter) {
		w.put(0b0_101_000, 7) // no other registration, size 90, primary table
		w.ebv(0, 3)
		w.put(4, 7)
		w.put(0b0_0, 2) // full use, no further list
	})
	directory := new(bitWriter)
	directory.put(0b000011, 6)
	directory.put(0b0_101_000, 7)
	putMap(directory, 4, 9)
	directory.put(0b0_1_0_0, 4) // no further map, directory, without index, no addendum
	directory.ebv(15, 6)
	directory.put(1, 1)
	for directory.n < 8*15-1 {
		directory.put(0, 1)
	}
	directory.put(1, 1)
	mapped := new(bitWriter)
	mapped.put(0b000011, 6)
	mapped.put(0b0_101_000, 7)
	putMap(mapped, 9)
	mapped.put(0b0_0_0, 3)
	mapped.ebv(17, 6)
	mapped.put(0, 1) // no padding
	mapped.put(1, 1) // compaction
	mapped.put(271231, 20)
	for name, tt := range map[string]struct {
		bank []byte
		want string
	}{
		"two":       {concat(lot, expiry), "(10)LOT42(17)271231"},
		"padding":   {concat([]byte{4, 4}, lot, []byte{5, 3, 0xFF, 0xFF}, expiry, []byte{0}), "(10)LOT42(17)271231"},
		"flags":     {concat(flagged, expiry), "(10)LOT42(17)271231"},
		"lists":     {concat(listed, expiry), "(10)LOT42(17)271231"},
		"directory": {concat([]byte{7, 1}, directory.data, lot, expiry), "(10)LOT42(17)271231"},
		"map":       {concat(mapped.data, lot), "(17)271231(10)LOT42"},
	} {
		m, err := ParseUserMemory(concat([]byte{byte(PackedAIs)}, tt.bank))
		if err != nil || m.String() != tt.want {
			t.Errorf("%s: %v, %v, want %s", name, m, err, tt.want)
		}
	}
}

// putMap writes a map of IDs with its present and its full use bit.
func putMap(w *bitWriter, ids ...int) {
	w.put(1, 1)
	for id := range 90 {
		bit := uint64(0)
		for _, each := range ids {
			if each == id {
				bit = 1
			}
		}
		w.put(bit, 1)
	}
	w.put(0, 1)
}

func concat(parts ...[]byte) (all []byte) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// reframe takes an object with one ID value, puts something before it, and another
// list in place of its own if ids is not nil.
func reframe(t *testing.T, object []byte, before, ids func(w *bitWriter)) []byte {
	t.Helper()
	o := objectReader{bitReader: bitReader{data: object, end: 8 * len(object)}, table: &packedAIs}
	if err := o.readLength(); err != nil {
		t.Fatal(err)
	}
	body := new(bitWriter)
	if ids != nil {
		ids(body)
		o.pos += 3 + 7
	}
	for o.pos < o.end {
		body.put(o.get(1), 1)
	}
	head := new(bitWriter)
	before(head)
	length := (head.n + 7 + body.n + 8) / 8
	w := new(bitWriter)
	before(w)
	w.ebv(length, 6)
	w.put(1, 1)
	for i := range body.n {
		w.put(uint64(body.data[i/8]>>(7-i%8)&1), 1)
	}
	w.put(1, 1)
	for w.n%8 != 0 {
		w.put(0, 1)
	}
	if len(w.data) != length {
		t.Fatalf("%d bytes, want %d", len(w.data), length)
	}
	return w.data
}

// An object may change what those before it hold.
func TestEdits(t *testing.T) {
	entry := func(id int, e edit, values ...string) packedEntry {
		return packedEntry{id: id, edit: e, values: values}
	}
	var entries []packedEntry
	for _, e := range []packedEntry{
		entry(4, add, "A"), entry(11, add, "1"), entry(4, replace, "B"), entry(11, remove), entry(9, remove), entry(9, add, "271231"),
	} {
		entries = e.applyTo(entries)
	}
	if got := fmt.Sprint(entries[0].values, entries[1].values, len(entries)); got != "[B] [271231] 2" {
		t.Error(got)
	}
	lot, err := appendObject(nil, parseLoose(t, "(10)LOT42").Elements, &packedAIs)
	if err != nil {
		t.Fatal(err)
	}
	edited := reframe(t, lot, func(w *bitWriter) { w.put(0b000010_01, 8) }, func(w *bitWriter) {
		w.ebv(0, 3)
		w.put(4, 7)
		w.put(0b0_1, 2) // a child
		w.ebv(1, 6)
		w.ebv(0, 6)
		w.put(1, 1) // replace
	})
	m, readErr := ParseUserMemory(concat([]byte{byte(PackedAIs)}, lotNamed(t, "OLD"), edited))
	if readErr != nil || m.String() != "(10)LOT42" {
		t.Errorf("%v, %v", m, readErr)
	}
}

func lotNamed(t *testing.T, name string) []byte {
	t.Helper()
	b, err := appendObject(nil, parseLoose(t, "(10)"+name).Elements, &packedAIs)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Whatever a bank holds, reading it ends, and what is read can be written again.
func TestAnyUserMemory(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		bank := make([]byte, 2+r.IntN(40))
		for i := range bank {
			bank[i] = byte(r.Uint32())
		}
		bank[0] = byte(PackedAIs)
		if r.IntN(2) == 0 {
			bank[1] = byte(r.IntN(len(bank))) << 2
		}
		m, err := ParseUserMemory(bank)
		if err != nil {
			if code(err) != CodePacked {
				t.Fatalf("%X: %v", bank, err)
			}
			continue
		}
		checkRewrite(t, m)
	}
}

// checkRewrite writes what was read, if no identifier is there twice.
func checkRewrite(t *testing.T, m gs1.Message) {
	t.Helper()
	again, err := AppendUserMemory(nil, m)
	if err != nil {
		return // a byte of base 256, or a length that only others write
	}
	if back, err := ParseUserMemory(again); err != nil || !sameElements(back, m) {
		t.Errorf("%v came back as %v, %v", m, back, err)
	}
}

// Any text comes back, in one of three bases.
func TestAnyText(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		alphabets := []string{"0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcz", "#/-", string([]byte{byte(r.IntN(256))})}
		var b strings.Builder
		for range r.IntN(8) {
			alphabet := alphabets[r.IntN(len(alphabets))]
			for range r.IntN(25) {
				b.WriteByte(alphabet[r.IntN(len(alphabet))])
			}
		}
		if b.Len() == 0 {
			continue
		}
		w := new(bitWriter)
		writeText(w, b.String())
		reader := bitReader{data: append(w.data, 0), end: w.n}
		if got, ok := readText(&reader); string(got) != b.String() || !ok || reader.pos != w.n {
			t.Fatalf("%q came back as %q, %v", b.String(), got, ok)
		}
	}
}
