package run

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
)

// clockMargin is how far the clocks of host and printer are trusted to differ
// over one interruption: the printer tells its uptime in whole seconds, and a
// host's clock may be set.
const clockMargin = 3 * time.Second

// continues reports whether the counters of s, taken over the same connection,
// carry on from base: no restart and no opening of the head between them.
func (s snapshot) continues(base snapshot) bool {
	return s.Printer == base.Printer && s.Counters.Uptime >= base.Counters.Uptime &&
		s.Counters.Sentinel == base.Counters.Sentinel && s.Counters.LatchOpens == base.Counters.LatchOpens &&
		s.Counters.Labels >= base.Counters.Labels
}

// sameEpoch reports whether the counters prove that it is the same printer and
// was not restarted since base: it has kept the sentinel or, where it has no
// memory for one, has been up for longer than base is ago, and for as much longer than
// at base. A host's clock that was set in between proves nothing.
func (s snapshot) sameEpoch(base snapshot) bool {
	gone, up := s.At.Sub(base.At), s.Counters.Uptime-base.Counters.Uptime
	switch {
	case s.Printer != base.Printer || up < 0:
		return false
	case base.Counters.Sentinel != "":
		return strings.TrimSuffix(s.Counters.Sentinel, clearing) == base.Counters.Sentinel
	}
	return s.Printer != "" && s.Counters.Uptime > gone+clockMargin && (up-gone).Abs() <= clockMargin
}

// clearing is added to the sentinel before the printer's buffer is cleared, so that
// another program whose labels that takes away looks for them. No sentinel ends so.
const clearing = "0"

// taken reports whether another program has left its sentinel with the printer.
func (s snapshot) taken(base snapshot) bool {
	sentinel := strings.TrimSuffix(s.Counters.Sentinel, clearing)
	return s.Printer == base.Printer && sentinel != "" && sentinel != base.Counters.Sentinel
}

// settleEarlier settles what an earlier attempt sent to a printer that counts, and
// did not settle. What was sent to one that confirms nothing, a person resolves.
func (r *attempt) settleEarlier(ctx context.Context) (fault *printer.Fault, err error) {
	var base snapshot // of the window sent last
	for item, err := range r.Store.Items(ctx, r.runID, store.Sent) {
		if err != nil {
			return nil, err
		}
		if proof := evidenceOf(item.Evidence); proof.Snapshot != nil {
			r.outstanding, base, r.copying = append(r.outstanding, item), *proof.Snapshot, proof.Copy
		}
	}
	switch {
	case len(r.outstanding) == 0:
		return nil, nil
	case !r.answers:
		return printer.Elsewhere(), nil
	}
	r.base, r.arrived = base, true // or never will
	fault, err = r.settle(ctx, nil, false)
	if fault != nil && fault.Kind == printer.FaultBusy && len(r.outstanding) == 0 {
		return nil, err // another program has printed since: whether it does now is still to be seen
	}
	return fault, err
}

// disturbed deals with anything unexpected while labels are outstanding. The
// fault, if any, is what was seen; it is returned when it needs a person.
func (r *attempt) disturbed(ctx context.Context, fault *printer.Fault) (*printer.Fault, error) {
	if !r.answers {
		return fault, nil
	}
	sameConnection, cause, seen := true, printer.Busy(), fault
	if fault != nil && fault.Kind == printer.FaultConnection {
		if !r.reconnect(ctx) {
			return fault, nil
		}
		sameConnection, cause, seen = false, fault, nil
	}
	if fault, err := r.settle(ctx, seen, sameConnection); fault != nil || err != nil {
		return fault, err
	}
	if !sameConnection {
		if fault := r.fit(ctx); fault != nil {
			return fault, nil // it is another printer, or set otherwise
		}
	}
	return r.inVain(cause), nil
}

// maxVain is how many times in a row sending may come to nothing before a person has
// a look: each time takes serials.
const maxVain = 3

