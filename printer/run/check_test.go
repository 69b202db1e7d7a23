package run

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
)

// blankTag is what a reader reads from a tag that nobody wrote.
const blankTag = "E280 1190 2000 7A1B 0000 0001"

// A handReader reads the tags of labels on a roll, as a person does who is asked to
// check them.
type handReader struct {
	*testing.T
	dir   string
	hub   *virtual.Hub
	asked []string // places and numbers
}

// check reads the tag of the label on which the serial stands.
func (h *handReader) check(_ context.Context, c TagCheck) (TagCheck, error) {
	h.asked = append(h.asked, fmt.Sprintf("%s %d", c.Place, c.N))
	read := h.tagOf(c.Serial)
	c, err := c.Compare(read)
	if err != nil {
		h.Errorf("%q: %v", read, err)
	}
	return c, nil
}

func (h *handReader) tagOf(serial string) string {
	h.Helper()
	f, err := os.Open(filepath.Join(h.dir, virtual.RollFile))
	if err != nil {
		h.Fatal(err)
	}
	defer f.Close()
	for l, err := range virtual.ReadRoll(f) {
		switch {
		case err != nil:
			h.Fatal(err)
		case l.Partial || l.Void || !strings.HasSuffix(l.Elements, "(21)"+serial):
		case l.EPC == "":
			return blankTag
		default:
			return strings.ToLower(l.EPC)
		}
	}
	h.Fatalf("serial %s is not on the roll", serial)
	return ""
}

// switchOff has another printer take the roll.
func (h *handReader) switchOff() {
	if err := h.hub.Close(); err != nil {
		h.Error(err)
	}
}

func (h *handReader) wasAsked(want ...string) {
	h.Helper()
	if !slices.Equal(h.asked, want) {
		h.Errorf("asked for %q, want %q", h.asked, want)
	}
	h.asked = nil
}

// checkedEngine is an engine whose tags are checked, on a printer of its own.
func checkedEngine(t *testing.T, s *store.Store, dir, params string) (*Engine, *handReader) {
	t.Helper()
	h := &handReader{T: t, dir: dir, hub: &virtual.Hub{}}
	t.Cleanup(h.switchOff)
	uri := virtual.URI(dir) + "?decode=command&seed=7" + params
	return &Engine{Store: s, Label: testLabel, Tag: testTag, Operator: "ana", Check: h.check, Connect: func(ctx context.Context) (printer.Conn, error) {
		return h.hub.Open(ctx, uri)
	}}, h
}

// story is what a run's report tells of its checks.
func story(t *testing.T, s *store.Store, id string) string {
	t.Helper()
	r, err := NewReport(t.Context(), s, id)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range r.Tags {
		lines = append(lines, fmt.Sprintf("%s %d %s %s", c.Place, c.N, c.Answer, c.Operator))
	}
	return strings.Join(lines, "; ")
}

// states are those of the items of a run, in order.
func states(t *testing.T, s *store.Store, id string) string {
	t.Helper()
	var all []string
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, item.State.String())
	}
	return strings.Join(all, " ")
}

// TestCheckTags: the first and the last tag are asked for, once each, and both
// stand in the report.
func TestCheckTags(t *testing.T) {
	for n, want := range map[int]string{
		1: "first 1 matches ana",
		2: "first 1 matches ana; last 2 matches ana",
		6: "first 1 matches ana; last 6 matches ana",
	} {
		synctest.Test(t, func(t *testing.T) {
			s, dir := newStore(t), t.TempDir()
			id := newRun(t, s, n)
			e, _ := checkedEngine(t, s, dir, "")
			result, err := e.Print(t.Context(), id)
			if err != nil || result.Fault != nil || result.Run.State != store.RunClosed || result.Counts.Verified != n {
				t.Fatalf("%+v, %v", result, err)
			}
			if got := story(t, s, id); got != want {
				t.Errorf("the report says %q, want %q", got, want)
			}
			checkLaws(t, s, id, dir)
		})
	}
}

