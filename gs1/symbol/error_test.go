package symbol_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
)

func TestEncodeErrors(t *testing.T) {
	lot := func(value string) gs1.Message { return gs1.NewMessage(gs1.Element{AI: gs1.AI10, Value: value}) }
	for _, test := range []struct {
		name string
		kind symbol.Kind
		m    gs1.Message
		o    *symbol.Options
		want gs1.Finding // Severity and Message left out
		text string
	}{
		{
			name: "no kind", m: lot("A"),
			want: gs1.Finding{Code: symbol.CodeKind, Fix: "name one of the kinds there are"},
			text: "symbol: unknown symbol kind",
		},
		{
			name: "no elements", kind: symbol.GS1128,
			want: gs1.Finding{Code: symbol.CodeEmpty, Fix: "give at least one element with a value"},
			text: "symbol: gs1-128: no data to encode",
		},
		{
			name: "no value", kind: symbol.GS1DataMatrix, m: lot(""),
			want: gs1.Finding{Code: symbol.CodeEmpty, AI: "10", Start: 4, End: 4, Fix: "give at least one element with a value"},
			text: "symbol: gs1-datamatrix: no data to encode: (10)",
		},
		{
			name: "separator in a value", kind: symbol.GS1DataMatrix, m: lot("AB\x1dC"),
			want: gs1.Finding{
				Code: symbol.CodeCharacter, AI: "10", Start: 6, End: 7, Found: `"\x1d"`, Expected: "a visible ASCII character",
				Fix: "correct the value in its source", Rule: "GS1 General Specifications 7.11",
			},
			text: `symbol: gs1-datamatrix: character the symbol cannot carry: (10): "\x1d", want a visible ASCII character, at position 6`,
		},
		{
			name: "49 characters in GS1-128", kind: symbol.GS1128,
			m: gs1.NewMessage(
				gs1.Element{AI: gs1.AI01, Value: "09506000134352"}, gs1.Element{AI: gs1.AI10, Value: strings.Repeat("A", 20)},
				gs1.Element{AI: gs1.AI21, Value: strings.Repeat("1", 8)},
			),
			want: gs1.Finding{
				Code: symbol.CodeTooLong, End: 54, Found: "49 data characters", Expected: "at most 48",
				Fix:  "leave out elements, spread them over several symbols, or take a symbology of higher capacity",
				Rule: "GS1 General Specifications 5.4",
			},
			text: "symbol: gs1-128: too much data for the symbol: 49 data characters, want at most 48",
		},
		{
			name: "no room", kind: symbol.GS1DataMatrix, m: lot("ABCDEFGHIJ"), o: &symbol.Options{MaxWidth: 14, MaxHeight: 14},
			want: gs1.Finding{
				Code: symbol.CodeTooLong, End: 14, Found: "11 codewords", Expected: "at most 8, the capacity of 14 × 14 modules",
				Fix:  "leave out elements, spread them over several symbols, or take a symbology of higher capacity",
				Rule: "ISO/IEC 16022:2006 and ISO/IEC 21471:2020, table 7",
			},
			text: "symbol: gs1-datamatrix: too much data for the symbol: 11 codewords, want at most 8, the capacity of 14 × 14 modules",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := symbol.Encode(test.kind, test.m, test.o)
			var e *symbol.Error
			if s != nil || !errors.As(err, &e) {
				t.Fatalf("got %v, %v", s, err)
			}
			test.want.Severity, test.want.Message = gs1.SeverityError, strings.TrimPrefix(test.text, "symbol: ")
			if diff := cmp.Diff(test.want, e.Finding()); diff != "" {
				t.Error(diff)
			}
			if err.Error() != test.text {
				t.Errorf("error %q, want %q", err, test.text)
			}
		})
	}
}

// TestEncode48 checks that FNC1 in first position is not one of the 48 characters
// of a GS1-128 symbol and that separators are.
func TestEncode48(t *testing.T) {
	m := gs1.NewMessage(
		gs1.Element{AI: gs1.AI10, Value: strings.Repeat("A", 20)}, gs1.Element{AI: gs1.AI21, Value: strings.Repeat("B", 20)},
		gs1.Element{AI: gs1.AI37, Value: "1"},
	)
	if n := len(m.AppendScan(nil, "")); n != 49 {
		t.Fatalf("%d characters, want 49", n)
	}
	if _, err := symbol.Encode(symbol.GS1128, m, nil); !errors.Is(err, symbol.ErrTooLong) {
		t.Errorf("49 characters: %v", err)
	}
	m.Elements[1].Value = m.Elements[1].Value[1:]
	if _, err := symbol.Encode(symbol.GS1128, m, nil); err != nil {
		t.Errorf("48 characters: %v", err)
	}
}

