package gs1

// The kinds of findings of this package and of package dl.
const (
	CodeEmpty            Code = "GS1-EMPTY"             // no element string at all
	CodeValueEmpty       Code = "GS1-VALUE-EMPTY"       // an identifier without a value
	CodeLengthShort      Code = "GS1-LENGTH-SHORT"      // a value with too few characters
	CodeLengthLong       Code = "GS1-LENGTH-LONG"       // a value with too many characters
	CodeCharacter        Code = "GS1-CHARACTER"         // a character outside the set of its place
	CodePadding          Code = "GS1-PADDING"           // base64url padding that does not fit
	CodeCheckDigit       Code = "GS1-CHECK-DIGIT"       // a wrong check digit
	CodeDate             Code = "GS1-DATE"              // a month or day that is not in the calendar
	CodeDayZero          Code = "GS1-DAY-ZERO"          // a date without a day on an item of healthcare
	CodeTime             Code = "GS1-TIME"              // an hour, minute or second that is not on the clock
	CodeCheckPair        Code = "GS1-CHECK-PAIR"        // wrong check characters
	CodeCompanyPrefix    Code = "GS1-COMPANY-PREFIX"    // something else than digits where a company prefix begins
	CodeIBAN             Code = "GS1-IBAN"              // wrong check digits of a bank account number
	CodeCountry          Code = "GS1-COUNTRY"           // no country of ISO 3166-1
	CodeCurrency         Code = "GS1-CURRENCY"          // no currency of ISO 4217
	CodeMediaType        Code = "GS1-MEDIA-TYPE"        // no AIDC media type
	CodePackageType      Code = "GS1-PACKAGE-TYPE"      // no package type
	CodeChoice           Code = "GS1-CHOICE"            // none of the few characters that have a meaning
	CodeAllDigits        Code = "GS1-ALL-DIGITS"        // only digits where something else must be among them
	CodeZero             Code = "GS1-ZERO"              // zero where a number counts or measures something
	CodeLeadingZero      Code = "GS1-LEADING-ZERO"      // a number that begins with 0
	CodeSequence         Code = "GS1-SEQUENCE"          // no place in a sequence, such as piece 3 of 2
	CodeCoordinate       Code = "GS1-COORDINATE"        // a latitude or longitude that is not on the globe
	CodePercent          Code = "GS1-PERCENT"           // a % that begins no percent-encoded byte
	CodeCouponShort      Code = "GS1-COUPON-SHORT"      // coupon data that ends too early
	CodeCouponValue      Code = "GS1-COUPON-VALUE"      // a digit without meaning in coupon data
	CodeCouponDates      Code = "GS1-COUPON-DATES"      // a coupon that expires before it starts
	CodeCouponExcess     Code = "GS1-COUPON-EXCESS"     // digits left over after coupon data
	CodeAISyntax         Code = "GS1-AI-SYNTAX"         // text where an identifier belongs
	CodeAIUnknown        Code = "GS1-AI-UNKNOWN"        // an identifier that is not assigned
	CodeBracket          Code = "GS1-BRACKET"           // brackets that do not hold an identifier
	CodeFNC1First        Code = "GS1-FNC1-FIRST"        // data without its first "^"
	CodeSymbology        Code = "GS1-SYMBOLOGY"         // no symbology identifier that carries element strings
	CodeMissingSeparator Code = "GS1-MISSING-SEPARATOR" // none after a value that needs it
	CodeGSStray          Code = "GS1-GS-STRAY"          // a separator where an identifier belongs
	CodeGSNeedless       Code = "GS1-GS-NEEDLESS"       // a separator after a predefined length, first, doubled or last
	CodeGSSpelling       Code = "GS1-GS-SPELLING"       // a separator that is not the character GS
	CodePacket           Code = "GS1-PACKET"            // text behind an EAN/UPC or ITF-14 symbol that does not go with it
	CodeCarrier          Code = "GS1-CARRIER"           // a message that a symbology cannot carry
	CodeGTINShort        Code = "GS1-GTIN-SHORT"        // a UPC symbol with fewer digits than scanners have to send
	CodeAddOn            Code = "GS1-ADD-ON"            // the digits of an EAN/UPC add-on symbol
	CodeDMRE             Code = "GS1-DMRE"              // a Data Matrix Rectangular Extension symbol
	CodeExcludes         Code = "GS1-EXCLUDES"          // two identifiers that must not be on one item
	CodeRequires         Code = "GS1-REQUIRES"          // an identifier without another that must be on the item
	CodeRepeat           Code = "GS1-REPEAT"            // an identifier with different values
	CodeDigSig           Code = "GS1-DIGSIG"            // a key without serial component beside a digital signature
	CodeDLScheme         Code = "GS1-DL-SCHEME"         // a URI that is neither http nor https
	CodeDLHost           Code = "GS1-DL-HOST"           // a URI without a host, or a host that is none
	CodeDLCharacter      Code = "GS1-DL-CHARACTER"      // a character that no URI has
	CodeDLPercent        Code = "GS1-DL-PERCENT"        // a percent sign without two hexadecimal digits
	CodeDLKey            Code = "GS1-DL-KEY"            // no primary key for a Digital Link URI
	CodeDLName           Code = "GS1-DL-NAME"           // text in the path where an identifier belongs
	CodeDLOrder          Code = "GS1-DL-ORDER"          // an identifier that cannot follow those before it in the path
	CodeDLQuery          Code = "GS1-DL-QUERY"          // a key qualifier in the query
	CodeDLElement        Code = "GS1-DL-ELEMENT"        // an element that a Digital Link URI cannot carry
	CodeDLRepeat         Code = "GS1-DL-REPEAT"         // an identifier more than once in one URI
	CodeDLShortName      Code = "GS1-DL-SHORT-NAME"     // a name such as gtin for an identifier
	CodeDLShortGTIN      Code = "GS1-DL-SHORT-GTIN"     // a GTIN of 8, 12 or 13 digits
	CodeLostSeparator    Code = "GS1-LOST-SEPARATOR"    // a text that reads better with separators it does not have
	CodeGSReplaced       Code = "GS1-GS-REPLACED"       // a text in which something else stands for the separator
	CodeCase             Code = "GS1-CASE"              // letters in the other case
	CodeKeyboard         Code = "GS1-KEYBOARD"          // the characters of another keyboard layout
	CodeDoubledPrefix    Code = "GS1-DOUBLED-PREFIX"    // what comes first is there twice
	CodeDamaged          Code = "GS1-DAMAGED"           // something else in front, behind or around the data
)

