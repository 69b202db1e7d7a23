package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"math"
	"time"

	"github.com/eachmark/eachmark/gs1"
)

// backupSchema names the form of a backup: lines of JSON, of which the first is
// a backupPool, the last a backupEnd, and those between are each a backupRow.
const backupSchema = "pool-backup/1"

type backupPool struct {
	Schema   string    `json:"schema"`
	Name     string    `json:"name"`
	Kind     Kind      `json:"kind"`
	GTIN     gs1.GTIN  `json:"gtin"`
	Prefix   string    `json:"prefix,omitempty"`
	Format   string    `json:"format"`
	Order    Ordering  `json:"order"`
	Next     uint64    `json:"next"`
	End      uint64    `json:"end"`
	LowWater uint64    `json:"low_water,omitempty"`
	Upstream string    `json:"upstream,omitempty"`
	Created  time.Time `json:"created"`
	Secret   string    `json:"secret,omitempty"` // as the store keeps it
}

// A backupRow is a lease, a free interval or a serial of a list.
type backupRow struct {
	Lease  *Lease  `json:"lease,omitempty"`
	Spare  []int64 `json:"spare,omitempty"` // first number, how many
	Serial string  `json:"serial,omitempty"`
}

type backupEnd struct {
	End    string `json:"end"`    // "pool-backup/1"
	SHA256 string `json:"sha256"` // of all lines before
}

// BackupPool writes down a pool with its key, so that its serials can be told
// from any other text if the store is lost: lines of JSON that end with a hash.
// The key is encrypted if the store encrypts it, see [Store.UseKey]; otherwise
// whoever reads the backup can foretell serials. Runs are not part of it.
//
// The error wraps [ErrNotFound] if there is no such pool, or is that of w.
func (s *Store) BackupPool(ctx context.Context, name string, w io.Writer) error {
	b := backupWriter{hash: sha256.New(), w: w}
	return s.readOnce(ctx, func(tx session) error {
		pool, err := tx.pool(name)
		if err != nil {
			return err
		}
		secret, err := tx.secret(name)
		if err != nil {
			return err
		}
		b.add(backupPool{
			backupSchema, name, pool.Kind, pool.GTIN, pool.Prefix, pool.Format, pool.Order,
			pool.Next, pool.End, pool.LowWater, pool.Upstream, pool.Created, secret,
		})
		for _, part := range []func(session, Pool) error{b.leases, b.spares, b.serials} {
			if err := part(tx, pool); err != nil {
				return err
			}
		}
		b.add(backupEnd{backupSchema, hex.EncodeToString(b.hash.Sum(nil))})
		return b.err
	})
}

// A backupWriter keeps its first error.
type backupWriter struct {
	hash hash.Hash
	w    io.Writer
	err  error
}

func (b *backupWriter) add(v any) {
	line, err := json.Marshal(v)
	if b.err == nil {
		b.err = err
	}
	if b.err == nil {
		_, b.err = io.MultiWriter(b.hash, b.w).Write(append(line, '\n'))
	}
}

const (
	selectAllLeases = `SELECT ` + leaseColumns + ` FROM lease WHERE gtin = $1 AND pool = $2 AND size > 0 ORDER BY first_i`
	selectAllSpare  = `SELECT first_i, size FROM spare WHERE gtin = $1 AND pool = $2 ORDER BY first_i`
	selectAllListed = `SELECT serial FROM listed WHERE gtin = $1 AND pool = $2 ORDER BY i`
)

func (b *backupWriter) leases(tx session, pool Pool) error {
	return tx.each(selectAllLeases, []any{pool.gtinText(), pool.Name}, func(scan scanFunc) error {
		var lease Lease
		err := scan(lease.columns()...)
		b.add(backupRow{Lease: &lease})
		return errors.Join(err, b.err)
	})
}

func (b *backupWriter) spares(tx session, pool Pool) error {
	return tx.each(selectAllSpare, []any{pool.gtinText(), pool.Name}, func(scan scanFunc) error {
		interval := make([]int64, 2)
		err := scan(&interval[0], &interval[1])
		b.add(backupRow{Spare: interval})
		return errors.Join(err, b.err)
	})
}

func (b *backupWriter) serials(tx session, pool Pool) error {
	return tx.each(selectAllListed, []any{pool.gtinText(), pool.Name}, func(scan scanFunc) error {
		var row backupRow
		err := scan(&row.Serial)
		b.add(row)
		return errors.Join(err, b.err)
	})
}

// withheld is the purpose of leases that hold what may have been leased after a
// backup was made.
const withheld = "restored from a backup: numbers that may have been leased since"

// RestorePool makes the pool of a backup, from the beginning of r. Nobody knows
// what was leased after the backup was made; therefore all that was free then is
// held by leases, which it returns, and the pool has nothing left. [Store.Release]
// frees of them what was surely not used. Leases of runs are those of no run now.
// When its own answer was lost, it may find that the pool exists.
//
// The error wraps [ErrExists] if the name is taken or another pool could give the
// same serials, [ErrInvalid] for a text that is no backup, or not a whole one,
// [ErrKey] if its key is encrypted and the store cannot decrypt it.
func (s *Store) RestorePool(ctx context.Context, r io.ReadSeeker) (pool Pool, held []Lease, err error) {
	err = s.write(ctx, func(tx session) error {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return err
		}
		b := restorer{session: tx, in: bufio.NewReader(r), hash: sha256.New()}
		err := b.restore()
		pool, held = b.pool, b.held
		return err
	})
	if err != nil {
		return Pool{}, nil, err
	}
	return pool, held, nil
}

