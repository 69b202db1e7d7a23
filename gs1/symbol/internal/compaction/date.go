package compaction

// Date returns the 16-bit value of a date YYMMDD of digits, and whether it has one: a
// month 01 to 12 and a day 00 to 31 (ISO/IEC 24724:2011 §7.2.5.4.4, ISO/IEC 24723:2010
// §5.3.1).
func Date(yymmdd string) (value int, ok bool) {
	two := func(i int) int { return int(yymmdd[i]-'0')*10 + int(yymmdd[i+1]-'0') }
	year, month, day := two(0), two(2), two(4)
	return 384*year + 32*(month-1) + day, 1 <= month && month <= 12 && day <= 31
}
