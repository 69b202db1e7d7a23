package run

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
)

// printed is a run of n printed labels, the engine that printed them, and the
// folder of their roll.
func printed(t *testing.T, n int) (e *Engine, id, dir string, serials []string) {
	t.Helper()
	s := newStore(t)
	dir = t.TempDir()
	id = newRun(t, s, n)
	hub := &virtual.Hub{}
	t.Cleanup(func() {
		if err := hub.Close(); err != nil {
			t.Error(err)
		}
	})
	e = &Engine{Store: s, Label: testLabel, Operator: "ada", Connect: func(ctx context.Context) (printer.Conn, error) {
		return hub.Open(ctx, virtual.URI(dir)+"?decode=command")
	}}
	if _, err := e.Print(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		serials = append(serials, item.Serial)
	}
	return e, id, dir, serials
}

// TestVoidAndReplace voids a label of a closed run; resumed, the run prints one
// with a new serial in its place.
func TestVoidAndReplace(t *testing.T) {
	e, id, dir, serials := printed(t, 3)
	if _, err := e.Void(t.Context(), id, serials[:1], ""); err == nil {
		t.Error("voided without a reason")
	}
	var refused *ScanError
	if _, err := e.Void(t.Context(), id, []string{serials[0], "4711"}, "torn"); !errors.As(err, &refused) {
		t.Errorf("a serial of nobody: %v", err)
	}
	result, err := e.Void(t.Context(), id, serials[:1], "torn")
	if err != nil || result.Run.State != store.RunStopped || result.Counts.Void != 1 || result.Counts.Printed != 2 {
		t.Fatalf("%+v, %v", result, err)
	}
	result, err = e.Print(t.Context(), id)
	if err != nil || result.Run.State != store.RunClosed || result.Counts.Printed != 3 || result.Counts.Leased != 4 {
		t.Fatalf("%+v, %v", result, err)
	}
	if complete, _, _ := onRoll(t, dir); len(complete) != 4 || complete[serials[0]] != 1 {
		t.Errorf("on the roll: %v", complete)
	}
}

