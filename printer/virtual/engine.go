package virtual

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/zpl"
)

// run prints what comes until power goes.
func (p *Printer) run(on *power) {
	for {
		f := p.next(on)
		if f == nil {
			return
		}
		if err := p.printLabel(on, f); err != nil {
			p.mu.Lock()
			p.fail(err)
			p.mu.Unlock()
		}
	}
}

// ready reports whether there is a label to print and nothing in the way.
func (w *power) ready() bool {
	return w.fault == 0 && !w.paused && (w.current != nil || len(w.queue) > 0)
}

// next waits for a label to print and puts it under the head. It returns nil
// when power goes.
func (p *Printer) next(on *power) *format {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		for p.power == on && !on.ready() && on.feeds == 0 && len(on.sudden) == 0 {
			p.changed.Wait()
		}
		if p.power != on {
			return nil
		}
		if len(on.sudden) > 0 {
			p.idleFault(on, <-on.sudden)
			continue
		}
		if on.feeds > 0 {
			p.feedBlank(on)
			continue
		}
		if on.current == nil {
			p.begin(on)
			p.changed.Broadcast()
		}
		if on.current != nil {
			on.printing = true
			return on.current
		}
	}
}

// feedBlank feeds a label without printing.
func (p *Printer) feedBlank(on *power) {
	on.feeds--
	l := Label{N: p.memory.nextLabel(), Fed: true}
	delete(p.inlays, l.N)
	if err := p.memory.add(l); err != nil {
		p.fail(err)
	}
	p.changed.Broadcast()
}

// begin takes the next format out of the queue and does what it sets.
func (p *Printer) begin(on *power) {
	f := on.queue[0]
	on.queue = on.queue[1:]
	on.bytes -= f.size
	f.read(on)
	if err := p.keepStored(on, f); err != nil {
		p.fail(err)
		return
	}
	if f.reprint != 0 {
		on.reprint = f.reprint == 'Y'
	}
	if f.mode != 0 {
		on.mode = f.mode
	}
	if f.copies > 0 {
		on.current = f
	}
	if answer := p.answer(on, f); len(answer) > 0 {
		p.tasks.Go(func() { p.say(f.from, answer) })
	}
}

// answer returns the answers that a format asks for when it is begun.
func (p *Printer) answer(on *power, f *format) (answer []byte) {
	for _, code := range f.asks {
		if code == "^HL" {
			answer = append(answer, on.takeLog()...)
		} else {
			answer = append(answer, p.configuration(on)...)
		}
	}
	return answer
}

// An attempt is one physical label, for which a format is under the head.
type attempt struct {
	*format
	number  int        // on the roll
	label   zpl.Format // as it is on this label
	length  zpl.Dots
	drawing *drawing // of the whole label
	done    float64  // the part of it that is printed
	tag     *tagWork // nil if the format has nothing to do with tags
	at      float64  // the part of the label that is printed before its tag is programmed
	void    bool
}

// prepare works out what becomes of the next label if nothing stops it.
func (p *Printer) prepare(on *power, f *format) (a *attempt, err error) {
	a = &attempt{format: f, number: p.memory.nextLabel()}
	if f.speaksToTag() {
		p.mu.Lock()
		tag, number := p.reach(a.number)
		p.mu.Unlock()
		a.tag = f.program(tag, f.values)
		a.tag.number = number
		a.void = a.tag.err != nil
	}
	if a.length, err = p.draw(on, a); err != nil {
		return nil, err
	}
	a.drawing = f.drawing
	if a.tag != nil {
		a.at = min(f.rfid.position*float64(p.config.dpmm())/float64(a.length), 1)
	}
	if a.void {
		err = p.cross(on, a)
	}
	return a, err
}

// cross gives a void label its drawing.
func (p *Printer) cross(on *power, a *attempt) (err error) {
	if p.config.DecodeCommand && a.at == 0 {
		a.drawing = &drawing{}
		return nil
	}
	whole := a.drawing.image
	if whole == nil {
		whole = p.picture(on, a).image
	}
	a.drawing, err = voided(whole, a.at, int(a.rfid.void))
	return err
}

// A stop is something that happens when a part of a label is printed. It may end
// the label.
type stop struct {
	at  float64
	act func() (end bool, err error)
}

// stops returns what happens on a label, in order.
func (p *Printer) stops(on *power, a *attempt) []stop {
	var stops []stop
	if a.tag != nil {
		stops = append(stops, stop{a.at, func() (bool, error) { return false, p.programmed(on, a) }})
	}
	if p.config.EarlyEcho {
		stops = append(stops, stop{a.at, func() (bool, error) { return false, p.echo(a) }})
	}
	for _, fault := range p.memory.due(p.config.faultsOn(a.number)) {
		stops = append(stops, stop{fault.Done, func() (bool, error) { return p.strike(on, a, fault) }})
	}
	slices.SortStableFunc(stops, func(a, b stop) int { return cmp.Compare(a.at, b.at) })
	return stops
}

// printLabel prints one label of f, or as much of it as the faults on it let.
func (p *Printer) printLabel(on *power, f *format) error {
	a, err := p.prepare(on, f)
	if err != nil {
		return err
	}
	p.mu.Lock()
	on.length = a.length
	p.mu.Unlock()

	moment := time.Duration(0)
	if p.config.Speed > 0 {
		mm := float64(a.length) / float64(p.config.dpmm())
		moment = time.Duration(mm / p.config.Speed * float64(time.Second))
	}
	for _, s := range p.stops(on, a) {
		end, err := p.feed(on, a, moment, s.at)
		if !end && err == nil {
			end, err = s.act()
		}
		if end || err != nil {
			return err
		}
	}
	if end, err := p.feed(on, a, moment, 1); end || err != nil {
		return err
	}
	return p.finish(on, a)
}

