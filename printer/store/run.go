package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"time"
	"unicode/utf8"

	"github.com/eachmark/eachmark/gs1"
)

// A Run is one print job: labels with serials of one GTIN.
type Run struct {
	ID       string    // see [NewRunID]
	Created  time.Time // when it was ordered
	State    RunState
	GTIN     gs1.GTIN
	Pool     string // the pool of its first lease
	Count    int    // how many good labels are wanted
	Printer  string // URI
	Out      string // folder for its files, "" if none
	Spec     []byte // JSON of what is on the labels; the store does not look into it
	Operator string
	Leases   []Lease // its items 1, 2, … are the numbers of its leases in this order
	Released int     // how many items it had more, whose numbers were released
	Request  Request // what is asked of the program that prints it; [RequestCancel] stays
	Chain    string  // hash of the last entry in its journal, in hex
	Counts   Counts
}

// runLetters are digits and capitals that nobody mistakes for another: those
// GS1 uses for the check characters of its Global Model Number, AI (8013).
const runLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// NewRunID returns an id for a run ordered at t, in t's time zone, short enough
// to type: "R261122-7KQF". One day has about a million; if [Store.CreateRun]
// says that it exists, take another.
func NewRunID(t time.Time) string {
	var random [4]byte
	_, _ = rand.Read(random[:]) // never fails
	for i, b := range random {
		random[i] = runLetters[int(b)%len(runLetters)]
	}
	return t.Format("R060102-") + string(random[:])
}

// CreateRun writes a run down and leases its first serials, both or neither.
// Of r it takes all but State, Leases, Released, Request, Chain and Counts, and
// returns it with these; it is [RunOpen]. first.Run and first.Pool may be left empty.
//
// The error wraps [ErrExists] if another run has the id, [ErrInvalid] for a run
// that cannot be, or is as for [Store.Lease]. The same call again with the same
// lease id, after an answer was lost, returns the run.
func (s *Store) CreateRun(ctx context.Context, r Run, first LeaseRequest) (Run, error) {
	if first.Pool == "" {
		first.Pool = r.Pool
	}
	if first.Run == "" {
		first.Run = r.ID
	}
	if err := errors.Join(r.check(), first.check()); err != nil {
		return Run{}, err
	}
	if first.Pool != r.Pool || first.Run != r.ID {
		return Run{}, fmt.Errorf("%w: the lease is not for run %s from pool %s", ErrInvalid, r.ID, r.Pool)
	}
	var created Run
	err := s.write(ctx, func(tx session) (err error) {
		created, err = tx.createRun(r, first)
		return err
	})
	if err != nil {
		return Run{}, err
	}
	return created, nil
}

func (r Run) check() error {
	if err := checkName(r.ID); err != nil {
		return fmt.Errorf("run: %w", err)
	}
	switch {
	case !r.GTIN.IsValid():
		return fmt.Errorf("%w: a run needs a GTIN", ErrInvalid)
	case r.Count < 1 || r.Count > math.MaxInt32:
		return fmt.Errorf("%w: a run is of 1 to %d labels, found %d", ErrInvalid, math.MaxInt32, r.Count)
	}
	return checkJSON("what is on the labels", r.Spec)
}

// checkJSON accepts JSON in UTF-8, which any database takes as text, and nothing
// at all.
func checkJSON(what string, b []byte) error {
	if len(b) > 0 && (!json.Valid(b) || !utf8.Valid(b)) {
		return fmt.Errorf("%w: %s is not JSON: %.64q", ErrInvalid, what, b)
	}
	return nil
}

