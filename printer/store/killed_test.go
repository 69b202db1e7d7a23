package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/eachmark/eachmark/testdata/judges"
)

// openAny opens the store at a path or a URL.
func openAny(ctx context.Context, place string) (*Store, error) {
	if !strings.HasPrefix(place, "postgres://") {
		return OpenSQLite(ctx, testDriver, place)
	}
	db, err := sql.Open("pgx", place)
	if err != nil {
		return nil, err
	}
	return OpenPostgres(ctx, db)
}

// leaseBlocks leases blocks of random sizes until it is killed, gives some of
// them back in part, and prints each, "lease ID FIRST COUNT", once the store has
// returned it, and "kept ID COUNT" once the rest is released.
func leaseBlocks(place string) error {
	ctx := context.Background()
	s, err := openAny(ctx, place)
	if err != nil {
		return err
	}
	for {
		lease, err := s.Lease(ctx, LeaseRequest{ID: NewLeaseID(), Pool: "A", Count: 1 + rand.IntN(maxBlock)})
		if err != nil {
			return err
		}
		fmt.Println("lease", lease.ID, lease.First, lease.Count)
		if rand.IntN(4) > 0 {
			continue
		}
		if lease, err = s.Release(ctx, lease.ID, rand.IntN(lease.Count+1)); err != nil {
			return err
		}
		fmt.Println("kept", lease.ID, lease.Count)
	}
}

const (
	manyProcesses = 16
	manySerials   = 1_000_000
	maxBlock      = 10_000
)

// Processes lease a million serials, some killed at any moment: no serial is
// leased twice, nothing they were told is forgotten, and no lease is half there.
func TestManyKilled(t *testing.T) {
	t.Parallel()
	killMany(t, testPath(t))
}

func TestManyKilledPostgres(t *testing.T) {
	t.Parallel()
	killMany(t, judges.Postgres(t).URL("postgres"))
}

func killMany(t *testing.T, place string) {
	s, err := openAny(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, s)
	if _, err := s.EnsurePool(t.Context(), PoolSpec{Name: "A", GTIN: testGTIN(t)}); err != nil {
		t.Fatal(err)
	}
	children := make([]*child, manyProcesses)
	for i := range children {
		children[i] = startChild(t, childEnv{childStore: place, childBlocks: "1"})
	}
	told := map[string]Lease{}
	kills := 0
	deadline := time.Now().Add(time.Minute)
	for leased := uint64(0); leased < manySerials; kills++ {
		if time.Now().After(deadline) {
			t.Fatalf("only %d serials are leased", leased)
		}
		time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond)
		i := rand.IntN(len(children))
		hear(t, children[i].kill(t), told)
		children[i] = startChild(t, childEnv{childStore: place, childBlocks: "1"})
		pool, err := s.Pool(t.Context(), "A")
		if err != nil {
			t.Fatal(err)
		}
		leased = pool.Next - pool.Spare
	}
	for _, c := range children {
		hear(t, c.kill(t), told)
	}
	if kills < 5 || len(told) < 50 {
		t.Errorf("%d kills and %d leases show little", kills, len(told))
	}
	checkTold(t, s, told)
}

// hear adds what a child has printed to what the store has told.
func hear(t *testing.T, lines []string, told map[string]Lease) {
	t.Helper()
	for _, line := range lines {
		var l Lease
		if n, _ := fmt.Sscanf(line, "lease %s %d %d", &l.ID, &l.First, &l.Count); n == 3 {
			told[l.ID] = l
		}
		if n, _ := fmt.Sscanf(line, "kept %s %d", &l.ID, &l.Count); n == 2 {
			l.First = told[l.ID].First
			told[l.ID] = l
		}
	}
}

// checkTold compares what the store has with what it has told: the same leases,
// of which some may be shorter, and a few that nobody was told of any more.
func checkTold(t *testing.T, s *Store, told map[string]Lease) {
	t.Helper()
	problems, err := s.AuditPool(t.Context(), "A")
	if err != nil || len(problems) > 0 {
		t.Errorf("audit of the pool: %q, %v", problems, err)
	}
	unheard := 0
	for lease, err := range s.Leases(t.Context(), "A") {
		if err != nil {
			t.Fatal(err)
		}
		l, ok := told[lease.ID]
		switch {
		case !ok:
			unheard++
		case l.First != lease.First || lease.Count > l.Count:
			t.Errorf("the store has lease %+v, and told %+v", lease, l)
		}
		delete(told, lease.ID)
	}
	for id := range told { // released whole
		if lease, err := s.LeaseByID(t.Context(), id); err != nil || lease.Count > 0 || lease.Released == 0 {
			t.Errorf("the store told of lease %s, and now says %+v, %v", id, lease, err)
		}
	}
	t.Logf("%d leases were made that nobody was told of", unheard)
}

// kill kills a child and returns all complete lines it has printed.
func (c *child) kill(t *testing.T) []string {
	t.Helper()
	if err := c.Process.Kill(); err != nil && err != os.ErrProcessDone {
		t.Fatal(err)
	}
	<-c.done
	_ = c.Wait() // it was killed
	if c.ProcessState.Exited() {
		t.Errorf("a process ended by itself: %v", c.ProcessState)
	}
	return c.lines
}
