package store

import (
	"database/sql"
	"encoding"
	"fmt"
	"time"
)

// micros returns t as the store keeps it.
func micros(t time.Time) time.Time { return time.UnixMicro(t.UnixMicro()).UTC() }

// microsOf scans microseconds since 1970 into t.
func microsOf(t *time.Time) sql.Scanner { return microsColumn{t} }

type microsColumn struct{ t *time.Time }

// Scan implements [sql.Scanner].
func (c microsColumn) Scan(src any) error {
	n, ok := src.(int64)
	if !ok {
		return fmt.Errorf("%w: a time is of type %T", ErrDamaged, src)
	}
	*c.t = time.UnixMicro(n).UTC()
	return nil
}

// microsOrZero returns t as the store keeps it, the zero time as it is.
func microsOrZero(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return micros(t)
}

// expiry returns what is kept of an expiry, 0 for none.
func expiry(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// expiryOf scans what [expiry] returned into t.
func expiryOf(t *time.Time) sql.Scanner { return expiryColumn{t} }

type expiryColumn struct{ t *time.Time }

// Scan implements [sql.Scanner].
func (c expiryColumn) Scan(src any) error {
	if n, ok := src.(int64); ok && n == 0 {
		*c.t = time.Time{}
		return nil
	}
	return microsColumn(c).Scan(src)
}

// textOf scans text into v by its UnmarshalText.
func textOf(v encoding.TextUnmarshaler) sql.Scanner { return textColumn{v} }

type textColumn struct{ v encoding.TextUnmarshaler }

// Scan implements [sql.Scanner].
func (c textColumn) Scan(src any) error {
	var err error
	switch text := src.(type) {
	case string:
		err = c.v.UnmarshalText([]byte(text))
	case []byte:
		err = c.v.UnmarshalText(text)
	default:
		err = fmt.Errorf("it is of type %T", src)
	}
	if err != nil {
		return fmt.Errorf("%w: a column cannot be read: %w", ErrDamaged, err)
	}
	return nil
}

// nullText scans text, and NULL as "".
type nullText struct{ s *string }

// Scan implements [sql.Scanner].
func (c nullText) Scan(src any) error {
	var text sql.NullString
	err := text.Scan(src)
	*c.s = text.String
	return err
}

// jsonText scans text, and "" as nil.
type jsonText struct{ b *[]byte }

// Scan implements [sql.Scanner].
func (c jsonText) Scan(src any) error {
	var text sql.NullString
	err := text.Scan(src)
	if *c.b = nil; text.String != "" {
		*c.b = []byte(text.String)
	}
	return err
}
