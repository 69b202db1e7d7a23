package run

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
)

const campaignLabels = 50

// campaign returns the seed of the first run of the campaign and how many it has: a
// sample, or what "make faults" asks for.
func campaign(t *testing.T) (seed, runs uint64) {
	seed, err := strconv.ParseUint(cmp.Or(os.Getenv("EACHMARK_FAULT_SEED"), "0"), 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	if runs, err = strconv.ParseUint(cmp.Or(os.Getenv("EACHMARK_FAULT_RUNS"), "100"), 10, 32); err != nil {
		t.Fatal(err)
	}
	return seed, runs
}

// TestFaults lets everything go wrong at every kind of moment, the death of the
// program included, and holds the journal against the roll afterwards. The same
// faults befall two other ways to print, for comparison; only of ours it is
// demanded that no serial stands on two labels, none is lost, and none is in
// doubt far from a disturbance.
func TestFaults(t *testing.T) {
	var ours, marking, polling tally
	first, runs := campaign(t)
	for seed := range runs {
		c := newCase(first + seed)
		t.Run(c.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ours.add(c.printOurs(t))
				marking.add(c.printOtherwise(t, markWhenSent))
				polling.add(c.printOtherwise(t, pollAndRerun))
			})
		})
	}
	t.Logf("%-34s %s", "journal, counters, sentinel:", ours)
	t.Logf("%-34s %s", "mark printed when sent:", marking)
	t.Logf("%-34s %s", "poll ~HS until 0, rerun the batch:", polling)
}

// A faultCase is what goes wrong in one run.
type faultCase struct {
	seed     uint64
	faults   string
	window   int
	kills    []int // how many steps each life of the program has, until one is not killed
	killDone bool
	staysOn  bool          // a person puts the printer right, and does not switch it off
	wasOnFor time.Duration // when the run begins
	speed    int           // of the paper in mm/s
	rfid     bool
	nature   string // what the documents leave open about the printer, as parameters of its URI
	decode   string // what the elements on the roll come from: the command of the symbol, or its picture
}

func newCase(seed uint64) faultCase {
	random := rand.New(rand.NewPCG(seed, 7))
	c := faultCase{
		seed:     seed,
		faults:   plan(random, random.IntN(4)),
		window:   []int{1, 5}[seed%2],
		killDone: random.IntN(2) == 0,
		staysOn:  random.IntN(2) == 0,
		wasOnFor: time.Duration(random.IntN(2)) * time.Hour,
		speed:    []int{50, 150, 1_000_000}[random.IntN(3)],
		decode:   "command",
	}
	if seed%20 == 9 || seed%20 == 10 { // either window
		c.decode = "picture"
	}
	if c.rfid = c.window == 1 && random.IntN(2) == 0; c.rfid {
		c.faults = strings.Trim(c.faults+","+planTags(random, 1+random.IntN(3)), ",")
	}
	c.nature = planNature(random)
	for range random.IntN(3) {
		c.kills = append(c.kills, 2+random.IntN(3*campaignLabels/c.window))
	}
	return c
}

func (c faultCase) String() string {
	tags := map[bool]string{true: " with RFID"}[c.rfid]
	return fmt.Sprintf("%d window %d%s, %s, killed after %v steps", c.seed, c.window, tags, cmp.Or(c.faults, "no fault"), c.kills)
}

// plan returns n faults for a run as a URI has them.
func plan(random *rand.Rand, n int) string {
	kinds := []virtual.FaultKind{
		virtual.HeadOpen, virtual.MediaOut, virtual.RibbonOut, virtual.Jam, virtual.Pause,
		virtual.PowerCut, virtual.CablePull, virtual.HalfOpen, virtual.Slow, virtual.Cancel, virtual.Foreign,
		virtual.Reprint, virtual.Prefixes, virtual.Language,
	}
	var faults []string
	for range n {
		f := virtual.Fault{Kind: kinds[random.IntN(len(kinds))], Label: 1 + random.IntN(campaignLabels), Done: float64(random.IntN(10)) / 10}
		if !slices.Contains(faults, f.String()) {
			faults = append(faults, f.String())
		}
	}
	return strings.Join(faults, ",")
}

