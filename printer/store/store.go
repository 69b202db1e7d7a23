// Package store is the memory of serialised printing: pools of serial numbers,
// the leases taken from them, the print runs and the journal of every item. It
// keeps them in an SQL database, SQLite or PostgreSQL, and what one of its
// methods has returned without an error is on disk.
//
// [OpenSQLite] and [OpenPostgres] open a store. [Store.CreateRun] writes down a
// run and leases its serials, and [Store.Record] moves items from state to state.
//
// # Specification
//
// The store keeps these laws by itself, whoever calls it:
//
//   - A number of a pool is in one lease at a time; the lease is committed and
//     synced before the caller learns it. A lease carries an id made by the
//     client, and asking again with the same id gives the same lease.
//   - A number is leased again only if its owner has released it, as one that was
//     never sent; it then has another lease, and is among the last to be leased.
//     [Store.AuditPool] counts the numbers of a pool again.
//   - A serial once sent is never sent again, in this run or in another; neither
//     is one that was cancelled. No time makes it free (EU 2016/161, Article 4(d)).
//   - Each item of a run is in exactly one state, and every number leased for the
//     run is an item: leased = waiting + sent + printed + verified + void +
//     in-doubt + cancelled. [Store.Audit] counts again.
//   - Items move only as [ItemState.CanBecome] says, and every move is one entry
//     of a journal that is only ever added to.
//   - A run closes only when nothing of it is waiting, sent or in doubt.
//
// Items that wait are not stored one by one: a lease of a million numbers is one
// row. Times are kept to the microsecond, and come back in UTC.
//
// Stores form a hierarchy: [Store.Fill] leases a block of numbers in one store,
// the centre's, and makes it what a pool of another, a line's, leases from. Each
// goes on without the other. The key of a pool, by which its serials look random,
// stays in the stores; [Store.UseKey] encrypts it there.
//
// The tables use nothing but what SQLite and PostgreSQL both have, without
// sequences, triggers or advisory locks. What belongs to a pool is keyed by GTIN
// and pool. Transactions on PostgreSQL run at its default isolation, read
// committed: the rows that decide are locked first.
//
// # Errors
//
// Errors wrap one of the sentinels of this package, [ErrPoolEmpty] for example,
// or are those of the database. No error, and no value of this package, shows
// the key of a pool.
package store

import (
	"cmp"
	"context"
	"crypto/cipher"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/eachmark/eachmark/gs1/serial"
)

var (
	// ErrDamaged says that a file is no store, or that a part of it is missing
	// or changed. Nothing was written to it.
	ErrDamaged = errors.New("store: damaged")
	// ErrNewer says that a later version of the program wrote the store.
	ErrNewer = errors.New("store: written by a newer version of the program")
	// ErrBusy says that another program kept the store locked for too long.
	ErrBusy = errors.New("store: busy")
	// ErrLost says that the connection to the database broke, and that it could
	// not be made again, or not for long enough.
	ErrLost = errors.New("store: connection lost")
	// ErrReadOnly says that the store can be read but not written.
	ErrReadOnly = errors.New("store: read-only")
	// ErrFull says that the disk of the store is full. Nothing was half written.
	ErrFull = errors.New("store: disk full")
	// ErrNotFound says that there is no such pool, lease, run or serial.
	ErrNotFound = errors.New("store: not found")
	// ErrExists says that the name is taken by something else.
	ErrExists = errors.New("store: exists already")
	// ErrInvalid says that a request lacks something or contradicts itself.
	ErrInvalid = errors.New("store: invalid request")
	// ErrPoolEmpty says that a pool has fewer serials left than asked for.
	ErrPoolEmpty = errors.New("store: not enough serials left")
	// ErrConflict says that an item or a run is not in the state the caller
	// took it to be in: somebody else has moved it.
	ErrConflict = errors.New("store: changed meanwhile")
	// ErrMove says that the laws of a run do not allow a change of state.
	ErrMove = errors.New("store: move not allowed")
	// ErrUsed says that the serial has left a store's hands before, in another run.
	ErrUsed = errors.New("store: serial already used")
	// ErrTag says that the RFID tag of a label is that of another label, too.
	ErrTag = errors.New("store: tag already used")
	// ErrUnfinished says that a run cannot close, because items of it are
	// waiting, sent or in doubt.
	ErrUnfinished = errors.New("store: run not finished")
)

// A Store is an open store. Its methods may be called by several goroutines at
// once, and several processes may have one store open.
type Store struct {
	db      *sql.DB
	dialect dialect
	sealer  cipher.AEAD   // encrypts the keys of pools; nil without a key
	writer  chan struct{} // held while this store writes to SQLite, which has one writer; nil elsewhere

	mu         sync.Mutex
	statements map[string]*sql.Stmt
	orders     map[string]serial.Order // by pool
	sequences  map[string]runSequence  // by run
}

// Open opens the store in an SQLite database that was opened with the data
// source name of [SQLiteDSN], creating its tables in an empty database and
// bringing them up to date in an older one. [OpenSQLite] does both steps and
// leaves a damaged file as it is; Open cannot promise that.
//
// The errors wrap [ErrDamaged], [ErrNewer] or [ErrBusy] or are the database's.
// When Open fails, db stays open; otherwise [Store.Close] closes it.
func Open(ctx context.Context, db *sql.DB) (*Store, error) {
	return open(ctx, db, sqliteDialect(), true)
}

