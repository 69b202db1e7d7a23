package epc

import (
	"encoding"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
)

var _ interface {
	fmt.Stringer
	encoding.TextAppender
	encoding.TextMarshaler
} = Tag{}

var _ encoding.TextUnmarshaler = (*Tag)(nil)

// sgtin96 is the oracle: TDS 2.3 §14.6.1.1 as strings of binary digits, with
// the partition table of §14.6.1 written anew.
func sgtin96(partition int, filter, prefix, rest, serial uint64) (hex, body string) {
	bits := [7][4]int{ // company prefix bits, digits; rest bits, digits
		{40, 12, 4, 1}, {37, 11, 7, 2}, {34, 10, 10, 3}, {30, 9, 14, 4}, {27, 8, 17, 5}, {24, 7, 20, 6}, {20, 6, 24, 7},
	}[partition]
	binary := fmt.Sprintf("00110000%03b%03b%0*b%0*b%038b", filter, partition, bits[0], prefix, bits[2], rest, serial)
	n, _ := new(big.Int).SetString(binary, 2)
	return fmt.Sprintf("%024X", n), fmt.Sprintf("%0*d.%0*d.%d", bits[1], prefix, bits[3], rest, serial)
}

// TestLaws draws from the whole domain of SGTIN-96 and goes every way.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		partition := rapid.IntRange(0, 6).Draw(r, "partition")
		filter := rapid.Uint8Range(0, 7).Draw(r, "filter")
		prefix := rapid.Uint64Range(0, pow10[12-partition]-1).Draw(r, "prefix")
		rest := rapid.Uint64Range(0, pow10[1+partition]-1).Draw(r, "rest")
		serial := rapid.Uint64Range(0, 1<<38-1).Draw(r, "serial")
		want, body := sgtin96(partition, uint64(filter), prefix, rest, serial)
		o := &Options{Filter: &filter, CompanyPrefixLength: 12 - partition}

		tag, err := ParseURI(fmt.Sprintf("urn:epc:tag:sgtin-96:%d.%s", filter, body), nil)
		if err != nil || tag.String() != want {
			r.Fatalf("from the tag URI: %v, %v, want %s", tag, err, want)
		}
		if again, err := ParseURI("urn:epc:id:sgtin:"+body, o); err != nil || again != tag {
			r.Fatalf("from the pure identity URI: %v, %v, want %v", again, err, tag)
		}
		if again, err := Decode(tag.Bytes()); err != nil || again != tag {
			r.Fatalf("from bytes: %v, %v, want %v", again, err, tag)
		}
		text, _ := tag.MarshalText()
		var again Tag
		if err := again.UnmarshalText(text); err != nil || again != tag {
			r.Fatalf("from text: %v, %v, want %v", again, err, tag)
		}
		if got := string(tag.AppendPureURI(nil)); got != "urn:epc:id:sgtin:"+body {
			r.Fatalf("pure identity URI is %s, want %s", got, body)
		}
		m := tag.Elements()
		if prefix == 0 && rest == 0 {
			return // a GTIN of zeros is not encoded
		}
		if again, err := Encode(m, o); err != nil || again != tag {
			r.Fatalf("from %v: %v, %v, want %v", m, again, err, tag)
		}
	})
}

// TestParseAny holds that no text is too strange, and that findings point into
// it.
func TestParseAny(t *testing.T) {
	parts := rapid.SampledFrom([]string{
		"urn:epc:", "tag:", "id:", "sgtin-96:", "sgtin:", "sscc:", "3.", "9506000.", "0134352.", "1", ".", ":", "[att=x01]",
		"0x", " ", "30", "FF", "z", "%", "é", "3066C4409047E140075BCD15", "00",
	})
	rapid.Check(t, func(r *rapid.T) {
		s := strings.Join(rapid.SliceOf(parts).Draw(r, "parts"), "")
		for name, parse := range map[string]func(string, *Options) (Tag, error){"hex": ParseHex, "URI": ParseURI} {
			var notes []gs1.Finding
			tag, err := parse(s, &Options{Notes: &notes})
			if tag.IsValid() != (err == nil) {
				r.Fatalf("%s of %q: %v, %v", name, s, tag, err)
			}
			if e := (*Error)(nil); errors.As(err, &e) {
				notes = append(notes, e.Finding())
			}
			for _, f := range notes {
				if f.Start < 0 || f.End < f.Start || f.End > len(s) || f.Message == "" || len(f.Found) > 64 {
					r.Fatalf("%s of %q: finding %+v", name, s, f)
				}
			}
		}
	})
}