// planNature returns what printers are known, or may be feared, to differ in: whether
// they answer while something is wrong, count labels that were only begun, feed labels
// after the head was open, and tell of a tag before its label is out.
func planNature(random *rand.Rand) string {
	one := func(of ...string) string { return of[random.IntN(len(of))] }
	return fmt.Sprintf("answers=%s&counts=%s&feeds=%s&echo=%s",
		one("always", "no-status", "nothing"), one("whole", "begun"), one("0", "0", "1", "2"), one("late", "early"))
}

// planTags returns n faults of tags, not so many in a row that a person has to see
// to them.
func planTags(random *rand.Rand, n int) string {
	var faults []string
	for i := range n {
		f := virtual.Fault{Kind: []virtual.FaultKind{virtual.RFIDVoid, virtual.RFIDDead, virtual.RFIDTwin}[random.IntN(3)], Label: 1 + 16*i + random.IntN(15)}
		faults = append(faults, f.String())
	}
	return strings.Join(faults, ",")
}

func (c faultCase) uri(dir string) string {
	uri := fmt.Sprintf("%s?decode=%s&reprint=on&%s&seed=%d&speed=%d", virtual.URI(dir), c.decode, c.nature, c.seed+1, c.speed)
	if c.faults != "" {
		uri += "&faults=" + c.faults
	}
	return uri
}

// checkDoubt demands that every label in doubt is near something that went wrong: a
// fault, or where the roll was when the program died.
func (c faultCase) checkDoubt(t testing.TB, s *store.Store, id, dir string, deaths []int) {
	t.Helper()
	wrong := slices.Clone(deaths)
	for name := range strings.SplitSeq(c.faults, ",") {
		if f, err := virtual.ParseFault(name); err == nil {
			wrong = append(wrong, f.Label)
		}
	}
	places, _ := placesOnRoll(t, dir)
	last := 0 // of the items so far, in the order sent
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		place, there := places[item.Serial]
		if there {
			last = place
		}
		near := func(at int) bool { return max(at-last, last-at) <= c.window+3 } // three for labels fed and others'
		if item.State == store.InDoubt && !slices.ContainsFunc(wrong, near) {
			t.Errorf("serial %s, at label %d of the roll, is in doubt, far from %v", item.Serial, last, wrong)
		}
	}
}

// placesOnRoll returns where each serial stands first on the roll, from 1, and how
// many labels the roll has.
func placesOnRoll(t testing.TB, dir string) (places map[string]int, labels int) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, virtual.RollFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	places = map[string]int{}
	for l, err := range virtual.ReadRoll(f) {
		if err != nil {
			t.Fatal(err)
		}
		labels = l.N
		if _, serial, ok := strings.Cut(l.Elements, "(21)"); ok && places[serial] == 0 {
			places[serial] = l.N
		}
	}
	return places, labels
}

// strangers is how many labels without an identity the case may leave on the roll:
// those of another host, and what the printer makes of the labels and questions that
// come before the program knows that it does not understand them.
func (c faultCase) strangers() int {
	return strings.Count(c.faults, virtual.Foreign.String()) + (c.window+2)*strings.Count(c.faults, virtual.Language.String())
}

// lives calls live with the killer of each life of the program, until it says
// that the run is complete.
func (c faultCase) lives(t testing.TB, live func(*killer) (complete bool)) {
	t.Helper()
	for i := range 30 {
		var k *killer
		if i < len(c.kills) {
			k = &killer{steps: c.kills[i], done: c.killDone}
		}
		if live(k) {
			return
		}
	}
	t.Error("the run never ends")
}

