package serial

import (
	"errors"
	"math"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, tt := range []struct {
		name     string
		size     uint64
		issuable uint64
		sgtin96  bool
		first    string
		last     string // "" where the last one cannot be issued
	}{
		{"numeric-1", 9, 9, true, "1", "9"},
		{"numeric-2", 90, 90, true, "10", "99"},
		{"numeric-11", 9e10, 9e10, true, "10000000000", "99999999999"},
		{"numeric-12", 9e11, 9e11, false, "100000000000", "999999999999"},
		{"numeric-19", 9e18, 9e18, false, "1000000000000000000", "9999999999999999999"},
		{"numeric-20", math.MaxUint64, math.MaxInt64, false, "10000000000000000000", ""},
		{"gs1-32-1", 32, 32, false, "2", "Z"},
		{"gs1-32-12", 1 << 60, 1 << 60, false, "222222222222", "ZZZZZZZZZZZZ"},
		{"gs1-32-20", math.MaxUint64, math.MaxInt64, false, "22222222222222222222", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := mustFormat(t, tt.name)
			if f.Size() != tt.size || f.Issuable() != tt.issuable || f.FitsSGTIN96() != tt.sgtin96 {
				t.Errorf("size %d, issuable %d, SGTIN-96 %v, want %d, %d, %v",
					f.Size(), f.Issuable(), f.FitsSGTIN96(), tt.size, tt.issuable, tt.sgtin96)
			}
			if s, err := (Sequential{f}).At(0); s != tt.first || err != nil {
				t.Errorf("first serial %q, %v, want %q", s, err, tt.first)
			}
			last, err := Sequential{f}.At(f.Issuable() - 1)
			if err != nil || tt.last != "" && last != tt.last {
				t.Errorf("last serial %q, %v, want %q", last, err, tt.last)
			}
			if _, err := (Sequential{f}).At(f.Issuable()); !errors.Is(err, ErrRange) {
				t.Errorf("serial beyond the last: %v, want ErrRange", err)
			}
		})
	}
}

// Every serial of numeric-11 fits an SGTIN-96, whose serial is below 2^38
// (EPC Tag Data Standard §14.6.1); of 12 digits most do not.
func TestNumeric11FitsSGTIN96(t *testing.T) {
	if greatest := uint64(99999999999); greatest >= 1<<38 {
		t.Errorf("%d is not below 2^38", greatest)
	}
	if mustFormat(t, "numeric-12").FitsSGTIN96() {
		t.Error("numeric-12 fits")
	}
}

func TestParseFormatRefuses(t *testing.T) {
	for _, s := range []string{
		"", "-", "numeric", "numeric-", "numeric-0", "numeric-21", "numeric-011", "numeric-+1", "numeric--1",
		"numeric-11 ", " numeric-11", "Numeric-11", "gs1-32", "gs1-32-0", "gs1-32-21", "hex-8", "-11", "99999999999999999999",
	} {
		if f, err := ParseFormat(s); !errors.Is(err, ErrFormat) || f.IsValid() {
			t.Errorf("ParseFormat(%q) = %v, %v, want ErrFormat", s, f, err)
		}
	}
}

func TestFormatText(t *testing.T) {
	var zero, back Format
	if zero.IsValid() || zero.String() != "invalid format" || zero.Size() != 0 || zero.Len() != 0 || zero.Contains("") {
		t.Error("the zero value is a format")
	}
	for _, f := range []Format{zero, mustFormat(t, "numeric-11"), mustFormat(t, "gs1-32-8")} {
		text, err := f.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if err := back.UnmarshalText(text); err != nil || back != f {
			t.Errorf("%v came back as %v, %v", f, back, err)
		}
	}
	if err := back.UnmarshalText([]byte("numeric")); !errors.Is(err, ErrFormat) {
		t.Errorf("text that is no format: %v", err)
	}
}

func TestContains(t *testing.T) {
	for _, tt := range []struct {
		format, serial string
		want           bool
	}{
		{"numeric-4", "1000", true},
		{"numeric-4", "9999", true},
		{"numeric-4", "0999", false}, // leading zero
		{"numeric-4", "999", false},
		{"numeric-4", "10000", false},
		{"numeric-4", "10a0", false},
		{"numeric-4", "１000", false}, // not an ASCII digit
		{"numeric-1", "0", false},
		{"gs1-32-4", "2Z9A", true},
		{"gs1-32-4", "2z9a", false}, // lower case is another character
		{"gs1-32-4", "2Z0A", false}, // no 0 1 I O
		{"gs1-32-4", "", false},
	} {
		if got := mustFormat(t, tt.format).Contains(tt.serial); got != tt.want {
			t.Errorf("%s contains %q: %v, want %v", tt.format, tt.serial, got, tt.want)
		}
	}
}

func TestDisjoint(t *testing.T) {
	for _, tt := range []struct {
		f, g string
		want bool
	}{
		{"numeric-11", "numeric-11", false},
		{"numeric-11", "numeric-12", true},
		{"numeric-11", "gs1-32-11", false}, // both have 22222222222
		{"gs1-32-11", "numeric-11", false},
		{"gs1-32-1", "numeric-1", false},
	} {
		if got := mustFormat(t, tt.f).Disjoint(mustFormat(t, tt.g)); got != tt.want {
			t.Errorf("%s and %s disjoint: %v, want %v", tt.f, tt.g, got, tt.want)
		}
	}
}

func mustFormat(t testing.TB, s string) Format {
	t.Helper()
	f, err := ParseFormat(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
