package run

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/eachmark/eachmark/printer/store"
)

// checkProof is what the journal keeps of the check of a tag.
type checkProof struct {
	Place  Place     `json:"place,omitempty"`
	Answer TagAnswer `json:"answer"`
	Read   string    `json:"read,omitempty"`
}

// TagChecks is what the journal of a run says of the tags of its labels, and which
// were checked.
type TagChecks struct {
	engine   *Engine
	runID    string
	items    []taggedItem // by number less one
	made     []TagCheck   // oldest first
	setup    snapshot     // of the printer at the newest label
	answered bool         // for a label printed under this setup, or nobody wanted to
	due      int          // the first good label under this setup if not; 0 for none
}

// A taggedItem is an item and the tag that its present label should have.
type taggedItem struct {
	serial   string
	state    store.ItemState
	epc, tid string
	check    TagAnswer // of its tag, "" if there was none
}

func (t taggedItem) good() bool {
	return t.epc != "" && (t.state == store.Printed || t.state == store.Verified)
}

// TagChecks reads what the journal of a run says of its tags.
func (e *Engine) TagChecks(ctx context.Context, runID string) (*TagChecks, error) {
	counts, err := e.Store.Counts(ctx, runID)
	if err != nil {
		return nil, err
	}
	c := &TagChecks{engine: e, runID: runID, items: make([]taggedItem, counts.Leased)}
	for event, err := range e.Store.Journal(ctx, runID) {
		if err != nil {
			return nil, err
		}
		c.add(event, evidenceOf(event.Evidence))
	}
	return c, nil
}

// evidenceOf reads what an entry of the journal rests on; what does not read tells
// nothing.
func evidenceOf(encoded []byte) (proof evidence) {
	if len(encoded) > 0 {
		_ = json.Unmarshal(encoded, &proof)
	}
	return proof
}

// sameSetup reports whether nobody can have put in another roll between two moments:
// it is the same printer, and its head was not opened.
func (s snapshot) sameSetup(other snapshot) bool {
	return s.Printer == other.Printer && s.Counters.LatchOpens == other.Counters.LatchOpens
}

// add takes in an entry of the journal; one about no item of the run tells nothing.
func (c *TagChecks) add(event store.Event, proof evidence) {
	if event.N < 1 || event.N > len(c.items) {
		return
	}
	item := &c.items[event.N-1]
	if event.To == store.Sent {
		*item = taggedItem{epc: proof.EPC}
	}
	item.serial, item.state, item.tid = event.Serial, event.To, cmp.Or(proof.TID, item.tid)
	if proof.Snapshot != nil && !c.setup.sameSetup(*proof.Snapshot) {
		c.setup, c.answered, c.due = *proof.Snapshot, false, 0
	}
	switch {
	case proof.Check != nil:
		c.answer(event, *proof.Check)
	case item.good() && c.due == 0 && !c.answered:
		c.due = event.N
	}
	for c.due > 0 && !c.items[c.due-1].good() {
		c.due = (c.due + 1) % (len(c.items) + 1)
	}
}

// answer takes in the entry of a check.
func (c *TagChecks) answer(event store.Event, proof checkProof) {
	item := &c.items[event.N-1]
	item.check = proof.Answer
	if proof.Answer == TagSuspect {
		return
	}
	c.made = append(c.made, TagCheck{
		Place: proof.Place, N: event.N, Serial: event.Serial, EPC: item.epc,
		Answer: proof.Answer, Read: proof.Read, At: event.At, Operator: event.Operator,
	})
	if proof.Place != AnyTag || c.due == event.N {
		c.answered, c.due = proof.Answer != TagWrong, 0
	}
}

// question returns the check that is due at a place; N is 0 if there is none.
func (c *TagChecks) question(p Place) TagCheck {
	n := c.due
	if p == LastTag {
		if n = c.last(); n > 0 && c.items[n-1].check != "" {
			n = 0
		}
	}
	if n == 0 {
		return TagCheck{}
	}
	item := c.items[n-1]
	return TagCheck{Place: p, N: n, Serial: item.serial, EPC: item.epc}
}

// last returns the number of the last good label, 0 if there is none.
func (c *TagChecks) last() int {
	for n := len(c.items); n > 0; n-- {
		if c.items[n-1].good() {
			return n
		}
	}
	return 0
}

// All returns the checks that were made, oldest first, and then those that nobody
// made and should have: of the first and of the last label. A run without tags has
// none.
func (c *TagChecks) All() []TagCheck {
	all := slices.Clone(c.made)
	if c.due > 0 {
		all = append(all, c.unchecked(FirstTag, c.due))
	}
	if last := c.last(); last > 0 && last != c.due && c.items[last-1].check == "" {
		all = append(all, c.unchecked(LastTag, last))
	}
	return all
}

func (c *TagChecks) unchecked(p Place, n int) TagCheck {
	item := c.items[n-1]
	return TagCheck{Place: p, N: n, Serial: item.serial, EPC: item.epc, Answer: TagUnchecked}
}

