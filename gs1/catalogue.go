package gs1

import (
	"iter"
	"strings"
)

// A CodeInfo explains a kind of findings.
type CodeInfo struct {
	Code     Code
	Severity Severity // of most findings with the code
	Sentence string   // what it means, lower case, no final stop
	Cause    string   // what usually lies behind it
	Fix      string   // what a person can do
	Rule     string   // document and clause

	// Example is a text that has findings with this code and no other: a scan,
	// bracketed text, data with "^" or a Digital Link URI, as its beginning tells.
	// GS1-DAY-ZERO needs [CheckOptions.Healthcare], and GS1-CARRIER to be written
	// for a symbol such as ITF-14.
	Example string
}

// Codes yields what there is to know about every code of this package and of
// package dl.
func Codes() iter.Seq[CodeInfo] {
	return func(yield func(CodeInfo) bool) {
		for _, k := range kinds {
			info, ok := k.code.Info()
			if ok && !yield(info) {
				return
			}
		}
	}
}

// Info returns what there is to know about c; ok is false for a code that is not
// among [Codes].
func (c Code) Info() (info CodeInfo, ok bool) {
	for _, e := range explanations {
		if e.code == c {
			k := c.kind()
			return CodeInfo{
				Code: c, Severity: k.severity, Sentence: e.sentence, Cause: e.cause,
				Fix: general(k.fix), Rule: general(k.rule), Example: e.example,
			}, true
		}
	}
	return CodeInfo{}, false
}

// general returns a text of a kind without the words of a certain finding.
func general(text string) string {
	return strings.NewReplacer(", {linter}", "", "{missing}", "the element that is missing", "{other}", "the signature").Replace(text)
}

// An explanation is what people ask about a code, beside what its kind says.
type explanation struct {
	code                     Code
	sentence, cause, example string
}

// Causes that many codes share.
const (
	causeTyping   = "a typing error, or a value of another field"
	causeSplit    = "a value before it that is too long or too short, or a separator that was lost"
	causeCutOff   = "data that was cut off, a value of another field, or a separator that was lost"
	causeOtherWay = "a program that writes another format than the one GS1 lays down"
	causeCoupon   = "a length that does not count its digits, or data that was cut off"
	causeMaker    = "a program that puts URIs together by hand"
	causeLabel    = "a label that was set up with the wrong identifiers, or data of two items in one"
	causeScanner  = "the scanner's setting, or a keyboard interface, terminal or browser that cannot carry control characters"
)