// inVain counts that sending came to nothing, and returns fault when it has too often.
func (r *attempt) inVain(fault *printer.Fault) *printer.Fault {
	if r.vain++; r.vain < maxVain {
		return nil
	}
	return fault
}

// reconnect tries to reach the printer again for as long as patience lasts.
func (r *attempt) reconnect(ctx context.Context) bool {
	base := r.base
	defer func() { r.base = base }()
	patient := patience{limit: r.patience(), interval: 10 * time.Millisecond}
	for patient.left(r.now()) {
		if r.conn != nil {
			_ = r.cut() // it is broken already
		}
		if err := r.Open(ctx); err == nil && r.answers {
			return true
		}
		patient.pause()
	}
	r.answers = true // it did before; the next attempt must settle by counters
	return false
}

// settle clears the printer's buffer, counts, and gives every outstanding item
// the state the counters prove, or in doubt. sameConnection says that the
// connection has held since r.base; fault is what was seen, if anything.
func (r *attempt) settle(ctx context.Context, fault *printer.Fault, sameConnection bool) (*printer.Fault, error) {
	before, queued, seen := r.lookInto(ctx)
	snap, busy := before, false
	if !deaf(seen) {
		if before.taken(r.base) {
			return printer.Busy(), r.doubt(ctx, evidence{Snapshot: &before, Why: "another program prints on the printer"})
		}
		snap, busy, seen = r.quiet(ctx, before)
	}
	if deaf(seen) {
		return r.unheard(ctx, seen, snap)
	}
	if fault == nil {
		fault = seen
	}
	if busy && fault == nil {
		return printer.Busy(), nil // the label it is at is not counted yet: the next attempt settles it
	}
	if r.Tag != nil && len(r.outstanding) == 1 && snap.voidedSince(r.base) {
		if err := r.recordVoid(ctx, snap); err != nil {
			return nil, err
		}
	}
	there := int(before.Counters.Labels-r.base.Counters.Labels) + queued
	v := r.weigh(snap, there, fault == nil, sameConnection)
	proof := evidence{Snapshot: &snap, Why: v.why}
	certain, rest := r.outstanding[:v.printed], r.outstanding[v.printed:]
	transitions := slices.Concat(
		moves(r.proved, store.Printed, evidence{Snapshot: &r.base}),
		moves(certain, store.Printed, proof),
		moves(rest[:v.inDoubt], store.InDoubt, proof),
		moves(rest[v.inDoubt:], r.unprinted(), proof),
	)
	if err := r.record(ctx, transitions); err != nil {
		return nil, err
	}
	r.outstanding, r.proved = nil, nil
	if v.printed > 0 {
		r.vain = 0
	}
	if fault != nil {
		return fault, nil
	}
	return r.countFrom(ctx, snap), nil
}

// unprinted is the state of an item whose label never reached paper. One that was to be
// printed again is void as before: its first label was on the roll.
func (r *attempt) unprinted() store.ItemState {
	if r.copying {
		return store.Void
	}
	return store.Cancelled
}

// weigh judges the outstanding items by the counters of snap. There is how many labels
// the printer had printed, or still had to print, before its buffer was cleared.
func (r *attempt) weigh(snap snapshot, there int, faultless, sameConnection bool) verdict {
	n, unbroken := len(r.outstanding), snap.sameEpoch(r.base)
	if sameConnection {
		unbroken = snap.continues(r.base)
	}
	v := judge(n, r.base, snap, unbroken && faultless)
	switch {
	case snap.sameEpoch(r.base):
		v = v.doubting(n, there)
	case snap.Printer == "" && !sameConnection:
		v = verdict{inDoubt: n, why: "the printer does not say which one it is"}
	}
	switch {
	case r.Tag != nil && v.printed > 0 && snap.Tags.Good != r.base.Tags.Good+1:
		return verdict{inDoubt: n, why: "the printer counted the label, but no good tag"}
	case !sameConnection && !r.arrived && v.printed+v.inDoubt < n:
		v.inDoubt, v.why = n-v.printed, "what is not counted may still have been on its way"
	}
	return v
}

