package virtual_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
)

// reopen is what a host does to go on: a new connection by the same URI.
func reopen(t *testing.T, open printer.OpenFunc, uri string) (printer.Conn, *zebra.Printer) {
	t.Helper()
	c, err := open(t.Context(), uri)
	if err != nil {
		t.Fatal(err)
	}
	return c, zebra.New(c, nil)
}

// The same faults, seen by a host that reopens after each: over a hub the
// printer keeps its power unless it is cut; a printer of its own does not.
func TestReopen(t *testing.T) {
	for _, tt := range []struct {
		fault     string
		roll      string // over a hub
		alone     string // with a printer for each connection
		openings  uint64
		sameEpoch bool
	}{
		{"cable-pull@1", "A B C", "A/ C", 0, true}, // alone: closing it switches off
		{"power-cut@1", "A/ C", "A/ C", 0, false},
		{"head-open@1", "A/ B C", "A/ C", 1, true},
		{"media-out@1", "A/ B C", "A/ C", 1, true},
		{"ribbon-out@1", "A/ B C", "A/ C", 1, true},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var hub virtual.Hub
				got, counters := interrupted(t, hub.Open, tt.fault)
				if got != tt.roll {
					t.Errorf("hub: roll %q, want %q", got, tt.roll)
				}
				if counters.LatchOpens != tt.openings || (counters.Uptime == 20*time.Second) != tt.sameEpoch {
					t.Errorf("hub: %+v, want %d openings, same epoch %v", counters, tt.openings, tt.sameEpoch)
				}
				if err := hub.Close(); err != nil {
					t.Error(err)
				}
				got, counters = interrupted(t, virtual.Open, tt.fault)
				if got != tt.alone {
					t.Errorf("alone: roll %q, want %q", got, tt.alone)
				}
				if counters.LatchOpens != tt.openings || counters.Uptime == 20*time.Second {
					t.Errorf("alone: %+v, want %d openings and a new epoch", counters, tt.openings)
				}
			})
		})
	}
}

// interrupted sends A and B, reopens after 10 s, sends C, and returns the roll
// in the end and the counters.
func interrupted(t *testing.T, open printer.OpenFunc, faults string) (string, zebra.Counters) {
	t.Helper()
	dir := t.TempDir()
	uri := virtual.URI(dir) + "?speed=20&faults=" + faults + ".75"
	conn, host := reopen(t, open, uri)
	if err := errors.Join(host.Send(t.Context(), label(t, "A")), host.Send(t.Context(), label(t, "B"))); err != nil {
		t.Fatal(err)
	}
	wait := 10 * time.Second
	if strings.HasPrefix(faults, "cable") {
		wait = 800 * time.Millisecond // B is not begun yet
	}
	time.Sleep(wait)
	_ = conn.Close() // may be lost
	conn, host = reopen(t, open, uri)
	if err := host.Send(t.Context(), label(t, "C")); err != nil {
		t.Fatal(err)
	}
	time.Sleep(20*time.Second - wait)
	counters, err := host.Counters(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	return readPartial(t, dir), counters
}

// readPartial returns the roll with partial labels under the name of the label
// that was being printed.
func readPartial(t *testing.T, dir string) string {
	t.Helper()
	return strings.ReplaceAll(roll(t, dir), "?/", "A/")
}

func TestHubKeepsPrinters(t *testing.T) {
	var hub virtual.Hub
	dir := t.TempDir()
	uri := virtual.URI(dir)
	first, host := reopen(t, hub.Open, uri)
	p, ok := hub.Printer(dir)
	if !ok {
		t.Fatal("the hub does not know the printer it opened")
	}
	if _, ok := hub.Printer(t.TempDir()); ok {
		t.Error("the hub knows a printer it did not open")
	}
	if err := host.Send(t.Context(), label(t, "A")); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	// What was sent before Close arrives, as over a network.
	second, host := reopen(t, hub.Open, "virtual:"+dir+string(filepath.Separator)+".")
	for counted := uint64(0); counted == 0; {
		c, err := host.Counters(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		counted = c.Labels
	}
	if again, _ := hub.Printer(dir); again != p {
		t.Error("another spelling of the folder is another printer")
	}
	if _, err := hub.Open(t.Context(), uri+"?dpmm=12"); err == nil || !strings.Contains(err.Error(), "other parameters") {
		t.Errorf("Open with other parameters while connected = %v", err)
	}
	if _, err := virtual.Open(t.Context(), uri); !errors.Is(err, virtual.ErrInUse) {
		t.Errorf("Open of a printer of the hub = %v, want %v", err, virtual.ErrInUse)
	}
	p.PowerOff() // cuts the connection
	if _, err := second.Read(make([]byte, 1)); !errors.Is(err, virtual.ErrLost) {
		t.Errorf("Read = %v, want %v", err, virtual.ErrLost)
	}
	third, _ := reopen(t, hub.Open, uri+"?dpmm=12")
	if again, _ := hub.Printer(dir); again == p {
		t.Error("other parameters did not make another printer")
	}
	if err := errors.Join(third.Close(), hub.Close(), hub.Close()); err != nil {
		t.Error(err)
	}
	own, _ := reopen(t, virtual.Open, uri)
	if err := own.Close(); err != nil {
		t.Error(err)
	}
}

// A printer whose disk failed is taken into use anew when it is opened again.
func TestHubReplacesBrokenPrinter(t *testing.T) {
	var hub virtual.Hub
	dir := t.TempDir()
	conn, _ := reopen(t, hub.Open, virtual.URI(dir))
	if err := os.Remove(filepath.Join(dir, virtual.PictureDir)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Write(label(t, "A")); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, virtual.ErrLost) {
		t.Errorf("Read = %v, want %v", err, virtual.ErrLost)
	}
	_, host := reopen(t, hub.Open, virtual.URI(dir))
	if c, err := host.Counters(t.Context()); c.Labels != 0 || err != nil {
		t.Errorf("Counters = %+v, %v", c, err)
	}
	if err := hub.Close(); err != nil {
		t.Error(err)
	}
}

func TestOpenFails(t *testing.T) {
	var hub virtual.Hub
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	dir := filepath.Join(t.TempDir(), "roll")
	for name, open := range map[string]printer.OpenFunc{"Open": virtual.Open, "Hub.Open": hub.Open} {
		if _, err := open(cancelled, virtual.URI(dir)); !errors.Is(err, context.Canceled) {
			t.Errorf("%s under a cancelled context = %v", name, err)
		}
		var bad *printer.URIError
		if _, err := open(t.Context(), virtual.URI(dir)+"?speed=fast"); !errors.As(err, &bad) {
			t.Errorf("%s of a bad URI = %v", name, err)
		}
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a failed Open made the folder")
	}
}
