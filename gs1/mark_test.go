package gs1_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/eachmark/eachmark/gs1"
)

func TestMark(t *testing.T) {
	long := strings.Repeat("0123456789", 30)
	for _, test := range []struct {
		name       string
		input      string
		start, end int
		text, mark string
	}{
		{"one byte", "(01)4", 4, 5, "(01)4", "    ^"},
		{"range", "abcdef", 1, 4, "abcdef", " ^^^"},
		{"nothing, inside", "(10)(21)A", 4, 4, "(10)(21)A", "    ^"},
		{"nothing, at the end", "(10)", 4, 4, "(10)", "    ^"},
		{"empty", "", 0, 0, "", "^"},
		{"controls", "]C1\x1d\x00\n\x7f", 3, 5, "]C1␝␀␊␡", "   ^^"},
		{"two bytes a column", "äöü", 2, 4, "äöü", " ^"},
		{"inside a character", "äöü", 3, 4, "äöü", " ^"},
		{"two columns", "a漢字b", 4, 7, "a漢字b", "   ^^"},
		{"behind two columns", "a漢b", 4, 5, "a漢b", "   ^"},
		{"combining", "e\u0301x", 1, 3, "e�x", " ^"},
		{"behind combining", "e\u0301x", 3, 4, "e�x", "  ^"},
		{"no UTF-8", "a\xff\xfeb", 3, 4, "a��b", "   ^"},
		{"turned around", "a\u202eb", 4, 5, "a�b", "  ^"},
		{"outside", "abc", -5, 99, "abc", "^^^"},
		{"behind the end", "abc", 7, 9, "abc", "   ^"},
		{"end before start", "abc", 2, 1, "abc", "  ^"},
		{"long, start", long, 0, 2, long[:98] + "…", "^^"},
		{"long, end", long, 300, 300, "…" + long[202:], strings.Repeat(" ", 99) + "^"},
		{"long, middle", long, 150, 151, "…" + long[78:176] + "…", strings.Repeat(" ", 73) + "^"},
		{"long, all", long, 0, 300, long[:98] + "…", strings.Repeat("^", 98)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, want := gs1.Mark(test.input, test.start, test.end), test.text+"\n"+test.mark; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestMarkWidth(t *testing.T) {
	for _, c := range []string{"a", "ä", "漢", "\xff", "\x1d", "\u0301"} {
		input := strings.Repeat(c, 500)
		for start := 0; start <= len(input); start += 7 {
			text, mark, _ := strings.Cut(gs1.Mark(input, start, start+3), "\n")
			columns := utf8.RuneCountInString(text)
			if c == "漢" {
				columns = 2*strings.Count(text, c) + strings.Count(text, "…")
			}
			if columns > gs1.MarkWidth || len(mark) > gs1.MarkWidth+1 || !strings.Contains(mark, "^") {
				t.Fatalf("%q at %d: %d columns\n%s\n%s", c, start, columns, text, mark)
			}
		}
	}
}

func TestFindingText(t *testing.T) {
	const input = "(01)09521234543214(17)271231(10)LOT42(21)SN0001"
	_, err := gs1.ParseBracketed(input, nil)
	got := string(err.(*gs1.Error).Finding().AppendText(nil, input, `deliveries.csv:1042 column "udi"`))
	want := strings.TrimPrefix(`
error GS1-CHECK-DIGIT: check digit of GTIN (01) is 4, expected 3
  --> deliveries.csv:1042 column "udi" byte 17
   |  (01)09521234543214(17)271231(10)LOT42(21)SN0001
   |                   ^
   = fix: compare with the product and correct the source; nothing was changed
   = rule: GS1 General Specifications §7.9
`, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	bare := gs1.Finding{Code: "X", Severity: gs1.SeverityInfo, Message: "it is so"}
	if got := string(bare.AppendText(nil, "", "")); got != "info X: it is so\n  --> byte 0\n" {
		t.Errorf("got %q", got)
	}
}
