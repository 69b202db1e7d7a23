package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/testdata/judges"
)

// A rollLabel is one line of roll.ndjson: a label on the virtual printer's roll.
type rollLabel struct {
	N        int    `json:"n"`
	Elements string `json:"elements"`
	Partial  bool   `json:"partial"`
	PNG      string `json:"png"`
}

func labelsOnRoll(t *testing.T, dir string) []rollLabel {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "roll.ndjson"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var labels []rollLabel
	for d := json.NewDecoder(bytes.NewReader(b)); ; {
		var l rollLabel
		if err := d.Decode(&l); err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
			return labels // a torn tail is no label
		} else if err != nil {
			t.Fatal(err)
		}
		labels = append(labels, l)
	}
}

func serialOf(t *testing.T, elements string) string {
	t.Helper()
	m, err := gs1.ParseBracketed(elements, nil)
	if err != nil {
		t.Fatalf("roll says %q: %v", elements, err)
	}
	serial, ok := m.Value(gs1.AI21)
	if !ok {
		t.Fatalf("roll says %q: no serial", elements)
	}
	return serial
}

// TestPicturesDecode is the promise of a run: the k-th picture, decoded by a
// program that is not ours, holds what the k-th record of the roll says.
func TestPicturesDecode(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
	}{
		{"usual", []string{"--lot", "LOT42", "--expiry", "2027-12-31", "--product", "Ringer's solution 500 ml – sterile"}},
		{"serial only", nil},
		{"longest", []string{"--lot", "ABCDEFGHIJKLMNOPQRST", "--expiry", "2027-12-31", "--dpmm", "12"}},
		{"characters", []string{"--lot", `A_1_d065>0"%&(/)*+`, "--dpmm", "24"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := t.TempDir()
			args := append([]string{"print", "--gtin", "09506000134352", "--count", "5", "--printer", "virtual", "--out", out, "--json"}, test.args...)
			stdout := runProgram(t, 0, args...)
			var record runRecord
			if err := json.Unmarshal(stdout, &record); err != nil {
				t.Fatal(err)
			}
			roll := labelsOnRoll(t, record.Folder)
			if len(roll) != 5 {
				t.Fatalf("%d labels on the roll, want 5", len(roll))
			}
			var pictures []string
			for i, l := range roll {
				pictures = append(pictures, filepath.Join(record.Folder, "labels", fmt.Sprintf("%04d.png", i+1)))
				if l.PNG != fmt.Sprintf("labels/%04d.png", i+1) {
					t.Errorf("label %d: picture %s", i+1, l.PNG)
				}
			}
			for i, decoded := range judges.ZXing(t, pictures...) {
				m, err := gs1.ParseScan(decoded.Symbology+decoded.Text, nil)
				if err != nil || decoded.Symbology != "]d2" || m.String() != roll[i].Elements {
					t.Errorf("picture %d decodes to %s%q (%v), the roll says %s", i+1, decoded.Symbology, decoded.Text, err, roll[i].Elements)
				}
			}
		})
	}
}

// runProgram runs the command line in a process of its own and returns its
// standard output.
func runProgram(t *testing.T, wantCode int, args ...string) []byte {
	t.Helper()
	c := programCommand(t, args...)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	stdout, err := c.Output()
	if code := c.ProcessState.ExitCode(); code != wantCode {
		t.Fatalf("eachmark %v: exit code %d, want %d (%v)\n%s", args, code, wantCode, err, &stderr)
	}
	return stdout
}

func programCommand(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Env = append(os.Environ(), asProgram+"=1", "XDG_DATA_HOME="+t.TempDir(), "LocalAppData="+t.TempDir())
	return c
}

// TestKilledAnywhere kills a run of 200 labels twenty times, each time at
// another moment, and resumes it, every other time with five labels at once. In the end no serial stands on two labels,
// every label on the roll is known to the journal, and the states add up.
func TestKilledAnywhere(t *testing.T) {
	const wanted, kills, window = 250, 20, 5
	out := t.TempDir()
	storePath := filepath.Join(out, defaultStoreName)
	random := rand.New(rand.NewPCG(2026, 11))
	args := []string{"print", "--gtin", "09506000134352", "--lot", "LOT42", "--count", fmt.Sprint(wanted), "--printer", "virtual", "--out", out}
	id := ""
	for i := range kills {
		killed := killAt(t, out, id, random.IntN(8), time.Duration(random.IntN(8_000))*time.Microsecond, args)
		if !killed {
			t.Fatal("the run was over before it was killed twenty times")
		}
		id = onlyRun(t, out)
		args = []string{"run", "resume", id, "--store", storePath, "--window", fmt.Sprint(1 + i%2*(window-1))}
	}
	finish(t, id, storePath)
	record := showRun(t, id, storePath)
	checkAccounts(t, record, labelsOnRoll(t, filepath.Join(out, id)), kills*window)
	if got := record.Printed + record.Verified + record.InDoubt; got != wanted {
		t.Errorf("%d labels are printed or in doubt, want %d", got, wanted)
	}
}

// killAt starts the program, lets the roll grow by labels, waits a little more
// and kills it. It reports whether the program was still running.
func killAt(t *testing.T, out, id string, labels int, more time.Duration, args []string) bool {
	t.Helper()
	c := programCommand(t, args...)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan error, 1)
	go func() { over <- c.Wait() }()
	before := rollLines(out)
	tick := time.NewTicker(500 * time.Microsecond)
	defer tick.Stop()
	for rollLines(out) < before+labels || id == "" && rollLines(out) == 0 {
		select {
		case err := <-over:
			t.Logf("ended by itself: %v\n%s", err, &stderr)
			return false
		case <-tick.C:
		}
	}
	time.Sleep(more)
	if err := c.Process.Kill(); err != nil {
		t.Logf("kill: %v", err)
	}
	<-over
	return !c.ProcessState.Exited()
}

