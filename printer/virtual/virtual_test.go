package virtual_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1/symbol/readback"
	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/printertest"
	"github.com/eachmark/eachmark/printer/tcp"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// The labels of the tests are 240 × 160 dots, 30 × 20 mm. The symbol stands in
// the lower half, so that half a label does not decode.
const (
	labelWidth  = 240
	labelLength = 160
	labelMM     = 20
	symbolY     = 86
)

// label returns the format of a label with the serial number.
func label(t testing.TB, serial string) []byte {
	t.Helper()
	var b zpl.Builder
	b.Begin(labelWidth, labelLength)
	b.Text(10, 10, 30, 0, serial)
	b.DataMatrix(10, symbolY, 3, zpl.AppendElementRunes(nil, "0109506000134352"+"21"+serial))
	b.End()
	format, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(format)
}

func elements(serial string) string { return "(01)09506000134352(21)" + serial }

// with replaces a command of a format.
func with(format []byte, old, new string) []byte {
	return bytes.Replace(format, []byte(old), []byte(new), 1)
}

// a bench is a printer and a conversation with it.
type bench struct {
	t    *testing.T
	dir  string
	p    *virtual.Printer
	conn printer.Conn
	host *zebra.Printer
}

func newBench(t *testing.T, c virtual.Config) *bench {
	t.Helper()
	if c.Dir == "" {
		c.Dir = t.TempDir()
	}
	p, err := virtual.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	b := &bench{t: t, dir: c.Dir, p: p}
	b.dial()
	return b
}

func (b *bench) dial() {
	b.t.Helper()
	conn, err := b.p.Dial()
	if err != nil {
		b.t.Fatal(err)
	}
	b.conn, b.host = conn, zebra.New(conn, nil)
}

func (b *bench) send(formats ...[]byte) {
	b.t.Helper()
	for _, f := range formats {
		if err := b.host.Send(b.t.Context(), f); err != nil {
			b.t.Fatal(err)
		}
	}
}

// arrive returns when everything sent has arrived.
func (b *bench) arrive() {
	b.t.Helper()
	b.status()
}

// settle returns when everything sent is printed, or cannot be.
func (b *bench) settle() {
	b.t.Helper()
	b.arrive()
	b.wait()
}

