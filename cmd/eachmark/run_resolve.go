package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

type resolveOptions struct {
	store, scanned     string
	printed, destroyed []string
	reason, operator   string
	json               bool
}

func (p *program) runResolve(ctx context.Context, id string, o resolveOptions) error {
	asked := len(o.printed)+len(o.destroyed) == 0 && o.scanned == ""
	if asked && (!p.stdinTerminal || o.json) {
		return usageError("for example: --printed all", "--scanned, --printed or --destroyed must say which labels")
	}
	person := p.newQuestioner()
	if asked && o.operator == "" {
		name, _ := person.ask("Your name: ")
		o.operator = strings.TrimSpace(name)
	}
	if err := (actOptions{operator: o.operator}).named("resolves labels"); err != nil {
		return err
	}
	strange := false
	err := p.act(ctx, id, actOptions{store: o.store, operator: o.operator, json: o.json}, func(e *run.Engine, r store.Run) (_ run.Result, err error) {
		if r.State == store.RunOpen {
			return run.Result{}, &failure{exitRefused, fmt.Errorf("run %s was cut off in the middle, and the printer may still settle it", id), "first: eachmark run resume " + id}
		}
		if asked {
			strange, err = person.resolveAsked(ctx, e, r, o.reason)
		} else {
			strange, err = p.resolveScanned(ctx, e, r, o)
		}
		if err != nil {
			return run.Result{}, err
		}
		return resolveNamed(ctx, e, r, o)
	})
	if err == nil && strange {
		return errFindings
	}
	return err
}

// resolveNamed does what --printed and --destroyed say, all or nothing, and gives
// the run the state that its labels call for.
func resolveNamed(ctx context.Context, engine *run.Engine, r store.Run, o resolveOptions) (run.Result, error) {
	decisions, err := o.decisions(ctx, engine.Store, r)
	if err != nil {
		return run.Result{}, err
	}
	result, err := engine.Resolve(ctx, r.ID, decisions)
	var refused *run.DecisionError
	switch {
	case errors.As(err, &refused):
		return result, &failure{exitRefused, err, "nothing was changed for these; eachmark run show " + r.ID + " --items shows every serial"}
	case err != nil:
		return result, storeError(err)
	}
	return result, nil
}

// concludeStored is conclude for a run that was not printed just now.
func (p *program) concludeStored(ctx context.Context, s *store.Store, result run.Result, talk talkOptions, storeFlag string) error {
	inDoubt, err := serialsInDoubt(ctx, s, result)
	if err != nil {
		return ioError(err, "")
	}
	return p.conclude(ending{Result: result, inDoubt: inDoubt, store: storeFlag}, talk)
}

// decisions turns the flags into what the engine takes; "all" stands for every
// label of the run that is in doubt or unconfirmed.
func (o resolveOptions) decisions(ctx context.Context, s *store.Store, r store.Run) ([]run.Decision, error) {
	var open []string
	for item, err := range s.Items(ctx, r.ID, store.InDoubt, store.Sent) {
		if err != nil {
			return nil, ioError(err, "")
		}
		open = append(open, item.Serial)
	}
	var out []run.Decision
	for _, part := range []struct {
		serials []string
		to      store.ItemState
	}{{o.printed, store.Printed}, {o.destroyed, store.Void}} {
		serials, err := namedSerials(ctx, s, r, part.serials)
		if err != nil {
			return nil, storeError(err)
		}
		if slices.Contains(serials, "all") {
			serials = open
		}
		for _, serial := range serials {
			out = append(out, run.Decision{Serial: serial, To: part.to, Reason: o.reason})
		}
	}
	return out, nil
}

// resolveScanned takes the lines of --scanned, one label a line, each written down
// before the next is read. strange says that a label should not be there.
func (p *program) resolveScanned(ctx context.Context, engine *run.Engine, r store.Run, o resolveOptions) (strange bool, err error) {
	in, err := p.openScanned(o.scanned)
	if err != nil || in == nil {
		return false, err
	}
	defer in.Close()
	name := o.scanned
	if name == "-" {
		name = "stdin"
	}
	scans := scanReader{program: p, engine: engine, run: r, json: o.json}
	for line, err := range lines(in, name) {
		if err != nil {
			return strange, err
		}
		if strings.TrimSpace(line.text) == "" {
			continue
		}
		fine, err := scans.resolve(ctx, line)
		if err != nil {
			return strange, err
		}
		strange = strange || !fine
	}
	return strange, nil
}

// openScanned opens the source of --scanned; it is nil if there is none.
func (p *program) openScanned(name string) (io.ReadCloser, error) {
	switch name {
	case "":
		return nil, nil
	case "-":
		if p.stdinTerminal {
			fmt.Fprintln(p.stderr, "Scan the labels or type their serials, one a line, each followed by its tag if you read that; Ctrl-D ends.")
		}
		return io.NopCloser(p.stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, ioError(err, "")
	}
	return f, nil
}

// scannedSerial returns the serial of a label: that of a scan of the same GTIN, or
// the line itself if it is no scan.
func scannedSerial(line record, gtin gs1.GTIN) (serial, problem string) {
	in := read(line, parseOptions{partOfLabel: true})
	serial, hasSerial := in.message.Value(gs1.AI21)
	scanned, hasGTIN := in.message.Value(gs1.AI01)
	switch {
	case !in.valid || in.kind == "plain" && !(hasGTIN && hasSerial) || in.kind == "epc":
		return strings.TrimSpace(line.text), ""
	case hasGTIN && scanned != gtin.String():
		return serial, fmt.Sprintf("the label is of GTIN %s, not %s", scanned, gtin)
	case !hasSerial:
		return "", "the label has no serial"
	}
	return serial, ""
}
