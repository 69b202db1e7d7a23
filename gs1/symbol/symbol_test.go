package symbol_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
)

func TestKind(t *testing.T) {
	for _, k := range symbol.Kinds() {
		if got, err := symbol.ParseKind(k.String()); got != k || err != nil {
			t.Errorf("ParseKind(%q) = %v, %v", k.String(), got, err)
		}
	}
	var zero symbol.Kind
	if zero.IsValid() || zero.SymbologyID() != "" {
		t.Error("the zero kind is valid")
	}
	_, err := symbol.ParseKind("qr")
	if want := `symbol: unknown symbol kind: "qr", want gs1-datamatrix, gs1-128, gs1-qr, `; !errors.Is(err, symbol.ErrKind) || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("ParseKind(qr): %v, want %s…", err, want)
	}
}

// TestFigures compares the symbols of messages with those printed in the standards.
func TestFigures(t *testing.T) {
	for _, figure := range gridtest.Figures(t) {
		k, err := symbol.ParseKind(figure.Data[0])
		if err != nil {
			t.Fatal(err)
		}
		m, err := gs1.ParseBracketed(figure.Data[1], &gs1.ParseOptions{PartOfLabel: true})
		if err != nil {
			t.Fatal(err)
		}
		s, err := symbol.Encode(k, m, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := gridtest.Text(&s.Grid); got != figure.Rows {
			t.Errorf("%s: got\n%s\nwant\n%s", figure.Name, got, figure.Rows)
		}
	}
}
