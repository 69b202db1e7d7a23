package run

import (
	"context"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/file"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
)

// virtualEngine prints on a virtual printer with these parameters, which stays on
// until the test ends.
func virtualEngine(t *testing.T, params string) (e *Engine, dir string) {
	t.Helper()
	hub := &virtual.Hub{}
	t.Cleanup(func() {
		if err := hub.Close(); err != nil {
			t.Error(err)
		}
	})
	dir = t.TempDir()
	return &Engine{Store: newStore(t), Label: testLabel, AnswerTimeout: 100 * time.Millisecond, Connect: func(ctx context.Context) (printer.Conn, error) {
		return hub.Open(ctx, virtual.URI(dir)+params)
	}}, dir
}

// A printer that tells its counters and not its status is said to be like its kind,
// if its kind is so.
func TestMute(t *testing.T) {
	for params, want := range map[string]printer.FaultKind{
		"?faults=head-open@2&answers=no-status&model=ZT610":                printer.FaultMute,
		"?faults=head-open@2&answers=no-status":                            printer.FaultMute,   // by Link-OS
		"?faults=media-out@2&answers=no-status&decode=command&model=ZT410": printer.FaultSilent, // seen to answer
		"?faults=media-out@2&answers=nothing&model=ZT610":                  printer.FaultSilent,
		"?faults=media-out@2&model=ZT610":                                  printer.FaultMediaOut,
	} {
		e, _ := virtualEngine(t, params)
		id := newRun(t, e.Store, 3)
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != want {
			t.Errorf("%s: %v, %v, want %v", params, result.Fault, err, want)
		}
	}
}

// A survey tells what there is to tell, and prints nothing.
func TestSurvey(t *testing.T) {
	for _, tt := range []struct {
		params         string
		askZPL         bool
		want           Trust
		family         string
		counts, reader bool
		warnings       int
	}{
		{"?seed=7", false, Trust{TierCounts, "eachmark virtual printer"}, "Link-OS", true, true, 0},
		{"?model=ZT220", false, Trust{TierCounts, "ZT220"}, "ZT200", true, false, 0},
		{"?model=ZT610&mode=applicator", false, Trust{TierCounts, "ZT610"}, "ZT600", true, true, 1},
		{"?model=ZM400", false, Trust{TierUptime, "ZM400-200dpi"}, "ZM", false, false, 0},
		{"?model=ZM400&language=line_print", false, Trust{TierUptime, ""}, "", false, false, 0},
		{"?model=LE850", true, Trust{TierStatus, "LE850-200dpi"}, "OKI", false, false, 0},
		{"?model=LE850", false, Trust{Tier: TierNone}, "", false, false, 0},
	} {
		e, dir := virtualEngine(t, tt.params)
		e.AskZPL = tt.askZPL
		if err := e.Open(t.Context()); err != nil {
			t.Fatal(err)
		}
		s, err := e.Survey(t.Context())
		if err != nil || s.Trust != tt.want || s.Family.Name != tt.family || len(s.Warnings) != tt.warnings ||
			(s.Counters != nil) != tt.counts || (s.Tags != nil) != tt.reader {
			t.Errorf("%s: %+v, %v", tt.params, s, err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		if complete, partial, others := onRoll(t, dir); len(complete)+len(partial)+others > 0 {
			t.Errorf("%s: it printed %d labels", tt.params, len(complete)+len(partial)+others)
		}
	}
}

// A file is asked nothing.
func TestSurveyOfFile(t *testing.T) {
	path := t.TempDir() + "/labels.zpl"
	e := &Engine{Connect: func(ctx context.Context) (printer.Conn, error) {
		return file.Opener(file.Options{})(ctx, file.Scheme+":"+path)
	}}
	if err := e.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	s, err := e.Survey(t.Context())
	if err != nil || s.Trust != (Trust{Tier: TierNone}) || s.Identity != (zebra.Identity{}) || s.Setup != nil {
		t.Errorf("%+v, %v", s, err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}