// The explanations, in the order of the kinds.
var explanations = [...]explanation{
	{CodeEmpty, "there are no element strings", "a scan that carries nothing behind its symbology identifier, or an empty line", "]d2"},
	{CodeValueEmpty, "an identifier has no value", "a field of the source that was empty", "(01)09506000134352(10)"},
	{CodeLengthShort, "a value has too few characters", causeCutOff + ", or leading zeros that a spreadsheet removed", "(01)9506000134352"},
	{CodeLengthLong, "a value has too many characters", "a value of another field, or a separator that was lost", "(01)09506000134352(10)ABCDEFGHIJKLMNOPQRSTU"},
	{CodeCharacter, "a character is not in the set of its place", "letters in a number, national characters, or blanks from copying", "(01)09506000134352(10)LOT~1"},
	{CodePadding, "the padding at the end of base64url text does not fit its length", causeOtherWay + ", such as standard base64", "(01)09506000134352(21)1(8030)A="},
	{CodeCheckDigit, "the check digit does not agree with the digits before it", "a digit that was mistyped, misread or made up", "(01)09506000134353"},
	{CodeDate, "a month or a day is not in the calendar", "day, month and year in another order", "(01)09506000134352(17)271331"},
	{CodeDayZero, "a date on an item of healthcare names no day", "a month without a day in the source, written as day 00", "(01)09506000134352(17)271200"},
	{CodeTime, "an hour, minute or second is not on the clock", causeTyping, "(01)09506000134352(7003)2712312460"},
	{CodeCheckPair, "the two check characters do not agree with the characters before them", "a character that was mistyped, misread or made up", "(8013)1987654Ad4X4bL5ttr2310cXX"},
	{CodeCompanyPrefix, "a key does not begin with the digits of a GS1 Company Prefix", "an identifier that is not a GS1 key, such as an article number of one's own", "(8004)ABC12345"},
	{CodeIBAN, "the check digits of an IBAN do not agree with the rest", "a character that was mistyped, misread or made up", "(8020)1(415)9506000134352(8007)GB83WEST12345698765432"},
	{CodeCountry, "a country code is not in ISO 3166-1", "letters where digits belong, a code that was withdrawn, or a typing error", "(421)000ABC"},
	{CodeCurrency, "a currency code is not in ISO 4217", "a code that was withdrawn, or a typing error", "(8020)1(415)9506000134352(3912)000100"},
	{CodeMediaType, "an AIDC media type is not in the list", causeTyping, "(8018)950600013435200008(7241)40"},
	{CodePackageType, "a package type is not in the list", causeTyping, "(00)095060001343520000(7041)??"},
	{CodeChoice, "a character has no meaning in its place", causeTyping, "(8018)950600013435200008(7252)3"},
	{CodeAllDigits, "a value has only digits, and something else must be among them", causeTyping, "(01)09506000134352(8014)95060001343000982"},
	{CodeZero, "a number is zero where it counts or measures something", "a field of the source that was empty", "(8006)095060001343520000"},
	{CodeLeadingZero, "a number begins with 0 where that is not allowed", "a number padded to a fixed length", "(8011)012(8010)9506000A"},
	{CodeSequence, "a place in a sequence is not possible, such as piece 3 of 2", "numbers that were exchanged", "(8006)095060001343520302"},
	{CodeCoordinate, "a latitude or a longitude is not on the globe", "degrees written in another way", "(00)095060001343520000(4309)99999999990000000000"},
	{CodePercent, "a percent sign begins no percent-encoded byte", causeOtherWay, "(00)095060001343520000(4300)100%"},
	{CodeCouponShort, "the data of a coupon ends too early", causeCoupon, "(8110)0"},
	{CodeCouponValue, "a digit in the data of a coupon has no meaning", causeCoupon, "(8110)9"},
	{CodeCouponDates, "a coupon expires before it starts", "dates that were exchanged", "(8110)01234561234561111012332601014270101"},
	{CodeCouponExcess, "digits are left over after the data of a coupon", causeCoupon, "(8110)0123456123456111101230"},
	{CodeAISyntax, "something else stands where an identifier belongs", causeSplit, "^0109506000134352X"},
	{CodeAIUnknown, "an identifier is not assigned", causeTyping + ", or " + causeSplit, "(01)09506000134352(89)1"},
	{CodeBracket, "brackets do not hold an identifier", `brackets that belong to a value and were not written "\("`, "(01)09506000134352(1"},
	{CodeFNC1First, `data that stands for FNC1 as "^" does not begin with it`, causeOtherWay, "HELLO"},
	{CodeSymbology, "a symbology identifier does not announce element strings", "a symbol that is not a GS1 symbol, or a scanner that does not transmit the identifier", "]A0HELLO"},
	{CodeMissingSeparator, "another identifier follows a value without the separator it needs", causeScanner, "^01095060001343524261241799"},
	{CodeGSStray, "a separator stands where an identifier belongs", "a program that puts two separators, or one in front", "^^"},
	{CodeGSNeedless, "a separator is there that is not needed", "a program that puts one after every value", "^0109506000134352^10ABC"},
	{CodeGSSpelling, "the separator is written in another way than the character GS", causeScanner, "^0109506000134352" + "10ABC{GS}21123"},
	{CodePacket, "text follows an EAN/UPC or ITF-14 symbol that does not go with it", "two scans in one record, or a suffix that the scanner adds", "]E09506000134352|ABC"},
	{CodeCarrier, "a symbology cannot carry the message", "a symbol for a GTIN only, such as ITF-14, and more elements", "(01)09506000134352(10)A"},
	{CodeGTINShort, "a UPC symbol was sent with fewer digits than scanners have to send", "a scanner set to leave out the number system, zeros or the check digit", "]E0614141999996"},
	{CodeAddOn, "an add-on symbol has digits that are no element string", "a periodical with its issue, or a book with its price", "]E3950600013435212"},
	{CodeDMRE, "the symbol is a Data Matrix Rectangular Extension", "a label set up with a rectangle that GS1 does not sanction everywhere", "]d80109506000134352"},
	{CodeExcludes, "two identifiers must not be on the same item", causeLabel, "(01)09506000134352(21)7(235)A"},
	{CodeRequires, "an identifier needs another one on the same item", "a label with several symbols of which one is missing, or a field that was left out", "(10)LOT42"},
	{CodeRepeat, "an identifier is there with different values", causeLabel, "(01)09506000134352(10)A(10)B"},
	{CodeDigSig, "a key has no serial component beside a digital signature", causeLabel, "(253)9506000134352(8030)ABCD"},
	{CodeDLScheme, "a URI does not begin with http:// or https://", causeMaker, "ftp://id.gs1.org/01/09506000134352"},
	{CodeDLHost, "a URI has no host, or one that is none", causeMaker, "https:///01/09506000134352"},
	{CodeDLCharacter, "a character cannot be part of a URI as it is", causeMaker, "https://id.gs1.org/01/09506000134352/10/A\"B"},
	{CodeDLPercent, "a percent sign encodes nothing", causeMaker, "https://id.gs1.org/01/09506000134352/10/100%"},
	{CodeDLKey, "there is no primary key", "a URI that is no Digital Link, or elements of which none is a key", "https://example.com/shop"},
	{CodeDLName, "something else stands in the path where an identifier belongs", causeMaker, "https://id.gs1.org/01/09506000134352/lots/A"},
	{CodeDLOrder, "an identifier cannot follow those before it in the path", causeMaker, "https://id.gs1.org/01/09506000134352/21/7/10/A"},
	{CodeDLQuery, "a qualifier of the key stands in the query", causeMaker, "https://id.gs1.org/01/09506000134352?10=A"},
	{CodeDLElement, "an element cannot be part of a Digital Link URI with this key", causeMaker, "https://id.gs1.org/01/09506000134352?8200=http%3A%2F%2Fexample.com"},
	{CodeDLRepeat, "an identifier is there more than once in one URI", causeMaker, "https://id.gs1.org/01/09506000134352?17=271231&17=271231"},
	{CodeDLShortName, "a former name such as gtin stands for an identifier", "a program made before version 1.3.0 of the standard", "https://id.gs1.org/gtin/09506000134352"},
	{CodeDLShortGTIN, "a GTIN is written without its leading zeros", "a program made for an earlier version of the standard", "https://id.gs1.org/01/9506000134352"},
	{CodeLostSeparator, "the text reads better with separators that it does not have", causeScanner, "]d2010950600013435210ABC12321SN9876543210"},
	{CodeGSReplaced, "something else stands for the separator", causeScanner, "]d2010950600013435210AB<GS>217"},
	{CodeCase, "letters are in the other case", "caps lock, or a scanner that converts letters", "]D2010950600013435210ABC"},
	{CodeKeyboard, "the characters are those of another keyboard layout", "a scanner set to another keyboard layout than the computer", "+d2010950600013435210ABC"},
	{CodeDoubledPrefix, "what comes first is there twice", "two programs that each put a symbology identifier in front", "]d2]d2010950600013435217271231"},
	{CodeDamaged, "something else stands in front of the data, behind it or around it", "a scanner that adds a prefix or suffix of its own", "]C0010950600013435210ABC"},
}
