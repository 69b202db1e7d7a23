package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/store"
)

// Schemas of files of serials. A block is for somebody else to issue serials
// from; what was issued is for the record, and nobody may issue it again.
const (
	blockSchema  = "serial-block/1"
	issuedSchema = "serial-issued/1"
)

// A blockHead is the first line of a file of serials, as NDJSON. As CSV it is
// "# serial-block/1 POOL LEASE GTIN", before the names of the columns.
type blockHead struct {
	Schema string `json:"schema"`
	Pool   string `json:"pool"`
	Lease  string `json:"lease,omitempty"`
	GTIN   string `json:"gtin,omitempty"`
}

// A blockRow is one serial of a file.
type blockRow struct {
	N      int    `json:"n"`
	Serial string `json:"serial"`
}

// A blockEnd is the last line of a file of serials; as CSV it is
// "# sha256 HEX N".
type blockEnd struct {
	SHA256 string `json:"sha256"` // of each serial and a line feed
	Count  int    `json:"count"`
}

func (p *program) poolExportCommand() *cli.Command {
	return &cli.Command{
		Name: "export", Usage: "write serials to a file, without the key of the pool",
		UsageText: `eachmark serial pool export POOL [--lease ID] [--as csv|ndjson] [-o FILE] [--force]

eachmark serial pool export shoes -o issued.csv
eachmark serial pool export shoes --lease L-4N5XQ2Z7 -o for-partner.ndjson`,
		Description: "With --lease the file is a block, for a partner to issue serials from; without it, the record of all that were issued. " +
			"Its last line has a hash, so that a file that was cut or changed is refused.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "lease", Usage: "only the serials of the lease `ID`, as a block"},
			&cli.StringFlag{Name: "as", Usage: "the `FORM` of the file: csv or ndjson (default: by its ending, or csv)"},
			outputFlag(), forceFlag(), storeFlag(),
		},
		Action: func(c *cli.Context) error {
			o := exportOptions{lease: c.String("lease"), output: c.String("o"), force: c.Bool("force")}
			var err error
			if o.ndjson, err = asNDJSON(c.String("as"), o.output); err != nil {
				return err
			}
			return p.onPool(c, func(s *store.Store, pool store.Pool) error {
				return p.poolExport(c.Context, s, pool, o)
			})
		},
	}
}

func asNDJSON(form, path string) (bool, error) {
	switch form {
	case "":
		extension := strings.ToLower(filepath.Ext(path))
		return extension == ".ndjson" || extension == ".jsonl", nil
	case "csv", "ndjson":
		return form == "ndjson", nil
	}
	return false, usageError("for example: --as csv", "--as is %q, expected csv or ndjson", form)
}

type exportOptions struct {
	lease, output string
	ndjson, force bool
}

func (p *program) poolExport(ctx context.Context, s *store.Store, pool store.Pool, o exportOptions) error {
	leases := s.Leases(ctx, pool.Name)
	head := blockHead{Schema: issuedSchema, Pool: pool.Name, Lease: o.lease}
	if pool.GTIN.IsValid() {
		head.GTIN = pool.GTIN.String()
	}
	if o.lease != "" {
		lease, err := s.LeaseByID(ctx, o.lease)
		if err != nil {
			return err
		}
		if lease.Pool != pool.Name || lease.Run != "" {
			return usageError("eachmark serial pool show "+pool.Name+" --leases lists them", "lease %s is of pool %s, run %q; a block is a lease of no run", lease.ID, lease.Pool, lease.Run)
		}
		head.Schema = blockSchema
		leases = func(yield func(store.Lease, error) bool) { yield(lease, nil) }
	}
	write := func(w io.Writer) error { return writeBlock(ctx, w, s, head, leases, o.ndjson) }
	if o.output == "" || o.output == "-" {
		out := bufio.NewWriter(p.stdout)
		return errors.Join(write(out), out.Flush())
	}
	if err := refuseOverwrite(o.output, o.force); err != nil {
		return err
	}
	return writeFile(o.output, write)
}

// writeBlock writes the serials of leases.
func writeBlock(ctx context.Context, w io.Writer, s *store.Store, head blockHead, leases iter.Seq2[store.Lease, error], ndjson bool) error {
	b := newBlockWriter(w, ndjson)
	b.head(head)
	for lease, err := range leases {
		if err != nil {
			return err
		}
		q, err := s.Sequence(ctx, lease)
		if err != nil {
			return err
		}
		for n := 1; n <= q.Len() && b.err == nil; n++ {
			text, err := q.At(n)
			if err != nil {
				return err
			}
			b.serial(text)
		}
	}
	b.end()
	return b.err
}

// A blockWriter writes a file of serials and keeps its first error.
type blockWriter struct {
	w    io.Writer
	csv  *csv.Writer // nil for NDJSON
	hash hash.Hash
	n    int
	err  error
}

func newBlockWriter(w io.Writer, ndjson bool) *blockWriter {
	b := &blockWriter{w: w, hash: sha256.New()}
	if !ndjson {
		b.csv = csv.NewWriter(w)
	}
	return b
}

