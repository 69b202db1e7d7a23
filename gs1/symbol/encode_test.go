package symbol_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
	"github.com/eachmark/eachmark/gs1/symbol/internal/corpus"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/testdata/judges"
)

// TestEncodeAgain: a symbol made where another one was is that of a new one.
func TestEncodeAgain(t *testing.T) {
	var s symbol.Symbol
	for i := range 5 {
		for _, k := range symbol.Kinds() {
			sample := samples(t, k, 5)[i]
			if err := s.Encode(k, sample.message, nil); err != nil {
				t.Fatal(err)
			}
			fresh, err := symbol.Encode(k, sample.message, nil)
			if err != nil {
				t.Fatal(err)
			}
			if gridtest.Text(&s.Grid) != gridtest.Text(&fresh.Grid) || string(s.AppendScan(nil)) != string(fresh.AppendScan(nil)) {
				t.Errorf("%v: %v differs from that of a new symbol", k, sample.message)
			}
			if got := string(s.AppendScan(nil)); got != sample.scan {
				t.Errorf("%v: scan %q, want %q", k, got, sample.scan)
			}
		}
	}
}

// TestEncodeFailed: after an error there is no symbol, and the next one is right.
func TestEncodeFailed(t *testing.T) {
	var s symbol.Symbol
	if err := s.Encode(symbol.EAN13, gtinMessage("09506000134352"), nil); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		s.Encode(symbol.EAN13, message(t), nil),
		s.EncodeRaw(symbol.EAN13, []rune("1"), nil),
	} {
		if err == nil || s.Kind.IsValid() || s.Width != 0 || len(s.AppendScan(nil)) > 0 {
			t.Errorf("%v: left %v of %d modules", err, s.Kind, s.Width)
		}
	}
	if err := s.EncodeRaw(symbol.EAN8, []rune("96385074"), nil); err != nil || s.Width != 67 {
		t.Errorf("EAN-8 of %d modules, %v", s.Width, err)
	}
}

// TestEncodeAllocs: a symbol made in the memory of others costs two allocations at
// most.
func TestEncodeAllocs(t *testing.T) {
	for _, k := range symbol.Kinds() {
		if k == symbol.DLDataMatrix || k == symbol.DLQR {
			continue // the link is made by package dl
		}
		var s symbol.Symbol
		all, i := samples(t, k, 20), 0
		encode := func() {
			if err := s.Encode(k, all[i%len(all)].message, nil); err != nil {
				t.Fatal(err)
			}
			i++
		}
		for range all {
			encode()
		}
		most := 2.0
		if k == symbol.UPCE {
			most = 4 // it is shortened, and lengthened again to be checked
		}
		if n := testing.AllocsPerRun(100, encode); n > most {
			t.Errorf("%v: %v allocations a symbol, want at most %v", k, n, most)
		}
	}
}

