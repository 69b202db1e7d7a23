// Package zebra holds the conversation with a printer that understands ZPL: it
// sends formats, asks for counters and state, and takes nothing for an answer
// that is none.
//
// [New] takes an open connection. [Printer.Send] sends a label; what became of
// it, [Printer.Counters] tells: a printer's word that its buffer is empty does
// not mean that anything was printed.
//
// # Specification
//
// Zebra Programming Guide P1099958: ~HS (host status), ~JA, ~PP and ~PS, and
// the Set-Get-Do variables odometer.total_label_count,
// odometer.latch_open_count, device.uptime, device.product_name,
// device.unique_id, device.languages and ezpl.reprint_mode, and those of
// device.user_vars, which are gone after the power was. Answers to getvar are
// values in quotation marks that do not say which question they answer, so
// questions are asked in one write and their answers taken in order; after a
// question that was given up, a pattern of questions with known answers tells late
// answers from new ones. How families of printers differ from all that is in a
// table, quirks.txt.
//
// # Errors
//
// [ErrSilent], [ErrNoCounters], [ErrCutOff]; [*AnswerError] for an answer that
// makes no sense; [printer.ErrOneWay] from every question on a connection that
// cannot read, before anything is written. Errors of the connection and of the
// context pass through.
package zebra

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/zpl"
)

var (
	// ErrSilent means that the printer gave no answer, or not the whole of it,
	// in time. Some printers are silent while labels or ribbon are out or the
	// head is open; it says neither that something is wrong nor that all is well.
	ErrSilent = errors.New("zebra: the printer does not answer")

	// ErrNoCounters means that the printer answers, but does not count labels,
	// openings of the head and time.
	ErrNoCounters = errors.New("zebra: the printer has no counters to confirm labels with")

	// ErrCutOff means that a write broke off in the middle, so that the printer
	// would take whatever is sent next for the rest of it. The connection must be
	// closed.
	ErrCutOff = errors.New("zebra: an earlier write to the printer was cut off")
)

// An AnswerError is an answer that cannot be one to the question.
type AnswerError struct {
	Question string
	Answer   string // at most 64 bytes
	Want     string
}

func (e *AnswerError) Error() string {
	return fmt.Sprintf("zebra: the printer answered %q to %s, want %s", e.Answer, e.Question, e.Want)
}

// Options for [New]. Nil means the defaults.
type Options struct {
	// Timeout bounds every question and every Send; 0 means 5 s.
	Timeout time.Duration
}

const defaultTimeout = 5 * time.Second

// A Printer is a printer in conversation. One goroutine may use it at a time;
// nobody else may use its connection.
type Printer struct {
	conn    printer.Conn
	timeout time.Duration

	request []byte
	rx      []byte        // received, not understood yet
	echoes  []zpl.TagEcho // heard, not taken yet
	owing   bool          // answers to questions given up may still arrive
	answers bool          // it has answered a getvar
	cutOff  bool          // a write broke off
	mark    int           // length of the last resynchronising pattern
}

// New returns the printer at the other end of conn. Nothing is sent yet.
func New(conn printer.Conn, o *Options) *Printer {
	p := &Printer{conn: conn, timeout: defaultTimeout}
	if o != nil && o.Timeout > 0 {
		p.timeout = o.Timeout
	}
	return p
}

// The Set-Get-Do variables asked for (Zebra Programming Guide, SGD odometer and
// device commands).
const (
	varLabels  = "odometer.total_label_count"
	varLatch   = "odometer.latch_open_count"
	varUptime  = "device.uptime"
	varProduct = "device.product_name"
	varUnique  = "device.unique_id"

	varFirmware = "appl.name"
	varLinkOS   = "appl.link_os_version"

	varTagsGood = "odometer.rfid.valid_resettable"
	varTagsVoid = "odometer.rfid.void_resettable"

	varLanguages = "device.languages"
	varPrintMode = "media.printmode"
	varFormat    = "zpl.format_prefix"
	varControl   = "zpl.control_character"
	varDelimiter = "zpl.delimiter"

	varReprint = "ezpl.reprint_mode"

	userVariable = "eachmark" // the one of device.user_vars that holds the sentinel
	varSentinel  = "device.user_vars." + userVariable
)

