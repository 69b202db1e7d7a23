package main

import (
	"bytes"
	"context"
	"database/sql"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/urfave/cli/v2"
)

// newTestProgram returns a program that touches nothing but its folder.
func newTestProgram(t *testing.T, stdin string) (p *program, stdout, stderr *bytes.Buffer) {
	t.Helper()
	data := t.TempDir()
	t.Chdir(t.TempDir())
	stdout, stderr = new(bytes.Buffer), new(bytes.Buffer)
	env := map[string]string{"XDG_DATA_HOME": data, "LocalAppData": data}
	return &program{
		stdin: strings.NewReader(stdin), stdout: stdout, stderr: stderr,
		getenv: func(name string) string { return env[name] },
		now:    func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) },
	}, stdout, stderr
}

// TestExitCodes holds the exit codes of the command line contract.
func TestExitCodes(t *testing.T) {
	const good = "print --gtin 09506000134352 --count 1 --out demo --printer virtual"
	for _, test := range []struct {
		args string
		want int
	}{
		{"version", exitDone},
		{"parse ]d20109506000134352", exitDone},
		{"parse ]d20109506000134353", exitFindings},
		{"parse (01)09506000134352(17)271331 --json", exitFindings},
		{"parse --nonsense", exitUsage},
		{"nonsense", exitUsage},
		{"epc encode (01)80614141123458(21)6789", exitUsage},
		{"epc encode (01)80614141123458(21)6789 --gcp-length 7", exitDone},
		{"epc encode (01)80614141123458(21)6789 --gcp-length 7 --filter 8", exitUsage},
		{"epc decode 307C257BF7194E4000001A85", exitFindings},
		{"symbol (01)09506000134352 -o no/such/folder/a.png", exitIO},
		{"symbol (01)09506000134353 -o a.png", exitFindings},
		{good + " --lot ABCDEFGHIJKLMNOPQRSTU", exitUsage},
		{good + " --expiry 2027-13-01", exitUsage},
		{good + " --count 0", exitUsage},
		{good + " --printer pigeon:home", exitUsage},
		{good + " --printer tcp://127.0.0.1:1", exitIO},
		{good + " --printer file:no/such/folder/x.zpl", exitIO},
		{good + " --store mysql://db/x", exitUsage},
		{good + " --store postgres://ada:secret@db/x", exitUsage},
		{good + " --dpmm 7", exitUsage},
		{good + " --dry-run", exitDone},
		{good + " --expiry 2020-01-01", exitDone},
		{"run show R000000-NONE", exitUsage},
		{"run resolve R000000-NONE --printed all", exitUsage},
	} {
		t.Run(test.args, func(t *testing.T) {
			p, _, stderr := newTestProgram(t, "")
			if got := p.run(context.Background(), append([]string{"eachmark"}, strings.Fields(test.args)...)); got != test.want {
				t.Errorf("exit code %d, want %d\n%s", got, test.want, stderr)
			}
		})
	}
}

// TestDamagedStore: a store that is none is told as such and left as it is.
func TestDamagedStore(t *testing.T) {
	for _, args := range []string{
		"print --gtin 09506000134352 --count 1 --printer virtual --out demo --store s.db",
		"run list --store s.db",
		"run resume R261122-AAAA --store s.db",
	} {
		p, _, stderr := newTestProgram(t, "")
		garbage := []byte(strings.Repeat("this is no store\n", 100))
		if err := os.WriteFile("s.db", garbage, 0o666); err != nil {
			t.Fatal(err)
		}
		if got := p.run(context.Background(), append([]string{"eachmark"}, strings.Fields(args)...)); got != exitDamaged {
			t.Errorf("%s: exit code %d, want %d\n%s", args, got, exitDamaged, stderr)
		}
		if after, err := os.ReadFile("s.db"); err != nil || !bytes.Equal(after, garbage) {
			t.Errorf("%s: the file was changed (%v)", args, err)
		}
		if exists("demo") {
			t.Errorf("%s: left a folder behind", args)
		}
	}
}

// TestNewerStore: a store of a newer program is told as such and left as it is.
func TestNewerStore(t *testing.T) {
	p, _, stderr := newTestProgram(t, "")
	if code := p.run(t.Context(), strings.Fields("eachmark serial pool new shoes --gtin 09506000134352 --store s.db")); code != exitDone {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	db, err := sql.Open("sqlite", "s.db")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "UPDATE eachmark SET value = '99' WHERE name = 'schema'"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{
		"print --gtin 09506000134352 --count 1 --printer virtual --out demo", "run list", "serial reserve shoes --count 1", "doctor",
	} {
		stderr.Reset()
		if code := p.run(t.Context(), strings.Fields("eachmark "+args+" --store s.db")); code != exitDamaged {
			t.Errorf("%s: exit code %d, want %d\n%s", args, code, exitDamaged, stderr)
		}
		if args != "doctor" && !strings.HasPrefix(stderr.String(), "eachmark: s.db: written by a newer version of the program") {
			t.Errorf("%s tells %q", args, stderr)
		}
	}
	if exists("demo") {
		t.Error("a folder is left behind")
	}
}

// A fullDisk takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "stdout", Err: syscall.ENOSPC}
}

