package composite

import (
	"strconv"

	"github.com/eachmark/eachmark/gs1/symbol/code128"
	"github.com/eachmark/eachmark/gs1/symbol/databar"
	"github.com/eachmark/eachmark/gs1/symbol/ean"
	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction"
)

// A Linear is the symbology of the linear component.
type Linear uint8

const (
	DataBarOmnidirectional Linear = iota
	DataBarTruncated
	DataBarStacked
	DataBarStackedOmnidirectional
	DataBarLimited
	DataBarExpanded
	DataBarExpandedStacked
	EAN13
	EAN8
	UPCA
	UPCE
	GS1128
)

// columns are those of CC-A and CC-B (ISO/IEC 24723:2010 table 1).
var columns = [...]int{
	DataBarOmnidirectional: 4, DataBarTruncated: 4, DataBarStacked: 2, DataBarStackedOmnidirectional: 2,
	DataBarLimited: 3, DataBarExpanded: 4, DataBarExpandedStacked: 4,
	EAN13: 4, EAN8: 3, UPCA: 4, UPCE: 2, GS1128: 4,
}

// databarKinds and eanKinds are the linear components of those packages.
var (
	databarKinds = [...]databar.Kind{
		DataBarOmnidirectional: databar.Omnidirectional, DataBarTruncated: databar.Truncated,
		DataBarStacked: databar.Stacked, DataBarStackedOmnidirectional: databar.StackedOmnidirectional,
		DataBarLimited: databar.Limited, DataBarExpanded: databar.Expanded, DataBarExpandedStacked: databar.ExpandedStacked,
	}
	eanKinds = [...]ean.Kind{EAN13: ean.EAN13, EAN8: ean.EAN8, UPCA: ean.UPCA, UPCE: ean.UPCE}
)

// drawLinear draws the linear component with its separator into e.linear.
func (e *Encoder) drawLinear(data string, o *Options, l code128.Linkage) error {
	switch {
	case o.Linear == GS1128:
		return e.drawGS1128(data, l)
	case o.Linear >= EAN13:
		return ean.Encode(&e.linear, data, &ean.Options{Kind: eanKinds[o.Linear], Composite: true})
	}
	return e.databar.Encode(&e.linear, data, &databar.Options{
		Kind: databarKinds[o.Linear], Segments: o.Segments, Composite: true,
	})
}

// drawGS1128 draws a GS1-128 symbol and a separator that is dark where that is light
// (ISO/IEC 24723:2010 §11).
func (e *Encoder) drawGS1128(data string, l code128.Linkage) error {
	if data == "" {
		return &grid.Error{Err: grid.ErrEmpty}
	}
	if len(data) >= code128.MaxLength {
		return &grid.Error{
			Err: grid.ErrTooLong, Len: len(data), Found: strconv.Itoa(len(data)) + " characters",
			Expected: "fewer than " + strconv.Itoa(code128.MaxLength),
		}
	}
	if err := compaction.Check(data, 0); err != nil {
		return err
	}
	e.runes = append(e.runes[:0], grid.FNC1)
	for i := range len(data) {
		if data[i] == compaction.GS {
			e.runes = append(e.runes, grid.FNC1)
		} else {
			e.runes = append(e.runes, rune(data[i]))
		}
	}
	if err := e.code128.Encode(&e.bars, e.runes, &code128.Options{Linkage: l}); err != nil {
		return err
	}
	e.linear.Reset(e.bars.Width, 2)
	e.linear.SetRowHeight(1, grid.Stretch)
	for x := range e.bars.Width {
		if e.bars.Dark(x, 0) {
			e.linear.SetDark(x, 1)
		} else {
			e.linear.SetDark(x, 0)
		}
	}
	return nil
}

// align returns the columns in which the 2D component and the linear one begin, one of
// them 0 (ISO/IEC 24723:2010 §12.3).
func (e *Encoder) align(l Linear, c *component) (above, below int) {
	switch l {
	case DataBarOmnidirectional, DataBarTruncated:
		return 0, 4
	case DataBarStacked, DataBarStackedOmnidirectional:
		return 1, 0
	case DataBarLimited:
		if c.version == CCA {
			return 1, 0
		}
		return 0, 9
	case DataBarExpanded, DataBarExpandedStacked:
		return 2, 0
	case EAN8:
		if c.version == CCA {
			return 0, 3
		}
		return 0, 13
	case GS1128:
		return e.alignGS1128(c)
	}
	return 0, 2 // EAN-13, UPC-A, UPC-E
}

// alignGS1128 puts CC-C seven modules left of the linear component, and the end of
// CC-A and CC-B above the last space of one of its symbol characters, of which those
// behind it are counted from the stop character on (ISO/IEC 24723:2010 §12.3 f, g).
func (e *Encoder) alignGS1128(c *component) (above, below int) {
	if c.version == CCC {
		return 0, 7
	}
	const character, stopBar = 11, 2 // modules
	position := ((e.linear.Width-stopBar)/character - 9) / 2
	end := e.linear.Width - position*character - 1
	if position > 0 {
		end -= stopBar
	}
	shift := end - c.width()
	return max(shift, 0), max(-shift, 0)
}
