package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// AdoptPool makes a pool like the one of that name in another store, to be filled
// from there by [Store.Fill]: the store of a line takes blocks from that of its
// site, and prints on when it cannot reach it. where names upstream without any
// password. It has no serials yet.
//
// The errors are those of [Store.CreatePool], and [ErrNotFound] if upstream has no
// such pool.
func (s *Store) AdoptPool(ctx context.Context, upstream *Store, where, name string, lowWater uint64, at time.Time) (Pool, error) {
	like, err := upstream.Pool(ctx, name)
	if err != nil {
		return Pool{}, err
	}
	pool := Pool{
		Name: name, Kind: like.Kind, GTIN: like.GTIN, Prefix: like.Prefix, Format: like.Format, Order: like.Order,
		LowWater: lowWater, Upstream: where, Created: micros(at),
	}
	err = s.write(ctx, func(tx session) error {
		if _, err := tx.exec(lockPools); err != nil {
			return err
		}
		old, err := tx.pool(name)
		switch {
		case err == nil && tx.again && old == pool:
			return nil // made before the answer was lost
		case err == nil:
			return fmt.Errorf("%w by a pool for %s", errNameTaken, old.subject())
		case !errors.Is(err, ErrNotFound):
			return err
		}
		return tx.insertPool(pool, nil)
	})
	if err != nil {
		return Pool{}, err
	}
	return pool, nil
}

const (
	selectPending = `SELECT id, wanted FROM block WHERE gtin = $1 AND pool = $2 AND size = 0 AND wanted > 0 ORDER BY id LIMIT 1`
	insertBlock   = `INSERT INTO block (gtin, pool, id, wanted, first_i, size, at) VALUES ($1, $2, $3, $4, 0, 0, $5)`
	deletePending = `DELETE FROM block WHERE gtin = $1 AND pool = $2 AND id = $3 AND size = 0 AND wanted > 0`
	arriveBlock   = `UPDATE block SET first_i = $1, size = $2 WHERE gtin = $3 AND pool = $4 AND id = $5 AND size = 0 AND wanted > 0`
)

// Fill takes count serials for a pool out of the pool of the same name in
// upstream, as a lease there that belongs to owner, and returns that lease. The
// key of the pool comes along, so that its serials can be computed here. What was
// begun before and cut off, by a lost connection for example, is finished first
// and returned instead, with the count of then: no serial gets lost between the
// stores, and none is in both.
//
// The error wraps [ErrInvalid] if the pool is filled from nowhere, [ErrConflict]
// if the pool in upstream is another one, or is as for [Store.Lease] from it.
func (s *Store) Fill(ctx context.Context, name string, upstream *Store, count int, owner string, at time.Time) (Lease, error) {
	pool, err := s.Pool(ctx, name)
	if err != nil {
		return Lease{}, err
	}
	if pool.Upstream == "" {
		return Lease{}, fmt.Errorf("%w: pool %s is filled from no other store", ErrInvalid, name)
	}
	id, wanted, err := s.pendingBlock(ctx, pool, count, at)
	if err != nil {
		return Lease{}, err
	}
	lease, err := upstream.Lease(ctx, LeaseRequest{
		ID: id, Pool: name, Count: wanted, Operator: owner, Purpose: "block for another store", At: at,
	})
	if errors.Is(err, ErrPoolEmpty) || errors.Is(err, ErrInvalid) {
		return Lease{}, errors.Join(err, s.forgetBlock(ctx, pool, id))
	}
	if err != nil {
		return Lease{}, err
	}
	return lease, s.receive(ctx, upstream, pool, lease)
}

// pendingBlock returns the block that is under way, and notes a new one if there
// is none.
func (s *Store) pendingBlock(ctx context.Context, pool Pool, count int, at time.Time) (id string, wanted int, err error) {
	err = s.write(ctx, func(tx session) error {
		if _, err := tx.exec(lockPool, pool.Name); err != nil {
			return err
		}
		err := tx.get(selectPending, []any{pool.gtinText(), pool.Name}, &id, &wanted)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		id, wanted = NewLeaseID(), count
		_, err = tx.exec(insertBlock, pool.gtinText(), pool.Name, id, wanted, at.UnixMicro())
		return err
	})
	return id, wanted, err
}

// forgetBlock forgets a block that there will not be.
func (s *Store) forgetBlock(ctx context.Context, pool Pool, id string) error {
	return s.write(ctx, func(tx session) error {
		_, err := tx.exec(deletePending, pool.gtinText(), pool.Name, id)
		return err
	})
}

// A parcel is what goes with a lease from one store to another.
type parcel struct {
	Lease
	pool    Pool
	key     []byte
	serials []string // of a list
}

// receive makes the numbers of a lease in upstream those of a pool here.
func (s *Store) receive(ctx context.Context, upstream *Store, pool Pool, lease Lease) error {
	p := parcel{Lease: lease}
	err := upstream.read(ctx, func(tx session) (err error) {
		if p.pool, err = tx.pool(lease.Pool); err != nil {
			return err
		}
		switch p.pool.Order {
		case Random:
			p.key, err = tx.key(p.pool)
		case Listed:
			var order listOrder
			order, err = tx.listPart(p.pool, lease.First, lease.First+uint64(lease.Count))
			p.serials = order.texts
		}
		return err
	})
	if err != nil {
		return err
	}
	if p.pool.identity() != pool.identity() || p.pool.Order != pool.Order {
		return fmt.Errorf("%w: pool %s is for %s in format %s, in the other store for %s in %s", ErrConflict,
			pool.Name, pool.subject(), pool.Format, p.pool.subject(), p.pool.Format)
	}
	return s.write(ctx, func(tx session) error { return tx.unpack(p) })
}

