package virtual

import "time"

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
		for p.power == on && !on.ready() {
			p.changed.Wait()
		}
		if p.power != on {
			return nil
		}
		if on.current == nil {
			on.begin()
			p.changed.Broadcast()
		}
		if on.current != nil {
			on.printing = true
			return on.current
		}
	}
}

// begin takes the next format out of the queue and does what it sets.
func (w *power) begin() {
	f := w.queue[0]
	w.queue = w.queue[1:]
	w.bytes -= f.size
	f.read()
	if f.reprint != 0 {
		w.reprint = f.reprint == 'Y'
	}
	if f.copies > 0 {
		w.current = f
	}
}

// printLabel prints one label of f, or as much of it as the faults on it let.
func (p *Printer) printLabel(on *power, f *format) error {
	length, err := p.draw(on, f)
	if err != nil {
		return err
	}
	p.mu.Lock()
	on.length = length
	p.mu.Unlock()

	moment := time.Duration(0)
	if p.config.Speed > 0 {
		mm := float64(length) / float64(p.config.dpmm())
		moment = time.Duration(mm / p.config.Speed * float64(time.Second))
	}
	done := 0.0
	for _, fault := range p.memory.due(p.config.Faults) {
		if at, off := feed(on, moment, done, fault.Done); off {
			return p.spoil(on, f, at)
		}
		done = fault.Done
		stop, err := p.strike(on, f, fault)
		if stop || err != nil {
			return err
		}
	}
	if at, off := feed(on, moment, done, 1); off {
		return p.spoil(on, f, at)
	}
	return p.finish(on, f)
}

// feed moves the paper from one part of a label, which takes moment as a whole,
// to another. If power goes meanwhile, it returns how far it came.
func feed(on *power, moment time.Duration, from, to float64) (at float64, off bool) {
	select {
	case <-on.off:
		return from, true
	default:
	}
	if moment == 0 {
		return to, false
	}
	start := time.Now()
	timer := time.NewTimer(time.Duration((to - from) * float64(moment)))
	defer timer.Stop()
	select {
	case <-timer.C:
		return to, false
	case <-on.off:
		return from + min(to-from, float64(time.Since(start))/float64(moment)), true
	}
}

// strike lets a fault happen now. It reports whether that ends the label.
func (p *Printer) strike(on *power, f *format, fault Fault) (stop bool, err error) {
	if err := p.memory.happens(fault); err != nil {
		return true, err
	}
	switch fault.Kind {
	case CablePull:
		p.mu.Lock()
		p.hangUp()
		p.mu.Unlock()
		return false, nil
	case PowerCut:
		if err := p.record(on, f, fault.Done); err != nil {
			return true, err
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.power == on {
			p.powerDown()
		}
		return true, nil
	}
	return true, p.stand(on, f, fault)
}

// stand has the printer stand still until a person comes. With ^JZ Y it prints
// the spoilt label again then, a second label with the same data.
func (p *Printer) stand(on *power, f *format, fault Fault) error {
	if err := p.record(on, f, fault.Done); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	on.printing = false
	on.again = on.reprint || fault.Done == 0
	if !on.again {
		on.oneLess(f)
	}
	on.standing = standing{fault: fault.Kind.status(), paused: true}
	p.changed.Broadcast()
	return nil
}

// spoil ends a label because power went.
func (p *Printer) spoil(on *power, f *format, done float64) error {
	p.mu.Lock()
	on.printing = false
	p.mu.Unlock()
	return p.record(on, f, done)
}

// finish ends a label that is printed.
func (p *Printer) finish(on *power, f *format) error {
	if err := p.record(on, f, 1); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	on.printing, on.again = false, false
	on.oneLess(f)
	p.changed.Broadcast()
	return nil
}

// oneLess counts a label of the current format off. Between groups of ^PQ the
// printer pauses.
func (w *power) oneLess(f *format) {
	f.copies--
	f.printed++
	if f.copies <= 0 {
		w.current = nil
		return
	}
	if f.group > 0 && f.printed%f.group == 0 {
		w.paused = true
	}
}
