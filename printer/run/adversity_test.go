package run

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
)

// opener opens a virtual printer of a hub.
func opener(hub *virtual.Hub, uri string) func(context.Context) (printer.Conn, error) {
	return func(ctx context.Context) (printer.Conn, error) { return hub.Open(ctx, uri) }
}

// A oneWay is a connection to what answers nothing.
type oneWay struct{ io.Writer }

func (oneWay) Read([]byte) (int, error)    { return 0, printer.ErrOneWay }
func (oneWay) Close() error                { return nil }
func (oneWay) SetDeadline(time.Time) error { return nil }

// TestUnconfirmedStaySo prints a run at a printer that counts, at one that does not,
// and at the first again: its counters say nothing of what the other got.
func TestUnconfirmedStaySo(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	id := newRun(t, s, 6)
	hub := &virtual.Hub{}
	defer hub.Close()
	ctx, cancel := context.WithCancel(t.Context())
	counting := Engine{
		Store: s, Label: testLabel, Operator: "ada", Connect: opener(hub, virtual.URI(dir)+"?decode=command"),
		Progress: func(c store.Counts) {
			if c.Printed == 2 {
				cancel()
			}
		},
	}
	result, err := counting.Print(ctx, id)
	if err != nil || result.Counts.Printed != 3 || result.Counts.Waiting != 3 {
		t.Fatalf("%+v, %v", result, err)
	}
	var file bytes.Buffer
	silent := Engine{Store: s, Label: testLabel, Operator: "ada", Connect: func(context.Context) (printer.Conn, error) { return oneWay{&file}, nil }}
	result, err = silent.Print(t.Context(), id)
	if err != nil || result.Run.State != store.RunUnconfirmed || strings.Count(file.String(), "^XA") != 3 {
		t.Fatalf("%+v, %v", result, err)
	}
	var first string
	for item := range s.Items(t.Context(), id, store.Printed) {
		first = item.Serial
		break
	}
	if _, err := counting.Void(t.Context(), id, []string{first}, "torn"); err != nil {
		t.Fatal(err)
	}
	result, err = counting.Print(t.Context(), id)
	if want := (store.Counts{Leased: 7, Sent: 3, Printed: 3, Void: 1}); err != nil || result.Counts != want || result.Run.State != store.RunUnconfirmed {
		t.Errorf("%+v, %v, want %+v", result, err, want)
	}
}

// TestLabelTakesLonger: a label that takes longer than patience lasts is under the head
// when the connection comes back. It is settled when it is out, not before.
func TestLabelTakesLonger(t *testing.T) {
	for _, window := range []int{1, 5} {
		synctest.Test(t, func(t *testing.T) {
			s, dir := newStore(t), t.TempDir()
			id := newRun(t, s, 8)
			hub := &virtual.Hub{}
			defer hub.Close()
			e := Engine{Store: s, Label: testLabel, Window: window, Connect: opener(hub, virtual.URI(dir)+"?decode=command&speed=2&faults=cable-pull@3.2")}
			result, err := e.Print(t.Context(), id)
			if err != nil || result.Fault == nil || result.Fault.Kind != printer.FaultBusy || result.Counts.Sent == 0 {
				t.Fatalf("window %d: %+v, %v", window, result, err)
			}
			time.Sleep(time.Minute)
			result, err = e.Print(t.Context(), id)
			if err != nil || result.Fault != nil || result.Counts.Live() != 8 {
				t.Errorf("window %d: %+v, %v", window, result, err)
			}
			checkLaws(t, s, id, dir)
		})
	}
}

// TestPatienceWithProgress: a window takes as long as its labels take.
func TestPatienceWithProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, MaxWindow)
		hub := &virtual.Hub{}
		defer hub.Close()
		e := Engine{Store: s, Label: testLabel, Window: MaxWindow, Connect: opener(hub, virtual.URI(dir)+"?decode=command&speed=3")}
		if result, err := e.Print(t.Context(), id); err != nil || result.Fault != nil || result.Counts.Printed != MaxWindow {
			t.Errorf("%+v, %v", result, err)
		}
	})
}

