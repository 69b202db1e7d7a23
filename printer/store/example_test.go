package store_test

import (
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
