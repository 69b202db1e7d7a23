package run

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// print sends labels, as many at a time as the window holds, and follows them to
// the paper. It returns the fault that stopped it, nil when the run is complete,
// the printer confirms nothing, or ctx ended.
//
// What is begun is followed to its end whatever happens to ctx, so that it
// leaves no label behind that nobody knows of.
func (r *attempt) print(ctx context.Context) (*printer.Fault, error) {
	whole := context.WithoutCancel(ctx)
	if fault := r.fit(whole); fault != nil {
		return fault, nil
	}
	if fault, err := r.settleEarlier(whole); fault != nil || err != nil {
		return fault, err
	}
	if fault := r.ready(whole); fault != nil {
		return fault, nil
	}
	for {
		if fault, err := r.checkTag(ctx, FirstTag); fault != nil || err != nil {
			return fault, err
		}
		var err error
		if r.request, err = r.Store.Request(whole, r.runID); err != nil {
			return nil, err
		}
		more, fault, err := r.turn(whole, ctx.Err() == nil && r.wanted())
		if fault != nil || err != nil {
			return fault, err
		}
		if err := r.tell(whole); err != nil {
			return nil, err
		}
		if !more && len(r.outstanding) == 0 {
			return r.atEnd(ctx)
		}
		follow := r.follow
		if r.Tag != nil {
			follow = r.followTag
		}
		if fault, err := follow(whole); fault != nil || err != nil {
			return fault, err
		}
	}
}

// atEnd has the tag of the last label checked, if it is the last.
func (r *attempt) atEnd(ctx context.Context) (*printer.Fault, error) {
	if r.request == store.RequestPause {
		return nil, nil
	}
	return r.checkTag(ctx, LastTag)
}

// wanted reports whether nobody asks the attempt to stop. The one label that is
// printed again on purpose may be of a run that was cancelled.
func (r *attempt) wanted() bool {
	return r.request == store.NoRequest || r.again != nil && r.request == store.RequestCancel
}

// fit finds out whether the printer takes what package zpl writes, and has it print
// nothing twice.
func (r *attempt) fit(ctx context.Context) *printer.Fault {
	if r.mute {
		return nil
	}
	setup, err := r.printer.Setup(ctx)
	switch {
	case err != nil:
		return faultOf(err)
	case !setup.SpeaksZPL():
		return &printer.Fault{Kind: printer.FaultLanguage}
	case setup.Prefixes != zpl.UsualPrefixes:
		return &printer.Fault{Kind: printer.FaultPrefixes}
	}
	switch forbidden, err := r.printer.ForbidReprint(ctx); {
	case err != nil:
		return faultOf(err)
	case !forbidden:
		return &printer.Fault{Kind: printer.FaultReprint}
	case r.Tag == nil:
		return nil
	}
	switch _, err := r.printer.TagCounters(ctx); {
	case errors.Is(err, zebra.ErrNoCounters):
		return &printer.Fault{Kind: printer.FaultNoRFID}
	case err != nil:
		return faultOf(err)
	}
	return nil
}

// ready waits until the printer has nothing to print, and starts counting from
// there: a label left from before, which it prints when a person has put it
// right, must not be taken for one of this attempt.
func (r *attempt) ready(ctx context.Context) *printer.Fault {
	if !r.answers {
		return nil
	}
	snap, busy, fault := r.still(ctx)
	switch {
	case fault != nil:
		return fault
	case busy:
		return printer.Busy()
	}
	return r.countFrom(ctx, snap)
}

// countFrom starts counting at snap, and leaves a sentinel of its own with the
// printer, so that a restart from here on is known for certain.
func (r *attempt) countFrom(ctx context.Context, snap snapshot) *printer.Fault {
	r.base = snap
	sentinel := rand.Text()
	if err := r.printer.SetSentinel(ctx, sentinel); err != nil {
		return faultOf(err)
	}
	marked, err := r.count(ctx)
	if err != nil {
		return faultOf(err)
	}
	r.base.Counters.Sentinel = marked.Counters.Sentinel
	if kept := marked.Counters.Sentinel; kept != "" && kept != sentinel {
		return printer.Busy() // another program has left its own meanwhile
	}
	return nil
}

// still waits until the printer's counters stand still and it has nothing to
// do, for as long as patience lasts. A printer with a fault is not waited for.
func (r *attempt) still(ctx context.Context) (snap snapshot, busy bool, fault *printer.Fault) {
	patient := patience{limit: r.patience(), interval: 5 * time.Millisecond}
	last, busy, fault := r.look(ctx)
	for patient.left(r.now()) && (fault == nil || !fault.Blind()) {
		patient.pause()
		snap, busy, fault = r.look(ctx)
		if fault != nil && fault.Blind() {
			break
		}
		if (!busy || fault != nil) && snap.Counters.Labels == last.Counters.Labels && snap.Counters.LatchOpens == last.Counters.LatchOpens {
			return snap, busy, fault
		}
		last = snap
	}
	return last, busy, fault
}

