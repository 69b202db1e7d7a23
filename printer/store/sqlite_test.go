package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
)

const testDriver = "sqlite"

func testPath(t testing.TB) string { return filepath.Join(t.TempDir(), "eachmark.db") }

func mustOpen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := OpenSQLite(t.Context(), testDriver, path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustClose(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func testGTIN(t testing.TB) gs1.GTIN {
	t.Helper()
	g, err := gs1.ParseGTIN("09506000134352")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// fill gives a store a pool and a run of count items, all sent.
func fill(t testing.TB, s *Store, count int) {
	t.Helper()
	pool, err := s.EnsurePool(t.Context(), PoolSpec{GTIN: testGTIN(t)})
	if err != nil {
		t.Fatal(err)
	}
	run := Run{ID: "R", GTIN: testGTIN(t), Pool: pool.Name, Count: count, Created: time.Unix(0, 0)}
	if _, err := s.CreateRun(t.Context(), run, LeaseRequest{ID: NewLeaseID(), Count: count}); err != nil {
		t.Fatal(err)
	}
	transitions := make([]Transition, count)
	for i := range transitions {
		transitions[i] = Transition{N: i + 1, From: Waiting, To: Sent}
	}
	if err := s.Record(t.Context(), "R", time.Unix(1, 0), transitions...); err != nil {
		t.Fatal(err)
	}
}

// A closed store as bytes, big enough to have inner pages.
func storeBytes(t testing.TB) []byte {
	t.Helper()
	path := testPath(t)
	s := mustOpen(t, path)
	fill(t, s, 500)
	mustClose(t, s)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Whatever is wrong with the file, it is said, and the file stays as it was.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	good := storeBytes(t)
	change := func(f func(b []byte) []byte) []byte { return f(bytes.Clone(good)) }
	for name, damaged := range map[string][]byte{
		"text":            []byte("dear diary\n"),
		"one byte":        {0},
		"garbage":         bytes.Repeat([]byte{0xA5, 0x5A, 7}, 5000),
		"zeros":           make([]byte, 8192),
		"header only":     good[:100],
		"one page":        good[:4096],
		"cut in half":     good[:len(good)/2],
		"cut in a page":   good[:len(good)-1000],
		"last page lost":  good[:len(good)-4096],
		"page of zeros":   change(func(b []byte) []byte { clear(b[5*4096 : 6*4096]); return b }),
		"page of garbage": change(func(b []byte) []byte { copy(b[3*4096:], bytes.Repeat([]byte{0xEE}, 4096)); return b }),
		"wrong magic":     change(func(b []byte) []byte { b[0] ^= 1; return b }),
		"schema lost":     change(func(b []byte) []byte { clear(b[100:4096]); return b }),
	} {
		t.Run(name, func(t *testing.T) {
			path := testPath(t)
			writeFile(t, path, damaged)
			refused(t, path, ErrDamaged)
		})
	}
}

// refused opens the file path, expects the error want, and that the file and its
// log are as before.
func refused(t *testing.T, path string, want error) {
	t.Helper()
	before, logBefore := sum(t, path), sum(t, path+"-wal")
	s, err := OpenSQLite(t.Context(), testDriver, path)
	if err == nil {
		mustClose(t, s)
	}
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	} else if !strings.Contains(err.Error(), path) {
		t.Errorf("error %v does not name the file", err)
	}
	if sum(t, path) != before || sum(t, path+"-wal") != logBefore {
		t.Error("the file has changed")
	}
}

func writeFile(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// sum returns the checksum of a file; an empty one counts as none.
func sum(t *testing.T, path string) [sha256.Size]byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return sha256.Sum256(b)
}

// crashed copies the files of a store that is open, with commits that are only
// in the log, as a crash leaves them.
func crashed(t *testing.T) (path string, log []byte) {
	t.Helper()
	open := testPath(t)
	s := mustOpen(t, open)
	fill(t, s, 50)
	path = testPath(t)
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(open + suffix)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, path+suffix, b)
		log = b
	}
	mustClose(t, s)
	return path, log
}

