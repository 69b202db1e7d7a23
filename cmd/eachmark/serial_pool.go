package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/serial"
	"github.com/eachmark/eachmark/printer/store"
)

func (p *program) poolCommand() *cli.Command {
	return &cli.Command{
		Name: "pool", Usage: "look after pools of serials", Action: unknownCommand,
		Subcommands: []*cli.Command{
			p.poolNewCommand(),
			{
				Name: "list", Usage: "list the pools", UsageText: "eachmark serial pool list [--json]",
				Flags: []cli.Flag{storeFlag(), jsonFlag()},
				Action: func(c *cli.Context) error {
					if err := noArguments(c); err != nil {
						return err
					}
					return p.withStore(c.Context, c.String("store"), false, func(s *store.Store) error {
						return p.poolList(c.Context, s, c.Bool("json"))
					})
				},
			},
			{
				Name: "show", Usage: "show a pool and its leases", UsageText: "eachmark serial pool show POOL [--leases] [--json]",
				Flags: []cli.Flag{&cli.BoolFlag{Name: "leases", Usage: "show its leases too"}, storeFlag(), jsonFlag()},
				Action: func(c *cli.Context) error {
					return p.onPool(c, func(s *store.Store, pool store.Pool) error {
						if err := p.showPool(newPoolRecord(pool), c.Bool("json")); err != nil || !c.Bool("leases") {
							return err
						}
						return p.showLeases(c.Context, s, pool.Name, c.Bool("json"))
					})
				},
			},
			p.poolExportCommand(), p.poolImportCommand(), p.poolBackupCommand(),
		},
	}
}

// onPool runs f on the pool that is the one argument.
func (p *program) onPool(c *cli.Context, f func(*store.Store, store.Pool) error) error {
	name, err := onePool(c)
	if err != nil {
		return err
	}
	return p.withStore(c.Context, c.String("store"), false, func(s *store.Store) error {
		pool, err := s.Pool(c.Context, name)
		if err != nil {
			return err
		}
		return f(s, pool)
	})
}

func (p *program) poolNewCommand() *cli.Command {
	return &cli.Command{
		Name: "new", Usage: "make a pool",
		UsageText: `eachmark serial pool new NAME --gtin GTIN [--format FORMAT] [--order sequential|random] [--quantity N] [--low-water N]
eachmark serial pool new NAME --kind sscc --prefix PREFIX [--order sequential|random]
eachmark serial pool new NAME --upstream STORE [--low-water N]

eachmark serial pool new shoes --gtin 09506000134352
eachmark serial pool new shoes-line3 --gtin 09506000134352 --format gs1-32-10@L3
eachmark serial pool new shoes --upstream postgres://line3@centre.example/eachmark --low-water 50000`,
		Description: "With --upstream the pool is one of another store; its serials come from there in blocks, and go on while it cannot be reached.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "gtin", Usage: "the `GTIN` of the product"},
			&cli.StringFlag{Name: "kind", Value: string(store.SGTIN), Usage: "`KIND` of the serials: sgtin or sscc"},
			&cli.StringFlag{Name: "prefix", Usage: "the GS1 Company `PREFIX` of SSCCs"},
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the serials, such as gs1-32-10 or numeric-9@7 (default: numeric-11)"},
			&cli.StringFlag{Name: "order", Usage: "the `ORDER` in which they are handed out: sequential or random (default: random)"},
			&cli.Uint64Flag{Name: "quantity", Usage: "how many items, `N`, are planned: tells whether serials can be guessed"},
			&cli.Uint64Flag{Name: "low-water", Usage: "warn when fewer than `N` are left"},
			&cli.StringFlag{Name: "upstream", Usage: "the `STORE` that the pool is filled from"},
			storeFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			name, err := onePool(c)
			if err != nil {
				return err
			}
			return p.withStore(c.Context, c.String("store"), true, func(s *store.Store) error {
				if c.String("upstream") != "" {
					return p.poolAdopt(c, s, name)
				}
				return p.poolNew(c, s, name)
			})
		},
	}
}

