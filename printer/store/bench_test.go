package store_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/testdata/judges"
)

func mustGTIN(t testing.TB) gs1.GTIN {
	t.Helper()
	g, err := gs1.ParseGTIN("09506000134352")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// ensurePool makes pools of the names given, each with serials of its own.
func ensurePools(t testing.TB, s *store.Store, names ...string) {
	t.Helper()
	for i, name := range names {
		spec := store.PoolSpec{Name: name, GTIN: mustGTIN(t), Format: fmt.Sprintf("numeric-10@%d", i)}
		if _, err := s.EnsurePool(t.Context(), spec); err != nil {
			t.Fatal(err)
		}
	}
}

// Reserving a block is one row, whatever its size; reading its serials is
// arithmetic.
func BenchmarkReserve(b *testing.B) {
	s := openPath(b, filepath.Join(b.TempDir(), "eachmark.db"))
	defer s.Close()
	ensurePools(b, s, "A")
	for _, count := range []int{1, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Lease(b.Context(), store.LeaseRequest{ID: store.NewLeaseID(), Pool: "A", Count: count}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("10000 with their serials", func(b *testing.B) {
		for b.Loop() {
			lease, err := s.Lease(b.Context(), store.LeaseRequest{ID: store.NewLeaseID(), Pool: "A", Count: 10_000})
			if err != nil {
				b.Fatal(err)
			}
			q, err := s.Sequence(b.Context(), lease)
			if err != nil {
				b.Fatal(err)
			}
			for n := 1; n <= q.Len(); n++ {
				if _, err := q.At(n); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// Eight clients, each with a connection of its own, lease from a pool each and
// from one pool together.
func BenchmarkPostgresLeases(b *testing.B) {
	const clients = 8
	server := judges.Postgres(b)
	stores := make([]*store.Store, clients)
	names := make([]string, clients)
	for i := range stores {
		s, err := store.OpenPostgres(b.Context(), openSQL(b, server.URL("postgres")))
		if err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		stores[i], names[i] = s, fmt.Sprint("P", i)
	}
	ensurePools(b, stores[0], names...)
	for what, pool := range map[string]func(i int) string{
		"own pools": func(i int) string { return names[i] },
		"one pool":  func(int) string { return names[0] },
	} {
		b.Run(what, func(b *testing.B) {
			start, n := time.Now(), 0
			for b.Loop() {
				var wg sync.WaitGroup
				for i, s := range stores {
					wg.Go(func() {
						for range 50 {
							if _, err := s.Lease(b.Context(), store.LeaseRequest{ID: store.NewLeaseID(), Pool: pool(i), Count: 24}); err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				wg.Wait()
				n += 50 * clients
			}
			b.ReportMetric(float64(n)/time.Since(start).Seconds(), "leases/s")
		})
	}
}
