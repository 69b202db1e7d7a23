package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer/store"
)

func (p *program) serialCommand() *cli.Command {
	return &cli.Command{
		Name:   "serial",
		Usage:  "hand out serial numbers, each once",
		Action: unknownCommand,
		Subcommands: []*cli.Command{
			p.poolCommand(), p.reserveCommand(), p.releaseCommand(), p.serialStatusCommand(), p.serialAuditCommand(),
		},
	}
}

func countFlag(usage string) cli.Flag { return &cli.StringFlag{Name: "count", Usage: usage} }

// parseCount reads the value of --count.
func parseCount(text string) (int, error) {
	if text == "" {
		return 0, usageError("for example: --count 20", "--count is missing")
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, usageError("for example: --count 20", "--count is %q, expected a number from 1", text)
	}
	return n, nil
}

// withStore runs f on the store that the flag names.
func (p *program) withStore(ctx context.Context, flag string, create bool, f func(*store.Store) error) error {
	path, err := p.storePath(flag)
	if err != nil {
		return err
	}
	s, err := p.openStore(ctx, path, create)
	if err != nil {
		return err
	}
	err = errors.Join(f(s), s.Close())
	if err != nil {
		return storeError(err)
	}
	return nil
}

func (p *program) reserveCommand() *cli.Command {
	return &cli.Command{
		Name: "reserve", Usage: "take serials out of a pool and print them",
		UsageText: `eachmark serial reserve POOL --count N [--operator OWNER] [--purpose TEXT] [--expires DATE] [--id ID] [--json]

eachmark serial reserve 09506000134352 --count 24
eachmark serial reserve shoes --count 10000 --operator 'line 3' --expires 2027-01-31 > line3.txt`,
		Description: "One serial a line. The serials are taken before the first is printed, and nobody else gets them. " +
			"The same command with the same --id prints the same serials again.",
		Flags: []cli.Flag{
			countFlag("how many, `N`"),
			&cli.StringFlag{Name: "purpose", Usage: "what for, `TEXT`"},
			&cli.StringFlag{Name: "expires", Usage: "when the owner gives back what is left: `DATE`, YYYY-MM-DD, or a time from now such as 48h"},
			&cli.StringFlag{Name: "id", Usage: "the `ID` of the lease, so that the command can be repeated (default: a new one)"},
			storeFlag(), operatorFlag(), jsonFlag(), quietFlag(),
		},
		Action: func(c *cli.Context) error {
			pool, err := onePool(c)
			if err != nil {
				return err
			}
			o := reserveOptions{
				pool: pool, purpose: c.String("purpose"), id: cmp.Or(c.String("id"), store.NewLeaseID()),
				operator: p.operator(c), json: c.Bool("json"), quiet: c.Bool("quiet"),
			}
			if o.count, err = parseCount(c.String("count")); err != nil {
				return err
			}
			if o.expires, err = p.parseExpiry(c.String("expires")); err != nil {
				return err
			}
			return p.withStore(c.Context, c.String("store"), false, func(s *store.Store) error {
				return p.reserve(c.Context, s, o)
			})
		},
	}
}

// onePool returns the pool a command is about, its one argument.
func onePool(c *cli.Context) (string, error) {
	if c.NArg() != 1 {
		return "", usageError("eachmark serial pool list shows them", "expected the name of one pool, found %s", countOf(c.NArg(), "argument"))
	}
	return c.Args().First(), nil
}

// parseExpiry reads a date, which ends at midnight, or a time from now; "" is
// never.
func (p *program) parseExpiry(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if d, err := time.ParseDuration(text); err == nil && d > 0 {
		return p.now().Add(d), nil
	}
	day, err := time.ParseInLocation(time.DateOnly, text, p.now().Location())
	if err != nil {
		return time.Time{}, usageError("for example: --expires 2027-01-31, --expires 48h", "--expires is %q, expected a date or a time from now", text)
	}
	return day.AddDate(0, 0, 1), nil
}

type reserveOptions struct {
	pool, purpose, id, operator string
	count                       int
	expires                     time.Time
	json, quiet                 bool
}

// serialRecord is the record "serial/1" of the command line contract.
type serialRecord struct {
	Schema string `json:"schema"`
	Pool   string `json:"pool"`
	Lease  string `json:"lease"`
	N      int    `json:"n"`
	Serial string `json:"serial"`
}

