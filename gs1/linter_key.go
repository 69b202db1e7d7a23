package gs1

// csum checks that the last digit is the check digit of those before it (GS1
// General Specifications §7.9.1). Error: GS1-CHECK-DIGIT.
func csum(text string) fault {
	if hasCheckDigit(text) {
		return fault{}
	}
	last := len(text) - 1
	digit := int(CheckDigit(text[:last]) - '0')
	return fault{code: CodeCheckDigit, at: last, n: 1, detail: detail{lo: digit, hi: digit}}
}

// csumalpha checks that the last two characters are the check characters of
// those before them (GS1 General Specifications §7.9.5): the sum of the
// characters' values, weighted with the primes from the right, modulo 1021, as
// two digits to the base 32. Errors: GS1-LENGTH-SHORT, GS1-CHECK-PAIR.
func csumalpha(text string) fault {
	data := len(text) - 2
	if data < 0 {
		return short(text, "at least 2")
	}
	sum := 0
	for i := range data {
		sum += value82(text[i]) * int(primes[data-1-i])
	}
	sum %= 1021
	if text[data] == checkCharacters[sum>>5] && text[data+1] == checkCharacters[sum&31] {
		return fault{}
	}
	return fault{code: CodeCheckPair, at: data, n: 2, detail: detail{lo: sum}}
}

// maxCheckPair is the greatest length that [primes] suffice for.
const maxCheckPair = uint8(len(primes) + 2)

// primes are the weights of the characters before the check characters, from
// the right (GS1 General Specifications §7.9.5).
var primes = [...]uint16{
	2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
	101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199,
	211, 223, 227, 229, 233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293,
	307, 311, 313, 317, 331, 337, 347, 349, 353, 359, 367, 373, 379, 383, 389, 397,
	401, 409, 419, 421, 431, 433, 439, 443, 449, 457, 461, 463, 467, 479, 487, 491, 499, 503, 509,
}

// checkCharacters are the digits to the base 32 (GS1 General Specifications
// §7.9.5).
const checkCharacters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// checkPair returns the check characters that stand for sum.
func checkPair(sum int) string {
	return string([]byte{checkCharacters[sum>>5&31], checkCharacters[sum&31]})
}

// value82 returns the place of c in set 82, which is in the order of ASCII (GS1
// General Specifications §7.11, figure 7.11-1).
func value82(c byte) int {
	switch {
	case c >= 'a':
		return int(c-'a') + 56
	case c == '_':
		return 55
	case c >= 'A':
		return int(c-'A') + 29
	case c >= '%':
		return int(c-'%') + 2
	}
	return int(c) - '!'
}

// leastPrefix is the length of the shortest GS1 Company Prefix.
const leastPrefix = 4

// gcppos1 checks that a GS1 Company Prefix can begin at the first character: the
// first four are digits. Whether the prefix is assigned is not known here.
// Errors: GS1-LENGTH-SHORT, GS1-COMPANY-PREFIX.
func gcppos1(text string) fault { return companyPrefix(text, 0) }

// gcppos2 is gcppos1 for a prefix that begins at the second character, behind
// an indicator or extension digit.
func gcppos2(text string) fault { return companyPrefix(text, 1) }

func companyPrefix(text string, from int) fault {
	if len(text) < from+leastPrefix {
		if from == 0 {
			return short(text, "at least 4")
		}
		return short(text, "at least 5")
	}
	for i := from; i < from+leastPrefix; i++ {
		if !isDigit(text[i]) {
			return fault{code: CodeCompanyPrefix, at: i, n: 1, detail: detail{expected: "a digit"}}
		}
	}
	return fault{}
}

// iban checks an International Bank Account Number (ISO 13616-1): the alpha-2
// code of a country, two check digits and an account number of digits and
// upper-case letters, at least 11 characters in all. What each country lays down
// about its numbers is not known here. Errors: GS1-LENGTH-SHORT, GS1-COUNTRY,
// GS1-CHARACTER, GS1-IBAN.
func iban(text string) fault {
	const lengths = "11 to 34"
	if len(text) < 4 {
		return short(text, lengths)
	}
	if iso3166alpha2(text[:2]).code != "" {
		return fault{code: CodeCountry, n: 2, detail: detail{part: "bank country", expected: expectAlpha2}}
	}
	if len(text) < 11 {
		return short(text, lengths)
	}
	sum, bad := mod97(0, text, 4, len(text))
	if bad < 0 {
		sum, bad = mod97(sum, text, 0, 2)
	}
	want := 98 - sum*100%97
	if bad < 0 {
		sum, bad = mod97(sum, text, 2, 4)
	}
	switch {
	case bad >= 0:
		return fault{code: CodeCharacter, at: bad, n: 1, detail: detail{expected: "a digit or an upper-case letter"}}
	case sum != 1:
		return fault{code: CodeIBAN, at: 2, n: 2, detail: detail{lo: want}}
	}
	return fault{}
}

// mod97 goes on from sum with the characters text[from:to], letters being the
// numbers 10 to 35, and returns the remainder of the number they make divided by
// 97 (ISO/IEC 7064, MOD 97-10). Bad is where a character is neither digit nor
// upper-case letter, or -1.
func mod97(sum int, text string, from, to int) (remainder, bad int) {
	for i := from; i < to; i++ {
		switch c := text[i]; {
		case isDigit(c):
			sum = (sum*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			sum = (sum*100 + int(c-'A') + 10) % 97
		default:
			return 0, i
		}
	}
	return sum, -1
}

// short is the fault that text has too few characters.
func short(text, expected string) fault {
	return fault{code: CodeLengthShort, n: len(text), detail: detail{expected: expected}}
}
