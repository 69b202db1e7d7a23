package store

import (
	"context"
	"fmt"
)

// An Audit is the result of counting a run again.
type Audit struct {
	Counts   Counts   // counted item by item
	Events   int      // entries of the journal
	Problems []string // what does not agree, at most 100; none if all is well
}

const maxProblems = 100

// Audit counts a run again from its leases, its items and its journal, and
// compares what each of them says: every lease is of numbers the pool has given
// out and nobody else has, the journal is complete and holds only allowed moves,
// each item is where its last move put it and has the serial of its number, and
// the counts add up. Its problems are part of the result; the error wraps
// [ErrNotFound] if there is no such run.
func (s *Store) Audit(ctx context.Context, runID string) (Audit, error) {
	var a auditor
	err := s.read(ctx, func(tx session) error {
		a = auditor{session: tx, id: runID}
		for _, step := range []func() error{a.leases, a.journal, a.items, a.compare} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	return a.Audit, err
}

type auditor struct {
	Audit
	session
	id       string
	run      Run
	sequence Sequence
	states   []ItemState // by number less one, as the journal has it
	last     []int64     // number of each item's last entry in the journal
}

func (a *auditor) report(format string, args ...any) {
	if len(a.Problems) < maxProblems {
		a.Problems = append(a.Problems, fmt.Sprintf(format, args...))
	}
}

const (
	selectOutside = `SELECT count(*) FROM lease l JOIN pool p ON p.name = l.pool
		WHERE l.run = $1 AND l.first_i + l.size > p.next_i`
	selectShared = `SELECT count(*) FROM lease l JOIN lease m ON m.pool = l.pool AND m.id <> l.id
		AND m.first_i < l.first_i + l.size AND l.first_i < m.first_i + m.size WHERE l.run = $1`
)

func (a *auditor) leases() (err error) {
	if a.run, err = a.runWithLeases(a.id); err != nil {
		return err
	}
	if a.sequence, err = a.session.sequence(a.run.Leases); err != nil {
		return err
	}
	for i, lease := range a.run.Leases {
		if base := a.sequence.spans[i].base; lease.base != base {
			a.report("lease %s begins after item %d, expected %d", lease.ID, lease.base, base)
		}
	}
	for query, problem := range map[string]string{
		selectOutside: "%d leases are of numbers their pool has not given out",
		selectShared:  "%d leases share numbers with another",
	} {
		var n int
		if err := a.get(query, []any{a.id}, &n); err != nil {
			return err
		}
		if n > 0 {
			a.report(problem, n)
		}
	}
	a.Counts.Leased = a.sequence.Len()
	a.states = make([]ItemState, a.Counts.Leased)
	a.last = make([]int64, a.Counts.Leased)
	for i := range a.states {
		a.states[i] = Waiting
	}
	return nil
}

const selectMoves = `SELECT seq, n, from_state, to_state FROM journal WHERE run = $1 ORDER BY seq`

func (a *auditor) journal() error {
	return a.each(selectMoves, []any{a.id}, func(scan scanFunc) error {
		var seq int64
		var n int
		var from, to ItemState
		if err := scan(&seq, &n, textOf(&from), textOf(&to)); err != nil {
			return err
		}
		if a.Events++; seq != int64(a.Events) {
			a.report("entry %d of the journal has number %d", a.Events, seq)
		}
		if n < 1 || n > len(a.states) {
			a.report("entry %d of the journal is about item %d of %d", seq, n, len(a.states))
			return nil
		}
		if a.states[n-1] != from {
			a.report("entry %d of the journal moves item %d from %s, but it was %s", seq, n, from, a.states[n-1])
		}
		if !from.CanBecome(to) {
			a.report("entry %d of the journal moves item %d from %s to %s, which is not allowed", seq, n, from, to)
		}
		a.states[n-1], a.last[n-1] = to, seq
		return nil
	})
}

const selectStates = `SELECT n, gtin, serial, state, seq FROM item WHERE run = $1 ORDER BY n`

func (a *auditor) items() error {
	gtin := a.run.GTIN.String()
	err := a.each(selectStates, []any{a.id}, func(scan scanFunc) error {
		var n int
		var itemGTIN, serial string
		var state ItemState
		var seq int64
		if err := scan(&n, &itemGTIN, &serial, textOf(&state), &seq); err != nil {
			return err
		}
		if n < 1 || n > len(a.states) {
			a.report("there is an item %d of %d", n, len(a.states))
			return nil
		}
		if want, err := a.sequence.At(n); err != nil || want != serial || itemGTIN != gtin {
			a.report("item %d is serial %.64q of GTIN %.64q, expected %s of %s", n, serial, itemGTIN, want, gtin)
		}
		if state != a.states[n-1] || seq != a.last[n-1] {
			a.report("item %d is %s by entry %d of the journal, but the journal says %s by entry %d", n, state, seq, a.states[n-1], a.last[n-1])
		}
		*a.Counts.field(state)++
		return nil
	})
	a.Counts.setWaiting()
	return err
}

func (a *auditor) compare() error {
	if a.Counts != a.run.Counts {
		a.report("the counts of the run are %+v, counted again %+v", a.run.Counts, a.Counts)
	}
	var journal Counts
	for _, state := range a.states {
		*journal.field(state)++
	}
	journal.Leased = len(a.states)
	if a.Counts != journal {
		a.report("the items are %+v, by the journal %+v", a.Counts, journal)
	}
	var seq int
	if err := a.get(`SELECT seq FROM run WHERE id = $1`, []any{a.id}, &seq); err != nil {
		return err
	}
	if seq != a.Events {
		a.report("the journal has %d entries, expected %d", a.Events, seq)
	}
	return nil
}
