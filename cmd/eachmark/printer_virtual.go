package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer/virtual"
)

// virtualParams are the flags that are parameters of a URI of the virtual
// printer, too, and mean the same.
var virtualParams = [...]struct{ name, usage string }{
	{"faults", "what goes wrong on which label, `KIND@LABEL,…`: head-open@5,rfid-void@7.5"},
	{"rate", "how likely each label has a fault drawn from the seed, `0…1`"},
	{"seed", "`N` decides who the printer is and what is drawn"},
	{"speed", "of the paper, `MM/S` (default: no time)"},
	{"answers", "`WHEN` something is wrong: always, no-status, nothing"},
	{"inlay", "bits of EPC and user memory of the tags, `EPC/USER`, or none"},
	{"language", "what it is set to, `NAME`: zpl, line_print"},
	{"prefixes", "what stands for ^ ~ and comma, three `CHARACTERS`"},
	{"model", "it is, `NAME`: it does not know what those do not (ZM400, ZT610, LE850)"},
	{"mode", "what becomes of a printed label, `MODE`: tear-off, peel-off, applicator, cutter, delayed-cut"},
	{"reprint", "what its REPRINT key does, `MODE`: off, on, locked, which hosts cannot switch off"},
	{"decode", "where the elements of a label are taken from, `SOURCE`: picture, command"},
}

func (p *program) virtualCommand() *cli.Command {
	flags := []cli.Flag{
		&cli.StringFlag{Name: "listen", Value: "127.0.0.1:9100", Usage: "take ZPL at `HOST:PORT`; port 0 is one that is free"},
		&cli.StringFlag{Name: "json-port", Usage: "answer JSON at `PORT` of the same host, as printers do at 9200"},
		&cli.StringFlag{Name: "single-port", Usage: "take ZPL of one host at a time at `PORT`, as printers do at 9300"},
		&cli.StringFlag{Name: "roll", Value: "roll", Usage: "the folder `DIR` of the roll and the counters"},
		&cli.IntFlag{Name: "dpmm", Value: 8, Usage: "dots per millimetre of the printer, `N`: 6, 8, 12 or 24"},
		&cli.StringSliceFlag{Name: "after", Usage: "do something later, `'10s open head'`; may be given again"},
		jsonFlag(),
	}
	for _, param := range virtualParams {
		flags = append(flags, &cli.StringFlag{Name: param.name, Usage: param.usage})
	}
	return &cli.Command{
		Name:  "virtual",
		Usage: "be a label printer on the network, for demonstrations and tests",
		UsageText: `eachmark printer virtual [--listen HOST:PORT] [--roll DIR] [--faults KIND@LABEL,…]

eachmark printer virtual --roll roll --speed 100
eachmark print --gtin 09506000134352 --count 50 --printer tcp://127.0.0.1:9100    (in another terminal)

It reads what a person does to it, a line each: ` + personHelp,
		Flags: flags,
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			o, err := virtualOptionsOf(c)
			if err != nil {
				return err
			}
			return p.virtual(c.Context, o)
		},
	}
}

type virtualOptions struct {
	config                       virtual.Config
	listen, jsonPort, singlePort string
	acts                         []laterAct
	json                         bool
}

// A laterAct is something a person does after a while.
type laterAct struct {
	after time.Duration
	words string
}

func virtualOptionsOf(c *cli.Context) (o virtualOptions, err error) {
	params := url.Values{"dpmm": {fmt.Sprint(c.Int("dpmm"))}}
	for _, param := range virtualParams {
		if c.IsSet(param.name) {
			params.Set(param.name, c.String(param.name))
		}
	}
	o = virtualOptions{listen: c.String("listen"), jsonPort: c.String("json-port"), singlePort: c.String("single-port"), json: c.Bool("json")}
	hint := "see: eachmark printer virtual --help"
	if o.config, err = virtual.ParseURI(virtual.URI(filepath.ToSlash(c.String("roll"))) + "?" + params.Encode()); err != nil {
		return o, usageError(hint, "%w", err)
	}
	for _, act := range c.StringSlice("after") {
		after, words, _ := strings.Cut(strings.TrimSpace(act), " ")
		d, err := time.ParseDuration(after)
		if err != nil || d < 0 || personActs(words) == nil && words != "quit" {
			return o, usageError("for example: --after '10s open head' --after '15s close head'", "--after is %.64q, expected a time and what a person does: %s", act, personHelp)
		}
		o.acts = append(o.acts, laterAct{d, words})
	}
	return o, nil
}

// virtual serves a virtual printer until the process is asked to stop.
func (p *program) virtual(ctx context.Context, o virtualOptions) error {
	ctx, stop := p.stoppable(ctx)
	defer stop()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o.config.Watch = func(e virtual.Event) { p.tellEvent(e, o.json) }
	ports, err := o.open()
	if err != nil {
		return ioError(err, "another program may use the port; port 0 is one that is free")
	}
	printer, err := virtual.New(o.config)
	if err != nil {
		ports.close()
		return ioError(err, "")
	}
	served := ports.serve(ctx, printer)
	fmt.Fprintln(p.stderr, ports.String())
	if p.stdinTerminal {
		fmt.Fprintln(p.stderr, "Type what a person does to it: "+personHelp+".")
	}
	go p.attend(printer, cancel)
	for _, act := range o.acts {
		defer time.AfterFunc(act.after, func() { p.handle(printer, act.words, cancel) }).Stop()
	}
	err = nil
	for range ports {
		err = errors.Join(err, <-served)
	}
	return errors.Join(err, printer.Close())
}