func TestZeroTag(t *testing.T) {
	var tag Tag
	if tag.IsValid() || tag.Scheme() != 0 || tag.Bits() != 0 || tag.Filter() != 0 || tag.String() != "invalid EPC" {
		t.Errorf("zero Tag is %v", tag)
	}
	for name, b := range map[string][]byte{
		"Bytes": tag.Bytes(), "AppendHex": tag.AppendHex(nil),
		"AppendTagURI": tag.AppendTagURI(nil), "AppendPureURI": tag.AppendPureURI(nil),
	} {
		if len(b) != 0 {
			t.Errorf("%s of the zero Tag is %q", name, b)
		}
	}
	if m := tag.Elements(); len(m.Elements) != 0 {
		t.Errorf("elements of the zero Tag are %v", m)
	}
	tag = mustHex(t, "3066C4409047E140075BCD15")
	if err := tag.UnmarshalText(nil); err != nil || tag.IsValid() {
		t.Errorf("empty text gives %v, %v", tag, err)
	}
}

func mustHex(t testing.TB, s string) Tag {
	t.Helper()
	tag, err := ParseHex(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tag
}

func mustURI(t testing.TB, s string) Tag {
	t.Helper()
	tag, err := ParseURI(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tag
}

func TestParseHexRefuses(t *testing.T) {
	for _, test := range []struct {
		name, hex  string
		code       gs1.Code
		start, end int // in hex
		bit, bits  int
		message    string
	}{
		{"empty", "", CodeLength, 0, 0, 0, 0, "there are 0 bits, fewer than the 8 of a header"},
		{"one digit", "3", CodeLength, 0, 1, 0, 4, "there are 4 bits, fewer than the 8 of a header"},
		{"a header only", "F7", CodeLength, 1, 2, 7, 1, "SGTIN+ is cut short in its filter value: at least 12 bits are needed, found 8"},
		{"odd and short", "306", CodeLength, 0, 3, 0, 12, "SGTIN-96 has 96 bits (24 hex digits), found 12 (3 hex digits)"},
		{"odd", "3066C4409047E140075BCD150", CodeLength, 0, 25, 0, 0, "25 hex digits, an odd number"},
		{"ISO", "3101A1B2C3D4E5F60718293A4B5C", CodeISO, 0, 4, 0, 0, "PC word 3101 has the toggle bit"},
		{"PC word and a wrong EPC", "3000301C00004000004000000001", CodePartition, 6, 8, 11, 3, "partition value"},
		{"no hex", "30G6", CodeCharacter, 2, 3, 0, 0, `character "G" is no hex digit`},
		{"too long", strings.Repeat("30", 63), CodeLength, 0, 126, 0, 0, "more than 124 hex digits"},
		{"short", "3066C4409047E140075BCD", CodeLength, 0, 22, 0, 88, "SGTIN-96 has 96 bits (24 hex digits), found 88 (22 hex digits)"},
		{"unprogrammed", "000000000000000000000000", CodeHeader, 0, 2, 0, 8, "header 00 marks a tag that was never programmed"},
		{"TID", "E2801190200069F009420300", CodeHeader, 0, 2, 0, 8, "header E2 begins the tag identification (TID)"},
		{"SSCC-96", "319B60F9A16785001A108C20", CodeOverflow, 8, 18, 34, 38, "serial reference of SSCC-96 is 143470690330, want less than 100000000000"},
		{"reserved indicator", "F7B09506000134352C2000", CodeData, 17, 18, 68, 3, "(21) of SGTIN+ is no value: encoding indicator 6 is reserved"},
		{"wrong check digit", "F70095060001343620301C", CodeCheckDigit, 3, 17, 12, 56, "(01) of SGTIN+ is no value: the check digit is wrong"},
		{"no digit", "F700950C0001343620301C", CodeData, 7, 8, 28, 4, "(01) of SGTIN+ is no value: four bits are 12, and a digit is at most 9"},
		{"no digit in 18", "F9030614141123456789F0", CodeData, 20, 21, 80, 4, "four bits are 15"},
		{"no digit of an identifier", "F79095060001343520301C70", CodeData, 22, 24, 90, 4, "data behind the EPC of SGTIN+ is no value: four bits are 12"},
		{"number in a text", "F700950600013435203FFC00", CodeData, 19, 22, 76, 10, "(21) of SGTIN+ is no value: the number has more than 3 digits"},
		{"URN Code 40", "F7009506000134352A10000", CodeData, 19, 23, 76, 16, "(21) of SGTIN+ is no value: 0 is no three characters of URN Code 40"},
		{"date type", "FB09000099800810", CodeData, 3, 4, 12, 4, "date of DSGTIN+ is no value: date type 9 is reserved"},
		{"date", "FB00181808198989", CodeData, 4, 8, 16, 16, "date of DSGTIN+ is no value: the bits are no date"},
		{"domain name", "EE28F88D4AF62D2116", CodeHost, 8, 11, 34, 7, "domain name of GIAI++ is no value: the code 21 is reserved"},
		{"data", "FA8198998001011986696F74", CodeData, 22, 24, 88, 8, "data behind the EPC of GIAI+ is no value: no identifier begins with 74"},
		{"data twice", "F790372239306322202024203000", CodeData, 20, 23, 83, 8, "(21) of SGTIN+ is no value: it is there already"},
		{"domain name that ends in half a code", "EF01061414123456789088787100", CodeHost, 26, 28, 105, 7, "the code 0 is reserved"},
		{"data that is cut short", "F79095060001343520301C5CDE", CodeLength, 25, 26, 101, 3, "SGTIN+ is cut short in its"},
		{"vendor's own", "4453490063370A451349BB6E", CodeHeader, 0, 2, 0, 8, "header 44 announces no scheme"},
		{"partition 7", "301C00004000004000000001", CodePartition, 2, 4, 11, 3, "partition value of SGTIN-96 is 7, want 0 to 6"},
		{"company prefix", "301BFFFFC000004000000001", CodeOverflow, 3, 9, 14, 20, "company prefix of SGTIN-96 is 1048575, want less than 1000000"},
		{"item reference", "302000000000028000000000", CodeOverflow, 13, 15, 54, 4, "indicator and item reference of SGTIN-96 is 10, want less than 10"},
		{"trailing bits", "3066C4409047E140075BCD150001", CodeTrailing, 27, 28, 111, 1, "bits after the 96 of SGTIN-96 are not zero"},
		{"spaces", " 0x301C 0000 4000 0040 0000 0001", CodePartition, 5, 7, 11, 3, "partition value"},
		{"space in the field", "30 2 00000000002 8000000000", CodeOverflow, 15, 18, 54, 4, "is 10"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tag, err := ParseHex(test.hex, nil)
			e := (*Error)(nil)
			if !errors.As(err, &e) || tag.IsValid() {
				t.Fatalf("gives %v, %v", tag, err)
			}
			got := []any{e.Code, e.Start, e.End, e.Bit, e.BitEnd - e.Bit}
			want := []any{test.code, test.start, test.end, test.bit, test.bits}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("code, start, end, bit, bits (-want +got):\n%s", diff)
			}
			if !strings.Contains(err.Error(), test.message) {
				t.Errorf("says %q, want %q", err, test.message)
			}
			if f := e.Finding(); f.Severity != gs1.SeverityError || f.Code != e.Code || f.Start != e.Start || f.End != e.End {
				t.Errorf("finding is %+v", f)
			}
		})
	}
}

