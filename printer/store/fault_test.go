package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

// errFault is what a broken disk or line gives.
var errFault = errors.New("the line is dead")

// A faulty database commits as told: normally, not at all, or without saying so.
type faulty struct {
	real driver.Driver
	dsn  string
	mode atomic.Int32
}

const (
	commits = iota
	commitFails
	commitFailsDone
)

func (f *faulty) Connect(context.Context) (driver.Conn, error) {
	c, err := f.real.Open(f.dsn)
	return faultyConn{c, f}, err
}

func (f *faulty) Driver() driver.Driver { return f.real }

type faultyConn struct {
	driver.Conn
	*faulty
}

func (c faultyConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	tx, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
	if o.ReadOnly {
		return tx, err
	}
	return faultyTx{tx, c.faulty}, err
}

func (c faultyConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
}

type faultyTx struct {
	driver.Tx
	*faulty
}

func (t faultyTx) Commit() error {
	switch t.mode.Load() {
	case commitFails:
		return errors.Join(errFault, t.Tx.Rollback())
	case commitFailsDone:
		return errors.Join(errFault, t.Tx.Commit())
	}
	return t.Tx.Commit()
}

// faultyStore has a pool and a run of 3.
func faultyStore(t *testing.T) (*Store, *faulty) {
	t.Helper()
	path := testPath(t)
	real, err := sql.Open(testDriver, path)
	if err != nil {
		t.Fatal(err)
	}
	defer real.Close()
	f := &faulty{real: real.Driver(), dsn: SQLiteDSN(path)}
	s, err := Open(t.Context(), sql.OpenDB(f))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mustClose(t, s) })
	if _, err := s.EnsurePool(t.Context(), PoolSpec{Name: "A", GTIN: testGTIN(t), Order: Sequential}); err != nil {
		t.Fatal(err)
	}
	run := Run{ID: "R", GTIN: testGTIN(t), Pool: "A", Count: 3}
	if _, err := s.CreateRun(t.Context(), run, LeaseRequest{ID: "first", Count: 3}); err != nil {
		t.Fatal(err)
	}
	return s, f
}

// Every durable step, once failed and not done, once failed but done: the same
// step again, after the store has told how it stands, does it exactly once.
func TestCommitFails(t *testing.T) {
	t.Parallel()
	for name, mode := range map[string]int32{"not done": commitFails, "but done": commitFailsDone} {
		done := mode == commitFailsDone
		t.Run("lease, "+name, func(t *testing.T) {
			s, f := faultyStore(t)
			request := LeaseRequest{ID: "second", Pool: "A", Count: 2}
			lease := func() error { _, err := s.Lease(t.Context(), request); return err }
			failAndRepeat(t, f, mode, lease, lease)
			wantNext(t, s, 5)
		})
		t.Run("run, "+name, func(t *testing.T) {
			s, f := faultyStore(t)
			run := Run{ID: "S", GTIN: testGTIN(t), Pool: "A", Count: 2}
			create := func() error {
				_, err := s.CreateRun(t.Context(), run, LeaseRequest{ID: "second", Count: 2})
				return err
			}
			failAndRepeat(t, f, mode, create, create)
			wantNext(t, s, 5)
		})
		t.Run("further lease, "+name, func(t *testing.T) {
			s, f := faultyStore(t)
			add := func() error {
				_, err := s.AddLease(t.Context(), "R", LeaseRequest{ID: "second", Pool: "A", Count: 2})
				return err
			}
			failAndRepeat(t, f, mode, add, add)
			wantNext(t, s, 5)
			wantCounts(t, s, Counts{Leased: 5, Waiting: 5})
		})
		t.Run("pool, "+name, func(t *testing.T) {
			s, f := faultyStore(t)
			ensure := func() error {
				_, err := s.EnsurePool(t.Context(), PoolSpec{Name: "B", GTIN: testGTIN(t), Format: "numeric-5"})
				return err
			}
			failAndRepeat(t, f, mode, ensure, ensure)
		})
		t.Run("release, "+name, func(t *testing.T) {
			s, f := faultyStore(t)
			request := LeaseRequest{ID: "second", Pool: "A", Count: 2}
			if _, err := s.Lease(t.Context(), request); err != nil {
				t.Fatal(err)
			}
			release := func() error { _, err := s.Release(t.Context(), "second", 1); return err }
			failAndRepeat(t, f, mode, release, release)
			wantNext(t, s, 4)
		})
		t.Run("block, "+name, func(t *testing.T) {
			upstream := mustOpen(t, testPath(t))
			t.Cleanup(func() { mustClose(t, upstream) })
			if _, err := upstream.EnsurePool(t.Context(), PoolSpec{Name: "B", GTIN: testGTIN(t), Format: "numeric-5"}); err != nil {
				t.Fatal(err)
			}
			s, f := faultyStore(t)
			if _, err := s.AdoptPool(t.Context(), upstream, "upstream.db", "B", 0, time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
			fill := func() error { _, err := s.Fill(t.Context(), "B", upstream, 7, "line", time.Unix(0, 0)); return err }
			failAndRepeat(t, f, mode, fill, fill)
			here, err := s.Pool(t.Context(), "B")
			there, upstreamErr := upstream.Pool(t.Context(), "B")
			if err != nil || upstreamErr != nil || here.Spare != 7 || there.Next != 7 {
				t.Errorf("%d serials are here, %d were leased there, %v, %v; want 7", here.Spare, there.Next, err, upstreamErr)
			}
		})
		t.Run("record, "+name, func(t *testing.T) {
			s, f := faultyStore(t)
			record := func() error {
				return s.Record(t.Context(), "R", time.Unix(0, 0), Transition{N: 1, From: Waiting, To: Sent})
			}
			failAndRepeat(t, f, mode, record, func() error {
				err := record()
				if done && errors.Is(err, ErrConflict) {
					return nil // the store knows that it was sent
				}
				return err
			})
			wantCounts(t, s, Counts{Leased: 3, Waiting: 2, Sent: 1})
		})
		t.Run("run state, "+name, func(t *testing.T) {
			s, f := faultyStore(t)
			failAndRepeat(t, f, mode,
				func() error { return s.SetRunState(t.Context(), "R", RunOpen, RunStopped) },
				func() error {
					run, err := s.Run(t.Context(), "R")
					if err != nil {
						return err
					}
					return s.SetRunState(t.Context(), "R", run.State, RunStopped)
				})
		})
	}
}

func failAndRepeat(t *testing.T, f *faulty, mode int32, step, again func() error) {
	t.Helper()
	f.mode.Store(mode)
	if err := step(); !errors.Is(err, errFault) {
		t.Fatalf("a commit that fails gives %v", err)
	}
	f.mode.Store(commits)
	if err := again(); err != nil {
		t.Fatalf("the same again: %v", err)
	}
}

func wantNext(t *testing.T, s *Store, next uint64) {
	t.Helper()
	pool, err := s.Pool(t.Context(), "A")
	if err != nil || pool.Next != next {
		t.Errorf("the pool goes on at %d, %v, want %d", pool.Next, err, next)
	}
}

func wantCounts(t *testing.T, s *Store, want Counts) {
	t.Helper()
	a, err := s.Audit(t.Context(), "R")
	if err != nil || a.Counts != want || len(a.Problems) > 0 {
		t.Errorf("audit %+v, %v, want %+v", a, err, want)
	}
}
