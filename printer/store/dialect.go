package store

import (
	"context"
	"database/sql"
)

// A dialect is what differs between database systems. Everything else is SQL
// that SQLite and PostgreSQL both take, with parameters $1, $2, ….
type dialect struct {
	// snapshot is the isolation in which several queries see one state.
	snapshot sql.IsolationLevel

	// oneWriter says that the database has one writer at a time, for whom it is
	// better to queue up here than there.
	oneWriter bool

	// prepares says that statements are prepared here, as the driver does not
	// keep them itself.
	prepares bool

	// retries is how often a transaction is tried again.
	retries int

	// tables is the query for the names of all tables.
	tables string

	// foreign is what it means that the tables are not those of a store.
	foreign error

	// verify reports an error if the connections are not set up so that a
	// commit is on disk.
	verify func(context.Context, *sql.DB) error

	// inspect looks for damage; it writes nothing.
	inspect func(context.Context, *sql.DB) error

	// classify returns the sentinel an error of the database belongs to, such
	// as [ErrDamaged] or [ErrBusy], nil if to none. An error is busy only if its
	// transaction has surely been undone and may be tried again.
	classify func(error) error
}
