package virtual_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/virtual"
)

// rfidLabel is a format with the serial number that does to the tag what the
// commands say.
func rfidLabel(t testing.TB, serial, commands string) []byte {
	t.Helper()
	return with(label(t, serial), "^XZ", commands+"^XZ")
}

// epcOf is 96 bits that end in the number.
func epcOf(n int) string { return fmt.Sprintf("30340000000000000000%04X", n) }

// encode is the whole conversation about a tag: write the EPC with its PC word,
// read it and the TID, and tell the host.
func encode(n int) string {
	return "^RS8,,,1,E^RFW,H,,,A^FD" + epcOf(n) + "^FS^RFR,H,,,A^FN1^FS^RFR,H,0,12,2^FN2^FS" +
		"^FH^HV1,48,_02" + fmt.Sprint(n) + "|,|,L^FS^FH^HV2,24,,_03,L^FS"
}

// hear reads what the printer says, up to and with an ETX.
func hear(t *testing.T, c printer.Conn) string {
	t.Helper()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	var heard []byte
	for b := make([]byte, 1); !bytes.HasSuffix(heard, []byte("\x03")); {
		if _, err := io.ReadFull(c, b); err != nil {
			t.Fatalf("heard %q, %v", heard, err)
		}
		heard = append(heard, b...)
	}
	_ = c.SetDeadline(time.Time{})
	return string(heard)
}

func (b *bench) variable(name, want string) {
	b.t.Helper()
	ask(b.t, b.conn, `! U1 getvar "`+name+`"`+"\r\n", `"`+want+`"`)
}

func TestTags(t *testing.T) {
	b := newBench(t, virtual.Config{Seed: 7})
	tids := map[string]bool{}
	for n := range 3 {
		b.send(rfidLabel(t, fmt.Sprint(n), encode(n)))
		heard := hear(t, b.conn)
		l := labels(t, b.dir)[n]
		if want := fmt.Sprintf("\x02%d|%s|%s\x03", n, epcOf(n), l.TID); heard != want {
			t.Errorf("heard %q, want %q", heard, want)
		}
		if l.EPC != epcOf(n) || l.Elements != elements(fmt.Sprint(n)) || l.Void || !strings.HasPrefix(l.TID, "E2") || len(l.TID) != 24 {
			t.Errorf("label %+v", l)
		}
		tids[l.TID] = true
	}
	if len(tids) != 3 {
		t.Errorf("TIDs %v, want three", tids)
	}
	b.variable("odometer.rfid.valid_resettable", "3")
	b.variable("odometer.rfid.void_resettable", "0")
	b.variable("rfid.error.response", "RFID OK")

	other := newBench(t, virtual.Config{Seed: 8})
	other.send(rfidLabel(t, "0", encode(0)))
	hear(t, other.conn)
	if tid := labels(t, other.dir)[0].TID; tids[tid] {
		t.Errorf("two printers have a tag with the TID %s", tid)
	}
}

// A format without work for tags says nothing of them, and a roll may have none.
func TestNoTagWork(t *testing.T) {
	b := newBench(t, virtual.Config{Inlay: virtual.InlaySize{EPC: -1}})
	b.send(label(t, "A"), rfidLabel(t, "B", "^RS8,,,1^RFW,H,,,A^FD3034^FS"), label(t, "C"))
	b.settle()
	if got, want := b.roll(), "A ? C"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
	if l := labels(t, b.dir); l[0].TID != "" || !l[1].Void || l[1].TID != "" {
		t.Errorf("labels %+v", l)
	}
	b.variable("rfid.error.response", "NO TAG FOUND")
	b.variable("odometer.rfid.void_resettable", "1")
	b.variable("odometer.rfid.valid_resettable", "0")
}

