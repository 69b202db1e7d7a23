package readback

import (
	"strconv"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/common"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/detector"
)

// maxShrink is how far a picture is made smaller to find a QR Code symbol.
const maxShrink = 8

// decodeQR reads a QR Code symbol in p. gozxing's detector misses one in a hundred
// whose modules are several pixels wide and then finds it where they are fewer;
// therefore the picture is made smaller until it does.
func decodeQR(p *picture) (scan string, ok bool) {
	for n := 1; n <= maxShrink; n++ {
		if scan, ok = detectQR(p.shrunk(n)); ok {
			break
		}
	}
	return scan, ok
}

// detectQR reads what gozxing's detector finds.
func detectQR(p *picture) (scan string, ok bool) {
	source, err := p.source()
	if err != nil {
		return "", false
	}
	for _, binarizer := range [...]gozxing.Binarizer{
		gozxing.NewGlobalHistgramBinarizer(source), // for two colours
		gozxing.NewHybridBinarizer(source),
	} {
		matrix, err := binarizer.GetBlackMatrix()
		if err != nil {
			continue
		}
		hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
		found, err := detector.NewDetector(matrix).Detect(hints)
		if err != nil {
			continue
		}
		if result, err := decoder.NewDecoder().Decode(found.GetBits(), hints); err == nil {
			return scanOfQR(result), true
		}
	}
	return "", false
}

// scanOfQR puts the identifier before the data (ISO/IEC 15424).
func scanOfQR(result *common.DecoderResult) string {
	return "]Q" + strconv.Itoa(result.GetSymbologyModifier()) + result.GetText()
}
