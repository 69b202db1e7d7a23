package store_test

import (
	"context"
	"database/sql"
	"errors"
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
// from one pool together. The peer changes and inserts a row in each transaction,
// and does nothing else.
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
	peer := newPeer(b, server, clients)
	for _, bench := range []struct {
		name  string
		lease func(ctx context.Context, i int) error
	}{
		{"own pools", func(ctx context.Context, i int) error { return leaseOne(ctx, stores[i], names[i]) }},
		{"own pools/peer", func(ctx context.Context, i int) error { return peer.transact(ctx, i) }},
		{"one pool", func(ctx context.Context, i int) error { return leaseOne(ctx, stores[i], names[0]) }},
		{"one pool/peer", func(ctx context.Context, _ int) error { return peer.transact(ctx, 0) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			start, n := time.Now(), 0
			for b.Loop() {
				var wg sync.WaitGroup
				for i := range clients {
					wg.Go(func() {
						for range 50 {
							if err := bench.lease(b.Context(), i); err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				wg.Wait()
				n += 50 * clients
			}
			b.ReportMetric(float64(n)/time.Since(start).Seconds(), "transactions/s")
		})
	}
}

func leaseOne(ctx context.Context, s *store.Store, pool string) error {
	_, err := s.Lease(ctx, store.LeaseRequest{ID: store.NewLeaseID(), Pool: pool, Count: 24})
	return err
}

// A peer is the least that any program needs that counts in a database.
type peer struct{ *sql.DB }

func newPeer(b *testing.B, server judges.PostgresServer, counters int) peer {
	b.Helper()
	p := peer{openSQL(b, server.URL("postgres"))}
	b.Cleanup(func() { p.Close() })
	p.SetMaxIdleConns(counters)
	for _, statement := range []string{
		`CREATE TABLE counter (id INT PRIMARY KEY, n BIGINT NOT NULL)`,
		`INSERT INTO counter SELECT i, 0 FROM generate_series(0, 99) i`,
		`CREATE TABLE taken (id TEXT PRIMARY KEY, n BIGINT NOT NULL)`,
	} {
		if _, err := p.Exec(statement); err != nil {
			b.Fatal(err)
		}
	}
	return p
}

func (p peer) transact(ctx context.Context, counter int) error {
	tx, err := p.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	var n int64
	err = tx.QueryRowContext(ctx, `UPDATE counter SET n = n + 24 WHERE id = $1 RETURNING n`, counter).Scan(&n)
	if err == nil {
		_, err = tx.ExecContext(ctx, `INSERT INTO taken (id, n) VALUES ($1, $2)`, store.NewLeaseID(), n)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