// settle writes an answer down. A tag that is wrong puts its label in doubt, and
// with it every label up to the next on either side whose tag was found right:
// somewhere between, the printer began to write beside.
func (c *TagChecks) settle(ctx context.Context, check TagCheck) error {
	if check.Answer == TagWrong {
		if err := c.suspect(ctx, check); err != nil {
			return err
		}
	}
	return c.record(ctx, check.N, evidence{Why: checked, Check: &checkProof{check.Place, check.Answer, check.Read}})
}

// ErrNoTag says that nothing was written to a tag of the label.
var ErrNoTag = errors.New("no tag was written for its label")

// Scan takes what another reader read from the tag of the label with a serial, whose
// print was scanned, for proof of both: what was in doubt, printed, or sent without
// confirmation becomes verified, or in doubt if the tag is not the label's. was is
// what it was before. The error is [ErrNoRead], [ErrNoTag], a [*ScanError], or one of
// the store.
func (c *TagChecks) Scan(ctx context.Context, serial, read string) (check TagCheck, was store.ItemState, err error) {
	place, err := c.engine.locate(ctx, c.runID, serial)
	switch {
	case err != nil:
		return TagCheck{}, place.State, err
	case place.N > len(c.items) || c.items[place.N-1].epc == "":
		return TagCheck{}, place.State, ErrNoTag
	}
	item := &c.items[place.N-1]
	item.state = place.State // it may have been scanned since
	check, err = TagCheck{Place: AnyTag, N: place.N, Serial: serial, EPC: item.epc}.Compare(read)
	if err != nil {
		return check, place.State, err
	}
	return check, place.State, c.record(ctx, place.N, evidence{Why: checked, Check: &checkProof{AnyTag, check.Answer, check.Read}})
}

// checked is why an item has an entry about its tag.
const checked = "the tag was checked with another reader"

// suspectPage is how many items are put in doubt in one commit.
const suspectPage = 500

// suspect puts the other labels of a run in doubt between which and a wrong tag none
// is right. The wrong one is not among them: as long as the journal does not have
// it, its check is still to be made.
func (c *TagChecks) suspect(ctx context.Context, wrong TagCheck) error {
	proof := evidence{
		Why:   c.TagError(wrong).Error(),
		Check: &checkProof{Answer: TagSuspect},
	}
	low, high := wrong.N, wrong.N
	for low > 1 && c.items[low-2].check != TagMatches {
		low--
	}
	for high < len(c.items) && c.items[high].check != TagMatches {
		high++
	}
	var page []int
	for n := low; n <= high; n++ {
		if n != wrong.N && c.items[n-1].good() {
			page = append(page, n)
		}
		if len(page) == suspectPage || n == high && len(page) > 0 {
			if err := c.doubt(ctx, page, proof); err != nil {
				return err
			}
			page = page[:0]
		}
	}
	return nil
}

// doubt puts items in doubt, in one commit.
func (c *TagChecks) doubt(ctx context.Context, numbers []int, proof evidence) error {
	var transitions []store.Transition
	for _, n := range numbers {
		transitions = append(transitions, c.move(n, c.items[n-1].state, store.InDoubt, proof))
	}
	return c.write(ctx, transitions)
}

// record writes down what the check of one tag says of its item.
func (c *TagChecks) record(ctx context.Context, n int, proof evidence) error {
	var transitions []store.Transition
	from := c.items[n-1].state
	steps := stepsOfCheck(from, *proof.Check)
	for i, to := range steps {
		because := evidence{Why: proof.Why}
		if i == len(steps)-1 {
			because = proof
		}
		transitions = append(transitions, c.move(n, from, to, because))
		from = to
	}
	return c.write(ctx, transitions)
}

// stepsOfCheck are the states through which a check takes an item: a tag that was
// read proves its label, a person's word leaves it what it is.
func stepsOfCheck(from store.ItemState, proof checkProof) []store.ItemState {
	switch {
	case proof.Answer == TagWrong:
		return []store.ItemState{store.InDoubt}
	case proof.Read == "":
		return []store.ItemState{from}
	case from == store.Sent:
		return []store.ItemState{store.Printed, store.Verified}
	}
	return []store.ItemState{store.Verified}
}

func (c *TagChecks) move(n int, from, to store.ItemState, proof evidence) store.Transition {
	item := c.items[n-1]
	t := store.Transition{N: n, Serial: item.serial, From: from, To: to, Evidence: proof.encode(), Operator: c.engine.Operator}
	if to == store.InDoubt {
		t.TID = item.tid
	}
	return t
}

// write writes transitions down and takes them in.
func (c *TagChecks) write(ctx context.Context, transitions []store.Transition) error {
	at := c.engine.now()
	if err := c.engine.Store.Record(ctx, c.runID, at, transitions...); err != nil {
		return err
	}
	for _, t := range transitions {
		c.add(store.Event{N: t.N, Serial: t.Serial, From: t.From, To: t.To, At: at, Operator: t.Operator}, evidenceOf(t.Evidence))
	}
	return nil
}

// TagError says what is wrong with a tag whose check says that it is.
func (c *TagChecks) TagError(wrong TagCheck) *TagError {
	e := &TagError{N: wrong.N, Serial: wrong.Serial, Read: wrong.Read}
	for i, item := range c.items {
		if e.Read != "" && item.epc != "" && sameTag(item.epc, e.Read) {
			e.Of = i + 1
		}
	}
	return e
}
