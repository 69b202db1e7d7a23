package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// SQLiteDSN returns the data source name, in the notation of modernc.org/sqlite,
// of the store in the file path: write-ahead log, every commit synced to the
// disk, foreign keys enforced, and a writer that waits for another one.
func SQLiteDSN(path string) string {
	return sqliteURI(path, "",
		busyTimeout, "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)",
		// macOS writes through the disk's own cache only when told.
		"fullfsync(ON)", "checkpoint_fullfsync(ON)") + "&_txlock=immediate"
}

// busyTimeout is how long SQLite waits for a lock, in milliseconds. The store
// tries a few times more.
const busyTimeout = "busy_timeout(3000)"

func sqliteURI(path, mode string, pragmas ...string) string {
	slashed := filepath.ToSlash(path)
	switch {
	case strings.HasPrefix(slashed, "/"):
		slashed = "//" + slashed
	case filepath.VolumeName(path) != "":
		slashed = "///" + slashed
	}
	query := url.Values{"_pragma": pragmas, "_dqs": {"0"}, "_defensive": {"1"}, "_error_rc": {"1"}}
	if mode != "" {
		query.Set("mode", mode)
	}
	return "file:" + (&url.URL{Path: slashed}).EscapedPath() + "?" + query.Encode()
}

// OpenSQLite opens the store in the file path, and creates it, readable by its
// owner only, if there is none. The folder must be there. driver is the name
// under which modernc.org/sqlite is registered with database/sql: "sqlite".
//
// A file that is no store, or not whole, is left as it is: the error wraps
// [ErrDamaged], or [ErrNewer] for a store of a later version. A lock that is not
// given up within some 15 seconds is [ErrBusy].
func OpenSQLite(ctx context.Context, driver, path string) (*Store, error) {
	created, err := createFile(ctx, path)
	if err != nil {
		return nil, err
	}
	inspected := created
	if !created {
		if inspected, err = inspectFile(ctx, driver, path); err != nil {
			return nil, err
		}
	}
	s, err := openFile(ctx, driver, path, !inspected)
	if err != nil && created {
		removeEmpty(path)
	}
	return s, err
}

func openFile(ctx context.Context, driver, path string, inspect bool) (*Store, error) {
	db, err := sql.Open(driver, SQLiteDSN(path))
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, db, sqliteDialect(), inspect)
	if sqliteCode(err) == sqliteCantOpen {
		err = errors.Join(err, checkWritable(path))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), db.Close())
	}
	return s, nil
}

// checkWritable reports a file, or a folder for its log, that cannot be written.
func checkWritable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		f.Close()
		if f, err = os.CreateTemp(filepath.Dir(path), ".eachmark-*"); err == nil {
			return errors.Join(f.Close(), os.Remove(f.Name()))
		}
	}
	return fmt.Errorf("%w: %w", ErrReadOnly, err)
}

const (
	fileMode   = 0o600 // the store holds the keys of its pools
	createTime = 2 * time.Second
	createPoll = 20 * time.Millisecond

	minPage = 512 // SQLite Database File Format §1.3.2
)

// createFile creates the file of a new store, empty. It is false if there is a
// file. An empty file is one that another process is about to fill, or else the
// rest of a store.
func createFile(ctx context.Context, path string) (created bool, err error) {
	size, err := fileSize(path)
	switch {
	case err != nil || size >= minPage:
		return false, err
	case size > 0:
		return false, fmt.Errorf("%w: %s has %d bytes, and a database %d or more", ErrDamaged, path, size, minPage)
	}
	if err := refuseOrphan(path); err != nil {
		return false, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err == nil {
		return true, f.Close()
	}
	if !errors.Is(err, fs.ErrExist) {
		return false, err
	}
	return false, awaitContent(ctx, path)
}

// refuseOrphan reports a log whose file is missing or empty. SQLite would delete
// it.
func refuseOrphan(path string) error {
	size, err := fileSize(logOf(path))
	if err != nil || size == 0 {
		return err
	}
	// Another process may have created both just now.
	if size, err = fileSize(path); err != nil || size > 0 {
		return err
	}
	return fmt.Errorf("%w: %s is missing or empty, but its log %s is not", ErrDamaged, path, logOf(path))
}

// awaitContent waits until the file path, empty now, is not.
func awaitContent(ctx context.Context, path string) error {
	for range createTime / createPoll {
		if size, err := fileSize(path); err != nil || size > 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(createPoll):
		}
	}
	return fmt.Errorf("%w: %s is empty; bring back a copy of it, or delete it if no serial was ever issued from it", ErrDamaged, path)
}

// fileSize returns the size of a regular file, 0 if there is none.
func fileSize(path string) (int64, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("%w: %s is not a file", ErrInvalid, path)
	}
	return info.Size(), nil
}

// removeEmpty removes the file of a store that could not be created, unless
// something has been written to it.
func removeEmpty(path string) {
	if size, err := fileSize(path); err == nil && size == 0 {
		_ = os.Remove(path) // an empty file that stays does no harm but confuse
	}
}

func logOf(path string) string { return path + "-wal" }