const (
	countColumns = `n_leased, n_sent, n_printed, n_verified, n_void, n_in_doubt, n_cancelled`
	runColumns   = `id, created, state, gtin, pool, wanted, printer, out_dir, spec, operator, released, request, chain, ` + countColumns
	selectRun    = `SELECT ` + runColumns + ` FROM run WHERE id = $1`
	selectRuns   = `SELECT ` + runColumns + ` FROM run WHERE created < $1 OR created = $1 AND id < $2
		ORDER BY created DESC, id DESC LIMIT $3`
	selectCounts = `SELECT ` + countColumns + ` FROM run WHERE id = $1`
	insertRun    = `INSERT INTO run (` + runColumns + `, seq) VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, '', '', 0, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING`
)

func (s session) createRun(r Run, first LeaseRequest) (Run, error) {
	if _, err := s.pool(r.Pool); err != nil {
		return Run{}, err
	}
	n, err := s.exec(insertRun, r.ID, r.Created.UnixMicro(), RunOpen.String(), r.GTIN.String(), r.Pool, r.Count,
		r.Printer, r.Out, string(r.Spec), r.Operator)
	if err != nil {
		return Run{}, err
	}
	if n == 0 {
		return s.createdBefore(r.ID, first)
	}
	if _, err := s.newLease(first); err != nil {
		return Run{}, err
	}
	return s.runWithLeases(r.ID)
}

// createdBefore returns a run that exists if it began with the same lease.
func (s session) createdBefore(id string, first LeaseRequest) (Run, error) {
	run, err := s.runWithLeases(id)
	if err != nil {
		return Run{}, err
	}
	if len(run.Leases) == 0 || run.Leases[0].ID != first.ID {
		return Run{}, fmt.Errorf("%w: run %s", ErrExists, id)
	}
	return run, nil
}

// Run returns a run by id; the error wraps [ErrNotFound] if there is none.
func (s *Store) Run(ctx context.Context, id string) (Run, error) {
	var run Run
	err := s.read(ctx, func(tx session) (err error) {
		run, err = tx.runWithLeases(id)
		return err
	})
	return run, err
}

func (s session) runWithLeases(id string) (Run, error) {
	run, err := s.run(id)
	if err != nil {
		return Run{}, err
	}
	run.Leases, err = s.leasesOf(id)
	return run, err
}

// run returns a run without its leases.
func (s session) run(id string) (run Run, err error) {
	err = s.get(selectRun, []any{id}, run.columns()...)
	if errors.Is(err, sql.ErrNoRows) {
		return Run{}, fmt.Errorf("%w: run %.64q", ErrNotFound, id)
	}
	run.Counts.setWaiting()
	return run, err
}

func (r *Run) columns() []any {
	return append([]any{
		&r.ID, microsOf(&r.Created), textOf(&r.State), textOf(&r.GTIN), &r.Pool, &r.Count,
		&r.Printer, &r.Out, jsonText{&r.Spec}, &r.Operator, &r.Released, textOf(&r.Request), &r.Chain,
	}, r.Counts.columns()...)
}

func (c *Counts) columns() []any {
	return []any{&c.Leased, &c.Sent, &c.Printed, &c.Verified, &c.Void, &c.InDoubt, &c.Cancelled}
}

// Counts returns how many items of a run are in each state, in constant time.
// The error wraps [ErrNotFound] if there is no such run.
func (s *Store) Counts(ctx context.Context, runID string) (Counts, error) {
	var c Counts
	err := s.read(ctx, func(tx session) error { return tx.get(selectCounts, []any{runID}, c.columns()...) })
	if errors.Is(err, sql.ErrNoRows) {
		return Counts{}, fmt.Errorf("%w: run %.64q", ErrNotFound, runID)
	}
	c.setWaiting()
	return c, err
}

// pageSize is how many rows a stream reads at once. Between pages it holds no
// lock and no connection, so that its consumer may write.
const pageSize = 256