// What a tag that fails leads to, by ^RS.
func TestVoid(t *testing.T) {
	faults := func(kind string, labels ...int) (all []virtual.Fault) {
		for _, n := range labels {
			all = append(all, fault(t, fmt.Sprintf("%s@%d", kind, n)))
		}
		return all
	}
	write := func(serial, rs string) []byte {
		return rfidLabel(t, serial, rs+"^RFW,H,,,A^FD"+epcOf(int(serial[0]))+"^FS^FH^HV9,9,"+serial+",_03,L^FS")
	}
	for _, tt := range []struct {
		name    string
		rs      string
		bad     []int
		roll    string // "#" is a void label
		stopped printer.FaultKind
		paused  bool
		heard   string
	}{
		{"three tries as the factory has it", "", []int{2, 3}, "A # # B C", 0, false, "A B B B C"},
		{"three failures: dropped in silence", "", []int{2, 3, 4}, "A # # # C", 0, false, "A B B B C"},
		{"one try, dropped", "^RS8,,,1", []int{2}, "A # C", 0, false, "A B C"},
		{"one try, pause", "^RS8,,,1,P", []int{2}, "A #", 0, true, "A B"},
		{"one try, error", "^RS8,,,1,E", []int{2}, "A #", printer.FaultRFID, true, "A B"},
		{"ten tries", "^RS8,,,10,E", []int{1, 2, 3, 4, 5, 6, 7}, "# # # # # # # A B C", 0, false, "A A A A A A A A B C"},
	} {
		for _, kind := range []string{"rfid-void", "rfid-dead"} {
			t.Run(tt.name+", "+kind, func(t *testing.T) {
				b := newBench(t, virtual.Config{Faults: faults(kind, tt.bad...), DecodeCommand: true})
				b.send(write("A", tt.rs), write("B", tt.rs), write("C", tt.rs))
				for serial := range strings.FieldsSeq(tt.heard) {
					if got := hear(t, b.conn); got != serial+"\x03" {
						t.Errorf("heard %q, want %s", got, serial)
					}
				}
				b.settle()
				if got := b.rollWithVoids(); got != tt.roll {
					t.Errorf("roll %q, want %q", got, tt.roll)
				}
				if got := b.p.Stopped(); got != tt.stopped {
					t.Errorf("stopped by %v, want %v", got, tt.stopped)
				}
				if s := b.status(); s.Paused != tt.paused {
					t.Errorf("paused = %v", s.Paused)
				}
				for _, l := range labels(t, b.dir) {
					if written := kind == "rfid-void" || !l.Void; written != (l.EPC != "") || l.TID == "" {
						t.Errorf("label %+v", l)
					}
				}
				voids := strings.Count(tt.roll, "#")
				b.variable("odometer.rfid.void_resettable", fmt.Sprint(voids))
				b.variable("odometer.rfid.valid_resettable", fmt.Sprint(len(strings.Fields(tt.roll))-voids))
				if c := b.counters(); int(c.Labels) != len(strings.Fields(tt.roll)) {
					t.Errorf("%d labels counted, want those that are void too", c.Labels)
				}
			})
		}
	}
}

func (b *bench) rollWithVoids() string {
	b.t.Helper()
	words := strings.Fields(b.roll())
	for i, l := range labels(b.t, b.dir) {
		if l.Void {
			words[i] = strings.Replace(words[i], "?", "#", 1)
		}
	}
	return strings.Join(words, " ")
}

// A format whose tag failed stays until it is cancelled: with P it is tried
// again after the pause, with E only cancelling helps.
func TestVoidStays(t *testing.T) {
	start := func(action string) *bench {
		b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "rfid-void@1")}})
		rs := "^RS8,,,1," + action
		b.send(rfidLabel(t, "A", rs+"^RFW,H^FD"+epcOf(1)+"^FS"), rfidLabel(t, "B", rs+"^RFW,H^FD"+epcOf(2)+"^FS"))
		b.settle()
		b.variable("rfid.error.response", "GEN2 LOW PWR")
		return b
	}
	check := func(b *bench, want string) {
		t.Helper()
		b.settle()
		if got := b.rollWithVoids(); got != want {
			t.Errorf("roll %q, want %q", got, want)
		}
	}
	order := func(b *bench, do string) {
		t.Helper()
		b.send([]byte(do))
		b.arrive()
	}
	b := start("P")
	order(b, "~PS")
	check(b, "# A B")
	b = start("E")
	order(b, "~PS")
	check(b, "#")
	order(b, "~JA")
	b.send(rfidLabel(t, "C", ""))
	check(b, "# C")
	b = start("E")
	if err := b.p.PutRight(); err != nil {
		t.Fatal(err)
	}
	check(b, "# B")
}

