package symbol_test

import (
	"errors"
	"fmt"
	"log"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
)

func TestFit(t *testing.T) {
	m := message(t) // 18 × 18 modules of DataMatrix, 255 of GS1-128
	ean := gtinMessage("09506000134352")
	for _, test := range []struct {
		name    string
		kind    symbol.Kind
		m       gs1.Message
		o       *symbol.Options
		place   symbol.Place
		module  int
		x       symbol.Micrometre
		finding gs1.Code
		fix     string // a part of it
	}{
		{name: "any room", kind: symbol.GS1DataMatrix, m: m, place: symbol.Place{DPMM: 8}, module: 3, x: 375},
		{name: "24 dots", kind: symbol.GS1DataMatrix, m: m, place: symbol.Place{DPMM: 24}, module: 9, x: 375},
		{name: "4 dots are more than 0.495 mm", kind: symbol.GS1128, m: m, place: symbol.Place{DPMM: 8}, module: 3, x: 375},
		{name: "another table", kind: symbol.GS1DataMatrix, m: m, place: symbol.Place{DPMM: 8, Application: symbol.HealthcareDistribution}, module: 6, x: 750},
		{
			name: "a table without the kind", kind: symbol.GS1128, m: m, place: symbol.Place{DPMM: 8, Application: symbol.Retail}, module: 3, x: 375,
			finding: symbol.CodeApplication, fix: "gs1-datamatrix, gs1-qr",
		},
		{
			name: "coarse dots", kind: symbol.GS1DataMatrix, m: m, place: symbol.Place{DPMM: 8, Application: symbol.DirectMarkingConnected}, module: 2, x: 250,
		},
		{
			name: "no whole dots", kind: symbol.GS1DataMatrix, m: m, place: symbol.Place{DPMM: 3, Application: symbol.DirectMarkingConnected}, module: 1, x: 333,
			finding: symbol.CodeResolution, fix: "a printer of 8 dots a millimetre, 5 × 5 mm at an X-dimension of 0.25 mm",
		},
		{
			name: "below the target", kind: symbol.GS1DataMatrix, m: m, place: symbol.Place{DPMM: 12, Width: 7000, Height: 7000}, module: 4, x: 333,
			finding: symbol.CodeTarget, fix: "give it 8.333 × 8.333 mm",
		},
		{
			name: "low label", kind: symbol.GS1DataMatrix, m: m, place: symbol.Place{DPMM: 8, Width: 30000, Height: 6800}, module: 3, x: 375,
			finding: symbol.CodeRoom, fix: "a rectangular one",
		},
		{
			name: "bars on a narrow label", kind: symbol.GS1128, m: m, place: symbol.Place{DPMM: 8, Width: 50000, Height: 30000}, module: 2, x: 250,
			finding: symbol.CodeRoom, fix: "take gs1-datamatrix, 7.5 × 7.5 mm at an X-dimension of 0.375 mm",
		},
		{
			name: "shape that fits", kind: symbol.GS1DataMatrix, m: m, o: &symbol.Options{Shapes: datamatrix.Square | datamatrix.Rectangle},
			place: symbol.Place{DPMM: 8, Width: 30000, Height: 6000}, module: 3, x: 375,
		},
		{name: "EAN-13", kind: symbol.EAN13, m: ean, place: symbol.Place{DPMM: 12}, module: 4, x: 333},
		{
			name: "narrow bars are two modules", kind: symbol.ITF14, m: ean, place: symbol.Place{DPMM: 8}, module: 2, x: 500,
		},
		{
			name: "DMRE", kind: symbol.GS1DataMatrix, m: m, o: &symbol.Options{Shapes: datamatrix.Extended}, place: symbol.Place{DPMM: 8}, module: 3, x: 375,
			finding: symbol.CodeDMRE,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, f, findings, err := symbol.Fit(test.kind, test.m, test.o, test.place)
			if err != nil {
				t.Fatal(err)
			}
			if f.Module != test.module || f.XDimension != test.x {
				t.Errorf("module of %d dots, %d µm, want %d, %d", f.Module, f.XDimension, test.module, test.x)
			}
			o := f.RenderOptions(test.place.DPMM)
			img := s.Image(&o)
			width := symbol.Micrometre((img.Rect.Dx()*1000 + test.place.DPMM/2) / test.place.DPMM)
			if width != f.Width {
				t.Errorf("drawn %d µm wide, said to be %d", width, f.Width)
			}
			switch {
			case test.finding == "" && len(findings) == 0:
			case len(findings) != 1 || findings[0].Code != test.finding || findings[0].Severity != gs1.SeverityWarning:
				t.Errorf("findings %+v, want %s", findings, test.finding)
			case !strings.Contains(findings[0].Fix, test.fix):
				t.Errorf("fix %q, want %q", findings[0].Fix, test.fix)
			}
		})
	}
}

// TestFitWithinTable: whatever the resolution and the kind, an X-dimension that is
// not warned about is one of the table.
func TestFitWithinTable(t *testing.T) {
	for _, k := range symbol.Kinds() {
		m := samples(t, k, 1)[0].message
		for _, a := range symbol.Applications() {
			size, ok := k.Size(a)
			if !ok {
				continue
			}
			for dpmm := 1; dpmm <= 48; dpmm++ {
				s, f, findings, err := symbol.Fit(k, m, nil, symbol.Place{DPMM: dpmm, Application: a})
				if err != nil {
					t.Fatal(err)
				}
				x := f.Module * s.XModules() * 1000 // thousandths of dots
				if inside := x >= int(size.Min)*dpmm && x <= int(size.Max)*dpmm; inside != (len(findings) == 0) {
					t.Errorf("%v %v at %d dots: %v, %v", k, a, dpmm, f, findings)
				}
			}
		}
	}
}

func TestFitErrors(t *testing.T) {
	if _, _, _, err := symbol.Fit(symbol.GS1DataMatrix, message(t), nil, symbol.Place{}); err == nil {
		t.Error("a place without resolution")
	}
	if _, _, _, err := symbol.Fit(symbol.EAN8, message(t), nil, symbol.Place{DPMM: 8}); !errors.Is(err, symbol.ErrContent) {
		t.Errorf("GTIN-14 in EAN-8: %v", err)
	}
}

// A label of 50 × 30 mm has no room for a GS1-128 of that much data.
func ExampleFit() {
	m, err := gs1.ParseBracketed("(01)09506000134352(17)271231(10)LOT42", nil)
	if err != nil {
		log.Fatal(err)
	}
	label := symbol.Place{Width: 50_000, Height: 30_000, DPMM: 8}
	_, fitting, findings, err := symbol.Fit(symbol.GS1128, m, nil, label)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(fitting)
	for _, f := range findings {
		fmt.Println(f.Code, f.Fix)
	}
	// Output:
	// 68.75 × 12.75 mm at an X-dimension of 0.25 mm
	// SYMBOL-NO-ROOM give it 103.125 × 12.75 mm, or take gs1-datamatrix, 7.5 × 7.5 mm at an X-dimension of 0.375 mm
}
