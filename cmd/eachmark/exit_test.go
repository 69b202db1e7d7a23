package main

import (
	"bytes"
	"context"
	"os"
	"strings"
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
