package main

import (
	"bufio"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

// An answer is what a person says of a label. People at a printer wear gloves, so
// one letter is enough, and more is understood.
type answer uint8

const (
	answerOther answer = iota // a scan, or something not understood
	answerGood
	answerGone
	answerLater
	answerStop
)

// answers are the words for each answer, in lower case.
var answers = [...][]string{
	answerGood:  {"y", "yes", "ok", "good", "there", "printed", "+"},
	answerGone:  {"n", "no", "gone", "missing", "spoilt", "torn", "bad", "void", "destroyed", "-"},
	answerLater: {"", "?", "later", "skip"},
	answerStop:  {"q", "quit", "stop", "exit", "end"},
}

func wordOf(line string) answer {
	word := strings.ToLower(strings.Trim(line, " \t.!"))
	for a, words := range answers {
		if slices.Contains(words, word) {
			return answer(a)
		}
	}
	return answerOther
}

// A questioner asks the person at the terminal.
type questioner struct {
	*program
	lines *bufio.Scanner
}

func (p *program) newQuestioner() *questioner { return &questioner{p, bufio.NewScanner(p.stdin)} }

// ask returns the answer to a question; ok is false when there is nobody any more.
func (q *questioner) ask(question string) (line string, ok bool) {
	fmt.Fprint(q.stderr, question)
	if !q.lines.Scan() {
		fmt.Fprintln(q.stderr)
		return "", false
	}
	return q.lines.Text(), true
}

// resolveAsked asks about the labels of a run that are in doubt or unconfirmed, and
// writes each answer down before the next question. strange says that a label was
// scanned that should not be there.
func (q *questioner) resolveAsked(ctx context.Context, engine *run.Engine, r store.Run, reason string) (strange bool, err error) {
	var open []store.Item
	sent := 0
	for item, err := range engine.Store.Items(ctx, r.ID, store.InDoubt, store.Sent) {
		if err != nil {
			return false, storeError(err)
		}
		open = append(open, item)
		if item.State == store.Sent {
			sent++
		}
	}
	if len(open) == 0 {
		return false, nil
	}
	if sent > 1 && sent == len(open) {
		line, ok := q.ask(fmt.Sprintf("%d labels of run %s are sent and not confirmed. Look at them.\nAre all there and good? y for yes, n to go through them one by one: ", sent, r.ID))
		if !ok || wordOf(line) == answerStop {
			return false, nil
		}
		if wordOf(line) == answerGood {
			return false, decide(ctx, engine, r.ID, open, store.Printed, reason)
		}
	}
	fmt.Fprintf(q.stderr, "Look for %s of run %s on the roll.\nScan each that is there, or type y if it is there and good,\nn if it is missing or spoilt, Enter for later, q to stop.\n",
		countOf(len(open), "label"), r.ID)
	scans := &scanReader{program: q.program, engine: engine, run: r}
	for i, item := range open {
		odd, more, err := q.resolveItem(ctx, scans, item, fmt.Sprintf("%d/%d  label %d, serial %s: ", i+1, len(open), item.N, item.Serial), reason)
		strange = strange || odd
		if err != nil || !more {
			return strange, err
		}
	}
	return strange, nil
}

// resolveItem asks about one label until there is an answer. more says that the
// next label may be asked about.
func (q *questioner) resolveItem(ctx context.Context, scans *scanReader, item store.Item, question, reason string) (strange, more bool, err error) {
	engine, r := scans.engine, scans.run
	for {
		// A scan may have settled it.
		place, err := engine.Store.Lookup(ctx, r.GTIN, item.Serial)
		if err != nil {
			return strange, false, storeError(err)
		}
		if place.State != store.InDoubt && place.State != store.Sent {
			return strange, true, nil
		}
		line, ok := q.ask(question)
		if !ok {
			return strange, false, nil
		}
		switch wordOf(line) {
		case answerGood:
			return strange, true, decide(ctx, engine, r.ID, []store.Item{item}, store.Printed, reason)
		case answerGone:
			fmt.Fprintln(q.stderr, "  Its serial is burnt. If the label turns up, destroy it.")
			return strange, true, decide(ctx, engine, r.ID, []store.Item{item}, store.Void, reason)
		case answerLater:
			return strange, true, nil
		case answerStop:
			return strange, false, nil
		}
		if !strings.ContainsAny(line, "0123456789") { // as every scan has
			fmt.Fprintln(q.stderr, "  Please type y, n, Enter or q, or scan the label.")
			continue
		}
		fine, err := scans.resolve(ctx, record{text: line, where: "scan"})
		if err != nil {
			return strange, false, err
		}
		strange = strange || !fine
	}
}

// decide writes down what a person found out about labels.
func decide(ctx context.Context, engine *run.Engine, id string, items []store.Item, to store.ItemState, reason string) error {
	var decisions []run.Decision
	for _, item := range items {
		decisions = append(decisions, run.Decision{Serial: item.Serial, To: to, Reason: reason})
	}
	if _, err := engine.Resolve(ctx, id, decisions); err != nil {
		return storeError(err)
	}
	return nil
}
