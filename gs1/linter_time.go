package gs1

// hh checks an hour, 00 to 23. Error: GS1-TIME.
func hh(text string) fault { return timePart(text, 0, "hour", 23) }

// mi checks a minute, 00 to 59. Error: GS1-TIME.
func mi(text string) fault { return timePart(text, 0, "minute", 59) }

// ss checks a second, 00 to 59. Error: GS1-TIME.
func ss(text string) fault { return timePart(text, 0, "second", 59) }

// hhmi checks an hour and a minute. Error: GS1-TIME about either.
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

// yymmdd checks a date of two-digit year, month and day. Error: GS1-DATE about
// month or day.
func yymmdd(text string) fault { return monthAndDay(text, 2, leapShort(text), 1) }

// yymmd0 is yymmdd, but the day may be 00, which means the whole month.
func yymmd0(text string) fault { return monthAndDay(text, 2, leapShort(text), 0) }

// yyyymmdd checks a date of four-digit year, month and day. Error: GS1-DATE about
// month or day.
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