func (b *bench) wait() {
	b.t.Helper()
	if err := b.p.Wait(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) counters() zebra.Counters {
	b.t.Helper()
	c, err := b.host.Counters(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return c
}

func (b *bench) status() zpl.HostStatus {
	b.t.Helper()
	s, err := b.host.HostStatus(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// roll returns the roll as text, "7 8/ 8": label 8 is on it partly, then whole.
func (b *bench) roll() string {
	b.t.Helper()
	return roll(b.t, b.dir)
}

func roll(t testing.TB, dir string) string {
	t.Helper()
	var words []string
	for _, l := range labels(t, dir) {
		word := strings.TrimPrefix(l.Elements, elements(""))
		if word == "" {
			word = "?"
		}
		if l.Partial {
			word += "/"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func labels(t testing.TB, dir string) []virtual.Label {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, virtual.RollFile))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var all []virtual.Label
	for l, err := range virtual.ReadRoll(f) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, l)
	}
	return all
}

func fault(t testing.TB, s string) virtual.Fault {
	t.Helper()
	f, err := virtual.ParseFault(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPrints(t *testing.T) {
	b := newBench(t, virtual.Config{})
	if c := b.counters(); c.Labels != 0 || c.LatchOpens != 0 {
		t.Errorf("counters of a new printer: %+v", c)
	}
	for i := range 5 {
		b.send(label(t, fmt.Sprint(1000+i)))
	}
	b.settle()
	if got, want := b.roll(), "1000 1001 1002 1003 1004"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
	if c := b.counters(); c.Labels != 5 || c.LatchOpens != 0 {
		t.Errorf("counters after five labels: %+v", c)
	}
	want := zpl.HostStatus{
		Communication: 30, LabelLength: labelLength, Function: 1, ThermalTransfer: true, PrintMode: zpl.ModeTearOff,
		PrintWidthMode: '6', FormatWhilePrinting: true, Password: 1234,
	}
	if diff := cmp.Diff(want, b.status()); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
	for i, l := range labels(t, b.dir) {
		want := virtual.Label{N: i + 1, Elements: elements(fmt.Sprint(1000 + i)), PNG: fmt.Sprintf("labels/%04d.png", i+1)}
		if diff := cmp.Diff(want, l); diff != "" {
			t.Errorf("label %d (-want +got):\n%s", i+1, diff)
		}
		if got, want := scan(t, filepath.Join(b.dir, l.PNG)), "]d20109506000134352"+"21"+fmt.Sprint(1000+i); got != want {
			t.Errorf("picture %d says %q, want %q", i+1, got, want)
		}
	}
}

func scan(t testing.TB, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size.X != labelWidth || size.Y != labelLength {
		t.Errorf("%s is %v, want %d × %d", path, size, labelWidth, labelLength)
	}
	text, err := readback.Decode(img)
	if err != nil {
		t.Errorf("%s: %v", path, err)
	}
	return text
}

// What a host sends may arrive in any pieces, with anything between formats.
func TestStreamCutAnywhere(t *testing.T) {
	b := newBench(t, virtual.Config{DecodeCommand: true})
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		stream := append([]byte("noise\r\n"), label(t, fmt.Sprint(n))...)
		stream = append(stream, label(t, fmt.Sprint(n+1))...)
		n += 2
		for len(stream) > 0 {
			piece := rapid.IntRange(1, len(stream)).Draw(rt, "piece")
			if _, err := b.conn.Write(stream[:piece]); err != nil {
				rt.Fatal(err)
			}
			stream = stream[piece:]
		}
	})
	b.settle()
	var want []string
	for i := range n {
		want = append(want, fmt.Sprint(i))
	}
	if diff := cmp.Diff(strings.Join(want, " "), b.roll()); diff != "" {
		t.Errorf("roll (-want +got):\n%s", diff)
	}
}

func TestSurvivesGarbage(t *testing.T) {
	b := newBench(t, virtual.Config{DecodeCommand: true})
	rng := rand.New(rand.NewPCG(1, 2))
	alphabet := []byte("^~XAZFDSHPQJGB,0199\x02\x03\x0f\"! U1 getvar\r\n\xff")
	for range 2000 {
		garbage := make([]byte, rng.IntN(60))
		for i := range garbage {
			garbage[i] = alphabet[rng.IntN(len(alphabet))]
		}
		if _, err := b.conn.Write(garbage); errors.Is(err, virtual.ErrLost) {
			b.dial() // ~JR was among it
		} else if err != nil {
			t.Fatal(err)
		}
		drain(t, b.conn)
	}
	b.dial() // the old wire may be inside a format
	if _, err := b.host.Identify(t.Context()); err != nil {
		t.Errorf("Identify after garbage = %v", err)
	}
}

// drain reads what the printer says to garbage.
func drain(t *testing.T, c printer.Conn) {
	t.Helper()
	_ = c.SetDeadline(time.Now().Add(time.Microsecond))
	for buf := make([]byte, 4096); ; {
		if _, err := c.Read(buf); err != nil {
			if !errors.Is(err, os.ErrDeadlineExceeded) && !errors.Is(err, virtual.ErrLost) {
				t.Fatal(err)
			}
			break
		}
	}
	_ = c.SetDeadline(time.Time{})
}

func TestQuantity(t *testing.T) {
	b := newBench(t, virtual.Config{})
	b.send(with(label(t, "1"), "^PQ1", "^PQ3"), label(t, "2"), []byte("^XA^JZN^PQ7^XZ"), label(t, "3"))
	b.settle()
	if got, want := b.roll(), "1 1 1 2 3"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}

	b.send(with(label(t, "4"), "^PQ1", "^PQ5,2"), with(label(t, "5"), "^PQ1", "^PQ3,2,0,Y"))
	b.settle()
	for _, want := range []string{"4 4", "4 4 4 4", "4 4 4 4 4 5 5 5"} {
		if got := strings.TrimPrefix(b.roll(), "1 1 1 2 3 "); got != want {
			t.Errorf("roll %q, want %q before the next group", got, want)
		}
		if paused := b.status().Paused; paused != (len(want) < 9) {
			t.Errorf("after %q paused = %v", want, paused)
		}
		if err := b.host.Resume(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.settle()
	}
}

func TestStops(t *testing.T) {
	headUp := func(s zpl.HostStatus) bool { return s.HeadUp && !s.PaperOut && !s.RibbonOut }
	for _, tt := range []struct {
		fault   string
		status  func(zpl.HostStatus) bool // the bit that must be set, alone
		stopped string                    // the roll while it stands still
		lost    string                    // in the end with ^JZN
		again   string                    // in the end with ^JZ Y
	}{
		{"head-open@2", headUp, "A ?/", "A ?/ C", "A ?/ B C"},
		{"media-out@2.25", func(s zpl.HostStatus) bool { return !s.HeadUp && s.PaperOut && !s.RibbonOut }, "A ?/", "A ?/ C", "A ?/ B C"},
		{"ribbon-out@2.1", func(s zpl.HostStatus) bool { return !s.HeadUp && !s.PaperOut && s.RibbonOut }, "A ?/", "A ?/ C", "A ?/ B C"},
		{"head-open@2.99", headUp, "A B/", "A B/ C", "A B/ B C"}, // the symbol is whole: two labels with one serial
		{"head-open@2.0", headUp, "A", "A B C", "A B C"},         // nothing of B is printed yet
	} {
		for jz, want := range map[string]string{"N": tt.lost, "Y": tt.again} {
			t.Run(tt.fault+", ^JZ"+jz, func(t *testing.T) {
				b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, tt.fault)}})
				for _, serial := range []string{"A", "B", "C"} {
					b.send(with(label(t, serial), "^JZN", "^JZ"+jz))
				}
				b.settle()
				if got := b.roll(); got != tt.stopped {
					t.Errorf("roll %q, want %q while it stands still", got, tt.stopped)
				}
				if s := b.status(); !tt.status(s) || !s.Paused || s.Formats != 1 {
					t.Errorf("status %+v, want the fault, paused, and one format in the buffer", s)
				}
				if c := b.counters(); c.Labels != 1 {
					t.Errorf("%d labels counted, want 1", c.Labels)
				}
				if k := b.p.Stopped().String(); !strings.HasPrefix(tt.fault, k+"@") {
					t.Errorf("stopped by %q, want %s", k, tt.fault)
				}
				if err := b.host.Resume(t.Context()); err != nil { // does not help
					t.Fatal(err)
				}
				b.settle()
				if err := b.p.PutRight(); err != nil {
					t.Fatal(err)
				}
				b.wait()
				if got := b.roll(); got != want {
					t.Errorf("roll %q, want %q in the end", got, want)
				}
				whole := uint64(len(strings.Fields(want)) - strings.Count(want, "/"))
				if c := b.counters(); c.Labels != whole || c.LatchOpens != 1 {
					t.Errorf("counters %+v, want %d labels and one opening", c, whole)
				}
			})
		}
	}
}