// Counters are what a printer counts by itself.
type Counters struct {
	Labels     uint64        `json:"labels"`      // printed in its life, without feeds and calibration
	LatchOpens uint64        `json:"latch_opens"` // openings of the print head in its life
	Uptime     time.Duration `json:"uptime_ns"`   // since it was switched on, in whole seconds

	// Sentinel is what [Printer.SetSentinel] set last, "" if nobody did since the
	// printer was switched on, or if it has no memory for that.
	Sentinel string `json:"sentinel,omitempty"`

	// Languages is device.languages, such as "zpl" or "epl_zpl", "" if the printer
	// does not say. Set to another language it prints, and counts, the letters of
	// commands.
	Languages string `json:"-"`
}

// SpeaksZPL reports whether nothing is known against ZPL.
func (c Counters) SpeaksZPL() bool { return speakZPL(c.Languages) }

// Counters asks for the counters. It fails with [ErrNoCounters] if the printer
// does not have all of them.
func (p *Printer) Counters(ctx context.Context) (Counters, error) {
	answers, err := p.getvars(ctx, varLabels, varLatch, varUptime, varSentinel, varLanguages)
	if err != nil {
		return Counters{}, err
	}
	for _, answer := range answers[:3] {
		if answer == unknownVariable {
			return Counters{}, ErrNoCounters
		}
	}
	var c Counters
	if c.Labels, err = p.count(varLabels, answers[0]); err != nil {
		return Counters{}, err
	}
	if c.LatchOpens, err = p.count(varLatch, answers[1]); err != nil {
		return Counters{}, err
	}
	if c.Uptime, err = zpl.ParseUptime(answers[2]); err != nil {
		return Counters{}, p.nonsense(varUptime, answers[2], `"00 days 02 hours 45 mins 30 secs"`)
	}
	c.Sentinel, c.Languages = known(answers[3]), known(answers[4])
	return c, nil
}

// HasUptime asks whether the printer tells how long it has been on.
func (p *Printer) HasUptime(ctx context.Context) (bool, error) {
	answers, err := p.getvars(ctx, varUptime)
	return err == nil && answers[0] != unknownVariable, err
}

// TagCounters are what a printer counts of the RFID tags it programmed.
type TagCounters struct {
	Good uint64 `json:"good"`
	Void uint64 `json:"void"` // labels spoilt because their tag failed
}

// TagCounters asks for them. It fails with [ErrNoCounters] if the printer has no
// RFID reader, or does not count.
func (p *Printer) TagCounters(ctx context.Context) (c TagCounters, err error) {
	answers, err := p.getvars(ctx, varTagsGood, varTagsVoid)
	if err != nil {
		return c, err
	}
	if answers[0] == unknownVariable || answers[1] == unknownVariable {
		return c, ErrNoCounters
	}
	if c.Good, err = p.count(varTagsGood, answers[0]); err == nil {
		c.Void, err = p.count(varTagsVoid, answers[1])
	}
	return c, err
}

// TakeEchoes returns what the printer has told of tags so far, and forgets it. It
// comes with the answers to questions.
func (p *Printer) TakeEchoes() []zpl.TagEcho {
	echoes := p.echoes
	p.echoes = nil
	return echoes
}

// SetSentinel leaves value, 1 to 64 letters and digits, with the printer, which
// forgets it with the power: as long as [Counters] has it, the printer was not
// restarted. There is one for all programs: one that finds another than its own is not
// alone there. A printer that cannot keep it says nothing.
func (p *Printer) SetSentinel(ctx context.Context, value string) error {
	request, err := zpl.AppendSetvar(nil, "device.user_vars.create", userVariable+":STRING:1-64:0")
	if err != nil {
		return err
	}
	if request, err = zpl.AppendSetvar(request, varSentinel, value); err != nil {
		return err
	}
	return p.order(ctx, string(request))
}

