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
	pools, err := s.poolsOf(gtin)
	if err != nil {
		return Place{}, err
	}
	for _, pool := range pools {
		order, err := s.order(pool.Name)
		if err != nil {
			return Place{}, err
		}
		if i, ok := order.Index(serial); ok && i < pool.Next {
			return s.holder(pool.Name, i)
		}
	}
	return Place{}, fmt.Errorf("%w: no pool of GTIN %s has issued serial %.64q", ErrNotFound, gtin, serial)
}

// holder returns the place of number i of a pool, which has been given out.
func (s session) holder(pool string, i uint64) (Place, error) {
	var lease Lease
	err := s.get(selectHolder, []any{pool, int64(i)}, lease.columns()...)
	if errors.Is(err, sql.ErrNoRows) || err == nil && i-lease.First >= uint64(lease.Count) {
		return Place{}, fmt.Errorf("%w: number %d of pool %s is given out, but not leased", ErrDamaged, i, pool)
	}
	if err != nil {
		return Place{}, err
	}
	place := Place{Pool: pool, Lease: lease.ID, Run: lease.Run, N: lease.base + int(i-lease.First) + 1}
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
