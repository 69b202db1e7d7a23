package readback

import (
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
)

// TestCheckCharacterFNC1 reads symbols whose check character has the value of
// FNC1, about one in 103, and makes sure that there are some: gozxing itself ends
// their text with a GS.
func TestCheckCharacterFNC1(t *testing.T) {
	quirks := 0
	serial := []rune("21000")
	for range 1000 {
		for _, data := range [][]rune{append([]rune{symbol.FNC1}, serial...), serial} {
			s, err := symbol.EncodeRaw(symbol.GS1128, data, nil)
			if err != nil {
				t.Fatal(err)
			}
			p, err := newPicture(s.Image(&symbol.RenderOptions{Module: 1, Height: 1}))
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(gozxingText(t, p), string(gs1.GS)) {
				quirks++
			}
			scan, ok := decodeCode128(p)
			if want := s.SymbologyID() + string(serial); !ok || scan != want {
				t.Errorf("read %q, want %q", scan, want)
			}
		}
		for i := len(serial) - 1; ; i-- {
			if serial[i]++; serial[i] <= '9' {
				break
			}
			serial[i] = '0'
		}
	}
	if quirks < 10 {
		t.Errorf("%d symbols with the check character, want at least 10", quirks)
	}
}

// gozxingText returns the text that gozxing gives for the symbol.
func gozxingText(t *testing.T, p *picture) string {
	t.Helper()
	source, err := p.source()
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmap(gozxing.NewGlobalHistgramBinarizer(source))
	if err != nil {
		t.Fatal(err)
	}
	result, err := oned.NewCode128Reader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_ASSUME_GS1: true})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

// TestTrailingFNC1 keeps a separator that is in the data.
func TestTrailingFNC1(t *testing.T) {
	data := []rune{symbol.FNC1, '1', '0', 'A', symbol.FNC1}
	s, err := symbol.EncodeRaw(symbol.GS1128, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPicture(s.Image(nil))
	if err != nil {
		t.Fatal(err)
	}
	if scan, ok := decodeCode128(p); !ok || scan != "]C110A\x1d" {
		t.Errorf("read %q, want the trailing GS", scan)
	}
}