// bench is the printer of a case, on since the case says.
func (c faultCase) bench(t testing.TB, dir string) *virtual.Hub {
	t.Helper()
	hub := &virtual.Hub{}
	t.Cleanup(func() {
		if err := hub.Close(); err != nil {
			t.Error(err)
		}
	})
	conn, err := hub.Open(t.Context(), c.uri(dir))
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
	time.Sleep(c.wasOnFor)
	return hub
}

// printOurs prints the labels of the case as this package does.
func (c faultCase) printOurs(t *testing.T) tally {
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "store.db")
	hub := c.bench(t, dir)
	s := (*killer)(nil).open(t, path)
	id := newRun(t, s, campaignLabels)
	mustClose(t, s)
	var deaths []int // where the roll was when the program died
	c.lives(t, func(k *killer) bool {
		s := k.open(t, path)
		defer mustClose(t, s)
		e := Engine{Store: s, Label: testLabel, Window: c.window, Connect: func(ctx context.Context) (printer.Conn, error) {
			return k.dial(func() (printer.Conn, error) { return hub.Open(ctx, c.uri(dir)) })
		}}
		if c.rfid {
			e.Tag = testTag
		}
		result, err := e.Print(t.Context(), id)
		switch {
		case errors.Is(err, errKilled), k != nil && k.dead, errors.Is(err, virtual.ErrLost): // lost before the first label
			_, labels := placesOnRoll(t, dir)
			deaths = append(deaths, labels)
			return false
		case err != nil:
			t.Fatal(err)
		}
		if result.Fault != nil && !c.staysOn {
			if err := hub.Close(); err != nil {
				t.Fatal(err)
			}
		}
		return result.Fault == nil
	})
	s = (*killer)(nil).open(t, path)
	defer mustClose(t, s)
	counts := checkLawsBeside(t, s, id, dir, c.strangers())
	if counts.Waiting+counts.Sent > 0 || counts.Live() != campaignLabels {
		t.Errorf("%+v, want %d labels and none open", counts, campaignLabels)
	}
	c.checkDoubt(t, s, id, dir, deaths)
	good, torn, _ := onRoll(t, dir)
	result := tally{runs: 1, labels: campaignLabels, inDoubt: counts.InDoubt}
	printed := map[string]bool{}
	for item, err := range s.Items(t.Context(), id) {
		if err != nil {
			t.Fatal(err)
		}
		if item.State == store.Printed || item.State == store.Verified {
			printed[item.Serial] = true
		} else if item.State == store.InDoubt { // a person looks for it
			delete(good, item.Serial)
			delete(torn, item.Serial)
		}
	}
	result.compare(printed, good)
	return result
}

func mustClose(t testing.TB, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil && !errors.Is(err, errKilled) {
		t.Error(err)
	}
}

// A tally counts what came of runs.
type tally struct {
	runs, labels int
	twice        int // serials on two good labels
	lost         int // serials marked printed that stand on no good label
	unknown      int // serials on a good label that nobody knows of
	inDoubt      int // serials that wait for a person
	silent       int // runs with any of the first three
}

func (n *tally) add(m tally) {
	n.runs += m.runs
	n.labels += m.labels
	n.twice += m.twice
	n.lost += m.lost
	n.unknown += m.unknown
	n.inDoubt += m.inDoubt
	n.silent += m.silent
}

// compare holds what is marked printed against the good labels of the roll.
func (n *tally) compare(printed map[string]bool, good map[string]int) {
	for serial, labels := range good {
		if labels > 1 {
			n.twice++
		}
		if !printed[serial] {
			n.unknown++
		}
	}
	for serial := range printed {
		if good[serial] == 0 {
			n.lost++
		}
	}
	if n.twice+n.lost+n.unknown > 0 {
		n.silent = 1
	}
}

