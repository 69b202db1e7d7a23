package run

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/zpl"
)

// A label with an RFID tag gets one try on one tag. What the printer reads back
// from the tag, and its counts of good and spoilt tags, say what became of it.

const (
	echoPatience = time.Second // for what the tag says, after its label is counted

	errorPatience = time.Second // for the printer to drop the label of a tag that failed

	rfidFailed = "the RFID tag failed"
)

// tagOf returns what goes into the tag of a label, and keeps its EPC.
func (r *attempt) tagOf(l Label) (*zpl.Tag, error) {
	t, err := r.Tag(l)
	if err != nil {
		return nil, err
	}
	t.Mark = r.markOf(l.N)
	r.epc = strings.ToUpper(hex.EncodeToString(t.EPC))
	return &t, nil
}

// markOf tells the answer about the tag of item n from all others.
func (r *attempt) markOf(n int) string { return fmt.Sprintf("%s-%d", r.runID, n) }

// voidedSince reports whether the printer spoilt a label since base.
func (s snapshot) voidedSince(base snapshot) bool {
	return s.Printer == base.Printer && s.Tags.Void > base.Tags.Void
}

// followTag is follow for the one outstanding label with a tag: it waits until the
// label is counted and its tag read back, or spoilt.
func (r *attempt) followTag(ctx context.Context) (*printer.Fault, error) {
	if len(r.outstanding) == 0 {
		return nil, nil
	}
	patient := patience{limit: r.patience()}
	var counted time.Time
	for patient.left(r.now()) {
		snap, busy, fault := r.look(ctx)
		if fault != nil && !fault.Blind() {
			snap, busy, fault = r.look(ctx) // it may be about the tag, which was counted before
		}
		blind := fault != nil && fault.Blind()
		r.arrived = r.arrived || !blind
		printed := snap.Counters.Labels - r.base.Counters.Labels // makes sense if snap continues base
		echo, heard := r.echoOf(r.outstanding[0])
		switch {
		case !blind && snap.voidedSince(r.base):
			return r.tagVoided(ctx, snap)
		case fault != nil:
			return r.disturbed(ctx, fault)
		case !snap.continues(r.base) || printed > 1:
			return r.disturbed(ctx, nil)
		case printed == 1 && heard && !busy:
			return r.tagRead(ctx, snap, echo)
		case printed == 1 && counted.IsZero():
			counted = r.now()
		case printed == 1 && !busy && r.now().Sub(counted) > echoPatience:
			return r.tagCounted(ctx, snap)
		}
		if busy {
			patient.extend(r.now())
		}
		patient.pause()
	}
	return r.disturbed(ctx, printer.NotPrinting())
}

// echoOf returns what the printer has told of the tag of an item.
func (r *attempt) echoOf(item store.Item) (echo zpl.TagEcho, heard bool) {
	for _, e := range r.printer.TakeEchoes() {
		if e.Mark == r.markOf(item.N) {
			r.heard = append(r.heard[:0], e)
		}
	}
	if len(r.heard) == 0 || r.heard[0].Mark != r.markOf(item.N) {
		return zpl.TagEcho{}, false
	}
	return r.heard[0], true
}

// tagCounted settles the outstanding label, which is printed, where nothing was read
// back, by the printer's count of good tags.
func (r *attempt) tagCounted(ctx context.Context, snap snapshot) (*printer.Fault, error) {
	if snap.Tags.Good == r.base.Tags.Good+1 {
		return r.proven(ctx, snap)
	}
	if err := r.doubt(ctx, evidence{Snapshot: &snap, EPC: r.epc, Why: "nothing was read back from the tag, and the printer did not count it"}); err != nil {
		return nil, err
	}
	if fault := r.inVain(&printer.Fault{Kind: printer.FaultRFID}); fault != nil {
		return fault, nil
	}
	return r.countFrom(ctx, snap), nil
}

// tagRead settles the outstanding label, which is printed, by what was read back.
func (r *attempt) tagRead(ctx context.Context, snap snapshot, echo zpl.TagEcho) (*printer.Fault, error) {
	proof := evidence{Snapshot: &snap, EPC: echo.EPC, TID: echo.TID, Why: "the tag was read back"}
	if echo.EPC != r.epc {
		proof.Why = "the tag was read back with another EPC than " + r.epc
		return &printer.Fault{Kind: printer.FaultTagOther}, r.doubt(ctx, proof)
	}
	transitions := append(moves(r.outstanding, store.Printed, evidence{Snapshot: &snap}),
		store.Transition{N: r.outstanding[0].N, Serial: r.outstanding[0].Serial, From: store.Printed, To: store.Verified, Evidence: proof.encode(), TID: echo.TID})
	err := r.record(ctx, transitions)
	if errors.Is(err, store.ErrTag) {
		proof.Why = err.Error()
		return &printer.Fault{Kind: printer.FaultTagTwin}, r.doubt(ctx, proof)
	}
	if err != nil {
		return nil, err
	}
	r.outstanding, r.base, r.vain = r.outstanding[:0], snap, 0
	return nil, nil
}

// doubt leaves the outstanding labels to a person.
func (r *attempt) doubt(ctx context.Context, proof evidence) error {
	err := r.record(ctx, slices.Concat(
		moves(r.proved, store.Printed, evidence{Snapshot: &r.base}), moves(r.outstanding, store.InDoubt, proof),
	))
	if err == nil {
		r.proved, r.outstanding = nil, r.outstanding[:0]
	}
	return err
}

// tagVoided settles the outstanding label, which the printer has spoilt because
// its tag failed. The printer keeps the label for another try, which is cancelled:
// nobody knows what the spoilt tag holds, so its serial is burnt.
func (r *attempt) tagVoided(ctx context.Context, snap snapshot) (*printer.Fault, error) {
	snap, fault := r.cleared(ctx, snap)
	if deaf(fault) {
		return r.unheard(ctx, fault, snap)
	}
	if err := r.recordVoid(ctx, snap); err != nil {
		return nil, err
	}
	failed := r.inVain(&printer.Fault{Kind: printer.FaultRFID})
	if fault = cmp.Or(fault, failed); fault != nil {
		return fault, nil
	}
	return r.countFrom(ctx, snap), nil
}

// cleared cancels the label whose tag failed, until the printer has got over it: it
// counts the tag before it stands still, and keeps what is cancelled before that.
func (r *attempt) cleared(ctx context.Context, snap snapshot) (_ snapshot, fault *printer.Fault) {
	patient := patience{limit: errorPatience, interval: 5 * time.Millisecond}
	for patient.left(r.now()) {
		if err := r.clear(ctx, snap); err != nil {
			return snap, faultOf(err)
		}
		var busy bool
		if snap, busy, fault = r.look(ctx); fault == nil && !busy || deaf(fault) {
			break
		}
		patient.pause()
	}
	return snap, fault
}

// recordVoid writes down that the tag of the outstanding label failed. Where a tag
// was written since, too, the printer may have tried the label again.
func (r *attempt) recordVoid(ctx context.Context, snap snapshot) error {
	if snap.Tags.Good != r.base.Tags.Good {
		return r.doubt(ctx, evidence{Snapshot: &snap, EPC: r.epc, Why: "a tag failed, and the next may have been written for it"})
	}
	transitions := moves(r.outstanding, store.Void, evidence{Snapshot: &snap, EPC: r.epc, Why: rfidFailed})
	for i := range transitions {
		transitions[i].Reason = "rfid"
	}
	if err := r.record(ctx, transitions); err != nil {
		return err
	}
	r.outstanding = r.outstanding[:0]
	return nil
}
