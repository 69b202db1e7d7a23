package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/serial"
)

// An Ordering says in which order a pool hands out its serials.
type Ordering string

const (
	Sequential Ordering = "sequential" // counting up
	Random     Ordering = "random"     // a keyed permutation, see [serial.Permuted]
	Listed     Ordering = "list"       // as somebody else has listed them
)

const (
	defaultFormat   = "numeric-11" // fits an SGTIN-96
	defaultOrdering = Random
)

// A Kind says what the serials of a pool are.
type Kind string

const (
	SGTIN Kind = "sgtin" // serial numbers of a GTIN, AI (21)
	SSCC  Kind = "sscc"  // serial shipping container codes of a company, AI (00)
)

// A PoolSpec describes a pool that is wanted.
type PoolSpec struct {
	Name     string    // "" means the digits of GTIN; at most 64 letters, digits and . _ -
	Kind     Kind      // "" means SGTIN
	GTIN     gs1.GTIN  // what the serials are for; SGTIN only
	Prefix   string    // the GS1 Company Prefix, 4 to 12 digits; SSCC only
	Format   string    // as [serial.ParseFormat] reads it; "" means as the pool has, "numeric-11" for a new one; SGTIN only
	Order    Ordering  // Sequential or Random; "" means as the pool has, Random for a new one
	LowWater uint64    // see [Pool.Low]; of a new pool
	Upstream string    // the store that fills the pool, without any password, "" if it fills itself; of a new pool
	At       time.Time // when it was asked for
}

// A Pool is the serials of one GTIN in one format, or the SSCCs of one company,
// handed out in one order.
type Pool struct {
	Name     string
	Kind     Kind
	GTIN     gs1.GTIN // the zero value for SSCCs
	Prefix   string   // the GS1 Company Prefix of SSCCs, "" for serials
	Format   string   // as [serial.ParseFormat] reads it; "list" for a list, "sscc" for SSCCs
	Order    Ordering
	Next     uint64 // the number in the order that will be leased next
	End      uint64 // the first number that will not
	Spare    uint64 // how many numbers can be leased besides: released ones, and those of another store
	LowWater uint64
	Upstream string // the store that fills the pool, "" if it fills itself
	Created  time.Time
}

// Left returns how many serials can still be leased.
func (p Pool) Left() uint64 { return p.End - p.Next + p.Spare }

// Low reports whether fewer serials are left than the low-water mark asks for.
func (p Pool) Low() bool { return p.Left() < p.LowWater }

// subject names what the serials are for.
func (p Pool) subject() string {
	if p.Kind == SSCC {
		return "SSCCs of company prefix " + p.Prefix
	}
	return "GTIN " + p.GTIN.String()
}

// gtinText returns the first part of the key of a pool's rows; SSCCs have none.
func (p Pool) gtinText() string {
	if p.Kind == SSCC {
		return ""
	}
	return p.GTIN.String()
}

// EnsurePool returns the pool with the name of spec, and creates it if there is
// none; the key of a random one comes from crypto/rand.
//
// The error wraps [ErrInvalid] for a spec that cannot be, [ErrExists] if there is
// a pool of that name that is not as spec says, or another pool of the GTIN or
// company that could give the same serials.
func (s *Store) EnsurePool(ctx context.Context, spec PoolSpec) (Pool, error) {
	spec, err := spec.checked()
	if err != nil {
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
		pool, err = tx.newPool(spec)
		if errors.Is(err, errNameTaken) {
			return spec.compare(pool)
		}
		return err
	})
	return pool, err
}

