package ean

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// check refuses data and an add-on that no symbol of the kind has.
func check(data string, o *Options) error {
	if err := checkMain(data, o.Kind); err != nil {
		return err
	}
	if err := grid.CheckNumber(o.AddOn, 0, len(data), addOnRule); err != nil {
		return err
	}
	if n := len(o.AddOn); n != 0 && n != 2 && n != 5 {
		return &grid.Error{
			Err: grid.ErrLength, Pos: len(data), Len: n, Found: fmt.Sprintf("add-on of %d digits", n),
			Expected: "2 or 5", Rule: addOnRule,
		}
	}
	return nil
}

// checkMain refuses data that are not the digits of kind k. Those of UPC-E are what
// Suppress makes of a GTIN-12, with its check digit.
func checkMain(data string, k Kind) error {
	f := &forms[k]
	whole := Expand(data)
	if k != UPCE || whole == data {
		return grid.CheckNumber(data, f.digits, 0, f.rule)
	}
	if back, ok := Suppress(whole); !ok || back != data {
		return &grid.Error{
			Err: grid.ErrCharacter, Len: len(data), Found: data,
			Expected: "number system 0 or 1 and the digits a GTIN-12 is shortened to",
			Rule:     f.rule,
		}
	}
	return grid.CheckLast(data, grid.CheckDigit(whole[:11]), 0)
}
