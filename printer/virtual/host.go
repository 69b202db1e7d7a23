package virtual

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// What a printer holds at most of formats that wait; then it reads no more.
const (
	maxFormats     = 999 // what the field of ~HS can say
	maxFormatBytes = 16 << 20
)

// listen takes what a host sends until the connection ends or power goes. A
// format that is not complete by then is forgotten.
func (p *Printer) listen(on *power, l *line) {
	var (
		splitter zpl.Splitter
		jobs     []zpl.Job
	)
	buf := make([]byte, 4096)
	for {
		n, err := l.Read(buf[:l.portion(len(buf))])
		jobs = jobs[:0]
		if !l.dead.Load() {
			before := p.adoptPrefixes(on, &splitter)
			jobs = splitter.Append(jobs, buf[:n])
			if now := splitter.Prefixes(); now != before {
				p.setPrefixes(on, now)
			}
		}
		for _, job := range jobs {
			if !p.say(l, p.take(on, l, job, splitter.Receiving())) {
				return
			}
		}
		if err != nil || !l.rest(on) {
			return
		}
	}
}

// A slow printer takes slowBytes every slowPause.
const (
	slowBytes = 32
	slowPause = 10 * time.Millisecond
)

// portion returns how many of n bytes are read at once.
func (l *line) portion(n int) int {
	if l.slow.Load() {
		return slowBytes
	}
	return n
}

// rest waits between portions. It reports whether power is on.
func (l *line) rest(on *power) bool {
	if !l.slow.Load() {
		return true
	}
	select {
	case <-time.After(slowPause):
		return true
	case <-on.off:
		return false
	}
}

// adoptPrefixes has what reads a connection use the prefixes of the printer,
// unless it is in the middle of a format, and returns those it uses.
func (p *Printer) adoptPrefixes(on *power, s *zpl.Splitter) zpl.Prefixes {
	p.mu.Lock()
	defer p.mu.Unlock()
	if from, to := s.Prefixes(), on.prefixes; from != to && !s.Receiving() {
		s.Append(nil, appendPrefixes(nil, from, to))
	}
	return s.Prefixes()
}

// setPrefixes has the printer use prefixes that came over a connection.
func (p *Printer) setPrefixes(on *power, now zpl.Prefixes) {
	p.mu.Lock()
	defer p.mu.Unlock()
	on.prefixes = now
}

// take does what a job asks for and returns the answer to it, if there is one. A
// printer set to another language prints what it does not understand.
func (p *Printer) take(on *power, l *line, job zpl.Job, receiving bool) (answer []byte) {
	if job.Kind == zpl.JobSGD {
		return p.variable(on, job.Data)
	}
	p.mu.Lock()
	speaksZPL := strings.Contains(on.language, languageZPL)
	p.mu.Unlock()
	switch {
	case job.Kind == zpl.JobDropped:
	case !speaksZPL:
		p.enqueue(on, textFormat(string(job.Data[:min(len(job.Data), 32)])))
	case job.Kind == zpl.JobFormat, job.Code == "~DG", job.Code == "~DY", job.Code == "~EG":
		p.enqueue(on, newFormat(job, l)) // what is stored is there for the formats that come after it
	case job.Code == "~JR":
		p.restart()
	default:
		return p.control(on, job, receiving)
	}
	return nil
}

// textFormat is a label with a text that no host of ours sent.
func textFormat(text string) *format {
	var b zpl.Builder
	b.Begin(stockWidth*zpl.Dots(zpl.DPMM8), stockLength*zpl.Dots(zpl.DPMM8)/10)
	b.Text(20, 20, 40, 0, text)
	b.End()
	data, _ := b.Bytes() // every text can be written
	return newFormat(zpl.Job{Kind: zpl.JobFormat, Data: bytes.Clone(data)}, nil)
}

// restart switches the printer off and on, as ~JR does.
func (p *Printer) restart() {
	p.PowerOff()
	_ = p.PowerUp() // what keeps it off is told to those who ask
}

// enqueue has a format wait for the print head, and the host wait while there
// is no room.
func (p *Printer) enqueue(on *power, f *format) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.power == on && on.full() {
		p.changed.Wait()
	}
	on.add(f)
	p.changed.Broadcast()
}

// add puts a format at the end of the queue.
func (w *power) add(f *format) {
	w.queue = append(w.queue, f)
	w.bytes += f.size
}

func (w *power) full() bool { return len(w.queue) >= maxFormats || w.bytes >= maxFormatBytes }

// control does what a control command says. Commands not named here do nothing.
func (p *Printer) control(on *power, job zpl.Job, receiving bool) (answer []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if strings.HasPrefix(job.Code, "~H") {
		if on.fault != 0 && p.config.Answers != AnswersAlways {
			return nil
		}
		return p.report(on, job, receiving)
	}
	switch job.Code {
	case "~JA":
		on.cancelAll()
	case "~JP":
		on.cancelCurrent()
		on.paused = true
	case "~PP":
		on.paused = true
	case "~PS":
		on.paused = on.fault != 0
	}
	p.changed.Broadcast()
	return nil
}

// cancelCurrent forgets the format in hand but for the label under the head.
func (w *power) cancelCurrent() {
	switch {
	case w.current == nil:
	case w.printing:
		w.current.copies = 1
	default:
		w.current = nil
	}
}

