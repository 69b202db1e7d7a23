package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"
)

// An Item is one label of a run.
type Item struct {
	N        int // in its run, from 1
	Serial   string
	State    ItemState
	At       time.Time // of its last move; zero while it waits
	Evidence []byte    // of its last move; nil if there was none
}

const (
	selectItems = `SELECT i.n, i.serial, i.state, i.at, j.evidence FROM item i
		JOIN journal j ON j.run = i.run AND j.seq = i.seq
		WHERE i.run = $1 AND i.n > $2 ORDER BY i.n LIMIT $3`
	// The states stand in the text, so that the index of these few is used.
	selectOpen = `SELECT i.n, i.serial, i.state, i.at, j.evidence FROM item i
		JOIN journal j ON j.run = i.run AND j.seq = i.seq
		WHERE i.run = $1 AND i.n > $2 AND i.state IN ('sent', 'in-doubt') ORDER BY i.n LIMIT $3`
)

// Items returns the items of a run in the given states, all without any, by
// number. Items that wait are computed one by one, however many there are. Items
// may be moved while they are read: each is given once, as it was shortly before.
// After an error the sequence ends.
func (s *Store) Items(ctx context.Context, runID string, states ...ItemState) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		list := itemList{s, runID, wantedOf(states), Sequence{}, yield}
		err := s.read(ctx, func(tx session) error { return list.begin(tx) })
		if err == nil {
			err = list.yieldAll(ctx)
		}
		if err != nil && err != errStopped {
			yield(Item{}, err)
		}
	}
}

// Item returns item n of a run, which is not waiting; the error wraps [ErrNotFound]
// if it waits, or there is none.
func (s *Store) Item(ctx context.Context, runID string, n int) (item Item, err error) {
	err = s.read(ctx, func(tx session) error {
		item = Item{}
		return tx.each(selectItems, []any{runID, n - 1, 1}, item.scan)
	})
	if err == nil && item.N != n {
		return Item{}, fmt.Errorf("%w: item %d of run %.64q, or it waits", ErrNotFound, n, runID)
	}
	return item, err
}

type wanted [lastItemState + 1]bool

func wantedOf(states []ItemState) (w wanted) {
	for _, s := range states {
		if s <= lastItemState {
			w[s] = true
		}
	}
	for s := Waiting; s <= lastItemState && len(states) == 0; s++ {
		w[s] = true
	}
	return w
}

// query returns the cheapest query that has all wanted items that do not wait.
func (w wanted) query() string {
	if w == (wanted{Sent: w[Sent], InDoubt: w[InDoubt]}) {
		return selectOpen
	}
	return selectItems
}

// errStopped says that the consumer of a sequence wants no more.
var errStopped = errors.New("stopped")

type itemList struct {
	*Store
	run      string
	want     wanted
	sequence Sequence // empty if waiting items are not wanted
	yield    func(Item, error) bool
}

func (l *itemList) begin(tx session) error {
	run, err := tx.run(l.run)
	if err == nil && l.want[Waiting] {
		l.sequence, err = tx.sequenceOf(l.run, run.Released, run.Counts.Leased)
	}
	return err
}

func (l *itemList) yieldAll(ctx context.Context) error {
	for last := 0; ; {
		page, err := l.page(ctx, last)
		if err != nil {
			return err
		}
		for _, item := range page {
			if err := l.yieldWaiting(last+1, item.N); err != nil {
				return err
			}
			last = item.N
			if l.want[item.State] && !l.yield(item, nil) {
				return errStopped
			}
		}
		if len(page) < pageSize {
			return l.yieldWaiting(last+1, l.sequence.Len()+1)
		}
	}
}

func (l *itemList) page(ctx context.Context, after int) (page []Item, err error) {
	err = l.read(ctx, func(tx session) error {
		page = page[:0]
		return tx.each(l.want.query(), []any{l.run, after, pageSize}, func(scan scanFunc) error {
			page = append(page, Item{})
			return page[len(page)-1].scan(scan)
		})
	})
	return page, err
}

func (i *Item) scan(scan scanFunc) error {
	return scan(&i.N, &i.Serial, textOf(&i.State), microsOf(&i.At), jsonText{&i.Evidence})
}

// yieldWaiting gives the items from n up to end, which have no row.
func (l *itemList) yieldWaiting(n, end int) error {
	for ; l.want[Waiting] && n < end; n++ {
		serial, err := l.sequence.At(n)
		if err != nil {
			return err
		}
		if !l.yield(Item{N: n, Serial: serial, State: Waiting}, nil) {
			return errStopped
		}
	}
	return nil
}

// An Event is one entry of the journal: one item that moved.
type Event struct {
	Seq      int64 // in its run, from 1
	N        int
	Serial   string
	From, To ItemState
	At       time.Time
	Evidence []byte // nil if there was none
	Operator string
	Reason   string
}

const selectJournal = `SELECT j.seq, j.n, i.serial, j.from_state, j.to_state, j.at, j.evidence, j.operator, j.reason
	FROM journal j JOIN item i ON i.run = j.run AND i.n = j.n
	WHERE j.run = $1 AND j.seq > $2 ORDER BY j.seq LIMIT $3`

// Journal returns the moves of a run's items, oldest first. After an error the
// sequence ends; the error wraps [ErrNotFound] if there is no such run.
func (s *Store) Journal(ctx context.Context, runID string) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for last := int64(0); ; {
			page, err := s.journalAfter(ctx, runID, last)
			if err != nil {
				yield(Event{}, err)
				return
			}
			for _, event := range page {
				if last = event.Seq; !yield(event, nil) {
					return
				}
			}
			if len(page) < pageSize {
				return
			}
		}
	}
}

func (s *Store) journalAfter(ctx context.Context, runID string, seq int64) (page []Event, err error) {
	err = s.read(ctx, func(tx session) error {
		if _, err := tx.run(runID); err != nil {
			return err
		}
		page = page[:0]
		return tx.each(selectJournal, []any{runID, seq, pageSize}, func(scan scanFunc) error {
			page = append(page, Event{})
			return page[len(page)-1].scan(scan)
		})
	})
	return page, err
}

func (e *Event) scan(scan scanFunc) error {
	return scan(&e.Seq, &e.N, &e.Serial, textOf(&e.From), textOf(&e.To), microsOf(&e.At),
		jsonText{&e.Evidence}, &e.Operator, &e.Reason)
}
