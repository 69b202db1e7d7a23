package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer/run"
)

// A personAtTerminal answers the questions about tags, and keeps what was said.
type personAtTerminal struct {
	bytes.Buffer
	keyboard io.WriteCloser
	answers  []func() string // a line each; none is the end of input
}

// Write is what the program says; a line that stays open is a question.
func (p *personAtTerminal) Write(b []byte) (int, error) {
	n, err := p.Buffer.Write(b)
	said := string(b)
	switch {
	case !strings.HasSuffix(said, ": "):
	case len(p.answers) == 0:
		p.keyboard.Close()
	default:
		answer := p.answers[0]
		p.answers = p.answers[1:]
		line := answer()
		go func() { _, _ = io.WriteString(p.keyboard, line) }() // the program reads when it has asked
	}
	return n, err
}

// atTerminal runs a command line at a terminal, where a person answers questions.
func atTerminal(t *testing.T, args []string, answers ...func() string) (code int, said string) {
	t.Helper()
	stdin, keyboard := io.Pipe()
	defer stdin.Close()
	person := &personAtTerminal{keyboard: keyboard, answers: answers}
	p := &program{
		stdin: stdin, stdout: io.Discard, stderr: person, now: time.Now,
		getenv:        func(string) string { return "" },
		stdinTerminal: true, stderrTerminal: true,
	}
	code = p.run(context.Background(), append([]string{"eachmark"}, args...))
	return code, person.String()
}

func typed(lines ...string) func() string {
	return func() string { return strings.Join(lines, "\r\n") + "\r\n" }
}

// tagOnRoll reads the tag of the n-th label on the roll in dir as a reader types it.
func tagOnRoll(t *testing.T, dir string, n int) func() string {
	return func() string {
		f, err := os.Open(filepath.Join(dir, "roll.ndjson"))
		if err != nil {
			t.Error(err)
			return ""
		}
		defer f.Close()
		var label struct{ EPC string }
		d := json.NewDecoder(f)
		for range n {
			if err := d.Decode(&label); err != nil {
				t.Error(err)
			}
		}
		return strings.ToLower(label.EPC) + "\r\n"
	}
}

func printArgs(t *testing.T, faults string) (args []string, roll, out string) {
	roll, out = filepath.Join(t.TempDir(), "roll"), t.TempDir()
	uri := "virtual:" + roll + "?decode=command&seed=7"
	if faults != "" {
		uri += "&faults=" + faults
	}
	return []string{
		"print", "--gtin", "09506000134352", "--count", "3", "--rfid", "--gcp-length", "7", "--operator", "Ana",
		"--out", out, "--printer", uri, "--store", filepath.Join(out, "s.db"),
	}, roll, out
}

// TestTagDialogue has a person check the first and the last tag of a run.
func TestTagDialogue(t *testing.T) {
	yes, no, skip := typed("y"), typed("n"), typed("s")
	args, roll, _ := printArgs(t, "")
	code, said := atTerminal(t, args, typed("", "hello"), tagOnRoll(t, roll, 1), tagOnRoll(t, roll, 3))
	for _, want := range []string{
		"Check the first tag: label 1, serial ", `"hello" is no EPC`, "The tag matches.",
		"Check the last tag: label 3, serial ", "3 of 3 labels printed", "Done.",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing says %q", want)
		}
	}
	if code != exitDone || strings.Contains(said, "not checked") || t.Failed() {
		t.Errorf("exit code %d\n%s", code, said)
	}

	for _, test := range []struct {
		name    string
		answers []func() string
		code    int
		want    string
	}{
		{"on a person's word", []func() string{yes, yes}, exitDone, "The tag matches.\n3 of 3 labels printed"},
		{"not wanted", []func() string{skip, skip}, exitDone, "The first and the last tag were not checked with another reader"},
		{"end of input", nil, exitDone, "The first and the last tag were not checked with another reader"},
		{"wrong", []func() string{no}, exitPerson, "0 of 3 labels printed, 0 void, 1 in doubt"},
		{"the last is not read", []func() string{yes, skip}, exitDone, "The last tag was not checked"},
		{"one nearby was read first", []func() string{typed("3036443340000000C0000007"), yes, yes}, exitDone, "read it again"},
		{"a reader that ends lines twice", []func() string{typed("y", ""), typed("", "n")}, exitPerson, "1 of 3 labels printed, 0 void, 2 in doubt"},
	} {
		t.Run(test.name, func(t *testing.T) {
			args, _, _ := printArgs(t, "")
			code, said := atTerminal(t, args, test.answers...)
			if code != test.code || !strings.Contains(said, test.want) {
				t.Errorf("exit code %d, want %d and %q in\n%s", code, test.code, test.want, said)
			}
		})
	}
}

