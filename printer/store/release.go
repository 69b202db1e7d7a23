package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Release gives back the numbers of a lease but its first keep: those that were
// never sent, so that a later lease may have them. It returns the lease as it is
// then. The same call again changes nothing more.
//
// What became of a lease without a run only its owner knows, who must be sure
// that no label with a later serial exists. Of a lease of a run, the run must be
// stopped, the lease its last, and the items after keep must all be waiting; the
// run then has so many fewer items.
//
// The error wraps [ErrNotFound] if there is no such lease, [ErrInvalid] if keep
// is negative or the lease has never held as many, [ErrConflict] if its run is
// not stopped or has gone on to another lease, [ErrUsed] if a number to release
// was used.
func (s *Store) Release(ctx context.Context, id string, keep int) (Lease, error) {
	var lease Lease
	err := s.write(ctx, func(tx session) (err error) {
		lease, err = tx.release(id, keep)
		return err
	})
	if err != nil {
		return Lease{}, err
	}
	return lease, nil
}

// ReleaseWaiting gives back the numbers at the end of a stopped run's last lease
// that wait, and returns the run as it is then. Its errors are those of
// [Store.Release].
func (s *Store) ReleaseWaiting(ctx context.Context, runID string) (run Run, err error) {
	err = s.write(ctx, func(tx session) error {
		if run, err = tx.runWithLeases(runID); err != nil || len(run.Leases) == 0 {
			return err
		}
		last := run.Leases[len(run.Leases)-1]
		var used int
		if err := tx.get(selectLastItem, []any{runID}, &used); err != nil {
			return err
		}
		if _, err := tx.release(last.ID, max(used-last.base, 0)); err != nil {
			return err
		}
		run, err = tx.runWithLeases(runID)
		return err
	})
	return run, err
}

const (
	lockPool = `UPDATE pool SET spare = spare WHERE name = $1`

	shrinkLease    = `UPDATE lease SET size = size - $1, released = released + $1 WHERE id = $2 AND size >= $1`
	lockRun        = `UPDATE run SET released = released WHERE id = $1 RETURNING state, n_leased`
	shrinkRun      = `UPDATE run SET n_leased = n_leased - $1, released = released + $1 WHERE id = $2`
	selectLastItem = `SELECT coalesce(max(n), 0) FROM item WHERE run = $1`

	selectFit = `SELECT first_i, size FROM spare WHERE gtin = $1 AND pool = $2 AND size >= $3
		ORDER BY size, first_i LIMIT 1`
	selectLargest = `SELECT coalesce(max(size), 0) FROM spare WHERE gtin = $1 AND pool = $2`
	selectBefore  = `SELECT first_i FROM spare WHERE gtin = $1 AND pool = $2 AND first_i + size = $3`
	selectAfter   = `SELECT size FROM spare WHERE gtin = $1 AND pool = $2 AND first_i = $3`
	selectSpareOf = `SELECT first_i, size FROM spare WHERE gtin = $1 AND pool = $2 AND first_i <= $3 ORDER BY first_i DESC LIMIT 1`
	insertSpare   = `INSERT INTO spare (gtin, pool, first_i, size) VALUES ($1, $2, $3, $4)`
	deleteSpare   = `DELETE FROM spare WHERE gtin = $1 AND pool = $2 AND first_i = $3`
	countSpare    = `UPDATE pool SET spare = spare + $1 WHERE name = $2`
	takeBack      = `UPDATE pool SET next_i = $1 WHERE name = $2`
)

func (s session) release(id string, keep int) (Lease, error) {
	lease, err := s.leaseByID(id)
	if err != nil {
		return Lease{}, err
	}
	// Everything below is decided on what is there once nobody else changes it.
	if _, err := s.exec(lockPool, lease.Pool); err != nil {
		return Lease{}, err
	}
	if lease, err = s.leaseByID(id); err != nil {
		return Lease{}, err
	}
	pool, err := s.pool(lease.Pool)
	if err != nil {
		return Lease{}, err
	}
	n := lease.Count - keep
	switch {
	case keep < 0 || keep > lease.Count+lease.Released:
		return Lease{}, fmt.Errorf("%w: lease %s held %d serials, and cannot keep %d", ErrInvalid, id, lease.Count+lease.Released, keep)
	case n <= 0:
		return lease, nil
	}
	if lease.Run != "" {
		if err := s.shrinkRun(lease, keep); err != nil {
			return Lease{}, err
		}
	}
	if _, err := s.exec(shrinkLease, n, id); err != nil {
		return Lease{}, err
	}
	lease.Count, lease.Released = keep, lease.Released+n
	return lease, s.giveBack(pool, lease.First+uint64(keep), uint64(n))
}