// TestNeighbour: the printer writes to the label beside from the first on, which it
// does not notice. The check of the first label does; put right, the run goes on.
func TestNeighbour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 4)
		e, h := checkedEngine(t, s, dir, "&faults=rfid-next@1")
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != printer.FaultTagBeside || result.Counts.InDoubt != 1 || result.Counts.Waiting != 3 {
			t.Fatalf("%+v, %v", result, err)
		}
		var wrong *TagError
		if !errors.As(result.Fault.Err, &wrong) || wrong.N != 1 || wrong.Read != blankTag {
			t.Errorf("fault %v", result.Fault)
		}
		h.wasAsked("first 1")

		h.switchOff()
		e, h = checkedEngine(t, s, dir, "") // the tag beside the first label is its own again
		result, err = e.Print(t.Context(), id)
		if err != nil || result.Fault != nil || result.Counts.InDoubt != 1 || result.Counts.Verified != 3 {
			t.Fatalf("put right: %+v, %v", result, err)
		}
		h.wasAsked("first 2", "last 4")

		if _, err := e.Resolve(t.Context(), id, []Decision{{Serial: wrong.Serial, To: store.Void, Reason: "wrong tag"}}); err != nil {
			t.Fatal(err)
		}
		result, err = e.Print(t.Context(), id)
		if err != nil || result.Run.State != store.RunClosed || result.Counts.Verified != 4 || result.Counts.Void != 1 {
			t.Fatalf("replaced: %+v, %v", result, err)
		}
		h.wasAsked("last 5")
		if got, want := story(t, s, id), "first 1 wrong ana; first 2 matches ana; last 4 matches ana; last 5 matches ana"; got != want {
			t.Errorf("the report says %q, want %q", got, want)
		}
		if audit, err := s.Audit(t.Context(), id); err != nil || len(audit.Problems) > 0 {
			t.Errorf("audit: %v, %v", audit.Problems, err)
		}
	})
}

// TestNeighbourLater: the printer begins to write beside in the middle. The last
// label shows it, and all since the last tag that was right are in doubt.
func TestNeighbourLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 6)
		e, h := checkedEngine(t, s, dir, "&faults=rfid-next@4")
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != printer.FaultTagBeside || result.Run.State != store.RunStopped {
			t.Fatalf("%+v, %v", result, err)
		}
		h.wasAsked("first 1", "last 6")
		if got, want := states(t, s, id), "verified in-doubt in-doubt in-doubt in-doubt in-doubt"; got != want {
			t.Errorf("items are %s, want %s", got, want)
		}
		if got, want := result.Fault.Err.Error(), "holds the EPC of label 5"; !strings.HasSuffix(got, want) {
			t.Errorf("fault %q, want %q at the end", got, want)
		}
		checkLaws(t, s, id, dir)
		testScans(t, s, e, h, id)
	})
}

// testScans resolves what is in doubt with a reader in the hand: a print alone
// proves nothing, a print and its tag do.
func testScans(t *testing.T, s *store.Store, e *Engine, h *handReader, id string) {
	var serials []string
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		serials = append(serials, item.Serial)
	}
	var doubt *TagDoubtError
	if _, err := e.Verify(t.Context(), id, serials[1]); !errors.As(err, &doubt) {
		t.Errorf("the print of a label with a tag in doubt: %v", err)
	}
	checks, err := e.TagChecks(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []TagAnswer{TagMatches, TagMatches, TagMatches, TagWrong, TagWrong, TagWrong} {
		check, was, err := checks.Scan(t.Context(), serials[i], h.tagOf(serials[i]))
		if err != nil || check.Answer != want || (was == store.Verified) != (i == 0) {
			t.Errorf("label %d: %s, was %s, %v, want %s", i+1, check.Answer, was, err, want)
		}
	}
	if got, want := states(t, s, id), "verified verified verified in-doubt in-doubt in-doubt"; got != want {
		t.Errorf("items are %s, want %s", got, want)
	}
	var refused *ScanError
	if _, _, err := checks.Scan(t.Context(), "4711", blankTag); !errors.As(err, &refused) {
		t.Errorf("a serial of nobody: %v", err)
	}
	if _, _, err := checks.Scan(t.Context(), serials[0], serials[0]); !errors.Is(err, ErrNoRead) {
		t.Errorf("a serial instead of an EPC: %v", err)
	}
	checkLaws(t, s, id, h.dir)
}

// TestCheckAfterOpening: who opens the head may put in another roll, so that the
// first label after it is checked, too.
func TestCheckAfterOpening(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 5)
		e, h := checkedEngine(t, s, dir, "&faults=head-open@3")
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != printer.FaultHeadOpen {
			t.Fatalf("%+v, %v", result, err)
		}
		h.wasAsked("first 1")
		if result, err = e.Print(t.Context(), id); err != nil || result.Fault != nil {
			t.Fatalf("%+v, %v", result, err)
		}
		h.wasAsked("first 4", "last 5")
	})
}

