package run

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	_ "modernc.org/sqlite"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/zpl"
)

const testGTIN = "09506000134352"

// testLabel is the smallest label that identifies an item.
func testLabel(b []byte, l Label) ([]byte, error) {
	var z zpl.Builder
	z.Begin(160, 160)
	z.DataMatrix(10, 10, 4, zpl.AppendElementRunes(nil, "01"+testGTIN+"21"+l.Serial))
	if l.Tag != nil {
		z.Tag(*l.Tag)
	}
	z.End()
	format, err := z.Bytes()
	return append(b, format...), err
}

func newStore(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.OpenSQLite(t.Context(), "sqlite", filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func newRun(t testing.TB, s *store.Store, count int) string {
	t.Helper()
	gtin, err := gs1.ParseGTIN(testGTIN)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.EnsurePool(t.Context(), store.PoolSpec{Name: testGTIN, GTIN: gtin}); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	id := store.NewRunID(now)
	_, err = s.CreateRun(t.Context(), store.Run{ID: id, Created: now, GTIN: gtin, Pool: testGTIN, Count: count, Spec: []byte("{}")},
		store.LeaseRequest{ID: store.NewLeaseID(), Pool: testGTIN, Count: count, At: now})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// onRoll returns how often each serial stands on a complete label of the roll,
// and on a partial one that decodes, and how many labels are another host's.
func onRoll(t testing.TB, dir string) (complete, partial map[string]int, others int) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, virtual.RollFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	complete, partial = map[string]int{}, map[string]int{}
	for l, err := range virtual.ReadRoll(f) {
		if err != nil {
			t.Fatal(err)
		}
		_, serial, ok := strings.Cut(l.Elements, "(21)")
		switch {
		case l.Partial && ok:
			partial[serial]++
		case l.Partial, l.Void, l.Fed:
		case !ok:
			others++
		default:
			complete[serial]++
		}
	}
	return complete, partial, others
}

// checkLaws holds the states of a run against the roll.
func checkLaws(t testing.TB, s *store.Store, id, dir string) store.Counts {
	t.Helper()
	return checkLawsBeside(t, s, id, dir, 0)
}

// checkLawsBeside is checkLaws with labels of another host on the roll.
func checkLawsBeside(t testing.TB, s *store.Store, id, dir string, others int) store.Counts {
	t.Helper()
	complete, partial, found := onRoll(t, dir)
	if found > others {
		t.Errorf("%d labels of others on the roll, want at most %d", found, others)
	}
	checkItems(t, s, id, complete, partial)
	if len(complete)+len(partial) > 0 {
		t.Errorf("on the roll and not in the run: %v, partial %v", complete, partial)
	}
	if audit, err := s.Audit(t.Context(), id); err != nil || len(audit.Problems) > 0 {
		t.Errorf("audit: %v, %v", audit.Problems, err)
	}
	counts, err := s.Counts(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// checkItems holds the states of the items of a run against the serials on the roll,
// and takes these out of there.
func checkItems(t testing.TB, s *store.Store, id string, complete, partial map[string]int) {
	t.Helper()
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		n, torn := complete[item.Serial], partial[item.Serial]
		switch {
		case n > 1:
			t.Errorf("serial %s stands on %d labels", item.Serial, n)
		case (item.State == store.Printed || item.State == store.Verified) && (n != 1 || torn > 0):
			t.Errorf("serial %s is %s, and stands on %d labels and %d partial ones", item.Serial, item.State, n, torn)
		case item.State == store.Void && n > 0:
			t.Errorf("serial %s is void, and stands on %d good labels", item.Serial, n)
		case (item.State == store.Waiting || item.State == store.Sent || item.State == store.Cancelled) && n+torn > 0:
			t.Errorf("serial %s is %s, and stands on %d labels and %d partial ones", item.Serial, item.State, n, torn)
		}
		delete(complete, item.Serial)
		delete(partial, item.Serial)
	}
}

func TestPrint(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	id := newRun(t, s, 12)
	bench := &virtual.Hub{}
	var sent bytes.Buffer
	var last store.Counts
	e := Engine{
		Store: s, Label: testLabel, Copy: &sent, Progress: func(c store.Counts) { last = c },
		Connect: func(ctx context.Context) (printer.Conn, error) { return bench.Open(ctx, virtual.URI(dir)) },
	}
	result, err := e.Print(t.Context(), id)
	if err != nil || result.Fault != nil || result.Run.State != store.RunClosed {
		t.Fatalf("%+v, %v", result, err)
	}
	if counts := checkLaws(t, s, id, dir); counts.Printed != 12 || counts.Leased != 12 || last != counts {
		t.Errorf("%+v, last progress %+v, want 12 printed of 12", counts, last)
	}
	if n := len(zpl.Parse(sent.Bytes()).Formats()); n != 12 {
		t.Errorf("the copy holds %d formats, want 12", n)
	}
	if _, err := e.Print(t.Context(), id); err == nil {
		t.Error("a closed run was printed again")
	}
}

// A bed is a virtual printer for a run, and what happens to it between two
// attempts.
type bed struct {
	uri      string
	staysOn  bool // the next attempt finds it as the last one left it, put right
	wasOnFor time.Duration
	window   int
}

// untilNothingWaits prints and resumes a run until no fault stops it.
func (b bed) untilNothingWaits(t *testing.T, s *store.Store, id string) {
	t.Helper()
	hub := &virtual.Hub{}
	defer func() {
		if err := hub.Close(); err != nil {
			t.Error(err)
		}
	}()
	conn, err := hub.Open(t.Context(), b.uri)
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
	time.Sleep(b.wasOnFor)
	for range 12 {
		e := Engine{
			Store: s, Label: testLabel, Window: b.window,
			Connect: func(ctx context.Context) (printer.Conn, error) { return hub.Open(ctx, b.uri) },
		}
		result, err := e.Print(t.Context(), id)
		if err != nil && !errors.Is(err, virtual.ErrLost) { // lost before the first label
			t.Fatal(err)
		}
		if err == nil && result.Fault == nil {
			return
		}
		if !b.staysOn {
			if err := hub.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Error("the run never ends")
}

// TestWindow sends several labels at once, and no more than that.
func TestWindow(t *testing.T) {
	for _, window := range []int{1, 4, MaxWindow} {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 33)
		hub := &virtual.Hub{}
		most := 0
		e := Engine{
			Store: s, Label: testLabel, Window: window,
			Connect: func(ctx context.Context) (printer.Conn, error) {
				return hub.Open(ctx, virtual.URI(dir)+"?decode=command")
			},
			Progress: func(c store.Counts) { most = max(most, c.Sent) },
		}
		if _, err := e.Print(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if counts := checkLaws(t, s, id, dir); counts.Printed != 33 || counts.Leased != 33 || most != window {
			t.Errorf("%+v, at most %d at once, want %d", counts, most, window)
		}
		if err := hub.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, window := range []int{-1, MaxWindow + 1} {
		e := Engine{Store: newStore(t), Label: testLabel, Window: window}
		if _, err := e.Print(t.Context(), "R"); err == nil || !strings.Contains(err.Error(), "window") {
			t.Errorf("a window of %d: %v", window, err)
		}
	}
}

// TestPulledCable: where the counters prove that nothing but the connection
// went, no label is in doubt.
func TestPulledCable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 10)
		b := bed{uri: virtual.URI(dir) + "?decode=command&faults=cable-pull@3.2,cable-pull@7.9", staysOn: true, wasOnFor: time.Hour}
		b.untilNothingWaits(t, s, id)
		if counts := checkLaws(t, s, id, dir); counts.Printed != 10 || counts.Leased != 10 {
			t.Errorf("%+v, want 10 printed and no serial wasted", counts)
		}
	})
}

// TestResumeElsewhere loses a printer for good with a label under way and goes
// on at another: what the first one did cannot be known there.
func TestResumeElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		id := newRun(t, s, 5)
		hub := &virtual.Hub{}
		defer hub.Close()
		first := virtual.URI(t.TempDir()) + "?decode=command&seed=1&faults=cable-pull@3"
		lost := false
		e := Engine{Store: s, Label: testLabel, Connect: func(ctx context.Context) (printer.Conn, error) {
			if lost {
				return nil, errBroken
			}
			lost = true
			return hub.Open(ctx, first)
		}}
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != printer.FaultConnection || result.Counts.Sent != 1 {
			t.Fatalf("%+v, %v", result, err)
		}

		// A printer that confirms nothing settles nothing either.
		oneWay := Engine{Store: s, Label: testLabel, Connect: func(context.Context) (printer.Conn, error) {
			return &probeConn{look: func() { t.Error("something was sent") }}, nil
		}}
		result, err = oneWay.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != printer.FaultElsewhere || result.Counts.Sent != 1 {
			t.Fatalf("%+v, %v", result, err)
		}

		second := t.TempDir()
		other := Engine{Store: s, Label: testLabel, Connect: func(ctx context.Context) (printer.Conn, error) {
			return hub.Open(ctx, virtual.URI(second)+"?decode=command&seed=2")
		}}
		result, err = other.Print(t.Context(), id)
		if err != nil || result.Fault != nil || result.Counts.InDoubt != 1 || result.Counts.Printed != 4 {
			t.Fatalf("%+v, %v, want the label in doubt and the rest printed", result, err)
		}
	})
}

