package run

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/zpl"
)

// testTag puts the digits of the serial into the tag.
func testTag(l Label) (zpl.Tag, error) {
	epc, err := hex.DecodeString(fmt.Sprintf("%024s", l.Serial))
	return zpl.Tag{PC: 0x3000, EPC: epc}, err
}

// tagsOnRoll returns the labels of a roll by the EPC in their tags.
func tagsOnRoll(t *testing.T, dir string) (good map[string]int, void int) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, virtual.RollFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	good = map[string]int{}
	for l, err := range virtual.ReadRoll(f) {
		switch {
		case err != nil:
			t.Fatal(err)
		case l.Void:
			void++
		case !l.Partial:
			good[strings.TrimLeft(l.EPC, "0")]++
		}
	}
	return good, void
}

func rfidEngine(t *testing.T, s *store.Store, uri string) *Engine {
	hub := &virtual.Hub{}
	t.Cleanup(func() {
		if err := hub.Close(); err != nil {
			t.Error(err)
		}
	})
	return &Engine{Store: s, Label: testLabel, Tag: testTag, Connect: func(ctx context.Context) (printer.Conn, error) {
		return hub.Open(ctx, uri)
	}}
}

// TestRFID prints labels with tags, some of which fail: those serials are burnt,
// others take their place, and what is verified was read back.
func TestRFID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, dir := newStore(t), t.TempDir()
		id := newRun(t, s, 10)
		e := rfidEngine(t, s, virtual.URI(dir)+"?decode=command&seed=7&faults=rfid-void@3,rfid-dead@5")
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault != nil || result.Run.State != store.RunClosed || result.Counts.Verified != 10 || result.Counts.Void != 2 {
			t.Fatalf("%+v, %v", result, err)
		}
		good, void := tagsOnRoll(t, dir)
		if len(good) != 10 || void != 2 {
			t.Errorf("on the roll %d good tags and %d void labels", len(good), void)
		}
		for item, err := range s.Items(t.Context(), id) {
			if err != nil {
				t.Fatal(err)
			}
			if n := good[item.Serial]; item.State == store.Verified && n != 1 || item.State == store.Void && n != 0 {
				t.Errorf("serial %s is %s, and is in %d good tags", item.Serial, item.State, n)
			}
		}
	})
}

// TestRFIDStops: what a person has to see to stops the run, and leaves nothing
// that is taken for good.
func TestRFIDStops(t *testing.T) {
	for faults, want := range map[string]struct {
		kind          printer.FaultKind
		verified      int
		void, inDoubt int
	}{
		"rfid-dead@2,rfid-dead@3,rfid-dead@4": {printer.FaultRFID, 1, 3, 0},
		"rfid-twin@3":                         {printer.FaultTagTwin, 2, 0, 1},
	} {
		t.Run(faults, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, dir := newStore(t), t.TempDir()
				id := newRun(t, s, 5)
				e := rfidEngine(t, s, virtual.URI(dir)+"?decode=command&seed=7&faults="+faults)
				result, err := e.Print(t.Context(), id)
				c := result.Counts
				if err != nil || result.Fault == nil || result.Fault.Kind != want.kind || c.Verified != want.verified || c.Void != want.void || c.InDoubt != want.inDoubt {
					t.Fatalf("%+v, %v, want %+v", result, err, want)
				}
				result, err = e.Print(t.Context(), id)
				if err != nil || result.Fault != nil || result.Counts.Verified != 5-want.inDoubt {
					t.Errorf("resumed: %+v, %v", result, err)
				}
			})
		})
	}
}

// TestRFIDRefused: no tags where the printer has none, and one label at a time.
func TestRFIDRefused(t *testing.T) {
	s := newStore(t)
	id := newRun(t, s, 2)
	e := rfidEngine(t, s, virtual.URI(t.TempDir())+"?decode=command")
	e.Window = 2
	if _, err := e.Print(t.Context(), id); err == nil || !strings.Contains(err.Error(), "want 1 with RFID tags") {
		t.Errorf("a window of 2: %v", err)
	}
}

// TestRFIDUnread: where the printer tells nothing of a tag, its count of good ones
// decides. Where it counts none either, a person looks after a few.
func TestRFIDUnread(t *testing.T) {
	for left, want := range map[string]store.Counts{
		`\^HV[^^]*`:            {Leased: 5, Printed: 5},
		`\^(HV|RF|RS|RL)[^^]*`: {Leased: 5, Waiting: 5 - maxVain, InDoubt: maxVain},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, dir := newStore(t), t.TempDir()
			id := newRun(t, s, 5)
			e := rfidEngine(t, s, virtual.URI(dir)+"?decode=command")
			e.Label = func(b []byte, l Label) ([]byte, error) {
				format, err := testLabel(nil, l)
				return append(b, regexp.MustCompile(left).ReplaceAll(format, nil)...), err
			}
			result, err := e.Print(t.Context(), id)
			if err != nil || (result.Fault == nil) != (want.Waiting == 0) || result.Counts != want {
				t.Errorf("without %s: %+v, %v, want %+v", left, result, err, want)
			}
			checkLaws(t, s, id, dir)
		})
	}
}
