package zpl

// Dots is a length in dots of the print head, 1/[DPMM] mm.
type Dots int

// MaxDots is the largest coordinate and length ZPL takes (^FO, ^GB, ^A).
const MaxDots Dots = 32000

// DPMM is the resolution of a print head in dots per millimetre.
type DPMM int

// The resolutions of Zebra's print heads (Zebra Programming Guide, ^LL). A head
// sold as 203, 300 or 600 dots per inch has 8, 12 or 24 dots per millimetre:
// 203.2, 304.8, 609.6 dots per inch.
const (
	DPMM6  DPMM = 6
	DPMM8  DPMM = 8
	DPMM12 DPMM = 12
	DPMM24 DPMM = 24
)

// Dots returns a length in dots, rounded to the nearest.
func (r DPMM) Dots(micrometres int) Dots {
	n := micrometres * int(r)
	if n < 0 {
		return -Dots((500 - n) / 1000)
	}
	return Dots((n + 500) / 1000)
}