// TestLostOutput: a command whose output cannot be written is not done.
func TestLostOutput(t *testing.T) {
	p, _, stderr := newTestProgram(t, "")
	setUp := "eachmark serial pool new shoes --gtin 09506000134352"
	if code := p.run(t.Context(), strings.Fields(setUp)); code != exitDone {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	p.stdout = fullDisk{}
	for _, args := range []string{
		"--help", "parse --help", "version", "explain", "doctor", "doctor --json",
		"parse ]d20109506000134352", "parse ]d20109506000134352 --json", "convert --to dl (01)09506000134352",
		"epc decode 3074257BF7194E4000001A85", "epc encode (01)80614141123458(21)6789 --gcp-length 7",
		"epc plan --bits 96 (01)09506000134352(21)1", "epc filter 3074257BF7194E4000001A85", "epc memory --bank tid E2801190200069F009420300",
		"symbol (01)09506000134352 -o -", "serial pool list", "serial pool show shoes", "serial pool export shoes",
		"serial status", "serial status shoes", "serial reserve shoes --count 2",
		"print --gtin 09506000134352 --count 1 --printer virtual --dry-run",
		"print --gtin 09506000134352 --count 1 --printer virtual --out demo --store s.db --json",
		"run list --store s.db", "run list --store s.db --json",
	} {
		stderr.Reset()
		code := p.run(t.Context(), strings.Fields("eachmark "+args))
		if code != exitIO || !strings.Contains(stderr.String(), syscall.ENOSPC.Error()) {
			t.Errorf("%s: exit code %d, want %d, told %q", args, code, exitIO, stderr)
		}
	}
}

// TestFlagsAnywhere holds that every command takes its flags before and after
// its arguments, and that a flag name takes a value in all commands or in none.
func TestFlagsAnywhere(t *testing.T) {
	p, _, _ := newTestProgram(t, "")
	app := p.app()
	for _, test := range []struct{ in, want string }{
		{"parse A --json", "parse --json -- A"},
		{"parse --json A", "parse --json -- A"},
		{"parse A --gs X B", "parse --gs X -- A B"},
		{"parse A --gs=X -", "parse --gs=X -- A -"},
		{"run show R1 --items --state void", "run show --items --state void -- R1"},
		{"run --json list", "run list --json"},
		{"--json run list", "run list --json"},
		{"parse -- --json", "parse -- --json"},
		{"symbol A -o F", "symbol -o F -- A"},
	} {
		got := flagsFirst(app, append([]string{"eachmark"}, strings.Fields(test.in)...))
		if joined := strings.Join(got[1:], " "); joined != test.want {
			t.Errorf("flagsFirst(%s) = %s, want %s", test.in, joined, test.want)
		}
	}
	checkArity(t, app.Commands, map[string]bool{})
}

func checkArity(t *testing.T, commands []*cli.Command, known map[string]bool) {
	for _, c := range commands {
		for _, f := range c.Flags {
			doc, ok := f.(cli.DocGenerationFlag)
			if !ok {
				t.Errorf("flag %v of %s does not say whether it takes a value", f.Names(), c.Name)
				continue
			}
			for _, name := range f.Names() {
				if takes, seen := known[name]; seen && takes != doc.TakesValue() {
					t.Errorf("flag --%s of %s takes a value in one command and none in another", name, c.Name)
				}
				known[name] = doc.TakesValue()
			}
		}
		checkArity(t, c.Subcommands, known)
	}
}

// TestPanicIsInternal holds that a bug in the program is told from wrong usage,
// which Go's own exit code for a panic is.
func TestPanicIsInternal(t *testing.T) {
	p, _, stderr := newTestProgram(t, "")
	p.now = func() time.Time { panic("clock fell off the wall") }
	if got := p.runGuarded(context.Background(), []string{"eachmark", "parse", "0109506000134352"}); got != exitInternal {
		t.Errorf("exit code %d, want %d", got, exitInternal)
	}
	if !strings.Contains(stderr.String(), "internal error: clock fell off the wall") {
		t.Errorf("told the user %q", stderr)
	}
}

// A store that was copied badly is said to be damaged, by every command that
// opens it, and stays as it is.
func TestDamagedCopy(t *testing.T) {
	p, _, stderr := newTestProgram(t, "")
	for _, args := range [][]string{
		{"serial", "pool", "new", "shoes", "--gtin", "09506000134352", "--store", "good.db"},
		{"serial", "reserve", "shoes", "--count", "10", "--store", "good.db"},
	} {
		if code := p.run(t.Context(), append([]string{"eachmark"}, args...)); code != exitDone {
			t.Fatalf("%q: exit %d\n%s", args, code, stderr)
		}
	}
	good, err := os.ReadFile("good.db")
	if err != nil {
		t.Fatal(err)
	}
	garbled := bytes.Clone(good)
	copy(garbled[2*4096:], bytes.Repeat([]byte{0xA5}, 4096))
	for name, damaged := range map[string][]byte{
		"half.db": good[:len(good)/2], "short.db": good[:len(good)-100], "garbled.db": garbled, "empty.db": {},
	} {
		if err := os.WriteFile(name, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"doctor"}, {"serial", "reserve", "shoes", "--count", "1"}, {"serial", "pool", "backup", "shoes", "-o", "out.backup"},
			{"print", "--gtin", "09506000134352", "--count", "1", "--printer", "virtual", "--out", "demo"},
		} {
			if code := p.run(t.Context(), append(append([]string{"eachmark"}, args...), "--store", name)); code != exitDamaged {
				t.Errorf("%s, %q: exit %d, want %d\n%s", name, args, code, exitDamaged, stderr)
			}
			if now, err := os.ReadFile(name); err != nil || !bytes.Equal(now, damaged) {
				t.Errorf("%s was changed by %q, %v", name, args, err)
			}
		}
	}
	if exists("out.backup") || exists("demo") {
		t.Error("a command that failed has left files behind")
	}
}