func (s session) unpack(p parcel) error {
	if _, err := s.exec(lockPool, p.Pool); err != nil {
		return err
	}
	pool, err := s.pool(p.Pool)
	if err != nil {
		return err
	}
	n, err := s.exec(arriveBlock, int64(p.First), p.Count, pool.gtinText(), pool.Name, p.ID)
	if err != nil || n == 0 { // it arrived before
		return err
	}
	if pool.Order == Random {
		if err := s.acceptKey(pool, p.key); err != nil {
			return err
		}
	}
	for i, text := range p.serials {
		n, err := s.exec(insertListed, pool.gtinText(), pool.Name, int64(p.First)+int64(i), text)
		if err == nil && n == 0 {
			err = fmt.Errorf("%w: serial %.64q", ErrExists, text)
		}
		if err != nil {
			return err
		}
	}
	return s.giveBack(pool, p.First, uint64(p.Count))
}

// acceptKey keeps the key of a pool, which is always the same.
func (s session) acceptKey(pool Pool, key []byte) error {
	old, err := s.key(pool)
	switch {
	case err != nil:
		return err
	case len(old) == 0:
		secret, err := s.seal(pool, key)
		if err != nil {
			return err
		}
		_, err = s.exec(updateSecret, secret, pool.Name)
		return err
	case !bytes.Equal(old, key):
		return fmt.Errorf("%w: pool %s has another key in the other store", ErrConflict, pool.Name)
	}
	return nil
}

const (
	selectBlocks = `SELECT id, first_i, size FROM block WHERE gtin = $1 AND pool = $2 AND (size > 0 OR wanted = 0) ORDER BY id`
	shrinkBlock  = `UPDATE block SET size = $1, wanted = 0 WHERE gtin = $2 AND pool = $3 AND id = $4`
)

// A block is a lease in another store that fills a pool.
type block struct {
	id          string
	first, size uint64
}

// Return gives back to upstream what is left at the end of each block that a
// pool was filled with, so that others can lease it there, and returns how many
// numbers that is. The numbers leave this store first; when upstream cannot be
// reached then, the same call again finishes it.
//
// The error wraps [ErrNotFound] if there is no such pool, or is as for
// [Store.Release] in upstream.
func (s *Store) Return(ctx context.Context, name string, upstream *Store) (returned uint64, err error) {
	var blocks []block
	err = s.write(ctx, func(tx session) error {
		if _, err := tx.exec(lockPool, name); err != nil {
			return err
		}
		pool, err := tx.pool(name)
		if err != nil {
			return err
		}
		blocks, returned = blocks[:0], 0
		err = tx.each(selectBlocks, []any{pool.gtinText(), name}, func(scan scanFunc) error {
			var b block
			defer func() { blocks = append(blocks, b) }()
			return scan(&b.id, &b.first, &b.size)
		})
		for i := range blocks {
			n, cutErr := tx.cutBlock(pool, &blocks[i])
			returned += n
			err = errors.Join(err, cutErr)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, b := range blocks {
		if _, err := upstream.Release(ctx, b.id, int(b.size)); err != nil {
			return returned, err
		}
	}
	return returned, nil
}

// cutBlock takes from a block, and from the pool, the spare numbers at its end,
// and returns how many.
func (s session) cutBlock(pool Pool, b *block) (n uint64, err error) {
	gtin, end := pool.gtinText(), b.first+b.size
	var first, size uint64
	err = s.get(selectSpareOf, []any{gtin, pool.Name, int64(end) - 1}, &first, &size)
	if errors.Is(err, sql.ErrNoRows) || err == nil && (b.size == 0 || first+size < end) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	// Blocks side by side have one interval.
	if _, err := s.exec(deleteSpare, gtin, pool.Name, int64(first)); err != nil {
		return 0, err
	}
	from := max(first, b.first)
	for _, rest := range [][2]uint64{{first, from}, {end, first + size}} {
		if rest[0] < rest[1] {
			if _, err := s.exec(insertSpare, gtin, pool.Name, int64(rest[0]), int64(rest[1]-rest[0])); err != nil {
				return 0, err
			}
		}
	}
	n, b.size = end-from, from-b.first
	if _, err := s.exec(shrinkBlock, int64(b.size), gtin, pool.Name, b.id); err != nil {
		return 0, err
	}
	if err := s.unlist(pool, from, end); err != nil {
		return 0, err
	}
	_, err = s.exec(countSpare, -int64(n), pool.Name)
	return n, err
}

// unlist forgets serials of a list that go back to where they came from.
func (s session) unlist(pool Pool, first, end uint64) error {
	if pool.Order != Listed {
		return nil
	}
	_, err := s.exec(`DELETE FROM listed WHERE gtin = $1 AND pool = $2 AND i >= $3 AND i < $4`, listRange(pool, first, end)...)
	return err
}
