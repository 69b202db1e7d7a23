// Code generated from schemes.txt by epc/internal/gen; DO NOT EDIT.

package epc

const document = "TDS 2.3" // the standard that every clause below is of

const shortestPrefix = 4 // digits of a company prefix

// The binary coding schemes that this package reads and writes.
const (
	SGTIN96 Scheme = iota + 1 // SGTIN-96, TDS 2.3 §14.6.1.1 table 14-17
)

var schemes = [...]coding{
	SGTIN96: { // §14.6.1.1 table 14-17
		name: "SGTIN-96", tagURI: "sgtin-96", pureURI: "sgtin", key: "gtin",
		clause: "§14.6.1.1 table 14-17",
		header: 0x30, bits: 96,
		filters:   &filtersSgtin,
		wider:     "SGTIN+ or SGTIN-198",
		filter:    segment{8, 3},
		partition: segment{11, 3},
		rows:      &rowsSGTIN96,
		serial:    segment{58, 38},
	},
}

// §14.6.1 table 14-16
var rowsSGTIN96 = [8]partition{
	0: {
		prefix: segment{14, 40}, prefixDigits: 12, prefixLimit: 1000000000000,
		rest: segment{54, 4}, restDigits: 1, restLimit: 10,
	},
	1: {
		prefix: segment{14, 37}, prefixDigits: 11, prefixLimit: 100000000000,
		rest: segment{51, 7}, restDigits: 2, restLimit: 100,
	},
	2: {
		prefix: segment{14, 34}, prefixDigits: 10, prefixLimit: 10000000000,
		rest: segment{48, 10}, restDigits: 3, restLimit: 1000,
	},
	3: {
		prefix: segment{14, 30}, prefixDigits: 9, prefixLimit: 1000000000,
		rest: segment{44, 14}, restDigits: 4, restLimit: 10000,
	},
	4: {
		prefix: segment{14, 27}, prefixDigits: 8, prefixLimit: 100000000,
		rest: segment{41, 17}, restDigits: 5, restLimit: 100000,
	},
	5: {
		prefix: segment{14, 24}, prefixDigits: 7, prefixLimit: 10000000,
		rest: segment{38, 20}, restDigits: 6, restLimit: 1000000,
	},
	6: {
		prefix: segment{14, 20}, prefixDigits: 6, prefixLimit: 1000000,
		rest: segment{34, 24}, restDigits: 7, restLimit: 10000000,
	},
}

// §10.2 table 10-1
var filtersSgtin = filterSet{
	clause: "§10.2 table 10-1", standard: 1,
	meaning: []string{
		0: "All Others",
		1: "Point of Sale (POS) Trade Item",
		2: "Full Case for Transport",
		4: "Inner Pack Trade Item Grouping for Handling",
		6: "Unit Load",
		7: "Unit inside Trade Item or component inside a product not intended for individual sale",
	},
}

// schemeOf is the scheme of a header, where it is one that this package reads.
var schemeOf = [256]Scheme{
	0x30: SGTIN96,
}

const headerClause = "§14.2 table 14-1"

var headers = [...]header{
	{value: 0x2C, name: "GDTI-96"},
	{value: 0x2D, name: "GSRN-96"},
	{value: 0x2E, name: "GSRNP-96"},
	{value: 0x2F, name: "USDoD-96"},
	{value: 0x30, name: "SGTIN-96"},
	{value: 0x31, name: "SSCC-96"},
	{value: 0x32, name: "SGLN-96"},
	{value: 0x33, name: "GRAI-96"},
	{value: 0x34, name: "GIAI-96"},
	{value: 0x35, name: "GID-96"},
	{value: 0x36, name: "SGTIN-198"},
	{value: 0x37, name: "GRAI-170"},
	{value: 0x38, name: "GIAI-202"},
	{value: 0x39, name: "SGLN-195"},
	{value: 0x3A, name: "GDTI-113"},
	{value: 0x3B, name: "ADI-var"},
	{value: 0x3C, name: "CPI-96"},
	{value: 0x3D, name: "CPI-var"},
	{value: 0x3E, name: "GDTI-174"},
	{value: 0x3F, name: "SGCN-96"},
	{value: 0x40, name: "ITIP-110"},
	{value: 0x41, name: "ITIP-212"},
	{value: 0xE6, name: "CPI++"},
	{value: 0xE7, name: "GSRN++"},
	{value: 0xE8, name: "GSRNP++"},
	{value: 0xE9, name: "SGLN++"},
	{value: 0xEA, name: "GDTI++"},
	{value: 0xEB, name: "GRAI++"},
	{value: 0xEC, name: "SGCN++"},
	{value: 0xED, name: "ITIP++"},
	{value: 0xEE, name: "GIAI++"},
	{value: 0xEF, name: "SSCC++"},
	{value: 0xF0, name: "CPI+"},
	{value: 0xF1, name: "GRAI+"},
	{value: 0xF2, name: "SGLN+"},
	{value: 0xF3, name: "ITIP+"},
	{value: 0xF4, name: "GSRN+"},
	{value: 0xF5, name: "GSRNP+"},
	{value: 0xF6, name: "GDTI+"},
	{value: 0xF7, name: "SGTIN+"},
	{value: 0xF8, name: "SGCN+"},
	{value: 0xF9, name: "SSCC+"},
	{value: 0xFA, name: "GIAI+"},
	{value: 0xFB, name: "DSGTIN+"},
	{value: 0xFC, name: "DSGTIN++"},
	{value: 0xFD, name: "SGTIN++"},
}

var reserved = [...]reservedHeader{
	{value: 0x00, what: "marks a tag that was never programmed", fix: "write an EPC to the tag before reading one"},
	{value: 0xE2, what: "begins the tag identification (TID) of a chip, and never an EPC", fix: "read the EPC memory bank, not the TID bank; a new tag may also repeat its TID there until it is encoded"},
	{value: 0xFF, what: "is kept for headers of more than 8 bits, of which there are none", fix: "read the tag again"},
}

var knownLengths = [...]knownLength{
	{key: "gtin", from: "000001", to: "000001", length: 8}, // §7.3.2
	{key: "gtin", from: "000003", to: "000009", length: 8}, // §7.3.2
}

var exclusions = [...]exclusion{
	{key: "gtin", from: "000000", to: "000000", what: "company internal numbers (RCN-8)", clause: "§7.3.3"},
	{key: "gtin", from: "000002", to: "000002", what: "company internal numbers (RCN-8)", clause: "§7.3.3"},
	{key: "gtin", from: "0001", to: "0007", what: "company internal numbers", clause: "§7.3.4"},
	{key: "gtin", from: "04", to: "04", what: "company internal numbers", clause: "§7.3.4"},
	{key: "gtin", from: "02", to: "02", what: "restricted circulation numbers", clause: "§7.3.5"},
	{key: "gtin", from: "20", to: "29", what: "restricted circulation numbers", clause: "§7.3.5"},
	{key: "gtin", from: "981", to: "984", what: "coupon codes", clause: "§7.3.6"},
	{key: "gtin", from: "99", to: "99", what: "coupon codes", clause: "§7.3.6"},
	{key: "gtin", from: "980", to: "980", what: "refund receipts", clause: "§7.3.7"},
	{key: "gtin", from: "977", to: "977", what: "serial publications (ISSN)", clause: "§7.3.8.2"},
}