func (n tally) String() string {
	return fmt.Sprintf("%d runs, %d labels: %d serials twice, %d lost, %d unknown, %d in doubt, %d runs silently wrong",
		n.runs, n.labels, n.twice, n.lost, n.unknown, n.inDoubt, n.silent)
}

// A ledger is what another way to print keeps: which serials are printed. It is
// on disk the moment it is written, and is lost with no program.
type ledger struct{ printed map[string]bool }

// A way prints the serials from the next on over a connection, until all are
// marked printed or something fails.
type way func(ctx context.Context, p *zebra.Printer, k *killer, l *ledger, serials []string) error

// markWhenSent is what most programs do: a label whose bytes were taken is
// printed.
func markWhenSent(ctx context.Context, p *zebra.Printer, k *killer, l *ledger, serials []string) error {
	for _, serial := range serials {
		if l.printed[serial] {
			continue
		}
		if err := p.Send(ctx, mustLabel(serial)); err != nil {
			return err
		}
		if err := l.mark(k, serial); err != nil {
			return err
		}
	}
	return nil
}

// pollAndRerun sends ten labels, waits until the printer says that it has none
// left, and takes them for printed then; after any error it sends all ten again.
func pollAndRerun(ctx context.Context, p *zebra.Printer, k *killer, l *ledger, serials []string) error {
	for batch := range slices.Chunk(serials, 10) {
		if l.printed[batch[len(batch)-1]] {
			continue
		}
		var formats []byte
		for _, serial := range batch {
			formats = append(formats, mustLabel(serial)...)
		}
		if err := p.Send(ctx, formats); err != nil {
			return err
		}
		if err := untilEmpty(ctx, p); err != nil {
			return err
		}
		if err := l.mark(k, batch...); err != nil {
			return err
		}
	}
	return nil
}

func untilEmpty(ctx context.Context, p *zebra.Printer) error {
	for {
		status, err := p.HostStatus(ctx)
		switch {
		case err != nil:
			return err
		case zebra.Fault(status) != nil:
			return zebra.ErrSilent // any error
		case status.Formats == 0 && status.Remaining == 0:
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (l *ledger) mark(k *killer, serials ...string) error {
	happens, alive := k.step()
	if happens {
		for _, serial := range serials {
			l.printed[serial] = true
		}
	}
	if !alive {
		return errKilled
	}
	return nil
}

func mustLabel(serial string) []byte {
	b, err := testLabel(nil, Label{Serial: serial})
	if err != nil {
		panic(err)
	}
	return b
}

// printOtherwise prints the labels of the case another way.
func (c faultCase) printOtherwise(t *testing.T, print way) tally {
	c.decode = "command"
	dir := t.TempDir()
	hub := c.bench(t, dir)
	l := &ledger{printed: map[string]bool{}}
	var serials []string
	for i := range campaignLabels {
		serials = append(serials, fmt.Sprintf("S%03d", i))
	}
	c.lives(t, func(k *killer) bool {
		conn, err := k.dial(func() (printer.Conn, error) { return hub.Open(t.Context(), c.uri(dir)) })
		if err != nil {
			return false
		}
		err = print(t.Context(), zebra.New(conn, nil), k, l, serials)
		_ = conn.Close()
		if !c.staysOn && err != nil && k == nil {
			if err := hub.Close(); err != nil {
				t.Fatal(err)
			}
		}
		return err == nil
	})
	c.printOut(t, hub, dir)
	good, _, _ := onRoll(t, dir)
	result := tally{runs: 1, labels: campaignLabels}
	result.compare(maps.Clone(l.printed), good)
	return result
}

// printOut has a person put right whatever stops the printer, until it has
// printed all it has.
func (c faultCase) printOut(t *testing.T, hub *virtual.Hub, dir string) {
	t.Helper()
	for range 10 {
		conn, err := hub.Open(t.Context(), c.uri(dir))
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := hub.Printer(dir); ok {
			synctest.Wait() // what was sent has arrived
			if err := p.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		conn.Close()
	}
}
