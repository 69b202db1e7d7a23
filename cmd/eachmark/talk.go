package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

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

	skipTagCheck bool // asks nothing about tags
}

func (t talkOptions) check() error {
	if t.progress != "" && t.progress != "json" {
		return usageError("for example: --progress json", "--progress is %q, expected json", t.progress)
	}
	return nil
}

func talkOf(c *cli.Context) talkOptions {
	return talkOptions{json: c.Bool("json"), quiet: c.Bool("quiet"), progress: c.String("progress"), skipTagCheck: c.Bool("skip-tag-check")}
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

// clear takes the bar away until more is told.
func (b *progress) clear() {
	if b.bar != nil {
		_ = b.bar.Clear() // or it stands beside what is said next
	}
}

func (b *progress) finish() {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}

// An ending is how a command leaves a run.
type ending struct {
	run.Result
	inDoubt     []string // serials somebody has to look for
	problems    []string // what the labels do not show
	store       string   // to be named in further commands, "" if it is found without
	interrupted bool
	asks        bool           // there is a terminal at which run resolve asks
	tags        []run.TagCheck // of a run with RFID tags
}

// words are the sentences for the operator: how many labels there are, what is
// wrong and what to do. The last one names the run.
func (e ending) words(brief bool) []string {
	var lines []string
	if !brief {
		lines = append(lines, e.counts())
	}
	if len(e.inDoubt) > 0 {
		lines = append(lines, "In doubt: "+strings.Join(e.inDoubt, ", "))
	}
	if words := uncheckedWords(e.tags); words != "" && !brief && e.Fault == nil && e.Counts.Waiting == 0 {
		lines = append(lines, words+" with another reader: a printer that is set up wrongly writes to the label beside. "+
			"To check them, scan each label and read its tag: "+e.command("resolve", " --scanned - --operator NAME"))
	}
	for _, problem := range e.problems {
		lines = append(lines, "On the labels: "+withoutPackages(problem))
	}
	if !brief {
		lines = append(lines, "Files: "+relative(folderOf(e.Run)))
	}
	if e.Fault != nil {
		lines = append(lines, faultSentence(*e.Fault))
	}
	return append(lines, e.next())
}

func (e ending) counts() string {
	c := e.Counts
	if e.Run.State == store.RunUnconfirmed {
		return fmt.Sprintf("This printer confirms nothing: of %s %d are sent and %d confirmed.", countOf(e.Run.Count, "label"), c.Sent, c.Printed+c.Verified)
	}
	words := fmt.Sprintf("%d of %s printed, %d void, %d in doubt", c.Printed+c.Verified, countOf(e.Run.Count, "label"), c.Void, c.InDoubt)
	if c.Cancelled > 0 {
		words += fmt.Sprintf(", %d cancelled before they reached paper", c.Cancelled)
	}
	if c.Sent > 0 {
		words += fmt.Sprintf(", %d sent and not settled yet", c.Sent)
	}
	return words + "."
}

// command is a command line about the run.
func (e ending) command(verb, flags string) string {
	return runLine(verb, e.Run.ID, flags, e.store)
}

// next is the sentence that says what to type next.
func (e ending) next() string {
	command := e.command
	resume := command("resume", "")
	resolve := func(flags string) string {
		if e.asks {
			flags = ""
		}
		return command("resolve", flags)
	}
	switch {
	case e.Run.State == store.RunClosed && e.Run.Request == store.RequestCancel:
		return "Cancelled. To see every serial: " + command("show", " --items")
	case e.Run.State == store.RunClosed:
		return "Done. To see every serial: " + command("show", " --items")
	case e.Run.State == store.RunUnconfirmed:
		return fmt.Sprintf("%d sent, none confirmed; look at the labels, then: %s", e.Counts.Sent, resolve(" --printed all --operator NAME"))
	case e.Fault == nil && e.Counts.Sent > 0 && e.Run.Request == store.RequestCancel:
		return fmt.Sprintf("Cancelled, with %d sent and not settled. To have the printer's counters settle that: %s", e.Counts.Sent, resume)
	case e.Fault != nil && e.Fault.Kind == printer.FaultTagBeside:
		return fmt.Sprintf("When the labels in doubt are destroyed: %s; or to scan each and read its tag: %s. To go on after that: %s",
			command("resolve", " --destroyed all --operator NAME"), command("resolve", " --scanned - --operator NAME"), resume)
	case e.PoolEmpty:
		return fmt.Sprintf("Pool %s has no serials left for the %s still lacking. To print a void serial again: %s; to leave it at that: %s",
			e.Run.Pool, countOf(e.lacking(), "label"), command("reprint", " --serial SERIAL --operator NAME --reason TEXT"), command("cancel", " --operator NAME"))
	case e.needsAnswer():
		return "Look for the labels in doubt on the roll, then: " + resolve(" --printed SERIAL,… --destroyed SERIAL,… --operator NAME")
	case e.Request == store.RequestPause:
		return "Paused, as somebody asked. To go on: " + resume
	case e.interrupted:
		return "Interrupted; nothing is lost. To go on: " + resume
	case e.Fault == nil:
		return fmt.Sprintf("To print the %s still lacking: %s", countOf(e.lacking()+e.Counts.Waiting, "label"), resume)
	}
	return "Then: " + resume
}

// runLine is a command line about a run, with the store where it must be named.
func runLine(verb, id, flags, storeFlag string) string {
	line := "eachmark run " + verb + " " + id + flags
	if storeFlag != "" {
		line += " --store " + quoted(storeFlag)
	}
	return line
}

// quoted returns a word as a shell takes it.
func quoted(word string) string {
	if strings.ContainsFunc(word, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./:@%+,=\\", r)
	}) {
		return "'" + word + "'"
	}
	return word
}

// lacking is how many good labels there are too few serials for.
func (e ending) lacking() int { return e.Run.Count - e.Counts.Live() }

// needsAnswer reports whether all that is left of a run are labels in doubt.
func (e ending) needsAnswer() bool {
	lacking := e.lacking() > 0 && e.Run.Request != store.RequestCancel
	return e.Fault == nil && e.Counts.InDoubt > 0 && e.Counts.Waiting == 0 && !lacking
}

// exit picks the exit code for a run left like this.
func (e ending) exit() error {
	switch {
	case e.Run.State == store.RunClosed, e.Run.State == store.RunUnconfirmed:
		return nil
	case e.interrupted:
		return errQuiet(exitInterrupted)
	case e.Fault != nil && e.Fault.Kind == printer.FaultConnection:
		return errQuiet(exitResumable)
	case e.Fault != nil, e.PoolEmpty, e.needsAnswer():
		return errQuiet(exitPerson)
	}
	return errQuiet(exitResumable)
}
