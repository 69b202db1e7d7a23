package zebra_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/printertest"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// The questions as they go over the wire.
const (
	askLabels   = "! U1 getvar \"odometer.total_label_count\"\r\n"
	askLatch    = "! U1 getvar \"odometer.latch_open_count\"\r\n"
	askUptime   = "! U1 getvar \"device.uptime\"\r\n"
	askProduct  = "! U1 getvar \"device.product_name\"\r\n"
	askWhich    = "! U1 getvar \"device.unique_id\"\r\n! U1 getvar \"appl.name\"\r\n! U1 getvar \"appl.link_os_version\"\r\n"
	askNothing  = "! U1 getvar \"eachmark.mark\"\r\n"
	askSentinel = "! U1 getvar \"device.user_vars.eachmark\"\r\n"
	askLanguage = "! U1 getvar \"device.languages\"\r\n"
	askCounters = askLabels + askLatch + askUptime + askSentinel + askLanguage
)

// Captures of 2021-09-23 from a ZT410, V75.19.15Z, with labels and ribbon out, and
// a ZE500, V53.17.22Z, with its head open: Ladder99,
// services/adapter/src/drivers/printer/zebra-responses.txt.
const (
	zt410Status = "\x02030,1,1,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,1,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
	ze500Status = "\x02014,0,1,1225,009,0,0,0,000,1,0,0\x03\r\n\x02001,0,1,0,1,4,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
	zt410Uptime = `"00 days 00 hours 41 mins 15 secs"`
	zt410Unique = `"18J161604846"`
)

var zt410 = zebra.Counters{Labels: 104382, LatchOpens: 7, Uptime: 41*time.Minute + 15*time.Second, Languages: "zpl"}

// talk plays a conversation in time that does not pass by itself.
func talk(t *testing.T, script []printertest.Exchange, test func(*testing.T, *zebra.Printer)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		conn := printertest.NewPlayback(t, script...)
		test(t, zebra.New(conn, nil))
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
}

func ExamplePrinter_Counters() {
	host, far := printer.Pipe(1000)
	go func() { // a printer that has printed 31,084 labels
		question := make([]byte, len(askCounters))
		if _, err := io.ReadFull(far, question); err == nil {
			fmt.Fprint(far, `"31084""2""00 days 02 hours 45 mins 30 secs""?""zpl"`)
		}
	}()
	c, err := zebra.New(host, nil).Counters(context.Background())
	fmt.Println(c.Labels, c.LatchOpens, c.Uptime, err)
	// Output: 31084 2 2h45m30s <nil>
}

func ExampleFaults() {
	status, _, err := zpl.ParseHostStatus([]byte(ze500Status))
	for _, fault := range zebra.Faults(status) {
		fmt.Println(fault)
	}
	fmt.Println(err)
	// Output:
	// The print head is open. Close it until it latches.
	// The printer has lost its settings. Switch it off and on and check its settings.
	// The printer is paused. Press PAUSE on the printer.
	// <nil>
}

func TestCounters(t *testing.T) {
	whole := `"104382""7"` + zt410Uptime + `"?""zpl"`
	for _, tt := range []struct {
		name  string
		reply []string
	}{
		{"in one piece", []string{whole}},
		{"byte by byte", strings.Split(whole, "")},
		{"with line ends", []string{"\"104382\"\r\n\"7\"\r\n" + zt410Uptime + "\r\n\"?\"\r\n\"zpl\""}},
		{"behind noise", []string{"\x00\xff noise \r\n", whole}},
		{"behind a host status nobody asked for", []string{zt410Status + whole}},
		{"behind half a host status", []string{zt410Status[:40], whole}},
		{"behind the end of an answer", []string{`5"` + whole}},
		{"behind an STX", []string{"\x02" + whole}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			talk(t, []printertest.Exchange{{Want: askCounters, Reply: tt.reply}}, func(t *testing.T, p *zebra.Printer) {
				if got, err := p.Counters(t.Context()); got != zt410 || err != nil {
					t.Errorf("Counters = %+v, %v; want %+v", got, err, zt410)
				}
			})
		})
	}
}

