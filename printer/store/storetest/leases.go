package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/eachmark/eachmark/printer/store"
)

// auditPool checks that the numbers of pool A add up.
func (s *suite) auditPool() {
	s.Helper()
	problems, err := s.AuditPool(s.ctx, "A")
	s.ok(err)
	for _, problem := range problems {
		s.Error(problem)
	}
}

// lease leases count serials of pool A.
func (s *suite) lease(count int) store.Lease {
	s.Helper()
	lease, err := s.Lease(s.ctx, s.request(count))
	s.ok(err)
	return lease
}

// left checks how many serials pool A has left.
func (s *suite) left(want uint64) {
	s.Helper()
	pool, err := s.Pool(s.ctx, "A")
	s.ok(err)
	if pool.Left() != want {
		s.Errorf("%d serials are left, want %d", pool.Left(), want)
	}
	s.auditPool()
}

func testLeaseTerms(s *suite) {
	s.pool("numeric-4")
	request := s.request(3)
	request.Purpose, request.Expires = "line 3, week 47", day.Add(time.Hour)
	made, err := s.Lease(s.ctx, request)
	s.ok(err)
	found, err := s.LeaseByID(s.ctx, request.ID)
	s.ok(err)
	for _, lease := range []store.Lease{made, found} {
		if lease.Purpose != "line 3, week 47" || !lease.Expires.Equal(day.Add(time.Hour)) {
			s.Errorf("lease %+v has lost its terms", lease)
		}
		if lease.Expired(day) || !lease.Expired(day.Add(time.Hour)) {
			s.Errorf("lease %+v expires at another time", lease)
		}
	}
	if s.lease(1).Expired(day.AddDate(100, 0, 0)) {
		s.Error("a lease without an end expires")
	}
	_, err = s.LeaseByID(s.ctx, "none")
	s.fails(err, store.ErrNotFound)
}

func testLeases(s *suite) {
	s.pool("numeric-11")
	const n = 300 // more than a page
	for i := range n {
		s.lease(1 + i%3)
	}
	next, count := uint64(0), 0
	for lease, err := range s.Leases(s.ctx, "A") {
		s.ok(err)
		if lease.First != next {
			s.Fatalf("lease %+v, want one that begins at %d", lease, next)
		}
		next += uint64(lease.Count)
		count++
	}
	if count != n {
		s.Errorf("%d leases are listed, want %d", count, n)
	}
	for _, err := range s.Leases(s.ctx, "B") {
		s.fails(err, store.ErrNotFound)
	}
	for range s.Leases(s.ctx, "A") {
		break
	}
}

func testRelease(s *suite) {
	s.pool("numeric-1") // 1 … 9
	first, second := s.lease(3), s.lease(4)
	s.left(2)
	for range 2 { // the second time nothing new
		kept, err := s.Release(s.ctx, first.ID, 1)
		s.ok(err)
		if kept.Count != 1 || kept.Released != 2 || kept.First != 0 {
			s.Errorf("the lease is %+v, want the first of its numbers", kept)
		}
		s.left(4)
	}
	// What nobody had comes first, then what was released.
	s.same("new serials", s.serials(s.lease(2)), []string{"8", "9"})
	s.same("released serials", s.serials(s.lease(2)), []string{"2", "3"})
	_, err := s.Lease(s.ctx, s.request(1))
	s.fails(err, store.ErrPoolEmpty)
	_, err = s.Lookup(s.ctx, s.gtin(gtinA), "3")
	s.ok(err)

	// The lease as it was is not to be had again.
	request := s.request(3)
	request.ID = first.ID
	_, err = s.Lease(s.ctx, request)
	s.fails(err, store.ErrExists)
	_, err = s.Sequence(s.ctx, first)
	s.fails(err, store.ErrNotFound)

	_, err = s.Release(s.ctx, second.ID, 0)
	s.ok(err)
	s.left(4)
	_, err = s.Lookup(s.ctx, s.gtin(gtinA), "5")
	s.fails(err, store.ErrNotFound)
}

