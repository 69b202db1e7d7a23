package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

// What a person does to a run beside printing it: pause, cancel, void, reprint,
// audit.

func (p *program) runPauseCommand() *cli.Command {
	return &cli.Command{
		Name: "pause", Usage: "have the program that prints a run stop after the labels on their way",
		UsageText: "eachmark run pause ID [--json]",
		Flags:     []cli.Flag{storeFlag(), jsonFlag()},
		Action: func(c *cli.Context) error {
			id, err := oneRun(c)
			if err != nil {
				return err
			}
			return p.runPause(c.Context, id, actOptions{store: c.String("store"), json: c.Bool("json")})
		},
	}
}

func (p *program) runPause(ctx context.Context, id string, o actOptions) (err error) {
	s, r, err := p.findRun(ctx, o.store, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	lock, err := lockFolder(r)
	if err == nil {
		return errors.Join(p.tellRequest(ctx, s, id, idleWords(r, o.store), o.json), lock.Close())
	}
	if !errors.Is(err, errLocked) {
		return err
	}
	if err := s.SetRequest(ctx, id, store.RequestPause); err != nil {
		return storeError(err)
	}
	words := "Asked the program that prints run " + id + " to pause. To go on afterwards: " + runLine("resume", id, "", o.store)
	return p.tellRequest(ctx, s, id, words, o.json)
}

// idleWords says that there is nobody to be asked to pause a run.
func idleWords(r store.Run, storeFlag string) string {
	words := fmt.Sprintf("Run %s is %s, and nobody prints it just now.", r.ID, r.State)
	if r.State == store.RunOpen || r.State == store.RunStopped {
		words += " To go on: " + runLine("resume", r.ID, "", storeFlag)
	}
	return words
}

// tellRequest says what was asked of the program that prints a run, and as JSON
// how the run stands.
func (p *program) tellRequest(ctx context.Context, s *store.Store, id, words string, asJSON bool) error {
	fmt.Fprintln(p.stderr, words)
	if !asJSON {
		return nil
	}
	r, err := s.Run(ctx, id)
	if err != nil {
		return storeError(err)
	}
	c, err := s.Counts(ctx, id)
	if err != nil {
		return storeError(err)
	}
	if err := writeJSON(p.stdout, newRunRecord(r, c)); err != nil {
		return ioError(err, "")
	}
	return nil
}

func (p *program) runCancelCommand() *cli.Command {
	return &cli.Command{
		Name: "cancel", Usage: "end a run for good: what is not printed yet is cancelled",
		UsageText: "eachmark run cancel ID --operator NAME [--json]",
		Flags:     []cli.Flag{storeFlag(), operatorFlag(), jsonFlag()},
		Action: func(c *cli.Context) error {
			id, err := oneRun(c)
			if err != nil {
				return err
			}
			return p.runCancel(c.Context, id, actOptions{store: c.String("store"), operator: p.operator(c), json: c.Bool("json")})
		},
	}
}

// actOptions are those of what a person does to a run.
type actOptions struct {
	store, operator, reason string
	json                    bool
}

// named refuses an act of nobody.
func (o actOptions) named(act string) error {
	if o.operator == "" {
		return usageError("add --operator NAME or set EACHMARK_OPERATOR", "who %s must be named", act)
	}
	return nil
}

func (p *program) runCancel(ctx context.Context, id string, o actOptions) (err error) {
	if err := o.named("cancels a run"); err != nil {
		return err
	}
	err = p.cancelIdle(ctx, id, o)
	if !errors.Is(err, errLocked) {
		return err
	}
	s, _, err := p.findRun(ctx, o.store, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.SetRequest(ctx, id, store.RequestCancel); err != nil {
		return storeError(err)
	}
	// Who printed it may have stopped before it heard of this.
	if err := p.cancelIdle(ctx, id, o); !errors.Is(err, errLocked) {
		return err
	}
	return p.tellRequest(ctx, s, id, "Asked the program that prints run "+id+" to end it.", o.json)
}

// cancelIdle cancels a run that nobody prints; the error is errLocked if somebody
// does.
func (p *program) cancelIdle(ctx context.Context, id string, o actOptions) error {
	return p.act(ctx, id, o, func(e *run.Engine, r store.Run) (run.Result, error) {
		if r.State == store.RunClosed && r.Request != store.RequestCancel {
			return run.Result{}, &failure{exitRefused, fmt.Errorf("run %s is closed", id), "there is nothing to cancel"}
		}
		return e.Cancel(ctx, id)
	})
}

func (p *program) runVoidCommand() *cli.Command {
	return &cli.Command{
		Name: "void", Usage: "say that labels are destroyed, spoilt or missing; their serials are burnt",
		UsageText: `eachmark run void ID --serial SERIAL,… --operator NAME --reason TEXT [--json]

eachmark run void R261122-K7Q2 --serial 48815162342 --operator ada --reason 'torn while applying'`,
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "serial", Usage: "the `SERIAL` of a label; several may be given"},
			&cli.StringFlag{Name: "reason", Usage: "`TEXT` that is kept in the journal"},
			storeFlag(), operatorFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			id, err := oneRun(c)
			if err != nil {
				return err
			}
			return p.runVoid(c.Context, id, c.StringSlice("serial"), actOptions{c.String("store"), p.operator(c), c.String("reason"), c.Bool("json")})
		},
	}
}

