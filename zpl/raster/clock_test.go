package raster

import (
	"strings"
	"testing"
	"time"
)

// clockFields are the data of fields with ^FC, and what they print on Saturday, 7
// February 2026, 14:05:09.
var clockFields = []struct{ before, field, want string }{
	{"", "^FC%^FD%Y-%m-%d^FS", "2026-02-07"},
	{"", "^FC^FD%y%j^FS", "26038"},
	{"", "^FC%^FD%a %A %b %B %w^FS", "Sat Saturday Feb February 6"},
	{"", "^FC%^FD%H:%M:%S %I:%M %p^FS", "14:05:09 02:05 PM"},
	{"", "^FC%^FDweek %U or %W^FS", "week 05 or 05"},
	{"", "^FC#^FD%Y #Y^FS", "%Y 2026"},
	{"", "^FC%^FD100% %% %^FS", "100% %% %"},
	{"", "^FD%Y^FS", "%Y"},
	{"^SO2,1,1", "^FC%,{,#^FD%d.%m {d.{m #d.#m^FS", "07.02 08.03 07.02"},
	{"^SO3,0,0,2,-15,0,51", "^FC%,{,#^FD{Y #d #Y #H:#M:#S^FS", "2026 06 2028 23:06:00"},
	{"^SO4,1^SO2,9", "^FC%,{^FD{B^FS", "November"},
}

func TestClock(t *testing.T) {
	at := time.Date(2026, time.February, 7, 14, 5, 9, 0, time.UTC)
	draw := func(src string) Result {
		t.Helper()
		return renderAll(t, New(Options{Width: 600, Length: 100, Clock: at}), "^XA^CI28"+src+"^XZ")
	}
	for _, tt := range clockFields {
		got := draw(tt.before + "^FO9,9^A0N,30" + tt.field)
		want := draw("^FO9,9^A0N,30^FD" + tt.want + "^FS")
		if len(got.Problems) > 0 || show(got.Image) != show(want.Image) {
			t.Errorf("%s%s is not %q: %v", tt.before, tt.field, tt.want, got.Problems)
		}
	}
	inSymbol := draw("^FO9,9^BXN,4,200^FC^FD%Y^FS")
	if want := draw("^FO9,9^BXN,4,200^FD2026^FS"); show(inSymbol.Image) != show(want.Image) {
		t.Error("a symbol has another year")
	}
	if p := draw("^SLS,4^FO9,9^A0N,30^FC^FD%d. %B^FS").Problems; len(p) != 1 || !strings.Contains(p[0].Message, "English") {
		t.Errorf("a German month: %v", p)
	}
}

// Weeks are numbered as the first Sunday or Monday of the year has it.
func TestWeeks(t *testing.T) {
	for _, tt := range []struct {
		year, day      int
		sunday, monday string
	}{
		{2023, 1, "01", "00"}, // a Sunday
		{2023, 2, "01", "01"},
		{2024, 1, "00", "01"}, // a Monday
		{2024, 366, "52", "53"},
		{2022, 1, "00", "00"}, // a Saturday
		{2022, 365, "52", "52"},
	} {
		day := time.Date(tt.year, time.January, tt.day, 12, 0, 0, 0, time.UTC)
		sunday, _ := clockLetter('U', day)
		monday, _ := clockLetter('W', day)
		if sunday != tt.sunday || monday != tt.monday {
			t.Errorf("%v: weeks %s and %s, want %s and %s", day, sunday, monday, tt.sunday, tt.monday)
		}
	}
}
