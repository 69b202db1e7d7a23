package fuzz

import (
	"bytes"
	"errors"
	"image/png"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/readback"
)

// FuzzSymbol: of whatever message a kind does not refuse, the PNG is read back as
// what the symbol says it holds; what is refused is refused at a place in the
// message.
func FuzzSymbol(f *testing.F) {
	for i, seed := range []string{
		"(01)09506000134352(17)271231(10)LOT42(21)A1", "(01)09506000134352", "(01)00000096385074", "(01)00614141123452",
		"(01)00012345000058", "(01)09506000134352|(10)ABC(21)x_1", "(00)395011010013000129", "(10)a(21)b", "(8010)12#4",
	} {
		f.Add(uint8(i), false, seed)
		f.Add(uint8(i+9), true, seed)
	}
	f.Fuzz(func(t *testing.T, kind uint8, hri bool, text string) {
		m, err := gs1.ParseBracketed(text, &gs1.ParseOptions{PartOfLabel: true})
		if err != nil {
			return
		}
		k := symbol.Kinds()[int(kind)%len(symbol.Kinds())]
		var s symbol.Symbol
		if err := s.Encode(k, m, nil); err != nil {
			checkRefusalPlace(t, m, err)
			return
		}
		b, err := s.AppendPNG(nil, &symbol.RenderOptions{Module: 2, HRI: hri})
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		scan, err := readback.DecodeKind(img, k)
		if want := string(s.AppendLinearScan(nil)); readback.Reads(k) && s.Width < 144 && (err != nil || scan != want) {
			t.Errorf("%v: read %q, %v, want %q", k, scan, err, want)
		}
		s.AppendSVG(nil, nil)
		s.AppendTerminal(nil, &symbol.RenderOptions{HRI: hri})
	})
}

// checkRefusalPlace fails if a refusal is not about a place in the message.
func checkRefusalPlace(t *testing.T, m gs1.Message, err error) {
	t.Helper()
	var about interface{ Finding() gs1.Finding }
	if !errors.As(err, &about) {
		t.Fatalf("%v: no finding", err)
	}
	if f := about.Finding(); f.Start < 0 || f.End < f.Start || f.End > len(m.Input) || f.Code == "" || f.Fix == "" {
		t.Errorf("%q refused with %+v", m.Input, f)
	}
}
