package readback

import (
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
)

// decodeCode128 reads a Code 128 symbol in p, its bars standing or lying.
func decodeCode128(p *picture) (scan string, ok bool) {
	if scan, ok = scanRows(p); ok {
		return scan, true
	}
	return scanRows(p.turned())
}

// scanRows looks for a Code 128 symbol along the rows of p, in both directions.
func scanRows(p *picture) (scan string, ok bool) {
	source, err := p.source()
	if err != nil {
		return "", false
	}
	bitmap, err := gozxing.NewBinaryBitmap(gozxing.NewGlobalHistgramBinarizer(source))
	if err != nil {
		return "", false
	}
	result, err := oned.NewCode128Reader().Decode(bitmap, map[gozxing.DecodeHintType]any{
		gozxing.DecodeHintType_TRY_HARDER: true, // every row, not only the middle
		gozxing.DecodeHintType_ASSUME_GS1: true, // otherwise it drops every FNC1
	})
	if err != nil {
		return "", false
	}
	return scanOfCode128(result), true
}

// code128FNC1 is the value of FNC1 in every code set (ISO/IEC 15417:2007 table 1).
const code128FNC1 = 102

// scanOfCode128 puts the identifier before the data (ISO/IEC 15424).
// It goes by the symbol characters, because gozxing takes the check character for
// data at first: one with the value of FNC1 leaves a GS at the end of the text,
// which stands for nothing in the data. The text of a GS1-128 symbol begins with
// "]C1" already. FNC1 in second position, which AIM assigns to applications
// ("]C2"), is not told from a later one.
func scanOfCode128(result *gozxing.Result) string {
	text := result.GetText()
	codes := result.GetRawBytes() // start, data, check, stop
	first, check := codes[1], codes[len(codes)-2]
	if check == code128FNC1 {
		text = strings.TrimSuffix(text, "\x1d")
	}
	if first == code128FNC1 {
		return text
	}
	return "]C0" + text
}