func TestCrashedStoreIsWhole(t *testing.T) {
	path, log := crashed(t)
	if len(log) == 0 {
		t.Fatal("the log is empty, so the test shows nothing")
	}
	s := mustOpen(t, path)
	defer mustClose(t, s)
	a, err := s.Audit(t.Context(), "R")
	if err != nil || len(a.Problems) > 0 || a.Counts.Sent != 50 {
		t.Errorf("audit %+v, %v", a, err)
	}
}

func TestDamagedLog(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(log []byte) []byte{
		"garbage":        func(log []byte) []byte { return bytes.Repeat([]byte{0xA5}, len(log)) },
		"wrong magic":    func(log []byte) []byte { log[3] ^= 0x10; return log },
		"wrong salt":     func(log []byte) []byte { log[17] ^= 1; return log },
		"wrong checksum": func(log []byte) []byte { log[31] ^= 1; return log },
	} {
		t.Run(name, func(t *testing.T) {
			path, log := crashed(t)
			writeFile(t, path+"-wal", damage(log))
			refused(t, path, ErrDamaged)
		})
	}
}

// A power cut may leave a log without a header, of which nothing was committed.
func TestEmptyLog(t *testing.T) {
	for name, log := range map[string][]byte{"empty": {}, "cut short": {0x37, 0x7f}, "zeros": make([]byte, 4096)} {
		t.Run(name, func(t *testing.T) {
			path := testPath(t)
			writeFile(t, path, storeBytes(t))
			writeFile(t, path+"-wal", log)
			s := mustOpen(t, path)
			defer mustClose(t, s)
			if c, err := s.Counts(t.Context(), "R"); err != nil || c.Sent != 500 {
				t.Errorf("counts %+v, %v", c, err)
			}
		})
	}
}

