package zpl

import (
	"iter"

	"github.com/eachmark/eachmark/gs1"
)

// lintKind is the place of a code in lintCodes.
type lintKind uint8

const (
	lintUnknown lintKind = iota
	lintText
	lintOutside
	lintXA
	lintXZ
	lintFS
	lintNoData
	lintValue
	lintRange
	lintDecimal
	lintSurplus
	lintLong
	lintUnescaped
	lintEscape
	lintNoFH
	lintCharset
	lintCode128
	lintModeD
	lintModeU
	lintModeA
	lintQuality
	lintDataMatrix
	lintQR
	lintBlock
	lintPicture
	lintNumber
	lintSize
	lintPrefix
	lintSettings
	lintSerial
	lintCopies
	lintReprint
	lintTries
	lintTag
)

// endangersSerials reports whether the kind is about numbers that might stand
// on two labels or get lost.
func (k lintKind) endangersSerials() bool { return lintSerial <= k && k <= lintTries }

// LintCodes yields what there is to know about every code of [Lint]. Its
// examples are ZPL that has findings with the code and no other.
func LintCodes() iter.Seq[gs1.CodeInfo] {
	return func(yield func(gs1.CodeInfo) bool) {
		for _, info := range lintCodes {
			if !yield(info) {
				return
			}
		}
	}
}

const (
	guide     = "Zebra Programming Guide P1099958, "
	ownSerial = "print one label a format, each with its number in ^FD"
)

