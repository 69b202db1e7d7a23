package run

import (
	"context"
	"errors"
	"fmt"

	"github.com/eachmark/eachmark/printer/store"
)

// scanned is why an item moves because its label was scanned.
const scanned = "the label was scanned"

// A ScanError is the scan of a label that should not be there. State is that of
// its item in the run; zero if the serial is not of the run at all.
type ScanError struct {
	Run, Serial string
	State       store.ItemState
}

func (e *ScanError) Error() string {
	switch e.State {
	case 0:
		return fmt.Sprintf("serial %.64q is not of run %s", e.Serial, e.Run)
	case store.Waiting:
		return fmt.Sprintf("serial %s of run %s has not been printed yet", e.Serial, e.Run)
	}
	return fmt.Sprintf("serial %s of run %s is %s, and its label should not be there", e.Serial, e.Run, e.State)
}

// Verify takes the scan of the label with a serial for proof that it is there and
// can be read: an item that was in doubt, printed, or sent without confirmation
// becomes verified. was is what it was before; one verified already stays so. Any
// other gives a [*ScanError].
func (e *Engine) Verify(ctx context.Context, runID, serial string) (was store.ItemState, err error) {
	run, err := e.Store.Run(ctx, runID)
	if err != nil {
		return 0, err
	}
	place, err := e.Store.Lookup(ctx, run.GTIN, serial)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && place.Run != runID:
		return 0, &ScanError{Run: runID, Serial: serial}
	case err != nil:
		return 0, err
	}
	steps := map[store.ItemState][]store.ItemState{
		store.InDoubt:  {store.Verified},
		store.Printed:  {store.Verified},
		store.Sent:     {store.Printed, store.Verified},
		store.Verified: {},
	}
	path, ok := steps[place.State]
	if !ok {
		return place.State, &ScanError{Run: runID, Serial: serial, State: place.State}
	}
	var transitions []store.Transition
	for from := place.State; len(path) > 0; from, path = path[0], path[1:] {
		transitions = append(transitions, store.Transition{
			N: place.N, Serial: serial, From: from, To: path[0],
			Evidence: evidence{Why: scanned}.encode(), Operator: e.Operator,
		})
	}
	return place.State, e.Store.Record(ctx, runID, e.now(), transitions...)
}

// Settle gives the run the state its items call for, after [Engine.Verify] has
// changed some.
func (e *Engine) Settle(ctx context.Context, runID string) (Result, error) {
	return e.leave(ctx, runID, Result{})
}
