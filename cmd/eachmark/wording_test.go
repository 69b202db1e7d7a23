package main

import (
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/zebra"
)

func TestSentence(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("s.db: %w: the file ends too early", store.ErrDamaged), "s.db: damaged: the file ends too early"},
		{fmt.Errorf("pool %s: %w", "a", fmt.Errorf("%w: a name has 1 to 9 characters, found 0", store.ErrInvalid)), "pool a: a name has 1 to 9 characters, found 0"},
		{errors.Join(store.ErrBusy, store.ErrBusy), "busy"},
		{errors.Join(fmt.Errorf("run R1 stopped: %w", store.ErrFull), store.ErrFull), "run R1 stopped: disk full"},
		{errors.Join(store.ErrBusy, store.ErrFull), "busy\ndisk full"},
		{errors.New("failed to connect:\n\tdb:1: refused\n\tdb:1: refused"), "failed to connect: db:1: refused"},
		{errors.New("store"), "store"},
		{fmt.Errorf("zebra: %w", &net.OpError{Op: "write", Net: "tcp", Err: os.NewSyscallError("write", syscall.ECONNRESET)}), syscall.ECONNRESET.Error()},
		{&net.OpError{Op: "read", Net: "tcp", Err: os.ErrDeadlineExceeded}, "i/o timeout"},
		{io.EOF, "the other side has hung up"},
		{fmt.Errorf("store: %w", &fs.PathError{Op: "mkdir", Path: "/x", Err: fs.ErrPermission}), "cannot make the folder /x: permission denied"},
		{errors.New(`--store is "a: b"`), `--store is "a: b"`},
	} {
		if got := sentence(test.err); got != test.want {
			t.Errorf("%q is told as %q, want %q", test.err, got, test.want)
		}
	}
	f := printer.Fault{Kind: printer.FaultSilent, Err: zebra.ErrSilent}
	if got := faultSentence(f); !strings.HasSuffix(got, "(the printer does not answer)") {
		t.Errorf("the fault is told as %q", got)
	}
	f = *printer.ConnectionLost(&fs.PathError{Op: "write", Path: "labels.zpl", Err: syscall.ENOSPC})
	if got := faultSentence(f); !strings.HasPrefix(got, "labels.zpl cannot be written. ") || strings.Contains(got, "cable") {
		t.Errorf("a full disk is told as %q", got)
	}
}