func TestErrorPosition(t *testing.T) {
	_, err := Decode([]byte{0x30, 0x1C, 0, 0, 0x40, 0, 0, 0x40, 0, 0, 0, 1})
	if want := "epc: partition value of SGTIN-96 is 7, want 0 to 6, at bit 11, hex position 2"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	_, err = ParseURI("urn:epc:tag:sgtin-96:8.9506000.013435.1", nil)
	if want := "epc: filter value of SGTIN-96 is 8, want 0 to 7, at byte 21"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}

func TestParseHexNotes(t *testing.T) {
	for _, test := range []struct {
		hex  string
		want []gs1.Code
	}{
		{"3066C4409047E140075BCD15", nil},
		{"3066c4409047e140075bcd15", nil},
		{"0x3066C4409047E140075BCD15", []gs1.Code{CodeSpelling}},
		{"3066 C440 9047 E140 075B CD15\n", []gs1.Code{CodeSpelling}},
		{"3066C4409047E140075BCD150000", []gs1.Code{CodePadding}},
		{"30003066C4409047E140075BCD15", []gs1.Code{CodePCWord}},
		{"3400 3066C440 9047E140 075BCD15", []gs1.Code{CodeSpelling, CodePCWord}},
		{"0X30 66C4409047E140075BCD15 00 00", []gs1.Code{CodeSpelling, CodePadding}},
	} {
		var notes []gs1.Finding
		tag, err := ParseHex(test.hex, &Options{Notes: &notes})
		if err != nil || tag.String() != "3066C4409047E140075BCD15" {
			t.Errorf("%q: %v, %v", test.hex, tag, err)
		}
		var got []gs1.Code
		for _, f := range notes {
			got = append(got, f.Code)
			if f.Severity != gs1.SeverityInfo || f.End > len(test.hex) {
				t.Errorf("%q: note %+v", test.hex, f)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: notes (-want +got):\n%s", test.hex, diff)
		}
	}
}

// TestPeerBugs takes what other implementations are known to get wrong.
func TestPeerBugs(t *testing.T) {
	for _, test := range []struct {
		name                 string
		partition            int
		filter, prefix, rest uint64
		serial               uint64
	}{
		{"reserved filter 3 refused (Intel tagcode)", 5, 3, 614141, 812345, 6789},
		{"reserved filter 5 refused (Intel tagcode)", 6, 5, 950600, 134352, 1},
		{"largest item reference refused (Intel tagcode)", 6, 1, 999999, 9999999, 1},
		{"item reference of zeros refused (Intel tagcode)", 0, 1, 999999999999, 0, 0},
		{"company prefix above 2^31 (jlcout epctagcoder)", 0, 1, 601815908301, 5, 7},
		{"serial above 2^32 (32-bit implementations)", 5, 1, 614141, 812345, 1<<38 - 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			want, body := sgtin96(test.partition, test.filter, test.prefix, test.rest, test.serial)
			tag := mustHex(t, want)
			uri := fmt.Sprintf("urn:epc:tag:sgtin-96:%d.%s", test.filter, body)
			if got := string(tag.AppendTagURI(nil)); got != uri {
				t.Errorf("%s is %s, want %s", want, got, uri)
			}
			if back, err := ParseURI(uri, nil); err != nil || back != tag {
				t.Errorf("%s is %v, %v, want %s", uri, back, err, want)
			}
		})
	}
}