// deaf reports whether the printer takes no commands, or prints their letters.
func deaf(fault *printer.Fault) bool {
	return fault != nil && (fault.Blind() || fault.Kind == printer.FaultLanguage)
}

// unheard leaves the outstanding labels to the next attempt where nothing can be
// counted now, and to a person where the printer counts what is no label of ours.
func (r *attempt) unheard(ctx context.Context, fault *printer.Fault, snap snapshot) (*printer.Fault, error) {
	if fault.Blind() {
		return fault, nil
	}
	return fault, r.doubt(ctx, evidence{Snapshot: &snap, Why: "the printer was set to another language"})
}

// quiet has the printer, which was seen as before says, drop what it has not begun, and
// waits until its counters stand still. Busy says that it still had something to print
// when patience ended.
func (r *attempt) quiet(ctx context.Context, before snapshot) (snap snapshot, busy bool, fault *printer.Fault) {
	if r.base.Printer == r.identity.UniqueID { // on another printer there are only other people's labels
		if err := r.clear(ctx, before); err != nil {
			return snapshot{}, false, faultOf(err)
		}
	}
	snap, busy, fault = r.still(ctx)
	snap.Counters.Sentinel = strings.TrimSuffix(snap.Counters.Sentinel, clearing)
	return snap, busy, fault
}

// clear has the printer, which was seen with the counters of snap, drop what it has not
// begun. A sentinel that is gone stays so: it is the proof of a restart.
func (r *attempt) clear(ctx context.Context, snap snapshot) error {
	if sentinel := strings.TrimSuffix(snap.Counters.Sentinel, clearing); sentinel != "" {
		if err := r.printer.SetSentinel(ctx, sentinel+clearing); err != nil {
			return err
		}
	}
	return r.printer.CancelAll(ctx)
}

// A verdict says how many of the outstanding items, in the order sent, are
// printed and how many after them are in doubt. The rest never reached paper.
type verdict struct {
	printed, inDoubt int
	counted          int // labels by the printer
	why              string
}

// doubting puts everything in doubt where the labels that the printer had printed or
// still had to print are not those that were sent: somebody cancelled some of them
// at the printer, or printed others, and nobody knows which were counted. A label
// that was being printed or was on its way may be missing.
func (v verdict) doubting(outstanding, there int) verdict {
	torn := 0
	if v.inDoubt > 0 {
		torn = v.inDoubt - v.counted
	}
	nothing := v.counted == 0 && v.inDoubt == 0
	if there > outstanding || there+torn < outstanding && !nothing {
		return verdict{inDoubt: outstanding, why: "labels were cancelled or added at the printer"}
	}
	return v
}

// judge settles outstanding items by the counters before and after. undisturbed
// says that between the two there was one power epoch, no opening and no error.
//
// In a disturbed window k counted labels and d openings put 1…k+d+1 in doubt:
// each opening and one power cut may have left a partial label, and nobody can
// say where among the counted ones it stands.
func judge(outstanding int, before, after snapshot, undisturbed bool) verdict {
	if after.Printer != before.Printer {
		return verdict{inDoubt: outstanding, why: "the labels were sent to another printer, " + before.Printer}
	}
	if after.Counters.Labels < before.Counters.Labels || after.Counters.LatchOpens < before.Counters.LatchOpens {
		return verdict{inDoubt: outstanding, why: "the counters went back: they were reset"}
	}
	k := after.Counters.Labels - before.Counters.Labels
	d := after.Counters.LatchOpens - before.Counters.LatchOpens
	switch {
	case k > uint64(outstanding):
		return verdict{inDoubt: outstanding, why: "the printer counted more labels than were sent: somebody else prints on it"}
	case undisturbed && d == 0:
		return verdict{printed: int(k), counted: int(k), why: "the counters prove that nothing happened between"}
	}
	n := uint64(outstanding)
	return verdict{inDoubt: int(min(n, k+min(d, n)+1)), counted: int(k), why: "the printer was disturbed"}
}