// TestUnchecked: where nobody can be asked, the report says that nobody was; a
// person who does not want to look is not asked again.
func TestUnchecked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		id := newRun(t, s, 3)
		e := rfidEngine(t, s, virtual.URI(t.TempDir())+"?decode=command")
		if result, err := e.Print(t.Context(), id); err != nil || result.Run.State != store.RunClosed {
			t.Fatalf("%+v, %v", result, err)
		}
		if got, want := story(t, s, id), "first 1 not-checked ; last 3 not-checked "; got != want {
			t.Errorf("the report says %q, want %q", got, want)
		}

		id = newRun(t, s, 3)
		e = rfidEngine(t, s, virtual.URI(t.TempDir())+"?decode=command")
		asked := 0
		e.Operator, e.Check = "ana", func(_ context.Context, c TagCheck) (TagCheck, error) {
			asked++
			c.Answer = []TagAnswer{TagUnchecked, TagMatches}[asked-1]
			return c, nil
		}
		if result, err := e.Print(t.Context(), id); err != nil || result.Run.State != store.RunClosed || asked != 2 {
			t.Fatalf("%+v, %v, asked %d times", result, err, asked)
		}
		if got, want := story(t, s, id), "first 1 not-checked ana; last 3 matches ana"; got != want {
			t.Errorf("the report says %q, want %q", got, want)
		}
	})
}

// TestCheckInterrupted: without an answer the check stays due, and resuming asks
// for it before anything more is printed.
func TestCheckInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 3)
		e, h := checkedEngine(t, s, dir, "")
		ctx, cancel := context.WithCancel(t.Context())
		e.Check = func(context.Context, TagCheck) (TagCheck, error) {
			cancel()
			return TagCheck{}, ctx.Err()
		}
		result, err := e.Print(ctx, id)
		if err != nil || result.Run.State != store.RunStopped || result.Counts.Verified != 1 || result.Counts.Waiting != 2 {
			t.Fatalf("%+v, %v", result, err)
		}
		e.Check = func(ctx context.Context, c TagCheck) (TagCheck, error) {
			if counts, err := s.Counts(ctx, id); c.Place == FirstTag && (err != nil || counts.Verified != 1) {
				t.Errorf("asked again after %+v, %v", counts, err)
			}
			return h.check(ctx, c)
		}
		if result, err = e.Print(t.Context(), id); err != nil || result.Run.State != store.RunClosed {
			t.Fatalf("%+v, %v", result, err)
		}
		h.wasAsked("first 1", "last 3")
	})
}

// TestKilledWhileChecking kills the program at every step of a run whose last tag
// is wrong. However that falls, the tags are checked in the end, all labels since
// the first are in doubt, and no serial stands on two.
func TestKilledWhileChecking(t *testing.T) {
	for _, done := range []bool{false, true} {
		survived := false
		for steps := 0; !survived && steps < 1000; steps += 3 {
			t.Run(fmt.Sprint(steps, done), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { survived = killWhileChecking(t, steps, done) })
			})
		}
		if !survived {
			t.Error("the run never ends")
		}
	}
}

func killWhileChecking(t *testing.T, steps int, done bool) (survived bool) {
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "store.db")
	s := (*killer)(nil).open(t, path)
	id := newRun(t, s, 4)
	mustClose(t, s)
	h := &handReader{T: t, dir: dir}
	hub := &virtual.Hub{}
	defer hub.Close()
	uri := virtual.URI(dir) + "?decode=command&seed=7&faults=rfid-next@2"
	doomed := &killer{steps: steps, done: done}
	for _, k := range []*killer{doomed, nil} {
		s := k.open(t, path)
		e := &Engine{Store: s, Label: testLabel, Tag: testTag, Operator: "ana", Check: h.check, Connect: func(ctx context.Context) (printer.Conn, error) {
			return k.dial(func() (printer.Conn, error) { return hub.Open(ctx, uri) })
		}}
		if _, err := e.Print(t.Context(), id); err != nil && !doomed.dead {
			t.Fatal(err)
		}
		mustClose(t, s)
		if !doomed.dead {
			break
		}
	}
	s = (*killer)(nil).open(t, path)
	defer mustClose(t, s)
	if counts := checkLaws(t, s, id, dir); counts.Sent+counts.Waiting > 0 || counts.Verified > 1 || counts.InDoubt < 3 {
		t.Errorf("%+v", counts)
	}
	return !doomed.dead
}

// A sink is a printer that confirms nothing.
type sink struct{ probeConn }

func (*sink) Write(b []byte) (int, error) { return len(b), nil }

