// Package serial is the arithmetic of serial numbers: which texts a [Format]
// holds, and in which [Order] they are handed out. It keeps no state; package
// printer/store remembers how far an order has been used.
//
// [ParseFormat] reads a format such as "numeric-11"; [NewPermuted] makes an
// order whose serials look random. At(i) of an order is its serial number i,
// and Index finds i again, so that a serial can be told from one that was never
// issued without a list of serials. [Audit] judges the serials of others:
// whether they could have been foretold.
//
// # Specification
//
// A serial number has at most 20 characters of GS1's set 82 (GS1 General
// Specifications §3.5.2, AI (21), and §7.11). The 32 characters of the format
// gs1-32 are those GS1 uses for the check characters of its Global Model Number,
// AI (8013): digits and capitals without 0, 1, I and O; vowel-free is without A,
// E, U and Y as well. An SGTIN-96 holds a serial that is a number without leading
// zeros below 2^38 (EPC Tag Data Standard §14.6.1).
//
// The check character of a format is that of the hybrid systems of ISO/IEC 7064,
// with the moduli M+1 and M for an alphabet of M characters: MOD 11,10 for digits
// and MOD 37,36 for alphanumeric are named there. It is computed from what stands
// between the prefix and itself.
//
// The permutation is an alternating Feistel network over Z_a × Z_b, where a and
// b are the numbers of texts of the left half of a serial (with the middle
// character, without prefix and check character) and of the right half, so that
// a·b is the exact size of the format and nothing is ever tried again (no cycle
// walking). Number i begins as the halves (i / b, i mod b). Rounds 0 to 9 in turn
// add to the left half, modulo a, and to the right half, modulo b, the AES-128
// encryption of the round's number and the other half, both as 64 bits, read as a
// fraction of 2^128 and scaled to a or b. The AES key is the first half of
// HMAC-SHA-256 under the key of the order over "eachmark serial permutation 1",
// the name of the format and the tweak, with a zero byte between. FF1 of NIST SP
// 800-38G splits and counts its rounds in the same way, but this is not FF1.
// Another key is another order of the same serials: whoever changes the key of a
// product changes its prefix too, or issues serials twice.
//
// Delegated Regulation (EU) 2016/161, Article 4(c), wants serials of medicines
// to be such that a guess is right less than once in 10,000 tries;
// [Format.MaxQuantity] does the arithmetic. How the authorities test for
// randomness is not public; [Audit] has tests of its own.
//
// # Errors
//
// [ErrFormat] for a text that names no format, [ErrKey] for a key of another
// length than [KeySize], [ErrRange] for a number the order does not hold.
package serial

import "errors"

var (
	// ErrFormat says that a text names no format of serials.
	ErrFormat = errors.New("serial: no such format")
	// ErrKey says that a key has not [KeySize] bytes.
	ErrKey = errors.New("serial: wrong key length")
	// ErrRange says that a number is beyond what a format can issue.
	ErrRange = errors.New("serial: number out of range")
)

// MaxLength is the most characters a serial number has.
const MaxLength = 20 // GS1 General Specifications §3.5.2

// An Order is the serials of a format in the order they are issued. Its methods
// may be called by several goroutines at once.
type Order interface {
	// At returns the serial with number i, counted from 0 and below
	// [Format.Issuable] of the order's format; [ErrRange] beyond that.
	At(i uint64) (string, error)

	// AppendAt appends the serial with number i, as At returns it.
	AppendAt(b []byte, i uint64) ([]byte, error)

	// Index returns the number of a serial: At(i) is serial. It is false for
	// a text that no number gives.
	Index(serial string) (i uint64, ok bool)
}
