package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/eachmark/eachmark/printer/store"
)

func testRecord(s *suite) {
	s.run(3)
	at := day.Add(time.Minute)
	s.ok(s.Record(s.ctx, "R", at, store.Transition{
		N: 2, Serial: "1001", From: store.Waiting, To: store.Sent, Evidence: []byte(`{"labels":7}`),
	}))
	s.counts(store.Counts{Leased: 3, Waiting: 2, Sent: 1})
	items := s.items(store.Sent)
	if len(items) != 1 || items[0].N != 2 || items[0].Serial != "1001" || !items[0].At.Equal(at) || string(items[0].Evidence) != `{"labels":7}` {
		s.Errorf("sent items %+v", items)
	}
	s.record(store.Transition{N: 2, From: store.Sent, To: store.Printed})
	if items = s.items(store.Printed); len(items) != 1 || items[0].Evidence != nil {
		s.Errorf("printed items %+v", items)
	}
	s.ok(s.Record(s.ctx, "R", at)) // nothing to do
	s.counts(store.Counts{Leased: 3, Waiting: 2, Printed: 1})
}

// pathTo is how an item that waits gets into each state.
func pathTo(state store.ItemState) []store.ItemState {
	switch state {
	case store.Waiting:
		return nil
	case store.Sent, store.Cancelled:
		return []store.ItemState{state}
	case store.Verified:
		return []store.ItemState{store.Sent, store.Printed, state}
	}
	return []store.ItemState{store.Sent, state}
}

// Every move from every state is made if the laws allow it, and refused if not.
// No way leads back to waiting, and only out of void one to sent.
func testRecordAllMoves(s *suite) {
	s.run(100)
	n := 0
	for from := store.Waiting; from <= store.Cancelled; from++ {
		for to := store.Waiting; to <= store.Cancelled; to++ {
			n++
			state := store.Waiting
			for _, next := range pathTo(from) {
				s.record(move(n, state, next))
				state = next
			}
			err := s.Record(s.ctx, "R", day, move(n, from, to))
			if from.CanBecome(to) {
				s.ok(err)
				state = to
			} else {
				s.fails(err, store.ErrMove)
			}
			if from.CanBecome(store.Waiting) || from != store.Waiting && from != store.Void && from.CanBecome(store.Sent) {
				s.Errorf("%s can become waiting or sent again", from)
			}
			got := s.items(state)
			if got[len(got)-1].N != n && state != store.Waiting {
				s.Errorf("item %d is not %s after a move from %s to %s", n, state, from, to)
			}
		}
	}
	counts, err := s.Counts(s.ctx, "R")
	s.ok(err)
	for state := store.Waiting; state <= store.Cancelled; state++ {
		if got, want := counts.Of(state), len(s.items(state)); got != want {
			s.Errorf("%d items are counted as %s, %d are", got, state, want)
		}
	}
	s.audit()
}

func testRecordIsAtomic(s *suite) {
	s.run(3)
	s.record(move(2, store.Waiting, store.Cancelled))
	err := s.Record(s.ctx, "R", day, move(1, store.Waiting, store.Sent), move(2, store.Waiting, store.Sent), move(3, store.Waiting, store.Sent))
	s.fails(err, store.ErrConflict)
	s.same("items", s.lines(), []string{"1 1000 waiting", "2 1001 cancelled", "3 1002 waiting"})
	s.counts(store.Counts{Leased: 3, Waiting: 2, Cancelled: 1})

	// One item may go several steps at once.
	s.record(move(1, store.Waiting, store.Sent), move(1, store.Sent, store.Printed), move(1, store.Printed, store.Verified))
	s.counts(store.Counts{Leased: 3, Waiting: 1, Verified: 1, Cancelled: 1})
}

func testRecordRefused(s *suite) {
	s.run(3)
	s.record(move(1, store.Waiting, store.Sent), move(2, store.Waiting, store.Sent), move(2, store.Sent, store.InDoubt))
	with := func(t store.Transition, change func(*store.Transition)) store.Transition {
		change(&t)
		return t
	}
	for _, tt := range []struct {
		run  string
		t    store.Transition
		want error
	}{
		{"R", move(1, store.Waiting, store.Sent), store.ErrConflict}, // sent already
		{"R", move(1, store.Printed, store.Verified), store.ErrConflict},
		{"R", move(3, store.Sent, store.Printed), store.ErrConflict}, // still waiting
		{"R", move(1, store.Sent, store.Sent), store.ErrMove},
		{"R", move(1, 0, store.Sent), store.ErrMove},
		{"R", move(1, store.Sent, 99), store.ErrMove},
		{"R", move(0, store.Waiting, store.Sent), store.ErrInvalid},
		{"R", move(4, store.Waiting, store.Sent), store.ErrInvalid},
		{"R", move(-1, store.Waiting, store.Sent), store.ErrInvalid},
		{"R", with(move(3, store.Waiting, store.Sent), func(t *store.Transition) { t.Serial = "1001" }), store.ErrInvalid},
		{"R", with(move(3, store.Waiting, store.Sent), func(t *store.Transition) { t.Evidence = []byte("{") }), store.ErrInvalid},
		{"R", with(move(3, store.Waiting, store.Sent), func(t *store.Transition) { t.Evidence = []byte("\"\xff\"") }), store.ErrInvalid},
		{"R", with(move(2, store.InDoubt, store.Printed), func(t *store.Transition) { t.Operator = "" }), store.ErrMove},
		{"R", with(move(1, store.Sent, store.Void), func(t *store.Transition) { t.Reason, t.Evidence = "", nil }), store.ErrMove},
		{"S", move(1, store.Waiting, store.Sent), store.ErrNotFound},
	} {
		if err := s.Record(s.ctx, tt.run, day, tt.t); err == nil {
			s.Errorf("%+v is accepted", tt.t)
		} else {
			s.fails(err, tt.want)
		}
	}
	s.counts(store.Counts{Leased: 3, Waiting: 1, Sent: 1, InDoubt: 1})
}

