package virtual

import (
	"strconv"
	"strings"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/zpl"
)

// What a printer holds at most of formats that wait; then it reads no more.
const (
	maxFormats     = 999 // what the field of ~HS can say
	maxFormatBytes = 16 << 20
)

// listen takes what a host sends until the connection ends or power goes. A
// format that is not complete by then is forgotten.
func (p *Printer) listen(on *power, w wire) {
	var (
		splitter zpl.Splitter
		jobs     []zpl.Job
	)
	buf := make([]byte, 4096)
	for {
		n, err := w.Read(buf)
		jobs = splitter.Append(jobs[:0], buf[:n])
		for _, job := range jobs {
			if !p.say(w, p.take(on, job, splitter.Receiving())) {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// take does what a job asks for and returns the answer to it, if there is one.
func (p *Printer) take(on *power, job zpl.Job, receiving bool) (answer []byte) {
	switch job.Kind {
	case zpl.JobFormat:
		p.enqueue(on, job)
	case zpl.JobSGD:
		return p.variable(on, job.Data)
	case zpl.JobControl:
		return p.control(on, job.Code, receiving)
	}
	return nil
}

// enqueue has a format wait for the print head, and the host wait while there
// is no room.
func (p *Printer) enqueue(on *power, job zpl.Job) {
	f := newFormat(job)
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.power == on && on.full() {
		p.changed.Wait()
	}
	on.queue = append(on.queue, f)
	on.bytes += f.size
	p.changed.Broadcast()
}

func (w *power) full() bool { return len(w.queue) >= maxFormats || w.bytes >= maxFormatBytes }

// control does what a control command says. Commands not named here do nothing.
func (p *Printer) control(on *power, code string, receiving bool) (answer []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch code {
	case "~HS":
		status := on.status()
		status.PartialFormat = receiving
		return status.AppendTo(nil)
	case "~JA":
		on.cancelAll()
	case "~PP":
		on.paused = true
	case "~PS":
		on.paused = on.fault != 0
	}
	p.changed.Broadcast()
	return nil
}

// cancelAll forgets what is not begun. The label under the head is finished, and
// a spoilt one that is to be printed again counts as that.
func (w *power) cancelAll() {
	w.queue, w.bytes = nil, 0
	switch {
	case w.current == nil:
	case w.printing || w.again:
		w.current.copies = 1
	default:
		w.current = nil
	}
}

// What ~HS says of a printer for labels with gaps that tears off, by thermal
// transfer: the field "function settings" with its bit for that, a label of
// 150 mm where none was printed.
const (
	statusCommunication = 30 // as captured from a ZT410 with the settings of the factory
	statusFunction      = 1
	statusWidthMode     = '6'
	statusPassword      = 1234
)

func (w *power) status() zpl.HostStatus {
	s := zpl.HostStatus{
		Communication:       statusCommunication,
		PaperOut:            w.fault == printer.FaultMediaOut,
		Paused:              w.paused,
		LabelLength:         w.length,
		Formats:             len(w.queue),
		BufferFull:          w.full(),
		Function:            statusFunction,
		HeadUp:              w.fault == printer.FaultHeadOpen,
		RibbonOut:           w.fault == printer.FaultRibbonOut,
		ThermalTransfer:     true,
		PrintMode:           zpl.ModeTearOff,
		PrintWidthMode:      statusWidthMode,
		FormatWhilePrinting: true,
		Password:            statusPassword,
	}
	if w.current != nil {
		s.Remaining = w.current.copies
	}
	return s
}

// productName is what device.product_name says.
const productName = "eachmark virtual printer"

// userVariables is the branch of variables that hosts make, and that are gone
// with the power.
const userVariables = "device.user_vars."

// maxUserVariables bounds what hosts can have the printer remember.
const maxUserVariables = 64

// variable does what a line of Set-Get-Do says. Only user variables can be set;
// setting others is passed over in silence, as printers do.
func (p *Printer) variable(on *power, line []byte) (answer []byte) {
	sgd, err := zpl.ParseSGD(line)
	switch {
	case err != nil:
		return nil
	case sgd.Verb == "getvar":
		value, known := p.getvar(on, sgd.Name)
		return zpl.AppendSGDAnswer(nil, value, known)
	case sgd.Verb == "setvar":
		p.setvar(on, sgd)
	}
	return nil
}

// setvar makes a user variable, of which only the type STRING is taken, or sets
// one that is there.
func (p *Printer) setvar(on *power, sgd zpl.SGD) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name, isUser := strings.CutPrefix(sgd.Name, userVariables)
	if isUser && name == "create" {
		parts := strings.SplitN(sgd.Value, ":", 4)
		name = strings.ToLower(parts[0])
		if _, there := on.variables[name]; !there && len(parts) == 4 && parts[1] == "STRING" && len(on.variables) < maxUserVariables {
			on.variables[name] = parts[3]
		}
		return
	}
	if _, there := on.variables[name]; isUser && there {
		on.variables[name] = sgd.Value
	}
}

// getvar returns the value of a variable.
func (p *Printer) getvar(on *power, name string) (value string, known bool) {
	if user, ok := strings.CutPrefix(name, userVariables); ok {
		p.mu.Lock()
		defer p.mu.Unlock()
		value, known = on.variables[user]
		return value, known
	}
	labels, latchOpens, err := p.memory.odometers()
	if err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.fail(err)
		return "", false
	}
	switch name {
	case "odometer.total_label_count":
		return strconv.FormatUint(labels, 10), true
	case "odometer.latch_open_count":
		return strconv.FormatUint(latchOpens, 10), true
	case "device.uptime":
		return string(zpl.AppendUptime(nil, time.Since(on.started))), true
	case "device.product_name":
		return productName, true
	case "device.unique_id":
		return p.memory.identity, true
	}
	return "", false
}

// say sends an answer, in pieces if the printer was given a seed. It reports
// whether the connection holds.
func (p *Printer) say(w wire, answer []byte) bool {
	for len(answer) > 0 {
		n, err := w.Write(answer[:p.piece(len(answer))])
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
