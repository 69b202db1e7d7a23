package run

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
)

// A printer whose reader reaches the tag beside the one meant writes to that, and
// reads back what it wrote. Only another reader, held to the label, finds that out.

// A Place says which label of a run has its tag checked.
type Place string

const (
	FirstTag Place = "first" // of the run, and after the head was opened, or a check failed, the first since
	LastTag  Place = "last"  // of the run
	AnyTag   Place = ""      // one that a person chose
)

// A TagAnswer is what became of the check of a tag.
type TagAnswer string

const (
	TagMatches   TagAnswer = "matches"     // it holds what belongs on its label
	TagWrong     TagAnswer = "wrong"       // it does not
	TagUnchecked TagAnswer = "not-checked" // nobody looked

	TagSuspect TagAnswer = "suspect" // that of another label is wrong, and this one may be
)

// A TagCheck is the check of the tag of one label with another reader than the
// printer's: what is asked and, once it is made, what came of it.
type TagCheck struct {
	Place    Place
	N        int // of the item
	Serial   string
	EPC      string // what the tag must hold, in upper case hexadecimal, whole words
	Answer   TagAnswer
	Read     string    // what the reader read, as it gave it; "" on a person's word
	At       time.Time // zero if nobody was asked
	Operator string
}

// ErrNoRead says that a text is not what a reader reads from a tag.
var ErrNoRead = errors.New("it is not the EPC of a tag in hexadecimal")

// minRead is how many digits what a reader reads has at least: those of the shortest
// EPC there is, 96 bits, so that no serial is taken for one.
const minRead = 24

// IsTagRead reports whether text is what readers make of a tag: hexadecimal digits,
// with spaces or without, of whole words. Digits that are element strings with a
// GTIN first are the print of a label.
func IsTagRead(text string) bool {
	digits := strings.ReplaceAll(strings.TrimSpace(text), " ", "")
	digits = strings.TrimPrefix(strings.TrimPrefix(digits, "0x"), "0X")
	if len(digits) < minRead || len(digits)%4 != 0 || strings.Trim(digits, "0123456789ABCDEFabcdef") != "" {
		return false
	}
	elements, err := gs1.AppendElements(nil, digits, nil)
	return err != nil || elements[0].AI != gs1.AI01
}

// Compare returns the check with its answer for what another reader read from the
// tag: hexadecimal digits in either case, with spaces, the PC word before them, or
// zeros behind. The error is [ErrNoRead] for text that is no such thing.
func (c TagCheck) Compare(read string) (TagCheck, error) {
	if !IsTagRead(read) {
		return c, ErrNoRead
	}
	if c.Read, c.Answer = strings.TrimSpace(read), TagWrong; sameTag(c.EPC, c.Read) {
		c.Answer = TagMatches
	}
	return c, nil
}

// sameTag reports whether a reader that read so read the EPC want.
func sameTag(want, read string) bool {
	tag, err := epc.ParseHex(want, nil)
	if err != nil { // it is nothing that the Tag Data Standard knows
		return strings.EqualFold(want, strings.ReplaceAll(read, " ", ""))
	}
	other, err := epc.ParseHex(read, nil)
	return err == nil && other == tag
}

// A TagError is the tag of a label that holds something else.
type TagError struct {
	N      int // of the item
	Serial string
	Read   string // "" on a person's word
	Of     int    // number of the item whose EPC was read, 0 if none of the run
}

func (e *TagError) Error() string {
	words := fmt.Sprintf("the tag of label %d, serial %s, ", e.N, e.Serial)
	switch {
	case e.Of > 0:
		return words + fmt.Sprintf("holds the EPC of label %d", e.Of)
	case e.Read != "":
		return words + fmt.Sprintf("holds %.64s", e.Read)
	}
	return words + "holds something else"
}

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
	c := &TagChecks{engine: e, runID: runID}
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

// add takes in an entry of the journal.
func (c *TagChecks) add(event store.Event, proof evidence) {
	for len(c.items) < event.N {
		c.items = append(c.items, taggedItem{})
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
	return c.write(ctx, transitions, proof)
}

// record writes down what the check of one tag says of its item.
func (c *TagChecks) record(ctx context.Context, n int, proof evidence) error {
	var transitions []store.Transition
	from := c.items[n-1].state
	for _, to := range stepsOfCheck(from, *proof.Check) {
		transitions = append(transitions, c.move(n, from, to, proof))
		from = to
	}
	return c.write(ctx, transitions, proof)
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

// write writes transitions down, which rest on one proof, and takes them in.
func (c *TagChecks) write(ctx context.Context, transitions []store.Transition, proof evidence) error {
	at := c.engine.now()
	if err := c.engine.Store.Record(ctx, c.runID, at, transitions...); err != nil {
		return err
	}
	for _, t := range transitions {
		c.add(store.Event{N: t.N, Serial: t.Serial, From: t.From, To: t.To, At: at, Operator: t.Operator}, proof)
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

// checkTag has the tag checked that is due at a place, if anybody checks tags. What
// is proved is written down before, and afterwards the printer is looked at anew:
// a person had time to do anything to it.
func (r *attempt) checkTag(ctx context.Context, p Place) (*printer.Fault, error) {
	whole := context.WithoutCancel(ctx)
	if r.Check == nil || r.Tag == nil || r.again != nil || !r.answers || ctx.Err() != nil ||
		p == FirstTag && r.checked != nil && r.checked.sameSetup(r.base) {
		return nil, nil
	}
	if err := r.record(whole, moves(r.proved, store.Printed, evidence{Snapshot: &r.base})); err != nil {
		return nil, err
	}
	r.proved = r.proved[:0]
	checks, err := r.TagChecks(whole, r.runID)
	if err != nil {
		return nil, err
	}
	if question := checks.question(p); question.N > 0 {
		return r.ask(ctx, checks, question)
	}
	if checks.answered {
		r.checked = new(checks.setup)
	}
	return nil, nil
}

// ask asks for the check of a tag and settles the answer. Without one, because ctx
// ended, the check stays due.
func (r *attempt) ask(ctx context.Context, checks *TagChecks, question TagCheck) (*printer.Fault, error) {
	whole := context.WithoutCancel(ctx)
	answer, err := r.Check(ctx, question)
	switch {
	case ctx.Err() != nil:
		return nil, nil
	case err != nil:
		return nil, err
	}
	check := question
	check.Answer, check.Read = cmp.Or(answer.Answer, TagUnchecked), answer.Read
	if err := checks.settle(whole, check); err != nil {
		return nil, err
	}
	if check.Answer == TagWrong {
		return &printer.Fault{Kind: printer.FaultTagBeside, Err: checks.TagError(check)}, nil
	}
	if r.checked = new(checks.setup); question.Place == LastTag {
		return nil, nil
	}
	if fault := r.ready(whole); fault != nil {
		return r.disturbed(whole, fault)
	}
	return nil, nil
}