// ^JZ acts on labels printed after it, stays, and is Y again after power off.
func TestReprintSetting(t *testing.T) {
	b := newBench(t, virtual.Config{Faults: []virtual.Fault{
		fault(t, "head-open@2"), fault(t, "head-open@4"), fault(t, "head-open@5"),
	}})
	plain := func(serial string) []byte { return with(label(t, serial), "^JZN", "") }
	b.send(label(t, "A"), plain("B"), plain("C"))
	b.settle()
	if err := b.p.PutRight(); err != nil {
		t.Fatal(err)
	}
	b.settle()
	if got, want := b.roll(), "A ?/ C"; got != want {
		t.Errorf("roll %q, want %q: ^JZN of the label before still acts", got, want)
	}
	b.p.PowerOff()
	if err := b.p.PowerUp(); err != nil {
		t.Fatal(err)
	}
	b.dial()
	b.send(plain("D"))
	b.settle()
	for range 2 { // the reprint is hit, too
		if err := b.p.PutRight(); err != nil {
			t.Fatal(err)
		}
		b.wait()
	}
	if got, want := b.roll(), "A ?/ C ?/ ?/ D"; got != want {
		t.Errorf("roll %q, want %q: after power off ^JZ is Y", got, want)
	}
}

func TestPowerCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{Speed: labelMM, Faults: []virtual.Fault{fault(t, "power-cut@2.25")}})
		b.send(label(t, "A"), label(t, "B"), label(t, "C"))
		b.arrive()
		if up := b.counters().Uptime; up != 0 {
			t.Errorf("uptime %v, want 0", up)
		}
		time.Sleep(1200 * time.Millisecond)
		if c := b.counters(); c.Labels != 1 || c.Uptime != time.Second {
			t.Errorf("counters %+v, want 1 label and 1 s", c)
		}
		time.Sleep(time.Second)
		if _, err := b.host.Counters(t.Context()); !errors.Is(err, virtual.ErrLost) {
			t.Errorf("Counters after the power cut = %v, want %v", err, virtual.ErrLost)
		}
		if _, err := b.p.Dial(); !errors.Is(err, virtual.ErrOff) {
			t.Errorf("Dial after the power cut = %v, want %v", err, virtual.ErrOff)
		}
		if err := b.p.PowerUp(); err != nil {
			t.Fatal(err)
		}
		b.dial()
		if s := b.status(); s.Formats != 0 || s.Remaining != 0 || s.Paused {
			t.Errorf("status %+v, want an empty buffer", s)
		}
		b.send(label(t, "D"))
		time.Sleep(5 * time.Second)
		if got, want := b.roll(), "A ?/ D"; got != want {
			t.Errorf("roll %q, want %q", got, want)
		}
		if c := b.counters(); c.Labels != 2 || c.LatchOpens != 0 || c.Uptime != 5*time.Second {
			t.Errorf("counters %+v, want 2 labels, no opening and the time since power came back", c)
		}
	})
}

func TestSpeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{Speed: labelMM / 2.})
		b.send(with(label(t, "A"), "^PQ1", "^PQ2"), label(t, "B"))
		b.arrive()
		for seconds, want := range []struct {
			formats, remaining int
			labels             uint64
		}{{1, 2, 0}, {1, 2, 0}, {1, 1, 1}, {1, 1, 1}, {0, 1, 2}, {0, 1, 2}, {0, 0, 3}} {
			synctest.Wait()
			s, c := b.status(), b.counters()
			if s.Formats != want.formats || s.Remaining != want.remaining || c.Labels != want.labels {
				t.Errorf("after %d s: %d formats, %d remaining, %d labels; want %+v", seconds, s.Formats, s.Remaining, c.Labels, want)
			}
			time.Sleep(time.Second)
		}
		b.send(label(t, "C"))
		b.arrive()
		time.Sleep(1800 * time.Millisecond)
		b.p.PowerOff() // nine tenths of the label are printed
		synctest.Wait()
		if got, want := b.roll(), "A A B C/"; got != want {
			t.Errorf("roll %q, want %q", got, want)
		}
	})
}

func TestCablePull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{Speed: labelMM, Faults: []virtual.Fault{fault(t, "cable-pull@2.25")}})
		b.send(label(t, "A"), label(t, "B"), label(t, "C"), []byte("^XA^FO10,10^GB10,10^FS"))
		b.arrive()
		time.Sleep(1300 * time.Millisecond)
		if _, err := b.conn.Read(make([]byte, 1)); !errors.Is(err, virtual.ErrLost) {
			t.Errorf("Read after the cable was pulled = %v, want %v", err, virtual.ErrLost)
		}
		if _, err := b.conn.Write([]byte("^XZ")); !errors.Is(err, virtual.ErrLost) {
			t.Errorf("Write after the cable was pulled = %v, want %v", err, virtual.ErrLost)
		}
		b.dial()
		if s := b.status(); s.Formats != 1 || s.PartialFormat {
			t.Errorf("status %+v, want one format and no part of one", s)
		}
		time.Sleep(2 * time.Second)
		b.send(label(t, "D"))
		time.Sleep(2 * time.Second)
		if got, want := b.roll(), "A B C D"; got != want {
			t.Errorf("roll %q, want %q: the printer goes on, without the part of a format", got, want)
		}
		if c := b.counters(); c.Labels != 4 || c.Uptime != 5*time.Second {
			t.Errorf("counters %+v, want 4 labels and one life", c)
		}
	})
}

