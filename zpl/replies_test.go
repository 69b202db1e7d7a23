package zpl

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Answers of a ZT410, V75.19.15Z, with labels and ribbon out, and of a ZE500,
// V53.17.22Z, with its head open, published by the Ladder99 project; the frame is
// that of the guide.
const (
	zt410Errors = "\x02\r\n\r\n  PRINTER STATUS                            \r\n   ERRORS:         1 00000000 00010003      \r\n   WARNINGS:       0 00000000 00000000      \r\n\x03"
	ze500Meters = "\x02\r\n\r\n  PRINT METERS                              \r\n   TOTAL NONRESETTABLE:           2457 \"    \r\n   USER RESETTABLE CNTR1:         2457 \"    \r\n   USER RESETTABLE CNTR2:         2457 \"    \r\n\x03\r\n"
	zt410MAC    = "\x02\r\n  MAC ADDRESS                               \r\n   00:07:4D:69:58:80                        \r\n\x03"
	zt410PlugIn = "\x02\r\n  PLUG AND PLAY MESSAGES                    \r\n   MFG: Zebra Technologies\r\n   CMD: ZPL\r\n   MDL: ZT410\r\n\x03"
	ze500ID     = "\x02ZE500-4 LH-200dpi ,V53.17.22Z,8,10840KB\x03\r\n"
	ze500Head   = "\x02Head Temp = 21 C \r\nAmbient Temp = 24\r\nHead Test = Passed\r\nCOMMAND PFX = ~ : FORMAT PFX = ^ : DELIMITER = ,\r\nP30 INTERFACE = None\r\nP32 INTERFACE = PAX2 RTS Option         Revision 21\r\nDynamic_top_position = 0000\r\n\r\nNo ribbon A/D = 0000\r\n\r\nPCB Temp = None \r\n\x03\r\n"
)

func TestErrorStatus(t *testing.T) {
	s, n, err := ParseErrorStatus([]byte(zt410Errors + "rest"))
	want := ErrorStatus{Errors: ErrorPaused | ErrorRibbonOut | ErrorMediaOut}
	if s != want || n != len(zt410Errors) || err != nil {
		t.Errorf("ParseErrorStatus = %+v, %d, %v", s, n, err)
	}
	if got := s.Errors.String(); got != "media out, ribbon out, paused" {
		t.Errorf("errors are %q", got)
	}
	if diff := cmp.Diff(zt410Errors, string(s.AppendTo(nil))); diff != "" {
		t.Errorf("written again (-want +got):\n%s", diff)
	}
	if got := (ErrorFlags(1<<63 | 4)).String(); got != "head open, others (8000000000000000)" {
		t.Errorf("unknown flags are %q", got)
	}
	if got := (WarningCleanHead | WarningPaperNearEnd).String(); got != "clean head, paper near end" {
		t.Errorf("warnings are %q", got)
	}
}

func TestHostQuery(t *testing.T) {
	for _, tt := range []struct {
		answer string
		want   Report
	}{
		{ze500Meters, Report{"PRINT METERS", []ReportLine{{"TOTAL NONRESETTABLE", `2457 "`}, {"USER RESETTABLE CNTR1", `2457 "`}, {"USER RESETTABLE CNTR2", `2457 "`}}}},
		{zt410MAC, Report{"MAC ADDRESS", []ReportLine{{"", "00:07:4D:69:58:80"}}}},
		{zt410PlugIn, Report{"PLUG AND PLAY MESSAGES", []ReportLine{{"MFG", "Zebra Technologies"}, {"CMD", "ZPL"}, {"MDL", "ZT410"}}}},
	} {
		r, n, err := ParseHostQuery([]byte(tt.answer))
		if diff := cmp.Diff(tt.want, r); diff != "" || n != len(tt.answer) || err != nil {
			t.Errorf("%q: %d, %v (-want +got):\n%s", tt.answer, n, err, diff)
		}
		again, _, err := ParseHostQuery(r.AppendHostQuery(nil))
		if diff := cmp.Diff(r, again); diff != "" || err != nil {
			t.Errorf("%q written and read again: %v (-want +got):\n%s", tt.answer, err, diff)
		}
	}
}

func TestHostID(t *testing.T) {
	id, n, err := ParseHostID([]byte(ze500ID))
	want := HostID{"ZE500-4 LH-200dpi", "V53.17.22Z", DPMM8, 10840, []string{}}
	if diff := cmp.Diff(want, id); diff != "" || n != len(ze500ID) || err != nil {
		t.Errorf("%d, %v (-want +got):\n%s", n, err, diff)
	}
	variable := "ZT410-200dpi,V75.19.15Z,8,4096KB,X"
	id, _, err = ParseHostID([]byte(variable))
	if err != nil || id.String() != variable || string(id.AppendTo(nil)) != "\x02"+variable+"\x03\r\n" {
		t.Errorf("%q is %+v, %v", variable, id, err)
	}
}

func TestHostMemory(t *testing.T) {
	answer := "\x021024,0780,0512\x03\r\n"
	m, n, err := ParseHostMemory([]byte(answer))
	if want := (HostMemory{1024, 780, 512}); m != want || n != len(answer) || err != nil || string(m.AppendTo(nil)) != answer {
		t.Errorf("%+v, %d, %v", m, n, err)
	}
}

