package run

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/zebra"
)

// print sends label after label. It returns the fault that stopped it, nil
// when the run is complete, the printer confirms nothing, or ctx ended.
//
// What is begun is followed to its end whatever happens to ctx, so that it
// leaves no label behind that nobody knows of.
func (r *attempt) print(ctx context.Context) (*printer.Fault, error) {
	whole := context.WithoutCancel(ctx)
	if fault, err := r.settleEarlier(whole); fault != nil || err != nil {
		return fault, err
	}
	if fault := r.ready(whole); fault != nil {
		return fault, nil
	}
	for ctx.Err() == nil {
		item, ok, err := r.next(whole)
		if err != nil || !ok {
			return nil, err
		}
		if fault, err := r.printItem(whole, item); fault != nil || err != nil {
			return fault, err
		}
		if err := r.tell(whole); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// ready waits until the printer has nothing to print, and starts counting from
// there: a label left from before, which it prints when a person has put it
// right, must not be taken for one of this attempt.
func (r *attempt) ready(ctx context.Context) *printer.Fault {
	if !r.answers {
		return nil
	}
	snap, busy, fault := r.still(ctx)
	if fault == nil && busy {
		fault = printer.Busy()
	}
	r.base = snap
	return fault
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
// lacking, because some were cancelled or void, new serials are leased.
func (r *attempt) next(ctx context.Context) (item store.Item, ok bool, err error) {
	if item, err, ok = r.waiting(); ok || err != nil {
		return item, err == nil, err
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
	if _, err := r.Store.AddLease(ctx, r.runID, lease); err != nil {
		return false, err
	}
	r.stopWaiting()
	r.waiting, r.stopWaiting = iter.Pull2(r.Store.Items(ctx, r.runID, store.Waiting))
	return true, nil
}

// printItem sends the label of one item, and follows it to the paper where the
// printer counts. The journal knows of it before the first byte leaves.
func (r *attempt) printItem(ctx context.Context, item store.Item) (*printer.Fault, error) {
	format, err := r.Label(r.buf[:0], item.Serial)
	if err != nil {
		return nil, err
	}
	r.buf = format
	sum := sha256.Sum256(format)
	proof := evidence{SHA256: hex.EncodeToString(sum[:])}
	if r.answers {
		proof.Snapshot = &r.base
	}
	if err := r.record(ctx, proof, store.Transition{N: item.N, Serial: item.Serial, From: store.Waiting, To: store.Sent}); err != nil {
		return nil, err
	}
	if r.Copy != nil {
		if _, err := r.Copy.Write(format); err != nil {
			return nil, err
		}
	}
	r.outstanding = append(r.outstanding, item)
	if err := r.printer.Send(ctx, format); err != nil {
		return r.disturbed(ctx, printer.ConnectionLost(err))
	}
	if !r.answers {
		r.outstanding = r.outstanding[:0]
		return nil, nil
	}
	return r.follow(ctx)
}

// record writes a change of items down, each with the same proof.
func (r *attempt) record(ctx context.Context, proof evidence, transitions ...store.Transition) error {
	for i := range transitions {
		transitions[i].Evidence = proof.encode()
		transitions[i].Operator = r.Operator
	}
	return r.Store.Record(ctx, r.runID, r.now(), transitions...)
}

// follow waits until the counters show that the outstanding label is printed.
func (r *attempt) follow(ctx context.Context) (*printer.Fault, error) {
	patient := patience{limit: r.patience()}
	for patient.left(r.now()) {
		snap, busy, fault := r.look(ctx)
		switch {
		case fault != nil:
			return r.disturbed(ctx, fault)
		case snap.continues(r.base) && snap.Counters.Labels == r.base.Counters.Labels+1:
			return nil, r.credit(ctx, snap, len(r.outstanding))
		case !snap.continues(r.base) || snap.Counters.Labels != r.base.Counters.Labels:
			return r.disturbed(ctx, nil)
		}
		if busy {
			patient.extend(r.now())
		}
		patient.pause()
	}
	return r.disturbed(ctx, printer.NotPrinting())
}

// look asks for the counters and the status. A fault is what the printer
// reports, or that it does not answer.
func (r *attempt) look(ctx context.Context) (snap snapshot, busy bool, fault *printer.Fault) {
	snap, err := r.count(ctx)
	if err != nil {
		return snap, false, faultOf(err)
	}
	status, err := r.printer.HostStatus(ctx)
	if err != nil {
		return snap, false, faultOf(err)
	}
	return snap, status.Formats > 0 || status.Remaining > 0, zebra.Fault(status)
}

func faultOf(err error) *printer.Fault {
	if errors.Is(err, zebra.ErrSilent) {
		return printer.Silent()
	}
	return printer.ConnectionLost(err)
}

// credit writes the first k outstanding items down as printed and starts the
// next window at snap.
func (r *attempt) credit(ctx context.Context, snap snapshot, k int) error {
	if err := r.move(ctx, r.outstanding[:k], store.Printed, evidence{Snapshot: &snap}); err != nil {
		return err
	}
	r.outstanding = r.outstanding[k:]
	r.base = snap
	return nil
}

// move writes down that items that were sent are now in the state to.
func (r *attempt) move(ctx context.Context, items []store.Item, to store.ItemState, proof evidence) error {
	if len(items) == 0 {
		return nil
	}
	transitions := make([]store.Transition, len(items))
	for i, item := range items {
		transitions[i] = store.Transition{N: item.N, Serial: item.Serial, From: store.Sent, To: to}
	}
	return r.record(ctx, proof, transitions...)
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
		p.end = now.Add(p.limit)
		p.last = now.Add(busyPatiences * p.limit)
	}
	return now.Before(p.end)
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
