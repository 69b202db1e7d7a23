package virtual_test

import (
	"errors"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// A model does not know what printers of its family lack, and knows the rest.
func TestModels(t *testing.T) {
	b := newBench(t, virtual.Config{Model: "ZM400", Mode: zpl.ModeApplicator, DPMM: 12, Seed: 7})
	id, err := b.host.Identify(t.Context())
	if want := (zebra.Identity{UniqueID: "VZ0000000000000007", Firmware: "V99.20.01Z"}); id != want || err != nil {
		t.Errorf("Identify = %+v, %v; want %+v", id, err, want)
	}
	if id, err := b.host.HostID(t.Context()); id.Model != "ZM400-300dpi" || err != nil {
		t.Errorf("HostID = %+v, %v", id, err)
	}
	if _, err := b.host.Counters(t.Context()); !errors.Is(err, zebra.ErrNoCounters) {
		t.Errorf("Counters: %v, want %v", err, zebra.ErrNoCounters)
	}
	if known, err := b.host.HasUptime(t.Context()); !known || err != nil {
		t.Errorf("HasUptime = %t, %v", known, err)
	}
	if err := b.host.SetSentinel(t.Context(), "RUN7"); err != nil {
		t.Error(err)
	}
	b.variable("device.user_vars.eachmark", "?")
	b.variable("media.printmode", "APPLICATOR")
	b.variable("odometer.rfid.valid_resettable", "?")

	b = newBench(t, virtual.Config{Model: "ZT410"})
	if id, err := b.host.Identify(t.Context()); id.Product != "ZT410" || id.LinkOS != "6.0" || err != nil {
		t.Errorf("Identify = %+v, %v", id, err)
	}
	if _, err := b.host.Counters(t.Context()); err != nil {
		t.Errorf("Counters: %v", err)
	}
}

// A printer without Set-Get-Do tells its status and its model.
func TestModelOfStatusOnly(t *testing.T) {
	b := newBench(t, virtual.Config{Model: "LE850"})
	b.host = zebra.New(b.conn, &zebra.Options{Timeout: 20 * time.Millisecond})
	if id, err := b.host.Identify(t.Context()); !errors.Is(err, zebra.ErrSilent) {
		t.Errorf("Identify = %+v, %v; want %v", id, err, zebra.ErrSilent)
	}
	b.host = zebra.New(b.conn, nil)
	b.status()
	if id, err := b.host.HostID(t.Context()); id.Model != "LE850-200dpi" || err != nil {
		t.Errorf("HostID = %+v, %v", id, err)
	}
}