// Runs returns all runs, the newest first. After an error it ends.
func (s *Store) Runs(ctx context.Context) iter.Seq2[Run, error] {
	return func(yield func(Run, error) bool) {
		created, id := int64(math.MaxInt64), ""
		for {
			page, err := s.runsBefore(ctx, created, id)
			if err != nil {
				yield(Run{}, err)
				return
			}
			for _, run := range page {
				if !yield(run, nil) {
					return
				}
				created, id = run.Created.UnixMicro(), run.ID
			}
			if len(page) < pageSize {
				return
			}
		}
	}
}

func (s *Store) runsBefore(ctx context.Context, created int64, id string) (page []Run, err error) {
	err = s.read(ctx, func(tx session) error {
		page = page[:0]
		err := tx.each(selectRuns, []any{created, id, pageSize}, func(scan scanFunc) error {
			page = append(page, Run{})
			return scan(page[len(page)-1].columns()...)
		})
		for i := range page {
			page[i].Counts.setWaiting()
			var leases error
			page[i].Leases, leases = tx.leasesOf(page[i].ID)
			err = errors.Join(err, leases)
		}
		return err
	})
	return page, err
}

// setRunState closes a run only when its counts are [Counts.Settled]. Whoever takes
// it up or leaves it has heard a request to pause.
const setRunState = `UPDATE run SET state = $1, mark = $4, request = CASE WHEN request = 'pause' THEN '' ELSE request END
	WHERE id = $2 AND state = $3 AND ($1 <> 'closed' OR n_leased = n_printed + n_verified + n_void + n_cancelled)`

// SetRunState moves a run from one state to another; from and to may be the
// same. A closed run can only be stopped, to print what was voided again. A
// request to pause is forgotten.
//
// The error wraps [ErrConflict] if the run is not in from, [ErrUnfinished] if it
// is to close with items waiting, sent or in doubt, [ErrMove] out of closed to another
// state than stopped, [ErrNotFound] if there is no such run.
func (s *Store) SetRunState(ctx context.Context, runID string, from, to RunState) error {
	if from == RunClosed && to != RunClosed && to != RunStopped {
		return fmt.Errorf("%w: run %.64q is closed", ErrMove, runID)
	}
	if to < RunOpen || to > RunClosed {
		return fmt.Errorf("%w: %d is no state of a run", ErrInvalid, to)
	}
	mark := rand.Text()
	return s.write(ctx, func(tx session) error {
		done, err := tx.marked(runID, mark)
		if err != nil || done {
			return err
		}
		n, err := tx.exec(setRunState, to.String(), runID, from.String(), mark)
		if err != nil || n == 1 {
			return err
		}
		run, err := tx.run(runID)
		switch {
		case err != nil:
			return err
		case run.State != from:
			return fmt.Errorf("%w: run %s is %s, expected %s", ErrConflict, runID, run.State, from)
		}
		return fmt.Errorf("%w: of run %s %d are waiting, %d sent, %d in doubt", ErrUnfinished, runID,
			run.Counts.Waiting, run.Counts.Sent, run.Counts.InDoubt)
	})
}

const (
	setRequest    = `UPDATE run SET request = $1 WHERE id = $2 AND request <> 'cancel' AND state <> 'closed'`
	selectRequest = `SELECT request FROM run WHERE id = $1`
)

// SetRequest asks something of the program that prints a run. A run that is asked
// to be cancelled stays so, and a closed run is asked nothing more. The error wraps [ErrNotFound] if there is no such run.
func (s *Store) SetRequest(ctx context.Context, runID string, r Request) error {
	return s.write(ctx, func(tx session) error {
		n, err := tx.exec(setRequest, r.String(), runID)
		if err == nil && n == 0 {
			_, err = tx.run(runID)
		}
		return err
	})
}

// Request returns what is asked of the program that prints a run; the error wraps
// [ErrNotFound] if there is no such run.
func (s *Store) Request(ctx context.Context, runID string) (r Request, err error) {
	err = s.read(ctx, func(tx session) error { return tx.get(selectRequest, []any{runID}, textOf(&r)) })
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: run %.64q", ErrNotFound, runID)
	}
	return r, err
}
