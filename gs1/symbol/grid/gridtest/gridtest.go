// Package gridtest helps to test the packages of the symbologies: it reads figures
// of the standards, writes grids as text, and draws them for decoders. Only tests
// import it.
package gridtest

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// A Figure is a symbol printed in a standard.
type Figure struct {
	Name string   // "GS1 General Specifications Figure 5.2.2.1-2"
	Data []string // what the symbol is of, as the test needs it
	Rows string   // the modules, as Text writes them
}

// Figures reads testdata/figures.txt: blocks separated by empty lines, of which the
// first is a comment. A block is a line with the name, one with the data separated
// by spaces, and the rows.
func Figures(t testing.TB) []Figure {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "figures.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var figures []Figure
	for _, block := range strings.Split(string(text), "\n\n")[1:] {
		lines := strings.SplitN(strings.TrimSpace(block), "\n", 3)
		if len(lines) != 3 {
			t.Fatalf("figure without rows: %q", block)
		}
		figures = append(figures, Figure{lines[0], strings.Fields(lines[1]), lines[2]})
	}
	return figures
}

// Text writes the rows of g, "#" for dark and "." for light.
func Text(g *grid.Grid) string {
	var b strings.Builder
	for y := range g.Height {
		if y > 0 {
			b.WriteByte('\n')
		}
		for x := range g.Width {
			if g.Dark(x, y) {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
	}
	return b.String()
}

// Pictures writes pictures of grids into a folder of the test.
type Pictures struct {
	Files []string

	dir string
}

// Add draws g with modules of two pixels, bars so many modules high and a quiet zone
// of 12 modules.
func (p *Pictures) Add(t testing.TB, g *grid.Grid, bars int) {
	t.Helper()
	if p.dir == "" {
		p.dir = t.TempDir()
	}
	name := filepath.Join(p.dir, fmt.Sprintf("%05d.png", len(p.Files)))
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(f, g.Image(2, bars, 12)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	p.Files = append(p.Files, name)
}