func TestContent(t *testing.T) {
	parse := func(s string) gs1.Message {
		m, err := gs1.ParseBracketed(s, &gs1.ParseOptions{PartOfLabel: true})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	addOn := gtinMessage("96385074")
	addOn.AddOn = "12"
	for _, test := range []struct {
		name  string
		kind  symbol.Kind
		m     gs1.Message
		start int
		end   int
		fix   string
	}{
		{"a lot", symbol.EAN13, parse("(01)09506000134352(10)LOT42"), 22, 27, "gs1-datamatrix"},
		{"no GTIN", symbol.DataBarOmni, parse("(10)LOT42"), 4, 9, "databar-expanded"},
		{"GTIN-14", symbol.EAN13, parse("(01)19506000134359"), 4, 18, "itf-14"},
		{"GTIN-13", symbol.UPCA, parse("(01)09506000134352"), 4, 18, "ean-13 for a GTIN-13"},
		{"GTIN-8 in EAN-13", symbol.EAN13, parse("(01)00000096385074"), 4, 18, "ean-8 for a GTIN-8"},
		{"no zeros to leave out", symbol.UPCE, parse("(01)00614141123452"), 6, 18, "upc-a for a GTIN-12"},
		{"add-on of EAN-8", symbol.EAN8, addOn, 0, 18, "ean-13, upc-a or upc-e"},
		{"composite ITF-14", symbol.ITF14, parse("(01)19506000134359|(10)LOT42"), 23, 28, "gs1-datamatrix"},
	} {
		_, err := symbol.Encode(test.kind, test.m, nil)
		var e *symbol.Error
		if !errors.As(err, &e) || !errors.Is(err, symbol.ErrContent) {
			t.Errorf("%s: %v, want %v", test.name, err, symbol.ErrContent)
			continue
		}
		f := e.Finding()
		if f.Code != symbol.CodeContent || f.Start != test.start || f.End != test.end || !strings.Contains(f.Fix, test.fix) {
			t.Errorf("%s: %+v, want %d to %d, fix %q", test.name, f, test.start, test.end, test.fix)
		}
	}
	var limited *symbol.Error
	if _, err := symbol.Encode(symbol.DataBarLimited, parse("(01)29506000134356"), nil); !errors.As(err, &limited) || limited.Pos != 4 {
		t.Errorf("GTIN that begins with 2 in DataBar Limited: %+v", limited)
	}
}

// TestCharacterPlace: a character that a symbology has not is found in the message.
func TestCharacterPlace(t *testing.T) {
	elements := []gs1.Element{
		{AI: gs1.AI01, Value: "09506000134352"}, {AI: gs1.AI10, Value: "A"}, element(t, "8010", "12#4"), {AI: gs1.AI21, Value: "7"},
	}
	for _, test := range []struct {
		kind   symbol.Kind
		linear int
	}{
		{symbol.DataBarExpanded, 0},
		{symbol.DataBarExpanded, 1},
		{symbol.DataBarExpanded, 2},
		{symbol.DataBarExpanded, 3},
		{symbol.EAN13, 1},
		{symbol.DataBarLimited, 1},
		{symbol.GS1128, 2},
		{symbol.GS1128, 3},
	} {
		m := gs1.NewMessage(elements...)
		m.Linear = test.linear
		_, err := symbol.Encode(test.kind, m, nil)
		var e *symbol.Error
		if !errors.As(err, &e) || !errors.Is(err, symbol.ErrCharacter) || e.Len != 1 || m.Input[e.Pos] != '#' || e.AI.String() != "8010" {
			t.Errorf("%v, %d elements in the linear component: %v: %+v", test.kind, test.linear, err, e)
		}
	}
}

// TestDataMatrixSizes reads every size back; those of ISO/IEC 21471 have an
// identifier of their own and a warning.
func TestDataMatrixSizes(t *testing.T) {
	for _, size := range datamatrix.Sizes() {
		s, err := symbol.EncodeRaw(symbol.GS1DataMatrix, []rune{symbol.FNC1, '1', '0', 'A'}, &symbol.Options{Columns: size.Width, Rows: size.Height})
		if err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		want, warnings := "]d210A", 0
		if size.Shape == datamatrix.Extended {
			want, warnings = "]d810A", 1
		}
		scan, err := readback.DecodeKind(s.Image(&symbol.RenderOptions{Module: 2}), s.Kind)
		if err != nil || scan != want || string(s.AppendScan(nil)) != want || len(s.Warnings()) != warnings {
			t.Errorf("%v: read %q, %v, want %q; %v", size, scan, err, want, s.Warnings())
		}
	}
}

// TestComposite: a scanner that knows the linear component alone reads it, and the
// symbol says what one reads that knows both.
func TestComposite(t *testing.T) {
	dir := t.TempDir()
	var files []string
	want := map[string]string{}
	for _, k := range symbol.Kinds() {
		m := samples(t, k, 1)[0].message
		m.AddOn = ""
		m = gs1.NewMessage(append(m.Elements[:1:1], element(t, "10", "ABC123"), element(t, "21", "x_1"))...)
		m.Linear = 1
		s, err := symbol.Encode(k, m, nil)
		if k == symbol.ITF14 || !k.Linear() {
			if err == nil && s.IsComposite() {
				t.Errorf("%v: a composite component", k)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%v: %v", k, err)
		}
		if got, want := string(s.AppendScan(nil)), string(m.AppendScan(nil, k.SymbologyID())); !s.IsComposite() || got != want {
			t.Errorf("%v: scan %q, want %q", k, got, want)
		}
		linear := string(s.AppendLinearScan(nil))
		o := &symbol.RenderOptions{Module: 3, HRI: true}
		if scan, err := readback.DecodeKind(s.Image(o), k); readback.Reads(k) && (err != nil || scan != linear) {
			t.Errorf("%v: read %q, %v, want %q", k, scan, err, linear)
		}
		data, err := s.AppendPNG(nil, o)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, k.String())
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		files, want[file] = append(files, file), linear
	}
	t.Run("zxing-wasm", func(t *testing.T) {
		for _, d := range judges.ZXing(t, files...) {
			if got := read(d); got != want[d.File] {
				t.Errorf("%s: read %q, want %q", filepath.Base(d.File), got, want[d.File])
			}
		}
	})
}

// BenchmarkEncode makes the symbols of the corpus from their messages, grid and all.
func BenchmarkEncode(b *testing.B) {
	messages := corpus.Each(func(m corpus.Message) gs1.Message {
		return gs1.NewMessage(
			gs1.Element{AI: gs1.AI01, Value: m.GTIN}, gs1.Element{AI: gs1.AI17, Value: m.Expiry},
			gs1.Element{AI: gs1.AI10, Value: m.Batch}, gs1.Element{AI: gs1.AI21, Value: m.Serial})
	})
	for _, k := range []symbol.Kind{symbol.GS1DataMatrix, symbol.GS1128, symbol.GS1QR, symbol.DLQR} {
		b.Run(k.String(), func(b *testing.B) {
			var s symbol.Symbol
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if err := s.Encode(k, messages[i%len(messages)], nil); err != nil && !errors.Is(err, symbol.ErrTooLong) {
					b.Fatal(err)
				}
				i++
			}
			b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "symbols/s")
		})
	}
}

// BenchmarkOutput draws one symbol in each format.
func BenchmarkOutput(b *testing.B) {
	s := encode(b, symbol.GS1DataMatrix)
	o := &symbol.RenderOptions{DPMM: 12, HRI: true}
	for _, format := range []struct {
		name   string
		append func([]byte) ([]byte, error)
	}{
		{"PNG", func(b []byte) ([]byte, error) { return s.AppendPNG(b, o) }},
		{"SVG", func(b []byte) ([]byte, error) { return s.AppendSVG(b, o), nil }},
		{"PDF", func(b []byte) ([]byte, error) { return s.AppendPDF(b, o) }},
		{"ZPL", func(b []byte) ([]byte, error) { return s.AppendZPL(b, o) }},
		{"terminal", func(b []byte) ([]byte, error) { return s.AppendTerminal(b, o), nil }},
	} {
		b.Run(format.name, func(b *testing.B) {
			var out []byte
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if out, err = format.append(out[:0]); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(out)), "bytes")
		})
	}
}
