package store

import (
	"errors"
	"fmt"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/serial"
)

// Formats of pools that [serial.ParseFormat] does not know.
const (
	ssccFormat   = "sscc"
	listedFormat = "list"
)

// serialFormat returns the format of what the order of a pool is made of: for
// SSCCs the extension digit and the serial reference.
func (p Pool) serialFormat() (serial.Format, error) {
	name := p.Format
	if p.Kind == SSCC {
		name = fmt.Sprintf("[0123456789]-%d", ssccLength-1-len(p.Prefix))
	}
	format, err := serial.ParseFormat(name)
	if err != nil {
		return serial.Format{}, fmt.Errorf("%w: pool %s: %w", ErrDamaged, p.Name, err)
	}
	return format, nil
}

// size returns how many serials a pool of an order has.
func (p Pool) size() (uint64, error) {
	format, err := p.serialFormat()
	return format.Issuable(), err
}

// makeOrder returns the order of a pool that is no list. key is that of a random
// one.
func (p Pool) makeOrder(key []byte) (order serial.Order, err error) {
	format, err := p.serialFormat()
	if err != nil {
		return nil, err
	}
	order = serial.Sequential{Format: format}
	if p.Order == Random {
		if order, err = serial.NewPermuted(format, key, p.tweak()); err != nil {
			return nil, err
		}
	}
	if p.Kind == SSCC {
		return ssccOrder{order, p.Prefix}, nil
	}
	return order, nil
}

// tweak makes the order of a pool another than that of any other with its key.
func (p Pool) tweak() string {
	if p.Kind == SSCC {
		return "sscc " + p.Prefix
	}
	return p.GTIN.String()
}

// refuseOverlap reports another pool that could give a serial of pool.
func (s session) refuseOverlap(pool Pool) error {
	rivals, err := s.rivals(pool)
	if err != nil {
		return err
	}
	for _, rival := range rivals {
		shared, err := s.overlap(pool, rival)
		if err != nil {
			return err
		}
		if shared {
			return fmt.Errorf("%w: pool %s of %s has format %s, which shares serials with %s", ErrExists, rival.Name, rival.subject(), rival.Format, pool.Format)
		}
	}
	return nil
}

// overlap reports whether a new pool could give a serial of another one. The
// serials of a list are compared when they are written down.
func (s session) overlap(pool, rival Pool) (bool, error) {
	switch {
	case pool.Kind == SSCC:
		return strings.HasPrefix(pool.Prefix, rival.Prefix) || strings.HasPrefix(rival.Prefix, pool.Prefix), nil
	case pool.Order == Listed:
		return false, nil
	}
	format, err := pool.serialFormat()
	if err != nil {
		return false, err
	}
	if rival.Order == Listed {
		return s.listHas(rival, format)
	}
	taken, err := rival.serialFormat()
	return err == nil && !taken.Disjoint(format), err
}

// order returns the order of a pool, with its key. Of a list it holds only the
// numbers from first up to end.
func (s session) order(name string, first, end uint64) (serial.Order, error) {
	s.mu.Lock()
	order := s.orders[name]
	s.mu.Unlock()
	if order != nil {
		return order, nil
	}
	pool, err := s.pool(name)
	if err != nil {
		return nil, err
	}
	if pool.Order == Listed {
		return s.listPart(pool, first, end)
	}
	if order, err = s.loadOrder(pool); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders[name] = order
	return order, nil
}

func (s session) loadOrder(pool Pool) (serial.Order, error) {
	if pool.Order == Sequential {
		return pool.makeOrder(nil)
	}
	key, err := s.key(pool)
	if err != nil {
		return nil, err
	}
	if len(key) == 0 {
		return nil, fmt.Errorf("%w: pool %s", errUnfilled, pool.Name)
	}
	return pool.makeOrder(key)
}

// errUnfilled says that a pool has never got anything from its upstream store.
var errUnfilled = errors.New("store: pool was never filled")

// ssccLength is the number of digits of an SSCC.
const ssccLength = 18 // GS1 General Specifications §2.2.1

func checkPrefix(prefix string) error {
	if len(prefix) < 4 || len(prefix) > 12 || strings.Trim(prefix, "0123456789") != "" {
		return fmt.Errorf("%w: a GS1 Company Prefix has 4 to 12 digits, found %.64q", ErrInvalid, prefix)
	}
	return nil
}

// An ssccOrder makes SSCCs of an order of texts of an extension digit and a
// serial reference: extension digit, company prefix, serial reference, check
// digit (GS1 General Specifications §2.2.1).
type ssccOrder struct {
	inner  serial.Order
	prefix string
}

// String names the order; that of inner shows no key.
func (o ssccOrder) String() string { return fmt.Sprintf("SSCCs of %s, %v", o.prefix, o.inner) }

// GoString returns the same as String.
func (o ssccOrder) GoString() string { return o.String() }

// At implements [serial.Order].
func (o ssccOrder) At(i uint64) (string, error) {
	b, err := o.AppendAt(make([]byte, 0, ssccLength), i)
	return string(b), err
}

// AppendAt implements [serial.Order].
func (o ssccOrder) AppendAt(b []byte, i uint64) ([]byte, error) {
	text, err := o.inner.At(i)
	if err != nil {
		return b, err
	}
	start := len(b)
	b = append(append(append(b, text[0]), o.prefix...), text[1:]...)
	return append(b, gs1.CheckDigit(string(b[start:]))), nil
}

// Index implements [serial.Order].
func (o ssccOrder) Index(sscc string) (i uint64, ok bool) {
	if len(sscc) != ssccLength || strings.Trim(sscc, "0123456789") != "" ||
		!strings.HasPrefix(sscc[1:], o.prefix) || gs1.CheckDigit(sscc[:ssccLength-1]) != sscc[ssccLength-1] {
		return 0, false
	}
	return o.inner.Index(sscc[:1] + sscc[1+len(o.prefix):ssccLength-1])
}