func (p *program) runVoid(ctx context.Context, id string, serials []string, o actOptions) error {
	switch {
	case o.named("voids labels") != nil:
		return o.named("voids labels")
	case len(serials) == 0:
		return usageError("for example: --serial 48815162342", "--serial must say which labels")
	case o.reason == "":
		return usageError("for example: --reason 'torn while applying'", "--reason is missing")
	}
	return p.act(ctx, id, o, func(e *run.Engine, r store.Run) (run.Result, error) {
		serials, err := namedSerials(ctx, e.Store, r, serials)
		if err != nil {
			return run.Result{}, err
		}
		result, err := e.Void(ctx, id, serials, o.reason)
		return result, refusedScan(err)
	})
}

// namedSerials takes apart what flags say, each serial once. A comma stands between
// serials, unless the text with it is one of the run.
func namedSerials(ctx context.Context, s *store.Store, r store.Run, values []string) (serials []string, err error) {
	for _, value := range values {
		parts := []string{value}
		if strings.Contains(value, ",") {
			switch _, err := s.Lookup(ctx, r.GTIN, value); {
			case errors.Is(err, store.ErrNotFound):
				parts = strings.Split(value, ",")
			case err != nil:
				return nil, err
			}
		}
		for _, serial := range parts {
			if serial = strings.TrimSpace(serial); serial != "" && !slices.Contains(serials, serial) {
				serials = append(serials, serial)
			}
		}
	}
	return serials, nil
}

// refusedScan gives the errors about a serial that cannot be meant their exit code.
func refusedScan(err error) error {
	var scan *run.ScanError
	var reprint *run.ReprintError
	switch {
	case errors.As(err, &scan):
		return &failure{exitRefused, err, "nothing was changed; eachmark run show " + scan.Run + " --items shows every serial"}
	case errors.As(err, &reprint):
		return &failure{exitRefused, err, "destroy the label and say so first: eachmark run void " + reprint.Run + " --serial " + reprint.Serial}
	}
	return err
}

