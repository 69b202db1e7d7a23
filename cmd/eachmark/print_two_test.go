package main

import (
	"encoding/json"
	"path/filepath"
	"sync"
	"testing"
)

// TestTwoPrinters prints two runs from one pool at the same time, each in a process
// of its own: no serial is on both rolls, and every one is in the journal.
func TestTwoPrinters(t *testing.T) {
	const wanted = 60
	dir := t.TempDir()
	storePath := filepath.Join(dir, "shared.db")
	outs := [2]string{filepath.Join(dir, "a"), filepath.Join(dir, "b")}
	var said [2][]byte
	var runs sync.WaitGroup
	for i, out := range outs {
		c := programCommand(t, "print", "--gtin", "09506000134352", "--count", "60", "--window", "5", "--printer", "virtual",
			"--out", out, "--store", storePath, "--json")
		runs.Go(func() {
			var err error
			if said[i], err = c.Output(); err != nil {
				t.Errorf("run %d: %v", i, err)
			}
		})
	}
	runs.Wait()
	seen := map[string]int{}
	for i := range outs {
		var record runRecord
		if err := json.Unmarshal(said[i], &record); err != nil {
			t.Fatal(err)
		}
		if record.Printed != wanted || record.Leased != wanted {
			t.Errorf("run %d: %+v", i, record.countsJSON)
		}
		for _, l := range labelsOnRoll(t, record.Folder) {
			seen[serialOf(t, l.Elements)]++
		}
		runProgram(t, 0, "run", "audit", record.ID, "--store", storePath)
	}
	if len(seen) != 2*wanted {
		t.Errorf("%d different serials on the rolls, want %d", len(seen), 2*wanted)
	}
	runProgram(t, 0, "serial", "status", "09506000134352", "--store", storePath)
}
