package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/file"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

func (p *program) printCommand() *cli.Command {
	return &cli.Command{
		Name:  "print",
		Usage: "print a run of labels, each with a serial of its own",
		UsageText: `eachmark print --gtin GTIN --count N --printer URI [--lot LOT] [--expiry DATE] [--out DIR]
eachmark print --csv FILE --printer URI [--gtin GTIN] [--lot LOT] [--expiry DATE] [--out DIR]

eachmark print --gtin 09506000134352 --lot LOT42 --expiry 2027-12-31 --count 20 --printer virtual --out demo
eachmark print --gtin 09506000134352 --count 500 --printer tcp://192.0.2.17:9100
eachmark print --gtin 09506000134352 --count 3 --printer file:labels.zpl --dry-run
eachmark print --csv serials.csv --gtin 09506000134352 --printer virtual --out demo`,
		Description: "With --csv the serials are your own, one label a row. The first row names the columns: serial and, if wanted, " +
			"gtin, lot and expiry; for a cell that is empty or missing the flag stands. The serials are registered " +
			"before the first is printed, in a pool of their own; one that is known already is refused.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "gtin", Usage: "the `GTIN` of the product, 8, 12, 13 or 14 digits"},
			&cli.StringFlag{Name: "lot", Usage: "batch or lot `LOT`, at most 20 characters"},
			&cli.StringFlag{Name: "expiry", Usage: "expiry `DATE`, YYYY-MM-DD"},
			&cli.StringFlag{Name: "product", Usage: "`TEXT` for the top of the label"},
			&cli.StringFlag{Name: "count", Usage: "how many labels, `N`"},
			&cli.StringFlag{Name: "csv", Usage: "print one label for each row of `FILE`, with the serials in it; - is the standard input"},
			&cli.StringFlag{Name: "printer", Usage: "where to print, `URI`: virtual, tcp://HOST:9100, file:PATH"},
			&cli.StringFlag{Name: "out", Value: ".", Usage: "the folder `DIR` in which the folder of the run is made"},
			&cli.StringFlag{Name: "pool", Usage: "the pool `NAME` the serials come from (default: one named by the GTIN, with --csv a new one named by the run)"},
			&cli.IntFlag{Name: "dpmm", Value: 8, Usage: "dots per millimetre of the printer, `N`: 6, 8, 12 or 24"},
			windowFlag(),
			&cli.BoolFlag{Name: "dry-run", Usage: "show the first label and print nothing"},
			&cli.StringFlag{Name: "progress", Usage: "how to tell progress, `FORM`: json is one object a line on stderr"},
			skipTagCheckFlag(), storeFlag(), operatorFlag(), jsonFlag(), quietFlag(), forceFlag(),
		}, rfidFlags()...),
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			if c.NumFlags() == 0 && p.stdinTerminal {
				return cli.ShowSubcommandHelp(c)
			}
			o := p.printOptions(c)
			var err error
			if o.tag, err = tagOrderOf(c); err != nil {
				return err
			}
			return p.print(c.Context, o)
		},
	}
}

type printOptions struct {
	gtin, lot, expiry, product string
	count, csv                 string
	printer, out, pool, store  string
	dpmm, window               int
	tag                        tagOrder
	dryRun                     bool
	talk                       talkOptions
	operator                   string
	force                      bool
}

func (p *program) printOptions(c *cli.Context) printOptions {
	return printOptions{
		gtin: c.String("gtin"), lot: c.String("lot"), expiry: c.String("expiry"), product: c.String("product"),
		count: c.String("count"), csv: c.String("csv"), printer: c.String("printer"), out: c.String("out"), pool: c.String("pool"),
		store: c.String("store"), dpmm: c.Int("dpmm"), window: c.Int("window"), dryRun: c.Bool("dry-run"),
		talk: talkOf(c), operator: p.operator(c), force: c.Bool("force"),
	}
}

func (p *program) operator(c *cli.Context) string {
	return cmp.Or(c.String("operator"), p.getenv("EACHMARK_OPERATOR"))
}

// maxCount bounds one run: ten million labels are a month of one printer.
const maxCount = 10_000_000

func (p *program) print(ctx context.Context, o printOptions) error {
	count, err := o.validate()
	if err != nil {
		return err
	}
	labels, err := p.readLabels(o)
	if err != nil {
		return err
	}
	j, findings := newJob(o, labels, p.now())
	if err := p.showFlagFindings(findings, o.talk.json); err != nil {
		return err
	}
	if o.tag.wanted {
		if j.RFID, err = j.newTagJob(o.tag, labels); err != nil {
			return err
		}
	}
	if path, toFile := strings.CutPrefix(o.printer, file.Scheme+":"); toFile && o.tag.passwords != "" && !o.dryRun {
		fmt.Fprintf(p.stderr, "warning: %s holds the passwords of the tags: keep it as you keep them\n", path)
	}
	if o.dryRun {
		return p.dryRun(j, labels.label(1), o.talk.json)
	}
	ctx, stop := p.stoppable(ctx)
	defer stop()
	w, err := p.openWork(ctx, o)
	if err != nil {
		return err
	}
	return p.startRun(ctx, w, j, count, labels, o)
}