func (p *Printer) count(name, answer string) (uint64, error) {
	n, err := strconv.ParseUint(answer, 10, 64)
	if err != nil {
		return 0, p.nonsense(name, answer, "a whole number")
	}
	return n, nil
}

// nonsense makes the error for an answer of the wrong kind. It may belong to
// another question, so the next one resynchronises.
func (p *Printer) nonsense(name, answer, want string) error {
	p.owing = true
	const most = 64
	return &AnswerError{Question: name, Answer: answer[:min(len(answer), most)], Want: want}
}

// An Identity says which printer it is; what the printer does not say is "".
type Identity struct {
	Product  string // its model, such as "ZT410"
	UniqueID string // its serial number
	Firmware string // "V75.19.15Z"
	LinkOS   string // the version of Link-OS, "3.0"
}

// Identify asks which printer it is. It is the question to begin with: a printer
// that is not set to ZPL may print the letters of ~HS on a label, but passes
// over a line of Set-Get-Do.
func (p *Printer) Identify(ctx context.Context) (Identity, error) {
	product, err := p.getvars(ctx, varProduct)
	if err != nil {
		return Identity{}, err
	}
	rest, err := p.getvars(ctx, varUnique, varFirmware, varLinkOS)
	if err != nil {
		return Identity{}, err
	}
	return Identity{Product: known(product[0]), UniqueID: known(rest[0]), Firmware: known(rest[1]), LinkOS: known(rest[2])}, nil
}

// HostID asks in ZPL which printer it is, ~HI: for printers that answer ~HS, but
// do not say it in Set-Get-Do.
func (p *Printer) HostID(ctx context.Context) (zpl.HostID, error) {
	var id zpl.HostID
	err := p.ask(ctx, []byte("~HI"), p.owing && p.answers, func(c *conversation) bool {
		if len(c.ids) > 0 {
			id = c.ids[len(c.ids)-1]
		}
		return len(c.ids) > 0
	})
	return id, err
}

func known(answer string) string {
	if answer == unknownVariable {
		return ""
	}
	return answer
}

// A Setup is what a printer is set to take.
type Setup struct {
	Languages string       // device.languages, such as "zpl" or "epl_zpl"; "" if it does not say
	Prefixes  zpl.Prefixes // the usual ones if it does not say
	Told      bool         // whether it says its format prefix
	PrintMode string       // what becomes of a printed label, such as "tear off"; "" if it does not say
}

// SpeaksZPL reports whether nothing is known against ZPL.
func (s Setup) SpeaksZPL() bool { return speakZPL(s.Languages) }

func speakZPL(languages string) bool { return languages == "" || strings.Contains(languages, "zpl") }

// Setup asks what the printer is set to take. It prints nothing.
func (p *Printer) Setup(ctx context.Context) (Setup, error) {
	answers, err := p.getvars(ctx, varLanguages, varFormat, varControl, varDelimiter, varPrintMode)
	if err != nil {
		return Setup{}, err
	}
	return Setup{Languages: known(answers[0]), Told: answers[1] != unknownVariable, PrintMode: strings.ToLower(known(answers[4])), Prefixes: zpl.Prefixes{
		Format:    prefix(answers[1], zpl.UsualPrefixes.Format),
		Control:   prefix(answers[2], zpl.UsualPrefixes.Control),
		Delimiter: prefix(answers[3], zpl.UsualPrefixes.Delimiter),
	}}, nil
}

// Warnings says what an operator has to look out for with a printer of the family f
// that is set so, a sentence each; none for most.
func (s Setup) Warnings(f Family) []string {
	switch s.PrintMode {
	case "applicator":
		warnings := []string{"The printer is set to APPLICATOR: a machine takes the labels away, and one that is in doubt has to be looked for where it puts them."}
		if f.Has(QuirkApplicatorReprint) && f.Lacks(varReprint) {
			warnings = append(warnings, "A signal of the applicator may print the last label once more: switch reprint mode off in the printer's menu.")
		}
		return warnings
	case "peel off":
		return []string{"The printer is set to PEEL OFF: it waits until each label is taken."}
	case "delayed cut":
		return []string{"The printer is set to DELAYED CUT: the labels stay together until it is told to cut."}
	case "rewind":
		return []string{"The printer is set to REWIND: the labels are wound up, and one that is in doubt has to be looked for there."}
	}
	return nil
}

