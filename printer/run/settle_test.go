package run

import (
	"math"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer/zebra"
)

func counted(labels, latch uint64, uptime time.Duration, at time.Time) snapshot {
	return snapshot{Printer: "VZ1", Counters: zebra.Counters{Labels: labels, LatchOpens: latch, Uptime: uptime}, At: at}
}

// TestJudge is law 4 of a run: with k labels counted and d openings in a
// disturbed window, 1…k+d+1 are in doubt and the rest cancelled; undisturbed,
// the first k are printed and the rest cancelled.
func TestJudge(t *testing.T) {
	at := time.Unix(1e9, 0)
	before := counted(100, 7, time.Hour, at)
	for _, test := range []struct {
		name             string
		outstanding      int
		labels, latch    uint64
		undisturbed      bool
		printed, inDoubt int
	}{
		{"nothing happened, nothing printed", 1, 100, 7, true, 0, 0},
		{"nothing happened, one of one", 1, 101, 7, true, 1, 0},
		{"nothing happened, two of five", 5, 102, 7, true, 2, 0},
		{"disturbed, none counted", 1, 100, 7, false, 0, 1},
		{"disturbed, none of five counted", 5, 100, 7, false, 0, 1},
		{"disturbed, two of five counted", 5, 102, 7, false, 0, 3},
		{"head opened once, two of five counted", 5, 102, 8, true, 0, 4},
		{"head opened thrice, two of five counted", 5, 102, 10, false, 0, 5},
		{"openings beyond all measure", 8, 107, math.MaxUint64, false, 0, 8},
		{"more counted than sent", 2, 105, 7, true, 0, 2},
		{"labels went back", 3, 4, 7, true, 0, 3},
		{"openings went back", 3, 101, 2, true, 0, 3},
	} {
		v := judge(test.outstanding, before, counted(test.labels, test.latch, time.Hour, at), test.undisturbed)
		if v.printed != test.printed || v.inDoubt != test.inDoubt || v.why == "" {
			t.Errorf("%s: %+v, want %d printed and %d in doubt", test.name, v, test.printed, test.inDoubt)
		}
	}
}

// TestJudgeAnotherPrinter: the counters of one printer settle nothing that was
// sent to another.
func TestJudgeAnotherPrinter(t *testing.T) {
	at := time.Unix(1e9, 0)
	before, after := counted(100, 7, time.Hour, at), counted(100, 7, 2*time.Hour, at)
	after.Printer = "VZ2"
	if v := judge(2, before, after, true); v.inDoubt != 2 {
		t.Errorf("%+v, want both in doubt", v)
	}
	if after.continues(before) || after.sameEpoch(before) {
		t.Error("another printer is taken for the same in the same epoch")
	}
}

// TestSameEpoch: only an uptime longer than the time gone by proves that the
// printer was not restarted.
func TestSameEpoch(t *testing.T) {
	at := time.Unix(1e9, 0)
	for _, test := range []struct {
		name         string
		then, uptime time.Duration
		elapsed      time.Duration
		want         bool
	}{
		{"up long before", time.Hour, time.Hour + 10*time.Second, 10 * time.Second, true},
		{"restarted", time.Hour, 5 * time.Second, 10 * time.Second, false},
		{"restarted at once", time.Hour, 10 * time.Second, 10 * time.Second, false},
		{"switched on just before: nothing can be proven", time.Second, 11 * time.Second, 10 * time.Second, false},
		{"clock of the host set back", time.Hour, 20 * time.Second, -time.Minute, false},
		{"restarted, and the clock set back", 10 * time.Second, time.Minute, time.Second, false},
		{"up long before, and the clock set on", time.Hour, time.Hour + 10*time.Second, 30 * time.Minute, false},
	} {
		got := counted(0, 0, test.uptime, at.Add(test.elapsed)).sameEpoch(counted(0, 0, test.then, at))
		if got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