// CreatePool is EnsurePool for a pool that must not be there yet: a name that is
// taken is [ErrExists] in any case.
func (s *Store) CreatePool(ctx context.Context, spec PoolSpec) (Pool, error) {
	spec, err := spec.checked()
	if err != nil {
		return Pool{}, err
	}
	var pool Pool
	err = s.write(ctx, func(tx session) (err error) {
		pool, err = tx.newPool(spec)
		if tx.again && errors.Is(err, errNameTaken) {
			return spec.compare(pool) // made before the answer was lost
		}
		return err
	})
	if err != nil {
		return Pool{}, err
	}
	return pool, nil
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

// Pools returns all pools by name. After an error it ends.
func (s *Store) Pools(ctx context.Context) iter.Seq2[Pool, error] {
	return func(yield func(Pool, error) bool) {
		for after := ""; ; {
			var page []Pool
			err := s.read(ctx, func(tx session) (err error) {
				page, err = tx.pools(selectAllPools, after, pageSize)
				return err
			})
			if err != nil {
				yield(Pool{}, err)
				return
			}
			for _, pool := range page {
				if after = pool.Name; !yield(pool, nil) {
					return
				}
			}
			if len(page) < pageSize {
				return
			}
		}
	}
}

// checked returns spec with the name and kind it has by default.
func (spec PoolSpec) checked() (PoolSpec, error) {
	if spec.Kind == "" {
		spec.Kind = SGTIN
	}
	if spec.Name == "" && spec.GTIN.IsValid() {
		spec.Name = spec.GTIN.String()
	}
	for _, check := range []func() error{spec.checkKind, func() error { return checkName(spec.Name) }, spec.checkOrder} {
		if err := check(); err != nil {
			return PoolSpec{}, err
		}
	}
	return spec, nil
}

func (spec PoolSpec) checkKind() error {
	switch spec.Kind {
	case SGTIN:
		if !spec.GTIN.IsValid() || spec.Prefix != "" {
			return fmt.Errorf("%w: a pool of serials needs a GTIN, and no company prefix", ErrInvalid)
		}
		return nil
	case SSCC:
		if spec.GTIN.IsValid() || spec.Format != "" {
			return fmt.Errorf("%w: a pool of SSCCs has neither GTIN nor format", ErrInvalid)
		}
		return checkPrefix(spec.Prefix)
	}
	return fmt.Errorf("%w: kind of a pool is %.64q, expected %q or %q", ErrInvalid, spec.Kind, SGTIN, SSCC)
}

func (spec PoolSpec) checkOrder() error {
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
		{"kind", string(pool.Kind), string(spec.Kind)},
		{"GTIN", pool.gtinText(), Pool{Kind: spec.Kind, GTIN: spec.GTIN}.gtinText()},
		{"company prefix", pool.Prefix, spec.Prefix},
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
	poolColumns    = `name, kind, gtin, prefix, format, ordering, next_i, end_i, spare, low_water, upstream, created`
	selectPool     = `SELECT ` + poolColumns + ` FROM pool WHERE name = $1`
	selectPools    = `SELECT ` + poolColumns + ` FROM pool WHERE gtin = $1 ORDER BY name`
	selectAllPools = `SELECT ` + poolColumns + ` FROM pool WHERE name > $1 ORDER BY name LIMIT $2`
	insertPool     = `INSERT INTO pool (` + poolColumns + `, secret) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`
)

func (s session) pool(name string) (pool Pool, err error) {
	err = s.get(selectPool, []any{name}, pool.columns()...)
	if errors.Is(err, sql.ErrNoRows) {
		return Pool{}, fmt.Errorf("%w: pool %.64q", ErrNotFound, name)
	}
	return pool, err
}

func (s session) pools(query string, args ...any) (pools []Pool, err error) {
	err = s.each(query, args, func(scan scanFunc) error {
		pools = append(pools, Pool{})
		return scan(pools[len(pools)-1].columns()...)
	})
	return pools, err
}

// rivals returns the pools that could give the same serials as pool: those of
// its GTIN, or all of SSCCs.
func (s session) rivals(pool Pool) ([]Pool, error) { return s.pools(selectPools, pool.gtinText()) }

func (p *Pool) columns() []any {
	return []any{
		&p.Name, &p.Kind, textOf(&p.GTIN), &p.Prefix, &p.Format, &p.Order,
		&p.Next, &p.End, &p.Spare, &p.LowWater, &p.Upstream, microsOf(&p.Created),
	}
}

// errNameTaken comes with the pool that has the name.
var errNameTaken = fmt.Errorf("%w: the name is taken", ErrExists)

// newPool creates a pool with a key of its own.
func (s session) newPool(spec PoolSpec) (Pool, error) {
	if _, err := s.exec(lockPools); err != nil {
		return Pool{}, err
	}
	pool, err := s.pool(spec.Name)
	if err == nil {
		return pool, fmt.Errorf("%w by a pool for %s in format %s", errNameTaken, pool.subject(), pool.Format)
	}
	if !errors.Is(err, ErrNotFound) {
		return Pool{}, err
	}
	pool = spec.newPool()
	if pool.End, err = pool.size(); err != nil {
		return Pool{}, err
	}
	if pool.Upstream != "" {
		pool.End = 0 // all it has comes from there
	}
	var key []byte
	if pool.Order == Random && pool.Upstream == "" {
		key = make([]byte, serial.KeySize)
		_, _ = rand.Read(key) // never fails
	}
	return pool, s.insertPool(pool, key)
}

func (spec PoolSpec) newPool() Pool {
	pool := Pool{
		Name: spec.Name, Kind: spec.Kind, GTIN: spec.GTIN, Prefix: spec.Prefix, Format: spec.Format, Order: spec.Order,
		LowWater: spec.LowWater, Upstream: spec.Upstream, Created: micros(spec.At),
	}
	switch {
	case pool.Kind == SSCC:
		pool.Format = ssccFormat
	case pool.Format == "":
		pool.Format = defaultFormat
	}
	if pool.Order == "" {
		pool.Order = defaultOrdering
	}
	return pool
}

// insertPool writes down a new pool, unless it could give serials of another.
func (s session) insertPool(pool Pool, key []byte) error {
	if err := s.refuseOverlap(pool); err != nil {
		return err
	}
	secret, err := s.seal(pool, key)
	if err != nil {
		return err
	}
	_, err = s.exec(insertPool, pool.Name, string(pool.Kind), pool.gtinText(), pool.Prefix, pool.Format, string(pool.Order),
		int64(pool.Next), int64(pool.End), int64(pool.Spare), int64(pool.LowWater), pool.Upstream, pool.Created.UnixMicro(), secret)
	return err
}
