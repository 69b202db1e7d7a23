package epc

// A charset is a set of ASCII characters.
type charset uint8

const (
	charDigit  charset = 1 << iota // 0-9
	charUpper                      // 0-9 A-F
	charLower                      // 0-9 a-f
	charBase64                     // 0-9 A-Z a-z - _
	char82                         // GS1 General Specifications figure 7.11-1
	charCode40                     // 0-9 A-Z - . :
	char39                         // 0-9 A-Z - /, without the hash sign of figure 7.11-2
	charCAGE                       // 0-9 A-Z but I and O
)

var charsets = func() (t [128]charset) {
	add := func(set charset, chars string) {
		for i := range len(chars) {
			t[chars[i]] |= set
		}
	}
	const (
		digits = "0123456789"
		upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		lower  = "abcdefghijklmnopqrstuvwxyz"
	)
	add(charDigit, digits)
	add(charUpper, digits+"ABCDEF")
	add(charLower, digits+"abcdef")
	add(charBase64, digits+upper+lower+"-_")
	add(char82, digits+upper+lower+`!"%&'()*+,-./:;<=>?_`)
	add(charCode40, digits+upper+"-.:")
	add(char39, digits+upper+"-/")
	add(charCAGE, digits+"ABCDEFGHJKLMNPQRSTUVWXYZ")
	return t
}()

// charsetOf returns the sets that c is in.
func charsetOf(c byte) charset {
	if c >= 128 {
		return 0
	}
	return charsets[c]
}

// outside returns the first byte of s that is not in set, len(s) if there is
// none.
func outside(s string, set charset) int {
	for i := range len(s) {
		if charsetOf(s[i])&set == 0 {
			return i
		}
	}
	return len(s)
}

// common returns the sets that all characters of s are in.
func common(s string) charset {
	all := ^charset(0)
	for i := range len(s) {
		all &= charsetOf(s[i])
	}
	return all
}

// reversed returns where each character of alphabet stands in it.
func reversed(alphabet string) (t [128]uint8) {
	for i := range len(alphabet) {
		t[alphabet[i]] = uint8(i)
	}
	return t
}
