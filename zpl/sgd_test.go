package zpl

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAppendGetvar(t *testing.T) {
	for name, want := range map[string]string{
		"odometer.total_label_count": "! U1 getvar \"odometer.total_label_count\"\r\n",
		"a\"\r\n! U1 do":             "! U1 getvar \"a??????1?do\"\r\n",
	} {
		if got := string(AppendGetvar(nil, name)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAppendSetvar(t *testing.T) {
	b, err := AppendSetvar(nil, "device.user_p1", "run 7")
	if err != nil || string(b) != "! U1 setvar \"device.user_p1\" \"run 7\"\r\n" {
		t.Errorf("%q, %v", b, err)
	}
	for _, v := range []string{"\"", "\r", "\x7f"} {
		if b, err := AppendSetvar([]byte("x"), "a", v); err == nil || string(b) != "x" {
			t.Errorf("value %q gave %q, %v", v, b, err)
		}
	}
}

func TestParseSGDAnswer(t *testing.T) {
	for _, tt := range []struct {
		b, value string
		n        int
		err      error
	}{
		// captured from a ZT410, published by the Ladder99 project
		{`"313247 INCHES, 795649 CENTIMETERS"`, "313247 INCHES, 795649 CENTIMETERS", 35, nil},
		{`"31084""x"`, "31084", 7, nil},
		{"\r\n \"\"", "", 5, nil},
		{`"?"rest`, "", 3, ErrUnknownVariable},
		{"", "", 0, ErrIncomplete},
		{"\r\n", "", 0, ErrIncomplete},
		{`"310`, "", 0, ErrIncomplete},
	} {
		value, n, err := ParseSGDAnswer([]byte(tt.b))
		if string(value) != tt.value || n != tt.n || !errors.Is(err, tt.err) {
			t.Errorf("%q: %q, %d, %v, want %q, %d, %v", tt.b, value, n, err, tt.value, tt.n, tt.err)
		}
	}
	var e *Error
	if _, _, err := ParseSGDAnswer([]byte("\n\x02030")); !errors.As(err, &e) || e.Pos != 1 {
		t.Errorf("other answer: %v", err)
	}
	if got := string(AppendSGDAnswer(AppendSGDAnswer(nil, "5", true), "x", false)); got != `"5""?"` {
		t.Errorf("answers %s", got)
	}
}

func TestParseSGD(t *testing.T) {
	for line, want := range map[string]SGD{
		"! U1 getvar \"Device.Uptime\"\r\n":          {"getvar", "device.uptime", ""},
		"! U1 setvar \"device.user_p1\" \"run 7\"\n": {"setvar", "device.user_p1", "run 7"},
		"! U SETVAR \"a\" \"\"":                      {"setvar", "a", ""},
		"! U1 do \"device.reset\" \"\"":              {"do", "device.reset", ""},
		"! U1 do \"device.reset\"":                   {"do", "device.reset", ""},
	} {
		if got, err := ParseSGD([]byte(line)); err != nil || got != want {
			t.Errorf("%q: %+v, %v", line, got, err)
		}
	}
	for line, pos := range map[string]int{
		"":                      0,
		"! U2 getvar \"a\"":     0,
		"! U1 get \"a\"":        5,
		"! U1 getvar a":         12,
		"! U1 getvar \"\"":      14,
		"! U1 setvar \"a\"":     15,
		"! U1 setvar \"a\" \"b": 15,
	} {
		var e *Error
		if got, err := ParseSGD([]byte(line)); !errors.As(err, &e) || e.Pos != pos {
			t.Errorf("%q: %+v, %v, want an error at %d", line, got, err, pos)
		}
	}
}

func TestUptime(t *testing.T) {
	for s, want := range map[string]time.Duration{
		// captured from a ZT410, published by the Ladder99 project
		"00 days 00 hours 41 mins 15 secs":  41*time.Minute + 15*time.Second,
		"00 days 02 hours 45 mins 30 secs":  2*time.Hour + 45*time.Minute + 30*time.Second,
		"412 days 23 hours 59 mins 59 secs": 413*24*time.Hour - time.Second,
	} {
		got, err := ParseUptime(s)
		if err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", s, got, err, want)
		}
		if again := string(AppendUptime(nil, want)); again != s {
			t.Errorf("%v: %q, want %q", want, again, s)
		}
	}
	for _, s := range []string{"", "1 days", "00 days 24 hours 00 mins 00 secs", "00 day 02 hours 45 mins 30 secs", "-1 days 02 hours 45 mins 30 secs", "99999999999 days 0 hours 0 mins 0 secs"} {
		if d, err := ParseUptime(s); err == nil {
			t.Errorf("%q gave %v", s, d)
		}
	}
	if got := string(AppendUptime(nil, -time.Hour)); got != "00 days 00 hours 00 mins 00 secs" {
		t.Errorf("negative: %s", got)
	}
}

func TestUptimeIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := time.Duration(rapid.Int64Range(0, 1e9).Draw(t, "seconds")) * time.Second
		if got, err := ParseUptime(string(AppendUptime(nil, want))); err != nil || got != want {
			t.Fatalf("%v, %v, want %v", got, err, want)
		}
	})
}

func TestDPMM(t *testing.T) {
	for _, tt := range []struct {
		r           DPMM
		micrometres int
		want        Dots
	}{{DPMM8, 50_000, 400}, {DPMM12, 25_400, 305}, {DPMM8, 62, 0}, {DPMM8, 63, 1}, {DPMM8, -63, -1}, {DPMM24, 1000, 24}, {DPMM6, 1000, 6}} {
		if got := tt.r.Dots(tt.micrometres); got != tt.want {
			t.Errorf("%d µm at %d dots/mm are %d dots, want %d", tt.micrometres, tt.r, got, tt.want)
		}
	}
}
