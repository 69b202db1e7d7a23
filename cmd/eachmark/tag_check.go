package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer/run"
)

// Whoever prints labels with RFID tags at a terminal is asked to check the first and
// the last of them with another reader.

func skipTagCheckFlag() cli.Flag {
	return &cli.BoolFlag{Name: "skip-tag-check", Usage: "do not ask for the first and the last RFID tag to be read with another reader"}
}

// A tagAsker asks the person at the terminal. What is typed, by hand or by a reader
// that types like a keyboard, comes as lines.
type tagAsker struct {
	*program
	bar   *progress
	lines chan string // nil until the first question; closed at the end of input
}

// tagChecker returns what has tags checked, nil where nobody can be asked or wants to
// be.
func (p *program) tagChecker(talk talkOptions, bar *progress) func(context.Context, run.TagCheck) (run.TagCheck, error) {
	if !p.stdinTerminal || !p.stderrTerminal || talk.skipTagCheck || talk.progress != "" {
		return nil
	}
	return (&tagAsker{program: p, bar: bar}).ask
}

// typedAhead is how many lines may be typed before somebody asks.
const typedAhead = 16

// listen drops what was typed before now, which answers nothing.
func (a *tagAsker) listen() {
	if a.lines == nil {
		a.lines = make(chan string, typedAhead)
		go func() {
			defer close(a.lines)
			for s := bufio.NewScanner(a.stdin); s.Scan(); {
				a.lines <- s.Text()
			}
		}()
	}
	for len(a.lines) > 0 {
		<-a.lines
	}
}

// ask has one tag checked. The end of input leaves it unchecked.
func (a *tagAsker) ask(ctx context.Context, c run.TagCheck) (run.TagCheck, error) {
	a.listen()
	a.bar.clear()
	fmt.Fprintf(a.stderr, "\nCheck the %s tag: label %d, serial %s.\nAnother RFID reader, with other labels kept away from it, must read\n  %s\n", c.Place, c.N, c.Serial, c.EPC)
	question := "Read it now. Or type y if it reads this, n if anything else, s to go on unchecked: "
	for {
		fmt.Fprint(a.stderr, question)
		select {
		case <-ctx.Done():
			fmt.Fprintln(a.stderr)
			return c, ctx.Err()
		case line, more := <-a.lines:
			if !more {
				fmt.Fprintln(a.stderr)
				line = "s"
			}
			var answered bool
			if c, question, answered = answerOf(c, line); answered {
				fmt.Fprintln(a.stderr, checkedWords(c))
				return c, nil
			}
		}
	}
}

// answerOf takes a line for the answer about a tag. If it is none, or one to be sure
// of, question is what is asked next. A wrong tag must be read twice: the first time
// it may be that of a label nearby.
func answerOf(c run.TagCheck, line string) (answered run.TagCheck, question string, ok bool) {
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "":
		return c, "", false
	case "y", "yes":
		c.Answer, c.Read = run.TagMatches, ""
		return c, "", true
	case "n", "no":
		c.Answer = run.TagWrong
		return c, "", true
	case "s", "skip":
		c.Answer, c.Read = run.TagUnchecked, ""
		return c, "", true
	}
	before := c.Read
	c, err := c.Compare(line)
	switch {
	case err != nil:
		return c, fmt.Sprintf("%.40q is no EPC in hexadecimal. Read the tag, or type y, n or s: ", line), false
	case c.Answer == run.TagMatches, c.Read == before:
		return c, "", true
	}
	return c, "That does not belong there. Keep other labels away and read it again, or type n if it is the tag of this label: ", false
}

// checkedWords says what the check of a tag came to.
func checkedWords(c run.TagCheck) string {
	switch c.Answer {
	case run.TagMatches:
		return "The tag matches."
	case run.TagWrong:
		return "The tag is wrong."
	}
	return "The tag is not checked."
}

// tagName is what a tag that is checked is called.
func tagName(p run.Place) string { return strings.TrimSpace(string(p) + " tag") }

// tagFact returns what a report says of a check.
func tagFact(c run.TagCheck) [2]string {
	label := fmt.Sprintf("label %d, serial %s", c.N, c.Serial)
	switch {
	case c.At.IsZero():
		return [2]string{tagName(c.Place), fmt.Sprintf("not checked (%s)", label)}
	case c.Answer == run.TagUnchecked:
		return [2]string{tagName(c.Place), fmt.Sprintf("not checked%s, %s (%s)", by(c.Operator), c.At.Local().Format(time.DateTime), label)}
	}
	read := "seen by a person"
	if c.Read != "" {
		read = "read " + c.Read
	}
	return [2]string{tagName(c.Place), fmt.Sprintf("checked%s, %s: %s (%s, %s)", by(c.Operator), c.At.Local().Format(time.DateTime), c.Answer, label, read)}
}

func by(operator string) string {
	if operator == "" {
		return ""
	}
	return " by " + operator
}

// uncheckedWords says which of the first and the last tag nobody has checked; "" if
// that is none.
func uncheckedWords(checks []run.TagCheck) string {
	var names []string
	for _, place := range []run.Place{run.FirstTag, run.LastTag} {
		answer := run.TagAnswer("")
		for _, c := range checks {
			if c.Place == place {
				answer = c.Answer
			}
		}
		if answer == run.TagUnchecked {
			names = append(names, string(place))
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return "The " + names[0] + " tag was not checked"
	}
	return "The first and the last tag were not checked"
}
