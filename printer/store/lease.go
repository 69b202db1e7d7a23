package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"
	"time"
)

// A LeaseRequest asks for serials of a pool.
type LeaseRequest struct {
	// ID names the lease, see [NewLeaseID]. The same request with the same ID
	// again, after an answer was lost, gets the same lease.
	ID       string
	Pool     string
	Count    int       // how many serials, 1 or more
	Run      string    // the run they are for; "" if for none
	Operator string    // who asks, or for whom: a person, a line, a site
	Purpose  string    // what for, in words; may be empty
	Expires  time.Time // when the owner gives back what is left; zero for never
	At       time.Time
}

// A Lease is an interval of numbers in the order of a pool, which nobody else
// gets.
type Lease struct {
	ID       string    `json:"id"`
	Pool     string    `json:"pool"`
	First    uint64    `json:"first"`              // the first number
	Count    int       `json:"count"`              // how many numbers it holds
	Released int       `json:"released,omitempty"` // how many more it held before they were released
	Run      string    `json:"run,omitempty"`      // the run whose items they are, "" if of none
	Operator string    `json:"operator,omitempty"`
	Purpose  string    `json:"purpose,omitempty"`
	Expires  time.Time `json:"expires,omitzero"` // zero for never
	At       time.Time `json:"at"`

	base int // how many items of the run come before
}

// Expired reports whether the lease was to end at the time now or before.
// Nothing is released by that: what its owner has printed only the owner knows.
func (l Lease) Expired(now time.Time) bool { return !l.Expires.IsZero() && !now.Before(l.Expires) }

// NewLeaseID returns an id for a new lease that nobody else will choose.
func NewLeaseID() string { return "L-" + rand.Text() }

// Lease takes the next numbers of a pool. When it returns they are on disk as
// taken, and no other lease will have them. With a run named, they become the
// run's next items. Released numbers are leased again when no others are left.
//
// The error wraps [ErrPoolEmpty] if the pool has not as many left in one piece,
// [ErrNotFound] if there is no such pool or run, [ErrExists] if the id is that of
// another lease, or of one that was released since, [ErrConflict] if the run is
// closed, [ErrInvalid] for a request that cannot be. After an error nothing is
// taken, except that with [ErrLost] this is unknown; the same request again
// settles that.
func (s *Store) Lease(ctx context.Context, r LeaseRequest) (Lease, error) {
	if err := r.check(); err != nil {
		return Lease{}, err
	}
	var lease Lease
	err := s.write(ctx, func(tx session) (err error) {
		lease, err = tx.newLease(r)
		return err
	})
	if errors.Is(err, ErrExists) || errors.Is(err, ErrPoolEmpty) || errors.Is(err, ErrConflict) {
		// Has the request got its lease before? That is rare, and so found out last.
		old, oldErr := s.oldLease(ctx, r)
		if !errors.Is(oldErr, ErrNotFound) {
			lease, err = old, oldErr
		}
	}
	if err != nil {
		return Lease{}, err
	}
	return lease, nil
}

// errLeaseTaken says that there is a lease with the id already.
var errLeaseTaken = fmt.Errorf("%w: lease", ErrExists)

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

// LeaseByID returns a lease; the error wraps [ErrNotFound] if there is none.
func (s *Store) LeaseByID(ctx context.Context, id string) (Lease, error) {
	var lease Lease
	err := s.read(ctx, func(tx session) (err error) {
		lease, err = tx.leaseByID(id)
		return err
	})
	return lease, err
}

// Leases returns the leases of a pool that hold numbers, by number. After an
// error it ends; the error wraps [ErrNotFound] if there is no such pool.
func (s *Store) Leases(ctx context.Context, pool string) iter.Seq2[Lease, error] {
	return func(yield func(Lease, error) bool) {
		for after := int64(-1); ; {
			page, err := s.leasesAfter(ctx, pool, after)
			if err != nil {
				yield(Lease{}, err)
				return
			}
			for _, lease := range page {
				if after = int64(lease.First); !yield(lease, nil) {
					return
				}
			}
			if len(page) < pageSize {
				return
			}
		}
	}
}

func (s *Store) leasesAfter(ctx context.Context, name string, after int64) (page []Lease, err error) {
	err = s.read(ctx, func(tx session) error {
		pool, err := tx.pool(name)
		if err == nil {
			page, err = tx.leases(selectPoolLeases, pool.gtinText(), name, after, pageSize)
		}
		return err
	})
	return page, err
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
	leaseColumns     = `id, pool, first_i, size, released, run, base, owner, purpose, expires, at`
	selectLease      = `SELECT ` + leaseColumns + ` FROM lease WHERE id = $1`
	selectLeases     = `SELECT ` + leaseColumns + ` FROM lease WHERE run = $1 AND size > 0 ORDER BY base`
	selectPoolLeases = `SELECT ` + leaseColumns + ` FROM lease
		WHERE gtin = $1 AND pool = $2 AND size > 0 AND first_i > $3 ORDER BY first_i LIMIT $4`
	selectHolder = `SELECT ` + leaseColumns + ` FROM lease
		WHERE gtin = $1 AND pool = $2 AND size > 0 AND first_i <= $3 ORDER BY first_i DESC LIMIT 1`
	insertLease = `INSERT INTO lease (gtin, ` + leaseColumns + `) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`
	advancePool = `UPDATE pool SET next_i = next_i + $1 WHERE name = $2 AND end_i - next_i >= $1 RETURNING next_i, gtin`
	growRun     = `UPDATE run SET n_leased = n_leased + $1 WHERE id = $2 AND gtin = $3 AND state <> 'closed' RETURNING n_leased`
)