func TestLostFile(t *testing.T) {
	t.Parallel()
	path, log := crashed(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	refused(t, path, ErrDamaged)
	if _, err := os.Stat(path); err == nil {
		t.Error("a new store was made beside the log of the old one")
	}
	writeFile(t, path, nil)
	refused(t, path, ErrDamaged)
	if got, err := os.ReadFile(path + "-wal"); err != nil || !bytes.Equal(got, log) {
		t.Errorf("the log has changed: %v", err)
	}
}

func TestEmptyFile(t *testing.T) {
	t.Parallel()
	path := testPath(t)
	writeFile(t, path, nil)
	refused(t, path, ErrDamaged)
}

// An empty file that another process fills at once is a store being made.
func TestFileBeingMade(t *testing.T) {
	t.Parallel()
	path := testPath(t)
	writeFile(t, path, nil)
	writeFile(t, path+".made", storeBytes(t))
	made := make(chan error, 1)
	time.AfterFunc(100*time.Millisecond, func() { made <- os.Rename(path+".made", path) })
	mustClose(t, mustOpen(t, path))
	if err := <-made; err != nil {
		t.Error(err)
	}
}

func TestForeignDatabase(t *testing.T) {
	path := testPath(t)
	execRaw(t, path, `CREATE TABLE bookmark (url TEXT)`)
	refused(t, path, ErrDamaged)
}

func TestNewerStore(t *testing.T) {
	path := testPath(t)
	mustClose(t, mustOpen(t, path))
	execRaw(t, path, `UPDATE eachmark SET value = '99' WHERE name = 'schema'`)
	refused(t, path, ErrNewer)

	// Open alone refuses it as well.
	db, err := sql.Open(testDriver, SQLiteDSN(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := Open(t.Context(), db); !errors.Is(err, ErrNewer) {
		t.Errorf("Open: %v, want ErrNewer", err)
	}
}

func TestVersionLost(t *testing.T) {
	for _, statement := range []string{
		`DELETE FROM eachmark`,
		`UPDATE eachmark SET value = 'one' WHERE name = 'schema'`,
		`UPDATE eachmark SET value = '0' WHERE name = 'schema'`,
	} {
		path := testPath(t)
		mustClose(t, mustOpen(t, path))
		execRaw(t, path, statement)
		refused(t, path, ErrDamaged)
	}
}

// execRaw changes a database behind the store's back.
func execRaw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open(testDriver, sqliteURI(path, "", busyTimeout))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

// Tables of an older version are brought up to date with all that is in them;
// a step that fails leaves them as they were.
func TestMigration(t *testing.T) {
	path := testPath(t)
	s := mustOpen(t, path)
	defer mustClose(t, s)
	fill(t, s, 5)
	known := migrations()
	next := []string{`ALTER TABLE pool ADD COLUMN note TEXT NOT NULL DEFAULT 'none'`}
	broken := append(known[:len(known):len(known)], next, []string{`CREATE TABLE extra (n BIGINT)`, `no SQL`})
	if err := s.migrate(t.Context(), broken); err == nil {
		t.Fatal("no SQL is taken")
	}
	if v, err := s.checkVersion(t.Context(), len(known)); v != len(known) || err != nil {
		t.Errorf("after a failed step the version is %d, %v", v, err)
	}
	if err := s.migrate(t.Context(), broken[:len(known)+1]); err != nil {
		t.Fatal(err)
	}
	var note string
	if err := s.db.QueryRow(`SELECT note FROM pool`).Scan(&note); err != nil || note != "none" {
		t.Errorf("note %q, %v", note, err)
	}
	if c, err := s.Counts(t.Context(), "R"); err != nil || c.Sent != 5 {
		t.Errorf("counts %+v, %v", c, err)
	}
	if _, err := s.checkVersion(t.Context(), len(known)); !errors.Is(err, ErrNewer) {
		t.Errorf("a program that does not know the version gets %v, want ErrNewer", err)
	}
}

// A store as version 1 of the tables left it goes on where it stopped.
func TestMigrationFromVersion1(t *testing.T) {
	path := testPath(t)
	execRaw(t, path, append(version1(),
		`UPDATE eachmark SET value = '1' WHERE name = 'schema'`,
		`INSERT INTO pool VALUES ('A', '09506000134352', 'numeric-11', 'sequential', '', 0, 3, 90000000000)`,
		`INSERT INTO run VALUES ('R', 0, 'open', '09506000134352', 'A', 3, 'virtual:', '', '', '', 1, 3, 1, 0, 0, 0, 0, 0)`,
		`INSERT INTO lease VALUES ('L', 'A', 0, 3, 'R', 0, 'Ada', 0)`,
		`INSERT INTO item VALUES ('R', 1, '09506000134352', '10000000000', 'sent', 0, 1)`,
		`INSERT INTO journal VALUES ('R', 1, 1, 'waiting', 'sent', 0, '', '', '')`)...)
	s := mustOpen(t, path)
	defer mustClose(t, s)
	a, err := s.Audit(t.Context(), "R")
	if err != nil || len(a.Problems) > 0 || a.Counts != (Counts{Leased: 3, Waiting: 2, Sent: 1}) {
		t.Errorf("audit %+v, %v", a, err)
	}
	lease, err := s.Lease(t.Context(), LeaseRequest{ID: "M", Pool: "A", Count: 2})
	if err != nil || lease.First != 3 {
		t.Errorf("the next lease is %+v, %v", lease, err)
	}
	if old, err := s.LeaseByID(t.Context(), "L"); err != nil || old.Operator != "Ada" || old.Run != "R" {
		t.Errorf("the old lease is %+v, %v", old, err)
	}
}

// Open refuses connections that would not be durable.
func TestOpenWantsDurability(t *testing.T) {
	for _, dsn := range []string{
		sqliteURI(testPath(t), ""),
		sqliteURI(testPath(t), "", "journal_mode(WAL)", "foreign_keys(ON)", "synchronous(NORMAL)"),
		sqliteURI(testPath(t), "", "journal_mode(WAL)", "synchronous(FULL)"),
		":memory:",
	} {
		db, err := sql.Open(testDriver, dsn)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := Open(t.Context(), db); !errors.Is(err, ErrInvalid) {
			t.Errorf("Open of %s: %v, want ErrInvalid", dsn, err)
		}
	}
	path := testPath(t)
	db, err := sql.Open(testDriver, SQLiteDSN(path))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, s, 2)
	mustClose(t, s)
	mustClose(t, mustOpen(t, path))
}

// Names that mean something in a URI are names all the same.
func TestPaths(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	names := []string{"plain", "with space", "per%20cent", "a#b", "ä", "a&b=c", "a;b"}
	if runtime.GOOS != "windows" {
		names = append(names, "what?", "a:b", "file:x", "back\\slash", `"quoted"`)
	}
	for _, name := range names {
		for _, path := range []string{name + ".db", filepath.Join(dir, name)} {
			mustClose(t, mustOpen(t, path))
			if info, err := os.Stat(path); err != nil || info.Size() == 0 {
				t.Errorf("store %q is not in its file: %v", path, err)
			}
		}
	}
}

func TestNewFile(t *testing.T) {
	path := testPath(t)
	s := mustOpen(t, path)
	fill(t, s, 1)
	for _, suffix := range []string{"", "-wal"} {
		info, err := os.Stat(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if perm := info.Mode().Perm(); perm&0o077 != 0 && runtime.GOOS != "windows" {
			t.Errorf("%s has mode %v; it holds keys", filepath.Base(path+suffix), perm)
		}
	}
	mustClose(t, s)
	left, err := filepath.Glob(path + "*")
	if err != nil || len(left) != 1 {
		t.Errorf("a closed store has the files %v", left)
	}
}

func TestCannotOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenSQLite(t.Context(), testDriver, filepath.Join(dir, "none", "eachmark.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing folder: %v, want fs.ErrNotExist", err)
	}
	if _, err := OpenSQLite(t.Context(), testDriver, dir); !errors.Is(err, ErrInvalid) {
		t.Errorf("folder: %v, want ErrInvalid", err)
	}
	if _, err := OpenSQLite(t.Context(), "no such driver", filepath.Join(dir, "a.db")); err == nil {
		t.Error("there is no such driver")
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("files are left behind: %v", left)
	}
}

// Of a large store the tables that say which numbers are free are checked, and
// no others.
func TestInspectLarge(t *testing.T) {
	const small, large = 1e6, 0 // limits that make any store one or the other
	good := storeBytes(t)
	if err := inspectBytes(t, good, `SELECT 1`, large); err != nil {
		t.Fatalf("a good store: %v", err)
	}
	for table, want := range map[string]error{"pool": ErrDamaged, "lease": ErrDamaged, "journal": nil} {
		root := `SELECT rootpage FROM sqlite_master WHERE name = '` + table + `'`
		if err := inspectBytes(t, good, root, large); !errors.Is(err, want) {
			t.Errorf("table %s of a large store: %v, want %v", table, err, want)
		}
		if err := inspectBytes(t, good, root, small); !errors.Is(err, ErrDamaged) {
			t.Errorf("table %s of a small store: %v, want ErrDamaged", table, err)
		}
	}
}

// inspectBytes inspects a database less one page, that with the number the query
// gives, if it is not the first.
func inspectBytes(t *testing.T, good []byte, query string, limit int) error {
	t.Helper()
	path := testPath(t)
	open := func() *sql.DB {
		db, err := sql.Open(testDriver, sqliteURI(path, "ro"))
		if err != nil {
			t.Fatal(err)
		}
		return db
	}
	writeFile(t, path, good)
	db := open()
	var page int
	if err := errors.Join(db.QueryRow(query).Scan(&page), db.Close()); err != nil {
		t.Fatal(err)
	}
	b := bytes.Clone(good)
	if page > 1 {
		clear(b[(page-1)*4096 : page*4096])
	}
	writeFile(t, path, b)
	db = open()
	defer db.Close()
	return (&Store{dialect: sqliteDialect()}).wrap(inspectSQLite(t.Context(), db, limit))
}

// A store that somebody else keeps locked is busy, not broken.
func TestBusy(t *testing.T) {
	path := testPath(t)
	s := mustOpen(t, path)
	defer mustClose(t, s)
	fill(t, s, 1)
	db, err := sql.Open(testDriver, sqliteURI(path, "", "busy_timeout(1)")+"&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := s.db.Exec(`PRAGMA busy_timeout = 1`); err != nil {
		t.Fatal(err)
	}
	lock, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	request := LeaseRequest{ID: NewLeaseID(), Pool: "09506000134352", Count: 1}
	if _, err := s.Lease(ctx, request); !errors.Is(err, ErrBusy) && !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("lease from a locked store: %v", err)
	}
	time.AfterFunc(50*time.Millisecond, func() { _ = lock.Rollback() })
	if _, err := s.Lease(t.Context(), request); err != nil {
		t.Errorf("lease from a store that is unlocked soon: %v", err)
	}
}