// TestVain: where no label gets through, a person has a look before many serials are
// used up.
func TestVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 3)
		hub := &virtual.Hub{}
		defer hub.Close()
		sent := 0
		e := Engine{Store: s, Label: testLabel, Connect: func(ctx context.Context) (printer.Conn, error) {
			conn, err := hub.Open(ctx, virtual.URI(dir)+"?decode=command")
			return resetting{conn, &sent}, err
		}}
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != printer.FaultConnection || sent != maxVain || result.Counts.InDoubt != sent {
			t.Errorf("%+v, %v, sent %d", result, err, sent)
		}
	})
}

// A resetting connection breaks whenever a label is sent.
type resetting struct {
	printer.Conn
	sent *int
}

func (c resetting) Write(b []byte) (int, error) {
	if !bytes.Contains(b, []byte("^XA")) {
		return c.Conn.Write(b)
	}
	*c.sent++
	return 0, errors.Join(errBroken, c.Close())
}

// TestReplacedPrinter: what takes the place of a printer in the middle of a run is
// looked at like the first: its REPRINT key must not print a serial twice.
func TestReplacedPrinter(t *testing.T) {
	for params, want := range map[string]printer.FaultKind{
		"reprint=on&faults=reprint@2": 0,
		"reprint=locked":              printer.FaultReprint,
		"prefixes=%2B~,":              printer.FaultPrefixes,
	} {
		synctest.Test(t, func(t *testing.T) {
			s, dir := newStore(t), t.TempDir()
			id := newRun(t, s, 8)
			hub := &virtual.Hub{}
			defer hub.Close()
			uris := []string{virtual.URI(t.TempDir()) + "?decode=command&seed=1&faults=cable-pull@3"}
			e := Engine{Store: s, Label: testLabel, Connect: func(ctx context.Context) (printer.Conn, error) {
				uri := uris[0]
				uris = []string{virtual.URI(dir) + "?decode=command&seed=2&" + params}
				return hub.Open(ctx, uri)
			}}
			result, err := e.Print(t.Context(), id)
			if err != nil || (result.Fault == nil) != (want == 0) || result.Fault != nil && result.Fault.Kind != want {
				t.Errorf("%s: %+v, %v, want %v", params, result, err, want)
			}
			complete, _, _ := onRoll(t, dir)
			for serial, n := range complete {
				if n > 1 {
					t.Errorf("%s: serial %s stands on %d labels", params, serial, n)
				}
			}
		})
	}
}

// TestRestartKeepsNoSentinel: to clear the buffer of a printer that was restarted must
// not give it back the sentinel that the restart took.
func TestRestartKeepsNoSentinel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 5)
		b := bed{uri: virtual.URI(dir) + "?decode=command&counts=begun&speed=1000000&faults=power-cut@3.7", staysOn: true}
		b.untilNothingWaits(t, s, id)
		if counts := checkLaws(t, s, id, dir); counts.InDoubt != 1 {
			t.Errorf("%+v, want the label that power cut in doubt", counts)
		}
	})
}

// A changedConn answers as a printer would that said something else.
type changedConn struct {
	printer.Conn
	change func([]byte) []byte
	rest   *[]byte // read and not given yet
}

func (c changedConn) Read(b []byte) (int, error) {
	if len(b) > 0 && len(*c.rest) == 0 {
		n, err := c.Conn.Read(b)
		if *c.rest = c.change(b[:n]); err != nil {
			return 0, err
		}
	}
	n := copy(b, *c.rest)
	*c.rest = (*c.rest)[n:]
	return n, nil
}

// TestNamelessPrinter: counters of a printer that does not say which one it is may be
// those of another.
func TestNamelessPrinter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		id := newRun(t, s, 5)
		hub := &virtual.Hub{}
		defer hub.Close()
		uri := virtual.URI(t.TempDir()) + "?decode=command&speed=10&faults=cable-pull@1"
		var lost bool
		nameless := regexp.MustCompile(`"VZ[^"]*"`)
		e := Engine{Store: s, Label: testLabel, Window: 5, Connect: func(ctx context.Context) (printer.Conn, error) {
			if lost {
				return nil, errBroken
			}
			lost = true
			conn, err := hub.Open(ctx, uri)
			return changedConn{conn, func(b []byte) []byte { return nameless.ReplaceAll(b, []byte(`"?"`)) }, new([]byte)}, err
		}}
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Counts.Sent != 5 {
			t.Fatalf("%+v, %v", result, err)
		}
		lost, uri = false, virtual.URI(t.TempDir())+"?decode=command"
		result, err = e.Print(t.Context(), id)
		if err != nil || result.Counts.InDoubt != 5 {
			t.Errorf("%+v, %v, want all in doubt", result, err)
		}
	})
}

