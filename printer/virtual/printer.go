package virtual

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

var (
	// ErrOff means that the printer has no power.
	ErrOff = errors.New("virtual: the printer is off")

	// ErrReprintOff means that a press of the REPRINT key does nothing.
	ErrReprintOff = errors.New("virtual: the REPRINT key does nothing: the reprint mode is off")

	// ErrLost is what a host sees of a pulled cable and of a printer that goes
	// off.
	ErrLost = errors.New("virtual: the connection to the printer is lost")
)

// A Printer is one virtual printer, from the moment it is taken into use until
// [Printer.Close]. Its methods may be called from any goroutine.
type Printer struct {
	config Config
	family zebra.Family // of its model
	memory *memory
	closed chan struct{}
	tasks  sync.WaitGroup // one for the engine, one for each wire
	random *rand.Rand     // where answers are cut; nil for whole ones

	mu      sync.Mutex // guards the rest, and everything in power
	changed sync.Cond
	power   *power        // nil while the printer is off
	engine  chan struct{} // closed when the engine that ran last has come to its end
	lines   map[*line]struct{}
	inlays  map[int]*inlay // of labels that are still in the printer, once something asked for them
	reprint ReprintMode    // ezpl.reprint_mode
	broken  error          // a disk that took no more records
}

// power is what a printer has as long as it is on.
type power struct {
	off     chan struct{}  // closed when the printer goes off
	sudden  chan FaultKind // what somebody does now
	started time.Time
	standing
	queue   []*format
	bytes   int     // of the formats in queue
	current *format // begun and not complete; nil if none

	printing bool     // a label of current is under the head
	again    bool     // a label of current was spoilt and is printed again
	reprint  bool     // setting ^JZ
	length   zpl.Dots // of the label printed last, or of the stock
	mode     zpl.PrintMode
	feeds    int // labels to be fed before the next

	prefixes  zpl.Prefixes
	language  string            // device.languages
	variables map[string]string // device.user_vars

	rfid       rfidSettings
	tagStatus  string // of the last operation on a tag
	logging    bool   // rfid.log.enabled
	tagLog     []string
	tagLogSize int // bytes

	shelf    raster.Shelf     // stored formats and pictures
	renderer *raster.Renderer // used by the engine only
}

// standing is why a printer stands still.
type standing struct {
	fault  printer.FaultKind // 0 if nothing is wrong
	paused bool
	byHand bool // somebody pressed PAUSE
}

// New takes the printer of c.Dir into use and switches it on. What a person had
// to see to is put right before.
func New(c Config) (*Printer, error) {
	m, err := openMemory(c)
	if err != nil {
		return nil, err
	}
	p := &Printer{config: c, family: zebra.QuirksOf(zebra.Identity{Product: c.Model}), memory: m, reprint: c.Reprint, closed: make(chan struct{}), lines: map[*line]struct{}{}, inlays: map[int]*inlay{}, engine: make(chan struct{})}
	close(p.engine) // none has run
	p.changed.L = &p.mu
	if c.Seed != 0 {
		p.random = rand.New(rand.NewPCG(c.Seed, 0))
	}
	err = m.putRight()
	if err == nil {
		err = p.PowerUp()
	}
	if err != nil {
		return nil, errors.Join(err, m.close())
	}
	return p, nil
}

// Close switches the printer off and releases its folder. A label in progress
// stays on the roll as far as it was printed.
func (p *Printer) Close() error {
	p.mu.Lock()
	select {
	case <-p.closed:
		p.mu.Unlock()
		return nil
	default:
		close(p.closed)
	}
	p.powerDown()
	p.mu.Unlock()
	p.tasks.Wait()
	return errors.Join(p.broken, p.memory.close())
}

// PowerUp switches a printer on that is off: its memory is empty, ^JZ is Y, and
// its uptime starts again.
func (p *Printer) PowerUp() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.closed:
		return ErrOff
	default:
	}
	switch {
	case p.broken != nil:
		return p.broken
	case p.power != nil:
		return nil
	}
	if err := p.memory.record(event{Event: eventPowerUp}); err != nil {
		return err
	}
	p.power = &power{
		off:       make(chan struct{}),
		sudden:    make(chan FaultKind, 8),
		started:   time.Now(),
		variables: map[string]string{},
		prefixes:  p.config.prefixes(),
		language:  p.config.language(),
		reprint:   true,
		rfid:      usualRFID(),
		mode:      p.config.mode(),
		feeds:     p.config.Feeds,
		tagStatus: rfidOK,
		length:    stockLength * zpl.Dots(p.config.dpmm()),
		renderer:  newRenderer(p.config.dpmm()),
	}
	if err := p.loadStored(p.power); err != nil {
		p.power = nil
		return err
	}
	p.start(p.power)
	return nil
}

// start lets the engine run, after the one before has put down what it had
// under the head when power went.
func (p *Printer) start(on *power) {
	before, ended := p.engine, make(chan struct{})
	p.engine = ended
	p.tasks.Add(1)
	go func() {
		defer p.tasks.Done()
		defer close(ended)
		<-before
		p.run(on)
	}()
}

// PowerOff switches the printer off: its memory and its connections are lost.
func (p *Printer) PowerOff() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.powerDown()
}

func (p *Printer) powerDown() {
	if p.power == nil {
		return
	}
	close(p.power.off)
	p.power = nil
	p.hangUp()
	p.changed.Broadcast()
}

// hangUp breaks every connection.
func (p *Printer) hangUp() {
	for l := range p.lines {
		l.cut()
	}
	clear(p.lines)
}

