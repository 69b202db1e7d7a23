package gs1

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPasses holds the short way to a verdict about a value equal to the long
// one, for every identifier.
func TestPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := &rules[rapid.IntRange(0, len(rules)-1).Draw(t, "rule")]
		value := drawValue(t, r)
		var fs faults
		if want := r.check(value, &fs); r.passes(value) != want {
			t.Fatalf("(%s)%q: passes %t, check %t %+v", r.ai, value, !want, want, fs.first)
		}
	})
}

// drawValue makes a value that often is right for r, or nearly so.
func drawValue(t *rapid.T, r *rule) string {
	var b strings.Builder
	for _, c := range r.components() {
		if c.optional && rapid.Bool().Draw(t, "absent") {
			break
		}
		b.WriteString(drawText(t, &c))
	}
	return rapid.OneOf(rapid.Just(b.String()), rapid.StringN(-1, -1, 30), rapid.Map(rapid.StringN(-1, 3, 3), func(s string) string {
		return b.String() + s
	})).Draw(t, "value")
}

func drawText(t *rapid.T, c *component) string {
	alphabet := map[Charset]string{
		Digits: "0123456789", Charset82: `09AZaz!"%&'()*+,-./:;<=>?_`, Charset39: "09AZ#-/", CharsetBase: "09AZaz-_=",
	}[Charset(c.charset)]
	n := rapid.IntRange(int(c.min), int(c.max)).Draw(t, "length")
	text := rapid.StringOfN(rapid.RuneFrom([]rune(alphabet)), n, n, -1).Draw(t, "text")
	switch {
	case n < 2 || rapid.IntRange(0, 9).Draw(t, "as it comes") == 0:
	case c.linters[0] == lintCsum:
		text = text[:n-1] + string(CheckDigit(text[:n-1]))
	case n >= 6 && strings.HasPrefix(linterNames[c.linters[0]], "yy"):
		text = text[:n-4] + rapid.StringMatching(`(0[0-9]|1[0-3])([0-2][0-9]|3[0-2])`).Draw(t, "date")
	}
	return text
}

// TestAllDigits puts every byte at every place of texts of every length.
func TestAllDigits(t *testing.T) {
	for n := range 34 {
		text := []byte(strings.Repeat("0123456789", 4)[:n])
		if !allDigits(string(text)) {
			t.Errorf("%s: not all digits", text)
		}
		for i, digit := range text {
			for c := range 256 {
				text[i] = byte(c)
				if got, want := allDigits(string(text)), isDigit(byte(c)); got != want {
					t.Fatalf("%q: %t", text, got)
				}
			}
			text[i] = digit
		}
	}
}

// TestHasCheckDigit compares the two ways to a check digit.
func TestHasCheckDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[0-9]{1,30}`).Draw(t, "digits")
		last := len(digits) - 1
		if got, want := hasCheckDigit(digits), digits[last] == CheckDigit(digits[:last]); got != want {
			t.Fatalf("%s: %t", digits, got)
		}
	})
}
