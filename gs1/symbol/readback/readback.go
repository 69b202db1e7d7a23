// Package readback reads barcode symbols in pictures, to prove that what was
// drawn says what it should: [Decode] takes any kind of package
// [github.com/eachmark/eachmark/gs1/symbol] that [Reads] names, [DecodeKind] one.
// The decoder is github.com/makiuchi-d/gozxing v0.1.1; this package finds the
// symbol for it. Of GS1 DataBar it has one that misses seven symbols in a hundred, and
// of composite components none: these are not read.
//
// It is made for pictures of symbols and of whole labels, as this project draws
// them or a rasteriser gives them: level, at any quarter turn, dark on light, a
// pixel or more a module, 2.5 where edges are grey. Photographs are read only
// when they are good.
//
// # Specification
//
// The answer is what a scanner sends: the AIM symbology identifier, then the data
// with GS (ASCII 29) for FNC1 (GS1 General Specifications §5.1 and §7.8). Some
// habits of gozxing are put right, see scanOfCode128 and scanOfDataMatrix.
//
// BUG(eachmark): bytes above 127 in a Data Matrix come back as UTF-8.
//
// # Errors
//
// [ErrNotFound] if there is nothing that can be read, [ErrTooLarge] for a picture
// of more than [MaxPixels].
package readback

import (
	"errors"
	"fmt"
	"image"

	"github.com/eachmark/eachmark/gs1/symbol"
)

// MaxPixels is the size of the largest picture that is read: 26 × 26 cm at 24
// dots a millimetre. It bounds the time a call takes.
const MaxPixels = 40_000_000

var (
	ErrNotFound  = errors.New("readback: no readable symbol in the picture")
	ErrNoDecoder = errors.New("readback: no decoder for this kind of symbol")
	ErrTooLarge  = fmt.Errorf("readback: picture of more than %d pixels", MaxPixels)
)

// A decode reads a symbol of one symbology.
type decode func(*picture) (scan string, ok bool)

// decoderOf returns what reads a kind, nil if there is none.
func decoderOf(k symbol.Kind) decode {
	switch k {
	case symbol.GS1DataMatrix, symbol.DLDataMatrix:
		return decodeDataMatrix
	case symbol.GS1128:
		return decodeCode128
	case symbol.GS1QR, symbol.DLQR:
		return decodeQR
	case symbol.EAN13, symbol.UPCA:
		return decodeEAN13
	case symbol.EAN8:
		return decodeEAN8
	case symbol.UPCE:
		return decodeUPCE
	case symbol.ITF14:
		return decodeITF
	}
	return nil
}

// Reads reports whether symbols of kind k can be read.
func Reads(k symbol.Kind) bool { return decoderOf(k) != nil }

// Decode reads the one symbol in img and returns what a scanner sends for it,
// "]d2010950600013435221123". Of several symbols it returns any Data Matrix before
// any QR Code, and that before any Code 128; the others only where there is none
// of these.
func Decode(img image.Image) (scan string, err error) {
	p, err := newPicture(img)
	if err != nil {
		return "", err
	}
	for _, decode := range []decode{
		decodeDataMatrix, decodeQR, decodeCode128, decodeEAN13, decodeEAN8, decodeUPCE, decodeITF,
	} {
		if scan, ok := decode(p); ok {
			return scan, nil
		}
	}
	return "", ErrNotFound
}

// DecodeKind reads a symbol of kind k in img, as [Decode] does. The symbol may be
// a plain one of that symbology: then the answer begins with "]d1", "]Q1" or
// "]C0". A UPC-A symbol is an EAN-13 symbol that begins with zero. For a kind that
// is not one [Reads] names the error is [ErrNoDecoder].
func DecodeKind(img image.Image, k symbol.Kind) (scan string, err error) {
	if !k.IsValid() {
		return "", &symbol.Error{Err: symbol.ErrKind}
	}
	decode := decoderOf(k)
	if decode == nil {
		return "", ErrNoDecoder
	}
	p, err := newPicture(img)
	if err != nil {
		return "", err
	}
	scan, ok := decode(p)
	if !ok {
		return "", ErrNotFound
	}
	return scan, nil
}