// TestSilentListener prints to something that takes bytes and never answers.
func TestSilentListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	received := make(chan int)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			close(received)
			return
		}
		var b bytes.Buffer
		_, _ = b.ReadFrom(conn) // until the sender closes
		received <- strings.Count(b.String(), "^XA")
	}()
	s := newStore(t)
	id := newRun(t, s, 3)
	e := Engine{Store: s, Label: testLabel, AnswerTimeout: 50 * time.Millisecond, Connect: func(ctx context.Context) (printer.Conn, error) {
		return net.Dial("tcp", l.Addr().String())
	}}
	result, err := e.Print(t.Context(), id)
	if err != nil || result.Run.State != store.RunUnconfirmed || result.Counts.Sent != 3 {
		t.Fatalf("%+v, %v", result, err)
	}
	if n := <-received; n != 3 {
		t.Errorf("%d formats arrived, want 3", n)
	}

	if r, err := NewReport(t.Context(), s, id); err != nil || len(r.Trusts) != 1 || r.Trusts[0] != (Trust{Tier: TierNone}) {
		t.Errorf("trust %q, %v, want %s", r.Trusts, err, TierNone)
	}

	// A person looks at the labels.
	serials := []string{}
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		serials = append(serials, item.Serial)
	}
	if _, err := e.Resolve(t.Context(), id, []Decision{{Serial: serials[0], To: store.Printed}}); err == nil {
		t.Error("resolved by nobody")
	}
	e.Operator = "ada"
	if _, err := e.Resolve(t.Context(), id, []Decision{{Serial: "1", To: store.Printed}}); err == nil {
		t.Error("resolved a serial that is not in the run")
	}
	result, err = e.Resolve(t.Context(), id, []Decision{{Serial: serials[0], To: store.Printed}, {Serial: serials[1], To: store.Printed}, {Serial: serials[2], To: store.Printed}})
	if err != nil || result.Run.State != store.RunClosed || result.Counts.Printed != 3 {
		t.Fatalf("%+v, %v", result, err)
	}
}

