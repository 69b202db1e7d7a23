package composite_test

import (
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/composite"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/grid/gridtest"
)

var linears = map[string]composite.Linear{
	"databar-omni": composite.DataBarOmnidirectional, "databar-truncated": composite.DataBarTruncated,
	"databar-stacked": composite.DataBarStacked, "databar-stacked-omni": composite.DataBarStackedOmnidirectional,
	"databar-limited": composite.DataBarLimited, "databar-expanded": composite.DataBarExpanded,
	"databar-expanded-stacked": composite.DataBarExpandedStacked,
	"ean-13":                   composite.EAN13, "ean-8": composite.EAN8, "upc-a": composite.UPCA, "upc-e": composite.UPCE,
	"gs1-128": composite.GS1128,
}

var versions = map[string]composite.Version{
	"smallest": composite.Smallest, "a": composite.CCA, "b": composite.CCB, "c": composite.CCC,
}

// TestFigures compares with symbols printed in the standards.
func TestFigures(t *testing.T) {
	figures := gridtest.Figures(t)
	var e composite.Encoder
	for _, f := range figures {
		linear, data := strings.ReplaceAll(f.Data[2], "^", "\x1d"), strings.ReplaceAll(f.Data[3], "^", "\x1d")
		o := &composite.Options{Linear: linears[f.Data[0]], Version: versions[f.Data[1]]}
		var g grid.Grid
		if err := e.Encode(&g, linear, data, o); err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if got := rows(o.Linear, &g); got != f.Rows {
			t.Errorf("%s: got\n%s, want\n%s", f.Name, got, f.Rows)
		}
	}
	if len(figures) < 13 {
		t.Errorf("%d figures, want at least 13", len(figures))
	}
}

// rows writes the rows without the one of the longer guard bars, which other programs
// do not have.
func rows(l composite.Linear, g *grid.Grid) string {
	s := gridtest.Text(g)
	switch l {
	case composite.EAN13, composite.EAN8, composite.UPCA, composite.UPCE:
		s = s[:strings.LastIndexByte(s, '\n')]
	}
	return s
}
