package store

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/eachmark/eachmark/testdata/judges"
)

// A cutter is a proxy before a PostgreSQL server that cuts every tenth
// connection or so in the middle of a commit: before the server gets it, when it
// has a part of it, or when it has it all and its answer is under way.
type cutter struct {
	net.Listener
	server string
	calm   atomic.Bool // cut no more
	cuts   atomic.Int32
}

func newCutter(t *testing.T, server string) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{Listener: l, server: server}
	go c.serve()
	t.Cleanup(func() { l.Close() })
	return c
}

func (c *cutter) serve() {
	for {
		client, err := c.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", c.server)
		if err != nil {
			client.Close()
			continue
		}
		go c.answer(client, server)
		go c.ask(client, server)
	}
}

func (c *cutter) answer(client, server net.Conn) {
	_, _ = io.Copy(client, server) // it ends when either side is cut
	client.Close()
}

// ask passes on what the client says, up to a commit that is to be cut.
func (c *cutter) ask(client, server net.Conn) {
	defer server.Close()
	defer client.Close()
	b := make([]byte, 64<<10)
	for {
		n, err := client.Read(b)
		if err != nil {
			return
		}
		said := b[:n]
		if at := bytes.Index(bytes.ToLower(said), []byte("commit")); at >= 0 && !c.calm.Load() && rand.IntN(10) == 0 {
			c.cuts.Add(1)
			c.cut(client, server, said, at)
			return
		}
		if _, err := server.Write(said); err != nil {
			return
		}
	}
}

func (c *cutter) cut(client, server net.Conn, said []byte, at int) {
	switch rand.IntN(3) {
	case 0: // it never arrives
	case 1:
		_, _ = server.Write(said[:at+3])
	case 2: // it arrives, and its answer does not
		client.Close()
		_, _ = server.Write(said)
		time.Sleep(5 * time.Millisecond)
	}
}

// open opens the store through the proxy.
func (c *cutter) open(t *testing.T, server judges.PostgresServer) *Store {
	t.Helper()
	u := url.URL{Scheme: "postgres", User: url.UserPassword(server.User, server.Password), Host: c.Addr().String(), Path: "/postgres"}
	db, err := sql.Open("pgx", u.String())
	if err != nil {
		t.Fatal(err)
	}
	s, err := OpenPostgres(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Connections are cut in the middle of commits, and yet every request is carried
// out exactly once, and told so.
func TestConnectionCut(t *testing.T) {
	t.Parallel()
	const connections, leases = 16, 6
	server := judges.Postgres(t)
	proxy := newCutter(t, server.Address())
	s := proxy.open(t, server)
	defer mustClose(t, s)
	if _, err := s.CreatePool(t.Context(), PoolSpec{Name: "A", GTIN: testGTIN(t)}); err != nil {
		t.Fatal(err)
	}
	var total atomic.Uint64
	var wg sync.WaitGroup
	for i := range connections {
		wg.Go(func() {
			if err := workThroughCuts(t, s, fmt.Sprint("R", i), leases, &total); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	proxy.calm.Store(true)
	if proxy.cuts.Load() < 10 {
		t.Errorf("only %d connections were cut", proxy.cuts.Load())
	}
	pool, err := s.Pool(t.Context(), "A")
	if err != nil || pool.Next-pool.Spare != total.Load() {
		t.Errorf("the pool has leased %d serials, %v, and told of %d", pool.Next-pool.Spare, err, total.Load())
	}
	if problems, err := s.AuditPool(t.Context(), "A"); err != nil || len(problems) > 0 {
		t.Errorf("audit of the pool: %q, %v", problems, err)
	}
	for i := range connections {
		a, err := s.Audit(t.Context(), fmt.Sprint("R", i))
		if want := (Counts{Leased: 3, Waiting: 1, Printed: 2}); err != nil || len(a.Problems) > 0 || a.Counts != want || a.Events != 4 {
			t.Errorf("run R%d: %+v, %v, want %+v and 4 moves", i, a, err, want)
		}
	}
}

// workThroughCuts leases, releases, and makes a run of which it prints two.
func workThroughCuts(t *testing.T, s *Store, id string, leases int, total *atomic.Uint64) error {
	for range leases {
		lease, err := s.Lease(t.Context(), LeaseRequest{ID: NewLeaseID(), Pool: "A", Count: 10})
		if err == nil {
			lease, err = s.Release(t.Context(), lease.ID, 7)
		}
		if err != nil {
			return err
		}
		total.Add(uint64(lease.Count))
	}
	run := Run{ID: id, GTIN: testGTIN(t), Pool: "A", Count: 3}
	if _, err := s.CreateRun(t.Context(), run, LeaseRequest{ID: NewLeaseID(), Count: 3}); err != nil {
		return err
	}
	total.Add(3)
	for n := 1; n <= 2; n++ {
		for _, move := range []Transition{{N: n, From: Waiting, To: Sent}, {N: n, From: Sent, To: Printed}} {
			if err := s.Record(t.Context(), id, time.Unix(0, 0), move); err != nil {
				return err
			}
		}
	}
	return s.SetRunState(t.Context(), id, RunOpen, RunStopped)
}

// A server that cannot be reached is told without the password.
func TestPostgresUnreachable(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	db, err := sql.Open("pgx", "postgres://ada:topsecret@"+address+"/x?sslpassword=topsecret")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err = OpenPostgres(t.Context(), db); err == nil || strings.Contains(fmt.Sprintf("%+v %#v", err, err), "topsecret") {
		t.Errorf("error %v", err)
	}
}