func (p *program) poolNew(c *cli.Context, s *store.Store, name string) error {
	spec := store.PoolSpec{
		Name: name, Kind: store.Kind(c.String("kind")), Prefix: c.String("prefix"), Format: c.String("format"),
		Order: store.Ordering(c.String("order")), LowWater: c.Uint64("low-water"), At: p.now(),
	}
	var err error
	if spec.GTIN, err = parseGTINFlag(c.String("gtin")); err != nil {
		return err
	}
	if spec.Kind == store.SGTIN && !spec.GTIN.IsValid() {
		return usageError("for example: --gtin 09506000134352", "--gtin is missing")
	}
	pool, err := s.CreatePool(c.Context, spec)
	if err != nil {
		return err
	}
	p.warnGuess(pool, c.Uint64("quantity"))
	return p.showPool(newPoolRecord(pool), c.Bool("json"))
}

// parseGTINFlag reads the value of --gtin, which may be empty.
func parseGTINFlag(text string) (gs1.GTIN, error) {
	if text == "" {
		return gs1.GTIN{}, nil
	}
	g, err := gs1.ParseGTIN(text)
	if err != nil {
		return g, usageError("for example: --gtin 09506000134352", "--gtin: %w", err)
	}
	return g, nil
}

// warnGuess warns when so many serials of a pool are planned that one in use can
// be guessed.
func (p *program) warnGuess(pool store.Pool, quantity uint64) {
	format, err := serial.ParseFormat(pool.Format)
	if err != nil || quantity == 0 {
		return
	}
	if finding, found := format.CheckQuantity(quantity); found {
		fmt.Fprintf(p.stderr, "warning %s: %s\n   = fix: %s\n   = rule: %s\n", finding.Code, finding.Message, finding.Fix, finding.Rule)
	}
	if quantity > pool.End {
		fmt.Fprintf(p.stderr, "warning: pool %s has %d serials, fewer than are planned\n", pool.Name, pool.End)
	}
}

func (p *program) poolAdopt(c *cli.Context, s *store.Store, name string) error {
	for _, flag := range []string{"gtin", "prefix", "format", "order", "quantity"} {
		if c.IsSet(flag) {
			return usageError("leave --"+flag+" out", "--upstream says what the pool is, and --%s does not go with it", flag)
		}
	}
	place, err := p.storePath(c.String("upstream"))
	if err != nil {
		return err
	}
	upstream, err := p.openStore(c.Context, place, false)
	if err != nil {
		return err
	}
	if place, err = keptPlace(place); err != nil {
		return errors.Join(err, upstream.Close())
	}
	pool, err := s.AdoptPool(c.Context, upstream, place, name, c.Uint64("low-water"), p.now())
	if err := errors.Join(err, upstream.Close()); err != nil {
		return err
	}
	return p.showPool(newPoolRecord(pool), c.Bool("json"))
}

// A poolRecord is the record "pool/1" of the command line contract.
type poolRecord struct {
	Schema   string    `json:"schema"`
	Pool     string    `json:"pool"`
	Kind     string    `json:"kind"`
	GTIN     string    `json:"gtin,omitempty"`
	Prefix   string    `json:"prefix,omitempty"`
	Format   string    `json:"format"`
	Order    string    `json:"order"`
	Issued   uint64    `json:"issued"`
	Left     uint64    `json:"left"`
	LowWater uint64    `json:"low_water,omitempty"`
	Low      bool      `json:"low"`
	SGTIN96  bool      `json:"fits_sgtin_96"`
	Upstream string    `json:"upstream,omitempty"`
	Created  time.Time `json:"created"`
}

func newPoolRecord(pool store.Pool) poolRecord {
	r := poolRecord{
		Schema: "pool/1", Pool: pool.Name, Kind: string(pool.Kind), Prefix: pool.Prefix, Format: pool.Format, Order: string(pool.Order),
		Left: pool.Left(), LowWater: pool.LowWater, Low: pool.Low(), Upstream: pool.Upstream, Created: pool.Created,
	}
	if pool.Upstream == "" {
		r.Issued = pool.Next - pool.Spare
	}
	if pool.GTIN.IsValid() {
		r.GTIN = pool.GTIN.String()
	}
	if format, err := serial.ParseFormat(pool.Format); err == nil {
		r.SGTIN96 = format.FitsSGTIN96()
	}
	return r
}

