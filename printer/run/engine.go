// Package run is the print-run engine: it sends the labels of a run to a
// printer, writes down what it is about to do before it does it, and believes
// only counters. Its laws are that a serial once sent is never sent
// again by itself, that every serial is in exactly one state, and that what the
// printer's counters cannot settle is in doubt and waits for a person.
//
// [Engine.Print] prints a run, new or stopped; [Engine.Resolve] takes a person's
// word for labels that are in doubt or unconfirmed. What an RFID printer says of its
// tags is believed only as far as [Engine.Check] confirms it with another reader.
//
// # Specification
//
// The counters are those of Zebra's Link-OS printers: labels printed, head
// openings and time since power-up, and a sentinel that power-off takes away. By the
// sentinel a program sees, too, that another has begun to print there; it stops then.
// A printer without counters, and a transport that cannot read, get every label without
// a question; the run then ends unconfirmed.
//
// One engine at a time may print a run, or change it: the caller sees to that, with a
// lock of its own. Runs of their own may be printed side by side.
//
// # Errors
//
// Errors of the store and of a first connection pass through. Everything that
// happens at the printer is not an error but part of the [Result].
// [*ScanError], [*ReprintError], [*DecisionError], [*TagDoubtError], [ErrNoRead] and
// [ErrNoTag] refuse what a person says of a label.
package run

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// An Engine prints runs. Store, Connect and Label must be set. An engine is
// used by one goroutine.
type Engine struct {
	Store *store.Store

	// Tag, if not nil, returns what goes into the RFID tag of a label; its Mark is
	// the engine's.
	Tag func(l Label) (zpl.Tag, error)

	// Check, if not nil, has the tag of a label checked with another reader: that of
	// the first label, of the first after the head was opened, and of the last. It
	// returns the check with Answer and Read set, see [TagCheck.Compare]; the printer
	// waits for it. With an error, or when ctx has ended, the check stays due.
	Check func(ctx context.Context, c TagCheck) (TagCheck, error)

	// Connect opens the printer; it is called again when the connection is lost.
	Connect func(context.Context) (printer.Conn, error)

	// Label appends the ZPL format of a label.
	Label func(b []byte, l Label) ([]byte, error)

	// Copy, if not nil, gets the bytes sent to the printer, label by label, with
	// zeros for the passwords of tags. Hashes in the journal are of these bytes.
	Copy io.Writer

	// Now is the clock; nil means time.Now.
	Now func() time.Time

	// Progress, if not nil, is told after each step how the run stands.
	Progress func(store.Counts)

	// Operator is who prints; it goes into the journal.
	Operator string

	// Window is how many labels are sent at once, 1 to [MaxWindow]; 0 means 1. The
	// next are sent when all of them are printed: before, nobody could tell whether
	// one was cancelled at the printer. A disturbance puts up to as many in doubt.
	// More than 1 with Tag is an error.
	Window int

	// Patience is how long a printer may do nothing about a label, and how long
	// the engine tries to reach a lost printer again; 0 means 4 s. One that says that
	// it has something to print is given twelve times as long for a label.
	Patience time.Duration

	// AskZPL has Open ask in ZPL also a printer that does not say that it is set to
	// it; such a one may print the question.
	AskZPL bool

	// AnswerTimeout is how long the printer may take to answer a question; 0
	// means 2 s.
	AnswerTimeout time.Duration

	conn     printer.Conn
	printer  *zebra.Printer
	identity zebra.Identity // what the printer says it is
	answers  bool           // the printer counts, so that labels can be confirmed
	mute     bool           // it answers no Set-Get-Do
	tier     Tier           // of the printer
	base     snapshot
}

// A Label is what the label of an item needs to know of it.
type Label struct {
	N      int // of its item in the run, from 1
	Serial string
	Copy   bool     // it is printed again, and should say so
	Tag    *zpl.Tag // for [zpl.Builder.Tag]; nil without
}

// MaxWindow is the largest [Engine.Window].
const MaxWindow = 10

const (
	defaultPatience      = 4 * time.Second
	defaultAnswerTimeout = 2 * time.Second
)

// A Result says how a run stands when the engine leaves it.
type Result struct {
	Run    store.Run
	Counts store.Counts

	// Fault is what stopped the run, nil if nothing did.
	Fault *printer.Fault

	// Request is what somebody asked for who wanted the run stopped, if it was.
	Request store.Request

	// PoolEmpty says that labels are lacking for which the pool has no serials.
	PoolEmpty bool

	printed bool // it is how a printer left the run, not what a person did to it
	failed  bool // an error of the store or the label stopped it
}

