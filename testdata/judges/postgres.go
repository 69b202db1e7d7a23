package judges

import (
	"bytes"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// A PostgresServer is a PostgreSQL server that ends with the test.
type PostgresServer struct {
	Dir      string // of its socket
	Port     int    // of its socket, and on 127.0.0.1
	User     string
	Password string // asked for on 127.0.0.1 only
}

// Postgres starts a server of Debian's package postgresql with an empty cluster,
// as the user postgres or nobody if the test runs as root. It syncs to the disk
// as any server does.
func Postgres(t testing.TB) PostgresServer {
	t.Helper()
	initdb, server := postgresProgram(t, "initdb"), postgresProgram(t, "postgres")
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := PostgresServer{Dir: dir, Port: freePort(t), User: "postgres", Password: "open sesame/1"}
	run := func(path string, args ...string) *exec.Cmd {
		cmd := exec.Command(path, args...)
		cmd.Dir = dir
		asUser(t, cmd, dir)
		return cmd
	}
	secret := filepath.Join(dir, "password")
	if err := os.WriteFile(secret, []byte(s.Password), 0o644); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	output(t, run(initdb, "-D", data, "-U", s.User, "-E", "UTF8", "--locale=C", "--no-sync",
		"--auth-local=trust", "--auth-host=scram-sha-256", "--pwfile="+secret))
	s.start(t, run(server, "-D", data, "-k", dir, "-p", strconv.Itoa(s.Port), "-c", "listen_addresses=127.0.0.1"))
	return s
}

// start runs the server until the test ends, and waits until it answers.
func (s PostgresServer) start(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	var log bytes.Buffer
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt) // fast shutdown
		<-ended
	})
	ready := postgresProgram(t, "pg_isready")
	for range 200 {
		if exec.Command(ready, "-q", "-h", s.Dir, "-p", strconv.Itoa(s.Port)).Run() == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the PostgreSQL server does not answer:\n%s", log.Bytes())
}

// URL returns the URL of a database on the socket.
func (s PostgresServer) URL(database string) string {
	query := url.Values{"host": {s.Dir}, "port": {strconv.Itoa(s.Port)}}
	return (&url.URL{Scheme: "postgres", User: url.User(s.User), Path: "/" + database, RawQuery: query.Encode()}).String()
}

// Address returns the address for connections over TCP.
func (s PostgresServer) Address() string { return fmt.Sprintf("127.0.0.1:%d", s.Port) }

// postgresProgram finds a program of PostgreSQL where Debian keeps them, of the
// newest version there is.
func postgresProgram(t testing.TB, name string) string {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(found) == 0 {
		return Command(t, name, "postgresql")
	}
	return slices.MaxFunc(found, func(a, b string) int { return postgresVersion(a) - postgresVersion(b) })
}

func postgresVersion(path string) int {
	version, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	return version
}

// freePort returns a port that nobody listens on.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// unprivileged returns a user that is not root, to whom dir is given.
func unprivileged(t testing.TB, dir string) (uid, gid int) {
	t.Helper()
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ = strconv.Atoi(u.Uid)
		gid, _ = strconv.Atoi(u.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
		return uid, gid
	}
	t.Fatal("there is no user postgres or nobody, and PostgreSQL does not run as root")
	return 0, 0
}