// prefix reads a character as printers tell it, "5E" or "^ (5E)"; otherwise it
// is the usual one.
func prefix(answer string, usual byte) byte {
	if i := strings.IndexByte(answer, '('); i >= 0 {
		answer = strings.TrimSuffix(answer[i+1:], ")")
	}
	c, err := strconv.ParseUint(answer, 16, 8)
	if err != nil || len(answer) != 2 {
		return usual
	}
	return byte(c)
}

// ForbidReprint has the printer's key for printing a label once more do nothing, and
// reports whether it does. A printer that does not know the setting is believed to
// have no such key.
func (p *Printer) ForbidReprint(ctx context.Context) (forbidden bool, err error) {
	const on = "on"
	answers, err := p.getvars(ctx, varReprint)
	if err != nil || answers[0] != on {
		return err == nil, err // unchanged settings do not wear its memory out
	}
	request, err := zpl.AppendSetvar(nil, varReprint, "off")
	if err != nil {
		return false, err
	}
	if err := p.order(ctx, string(request)); err != nil {
		return false, err
	}
	answers, err = p.getvars(ctx, varReprint)
	return err == nil && answers[0] != on, err
}

// HostStatus asks for the host status, ~HS. Where the printer does not know
// Set-Get-Do, a status that comes late is not told from the one asked for next.
func (p *Printer) HostStatus(ctx context.Context) (zpl.HostStatus, error) {
	var status zpl.HostStatus
	err := p.ask(ctx, []byte("~HS"), p.owing && p.answers, func(c *conversation) bool {
		if len(c.statuses) > 0 {
			status = c.statuses[len(c.statuses)-1]
		}
		return len(c.statuses) > 0
	})
	return status, err
}

// Send sends a format. Nil means that its bytes have left, not that a label is
// printed. After an error the printer may have received any part of it.
func (p *Printer) Send(ctx context.Context, format []byte) error {
	err := p.bounded(ctx, func() error { return p.write(format) })
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = fmt.Errorf("zebra: the printer takes no data: %w", err)
	}
	return err
}

// CancelAll has the printer drop every format it has not begun to print, ~JA, those of
// other programs too. It finishes the label it is at.
func (p *Printer) CancelAll(ctx context.Context) error { return p.order(ctx, "~JA") }

// Pause has the printer stop after the current label, ~PP.
func (p *Printer) Pause(ctx context.Context) error { return p.order(ctx, "~PP") }

// Resume has a paused printer go on, ~PS.
func (p *Printer) Resume(ctx context.Context) error { return p.order(ctx, "~PS") }

// order sends a command that is not answered and makes no sense in a file.
func (p *Printer) order(ctx context.Context, command string) error {
	return p.bounded(ctx, func() error {
		if _, err := p.conn.Read(nil); err != nil {
			return err
		}
		return p.write([]byte(command))
	})
}

// write writes all of b, and remembers if it could not.
func (p *Printer) write(b []byte) error {
	if p.cutOff {
		return ErrCutOff
	}
	n, err := p.conn.Write(b)
	p.cutOff = err != nil && n > 0
	return err
}

// bounded runs f with a deadline on the connection that the timeout sets and
// the end of ctx moves to now.
func (p *Printer) bounded(ctx context.Context, f func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := p.conn.SetDeadline(time.Now().Add(p.timeout)); err != nil {
		return err
	}
	interrupted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(interrupted)
		_ = p.conn.SetDeadline(time.Unix(0, 0)) // fails only if closed, which f sees too
	})
	err := f()
	if !stop() {
		<-interrupted
	}
	if errors.Is(err, os.ErrDeadlineExceeded) && ctx.Err() != nil {
		err = ctx.Err()
	}
	return err
}
