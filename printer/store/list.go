package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/serial"
)

// A ListedSerial is one serial of a list that somebody else made.
type ListedSerial struct {
	Line   int // where in the file it stands, from 1
	Serial string
}

// A ListError says which serial of a list cannot be taken.
type ListError struct {
	Line   int
	Serial string
	Err    error // wraps ErrInvalid or ErrExists
}

// Error says line, serial and reason.
func (e *ListError) Error() string {
	return fmt.Sprintf("line %d, serial %.64q: %v", e.Line, e.Serial, e.Err)
}

// Unwrap returns Err.
func (e *ListError) Unwrap() error { return e.Err }

// maxListErrors is how many serials of a list are told that cannot be taken.
const maxListErrors = 100

// CreateList makes a pool of serials that a customer or an authority has listed,
// to be handed out in the order of the list. Of spec it takes the GTIN, the name,
// LowWater and At. It makes all or nothing; list is read again if the database
// asks for that.
//
// The error wraps [ErrExists] if the name is taken or a serial is twice in the
// list or could come from another pool of the GTIN, [ErrInvalid] for a text that
// is no serial or an empty list, and is what list yields. Serials that cannot be
// taken are each a [ListError], joined, the first hundred of them.
func (s *Store) CreateList(ctx context.Context, spec PoolSpec, list iter.Seq2[ListedSerial, error]) (Pool, error) {
	spec, err := spec.checkedList()
	if err != nil {
		return Pool{}, err
	}
	var pool Pool
	err = s.write(ctx, func(tx session) (err error) {
		pool, err = tx.createList(spec, list)
		return err
	})
	if err != nil {
		return Pool{}, err
	}
	return pool, nil
}

// CreateListRun makes a pool of listed serials, as [Store.CreateList] does, and a
// run of all of them, as [Store.CreateRun] does: both or neither. Item n of the run
// has serial n of the list. Of r it takes what CreateRun does but the GTIN, the
// pool and the count, which spec and the list say; so it does with first.
func (s *Store) CreateListRun(ctx context.Context, spec PoolSpec, list iter.Seq2[ListedSerial, error], r Run, first LeaseRequest) (Run, error) {
	spec, err := spec.checkedList()
	if err != nil {
		return Run{}, err
	}
	r.GTIN, r.Pool = spec.GTIN, spec.Name
	first.Pool, first.Run = r.Pool, r.ID
	err = s.write(ctx, func(tx session) error {
		pool, err := tx.createList(spec, list)
		if err != nil {
			return err
		}
		r.Count, first.Count = int(pool.End), int(pool.End)
		if err := errors.Join(r.check(), first.check()); err != nil {
			return err
		}
		r, err = tx.createRun(r, first)
		return err
	})
	if err != nil {
		return Run{}, err
	}
	return r, nil
}

func (spec PoolSpec) checkedList() (PoolSpec, error) {
	spec, err := spec.checked()
	if err == nil && (spec.Kind != SGTIN || spec.Format != "" || spec.Order != "") {
		err = fmt.Errorf("%w: a list is of serials of a GTIN, and has neither format nor order", ErrInvalid)
	}
	return spec, err
}

// createList reads list again when the transaction is tried again.
func (s session) createList(spec PoolSpec, list iter.Seq2[ListedSerial, error]) (Pool, error) {
	if _, err := s.exec(lockPools); err != nil {
		return Pool{}, err
	}
	switch pool, err := s.pool(spec.Name); {
	case err == nil && s.again && pool.Order == Listed:
		return pool, nil // made before the answer was lost
	case err == nil:
		return Pool{}, fmt.Errorf("%w by a pool for %s", errNameTaken, pool.subject())
	case !errors.Is(err, ErrNotFound):
		return Pool{}, err
	}
	pool := Pool{
		Name: spec.Name, Kind: SGTIN, GTIN: spec.GTIN, Format: listedFormat, Order: Listed,
		LowWater: spec.LowWater, Created: micros(spec.At),
	}
	if err := s.insertPool(pool, nil); err != nil {
		return Pool{}, err
	}
	rivals, err := s.rivals(pool)
	if err != nil {
		return Pool{}, err
	}
	l := lister{session: s, pool: pool}
	for _, rival := range rivals {
		if rival.Order != Listed {
			format, err := rival.serialFormat()
			if err != nil {
				return Pool{}, err
			}
			l.rivals, l.formats = append(l.rivals, rival), append(l.formats, format)
		}
	}
	if err := l.addAll(list); err != nil {
		return Pool{}, err
	}
	pool.End = uint64(len(l.lines))
	_, err = s.exec(`UPDATE pool SET end_i = $1 WHERE name = $2`, int64(pool.End), pool.Name)
	return pool, err
}

// A lister writes down the serials of a list.
type lister struct {
	session
	pool    Pool
	rivals  []Pool
	formats []serial.Format // of the rivals
	lines   []int32         // by number
	batch   []ListedSerial
	errs    []error
}

func (l *lister) addAll(list iter.Seq2[ListedSerial, error]) error {
	for entry, err := range list {
		if err != nil {
			return err
		}
		if err := l.check(entry); err != nil {
			l.errs = append(l.errs, &ListError{entry.Line, entry.Serial, err})
		} else if l.batch = append(l.batch, entry); len(l.batch) == listBatch {
			if err := l.flush(); err != nil {
				return err
			}
		}
		if len(l.errs) >= maxListErrors {
			break
		}
	}
	if err := l.flush(); err != nil {
		return err
	}
	if len(l.lines) == 0 && len(l.errs) == 0 {
		return fmt.Errorf("%w: the list is empty", ErrInvalid)
	}
	return errors.Join(l.errs...)
}