var lintCodes = [...]gs1.CodeInfo{
	lintUnknown: {Code: "ZPL-UNKNOWN", Severity: gs1.SeverityError, Sentence: "a command is none of ZPL II",
		Cause: "a typing error, or field data with a prefix in it", Fix: "correct the name, or write the prefix in data as _5E or _7E after ^FH",
		Rule: guide + "ZPL Commands", Example: "^XA^FO9,9^GB9,9^FS^QQ1^XZ"},
	lintText: {Code: "ZPL-TEXT", Severity: gs1.SeverityWarning, Sentence: "there is text that belongs to no command",
		Cause: "a comment without ^FX, or data behind ^FS", Fix: "put ^FX before a comment, or the text into ^FD",
		Rule: guide + "^FX", Example: "^XA^FO9,9^GB9,9^FS and so on ^XZ"},
	lintOutside: {Code: "ZPL-OUTSIDE", Severity: gs1.SeverityWarning, Sentence: "commands of a label stand outside a format",
		Cause: "a format whose beginning is missing", Fix: "put them between ^XA and ^XZ",
		Rule: guide + "^XA", Example: "^FO9,9^GB9,9^FS"},
	lintXA: {Code: "ZPL-XA", Severity: gs1.SeverityWarning, Sentence: "a format ends that did not begin",
		Cause: "a second ^XZ, or a format whose beginning is missing", Fix: "remove it, or put ^XA before the format",
		Rule: guide + "^XA", Example: "^XZ"},
	lintXZ: {Code: "ZPL-XZ", Severity: gs1.SeverityError, Sentence: "a format is not ended",
		Cause: "a file that was cut off, or a format put together by hand", Fix: "end it with ^XZ; before that nothing is printed",
		Rule: guide + "^XZ", Example: "^XA^FO9,9^GB9,9^FS"},
	lintFS: {Code: "ZPL-FS", Severity: gs1.SeverityError, Sentence: "a field is not ended",
		Cause: "a format put together by hand", Fix: "end every field with ^FS",
		Rule: guide + "^FS", Example: "^XA^CI28^FO9,9^A0N,30^FDa^FO9,50^FDb^FS^XZ"},
	lintNoData: {Code: "ZPL-NO-DATA", Severity: gs1.SeverityWarning, Sentence: "a symbol has no data",
		Cause: "a ^FD that was forgotten", Fix: "give its data with ^FD, or with ^FN in a template",
		Rule: guide + "^FD", Example: "^XA^FO9,9^BQN,2,4^FS^XZ"},
	lintValue: {Code: "ZPL-VALUE", Severity: gs1.SeverityError, Sentence: "a parameter has a value that it cannot have",
		Cause: "a typing error, or parameters in the wrong order", Fix: "write one of the values there are; printers take the default or ignore the command",
		Rule: guide + "ZPL Commands", Example: "^XA^FO9,9^GB9,9,1,X^FS^XZ"},
	lintRange: {Code: "ZPL-RANGE", Severity: gs1.SeverityError, Sentence: "a number is out of its range",
		Cause: "a typing error, or parameters in the wrong order", Fix: "write a number in range; printers take the nearest, the default, or ignore the command",
		Rule: guide + "ZPL Commands", Example: "^XA^FO99999,9^GB9,9^FS^XZ"},
	lintDecimal: {Code: "ZPL-DECIMAL", Severity: gs1.SeverityWarning, Sentence: "a number of dots has decimal places",
		Cause: "lengths converted from millimetres and not rounded", Fix: "round it, or set other units with ^MU",
		Rule: guide + "^MU", Example: "^XA^FO9.5,9^GB9,9^FS^XZ"},
	lintSurplus: {Code: "ZPL-SURPLUS", Severity: gs1.SeverityWarning, Sentence: "a command has more parameters than it takes",
		Cause: "a parameter of another command", Fix: "remove it; printers ignore it",
		Rule: guide + "ZPL Commands", Example: "^XA^FO9,9,0,1^GB9,9^FS^XZ"},
	lintLong: {Code: "ZPL-LONG-DATA", Severity: gs1.SeverityError, Sentence: "field data is longer than 3072 bytes",
		Cause: "a text that belongs into several fields", Fix: "divide it",
		Rule: guide + "^FD"},
	lintUnescaped: {Code: "ZPL-UNESCAPED", Severity: gs1.SeverityError, Sentence: "a prefix in field data begins a command",
		Cause: "data that was put into a format without escapes", Fix: "put ^FH before ^FD and write ^ as _5E, ~ as _7E",
		Rule: guide + "^FH", Example: "^XA^CI28^FO9,9^A0N,30^FDa^?b^FS^XZ"},
	lintEscape: {Code: "ZPL-ESCAPE", Severity: gs1.SeverityWarning, Sentence: "the escape character of ^FH is not followed by two hexadecimal digits",
		Cause: "data that holds the escape character itself", Fix: "write it as an escape: _5F for _, \\5C for \\",
		Rule: guide + "^FH", Example: "^XA^CI28^FO9,9^A0N,30^FH^FDa_b^FS^XZ"},
	lintNoFH: {Code: "ZPL-NO-FH", Severity: gs1.SeverityWarning, Sentence: "data looks escaped, and no ^FH is there to read it",
		Cause: "a ^FH that was forgotten; it is for one ^FD only", Fix: "put ^FH before the ^FD",
		Rule: guide + "^FH", Example: "^XA^CI28^FO9,9^A0N,30^FDcaf_C3_A9^FS^XZ"},
	lintCharset: {Code: "ZPL-CHARSET", Severity: gs1.SeverityWarning, Sentence: "data beyond ASCII may not be printed as it is meant",
		Cause: "a format that relies on the character set a printer happens to have", Fix: "put ^CI28 into the format and write the data in UTF-8",
		Rule: guide + "^CI", Example: "^XA^FO9,9^A0N,30^FH^FDcaf_C3_A9^FS^XZ"},
	lintCode128: {Code: "ZPL-CODE128", Severity: gs1.SeverityError, Sentence: "^BC cannot encode the data as it is",
		Cause: "data that holds >, or that does not fit the subset it asks for", Fix: "write > as >0; in subset C give pairs of digits",
		Rule: guide + "^BC, table 2", Example: "^XA^FO9,9^BY2^BCN,50,N,N^FDa>b^FS^XZ"},
	lintModeD: {Code: "ZPL-MODE-D", Severity: gs1.SeverityError, Sentence: "mode D of ^BC changes data",
		Cause: "parentheses, spaces or check digits, which that mode takes out or replaces", Fix: "use mode N with >;>8, and print the text in a field of its own",
		Rule: guide + "^BC", Example: "^XA^FO9,9^BY2^BCN,50,N,N,N,D^FD(10)AB(1)^FS^XZ"},
	lintModeU: {Code: "ZPL-MODE-U", Severity: gs1.SeverityError, Sentence: "mode U of ^BC takes 19 digits",
		Cause: "the mode is for an SSCC without its identifier and check digit", Fix: "give 19 digits, or use mode N; others are cut off or filled up with zeros",
		Rule: guide + "^BC", Example: "^XA^FO9,9^BY2^BCN,50,N,N,N,U^FD123^FS^XZ"},
	lintModeA: {Code: "ZPL-MODE-A", Severity: gs1.SeverityWarning, Sentence: "what > means in mode A of ^BC differs from firmware to firmware",
		Cause: "invocation codes of mode N", Fix: "use mode N",
		Rule: guide + "^BC", Example: "^XA^FO9,9^BY2^BCN,50,N,N,N,A^FD>;>810^FS^XZ"},
	lintQuality: {Code: "ZPL-QUALITY", Severity: gs1.SeverityWarning, Sentence: "^BX prints a DataMatrix that is no longer in use",
		Cause: "quality left out; the default is 0", Fix: "write quality 200: ^BXN,4,200",
		Rule: guide + "^BX; ISO/IEC 16022", Example: "^XA^FO9,9^BXN,4^FDabc^FS^XZ"},
	lintDataMatrix: {Code: "ZPL-DATAMATRIX", Severity: gs1.SeverityError, Sentence: "^BX cannot encode the data as it is",
		Cause: "the escape character in the data, or none where one is needed", Fix: "state it, ^BXN,4,200,,,,_ and write it twice in data",
		Rule: guide + "^BX", Example: "^XA^FO9,9^BXN,4,200,,,,_^FDa_x^FS^XZ"},
	lintQR: {Code: "ZPL-QR", Severity: gs1.SeverityError, Sentence: "the data of ^BQ does not begin with its switches",
		Cause: "data written as for other symbols; its first characters are lost", Fix: "begin it with the error correction, A and a comma: QA,",
		Rule: guide + "^BQ", Example: "^XA^FO9,9^BQN,2,4^FDhttps://id.gs1.org^FS^XZ"},
	lintBlock: {Code: "ZPL-BLOCK", Severity: gs1.SeverityWarning, Sentence: "a block of text without width prints nothing",
		Cause: "a width that was left out", Fix: "give ^FB a width",
		Rule: guide + "^FB", Example: "^XA^CI28^FO9,9^A0N,30^FB0,2^FDa^FS^XZ"},
	lintPicture: {Code: "ZPL-PICTURE", Severity: gs1.SeverityError, Sentence: "the data of a picture is not what its command announces",
		Cause: "data that was cut off or changed on its way, or wrong numbers of bytes", Fix: "convert the picture again",
		Rule: guide + "^GF", Example: "^XA^FO9,9^GFA,4,4,2,:Z64:eJw=:0000^FS^XZ"},
	lintNumber: {Code: "ZPL-NUMBER", Severity: gs1.SeverityWarning, Sentence: "a numbered field gets no data",
		Cause: "a number that was mistyped, or a template printed as it is", Fix: "give the data with ^FN and ^FD of the same number",
		Rule: guide + "^FN", Example: "^XA^CI28^FO9,9^A0N,30^FN1^FS^XZ"},
	lintSize: {Code: "ZPL-SIZE", Severity: gs1.SeverityWarning, Sentence: "the size of the label is set after the first field",
		Cause: "commands in the wrong order", Fix: "put ^LL, ^PW and ^LS before the first ^FS; behind it they are for the next label",
		Rule: guide + "^LL, ^LS", Example: "^XA^FO9,9^GB9,9^FS^LL400^XZ"},
	lintPrefix: {Code: "ZPL-PREFIX", Severity: gs1.SeverityWarning, Sentence: "the source leaves other prefixes behind",
		Cause: "^CC, ^CT or ^CD without a way back", Fix: "change them back at the end, or write ^ and ~ in data as escapes of ^FH instead",
		Rule: guide + "^CC", Example: "^XA^CC++XZ"},
	lintSettings: {Code: "ZPL-SETTINGS", Severity: gs1.SeverityInfo, Sentence: "a command changes the printer for good",
		Cause: "settings that a program keeps in every label", Fix: "send it once, by itself",
		Rule: guide + "^JU", Example: "^XA^JUS^XZ"},
	lintSerial: {Code: "ZPL-SERIAL", Severity: gs1.SeverityWarning, Sentence: "the printer makes the serial numbers",
		Cause: "^SN or ^SF; after media out the last number may be printed again, and nobody learns which were", Fix: ownSerial,
		Rule: guide + "^SN, ^SF", Example: "^XA^CI28^FO9,9^A0N,30^SN0001,1,Y^FS^XZ"},
	lintCopies: {Code: "ZPL-COPIES", Severity: gs1.SeverityWarning, Sentence: "several labels get the same serial number",
		Cause: "^PQ above 1 in a format that carries one", Fix: ownSerial,
		Rule: guide + "^PQ", Example: "^XA^JZN^FO9,9^BXN,4,200,,,,_^FD_10109506000134352211^FS^PQ2^XZ"},
	lintReprint: {Code: "ZPL-REPRINT", Severity: gs1.SeverityWarning, Sentence: "the printer may print the label twice by itself",
		Cause: "^JZ is Y after every power off: a label that media out or an open head spoilt is printed again", Fix: "put ^JZN into the format",
		Rule: guide + "^JZ", Example: "^XA^FO9,9^BXN,4,200,,,,_^FD_10109506000134352211^FS^XZ"},
	lintTries: {Code: "ZPL-TRIES", Severity: gs1.SeverityWarning, Sentence: "the printer may write one number to several tags, or drop the label",
		Cause: "the defaults of ^RS: three labels are tried, then the format is dropped and nobody is told", Fix: "set one try and an error: ^RS8,,,1,E",
		Rule: guide + "^RS", Example: "^XA^JZN^RFW,H^FD3034257BF7194E4000001A85^FS^XZ"},
	lintTag: {Code: "ZPL-TAG-DATA", Severity: gs1.SeverityError, Sentence: "the data for the tag is not what ^RF announces",
		Cause: "digits that are missing, or text where hexadecimal is announced", Fix: "give two hexadecimal digits for every byte",
		Rule: guide + "^RF", Example: "^XA^JZN^RS8,,,1,E^RFW,H^FD30342^FS^XZ"},
}
