package storetest

import (
	"slices"
	"sync"
	"time"

	"github.com/eachmark/eachmark/gs1/serial"
	"github.com/eachmark/eachmark/printer/store"
)

func testPool(s *suite) {
	_, err := s.Pool(s.ctx, gtinA)
	s.fails(err, store.ErrNotFound)

	// Only a GTIN is needed.
	made, err := s.EnsurePool(s.ctx, store.PoolSpec{GTIN: s.gtin(gtinA), At: day})
	s.ok(err)
	want := store.Pool{Name: gtinA, Kind: store.SGTIN, GTIN: s.gtin(gtinA), Format: "numeric-11", Order: store.Random, End: 9e10, Created: day}
	if made != want || made.Left() != 9e10 {
		s.Errorf("new pool %+v, want %+v", made, want)
	}
	for _, spec := range []store.PoolSpec{
		{GTIN: s.gtin(gtinA)},
		{Name: gtinA, GTIN: s.gtin(gtinA), Format: "numeric-11", Order: store.Random, At: day.Add(time.Hour)},
	} {
		again, err := s.EnsurePool(s.ctx, spec)
		s.ok(err)
		if again != made {
			s.Errorf("the same pool again is %+v, want %+v", again, made)
		}
	}
	found, err := s.Pool(s.ctx, gtinA)
	s.ok(err)
	if found != made {
		s.Errorf("found %+v, want %+v", found, made)
	}
}

func testPoolRefused(s *suite) {
	s.pool("numeric-4")
	gtin := s.gtin(gtinA)
	for _, tt := range []struct {
		what string
		spec store.PoolSpec
		want error
	}{
		{"other GTIN", store.PoolSpec{Name: "A", GTIN: s.gtin(gtinB)}, store.ErrExists},
		{"other format", store.PoolSpec{Name: "A", GTIN: gtin, Format: "numeric-5"}, store.ErrExists},
		{"other order", store.PoolSpec{Name: "A", GTIN: gtin, Order: store.Random}, store.ErrExists},
		{"same serials", store.PoolSpec{Name: "B", GTIN: gtin, Format: "numeric-4"}, store.ErrExists},
		{"some same serials", store.PoolSpec{Name: "B", GTIN: gtin, Format: "gs1-32-4"}, store.ErrExists},
		{"no GTIN", store.PoolSpec{Name: "B"}, store.ErrInvalid},
		{"no format", store.PoolSpec{Name: "B", GTIN: gtin, Format: "numeric-99"}, store.ErrInvalid},
		{"no order", store.PoolSpec{Name: "B", GTIN: gtin, Order: "alphabetic"}, store.ErrInvalid},
		{"no name", store.PoolSpec{Name: "a b", GTIN: gtin}, store.ErrInvalid},
	} {
		if _, err := s.EnsurePool(s.ctx, tt.spec); err == nil {
			s.Errorf("%s: pool made", tt.what)
		} else {
			s.fails(err, tt.want)
		}
	}
	_, err := s.Pool(s.ctx, "B")
	s.fails(err, store.ErrNotFound)

	// Serials of another length, or for another GTIN, are in nobody's way.
	for _, spec := range []store.PoolSpec{
		{Name: "B", GTIN: gtin, Format: "numeric-5"},
		{Name: "C", GTIN: s.gtin(gtinB), Format: "numeric-4"},
	} {
		_, err := s.EnsurePool(s.ctx, spec)
		s.ok(err)
	}
}

func testPoolOrder(s *suite) {
	format, err := serial.ParseFormat("numeric-11")
	s.ok(err)
	all := map[string]bool{}
	for _, spec := range []store.PoolSpec{{GTIN: s.gtin(gtinA)}, {GTIN: s.gtin(gtinB)}} {
		pool, err := s.EnsurePool(s.ctx, spec)
		s.ok(err)
		request := s.request(50)
		request.Pool = pool.Name
		lease, err := s.Lease(s.ctx, request)
		s.ok(err)
		serials := s.serials(lease)
		if slices.IsSorted(serials) {
			s.Errorf("a random pool counts up: %q", serials)
		}
		for _, text := range serials {
			if !format.Contains(text) || all[text] {
				s.Errorf("serial %q is not of the format, or there twice", text)
			}
			all[text] = true
		}
	}
}

