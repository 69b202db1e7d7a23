// Package gs1 reads, checks and writes GS1 element strings: application
// identifiers with their values, as scanners transmit them and as people write
// them.
//
// Most programs need two functions: [ParseScan] turns what a scanner sent into
// a [Message], and [Message.AppendBracketed] writes it the way people read it.
// [ParseBracketed] and [Message.AppendScan] go the other way; [CheckValue] judges
// one value, for a form that is being filled in. What an identifier means says
// [AI.Info], and what a value means [Element.Meaning]: dates and times, exact
// numbers with their unit or currency, positions.
//
// [Diagnose] says whether a scan is to be trusted, and how one can be read that
// lost its separators or was garbled on the way.
//
// A program that reads a stream keeps one slice of elements and gives it to
// [AppendScanElements], [AppendBracketedElements] or [AppendElements] again and
// again: they make every check and allocate nothing on valid input.
//
// Values alias the input. Nothing here reads a clock, a file or a network.
//
// # Specification
//
// GS1 General Specifications: identifiers and formats §3.2, human readable
// interpretation §4.15, which identifiers require or exclude each other §4.13,
// separators and predefined lengths §7.8, check digits §7.9, character sets
// §7.11, century of dates §7.12. The facts about the identifiers are those of the
// GS1 Barcode Syntax Dictionary of 2026-07-27, with 541 identifiers; they stand
// in ai.txt. Every test it names is made: formats, check digits and characters,
// calendar and clock, the lists of codes in countries.txt, currencies.txt,
// media.txt and packages.txt, and the coupons of AI (8110) and AI (8112) as GS1
// US has laid them down. What the numbers in values are of stands in meanings.txt. Whether a GS1 Company Prefix is assigned, and what each
// country lays down about its IBANs, they do not ask.
//
// What an element requires, as a batch number does a GTIN, may be in another
// symbol on the same item. Parsers judge their text as all that is on the item,
// unless [ParseOptions.PartOfLabel] says otherwise; a [Label] holds the messages
// of several symbols and judges them together.
//
// Read are the symbology identifiers of ISO/IEC 15424 that carry element strings,
// ]C1, ]d2, ]d8, ]Q3, ]J1, ]e0, ]e1 and ]e2, and those that carry a GTIN, ]E0,
// ]E3, ]E4 and ]I1, with add-on symbols and composite components; [CarrierOf]
// tells them apart. Digital Link URIs behind ]Q1, ]d1 and ]J0 reads package dl.
// Composites as they are written for printing have "|" between their components,
// in brackets and in data with "^"; a scan says where the composite component
// begins only behind the digits of an EAN/UPC symbol.
//
// Identifiers that GS1 has not assigned, as of a newer edition, are errors unless
// [ParseOptions.UnknownAIs] permits them.
//
// # Errors
//
// Parsers return an [*Error] with the code, the identifier and the place in the
// input, and with [ParseOptions.Problems] every [Finding]. [Mark] draws a place
// under its input, and [Finding.AppendText] writes the whole for a terminal.
//
// BUG(eachmark): Not undone are scanners that emulate another keyboard layout
// than the US one, dead keys that swallowed a character, and two kinds of damage
// to the separators of one scan.
package gs1