func (p *program) poolList(ctx context.Context, s *store.Store, asJSON bool) error {
	t := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	n := 0
	for pool, err := range s.Pools(ctx) {
		if err != nil {
			return err
		}
		r := newPoolRecord(pool)
		if n++; n == 1 && !asJSON {
			fmt.Fprintln(t, "POOL\tFOR\tFORMAT\tORDER\tISSUED\tLEFT\tNOTE")
		}
		if asJSON {
			err = writeJSON(p.stdout, r)
		} else {
			_, err = fmt.Fprintf(t, "%s\t%s%s\t%s\t%s\t%d\t%d\t%s\n", r.Pool, r.GTIN, r.Prefix, r.Format, r.Order, r.Issued, r.Left, r.note())
		}
		if err != nil {
			return ioError(err, "")
		}
	}
	if n == 0 && !asJSON {
		fmt.Fprintln(p.stderr, "No pools yet. The first one: eachmark serial pool new --help")
	}
	return t.Flush()
}

func (r poolRecord) note() string {
	switch {
	case r.Left == 0:
		return "empty"
	case r.Low:
		return "low"
	}
	return ""
}

func (p *program) showPool(r poolRecord, asJSON bool) error {
	if asJSON {
		return writeJSON(p.stdout, r)
	}
	t := tabwriter.NewWriter(p.stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintf(t, "pool\t%s\n", r.Pool)
	if r.GTIN != "" {
		fmt.Fprintf(t, "GTIN\t%s\n", r.GTIN)
	} else {
		fmt.Fprintf(t, "SSCCs of\t%s\n", r.Prefix)
	}
	fmt.Fprintf(t, "format\t%s, %s\n", r.Format, r.carriers())
	fmt.Fprintf(t, "order\t%s\n", r.Order)
	if r.Upstream != "" {
		fmt.Fprintf(t, "filled from\t%s\n", r.Upstream)
	} else {
		fmt.Fprintf(t, "issued\t%d\n", r.Issued)
	}
	fmt.Fprintf(t, "left\t%d\n", r.Left)
	if r.LowWater > 0 {
		fmt.Fprintf(t, "low water\t%d\n", r.LowWater)
	}
	return t.Flush()
}

// carriers says where the serials of a pool have room.
func (r poolRecord) carriers() string {
	switch {
	case r.Kind == string(store.SSCC):
		return "for (00) and SSCC-96"
	case r.SGTIN96:
		return "for (21), SGTIN-96 and SGTIN-198"
	}
	return "for (21) and SGTIN-198"
}

func (p *program) poolBackupCommand() *cli.Command {
	return &cli.Command{
		Name: "backup", Usage: "save a pool with its key",
		UsageText: `eachmark serial pool backup POOL -o FILE [--force]

eachmark serial pool backup shoes -o shoes.backup
eachmark serial pool import shoes.backup --store new.db`,
		Description: "Who has the key can foretell serials: keep the file as you keep the store. With EACHMARK_KEY_FILE the key in it is encrypted.",
		Flags:       []cli.Flag{outputFlag(), forceFlag(), storeFlag()},
		Action: func(c *cli.Context) error {
			path := c.String("o")
			if path == "" || path == "-" {
				return usageError("for example: -o shoes.backup", "-o must name a file: the backup holds a key")
			}
			return p.onPool(c, func(s *store.Store, pool store.Pool) error {
				if err := refuseOverwrite(path, c.Bool("force")); err != nil {
					return err
				}
				err := writeFileMode(path, 0o600, func(w io.Writer) error { return s.BackupPool(c.Context, pool.Name, w) })
				if err == nil {
					fmt.Fprintf(p.stderr, "%s: pool %s, with its key\n", path, pool.Name)
				}
				return err
			})
		},
	}
}

func outputFlag() cli.Flag {
	return &cli.StringFlag{Name: "o", Usage: "write to `FILE`; - is the standard output"}
}

// refuseOverwrite reports a file that is there already.
func refuseOverwrite(path string, force bool) error {
	if !force && exists(path) {
		return ioError(&fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}, "--force overwrites it")
	}
	return nil
}