// TestTagCountersReset: somebody sets the counters of tags to 0 while the connection is
// lost in which the tag of a label failed. The label is counted, and is not good.
func TestTagCountersReset(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 5)
		e := rfidEngine(t, s, virtual.URI(dir)+"?decode=command&speed=20&faults=rfid-void@1,rfid-void@3,cable-pull@3.9")
		e.Label = func(b []byte, l Label) ([]byte, error) { // at a printer that drops a label whose tag failed
			format, err := testLabel(nil, l)
			return append(b, bytes.Replace(format, []byte("^RS8,,,1,E"), []byte("^RS8,,,1,N"), 1)...), err
		}
		connect, opened := e.Connect, 0
		e.Connect = func(ctx context.Context) (printer.Conn, error) {
			conn, err := connect(ctx)
			if opened++; opened == 2 {
				time.Sleep(time.Second)
				for _, name := range []string{"valid", "void"} {
					_, _ = conn.Write([]byte("! U1 setvar \"odometer.rfid." + name + "_resettable\" \"0\"\r\n"))
				}
			}
			return conn, err
		}
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault != nil || result.Counts.Void != 1 || result.Counts.InDoubt != 1 {
			t.Errorf("%+v, %v, want the second that failed in doubt", result, err)
		}
		checkLaws(t, s, id, dir)
	})
}

// TestLateArrival: a printer takes its data so slowly that the program gives the
// connection up. What was in it comes out of the printer all the same, and is not
// cancelled.
func TestLateArrival(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 8)
		hub := &virtual.Hub{}
		defer hub.Close()
		uri := virtual.URI(dir) + "?decode=command&faults=slow@5"
		e := Engine{Store: s, Window: 5, Connect: opener(hub, uri), Label: func(b []byte, l Label) ([]byte, error) {
			format, err := testLabel(nil, l)
			if l.N <= 5 {
				return append(b, format...), err
			}
			long := append([]byte("^FX"), bytes.Repeat([]byte{'x'}, 30<<10)...) // three are more than the connection holds
			return append(b, bytes.Replace(format, []byte("^XZ"), append(long, "^FS^XZ"...), 1)...), err
		}}
		for result := (Result{Fault: printer.Silent()}); result.Fault != nil; {
			var err error
			if result, err = e.Print(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Minute) // until the last of it is out
		synctest.Wait()
		checkLaws(t, s, id, dir)
	})
}

// TestCut: what the network still holds of labels that are not settled does not arrive
// after the program has given them up.
func TestCut(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	host, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	far, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	if err := host.SetDeadline(time.Now().Add(100 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if n, err := host.Write(make([]byte, 64<<20)); err == nil {
		t.Fatalf("the network holds %d bytes", n)
	}
	e := Engine{conn: host}
	if err := e.cut(); err != nil {
		t.Error(err)
	}
	if n, err := io.Copy(io.Discard, far); err == nil {
		t.Errorf("%d bytes arrived, and the end of them", n)
	}
}

// TestCopyNotPrinted: a label that was to be printed again and never reached paper is
// void as before, and not one that never was on the roll.
func TestCopyNotPrinted(t *testing.T) {
	e, id, _, serials := printed(t, 3)
	if _, err := e.Void(t.Context(), id, serials[:1], "torn"); err != nil {
		t.Fatal(err)
	}
	e.Copy = failingWriter{errBroken}
	result, err := e.Reprint(t.Context(), id, serials[0], "the carton is marked already")
	if !errors.Is(err, errBroken) || result.Counts.Sent != 1 {
		t.Fatalf("%+v, %v", result, err)
	}
	e.Copy = nil
	result, err = e.Reprint(t.Context(), id, serials[0], "the carton is marked already")
	var refused *ReprintError
	if !errors.As(err, &refused) { // it is still to be settled
		t.Fatalf("%+v, %v", result, err)
	}
	result, err = e.Print(t.Context(), id)
	if err != nil || result.Counts.Void != 1 || result.Counts.Cancelled != 0 {
		t.Errorf("%+v, %v, want it void", result, err)
	}
	if result, err = e.Reprint(t.Context(), id, serials[0], "the carton is marked already"); err != nil || result.Counts.Void != 0 {
		t.Errorf("%+v, %v, want it printed", result, err)
	}
}
