// Package storetest is the conformance suite of [store.Store]: what printing
// relies on, whatever database is below. [Run] runs it.
//
// # Specification
//
// The laws are those in the comment of package store. What only a killed process
// or a broken file can show is left to the tests of each database.
//
// # Errors
//
// The suite reports through [testing.T] and returns nothing.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/store"
)

// Run runs the suite, its tests in parallel. Each call of open must return a new
// and empty store; the suite closes it.
func Run(t *testing.T, open func(t *testing.T) *store.Store) {
	for _, test := range []struct {
		name string
		run  func(*suite)
	}{
		{"Pool", testPool},
		{"PoolRefused", testPoolRefused},
		{"PoolOrder", testPoolOrder},
		{"Lease", testLease},
		{"LeaseAgain", testLeaseAgain},
		{"LeaseRefused", testLeaseRefused},
		{"LeaseConcurrently", testLeaseConcurrently},
		{"LeaseMany", testLeaseMany},
		{"LeaseTerms", testLeaseTerms},
		{"Leases", testLeases},
		{"Release", testRelease},
		{"ReleaseRefused", testReleaseRefused},
		{"ReleaseJoins", testReleaseJoins},
		{"ReleaseRun", testReleaseRun},
		{"ReleaseRandomly", testReleaseRandomly},
		{"LowWater", testLowWater},
		{"CreatePool", testCreatePool},
		{"SSCC", testSSCC},
		{"List", testList},
		{"ListRefused", testListRefused},
		{"ListRun", testListRun},
		{"Backup", testBackup},
		{"BackupRefused", testBackupRefused},
		{"Key", testKey},
		{"Fill", testFill},
		{"FillList", testFillList},
		{"FillRefused", testFillRefused},
		{"Return", testReturn},
		{"ReturnList", testReturnList},
		{"Sequence", testSequence},
		{"CreateRun", testCreateRun},
		{"CreateRunAgain", testCreateRunAgain},
		{"CreateRunRefused", testCreateRunRefused},
		{"AddLease", testAddLease},
		{"Runs", testRuns},
		{"RunState", testRunState},
		{"Request", testRequest},
		{"Tag", testTag},
		{"LookAgain", testLookAgain},
		{"Record", testRecord},
		{"RecordAllMoves", testRecordAllMoves},
		{"RecordIsAtomic", testRecordIsAtomic},
		{"RecordRefused", testRecordRefused},
		{"RecordConcurrently", testRecordConcurrently},
		{"Items", testItems},
		{"ItemsWhileRecording", testItemsWhileRecording},
		{"Journal", testJournal},
		{"RandomWalk", testRandomWalk},
		{"Lookup", testLookup},
		{"Cancelled", testCancelled},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &suite{t, t.Context(), open(t), func() *store.Store { return open(t) }}
			defer func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			}()
			test.run(s)
		})
	}
}

// A suite is one test with its store.
type suite struct {
	testing.TB
	ctx context.Context
	*store.Store
	open func() *store.Store // another one, which the test closes
}

// another returns a further store, which is closed when the test ends.
func (s *suite) another() *suite {
	other := &suite{s.TB, s.ctx, s.open(), s.open}
	s.Cleanup(func() {
		if err := other.Close(); err != nil {
			s.Error(err)
		}
	})
	return other
}

// day is the time of everything in the suite; stores keep microseconds.
var day = time.Date(2026, 11, 22, 9, 30, 0, 123456000, time.UTC)

// GTINs of GS1's range for examples, 952 and 950.
const (
	gtinA = "09506000134352"
	gtinB = "09521234543213"
)

func (s *suite) gtin(text string) gs1.GTIN {
	s.Helper()
	g, err := gs1.ParseGTIN(text)
	s.ok(err)
	return g
}

func (s *suite) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// fails checks that err is, or wraps, want.
func (s *suite) fails(err, want error) {
	s.Helper()
	if !errors.Is(err, want) {
		s.Errorf("error %v, want %v", err, want)
	}
}

// pool makes a sequential pool named A, of GTIN A.
func (s *suite) pool(format string) store.Pool {
	s.Helper()
	pool, err := s.EnsurePool(s.ctx, store.PoolSpec{Name: "A", GTIN: s.gtin(gtinA), Format: format, Order: store.Sequential, At: day})
	s.ok(err)
	return pool
}

func (s *suite) request(count int) store.LeaseRequest {
	return store.LeaseRequest{ID: store.NewLeaseID(), Pool: "A", Count: count, Operator: "Ada", At: day}
}

func (s *suite) spec(id string, count int) store.Run {
	s.Helper()
	return store.Run{
		ID: id, Created: day, GTIN: s.gtin(gtinA), Pool: "A", Count: count, Printer: "virtual:", Out: "demo",
		Spec: []byte(`{"lot":"LOT42"}`), Operator: "Ada",
	}
}

// run makes pool A with serials of four digits and a run R of count items.
func (s *suite) run(count int) store.Run {
	s.Helper()
	s.pool("numeric-4")
	run, err := s.CreateRun(s.ctx, s.spec("R", count), s.request(count))
	s.ok(err)
	return run
}

// move returns a transition that names whom and why, so that it is never refused
// for want of them.
func move(n int, from, to store.ItemState) store.Transition {
	return store.Transition{N: n, From: from, To: to, Operator: "Ada", Reason: "test", Evidence: []byte(`{"n":1}`)}
}

func (s *suite) record(transitions ...store.Transition) {
	s.Helper()
	s.ok(s.Record(s.ctx, "R", day, transitions...))
}

// counts checks the counts of run R, and that counting again agrees.
func (s *suite) counts(want store.Counts) {
	s.Helper()
	got, err := s.Counts(s.ctx, "R")
	s.ok(err)
	if got != want {
		s.Errorf("counts %+v, want %+v", got, want)
	}
	s.audit()
}

// audit checks that run R holds the laws.
func (s *suite) audit() store.Audit {
	s.Helper()
	a, err := s.Audit(s.ctx, "R")
	s.ok(err)
	for _, problem := range a.Problems {
		s.Error(problem)
	}
	c := a.Counts
	if sum := c.Waiting + c.Sent + c.Printed + c.Verified + c.Void + c.InDoubt + c.Cancelled; sum != c.Leased {
		s.Errorf("the states sum up to %d, %d are leased", sum, c.Leased)
	}
	return a
}

func (s *suite) items(states ...store.ItemState) (items []store.Item) {
	s.Helper()
	for item, err := range s.Items(s.ctx, "R", states...) {
		s.ok(err)
		items = append(items, item)
	}
	return items
}

// serials returns "number serial state" of each item.
func (s *suite) lines(states ...store.ItemState) (lines []string) {
	s.Helper()
	for _, item := range s.items(states...) {
		lines = append(lines, fmt.Sprint(item.N, " ", item.Serial, " ", item.State))
	}
	return lines
}

func (s *suite) same(what string, got, want []string) {
	s.Helper()
	if !slices.Equal(got, want) {
		s.Errorf("%s:\n%q, want\n%q", what, got, want)
	}
}