// The label is programmed where ^RS says; VOID stands below that.
func TestProgrammingPosition(t *testing.T) {
	write := func(rs string) []byte {
		return rfidLabel(t, "A", rs+"^RFW,H^FD"+epcOf(1)+"^FS")
	}
	for _, tt := range []struct {
		rs     string
		faults string
		want   string // roll, "#" for void and "!" for an EPC
	}{
		{"^RS8,F0,,1", "head-open@1.1", "?/!"},
		{"^RS8,F4,,1", "head-open@1.1", "?/"}, // of 20 mm, 2 are printed
		{"^RS8,F4,,1", "head-open@1.3", "?/!"},
		{"^RS8,B10,,1", "head-open@1.1", "?/!"},
		{"^RS8,F19,,1", "rfid-void@1", "A#!"}, // the symbol is printed before the tag fails
		{"^RS8,F4,,1", "rfid-void@1", "?#!"},
		{"^RS8,F4,,1", "rfid-void@1,head-open@1.5", "?/#!"},
		{"^RS8,F4,,1", "rfid-dead@1,head-open@1.1", "?/#"},
	} {
		var faults []virtual.Fault
		for f := range strings.SplitSeq(tt.faults, ",") {
			faults = append(faults, fault(t, f))
		}
		b := newBench(t, virtual.Config{Faults: faults})
		b.send(write(tt.rs))
		b.settle()
		got := b.roll()
		for _, l := range labels(t, b.dir) {
			if l.Void {
				got += "#"
			}
			if l.EPC != "" {
				got += "!"
			}
		}
		if got != tt.want {
			t.Errorf("%s, %s: roll %q, want %q", tt.rs, tt.faults, got, tt.want)
		}
	}
}

// A label that is spoilt before its first line leaves its tag, written already,
// under the head.
func TestTagStays(t *testing.T) {
	b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "power-cut@1.0")}})
	b.send(rfidLabel(t, "A", encode(1)))
	_, _ = b.host.HostStatus(t.Context())
	b.wait()
	if err := b.p.PowerUp(); err != nil {
		t.Fatal(err)
	}
	b.dial()
	b.send(label(t, "B"))
	b.settle()
	if l := labels(t, b.dir); len(l) != 1 || l[0].EPC != epcOf(1) || l[0].Elements != elements("B") {
		t.Errorf("labels %+v, want B with the tag of A", l)
	}
}

// The reader may reach the next label, and two tags may have one TID.
func TestNeighbourAndTwin(t *testing.T) {
	b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "rfid-next@2"), fault(t, "rfid-twin@5")}})
	for n := range 5 {
		b.send(rfidLabel(t, fmt.Sprint(n), encode(n)))
		hear(t, b.conn)
	}
	all := labels(t, b.dir)
	var epcs []string
	for _, l := range all {
		epcs = append(epcs, strings.TrimPrefix(l.EPC, epcOf(0)[:20]))
	}
	if diff := cmp.Diff([]string{"0000", "", "0001", "0002", "0003"}, epcs); diff != "" {
		t.Errorf("EPCs by label (-want +got):\n%s", diff)
	}
	if all[3].TID != all[4].TID || all[2].TID == all[3].TID {
		t.Errorf("TIDs %s %s %s, want the last two alike", all[2].TID, all[3].TID, all[4].TID)
	}
}