func (b *blockWriter) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *blockWriter) head(h blockHead) {
	if b.csv == nil {
		b.keep(writeJSON(b.w, h))
		return
	}
	_, err := fmt.Fprintf(b.w, "# %s %s %s %s\n", h.Schema, h.Pool, orDash(h.Lease), orDash(h.GTIN))
	b.keep(err)
	b.keep(b.csv.Write([]string{"n", "serial"}))
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

func (b *blockWriter) serial(text string) {
	b.n++
	_, _ = io.WriteString(b.hash, text+"\n") // never fails
	if b.csv == nil {
		b.keep(writeJSON(b.w, blockRow{b.n, text}))
		return
	}
	b.keep(b.csv.Write([]string{strconv.Itoa(b.n), text}))
}

func (b *blockWriter) end() {
	end := blockEnd{hex.EncodeToString(b.hash.Sum(nil)), b.n}
	if b.csv == nil {
		b.keep(writeJSON(b.w, end))
		return
	}
	b.csv.Flush()
	b.keep(b.csv.Error())
	_, err := fmt.Fprintf(b.w, "# sha256 %s %d\n", end.SHA256, end.Count)
	b.keep(err)
}

func (p *program) poolImportCommand() *cli.Command {
	return &cli.Command{
		Name: "import", Usage: "make a pool of a file: a list or a block of serials, or a backup",
		UsageText: `eachmark serial pool import FILE [POOL] [--gtin GTIN] [--low-water N] [--json]

eachmark serial pool import from-authority.txt --gtin 09506000134352
eachmark serial pool import for-partner.ndjson their-shoes
eachmark serial pool import shoes.backup`,
		Description: "A list has one serial a line; a serial that is there twice, or that another pool has, is refused by its line. " +
			"A pool from a backup hands out nothing until what is surely unused is released.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "gtin", Usage: "the `GTIN` of the product"},
			&cli.Uint64Flag{Name: "low-water", Usage: "warn when fewer than `N` are left"},
			storeFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			if c.NArg() < 1 || c.NArg() > 2 {
				return usageError("see: eachmark serial pool import --help", "expected a file and perhaps the name of a pool, found %s", countOf(c.NArg(), "argument"))
			}
			o := importOptions{path: c.Args().First(), name: c.Args().Get(1), lowWater: c.Uint64("low-water"), json: c.Bool("json")}
			var err error
			if o.gtin, err = parseGTINFlag(c.String("gtin")); err != nil {
				return err
			}
			return p.withStore(c.Context, c.String("store"), true, func(s *store.Store) error {
				return p.poolImport(c.Context, s, o)
			})
		},
	}
}

type importOptions struct {
	path, name string
	gtin       gs1.GTIN
	lowWater   uint64
	json       bool
}

func (p *program) poolImport(ctx context.Context, s *store.Store, o importOptions) error {
	f, err := os.Open(o.path)
	if err != nil {
		return ioError(err, "")
	}
	defer f.Close()
	head, err := readHead(f)
	if err != nil {
		return fmt.Errorf("%s: %w", o.path, err)
	}
	switch head.Schema {
	case "pool-backup/1":
		return p.poolRestore(ctx, s, f, o)
	case issuedSchema:
		return &failure{exitRefused, fmt.Errorf("%s has serials that were issued already", o.path),
			"a block to issue from is exported with --lease"}
	case blockSchema:
		if err := o.fromBlock(head); err != nil {
			return err
		}
	}
	if !o.gtin.IsValid() {
		return usageError("for example: --gtin 09506000134352", "--gtin is missing")
	}
	spec := store.PoolSpec{Name: o.name, GTIN: o.gtin, LowWater: o.lowWater, At: p.now()}
	pool, err := s.CreateList(ctx, spec, readSerials(f, head))
	if err != nil {
		return listFailure(o.path, err)
	}
	return p.showPool(newPoolRecord(pool), o.json)
}

// fromBlock takes from the head of a block what the flags do not say.
func (o *importOptions) fromBlock(head blockHead) error {
	gtin, err := gs1.ParseGTIN(head.GTIN)
	if err != nil {
		return usageError("a block of serials of a GTIN can be imported", "%s: %w", o.path, err)
	}
	if o.gtin.IsValid() && o.gtin != gtin {
		return usageError("leave --gtin out", "%s is for GTIN %s, --gtin says %s", o.path, gtin, o.gtin)
	}
	if o.gtin = gtin; o.name == "" {
		o.name = head.Pool
	}
	return nil
}

// listFailure is error findings of a list, or what else went wrong.
func listFailure(path string, err error) error {
	var line *store.ListError
	if errors.As(err, &line) {
		return &failure{exitFindings, fmt.Errorf("%s: %w", path, err), "nothing was imported; correct these lines"}
	}
	return fmt.Errorf("%s: %w", path, err)
}