func TestEncodeRawErrors(t *testing.T) {
	fnc1 := symbol.FNC1
	digits := func(n int) []rune { return append([]rune{fnc1}, []rune(strings.Repeat("1", n))...) }
	for _, test := range []struct {
		name string
		kind symbol.Kind
		data []rune
		want error
		pos  int
	}{
		{"nothing", symbol.GS1DataMatrix, nil, symbol.ErrEmpty, 0},
		{"FNC1 alone", symbol.GS1128, []rune{fnc1}, symbol.ErrEmpty, 0},
		{"no kind", 99, []rune{'A'}, symbol.ErrKind, 0},
		{"a rune", symbol.GS1DataMatrix, []rune("Aλ"), symbol.ErrCharacter, 1},
		{"a negative rune", symbol.GS1128, []rune{'A', -2}, symbol.ErrCharacter, 1},
		{"a rune in DataBar", symbol.DataBarExpanded, []rune("10Aİ"), symbol.ErrCharacter, 3},
		{"FNC1 in EAN-13", symbol.EAN13, []rune{'9', symbol.FNC1}, symbol.ErrCharacter, 1},
		{"letters in ITF-14", symbol.ITF14, []rune("0950600013435A"), symbol.ErrCharacter, 13},
		{"thirteen digits in ITF-14", symbol.ITF14, []rune("9506000134352"), symbol.ErrLength, 0},
		{"another check digit", symbol.EAN13, []rune("9506000134353"), symbol.ErrCheck, 12},
		{"zeros that UPC-E has no form for", symbol.UPCE, []rune("614141123452"), symbol.ErrContent, 0},
		{"1,559 codewords", symbol.GS1DataMatrix, digits(2 * 1558), symbol.ErrTooLong, 0},
		{"1,025 characters", symbol.GS1128, digits(1024), symbol.ErrTooLong, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := symbol.EncodeRaw(test.kind, test.data, nil)
			var e *symbol.Error
			if s != nil || !errors.As(err, &e) || !errors.Is(err, test.want) || e.Pos != test.pos {
				t.Errorf("got %v, %v (at %d), want %v at %d", s, err, e.Pos, test.want, test.pos)
			}
		})
	}
	s, err := symbol.EncodeRaw(symbol.GS1DataMatrix, digits(2*1557), nil)
	if err != nil || s.Width != 144 {
		t.Errorf("1,558 codewords: %v, %v, want 144 modules", s, err)
	}
}

// TestEncodeRawProperty: whatever is not refused is read back as it was given.
func TestEncodeRawProperty(t *testing.T) {
	usual := rapid.OneOf(rapid.Int32Range(' ', '~'), rapid.Int32Range('0', '9'))
	any := rapid.OneOf(rapid.Int32Range(-3, 127), rapid.SampledFrom([]rune{symbol.FNC1, 29, 300})) // see the bug named in readback
	runes := rapid.Custom(func(t *rapid.T) rune {
		switch n := rapid.IntRange(0, 50).Draw(t, "class"); {
		case n == 0:
			return any.Draw(t, "any")
		case n < 6:
			return symbol.FNC1
		}
		return usual.Draw(t, "usual")
	})
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom([]symbol.Kind{symbol.GS1DataMatrix, symbol.GS1128}).Draw(t, "kind")
		data := append([]rune{symbol.FNC1}, rapid.SliceOfN(runes, 0, 60).Draw(t, "data")...)
		if rapid.Bool().Draw(t, "plain") {
			data = slices.DeleteFunc(data, func(r rune) bool { return r == symbol.FNC1 }) // in second position it is AIM's
		}
		s, err := symbol.EncodeRaw(k, data, nil)
		if err != nil {
			return
		}
		scan, err := readback.DecodeKind(s.Image(&symbol.RenderOptions{Module: 2, Height: 3}), k)
		if want := scanOf(s, data); err != nil || scan != want {
			t.Errorf("read %q, %v, want %q", scan, err, want)
		}
	})
}