func TestHeadDiagnostic(t *testing.T) {
	r, n, err := ParseHeadDiagnostic([]byte(ze500Head))
	if n != len(ze500Head) || err != nil || r.Value("Head Temp") != "21 C" || r.Value("PCB Temp") != "None" || r.Prefixes() != UsualPrefixes {
		t.Errorf("%+v, %d, %v", r, n, err)
	}
	again, _, err := ParseHeadDiagnostic(r.AppendHeadDiagnostic(nil))
	if diff := cmp.Diff(r, again); diff != "" || err != nil {
		t.Errorf("written and read again: %v (-want +got):\n%s", err, diff)
	}
	other, _, err := ParseHeadDiagnostic([]byte("\x02COMMAND PFX = : : FORMAT PFX = / : DELIMITER = ;\x03"))
	if want := (Prefixes{'/', ':', ';'}); other.Prefixes() != want || err != nil {
		t.Errorf("other prefixes are %+v, %v", other.Prefixes(), err)
	}
}

// Every beginning of an answer is incomplete, and what begins otherwise is an
// error.
func TestRepliesRefuse(t *testing.T) {
	parse := map[string]func(string) error{
		zt410Errors:              func(s string) error { _, _, err := ParseErrorStatus([]byte(s)); return err },
		ze500Meters:              func(s string) error { _, _, err := ParseHostQuery([]byte(s)); return err },
		ze500ID:                  func(s string) error { _, _, err := ParseHostID([]byte(s)); return err },
		"\x021024,0780,0780\x03": func(s string) error { _, _, err := ParseHostMemory([]byte(s)); return err },
		ze500Head:                func(s string) error { _, _, err := ParseHeadDiagnostic([]byte(s)); return err },
	}
	var e *Error
	for answer, parse := range parse {
		for i := range strings.IndexByte(answer, etx) {
			if err := parse(answer[:i]); err != ErrIncomplete {
				t.Errorf("%q: %v", answer[:i], err)
			}
		}
		for _, bad := range []string{"x" + answer, "\x02\x03", "\x02 \x03", "\x02" + strings.Repeat("x", maxReply+1)} {
			if err := parse(bad); !errors.As(err, &e) {
				t.Errorf("%.20q: %v", bad, err)
			}
		}
	}
}

func TestTagLog(t *testing.T) {
	text := "[2026-11-22 13:07:36]R,F1,D3,27,00000000,E2801191\r\nW,B10,A4,16,00000423,3034,x\r\nL,0000,\r\nE,FFFFFFFF,Logfile automatically reset\r\n\r\nnot one\r\n,0000,x\r\nW,1,2\r\n"
	want := []TagOperation{
		{"2026-11-22 13:07:36", "R", "F1", "D3", "27", "00000000", "E2801191"},
		{"", "W", "B10", "A4", "16", "00000423", "3034,x"},
		{"", "L", "", "", "", "0000", ""},
		{"", "E", "", "", "", "FFFFFFFF", "Logfile automatically reset"},
	}
	log := ParseTagLog(text)
	if diff := cmp.Diff(want, log); diff != "" {
		t.Fatalf("log (-want +got):\n%s", diff)
	}
	if !log[0].Done() || log[1].Done() || !log[2].Done() {
		t.Error("what was done and what not is wrong")
	}
	var b []byte
	for _, op := range log {
		b = op.AppendTo(b)
	}
	if diff := cmp.Diff(log, ParseTagLog(string(b))); diff != "" {
		t.Errorf("written and read again (-want +got):\n%s", diff)
	}
}

func TestJSON(t *testing.T) {
	if got := string(AppendJSONGetvar(nil, "device.uptime", `a"b`)); got != `{}{"device.uptime":null,"a\"b":null}` {
		t.Errorf("request %s", got)
	}
	answer := `{"device.uptime":"00 days 00 hours 41 mins 15 secs","no.such":null}`
	values, n, err := ParseJSONAnswer([]byte(answer + "\r\n{"))
	if diff := cmp.Diff(map[string]string{"device.uptime": "00 days 00 hours 41 mins 15 secs"}, values); diff != "" || n != len(answer) || err != nil {
		t.Errorf("%d, %v (-want +got):\n%s", n, err, diff)
	}
	for i := range len(answer) {
		if _, _, err := ParseJSONAnswer([]byte(answer[:i])); err != ErrIncomplete {
			t.Errorf("%s: %v", answer[:i], err)
		}
	}
	var e *Error
	for _, bad := range []string{"null", "[]", `{"a":1}`, "x", strings.Repeat(" ", maxJSON+1)} {
		if _, _, err := ParseJSONAnswer([]byte(bad)); !errors.As(err, &e) {
			t.Errorf("%.20s: %v", bad, err)
		}
	}
}

func TestFlagsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ErrorStatus{ErrorFlags(rapid.Uint64().Draw(t, "errors")), WarningFlags(rapid.Uint64().Draw(t, "warnings"))}
		if again, _, err := ParseErrorStatus(s.AppendTo(nil)); again != s || err != nil {
			t.Fatalf("%+v came back as %+v, %v", s, again, err)
		}
	})
}

func TestRepliesOfOtherKinds(t *testing.T) {
	var e *Error
	for _, bad := range []string{"\x02x,y,z\x03", "\x021,2\x03"} {
		if _, _, err := ParseHostMemory([]byte(bad)); !errors.As(err, &e) {
			t.Errorf("memory %q: %v", bad, err)
		}
	}
	for _, bad := range []string{"\x02m,v,8\x03", "\x02m,v,x,4096KB\x03", "m,v,8,KB", "plain"} {
		if _, _, err := ParseHostID([]byte(bad)); !errors.As(err, &e) {
			t.Errorf("identification %q: %v", bad, err)
		}
	}
	if _, _, err := ParseErrorStatus([]byte(ze500Meters)); !errors.As(err, &e) {
		t.Errorf("odometer taken for errors: %v", err)
	}
}