// A kind is what all findings with a code have in common. In the sentence, the
// fix and the rule {name} stands for a word that the finding fills in.
type kind struct {
	code     Code
	severity Severity
	sentence string
	fix      string
	rule     string
}

const (
	genSpecs   = "GS1 General Specifications "
	dictionary = genSpecs + "§3.2; GS1 Barcode Syntax Dictionary, "
	fixSource  = "compare with the product and correct the source; nothing was changed"
	fixScanner = "let the scanner transmit GS, and every program behind it pass GS on; then scan again"
	ruleLink   = "GS1 Digital Link Standard: URI Syntax"
	ruleCoupon = "GS1 US specifications of AI (8110) and AI (8112); "
)

var kinds = [...]kind{
	{CodeEmpty, SeverityError, "there are no element strings",
		"give at least one identifier with its value, such as (01)09506000134352", genSpecs + "§3.2"},
	{CodeValueEmpty, SeverityError, "{ai} has no value, expected {expected}",
		"add the value or leave the identifier out", genSpecs + "§3.2"},
	{CodeLengthShort, SeverityError, "{ai} has {length}, expected {lengths}",
		"check that nothing was cut off, and pad numbers with leading zeros where the format is fixed", genSpecs + "§3.2"},
	{CodeLengthLong, SeverityError, "{ai} has {length}, {limit}",
		"shorten the value; in a scan, look for a separator that was lost", genSpecs + "§3.2"},
	{CodeCharacter, SeverityError, "{ai} has {quoted}, expected {expected}",
		"replace or remove the character", genSpecs + "§7.11"},
	{CodePadding, SeverityError, "{ai} ends in {quoted}, expected {expected}",
		"write one or two = so that the length is a multiple of 3, or none", dictionary + "cset64"},
	{CodeCheckDigit, SeverityError, "check digit of {ai} is {found}, expected {expected}",
		fixSource, genSpecs + "§7.9"},
	{CodeDate, SeverityError, "{part} of {ai} is {found}, expected {expected}",
		"write year, month and day in this order; " + fixSource, dictionary + "{linter}"},
	{CodeDayZero, SeverityWarning, "day of {ai} is {found}, expected {expected} on an item of healthcare",
		"print the day; until the source has one, 00 stands for the last day of the month", "GSCN 21-040; " + genSpecs + "§3.4"},
	{CodeTime, SeverityError, "{part} of {ai} is {found}, expected {expected}",
		fixSource, dictionary + "{linter}"},
	{CodeCheckPair, SeverityError, "check characters of {ai} are {found}, expected {expected}",
		fixSource, genSpecs + "§7.9"},
	{CodeCompanyPrefix, SeverityError, "GS1 Company Prefix of {ai} has {quoted}, expected {expected}",
		"write the key with its GS1 Company Prefix in front", dictionary + "{linter}"},
	{CodeIBAN, SeverityError, "check digits of {ai} are {found}, expected {expected}",
		fixSource, "ISO 13616-1; " + dictionary + "{linter}"},
	{CodeCountry, SeverityError, "{part} of {ai} is {quoted}, expected {expected}",
		"look the code up in ISO 3166-1", "ISO 3166-1; " + dictionary + "{linter}"},
	{CodeCurrency, SeverityError, "{part} of {ai} is {quoted}, expected {expected}",
		"look the code up in ISO 4217", "ISO 4217; " + dictionary + "{linter}"},
	{CodeMediaType, SeverityError, "{part} of {ai} is {quoted}, expected {expected}",
		"look the code up in the GS1 General Specifications, AIDC media types", dictionary + "{linter}"},
	{CodePackageType, SeverityError, "{part} of {ai} is {quoted}, expected {expected}",
		"look the code up in GS1's code list PackageTypeCode", "UN/ECE Recommendation 21; " + dictionary + "{linter}"},
	{CodeChoice, SeverityError, "{part} of {ai} is {quoted}, expected {expected}",
		"write the one that is meant", dictionary + "{linter}"},
	{CodeAllDigits, SeverityError, "{ai} has only digits, expected {expected}",
		fixSource, dictionary + "{linter}"},
	{CodeZero, SeverityError, "{part} of {ai} is {found}, expected {expected}",
		"write the number, or leave the identifier out", dictionary + "{linter}"},
	{CodeLeadingZero, SeverityError, "{ai} has the number {found}, expected {expected}",
		"leave the leading zeros out", dictionary + "{linter}"},
	{CodeSequence, SeverityError, "{part} of {ai} is {quoted}, expected {expected}",
		fixSource, dictionary + "{linter}"},
	{CodeCoordinate, SeverityError, "{part} of {ai} is {found}, expected {expected}",
		"write ten millionths of a degree, counted as the GS1 General Specifications lay down for AI (4309)", dictionary + "{linter}"},
	{CodePercent, SeverityError, "{ai} has {quoted}, expected {expected}",
		"write % itself as %25", "RFC 3986 §2.1; " + dictionary + "{linter}"},
	{CodeCouponShort, SeverityError, "{ai} ends before its {part} is complete, expected {expected}",
		"check that nothing was cut off, and that every length counts its digits", ruleCoupon + dictionary + "{linter}"},
	{CodeCouponValue, SeverityError, "{part} of {ai} is {found}, expected {expected}",
		"check that every length before it counts its digits; " + fixSource, ruleCoupon + dictionary + "{linter}"},
	{CodeCouponDates, SeverityError, "expiration date of {ai} is before its start date",
		fixSource, ruleCoupon + dictionary + "{linter}"},
	{CodeCouponExcess, SeverityError, "{ai} goes on with {quoted} after its last part",
		"check that every length counts its digits, and that optional fields stand in their order", ruleCoupon + dictionary + "{linter}"},
	{CodeAISyntax, SeverityError, "{quoted} is no application identifier, expected 2 to 4 digits",
		"look for a value before it that is too long or too short", genSpecs + "§3.2"},
	{CodeAIUnknown, SeverityError, "application identifier {quoted} is not assigned",
		"look for a typing error, or for a value before it that is too long or too short", genSpecs + "§3.2"},
	{CodeBracket, SeverityError, "{part}, expected {expected}",
		`write identifiers as (01), and a bracket that belongs to a value as \(`, genSpecs + "§4.15"},
	{CodeFNC1First, SeverityError, "{quoted} stands where ^ belongs, expected data that starts with ^",
		"put ^, which stands for FNC1, in front", genSpecs + "§7.8"},
	{CodeSymbology, SeverityError, "{part}, expected {expected}",
		"let the scanner transmit the symbology identifier and read a GS1 symbol", "ISO/IEC 15424; " + genSpecs + "§7.8"},
	{CodeMissingSeparator, SeverityError, "{quoted} follows {ai} without a separator",
		"put FNC1, or GS in scanned data, after every value that is not of predefined length", genSpecs + "§7.8"},
	{CodeGSStray, SeverityError, "separator stands where an application identifier belongs",
		"remove the separator", genSpecs + "§7.8"},
	{CodeGSNeedless, SeverityInfo, "separator {after} is needless",
		"leave it out when you write this data", genSpecs + "§7.8.6.3"},
	{CodeGSSpelling, SeverityInfo, "separator is written {quoted}, expected the character GS (ASCII 29)",
		"let the scanner or the program before this one pass GS on unchanged", genSpecs + "§7.8.5"},
	{CodePacket, SeverityError, "{quoted} follows the digits of {ai}, expected {expected}",
		"let the scanner send one symbol a record, or | and the symbology identifier before the next", "ISO/IEC 15424"},
	{CodeCarrier, SeverityError, "message does not fit: {part} carries {expected}",
		"choose a symbology that carries element strings, such as ]d2 or ]C1", "ISO/IEC 15424; " + genSpecs + "§5"},
	{CodeGTINShort, SeverityInfo, "{part} are read as GTIN {expected}",
		"let the scanner send the 13 digits that belong behind ]E0", "ISO/IEC 15424"},
	{CodeAddOn, SeverityInfo, "add-on symbol has {quoted}, which is no element string",
		"let programs that know what it means take it from the add-on", "ISO/IEC 15420; ISO/IEC 15424"},
	{CodeDMRE, SeverityInfo, "symbol is a Data Matrix Rectangular Extension, which not every GS1 application takes",
		"ask those who scan it, or print a size of ISO/IEC 16022", "ISO/IEC 21471"},
	{CodeExcludes, SeverityError, "{ai} must not be on the same item as {other}",
		"remove the one that does not belong to the item", genSpecs + "§4.13.1; GS1 Barcode Syntax Dictionary, ex"},
	{CodeRequires, SeverityError, "{ai} needs {expected}",
		"add {missing}; if another symbol on the item has it, check all of them as one label",
		genSpecs + "§4.13.2; GS1 Barcode Syntax Dictionary, req"},
	{CodeRepeat, SeverityError, "{ai} is {quoted} here and {before}",
		"keep the one that is right; an identifier may be repeated only with the same value",
		genSpecs + "§4.13.1; GS1 Barcode Syntax Engine 1.4.1, repeated identifiers"},
	{CodeDigSig, SeverityError, "{ai} has no serial component, which {other} needs",
		"add the serial component, or leave {other} out", "GS1 Barcode Syntax Engine 1.4.1, digital signature and serialised keys"},
	{CodeDLScheme, SeverityError, "{quoted} is no Digital Link URI, expected {expected}",
		"start the URI with https://", ruleLink + " §4.11"},
	{CodeDLHost, SeverityError, "host of the URI is {quoted}, expected {expected}",
		"write a domain name or an address, with or without a port, after https://", ruleLink + " §4.11; RFC 3986 §3.2.2"},
	{CodeDLCharacter, SeverityError, "{quoted} cannot be part of a URI, expected it percent-encoded",
		"write % and two hexadecimal digits for each byte, such as %22 for a quotation mark", "RFC 3986 §2"},
	{CodeDLPercent, SeverityError, "{quoted} is no percent-encoded byte, expected % and two hexadecimal digits",
		"write %25 for a percent sign that belongs to the value", "RFC 3986 §2.1"},
	{CodeDLKey, SeverityError, "there is no primary key for a Digital Link URI",
		"add a key such as (01), (00) or (8004)", ruleLink + " §4.3"},
	{CodeDLName, SeverityError, "{quoted} stands where an application identifier belongs, expected {expected}",
		"write the path in pairs of an identifier and its value, /01/09506000134352/10/ABC", ruleLink + " §4.9"},
	{CodeDLOrder, SeverityError, "{ai} cannot stand here in the path, expected {expected}",
		"put the qualifiers of the key in the order the standard gives and everything else into the query", ruleLink + " §4.9"},
	{CodeDLQuery, SeverityError, "{ai} stands in the query, expected it in the path",
		"put it behind the primary key, in the order the standard gives", ruleLink + " §4.9"},
	{CodeDLElement, SeverityError, "{ai} cannot be part of a Digital Link URI with this key",
		"leave the element out or use another form, such as a scan or brackets", ruleLink + " §4.10"},
	{CodeDLRepeat, SeverityError, "{ai} is there more than once",
		"keep one of them", ruleLink + " §4.10"},
	{CodeDLShortName, SeverityWarning, "{quoted} is the former name of {ai}, expected {expected}",
		"write the digits; names were removed from the standard in version 1.3.0", ruleLink + " 1.3.0"},
	{CodeDLShortGTIN, SeverityWarning, "{ai} is written {quoted} without its leading zeros, expected 14 digits",
		"write all 14 digits; shorter ones are no longer part of the standard", ruleLink + " §4.5"},
	{CodeLostSeparator, SeverityError, "{part}: more likely this is {expected}",
		fixScanner, genSpecs + "§7.8.5"},
	{CodeGSReplaced, SeverityError, "{part}: likely this is {expected}",
		fixScanner, genSpecs + "§7.8.5"},
	{CodeCase, SeverityError, "{part}: likely this is {expected}",
		"switch caps lock off, and conversion of letters in the scanner; then scan again", genSpecs + "§7.11"},
	{CodeKeyboard, SeverityError, "{part}: likely this is {expected}",
		"set the scanner to the keyboard layout of the computer, or to a serial or HID-POS interface; then scan again", genSpecs + "§7.8.5"},
	{CodeDoubledPrefix, SeverityError, "{part}: likely this is {expected}",
		"let one program only, the scanner or the one behind it, put the symbology identifier in front", "ISO/IEC 15424"},
	{CodeDamaged, SeverityError, "{part}: likely this is {expected}",
		"let the scanner send a symbology identifier and nothing else around the data", "ISO/IEC 15424; " + genSpecs + "§7.8"},
}

// kind returns what findings with the code c have in common. An unknown code is
// an error that says nothing more.
func (c Code) kind() kind {
	for _, k := range kinds {
		if k.code == c {
			return k
		}
	}
	return kind{code: c, severity: SeverityError, sentence: string(c)}
}