func TestCountersFail(t *testing.T) {
	lost := errors.New("cable pulled")
	var senseless *zebra.AnswerError
	for _, tt := range []struct {
		name  string
		reply []string
		lost  error
		is    error
		as    any
	}{
		{name: "silence", is: zebra.ErrSilent},
		{name: "half an answer", reply: []string{`"104382""7""00 days`}, is: zebra.ErrSilent},
		{name: "no answer to the last question", reply: []string{`"104382""7"`}, is: zebra.ErrSilent},
		{name: "other things than answers", reply: []string{strings.Repeat("ESC/POS", 20_000)}, as: &senseless},
		{name: "an answer without end", reply: []string{`"` + strings.Repeat("x", 80_000)}, as: &senseless},
		{name: "no odometer", reply: []string{`"?""?"` + zt410Uptime + `"?""zpl"`}, is: zebra.ErrNoCounters},
		{name: "no latch counter", reply: []string{`"104382""?"` + zt410Uptime + `"?""zpl"`}, is: zebra.ErrNoCounters},
		{name: "no number", reply: []string{`"104,382 LABELS""7"` + zt410Uptime + `"?""zpl"`}, as: &senseless},
		{name: "negative", reply: []string{`"-1""7"` + zt410Uptime + `"?""zpl"`}, as: &senseless},
		{name: "no time", reply: []string{`"104382""7""41""?""zpl"`}, as: &senseless},
		{name: "answers of another order", reply: []string{zt410Uptime + `"104382""7""?""zpl"`}, as: &senseless},
		{name: "connection lost", reply: []string{`"104382"`}, lost: lost, is: lost},
		{name: "hung up", reply: []string{`"104382"`}, lost: io.EOF, is: io.EOF},
	} {
		t.Run(tt.name, func(t *testing.T) {
			talk(t, []printertest.Exchange{{Want: askCounters, Reply: tt.reply, Lost: tt.lost}}, func(t *testing.T, p *zebra.Printer) {
				start := time.Now()
				got, err := p.Counters(t.Context())
				if tt.is != nil && !errors.Is(err, tt.is) || tt.as != nil && !errors.As(err, tt.as) {
					t.Errorf("Counters = %v", err)
				}
				if got != (zebra.Counters{}) {
					t.Errorf("Counters = %+v beside the error", got)
				}
				if len(err.Error()) > 300 {
					t.Errorf("error of %d bytes", len(err.Error()))
				}
				if took := time.Since(start); took != 0 && took != 5*time.Second {
					t.Errorf("took %v, want nothing or the timeout", took)
				}
			})
		})
	}
}

// mark is the pattern that resynchronises, and its answers.
func mark(n int) (question, answer string) {
	return askUptime + strings.Repeat(askNothing, n) + askUptime,
		zt410Uptime + strings.Repeat(`"?"`, n) + zt410Uptime
}

