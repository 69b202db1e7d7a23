package run

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
)

// TestVerifyAndReport prints a run, scans some of its labels and reads all of
// that out of the report.
func TestVerifyAndReport(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	id := newRun(t, s, 4)
	hub := &virtual.Hub{}
	defer hub.Close()
	e := Engine{Store: s, Label: testLabel, Operator: "ada", Connect: func(ctx context.Context) (printer.Conn, error) {
		return hub.Open(ctx, virtual.URI(dir)+"?decode=command&seed=7")
	}}
	if _, err := e.Print(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	var serials []string
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		serials = append(serials, item.Serial)
	}
	e.Operator = "ben"
	for i, want := range []store.ItemState{store.Printed, store.Verified} {
		if was, err := e.Verify(t.Context(), id, serials[1]); err != nil || was != want {
			t.Errorf("scan %d: was %s, %v; want %s", i+1, was, err, want)
		}
	}
	var refused *ScanError
	if _, err := e.Verify(t.Context(), id, "4711"); !errors.As(err, &refused) || refused.State != 0 {
		t.Errorf("a serial of nobody: %v", err)
	}
	result, err := e.Settle(t.Context(), id)
	if err != nil || result.Run.State != store.RunClosed || result.Counts.Verified != 1 {
		t.Errorf("%+v, %v", result, err)
	}

	r, err := NewReport(t.Context(), s, id)
	if err != nil {
		t.Fatal(err)
	}
	if !r.AddsUp() || r.Counts.Printed != 3 || r.Waste() != 0 || len(r.Items) != 4 || len(r.Items[3].SHA256) != 64 {
		t.Errorf("%+v", r)
	}
	if len(r.Decisions) != 1 || r.Decisions[0].Serial != serials[1] || r.Decisions[0].Operator != "ben" {
		t.Errorf("decisions %+v, want the one scan that changed something", r.Decisions)
	}
	if len(r.Operators) != 2 || len(r.Printers) != 1 || len(r.Trusts) != 1 || r.Trusts[0] != (Trust{TierCounts, "eachmark virtual printer"}) || r.Printers[0] != "VZ0000000000000007" || r.Active > r.Last.Sub(r.First) {
		t.Errorf("operators %q, printers %q, %v at work from %v to %v", r.Operators, r.Printers, r.Active, r.First, r.Last)
	}
	r.Counts.Printed++
	if r.AddsUp() {
		t.Error("a count too many adds up")
	}
}

// TestReportClockSetBack: a clock that is set back takes nothing from the time at work.
func TestReportClockSetBack(t *testing.T) {
	var r Report
	for _, seconds := range []int64{1000, 1010, 400, 420} {
		r.add(store.Event{N: 1, At: time.Unix(seconds, 0)}, evidence{})
	}
	if want := 30 * time.Second; r.Active != want {
		t.Errorf("active %v, want %v", r.Active, want)
	}
}
