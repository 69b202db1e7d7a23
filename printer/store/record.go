package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// A Transition is a wanted move of one item.
type Transition struct {
	N        int    // the number of the item in its run, from 1
	Serial   string // its serial; "" if the caller does not want it checked
	From, To ItemState
	Evidence []byte // JSON of what the move rests on, nil if nothing
	Operator string // who decided; needed to move an item out of in-doubt or void
	Reason   string // in words; needed out of void, and to void an item this or Evidence

	// TID is the number of the RFID tag of the label, in upper case hexadecimal,
	// "" for none. No two labels may have one. Of a move to in-doubt it is the tag
	// that the label turns out not to have, and another may.
	TID string
}

// Record moves items of a run, all or none, in the given order; one item may be
// moved more than once. When it returns nil, all moves and their journal entries
// are on disk.
//
// The error wraps [ErrConflict] if an item is not in its From state, or is to be
// sent while the run is not open, [ErrMove] if [ItemState.CanBecome] does not
// allow a move or nothing says who or why, [ErrUsed] if the serial was
// used in another run, [ErrTag] if the tag is that of another item, [ErrInvalid] if the run has no such item or its serial is
// another, [ErrNotFound] if there is no such run. With [ErrLost] it is unknown
// whether the items have moved: ask [Store.Items].
func (s *Store) Record(ctx context.Context, runID string, at time.Time, transitions ...Transition) error {
	for _, t := range transitions {
		if err := t.check(); err != nil {
			return err
		}
	}
	if len(transitions) == 0 {
		return nil
	}
	mark := rand.Text()
	return s.write(ctx, func(tx session) error {
		done, err := tx.marked(runID, mark)
		if err != nil || done {
			return err
		}
		return tx.record(runID, mark, at, transitions)
	})
}

func (t Transition) check() error {
	switch {
	case !t.From.CanBecome(t.To):
		return fmt.Errorf("%w: item %d from %s to %s", ErrMove, t.N, t.From, t.To)
	case t.From == InDoubt && t.Operator == "":
		return fmt.Errorf("%w: item %d leaves in-doubt only by an operator, who is not named", ErrMove, t.N)
	case t.From == Void && (t.Operator == "" || t.Reason == ""):
		return fmt.Errorf("%w: item %d is printed again only by an operator with a reason", ErrMove, t.N)
	case t.looksAgain() && len(t.Evidence) == 0:
		return fmt.Errorf("%w: item %d from %s to %s without evidence", ErrMove, t.N, t.From, t.To)
	case t.To == Void && t.Reason == "" && len(t.Evidence) == 0:
		return fmt.Errorf("%w: item %d becomes void without reason or evidence", ErrMove, t.N)
	}
	return checkJSON(fmt.Sprintf("the evidence for item %d", t.N), t.Evidence)
}

// looksAgain reports whether the move is the outcome of another look at a label: it
// leaves the item where it was, or puts in doubt what was printed.
func (t Transition) looksAgain() bool { return t.To == t.From || t.From != Sent && t.To == InDoubt }