func testReleaseRefused(s *suite) {
	s.pool("numeric-1")
	lease := s.lease(3)
	for _, keep := range []int{-1, 4} {
		_, err := s.Release(s.ctx, lease.ID, keep)
		s.fails(err, store.ErrInvalid)
	}
	_, err := s.Release(s.ctx, "none", 0)
	s.fails(err, store.ErrNotFound)
	s.left(6)
}

// Pieces that are released side by side become one, and the last ones go back to
// what was never leased.
func testReleaseJoins(s *suite) {
	s.pool("numeric-1")
	leases := []store.Lease{s.lease(2), s.lease(2), s.lease(2), s.lease(2), s.lease(1)}
	release := func(i int) {
		s.Helper()
		_, err := s.Release(s.ctx, leases[i].ID, 0)
		s.ok(err)
	}
	release(0)
	release(2)
	s.left(4)
	_, err := s.Lease(s.ctx, s.request(3))
	s.fails(err, store.ErrPoolEmpty)
	if err != nil && !strings.Contains(err.Error(), "4 left, in pieces of at most 2") {
		s.Errorf("error %v does not say what is left", err)
	}
	release(1)
	s.same("joined", s.serials(s.lease(6)), []string{"1", "2", "3", "4", "5", "6"})
	release(3)
	release(4)
	pool, err := s.Pool(s.ctx, "A")
	s.ok(err)
	if pool.Next != 6 || pool.Spare != 0 {
		s.Errorf("the pool goes on at %d with %d released, want 6 and none", pool.Next, pool.Spare)
	}
	s.same("all but one", s.serials(s.lease(3)), []string{"7", "8", "9"})
}

// Of a stopped run the items at its end that wait can be released; serials that
// were sent, or cancelled, never.
func testReleaseRun(s *suite) {
	run := s.run(5)
	id := run.Leases[0].ID
	s.record(move(1, store.Waiting, store.Sent), move(2, store.Waiting, store.Cancelled))
	_, err := s.Release(s.ctx, id, 2)
	s.fails(err, store.ErrConflict) // it is open
	s.ok(s.SetRunState(s.ctx, "R", store.RunOpen, store.RunStopped))
	for keep := range 2 {
		_, err = s.Release(s.ctx, id, keep)
		s.fails(err, store.ErrUsed)
	}
	s.counts(store.Counts{Leased: 5, Waiting: 3, Sent: 1, Cancelled: 1})
	for range 2 {
		after, err := s.ReleaseWaiting(s.ctx, "R")
		s.ok(err)
		if after.Released != 3 || after.Counts.Leased != 2 || after.Counts.Waiting != 0 {
			s.Errorf("the run is %+v", after)
		}
	}
	s.counts(store.Counts{Leased: 2, Sent: 1, Cancelled: 1})
	s.auditPool()

	// Going on, the run has other serials under the same numbers.
	other := s.lease(1)
	_, err = s.AddLease(s.ctx, "R", s.request(2))
	s.ok(err)
	s.ok(s.SetRunState(s.ctx, "R", store.RunStopped, store.RunOpen))
	s.record(move(3, store.Waiting, store.Sent))
	s.same("serials", s.serials(other), []string{"1002"})
	s.same("items", s.lines(), []string{"1 1000 sent", "2 1001 cancelled", "3 1003 sent", "4 1004 waiting"})
	s.counts(store.Counts{Leased: 4, Waiting: 1, Sent: 2, Cancelled: 1})
	s.ok(s.SetRunState(s.ctx, "R", store.RunOpen, store.RunStopped))
	_, err = s.Release(s.ctx, id, 0)
	s.fails(err, store.ErrConflict) // it has gone on to another lease
	_, err = s.ReleaseWaiting(s.ctx, "S")
	s.fails(err, store.ErrNotFound)
}

