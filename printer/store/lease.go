package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"
)

// A LeaseRequest asks for serials of a pool.
type LeaseRequest struct {
	// ID names the lease, see [NewLeaseID]. The same request with the same ID
	// again, after an answer was lost, gets the same lease.
	ID       string
	Pool     string
	Count    int    // how many serials, 1 or more
	Run      string // the run they are for; "" if for none
	Operator string
	At       time.Time
}

// A Lease is an interval of numbers in the order of a pool, which nobody else
// gets.
type Lease struct {
	ID       string
	Pool     string
	First    uint64 // the first number
	Count    int
	Run      string // the run whose items they are, "" if of none
	Operator string
	At       time.Time

	base int // how many items of the run come before
}

// NewLeaseID returns an id for a new lease that nobody else will choose.
func NewLeaseID() string { return "L-" + rand.Text() }

// Lease takes the next numbers of a pool. When it returns they are on disk as
// taken, and no other lease will have them. With a run named, they become the
// run's next items.
//
// The error wraps [ErrPoolEmpty] if the pool has not as many left, [ErrNotFound]
// if there is no such pool or run, [ErrExists] if the id is that of another
// lease, [ErrConflict] if the run is closed, [ErrInvalid] for a request that
// cannot be. After an error nothing is taken, except that a connection lost
// during the commit leaves it open; the same request again settles that.
func (s *Store) Lease(ctx context.Context, r LeaseRequest) (Lease, error) {
	if err := r.check(); err != nil {
		return Lease{}, err
	}
	var lease Lease
	err := s.write(ctx, func(tx session) (err error) {
		lease, err = tx.lease(r)
		return err
	})
	if err != nil {
		return Lease{}, err
	}
	return lease, nil
}

// AddLease leases further serials for a run; its errors are those of
// [Store.Lease].
func (s *Store) AddLease(ctx context.Context, runID string, r LeaseRequest) (Lease, error) {
	if r.Run != "" && r.Run != runID {
		return Lease{}, fmt.Errorf("%w: a lease for run %.64q cannot be added to run %.64q", ErrInvalid, r.Run, runID)
	}
	if r.Run = runID; runID == "" {
		return Lease{}, fmt.Errorf("%w: the run is not named", ErrInvalid)
	}
	return s.Lease(ctx, r)
}

func (r LeaseRequest) check() error {
	if err := checkName(r.ID); err != nil {
		return fmt.Errorf("lease: %w", err)
	}
	if r.Count < 1 {
		return fmt.Errorf("%w: a lease is of 1 serial or more, found %d", ErrInvalid, r.Count)
	}
	return nil
}

const (
	leaseColumns = `id, pool, first_i, size, run, base, operator, at`
	selectLease  = `SELECT ` + leaseColumns + ` FROM lease WHERE id = $1`
	selectLeases = `SELECT ` + leaseColumns + ` FROM lease WHERE run = $1 ORDER BY base`
	selectHolder = `SELECT ` + leaseColumns + ` FROM lease WHERE pool = $1 AND first_i <= $2 ORDER BY first_i DESC LIMIT 1`
	insertLease  = `INSERT INTO lease (` + leaseColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	advancePool  = `UPDATE pool SET next_i = next_i + $1 WHERE name = $2 AND end_i - next_i >= $1 RETURNING next_i`
	growRun      = `UPDATE run SET n_leased = n_leased + $1 WHERE id = $2 AND gtin = $3 AND state <> 'closed' RETURNING n_leased`
)

// lease returns the lease that a request has already got, or gets it a new one.
func (s session) lease(r LeaseRequest) (Lease, error) {
	lease, err := s.leaseByID(r.ID)
	switch {
	case errors.Is(err, ErrNotFound):
		return s.newLease(r)
	case err != nil:
		return Lease{}, err
	case lease.Pool != r.Pool || lease.Count != r.Count || lease.Run != r.Run:
		return Lease{}, fmt.Errorf("%w: lease %s is of %d from pool %s", ErrExists, r.ID, lease.Count, lease.Pool)
	}
	return lease, nil
}

func (s session) leaseByID(id string) (lease Lease, err error) {
	err = s.get(selectLease, []any{id}, lease.columns()...)
	if errors.Is(err, sql.ErrNoRows) {
		return Lease{}, fmt.Errorf("%w: lease %.64q", ErrNotFound, id)
	}
	return lease, err
}

func (s session) leasesOf(runID string) (leases []Lease, err error) {
	err = s.each(selectLeases, []any{runID}, func(scan scanFunc) error {
		leases = append(leases, Lease{})
		return scan(leases[len(leases)-1].columns()...)
	})
	return leases, err
}

func (l *Lease) columns() []any {
	return []any{&l.ID, &l.Pool, &l.First, &l.Count, nullText{&l.Run}, &l.base, &l.Operator, microsOf(&l.At)}
}

func (s session) newLease(r LeaseRequest) (Lease, error) {
	pool, err := s.pool(r.Pool)
	if err != nil {
		return Lease{}, err
	}
	var next int64
	err = s.get(advancePool, []any{r.Count, r.Pool}, &next)
	if errors.Is(err, sql.ErrNoRows) {
		return Lease{}, fmt.Errorf("%w: pool %s has %d left, asked for %d", ErrPoolEmpty, r.Pool, pool.Left(), r.Count)
	}
	if err != nil {
		return Lease{}, err
	}
	lease := Lease{
		ID: r.ID, Pool: r.Pool, First: uint64(next) - uint64(r.Count), Count: r.Count,
		Run: r.Run, Operator: r.Operator, At: micros(r.At),
	}
	var run sql.NullString
	if r.Run != "" {
		run = sql.NullString{String: r.Run, Valid: true}
		if lease.base, err = s.growRun(r.Run, pool, r.Count); err != nil {
			return Lease{}, err
		}
	}
	_, err = s.exec(insertLease, lease.ID, lease.Pool, int64(lease.First), lease.Count,
		run, lease.base, lease.Operator, lease.At.UnixMicro())
	return lease, err
}

// growRun adds count items to a run and returns how many it had.
func (s session) growRun(id string, pool Pool, count int) (base int, err error) {
	var leased int
	err = s.get(growRun, []any{count, id, pool.GTIN.String()}, &leased)
	if err == nil && leased > math.MaxInt32 {
		return 0, fmt.Errorf("%w: a run has at most %d items", ErrInvalid, math.MaxInt32)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return leased - count, err
	}
	run, err := s.run(id)
	switch {
	case err != nil:
		return 0, err
	case run.State == RunClosed:
		return 0, fmt.Errorf("%w: run %s is closed", ErrConflict, id)
	}
	return 0, fmt.Errorf("%w: pool %s is for GTIN %s, run %s for %s", ErrInvalid, pool.Name, pool.GTIN, id, run.GTIN)
}