// inspectFile looks for damage through a connection that can only read: one that
// can write would bring the log into the file when it is closed. It is false
// where SQLite cannot read without writing first, as after a crash in the middle
// of creating the file.
func inspectFile(ctx context.Context, driver, path string) (inspected bool, err error) {
	if err := inspectLog(logOf(path)); err != nil {
		return false, err
	}
	db, err := sql.Open(driver, sqliteURI(path, "ro", busyTimeout))
	if err != nil {
		return false, err
	}
	d := sqliteDialect()
	d.verify = func(context.Context, *sql.DB) error { return nil }
	s := &Store{db: db, dialect: d, statements: map[string]*sql.Stmt{}}
	if err = d.inspect(ctx, db); err == nil {
		_, err = s.checkVersion(ctx, len(migrations()))
	}
	err = errors.Join(s.wrap(err), s.Close())
	switch sqliteCode(err) {
	case sqliteReadOnly, sqliteCantOpen:
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("%s: %w", path, err)
	}
	return true, nil
}

// inspectLog checks the header of a write-ahead log. SQLite takes a log with a
// wrong header for an empty one and would forget, without a word, commits that
// are only there. A header cut short or of zeros is what a power cut leaves
// before the first commit. (SQLite Database File Format §4.1, §4.2)
func inspectLog(path string) error {
	var err error
	for range 3 { // another process may be writing the header just now
		if err = checkLogHeader(path); err == nil {
			return nil
		}
		time.Sleep(createPoll)
	}
	return err
}

func checkLogHeader(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var header [32]byte
	_, err = io.ReadFull(f, header[:])
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || header == [32]byte{} {
		return nil
	}
	if err == nil && !isLogHeader(header) {
		err = fmt.Errorf("%w: %s begins with % x, expected the header of a log", ErrDamaged, path, header[:8])
	}
	return err
}

// isLogHeader checks magic number and checksum. The magic number's lowest bit is
// set where the checksum is over big-endian words.
func isLogHeader(header [32]byte) bool {
	const magic = 0x377f0682
	var order binary.ByteOrder = binary.LittleEndian
	switch binary.BigEndian.Uint32(header[:]) {
	case magic:
	case magic | 1:
		order = binary.BigEndian
	default:
		return false
	}
	var s0, s1 uint32
	for i := 0; i < 24; i += 8 {
		s0 += order.Uint32(header[i:]) + s1
		s1 += order.Uint32(header[i+4:]) + s0
	}
	return s0 == binary.BigEndian.Uint32(header[24:]) && s1 == binary.BigEndian.Uint32(header[28:])
}

// Primary result codes of SQLite.
const (
	sqliteBusy     = 5
	sqliteLocked   = 6
	sqliteReadOnly = 8
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26

	sqliteNoSharedMemory = 10 | 19<<8 // no room for the index of the log
)

// sqliteCode returns the primary result code of an error of SQLite, 0 for any
// other error.
func sqliteCode(err error) int { return sqliteExtended(err) & 0xff }

// sqliteExtended returns the extended result code.
func sqliteExtended(err error) int {
	var coded interface{ Code() int }
	if errors.As(err, &coded) {
		return coded.Code()
	}
	return 0
}

func sqliteDialect() dialect {
	return dialect{
		oneWriter: true,
		prepares:  true,
		retries:   4,
		foreign:   ErrDamaged,
		tables:    `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`,
		verify:    verifySQLite,
		inspect: func(ctx context.Context, db *sql.DB) error {
			return inspectSQLite(ctx, db, fullCheckPages)
		},
		classify: func(err error) error {
			switch sqliteCode(err) {
			case sqliteBusy, sqliteLocked:
				return ErrBusy
			case sqliteCorrupt, sqliteNotADB:
				return ErrDamaged
			case sqliteReadOnly:
				return ErrReadOnly
			case sqliteFull:
				return ErrFull
			}
			if sqliteExtended(err) == sqliteNoSharedMemory {
				return ErrFull
			}
			return nil
		},
	}
}

// verifySQLite checks the settings on which the promise of durability rests.
func verifySQLite(ctx context.Context, db *sql.DB) error {
	for _, want := range []struct{ pragma, value string }{
		{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"},
	} {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+want.pragma).Scan(&got); err != nil {
			return err
		}
		if got != want.value {
			return fmt.Errorf("%w: SQLite's %s is %s, expected %s; open it with SQLiteDSN", ErrInvalid, want.pragma, got, want.value)
		}
	}
	return nil
}

// fullCheckPages is the size up to which all of a database is checked at open,
// 32 MiB in pages of 4 KiB; that takes a fraction of a second.
const fullCheckPages = 8192

// inspectSQLite checks a database of at most limit pages, and of a larger one
// the tables that say which numbers are free.
func inspectSQLite(ctx context.Context, db *sql.DB, limit int) error {
	var pages, tables int
	if err := db.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
		return err
	}
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master
		WHERE type = 'table' AND name IN ('pool', 'lease', 'spare', 'run')`).Scan(&tables)
	if err != nil {
		return err
	}
	checks := []string{
		`PRAGMA quick_check('pool')`, `PRAGMA quick_check('lease')`, `PRAGMA quick_check('spare')`, `PRAGMA quick_check('run')`,
	}
	if pages <= limit || tables < len(checks) {
		checks = []string{`PRAGMA quick_check(1)`}
	}
	for _, check := range checks {
		var found string
		if err := db.QueryRowContext(ctx, check).Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return fmt.Errorf("%w: SQLite's check finds %.200q", ErrDamaged, found)
		}
	}
	return nil
}