// Random leases and releases, against a plain list of who has which serial.
func testReleaseRandomly(s *suite) {
	const size = 90
	s.pool("numeric-2")
	random := rand.New(rand.NewPCG(5, 6))
	var leases []store.Lease
	for range 150 {
		if random.IntN(2) == 0 || len(leases) == 0 {
			lease, err := s.Lease(s.ctx, s.request(1+random.IntN(20)))
			if err == nil {
				leases = append(leases, lease)
			} else {
				s.fails(err, store.ErrPoolEmpty)
			}
		} else {
			i := random.IntN(len(leases))
			kept, err := s.Release(s.ctx, leases[i].ID, random.IntN(leases[i].Count+1))
			s.ok(err)
			if leases[i] = kept; kept.Count == 0 {
				leases = slices.Delete(leases, i, i+1)
			}
		}
		var held [size]bool
		free := uint64(size)
		for _, lease := range leases {
			for i := lease.First; i < lease.First+uint64(lease.Count); i++ {
				if held[i] {
					s.Fatalf("number %d is leased twice", i)
				}
				held[i] = true
				free--
			}
		}
		s.left(free)
	}
}

func testLowWater(s *suite) {
	pool, err := s.CreatePool(s.ctx, store.PoolSpec{
		Name: "A", GTIN: s.gtin(gtinA), Format: "numeric-1", Order: store.Sequential, LowWater: 3, At: day,
	})
	s.ok(err)
	if pool.Low() {
		s.Error("a full pool is low")
	}
	lease := s.lease(7)
	if pool, err = s.Pool(s.ctx, "A"); err != nil || !pool.Low() {
		s.Errorf("2 of 9 are left and the mark is 3: %+v, %v", pool, err)
	}
	_, err = s.Release(s.ctx, lease.ID, 6)
	s.ok(err)
	if pool, err = s.Pool(s.ctx, "A"); err != nil || pool.Low() {
		s.Errorf("3 of 9 are left and the mark is 3: %+v, %v", pool, err)
	}
}

func testCreatePool(s *suite) {
	spec := store.PoolSpec{Name: "A", GTIN: s.gtin(gtinA), Format: "numeric-4", At: day}
	_, err := s.CreatePool(s.ctx, spec)
	s.ok(err)
	_, err = s.CreatePool(s.ctx, spec)
	s.fails(err, store.ErrExists)
	const n = 270 // more than a page
	for i := range n {
		_, err := s.CreatePool(s.ctx, store.PoolSpec{
			Name: fmt.Sprintf("P%03d", i), GTIN: s.gtin(gtinB), Format: fmt.Sprintf("numeric-4@%03d", i), At: day,
		})
		s.ok(err)
	}
	var names []string
	for pool, err := range s.Pools(s.ctx) {
		s.ok(err)
		names = append(names, pool.Name)
	}
	if len(names) != n+1 || names[0] != "A" || !slices.IsSorted(names) {
		s.Errorf("the pools are %q", names)
	}
	for range s.Pools(s.ctx) {
		break
	}
}

