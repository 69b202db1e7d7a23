package ean

import "github.com/eachmark/eachmark/gs1/symbol/grid"

// Suppress returns the eight digits of the UPC-E symbol of a GTIN-12 whose zeros
// allow one, and whether they do (GS1 General Specifications 5.2.2.4). It does not judge the
// check digit, which stays the last.
func Suppress(gtin12 string) (upce string, ok bool) {
	if len(gtin12) != 12 || grid.CheckNumber(gtin12, 0, 0, "") != nil || gtin12[0] > '1' {
		return "", false
	}
	system, company, item, last := gtin12[:1], gtin12[1:6], gtin12[6:11], gtin12[11:]
	switch {
	case company[2] <= '2' && company[3:] == "00" && item[:2] == "00":
		return system + company[:2] + item[2:] + company[2:3] + last, true
	case company[3:] == "00" && item[:3] == "000":
		return system + company[:3] + item[3:] + "3" + last, true
	case company[4] == '0' && item[:4] == "0000":
		return system + company[:4] + item[4:] + "4" + last, true
	case item[:4] == "0000" && item[4] >= '5':
		return system + company + item[4:] + last, true
	}
	return "", false
}

// Expand returns the GTIN-12 of the eight digits of a UPC-E symbol, and other data
// as they are. It does not judge the check digit.
func Expand(upce string) string {
	if len(upce) != 8 || grid.CheckNumber(upce, 0, 0, "") != nil {
		return upce
	}
	system, d, rule, last := upce[:1], upce[1:6], upce[6], upce[7:]
	switch rule {
	case '0', '1', '2':
		return system + d[:2] + upce[6:7] + "0000" + d[2:] + last
	case '3':
		return system + d[:3] + "00000" + d[3:] + last
	case '4':
		return system + d[:4] + "00000" + d[4:] + last
	}
	return system + d + "0000" + upce[6:7] + last
}
