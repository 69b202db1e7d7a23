package storetest

import (
	"context"
	"fmt"
	"time"

	"github.com/eachmark/eachmark/printer/store"
)

func testCreateRun(s *suite) {
	s.pool("numeric-4")
	request := s.request(3)
	made, err := s.CreateRun(s.ctx, s.spec("R", 2), request)
	s.ok(err)
	found, err := s.Run(s.ctx, "R")
	s.ok(err)
	for _, run := range []store.Run{made, found} {
		if run.ID != "R" || !run.Created.Equal(day) || run.State != store.RunOpen || run.GTIN != s.gtin(gtinA) ||
			run.Pool != "A" || run.Count != 2 || run.Printer != "virtual:" || run.Out != "demo" ||
			string(run.Spec) != `{"lot":"LOT42"}` || run.Operator != "Ada" {
			s.Errorf("run %+v", run)
		}
		if len(run.Leases) != 1 || run.Leases[0].ID != request.ID || run.Leases[0].Count != 3 || run.Leases[0].Run != "R" {
			s.Errorf("leases %+v", run.Leases)
		}
		if run.Counts != (store.Counts{Leased: 3, Waiting: 3}) {
			s.Errorf("counts %+v", run.Counts)
		}
	}
	s.audit()
}

func testCreateRunAgain(s *suite) {
	s.pool("numeric-4")
	request := s.request(3)
	_, err := s.CreateRun(s.ctx, s.spec("R", 3), request)
	s.ok(err)
	again, err := s.CreateRun(s.ctx, s.spec("R", 3), request)
	s.ok(err)
	if len(again.Leases) != 1 || again.Counts.Leased != 3 {
		s.Errorf("the same call again: %+v", again)
	}
	_, err = s.CreateRun(s.ctx, s.spec("R", 3), s.request(3))
	s.fails(err, store.ErrExists)
	pool, err := s.Pool(s.ctx, "A")
	s.ok(err)
	if pool.Next != 3 {
		s.Errorf("%d serials are leased, want 3", pool.Next)
	}
}

func testCreateRunRefused(s *suite) {
	s.pool("numeric-1")
	noGTIN, badSpec, badID, otherPool := s.spec("R", 1), s.spec("R", 1), s.spec("", 1), s.spec("R", 1)
	noGTIN.GTIN = s.gtin(gtinB)
	badSpec.Spec = []byte(`{"lot":`)
	otherPool.Pool = "B"
	taken, err := s.Lease(s.ctx, s.request(1))
	s.ok(err)
	reused := s.request(1)
	reused.ID = taken.ID
	for _, tt := range []struct {
		run   store.Run
		lease store.LeaseRequest
		want  error
	}{
		{s.spec("R", 10), s.request(10), store.ErrPoolEmpty},
		{s.spec("R", 0), s.request(1), store.ErrInvalid},
		{s.spec("R", 1), s.request(0), store.ErrInvalid},
		{noGTIN, s.request(1), store.ErrInvalid},
		{badSpec, s.request(1), store.ErrInvalid},
		{badID, s.request(1), store.ErrInvalid},
		{otherPool, s.request(1), store.ErrInvalid},
		{otherPool, store.LeaseRequest{ID: "x", Count: 1}, store.ErrNotFound},
		{s.spec("R", 1), reused, store.ErrExists},
	} {
		_, err := s.CreateRun(s.ctx, tt.run, tt.lease)
		s.fails(err, tt.want)
		_, err = s.Run(s.ctx, "R")
		s.fails(err, store.ErrNotFound)
	}
	pool, err := s.Pool(s.ctx, "A")
	s.ok(err)
	if pool.Next != 1 {
		s.Errorf("%d serials are leased, want 1", pool.Next)
	}
}

func testAddLease(s *suite) {
	s.run(2)
	_, err := s.Lease(s.ctx, s.request(5)) // somebody else's, in between
	s.ok(err)
	request := s.request(2)
	for range 2 { // the second time nothing new
		lease, err := s.AddLease(s.ctx, "R", request)
		s.ok(err)
		if lease.First != 7 || lease.Run != "R" {
			s.Errorf("lease %+v, want number 7 and run R", lease)
		}
	}
	s.same("items", s.lines(), []string{"1 1000 waiting", "2 1001 waiting", "3 1007 waiting", "4 1008 waiting"})
	s.record(move(3, store.Waiting, store.Sent))
	s.counts(store.Counts{Leased: 4, Waiting: 3, Sent: 1})

	_, err = s.AddLease(s.ctx, "S", s.request(1))
	s.fails(err, store.ErrNotFound)
	_, err = s.AddLease(s.ctx, "", s.request(1))
	s.fails(err, store.ErrInvalid)
	other, err := s.EnsurePool(s.ctx, store.PoolSpec{GTIN: s.gtin(gtinB)})
	s.ok(err)
	request = s.request(1)
	request.Pool = other.Name
	_, err = s.AddLease(s.ctx, "R", request)
	s.fails(err, store.ErrInvalid)
	if other, err = s.Pool(s.ctx, other.Name); err != nil || other.Next != 0 {
		s.Errorf("a refused lease took numbers: %+v, %v", other, err)
	}
}