// PutRight is a person who sees to what is wrong: closes the head, loads what is
// out, cancels a label whose tag failed, sets language and prefixes as they were,
// and presses PAUSE. Where nothing is wrong it does nothing.
func (p *Printer) PutRight() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.power == nil {
		return nil
	}
	if err := p.memory.putRight(); err != nil {
		p.fail(err)
		return err
	}
	p.power.putRight(p.config)
	p.changed.Broadcast()
	return nil
}

func (w *power) putRight(c Config) {
	if w.fault == printer.FaultRFID {
		w.current = nil
	}
	if w.fault != 0 && w.fault != printer.FaultRFID {
		w.feeds = c.Feeds // the head was open
	}
	if w.fault != 0 || w.byHand {
		w.standing = standing{}
	}
	w.prefixes, w.language = c.prefixes(), c.language()
}

// Happen lets a fault happen now, wherever the label under the head is: what
// somebody does to a printer who stands before it. Faults of tags and readers
// happen at places on the roll only. The error is [ErrOff], or [ErrReprintOff] for
// [Reprint] where that key does nothing.
func (p *Printer) Happen(kind FaultKind) error {
	if kind == 0 || int(kind) > len(faultKinds) || kind.ofTag() {
		return fmt.Errorf("virtual: %v does not happen at a moment", kind)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.power == nil {
		return ErrOff
	}
	if kind == Reprint && p.reprint == ReprintOff {
		return ErrReprintOff
	}
	select {
	case p.power.sudden <- kind:
	default: // one thing after the other
	}
	p.changed.Broadcast()
	return nil
}

// Stopped returns what a person has to see to, 0 if nothing.
func (p *Printer) Stopped() printer.FaultKind {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.power == nil {
		return 0
	}
	return p.power.fault
}

// Off reports whether the printer is switched off.
func (p *Printer) Off() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.power == nil
}

// Wait waits until the printer has nothing to print, or cannot: because it is
// off, paused, or something stopped it. What was sent may still be on its way
// to the printer; the answer to a question sent later says that it is not.
func (p *Printer) Wait(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.changed.Broadcast()
	})
	defer stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.power != nil && (p.power.printing || p.power.ready() || p.power.feeds > 0 || len(p.power.sudden) > 0) {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.changed.Wait()
	}
	return p.broken
}

// fail stops a printer that cannot record what it prints.
func (p *Printer) fail(err error) {
	p.broken = fmt.Errorf("virtual printer %s has stopped: %w", p.config.Dir, err)
	p.powerDown()
}

// A wire is the printer's end of a connection.
type wire interface {
	io.ReadWriteCloser
	cut() // break it without a farewell
}

type pipeWire struct{ *printer.PipeEnd }

func (w pipeWire) cut() { w.Abort(ErrLost) }

type netWire struct{ net.Conn }

func (w netWire) cut() {
	if tcp, ok := w.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // only to have the host see it at once
	}
	_ = w.Close() // it is lost either way
}

// A line is a wire that one answer at a time is written to.
type line struct {
	wire
	mu         sync.Mutex
	dead, slow atomic.Bool // faults of it
}

// receiveBuffer is what a host can send ahead of what the printer has read.
const receiveBuffer = 64 << 10

// Dial connects a host in this process to the printer.
func (p *Printer) Dial() (printer.Conn, error) {
	host, far := printer.Pipe(receiveBuffer)
	if !p.attach(pipeWire{far}, p.listen) {
		return nil, ErrOff
	}
	return host, nil
}

// Serve connects the hosts that come over l, until ctx ends or the printer is
// closed; then it closes l and returns nil. A host that comes while the printer
// is off is turned away. Connections outlive ctx. On a printer this is port 9100.
func (p *Printer) Serve(ctx context.Context, l net.Listener) error {
	return p.serve(ctx, l, math.MaxInt, p.listen)
}

// ServeSingle is [Printer.Serve] for one host at a time; another is turned away.
// On a printer this is port 9300.
func (p *Printer) ServeSingle(ctx context.Context, l net.Listener) error {
	return p.serve(ctx, l, 1, p.listen)
}

// jsonConnections is how many hosts may talk JSON at once (Zebra Programming
// Guide, JSON).
const jsonConnections = 8

// ServeJSON is [Printer.Serve] for hosts that ask for variables in JSON, as in
//
//	{}{"device.uptime":null}
//
// A string instead of null sets a variable. On a printer this is port 9200, which
// answers while it prints.
func (p *Printer) ServeJSON(ctx context.Context, l net.Listener) error {
	return p.serve(ctx, l, jsonConnections, p.listenJSON)
}

func (p *Printer) serve(ctx context.Context, l net.Listener, most int, listen func(*power, *line)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-ctx.Done():
		case <-p.closed:
			cancel()
		}
		_ = l.Close() // Accept tells
	}()
	var hosts atomic.Int64
	for {
		conn, err := l.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		w := netWire{conn}
		served := hosts.Load() < int64(most) && p.attach(w, func(on *power, l *line) {
			defer hosts.Add(-1)
			listen(on, l)
		})
		if !served {
			w.cut()
			continue
		}
		hosts.Add(1)
	}
}

// attach has the printer listen to w. It reports whether the printer is on.
func (p *Printer) attach(w wire, listen func(*power, *line)) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.power == nil {
		return false
	}
	l := &line{wire: w}
	p.lines[l] = struct{}{}
	p.tasks.Add(1)
	on := p.power
	go func() {
		defer p.tasks.Done()
		listen(on, l)
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.lines, l)
		_ = l.Close() // nothing is left to say
	}()
	return true
}

// connected returns how many hosts are connected.
func (p *Printer) connected() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.lines)
}
