package ean

// What follows is from ISO/IEC 15420:2009 §4.3 and GS1 General Specifications 5.2.2.

// Widths of the elements of the digits in number set A, four a digit. Set B has them in reverse order, set C begins with a bar instead of a
// space.
const setA = "3211" + "2221" + "2122" + "1411" + "1132" + "1231" + "1114" + "1312" + "1213" + "3112"

// Number sets of the digits, by the digit that they carry.
const (
	// The first digit of EAN-13.
	leadingSets = "AAAAAA" + "AABABB" + "AABBAB" + "AABBBA" + "ABAABB" +
		"ABBAAB" + "ABBBAA" + "ABABAB" + "ABABBA" + "ABBABA"
	// The check digit of UPC-E in number system 0; the other way round in number
	// system 1.
	suppressedSets = "BBBAAA" + "BBABAA" + "BBAABA" + "BBAAAB" + "BABBAA" +
		"BAABBA" + "BAAABB" + "BABABA" + "BABAAB" + "BAABAB"
	// The remainder of a two-digit add-on by 4, and the check value of a five-digit
	// one.
	addOn2Sets = "AA" + "AB" + "BA" + "BB"
	addOn5Sets = "BBAAA" + "BABAA" + "BAABA" + "BAAAB" + "ABBAA" +
		"AABBA" + "AAABB" + "ABABA" + "ABAAB" + "AABAB"
)

// Guard patterns.
const (
	normalGuard  = "111"
	middleGuard  = "11111"
	specialGuard = "111111" // right end of UPC-E
	addOnGuard   = "112"
	delineator   = "11" // between the digits of an add-on
)

// appendMain appends the element widths of the symbol without add-on.
func appendMain(b []byte, k Kind, data string) []byte {
	b = append(b, normalGuard...)
	switch k {
	case UPCE:
		b = appendDigits(b, data[1:7], at(suppressedSets, 6, data[7]), data[0] == '1')
		return append(b, specialGuard...)
	case EAN8:
		b = appendHalves(b, data, leadingSets[:4])
	case UPCA:
		b = appendHalves(b, data, leadingSets[:6])
	default:
		b = appendHalves(b, data[1:], at(leadingSets, 6, data[0]))
	}
	return append(b, normalGuard...)
}

// appendHalves appends digits left and right of the middle guard.
func appendHalves(b []byte, data, sets string) []byte {
	n := len(data) / 2
	b = appendDigits(b, data[:n], sets, false)
	b = append(b, middleGuard...)
	return appendDigits(b, data[n:], leadingSets[:n], false) // set C has the widths of A
}

// at returns the nth piece of s, n a digit.
func at(s string, size int, n byte) string { return s[int(n-'0')*size:][:size] }

// appendDigits appends digits in the number sets, or in the other ones.
func appendDigits(b []byte, data, sets string, other bool) []byte {
	for i := range len(data) {
		b = appendDigit(b, data[i], (sets[i] == 'B') != other)
	}
	return b
}

func appendDigit(b []byte, digit byte, reverse bool) []byte {
	w := at(setA, 4, digit)
	if reverse {
		return append(b, w[3], w[2], w[1], w[0])
	}
	return append(b, w...)
}

// appendAddOn appends the element widths of an add-on of two or five digits.
func appendAddOn(b []byte, data string) []byte {
	var sets string
	if len(data) == 2 {
		sets = at(addOn2Sets, 2, '0'+((data[0]-'0')*10+data[1]-'0')%4)
	} else {
		// GS1 General Specifications 5.2.2.5.2: weights 3 and 9
		odd, even := data[0]+data[2]+data[4]-3*'0', data[1]+data[3]-2*'0'
		sets = at(addOn5Sets, 5, '0'+byte((3*int(odd)+9*int(even))%10))
	}
	b = append(b, addOnGuard...)
	for i := range len(data) {
		if i > 0 {
			b = append(b, delineator...)
		}
		b = appendDigits(b, data[i:i+1], sets[i:], false)
	}
	return b
}