const (
	// The row of the run is written first: in a database with several writers
	// that makes those of one run follow each other. It is written again last,
	// when no item's state can have made its counts wrong.
	numberMoves = `UPDATE run SET seq = seq + $1, mark = $2 WHERE id = $3 AND ($4 = 0 OR state = 'open')
		RETURNING seq, gtin, n_leased, released, chain`
	lockMark   = `UPDATE run SET mark = mark WHERE id = $1 RETURNING mark`
	countMoves = `UPDATE run SET n_sent = n_sent + $1, n_printed = n_printed + $2, n_verified = n_verified + $3,
		n_void = n_void + $4, n_in_doubt = n_in_doubt + $5, n_cancelled = n_cancelled + $6, chain = $7 WHERE id = $8`
	insertItem = `INSERT INTO item (run, n, gtin, serial, state, at, seq) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT DO NOTHING`
	updateItem = `UPDATE item SET state = $1, at = $2, seq = $3 WHERE run = $4 AND n = $5 AND state = $6 AND serial = $7`
	selectItem = `SELECT serial, state FROM item WHERE run = $1 AND n = $2`
	selectUser = `SELECT run, n FROM item WHERE gtin = $1 AND serial = $2`
	insertTag  = `INSERT INTO tag (tid, run, n) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
	selectTag  = `SELECT run, n FROM tag WHERE tid = $1`
	deleteTag  = `DELETE FROM tag WHERE tid = $1 AND run = $2 AND n = $3`
	insertMove = `INSERT INTO journal (run, seq, n, from_state, to_state, at, evidence, operator, reason, chain)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`
)

// marked reports whether the transaction that puts mark on a run was committed,
// though its answer was lost. If its commit is still under way, the lock of the
// run's row waits for that. Only the one at work on a run writes to it, so that
// no other mark can have replaced it.
func (s session) marked(runID, mark string) (bool, error) {
	if !s.again {
		return false, nil
	}
	var last string
	err := s.get(lockMark, []any{runID}, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return last == mark, err
}

func (s session) record(runID, mark string, at time.Time, transitions []Transition) error {
	run, err := s.numberMoves(runID, mark, transitions)
	if err != nil {
		return err
	}
	serials, err := s.serialsOf(run, transitions)
	if err != nil {
		return err
	}
	for i, t := range transitions {
		m := move{t, runID, run.gtin, serials[i], run.seq + int64(i), at.UnixMicro()}
		if err := errors.Join(s.moveItem(m), s.tagItem(m)); err != nil {
			return err
		}
		e := m.entry()
		run.chain = e.chain(run.chain)
		if _, err := s.exec(insertMove, runID, e.seq, e.n, e.from, e.to, e.at, e.evidence, e.operator, e.reason, run.chain); err != nil {
			return err
		}
	}
	return s.countMoves(run, transitions)
}

// A numbered is a run of which some moves are to be written down.
type numbered struct {
	id       string
	seq      int64 // number of the first move
	gtin     string
	leased   int
	released int
	chain    string // hash of the last entry in its journal
}

// serialsOf returns the serial of each transition's item.
func (s session) serialsOf(run numbered, transitions []Transition) ([]string, error) {
	sequence, err := s.sequenceOf(run.id, run.released, run.leased)
	if err != nil {
		return nil, err
	}
	serials := make([]string, len(transitions))
	for i, t := range transitions {
		if serials[i], err = sequence.At(t.N); err != nil {
			return nil, fmt.Errorf("run %s: %w", run.id, err)
		}
		if t.Serial != "" && t.Serial != serials[i] {
			return nil, fmt.Errorf("%w: item %d of run %s has serial %s, found %.64q", ErrInvalid, t.N, run.id, serials[i], t.Serial)
		}
	}
	return serials, nil
}

// numberMoves reserves numbers in the journal of the run.
func (s session) numberMoves(runID, mark string, transitions []Transition) (numbered, error) {
	sends := 0
	for _, t := range transitions {
		if t.To == Sent {
			sends++
		}
	}
	run := numbered{id: runID}
	err := s.get(numberMoves, []any{len(transitions), mark, runID, sends}, &run.seq, &run.gtin, &run.leased, &run.released, &run.chain)
	if !errors.Is(err, sql.ErrNoRows) {
		run.seq -= int64(len(transitions)) - 1
		return run, err
	}
	stopped, err := s.run(runID)
	if err != nil {
		return numbered{}, err
	}
	return numbered{}, fmt.Errorf("%w: run %s is %s, and only of an open run anything is sent", ErrConflict, runID, stopped.State)
}

// countMoves changes the counts of the run and the end of its chain.
func (s session) countMoves(run numbered, transitions []Transition) error {
	var delta Counts
	for _, t := range transitions {
		*delta.field(t.From)--
		*delta.field(t.To)++
	}
	_, err := s.exec(countMoves, delta.Sent, delta.Printed, delta.Verified, delta.Void, delta.InDoubt, delta.Cancelled, run.chain, run.id)
	return err
}

// A move is a transition with all that is written down of it.
type move struct {
	Transition
	run    string
	gtin   string
	serial string
	seq    int64
	at     int64
}

func (m move) entry() entry {
	return entry{
		run: m.run, serial: m.serial, seq: m.seq, n: m.N, from: m.From.String(), to: m.To.String(), at: m.at,
		evidence: string(m.Evidence), operator: m.Operator, reason: m.Reason,
	}
}

func (s session) moveItem(m move) (err error) {
	var n int64
	if m.From == Waiting {
		n, err = s.exec(insertItem, m.run, m.N, m.gtin, m.serial, m.To.String(), m.at, m.seq)
	} else {
		n, err = s.exec(updateItem, m.To.String(), m.at, m.seq, m.run, m.N, m.From.String(), m.serial)
	}
	if err != nil || n == 1 {
		return err
	}
	return s.refusal(m)
}

// tagItem writes down which tag an item has, or has not.
func (s session) tagItem(m move) error {
	switch {
	case m.TID == "":
		return nil
	case m.To == InDoubt:
		_, err := s.exec(deleteTag, m.TID, m.run, m.N)
		return err
	}
	n, err := s.exec(insertTag, m.TID, m.run, m.N)
	if err != nil || n == 1 {
		return err
	}
	var run string
	var item int
	if err := s.get(selectTag, []any{m.TID}, &run, &item); err != nil {
		return err
	}
	if run == m.run && item == m.N {
		return nil
	}
	return fmt.Errorf("%w: TID %.64s is that of item %d of run %s", ErrTag, m.TID, item, run)
}

// refusal finds out why a move found no item to move.
func (s session) refusal(m move) error {
	var run, serial string
	var n int
	state := Waiting
	err := s.get(selectItem, []any{m.run, m.N}, &serial, textOf(&state))
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return err
	case state != m.From:
		return fmt.Errorf("%w: item %d of run %s is %s, expected %s", ErrConflict, m.N, m.run, state, m.From)
	case err == nil:
		return fmt.Errorf("%w: item %d of run %s has serial %.64q, its lease says %s", ErrDamaged, m.N, m.run, serial, m.serial)
	}
	if err := s.get(selectUser, []any{m.gtin, m.serial}, &run, &n); err != nil {
		return err
	}
	return fmt.Errorf("%w: serial %s of GTIN %s is item %d of run %s", ErrUsed, m.serial, m.gtin, n, run)
}