func (p *program) poolRestore(ctx context.Context, s *store.Store, f io.ReadSeeker, o importOptions) error {
	if o.name != "" || o.gtin.IsValid() || o.lowWater != 0 {
		return usageError("leave the name and the flags out", "%s is a backup, and says what the pool is", o.path)
	}
	pool, held, err := s.RestorePool(ctx, f)
	if err != nil {
		return fmt.Errorf("%s: %w", o.path, err)
	}
	for _, lease := range held {
		fmt.Fprintf(p.stderr, "lease %s holds %s that may have been issued after the backup\n", lease.ID, countOf(lease.Count, "serial"))
	}
	if len(held) > 0 {
		fmt.Fprintf(p.stderr, "hint: when you know that at most N of a lease were: eachmark serial release %s --keep N\n", held[len(held)-1].ID)
	}
	return p.showPool(newPoolRecord(pool), o.json)
}

// maxHead is the longest first line of a file of serials.
const maxHead = 4 << 10

// readHead reads the first line of a file of serials; of a plain list the head is
// empty.
func readHead(f io.ReadSeeker) (head blockHead, err error) {
	line, err := bufio.NewReader(io.LimitReader(f, maxHead)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return head, ioError(err, "")
	}
	line = strings.TrimPrefix(line, "\ufeff")
	if strings.HasPrefix(line, "{") {
		if err := json.Unmarshal([]byte(line), &head); err != nil || head.Schema == "" {
			return head, &failure{exitIO, errors.New("line 1 is neither a serial nor the head of a block"), "give it as eachmark serial pool export writes it"}
		}
		return head, nil
	}
	if words := strings.Fields(line); len(words) == 5 && words[0] == "#" {
		head = blockHead{Schema: words[1], Pool: words[2], Lease: words[3], GTIN: strings.Trim(words[4], "-")}
	}
	return head, nil
}

// readSerials reads the serials of a file from its beginning, each time anew.
func readSerials(f io.ReadSeeker, head blockHead) iter.Seq2[store.ListedSerial, error] {
	return func(yield func(store.ListedSerial, error) bool) {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			yield(store.ListedSerial{}, ioError(err, ""))
			return
		}
		b := blockReader{yield: yield, hash: sha256.New(), head: head}
		for r, err := range lines(f, "") {
			b.line++
			if err != nil || !b.take(r.text) {
				if err != nil {
					yield(store.ListedSerial{}, err)
				}
				return
			}
		}
		if head.Schema != "" && !b.ended {
			b.refuse("it ends before its hash: the block is not whole")
		}
	}
}

// A blockReader takes the lines of a file of serials.
type blockReader struct {
	yield func(store.ListedSerial, error) bool
	head  blockHead
	hash  hash.Hash
	line  int
	n     int
	ended bool
}

// refuse ends the reading.
func (b *blockReader) refuse(format string, args ...any) bool {
	b.yield(store.ListedSerial{}, &failure{exitIO, fmt.Errorf("line %d: %w", b.line, fmt.Errorf(format, args...)), "nothing was imported; ask for the file once more"})
	return false
}

// take takes one line, and is false when there is no more to take.
func (b *blockReader) take(line string) bool {
	switch {
	case b.head.Schema == "" && strings.TrimSpace(line) == "":
		return true
	case b.head.Schema == "":
		return b.yield(store.ListedSerial{Line: b.line, Serial: line}, nil)
	case b.line == 1:
		return true
	case b.ended:
		return b.refuse("there is more after the hash")
	case strings.HasPrefix(line, "{"):
		return b.takeJSON(line)
	}
	return b.takeCSV(line)
}

func (b *blockReader) takeJSON(line string) bool {
	var row struct {
		blockRow
		blockEnd
	}
	if err := json.Unmarshal([]byte(line), &row); err != nil {
		return b.refuse("%w", err)
	}
	if row.SHA256 != "" {
		return b.takeEnd(row.blockEnd)
	}
	return b.takeRow(row.blockRow)
}

func (b *blockReader) takeCSV(line string) bool {
	if b.line == 2 && line == "n,serial" {
		return true
	}
	if words := strings.Fields(line); len(words) == 4 && words[0] == "#" && words[1] == "sha256" {
		count, _ := strconv.Atoi(words[3])
		return b.takeEnd(blockEnd{words[2], count})
	}
	number, text, found := strings.Cut(line, ",")
	n, err := strconv.Atoi(number)
	if err != nil || !found {
		return b.refuse("expected a number and a serial, found %.64q", line)
	}
	if inner, quoted := strings.CutPrefix(text, `"`); quoted {
		text = strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`)
	}
	return b.takeRow(blockRow{n, text})
}

func (b *blockReader) takeRow(row blockRow) bool {
	if b.n++; row.N != b.n {
		return b.refuse("serial %d is missing", b.n)
	}
	_, _ = io.WriteString(b.hash, row.Serial+"\n") // never fails
	return b.yield(store.ListedSerial{Line: b.line, Serial: row.Serial}, nil)
}

func (b *blockReader) takeEnd(end blockEnd) bool {
	b.ended = true
	if end.Count != b.n || end.SHA256 != hex.EncodeToString(b.hash.Sum(nil)) {
		return b.refuse("the hash is another: the block was changed")
	}
	return true
}
