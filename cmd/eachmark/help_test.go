package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

func TestFold(t *testing.T) {
	for _, test := range []struct {
		line string
		want string
	}{
		{"short", "short"},
		{"   --lot LOT  batch or lot LOT, at most 20", "   --lot LOT  batch or lot\n              LOT, at most 20"},
		{"   some words without a gap, all of them", "   some words without a gap,\n   all of them"},
		{"   eachmark print --gtin 09506000134352 --count 20", "   eachmark print --gtin 09506000134352 --count 20"},
		{"averyveryverylongwordthatnobodycanbreak", "averyveryverylongwordthatnobodycanbreak"},
		{"   ––––––––––––––––––––––––––", "   ––––––––––––––––––––––––––"},
	} {
		if got := fold(test.line, 29); got != test.want {
			t.Errorf("%q is folded to\n%s\nwant\n%s", test.line, got, test.want)
		}
		if got := fold(test.line, 0); got != test.line {
			t.Errorf("%q is folded to %q where no width is known", test.line, got)
		}
	}
}

// TestHelp: the help of every command fits a terminal of 80 columns but for what is
// to be typed, and names what flags take.
func TestHelp(t *testing.T) {
	p, stdout, _ := newTestProgram(t, "")
	p.columns = 80
	for _, path := range append(commandPaths(p.app().Commands, ""), "", "run", "serial", "serial pool") {
		stdout.Reset()
		if code := p.run(t.Context(), append(append([]string{"eachmark"}, strings.Fields(path)...), "--help")); code != exitDone {
			t.Errorf("%s --help: exit %d", path, code)
		}
		for line := range strings.Lines(stdout.String()) {
			line = strings.TrimRight(line, "\n")
			if utf8.RuneCountInString(line) > 80 && !strings.HasPrefix(line, "   eachmark ") && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s --help has a line of %d characters: %s", path, utf8.RuneCountInString(line), line)
			}
		}
	}
	checkNames(t, p.app().Commands)
}

// checkNames holds that the help of a flag names what it takes.
func checkNames(t *testing.T, commands []*cli.Command) {
	for _, c := range commands {
		for _, f := range c.Flags {
			flag, ok := f.(cli.DocGenerationFlag)
			if !ok || flag.TakesValue() && !strings.Contains(flag.GetUsage(), "`") {
				t.Errorf("the help of --%s of %s does not name what it takes", f.Names()[0], c.Name)
			}
		}
		checkNames(t, c.Subcommands)
	}
}