// The answers to questions that were given up must never pass for the answers
// to those asked afterwards.
func TestLateAnswers(t *testing.T) {
	late := `"104381""6"` + zt410Uptime + `"?""zpl"`
	fresh := `"104382""7"` + zt410Uptime + `"?""zpl"`
	ask5, mark5 := mark(5)
	ask6, mark6 := mark(6)
	for _, tt := range []struct {
		name   string
		script []printertest.Exchange
		silent int // questions given up before the one that is answered
	}{
		{"all of them", []printertest.Exchange{
			{Want: askCounters},
			{Want: ask5 + askCounters, Reply: []string{late + mark5 + fresh}},
		}, 1},
		{"in pieces", []printertest.Exchange{
			{Want: askCounters},
			{Want: ask5 + askCounters, Reply: strings.SplitAfter(late+mark5+fresh, "0")},
		}, 1},
		{"the rest of them", []printertest.Exchange{
			{Want: askCounters, Reply: []string{late[:20]}},
			{Want: ask5 + askCounters, Reply: []string{late[20:], mark5, fresh}},
		}, 1},
		{"none: the printer had dropped the question", []printertest.Exchange{
			{Want: askCounters},
			{Want: ask5 + askCounters, Reply: []string{mark5 + fresh}},
		}, 1},
		{"with the marks of an earlier try", []printertest.Exchange{
			{Want: askCounters},
			{Want: ask5 + askCounters},
			{Want: ask6 + askCounters, Reply: []string{late + mark5 + late, mark6 + fresh}},
		}, 2},
		{"of a printer that has no counters", []printertest.Exchange{
			{Want: askCounters},
			{Want: ask5 + askCounters, Reply: []string{`"?""?"` + zt410Uptime + `"?""zpl"` + mark5 + fresh}},
		}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			talk(t, tt.script, func(t *testing.T, p *zebra.Printer) {
				for range tt.silent {
					if _, err := p.Counters(t.Context()); !errors.Is(err, zebra.ErrSilent) {
						t.Fatalf("Counters = %v, want silence", err)
					}
				}
				if got, err := p.Counters(t.Context()); got != zt410 || err != nil {
					t.Errorf("Counters = %+v, %v; want %+v", got, err, zt410)
				}
			})
		})
	}
}

// An answer too many makes the next question resynchronise.
func TestAnswerTooMany(t *testing.T) {
	ask5, mark5 := mark(5)
	talk(t, []printertest.Exchange{
		{Want: askCounters, Reply: []string{`"104381""6"` + zt410Uptime + `"?""zpl""1"`}},
		{Want: ask5 + askCounters, Reply: []string{`"2"` + mark5 + `"104382""7"` + zt410Uptime + `"?""zpl"`}},
		{Want: askCounters, Reply: []string{`"104382""7"` + zt410Uptime + `"?""zpl"`}},
	}, func(t *testing.T, p *zebra.Printer) {
		if _, err := p.Counters(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got, err := p.Counters(t.Context()); got != zt410 || err != nil {
				t.Errorf("Counters = %+v, %v; want %+v", got, err, zt410)
			}
		}
	})
}

func TestHostStatus(t *testing.T) {
	ask5, mark5 := mark(5)
	counters := `"104382""7"` + zt410Uptime + `"?""zpl"`
	for _, tt := range []struct {
		name   string
		script []printertest.Exchange
		first  func(context.Context, *zebra.Printer) error
		want   []printer.FaultKind
	}{
		{"ZT410, labels and ribbon out", []printertest.Exchange{{Want: "~HS", Reply: []string{zt410Status}}}, nil,
			[]printer.FaultKind{printer.FaultMediaOut, printer.FaultRibbonOut, printer.FaultPaused}},
		{"ZE500, head open, byte by byte", []printertest.Exchange{{Want: "~HS", Reply: strings.Split(ze500Status, "")}}, nil,
			[]printer.FaultKind{printer.FaultHeadOpen, printer.FaultMemory, printer.FaultPaused}},
		{"behind noise and broken strings", []printertest.Exchange{
			{Want: "~HS", Reply: []string{"\x02\x02030,1\x03", "noise", zt410Status[1:], ze500Status}}}, nil,
			[]printer.FaultKind{printer.FaultHeadOpen, printer.FaultMemory, printer.FaultPaused}},
		{"after one that came late", []printertest.Exchange{
			{Want: askCounters, Reply: []string{counters}},
			{Want: "~HS"},
			{Want: ask5 + "~HS", Reply: []string{ze500Status + mark5 + zt410Status}}},
			func(ctx context.Context, p *zebra.Printer) error {
				_, err := p.Counters(ctx)
				_, silent := p.HostStatus(ctx)
				if !errors.Is(silent, zebra.ErrSilent) {
					err = errors.Join(err, fmt.Errorf("HostStatus = %v, want silence", silent))
				}
				return err
			},
			[]printer.FaultKind{printer.FaultMediaOut, printer.FaultRibbonOut, printer.FaultPaused}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			talk(t, tt.script, func(t *testing.T, p *zebra.Printer) {
				if tt.first != nil {
					if err := tt.first(t.Context(), p); err != nil {
						t.Fatal(err)
					}
				}
				status, err := p.HostStatus(t.Context())
				var kinds []printer.FaultKind
				for _, f := range zebra.Faults(status) {
					kinds = append(kinds, f.Kind)
				}
				if diff := cmp.Diff(tt.want, kinds); diff != "" || err != nil {
					t.Errorf("HostStatus: %v, faults differ (-want +got):\n%s", err, diff)
				}
				if f := zebra.Fault(status); f == nil || f.Kind != tt.want[0] {
					t.Errorf("Fault = %v, want the first", f)
				}
			})
		})
	}
	if f := zebra.Fault(zpl.HostStatus{}); f != nil {
		t.Errorf("Fault of a printer with none = %v", f)
	}
}

