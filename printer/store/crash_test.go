package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
)

// The test binary is its own child: with childStore set it leases from the store
// that names, in childOrder, forever or as often as childLeases says; with
// childBlocks it leases large blocks.
const (
	childStore  = "EACHMARK_TEST_STORE"
	childOrder  = "EACHMARK_TEST_ORDER"
	childLeases = "EACHMARK_TEST_LEASES"
	childBlocks = "EACHMARK_TEST_BLOCKS"
	childGTIN   = "09506000134352"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childStore); path != "" {
		var err error
		if os.Getenv(childBlocks) != "" {
			err = leaseBlocks(path)
		} else {
			err = leaseForever(path, Ordering(os.Getenv(childOrder)), os.Getenv(childLeases))
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// leaseForever leases small blocks, uses each in a run, and prints every serial
// once the store has returned it, "serial 12345678901", and "sent RUN" once its
// first is recorded as sent.
func leaseForever(path string, order Ordering, leases string) error {
	ctx := context.Background()
	s, err := OpenSQLite(ctx, testDriver, path)
	if err != nil {
		return err
	}
	gtin, err := gs1.ParseGTIN(childGTIN)
	if err != nil {
		return err
	}
	pool, err := s.EnsurePool(ctx, PoolSpec{GTIN: gtin, Order: order})
	if err != nil {
		return err
	}
	var limit int
	if leases != "" {
		if _, err := fmt.Sscan(leases, &limit); err != nil {
			return err
		}
	}
	for i := 0; limit == 0 || i < limit; i++ {
		if err := leaseOnce(ctx, s, pool); err != nil {
			return err
		}
	}
	return s.Close()
}

func leaseOnce(ctx context.Context, s *Store, pool Pool) error {
	id := "R-" + NewLeaseID()
	run := Run{ID: id, GTIN: pool.GTIN, Pool: pool.Name, Count: 1 + rand.IntN(5)}
	run, err := s.CreateRun(ctx, run, LeaseRequest{ID: NewLeaseID(), Count: run.Count})
	if err != nil {
		return err
	}
	q, err := s.Sequence(ctx, run.Leases...)
	if err != nil {
		return err
	}
	for n := 1; n <= q.Len(); n++ {
		text, err := q.At(n)
		if err != nil {
			return err
		}
		fmt.Println("serial", text)
	}
	if err := s.Record(ctx, id, time.Now(), Transition{N: 1, From: Waiting, To: Sent}); err != nil {
		return err
	}
	fmt.Println("sent", id)
	return nil
}

// A child is a process that leases and prints.
type child struct {
	*exec.Cmd
	first chan struct{} // closed when it has printed something, or ended
	done  chan struct{} // closed when it has printed all
	lines []string
}

// A childEnv is what a child is told in its environment.
type childEnv map[string]string

func startChild(t *testing.T, env childEnv) *child {
	t.Helper()
	c := &child{Cmd: exec.Command(os.Args[0]), first: make(chan struct{}), done: make(chan struct{})}
	c.Env = os.Environ()
	for name, value := range env {
		c.Env = append(c.Env, name+"="+value)
	}
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	go c.read(out)
	return c
}

func (c *child) read(out io.Reader) {
	defer close(c.done)
	first := sync.OnceFunc(func() { close(c.first) })
	defer first()
	for in := bufio.NewScanner(out); in.Scan(); first() {
		c.lines = append(c.lines, in.Text())
	}
}

// seen collects what children have printed; no serial may be printed twice.
type seen struct {
	serials map[string]bool
	sent    []string
}

func (s *seen) add(t *testing.T, lines []string) {
	t.Helper()
	for _, line := range lines {
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case word == "sent":
			s.sent = append(s.sent, rest)
		case word == "serial" && len(rest) == 11: // the last line may be cut
			if s.serials[rest] {
				t.Errorf("serial %s was handed out twice", rest)
			}
			s.serials[rest] = true
		}
	}
}

// A process is killed again and again, now and then before it has done anything.
// What it has printed is never handed out again, what it has printed as sent is
// sent, and the store is whole.
func TestKilled(t *testing.T) {
	t.Parallel()
	path := testPath(t)
	all := seen{serials: map[string]bool{}}
	for i := range 12 {
		c := startChild(t, childEnv{childStore: path, childOrder: string(Random)})
		if i%4 != 3 {
			<-c.first
		}
		time.Sleep(time.Duration(rand.IntN(80)) * time.Millisecond)
		all.add(t, c.kill(t))
		checkStore(t, path, &all)
	}
	if len(all.serials) < 10 {
		t.Errorf("only %d serials were leased before the kills", len(all.serials))
	}
}

// checkStore opens the store after a crash and compares it with what was seen.
func checkStore(t *testing.T, path string, all *seen) {
	t.Helper()
	s := mustOpen(t, path)
	defer mustClose(t, s)
	for text := range all.serials {
		if _, err := s.Lookup(t.Context(), testGTIN(t), text); err != nil {
			t.Fatalf("serial %s was handed out, and the store has forgotten: %v", text, err)
		}
	}
	for _, id := range all.sent {
		if c, err := s.Counts(t.Context(), id); err != nil || c.Sent != 1 {
			t.Fatalf("an item of run %s was sent: %+v, %v", id, c, err)
		}
	}
	for run, err := range s.Runs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if len(run.Leases) != 1 || run.Counts.Leased != run.Count {
			t.Fatalf("run %s is half there: %+v", run.ID, run)
		}
	}
}

// Processes that make a store together and lease from it at once get different
// serials, and none gets lost between them.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	const processes, leases = 3, 40
	path := testPath(t)
	children := make([]*child, processes)
	for i := range children {
		children[i] = startChild(t, childEnv{childStore: path, childOrder: string(Sequential), childLeases: fmt.Sprint(leases)})
	}
	all := seen{serials: map[string]bool{}}
	for _, c := range children {
		<-c.done
		if err := c.Wait(); err != nil {
			t.Fatal(err)
		}
		all.add(t, c.lines)
	}
	checkStore(t, path, &all)
	s := mustOpen(t, path)
	defer mustClose(t, s)
	pool, err := s.Pool(t.Context(), childGTIN)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.sent) != processes*leases || uint64(len(all.serials)) != pool.Next {
		t.Errorf("%d leases with %d serials, want %d with %d", len(all.sent), len(all.serials), processes*leases, pool.Next)
	}
}

// Processes that all find no store make one, and use it together.
func TestCreatedByMany(t *testing.T) {
	t.Parallel()
	path := testPath(t)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := OpenSQLite(t.Context(), testDriver, path)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, err := s.EnsurePool(t.Context(), PoolSpec{GTIN: testGTIN(t)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
