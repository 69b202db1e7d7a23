package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/serial"
)

// An Ordering says in which order a pool hands out its serials.
type Ordering string

const (
	Sequential Ordering = "sequential" // counting up
	Random     Ordering = "random"     // a keyed permutation, see [serial.Permuted]
)

const (
	defaultFormat   = "numeric-11" // fits an SGTIN-96
	defaultOrdering = Random
)

// A PoolSpec describes a pool that is wanted.
type PoolSpec struct {
	Name   string    // "" means the digits of GTIN; at most 64 letters, digits and . _ -
	GTIN   gs1.GTIN  // what the serials are for
	Format string    // as [serial.ParseFormat] reads it; "" means as the pool has, "numeric-11" for a new one
	Order  Ordering  // "" means as the pool has, Random for a new one
	At     time.Time // when it was asked for
}

// A Pool is the serials of one GTIN in one format, handed out in one order.
type Pool struct {
	Name    string
	GTIN    gs1.GTIN
	Format  string // as [serial.ParseFormat] reads it
	Order   Ordering
	Next    uint64 // the number in the order that will be leased next
	End     uint64 // the first number that will not
	Created time.Time
}

// Left returns how many serials can still be leased.
func (p Pool) Left() uint64 { return p.End - p.Next }

// EnsurePool returns the pool with the name of spec, and creates it if there is
// none; the key of a random one comes from crypto/rand.
//
// The error wraps [ErrInvalid] for a spec that cannot be, [ErrExists] if there is
// a pool of that name that is not as spec says, or another pool of the GTIN that
// could give the same serials.
func (s *Store) EnsurePool(ctx context.Context, spec PoolSpec) (Pool, error) {
	if spec.Name == "" && spec.GTIN.IsValid() {
		spec.Name = spec.GTIN.String()
	}
	if err := spec.check(); err != nil {
		return Pool{}, err
	}
	pool, err := s.Pool(ctx, spec.Name)
	if err == nil {
		return pool, spec.compare(pool)
	}
	if !errors.Is(err, ErrNotFound) {
		return Pool{}, err
	}
	err = s.write(ctx, func(tx session) error {
		pool, err = tx.pool(spec.Name)
		if err == nil {
			return spec.compare(pool)
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		pool, err = tx.createPool(spec)
		return err
	})
	return pool, err
}

// Pool returns a pool by name; the error wraps [ErrNotFound] if there is none.
func (s *Store) Pool(ctx context.Context, name string) (Pool, error) {
	var pool Pool
	err := s.read(ctx, func(tx session) (err error) {
		pool, err = tx.pool(name)
		return err
	})
	return pool, err
}

func (spec PoolSpec) check() error {
	if !spec.GTIN.IsValid() {
		return fmt.Errorf("%w: a pool needs a GTIN", ErrInvalid)
	}
	if err := checkName(spec.Name); err != nil {
		return err
	}
	if spec.Format != "" {
		if _, err := serial.ParseFormat(spec.Format); err != nil {
			return fmt.Errorf("%w: %w", ErrInvalid, err)
		}
	}
	switch spec.Order {
	case "", Sequential, Random:
		return nil
	}
	return fmt.Errorf("%w: order of a pool is %.64q, expected %q or %q", ErrInvalid, spec.Order, Sequential, Random)
}

const maxName = 64

func checkName(name string) error {
	if name == "" || len(name) > maxName {
		return fmt.Errorf("%w: a name has 1 to %d characters, found %d", ErrInvalid, maxName, len(name))
	}
	for i, c := range []byte(name) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_', c == '-':
		default:
			return fmt.Errorf("%w: byte %d of the name is %q, expected a letter, a digit or one of . _ -", ErrInvalid, i, c)
		}
	}
	return nil
}

// compare reports what of an existing pool is not as spec says.
func (spec PoolSpec) compare(pool Pool) error {
	for _, part := range []struct{ what, got, want string }{
		{"GTIN", pool.GTIN.String(), spec.GTIN.String()},
		{"format", pool.Format, spec.Format},
		{"order", string(pool.Order), string(spec.Order)},
	} {
		if part.want != "" && part.got != part.want {
			return fmt.Errorf("%w: pool %s has %s %s, expected %s", ErrExists, pool.Name, part.what, part.got, part.want)
		}
	}
	return nil
}