// TestPackageNames: every package that puts its name before its errors is known,
// but for those that make tables.
func TestPackageNames(t *testing.T) {
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if entry.IsDir() && entry.Name() == "internal" {
			return fs.SkipDir
		}
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly)
		if err != nil {
			return err
		}
		src, err := os.ReadFile(path)
		name := f.Name.Name
		if strings.Contains(string(src), `"`+name+`: `) && !slices.Contains(packageNames[:], name) {
			t.Errorf("%s: errors begin with %q, which is not among packageNames", path, name+": ")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// badLines are command lines that fail, and between them every command.
const badLines = `
parse ]d2x
check nofile
check a.csv --column zz
check a.csv --format foo
convert --to foo (01)09506000134352
convert --to epc-hex urn:epc:id:sgtin:x
epc encode (01)09506000134352(21)6789 --gcp-length 7 --scheme sgtin-97
epc encode (01)09506000134352(21)6789 --gcp-length 77
epc encode (01)09506000134352(21)6789 --gcp-table a.csv
epc decode zz
epc plan --chip nothing
epc plan --bits x
epc filter --pattern urn:epc:pat:sgtin-96:1 3074257BF7194E4000001A85
epc memory --bank epc zz
epc memory --bank tid 00
symbol (01)09506000134352 -o x.svg --type foo
symbol (01)09506000134352 -o x.svg --application foo --dpi 203
symbol (01)09506000134352(10)ABCDEFGHIJKLMNOPQRST(21)ABCDEFGHIJKLMNOPQRST -o x.svg --type gs1-128
symbol (01)09506000134352 -o no/such/x.svg
zpl lint nofile
zpl fmt nofile
zpl render a.csv -o x.png
zpl render size.zpl -o x.png
zpl render symbol.zpl -o x.png
serial pool new a --gtin 1
serial pool new a/b --gtin 09506000134352
serial pool new a --gtin 09506000134352 --format foo
serial pool new a --gtin 09506000134352 --order foo
serial pool new a --gtin 09506000134352 --upstream nowhere.db
serial pool new shoes --gtin 09506000134352 --format hex-4
serial pool list --store a.csv
serial pool show nope
serial pool export nope
serial pool import nofile --gtin 09506000134352
serial pool import twice --gtin 09506000134352
serial pool backup nope -o x.backup
serial pool restore a.csv
serial reserve nope --count 1
serial reserve shoes --count 99999999999999
serial release nope
serial status nope
serial audit nofile
print --gtin 09506000134352 --count 1 --printer tcp://
print --gtin 09506000134352 --count 1 --printer tcp://127.0.0.1:1
print --gtin 09506000134352 --count 1 --printer file:
print --gtin 09506000134352 --count 1 --printer pigeon:home
print --gtin 09506000134352 --count 1 --printer virtual:d?faults=x@1
print --gtin 09506000134352 --count 1 --printer virtual --pool a/b
print --gtin 09506000134352 --count 1 --printer virtual --store a.csv
print --gtin 09506000134369 --count 1 --printer file:x.zpl --pool shoes
print --gtin 09506000134352 --count 1 --printer virtual --rfid
print --gtin 09506000134352 --count 1 --printer virtual --store postgres://127.0.0.1:1/x
print --csv a.csv --printer virtual
run list --store a.csv
run show R261122-NONE
run show R261122-NONE --store empty.db --state foo
run resume R261122-NONE --printer pigeon:home
run resolve R261122-NONE --printed all --operator ada
run report R261122-NONE --store a.csv
run audit R261122-NONE
run pause R261122-NONE
run cancel R261122-NONE --operator ada
run void R261122-NONE --serial 1 --operator ada --reason torn
run reprint R261122-NONE --serial 1 --operator ada --reason torn
printer virtual --listen x --roll roll
printer identify tcp://127.0.0.1:1
printer virtual --speed x
printer virtual --faults x@1
explain FOO
doctor --store a.csv
doctor --dictionary a.csv
version x
`

// TestPlainSentences: what goes wrong is told in one line, without the names of
// packages, by every command.
func TestPlainSentences(t *testing.T) {
	p, _, stderr := newTestProgram(t, "")
	for name, text := range map[string]string{
		"a.csv": "a,b\n1,2\n", "twice": "1\n1\n", "size.zpl": "^XA^LL99999^PW99999^FDx^FS^XZ", "symbol.zpl": "^XA^LL99^PW99^FO1,1^BXN,4,200,41,41^FDx^FS^XZ",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if code := p.run(t.Context(), strings.Fields("eachmark serial pool new shoes --gtin 09506000134352")); code != exitDone {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	tried := map[string]bool{}
	for line := range strings.Lines(strings.TrimSpace(badLines)) {
		args := strings.Fields(line)
		tried[strings.Join(args[:commandPath(p.app().Commands, args)], " ")] = true
		stderr.Reset()
		stdout := new(strings.Builder)
		p.stdout = stdout
		if code := p.run(context.Background(), append([]string{"eachmark"}, args...)); code == exitDone || code == exitInternal {
			t.Errorf("%q: exit %d", args, code)
		}
		checkPlain(t, line, stderr.String()+stdout.String())
	}
	for _, path := range commandPaths(p.app().Commands, "") {
		if !tried[path] {
			t.Errorf("%s is not tried", path)
		}
	}
}

func checkPlain(t *testing.T, line, told string) {
	t.Helper()
	if strings.Count(told, "eachmark: ") > 1 {
		t.Errorf("%s is told more than once:\n%s", line, told)
	}
	for said := range strings.Lines(told) {
		if strings.HasPrefix(said, "hint: ") {
			continue
		}
		for _, name := range packageNames {
			if strings.HasPrefix(said, name+": ") || strings.Contains(said, ": "+name+": ") || strings.Contains(said, "("+name+": ") {
				t.Errorf("%s tells %q, with the name of a package", strings.TrimSpace(line), said)
			}
		}
	}
}

// commandPaths returns the commands that do something, with those they are below.
func commandPaths(commands []*cli.Command, above string) (paths []string) {
	for _, c := range commands {
		path := strings.TrimSpace(above + " " + c.Name)
		if len(c.Subcommands) == 0 && c.Name != "help" {
			paths = append(paths, path)
		}
		paths = append(paths, commandPaths(c.Subcommands, path)...)
	}
	return paths
}
