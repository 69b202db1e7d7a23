package main

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

// run carries out one command line and returns the exit code.
func (p *program) run(ctx context.Context, args []string) int {
	out := &watchedWriter{Writer: p.stdout}
	watched := *p
	watched.stdout = out
	app := watched.app()
	err := app.RunContext(ctx, flagsFirst(app, args))
	if err == nil && out.err != nil {
		err = ioError(out.err, "")
	}
	if errors.Is(err, context.Canceled) {
		err = &failure{exitInterrupted, errors.New("interrupted"), ""}
	}
	return exitCode(p.stderr, err, asksJSON(args))
}

// A watchedWriter remembers that something could not be written, so that no
// command is done that has lost some of its output.
type watchedWriter struct {
	io.Writer
	err error // the first
}

func (w *watchedWriter) Write(b []byte) (int, error) {
	n, err := w.Writer.Write(b)
	if w.err == nil {
		w.err = err
	}
	return n, err
}

// asksJSON reports whether --json is among the flags of a command line, also of
// one that could not be understood.
func asksJSON(args []string) bool {
	for _, arg := range args {
		if arg == "--" {
			return false
		}
		name, value, set := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if arg != "" && arg[0] == '-' && name == "json" && (!set || value == "true") {
			return true
		}
	}
	return false
}

func (p *program) app() *cli.App {
	app := &cli.App{
		Name:        "eachmark",
		Usage:       "give every single item an identity, print it and prove it",
		HideVersion: true,

		DisableSliceFlagSeparator: true, // a comma is a character of file names
		Suggest:                   true,
		Reader:                    p.stdin,
		Writer:                    &folder{w: p.stdout, columns: p.columns}, // of help
		ErrWriter:                 io.Discard,                               // exitCode tells about errors
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              onUsageError,
		Action:                    unknownCommand,
		Commands: []*cli.Command{
			p.parseCommand(),
			p.checkCommand(),
			p.convertCommand(),
			p.epcCommand(),
			p.symbolCommand(),
			p.zplCommand(),
			p.serialCommand(),
			p.printCommand(),
			p.runCommand(),
			p.printerCommand(),
			p.explainCommand(),
			p.doctorCommand(),
			p.versionCommand(),
		},
	}
	settle(app.Commands)
	return app
}

// settle gives every command what the library asks for at each of them anew.
func settle(commands []*cli.Command) {
	for _, c := range commands {
		c.HideHelpCommand = len(c.Subcommands) == 0
		c.OnUsageError = onUsageError
		for _, f := range c.Flags {
			if f, ok := f.(*cli.BoolFlag); ok {
				f.DisableDefaultText = true // it is always false
			}
		}
		settle(c.Subcommands)
	}
}

func onUsageError(c *cli.Context, err error, _ bool) error {
	return usageError("see: "+c.Command.HelpName+" --help", "%w", err)
}

// unknownCommand is the action of the program, and of a group of commands,
// itself: it helps when nothing was said and refuses what it does not know.
func unknownCommand(c *cli.Context) error {
	if c.NArg() == 0 {
		return cli.ShowSubcommandHelp(c)
	}
	hint := "see: " + c.App.Name + " --help"
	if near := cli.SuggestCommand(c.Command.Subcommands, c.Args().First()); near != "" {
		hint = near
	}
	return usageError(hint, "unknown command %q", c.Args().First())
}

// flagsFirst moves the flags of a command line in front of the arguments and
// the words that name the command in front of the flags, because the library
// takes flags only there and would treat later ones as arguments without a
// word. "--" ends the flags.
func flagsFirst(app *cli.App, args []string) []string {
	takesValue := flagArity(app.Commands)
	var flags, words []string
	rest := args[1:]
	for len(rest) > 0 {
		arg := rest[0]
		rest = rest[1:]
		if arg == "--" {
			words = append(words, rest...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			words = append(words, arg)
			continue
		}
		flags = append(flags, arg)
		if takesValue[strings.TrimLeft(arg, "-")] && len(rest) > 0 {
			flags = append(flags, rest[0])
			rest = rest[1:]
		}
	}
	path := commandPath(app.Commands, words)
	out := append([]string{args[0]}, words[:path]...)
	out = append(out, flags...)
	if path < len(words) {
		out = append(out, "--")
	}
	return append(out, words[path:]...)
}

// flagArity tells for every flag name whether a value follows it. A flag of
// the same name means the same in every command.
func flagArity(commands []*cli.Command) map[string]bool {
	takesValue := map[string]bool{}
	for _, c := range commands {
		for _, f := range c.Flags {
			doc, ok := f.(cli.DocGenerationFlag)
			for _, name := range f.Names() {
				takesValue[name] = ok && doc.TakesValue()
			}
		}
		for name, takes := range flagArity(c.Subcommands) {
			takesValue[name] = takes
		}
	}
	return takesValue
}

// commandPath returns how many of the leading words name a command and its
// subcommands.
func commandPath(commands []*cli.Command, words []string) int {
	if len(words) == 0 {
		return 0
	}
	for _, c := range commands {
		if c.HasName(words[0]) {
			return 1 + commandPath(c.Subcommands, words[1:])
		}
	}
	return 0
}
