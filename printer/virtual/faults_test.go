package virtual_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// Faults that the label under the head does not notice.
func TestMeddling(t *testing.T) {
	for _, tt := range []struct {
		fault string
		roll  string // of A, B and C sent at once
		after string // and after a person came
	}{
		{"pause@2", "A B", "A B C"},
		{"cancel@2", "A B", "A B"},
		{"cancel@2.0", "A B", "A B"},
		{"reprint@2", "A B C", "A B C"}, // it is not in reprint mode
		{"foreign@1", "A B C ?", "A B C ?"},
		{"half-open@2", "A B C", "A B C"},
		{"slow@2", "A B C", "A B C"},
		{"prefixes@2", "A B C", "A B C"}, // they had arrived
		{"language@2", "A B C", "A B C"},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, tt.fault)}})
			if err := b.host.Pause(t.Context()); err != nil {
				t.Fatal(err)
			}
			b.send(label(t, "A"), label(t, "B"), label(t, "C"))
			b.arrive()
			if err := b.host.Resume(t.Context()); err != nil {
				t.Fatal(err)
			}
			b.becomes(tt.roll)
			if err := b.p.PutRight(); err != nil {
				t.Fatal(err)
			}
			b.becomes(tt.after)
			b.dial() // the old connection may be dead
			if c := b.counters(); int(c.Labels) != len(strings.Fields(tt.after)) || c.LatchOpens != 0 {
				t.Errorf("counters %+v", c)
			}
		})
	}
}

// The REPRINT key acts unless a host has forbidden it, which power does not undo.
func TestReprintKey(t *testing.T) {
	for _, tt := range []struct {
		mode      virtual.ReprintMode
		forbidden bool
		roll      string
	}{
		{virtual.ReprintOff, true, "A B"},
		{virtual.ReprintOn, true, "A B"},
		{virtual.ReprintOn, false, "A A B"}, // nobody asks it to
		{virtual.ReprintLocked, false, "A A B"},
	} {
		b := newBench(t, virtual.Config{Reprint: tt.mode, Faults: []virtual.Fault{fault(t, "reprint@1")}})
		if tt.forbidden || tt.mode == virtual.ReprintLocked {
			forbidden, err := b.host.ForbidReprint(t.Context())
			if err != nil || forbidden != tt.forbidden {
				t.Errorf("mode %v: forbidden %v, %v", tt.mode, forbidden, err)
			}
			b.p.PowerOff()
			if err := b.p.PowerUp(); err != nil {
				t.Fatal(err)
			}
			b.dial()
		}
		b.send(label(t, "A"), label(t, "B"))
		b.becomes(tt.roll)
	}
}

// becomes waits until the roll is as it should be. The connection may be dead, so
// that no answer tells when something has arrived.
func (b *bench) becomes(want string) {
	b.t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end) && b.roll() != want; {
		time.Sleep(time.Millisecond)
	}
	b.wait()
	if got := b.roll(); got != want {
		b.t.Errorf("roll %q, want %q", got, want)
	}
}

func TestJam(t *testing.T) {
	b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "jam@1")}})
	b.send(label(t, "A"), label(t, "B"))
	b.settle()
	if k := b.p.Stopped(); k != printer.FaultJam || b.roll() != "?/" {
		t.Errorf("stopped by %v, roll %q", k, b.roll())
	}
	if err := b.p.PutRight(); err != nil {
		t.Fatal(err)
	}
	b.settle()
	if got := b.roll(); got != "?/ B" {
		t.Errorf("roll %q", got)
	}
	if c := b.counters(); c.LatchOpens != 1 {
		t.Errorf("%d openings, want 1: jams are freed with the head open", c.LatchOpens)
	}
}

// A dead connection takes what is sent and says nothing; a new one is as good as
// any.
func TestHalfOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{Speed: labelMM, Faults: []virtual.Fault{fault(t, "half-open@1")}})
		b.send(label(t, "A"))
		time.Sleep(10 * time.Second)
		b.send(label(t, "B"))
		if _, err := b.host.HostStatus(t.Context()); !errors.Is(err, zebra.ErrSilent) {
			t.Errorf("HostStatus over a dead connection = %v", err)
		}
		b.dial()
		if c := b.counters(); c.Labels != 1 || b.roll() != "A" {
			t.Errorf("%+v, roll %q, want only what came before", c, b.roll())
		}
	})
}

// A slow printer takes what comes, in its time.
func TestSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "slow@1")}})
		b.send(label(t, "A"))
		b.settle()
		b.send(label(t, "B")) // the buffer for it was offered before
		b.settle()
		began := time.Now()
		b.send(label(t, "C"))
		b.settle()
		if took := time.Since(began); took < 50*time.Millisecond || took > 2*time.Second {
			t.Errorf("a label took %v", took)
		}
		if got := b.roll(); got != "A B C" {
			t.Errorf("roll %q", got)
		}
	})
}