// cancelAll forgets what is not begun. The label under the head is finished, and
// a spoilt one that is to be printed again counts as that.
func (w *power) cancelAll() {
	w.queue, w.bytes = nil, 0
	if w.fault == printer.FaultRFID {
		w.standing = standing{}
	}
	switch {
	case w.current == nil:
	case w.printing || w.again:
		w.current.copies = 1
	default:
		w.current = nil
	}
}

// productName is what device.product_name says.
const productName = "eachmark virtual printer"

// varReprint is the setting of the REPRINT key, which outlives power.
const varReprint = "ezpl.reprint_mode"

// userVariables is the branch of variables that hosts make, and that are gone
// with the power.
const userVariables = "device.user_vars."

// maxUserVariables bounds what hosts can have the printer remember.
const maxUserVariables = 64

// variable does what a line of Set-Get-Do says. Setting variables
// that cannot be set is passed over in silence, as printers do.
func (p *Printer) variable(on *power, line []byte) (answer []byte) {
	sgd, err := zpl.ParseSGD(line)
	switch {
	case err != nil || p.family.Has(zebra.QuirkStatusOnly):
		return nil
	case sgd.Verb == "getvar":
		value, known := p.getvar(on, sgd.Name)
		if p.Stopped() != 0 && p.config.Answers == AnswersNothing {
			return nil
		}
		return zpl.AppendSGDAnswer(nil, value, known)
	case sgd.Verb == "setvar":
		p.setvar(on, sgd)
	}
	return nil
}

// setvar sets a variable that can be set.
func (p *Printer) setvar(on *power, sgd zpl.SGD) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name, isUser := strings.CutPrefix(sgd.Name, userVariables)
	switch {
	case isUser:
		on.setUser(name, sgd.Value)
	case resettable(sgd.Name) && sgd.Value == "0":
		if err := p.memory.reset(sgd.Name); err != nil {
			p.fail(err)
		}
	case sgd.Name == varUser1 || sgd.Name == varUser2:
		if err := p.memory.set(sgd.Name, sgd.Value); err != nil {
			p.fail(err)
		}
	case sgd.Name == varReprint && p.reprint != ReprintLocked:
		p.reprint = ReprintOff
		if sgd.Value == "on" {
			p.reprint = ReprintOn
		}
	case sgd.Name == "rfid.log.enabled":
		on.logging = sgd.Value == "on"
	}
}

// setUser makes a user variable, of which only the type STRING is taken, or sets
// one that is there.
func (w *power) setUser(name, value string) {
	if name == "create" {
		parts := strings.SplitN(value, ":", 4)
		name = strings.ToLower(parts[0])
		if _, there := w.variables[name]; !there && len(parts) == 4 && parts[1] == "STRING" && len(w.variables) < maxUserVariables {
			w.variables[name] = parts[3]
		}
		return
	}
	if _, there := w.variables[name]; there {
		w.variables[name] = value
	}
}

// getvar returns the value of a variable.
func (p *Printer) getvar(on *power, name string) (value string, known bool) {
	if p.family.Lacks(name) {
		return "", false
	}
	count, known, err := p.memory.odometer(name)
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case err != nil:
		p.fail(err)
		return "", false
	case known:
		return strconv.FormatUint(count, 10), true
	}
	if user, ok := strings.CutPrefix(name, userVariables); ok {
		value, known = on.variables[user]
		return value, known
	}
	switch name {
	case "device.uptime":
		return string(zpl.AppendUptime(nil, time.Since(on.started))), true
	case "device.host_identification":
		return p.hostID().String(), true
	case "device.product_name":
		return p.config.productName(), true
	case "appl.name":
		return firmware, true
	case "appl.link_os_version":
		return linkOS, true
	case "media.printmode":
		return strings.ToUpper(on.mode.String()), true
	case "device.unique_id":
		return p.memory.identity, true
	case varUser1, varUser2:
		return p.memory.get(name), true
	case "device.languages":
		return on.language, true
	case "zpl.format_prefix":
		return fmt.Sprintf("%02X", on.prefixes.Format), true
	case "zpl.control_character":
		return fmt.Sprintf("%02X", on.prefixes.Control), true
	case "zpl.delimiter":
		return fmt.Sprintf("%02X", on.prefixes.Delimiter), true
	case varReprint:
		return onOff(p.reprint != ReprintOff), true
	case "rfid.error.response":
		return on.tagStatus, true
	case "rfid.log.enabled":
		return onOff(on.logging), true
	}
	return "", false
}

func onOff(set bool) string {
	if set {
		return "on"
	}
	return "off"
}

// say sends an answer, in pieces if the printer was given a seed. It reports
// whether the connection holds.
func (p *Printer) say(l *line, answer []byte) bool {
	if l == nil || l.dead.Load() {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(answer) > 0 {
		n, err := l.Write(answer[:p.piece(len(answer))])
		if err != nil {
			return false
		}
		answer = answer[n:]
	}
	return true
}

// piece returns how much of n bytes goes in one write.
func (p *Printer) piece(n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.random == nil {
		return n
	}
	return 1 + p.random.IntN(n)
}