// open opens the store in db. inspect says that the database has not been
// checked for damage yet.
func open(ctx context.Context, db *sql.DB, d dialect, inspect bool) (*Store, error) {
	s := &Store{
		db: db, dialect: d,
		statements: map[string]*sql.Stmt{}, orders: map[string]serial.Order{}, sequences: map[string]runSequence{},
	}
	if d.oneWriter {
		s.writer = make(chan struct{}, 1)
	}
	err := s.retry(ctx, func(bool) error { return d.verify(ctx, db) })
	if err == nil && inspect {
		err = d.inspect(ctx, db)
	}
	if err == nil {
		err = s.migrate(ctx, migrations())
	}
	if err != nil {
		return nil, errors.Join(s.wrap(err), s.closeStatements())
	}
	return s, nil
}

// Close releases the store and closes its database.
func (s *Store) Close() error {
	return errors.Join(s.closeStatements(), s.db.Close())
}

func (s *Store) closeStatements() (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for query, statement := range s.statements {
		err = errors.Join(err, statement.Close())
		delete(s.statements, query)
	}
	return err
}

// statement returns the prepared form of a query, the same for each call.
func (s *Store) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if statement := s.statements[query]; statement != nil {
		return statement, nil
	}
	statement, err := s.db.PrepareContext(ctx, query)
	if err == nil {
		s.statements[query] = statement
	}
	return statement, err
}

// wrap gives an error of the database the sentinel that fits it.
func (s *Store) wrap(err error) error {
	if sentinel := s.dialect.classify(err); sentinel != nil && !errors.Is(err, sentinel) {
		return fmt.Errorf("%w: %w", sentinel, err)
	}
	return err
}

const (
	retryPause = 20 * time.Millisecond
	maxPause   = time.Second
)

// retry calls f again, a few times and after growing pauses, when the database
// says that it was in the way of somebody else and has undone all of f, or that
// the connection is lost. In the second case f may have been done: it is told so.
func (s *Store) retry(ctx context.Context, f func(again bool) error) error {
	again := false
	for i := 0; ; i++ {
		err := f(again)
		sentinel := s.dialect.classify(err)
		if err == nil || i == s.dialect.retries || !errors.Is(sentinel, ErrBusy) && !errors.Is(sentinel, ErrLost) {
			return s.wrap(err)
		}
		again = again || errors.Is(sentinel, ErrLost)
		pause := min(retryPause<<i, maxPause)
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(pause/2 + rand.N(pause/2)):
		}
	}
}

// A session runs statements in a transaction.
type session struct {
	*Store
	ctx context.Context
	tx  *sql.Tx

	// again says that the same transaction was tried before, and that nobody
	// knows whether it was committed.
	again bool
}

// write runs f in a transaction. When write returns nil the transaction is on
// disk. After a connection lost during the commit f runs again, and must find
// out by session.again whether there is still something to do. On an error the
// transaction is undone, except that with [ErrLost] this is unknown.
func (s *Store) write(ctx context.Context, f func(session) error) error {
	if s.writer != nil {
		select {
		case s.writer <- struct{}{}:
			defer func() { <-s.writer }()
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return s.retry(ctx, func(again bool) error { return s.transact(ctx, nil, again, f) })
}

// read runs f on one unchanging view of the store.
func (s *Store) read(ctx context.Context, f func(session) error) error {
	return s.retry(ctx, func(bool) error {
		return s.transact(ctx, &sql.TxOptions{ReadOnly: true, Isolation: s.dialect.snapshot}, false, f)
	})
}

// readOnce is read for an f that cannot be run again.
func (s *Store) readOnce(ctx context.Context, f func(session) error) error {
	return s.wrap(s.transact(ctx, &sql.TxOptions{ReadOnly: true, Isolation: s.dialect.snapshot}, false, f))
}

func (s *Store) transact(ctx context.Context, o *sql.TxOptions, again bool, f func(session) error) error {
	tx, err := s.db.BeginTx(ctx, o)
	if err != nil {
		return err
	}
	if err := f(session{s, ctx, tx, again}); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	return tx.Commit()
}

// ignoreDone drops the error of rolling back a transaction that the end of its
// context has rolled back already.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// prepared returns a statement of the transaction. It is for drivers that do not
// keep prepared statements themselves: to prepare one may take a connection
// besides that of the transaction.
func (s session) prepared(query string) (*sql.Stmt, error) {
	statement, err := s.statement(s.ctx, query)
	if err != nil {
		return nil, err
	}
	return s.tx.StmtContext(s.ctx, statement), nil
}

// exec runs a statement and returns how many rows it changed.
func (s session) exec(query string, args ...any) (int64, error) {
	result, err := s.change(query, args)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (s session) change(query string, args []any) (sql.Result, error) {
	if !s.dialect.prepares {
		return s.tx.ExecContext(s.ctx, query, args...)
	}
	statement, err := s.prepared(query)
	if err != nil {
		return nil, err
	}
	return statement.ExecContext(s.ctx, args...)
}

func (s session) query(query string, args []any) (*sql.Rows, error) {
	if !s.dialect.prepares {
		return s.tx.QueryContext(s.ctx, query, args...)
	}
	statement, err := s.prepared(query)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(s.ctx, args...)
}

// get scans the first row of a query; [sql.ErrNoRows] if there is none.
func (s session) get(query string, args []any, dest ...any) error {
	rows, err := s.query(query, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	if !rows.Next() {
		return cmp.Or(rows.Err(), sql.ErrNoRows)
	}
	if err := rows.Scan(dest...); err != nil {
		return err
	}
	return rows.Close()
}

// each calls f for each row of a query.
func (s session) each(query string, args []any, f func(scan scanFunc) error) error {
	rows, err := s.query(query, args)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// A scanFunc copies the columns of a row, as [sql.Rows.Scan] does.
type scanFunc func(dest ...any) error