// TestUsedTag reads into a tag that held another.
func TestUsedTag(t *testing.T) {
	long, short := mustHex(t, "FD3795211411234538566CB0AFC525065F1876F0D996D800"), mustHex(t, "3066C4409047E140075BCD15")
	for name, read := range map[string]func(*Tag, Tag) error{
		"UnmarshalBinary": func(t *Tag, from Tag) error { return t.UnmarshalBinary(from.Bytes()) },
		"UnmarshalText":   func(t *Tag, from Tag) error { return t.UnmarshalText([]byte(from.String())) },
	} {
		for _, order := range [][]Tag{{long, short}, {short, long}} {
			var tag Tag
			for _, want := range order {
				if err := read(&tag, want); err != nil || tag != want {
					t.Errorf("%s: %v, %v, want %v", name, tag, err, want)
				}
			}
		}
		tag := long
		if err := read(&tag, Tag{store: store{0xFF << 56}}); name == "UnmarshalBinary" && (err == nil || tag.IsValid()) {
			t.Errorf("%s of no EPC: %v, %v", name, tag, err)
		}
	}
	if short.Compare(long) >= 0 || long.Compare(short) <= 0 || long.Compare(long) != 0 {
		t.Error("tags are not ordered by their bits")
	}
}

// TestAppendNoMore appends into a buffer with other bytes behind, and into one of just
// the right size.
func TestAppendNoMore(t *testing.T) {
	for _, tag := range []Tag{
		mustHex(t, "3066C4409047E140075BCD15"), mustHex(t, "3F2A09800040098013020288"), mustHex(t, "3214257BF462720000000000"),
		mustHex(t, "F79095060001343520301C5CDE7C4194B393E360"), mustURI(t, "urn:epc:tag:usdod-96:3.CAGEY.5678"),
		mustURI(t, "urn:epc:tag:sgln-195:3.0614141.12345.400"), mustURI(t, "urn:epc:tag:itip-110:3.9521141.012345.01.02.981"),
	} {
		for name, f := range map[string]func([]byte) []byte{
			"AppendBytes": tag.AppendBytes, "AppendHex": tag.AppendHex, "AppendTagURI": tag.AppendTagURI, "AppendPureURI": tag.AppendPureURI,
			"AppendRawURI": tag.AppendRawURI, "AppendElements": tag.AppendElements,
		} {
			want := f(nil)
			const before, behind = "before", "behind"
			buf := []byte(before + strings.Repeat("~", len(want)) + behind)
			got := f(buf[:len(before)])
			if string(buf) != before+string(want)+behind || string(got) != before+string(want) {
				t.Errorf("%s of %v: %q in %q", name, tag, got, buf)
			}
			exact := make([]byte, 0, len(want))
			if n := testing.AllocsPerRun(10, func() { f(exact) }); n != 0 {
				t.Errorf("%s of %v allocates %v times in exact room", name, tag, n)
			}
		}
	}
}