func TestIdentify(t *testing.T) {
	talk(t, []printertest.Exchange{
		{Want: askProduct, Reply: []string{`"ZT410"`}},
		{Want: askWhich, Reply: []string{zt410Unique + `"V75.19.15Z""3.0"`}},
	}, func(t *testing.T, p *zebra.Printer) {
		want := zebra.Identity{Product: "ZT410", UniqueID: "18J161604846", Firmware: "V75.19.15Z", LinkOS: "3.0"}
		if got, err := p.Identify(t.Context()); got != want || err != nil {
			t.Errorf("Identify = %+v, %v; want %+v", got, err, want)
		}
	})
	talk(t, []printertest.Exchange{
		{Want: askProduct, Reply: []string{`"?"`}},
		{Want: askWhich, Reply: []string{`"?""?""?"`}},
	}, func(t *testing.T, p *zebra.Printer) {
		if got, err := p.Identify(t.Context()); got != (zebra.Identity{}) || err != nil {
			t.Errorf("Identify of a printer that does not say = %+v, %v", got, err)
		}
	})
	talk(t, []printertest.Exchange{{Want: askProduct}}, func(t *testing.T, p *zebra.Printer) {
		if _, err := p.Identify(t.Context()); !errors.Is(err, zebra.ErrSilent) {
			t.Errorf("Identify of a silent printer = %v; want nothing but the first question asked", err)
		}
	})
}

// An answer to ~HI is none to ~HS, nor the other way round.
func TestHostID(t *testing.T) {
	talk(t, []printertest.Exchange{
		{Want: "~HI", Reply: []string{ze500Status[:40], ze500Status[40:] + "\x02ZE500-4 LH-200dpi ,V53.17.2", "2Z,8,10840KB\x03\r\n"}},
		{Want: "~HS", Reply: []string{"\x02ZE500-4 LH-200dpi ,V53.17.22Z,8,10840KB\x03\r\n" + ze500Status}},
		{Want: "~HI", Reply: []string{ze500Status[:34]}}, // one string of three
	}, func(t *testing.T, p *zebra.Printer) {
		id, err := p.HostID(t.Context())
		if id.Model != "ZE500-4 LH-200dpi" || id.Version != "V53.17.22Z" || err != nil {
			t.Errorf("HostID = %+v, %v", id, err)
		}
		if s, err := p.HostStatus(t.Context()); !s.HeadUp || err != nil {
			t.Errorf("HostStatus = %+v, %v", s, err)
		}
		if id, err := p.HostID(t.Context()); !errors.Is(err, zebra.ErrSilent) {
			t.Errorf("HostID = %+v, %v, want %v", id, err, zebra.ErrSilent)
		}
	})
}

