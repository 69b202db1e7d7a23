package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/store"
)

// A run of three labels, of which the first is printed.
func Example() {
	if err := printOne(context.Background()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 1 10000000000 printed
	// 2 10000000001 waiting
	// 3 10000000002 waiting
	// 2 waiting, 1 printed of 3
}

func printOne(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	// The driver is imported by the program: _ "modernc.org/sqlite".
	s, err := store.OpenSQLite(ctx, "sqlite", filepath.Join(dir, "eachmark.db"))
	if err != nil {
		return err
	}
	defer s.Close()

	gtin, err := gs1.ParseGTIN("09506000134352")
	if err != nil {
		return err
	}
	now := time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	pool, err := s.EnsurePool(ctx, store.PoolSpec{GTIN: gtin, Order: store.Sequential, At: now})
	if err != nil {
		return err
	}
	run, err := s.CreateRun(ctx,
		store.Run{ID: store.NewRunID(now), Created: now, GTIN: gtin, Pool: pool.Name, Count: 3},
		store.LeaseRequest{ID: store.NewLeaseID(), Count: 3, At: now})
	if err != nil {
		return err
	}

	// The store knows of a label before the printer does, and again after it.
	for _, t := range []store.Transition{
		{N: 1, From: store.Waiting, To: store.Sent},
		{N: 1, From: store.Sent, To: store.Printed, Evidence: []byte(`{"labels":1}`)},
	} {
		if err := s.Record(ctx, run.ID, now, t); err != nil {
			return err
		}
	}
	for item, err := range s.Items(ctx, run.ID) {
		if err != nil {
			return err
		}
		fmt.Println(item.N, item.Serial, item.State)
	}
	counts, err := s.Counts(ctx, run.ID)
	fmt.Printf("%d waiting, %d printed of %d\n", counts.Waiting, counts.Printed, counts.Leased)
	return err
}

// inStores calls f with new stores, one for each name.
func inStores(f func(ctx context.Context, stores ...*store.Store) error, names ...string) {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	var stores []*store.Store
	for _, name := range names {
		s, err := store.OpenSQLite(ctx, "sqlite", filepath.Join(dir, name))
		if err != nil {
			fmt.Println(err)
			return
		}
		defer s.Close()
		stores = append(stores, s)
	}
	if err := f(ctx, stores...); err != nil {
		fmt.Println(err)
	}
}

// exampleSpec is a pool whose serials count up, so that an example shows the
// same each time.
func exampleSpec() store.PoolSpec {
	gtin, _ := gs1.ParseGTIN("09506000134352")
	return store.PoolSpec{Name: "shoes", GTIN: gtin, Format: "numeric-6", Order: store.Sequential}
}

// Of ten serials three were used; the others are handed out again when no new
// ones are left, or, as here, when they are the last.
func ExampleStore_Release() {
	inStores(func(ctx context.Context, stores ...*store.Store) error {
		s := stores[0]
		if _, err := s.CreatePool(ctx, exampleSpec()); err != nil {
			return err
		}
		lease, err := s.Lease(ctx, store.LeaseRequest{ID: "line-3", Pool: "shoes", Count: 10})
		if err != nil {
			return err
		}
		if lease, err = s.Release(ctx, lease.ID, 3); err != nil {
			return err
		}
		next, err := s.Lease(ctx, store.LeaseRequest{ID: "line-4", Pool: "shoes", Count: 10})
		if err != nil {
			return err
		}
		fmt.Println(lease.First, lease.Count, lease.Released)
		fmt.Println(next.First, next.Count)
		return nil
	}, "eachmark.db")
	// Output:
	// 0 3 7
	// 3 10
}

// A line takes a block of serials from the store of its site, and leases from it
// without a connection.
func ExampleStore_Fill() {
	inStores(func(ctx context.Context, stores ...*store.Store) error {
		site, line := stores[0], stores[1]
		if _, err := site.CreatePool(ctx, exampleSpec()); err != nil {
			return err
		}
		now := time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
		if _, err := line.AdoptPool(ctx, site, "postgres://site.example/eachmark", "shoes", 0, now); err != nil {
			return err
		}
		if _, err := line.Fill(ctx, "shoes", site, 1000, "line 3", now); err != nil {
			return err
		}
		lease, err := line.Lease(ctx, store.LeaseRequest{ID: store.NewLeaseID(), Pool: "shoes", Count: 2})
		if err != nil {
			return err
		}
		q, err := line.Sequence(ctx, lease)
		if err != nil {
			return err
		}
		serial, err := q.At(1)
		fmt.Println(serial)
		return err
	}, "site.db", "line.db")
	// Output: 100000
}

// What a customer has listed is handed out in their order.
func ExampleStore_CreateList() {
	inStores(func(ctx context.Context, stores ...*store.Store) error {
		list := func(yield func(store.ListedSerial, error) bool) {
			for i, serial := range []string{"K7-0099", "K7-0042", "K7-0099"} {
				if !yield(store.ListedSerial{Line: i + 1, Serial: serial}, nil) {
					return
				}
			}
		}
		gtin, err := gs1.ParseGTIN("09506000134352")
		if err != nil {
			return err
		}
		_, err = stores[0].CreateList(ctx, store.PoolSpec{Name: "customer", GTIN: gtin}, list)
		return err
	}, "eachmark.db")
	// Output: line 3, serial "K7-0099": store: exists already in line 1
}

// A customer's serials and the run that prints them are written down together.
func ExampleStore_CreateListRun() {
	inStores(func(ctx context.Context, stores ...*store.Store) error {
		list := func(yield func(store.ListedSerial, error) bool) {
			_ = yield(store.ListedSerial{Line: 1, Serial: "K7-0099"}, nil) && yield(store.ListedSerial{Line: 2, Serial: "K7-0042"}, nil)
		}
		gtin, err := gs1.ParseGTIN("09506000134352")
		if err != nil {
			return err
		}
		run, err := stores[0].CreateListRun(ctx, store.PoolSpec{Name: "customer", GTIN: gtin}, list,
			store.Run{ID: "R261122-K7Q2"}, store.LeaseRequest{ID: store.NewLeaseID()})
		if err != nil {
			return err
		}
		fmt.Println(run.Counts)
		for item, err := range stores[0].Items(ctx, run.ID) {
			if err != nil {
				return err
			}
			fmt.Println(item.N, item.Serial, item.State)
		}
		return nil
	}, "eachmark.db")
	// Output:
	// 2 = 2 waiting + 0 sent + 0 printed + 0 verified + 0 void + 0 in doubt + 0 cancelled
	// 1 K7-0099 waiting
	// 2 K7-0042 waiting
}

// After the loss of a store nobody knows what was leased since the backup, so a
// restored pool hands out nothing by itself.
func ExampleStore_RestorePool() {
	inStores(func(ctx context.Context, stores ...*store.Store) error {
		if _, err := stores[0].CreatePool(ctx, exampleSpec()); err != nil {
			return err
		}
		var backup bytes.Buffer
		if err := stores[0].BackupPool(ctx, "shoes", &backup); err != nil {
			return err
		}
		pool, held, err := stores[1].RestorePool(ctx, bytes.NewReader(backup.Bytes()))
		if err != nil {
			return err
		}
		fmt.Println(pool.Left(), "left,", held[0].Count, "held")
		// At most 1000 were leased since.
		if _, err = stores[1].Release(ctx, held[0].ID, 1000); err != nil {
			return err
		}
		pool, err = stores[1].Pool(ctx, "shoes")
		fmt.Println(pool.Left(), "left")
		return err
	}, "lost.db", "new.db")
	// Output:
	// 0 left, 900000 held
	// 899000 left
}