// A port is a listener and how it is served.
type port struct {
	net.Listener
	name  string
	serve func(*virtual.Printer, context.Context, net.Listener) error
}

type ports []port

// open opens all ports, or none.
func (o virtualOptions) open() (all ports, err error) {
	host, _, err := net.SplitHostPort(o.listen)
	if err != nil {
		return nil, err
	}
	for _, w := range []struct {
		number, name string
		serve        func(*virtual.Printer, context.Context, net.Listener) error
	}{
		{o.listen, "tcp://", (*virtual.Printer).Serve},
		{o.jsonPort, "JSON at ", (*virtual.Printer).ServeJSON},
		{o.singlePort, "one host at a time at tcp://", (*virtual.Printer).ServeSingle},
	} {
		if w.number == "" {
			continue
		}
		address := w.number
		if len(all) > 0 {
			address = net.JoinHostPort(host, w.number)
		}
		l, err := net.Listen("tcp", address)
		if err != nil {
			all.close()
			return nil, err
		}
		all = append(all, port{l, w.name, w.serve})
	}
	return all, nil
}

func (all ports) close() {
	for _, l := range all {
		_ = l.Close() // nothing was served
	}
}

// String says where the printer is.
func (all ports) String() string {
	var where []string
	for _, l := range all {
		where = append(where, l.name+l.Addr().String())
	}
	return "ready: " + strings.Join(where, ", ")
}

// serve serves all ports; each says on the channel when it ends.
func (all ports) serve(ctx context.Context, printer *virtual.Printer) <-chan error {
	served := make(chan error, len(all))
	for _, l := range all {
		go func() { served <- l.serve(printer, ctx, l) }()
	}
	return served
}

// tellEvent tells what happened, a line each.
func (p *program) tellEvent(e virtual.Event, asJSON bool) {
	if asJSON {
		_ = writeJSON(p.stdout, struct { // a reader that has gone does not stop a printer
			Schema string `json:"schema"`
			virtual.Event
		}{"virtual/1", e})
		return
	}
	fmt.Fprintln(p.stderr, eventWords(e))
}

func eventWords(e virtual.Event) string {
	kind, at, placed := strings.Cut(e.Fault, "@")
	label, _, _ := strings.Cut(at, ".")
	switch {
	case e.Label != nil:
		return labelWords(*e.Label)
	case placed:
		return fmt.Sprintf("%s: %s on label %s", e.What, kind, label)
	case e.Fault != "":
		return e.What + ": " + e.Fault
	}
	return e.What
}

func labelWords(l virtual.Label) string {
	words := fmt.Sprintf("label %d", l.N)
	for _, w := range []struct {
		set  bool
		text string
	}{
		{l.Partial, " spoilt"}, {l.Void, " void"},
		{l.Elements != "", " " + l.Elements}, {l.EPC != "", " EPC " + l.EPC}, {l.TID != "", " TID " + l.TID},
	} {
		if w.set {
			words += w.text
		}
	}
	return words
}

// attend does what the lines on stdin say, until they end.
func (p *program) attend(printer *virtual.Printer, quit func()) {
	lines := bufio.NewScanner(p.stdin)
	for lines.Scan() {
		if words := strings.TrimSpace(lines.Text()); words != "" {
			p.handle(printer, words, quit)
		}
	}
}

// handle has a person do something to the printer.
func (p *program) handle(printer *virtual.Printer, words string, quit func()) {
	do := personActs(words)
	switch words {
	case "quit":
		quit()
		return
	case "status":
		fmt.Fprintln(p.stderr, stateWords(printer))
		return
	}
	if do == nil {
		fmt.Fprintf(p.stderr, "%.64q is not understood: %s\n", words, personHelp)
		return
	}
	if err := do(printer); err != nil {
		fmt.Fprintln(p.stderr, sentence(err))
	}
}

// stateWords says how the printer is.
func stateWords(printer *virtual.Printer) string {
	if printer.Off() {
		return "switched off"
	}
	if fault := printer.Stopped(); fault != 0 {
		return "stopped: " + fault.String()
	}
	return "nothing is wrong"
}

const personHelp = "open head, close head, labels out, ribbon out, load, jam, free, pause, resume, cancel, reprint, pull cable, power off, power on, or a fault such as half-open; status tells how it is, quit ends it"

// personActs returns what the words stand for, nil if nothing.
func personActs(words string) func(*virtual.Printer) error {
	happen := func(kind virtual.FaultKind) func(*virtual.Printer) error {
		return func(p *virtual.Printer) error { return p.Happen(kind) }
	}
	switch strings.ToLower(words) {
	case "open head":
		return happen(virtual.HeadOpen)
	case "labels out":
		return happen(virtual.MediaOut)
	case "ribbon out":
		return happen(virtual.RibbonOut)
	case "pull cable":
		return happen(virtual.CablePull)
	case "close head", "load", "free", "resume":
		return (*virtual.Printer).PutRight
	case "power off":
		return happen(virtual.PowerCut)
	case "power on":
		return (*virtual.Printer).PowerUp
	}
	if kind, ok := virtual.FaultKindByName(strings.ToLower(words)); ok {
		return happen(kind)
	}
	return nil
}
