package store

import "fmt"

// An ItemState says where an item of a run stands. The zero value is no state.
type ItemState uint8

const (
	Waiting   ItemState = iota + 1 // leased, and not sent yet
	Sent                           // about to be sent, or sent; nothing is known of the label
	Printed                        // the printer counted the label
	Verified                       // the label was scanned or its tag read back
	Void                           // the label is destroyed, spoilt or missing; its serial is burnt
	InDoubt                        // a label may be on the roll; a scan or a person must settle it
	Cancelled                      // it never reached paper; its serial is burnt all the same
)

const lastItemState = Cancelled

// String returns "waiting", "sent", "printed", "verified", "void", "in-doubt"
// or "cancelled".
func (s ItemState) String() string {
	switch s {
	case Waiting:
		return "waiting"
	case Sent:
		return "sent"
	case Printed:
		return "printed"
	case Verified:
		return "verified"
	case Void:
		return "void"
	case InDoubt:
		return "in-doubt"
	case Cancelled:
		return "cancelled"
	}
	return "invalid item state"
}

// ParseItemState reads what [ItemState.String] writes; the error wraps
// [ErrInvalid].
func ParseItemState(text string) (ItemState, error) {
	for s := Waiting; s <= lastItemState; s++ {
		if s.String() == text {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%w: %.64q is no state of an item", ErrInvalid, text)
}

// MarshalText implements [encoding.TextMarshaler].
func (s ItemState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler] by [ParseItemState].
func (s *ItemState) UnmarshalText(text []byte) (err error) {
	*s, err = ParseItemState(string(text))
	return err
}

// CanBecome reports whether an item may move from s to the state to. No item
// ever waits again, so that no serial is sent twice by itself:
//
//	waiting  → sent, cancelled
//	sent     → printed, void, in-doubt, cancelled
//	printed  → verified, void, in-doubt, or looked at again
//	verified → void, in-doubt, or looked at again
//	in-doubt → printed, verified, void, cancelled, or looked at again
//	void     → sent: printed again, on purpose
func (s ItemState) CanBecome(to ItemState) bool {
	switch s {
	case Waiting:
		return to == Sent || to == Cancelled
	case Sent:
		return to == Printed || to == Void || to == InDoubt || to == Cancelled
	case Printed:
		return to == Printed || to == Verified || to == Void || to == InDoubt
	case Verified:
		return to == Verified || to == Void || to == InDoubt
	case Void:
		return to == Sent
	case InDoubt:
		return to == Printed || to == Verified || to == Void || to == InDoubt || to == Cancelled
	}
	return false
}

// A Request is what somebody asks of the program that prints a run.
type Request uint8

const (
	NoRequest     Request = iota
	RequestPause          // stop; the run can be resumed
	RequestCancel         // stop for good: what waits is cancelled
)

// String returns "", "pause" or "cancel".
func (r Request) String() string { return [...]string{"", "pause", "cancel"}[min(r, RequestCancel)] }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (r *Request) UnmarshalText(text []byte) error {
	for *r = NoRequest; *r <= RequestCancel; *r++ {
		if r.String() == string(text) {
			return nil
		}
	}
	return fmt.Errorf("%w: %.64q is no request", ErrInvalid, text)
}

// A RunState says whether a run is being worked on. The zero value is no state.
type RunState uint8

const (
	RunOpen        RunState = iota + 1 // labels may be sent
	RunStopped                         // nobody prints; it can be resumed
	RunUnconfirmed                     // all sent, to a printer that confirms nothing
	RunClosed                          // every item is settled
)

// String returns "open", "stopped", "unconfirmed" or "closed".
func (s RunState) String() string {
	switch s {
	case RunOpen:
		return "open"
	case RunStopped:
		return "stopped"
	case RunUnconfirmed:
		return "unconfirmed"
	case RunClosed:
		return "closed"
	}
	return "invalid run state"
}

// ParseRunState reads what [RunState.String] writes; the error wraps
// [ErrInvalid].
func ParseRunState(text string) (RunState, error) {
	for s := RunOpen; s <= RunClosed; s++ {
		if s.String() == text {
			return s, nil
		}
	}
	return 0, fmt.Errorf("%w: %.64q is no state of a run", ErrInvalid, text)
}

// MarshalText implements [encoding.TextMarshaler].
func (s RunState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler] by [ParseRunState].
func (s *RunState) UnmarshalText(text []byte) (err error) {
	*s, err = ParseRunState(string(text))
	return err
}

// Counts says how many items of a run are in each state. Leased is the sum of
// all others.
type Counts struct {
	Leased, Waiting, Sent, Printed, Verified, Void, InDoubt, Cancelled int
}

// String returns the sum: "3 = 1 waiting + 0 sent + 2 printed + …".
func (c Counts) String() string {
	return fmt.Sprintf("%d = %d waiting + %d sent + %d printed + %d verified + %d void + %d in doubt + %d cancelled",
		c.Leased, c.Waiting, c.Sent, c.Printed, c.Verified, c.Void, c.InDoubt, c.Cancelled)
}

// Of returns the count of one state, 0 for no state.
func (c Counts) Of(s ItemState) int {
	if p := c.field(s); p != nil {
		return *p
	}
	return 0
}

// Live returns how many items are or may become good labels: all but the void
// and the cancelled ones.
func (c Counts) Live() int { return c.Leased - c.Void - c.Cancelled }

// Settled reports whether a run with these counts may close: nothing is
// waiting, sent or in doubt.
func (c Counts) Settled() bool { return c.Waiting == 0 && c.Sent == 0 && c.InDoubt == 0 }

func (c *Counts) field(s ItemState) *int {
	switch s {
	case Waiting:
		return &c.Waiting
	case Sent:
		return &c.Sent
	case Printed:
		return &c.Printed
	case Verified:
		return &c.Verified
	case Void:
		return &c.Void
	case InDoubt:
		return &c.InDoubt
	case Cancelled:
		return &c.Cancelled
	}
	return nil
}

// setWaiting makes the sum hold.
func (c *Counts) setWaiting() {
	c.Waiting = c.Leased - c.Sent - c.Printed - c.Verified - c.Void - c.InDoubt - c.Cancelled
}