func TestAllocs(t *testing.T) {
	tag := mustHex(t, "3066C4409047E140075BCD15")
	raw, text := tag.Bytes(), tag.String()
	uri, m := string(tag.AppendTagURI(nil)), tag.Elements()
	buf := make([]byte, 0, 128)
	plus := mustHex(t, "F79095060001343520301C5CDE7C4194B393E360")
	plusRaw, plusText := plus.Bytes(), plus.String()
	plusHex := []byte(plusText)
	withPC, usdod := "3000"+text, mustURI(t, "urn:epc:tag:usdod-96:3.CAGEY.5678").String()
	o := &Options{Filter: new(uint8(3)), CompanyPrefixLength: 11}
	for name, f := range map[string]func(){
		"Decode":             func() { tag, _ = Decode(raw) },
		"ParseHex":           func() { tag, _ = ParseHex(text, nil) },
		"ParseURI":           func() { tag, _ = ParseURI(uri, o) },
		"Encode":             func() { tag, _ = Encode(m, o) },
		"AppendBytes":        func() { buf = tag.AppendBytes(buf[:0]) },
		"AppendHex":          func() { buf = tag.AppendHex(buf[:0]) },
		"AppendTagURI":       func() { buf = tag.AppendTagURI(buf[:0]) },
		"AppendPureURI":      func() { buf = tag.AppendPureURI(buf[:0]) },
		"AppendElements":     func() { buf = tag.AppendElements(buf[:0]) },
		"UnmarshalBinary":    func() { _ = tag.UnmarshalBinary(raw) },
		"Decode SGTIN+":      func() { plus, _ = Decode(plusRaw) },
		"ParseHex SGTIN+":    func() { plus, _ = ParseHex(plusText, nil) },
		"UnmarshalText":      func() { _ = plus.UnmarshalText(plusHex) },
		"with a PC word":     func() { tag, _ = ParseHex(withPC, nil) },
		"USDoD-96":           func() { tag, _ = ParseHex(usdod, nil) },
		"binary link":        func() { buf = plus.AppendBinaryLink(buf[:0], "", true) },
		"elements of SGTIN+": func() { buf = plus.AppendElements(buf[:0]) },
		"Filter":             func() { _ = tag.Filter() },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

const corpusSize = 1024

// corpus is tags of every partition, so that a benchmark does not live on one.
func corpus(b *testing.B) (tags []Tag, raw [][]byte, text []string) {
	for i := range corpusSize {
		partition := i % 7
		s, _ := sgtin96(partition, uint64(i%8), uint64(i)*7919%pow10[12-partition], uint64(i)%pow10[1+partition], uint64(i)*104729)
		raw12, err := hex.DecodeString(s)
		if err != nil {
			b.Fatal(err)
		}
		tags, raw, text = append(tags, mustHex(b, s)), append(raw, raw12), append(text, s)
	}
	return tags, raw, text
}

// BenchmarkAppendUint is of package strconv, to compare the others with where the
// machine is busy.
func BenchmarkAppendUint(b *testing.B) {
	buf := make([]byte, 0, 64)
	v := pow10[11]
	for b.Loop() {
		buf = strconv.AppendUint(buf[:0], v, 10)
		v++
	}
}

func BenchmarkDecode(b *testing.B) {
	_, raw, _ := corpus(b)
	i, sum := 0, 0
	for b.Loop() {
		tag, err := Decode(raw[i%corpusSize])
		if err != nil {
			b.Fatal(err)
		}
		sum += tag.Bits()
		i++
	}
}

// BenchmarkUnmarshalBinary is Decode into a tag that is there.
func BenchmarkUnmarshalBinary(b *testing.B) {
	_, raw, _ := corpus(b)
	i := 0
	var tag Tag
	for b.Loop() {
		if err := tag.UnmarshalBinary(raw[i%corpusSize]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkAppendBytes(b *testing.B) {
	tags, _, _ := corpus(b)
	buf := make([]byte, 0, 64)
	i := 0
	for b.Loop() {
		buf = tags[i%corpusSize].AppendBytes(buf[:0])
		i++
	}
}

// BenchmarkPack makes the bytes of a tag of its fields.
func BenchmarkPack(b *testing.B) {
	const head = 0x30<<6 | 1<<3 | 5
	buf := make([]byte, 0, 64)
	serial := uint64(0)
	for b.Loop() {
		serial++
		high, low := plainRowOf(head<<(wordBits-plainAt)).words(head, 614141, 812345, serial)
		buf = appendPlain(buf[:0], high, low)
	}
}

func BenchmarkDecodePlus(b *testing.B) {
	tag, err := Encode(message(b, "(01)09506000134352(21)271828182845"), &Options{Scheme: SGTINPlus})
	if err != nil {
		b.Fatal(err)
	}
	raw := tag.Bytes()
	for b.Loop() {
		if _, err := Decode(raw); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnmarshalTextPlus reads the hex digits of SGTIN+ with a date and a lot behind it.
func BenchmarkUnmarshalTextPlus(b *testing.B) {
	text := []byte("F79095060001343520301C5CDE7C4194B393E360")
	var tag Tag
	for b.Loop() {
		if err := tag.UnmarshalText(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendElements(b *testing.B) {
	tags, _, _ := corpus(b)
	buf := make([]byte, 0, 64)
	i := 0
	for b.Loop() {
		buf = tags[i%corpusSize].AppendElements(buf[:0])
		i++
	}
}

func BenchmarkEncode(b *testing.B) {
	tags, _, _ := corpus(b)
	m := tags[5].Elements()
	o := &Options{CompanyPrefixLength: 7}
	for b.Loop() {
		if _, err := Encode(m, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseHex(b *testing.B) {
	_, _, text := corpus(b)
	i := 0
	for b.Loop() {
		if _, err := ParseHex(text[i%corpusSize], nil); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

// BenchmarkHexToTagURI goes from a line of a reader's to the line to be written.
func BenchmarkHexToTagURI(b *testing.B) {
	_, _, text := corpus(b)
	lines := make([][]byte, len(text))
	for i, s := range text {
		lines[i] = []byte(s)
	}
	buf := make([]byte, 0, 64)
	var tag Tag
	i := 0
	for b.Loop() {
		if err := tag.UnmarshalText(lines[i%corpusSize]); err != nil {
			b.Fatal(err)
		}
		buf = tag.AppendTagURI(buf[:0])
		i++
	}
}

// BenchmarkParseHexTagURI is the same with a tag of its own for each.
func BenchmarkParseHexTagURI(b *testing.B) {
	_, _, text := corpus(b)
	buf := make([]byte, 0, 64)
	i := 0
	for b.Loop() {
		tag, err := ParseHex(text[i%corpusSize], nil)
		if err != nil {
			b.Fatal(err)
		}
		buf = tag.AppendTagURI(buf[:0])
		i++
	}
}