func TestSetupWarns(t *testing.T) {
	const question = "! U1 getvar \"device.languages\"\r\n! U1 getvar \"zpl.format_prefix\"\r\n! U1 getvar \"zpl.control_character\"\r\n" +
		"! U1 getvar \"zpl.delimiter\"\r\n! U1 getvar \"media.printmode\"\r\n"
	for answer, want := range map[string]int{"TEAR OFF": 0, "APPLICATOR": 1, "PEEL OFF": 1, "DELAYED CUT": 1, "REWIND": 1, "RESERVED": 0, "?": 0} {
		talk(t, []printertest.Exchange{{Want: question, Reply: []string{`"hybrid_xml_zpl""5E""7E""2C""` + answer + `"`}}},
			func(t *testing.T, p *zebra.Printer) {
				setup, err := p.Setup(t.Context())
				warnings := setup.Warnings(zebra.QuirksOf(zebra.Identity{Product: "ZT610"}))
				if err != nil || !setup.SpeaksZPL() || !setup.Told || len(warnings) != want {
					t.Errorf("%s: %+v, %v, %q", answer, setup, err, warnings)
				}
			})
	}
	pax := zebra.QuirksOf(zebra.Identity{Product: "170PAX4"})
	if warnings := (zebra.Setup{PrintMode: "applicator"}).Warnings(pax); len(warnings) != 2 {
		t.Errorf("a printer whose applicator reprints, which nobody can switch off: %q", warnings)
	}
}

// What is told of tags comes between, before and after answers, in any pieces.
func TestTagEchoes(t *testing.T) {
	counters := `"104382""7"` + zt410Uptime + `"?""zpl"`
	one, two, three := "\x02UT1|R1-1|3034|E280\x03", "\x02UT1|R1-2||\x03", "\x02UT1|R1-3|3035|E281\x03"
	for name, reply := range map[string][]string{
		"whole":        {one + counters + two, three + counters},
		"byte by byte": append(strings.Split(one+counters, ""), append([]string{two[:5]}, two[5:]+three+counters)...),
	} {
		t.Run(name, func(t *testing.T) {
			first := reply[:len(reply)-1]
			talk(t, []printertest.Exchange{
				{Want: askCounters, Reply: first},
				{Want: askCounters, Reply: reply[len(reply)-1:]},
			}, func(t *testing.T, p *zebra.Printer) {
				for range 2 {
					if got, err := p.Counters(t.Context()); got != zt410 || err != nil {
						t.Fatalf("Counters = %+v, %v", got, err)
					}
				}
				want := []zpl.TagEcho{{Mark: "R1-1", EPC: "3034", TID: "E280"}, {Mark: "R1-2"}, {Mark: "R1-3", EPC: "3035", TID: "E281"}}
				if diff := cmp.Diff(want, p.TakeEchoes()); diff != "" {
					t.Errorf("echoes (-want +got):\n%s", diff)
				}
				if again := p.TakeEchoes(); len(again) > 0 {
					t.Errorf("taken twice: %v", again)
				}
			})
		})
	}
}

// The sentinel is made and set in one write, and read with the counters.
func TestSentinel(t *testing.T) {
	talk(t, []printertest.Exchange{
		{Want: "! U1 setvar \"device.user_vars.create\" \"eachmark:STRING:1-64:0\"\r\n! U1 setvar \"device.user_vars.eachmark\" \"RUN7\"\r\n"},
		{Want: askCounters, Reply: []string{`"104382""7"` + zt410Uptime + `"RUN7""zpl"`}},
	}, func(t *testing.T, p *zebra.Printer) {
		if err := p.SetSentinel(t.Context(), "RUN7"); err != nil {
			t.Fatal(err)
		}
		want := zt410
		want.Sentinel = "RUN7"
		if got, err := p.Counters(t.Context()); got != want || err != nil {
			t.Errorf("Counters = %+v, %v; want %+v", got, err, want)
		}
	})
}

func TestOrders(t *testing.T) {
	talk(t, []printertest.Exchange{{Want: "~JA"}, {Want: "~PP"}, {Want: "~PS"}, {Want: "^XA^XZ"}}, func(t *testing.T, p *zebra.Printer) {
		for _, order := range []func(context.Context) error{p.CancelAll, p.Pause, p.Resume} {
			if err := order(t.Context()); err != nil {
				t.Error(err)
			}
		}
		if err := p.Send(t.Context(), []byte("^XA^XZ")); err != nil {
			t.Error(err)
		}
	})
}