func testSSCC(s *suite) {
	spec := store.PoolSpec{Name: "A", Kind: store.SSCC, Prefix: "950600013435", Order: store.Sequential, At: day}
	pool, err := s.CreatePool(s.ctx, spec)
	s.ok(err)
	if pool.End != 1e5 {
		s.Errorf("a company prefix of 12 digits has %d SSCCs, want 100000", pool.End)
	}
	// GS1 General Specifications §2.2.1: extension digit, company prefix, serial
	// reference, check digit.
	s.same("SSCCs", s.serials(s.lease(2)), []string{"095060001343500002", "095060001343500019"})
	place, err := s.LookupSSCC(s.ctx, "095060001343500019")
	s.ok(err)
	if place.Pool != "A" || place.N != 2 {
		s.Errorf("the SSCC is at %+v", place)
	}
	for _, text := range []string{"095060001343500026", "095060001343500016", "09506000134350001", "095060001243500019", "x95060001343500019"} {
		_, err := s.LookupSSCC(s.ctx, text)
		s.fails(err, store.ErrNotFound)
	}
	random, err := s.CreatePool(s.ctx, store.PoolSpec{Name: "B", Kind: store.SSCC, Prefix: "9521234", At: day})
	s.ok(err)
	request := s.request(50)
	request.Pool = random.Name
	lease, err := s.Lease(s.ctx, request)
	s.ok(err)
	serials := s.serials(lease)
	if slices.IsSorted(serials) {
		s.Errorf("random SSCCs count up: %q", serials)
	}
	for n, text := range serials {
		if place, err := s.LookupSSCC(s.ctx, text); err != nil || place.Pool != "B" || place.N != n+1 {
			s.Errorf("SSCC %s is at %+v, %v", text, place, err)
		}
	}
	for _, tt := range []struct {
		spec store.PoolSpec
		want error
	}{
		{store.PoolSpec{Name: "C", Kind: store.SSCC, Prefix: "95212345"}, store.ErrExists}, // within 9521234
		{store.PoolSpec{Name: "C", Kind: store.SSCC, Prefix: "952"}, store.ErrInvalid},
		{store.PoolSpec{Name: "C", Kind: store.SSCC, Prefix: "95x1"}, store.ErrInvalid},
		{store.PoolSpec{Name: "C", Kind: store.SSCC, Prefix: "9999", Format: "numeric-4"}, store.ErrInvalid},
		{store.PoolSpec{Name: "C", Kind: store.SSCC, Prefix: "9999", GTIN: s.gtin(gtinA)}, store.ErrInvalid},
		{store.PoolSpec{Name: "C", Kind: "gsin", Prefix: "9999"}, store.ErrInvalid},
		{store.PoolSpec{Name: "C", Prefix: "9999", GTIN: s.gtin(gtinA)}, store.ErrInvalid},
	} {
		_, err := s.CreatePool(s.ctx, tt.spec)
		s.fails(err, tt.want)
	}
}

// listOf returns a list as a file has it.
func listOf(serials ...string) func(yield func(store.ListedSerial, error) bool) {
	return func(yield func(store.ListedSerial, error) bool) {
		for i, text := range serials {
			if !yield(store.ListedSerial{Line: i + 1, Serial: text}, nil) {
				return
			}
		}
	}
}

func testList(s *suite) {
	var texts []string
	for i := range 350 { // some batches, and a part of one
		texts = append(texts, fmt.Sprintf("X%03d/%d", i*7%1000, i))
	}
	spec := store.PoolSpec{Name: "A", GTIN: s.gtin(gtinA), At: day}
	pool, err := s.CreateList(s.ctx, spec, listOf(texts...))
	s.ok(err)
	if pool.Order != store.Listed || pool.Left() != 350 {
		s.Errorf("the pool is %+v", pool)
	}
	first, second := s.lease(2), s.lease(340)
	s.same("the list", s.serials(first, second), texts[:342])
	s.left(8)
	place, err := s.Lookup(s.ctx, s.gtin(gtinA), texts[3])
	s.ok(err)
	if place.Lease != second.ID || place.N != 2 {
		s.Errorf("the fourth serial is at %+v", place)
	}
	_, err = s.Lookup(s.ctx, s.gtin(gtinA), texts[349])
	s.fails(err, store.ErrNotFound)
	run, err := s.CreateRun(s.ctx, s.spec("R", 3), s.request(3))
	s.ok(err)
	s.record(move(2, store.Waiting, store.Sent))
	s.same("sent", s.lines(store.Sent), []string{"2 " + texts[343] + " sent"})
	if run.Pool != "A" {
		s.Errorf("run %+v", run)
	}
}

