package gs1

// A linter is a test that the text of a component must pass, beside its length
// and character set. The names are those of the GS1 Barcode Syntax Dictionary.
type linter uint8

const (
	lintCouponcode linter = iota + 1
	lintCouponposoffer
	lintCsum
	lintCsumalpha
	lintGcppos1
	lintGcppos2
	lintHasnondigit
	lintHh
	lintHhmi
	lintHyphen
	lintIban
	lintImporteridx
	lintIso3166
	lintIso3166999
	lintIso3166alpha2
	lintIso4217
	lintIso5218
	lintLatitude
	lintLongitude
	lintMediatype
	lintMi
	lintNonzero
	lintNozeroprefix
	lintPackagetype
	lintPcenc
	lintPieceoftotal
	lintPosinseqslash
	lintSs
	lintWinding
	lintYesno
	lintYymmd0
	lintYymmdd
	lintYyyymmd0
	lintYyyymmdd
	lintZero
)

var linterNames = [...]string{
	lintCouponcode:     "couponcode",
	lintCouponposoffer: "couponposoffer",
	lintCsum:           "csum",
	lintCsumalpha:      "csumalpha",
	lintGcppos1:        "gcppos1",
	lintGcppos2:        "gcppos2",
	lintHasnondigit:    "hasnondigit",
	lintHh:             "hh",
	lintHhmi:           "hhmi",
	lintHyphen:         "hyphen",
	lintIban:           "iban",
	lintImporteridx:    "importeridx",
	lintIso3166:        "iso3166",
	lintIso3166999:     "iso3166999",
	lintIso3166alpha2:  "iso3166alpha2",
	lintIso4217:        "iso4217",
	lintIso5218:        "iso5218",
	lintLatitude:       "latitude",
	lintLongitude:      "longitude",
	lintMediatype:      "mediatype",
	lintMi:             "mi",
	lintNonzero:        "nonzero",
	lintNozeroprefix:   "nozeroprefix",
	lintPackagetype:    "packagetype",
	lintPcenc:          "pcenc",
	lintPieceoftotal:   "pieceoftotal",
	lintPosinseqslash:  "posinseqslash",
	lintSs:             "ss",
	lintWinding:        "winding",
	lintYesno:          "yesno",
	lintYymmd0:         "yymmd0",
	lintYymmdd:         "yymmdd",
	lintYyyymmd0:       "yyyymmd0",
	lintYyyymmdd:       "yyyymmdd",
	lintZero:           "zero",
}

// check returns what is wrong with text, which has the component's length and
// only characters of its set. A fault without code means that nothing is. The
// linters that are missing here are those the package comment names as a known
// hole.
func (l linter) check(text string) fault {
	switch l {
	case lintCsum:
		return csum(text)
	case lintHh:
		return hh(text)
	case lintMi:
		return mi(text)
	case lintSs:
		return ss(text)
	case lintHhmi:
		return hhmi(text)
	case lintYymmdd:
		return yymmdd(text)
	case lintYymmd0:
		return yymmd0(text)
	case lintYyyymmdd:
		return yyyymmdd(text)
	case lintYyyymmd0:
		return yyyymmd0(text)
	}
	return fault{}
}

// csum checks that the last digit is the check digit of those before it (GS1
// General Specifications §7.9.1).
func csum(text string) fault {
	last := len(text) - 1
	want := CheckDigit(text[:last])
	if text[last] == want {
		return fault{}
	}
	digit := int(want - '0')
	return fault{code: CodeCheckDigit, at: last, n: 1, detail: detail{lo: digit, hi: digit}}
}

// hh checks an hour, 00 to 23.
func hh(text string) fault { return timePart(text, 0, "hour", 23) }

// mi checks a minute, 00 to 59.
func mi(text string) fault { return timePart(text, 0, "minute", 59) }

// ss checks a second, 00 to 59.
func ss(text string) fault { return timePart(text, 0, "second", 59) }

// hhmi checks an hour and a minute.
func hhmi(text string) fault {
	if f := hh(text[:2]); f.code != "" {
		return f
	}
	return timePart(text, 2, "minute", 59)
}

// timePart checks that the two digits at are no more than high.
func timePart(text string, at int, part string, high int) fault {
	if number(text[at:at+2]) <= high {
		return fault{}
	}
	return fault{code: CodeTime, at: at, n: 2, detail: detail{part: part, hi: high}}
}

// yymmdd checks a date of two-digit year, month and day.
func yymmdd(text string) fault { return monthAndDay(text, 2, leapShort(text), 1) }

// yymmd0 is yymmdd, but the day may be 00, which means the whole month.
func yymmd0(text string) fault { return monthAndDay(text, 2, leapShort(text), 0) }

// yyyymmdd checks a date of four-digit year, month and day.
func yyyymmdd(text string) fault { return monthAndDay(text, 4, leapYear(number(text[:4])), 1) }

// yyyymmd0 is yyyymmdd, but the day may be 00, which means the whole month.
func yyyymmd0(text string) fault { return monthAndDay(text, 4, leapYear(number(text[:4])), 0) }

// monthAndDay checks the month at and the day after it, which is at least
// firstDay.
func monthAndDay(text string, at int, leap bool, firstDay int) fault {
	month, day := number(text[at:at+2]), number(text[at+2:at+4])
	if month < 1 || month > 12 {
		return fault{code: CodeDate, at: at, n: 2, detail: detail{part: "month", lo: 1, hi: 12}}
	}
	if last := lastDay(month, leap); day < firstDay || day > last {
		return fault{code: CodeDate, at: at + 2, n: 2, detail: detail{part: "day", lo: firstDay, hi: last}}
	}
	return fault{}
}

// leapShort reports whether the year of two digits may be a leap year. The
// century is not known here, but the only year 00 that the century rule can
// mean before 2050 is 2000, which was one (GS1 General Specifications §7.12).
func leapShort(text string) bool { return number(text[:2])%4 == 0 }

func leapYear(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func lastDay(month int, leap bool) int {
	switch {
	case month == 2 && leap:
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// number returns the value of a text of digits.
func number(digits string) (n int) {
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}
