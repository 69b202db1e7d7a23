package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

func (p *program) runCommand() *cli.Command {
	return &cli.Command{
		Name:   "run",
		Usage:  "look after print runs",
		Action: unknownCommand,
		Subcommands: []*cli.Command{
			{
				Name: "list", Usage: "list the runs, newest first", UsageText: "eachmark run list [--json]",
				Flags: []cli.Flag{jsonFlag(), storeFlag()},
				Action: func(c *cli.Context) error {
					if err := noArguments(c); err != nil {
						return err
					}
					return p.runList(c.Context, c.String("store"), c.Bool("json"))
				},
			},
			{
				Name: "show", Usage: "show how a run stands", UsageText: "eachmark run show ID [--items] [--state STATE] [--json]",
				Flags: []cli.Flag{
					jsonFlag(), storeFlag(),
					&cli.BoolFlag{Name: "items", Usage: "show every serial and its state"},
					&cli.StringSliceFlag{Name: "state", Usage: "only serials in this `STATE`, such as in-doubt"},
				},
				Action: func(c *cli.Context) error {
					id, err := oneRun(c)
					if err != nil {
						return err
					}
					return p.runShow(c.Context, id, showOptions{c.String("store"), c.Bool("items"), c.StringSlice("state"), c.Bool("json")})
				},
			},
			{
				Name: "resume", Usage: "go on with a run that stopped", UsageText: "eachmark run resume ID [--printer URI] [--json]",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "printer", Usage: "go on at another printer, `URI`"},
					windowFlag(),
					&cli.StringFlag{Name: "progress", Usage: "how to tell progress, `FORM`: json is one object a line on stderr"},
					skipTagCheckFlag(), storeFlag(), operatorFlag(), jsonFlag(), quietFlag(),
				},
				Action: func(c *cli.Context) error {
					id, err := oneRun(c)
					if err != nil {
						return err
					}
					return p.runResume(c.Context, id, resumeOptions{c.String("store"), c.String("printer"), p.operator(c), c.Int("window"), talkOf(c)})
				},
			},
			{
				Name: "resolve", Usage: "say what became of labels in doubt or unconfirmed",
				UsageText: `eachmark run resolve ID
eachmark run resolve ID --operator NAME [--scanned FILE|-] [--printed SERIAL,…|all] [--destroyed SERIAL,…|all] [--reason TEXT]

eachmark run resolve R261122-K7Q2 --operator ada --scanned -
eachmark run resolve R261122-K7Q2 --operator ada --destroyed 48815162342 --reason 'torn'`,
				Description: "Without flags it asks about each label in turn, at a terminal.",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "scanned", Usage: "a scan or a serial a line from `FILE`, - for the keyboard or a scanner: these labels are there and readable. The EPC of a tag, read right after the scan of its label, must be that of the label"},
					&cli.StringSliceFlag{Name: "printed", Usage: "`SERIAL` is on the roll and good; \"all\" for every open one"},
					&cli.StringSliceFlag{Name: "destroyed", Usage: "`SERIAL` is destroyed or not there; \"all\" for every open one"},
					&cli.StringFlag{Name: "reason", Usage: "`TEXT` that is kept in the journal"},
					storeFlag(), operatorFlag(), jsonFlag(),
				},
				Action: func(c *cli.Context) error {
					id, err := oneRun(c)
					if err != nil {
						return err
					}
					return p.runResolve(c.Context, id, resolveOptions{
						c.String("store"), c.String("scanned"), c.StringSlice("printed"), c.StringSlice("destroyed"),
						c.String("reason"), p.operator(c), c.Bool("json"),
					})
				},
			},
			p.runReportCommand(), p.runAuditCommand(), p.runPauseCommand(), p.runCancelCommand(), p.runVoidCommand(), p.runReprintCommand(),
		},
	}
}

// oneRun returns the run a command is about, its one argument.
func oneRun(c *cli.Context) (string, error) {
	if c.NArg() != 1 {
		return "", usageError("eachmark run list shows them", "expected the id of one run, found %s", countOf(c.NArg(), "argument"))
	}
	return strings.ToUpper(c.Args().First()), nil
}

// countsJSON are the counts of a run as programs get them.
type countsJSON struct {
	Leased    int `json:"leased"`
	Waiting   int `json:"waiting"`
	Sent      int `json:"sent"`
	Printed   int `json:"printed"`
	Verified  int `json:"verified"`
	Void      int `json:"void"`
	InDoubt   int `json:"in_doubt"`
	Cancelled int `json:"cancelled"`
}

func newCountsJSON(c store.Counts) countsJSON {
	return countsJSON{c.Leased, c.Waiting, c.Sent, c.Printed, c.Verified, c.Void, c.InDoubt, c.Cancelled}
}