// check reports why a text cannot be a serial of the list.
func (l *lister) check(entry ListedSerial) error {
	for finding := range gs1.CheckValue(gs1.AI21, entry.Serial) {
		if finding.Severity == gs1.SeverityError {
			return fmt.Errorf("%w: %s", ErrInvalid, finding.Message)
		}
	}
	for i, format := range l.formats {
		if format.Contains(entry.Serial) {
			return fmt.Errorf("%w: pool %s can give it", ErrExists, l.rivals[i].Name)
		}
	}
	if len(l.lines)+len(l.batch) >= math.MaxInt32 {
		return fmt.Errorf("%w: a list has at most %d serials", ErrInvalid, math.MaxInt32)
	}
	return nil
}

// listBatch is how many serials one statement writes down.
const listBatch = 100

const (
	insertListed  = `INSERT INTO listed (gtin, pool, i, serial) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`
	selectListed  = `SELECT serial FROM listed WHERE gtin = $1 AND pool = $2 AND i >= $3 AND i < $4 ORDER BY i`
	selectListing = `SELECT pool, i FROM listed WHERE gtin = $1 AND serial = $2`
)

// flush writes the batch down, in one statement if it is full.
func (l *lister) flush() error {
	gtin, next := l.pool.gtinText(), len(l.lines)
	for _, entry := range l.batch {
		l.lines = append(l.lines, int32(entry.Line))
	}
	if len(l.batch) == listBatch {
		args := []any{gtin, l.pool.Name}
		for k, entry := range l.batch {
			args = append(args, int64(next+k), entry.Serial)
		}
		n, err := l.exec(insertBatch(), args...)
		if err != nil {
			return err
		}
		if n == listBatch {
			l.batch = l.batch[:0]
			return nil
		}
	}
	for k, entry := range l.batch {
		n, err := l.exec(insertListed, gtin, l.pool.Name, int64(next+k), entry.Serial)
		if err != nil {
			return err
		}
		if n == 0 {
			if err := l.explain(entry, next+k); err != nil {
				return err
			}
		}
	}
	l.batch = l.batch[:0]
	return nil
}

// insertBatch returns the statement that inserts a full batch.
func insertBatch() string {
	var b strings.Builder
	b.WriteString(`INSERT INTO listed (gtin, pool, i, serial) VALUES `)
	for k := range listBatch {
		if k > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "($1, $2, $%d, $%d)", 2*k+3, 2*k+4)
	}
	b.WriteString(` ON CONFLICT DO NOTHING`)
	return b.String()
}

// explain finds out where the serial with number i was listed before.
func (l *lister) explain(entry ListedSerial, i int) error {
	var pool string
	var at int64
	if err := l.get(selectListing, []any{l.pool.gtinText(), entry.Serial}, &pool, &at); err != nil {
		return err
	}
	switch {
	case pool == l.pool.Name && at == int64(i): // the full batch has written it
		return nil
	case pool == l.pool.Name:
		l.errs = append(l.errs, &ListError{entry.Line, entry.Serial, fmt.Errorf("%w in line %d", ErrExists, l.lines[at])})
	default:
		l.errs = append(l.errs, &ListError{entry.Line, entry.Serial, fmt.Errorf("%w in pool %s", ErrExists, pool)})
	}
	return nil
}

// listHas reports whether a list has a serial of format.
func (s session) listHas(pool Pool, format serial.Format) (has bool, err error) {
	err = s.each(selectAllListed, []any{pool.gtinText(), pool.Name}, func(scan scanFunc) error {
		var text string
		err := scan(&text)
		has = has || format.Contains(text)
		return err
	})
	return has, err
}

func listRange(pool Pool, first, end uint64) []any {
	return []any{pool.gtinText(), pool.Name, int64(first), int64(end)}
}

// listIndex returns the number of a serial in a list.
func (s session) listIndex(pool Pool, text string) (i uint64, ok bool, err error) {
	var name string
	err = s.get(selectListing, []any{pool.gtinText(), text}, &name, &i)
	if errors.Is(err, sql.ErrNoRows) || err == nil && name != pool.Name {
		return 0, false, nil
	}
	return i, err == nil, err
}

// listPart returns the numbers of a list from first up to end.
func (s session) listPart(pool Pool, first, end uint64) (listOrder, error) {
	o := listOrder{first: first, texts: make([]string, 0, end-first)}
	err := s.each(selectListed, listRange(pool, first, end), func(scan scanFunc) error {
		var text string
		defer func() { o.texts = append(o.texts, text) }()
		return scan(&text)
	})
	if err == nil && uint64(len(o.texts)) != end-first {
		err = fmt.Errorf("%w: of the numbers %d to %d of list %s %d are there", ErrDamaged, first, end-1, pool.Name, len(o.texts))
	}
	return o, err
}

// A listOrder is a part of a list.
type listOrder struct {
	first uint64
	texts []string
}

// At implements [serial.Order] for the numbers it has.
func (o listOrder) At(i uint64) (string, error) {
	if i-o.first >= uint64(len(o.texts)) {
		return "", fmt.Errorf("%w: number %d of a list, of which numbers %d and up are known", serial.ErrRange, i, o.first)
	}
	return o.texts[i-o.first], nil
}

// AppendAt implements [serial.Order].
func (o listOrder) AppendAt(b []byte, i uint64) ([]byte, error) {
	text, err := o.At(i)
	return append(b, text...), err
}

// Index implements [serial.Order] for the serials it has.
func (o listOrder) Index(text string) (i uint64, ok bool) {
	for k, t := range o.texts {
		if t == text {
			return o.first + uint64(k), true
		}
	}
	return 0, false
}
