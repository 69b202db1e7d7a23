package run

import (
	"context"
	"errors"
	"fmt"

	"github.com/eachmark/eachmark/printer/store"
)

// A Decision is a person's word on one label that no counter could settle.
type Decision struct {
	Serial string
	To     store.ItemState // store.Printed: it is there and good; store.Void: it is destroyed or missing
	Reason string
}

// decided is why an item moves on a person's word.
const decided = "resolved by a person"

// A DecisionError is a decision about a label that is not open to one: it is
// not of the run, settled already, or decided twice.
type DecisionError struct{ Run, Serial string }

func (e *DecisionError) Error() string {
	return fmt.Sprintf("serial %.64q is neither in doubt nor unconfirmed in run %s, or is named twice", e.Serial, e.Run)
}

// Resolve writes down what a person found out about labels that are in doubt
// or sent without confirmation: it becomes [store.Printed] or [store.Void]. The operator
// must be named. A run without anything left open is closed. A label that is not open gives a
// [*DecisionError], and nothing is changed then.
func (e *Engine) Resolve(ctx context.Context, runID string, decisions []Decision) (Result, error) {
	if e.Operator == "" {
		return Result{}, fmt.Errorf("who resolves labels must be named")
	}
	open := map[string]store.Item{}
	for item, err := range e.Store.Items(ctx, runID, store.InDoubt, store.Sent) {
		if err != nil {
			return Result{}, err
		}
		open[item.Serial] = item
	}
	var transitions []store.Transition
	for _, d := range decisions {
		item, ok := open[d.Serial]
		if !ok {
			return Result{}, &DecisionError{Run: runID, Serial: d.Serial}
		}
		delete(open, d.Serial)
		transitions = append(transitions, store.Transition{
			N: item.N, Serial: item.Serial, From: item.State, To: d.To,
			Evidence: evidence{Why: decided}.encode(), Operator: e.Operator, Reason: d.Reason,
		})
	}
	if err := e.Store.Record(ctx, runID, e.now(), transitions...); err != nil {
		return Result{}, err
	}
	return e.leave(ctx, runID, Result{})
}

// voided is why an item moves when its label is destroyed.
const voided = "the label is destroyed"

// Void writes down that labels are destroyed, spoilt or missing, whatever was known
// of them before; their serials are burnt. The operator and the reason must be
// given. A run that lacks labels then can be resumed. All are voided or none:
// a serial that no label can have gives a [*ScanError].
func (e *Engine) Void(ctx context.Context, runID string, serials []string, reason string) (Result, error) {
	if e.Operator == "" || reason == "" {
		return Result{}, errors.New("who voids labels, and why, must be named")
	}
	run, err := e.Store.Run(ctx, runID)
	if err != nil {
		return Result{}, err
	}
	var transitions []store.Transition
	for _, serial := range serials {
		place, err := e.Store.Lookup(ctx, run.GTIN, serial)
		switch {
		case errors.Is(err, store.ErrNotFound), err == nil && place.Run != runID:
			return Result{}, &ScanError{Run: runID, Serial: serial}
		case err != nil:
			return Result{}, err
		case !place.State.CanBecome(store.Void):
			return Result{}, &ScanError{Run: runID, Serial: serial, State: place.State}
		}
		transitions = append(transitions, store.Transition{
			N: place.N, Serial: serial, From: place.State, To: store.Void,
			Evidence: evidence{Why: voided}.encode(), Operator: e.Operator, Reason: reason,
		})
	}
	if err := e.Store.Record(ctx, runID, e.now(), transitions...); err != nil {
		return Result{}, err
	}
	return e.leave(ctx, runID, Result{})
}

// cancelledPage is how many items are cancelled in one commit.
const cancelledPage = 500

// Cancel ends a run that nobody prints: what waits is cancelled, and no more is
// printed. Labels that are sent, in doubt or unconfirmed still have to be settled;
// of a run that was cut off, [Engine.Print] settles what the printer has counted.
func (e *Engine) Cancel(ctx context.Context, runID string) (Result, error) {
	if err := e.Store.SetRequest(ctx, runID, store.RequestCancel); err != nil {
		return Result{}, err
	}
	return e.leave(ctx, runID, Result{Request: store.RequestCancel})
}

// cancelWaiting cancels every item that waits.
func (e *Engine) cancelWaiting(ctx context.Context, runID string) error {
	var page []store.Transition
	for item, err := range e.Store.Items(ctx, runID, store.Waiting) {
		if err != nil {
			return err
		}
		page = append(page, store.Transition{N: item.N, Serial: item.Serial, From: store.Waiting, To: store.Cancelled, Operator: e.Operator})
		if len(page) == cancelledPage {
			if err := e.Store.Record(ctx, runID, e.now(), page...); err != nil {
				return err
			}
			page = page[:0]
		}
	}
	return e.Store.Record(ctx, runID, e.now(), page...)
}

// leave gives the run the state its items call for. What waits of a run that was
// cancelled is cancelled.
func (e *Engine) leave(ctx context.Context, runID string, result Result) (Result, error) {
	run, err := e.Store.Run(ctx, runID)
	if err != nil {
		return result, err
	}
	if run.Request == store.RequestCancel && run.Counts.Waiting > 0 {
		if err := e.cancelWaiting(ctx, runID); err != nil {
			return result, err
		}
		if run, err = e.Store.Run(ctx, runID); err != nil {
			return result, err
		}
	}
	result.Run, result.Counts = run, run.Counts
	to := stateOf(run, result)
	if run.State != to {
		if err := e.Store.SetRunState(ctx, runID, run.State, to); err != nil {
			return result, err
		}
		result.Run.State = to
	}
	return result, nil
}

// stateOf says in which state a run rests.
func stateOf(run store.Run, result Result) store.RunState {
	c := run.Counts
	switch {
	case c.Waiting > 0 || c.InDoubt > 0 || c.Live() < run.Count && run.Request != store.RequestCancel:
		return store.RunStopped
	case c.Sent == 0:
		return store.RunClosed
	case run.State == store.RunUnconfirmed, result.printed && result.Fault == nil && !result.failed:
		return store.RunUnconfirmed // else the next attempt may settle by counters
	}
	return store.RunStopped
}