// TestReprint holds law 3: a serial is printed again only on purpose, and only
// after its label is void.
func TestReprint(t *testing.T) {
	e, id, dir, serials := printed(t, 2)
	var refused *ReprintError
	if _, err := e.Reprint(t.Context(), id, serials[1], "smeared"); !errors.As(err, &refused) || refused.State != store.Printed {
		t.Errorf("printed again while the first label is in the world: %v", err)
	}
	if _, err := e.Void(t.Context(), id, serials[1:], "smeared"); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Reprint(t.Context(), id, serials[1], ""); err == nil {
		t.Error("printed again without a reason")
	}
	copies := 0
	e.Label = func(b []byte, l Label) ([]byte, error) {
		if l.Copy {
			copies++
		}
		return testLabel(b, l)
	}
	result, err := e.Reprint(t.Context(), id, serials[1], "the carton is marked already")
	if err != nil || result.Run.State != store.RunClosed || result.Counts.Printed != 2 || result.Counts.Leased != 2 || copies != 1 {
		t.Fatalf("%+v, %v, %d copies", result, err, copies)
	}
	if complete, _, _ := onRoll(t, dir); complete[serials[0]] != 1 || complete[serials[1]] != 2 {
		t.Errorf("on the roll: %v", complete)
	}
	r, err := NewReport(t.Context(), e.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	var story []string
	for _, d := range r.Decisions {
		story = append(story, d.Serial[:0]+d.From.String()+"→"+d.To.String()+" "+d.Operator+": "+d.Reason)
	}
	if got, want := strings.Join(story, "; "), "printed→void ada: smeared; void→sent ada: the carton is marked already"; got != want {
		t.Errorf("the report tells %q, want %q", got, want)
	}
	if a, err := e.Store.Audit(t.Context(), id); err != nil || len(a.Problems) > 0 || a.Chain == "" {
		t.Errorf("audit: %+v, %v", a, err)
	}
}

// TestStopRequests: a run stops where somebody asks for it; cancelled, it prints
// nothing more and closes.
func TestStopRequests(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	id := newRun(t, s, 1000)
	hub := &virtual.Hub{}
	defer hub.Close()
	request, at := store.RequestPause, 10
	e := &Engine{
		Store: s, Label: testLabel, Window: 3,
		Connect: func(ctx context.Context) (printer.Conn, error) {
			return hub.Open(ctx, virtual.URI(dir)+"?decode=command")
		},
		Progress: func(c store.Counts) {
			if c.Printed >= at {
				if err := s.SetRequest(t.Context(), id, request); err != nil {
					t.Error(err)
				}
			}
		},
	}
	result, err := e.Print(t.Context(), id)
	if err != nil || result.Request != store.RequestPause || result.Run.State != store.RunStopped || result.Counts.Sent > 0 || result.Counts.Printed > 20 {
		t.Fatalf("paused: %+v, %v", result, err)
	}
	request, at = store.RequestCancel, 30
	result, err = e.Print(t.Context(), id)
	if err != nil || result.Run.State != store.RunClosed || result.Counts.Waiting > 0 || result.Counts.Printed < 30 || result.Counts.Cancelled < 900 {
		t.Fatalf("cancelled: %+v, %v", result, err)
	}
	checkLaws(t, s, id, dir)

	id = newRun(t, s, 700)
	e.Progress = nil
	if result, err = e.Cancel(t.Context(), id); err != nil || result.Run.State != store.RunClosed || result.Counts.Cancelled != 700 {
		t.Errorf("cancelled before it began: %+v, %v", result, err)
	}
}

// TestCancelCutOff: a run that was cut off is not unconfirmed because somebody
// cancels it: what the printer counted still settles its last label.
func TestCancelCutOff(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	id := newRun(t, s, 3)
	hub := &virtual.Hub{}
	defer hub.Close()
	cut := errors.New("the disk is full")
	e := &Engine{
		Store: s, Label: testLabel, Operator: "ada", Copy: failingWriter{cut},
		Connect: func(ctx context.Context) (printer.Conn, error) {
			return hub.Open(ctx, virtual.URI(dir)+"?decode=command")
		},
	}
	if _, err := e.Print(t.Context(), id); !errors.Is(err, cut) {
		t.Fatalf("error %v, want %v", err, cut)
	}
	result, err := e.Cancel(t.Context(), id)
	if err != nil || result.Run.State != store.RunStopped || result.Counts.Sent != 1 || result.Counts.Cancelled != 2 {
		t.Fatalf("cancelled: %+v, %v", result, err)
	}
	e.Copy = nil
	result, err = e.Print(t.Context(), id)
	if err != nil || result.Run.State != store.RunClosed || result.Counts.Printed != 0 || result.Counts.Cancelled != 3 {
		t.Errorf("settled: %+v, %v", result, err)
	}
}

// A failingWriter fails.
type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

// TestOldPause: a request to pause a program that was killed stops no other.
func TestOldPause(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	id := newRun(t, s, 3) // open, as one that was killed
	hub := &virtual.Hub{}
	defer hub.Close()
	if err := s.SetRequest(t.Context(), id, store.RequestPause); err != nil {
		t.Fatal(err)
	}
	e := &Engine{Store: s, Label: testLabel, Connect: func(ctx context.Context) (printer.Conn, error) {
		return hub.Open(ctx, virtual.URI(dir)+"?decode=command")
	}}
	if result, err := e.Print(t.Context(), id); err != nil || result.Run.State != store.RunClosed {
		t.Errorf("%+v, %v", result, err)
	}
}

// TestPoolEmpty: a label is void, and the list it came from has no other serial:
// the run stops and says so, and its serial can be printed again on purpose.
func TestPoolEmpty(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	hub := &virtual.Hub{}
	defer hub.Close()
	gtin, err := gs1.ParseGTIN(testGTIN)
	if err != nil {
		t.Fatal(err)
	}
	list := func(yield func(store.ListedSerial, error) bool) {
		_ = yield(store.ListedSerial{Line: 1, Serial: "K1"}, nil) && yield(store.ListedSerial{Line: 2, Serial: "K2"}, nil)
	}
	run, err := s.CreateListRun(t.Context(), store.PoolSpec{Name: "list", GTIN: gtin}, list,
		store.Run{ID: "R", Spec: []byte("{}")}, store.LeaseRequest{ID: "L"})
	if err != nil {
		t.Fatal(err)
	}
	var numbers []int
	e := &Engine{
		Store: s, Operator: "ada",
		Label: func(b []byte, l Label) ([]byte, error) {
			numbers = append(numbers, l.N)
			return testLabel(b, l)
		},
		Connect: func(ctx context.Context) (printer.Conn, error) {
			return hub.Open(ctx, virtual.URI(dir)+"?decode=command")
		},
	}
	if result, err := e.Print(t.Context(), run.ID); err != nil || result.PoolEmpty || result.Counts.Printed != 2 {
		t.Fatalf("%+v, %v", result, err)
	}
	if _, err := e.Void(t.Context(), run.ID, []string{"K2"}, "torn"); err != nil {
		t.Fatal(err)
	}
	result, err := e.Print(t.Context(), run.ID)
	if err != nil || !result.PoolEmpty || result.Run.State != store.RunStopped || result.Counts.Leased != 2 {
		t.Fatalf("without a serial left: %+v, %v", result, err)
	}
	if result, err = e.Reprint(t.Context(), run.ID, "K2", "torn"); err != nil || result.Run.State != store.RunClosed {
		t.Fatalf("printed again: %+v, %v", result, err)
	}
	if want := []int{1, 2, 2}; !slices.Equal(numbers, want) {
		t.Errorf("labels of the items %v, want %v", numbers, want)
	}
}
