package run

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
)

// errKilled is what a program sees of everything after it was killed, were it
// still there to see.
var errKilled = errors.New("killed")

// A killer kills a program at one of its steps that reach the world: the commits
// of its store and the bytes it sends. The step that it dies in is done or not.
type killer struct {
	steps int  // still to go
	done  bool // the last one happens
	dead  bool
}

// step reports whether the next step happens, and whether the program lives on.
func (k *killer) step() (happens, alive bool) {
	switch {
	case k == nil:
		return true, true
	case k.dead:
		return false, false
	}
	if k.steps--; k.steps < 0 {
		k.dead = true
		return k.done, false
	}
	return true, true
}

// open opens the store at path for the program that k kills.
func (k *killer) open(t testing.TB, path string) *store.Store {
	t.Helper()
	plain, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	s, err := store.Open(t.Context(), sql.OpenDB(&mortal{k, plain.Driver(), store.SQLiteDSN(path)}))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// dial opens a connection of the program that k kills.
func (k *killer) dial(open func() (printer.Conn, error)) (printer.Conn, error) {
	if k != nil && k.dead {
		return nil, errKilled
	}
	conn, err := open()
	if err != nil || k == nil {
		return conn, err
	}
	return &mortalConn{conn, k}, nil
}

// A mortal database is that of a program that gets killed.
type mortal struct {
	*killer
	driver driver.Driver
	dsn    string
}

func (m *mortal) Driver() driver.Driver { return m.driver }

func (m *mortal) Connect(context.Context) (driver.Conn, error) {
	c, err := m.driver.Open(m.dsn)
	return mortalDB{c, m.killer}, err
}

type mortalDB struct {
	driver.Conn
	*killer
}

func (c mortalDB) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
}

func (c mortalDB) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	tx, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
	if err != nil || o.ReadOnly {
		return tx, err
	}
	return mortalTx{tx, c.killer}, nil
}

type mortalTx struct {
	driver.Tx
	*killer
}

func (t mortalTx) Commit() error {
	happens, alive := t.step()
	var err error
	if happens {
		err = t.Tx.Commit()
	} else {
		err = t.Tx.Rollback()
	}
	if !alive {
		return errors.Join(errKilled, err)
	}
	return err
}

// A mortalConn is the connection of a program that gets killed: the system closes
// it, and what was written before arrives.
type mortalConn struct {
	printer.Conn
	*killer
}

func (c *mortalConn) Write(b []byte) (int, error) {
	happens, alive := c.step()
	if alive {
		return c.Conn.Write(b)
	}
	if happens {
		_, _ = c.Conn.Write(b[:len(b)/2+1]) // the printer may or may not get a whole label
	}
	return 0, errors.Join(errKilled, c.Conn.Close())
}

func (c *mortalConn) Read(b []byte) (int, error) {
	if c.dead {
		return 0, errKilled
	}
	return c.Conn.Read(b)
}

func (c *mortalConn) SetDeadline(at time.Time) error {
	if c.dead {
		return errKilled
	}
	return c.Conn.SetDeadline(at)
}