// startRun creates the run for which w is open and prints it.
func (p *program) startRun(ctx context.Context, w *work, j job, count int, labels *labelFile, o printOptions) error {
	spec, err := j.encode()
	if err != nil {
		return errors.Join(err, w.abandon())
	}
	r := store.Run{
		ID: w.id, Created: p.now(), GTIN: j.GTIN, Pool: j.poolName(o.pool), Count: count,
		Printer: w.printer, Out: w.out, Spec: spec, Operator: o.operator,
	}
	lease := store.LeaseRequest{ID: store.NewLeaseID(), Count: count, Operator: o.operator, At: p.now()}
	if labels == nil {
		err = p.createRun(ctx, w.store, j, r, lease)
	} else {
		pool := store.PoolSpec{Name: cmp.Or(o.pool, w.id), GTIN: j.GTIN, At: p.now()}
		if _, err = w.store.CreateListRun(ctx, pool, labels.list(), r, lease); err != nil {
			err = labels.listError(pool.Name, err)
		}
	}
	if err != nil {
		return errors.Join(err, w.abandon())
	}
	if !p.rememberStore(w.storePath) {
		w.named = withoutSecrets(w.storePath)
	}
	w.engine.Window = o.window
	return p.carryOut(ctx, w, j, o.talk, o.operator, w.engine.Print)
}

// createRun writes the run of a job down, with serials of its pool.
func (p *program) createRun(ctx context.Context, s *store.Store, j job, r store.Run, lease store.LeaseRequest) error {
	pool, err := s.EnsurePool(ctx, store.PoolSpec{Name: r.Pool, GTIN: r.GTIN, At: r.Created})
	if err == nil {
		err = j.RFID.holds(pool)
	}
	if err == nil {
		err = p.refill(ctx, s, r.Pool, r.Count, r.Operator)
	}
	if err == nil {
		_, err = s.CreateRun(ctx, r, lease)
	}
	if err != nil {
		return leaseError(r.Pool, err)
	}
	if pool, err := s.Pool(ctx, r.Pool); err == nil {
		p.warnLow(pool)
	}
	return nil
}

// leaseError explains why there are no serials for a run.
func leaseError(pool string, err error) error {
	if errors.Is(err, store.ErrPoolEmpty) {
		return &failure{exitRefused, fmt.Errorf("pool %s: %w", pool, err), "nothing was printed; name another pool with --pool"}
	}
	if errors.Is(err, store.ErrExists) {
		return &failure{exitRefused, fmt.Errorf("pool %s: %w", pool, err), "name the pool that gives the serials of this GTIN with --pool"}
	}
	if errors.Is(err, store.ErrInvalid) {
		return usageError("for example: --pool line-3", "--pool is %q: %w", pool, err)
	}
	return storeError(err)
}

// validate checks the flags that are not data of the label.
func (o printOptions) validate() (count int, err error) {
	missing := func(flag, example string) error {
		return usageError("for example: "+flag+" "+example, "%s is missing", flag)
	}
	switch {
	case o.csv != "" && o.count != "":
		return 0, usageError("leave --count out", "--count does not go with --csv, whose rows are counted")
	case o.csv != "":
	case o.gtin == "":
		return 0, missing("--gtin", "09506000134352")
	case o.count == "":
		return 0, missing("--count", "20")
	default:
		if count, err = strconv.Atoi(o.count); err != nil || count < 1 || count > maxCount {
			return 0, usageError("for example: --count 20", "--count is %q, expected a number from 1 to %d", o.count, maxCount)
		}
	}
	if o.printer == "" {
		return 0, missing("--printer", "virtual")
	}
	switch o.dpmm {
	case 6, 8, 12, 24:
	default:
		return 0, usageError("203 dpi is --dpmm 8, 300 dpi is --dpmm 12", "--dpmm is %d, expected 6, 8, 12 or 24", o.dpmm)
	}
	if err := cmp.Or(o.talk.check(), checkWindow(o.window)); err != nil {
		return 0, err
	}
	if o.tag.wanted && o.window > 1 {
		return 0, usageError("leave --window out", "--window is %d, expected 1 with --rfid", o.window)
	}
	return count, checkPrinter(o.printer)
}

// showFlagFindings tells what was found in the flags. With an error among the
// findings nothing is printed.
func (p *program) showFlagFindings(findings []flagFinding, asJSON bool) error {
	failed := false
	for _, f := range findings {
		failed = failed || f.Severity == gs1.SeverityError
		if err := p.tellFindings([]gs1.Finding{f.Finding}, record{text: f.value, where: f.flag}, asJSON); err != nil {
			return ioError(err, "")
		}
	}
	if failed {
		return usageError("correct the data and try again", "nothing was printed and no serial was taken")
	}
	return nil
}

// exampleSerial stands for the serial on a label that is only shown.
const exampleSerial = "12345678901"