func TestCancelAll(t *testing.T) {
	cancel := func(b *bench) {
		b.t.Helper()
		if err := b.host.CancelAll(b.t.Context()); err != nil {
			b.t.Fatal(err)
		}
		b.arrive()
	}
	t.Run("while printing", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, virtual.Config{Speed: labelMM})
			b.send(with(label(t, "A"), "^PQ1", "^PQ3"), label(t, "B"), []byte("^XA^FDhalf a format"))
			b.arrive()
			time.Sleep(1500 * time.Millisecond)
			cancel(b)
			if s := b.status(); s.Formats != 0 || s.Remaining != 1 || s.PartialFormat {
				t.Errorf("status %+v, want the label in progress only", s)
			}
			time.Sleep(5 * time.Second)
			b.send(label(t, "C"))
			b.settle()
			if got, want := b.roll(), "A A C"; got != want {
				t.Errorf("roll %q, want %q", got, want)
			}
		})
	})
	t.Run("while paused", func(t *testing.T) {
		b := newBench(t, virtual.Config{})
		if err := b.host.Pause(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.send(label(t, "A"), label(t, "B"))
		if s := b.status(); s.Formats != 2 || !s.Paused {
			t.Errorf("status %+v, want two formats and paused", s)
		}
		cancel(b)
		b.send(label(t, "C"))
		if err := b.host.Resume(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.settle()
		if got, want := b.roll(), "C"; got != want {
			t.Errorf("roll %q, want %q", got, want)
		}
	})
	for jz, want := range map[string]string{"^JZN": "?/ C", "^JZY": "?/ A C"} {
		t.Run("with the head open, "+jz, func(t *testing.T) {
			b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "head-open@1")}})
			b.send(with(with(label(t, "A"), "^PQ1", "^PQ2"), "^JZN", jz), label(t, "B"))
			b.settle()
			cancel(b)
			if err := b.p.PutRight(); err != nil {
				t.Fatal(err)
			}
			b.send(label(t, "C"))
			b.settle()
			if got := b.roll(); got != want {
				t.Errorf("roll %q, want %q", got, want)
			}
		})
	}
}

func TestVariables(t *testing.T) {
	b := newBench(t, virtual.Config{Seed: 7})
	id, err := b.host.Identify(t.Context())
	if want := (zebra.Identity{Product: "eachmark virtual printer", UniqueID: "VZ0000000000000007", Firmware: "V99.20.01Z", LinkOS: "6.0"}); id != want || err != nil {
		t.Errorf("Identify = %+v, %v; want %+v", id, err, want)
	}
	ask(t, b.conn, `! U1 setvar "odometer.total_label_count" "99"`+"\r\n"+
		`! U1 getvar "zpl.nonsense"`+"\r\n"+`! U1 nonsense`+"\r\n"+`! U1 getvar "odometer.total_label_count"`+"\n", `"?""0"`)

	first := b.p
	other := newBench(t, virtual.Config{})
	again := newBench(t, virtual.Config{})
	a, _ := other.host.Identify(t.Context())
	c, _ := again.host.Identify(t.Context())
	if a == c || a.UniqueID == "" {
		t.Errorf("two printers are %+v and %+v", a, c)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	reopened := newBench(t, virtual.Config{Dir: b.dir, Seed: 8})
	if now, err := reopened.host.Identify(t.Context()); now != id || err != nil {
		t.Errorf("after switching off and on Identify = %+v, %v; want %+v as before", now, err, id)
	}
}

// ask checks that the whole answer to a question is want.
func ask(t *testing.T, c printer.Conn, question, want string) {
	t.Helper()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(c, question); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, len(want))
	if _, err := io.ReadFull(c, got); err != nil || string(got) != want {
		t.Errorf("answer %q, %v; want %q", got, err, want)
	}
}

