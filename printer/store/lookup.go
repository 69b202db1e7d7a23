package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/eachmark/eachmark/gs1"
)

// A Place is where a serial was issued.
type Place struct {
	Pool  string
	Lease string
	Run   string    // "" if the lease is of no run
	N     int       // number of the item in the run, of the serial in the lease if there is none
	State ItemState // zero if there is no run
}

// Lookup finds out where a serial of a GTIN was issued. It computes, and needs
// no list of serials: of any text it says whether a pool has leased it. The
// error wraps [ErrNotFound] if none has.
func (s *Store) Lookup(ctx context.Context, gtin gs1.GTIN, serial string) (Place, error) {
	var place Place
	err := s.read(ctx, func(tx session) (err error) {
		place, err = tx.lookup(gtin, serial)
		return err
	})
	return place, err
}

func (s session) lookup(gtin gs1.GTIN, serial string) (Place, error) {
	return s.lookupIn(Pool{Kind: SGTIN, GTIN: gtin}, serial)
}

// LookupSSCC is Lookup for an SSCC of any company.
func (s *Store) LookupSSCC(ctx context.Context, sscc string) (Place, error) {
	var place Place
	err := s.read(ctx, func(tx session) (err error) {
		place, err = tx.lookupIn(Pool{Kind: SSCC}, sscc)
		return err
	})
	return place, err
}

// lookupIn looks for a serial in the pools that are for the same as like.
func (s session) lookupIn(like Pool, serial string) (Place, error) {
	pools, err := s.rivals(like)
	if err != nil {
		return Place{}, err
	}
	for _, pool := range pools {
		i, ok, err := s.index(pool, serial)
		if err != nil {
			return Place{}, err
		}
		if ok {
			place, err := s.holder(pool, i)
			if !errors.Is(err, ErrNotFound) {
				return place, err
			}
		}
	}
	return Place{}, fmt.Errorf("%w: no pool has issued serial %.64q of %s", ErrNotFound, serial, like.subject())
}

// index returns the number of a serial in the order of a pool.
func (s session) index(pool Pool, serial string) (i uint64, ok bool, err error) {
	if pool.Order == Listed {
		return s.listIndex(pool, serial)
	}
	order, err := s.order(pool.Name, 0, 0)
	if errors.Is(err, errUnfilled) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	i, ok = order.Index(serial)
	return i, ok, nil
}

// holder returns the place of number i of a pool; the error wraps [ErrNotFound]
// if it is not leased, [ErrDamaged] if it ought to be.
func (s session) holder(pool Pool, i uint64) (Place, error) {
	var lease Lease
	err := s.get(selectHolder, []any{pool.gtinText(), pool.Name, int64(i)}, lease.columns()...)
	if errors.Is(err, sql.ErrNoRows) || err == nil && i-lease.First >= uint64(lease.Count) {
		return Place{}, s.unleased(pool, i)
	}
	if err != nil {
		return Place{}, err
	}
	place := Place{Pool: pool.Name, Lease: lease.ID, Run: lease.Run, N: lease.base + int(i-lease.First) + 1}
	if lease.Run == "" {
		return place, nil
	}
	var serial string
	place.State = Waiting
	err = s.get(selectItem, []any{lease.Run, place.N}, &serial, textOf(&place.State))
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return place, err
}

// unleased says why number i of a pool is in no lease.
func (s session) unleased(pool Pool, i uint64) error {
	if i >= pool.Next {
		return ErrNotFound
	}
	var first, size uint64
	err := s.get(selectSpareOf, []any{pool.gtinText(), pool.Name, int64(i)}, &first, &size)
	switch {
	case err == nil && i-first < size:
		return ErrNotFound
	case err == nil || errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("%w: number %d of pool %s is given out, but not leased", ErrDamaged, i, pool.Name)
	}
	return err
}
