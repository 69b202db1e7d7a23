package zpl

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
)

// writeLabel writes a label as printer runs have it.
func writeLabel(b *Builder, data []rune) {
	b.Begin(400, 240)
	b.DataMatrix(16, 16, 4, data)
	b.Text(128, 16, 24, 0, "(01) 09506000134352")
	b.TextBlock(128, 120, 24, 0, Block{Width: 260, Lines: 2}, "Product\nname")
	b.Box(4, 4, 392, 232, 2)
	b.End()
}

func testLabel(tb testing.TB) []byte {
	var b Builder
	writeLabel(&b, AppendElementRunes(nil, "010950600013435210LOT42\x1d21SN_1"))
	src, err := b.Bytes()
	if err != nil {
		tb.Fatal(err)
	}
	return slices.Clone(src)
}

func TestBuilder(t *testing.T) {
	want := `^XA^CI28^JZN^MUD^PW400^LL240^LH0,0^FWN,0^PMN^PON^LRN^PQ1
^FO16,16^BXN,4,200,0,0,,_^FH\^FD_1010950600013435210LOT42_121SN__1^FS
^FO128,16^A0N,24,0^FH\^FD(01) 09506000134352^FS
^FO128,120^A0N,24,0^FB260,2,0,L,0^FH\^FDProduct\5C&name^FS
^FO4,4^GB392,232,2^FS
^XZ
`
	if diff := cmp.Diff(want, string(testLabel(t))); diff != "" {
		t.Errorf("label (-want +got):\n%s", diff)
	}
}

func TestBuilderEscapes(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"injection", "^XZ~JA", `\5EXZ\7EJA`},
		{"indicator", `a\5Eb_41`, `a\5C5Eb_41`},
		{"control characters", "\x00\x02\x03\x0f\r\n\x7f", `\00\02\03\0F\0D\0A\7F`},
		{"UTF-8", "é€", `\C3\A9\E2\82\AC`},
		{"not UTF-8", "\xff", `\FF`},
		{"delimiter", "a,b", "a,b"},
		{"empty", "", ""},
	} {
		var b Builder
		b.Begin(100, 100)
		b.Text(0, 0, 20, 10, tt.text)
		b.End()
		src, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if want := `^FO0,0^A0N,20,10^FH\^FD` + tt.want + "^FS\n"; !strings.Contains(string(src), want) {
			t.Errorf("%s: %q in\n%s", tt.name, want, src)
		}
	}
}

func TestBuilderErrors(t *testing.T) {
	in := func(f func(b *Builder)) func(b *Builder) {
		return func(b *Builder) { b.Begin(100, 100); f(b); b.End() }
	}
	for _, tt := range []struct {
		name string
		f    func(b *Builder)
		want string
	}{
		{"outside", func(b *Builder) { b.Text(0, 0, 20, 0, "x") }, "zpl: field outside a format"},
		{"not ended", func(b *Builder) { b.Begin(100, 100) }, "zpl: format is not ended"},
		{"nested", func(b *Builder) { b.Begin(100, 100); b.Begin(100, 100); b.End() }, "zpl: format begins inside a format"},
		{"end twice", func(b *Builder) { b.End() }, "zpl: end outside a format"},
		{"width", func(b *Builder) { b.Begin(1, 100); b.End() }, "zpl: label width of 1 dots, expected 2…32000"},
		{"x", in(func(b *Builder) { b.Text(-1, 0, 20, 0, "x") }), "zpl: x of -1 dots, expected 0…32000"},
		{"height", in(func(b *Builder) { b.Text(0, 0, 9, 0, "x") }), "zpl: text height of 9 dots, expected 10…32000"},
		{"box", in(func(b *Builder) { b.Box(0, 0, 2, 9, 3) }), "zpl: box width of 2 dots, expected 3…32000"},
		{"module", in(func(b *Builder) { b.DataMatrix(0, 0, 0, nil) }), "zpl: module of 0 dots, expected 1…32000"},
		{"rune", in(func(b *Builder) { b.DataMatrix(0, 0, 1, []rune("aé€")) }), `zpl: DataMatrix data: found "€", expected FNC1 or a byte, at byte 2`},
		{"Code 128", in(func(b *Builder) { b.Code128(0, 0, 1, 9, []rune("aé")) }), `zpl: Code 128 data: found "é", expected FNC1 or a character of subset B (ASCII 32 to 127), at byte 1`},
		{"Code 128 module", in(func(b *Builder) { b.Code128(0, 0, 11, 9, nil) }), "zpl: module of 11 dots, expected 1…10"},
		{"long", in(func(b *Builder) { b.Text(0, 0, 20, 0, strings.Repeat("x", 3073)) }), "zpl: field data of 3073 bytes, expected at most 3072"},
		{"block", in(func(b *Builder) { b.TextBlock(0, 0, 20, 0, Block{Width: 9}, "") }), "zpl: block of 0 lines, spacing 0, indent 0, expected 1…9999 lines, spacing within ±9999, indent up to 9999"},
	} {
		var b Builder
		tt.f(&b)
		src, err := b.Bytes()
		if err == nil || err.Error() != tt.want || src != nil {
			t.Errorf("%s: %q, error %v, want %q", tt.name, src, err, tt.want)
		}
		b.Reset()
		b.Begin(100, 100)
		b.End()
		if _, err := b.Bytes(); err != nil {
			t.Errorf("%s: after Reset: %v", tt.name, err)
		}
	}
}

