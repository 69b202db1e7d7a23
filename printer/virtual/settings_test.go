package virtual_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/zpl"
)

// What ^HV asks for comes before the label is out, or after.
func TestEcho(t *testing.T) {
	for _, early := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, virtual.Config{Speed: labelMM, EarlyEcho: early})
			b.send(rfidLabel(t, "A", "^RS8,F5"+encode(1)))
			began := time.Now()
			hear(t, b.conn)
			want := time.Second
			if early {
				want /= 4
			}
			if took := time.Since(began).Round(time.Millisecond); took != want {
				t.Errorf("early %v: the answer took %v, want %v", early, took, want)
			}
		})
	}
	// Once for the format, or for each of its labels.
	b := newBench(t, virtual.Config{})
	b.send([]byte("^XA^FN1^FDvalue^FS^FO1,1^GB9,9^FS^HV1,3,each:,|,L^FS^HV1,,once:,|^FS^HV2,,none:,|,L^FS^PQ2^XZ" +
		"^XA^FO1,1^GB9,9^FS^FH^HV9,,,_03^FS^XZ"))
	if got, want := hear(t, b.conn), "each:val|once:value|none:|each:val|none:|\x03"; got != want {
		t.Errorf("heard %q, want %q", got, want)
	}
}

// Labels begun may count, and labels fed are on the roll and do not.
func TestCounting(t *testing.T) {
	for _, tt := range []struct {
		config       virtual.Config
		roll         string // "_" is a label fed
		labels, feed string
	}{
		{virtual.Config{}, "A ?/ B", "2", "3"},
		{virtual.Config{CountsBegun: true}, "A ?/ B", "3", "3"},
		{virtual.Config{Feeds: 2}, "_ _ A ?/ _ _ B", "2", "7"},
	} {
		tt.config.Faults = []virtual.Fault{fault(t, fmt.Sprintf("head-open@%d", 2+tt.config.Feeds))}
		b := newBench(t, tt.config)
		b.send(label(t, "A"), label(t, "spoilt"))
		b.settle()
		if err := b.p.PutRight(); err != nil {
			t.Fatal(err)
		}
		b.send(label(t, "B"))
		b.settle()
		words := strings.Fields(b.roll())
		for i, l := range labels(t, b.dir) {
			if l.Fed {
				words[i] = "_"
			}
		}
		if got := strings.Join(words, " "); got != tt.roll {
			t.Errorf("%+v: roll %q, want %q", tt.config, got, tt.roll)
		}
		b.variable("odometer.total_label_count", tt.labels)
		b.variable("odometer.user_label_count1", tt.labels)
		b.variable("odometer.media_marker_count", tt.feed)
		ask(t, b.conn, `! U1 setvar "odometer.user_label_count1" "0"`+"\r\n"+`! U1 getvar "odometer.user_label_count1"`+"\r\n", `"0"`)
		b.variable("odometer.user_label_count2", tt.labels)
	}
}

// What hosts set, and whether it outlives the power.
func TestSettings(t *testing.T) {
	b := newBench(t, virtual.Config{})
	ask(t, b.conn, `! U1 setvar "device.user_p1" "lease of line 7, and more"`+"\r\n"+
		`! U1 setvar "device.user_vars.create" "x:STRING:1-9:0"`+"\r\n"+`! U1 getvar "device.user_vars.x"`+"\r\n", `"0"`)
	b.send(with(label(t, "A"), "^XA", "^XA^MMC"))
	b.settle()
	if s := b.status(); s.PrintMode != zpl.ModeCutter {
		t.Errorf("print mode %v, want that of ^MM", s.PrintMode)
	}
	b.p.PowerOff()
	if err := b.p.PowerUp(); err != nil {
		t.Fatal(err)
	}
	b.dial()
	b.variable("device.user_p1", "lease of line 7, and")
	b.variable("device.user_p2", "")
	b.variable("device.user_vars.x", "?")
	if s := b.status(); s.PrintMode != zpl.ModeTearOff {
		t.Errorf("print mode %v after the power was off", s.PrintMode)
	}
}

