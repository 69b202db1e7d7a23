package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

// talkOptions say how much a long command tells, and in which form.
type talkOptions struct {
	json     bool
	quiet    bool
	progress string
}

func talkOf(c *cli.Context) talkOptions {
	return talkOptions{json: c.Bool("json"), quiet: c.Bool("quiet"), progress: c.String("progress")}
}

// A progress tells how far a run is while it is printed: a bar at a terminal,
// lines of JSON where asked for, nothing otherwise.
type progress struct {
	id  string
	w   io.Writer // gets JSON, nil for none
	bar *progressbar.ProgressBar
}

func (p *program) newProgress(talk talkOptions, id string) *progress {
	bar := &progress{id: id}
	switch {
	case talk.progress == "json":
		bar.w = p.stderr
	case p.stderrTerminal && !talk.quiet:
		bar.bar = progressbar.NewOptions(1,
			progressbar.OptionSetWriter(p.stderr), progressbar.OptionSetDescription("run "+id),
			progressbar.OptionShowCount(), progressbar.OptionSetItsString("labels"), progressbar.OptionShowIts(),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return bar
}

func (b *progress) tell(c store.Counts) {
	done := c.Printed + c.Verified
	if b.w != nil {
		writeJSON(b.w, struct {
			Schema string `json:"schema"`
			Run    string `json:"run"`
			countsJSON
		}{"progress/1", b.id, newCountsJSON(c)})
	}
	if b.bar != nil {
		b.bar.ChangeMax(c.Live())
		_ = b.bar.Set(max(done, c.Sent)) // a bar that cannot be drawn is no reason to stop
	}
}

func (b *progress) finish() {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}

// closingWords are the sentences for the operator after a run: how many labels
// there are, what is wrong and what to do. The last one names the run.
func closingWords(r run.Result, inDoubt []string, dir string, brief, interrupted bool) []string {
	lines := []string{countWords(r)}
	if r.Fault != nil {
		lines = append(lines, r.Fault.String())
	}
	if len(inDoubt) > 0 {
		lines = append(lines, "In doubt: "+strings.Join(inDoubt, ", "))
	}
	lines = append(lines, "Files: "+dir)
	lines = append(lines, nextStep(r, interrupted))
	if brief {
		return lines[len(lines)-1:]
	}
	return lines
}

func countWords(r run.Result) string {
	c := r.Counts
	if r.Run.State == store.RunUnconfirmed {
		return fmt.Sprintf("This printer confirms nothing: of %d labels %d are sent and %d confirmed.", r.Run.Count, c.Sent, c.Printed+c.Verified)
	}
	words := fmt.Sprintf("%d of %d labels printed, %d void, %d in doubt", c.Printed+c.Verified, r.Run.Count, c.Void, c.InDoubt)
	if c.Cancelled > 0 {
		words += fmt.Sprintf(", %d cancelled before they reached paper", c.Cancelled)
	}
	if c.Sent > 0 {
		words += fmt.Sprintf(", %d sent and not settled yet", c.Sent)
	}
	return words + "."
}

// nextStep is the sentence that says what to type next.
func nextStep(r run.Result, interrupted bool) string {
	id := r.Run.ID
	switch {
	case r.Run.State == store.RunClosed:
		return fmt.Sprintf("Done. To see every serial: eachmark run show %s --items", id)
	case r.Run.State == store.RunUnconfirmed:
		return fmt.Sprintf("%d sent, none confirmed; look at the labels, then: eachmark run resolve %s --printed all --operator NAME", r.Counts.Sent, id)
	case needsAnswer(r):
		return fmt.Sprintf("Look for the labels in doubt on the roll, then: eachmark run resolve %s --printed SERIAL,… --destroyed SERIAL,… --operator NAME", id)
	case interrupted:
		return "Interrupted; nothing is lost. To go on: eachmark run resume " + id
	case r.Fault == nil:
		return fmt.Sprintf("To print the labels still lacking, %d: eachmark run resume %s", r.Run.Count-r.Counts.Live()+r.Counts.Waiting, id)
	}
	return "Then: eachmark run resume " + id
}

// needsAnswer reports whether all that is left of a run are labels in doubt.
func needsAnswer(r run.Result) bool {
	return r.Fault == nil && r.Counts.InDoubt > 0 && r.Counts.Waiting == 0 && r.Counts.Sent == 0 && r.Counts.Live() >= r.Run.Count
}

// runExit picks the exit code for a run left in this state.
func runExit(r run.Result, interrupted bool) error {
	switch {
	case r.Run.State == store.RunClosed, r.Run.State == store.RunUnconfirmed:
		return nil
	case interrupted:
		return errQuiet(exitInterrupted)
	case r.Fault != nil && r.Fault.Kind == printer.FaultConnection:
		return errQuiet(exitResumable)
	case r.Fault != nil, needsAnswer(r):
		return errQuiet(exitPerson)
	}
	return errQuiet(exitResumable)
}