// TestScanUnconfirmed: a printer that confirms nothing is asked for no check, and a
// print and its tag settle a label all the same.
func TestScanUnconfirmed(t *testing.T) {
	s := newStore(t)
	id := newRun(t, s, 2)
	e := &Engine{
		Store: s, Label: testLabel, Tag: testTag, Operator: "ana",
		Connect: func(context.Context) (printer.Conn, error) { return &sink{}, nil },
		Check: func(_ context.Context, c TagCheck) (TagCheck, error) {
			t.Errorf("asked for %+v", c)
			return c, nil
		},
	}
	if result, err := e.Print(t.Context(), id); err != nil || result.Run.State != store.RunUnconfirmed {
		t.Fatalf("%+v, %v", result, err)
	}
	checks, err := e.TagChecks(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		check, was, err := checks.Scan(t.Context(), item.Serial, fmt.Sprintf("%024s", item.Serial))
		if err != nil || check.Answer != TagMatches || was != store.Sent {
			t.Errorf("label %d: %+v, was %s, %v", item.N, check, was, err)
		}
	}
	if result, err := e.Settle(t.Context(), id); err != nil || result.Run.State != store.RunClosed || result.Counts.Verified != 2 {
		t.Errorf("%+v, %v", result, err)
	}
	if got, want := story(t, s, id), " 1 matches ana;  2 matches ana"; got != want {
		t.Errorf("the report says %q, want %q", got, want)
	}

	other := newRun(t, s, 1) // without tags
	e.Tag = nil
	if _, err := e.Print(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if checks, err = e.TagChecks(t.Context(), other); err != nil || len(checks.All()) > 0 {
		t.Errorf("%+v, %v", checks.All(), err)
	}
	for item := range s.Items(t.Context(), other) {
		if _, _, err := checks.Scan(t.Context(), item.Serial, blankTag); !errors.Is(err, ErrNoTag) {
			t.Errorf("a label without a tag: %v", err)
		}
	}
}

// TestStepsOfCheck: a tag that was read proves its label, a person's word leaves it
// what it is, and a wrong tag puts it in doubt.
func TestStepsOfCheck(t *testing.T) {
	read, word := checkProof{Answer: TagMatches, Read: blankTag}, checkProof{Answer: TagMatches}
	for _, test := range []struct {
		from  store.ItemState
		proof checkProof
		want  []store.ItemState
	}{
		{store.Sent, read, []store.ItemState{store.Printed, store.Verified}},
		{store.Printed, read, []store.ItemState{store.Verified}},
		{store.Verified, read, []store.ItemState{store.Verified}},
		{store.InDoubt, read, []store.ItemState{store.Verified}},
		{store.Printed, word, []store.ItemState{store.Printed}},
		{store.Verified, checkProof{Answer: TagUnchecked}, []store.ItemState{store.Verified}},
		{store.Printed, checkProof{Answer: TagWrong, Read: blankTag}, []store.ItemState{store.InDoubt}},
		{store.InDoubt, checkProof{Answer: TagWrong}, []store.ItemState{store.InDoubt}},
	} {
		got := stepsOfCheck(test.from, test.proof)
		if !slices.Equal(got, test.want) {
			t.Errorf("%s, %+v: %v, want %v", test.from, test.proof, got, test.want)
		}
		from := test.from
		for _, to := range got {
			if !from.CanBecome(to) {
				t.Errorf("%s cannot become %s", from, to)
			}
			from = to
		}
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		epc, read string
		want      TagAnswer
	}{
		{"3034257BF7194E4000001A85", "3034257BF7194E4000001A85", TagMatches},
		{"3034257BF7194E4000001A85", " 3034257bf7194e4000001a85 ", TagMatches},
		{"3034257BF7194E4000001A85", "0x3034 257B F719 4E40 0000 1A85", TagMatches},
		{"3034257BF7194E4000001A85", "30003034257BF7194E4000001A85", TagMatches}, // PC word
		{"3034257BF7194E4000001A85", "3034257BF7194E4000001A8500000000", TagMatches},
		{"3034257BF7194E4000001A85", "3034257BF7194E4000001A86", TagWrong},
		{"3034257BF7194E4000001A85", blankTag, TagWrong},
		{"3034257BF7194E4000001A85", "000000000000000000000000", TagWrong},
		{"000000000000000000000123", "000000000000000000000123", TagMatches}, // of no scheme
		{"3034257BF7194E4000001A85", "", ""},
		{"3034257BF7194E4000001A85", "48815162342", ""},
		{"3034257BF7194E4000001A85", "3034257BF7194E4000001A8", ""},
		{"3034257BF7194E4000001A85", "010950600013435221481516", ""}, // the print
		{"3034257BF7194E4000001A85", "]d2010950600013435221481516", ""},
	} {
		got, err := TagCheck{EPC: test.epc}.Compare(test.read)
		if got.Answer != test.want || (err != nil) != (test.want == "") || err != nil && !errors.Is(err, ErrNoRead) {
			t.Errorf("%q read as %q: %q, %v, want %q", test.epc, test.read, got.Answer, err, test.want)
		}
	}
}