// Of several that want to send the same item, one does.
func testRecordConcurrently(s *suite) {
	const workers, n = 4, 15
	s.run(n)
	var sent atomic.Int32
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range n {
				err := s.Record(s.ctx, "R", day, move(i+1, store.Waiting, store.Sent))
				if err == nil {
					sent.Add(1)
				} else {
					s.fails(err, store.ErrConflict)
				}
			}
		})
	}
	wg.Wait()
	if sent.Load() != n {
		s.Errorf("%d items were sent %d times", n, sent.Load())
	}
	s.counts(store.Counts{Leased: n, Sent: n})
}

func testItems(s *suite) {
	const n = 700 // some pages
	s.run(n)
	state := func(i int) store.ItemState {
		return []store.ItemState{store.Waiting, store.Sent, store.Cancelled, store.Waiting}[i%4]
	}
	var transitions []store.Transition
	for i := 1; i <= n-50; i++ {
		if to := state(i); to != store.Waiting {
			transitions = append(transitions, move(i, store.Waiting, to))
		}
	}
	s.record(transitions...)
	line := func(i int, state store.ItemState) string { return fmt.Sprint(i, " ", 999+i, " ", state) }
	for _, states := range [][]store.ItemState{
		nil, {store.Waiting}, {store.Sent}, {store.InDoubt, store.Sent}, {store.Cancelled, store.Waiting}, {store.Void},
	} {
		var want []string
		for i := 1; i <= n; i++ {
			is := state(i)
			if i > n-50 {
				is = store.Waiting
			}
			for _, wanted := range states {
				if wanted == is {
					want = append(want, line(i, is))
				}
			}
			if states == nil {
				want = append(want, line(i, is))
			}
		}
		s.same(fmt.Sprint(states), s.lines(states...), want)
	}
	for _, err := range s.Items(s.ctx, "S") {
		s.fails(err, store.ErrNotFound)
	}
	ended, cancel := context.WithCancel(s.ctx)
	cancel()
	for _, err := range s.Items(ended, "R") {
		s.fails(err, context.Canceled)
	}
}

// The reader of a list may move the items it reads about.
func testItemsWhileRecording(s *suite) {
	s.run(20)
	n := 0
	for item, err := range s.Items(s.ctx, "R", store.Waiting) {
		s.ok(err)
		s.record(move(item.N, store.Waiting, store.Sent))
		n++
	}
	for item, err := range s.Items(s.ctx, "R", store.Sent) {
		s.ok(err)
		s.record(move(item.N, store.Sent, store.Printed))
	}
	if n != 20 {
		s.Errorf("%d items waited, want 20", n)
	}
	s.counts(store.Counts{Leased: 20, Printed: 20})
}

func testJournal(s *suite) {
	const n = 300 // more than a page
	s.run(n)
	for range s.Journal(s.ctx, "R") {
		s.Fatal("a new run has a journal")
	}
	var transitions []store.Transition
	for i := 1; i <= n; i++ {
		transitions = append(transitions, store.Transition{N: i, From: store.Waiting, To: store.Sent})
	}
	s.record(transitions...)
	at := day.Add(time.Second)
	s.ok(s.Record(s.ctx, "R", at, store.Transition{
		N: 7, From: store.Sent, To: store.Void, Evidence: []byte(`{"code":"V"}`), Operator: "Bo", Reason: "inlay",
	}))
	seq := int64(0)
	for event, err := range s.Journal(s.ctx, "R") {
		s.ok(err)
		if seq++; event.Seq != seq {
			s.Fatalf("event %d has number %d", seq, event.Seq)
		}
		if seq <= n && (event.N != int(seq) || event.From != store.Waiting || event.To != store.Sent || !event.At.Equal(day) || event.Evidence != nil) {
			s.Fatalf("event %+v", event)
		}
		if seq > n && (event.N != 7 || event.Serial != "1006" || event.From != store.Sent || event.To != store.Void || !event.At.Equal(at) ||
			string(event.Evidence) != `{"code":"V"}` || event.Operator != "Bo" || event.Reason != "inlay") {
			s.Errorf("event %+v", event)
		}
	}
	if seq != n+1 || s.audit().Events != n+1 {
		s.Errorf("%d events, want %d", seq, n+1)
	}
	for range s.Journal(s.ctx, "R") {
		break
	}
	for _, err := range s.Journal(s.ctx, "S") {
		s.fails(err, store.ErrNotFound)
	}
}

