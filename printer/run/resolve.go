package run

import (
	"context"
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
// or sent without confirmation. The operator must be named. A run without
// anything left open is closed. A label that is not open gives a
// [*DecisionError], and nothing is changed then.
func (e *Engine) Resolve(ctx context.Context, runID string, decisions []Decision) (Result, error) {
	if e.Operator == "" {
		return Result{}, fmt.Errorf("who resolves labels must be named")
	}
	run, err := e.Store.Run(ctx, runID)
	if err != nil {
		return Result{}, err
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
	return e.leave(ctx, run, Result{})
}

// leave gives the run the state its items call for.
func (e *Engine) leave(ctx context.Context, run store.Run, result Result) (Result, error) {
	counts, err := e.Store.Counts(ctx, run.ID)
	if err != nil {
		return result, err
	}
	to := stateOf(run, counts, result)
	if run, err = e.Store.Run(ctx, run.ID); err != nil {
		return result, err
	}
	if run.State != to {
		if err := e.Store.SetRunState(ctx, run.ID, run.State, to); err != nil {
			return result, err
		}
		run.State = to
	}
	result.Run, result.Counts = run, counts
	return result, nil
}

// stateOf says in which state a run with these counts rests.
func stateOf(run store.Run, c store.Counts, result Result) store.RunState {
	switch {
	case c.Waiting > 0 || c.InDoubt > 0 || c.Live() < run.Count:
		return store.RunStopped
	case c.Sent == 0:
		return store.RunClosed
	case result.Fault == nil && !result.failed:
		return store.RunUnconfirmed
	}
	return store.RunStopped
}
