// Package epc reads and writes Electronic Product Codes: the identity of one
// item as a UHF RFID tag holds it, in binary, and as the URIs that software
// passes on.
//
// [Encode] makes a [Tag] of element strings such as (01) and (21); [Decode],
// or [ParseHex] for the text that readers print, makes one of what a tag holds.
// A Tag then gives the element strings, the tag URI and the pure identity URI.
//
// The company prefix is a part of the classic schemes that the digits of a GTIN
// do not show. Encode wants it stated, or its length, and never guesses.
//
// # Specification
//
// GS1 EPC Tag Data Standard (TDS), release 2.3, ratified October 2025. The
// facts are in schemes.txt, with their clauses. Of its schemes the package has
// SGTIN-96 (§14.6.1.1); the others are known by name and refused.
//
// Deviations, both towards leniency and both noted in [Options].Notes: the
// numbers that §7.3.3 to §7.3.8 exclude from SGTIN are encoded, since tags in
// use hold them; hex text may have "0x" before it and spaces in it.
//
// Bits are counted from the first bit of the header, which stands at bit 20h of
// the EPC memory bank (§14.6, "counting up").
//
// # Errors
//
// Errors of this package are [*Error] and tell the field, its bits and the
// place in the text. A wrong GTIN given to Encode is an *Error whose cause is
// the error of package gs1.
package epc