// TestBuilderIsSafe holds that whatever the data, a parser finds exactly the
// commands of the label and the data itself.
func TestBuilderIsSafe(t *testing.T) {
	evil := rapid.OneOf(
		rapid.String(),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 40), func(b []byte) string { return string(b) }),
		rapid.Map(source(), func(b []byte) string { return string(b[:min(len(b), 300)]) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		text, block := evil.Draw(t, "text"), evil.Draw(t, "block")
		data := drawRunes(t, 0xff)
		var b Builder
		b.Begin(400, 240)
		b.Text(1, 2, 20, 0, text)
		b.TextBlock(1, 2, 20, 0, Block{Width: 9, Lines: 1}, block)
		b.DataMatrix(5, 6, 2, data)
		b.End()
		src, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		p := Parse(src)
		var names []string
		var fields [][]byte
		for _, c := range p.Commands {
			if c.Code != "" {
				names = append(names, c.Code)
			}
			if c.Code == "^FD" {
				fields = append(fields, c.AppendData([]byte{}))
			}
		}
		want := "^XA ^CI ^JZ ^MU ^PW ^LL ^LH ^FW ^PM ^PO ^LR ^PQ ^FO ^A ^FH ^FD ^FS ^FO ^A ^FB ^FH ^FD ^FS ^FO ^BX ^FH ^FD ^FS ^XZ"
		if got := strings.Join(names, " "); got != want {
			t.Fatalf("commands %s", got)
		}
		if string(fields[0]) != text {
			t.Fatalf("text %q, want %q", fields[0], text)
		}
		if got, want := string(fields[1]), string(appendBlock(nil, block)); got != want {
			t.Fatalf("block %q, want %q", got, want)
		}
		checkSymbol(t, p.Formats()[0], data)
	})
}

func checkSymbol(t *rapid.T, f Format, want []rune) {
	n := 0
	for s, err := range f.Symbols() {
		n++
		if err != nil || !slices.Equal(s.Data, want) {
			t.Fatalf("symbol data %q, %v, want %q", s.Data, err, want)
		}
	}
	if n != 1 {
		t.Fatalf("%d symbols, want 1", n)
	}
}

// drawRunes draws symbol data: FNC1 and characters up to most.
func drawRunes(t *rapid.T, most rune) []rune {
	one := rapid.OneOf(rapid.Just(FNC1), rapid.Int32Range(0x20, 0x7e), rapid.Int32Range('0', '9'),
		rapid.SampledFrom([]rune{'_', '>', '^', '~', '\\', 'd', '1', 0x7f}), rapid.Int32Range(most&0x20, most))
	return rapid.SliceOfN(one, 0, 40).Draw(t, "data")
}

func TestCode128IsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := drawRunes(t, 0x7f)
		for i, r := range data {
			if r >= 0 && r < ' ' {
				data[i] = ' '
			}
		}
		var b Builder
		b.Begin(400, 240)
		b.Code128(1, 2, 2, 50, data)
		b.End()
		src, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		checkSymbol(t, Parse(src).Formats()[0], data)
	})
}