// feed moves the paper until the part to of a label is printed; the whole of it
// takes moment. It reports whether the label ends before that: because power goes,
// or because somebody does something to the printer.
func (p *Printer) feed(on *power, a *attempt, moment time.Duration, to float64) (end bool, err error) {
	for {
		start := time.Now()
		kind, cut := on.await(time.Duration((to - a.done) * float64(moment)))
		if !cut {
			a.done = to
			return false, nil
		}
		if moment > 0 {
			a.done += min(to-a.done, float64(time.Since(start))/float64(moment))
		}
		if kind == 0 {
			return true, p.spoil(on, a, a.done)
		}
		fault := Fault{Kind: kind, Label: a.number, Done: math.Floor(a.done*100) / 100}
		if end, err := p.strike(on, a, fault); end || err != nil {
			return end, err
		}
	}
}

// await lets d pass. Cut says that something came before the end of it: what
// somebody did to the printer, or 0 when power went.
func (w *power) await(d time.Duration) (kind FaultKind, cut bool) {
	select {
	case <-w.off:
		return 0, true
	default:
	}
	if d <= 0 {
		return 0, false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return 0, false
	case kind = <-w.sudden:
		return kind, true
	case <-w.off:
		return 0, true
	}
}

// idleFault lets a fault happen while no label is under the head.
func (p *Printer) idleFault(on *power, kind FaultKind) {
	fault := Fault{Kind: kind, Label: p.memory.nextLabel()}
	if err := p.memory.happens(fault); err != nil {
		p.fail(err)
		return
	}
	switch {
	case kind.status() != 0:
		on.standing = standing{fault: kind.status(), paused: true}
	case kind == PowerCut:
		p.powerDown()
	default:
		p.meddle(on, kind)
	}
	p.changed.Broadcast()
}

// strike lets a fault happen now. It reports whether that ends the label.
func (p *Printer) strike(on *power, a *attempt, fault Fault) (end bool, err error) {
	if err := p.memory.happens(fault); err != nil {
		return true, err
	}
	switch {
	case fault.Kind.status() != 0:
		return true, p.stand(on, a, fault)
	case fault.Kind != PowerCut:
		p.mu.Lock()
		defer p.mu.Unlock()
		p.meddle(on, fault.Kind)
		p.changed.Broadcast()
		return false, nil
	}
	if err := p.record(on, a, fault.Done); err != nil {
		return true, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.power == on {
		p.powerDown()
	}
	return true, nil
}

// meddle lets a fault happen that the label under the head does not notice.
func (p *Printer) meddle(on *power, kind FaultKind) {
	switch kind {
	case CablePull:
		p.hangUp()
	case HalfOpen:
		for l := range p.lines {
			l.dead.Store(true)
		}
	case Slow:
		for l := range p.lines {
			l.slow.Store(true)
		}
	case Pause:
		on.paused, on.byHand = true, true
	case Cancel:
		on.cancelAll()
	case Reprint:
		if on.current != nil && p.reprint != ReprintOff {
			on.current.copies++
		}
	case Foreign:
		on.add(textFormat("another host"))
	case Prefixes:
		on.prefixes.Format = '+'
	case Language:
		on.language = "line_print"
	}
}

// stand has the printer stand still until a person comes. With ^JZ Y it prints
// the spoilt label again then, a second label with the same data.
func (p *Printer) stand(on *power, a *attempt, fault Fault) error {
	if err := p.record(on, a, fault.Done); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	on.printing = false
	on.again = on.reprint || fault.Done == 0
	switch {
	case a.void && fault.Done > 0:
		on.tryNext(a.format)
	case !on.again:
		on.oneLess(a.format)
	}
	on.standing = standing{fault: fault.Kind.status(), paused: true}
	p.changed.Broadcast()
	return nil
}

// spoil ends a label because power went.
func (p *Printer) spoil(on *power, a *attempt, done float64) error {
	p.mu.Lock()
	on.printing = false
	p.mu.Unlock()
	return p.record(on, a, done)
}

// finish ends a label that is printed.
func (p *Printer) finish(on *power, a *attempt) error {
	if err := p.record(on, a, 1); err != nil {
		return err
	}
	if !p.config.EarlyEcho {
		if err := p.echo(a); err != nil {
			return err
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	on.printing, on.again = false, false
	if a.void {
		on.tryNext(a.format)
	} else {
		on.oneLess(a.format)
	}
	p.changed.Broadcast()
	return nil
}

// echo sends what ^HV asks for, after all labels so far are on the disk.
func (p *Printer) echo(a *attempt) error {
	answer := a.appendEchoes(nil, a.printed == 0 && !a.void)
	if len(answer) == 0 {
		return nil
	}
	if err := p.memory.sync(); err != nil {
		return err
	}
	p.say(a.from, answer) // a host that has gone does not hear it
	return nil
}

// oneLess counts a label of the current format off. Between groups of ^PQ the
// printer pauses.
func (w *power) oneLess(f *format) {
	f.copies--
	f.printed++
	f.tries = 0
	if f.copies <= 0 {
		w.current = nil
		return
	}
	if f.group > 0 && f.printed%f.group == 0 {
		w.paused = true
	}
}

// tryNext has the printer do with a format whose tag failed what ^RS says: try
// the next label, or drop the format, pause, or stand still with an error. In
// the last two cases the format stays until it is cancelled.
func (w *power) tryNext(f *format) {
	w.again = false
	if f.tries++; f.tries < f.rfid.tries {
		return
	}
	f.tries = 0
	switch f.rfid.action {
	case 'P':
		w.paused = true
	case 'E':
		w.standing = standing{fault: printer.FaultRFID, paused: true}
	default:
		w.current = nil
	}
}