func TestFaultsHappenOnce(t *testing.T) {
	faults := []virtual.Fault{fault(t, "head-open@2.75"), fault(t, "cable-pull@2.25"), fault(t, "head-open@2.5"), fault(t, "power-cut@1")}
	dir := t.TempDir()
	var opened []uint64
	for _, serial := range []string{"A", "B", "C", "D", "E", "F"} {
		b := newBench(t, virtual.Config{Dir: dir, Faults: faults})
		b.send(label(t, serial))
		_, _ = b.host.HostStatus(t.Context()) // has arrived now, or a fault broke the connection
		b.wait()
		if conn, err := b.p.Dial(); err == nil {
			c, err := zebra.New(conn, nil).Counters(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			opened = append(opened, c.LatchOpens)
		}
		if err := b.p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	// A power cut at 1.5; a cable pulled at 2.25 and the head opened at 2.5; the
	// opening at 2.75 moves to label 3, as label 2 ended before.
	if got, want := roll(t, dir), "?/ ?/ ?/ D E F"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
	if want := []uint64{1, 2, 2, 2, 2}; !cmp.Equal(opened, want) {
		t.Errorf("openings %v, want %v", opened, want)
	}
}

// A fault at a place the roll has passed does not happen.
func TestFaultBehind(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, virtual.Config{Dir: dir})
	b.send(label(t, "A"), label(t, "B"))
	b.settle()
	if err := b.p.Close(); err != nil {
		t.Fatal(err)
	}
	b = newBench(t, virtual.Config{Dir: dir, Faults: []virtual.Fault{fault(t, "head-open@1"), fault(t, "head-open@4")}})
	b.send(label(t, "C"), label(t, "D"))
	b.settle()
	if got, want := b.roll(), "A B C ?/"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
}

func TestDecodeCommand(t *testing.T) {
	code128 := func(serial string) []byte {
		var b zpl.Builder
		b.Begin(600, labelLength)
		b.Code128(20, symbolY, 2, 50, zpl.AppendElementRunes(nil, "0109506000134352"+"10LOT\x1d"+"21"+serial))
		b.End()
		f, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Clone(f)
	}
	formats := [][]byte{
		label(t, "A"),
		label(t, `a_b(c)%_1`),
		code128("7"),
		[]byte("^XA^PW240^LL160^FO10,10^A0N,30^FDno symbol^FS^XZ"),
		with(label(t, "plain"), "_1", ""), // without FNC1 first: not a GS1 symbol
	}
	var rolls [2][]virtual.Label
	for i, fromCommand := range []bool{false, true} {
		b := newBench(t, virtual.Config{DecodeCommand: fromCommand, Faults: []virtual.Fault{fault(t, "head-open@6.9"), fault(t, "head-open@7.2")}})
		b.send(formats...)
		for range 2 {
			b.send(label(t, "F"))
			b.settle()
			if err := b.p.PutRight(); err != nil {
				t.Fatal(err)
			}
		}
		rolls[i] = labels(t, b.dir)
		for j := range rolls[i] {
			if want := fromCommand && !rolls[i][j].Partial; (rolls[i][j].PNG == "") != want {
				t.Errorf("decode by command %v: label %d has the picture %q", fromCommand, j+1, rolls[i][j].PNG)
			}
			rolls[i][j].PNG = ""
		}
	}
	if diff := cmp.Diff(rolls[0], rolls[1]); diff != "" {
		t.Errorf("rolls by picture and by command differ (-picture +command):\n%s", diff)
	}
	var got []string
	for _, l := range rolls[0] {
		got = append(got, l.Elements)
	}
	want := []string{
		elements("A"), elements(`a_b\(c)%_1`), "(01)09506000134352(10)LOT(21)7", "", "", elements("F"), "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("elements (-want +got):\n%s", diff)
	}
}

func TestProblemsAreOnTheRoll(t *testing.T) {
	b := newBench(t, virtual.Config{})
	b.send([]byte("^XA^PW240^LL160^FO10,10^B7N,4^FDhello^FS^XZ"), []byte("^XA^PW32000^LL32000^FO10,10^GB9,9^FS^XZ"))
	b.settle()
	for _, l := range labels(t, b.dir) {
		if len(l.Problems) == 0 || l.PNG == "" || l.Elements != "" {
			t.Errorf("label %+v, want a picture and what it does not show", l)
		}
	}
	if c := b.counters(); c.Labels != 2 {
		t.Errorf("%d labels counted, want 2", c.Labels)
	}
}

func TestTornTails(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, virtual.Config{Dir: dir, Faults: []virtual.Fault{fault(t, "head-open@2")}})
	b.send(label(t, "A"), label(t, "B"))
	b.settle()
	if err := b.p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{virtual.RollFile, virtual.EventFile} {
		appendTo(t, filepath.Join(dir, name), `{"n":3,"event":"fault","ele`)
	}
	stray := filepath.Join(dir, virtual.PictureDir, "0003.png")
	if err := os.WriteFile(stray, []byte("half a picture"), 0o666); err != nil {
		t.Fatal(err)
	}
	b = newBench(t, virtual.Config{Dir: dir})
	if _, err := os.Stat(stray); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the picture of a label that is none: %v", err)
	}
	if c := b.counters(); c.Labels != 1 || c.LatchOpens != 1 {
		t.Errorf("counters %+v, want 1 label and 1 opening", c)
	}
	b.send(label(t, "C"))
	b.settle()
	if got, want := b.roll(), "A ?/ C"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is on the disk at any moment is a printer that can be switched on.
