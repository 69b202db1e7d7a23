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
	CodeTime             Code = "GS1-TIME"              // an hour, minute or second that is not on the clock
	CodeAISyntax         Code = "GS1-AI-SYNTAX"         // text where an identifier belongs
	CodeAIUnknown        Code = "GS1-AI-UNKNOWN"        // an identifier that is not assigned
	CodeBracket          Code = "GS1-BRACKET"           // brackets that do not hold an identifier
	CodeFNC1First        Code = "GS1-FNC1-FIRST"        // data without its first "^"
	CodeSymbology        Code = "GS1-SYMBOLOGY"         // no symbology identifier that carries element strings
	CodeMissingSeparator Code = "GS1-MISSING-SEPARATOR" // none after a value that needs it
	CodeGSStray          Code = "GS1-GS-STRAY"          // a separator where an identifier belongs
	CodeGSNeedless       Code = "GS1-GS-NEEDLESS"       // a separator after a predefined length, or last
	CodeGSSpelling       Code = "GS1-GS-SPELLING"       // a separator that is not the character GS
	CodeDLKey            Code = "GS1-DL-KEY"            // no primary key for a Digital Link URI
	CodeDLElement        Code = "GS1-DL-ELEMENT"        // an element that a Digital Link URI cannot carry
	CodeDLRepeat         Code = "GS1-DL-REPEAT"         // an identifier with two values for one URI
	CodeLostSeparator    Code = "GS1-LOST-SEPARATOR"    // a text that reads better with separators it does not have
	CodeGSReplaced       Code = "GS1-GS-REPLACED"       // a text in which something else stands for the separator
	CodeCase             Code = "GS1-CASE"              // letters in the other case
	CodeKeyboard         Code = "GS1-KEYBOARD"          // the characters of another keyboard layout
	CodeDoubledPrefix    Code = "GS1-DOUBLED-PREFIX"    // what comes first is there twice
	CodeDamaged          Code = "GS1-DAMAGED"           // something else in front, behind or around the data
)

// A kind is what all findings with a code have in common. In the sentence and
// the rule {name} stands for a word that the finding fills in.
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
	{CodeTime, SeverityError, "{part} of {ai} is {found}, expected {expected}",
		fixSource, dictionary + "{linter}"},
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
	{CodeGSNeedless, SeverityInfo, "separator after {ai} is needless",
		"leave it out when you write this data", genSpecs + "§7.8.6.3"},
	{CodeGSSpelling, SeverityInfo, "separator is written {quoted}, expected the character GS (ASCII 29)",
		"let the scanner or the program before this one pass GS on unchanged", genSpecs + "§7.8.5"},
	{CodeDLKey, SeverityError, "there is no primary key for a Digital Link URI",
		"add a key such as (01), (00) or (8004)", ruleLink},
	{CodeDLElement, SeverityError, "{ai} cannot be part of a Digital Link URI with this key",
		"leave the element out or use another form, such as a scan or brackets", ruleLink},
	{CodeDLRepeat, SeverityError, "{ai} is there twice with different values",
		"keep one of them", ruleLink},
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
