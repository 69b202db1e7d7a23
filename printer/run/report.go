package run

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/eachmark/eachmark/printer/store"
)

// A Report is what the store and the journal tell of a run.
type Report struct {
	Run       store.Run
	Counts    store.Counts
	Items     []ReportItem  // in the order of their numbers
	Decisions []store.Event // of persons, oldest first: what they saw, voided and printed again
	Tags      []TagCheck    // the checks of tags with another reader, see [TagChecks.All]

	First, Last time.Time     // the first label sent, the last change; zero if nothing was sent
	Active      time.Duration // from First to Last without pauses longer than a minute
	Operators   []string      // who printed or decided, in the order of their first act
	Printers    []string      // the serial numbers of the printers that counted
	Trusts      []Trust       // of the printers, in the order they came
}

// A ReportItem is an item with the hash of the bytes that were sent for it.
type ReportItem struct {
	store.Item
	SHA256 string // in hex, "" if nothing was sent

	EPC, TID string // of its RFID tag, in hex; "" if it has none, or nobody read it

	TagCheck TagAnswer // of its present label, "" if nobody was asked
}

// longPause is a pause in which nobody is taken to be printing.
const longPause = time.Minute

// Waste returns how many labels or serials came to nothing.
func (r Report) Waste() int { return r.Counts.Void + r.Counts.Cancelled }

// AddsUp reports whether every leased serial is in one state, and counted in the
// items as the store counts it (law 5 of a run).
func (r Report) AddsUp() bool {
	counted := map[store.ItemState]int{}
	for _, item := range r.Items {
		counted[item.State]++
	}
	sum := 0
	for state := store.Waiting; state <= store.Cancelled; state++ {
		if counted[state] != r.Counts.Of(state) {
			return false
		}
		sum += counted[state]
	}
	return sum == r.Counts.Leased
}

// NewReport reads the report of a run.
func NewReport(ctx context.Context, s *store.Store, runID string) (Report, error) {
	run, err := s.Run(ctx, runID)
	if err != nil {
		return Report{}, err
	}
	r := Report{Run: run}
	if r.Counts, err = s.Counts(ctx, runID); err != nil {
		return Report{}, err
	}
	for item, err := range s.Items(ctx, runID) {
		if err != nil {
			return Report{}, err
		}
		r.Items = append(r.Items, ReportItem{Item: item})
	}
	tags := TagChecks{items: make([]taggedItem, len(r.Items))}
	for event, err := range s.Journal(ctx, runID) {
		if err != nil {
			return Report{}, err
		}
		proof := evidenceOf(event.Evidence)
		r.add(event, proof)
		tags.add(event, proof)
	}
	r.Tags = tags.All()
	for i, item := range tags.items {
		r.Items[i].TagCheck = item.check
	}
	return r, nil
}

// add takes in what one entry of the journal tells.
func (r *Report) add(event store.Event, proof evidence) {
	if r.First.IsZero() {
		r.First, r.Last = event.At, event.At
	}
	if pause := event.At.Sub(r.Last); pause < longPause {
		r.Active += max(pause, 0) // a clock may have been set back
	}
	r.Last = event.At
	r.Operators = appendNew(r.Operators, event.Operator)
	if trust := (Trust{proof.Tier, proof.Model}); proof.Tier != "" && !slices.Contains(r.Trusts, trust) {
		r.Trusts = append(r.Trusts, trust)
	}
	if proof.Snapshot != nil {
		r.Printers = appendNew(r.Printers, proof.Snapshot.Printer)
	}
	if event.N <= len(r.Items) {
		item := &r.Items[event.N-1]
		item.SHA256 = cmp.Or(proof.SHA256, item.SHA256)
		item.EPC = cmp.Or(proof.EPC, item.EPC)
		item.TID = cmp.Or(proof.TID, item.TID)
	}
	if proof.Why == decided || proof.Why == scanned || proof.Why == voided || event.From == store.Void {
		r.Decisions = append(r.Decisions, event)
	}
}

func appendNew[T ~string](list []T, s T) []T {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
