package gs1_test

import (
	"errors"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
)

func TestParseDate(t *testing.T) {
	for _, test := range []struct {
		text string
		ref  int
		want string
	}{
		{"271231", 2026, "2027-12-31"},
		{"270200", 2026, "2027-02-28"}, {"280200", 2026, "2028-02-29"}, {"271200", 2026, "2027-12-31"},
		// GS1 General Specifications §7.12: 49 back to 50 ahead.
		{"760101", 2026, "2076-01-01"}, {"770101", 2026, "1977-01-01"},
		{"990101", 2026, "1999-01-01"}, {"000229", 2026, "2000-02-29"},
		{"480101", 1998, "2048-01-01"}, {"490101", 1998, "1949-01-01"},
		{"000101", 1950, "2000-01-01"}, {"010101", 1950, "1901-01-01"},
		{"000228", 2050, "2100-02-28"}, {"010101", 2050, "2001-01-01"},
	} {
		got, err := gs1.ParseDate(test.text, time.Date(test.ref, 6, 15, 23, 59, 0, 0, time.FixedZone("", -3600)))
		if err != nil || got.Format(time.DateOnly) != test.want || got.Location() != time.UTC {
			t.Errorf("ParseDate(%q, %d) = %v, %v, want %s", test.text, test.ref, got, err, test.want)
		}
	}
}

func TestParseDateErrors(t *testing.T) {
	for _, test := range []struct {
		text    string
		code    gs1.Code
		message string
	}{
		{"27⟦13⟧31", gs1.CodeDate, "gs1: month of the value is 13, expected 01 to 12, at byte 2"},
		{"2702⟦29⟧", gs1.CodeDate, "gs1: day of the value is 29, expected 00 to 28, at byte 4"},
		{"0002⟦29⟧", gs1.CodeDate, "gs1: day of the value is 29, expected 00 to 28, at byte 4"}, // 2100 is no leap year
		{"⟦⟧", gs1.CodeLengthShort, "gs1: the value has 0 characters, expected 6, at byte 0"},
		{"27⟦-⟧12-31", gs1.CodeCharacter, `gs1: the value has "-", expected a digit, at byte 2`},
		{"202712⟦31⟧", gs1.CodeLengthLong, "gs1: the value has 8 characters, expected 6, at byte 6"},
	} {
		text, places := draw(test.text)
		_, err := gs1.ParseDate(text, time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC))
		var e *gs1.Error
		if !errors.As(err, &e) || e.Code != test.code || [2]int{e.Pos, e.Pos + e.Len} != places[0] || err.Error() != test.message {
			t.Errorf("ParseDate(%q): %v, want %s", text, err, test.message)
		}
	}
}

func TestFormatDate(t *testing.T) {
	if got := gs1.FormatDate(time.Date(2027, 2, 3, 23, 0, 0, 0, time.UTC)); got != "270203" {
		t.Errorf("got %s", got)
	}
}