// A snapshot is what the counters of a printer said at a moment.
type snapshot struct {
	Printer  string            `json:"printer,omitempty"`
	Counters zebra.Counters    `json:"counters"`
	Tags     zebra.TagCounters `json:"tags,omitzero"`
	At       time.Time         `json:"at"`
}

// evidence is what the journal keeps with each change of an item.
type evidence struct {
	Snapshot *snapshot `json:"snapshot,omitempty"`
	SHA256   string    `json:"sha256,omitempty"` // of the bytes sent, without passwords
	Tier     Tier      `json:"tier,omitempty"`   // of the printer it was sent to
	Model    string    `json:"model,omitempty"`  // of that printer
	Copy     bool      `json:"copy,omitempty"`   // it is printed again
	EPC      string    `json:"epc,omitempty"`    // written to the tag, or read back
	TID      string    `json:"tid,omitempty"`    // of the tag

	Check *checkProof `json:"check,omitempty"` // of the tag with another reader

	Why string `json:"why,omitempty"`
}

func (e evidence) encode() []byte {
	b, err := json.Marshal(e)
	if err != nil {
		return nil // times, numbers and strings always encode
	}
	return b
}

func (e *Engine) now() time.Time {
	if e.Now == nil {
		return time.Now()
	}
	return e.Now()
}

func (e *Engine) patience() time.Duration { return cmp.Or(e.Patience, defaultPatience) }

// Open connects to the printer and finds out whether it counts. It prints
// nothing. [Engine.Print] and [Engine.Reprint] call it where the caller has not, and
// close the connection when they return.
func (e *Engine) Open(ctx context.Context) error {
	conn, err := e.Connect(ctx)
	if err != nil {
		return err
	}
	e.conn, e.printer = conn, zebra.New(conn, &zebra.Options{Timeout: cmp.Or(e.AnswerTimeout, defaultAnswerTimeout)})
	e.base, err = e.meet(ctx)
	e.answers = err == nil
	e.mute = errors.Is(err, zebra.ErrSilent) || errors.Is(err, printer.ErrOneWay)
	if err == nil || e.tier != TierCounts { // one that counts is silent for a while at most
		e.tier = e.tierOf(ctx, err)
	}
	switch {
	case err == nil, errors.Is(err, zebra.ErrSilent), errors.Is(err, zebra.ErrNoCounters), errors.Is(err, printer.ErrOneWay):
		return nil
	}
	return errors.Join(err, e.Close())
}

// Close ends the connection to the printer.
func (e *Engine) Close() error {
	if e.conn == nil {
		return nil
	}
	conn := e.conn
	e.conn, e.printer = nil, nil
	return conn.Close()
}

// cut is Close where labels are not settled: what of them is still on its way over the
// network must not arrive when their items have been.
func (e *Engine) cut() error {
	if tcp, ok := e.conn.(interface{ SetLinger(seconds int) error }); ok {
		_ = tcp.SetLinger(0) // fails only if it is broken already
	}
	return e.Close()
}

// meet asks the printer which one it is and what it has counted.
func (e *Engine) meet(ctx context.Context) (snapshot, error) {
	identity, err := e.printer.Identify(ctx)
	if err != nil {
		return snapshot{}, err
	}
	e.identity = identity
	c, err := e.printer.Counters(ctx)
	return snapshot{Printer: identity.UniqueID, Counters: c, At: e.now()}, err
}

// count takes a snapshot of the counters.
func (e *Engine) count(ctx context.Context) (snapshot, error) {
	s := snapshot{Printer: e.identity.UniqueID, At: e.now()}
	c, err := e.printer.Counters(ctx)
	if s.Counters = c; err == nil && e.Tag != nil {
		s.Tags, err = e.printer.TagCounters(ctx)
	}
	return s, err
}

// Print prints what the run still lacks, until it is complete, something needs
// a person, somebody asks for it to be paused or cancelled, or ctx ends. Labels of
// an earlier attempt are settled first. A run that is closed is an error. With an
// error the result still says how the run stands, as far as that is known.
func (e *Engine) Print(ctx context.Context, runID string) (Result, error) {
	return e.attempt(ctx, &attempt{Engine: e, runID: runID})
}

