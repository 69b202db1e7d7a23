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

// A TagDoubtError is the scan of the print of a label that is in doubt because of its
// tag.
type TagDoubtError struct{ Run, Serial string }

func (e *TagDoubtError) Error() string {
	return fmt.Sprintf("serial %s of run %s is in doubt because of its tag", e.Serial, e.Run)
}

// stepsToVerified are the states through which the scan of a label takes its item.
func stepsToVerified(from store.ItemState) []store.ItemState {
	switch from {
	case store.InDoubt, store.Printed:
		return []store.ItemState{store.Verified}
	case store.Sent:
		return []store.ItemState{store.Printed, store.Verified}
	}
	return nil
}

// locate returns the place of the label with a serial that is scanned. One that
// should not be there gives a [*ScanError].
func (e *Engine) locate(ctx context.Context, runID, serial string) (store.Place, error) {
	run, err := e.Store.Run(ctx, runID)
	if err != nil {
		return store.Place{}, err
	}
	place, err := e.Store.Lookup(ctx, run.GTIN, serial)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && place.Run != runID:
		return store.Place{}, &ScanError{Run: runID, Serial: serial}
	case err == nil && place.State != store.Verified && stepsToVerified(place.State) == nil:
		return place, &ScanError{Run: runID, Serial: serial, State: place.State}
	}
	return place, err
}

// Verify takes the scan of the label with a serial for proof that it is there and
// can be read: an item that was in doubt, printed, or sent without confirmation
// becomes verified. was is what it was before; one verified already stays so. Any
// other gives a [*ScanError], and one that is in doubt because of its tag a
// [*TagDoubtError]: see [TagChecks.Scan].
func (e *Engine) Verify(ctx context.Context, runID, serial string) (was store.ItemState, err error) {
	place, err := e.locate(ctx, runID, serial)
	if err != nil {
		return place.State, err
	}
	if place.State == store.InDoubt {
		item, err := e.Store.Item(ctx, runID, place.N)
		if err != nil {
			return place.State, err
		}
		if evidenceOf(item.Evidence).Check != nil {
			return place.State, &TagDoubtError{Run: runID, Serial: serial}
		}
	}
	var transitions []store.Transition
	from := place.State
	for _, to := range stepsToVerified(from) {
		transitions = append(transitions, store.Transition{
			N: place.N, Serial: serial, From: from, To: to,
			Evidence: evidence{Why: scanned}.encode(), Operator: e.Operator,
		})
		from = to
	}
	return place.State, e.Store.Record(ctx, runID, e.now(), transitions...)
}

// Settle gives the run the state its items call for, after [Engine.Verify] has
// changed some.
func (e *Engine) Settle(ctx context.Context, runID string) (Result, error) {
	return e.leave(ctx, runID, Result{})
}