// next returns the next item to send. When none waits and labels are still
// lacking, because some were cancelled or void, new serials are leased; not so
// with lease false, while items are in hand that the store still has as waiting.
func (r *attempt) next(ctx context.Context, lease bool) (item store.Item, ok bool, err error) {
	if item, err, ok = r.waiting(); ok || err != nil || !lease || r.again != nil {
		return item, ok && err == nil, err
	}
	more, err := r.replenish(ctx)
	if err != nil || !more {
		return store.Item{}, false, err
	}
	item, err, ok = r.waiting()
	return item, ok && err == nil, err
}

// replenish leases as many serials as good labels are still lacking, and
// reports whether there were any.
func (r *attempt) replenish(ctx context.Context) (more bool, err error) {
	counts, err := r.Store.Counts(ctx, r.runID)
	if err != nil {
		return false, err
	}
	lacking := r.run.Count - counts.Live()
	if lacking <= 0 {
		return false, nil
	}
	lease := store.LeaseRequest{ID: store.NewLeaseID(), Pool: r.run.Pool, Count: lacking, Operator: r.Operator, At: r.now()}
	_, err = r.Store.AddLease(ctx, r.runID, lease)
	if r.poolEmpty = errors.Is(err, store.ErrPoolEmpty); r.poolEmpty {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	r.stopWaiting()
	r.waiting, r.stopWaiting = iter.Pull2(r.Store.Items(ctx, r.runID, store.Waiting))
	return true, nil
}

// turn writes down what the counters have proved and, in the same commit, the
// items that there is room for in the window; then it sends their labels. more
// says that there may be other items; it takes none if !wanted. The journal
// knows of a label before its first byte leaves.
func (r *attempt) turn(ctx context.Context, wanted bool) (more bool, fault *printer.Fault, err error) {
	transitions := moves(r.proved, store.Printed, evidence{Snapshot: &r.base})
	more = wanted
	r.buf, r.copied = r.buf[:0], r.copied[:0]
	var sending []store.Item
	for more && len(r.outstanding)+len(sending) < max(r.Window, 1) {
		item, ok, err := r.next(ctx, len(sending) == 0)
		if err != nil {
			return false, nil, err
		}
		if !ok {
			more = len(sending) > 0 // new serials may follow these
			break
		}
		proof, err := r.render(item)
		if err != nil {
			return false, nil, err
		}
		sending = append(sending, item)
		transitions = append(transitions, store.Transition{
			N: item.N, Serial: item.Serial, From: item.State, To: store.Sent, Evidence: proof.encode(), Reason: r.reason,
		})
	}
	if err := r.record(ctx, transitions); err != nil {
		return false, nil, err
	}
	r.proved = r.proved[:0]
	if len(sending) == 0 {
		return more, nil, nil
	}
	fault, err = r.send(ctx, sending)
	return more, fault, err
}

// render appends the label of an item to what is sent next, and returns what the
// journal keeps of it.
func (r *attempt) render(item store.Item) (proof evidence, err error) {
	start := len(r.buf)
	l := Label{N: item.N, Serial: item.Serial, Copy: item.State == store.Void}
	if r.Tag != nil {
		if l.Tag, err = r.tagOf(l); err != nil {
			return evidence{}, err
		}
		proof.EPC = r.epc
	}
	if r.buf, err = r.Label(r.buf, l); err != nil {
		return evidence{}, err
	}
	r.copied = append(r.copied, r.buf[start:]...)
	zpl.HidePasswords(r.copied[start:])
	sum := sha256.Sum256(r.copied[start:])
	proof.SHA256, proof.Tier, proof.Model = hex.EncodeToString(sum[:]), r.tier, r.identity.Product
	proof.Copy = l.Copy
	if r.answers {
		proof.Snapshot = &r.base
	}
	return proof, nil
}

// send sends the labels of items that the journal knows of.
func (r *attempt) send(ctx context.Context, items []store.Item) (*printer.Fault, error) {
	if r.Copy != nil {
		if _, err := r.Copy.Write(r.copied); err != nil {
			return nil, err
		}
	}
	r.outstanding, r.arrived, r.copying = append(r.outstanding, items...), false, r.again != nil
	if err := r.printer.Send(ctx, r.buf); err != nil {
		return r.disturbed(ctx, printer.ConnectionLost(err))
	}
	if !r.answers {
		r.outstanding = r.outstanding[:0]
	}
	return nil, nil
}

// moves returns the transitions of items that were sent to the state to.
func moves(items []store.Item, to store.ItemState, proof evidence) []store.Transition {
	if len(items) == 0 {
		return nil
	}
	encoded := proof.encode()
	transitions := make([]store.Transition, len(items))
	for i, item := range items {
		transitions[i] = store.Transition{N: item.N, Serial: item.Serial, From: store.Sent, To: to, Evidence: encoded}
	}
	return transitions
}

// record writes changes of items down.
func (r *attempt) record(ctx context.Context, transitions []store.Transition) error {
	for i := range transitions {
		transitions[i].Operator = r.Operator
	}
	return r.Store.Record(ctx, r.runID, r.now(), transitions...)
}

// follow waits until the counters prove that all outstanding labels are printed:
// so many are counted, and the printer has nothing left to do. Fewer would prove
// nothing: somebody may have cancelled one of them at the printer, or printed a
// label from another program.
func (r *attempt) follow(ctx context.Context) (*printer.Fault, error) {
	if len(r.outstanding) == 0 {
		return nil, nil
	}
	patient := patience{limit: r.patience()}
	seen := uint64(0)
	for patient.left(r.now()) {
		snap, busy, fault := r.look(ctx)
		r.arrived = r.arrived || fault == nil || !fault.Blind()
		printed := snap.Counters.Labels - r.base.Counters.Labels // makes sense if snap continues base
		switch {
		case fault != nil:
			return r.disturbed(ctx, fault)
		case !snap.continues(r.base) || printed > uint64(len(r.outstanding)):
			return r.disturbed(ctx, nil)
		case printed == uint64(len(r.outstanding)) && !busy:
			return r.proven(ctx, snap)
		}
		switch {
		case printed > seen:
			patient.renew(r.now())
		case busy:
			patient.extend(r.now())
		}
		seen = printed
		patient.pause()
	}
	return r.disturbed(ctx, printer.NotPrinting())
}

// proven takes the outstanding items for printed as snap says, if the counters are the
// same still after the status was heard. Another program leaves its sentinel before it
// cancels anything, and one of its labels may have been counted instead of ours, which
// was printed since.
func (r *attempt) proven(ctx context.Context, snap snapshot) (*printer.Fault, error) {
	now, err := r.count(ctx)
	switch {
	case err != nil:
		return r.disturbed(ctx, faultOf(err))
	case !now.continues(snap), now.Counters.Labels != snap.Counters.Labels:
		return r.disturbed(ctx, nil)
	}
	r.prove(snap)
	return nil, nil
}

// prove takes the outstanding items for printed, which the next turn writes down,
// and starts the next window at snap.
func (r *attempt) prove(snap snapshot) {
	r.proved = append(r.proved, r.outstanding...)
	r.outstanding = r.outstanding[:0]
	r.base, r.vain = snap, 0
}

// look asks for the counters and the status. A fault is what the printer
// reports, or that it does not answer.
func (r *attempt) look(ctx context.Context) (snap snapshot, busy bool, fault *printer.Fault) {
	snap, queued, fault := r.lookInto(ctx)
	return snap, queued > 0, fault
}

// lookInto is look, and says how many labels the printer still has to print.
func (r *attempt) lookInto(ctx context.Context) (snap snapshot, queued int, fault *printer.Fault) {
	snap, err := r.count(ctx)
	if err != nil {
		return snap, 0, faultOf(err)
	}
	if !snap.Counters.SpeaksZPL() {
		return snap, 0, &printer.Fault{Kind: printer.FaultLanguage} // it would print the letters of ~HS
	}
	status, err := r.printer.HostStatus(ctx)
	if err != nil {
		return snap, 0, r.statusFault(err)
	}
	return snap, status.Formats + status.Remaining, zebra.Fault(status)
}

func faultOf(err error) *printer.Fault {
	if errors.Is(err, zebra.ErrSilent) {
		return printer.Silent()
	}
	return printer.ConnectionLost(err)
}

// statusFault is faultOf for a printer that has told its counters, and does not
// tell its status.
func (e *Engine) statusFault(err error) *printer.Fault {
	if errors.Is(err, zebra.ErrSilent) && zebra.QuirksOf(e.identity).Has(zebra.QuirkSilent) {
		return &printer.Fault{Kind: printer.FaultMute}
	}
	return faultOf(err)
}

func (r *attempt) tell(ctx context.Context) error {
	if r.Progress == nil {
		return nil
	}
	counts, err := r.Store.Counts(ctx, r.runID)
	if err != nil {
		return err
	}
	r.Progress(counts)
	return nil
}

// Patience grows the pause between two looks at the printer from nothing to
// maxPause, and ends when limit has passed since the printer last was busy.
type patience struct {
	limit    time.Duration
	end      time.Time
	last     time.Time // end of all patience, busy or not
	interval time.Duration
}

const (
	maxPause      = 100 * time.Millisecond
	busyPatiences = 12 // a busy printer without progress is given this many times the limit
)

func (p *patience) left(now time.Time) bool {
	if p.end.IsZero() {
		p.renew(now)
	}
	return now.Before(p.end)
}

// renew starts it again: there is progress.
func (p *patience) renew(now time.Time) {
	p.end = now.Add(p.limit)
	p.last = now.Add(busyPatiences * p.limit)
}

func (p *patience) extend(now time.Time) {
	if end := now.Add(p.limit); end.Before(p.last) {
		p.end = end
	}
}

func (p *patience) pause() {
	time.Sleep(p.interval)
	p.interval = min(2*p.interval+time.Millisecond, maxPause)
}
