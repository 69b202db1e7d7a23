package serial

import (
	"errors"
	"math"
	"testing"
)

const charset82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`

func TestFormat(t *testing.T) {
	const most = math.MaxInt64
	for _, tt := range []struct {
		name     string
		size     string
		issuable uint64
		sgtin96  bool
		first    string
		last     string // "" where the last one cannot be issued
	}{
		{"numeric-1", "9", 9, true, "1", "9"},
		{"numeric-2", "90", 90, true, "10", "99"},
		{"numeric-11", "90000000000", 9e10, true, "10000000000", "99999999999"},
		{"numeric-12", "900000000000", 9e11, false, "100000000000", "999999999999"},
		{"numeric-19", "9000000000000000000", 9e18, false, "1000000000000000000", "9999999999999999999"},
		{"numeric-20", "90000000000000000000", most, false, "10000000000000000000", ""},
		{"numeric-11@1", "100000000000", 1e11, true, "100000000000", "199999999999"},
		{"numeric-10@26", "10000000000", 1e10, true, "260000000000", "269999999999"},
		{"numeric-10@27", "10000000000", 1e10, false, "270000000000", "279999999999"}, // 2^38 is 274877906944
		{"numeric-3@0", "1000", 1000, false, "0000", "0999"},
		{"numeric-3@A", "1000", 1000, false, "A000", "A999"},
		{"numeric-10+check", "9000000000", 9e9, true, "10000000000", "99999999994"},
		{"gs1-32-1", "32", 32, false, "2", "Z"},
		{"gs1-32-12", "1152921504606846976", 1 << 60, false, "222222222222", "ZZZZZZZZZZZZ"},
		{"gs1-32-20", "1267650600228229401496703205376", most, false, "22222222222222222222", ""},
		{"vowel-free-5", "17210368", 17210368, false, "22222", "ZZZZZ"},
		{"hex-8", "4294967296", 1 << 32, false, "00000000", "FFFFFFFF"},
		{"alphanumeric-6@DE-", "2176782336", 2176782336, false, "DE-000000", "DE-ZZZZZZ"},
		{"alphanumeric-20", "13367494538843734067838845976576", most, false, "00000000000000000000", ""},
		{"[10]-4", "16", 16, false, "1111", "0000"},
		{"[0123456789]-4", "10000", 1e4, false, "0000", "9999"},
		{"[" + charset82 + "]-20", "188919613181312032574569023867244773376", most, false, "!!!!!!!!!!!!!!!!!!!!", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := mustFormat(t, tt.name)
			if f.Size().String() != tt.size || f.Issuable() != tt.issuable || f.FitsSGTIN96() != tt.sgtin96 {
				t.Errorf("size %d, issuable %d, SGTIN-96 %v, want %s, %d, %v",
					f.Size(), f.Issuable(), f.FitsSGTIN96(), tt.size, tt.issuable, tt.sgtin96)
			}
			if s, err := (Sequential{f}).At(0); s != tt.first || err != nil || len(s) != f.Len() {
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

// The example of ISO/IEC 7064 for MOD 11,10 is 0794 with the check digit 5, that
// for MOD 37,36 is A12425GABC1234002 with M.
func TestCheckCharacter(t *testing.T) {
	for format, serial := range map[string]string{
		"[0123456789]-4+check":  "07945",
		"alphanumeric-17+check": "A12425GABC1234002M",
	} {
		if f := mustFormat(t, format); !f.Contains(serial) {
			t.Errorf("%s does not contain %s", format, serial)
		}
	}
}

// A check character catches every single wrong character.
func TestCheckCharacterCatchesTypingErrors(t *testing.T) {
	for _, name := range []string{"numeric-6+check", "gs1-32-6+check@L1", "vowel-free-6+check", "hex-6+check", "[" + charset82 + "]-6+check"} {
		f := mustFormat(t, name)
		for i := range uint64(50) {
			s, err := Sequential{f}.At(i * 15485863 % f.Issuable())
			if err != nil {
				t.Fatal(err)
			}
			for place := range s {
				for _, c := range []byte(f.alphabet) {
					if typed := s[:place] + string(c) + s[place+1:]; typed != s && f.Contains(typed) {
						t.Errorf("%s contains %s and %s", name, s, typed)
					}
				}
			}
		}
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
		"numeric-11 ", " numeric-11", "Numeric-11", "gs1-32", "gs1-32-0", "gs1-32-21", "-11", "99999999999999999999",
		"gs1-32-20@A", "gs1-32-20+check", "numeric-4@", "numeric-4@A@B", "numeric-4@#", "numeric-4+", "numeric-4+check+check",
		"[]-4", "[A]-4", "[AA]-4", "[ABA]-4", "[AB-4", "AB]-4", "[A#]-4", "[Aé]-4", "[ABC]-4+check", "[AB]", "[AB]-", "[AB]4", "[A]B]-4",
	} {
		if f, err := ParseFormat(s); !errors.Is(err, ErrFormat) || f.IsValid() {
			t.Errorf("ParseFormat(%q) = %v, %v, want ErrFormat", s, f, err)
		}
	}
}

func TestFormatText(t *testing.T) {
	var zero, back Format
	if zero.IsValid() || zero.String() != "invalid format" || zero.Size().Sign() != 0 || zero.Issuable() != 0 || zero.Len() != 0 || zero.Contains("") {
		t.Error("the zero value is a format")
	}
	for _, f := range []Format{zero, mustFormat(t, "numeric-11"), mustFormat(t, "gs1-32-8"), mustFormat(t, "[+-]-3+check@+check")} {
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
		{"numeric-5@1", "numeric-6", false},
		{"numeric-5@1", "numeric-5@2", true}, // two sites
		{"numeric-5@0", "numeric-6", true},   // no leading zero
		{"hex-5@L1", "hex-4@L1A", false},
		{"hex-5@L1", "hex-4@L1Z", true},
		{"numeric-5", "numeric-4+check", false},
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
