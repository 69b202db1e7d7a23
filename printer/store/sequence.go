package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/eachmark/eachmark/gs1/serial"
)

// A Sequence is the serials of leases, one after the other, counted from 1. It
// needs no database. The zero value is empty.
type Sequence struct{ spans []span }

// A span is the serials of one lease.
type span struct {
	base  int // how many serials come before
	count int
	first uint64
	order serial.Order
}

// Sequence returns the serials of leases in the given order; those of a run,
// Run.Leases, give the serial of its item n as At(n). The error wraps
// [ErrNotFound] for a lease that the store does not hold as given.
func (s *Store) Sequence(ctx context.Context, leases ...Lease) (Sequence, error) {
	var q Sequence
	err := s.read(ctx, func(tx session) (err error) {
		for _, lease := range leases {
			kept, err := tx.leaseByID(lease.ID)
			if err != nil {
				return err
			}
			if kept.Pool != lease.Pool || kept.First != lease.First || kept.Count != lease.Count {
				return fmt.Errorf("%w: lease %s is not of these numbers", ErrNotFound, lease.ID)
			}
		}
		q, err = tx.sequence(leases)
		return err
	})
	return q, err
}

func (s session) sequence(leases []Lease) (q Sequence, err error) {
	for _, lease := range leases {
		order, err := s.order(lease.Pool, lease.First, lease.First+uint64(lease.Count))
		if err != nil {
			return Sequence{}, err
		}
		q.spans = append(q.spans, span{q.Len(), lease.Count, lease.First, order})
	}
	return q, nil
}

// A runSequence is what is known of a run's leases. It is true as long as
// nothing of the run has been released since; they only grow otherwise.
type runSequence struct {
	Sequence
	released int
}

// sequenceOf returns the serials of a run of which so many numbers have been
// released, at least up to item n if it has as many.
func (s session) sequenceOf(runID string, released, n int) (Sequence, error) {
	s.mu.Lock()
	q, ok := s.sequences[runID]
	s.mu.Unlock()
	if ok && q.released == released && n <= q.Len() {
		return q.Sequence, nil
	}
	leases, err := s.leasesOf(runID)
	if err != nil {
		return Sequence{}, err
	}
	q = runSequence{released: released}
	if q.Sequence, err = s.sequence(leases); err != nil {
		return Sequence{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sequences[runID] = q
	return q.Sequence, nil
}

// Len returns the number of serials.
func (q Sequence) Len() int {
	if len(q.spans) == 0 {
		return 0
	}
	last := q.spans[len(q.spans)-1]
	return last.base + last.count
}

// At returns serial n, 1 … Len; the error wraps [ErrInvalid] for any other n.
func (q Sequence) At(n int) (string, error) {
	if n < 1 || n > q.Len() {
		return "", fmt.Errorf("%w: no serial %d of %d", ErrInvalid, n, q.Len())
	}
	i, found := slices.BinarySearchFunc(q.spans, n-1, func(s span, n int) int { return s.base - n })
	if !found {
		i--
	}
	s := q.spans[i]
	return s.order.At(s.first + uint64(n-1-s.base))
}

// String says how many serials it has, and nothing of the keys they come from.
func (q Sequence) String() string { return fmt.Sprintf("sequence of %d serials", q.Len()) }

// GoString returns the same as String.
func (q Sequence) GoString() string { return q.String() }