func (p *program) reserve(ctx context.Context, s *store.Store, o reserveOptions) error {
	if err := p.refill(ctx, s, o.pool, o.count, o.operator); err != nil {
		return err
	}
	lease, err := s.Lease(ctx, store.LeaseRequest{
		ID: o.id, Pool: o.pool, Count: o.count, Operator: o.operator, Purpose: o.purpose, Expires: o.expires, At: p.now(),
	})
	if err != nil {
		return err
	}
	if err := p.printSerials(ctx, s, lease, o.json); err != nil {
		return err
	}
	pool, err := s.Pool(ctx, o.pool)
	if err != nil {
		return err
	}
	if !o.quiet {
		fmt.Fprintf(p.stderr, "lease %s: %s of pool %s, %d left\n", lease.ID, countOf(lease.Count, "serial"), pool.Name, pool.Left())
	}
	p.warnLow(pool)
	return nil
}

func (p *program) printSerials(ctx context.Context, s *store.Store, lease store.Lease, asJSON bool) error {
	q, err := s.Sequence(ctx, lease)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(p.stdout)
	for n := 1; n <= q.Len(); n++ {
		text, err := q.At(n)
		if err != nil {
			return err
		}
		if asJSON {
			err = writeJSON(out, serialRecord{"serial/1", lease.Pool, lease.ID, n, text})
		} else {
			_, err = fmt.Fprintln(out, text)
		}
		if err != nil {
			return lostOutput(err, lease)
		}
	}
	if err := out.Flush(); err != nil {
		return lostOutput(err, lease)
	}
	return nil
}

// lostOutput tells how to get the serials that could not be written.
func lostOutput(err error, lease store.Lease) error {
	return ioError(err, fmt.Sprintf("the serials are reserved; again: eachmark serial reserve %s --count %d --id %s", lease.Pool, lease.Count, lease.ID))
}

// warnLow warns of a pool that will soon be empty.
func (p *program) warnLow(pool store.Pool) {
	if pool.Low() {
		fmt.Fprintf(p.stderr, "warning: pool %s has %d serials left, fewer than its low-water mark of %d\n", pool.Name, pool.Left(), pool.LowWater)
	}
}

// refill takes serials for a pool out of its upstream store, if it has one, when
// after count more it would be low. What is there suffices as long as it lasts:
// that upstream cannot be reached is a warning.
func (p *program) refill(ctx context.Context, s *store.Store, name string, count int, operator string) error {
	pool, err := s.Pool(ctx, name)
	if err != nil || pool.Upstream == "" {
		return err
	}
	after := pool.LowWater + uint64(count)
	if pool.Left() >= after {
		return nil
	}
	// As much again as the mark, so that not every lease asks upstream.
	wanted := max(after+pool.LowWater-pool.Left(), uint64(count))
	upstream, err := p.openStore(ctx, pool.Upstream, false)
	if err == nil {
		_, err = s.Fill(ctx, name, upstream, int(wanted), operator, p.now())
		err = errors.Join(err, upstream.Close())
	}
	if err != nil {
		fmt.Fprintf(p.stderr, "warning: pool %s, with %d left, could not be filled from %s: %s\n", name, pool.Left(), pool.Upstream, sentence(err))
	}
	return nil
}

func (p *program) releaseCommand() *cli.Command {
	return &cli.Command{
		Name: "release", Usage: "give back serials that were never used",
		UsageText: `eachmark serial release LEASE --keep N|--from SERIAL|--all [--json]
eachmark serial release LEASE                      what waits of a stopped run
eachmark serial release POOL --to-upstream        what is left of blocks, to the store they came from

eachmark serial release L-4N5XQ2Z7 --keep 120
eachmark serial release L-4N5XQ2Z7 --from 48151623420`,
		Description: "Serials that were released are handed out again, once no others are left. " +
			"Release none that may stand on a label.",
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "keep", Value: -1, DefaultText: "none", Usage: "the first `N` serials were used"},
			&cli.StringFlag{Name: "from", Usage: "`SERIAL` is the first that was not used"},
			&cli.BoolFlag{Name: "all", Usage: "none was used"},
			&cli.BoolFlag{Name: "to-upstream", Usage: "give what a pool has left back to the store it is filled from"},
			storeFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usageError("eachmark serial pool show POOL shows them", "expected the id of one lease, found %s", countOf(c.NArg(), "argument"))
			}
			o := releaseOptions{id: c.Args().First(), keep: c.Int("keep"), from: c.String("from"), all: c.Bool("all"), json: c.Bool("json")}
			toUpstream := c.Bool("to-upstream")
			switch {
			case c.IsSet("keep") && o.keep < 0:
				return usageError("for example: --keep 120", "--keep is %d, expected 0 or more", o.keep)
			case toUpstream && (o.keep >= 0 || o.from != "" || o.all || o.json):
				return usageError("leave the other flags out", "--to-upstream gives back all that a pool has left, and goes with no other flag but --store")
			}
			return p.withStore(c.Context, c.String("store"), false, func(s *store.Store) error {
				if toUpstream {
					return p.returnBlocks(c.Context, s, o.id)
				}
				return p.release(c.Context, s, o)
			})
		},
	}
}

