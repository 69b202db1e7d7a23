// Package gs1 reads, checks and writes GS1 element strings: application
// identifiers with their values, as scanners transmit them and as people write
// them.
//
// Most programs need two functions: [ParseScan] turns what a scanner sent into
// a [Message], and [Message.AppendBracketed] writes it the way people read it.
// [ParseBracketed] and [Message.AppendScan] go the other way; [CheckValue] judges
// one value, for a form that is being filled in. What an identifier means says
// [AI.Info].
//
// [Diagnose] says whether a scan is to be trusted, and how one can be read that
// lost its separators or was garbled on the way.
//
// Values alias the input. Nothing here reads a clock, a file or a network.
//
// # Specification
//
// GS1 General Specifications: identifiers and formats §3.2, human readable
// interpretation §4.15, separators and predefined lengths §7.8, check digits
// §7.9, character sets §7.11, century of dates §7.12. The facts about the
// identifiers are those of the GS1 Barcode Syntax Dictionary of 2026-07-27, with
// 541 identifiers; they stand in ai.txt.
//
// Read are the symbology identifiers ]C1, ]d2, ]Q3 and ]e0. Composite symbols
// with their "|", and EAN/UPC symbols, are not read.
//
// # Errors
//
// Parsers return an [*Error] with the code, the identifier and the place in the
// input, and with [ParseOptions.Problems] every [Finding]. [Mark] draws a place
// under its input, and [Finding.AppendText] writes the whole for a terminal.
//
// BUG(eachmark): Of the tests the syntax dictionary names, only csum, hh, mi,
// ss, hhmi, yymmdd, yymmd0, yyyymmdd and yyyymmd0 are made. Not made are
// couponcode, couponposoffer, csumalpha, gcppos1, gcppos2, hasnondigit, hyphen,
// iban, importeridx, iso3166, iso3166999, iso3166alpha2, iso4217, iso5218,
// latitude, longitude, mediatype, nonzero, nozeroprefix, packagetype, pcenc,
// pieceoftotal, posinseqslash, winding, yesno and zero: values that only these
// would refuse are accepted.
//
// BUG(eachmark): Not undone are scanners that emulate another keyboard layout
// than the US one, dead keys that swallowed a character, and two kinds of damage
// to the separators of one scan.
//
// BUG(eachmark): Which identifiers require or exclude each other is known to
// [AI.Info] but not judged, and an identifier that is there twice with different
// values is accepted.
package gs1