// rollLines counts the labels on the one roll below out.
func rollLines(out string) int {
	rolls, _ := filepath.Glob(filepath.Join(out, "*", "roll.ndjson"))
	lines := 0
	for _, path := range rolls {
		f, err := os.Open(path)
		if err != nil {
			continue
		}
		for s := bufio.NewScanner(f); s.Scan(); lines++ {
		}
		f.Close()
	}
	return lines
}

func onlyRun(t *testing.T, out string) string {
	t.Helper()
	dirs, _ := filepath.Glob(filepath.Join(out, "R*"))
	if len(dirs) != 1 {
		t.Fatalf("%d run folders below %s, want one", len(dirs), out)
	}
	return filepath.Base(dirs[0])
}

// finish resumes the run until it does not ask for it any more.
func finish(t *testing.T, id, storePath string) {
	t.Helper()
	for range 5 {
		c := programCommand(t, "run", "resume", id, "--store", storePath)
		out, _ := c.CombinedOutput()
		switch c.ProcessState.ExitCode() {
		case exitDone, exitPerson:
			return
		case exitResumable:
		default:
			t.Fatalf("resume: %s\n%s", c.ProcessState, out)
		}
	}
	t.Fatal("the run asks to be resumed for ever")
}

func showRun(t *testing.T, id, storePath string) (record runRecord) {
	t.Helper()
	b := runProgram(t, 0, "run", "show", id, "--items", "--json", "--store", storePath)
	if err := json.Unmarshal(b, &record); err != nil {
		t.Fatal(err)
	}
	return record
}

// checkAccounts holds the journal against the roll.
func checkAccounts(t *testing.T, record runRecord, roll []rollLabel, disturbances int) {
	t.Helper()
	onRoll := map[string]int{}
	for _, l := range roll {
		if !l.Partial {
			onRoll[serialOf(t, l.Elements)]++
		}
	}
	states := map[string]int{}
	for _, item := range record.Items {
		states[item.State]++
		switch n := onRoll[item.Serial]; {
		case n > 1:
			t.Errorf("serial %s stands on %d labels", item.Serial, n)
		case item.State == "printed" && n != 1:
			t.Errorf("serial %s is printed, and stands on %d labels", item.Serial, n)
		case (item.State == "waiting" || item.State == "cancelled") && n != 0:
			t.Errorf("serial %s is %s, and stands on a label", item.Serial, item.State)
		}
		delete(onRoll, item.Serial)
	}
	for serial := range onRoll {
		t.Errorf("serial %s is on the roll and not in the run", serial)
	}
	if states["in-doubt"] > disturbances {
		t.Errorf("%d labels in doubt after %d disturbances", states["in-doubt"], disturbances)
	}
	c := record.countsJSON
	if sum := c.Waiting + c.Sent + c.Printed + c.Verified + c.Void + c.InDoubt + c.Cancelled; sum != c.Leased || len(record.Items) != c.Leased {
		t.Errorf("leased %d, the states add up to %d and there are %d items", c.Leased, sum, len(record.Items))
	}
	if c.Waiting != 0 || c.Sent != 0 {
		t.Errorf("%d items wait and %d are sent after the run", c.Waiting, c.Sent)
	}
}

// TestPrintOverTCP sends a run to a printer at the other end of a network
// connection.
func TestPrintOverTCP(t *testing.T) {
	roll := t.TempDir()
	zebra, err := virtual.New(virtual.Config{Dir: roll})
	if err != nil {
		t.Fatal(err)
	}
	defer zebra.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- zebra.Serve(t.Context(), l) }()

	out := t.TempDir()
	storePath := filepath.Join(out, "s.db")
	stdout := runProgram(t, 0, "print", "--gtin", "09506000134352", "--count", "7", "--printer", "tcp://"+l.Addr().String(), "--out", out, "--store", storePath, "--json")
	var record runRecord
	if err := json.Unmarshal(stdout, &record); err != nil {
		t.Fatal(err)
	}
	if record.Printed != 7 || record.State != "closed" {
		t.Errorf("%+v, want 7 printed and the run closed", record)
	}
	checkAccounts(t, showRun(t, record.ID, storePath), labelsOnRoll(t, roll), 0)
	for _, name := range []string{"labels/0007.png", "sheet.pdf", "run.zpl", "report.json"} {
		if !exists(filepath.Join(record.Folder, name)) {
			t.Errorf("%s is missing in the folder of the run", name)
		}
	}
	if err := zebra.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TestPrintUnanswered prints to something that takes bytes and never answers:
// the run ends unconfirmed, and the last sentence says so.
func TestPrintUnanswered(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	received := make(chan string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		b, _ := io.ReadAll(conn) // the sender closes
		received <- string(b)
	}()
	out := t.TempDir()
	c := programCommand(t, "print", "--gtin", "09506000134352", "--count", "3", "--printer", "tcp://"+l.Addr().String(), "--out", out, "--store", filepath.Join(out, "s.db"))
	told, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, told)
	}
	lines := strings.Split(strings.TrimSpace(string(told)), "\n")
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "3 sent, none confirmed") || !strings.Contains(last, "eachmark run resolve R") {
		t.Errorf("the last sentence is %q", last)
	}
	if got := <-received; strings.Count(got, "^XA") != 3 || strings.Contains(got, "~HS") {
		t.Errorf("the listener got %q, want 3 formats, and no ~HS, which some printers would print", got)
	}
}
