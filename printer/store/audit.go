package store

import (
	"context"
	"fmt"
)

// An Audit is the result of counting a run again.
type Audit struct {
	Counts   Counts   // counted item by item
	Events   int      // entries of the journal
	Unhashed int      // of them, from before the journal was chained
	Chain    string   // hash of the last entry, in hex; "" if it has none
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
	// The numbers of a pool that another store fills are not counted here.
	selectOutside = `SELECT count(*) FROM lease l JOIN pool p ON p.name = l.pool
		WHERE l.run = $1 AND l.size > 0 AND p.upstream = '' AND l.first_i + l.size > p.next_i`
	selectFree = `SELECT count(*) FROM lease l JOIN spare f ON f.gtin = l.gtin AND f.pool = l.pool
		AND f.first_i < l.first_i + l.size AND l.first_i < f.first_i + f.size WHERE l.run = $1`
	selectShared = `SELECT count(*) FROM lease l JOIN lease m ON m.gtin = l.gtin AND m.pool = l.pool AND m.id <> l.id
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
		selectFree:    "%d leases are of numbers that are free to be leased",
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

const selectMoves = `SELECT seq, n, from_state, to_state, at, evidence, operator, reason, chain
	FROM journal WHERE run = $1 ORDER BY seq`

func (a *auditor) journal() error {
	return a.each(selectMoves, []any{a.id}, func(scan scanFunc) error {
		e := entry{run: a.id}
		var chain string
		if err := scan(&e.seq, &e.n, &e.from, &e.to, &e.at, &e.evidence, &e.operator, &e.reason, &chain); err != nil {
			return err
		}
		if a.Events++; e.seq != int64(a.Events) {
			a.report("entry %d of the journal has number %d", a.Events, e.seq)
		}
		if e.n < 1 || e.n > len(a.states) {
			a.report("entry %d of the journal is about item %d of %d", e.seq, e.n, len(a.states))
			return nil
		}
		if err := a.link(e, chain); err != nil {
			return err
		}
		return a.move(e)
	})
}

// link holds the hash of an entry against what it should be.
func (a *auditor) link(e entry, chain string) (err error) {
	if chain == "" && a.Chain == "" {
		a.Unhashed++
		return nil
	}
	if e.serial, err = a.sequence.At(e.n); err != nil {
		return err
	}
	if e.chain(a.Chain) != chain {
		a.report("entry %d of the journal was changed, or one before it: its hash is %.16q…", e.seq, chain)
	}
	a.Chain = chain
	return nil
}

// move lets an entry of the journal move its item.
func (a *auditor) move(e entry) error {
	from, err := ParseItemState(e.from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	to, err := ParseItemState(e.to)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if a.states[e.n-1] != from {
		a.report("entry %d of the journal moves item %d from %s, but it was %s", e.seq, e.n, from, a.states[e.n-1])
	}
	if !from.CanBecome(to) {
		a.report("entry %d of the journal moves item %d from %s to %s, which is not allowed", e.seq, e.n, from, to)
	}
	a.states[e.n-1], a.last[e.n-1] = to, e.seq
	return nil
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
		a.report("the counts of the run are %v, counted again %v", a.run.Counts, a.Counts)
	}
	var journal Counts
	for _, state := range a.states {
		*journal.field(state)++
	}
	journal.Leased = len(a.states)
	if a.Counts != journal {
		a.report("the items are %v, by the journal %v", a.Counts, journal)
	}
	if a.Chain != a.run.Chain {
		a.report("the journal ends with the hash %.16q…, the run with %.16q…", a.Chain, a.run.Chain)
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

// AuditPool counts a pool again: every number that was given out is in exactly
// one lease, or free to be leased, and nothing else is. It returns what does not
// agree, at most 100 problems, none if all is well; the error wraps [ErrNotFound]
// if there is no such pool.
func (s *Store) AuditPool(ctx context.Context, name string) (problems []string, err error) {
	err = s.read(ctx, func(tx session) error {
		pool, err := tx.pool(name)
		if err != nil {
			return err
		}
		a := poolAuditor{pool: pool}
		err = tx.each(selectIntervals, []any{pool.gtinText(), name}, a.interval)
		a.end()
		problems = a.problems
		return err
	})
	return problems, err
}

// selectIntervals has "" for the lease of numbers that are free.
const selectIntervals = `SELECT first_i, size, id FROM lease WHERE gtin = $1 AND pool = $2 AND size > 0
	UNION ALL SELECT first_i, size, '' FROM spare WHERE gtin = $1 AND pool = $2 ORDER BY 1`

type poolAuditor struct {
	pool     Pool
	next     uint64 // the first number after the last interval
	spare    uint64
	problems []string
}

func (a *poolAuditor) report(format string, args ...any) {
	if len(a.problems) < maxProblems {
		a.problems = append(a.problems, fmt.Sprintf(format, args...))
	}
}

func (a *poolAuditor) interval(scan scanFunc) error {
	var first, size uint64
	var id string
	if err := scan(&first, &size, &id); err != nil {
		return err
	}
	whose := "lease " + id
	if id == "" {
		whose = "free interval"
		a.spare += size
	}
	switch {
	case first < a.next:
		a.report("%s begins at number %d, which is in the one before", whose, first)
	case first > a.next && a.pool.Upstream == "":
		a.report("numbers %d to %d are neither leased nor free", a.next, first-1)
	}
	a.next = max(a.next, first+size)
	return nil
}

func (a *poolAuditor) end() {
	if a.pool.Upstream == "" && a.next != a.pool.Next {
		a.report("the numbers of the leases end at %d, the pool goes on at %d", a.next, a.pool.Next)
	}
	if a.spare != a.pool.Spare {
		a.report("%d numbers are free, the pool says %d", a.spare, a.pool.Spare)
	}
}