// runRecord is the record "run/1" of the command line contract.
type runRecord struct {
	Schema string `json:"schema"`
	ID     string `json:"id"`
	State  string `json:"state"`
	countsJSON
	Request  string          `json:"request,omitempty"` // what somebody asks of the program that prints it: pause or cancel
	Count    int             `json:"count"`
	Created  time.Time       `json:"created"`
	Printer  string          `json:"printer"`
	Folder   string          `json:"folder"`
	Operator string          `json:"operator,omitempty"`
	Job      json.RawMessage `json:"job"`
	Fault    *faultJSON      `json:"fault,omitempty"` // what stopped it just now
	Items    []itemJSON      `json:"items,omitzero"`
}

// faultJSON is what is wrong at the printer.
type faultJSON struct {
	Kind     string `json:"kind"`
	Sentence string `json:"sentence"`
	Advice   string `json:"advice"`
	Cause    string `json:"cause,omitempty"`
}

func newFaultJSON(f *printer.Fault) *faultJSON {
	if f == nil {
		return nil
	}
	wrong, advice, cause := faultWords(*f)
	return &faultJSON{Kind: f.Kind.String(), Sentence: wrong, Advice: advice, Cause: cause}
}

type itemJSON struct {
	N      int        `json:"n"`
	Serial string     `json:"serial"`
	State  string     `json:"state"`
	At     *time.Time `json:"at,omitempty"`

	// In reports.
	SHA256 string `json:"sha256,omitempty"` // of the bytes sent
	EPC    string `json:"epc,omitempty"`
	TID    string `json:"tid,omitempty"`

	TagCheck run.TagAnswer `json:"tag_check,omitempty"`
}

func newItemJSON(item store.Item) itemJSON {
	j := itemJSON{N: item.N, Serial: item.Serial, State: item.State.String()}
	if !item.At.IsZero() {
		j.At = &item.At
	}
	return j
}

func newRunRecord(r store.Run, c store.Counts) runRecord {
	return runRecord{
		Schema: "run/1", ID: r.ID, State: r.State.String(), countsJSON: newCountsJSON(c), Request: r.Request.String(), Count: r.Count,
		Created: r.Created, Printer: r.Printer, Folder: folderOf(r), Operator: r.Operator, Job: r.Spec,
	}
}

func (p *program) runList(ctx context.Context, storeFlag string, asJSON bool) error {
	paths, err := p.knownStores(storeFlag)
	if err != nil {
		return err
	}
	var records []runRecord
	var unreadable error
	for _, path := range paths {
		more, err := p.storedRuns(ctx, path)
		unreadable = cmp.Or(unreadable, err)
		records = append(records, more...)
	}
	if unreadable != nil && len(records) == 0 {
		return unreadable
	}
	if err := p.showRuns(records, asJSON); err != nil {
		return err
	}
	return unreadable
}

// showRuns lists runs, newest first.
func (p *program) showRuns(records []runRecord, asJSON bool) error {
	slices.SortStableFunc(records, func(a, b runRecord) int { return b.Created.Compare(a.Created) })
	if asJSON {
		for _, r := range records {
			if err := writeJSON(p.stdout, r); err != nil {
				return ioError(err, "")
			}
		}
		return nil
	}
	if len(records) == 0 {
		fmt.Fprintln(p.stderr, "No runs yet. The first one: eachmark print --help")
		return nil
	}
	t := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "RUN\tSTATE\tGOOD\tOF\tIN DOUBT\tCREATED\tPRINTER")
	for _, r := range records {
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%s\t%s\n", r.ID, r.State, r.Printed+r.Verified, r.Count, r.InDoubt,
			r.Created.Local().Format(time.DateTime), r.Printer)
	}
	return t.Flush()
}

func (p *program) storedRuns(ctx context.Context, path string) (records []runRecord, err error) {
	s, err := p.openStore(ctx, path, false)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for r, err := range s.Runs(ctx) {
		if err != nil {
			return nil, storeError(err)
		}
		c, err := s.Counts(ctx, r.ID)
		if err != nil {
			return nil, storeError(err)
		}
		records = append(records, newRunRecord(r, c))
	}
	return records, nil
}

type showOptions struct {
	store  string
	items  bool
	states []string
	json   bool
}