// serials returns the serials of leases.
func (s *suite) serials(leases ...store.Lease) (serials []string) {
	s.Helper()
	q, err := s.Sequence(s.ctx, leases...)
	s.ok(err)
	for n := 1; n <= q.Len(); n++ {
		text, err := q.At(n)
		s.ok(err)
		serials = append(serials, text)
	}
	return serials
}

func testLease(s *suite) {
	s.pool("numeric-4")
	first, err := s.Lease(s.ctx, s.request(3))
	s.ok(err)
	second, err := s.Lease(s.ctx, s.request(2))
	s.ok(err)
	if first.First != 0 || first.Count != 3 || second.First != 3 || second.Count != 2 {
		s.Errorf("leases %+v and %+v, want numbers 0…2 and 3…4", first, second)
	}
	if first.Pool != "A" || first.Operator != "Ada" || !first.At.Equal(day) || first.Run != "" {
		s.Errorf("lease %+v has lost what was asked for", first)
	}
	s.same("serials", s.serials(first, second), []string{"1000", "1001", "1002", "1003", "1004"})
	pool, err := s.Pool(s.ctx, "A")
	s.ok(err)
	if pool.Next != 5 || pool.Left() != 8995 {
		s.Errorf("the pool goes on at %d with %d left, want 5 and 8995", pool.Next, pool.Left())
	}
}

func testLeaseAgain(s *suite) {
	s.pool("numeric-4")
	request := s.request(3)
	first, err := s.Lease(s.ctx, request)
	s.ok(err)
	request.At = day.Add(time.Minute)
	again, err := s.Lease(s.ctx, request)
	s.ok(err)
	if again != first {
		s.Errorf("the same request again got %+v, want %+v", again, first)
	}
	// Even when nothing is left.
	pool, err := s.Pool(s.ctx, "A")
	s.ok(err)
	s.lease(int(pool.Left()))
	again, err = s.Lease(s.ctx, request)
	s.ok(err)
	if again != first {
		s.Errorf("the same request again got %+v from an empty pool, want %+v", again, first)
	}
	request.Count++
	_, err = s.Lease(s.ctx, request)
	s.fails(err, store.ErrExists)
	if pool, err = s.Pool(s.ctx, "A"); err != nil || pool.Next != pool.End {
		s.Errorf("the pool goes on at %d, %v, want its end", pool.Next, err)
	}
}

func testLeaseRefused(s *suite) {
	s.pool("numeric-1") // nine serials
	_, err := s.Lease(s.ctx, s.request(7))
	s.ok(err)
	for _, tt := range []struct {
		request store.LeaseRequest
		want    error
	}{
		{s.request(3), store.ErrPoolEmpty},
		{s.request(1 << 40), store.ErrPoolEmpty},
		{s.request(0), store.ErrInvalid},
		{s.request(-1), store.ErrInvalid},
		{store.LeaseRequest{Pool: "A", Count: 1}, store.ErrInvalid},
		{store.LeaseRequest{ID: "x", Pool: "B", Count: 1}, store.ErrNotFound},
		{store.LeaseRequest{ID: "x", Pool: "A", Count: 1, Run: "R"}, store.ErrNotFound},
	} {
		lease, err := s.Lease(s.ctx, tt.request)
		s.fails(err, tt.want)
		if lease != (store.Lease{}) {
			s.Errorf("refused, and yet a lease: %+v", lease)
		}
	}
	last, err := s.Lease(s.ctx, s.request(2))
	s.ok(err)
	s.same("the last serials", s.serials(last), []string{"8", "9"})
	_, err = s.Lease(s.ctx, s.request(1))
	s.fails(err, store.ErrPoolEmpty)
}

