package zpl

import (
	"errors"
	"strings"
	"testing"
)

func TestTag(t *testing.T) {
	var b Builder
	b.Begin(160, 160)
	b.Tag(Tag{PC: 0x3000, EPC: []byte{0x30, 0x34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, User: []byte{1, 2},
		Access: 0x12345678, Kill: 0xABCDEF01, Lock: true, Mark: "R1-7"})
	b.End()
	got, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	const want = "^RS8,,,1,E" +
		"^RFW,H,1,14,1^FD3000303400000000000000000001^FS" +
		"^RFW,H,0,2,3^FD0102^FS" +
		"^RFR,H,2,12,1^FN1^FS^RFR,H,0,12,2^FN2^FS" +
		"^RFW,H,P^FD12345678,abcdef01^FS^RLM,L,L,L,L^FS" +
		"^FH_^HV1,24,_02UT1|R1-7|,|,L^FS^FH_^HV2,24,,_03,L^FS\n"
	if !strings.Contains(string(got), want) {
		t.Errorf("got %s, want %s in it", got, want)
	}
	again := Tag{PC: 0x3000, EPC: make([]byte, 12), Mark: "R1-7"}
	if n := testing.AllocsPerRun(10, func() {
		b.Reset()
		b.Begin(160, 160)
		b.Tag(again)
		b.End()
	}); n > 0 {
		t.Errorf("%v allocations for a tag", n)
	}
}

func TestHidePasswords(t *testing.T) {
	const head, tail = "^XA^FDRFW,H,P12^FS^RFW,H,P^FD", "^FS^RLM,L,L,L,L^FS^XZ"
	b := []byte(head + "12345678,abcdef01" + tail + head + "1" + tail + "^RFW,H,P^FD99")
	HidePasswords(b)
	if want := head + "00000000,00000000" + tail + head + "0" + tail + "^RFW,H,P^FD00"; string(b) != want {
		t.Errorf("got %s, want %s", b, want)
	}
}

func TestTagRefused(t *testing.T) {
	for name, tag := range map[string]Tag{
		"no EPC":                {Mark: "A"},
		"half a word":           {Mark: "A", EPC: make([]byte, 3)},
		"more than PC can say":  {Mark: "A", EPC: make([]byte, 64)},
		"half a word for users": {Mark: "A", EPC: make([]byte, 2), User: make([]byte, 1)},
		"a mark with commands":  {Mark: "A^XZ", EPC: make([]byte, 2)},
		"no mark":               {EPC: make([]byte, 2)},
		"a lock without key":    {Mark: "A", EPC: make([]byte, 2), Lock: true},
	} {
		var b Builder
		b.Begin(160, 160)
		b.Tag(tag)
		b.End()
		if _, err := b.Bytes(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestParseTagEcho(t *testing.T) {
	const whole = "\x02UT1|R1-7|3034ab|E280\x03"
	e, n, err := ParseTagEcho([]byte(whole + "rest"))
	if want := (TagEcho{"R1-7", "3034AB", "E280"}); e != want || n != len(whole) || err != nil {
		t.Errorf("%+v, %d, %v", e, n, err)
	}
	if e, _, err := ParseTagEcho([]byte("\x02UT1|R1-7||\x03")); e != (TagEcho{Mark: "R1-7"}) || err != nil {
		t.Errorf("of a tag that failed: %+v, %v", e, err)
	}
	for i := 1; i < len(whole); i++ {
		if _, _, err := ParseTagEcho([]byte(whole[:i])); !errors.Is(err, ErrIncomplete) {
			t.Errorf("%q: %v, want incomplete", whole[:i], err)
		}
	}
	for _, s := range []string{"", "x", "\x02030,1", "\x02UT1|a|b\x03", "\x02UT1|a|zz|\x03", "\x02UT1|" + strings.Repeat("x", 300)} {
		if _, _, err := ParseTagEcho([]byte(s)); err == nil || errors.Is(err, ErrIncomplete) {
			t.Errorf("%.20q: %v, want an error", s, err)
		}
	}
}
