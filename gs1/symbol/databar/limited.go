package databar

import "github.com/eachmark/eachmark/gs1/symbol/grid"

const (
	// Linkage flag (ISO/IEC 24724:2011 §6.2).
	limitedLinkage = 2_015_133_531_096
	// Values of a symbol character.
	limitedValues = 2_013_571

	limitedWidth = 79 // modules, with the 5 light ones at the right
)

// limitedChecks are the check characters by value, 14 elements each (ISO/IEC 24724:2011
// annex C).
const limitedChecks = "" +
	"11111111113311 11111111123211 11111111133111 11111112113211 11111112123111 11111113113111 " +
	"11111211113211 11111211123111 11111212113111 11111311113111 11121111113211 11121111123111 " +
	"11121112113111 11121211113111 11131111113111 12111111113211 12111111123111 12111112113111 " +
	"12111211113111 12121111113111 13111111113111 11111111212311 11111111222211 11111111232111 " +
	"11111112212211 11111112222111 11111113212111 11111211212211 11111211222111 11111212212111 " +
	"11111311212111 11121111212211 11121111222111 11121112212111 11121211212111 11131111212111 " +
	"12111111212211 12111111222111 12111112212111 12111211212111 12121111212111 13111111212111 " +
	"11111111311311 11111111321211 11111112311211 11121111311211 12111111311211 11111121112311 " +
	"11111121122211 11111121132111 11111122112211 11121121112211 11121121122111 11121122112111 " +
	"11121221112111 11131121112111 12111121112211 12111121122111 12121121112111 11112111112311 " +
	"11112111122211 11112111132111 11112112112211 11112112122111 11112211112211 12112111112211 " +
	"12112111122111 12112112112111 12112211112111 12122111112111 13112111112111 11211111112311 " +
	"11211111122211 11211111132111 11211112112211 11211112122111 11211113112111 11211211112211 " +
	"11211211122111 11221111112211 21111111122211 21111111132111 21111112112211 21111112122111 " +
	"21111113112111 21111211122111 21111212112111 21121111122111 21111111221211"

func (e *Encoder) encodeLimited(g *grid.Grid, data string, composite bool) error {
	if err := checkGTIN(data); err != nil {
		return err
	}
	if data[0] > '1' {
		return &grid.Error{
			Err: grid.ErrCharacter, Len: 1, Found: "GTIN beginning with " + data[:1], Expected: "0 or 1",
			Rule: "ISO/IEC 24724:2011 §6.2",
		}
	}
	value := number(data)
	if composite {
		value += limitedLinkage
	}
	e.appendLimited(int(value/limitedValues), int(value%limitedValues))
	y := first(g, limitedWidth, 1, composite)
	g.SetElements(0, y, false, e.elements)
	g.SetRowHeight(y, grid.Stretch)
	if composite {
		separate(g, 0, y, line{width: limitedWidth - 5})
	}
	return nil
}

// appendLimited makes e.elements those of two characters and the check character.
func (e *Encoder) appendLimited(left, right int) {
	var leftMemory, rightMemory [14]byte
	l, r := limited.appendCharacter(leftMemory[:0], left), limited.appendCharacter(rightMemory[:0], right)
	checksum, weight := 0, 1
	for _, char := range [...][]byte{l, r} {
		for _, w := range char {
			checksum += int(w-'0') * weight
			weight = weight * 3 % 89 // the weights of ISO/IEC 24724:2011 table 7
		}
	}
	b := append(e.elements[:0], guard...)
	b = append(b, l...)
	b = append(b, limitedChecks[checksum%89*15:][:14]...)
	b = append(b, r...)
	e.elements = append(b, guard...)
}