type releaseOptions struct {
	id, from  string
	keep      int // -1 if not said
	all, json bool
}

func (p *program) release(ctx context.Context, s *store.Store, o releaseOptions) error {
	before, err := s.LeaseByID(ctx, o.id)
	if err != nil {
		return err
	}
	after := before
	said := map[bool]int{true: 1}
	switch said[o.keep >= 0] + said[o.from != ""] + said[o.all] {
	case 0:
		after, err = releaseRun(ctx, s, before)
	case 1:
		keep := max(o.keep, 0)
		if o.from != "" {
			keep, err = placeInLease(ctx, s, before, o.from)
		}
		if err == nil {
			after, err = s.Release(ctx, o.id, keep)
		}
	default:
		err = usageError("for example: --keep 120", "--keep, --from and --all say the same thing in three ways; give one")
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "%s released, lease %s keeps %d\n", countOf(before.Count-after.Count, "serial"), after.ID, after.Count)
	if o.json {
		return writeJSON(p.stdout, newLeaseRecord(after, p.now()))
	}
	return nil
}

// returnBlocks gives back to its upstream store what a pool has left.
func (p *program) returnBlocks(ctx context.Context, s *store.Store, name string) error {
	pool, err := s.Pool(ctx, name)
	if err != nil {
		return err
	}
	if pool.Upstream == "" {
		return usageError("eachmark serial release LEASE gives back what was reserved", "pool %s is filled from no other store", name)
	}
	upstream, err := p.openStore(ctx, pool.Upstream, false)
	if err != nil {
		return err
	}
	n, err := s.Return(ctx, name, upstream)
	if err := errors.Join(err, upstream.Close()); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "%s of pool %s given back to %s\n", countOf(n, "serial"), name, pool.Upstream)
	return nil
}

// releaseRun releases what waits of the run of a lease.
func releaseRun(ctx context.Context, s *store.Store, lease store.Lease) (store.Lease, error) {
	if lease.Run == "" {
		return lease, usageError("only who reserved them knows which were used: --keep N, --from SERIAL or --all", "which serials of lease %s were used?", lease.ID)
	}
	if _, err := s.ReleaseWaiting(ctx, lease.Run); err != nil {
		return lease, err
	}
	return s.LeaseByID(ctx, lease.ID)
}

// placeInLease returns how many serials of a lease come before one.
func placeInLease(ctx context.Context, s *store.Store, lease store.Lease, serial string) (int, error) {
	q, err := s.Sequence(ctx, lease)
	if err != nil {
		return 0, err
	}
	for n := 1; n <= q.Len(); n++ {
		if text, err := q.At(n); err != nil || text == serial {
			return n - 1, err
		}
	}
	return 0, usageError("eachmark serial status "+lease.Pool+" SERIAL tells where a serial is", "serial %.64q is not of lease %s", serial, lease.ID)
}

// lookup finds a serial of the GTIN of a pool, or an SSCC.
func lookup(ctx context.Context, s *store.Store, pool store.Pool, serial string) (store.Place, error) {
	if pool.Kind == store.SSCC {
		return s.LookupSSCC(ctx, serial)
	}
	return s.Lookup(ctx, pool.GTIN, serial)
}

func (p *program) serialStatusCommand() *cli.Command {
	return &cli.Command{
		Name: "status", Usage: "tell how pools stand, or whether serials were issued",
		UsageText: `eachmark serial status [POOL [SERIAL…]] [--json]

eachmark serial status
eachmark serial status 09506000134352
eachmark serial status 09506000134352 48151623420`,
		Description: "With a pool, its numbers are counted again and leases that have expired are listed. " +
			"With serials, each is computed back: one that was never issued is mistyped or counterfeit, and leads to exit code 1.",
		Flags: []cli.Flag{storeFlag(), jsonFlag()},
		Action: func(c *cli.Context) error {
			return p.withStore(c.Context, c.String("store"), false, func(s *store.Store) error {
				switch args := c.Args().Slice(); len(args) {
				case 0:
					return p.poolList(c.Context, s, c.Bool("json"))
				case 1:
					return p.poolStatus(c.Context, s, args[0], c.Bool("json"))
				default:
					return p.serialStatus(c.Context, s, args[0], args[1:], c.Bool("json"))
				}
			})
		},
	}
}