// More runs than a page of any size likely has, some at the same time.
func testRuns(s *suite) {
	for range s.Runs(s.ctx) {
		s.Fatal("a new store has runs")
	}
	s.pool("numeric-11")
	const n = 270
	for i := range n {
		run := s.spec(fmt.Sprintf("R%03d", i), 1)
		run.Created = day.Add(time.Duration(i/3) * time.Second)
		_, err := s.CreateRun(s.ctx, run, s.request(1))
		s.ok(err)
	}
	i := n
	for run, err := range s.Runs(s.ctx) {
		s.ok(err)
		if i--; run.ID != fmt.Sprintf("R%03d", i) || run.Counts.Leased != 1 || len(run.Leases) != 1 {
			s.Fatalf("run %+v, want R%03d with one lease", run, i)
		}
	}
	if i != 0 {
		s.Errorf("%d runs are missing", i)
	}
	for range s.Runs(s.ctx) {
		break
	}
	ended, cancel := context.WithCancel(s.ctx)
	cancel()
	for _, err := range s.Runs(ended) {
		s.fails(err, context.Canceled)
	}
}

func testRunState(s *suite) {
	s.run(2)
	set := func(from, to store.RunState) error { return s.SetRunState(s.ctx, "R", from, to) }
	s.ok(set(store.RunOpen, store.RunStopped))
	s.fails(set(store.RunOpen, store.RunStopped), store.ErrConflict)
	s.fails(set(store.RunStopped, store.RunClosed), store.ErrUnfinished)
	s.fails(set(store.RunStopped, 0), store.ErrInvalid)
	s.fails(s.SetRunState(s.ctx, "S", store.RunOpen, store.RunStopped), store.ErrNotFound)

	// Of a stopped run nothing is sent.
	s.fails(s.Record(s.ctx, "R", day, move(1, store.Waiting, store.Sent)), store.ErrConflict)
	s.ok(set(store.RunStopped, store.RunOpen))
	s.record(move(1, store.Waiting, store.Sent), move(2, store.Waiting, store.Sent))
	s.ok(set(store.RunOpen, store.RunUnconfirmed))
	s.fails(set(store.RunUnconfirmed, store.RunClosed), store.ErrUnfinished)
	s.record(move(1, store.Sent, store.Printed), move(2, store.Sent, store.InDoubt))
	s.fails(set(store.RunUnconfirmed, store.RunClosed), store.ErrUnfinished)
	s.record(move(2, store.InDoubt, store.Void))
	s.ok(set(store.RunUnconfirmed, store.RunUnconfirmed))
	s.ok(set(store.RunUnconfirmed, store.RunClosed))

	// Of a closed run a label can still be scanned or spoilt; to print another it is
	// stopped first.
	s.fails(set(store.RunClosed, store.RunOpen), store.ErrMove)
	_, err := s.AddLease(s.ctx, "R", s.request(1))
	s.fails(err, store.ErrConflict)
	s.record(move(1, store.Printed, store.Verified))
	s.counts(store.Counts{Leased: 2, Verified: 1, Void: 1})
	run, err := s.Run(s.ctx, "R")
	s.ok(err)
	if run.State != store.RunClosed {
		s.Errorf("run is %s, want closed", run.State)
	}
	s.ok(set(store.RunClosed, store.RunStopped))
	s.ok(set(store.RunStopped, store.RunOpen))
	again := move(2, store.Void, store.Sent)
	again.Operator, again.Reason = "", "unreadable"
	s.fails(s.Record(s.ctx, "R", day, again), store.ErrMove)
	again.Operator, again.Reason = "ada", ""
	s.fails(s.Record(s.ctx, "R", day, again), store.ErrMove)
	again.Reason = "unreadable"
	s.record(again)
	s.counts(store.Counts{Leased: 2, Verified: 1, Sent: 1})
}

func testRequest(s *suite) {
	s.run(2)
	wants := func(want store.Request) {
		s.Helper()
		got, err := s.Request(s.ctx, "R")
		s.ok(err)
		run, err := s.Run(s.ctx, "R")
		s.ok(err)
		if got != want || run.Request != want {
			s.Errorf("requested %q, in the run %q, want %q", got, run.Request, want)
		}
	}
	wants(store.NoRequest)
	s.ok(s.SetRequest(s.ctx, "R", store.RequestPause))
	wants(store.RequestPause)
	s.ok(s.SetRunState(s.ctx, "R", store.RunOpen, store.RunStopped))
	wants(store.NoRequest)
	s.ok(s.SetRequest(s.ctx, "R", store.RequestCancel))
	s.ok(s.SetRequest(s.ctx, "R", store.RequestPause))
	s.ok(s.SetRunState(s.ctx, "R", store.RunStopped, store.RunOpen))
	wants(store.RequestCancel)
	s.fails(s.SetRequest(s.ctx, "S", store.RequestPause), store.ErrNotFound)

	// A closed run is asked nothing: nobody is there to hear it.
	s = s.another()
	s.run(1)
	s.record(move(1, store.Waiting, store.Cancelled))
	s.ok(s.SetRunState(s.ctx, "R", store.RunOpen, store.RunClosed))
	s.ok(s.SetRequest(s.ctx, "R", store.RequestCancel))
	wants(store.NoRequest)
	_, err := s.Request(s.ctx, "S")
	s.fails(err, store.ErrNotFound)
}