type restorer struct {
	session
	in     *bufio.Reader
	hash   hash.Hash
	line   int
	pool   Pool
	listed int64
	held   []Lease
}

func (b *restorer) restore() error {
	if _, err := b.exec(lockPools); err != nil {
		return err
	}
	if err := b.restorePool(); err != nil {
		return err
	}
	for {
		sum := hex.EncodeToString(b.hash.Sum(nil))
		line, err := b.read()
		if err != nil {
			return err
		}
		var end backupEnd
		if err := json.Unmarshal(line, &end); err != nil {
			return b.invalid(err.Error())
		}
		if end.End != "" {
			if end.SHA256 != sum {
				return b.invalid("the hash is another: the backup was changed")
			}
			if err := b.hold(b.pool.Next, b.pool.End-b.pool.Next); err != nil {
				return err
			}
			b.pool, err = b.session.pool(b.pool.Name)
			return err
		}
		if err := b.restoreRow(line); err != nil {
			return err
		}
	}
}

func (b *restorer) invalid(problem string) error {
	return fmt.Errorf("%w: backup, line %d: %s", ErrInvalid, b.line, problem)
}

// read returns the next line, which a whole backup has.
func (b *restorer) read() ([]byte, error) {
	b.line++
	line, err := b.in.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		return nil, b.invalid("it ends before its hash: the backup is not whole")
	}
	b.hash.Write(line)
	return line, err
}

func (b *restorer) restorePool() error {
	line, err := b.read()
	if err != nil {
		return err
	}
	var p backupPool
	if err := json.Unmarshal(line, &p); err != nil || p.Schema != backupSchema {
		return b.invalid("expected schema " + backupSchema)
	}
	b.pool = Pool{
		Name: p.Name, Kind: p.Kind, GTIN: p.GTIN, Prefix: p.Prefix, Format: p.Format, Order: p.Order,
		Next: p.Next, End: p.End, LowWater: p.LowWater, Upstream: p.Upstream, Created: micros(p.Created),
	}
	if err := errors.Join(checkName(p.Name), PoolSpec{Kind: p.Kind, GTIN: p.GTIN, Prefix: p.Prefix}.checkKind()); err != nil {
		return b.invalid(err.Error())
	}
	if err := b.checkOrder(); err != nil {
		return err
	}
	if _, err := b.session.pool(p.Name); !errors.Is(err, ErrNotFound) {
		return errors.Join(err, fmt.Errorf("%w: pool %s", ErrExists, p.Name))
	}
	if _, err := b.unseal(b.pool, p.Secret); err != nil {
		return err
	}
	if err := b.insertPool(b.pool, nil); err != nil {
		return err
	}
	if _, err := b.exec(updateSecret, p.Secret, p.Name); err != nil {
		return err
	}
	// What was free is held: the pool has given out all it has.
	_, err = b.exec(`UPDATE pool SET next_i = end_i WHERE name = $1`, p.Name)
	return err
}

// checkOrder refuses a format, an order or numbers that cannot be.
func (b *restorer) checkOrder() error {
	most := uint64(math.MaxInt64)
	switch b.pool.Order {
	case Sequential, Random:
		size, err := b.pool.size()
		if err != nil {
			return b.invalid(fmt.Sprintf("format %.64q", b.pool.Format))
		}
		most = size
	case Listed:
	default:
		return b.invalid(fmt.Sprintf("order %.64q", b.pool.Order))
	}
	if b.pool.Next > b.pool.End || b.pool.End > most {
		return b.invalid("its numbers cannot be")
	}
	return nil
}

func (b *restorer) restoreRow(line []byte) error {
	var row backupRow
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&row); err != nil {
		return b.invalid(err.Error())
	}
	switch {
	case row.Lease != nil:
		return b.insert(*row.Lease)
	case len(row.Spare) == 2 && row.Spare[0] >= 0 && row.Spare[1] > 0:
		return b.hold(uint64(row.Spare[0]), uint64(row.Spare[1]))
	case row.Serial != "":
		n, err := b.exec(insertListed, b.pool.gtinText(), b.pool.Name, b.listed, row.Serial)
		if b.listed++; err == nil && n == 0 {
			return fmt.Errorf("%w: serial %.64q", ErrExists, row.Serial)
		}
		return err
	}
	return b.invalid("neither a lease, nor numbers, nor a serial")
}

// hold makes a lease of n numbers that were free, if there are any.
func (b *restorer) hold(first, n uint64) error {
	if n == 0 {
		return nil
	}
	lease := Lease{ID: NewLeaseID(), Pool: b.pool.Name, First: first, Count: int(n), Purpose: withheld, At: b.pool.Created}
	b.held = append(b.held, lease)
	return b.insert(lease)
}

func (b *restorer) insert(l Lease) error {
	n, err := b.exec(insertLease, b.pool.gtinText(), l.ID, b.pool.Name, int64(l.First), l.Count,
		nil, 0, l.Operator, l.Purpose, expiry(l.Expires), l.At.UnixMicro())
	if err == nil && n == 0 {
		return fmt.Errorf("%w: lease %.64q", ErrExists, l.ID)
	}
	return err
}
