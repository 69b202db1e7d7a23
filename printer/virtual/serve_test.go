package virtual_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/virtual"
)

// listen has a printer serve a port in a way of its own, and returns how to
// connect to it.
func listen(t *testing.T, p *virtual.Printer, serve func(context.Context, net.Listener) error) func() net.Conn {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return func() net.Conn {
		t.Helper()
		c, err := net.Dial("tcp", l.Addr().String())
		for errors.Is(err, syscall.ECONNRESET) { // turned away before it was connected
			c, err = net.Dial("tcp", l.Addr().String())
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		return c
	}
}

// lets reports whether the printer answers question over c with want; a host
// that is turned away hears nothing.
func lets(t *testing.T, c net.Conn, question, want string) bool {
	t.Helper()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	_, _ = io.WriteString(c, question) // fails if turned away
	got := make([]byte, len(want))
	if _, err := io.ReadFull(c, got); err != nil {
		return false
	}
	if string(got) != want {
		t.Errorf("answer %q, want %q", got, want)
	}
	return true
}

func TestJSON(t *testing.T) {
	b := newBench(t, virtual.Config{Seed: 7, Faults: []virtual.Fault{fault(t, "head-open@1")}})
	dial := listen(t, b.p, b.p.ServeJSON)
	b.send(label(t, "A"))
	b.settle()
	const question = `{}{"device.unique_id":null,"odometer.total_label_count":null,"nonsense":null}`
	const answer = `{"device.unique_id":"VZ0000000000000007","odometer.total_label_count":"0","nonsense":null}`
	for range 8 {
		if !lets(t, dial(), question, answer) {
			t.Error("no answer while the head is open")
		}
	}
	if lets(t, dial(), question, answer) {
		t.Error("nine hosts at once")
	}

	b = newBench(t, virtual.Config{})
	dial = listen(t, b.p, b.p.ServeJSON)
	c := dial()
	for _, tt := range []struct{ question, answer string }{
		{`{"rfid.log.enabled":"on"}`, `{"rfid.log.enabled":"on"}`},
		{`{"device.user_vars.create":"x:STRING:1-9:0"}`, `{"device.user_vars.create":null}`},
		{`{} {"device.user_vars.x" : "a\"b"}`, `{"device.user_vars.x":"a\"b"}`},
		{`{"device.user_vars.x":17}`, `{"device.user_vars.x":"a\"b"}`},
	} {
		if !lets(t, c, tt.question, tt.answer) {
			t.Errorf("no answer to %s", tt.question)
		}
	}
	for _, bad := range []string{`[1]`, `{"x":`, `{1:2}`, `hello`, `{"x":"` + strings.Repeat("x", 100_000) + `"}`} {
		c := dial()
		_, _ = io.WriteString(c, bad)
		_ = c.(*net.TCPConn).CloseWrite()
		if got, _ := io.ReadAll(c); len(got) > 0 { // an error is as good as the end
			t.Errorf("answer %q to %.20q", got, bad)
		}
	}
}

func TestOneHostAtATime(t *testing.T) {
	b := newBench(t, virtual.Config{})
	dial := listen(t, b.p, b.p.ServeSingle)
	first := dial()
	const question, answer = `! U1 getvar "odometer.total_label_count"` + "\r\n", `"0"`
	if !lets(t, first, question, answer) {
		t.Error("the first host is turned away")
	}
	if lets(t, dial(), question, answer) {
		t.Error("the second host is not turned away")
	}
	_ = first.Close()
	for end := time.Now().Add(5 * time.Second); !lets(t, dial(), question, answer); {
		if time.Now().After(end) {
			t.Fatal("a host is turned away after the first has gone")
		}
	}
}

// What somebody does to the printer happens at once, in the middle of a label or
// between labels.
func TestHappen(t *testing.T) {
	happen := func(t *testing.T, b *bench, kind virtual.FaultKind) {
		t.Helper()
		if err := b.p.Happen(kind); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
	}
	synctest.Test(t, func(t *testing.T) {
		var events []string
		b := newBench(t, virtual.Config{Speed: labelMM, Watch: func(e virtual.Event) {
			events = append(events, strings.TrimSpace(e.What+" "+e.Fault))
		}})
		b.send(label(t, "A"), label(t, "B"), label(t, "C"), label(t, "D"))
		b.arrive()
		time.Sleep(1250 * time.Millisecond)
		happen(t, b, virtual.Pause)
		time.Sleep(time.Minute)
		if got := b.roll(); got != "A B" {
			t.Errorf("roll %q", got)
		}
		happen(t, b, virtual.HeadOpen) // nothing is under it
		if got := b.p.Stopped(); got != printer.FaultHeadOpen {
			t.Errorf("stopped by %v", got)
		}
		if err := b.p.PutRight(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(500 * time.Millisecond)
		happen(t, b, virtual.CablePull)
		happen(t, b, virtual.HeadOpen)
		if got := b.roll(); got != "A B ?/" {
			t.Errorf("roll %q", got)
		}
		if err := b.p.PutRight(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(200 * time.Millisecond)
		happen(t, b, virtual.PowerCut)
		if got := b.roll(); got != "A B ?/ ?/" {
			t.Errorf("roll %q", got)
		}
		if err := b.p.Happen(virtual.Pause); err == nil {
			t.Error("something happens to a printer that is off")
		}
		want := []string{"made", "power-up", "label", "fault pause@2.25", "label", "fault head-open@3.0", "put-right head-open",
			"fault cable-pull@3.5", "fault head-open@3.5", "label", "put-right head-open", "fault power-cut@4.2", "label"}
		if diff := cmp.Diff(want, events); diff != "" {
			t.Errorf("events (-want +got):\n%s", diff)
		}
	})
	b := newBench(t, virtual.Config{})
	for _, kind := range []virtual.FaultKind{0, virtual.RFIDVoid, virtual.RFIDNext, 99} {
		if err := b.p.Happen(kind); err == nil {
			t.Errorf("%v happens", kind)
		}
	}
	if err := b.p.Happen(virtual.Reprint); !errors.Is(err, virtual.ErrReprintOff) {
		t.Errorf("the key of a printer that is not in reprint mode: %v", err)
	}
	if err := newBench(t, virtual.Config{Reprint: virtual.ReprintOn}).p.Happen(virtual.Reprint); err != nil {
		t.Error(err)
	}
}

// A host may send what it likes to the port for JSON.
func TestJSONGarbage(t *testing.T) {
	b := newBench(t, virtual.Config{})
	dial := listen(t, b.p, b.p.ServeJSON)
	c := dial()
	_, _ = c.Write(bytes.Repeat([]byte(`{"a":`), 20_000))
	_ = c.(*net.TCPConn).CloseWrite()
	_, _ = io.ReadAll(c)
	b.status()
}
