package virtual

import (
	"slices"
	"time"

	"github.com/eachmark/eachmark/zpl"
)

// reach returns the tag that the reader reaches while label n is under the head,
// nil if there is none, and the label it is on.
func (p *Printer) reach(n int) (t *inlay, number int) {
	if slices.ContainsFunc(p.config.Faults, func(f Fault) bool { return f.Kind == RFIDNext && f.Label <= n }) {
		n++
	}
	return p.inlay(n), n
}

// inlay returns the tag of label n, nil on a roll without tags. It is made when
// something first asks for it.
func (p *Printer) inlay(n int) *inlay {
	size := p.config.inlaySize()
	if size.EPC < 0 {
		return nil
	}
	if t := p.inlays[n]; t != nil {
		return t
	}
	t := newInlay(size, p.memory.identity, n)
	for _, f := range p.config.faultsOn(n) {
		if f.Label != n {
			continue
		}
		switch f.Kind {
		case RFIDVoid:
			t.bad = true
		case RFIDDead:
			t.dead = true
		case RFIDTwin:
			copy(t.memory[bankTID], newTID(p.memory.identity, n-1))
		}
	}
	p.inlays[n] = t
	return t
}

// programmed has the tag be as the format left it, and the printer know how that
// went.
func (p *Printer) programmed(on *power, a *attempt) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a.tag.tag != nil {
		p.inlays[a.tag.number] = a.tag.tag
	}
	on.tagStatus = rfidOK
	if a.tag.err != nil {
		on.tagStatus = a.tag.err.Error()
	}
	on.log(a.tag.log)
	return nil
}

// peel takes the tag of a label that leaves the printer into its record. Of one
// that nobody spoke to, nothing is said.
func (p *Printer) peel(l *Label, spoken bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if t := p.inlays[l.N]; t != nil || spoken {
		if t = p.inlay(l.N); t != nil {
			t.describe(l)
		}
	}
	delete(p.inlays, l.N)
}

// maxTagLog bounds the log of operations on tags.
const maxTagLog = 1_500_000 // bytes; Zebra Programming Guide, ^HL, firmware X.20.16Z and later

// appendLog appends the log of operations on tags.
func (w *power) appendLog(b []byte) []byte {
	for _, l := range w.tagLog {
		b = append(b, l...)
	}
	return b
}

// takeLog returns the log and empties it.
func (w *power) takeLog() []byte {
	log := w.appendLog(nil)
	w.tagLog, w.tagLogSize = nil, 0
	return log
}

// log adds lines to the log of operations on tags, if it is on. The oldest are
// dropped.
func (w *power) log(lines []zpl.TagOperation) {
	if !w.logging {
		return
	}
	for _, l := range lines {
		l.Time = time.Now().Format("01/02/2006 15:04:05")
		text := string(l.AppendTo(nil))
		w.tagLog = append(w.tagLog, text)
		w.tagLogSize += len(text)
	}
	for w.tagLogSize > maxTagLog {
		w.tagLogSize -= len(w.tagLog[0])
		w.tagLog = w.tagLog[1:]
	}
}