// act does something to a run that nobody prints, writes its report and says how
// it stands. The error is errLocked if somebody prints it.
func (p *program) act(ctx context.Context, id string, o actOptions, do func(*run.Engine, store.Run) (run.Result, error)) (err error) {
	s, r, err := p.findRun(ctx, o.store, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	lock, err := lockFolder(r)
	if err != nil {
		return err
	}
	defer lock.Close()
	if r, err = s.Run(ctx, id); err != nil { // it may have changed before it was locked
		return storeError(err)
	}
	result, err := do(&run.Engine{Store: s, Operator: o.operator, Now: p.now}, r)
	var known *failure
	switch {
	case errors.As(err, &known):
		return err
	case err != nil:
		return storeError(err)
	}
	if exists(filepath.Join(folderOf(r), sentName)) {
		if err := p.writeReport(ctx, s, id); err != nil {
			return ioError(err, "it is done; only the report is not written")
		}
	}
	return p.concludeStored(ctx, s, result, talkOptions{json: o.json}, o.store)
}

func (p *program) runReprintCommand() *cli.Command {
	return &cli.Command{
		Name: "reprint", Usage: "print the label of a void serial again, marked as a copy",
		UsageText: `eachmark run reprint ID --serial SERIAL --operator NAME --reason TEXT [--printer URI]

eachmark run reprint R261122-K7Q2 --serial 48815162342 --operator ada --reason 'the carton is marked already'`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "serial", Usage: "the `SERIAL`, which must be void"},
			&cli.StringFlag{Name: "reason", Usage: "`TEXT` that is kept in the journal"},
			&cli.StringFlag{Name: "printer", Usage: "print it at another printer, `URI`"},
			storeFlag(), operatorFlag(), jsonFlag(), quietFlag(),
		},
		Action: func(c *cli.Context) error {
			id, err := oneRun(c)
			if err != nil {
				return err
			}
			return p.runReprint(c.Context, id, c.String("serial"), resumeOptions{
				c.String("store"), c.String("printer"), p.operator(c), 1, talkOf(c),
			}, c.String("reason"))
		},
	}
}

func (p *program) runReprint(ctx context.Context, id, serial string, o resumeOptions, reason string) error {
	switch {
	case o.operator == "":
		return actOptions{}.named("prints a label again")
	case serial == "":
		return usageError("for example: --serial 48815162342", "--serial must say which label")
	case reason == "":
		return usageError("for example: --reason 'the carton is marked already'", "--reason is missing")
	}
	ctx, stop := p.stoppable(ctx)
	defer stop()
	s, r, err := p.findRun(ctx, o.store, id)
	if err != nil {
		return err
	}
	w, j, err := p.takeUp(ctx, s, r, o)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	return p.carryOut(ctx, w, j, o.talk, o.operator, func(ctx context.Context, id string) (run.Result, error) {
		result, err := w.engine.Reprint(ctx, id, serial, reason)
		return result, refusedScan(err)
	})
}

func (p *program) runAuditCommand() *cli.Command {
	return &cli.Command{
		Name: "audit", Usage: "count a run again from its journal, and check that nobody changed that",
		UsageText: "eachmark run audit ID [--json]",
		Flags:     []cli.Flag{storeFlag(), jsonFlag()},
		Action: func(c *cli.Context) error {
			id, err := oneRun(c)
			if err != nil {
				return err
			}
			return p.runAudit(c.Context, id, c.String("store"), c.Bool("json"))
		},
	}
}

func (p *program) runAudit(ctx context.Context, id, storeFlag string, asJSON bool) (err error) {
	s, _, err := p.findRun(ctx, storeFlag, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	a, err := s.Audit(ctx, id)
	if err != nil {
		return storeError(err)
	}
	if err := p.showRunAudit(id, a, asJSON); err != nil {
		return ioError(err, "")
	}
	if len(a.Problems) > 0 {
		return errFindings
	}
	return nil
}

func (p *program) showRunAudit(id string, a store.Audit, asJSON bool) error {
	if asJSON {
		return writeJSON(p.stdout, struct {
			Schema   string   `json:"schema"`
			Run      string   `json:"run"`
			OK       bool     `json:"ok"`
			Events   int      `json:"events"`
			Unhashed int      `json:"unhashed,omitempty"`
			Chain    string   `json:"chain,omitempty"`
			Problems []string `json:"problems,omitempty"`
			countsJSON
		}{"run-audit/1", id, len(a.Problems) == 0, a.Events, a.Unhashed, a.Chain, a.Problems, newCountsJSON(a.Counts)})
	}
	for _, problem := range a.Problems {
		fmt.Fprintf(p.stderr, "PROBLEM: %s\n", problem)
	}
	if len(a.Problems) > 0 {
		_, err := fmt.Fprintf(p.stderr, "Run %s: the store does not agree with itself. Keep a copy of it before anything else.\n", id)
		return err
	}
	_, err := fmt.Fprintf(p.stdout, "Run %s: %d leased, every entry of %d in the journal is as it was written.\nThe journal ends with %s\n",
		id, a.Counts.Leased, a.Events, cmp.Or(a.Chain, "no hash: it is from before journals had one"))
	return err
}