func TestKilled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{Speed: labelMM, Faults: []virtual.Fault{fault(t, "media-out@3")}})
		b.send(label(t, "A"), label(t, "B"), label(t, "C"), label(t, "D"))
		b.arrive()
		for seconds, want := range []zebra.Counters{{}, {Labels: 1}, {Labels: 2}, {Labels: 2, LatchOpens: 1}} {
			synctest.Wait()
			dir := filepath.Join(t.TempDir(), "as killed")
			if err := os.CopyFS(dir, os.DirFS(b.dir)); err != nil {
				t.Fatal(err)
			}
			killed := newBench(t, virtual.Config{Dir: dir})
			want.Languages = "zpl"
			if got := killed.counters(); got != want {
				t.Errorf("killed after %d.5 s: %+v, want %+v", seconds, got, want)
			}
			if s := killed.status(); s.Formats != 0 || s.PaperOut {
				t.Errorf("killed after %d.5 s: %+v, want nothing in memory and labels loaded", seconds, s)
			}
			time.Sleep(time.Second)
		}
	})
}

func TestDamagedFolder(t *testing.T) {
	for name, content := range map[string]string{
		virtual.RollFile:  `{"n":1,"elements":"","partial":false,"void":false}` + "\nno label\n",
		"label number":    `{"n":2,"elements":"","partial":false,"void":false}` + "\n",
		virtual.EventFile: "no event\n",
	} {
		dir, file := t.TempDir(), name
		if name == "label number" {
			file = virtual.RollFile
		}
		if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := virtual.New(virtual.Config{Dir: dir}); err == nil || !strings.Contains(err.Error(), file+" line") {
			t.Errorf("%s: New = %v, want an error with the line", name, err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, file)); string(got) != content || err != nil {
			t.Errorf("%s: the file is now %q, %v", name, got, err)
		}
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, virtual.PictureDir), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, virtual.PictureDir, "0001.png"), []byte("holiday"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := virtual.New(virtual.Config{Dir: dir}); err == nil || !strings.Contains(err.Error(), "0001.png") {
		t.Errorf("New in a folder with other pictures = %v", err)
	}
	if _, err := virtual.New(virtual.Config{Dir: filepath.Join(dir, virtual.PictureDir, "0001.png")}); err == nil {
		t.Error("New with a file for a folder = nil")
	}
}

// A printer that cannot write down what it prints must not count it.
func TestDiskFails(t *testing.T) {
	dir := t.TempDir()
	p, err := virtual.New(virtual.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := p.Dial()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, virtual.PictureDir)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Write(label(t, "A")); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, virtual.ErrLost) {
		t.Errorf("Read = %v, want %v", err, virtual.ErrLost)
	}
	for what, err := range map[string]error{"Wait": p.Wait(t.Context()), "PowerUp": p.PowerUp(), "Close": p.Close()} {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s = %v, want what the disk said", what, err)
		}
	}
	if got := roll(t, dir); got != "" {
		t.Errorf("roll %q, want nothing", got)
	}
	b := newBench(t, virtual.Config{Dir: dir})
	if c := b.counters(); c.Labels != 0 {
		t.Errorf("%d labels counted", c.Labels)
	}
}

func TestInUse(t *testing.T) {
	b := newBench(t, virtual.Config{})
	if _, err := virtual.New(virtual.Config{Dir: b.dir}); !errors.Is(err, virtual.ErrInUse) ||
		err.Error() != "virtual printer "+b.dir+" is in use by another process" {
		t.Errorf("New of a printer in use = %v", err)
	}
	if err := b.p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.p.Close(); err != nil {
		t.Errorf("closing again = %v", err)
	}
	if err := b.p.PowerUp(); !errors.Is(err, virtual.ErrOff) {
		t.Errorf("PowerUp after Close = %v, want %v", err, virtual.ErrOff)
	}
	newBench(t, virtual.Config{Dir: b.dir})
}

