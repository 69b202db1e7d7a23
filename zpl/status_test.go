package zpl

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Real answers, published by the Ladder99 project with its printer driver
// (zebra-responses.txt, 2021-09-23).
const (
	// ZT410, firmware V75.19.15Z, media out and paused
	statusZT410 = "\x02030,1,1,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,1,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
	// ZE500, firmware V53.17.22Z, head open
	statusZE500 = "\x02014,0,1,1225,009,0,0,0,000,1,0,0\x03\r\n\x02001,0,1,0,1,4,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
)

func TestParseHostStatus(t *testing.T) {
	for _, tt := range []struct {
		name, answer string
		want         HostStatus
	}{
		{"ZT410", statusZT410, HostStatus{
			Communication: 30, PaperOut: true, Paused: true, LabelLength: 1225,
			Function: 1, RibbonOut: true, ThermalTransfer: true, PrintMode: ModeTearOff, PrintWidthMode: '6',
			FormatWhilePrinting: true, Password: 1234,
		}},
		{"ZE500", statusZE500, HostStatus{
			Communication: 14, Paused: true, LabelLength: 1225, Formats: 9, CorruptRAM: true,
			Function: 1, HeadUp: true, ThermalTransfer: true, PrintMode: ModeApplicator, PrintWidthMode: '6',
			FormatWhilePrinting: true, Password: 1234,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, n, err := ParseHostStatus([]byte(tt.answer + "\x02more"))
			if err != nil || n != len(tt.answer) {
				t.Fatalf("%d bytes, %v, want %d", n, err, len(tt.answer))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("status (-want +got):\n%s", diff)
			}
			if again := string(got.AppendTo(nil)); again != tt.answer {
				t.Errorf("written again %q, want %q", again, tt.answer)
			}
			for i := range tt.answer {
				if _, _, err := ParseHostStatus([]byte(tt.answer[:i])); !errors.Is(err, ErrIncomplete) {
					t.Fatalf("first %d bytes: %v, want ErrIncomplete", i, err)
				}
			}
		})
	}
}

func TestMalformedHostStatus(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(statusZT410, old, new, 1) }
	for _, tt := range []struct {
		name, answer, expected string
		pos                    int
	}{
		{"other answer", `"31084"`, "STX", 0},
		{"few fields", change("030,1,", "030,"), "12 fields", 1},
		{"many fields", change("1234,0", "1234,0,0"), "2 fields", 73},
		{"number", change("030", "x30"), "a number", 1},
		{"flag", change("030,1", "030,2"), "0 or 1", 5},
		{"mode", change(",2,6,", ",22,6,"), "one character", 49},
		{"no line end", change("\x03\r\n", "\x03\r\x02"), "LF", 35},
		{"endless", "\x02" + strings.Repeat("0", 200), "ETX", 1},
	} {
		_, n, err := ParseHostStatus([]byte(tt.answer))
		var e *Error
		if !errors.As(err, &e) || n != 0 || e.Pos != tt.pos || e.Expected != tt.expected {
			t.Errorf("%s: %d, %v, want %s at %d", tt.name, n, err, tt.expected, tt.pos)
		}
	}
	_, _, err := ParseHostStatus([]byte("030"))
	if want := `zpl: host status: found "030", expected STX, at byte 0`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestHostStatusIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flag := func(name string) bool { return rapid.Bool().Draw(t, name) }
		number := func(name string, most int) int { return rapid.IntRange(0, most).Draw(t, name) }
		want := HostStatus{
			Communication: number("a", 511), PaperOut: flag("b"), Paused: flag("c"), LabelLength: Dots(number("d", 32000)),
			Formats: number("e", 999), BufferFull: flag("f"), Diagnostic: flag("g"), PartialFormat: flag("h"),
			CorruptRAM: flag("j"), UnderTemp: flag("k"), OverTemp: flag("l"), Function: number("m", 255),
			HeadUp: flag("o"), RibbonOut: flag("p"), ThermalTransfer: flag("q"),
			PrintMode: PrintMode(rapid.SampledFrom([]byte("0123456789KS")).Draw(t, "r")), PrintWidthMode: '6',
			LabelWaiting: flag("t"), Remaining: number("u", 99999999), FormatWhilePrinting: flag("v"),
			Graphics: number("w", 999), Password: number("x", 9999), StaticRAM: flag("y"),
		}
		b := want.AppendTo(nil)
		got, n, err := ParseHostStatus(b)
		if err != nil || n != len(b) || got != want {
			t.Fatalf("%+v, %d, %v from %q", got, n, err, b)
		}
	})
}

func TestParseHostStatusNeverFailsHard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := []byte(statusZT410)
		for range rapid.IntRange(0, 5).Draw(t, "changes") {
			b[rapid.IntRange(0, len(b)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		b = b[:rapid.IntRange(0, len(b)).Draw(t, "length")]
		if _, n, err := ParseHostStatus(b); err == nil && n > len(b) {
			t.Fatalf("%d of %d bytes", n, len(b))
		}
	})
}
