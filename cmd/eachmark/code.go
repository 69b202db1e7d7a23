package main

import "github.com/eachmark/eachmark/gs1"

// The kinds of findings of the program itself, beside those of the packages.
const (
	codeInput         gs1.Code = "INPUT"                // something that a package refuses without more words
	codePlain         gs1.Code = "INPUT-PLAIN"          // element strings that nothing announces
	codeHex           gs1.Code = "INPUT-HEX"            // a bank that is not written in hexadecimal digits
	codeContradiction gs1.Code = "EPC-CONTRADICTION"    // a flag and a tag that disagree
	codeNoForm        gs1.Code = "EPC-NO-FORM"          // a form that tags of a scheme do not have
	codeNoMemory      gs1.Code = "EPC-NO-MEMORY"        // no scheme fits the memory of a chip
	codeProduct       gs1.Code = "PRINT-PRODUCT"        // product text that a label cannot show
	codeExpiry        gs1.Code = "PRINT-EXPIRY"         // no date, or one without a day
	codeExpiryCentury gs1.Code = "PRINT-EXPIRY-CENTURY" // a date that scanners would read as another
	codeExpiryPast    gs1.Code = "PRINT-EXPIRY-PAST"    // a date that is over
)