func testLeaseConcurrently(s *suite) {
	s.pool("numeric-11")
	const workers, each, size = 8, 20, 3
	var mu sync.Mutex
	var firsts []uint64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for range each {
				lease, err := s.Lease(s.ctx, s.request(size))
				if err != nil {
					s.Error(err)
					return
				}
				mu.Lock()
				firsts = append(firsts, lease.First)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	slices.Sort(firsts)
	for i, first := range firsts {
		if first != uint64(i*size) {
			s.Fatalf("lease %d begins at %d, want %d", i, first, i*size)
		}
	}
	if len(firsts) != workers*each {
		s.Errorf("%d leases, want %d", len(firsts), workers*each)
	}
}

// A million serials are one row, leased and listed without delay.
func testLeaseMany(s *suite) {
	s.pool("numeric-11")
	run, err := s.CreateRun(s.ctx, s.spec("R", 1e6), s.request(1e6))
	s.ok(err)
	if run.Counts != (store.Counts{Leased: 1e6, Waiting: 1e6}) {
		s.Errorf("counts %+v", run.Counts)
	}
	n := 0
	for item, err := range s.Items(s.ctx, "R") {
		s.ok(err)
		if n++; item.N != n || item.State != store.Waiting || !item.At.IsZero() || item.Evidence != nil {
			s.Fatalf("item %d is %+v", n, item)
		}
		if n == 1000 {
			break
		}
	}
	s.record(move(1e6, store.Waiting, store.Sent))
	s.same("sent", s.lines(store.Sent), []string{"1000000 10000999999 sent"})
}

func testSequence(s *suite) {
	s.pool("numeric-4")
	lease, err := s.Lease(s.ctx, s.request(3))
	s.ok(err)
	q, err := s.Sequence(s.ctx, lease)
	s.ok(err)
	for _, n := range []int{-1, 0, 4} {
		_, err := q.At(n)
		s.fails(err, store.ErrInvalid)
	}
	// Nobody gets serials for numbers that are not leased.
	forged := lease
	forged.Count++
	_, err = s.Sequence(s.ctx, forged)
	s.fails(err, store.ErrNotFound)
	_, err = s.Sequence(s.ctx, store.Lease{ID: "x", Pool: "A", Count: 1})
	s.fails(err, store.ErrNotFound)
	none, err := s.Sequence(s.ctx)
	s.ok(err)
	if none.Len() != 0 {
		s.Errorf("no leases have %d serials", none.Len())
	}
}

func testLookup(s *suite) {
	s.run(3)
	bare, err := s.Lease(s.ctx, s.request(2))
	s.ok(err)
	s.record(move(2, store.Waiting, store.Sent))
	run, err := s.Run(s.ctx, "R")
	s.ok(err)
	id := run.Leases[0].ID
	for text, want := range map[string]store.Place{
		"1000": {Pool: "A", Lease: id, Run: "R", N: 1, State: store.Waiting},
		"1001": {Pool: "A", Lease: id, Run: "R", N: 2, State: store.Sent},
		"1004": {Pool: "A", Lease: bare.ID, N: 2},
	} {
		got, err := s.Lookup(s.ctx, s.gtin(gtinA), text)
		s.ok(err)
		if got != want {
			s.Errorf("serial %s is at %+v, want %+v", text, got, want)
		}
	}
	for _, text := range []string{"1005", "0999", "", "10010"} {
		_, err := s.Lookup(s.ctx, s.gtin(gtinA), text)
		s.fails(err, store.ErrNotFound)
	}
	_, err = s.Lookup(s.ctx, s.gtin(gtinB), "1000")
	s.fails(err, store.ErrNotFound)
}