// shrinkRun takes the items of a lease after the first keep from its run.
func (s session) shrinkRun(lease Lease, keep int) error {
	var state RunState
	var leased, last int
	if err := s.get(lockRun, []any{lease.Run}, textOf(&state), &leased); err != nil {
		return err
	}
	if err := s.get(selectLastItem, []any{lease.Run}, &last); err != nil {
		return err
	}
	switch used := last - lease.base; {
	case state != RunStopped:
		return fmt.Errorf("%w: run %s is %s; serials are released only from a stopped run", ErrConflict, lease.Run, state)
	case leased != lease.base+lease.Count:
		return fmt.Errorf("%w: run %s has gone on after lease %s", ErrConflict, lease.Run, lease.ID)
	case used > keep:
		return fmt.Errorf("%w: the first %d serials of lease %s", ErrUsed, used, lease.ID)
	}
	_, err := s.exec(shrinkRun, lease.Count-keep, lease.Run)
	return err
}

// giveBack makes n numbers from first on free to be leased. The pool is locked.
func (s session) giveBack(pool Pool, first, n uint64) error {
	gtin := pool.gtinText()
	spare := int64(n)
	var before, after int64
	switch err := s.get(selectBefore, []any{gtin, pool.Name, int64(first)}, &before); {
	case err == nil:
		n += first - uint64(before)
		first = uint64(before)
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	switch err := s.get(selectAfter, []any{gtin, pool.Name, int64(first + n)}, &after); {
	case err == nil:
		if _, err := s.exec(deleteSpare, gtin, pool.Name, int64(first+n)); err != nil {
			return err
		}
		n += uint64(after)
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	if _, err := s.exec(deleteSpare, gtin, pool.Name, int64(first)); err != nil {
		return err
	}
	if first+n == pool.Next {
		if _, err := s.exec(takeBack, int64(first), pool.Name); err != nil {
			return err
		}
		spare -= int64(n)
	} else if _, err := s.exec(insertSpare, gtin, pool.Name, int64(first), int64(n)); err != nil {
		return err
	}
	_, err := s.exec(countSpare, spare, pool.Name)
	return err
}

// takeSpare takes count of the spare numbers of a pool, in the smallest piece
// that has as many, and returns as take does. The pool is locked.
func (s session) takeSpare(name string, count int) (first uint64, gtin string, err error) {
	pool, err := s.pool(name)
	if err != nil {
		return 0, "", err
	}
	gtin = pool.gtinText()
	var size int64
	err = s.get(selectFit, []any{gtin, name, count}, &first, &size)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", s.shortage(pool, count)
	}
	if err != nil {
		return 0, "", err
	}
	if _, err := s.exec(deleteSpare, gtin, name, int64(first)); err != nil {
		return 0, "", err
	}
	if left := size - int64(count); left > 0 {
		if _, err := s.exec(insertSpare, gtin, name, int64(first)+int64(count), left); err != nil {
			return 0, "", err
		}
	}
	_, err = s.exec(countSpare, -count, name)
	return first, gtin, err
}

// shortage says what a pool has left, and in which pieces.
func (s session) shortage(pool Pool, count int) error {
	var largest uint64
	if err := s.get(selectLargest, []any{pool.gtinText(), pool.Name}, &largest); err != nil {
		return err
	}
	if largest = max(largest, pool.End-pool.Next); largest < pool.Left() {
		return fmt.Errorf("%w: pool %s has %d left, in pieces of at most %d; asked for %d", ErrPoolEmpty, pool.Name, pool.Left(), largest, count)
	}
	return fmt.Errorf("%w: pool %s has %d left, asked for %d", ErrPoolEmpty, pool.Name, pool.Left(), count)
}