// Reprint prints the label of a void item again, marked as a copy: a deliberate
// act of the operator, who must be named and give a reason, for which the old
// label must be destroyed. Other items are not printed. An item that is not void
// gives a [*ReprintError], a serial that is not of the run a [*ScanError].
func (e *Engine) Reprint(ctx context.Context, runID, serial, reason string) (Result, error) {
	if e.Operator == "" || reason == "" {
		return Result{}, errors.New("who prints a label again, and why, must be named")
	}
	run, err := e.Store.Run(ctx, runID)
	if err != nil {
		return Result{}, err
	}
	place, err := e.Store.Lookup(ctx, run.GTIN, serial)
	switch {
	case errors.Is(err, store.ErrNotFound), err == nil && place.Run != runID:
		return Result{}, &ScanError{Run: runID, Serial: serial}
	case err != nil:
		return Result{}, err
	case place.State != store.Void:
		return Result{}, &ReprintError{Run: runID, Serial: serial, State: place.State}
	}
	if run.State == store.RunClosed {
		if err := e.Store.SetRunState(ctx, runID, store.RunClosed, store.RunStopped); err != nil {
			return Result{}, err
		}
	}
	item := store.Item{N: place.N, Serial: serial, State: store.Void}
	return e.attempt(ctx, &attempt{Engine: e, runID: runID, again: &item, reason: reason})
}

// A ReprintError is the wish to print a label again of which one may be in the
// world.
type ReprintError struct {
	Run, Serial string
	State       store.ItemState
}

func (e *ReprintError) Error() string {
	return fmt.Sprintf("serial %s of run %s is %s: only a label that is void is printed again", e.Serial, e.Run, e.State)
}

func (e *Engine) attempt(ctx context.Context, r *attempt) (Result, error) {
	switch {
	case e.Window < 0 || e.Window > MaxWindow:
		return Result{}, fmt.Errorf("window is %d, want 1 to %d", e.Window, MaxWindow)
	case e.Window > 1 && e.Tag != nil:
		return Result{}, fmt.Errorf("window is %d, want 1 with RFID tags", e.Window)
	}
	if err := r.begin(ctx); err != nil {
		return Result{}, errors.Join(err, e.Close())
	}
	defer func() { r.stopWaiting() }()
	fault, failed := r.print(ctx)
	end := e.Close
	if len(r.outstanding) > 0 {
		end = e.cut
	}
	if err := end(); err != nil && fault == nil && failed == nil {
		fault = printer.ConnectionLost(err)
	}
	result, err := r.leave(context.WithoutCancel(ctx), r.runID, Result{
		Fault: fault, Request: r.request, PoolEmpty: r.poolEmpty, printed: true, failed: failed != nil,
	})
	return result, errors.Join(failed, err)
}

// An attempt is one go at printing a run.
type attempt struct {
	*Engine
	runID       string
	run         store.Run
	outstanding []store.Item                     // sent and not settled, in the order sent
	copying     bool                             // the one that is outstanding is printed again
	arrived     bool                             // the printer has answered since, over the same connection: it has them
	proved      []store.Item                     // printed up to base, but not written down yet
	waiting     func() (store.Item, error, bool) // the items not sent yet
	stopWaiting func()
	request     store.Request // what somebody asked for
	epc         string        // in the tag of the label sent last, in hex; "" without
	heard       []zpl.TagEcho // of the outstanding label's tag, one or none
	vain        int           // times in a row that sending came to nothing
	checked     *snapshot     // of the printer when a tag was checked last, nil if none was
	again       *store.Item   // the one item to print, which is void; nil for those that wait
	reason      string        // to print it again
	poolEmpty   bool
	buf         []byte // what is sent next
	copied      []byte // the same without the passwords of tags
}

// begin loads the run and connects to the printer.
func (r *attempt) begin(ctx context.Context) (err error) {
	if r.run, err = r.Store.Run(ctx, r.runID); err != nil {
		return err
	}
	if r.run.State == store.RunClosed {
		return fmt.Errorf("run %s is closed: nothing is left to print", r.runID)
	}
	if r.conn == nil {
		if err = r.Open(ctx); err != nil {
			return err
		}
	}
	// Also for a run that is open: a request to pause the program that was killed
	// is none to this one.
	if err = r.Store.SetRunState(ctx, r.runID, r.run.State, store.RunOpen); err != nil {
		return err
	}
	if r.again != nil {
		r.waiting, r.stopWaiting = iter.Pull2(func(yield func(store.Item, error) bool) { yield(*r.again, nil) })
		return nil
	}
	r.waiting, r.stopWaiting = iter.Pull2(r.Store.Items(context.WithoutCancel(ctx), r.runID, store.Waiting))
	return nil
}