func TestCode128Plan(t *testing.T) {
	for _, tt := range []struct {
		data, want string
		characters int // symbol characters with start and check
	}{
		// the example of Zebra's knowledge base, "Creating GS1 Barcodes via ZPL
		// Script", with the FNC1 between the elements where data needs it
		{"\x1d8011234567890123421123456\x1d10ABC", ">;>8801123456789012342112345>66>810ABC", 2 + 1 + 12 + 2 + 1 + 5},
		{"\x1d0109506000134352", ">;>80109506000134352", 2 + 1 + 8},
		{"\x1d21SN0001", ">:>821SN>50001", 2 + 1 + 4 + 1 + 2},
		{"a12345b", ">:a12345b", 2 + 7},
		{"a1234567b", ">:a1>5234567>6b", 2 + 2 + 1 + 3 + 2},
		{"a99b", ">:a99b", 2 + 4},
		{"9900", ">;9900", 2 + 2},
		{"12", ">;12", 2 + 1},
		{"12a", ">:12a", 2 + 3},
		{">^~", ">:>0><>=", 2 + 3},
		{"", ">;", 2},
	} {
		data := []rune(strings.ReplaceAll(tt.data, "\x1d", string(rune(0xe000))))
		for i, r := range data {
			if r == 0xe000 {
				data[i] = FNC1
			}
		}
		var e code128.Encoder
		plan, err := planCode128(&e, data)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(appendCode128(nil, plan)); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.data, got, tt.want)
		}
		modules, err := Code128Modules(data)
		if want := 11*tt.characters + 13; err != nil || modules != want {
			t.Errorf("%q: %d modules, %v, want %d", tt.data, modules, err, want)
		}
	}
}

func TestCode128Data(t *testing.T) {
	for _, tt := range []struct{ name, field, want string }{
		{"subset B without start", "CODE128", "CODE128"},
		{"start B", ">:CODE128", "CODE128"},
		{"subset C passes over a letter", ">;12D34", "1234"},
		{"letter breaks the pair", ">;1D34", "34"},
		{"odd digit before a shift", ">;123>6x", "12x"},
		{"odd digit at the end", ">;123", "12"},
		{"subset A in pairs", ">9333464", "AB\x00"},
		{"C to A", ">;12>733", "12A"},
	} {
		got, err := Code128Data([]byte(tt.field))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, string(got), err, tt.want)
		}
	}
	for _, field := range []string{">4x", ">3", ">;>5", ">996", "a>;", "\x80", ">?"} {
		if got, err := Code128Data([]byte(field)); err == nil {
			t.Errorf("%q gave %q, want an error", field, string(got))
		}
	}
}

func TestDataMatrixData(t *testing.T) {
	got, err := DataMatrixData([]byte("_101_d029_d255___@_G"), '_')
	if want := []rune{FNC1, '0', '1', 29, 255, '_', 0, 7}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	if got, err := DataMatrixData([]byte("~1_1"), '~'); err != nil || !slices.Equal(got, []rune{FNC1, '_', '1'}) {
		t.Errorf("other escape: %q, %v", got, err)
	}
	for _, field := range []string{"_", "_2214001001", "_d25", "_d256", "_x", "_5009"} {
		if got, err := DataMatrixData([]byte(field), '_'); err == nil {
			t.Errorf("%q gave %q, want an error", field, got)
		}
	}
}

func TestBuilderAllocates(t *testing.T) {
	var b Builder
	data := AppendElementRunes(nil, "010950600013435210LOT42\x1d21SN1")
	run := func() {
		b.Reset()
		writeLabel(&b, data)
		b.Begin(400, 240)
		b.Code128(0, 0, 2, 80, data)
		b.End()
		if _, err := b.Bytes(); err != nil {
			t.Fatal(err)
		}
	}
	run()
	if n := testing.AllocsPerRun(100, run); n != 0 {
		t.Errorf("%v allocations a label, want 0", n)
	}
}

func BenchmarkBuilder(b *testing.B) {
	var builder Builder
	data := AppendElementRunes(nil, "010950600013435210LOT42\x1d21SN1")
	b.ReportAllocs()
	for b.Loop() {
		builder.Reset()
		writeLabel(&builder, data)
	}
}
