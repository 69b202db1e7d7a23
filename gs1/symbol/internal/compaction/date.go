package compaction

// Date returns the 16-bit value of a date YYMMDD of digits, and whether it has one: a
// month 01 to 12 and a day 00 to 31 (ISO/IEC 24724:2011 §7.2.5.4.4, ISO/IEC 24723:2010
// §5.3.1).
func Date(yymmdd string) (value int, ok bool) {
	year, month, day := Number(yymmdd[:2]), Number(yymmdd[2:4]), Number(yymmdd[4:6])
	return 384*year + 32*(month-1) + day, 1 <= month && month <= 12 && day <= 31
}

// IsNumber reports whether s has digits only.
func IsNumber(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// Number returns the value of digits, 0 of none.
func Number(digits string) (n int) {
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}