// Another host's ^CC is in force for everybody, until a person or the power
// undoes it.
func TestChangedPrefixes(t *testing.T) {
	for _, config := range []virtual.Config{
		{Prefixes: zpl.Prefixes{Format: '+'}},
		{Faults: []virtual.Fault{fault(t, "prefixes@1")}},
		{},
	} {
		b := newBench(t, config)
		b.send(label(t, "A")) // under other prefixes these are only letters
		b.settle()
		if config.Prefixes.Format == 0 && config.Faults == nil {
			other, err := b.p.Dial()
			if err != nil {
				t.Fatal(err)
			}
			ask(t, other, `^CC+`+"\r\n"+`! U1 getvar "zpl.format_prefix"`+"\r\n", `"2B"`)
		}
		setup, err := b.host.Setup(t.Context())
		if want := (zpl.Prefixes{Format: '+', Control: '~', Delimiter: ','}); err != nil || setup.Prefixes != want {
			t.Errorf("%+v: Setup = %+v, %v", config, setup, err)
		}
		before := b.roll()
		b.send(label(t, "B"))
		b.settle()
		if got := b.roll(); got != before {
			t.Errorf("%+v: roll %q after ^XA, want %q as before", config, got, before)
		}
		b.send([]byte("+XA+PW240+LL160+FO9,9+GB9,9+FS+XZ"))
		b.settle()
		if got := strings.TrimSpace(before + " ?"); b.roll() != got {
			t.Errorf("%+v: roll %q after +XA, want %q", config, b.roll(), got)
		}
		b.p.PowerOff()
		if err := b.p.PowerUp(); err != nil {
			t.Fatal(err)
		}
		b.dial()
		if setup, err := b.host.Setup(t.Context()); err != nil || (setup.Prefixes == zpl.UsualPrefixes) != (config.Prefixes.Format == 0) {
			t.Errorf("%+v: after the power was off Setup = %+v, %v", config, setup, err)
		}
	}
}

// A printer that is not set to ZPL prints what it is asked, ~HS too.
func TestOtherLanguage(t *testing.T) {
	b := newBench(t, virtual.Config{Language: "line_print"})
	setup, err := b.host.Setup(t.Context())
	if err != nil || setup.SpeaksZPL() {
		t.Errorf("Setup = %+v, %v", setup, err)
	}
	if _, err := b.conn.Write([]byte("~HS")); err != nil {
		t.Fatal(err)
	}
	b.send(label(t, "A"))
	if c := b.counters(); c.Labels > 2 {
		t.Errorf("%+v", c)
	}
	b.wait()
	if got := b.roll(); got != "? ?" {
		t.Errorf("roll %q, want two labels of garbage", got)
	}
}

func TestAnswers(t *testing.T) {
	for answers, want := range map[virtual.Answers][2]bool{
		virtual.AnswersAlways: {true, true}, virtual.AnswersNoStatus: {false, true}, virtual.AnswersNothing: {false, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, virtual.Config{Answers: answers, Faults: []virtual.Fault{fault(t, "head-open@1")}})
			b.send(label(t, "A"))
			b.counters()
			b.wait()
			_, err1 := b.host.HostStatus(t.Context())
			b.dial()
			_, err2 := b.host.Counters(t.Context())
			if (err1 == nil) != want[0] || (err2 == nil) != want[1] {
				t.Errorf("%d: ~HS %v, getvar %v", answers, err1, err2)
			}
			if err := b.p.PutRight(); err != nil {
				t.Fatal(err)
			}
			b.dial()
			b.status()
		})
	}
}

// Faults drawn from the seed are the same for the same seed, and about as many
// as asked for.
func TestFaultRate(t *testing.T) {
	rolls := map[string]bool{}
	for _, seed := range []uint64{1, 1, 2} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, virtual.Config{Seed: seed, FaultRate: .2, DecodeCommand: true})
			for n := range 200 {
				b.dial()
				_ = b.host.Send(t.Context(), label(t, fmt.Sprint(n))) // a fault may break the connection
				synctest.Wait()
				if b.p.PowerUp() != nil || b.p.PutRight() != nil {
					t.Fatal("cannot be put right")
				}
				synctest.Wait()
			}
			got := b.roll()
			if spoilt := strings.Count(got, "/"); spoilt < 5 || spoilt > 60 {
				t.Errorf("seed %d: %d labels spoilt of 200", seed, spoilt)
			}
			rolls[got] = true
		})
	}
	if len(rolls) != 2 {
		t.Errorf("%d different rolls from the seeds 1, 1 and 2", len(rolls))
	}
}
