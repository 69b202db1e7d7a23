package symbol_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
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

// TestFigures compares symbols with those printed in the standards.
func TestFigures(t *testing.T) {
	text, err := os.ReadFile("testdata/figures.txt")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "\n\n")[1:] // the first is the comment
	for _, block := range blocks {
		lines := strings.Split(strings.TrimSpace(block), "\n")
		t.Run(lines[0], func(t *testing.T) {
			name, data, _ := strings.Cut(lines[1], " ")
			s := encodeFigure(t, name, data)
			if got := modules(s); got != strings.Join(lines[2:], "\n") {
				t.Errorf("%s: got\n%s\nwant\n%s", data, got, strings.Join(lines[2:], "\n"))
			}
		})
	}
	if len(blocks) < 30 {
		t.Errorf("%d figures, want at least 30", len(blocks))
	}
}

func encodeFigure(t *testing.T, name, data string) *symbol.Symbol {
	t.Helper()
	k, err := symbol.ParseKind(name)
	if err != nil {
		t.Fatal(err)
	}
	var s *symbol.Symbol
	if strings.HasPrefix(data, "(") {
		var m gs1.Message
		if m, err = gs1.ParseBracketed(data, &gs1.ParseOptions{PartOfLabel: true}); err != nil {
			t.Fatal(err)
		}
		s, err = symbol.Encode(k, m, nil)
	} else {
		s, err = symbol.EncodeRaw(k, []rune(data), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// modules writes the grid, "#" for dark, a line a row.
func modules(s *symbol.Symbol) string {
	var b strings.Builder
	for y := range s.Height {
		if y > 0 {
			b.WriteByte('\n')
		}
		for x := range s.Width {
			if s.Dark(x, y) {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
	}
	return b.String()
}