// TestTagDialogueNeighbour: the printer writes to the label beside, and the person
// with a reader finds out at the first label.
func TestTagDialogueNeighbour(t *testing.T) {
	args, _, out := printArgs(t, "rfid-next@1")
	blank := typed("E28011902000600000001234")
	code, said := atTerminal(t, args, blank, blank)
	id := onlyRun(t, out)
	for _, want := range []string{
		"read it again, or type n", "The tag is wrong.", "0 of 3 labels printed, 0 void, 1 in doubt.",
		"The RFID tag of a label does not hold what its print says. The printer may be writing to the tag of the label beside: run its RFID calibration",
		"holds E28011902000600000001234", "eachmark run resolve " + id + " --destroyed all", "eachmark run resume " + id,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing says %q", want)
		}
	}
	if code != exitPerson || t.Failed() {
		t.Errorf("exit code %d\n%s", code, said)
	}
}

// TestTagUnasked: nobody is asked who cannot answer or does not want to.
func TestTagUnasked(t *testing.T) {
	for _, flag := range []string{"--skip-tag-check", "--progress=json"} {
		args, _, _ := printArgs(t, "")
		if code, said := atTerminal(t, append(args, flag)); code != exitDone || strings.Contains(said, "Check the first tag") ||
			!strings.Contains(said, "The first and the last tag were not checked") {
			t.Errorf("%s: exit code %d\n%s", flag, code, said)
		}
	}
}

func TestTagFact(t *testing.T) {
	at := time.Date(2026, 11, 22, 15, 4, 5, 0, time.Local)
	for _, test := range []struct {
		check      run.TagCheck
		name, fact string
	}{
		{run.TagCheck{Place: run.FirstTag, N: 1, Serial: "A", Answer: run.TagMatches, Read: "30AB", At: at, Operator: "Ana"},
			"first tag", "checked by Ana, 2026-11-22 15:04:05: matches (label 1, serial A, read 30AB)"},
		{run.TagCheck{Place: run.LastTag, N: 9, Serial: "B", Answer: run.TagWrong, At: at},
			"last tag", "checked, 2026-11-22 15:04:05: wrong (label 9, serial B, seen by a person)"},
		{run.TagCheck{Place: run.LastTag, N: 9, Serial: "B", Answer: run.TagUnchecked, At: at, Operator: "Ana"},
			"last tag", "not checked by Ana, 2026-11-22 15:04:05 (label 9, serial B)"},
		{run.TagCheck{Place: run.LastTag, N: 9, Serial: "B", Answer: run.TagUnchecked}, "last tag", "not checked (label 9, serial B)"},
		{run.TagCheck{N: 9, Serial: "B", Answer: run.TagMatches, Read: "30AB", At: at, Operator: "Ana"},
			"tag", "checked by Ana, 2026-11-22 15:04:05: matches (label 9, serial B, read 30AB)"},
	} {
		if got := tagFact(test.check); got != [2]string{test.name, test.fact} {
			t.Errorf("%q, want %q: %q", got, test.name, test.fact)
		}
	}
}