const (
	poolColumns = `name, gtin, format, ordering, next_i, end_i, created`
	selectPool  = `SELECT ` + poolColumns + ` FROM pool WHERE name = $1`
	selectPools = `SELECT ` + poolColumns + ` FROM pool WHERE gtin = $1 ORDER BY name`
	insertPool  = `INSERT INTO pool (` + poolColumns + `, secret) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
)

func (s session) pool(name string) (pool Pool, err error) {
	err = s.get(selectPool, []any{name}, pool.columns()...)
	if errors.Is(err, sql.ErrNoRows) {
		return Pool{}, fmt.Errorf("%w: pool %.64q", ErrNotFound, name)
	}
	return pool, err
}

// poolsOf returns all pools of a GTIN.
func (s session) poolsOf(gtin gs1.GTIN) (pools []Pool, err error) {
	err = s.each(selectPools, []any{gtin.String()}, func(scan scanFunc) error {
		pools = append(pools, Pool{})
		return scan(pools[len(pools)-1].columns()...)
	})
	return pools, err
}

func (p *Pool) columns() []any {
	return []any{&p.Name, textOf(&p.GTIN), &p.Format, &p.Order, &p.Next, &p.End, microsOf(&p.Created)}
}

func (s session) createPool(spec PoolSpec) (Pool, error) {
	pool := Pool{Name: spec.Name, GTIN: spec.GTIN, Format: spec.Format, Order: spec.Order, Created: micros(spec.At)}
	if pool.Format == "" {
		pool.Format = defaultFormat
	}
	if pool.Order == "" {
		pool.Order = defaultOrdering
	}
	format, err := serial.ParseFormat(pool.Format)
	if err != nil {
		return Pool{}, err
	}
	if err := s.refuseOverlap(pool.GTIN, format); err != nil {
		return Pool{}, err
	}
	pool.End = format.Issuable()
	var secret []byte
	if pool.Order == Random {
		secret = make([]byte, serial.KeySize)
		if _, err := rand.Read(secret); err != nil {
			return Pool{}, err
		}
	}
	_, err = s.exec(insertPool, pool.Name, pool.GTIN.String(), pool.Format, string(pool.Order),
		int64(pool.Next), int64(pool.End), pool.Created.UnixMicro(), hex.EncodeToString(secret))
	return pool, err
}

// refuseOverlap reports a pool of the GTIN that could give a serial of format.
func (s session) refuseOverlap(gtin gs1.GTIN, format serial.Format) error {
	pools, err := s.poolsOf(gtin)
	if err != nil {
		return err
	}
	for _, other := range pools {
		taken, err := serial.ParseFormat(other.Format)
		if err != nil {
			return fmt.Errorf("%w: pool %s: %w", ErrDamaged, other.Name, err)
		}
		if !taken.Disjoint(format) {
			return fmt.Errorf("%w: pool %s of GTIN %s has format %s, which shares serials with %s", ErrExists, other.Name, gtin, taken, format)
		}
	}
	return nil
}

// order returns the order of a pool, with its key.
func (s session) order(name string) (serial.Order, error) {
	s.mu.Lock()
	order := s.orders[name]
	s.mu.Unlock()
	if order != nil {
		return order, nil
	}
	order, err := s.loadOrder(name)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders[name] = order
	return order, nil
}

func (s session) loadOrder(name string) (serial.Order, error) {
	pool, err := s.pool(name)
	if err != nil {
		return nil, err
	}
	format, err := serial.ParseFormat(pool.Format)
	if err != nil {
		return nil, fmt.Errorf("%w: pool %s: %w", ErrDamaged, name, err)
	}
	if pool.Order == Sequential {
		return serial.Sequential{Format: format}, nil
	}
	var secret string
	if err := s.get(`SELECT secret FROM pool WHERE name = $1`, []any{name}, &secret); err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(secret)
	if err != nil || len(key) != serial.KeySize {
		return nil, fmt.Errorf("%w: pool %s has no usable key", ErrDamaged, name) // err would quote it
	}
	return serial.NewPermuted(format, key, pool.GTIN.String())
}
