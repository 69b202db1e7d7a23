//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// startPrinting starts a run of many labels on a slow printer and waits until
// some are printed.
func startPrinting(t *testing.T, out string, stderr io.Writer) (wait func() int, kill func(os.Signal), id string) {
	t.Helper()
	c := programCommand(t, "print", "--gtin", "09506000134352", "--count", "500", "--out", out,
		"--store", filepath.Join(out, "s.db"), "--printer", fmt.Sprintf("virtual:%s?speed=600&decode=command", filepath.Join(out, "roll")))
	c.Stderr = stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for start := time.Now(); rollLines(out) < 3; time.Sleep(5 * time.Millisecond) {
		if time.Since(start) > time.Minute {
			_ = c.Process.Kill()
			t.Fatal("nothing is printed")
		}
	}
	wait = func() int {
		_ = c.Wait() // the exit code says it
		return c.ProcessState.ExitCode()
	}
	return wait, func(s os.Signal) {
		if err := c.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
	}, onlyRun(t, out)
}

// TestSignals: asked to stop by whatever signal, a run ends between two labels
// and can be resumed.
func TestSignals(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(signal.String(), func(t *testing.T) {
			out := t.TempDir()
			var stderr bytes.Buffer
			wait, kill, id := startPrinting(t, out, &stderr)
			kill(signal)
			if code := wait(); code != exitInterrupted {
				t.Errorf("exit code %d, want %d\n%s", code, exitInterrupted, &stderr)
			}
			record := showRun(t, id, filepath.Join(out, "s.db"))
			if record.State != "stopped" || record.Sent != 0 || record.InDoubt != 0 || record.Printed < 3 {
				t.Errorf("%+v, want the run stopped and no label open", record)
			}
			if told := stderr.String(); !strings.HasSuffix(strings.TrimSpace(told), "eachmark run resume "+id) &&
				!strings.Contains(told, "eachmark run resume "+id+" --store") {
				t.Errorf("the last words are %q", told)
			}
		})
	}
}

// TestResolveWhilePrinting: nobody resolves labels of a run that is printed.
func TestResolveWhilePrinting(t *testing.T) {
	out := t.TempDir()
	var stderr bytes.Buffer
	wait, kill, id := startPrinting(t, out, &stderr)
	storePath := filepath.Join(out, "s.db")
	runProgram(t, exitRefused, "run", "resolve", id, "--printed", "all", "--operator", "ada", "--store", storePath)
	runProgram(t, exitRefused, "run", "resume", id, "--store", storePath)
	kill(syscall.SIGKILL)
	wait()
	runProgram(t, exitRefused, "run", "resolve", id, "--printed", "all", "--operator", "ada", "--store", storePath)
}

// TestActsAsJSON: whatever a person does to a run is one record on the standard
// output, also while it is printed.
func TestActsAsJSON(t *testing.T) {
	for act, flags := range map[string][]string{"pause": nil, "cancel": {"--operator", "ada"}} {
		t.Run(act, func(t *testing.T) {
			out := t.TempDir()
			var stderr bytes.Buffer
			wait, _, id := startPrinting(t, out, &stderr)
			args := append([]string{"run", act, id, "--json", "--store", filepath.Join(out, "s.db")}, flags...)
			var record runRecord
			if stdout := runProgram(t, exitDone, args...); json.Unmarshal(stdout, &record) != nil {
				t.Errorf("%q tells %q, want one object", args, stdout)
			}
			if record.Schema != "run/1" || record.ID != id || record.Request != act {
				t.Errorf("%q tells %+v", args, record)
			}
			if code := wait(); code != exitResumable && code != exitDone {
				t.Errorf("the run ended with exit code %d\n%s", code, &stderr)
			}
		})
	}
}

// TestResumeElsewhere: a run that is open, and has no folder here, may be printed by
// another computer that has the same store.
func TestResumeElsewhere(t *testing.T) {
	out := t.TempDir()
	var stderr bytes.Buffer
	wait, kill, id := startPrinting(t, out, &stderr)
	kill(syscall.SIGKILL)
	wait()
	storePath := filepath.Join(out, "s.db")
	if err := os.Rename(filepath.Join(out, id), filepath.Join(out, "moved")); err != nil {
		t.Fatal(err)
	}
	runProgram(t, exitRefused, "run", "resume", id, "--store", storePath)
	if record := showRun(t, id, storePath); record.State != "open" {
		t.Errorf("%+v, want it as it was", record)
	}
}

// TestBrokenPipe: a reader of the progress that goes away does not stop a run.
func TestBrokenPipe(t *testing.T) {
	out := t.TempDir()
	c := programCommand(t, "print", "--gtin", "09506000134352", "--count", "20", "--printer", "virtual", "--out", out, "--progress", "json")
	pipe, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(pipe, make([]byte, 20)); err != nil {
		t.Fatal(err)
	}
	pipe.Close()
	_ = c.Wait()
	if n := rollLines(out); n != 20 {
		t.Errorf("%d labels on the roll, want 20 (%s)", n, c.ProcessState)
	}
}

// TestStreamAnswersAtOnce: a scanner gets the answer to a scan before it sends
// the next one.
func TestStreamAnswersAtOnce(t *testing.T) {
	for _, args := range [][]string{{"parse", "--json"}, {"epc", "decode", "--json"}, {"convert", "--to", "hri"}} {
		c := programCommand(t, args...)
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(in, "3074257BF7194E4000001A85")
		if _, err := out.Read(make([]byte, 1)); err != nil { // blocks for ever if nothing comes
			t.Errorf("%v: %v", args, err)
		}
		in.Close()
		_, _ = io.Copy(io.Discard, out)
		if err := c.Wait(); err != nil {
			t.Errorf("%v: %v", args, err)
		}
	}
}