// poolStatus audits a pool and lists its expired leases.
func (p *program) poolStatus(ctx context.Context, s *store.Store, name string, asJSON bool) error {
	pool, err := s.Pool(ctx, name)
	if err != nil {
		return err
	}
	problems, err := s.AuditPool(ctx, name)
	if err != nil {
		return err
	}
	if err := p.showPool(newPoolRecord(pool), asJSON); err != nil {
		return ioError(err, "")
	}
	p.warnLow(pool)
	for lease, err := range s.Leases(ctx, name) {
		if err != nil {
			return err
		}
		if lease.Expired(p.now()) {
			fmt.Fprintf(p.stderr, "warning: lease %s of %s, owner %q, has expired on %s\n",
				lease.ID, countOf(lease.Count, "serial"), lease.Operator, lease.Expires.Local().Format(time.DateTime))
		}
	}
	for _, problem := range problems {
		fmt.Fprintln(p.stderr, "error:", problem)
	}
	if len(problems) > 0 {
		return fmt.Errorf("%w: the numbers of pool %s do not add up", store.ErrDamaged, name)
	}
	return nil
}

// A statusRecord is the record "serial-status/1" of the command line contract.
type statusRecord struct {
	Schema string `json:"schema"`
	Pool   string `json:"pool,omitempty"` // that has issued the serial
	Serial string `json:"serial"`
	Issued bool   `json:"issued"`
	Lease  string `json:"lease,omitempty"`
	Run    string `json:"run,omitempty"`
	N      int    `json:"n,omitempty"`     // in the run, or in the lease
	State  string `json:"state,omitempty"` // of the item of the run
}

func (p *program) serialStatus(ctx context.Context, s *store.Store, name string, serials []string, asJSON bool) error {
	pool, err := s.Pool(ctx, name)
	if err != nil {
		return err
	}
	unknown := false
	for _, serial := range serials {
		r := statusRecord{Schema: "serial-status/1", Serial: serial}
		place, err := lookup(ctx, s, pool, serial)
		switch {
		case err == nil:
			r.Pool, r.Issued, r.Lease, r.Run, r.N = place.Pool, true, place.Lease, place.Run, place.N
			if place.Run != "" {
				r.State = place.State.String()
			}
		case errors.Is(err, store.ErrNotFound):
			unknown = true
		default:
			return err
		}
		if err := p.showStatus(r, asJSON); err != nil {
			return ioError(err, "")
		}
	}
	if unknown {
		return errFindings
	}
	return nil
}

func (p *program) showStatus(r statusRecord, asJSON bool) error {
	if asJSON {
		return writeJSON(p.stdout, r)
	}
	text := "never issued"
	switch {
	case r.Run != "":
		text = fmt.Sprintf("issued, %s, item %d of run %s", r.State, r.N, r.Run)
	case r.Issued:
		text = fmt.Sprintf("issued, number %d of lease %s", r.N, r.Lease)
	}
	_, err := fmt.Fprintf(p.stdout, "%s\t%s\n", r.Serial, text)
	return err
}

// A leaseRecord is the record "lease/1" of the command line contract.
type leaseRecord struct {
	Schema  string `json:"schema"`
	Expired bool   `json:"expired,omitempty"`
	store.Lease
}

func newLeaseRecord(l store.Lease, now time.Time) leaseRecord {
	return leaseRecord{"lease/1", l.Expired(now), l}
}

func (p *program) showLeases(ctx context.Context, s *store.Store, pool string, asJSON bool) error {
	t := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	if !asJSON {
		fmt.Fprintln(t, "LEASE\tSERIALS\tOWNER\tPURPOSE\tRUN\tMADE\tEXPIRES")
	}
	for lease, err := range s.Leases(ctx, pool) {
		if err != nil {
			return err
		}
		if asJSON {
			err = writeJSON(p.stdout, newLeaseRecord(lease, p.now()))
		} else {
			expires := ""
			if !lease.Expires.IsZero() {
				expires = lease.Expires.Local().Format(time.DateTime)
			}
			_, err = fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\t%s\t%s\n", lease.ID, lease.Count, lease.Operator, lease.Purpose, lease.Run,
				lease.At.Local().Format(time.DateTime), expires)
		}
		if err != nil {
			return ioError(err, "")
		}
	}
	return t.Flush()
}
