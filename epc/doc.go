// Package epc reads and writes Electronic Product Codes: the identity of one
// item as a UHF RFID tag holds it, in binary, and as the URIs that software
// passes on.
//
// [Encode] makes a [Tag] of element strings such as (01) and (21); [Decode],
// or [ParseHex] for the text that readers print, makes one of what a tag holds.
// A Tag then gives the element strings, the Digital Link, the tag URI and the pure
// identity URI. [Plan] tells which scheme fits the memory of a chip.
//
// The company prefix is a part of the classic schemes that the digits of a GTIN
// do not show. Encode wants it stated, or its length, or a table that knows it,
// and never guesses. The schemes of TDS 2.x, such as [SGTINPlus], need none: they
// hold elements as they are, and any others behind them.
//
// # Specification
//
// GS1 EPC Tag Data Standard (TDS), release 2.3, ratified October 2025: all schemes
// of table 14-1, their URIs (§6, §12), patterns (§8, §13) and element strings (§7),
// and the elements behind the schemes of TDS 2.x (§15.3). The facts are in
// schemes.txt, with their clauses. GDTI-113 is read only, as the standard wants.
// The bits in a Digital Link are those of GS1 Digital Link URI: Compression for EPC
// binary strings 1.0.0.
//
// Deviations towards leniency, noted in [Options].Notes: the numbers that §7.3.3 to
// §7.3.8 exclude from SGTIN are encoded, since tags in use hold them; hex text may
// have "0x" or a PC word before it and spaces in it. Control fields of URIs, which
// are not about the EPC, are refused. Not noted: a Digital Link URI has every element
// behind an EPC in its query, also those that GS1 Digital Link does not permit there.
//
// Deviations towards strictness: a domain name has letters, digits and "-._:" only,
// not all characters of the set that §14.5.16.1 names, most of which no URI can
// have there; the check digit of the key of a scheme of TDS 2.x must be right.
//
// Errors of the standard that are known: table 14-14 prints the codes of .org.cn and
// .net.cn with the first half of .bm and .bn; §14.5.16.2.2 leaves out table B4; §E.3
// prints SSCC++ and ITIP++ with the headers of SSCC+ and ITIP+.
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