// A long walk of random moves, allowed or not, right or wrong about the state of
// an item, ends where a plain list of states ends.
func testRandomWalk(s *suite) {
	const n, steps = 40, 400
	s.run(n)
	random := rand.New(rand.NewPCG(7, 11))
	states := make([]store.ItemState, n)
	for i := range states {
		states[i] = store.Waiting
	}
	for range steps {
		var transitions []store.Transition
		next := append([]store.ItemState(nil), states...)
		ok := true
		for range 1 + random.IntN(3) {
			i := random.IntN(n)
			t := move(i+1, next[i], store.ItemState(1+random.IntN(7)))
			if random.IntN(10) == 0 {
				t.From = store.ItemState(1 + random.IntN(7))
			}
			ok = ok && t.From == next[i] && t.From.CanBecome(t.To)
			next[i] = t.To
			transitions = append(transitions, t)
		}
		if err := s.Record(s.ctx, "R", day, transitions...); (err == nil) != ok {
			s.Fatalf("%+v on %v: %v", transitions, states, err)
		}
		if ok {
			states = next
		}
	}
	for _, item := range s.items() {
		if item.State != states[item.N-1] {
			s.Errorf("item %d is %s, want %s", item.N, item.State, states[item.N-1])
		}
	}
	s.audit()
}

// What was asked for under a context that has ended has not happened.
func testCancelled(s *suite) {
	s.run(3)
	ended, cancel := context.WithCancel(s.ctx)
	cancel()
	_, err := s.Lease(ended, s.request(1))
	s.fails(err, context.Canceled)
	s.fails(s.Record(ended, "R", day, move(1, store.Waiting, store.Sent)), context.Canceled)
	s.fails(s.SetRunState(ended, "R", store.RunOpen, store.RunStopped), context.Canceled)
	_, err = s.Counts(ended, "R")
	s.fails(err, context.Canceled)
	pool, err := s.Pool(s.ctx, "A")
	s.ok(err)
	if pool.Next != 3 {
		s.Errorf("%d serials are leased, want 3", pool.Next)
	}
	s.counts(store.Counts{Leased: 3, Waiting: 3})
}

// A tag belongs to one item, in whatever run.
func testTag(s *suite) {
	s.run(3)
	for n := range 2 {
		s.record(move(n+1, store.Waiting, store.Sent))
	}
	verified := func(n int, tid string) error {
		m := move(n, store.Sent, store.Printed)
		m.TID = tid
		return s.Record(s.ctx, "R", day, m)
	}
	s.ok(verified(1, "E2801105"))
	s.fails(verified(2, "E2801105"), store.ErrTag)
	s.counts(store.Counts{Leased: 3, Waiting: 1, Sent: 1, Printed: 1})
	s.ok(verified(2, "E2801106"))
	again := move(1, store.Printed, store.Verified)
	again.TID = "E2801105"
	s.record(again)
}

// A label that was printed is looked at again: what was seen stands in the journal,
// also where it leaves the item as it is, and a tag that it turns out not to have may
// be another's.
func testLookAgain(s *suite) {
	s.run(3)
	s.record(move(1, store.Waiting, store.Sent), move(1, store.Sent, store.Printed), move(2, store.Waiting, store.Sent), move(2, store.Sent, store.Printed))
	read := move(1, store.Printed, store.Verified)
	read.TID = "E2801105"
	s.record(read)
	again := move(1, store.Verified, store.Verified)
	again.Evidence = []byte(`{"look":"again"}`)
	s.record(again)
	item, err := s.Item(s.ctx, "R", 1)
	s.ok(err)
	if item.Serial != "1000" || item.State != store.Verified || string(item.Evidence) != `{"look":"again"}` {
		s.Errorf("%+v", item)
	}
	_, err = s.Item(s.ctx, "R", 3)
	s.fails(err, store.ErrNotFound)
	for _, to := range []store.ItemState{store.Verified, store.InDoubt} {
		bare := move(1, store.Verified, to)
		bare.Evidence = nil
		s.fails(s.Record(s.ctx, "R", day, bare), store.ErrMove)
	}
	other := move(2, store.Printed, store.Verified)
	other.TID = "E2801105"
	s.fails(s.Record(s.ctx, "R", day, other), store.ErrTag)
	doubt := move(1, store.Verified, store.InDoubt)
	doubt.TID = "E2801105"
	s.record(doubt, other)
	s.counts(store.Counts{Leased: 3, Waiting: 1, Verified: 1, InDoubt: 1})
}