// dryRun shows a label of the job.
func (p *program) dryRun(j job, l run.Label, asJSON bool) error {
	data := j.data(l)
	m := data.Message()
	tagOf, err := j.tagWriter()
	if err != nil {
		return err
	}
	if tagOf != nil {
		t, err := tagOf(l)
		if err != nil {
			return err
		}
		t.Mark, t.Access, t.Kill = "EXAMPLE", 0, 0 // passwords are shown to nobody
		t.Lock = false
		l.Tag = &t
	}
	format, err := j.labels()(nil, l)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(p.stdout, struct {
			Schema    string   `json:"schema"`
			Bracketed string   `json:"bracketed"`
			HRI       []string `json:"hri"`
			ZPL       string   `json:"zpl"`
		}{"dry-run/1", m.String(), hriOf(m), string(format)})
	}
	for _, e := range m.Elements {
		fmt.Fprintf(p.stdout, "%-6s %-18s %s\n", "("+e.AI.String()+")", e.AI.Title(), e.Value)
	}
	fmt.Fprintf(p.stdout, "\n%s\n", strings.TrimSuffix(string(format), "\n"))
	example := ""
	if j.CSV == "" {
		example = "; " + l.Serial + " is an example"
	}
	fmt.Fprintf(p.stderr, "Nothing was printed and no serial was taken%s. Print by leaving out --dry-run.\n", example)
	return nil
}

func hriOf(m gs1.Message) []string {
	hri := []string{}
	for _, e := range m.Elements {
		hri = append(hri, string(e.AppendHRI(nil)))
	}
	return hri
}

// carryOut prints the run of w, or one label of it, as print does, writes its
// files and says how it went.
func (p *program) carryOut(ctx context.Context, w *work, j job, talk talkOptions, operator string,
	print func(context.Context, string) (run.Result, error),
) error {
	bar := p.newProgress(talk, w.id)
	w.engine.Store = w.store
	w.engine.Check = p.tagChecker(talk, bar)
	w.engine.Label = j.labels()
	var err error
	if w.engine.Tag, err = j.tagWriter(); err != nil {
		return errors.Join(err, w.close())
	}
	w.engine.Copy = w.sent
	w.engine.Operator = operator
	w.engine.Progress = bar.tell
	p.introduce(ctx, w.engine, talk)
	result, err := print(ctx, w.id)
	bar.finish()
	if err != nil {
		return errors.Join(runError(w, err), w.close())
	}
	end := ending{Result: result, store: w.named, interrupted: ctx.Err() != nil}
	end.inDoubt, err = serialsInDoubt(context.WithoutCancel(ctx), w.store, result)
	if err == nil && j.RFID != nil {
		end.tags, err = tagChecks(context.WithoutCancel(ctx), w)
	}
	if err == nil {
		end.problems, err = p.writeArtifacts(ctx, w, j, result)
	}
	if closeErr := w.close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return ioError(fmt.Errorf("run %s: %w", w.id, err), "the labels are accounted for; eachmark run show "+w.id)
	}
	return p.conclude(end, talk)
}

// tagChecks returns which tags of a run were checked.
func tagChecks(ctx context.Context, w *work) ([]run.TagCheck, error) {
	checks, err := w.engine.TagChecks(ctx, w.id)
	if err != nil {
		return nil, err
	}
	return checks.All(), nil
}

// maxNamed is how many serials in doubt are named in the closing words.
const maxNamed = 10

// serialsInDoubt returns the first serials of the run that are in doubt, and
// "…" for more.
func serialsInDoubt(ctx context.Context, s *store.Store, result run.Result) (serials []string, err error) {
	if result.Counts.InDoubt == 0 {
		return nil, nil
	}
	for item, err := range s.Items(ctx, result.Run.ID, store.InDoubt) {
		if err != nil {
			return nil, err
		}
		if len(serials) == maxNamed {
			return append(serials, "…"), nil
		}
		serials = append(serials, item.Serial)
	}
	return serials, nil
}

// runError gives an error of the engine its exit code: the run is in the store
// and can be resumed.
func runError(w *work, err error) error {
	var known *failure
	if errors.As(err, &known) {
		return err
	}
	if errors.Is(err, store.ErrDamaged) {
		return storeError(err)
	}
	hint := runLine("resume", w.id, "", w.named)
	if errors.Is(err, store.ErrFull) || errors.Is(err, syscall.ENOSPC) {
		hint = "make room on the disk, then: " + hint
	}
	return &failure{exitResumable, fmt.Errorf("run %s stopped: %w", w.id, err), hint}
}

// relative returns path as a person standing in the current folder would write it.
func relative(path string) string {
	dir, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil || strings.HasPrefix(rel, "..") {
		return path
	}
	return rel
}

// conclude says how a run stands and what to do next, and picks the exit code.
func (p *program) conclude(end ending, talk talkOptions) error {
	if talk.json {
		record := newRunRecord(end.Run, end.Counts)
		record.Fault = newFaultJSON(end.Fault)
		if err := writeJSON(p.stdout, record); err != nil {
			return ioError(err, "")
		}
	}
	end.asks = p.stdinTerminal
	for _, line := range end.words(talk.quiet) {
		fmt.Fprintln(p.stderr, line)
	}
	return end.exit()
}