func TestContextEndsEveryCall(t *testing.T) {
	calls := map[string]func(context.Context, *zebra.Printer) error{
		"Counters":   func(ctx context.Context, p *zebra.Printer) error { _, err := p.Counters(ctx); return err },
		"HostStatus": func(ctx context.Context, p *zebra.Printer) error { _, err := p.HostStatus(ctx); return err },
		"Identify":   func(ctx context.Context, p *zebra.Printer) error { _, err := p.Identify(ctx); return err },
		"Send":       func(ctx context.Context, p *zebra.Printer) error { return p.Send(ctx, make([]byte, 100)) },
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				host, far := printer.Pipe(50)
				p := zebra.New(host, &zebra.Options{Timeout: time.Hour})
				ctx, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				start := time.Now()
				if err := call(ctx, p); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("%s = %v, want %v", name, err, context.DeadlineExceeded)
				}
				if took := time.Since(start); took != time.Second {
					t.Errorf("%s took %v after a context of 1s", name, took)
				}
				cancelled, cancel := context.WithCancel(t.Context())
				cancel()
				waiting := make([]byte, 100)
				before, _ := far.Read(waiting)
				if err := call(cancelled, p); !errors.Is(err, context.Canceled) {
					t.Errorf("%s under a cancelled context = %v", name, err)
				}
				_ = far.SetDeadline(time.Now().Add(-1))
				if n, _ := far.Read(waiting[before:]); n > 0 {
					t.Errorf("%s under a cancelled context wrote %d bytes", name, n)
				}
			})
		})
	}
}

// Half a format must not be followed by anything: the printer would take it for
// the rest.
func TestSendCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		host, far := printer.Pipe(4)
		p := zebra.New(host, nil)
		if err := p.Send(t.Context(), []byte("^XA^XZ")); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("Send to a printer that takes 4 bytes = %v", err)
		}
		if b := make([]byte, 10); true {
			if n, err := far.Read(b); string(b[:n]) != "^XA^" || err != nil {
				t.Fatalf("the printer got %q, %v", b[:n], err)
			}
		}
		for name, err := range map[string]error{
			"Send":      p.Send(t.Context(), []byte("^XA^XZ")),
			"CancelAll": p.CancelAll(t.Context()),
			"Counters":  func() error { _, err := p.Counters(t.Context()); return err }(),
		} {
			if !errors.Is(err, zebra.ErrCutOff) {
				t.Errorf("%s after that = %v, want %v", name, err, zebra.ErrCutOff)
			}
		}
	})
	lost := errors.New("cable pulled")
	host, far := printer.Pipe(4)
	far.Abort(lost)
	p := zebra.New(host, nil)
	for range 2 { // nothing has left, so nothing is cut off
		if err := p.Send(t.Context(), []byte("^XA^XZ")); !errors.Is(err, lost) {
			t.Errorf("Send over a lost connection = %v, want %v", err, lost)
		}
	}
}

// oneWay is a connection that cannot read.
type oneWay struct{ bytes.Buffer }

func (*oneWay) Read([]byte) (int, error)    { return 0, printer.ErrOneWay }
func (*oneWay) Close() error                { return nil }
func (*oneWay) SetDeadline(time.Time) error { return nil }

// A file of labels holds labels, not questions.
func TestOneWayIsNotAsked(t *testing.T) {
	var conn oneWay
	p := zebra.New(&conn, nil)
	_, counters := p.Counters(t.Context())
	_, status := p.HostStatus(t.Context())
	_, identify := p.Identify(t.Context())
	for name, err := range map[string]error{
		"Counters": counters, "HostStatus": status, "Identify": identify, "CancelAll": p.CancelAll(t.Context()),
	} {
		if !errors.Is(err, printer.ErrOneWay) {
			t.Errorf("%s = %v, want %v", name, err, printer.ErrOneWay)
		}
	}
	if err := p.Send(t.Context(), []byte("^XA^XZ")); err != nil {
		t.Error(err)
	}
	if conn.String() != "^XA^XZ" {
		t.Errorf("written %q, want the label only", conn.String())
	}
}