func TestBackPressure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, virtual.Config{DecodeCommand: true})
		if err := b.host.Pause(t.Context()); err != nil {
			t.Fatal(err)
		}
		many := bytes.Repeat([]byte("^XA^LL160^FO1,1^GB9,9^FS^XZ"), 999)
		b.send(many)
		if s := b.status(); s.Formats != 999 || !s.BufferFull {
			t.Errorf("%d formats, full %v; want 999 and a full buffer", s.Formats, s.BufferFull)
		}
		var err error
		for range 10 { // fills the wire, too
			err = b.host.Send(t.Context(), many)
			if err != nil {
				break
			}
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("Send to a full printer = %v, want the deadline", err)
		}
	})
}

func TestConforms(t *testing.T) {
	o := printertest.Options{
		Question: `! U1 getvar "device.product_name"` + "\r\n",
		Answer:   `"eachmark virtual printer"`,
		Mute:     "^XA^FX no label ^XZ",
	}
	t.Run("own printer", func(t *testing.T) {
		printertest.Conn(t, func(t *testing.T) printer.Conn {
			c, err := virtual.Open(t.Context(), virtual.URI(t.TempDir()))
			if err != nil {
				t.Fatal(err)
			}
			return c
		}, o)
	})
	t.Run("hub, answers in pieces", func(t *testing.T) {
		var hub virtual.Hub
		uri := virtual.URI(t.TempDir()) + "?seed=7"
		printertest.Conn(t, func(t *testing.T) printer.Conn {
			c, err := hub.Open(t.Context(), uri)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}, o)
		if err := hub.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Run("network", func(t *testing.T) {
		uri, _ := serve(t, virtual.Config{Dir: t.TempDir()})
		printertest.Conn(t, func(t *testing.T) printer.Conn {
			c, err := tcp.Open(t.Context(), uri)
			if err != nil {
				t.Fatal(err)
			}
			return c
		}, o)
	})
}

// serve puts a printer on the network.
func serve(t *testing.T, c virtual.Config) (uri string, p *virtual.Printer) {
	t.Helper()
	p, err := virtual.New(c)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error)
	go func() { served <- p.Serve(context.Background(), l) }()
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Errorf("Serve = %v", err)
		}
	})
	return "tcp://" + l.Addr().String(), p
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	uri, p := serve(t, virtual.Config{Dir: dir, Faults: []virtual.Fault{fault(t, "cable-pull@2"), fault(t, "power-cut@3")}})
	dial := func() *zebra.Printer {
		t.Helper()
		c, err := tcp.Open(t.Context(), uri)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() }) // broken by then
		return zebra.New(c, nil)
	}
	host := dial()
	for range 2 {
		if err := host.Send(t.Context(), label(t, "A")); err != nil {
			t.Fatal(err)
		}
	}
	lost := func(host *zebra.Printer) {
		t.Helper()
		for { // the answer to a question may be on its way when the connection breaks
			if _, err := host.Counters(t.Context()); err != nil {
				if errors.Is(err, zebra.ErrSilent) {
					t.Errorf("Counters over a broken connection = %v", err)
				}
				return
			}
		}
	}
	lost(host)
	host = dial()
	if err := p.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c, err := host.Counters(t.Context()); c.Labels != 2 || err != nil {
		t.Errorf("after the cable was pulled: %+v, %v; want both labels counted", c, err)
	}
	if err := host.Send(t.Context(), label(t, "B")); err != nil {
		t.Fatal(err)
	}
	lost(host)
	if c, err := tcp.Open(t.Context(), uri); err == nil {
		if _, err := c.Read(make([]byte, 1)); err == nil {
			t.Error("a printer without power talks")
		}
		_ = c.Close() // broken
	}
	if err := p.PowerUp(); err != nil {
		t.Fatal(err)
	}
	if c, err := dial().Counters(t.Context()); c.Labels != 2 || err != nil {
		t.Errorf("after the power cut: %+v, %v; want 2 labels", c, err)
	}
	if got, want := roll(t, dir), "A A ?/"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
}
