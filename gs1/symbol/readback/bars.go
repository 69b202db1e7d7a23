package readback

import (
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"

	"github.com/eachmark/eachmark/gs1/symbol/ean"
)

// A barReader reads one symbology of bars.
type barReader struct {
	reader gozxing.Reader
	hint   gozxing.DecodeHintType // beside TRY_HARDER
	value  any
	scan   func(*gozxing.Result) (scan string, ok bool)
}

// decodeBars reads a symbol in p, its bars standing or lying.
func decodeBars(p *picture, r barReader) (scan string, ok bool) {
	if scan, ok = r.scanRows(p); ok {
		return scan, true
	}
	return r.scanRows(p.turned())
}

// scanRows looks for a symbol along the rows of p, in both directions.
func (r barReader) scanRows(p *picture) (scan string, ok bool) {
	source, err := p.source()
	if err != nil {
		return "", false
	}
	bitmap, err := gozxing.NewBinaryBitmap(gozxing.NewGlobalHistgramBinarizer(source))
	if err != nil {
		return "", false
	}
	result, err := r.reader.Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER: true, // every row, not only the middle
		r.hint:                            r.value,
	})
	if err != nil {
		return "", false
	}
	return r.scan(result)
}

func decodeCode128(p *picture) (scan string, ok bool) {
	return decodeBars(p, barReader{
		reader: oned.NewCode128Reader(),
		hint:   gozxing.DecodeHintType_ASSUME_GS1, value: true, // otherwise it drops every FNC1
		scan: scanOfCode128,
	})
}

// code128FNC1 is the value of FNC1 in every code set (ISO/IEC 15417:2007 table 1).
const code128FNC1 = 102

// scanOfCode128 puts the identifier before the data (ISO/IEC 15424).
// It goes by the symbol characters, because gozxing takes the check character for
// data at first: one with the value of FNC1 leaves a GS at the end of the text,
// which stands for nothing in the data. The text of a GS1-128 symbol begins with
// "]C1" already. FNC1 in second position, which AIM assigns to applications
// ("]C2"), is not told from a later one.
func scanOfCode128(result *gozxing.Result) (scan string, ok bool) {
	text := result.GetText()
	codes := result.GetRawBytes() // start, data, check, stop
	first, check := codes[1], codes[len(codes)-2]
	if check == code128FNC1 {
		text = strings.TrimSuffix(text, "\x1d")
	}
	if first == code128FNC1 {
		return text, true
	}
	return "]C0" + text, true
}

func decodeEAN13(p *picture) (scan string, ok bool) { return decodeEAN(p, oned.NewEAN13Reader()) }
func decodeEAN8(p *picture) (scan string, ok bool)  { return decodeEAN(p, oned.NewEAN8Reader()) }
func decodeUPCE(p *picture) (scan string, ok bool)  { return decodeEAN(p, oned.NewUPCEReader()) }

// decodeEAN looks for a symbol with an add-on of two or five digits first: rows of
// pixels that meet the symbol alone must not settle it.
func decodeEAN(p *picture, reader gozxing.Reader) (scan string, ok bool) {
	for _, lengths := range [...][]int{{2, 5}, {0, 2, 5}} {
		scan, ok = decodeBars(p, barReader{
			reader: reader, hint: gozxing.DecodeHintType_ALLOWED_EAN_EXTENSIONS, value: lengths, scan: scanOfEAN,
		})
		if ok {
			break
		}
	}
	return scan, ok
}

// scanOfEAN returns thirteen digits behind "]E0", those of UPC-E with the zeros it
// leaves out, eight behind "]E4", and with the digits of an add-on those behind
// "]E3" (ISO/IEC 15424).
func scanOfEAN(result *gozxing.Result) (scan string, ok bool) {
	text, id := result.GetText(), "]E0"
	switch result.GetBarcodeFormat() {
	case gozxing.BarcodeFormat_EAN_8:
		id = "]E4"
	case gozxing.BarcodeFormat_UPC_E:
		text = "0" + ean.Expand(text)
	}
	addOn, _ := result.GetResultMetadata()[gozxing.ResultMetadataType_UPC_EAN_EXTENSION].(string)
	if addOn != "" && id == "]E0" {
		id = "]E3"
	}
	return id + text + addOn, true
}

func decodeITF(p *picture) (scan string, ok bool) {
	return decodeBars(p, barReader{
		reader: oned.NewITFReader(),
		hint:   gozxing.DecodeHintType_ALLOWED_LENGTHS, value: []int{14},
		scan: func(result *gozxing.Result) (string, bool) {
			text := result.GetText()
			return "]I1" + text, len(text) == 14 && hasCheckDigit(text)
		},
	})
}

// hasCheckDigit reports whether the last of the digits is their check digit (GS1
// General Specifications §7.9).
func hasCheckDigit(digits string) bool {
	sum := 0
	for i := range len(digits) {
		weight := 1 + 2*((len(digits)-i+1)%2)
		sum += weight * int(digits[i]-'0')
	}
	return sum%10 == 0
}
