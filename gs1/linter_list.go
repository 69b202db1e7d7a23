package gs1

import (
	"sort"
	"strings"
)

// What is said to be expected where a list of codes decides.
const (
	expectNumeric  = "a numeric code of ISO 3166-1"
	expectAlpha2   = "an alpha-2 code of ISO 3166-1"
	expectCurrency = "a numeric code of ISO 4217"
	expectMedia    = "01 to 10 or 80 to 99"
	expectPackage  = "a code of UN/ECE Recommendation 21 or GS1"
)

// iso3166 checks a numeric country code (countries.txt). Error: GS1-COUNTRY.
func iso3166(text string) fault {
	if inNumbers(countryNumbers[:], text, 3) {
		return fault{}
	}
	return whole(text, CodeCountry, "country", expectNumeric)
}

// iso3166999 checks a numeric country code, or 999 for more than one country.
// Error: GS1-COUNTRY.
func iso3166999(text string) fault {
	if text == "999" || inNumbers(countryNumbers[:], text, 3) {
		return fault{}
	}
	return whole(text, CodeCountry, "country", expectNumeric+", or 999")
}

// iso3166alpha2 checks a country code of two letters (countries.txt). Error:
// GS1-COUNTRY.
func iso3166alpha2(text string) fault {
	if len(text) == 2 && isUpper(text[0]) && isUpper(text[1]) {
		if n := int(text[0]-'A')*26 + int(text[1]-'A'); has(countryLetters[:], n) {
			return fault{}
		}
	}
	return whole(text, CodeCountry, "country", expectAlpha2)
}

// iso4217 checks a numeric currency code (currencies.txt). Error: GS1-CURRENCY.
func iso4217(text string) fault {
	if inNumbers(currencyNumbers[:], text, 3) {
		return fault{}
	}
	return whole(text, CodeCurrency, "currency", expectCurrency)
}

// mediatype checks an AIDC media type (media.txt). Error: GS1-MEDIA-TYPE.
func mediatype(text string) fault {
	if inNumbers(mediaTypes[:], text, 2) {
		return fault{}
	}
	return whole(text, CodeMediaType, "media type", expectMedia)
}

// packagetype checks a package type (packages.txt). Error: GS1-PACKAGE-TYPE.
func packagetype(text string) fault {
	entry := func(i int) string {
		return strings.TrimRight(packageTypes[i*packageWidth:(i+1)*packageWidth], " ")
	}
	const entries = len(packageTypes) / packageWidth
	if i := sort.Search(entries, func(i int) bool { return entry(i) >= text }); i < entries && entry(i) == text {
		return fault{}
	}
	return whole(text, CodePackageType, "package type", expectPackage)
}

// whole is a fault of text as a whole.
func whole(text string, code Code, part, expected string) fault {
	return fault{code: code, n: len(text), detail: detail{part: part, expected: expected}}
}

// inNumbers reports whether text is a number of so many digits that is in set.
func inNumbers(set []uint64, text string, digits int) bool {
	return len(text) == digits && allDigits(text) && has(set, number(text))
}

// has reports whether n is in a set of bits.
func has(set []uint64, n int) bool { return set[n/64]>>(n%64)&1 != 0 }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// nonDigit returns where the first character of text is that is no digit, or -1.
func nonDigit(text string) int {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return i
		}
	}
	return -1
}
