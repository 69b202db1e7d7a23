package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// OpenPostgres opens the store in a PostgreSQL database, in the first schema of
// its search path, creating its tables in an empty schema and bringing them up
// to date in an older one. db was opened through a driver whose errors have the
// method SQLState, such as github.com/jackc/pgx/v5/stdlib. The store uses
// neither extensions, nor sequences, nor advisory locks.
//
// Lost connections are made again and transactions that failed to serialise are
// tried again, some five seconds long; the errors then wrap [ErrLost] or
// [ErrBusy]. Other errors wrap [ErrNewer], [ErrDamaged], or [ErrInvalid] for a
// schema with other tables or a server that would lose commits in a power cut,
// or are the database's. When OpenPostgres fails, db stays open; otherwise
// [Store.Close] closes it.
func OpenPostgres(ctx context.Context, db *sql.DB) (*Store, error) {
	db.SetMaxOpenConns(maxConns)
	db.SetMaxIdleConns(maxConns) // making one costs more than ten leases
	return open(ctx, db, postgresDialect(), false)
}

// maxConns is how many connections one store has at most; a transaction needs
// one, and nothing that holds one waits for another.
const maxConns = 16

func postgresDialect() dialect {
	return dialect{
		snapshot: sql.LevelRepeatableRead,
		retries:  10,
		foreign:  ErrInvalid,
		tables: `SELECT table_name FROM information_schema.tables
			WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name`,
		verify:   verifyPostgres,
		classify: classifyPostgres,
	}
}

// verifyPostgres checks the settings on which the promise of durability rests.
// Databases that speak the protocol but have no such setting give NULL.
func verifyPostgres(ctx context.Context, db *sql.DB) error {
	for _, setting := range []string{"fsync", "synchronous_commit"} {
		var value sql.NullString
		if err := db.QueryRowContext(ctx, `SELECT current_setting($1, true)`, setting).Scan(&value); err != nil {
			return err
		}
		if value.String == "off" {
			return fmt.Errorf("%w: the server has %s off, so a power cut would lose serials that were handed out", ErrInvalid, setting)
		}
	}
	return nil
}

// classifyPostgres goes by the SQLSTATE of an error (PostgreSQL, Appendix A),
// and takes an error of the network for a lost connection.
func classifyPostgres(err error) error {
	if state := sqlState(err); state != "" {
		return classifyState(state)
	}
	var network net.Error
	var retryable interface{ SafeToRetry() bool } // of pgx: nothing was sent
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &network),
		errors.As(err, &retryable) && retryable.SafeToRetry():
		return ErrLost
	}
	return nil
}

// sqlState returns the SQLSTATE of an error of PostgreSQL, "" for any other.
func sqlState(err error) string {
	var stated interface{ SQLState() string }
	if errors.As(err, &stated) {
		return stated.SQLState()
	}
	return ""
}

func classifyState(state string) error {
	switch state {
	case "40001", "40P01", "55P03": // serialization failure, deadlock, lock not available
		return ErrBusy
	case "23505", "42P07": // somebody inserted the same row, or made the same table, first
		return ErrBusy
	case "57P01", "57P02", "57P03", "53300": // server shuts down, crashed, starts up; too many connections
		return ErrLost
	case "25006":
		return ErrReadOnly
	case "53100":
		return ErrFull
	case "XX001", "XX002": // data or index corrupted
		return ErrDamaged
	}
	if strings.HasPrefix(state, "08") { // connection exception
		return ErrLost
	}
	return nil
}