func (p *program) runShow(ctx context.Context, id string, o showOptions) (err error) {
	s, r, err := p.findRun(ctx, o.store, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if r.Counts, err = s.Counts(ctx, id); err != nil {
		return ioError(err, "")
	}
	record := newRunRecord(r, r.Counts)
	if o.items || len(o.states) > 0 {
		if record.Items, err = itemsOf(ctx, s, id, o.states); err != nil {
			return err
		}
	}
	if o.json {
		return writeJSON(p.stdout, record)
	}
	if err := p.showRun(r, record); err != nil {
		return err
	}
	if r.State == store.RunStopped || r.State == store.RunUnconfirmed {
		end := ending{Result: run.Result{Run: r, Counts: r.Counts}, store: o.store, asks: p.stdinTerminal}
		fmt.Fprintln(p.stderr, end.next())
	}
	return nil
}

func itemsOf(ctx context.Context, s *store.Store, id string, names []string) ([]itemJSON, error) {
	var states []store.ItemState
	for _, name := range names {
		state, err := store.ParseItemState(name)
		if err != nil {
			return nil, usageError("states are waiting, sent, printed, verified, in-doubt, void, cancelled", "%w", err)
		}
		states = append(states, state)
	}
	items := []itemJSON{}
	for item, err := range s.Items(ctx, id, states...) {
		if err != nil {
			return nil, ioError(err, "")
		}
		items = append(items, newItemJSON(item))
	}
	return items, nil
}

func (p *program) showRun(r store.Run, record runRecord) error {
	j, err := decodeJob(r.Spec)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintf(t, "run\t%s\t%s\n", r.ID, r.State)
	fmt.Fprintf(t, "of\t%s\n", j.describe())
	fmt.Fprintf(t, "printer\t%s\n", r.Printer)
	fmt.Fprintf(t, "created\t%s\n", r.Created.Local().Format(time.DateTime))
	if r.Operator != "" {
		fmt.Fprintf(t, "operator\t%s\n", r.Operator)
	}
	fmt.Fprintf(t, "folder\t%s\n", record.Folder)
	fmt.Fprintf(t, "wanted\t%d\n", r.Count)
	fmt.Fprintf(t, "good\t%d\n", r.Counts.Printed+r.Counts.Verified)
	fmt.Fprintf(t, "leased\t%s\n", accounts(r.Counts))
	if len(record.Items) > 0 {
		fmt.Fprintln(t)
	}
	for _, item := range record.Items {
		fmt.Fprintf(t, "%d\t%s\t%s\n", item.N, item.Serial, item.State)
	}
	return t.Flush()
}

// accounts returns the sum of a run, less the states that no serial is in.
func accounts(c store.Counts) string {
	var parts []string
	for _, part := range []struct {
		n     int
		state string
	}{
		{c.Waiting, "waiting"}, {c.Sent, "sent"}, {c.Printed, "printed"}, {c.Verified, "verified"},
		{c.Void, "void"}, {c.InDoubt, "in doubt"}, {c.Cancelled, "cancelled"},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.state))
		}
	}
	return fmt.Sprintf("%d = %s", c.Leased, strings.Join(parts, " + "))
}

type resumeOptions struct {
	store, printer, operator string
	window                   int
	talk                     talkOptions
}

func (p *program) runResume(ctx context.Context, id string, o resumeOptions) error {
	err := cmp.Or(o.talk.check(), checkWindow(o.window))
	if err == nil && o.printer != "" {
		err = checkPrinter(o.printer)
	}
	if err != nil {
		return err
	}
	ctx, stop := p.stoppable(ctx)
	defer stop()
	s, r, err := p.findRun(ctx, o.store, id)
	if err != nil {
		return err
	}
	if r.State == store.RunClosed || r.State == store.RunUnconfirmed {
		return errors.Join(p.nothingToResume(ctx, s, r, o), s.Close())
	}
	w, j, err := p.takeUp(ctx, s, r, o)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	return p.carryOut(ctx, w, j, o.talk, cmp.Or(o.operator, r.Operator), w.engine.Print)
}

// takeUp opens the files and the printer of a run, which is in the store s.
func (p *program) takeUp(ctx context.Context, s *store.Store, r store.Run, o resumeOptions) (*work, job, error) {
	j, err := decodeJob(r.Spec)
	if err != nil {
		return nil, job{}, err
	}
	uri := cmp.Or(o.printer, r.Printer)
	if err := checkPrinter(uri); err != nil {
		return nil, job{}, err
	}
	w, err := p.reopenWork(ctx, s, r, uri, j)
	if err != nil {
		return nil, job{}, err
	}
	w.named = o.store
	w.engine.Window = o.window
	return w, j, nil
}

// nothingToResume says how a run stands that has nothing left to print.
func (p *program) nothingToResume(ctx context.Context, s *store.Store, r store.Run, o resumeOptions) error {
	c, err := s.Counts(ctx, r.ID)
	if err != nil {
		return ioError(err, "")
	}
	return p.concludeStored(ctx, s, run.Result{Run: r, Counts: c}, o.talk, o.store)
}