// oldLease returns the lease that a request has got before; the error wraps
// [ErrExists] if the one with its id is another, [ErrNotFound] if there is none.
func (s *Store) oldLease(ctx context.Context, r LeaseRequest) (Lease, error) {
	lease, err := s.LeaseByID(ctx, r.ID)
	if err == nil && (lease.Pool != r.Pool || lease.Count != r.Count || lease.Run != r.Run) {
		return Lease{}, fmt.Errorf("%w: lease %s is of %d from pool %s, %d more were released", ErrExists, r.ID, lease.Count, lease.Pool, lease.Released)
	}
	return lease, err
}

func (s session) leaseByID(id string) (lease Lease, err error) {
	err = s.get(selectLease, []any{id}, lease.columns()...)
	if errors.Is(err, sql.ErrNoRows) {
		return Lease{}, fmt.Errorf("%w: lease %.64q", ErrNotFound, id)
	}
	return lease, err
}

// leasesOf returns the leases of a run that hold numbers.
func (s session) leasesOf(runID string) ([]Lease, error) { return s.leases(selectLeases, runID) }

func (s session) leases(query string, args ...any) (leases []Lease, err error) {
	err = s.each(query, args, func(scan scanFunc) error {
		leases = append(leases, Lease{})
		return scan(leases[len(leases)-1].columns()...)
	})
	return leases, err
}

func (l *Lease) columns() []any {
	return []any{
		&l.ID, &l.Pool, &l.First, &l.Count, &l.Released, nullText{&l.Run}, &l.base,
		&l.Operator, &l.Purpose, expiryOf(&l.Expires), microsOf(&l.At),
	}
}

func (s session) newLease(r LeaseRequest) (Lease, error) {
	first, gtin, err := s.take(r.Pool, r.Count)
	if err != nil {
		return Lease{}, err
	}
	lease := Lease{
		ID: r.ID, Pool: r.Pool, First: first, Count: r.Count,
		Run: r.Run, Operator: r.Operator, Purpose: r.Purpose, Expires: microsOrZero(r.Expires), At: micros(r.At),
	}
	var run sql.NullString
	if r.Run != "" {
		run = sql.NullString{String: r.Run, Valid: true}
		if lease.base, err = s.growRun(r, gtin); err != nil {
			return Lease{}, err
		}
	}
	n, err := s.exec(insertLease, gtin, lease.ID, lease.Pool, int64(lease.First), lease.Count,
		run, lease.base, lease.Operator, lease.Purpose, expiry(lease.Expires), lease.At.UnixMicro())
	if err == nil && n == 0 {
		return Lease{}, errLeaseTaken
	}
	return lease, err
}

// take takes count numbers of a pool, the next ones if there are as many, and
// returns the first, and the GTIN of the pool as its rows have it.
func (s session) take(pool string, count int) (first uint64, gtin string, err error) {
	if first, gtin, err = s.advance(pool, count); !errors.Is(err, sql.ErrNoRows) {
		return first, gtin, err
	}
	if _, err := s.exec(lockPool, pool); err != nil {
		return 0, "", err
	}
	// Somebody may have released the last numbers since.
	if first, gtin, err = s.advance(pool, count); !errors.Is(err, sql.ErrNoRows) {
		return first, gtin, err
	}
	return s.takeSpare(pool, count)
}

// advance takes the next numbers of a pool; [sql.ErrNoRows] if it has not as
// many that were never leased.
func (s session) advance(pool string, count int) (first uint64, gtin string, err error) {
	var next int64
	err = s.get(advancePool, []any{count, pool}, &next, &gtin)
	return uint64(next) - uint64(count), gtin, err
}

// growRun adds the items of a lease to its run and returns how many it had.
func (s session) growRun(r LeaseRequest, gtin string) (base int, err error) {
	var leased int
	err = s.get(growRun, []any{r.Count, r.Run, gtin}, &leased)
	if err == nil && leased > math.MaxInt32 {
		return 0, fmt.Errorf("%w: a run has at most %d items", ErrInvalid, math.MaxInt32)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return leased - r.Count, err
	}
	run, err := s.run(r.Run)
	switch {
	case err != nil:
		return 0, err
	case run.State == RunClosed:
		return 0, fmt.Errorf("%w: run %s is closed", ErrConflict, run.ID)
	}
	return 0, fmt.Errorf("%w: pool %.64q is not for GTIN %s, as run %s is", ErrInvalid, r.Pool, run.GTIN, run.ID)
}