// A list and the run of its serials are made together or not at all.
func testListRun(s *suite) {
	pool := store.PoolSpec{Name: "customer", GTIN: s.gtin(gtinA), At: day}
	lease := store.LeaseRequest{ID: "L-run", At: day}
	_, err := s.CreateListRun(s.ctx, pool, listOf("K1", "K1"), s.spec("R", 1), lease)
	s.fails(err, store.ErrExists)
	_, err = s.CreateListRun(s.ctx, pool, listOf("K1"), store.Run{}, lease)
	s.fails(err, store.ErrInvalid)
	_, err = s.Pool(s.ctx, "customer")
	s.fails(err, store.ErrNotFound)
	run, err := s.CreateListRun(s.ctx, pool, listOf("K9", "K2", "K5"), s.spec("R", 1), lease)
	s.ok(err)
	if run.Count != 3 || run.Pool != "customer" || run.Counts.Waiting != 3 {
		s.Errorf("run %+v", run)
	}
	s.same("the items", s.lines(), []string{"1 K9 waiting", "2 K2 waiting", "3 K5 waiting"})
	again := store.PoolSpec{Name: "again", GTIN: s.gtin(gtinA), At: day}
	_, err = s.CreateListRun(s.ctx, again, listOf("K7", "K5"), s.spec("S", 1), store.LeaseRequest{ID: "L-again", At: day})
	s.fails(err, store.ErrExists)
}

// What is wrong with a list is told by line, and nothing of it is kept.
func testListRefused(s *suite) {
	gtin := s.gtin(gtinA)
	_, err := s.CreateList(s.ctx, store.PoolSpec{Name: "old", GTIN: gtin}, listOf("OLD1", "OLD2"))
	s.ok(err)
	_, err = s.CreatePool(s.ctx, store.PoolSpec{Name: "digits", GTIN: gtin, Format: "numeric-3"})
	s.ok(err)
	var texts []string
	for i := range 150 {
		texts = append(texts, fmt.Sprint("N", i))
	}
	texts[20], texts[120], texts[130], texts[140], texts[149] = "N7", "OLD2", "123", "a b", "N148"
	_, err = s.CreateList(s.ctx, store.PoolSpec{Name: "A", GTIN: gtin}, listOf(texts...))
	s.fails(err, store.ErrExists)
	s.fails(err, store.ErrInvalid)
	var told *store.ListError
	if !errors.As(err, &told) || told.Serial != texts[told.Line-1] {
		s.Errorf("error %v names no line", err)
	}
	for _, want := range []string{
		"line 21, serial \"N7\": store: exists already in line 8", "line 121, serial \"OLD2\": store: exists already in pool old",
		"line 131, serial \"123\"", "line 141, serial \"a b\"", "line 150, serial \"N148\": store: exists already in line 149",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			s.Errorf("error %v\ndoes not say %q", err, want)
		}
	}
	_, err = s.Pool(s.ctx, "A")
	s.fails(err, store.ErrNotFound)
	_, err = s.CreateList(s.ctx, store.PoolSpec{Name: "A", GTIN: gtin}, listOf())
	s.fails(err, store.ErrInvalid)
	_, err = s.CreateList(s.ctx, store.PoolSpec{Name: "old", GTIN: gtin}, listOf("NEW"))
	s.fails(err, store.ErrExists)
	_, err = s.CreateList(s.ctx, store.PoolSpec{Name: "A", GTIN: gtin, Format: "numeric-3"}, listOf("NEW"))
	s.fails(err, store.ErrInvalid)
	broken := errors.New("the file is cut")
	_, err = s.CreateList(s.ctx, store.PoolSpec{Name: "A", GTIN: gtin}, func(yield func(store.ListedSerial, error) bool) {
		_ = yield(store.ListedSerial{Line: 1, Serial: "NEW"}, nil) && yield(store.ListedSerial{}, broken)
	})
	s.fails(err, broken)
	// A pool cannot give what a list has.
	_, err = s.CreatePool(s.ctx, store.PoolSpec{Name: "A", GTIN: gtin, Format: "alphanumeric-4"})
	s.fails(err, store.ErrExists)
	_, err = s.CreateList(s.ctx, store.PoolSpec{Name: "A", GTIN: gtin}, listOf("NEW"))
	s.ok(err)
}
