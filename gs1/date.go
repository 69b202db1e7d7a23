package gs1

import (
	"iter"
	"time"
)

// ParseDate reads a date "YYMMDD". The century is the one that brings the year
// to within 49 years before and 50 after the year of ref (GS1 General
// Specifications §7.12). Day 00 is the last day of the month. The result is
// midnight UTC.
//
// The error is an [*Error] with the position of the wrong bytes.
func ParseDate(yymmdd string, ref time.Time) (time.Time, error) {
	for i := range len(yymmdd) {
		if !isDigit(yymmdd[i]) {
			f := fault{code: CodeCharacter, at: i, n: 1, detail: detail{expected: Digits.String()}}
			return time.Time{}, valueError(0, yymmdd, f)
		}
	}
	if len(yymmdd) != 6 {
		f := fault{code: CodeLengthShort, n: len(yymmdd), detail: detail{expected: "6"}}
		if len(yymmdd) > 6 {
			f = fault{code: CodeLengthLong, at: 6, n: len(yymmdd) - 6, detail: f.detail}
		}
		return time.Time{}, valueError(0, yymmdd, f)
	}
	year := fullYear(number(yymmdd[:2]), ref.Year())
	if f := monthAndDay(yymmdd, 2, leapYear(year), 0); f.code != "" {
		f.linter = lintYymmd0
		return time.Time{}, valueError(0, yymmdd, f)
	}
	month, day := number(yymmdd[2:4]), number(yymmdd[4:])
	if day == 0 {
		day = lastDay(month, leapYear(year))
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), nil
}

// fullYear returns the year that yy means in the year ref: a difference of 51
// and more is the last century, of -50 and less the next (GS1 General
// Specifications §7.12).
func fullYear(yy, ref int) int {
	century := ref - ref%100
	switch difference := yy - ref%100; {
	case difference >= 51:
		return century - 100 + yy
	case difference <= -50:
		return century + 100 + yy
	}
	return century + yy
}

// FormatDate returns the date of t as "YYMMDD", in the location t has. It holds
// for years within the reach of [ParseDate].
func FormatDate(t time.Time) string { return t.Format("060102") }

// dayZeros returns the days 00 of production and expiry in m, with positions in
// m.Input: on healthcare items they are to be given up by 2025 (GSCN 21-040).
func (m Message) dayZeros() iter.Seq[*Error] {
	return func(yield func(*Error) bool) {
		for _, e := range m.Elements {
			if e.AI != AI11 && e.AI != AI17 || !e.isDayZero() {
				continue
			}
			last := lastDay(number(e.Value[2:4]), leapShort(e.Value))
			f := fault{code: CodeDayZero, at: 4, n: 2, detail: detail{lo: 1, hi: last}}
			err := valueError(e.AI, e.Value, f)
			err.Pos, err.Len = m.place(e, err)
			if !yield(err) {
				return
			}
		}
	}
}

// isDayZero reports whether the value is a valid YYMM00.
func (e Element) isDayZero() bool {
	var fs faults
	return e.AI.rule().check(e.Value, &fs) && e.Value[4:] == "00"
}