// TestInterrupted ends the context in the middle: the label begun is followed
// to its end, and nothing is left open.
func TestInterrupted(t *testing.T) {
	s, dir := newStore(t), t.TempDir()
	id := newRun(t, s, 50)
	bench := &virtual.Hub{}
	ctx, cancel := context.WithCancel(t.Context())
	e := Engine{
		Store: s, Label: testLabel,
		Connect: func(ctx context.Context) (printer.Conn, error) {
			return bench.Open(ctx, virtual.URI(dir)+"?decode=command")
		},
		Progress: func(c store.Counts) {
			if c.Printed == 5 {
				cancel()
			}
		},
	}
	result, err := e.Print(ctx, id)
	if err != nil || result.Run.State != store.RunStopped || result.Counts.Printed != 6 || result.Counts.Sent != 0 {
		t.Fatalf("%+v, %v, want the label on its way followed to the paper", result, err)
	}
	if _, err := e.Print(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if counts := checkLaws(t, s, id, dir); counts.Printed != 50 {
		t.Errorf("%+v, want 50 printed", counts)
	}
}

// TestJournalFirst holds law 2: the journal knows of a label before its first
// byte leaves, so a connection that breaks at that byte leaves no gap.
func TestJournalFirst(t *testing.T) {
	s := newStore(t)
	id := newRun(t, s, 2)
	probe := &probeConn{look: func() {
		counts, err := s.Counts(context.Background(), id)
		if err != nil || counts.Sent != 1 {
			t.Errorf("at the first byte: %+v, %v, want one item sent", counts, err)
		}
	}}
	e := Engine{Store: s, Label: testLabel, Connect: func(context.Context) (printer.Conn, error) { return probe, nil }}
	result, err := e.Print(t.Context(), id)
	if err != nil || result.Fault == nil || result.Counts.Sent != 1 || result.Counts.Waiting != 1 {
		t.Fatalf("%+v, %v", result, err)
	}
}

// A probeConn goes one way and breaks at the first byte.
type probeConn struct{ look func() }

var errBroken = errors.New("broken on purpose")

func (c *probeConn) Read([]byte) (int, error)      { return 0, printer.ErrOneWay }
func (c *probeConn) Write([]byte) (int, error)     { c.look(); return 0, errBroken }
func (c *probeConn) Close() error                  { return nil }
func (c *probeConn) SetDeadline(t time.Time) error { return nil }

// TestFit: a printer that would not print what it is sent, or print it twice, gets
// nothing, and no serial is used.
func TestFit(t *testing.T) {
	for params, want := range map[string]printer.FaultKind{
		"language=line_print":           printer.FaultLanguage,
		"language=epl_zpl":              0,
		"prefixes=%2B~,":                printer.FaultPrefixes,
		"reprint=locked":                printer.FaultReprint,
		"reprint=on&faults=reprint@2":   0,
		"reprint=off&faults=reprint@2":  0,
		"reprint=on&faults=language@2":  printer.FaultLanguage,
		"faults=prefixes@2&speed=10000": printer.FaultNotPrinting,
	} {
		t.Run(params, func(t *testing.T) {
			s, dir := newStore(t), t.TempDir()
			id := newRun(t, s, 3)
			bench := &virtual.Hub{}
			e := Engine{Store: s, Label: testLabel, Connect: func(ctx context.Context) (printer.Conn, error) {
				return bench.Open(ctx, virtual.URI(dir)+"?decode=command&"+params)
			}}
			result, err := e.Print(t.Context(), id)
			if err != nil || (result.Fault == nil) != (want == 0) || result.Fault != nil && result.Fault.Kind != want {
				t.Fatalf("%+v, %v, want %v", result, err, want)
			}
			good, _, _ := onRoll(t, dir)
			struck := strings.Contains(params, "faults=")
			if c := result.Counts; want != 0 && !struck && (c.Waiting != 3 || len(good) > 0) || want == 0 && c.Printed != 3 {
				t.Errorf("%+v, on the roll %v", c, good)
			}
			if want == printer.FaultLanguage && struck && result.Counts.InDoubt != 1 {
				t.Errorf("%+v, want the label that was being printed in doubt", result.Counts)
			}
			checkLawsBeside(t, s, id, dir, 3)
		})
	}
}