// The log of what was done to tags, where it is on: ~HL leaves it, ^HL empties it.
func TestTagLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "rfid-dead@2")}})
		work := "^RS8,F3,,1^RFW,H^FD" + epcOf(1) + "^FS"
		log := func(command string) string {
			t.Helper()
			if _, err := io.WriteString(b.conn, command); err != nil {
				t.Fatal(err)
			}
			_ = b.conn.SetDeadline(time.Now().Add(time.Second))
			heard, _ := io.ReadAll(b.conn) // until the deadline
			_ = b.conn.SetDeadline(time.Time{})
			return string(heard)
		}
		b.send(rfidLabel(t, "A", work))
		b.settle()
		if got := log("~HL"); got != "" {
			t.Errorf("log %q though it is off", got)
		}
		if err := b.host.Send(t.Context(), []byte(`! U1 setvar "rfid.log.enabled" "on"`+"\r\n")); err != nil {
			t.Fatal(err)
		}
		b.send(rfidLabel(t, "B", work), rfidLabel(t, "C", work+"^RFR,H,0,2,2^FN1^FS"))
		b.settle()
		lines := strings.Split(log("~HL"), "\r\n")
		for i, want := range []string{"W,F3,A1,16,0400,", "W,F3,A1,16,0000," + epcOf(1), "R,F3,A1,16,0000," + epcOf(1), ""} {
			if i >= len(lines) || !strings.HasSuffix(lines[i], want) || want != "" && !strings.HasPrefix(lines[i], "[01/01/2000 0") {
				t.Errorf("line %d of %q, want %q", i, lines, want)
			}
		}
		if got := log("^XA^HL^XZ"); strings.Count(got, "\r\n") != 3 {
			t.Errorf("log %q, want it once more", got)
		}
		if got := log("~HL"); got != "" {
			t.Errorf("log %q after it was taken", got)
		}
	})
}

// What the printer says of itself, read as a host reads it.
func TestReports(t *testing.T) {
	b := newBench(t, virtual.Config{Seed: 7, Faults: []virtual.Fault{fault(t, "head-open@2")}})
	b.send(label(t, "A"), label(t, "B"))
	b.settle()
	question := func(q string) []byte {
		t.Helper()
		if _, err := io.WriteString(b.conn, q); err != nil {
			t.Fatal(err)
		}
		return []byte(hear(t, b.conn))
	}
	if s, _, err := zpl.ParseErrorStatus(question("~HQES")); err != nil || s.Errors != zpl.ErrorHeadOpen|zpl.ErrorPaused || s.Warnings != 0 {
		t.Errorf("~HQES: %+v, %v", s, err)
	}
	if r, _, err := zpl.ParseHostQuery(question("~HQOD")); err != nil || r.Value("TOTAL NONRESETTABLE") != "1" {
		t.Errorf("~HQOD: %+v, %v", r, err)
	}
	if r, _, err := zpl.ParseHostQuery(question("~HQSN")); err != nil || len(r.Lines) != 1 || r.Lines[0].Value != "VZ0000000000000007" {
		t.Errorf("~HQSN: %+v, %v", r, err)
	}
	id, _, err := zpl.ParseHostID(question("~HI"))
	if err != nil || id.DPMM != zpl.DPMM8 {
		t.Errorf("~HI: %+v, %v", id, err)
	}
	b.dial() // the line end of an answer is still to be read
	b.variable("device.host_identification", id.String())
	if m, _, err := zpl.ParseHostMemory(question("~HM")); err != nil || m.Free <= 0 {
		t.Errorf("~HM: %+v, %v", m, err)
	}
	if r, _, err := zpl.ParseHeadDiagnostic(question("~HD")); err != nil || r.Prefixes() != zpl.UsualPrefixes {
		t.Errorf("~HD: %+v, %v", r, err)
	}
	if err := b.p.PutRight(); err != nil {
		t.Fatal(err)
	}
	if got := string(question("^XA^HH^XZ")); !strings.Contains(got, "tear off            PRINT MODE") {
		t.Errorf("^HH: %q", got)
	}
}
