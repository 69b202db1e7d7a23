package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
)

func (p *program) explainCommand() *cli.Command {
	return &cli.Command{
		Name:  "explain",
		Usage: "tell what the code of a finding means",
		UsageText: `eachmark explain [CODE…] [--json]

eachmark explain GS1-CHECK-DIGIT
eachmark explain`,
		Flags: []cli.Flag{jsonFlag()},
		Action: func(c *cli.Context) error {
			return p.explain(c.Args().Slice(), c.Bool("json"))
		},
	}
}

// An entry explains a code, with a way to see it.
type entry struct {
	gs1.CodeInfo
	setup string   // a shell command that makes a file, "" for none
	pipe  string   // a shell command whose output is the standard input, "" for none
	args  []string // arguments of the program
	code  string   // Go code, where no arguments lead to it
}

// example returns a command line that has findings with the code.
func (e entry) example() string {
	if e.code != "" {
		return e.code
	}
	words := []string{"eachmark"}
	for _, arg := range e.args {
		words = append(words, shellQuoted(arg))
	}
	command := strings.Join(words, " ")
	if e.pipe != "" {
		command = e.pipe + " | " + command
	}
	if e.setup != "" {
		command = e.setup + " && " + command
	}
	return command
}

// shellQuoted returns arg as a shell takes it for one word.
func shellQuoted(arg string) string {
	plain := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-_./:,+@%", r)
	}
	if arg != "" && strings.TrimFunc(arg, plain) == "" {
		return arg
	}
	return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
}

// explainRecord is the record "explain/1" of the command line contract.
type explainRecord struct {
	Schema   string       `json:"schema"`
	Code     gs1.Code     `json:"code"`
	Severity gs1.Severity `json:"severity"`
	Sentence string       `json:"sentence"`
	Cause    string       `json:"cause"`
	Fix      string       `json:"fix"`
	Rule     string       `json:"rule"`
	Example  string       `json:"example"`
}

// explain tells about the codes, or lists all.
func (p *program) explain(codes []string, asJSON bool) error {
	all := catalogue()
	chosen := all
	if len(codes) > 0 {
		chosen = nil
	}
	for _, code := range codes {
		e, err := entryOf(all, code)
		if err != nil {
			return err
		}
		chosen = append(chosen, e)
	}
	out := bufio.NewWriter(p.stdout)
	for _, e := range chosen {
		switch {
		case asJSON:
			_ = writeJSON(out, explainRecord{"explain/1", e.Code, e.Severity, e.Sentence, e.Cause, e.Fix, e.Rule, e.example()})
		case len(codes) == 0:
			fmt.Fprintf(out, "%-22s %-8s %s\n", e.Code, e.Severity, e.Sentence)
		default:
			fmt.Fprintf(out, "%s (%s): %s\n  cause:   %s\n  fix:     %s\n  rule:    %s\n  example: %s\n",
				e.Code, e.Severity, e.Sentence, e.Cause, e.Fix, e.Rule, e.example())
		}
	}
	if err := out.Flush(); err != nil { // keeps the first error of all
		return ioError(err, "")
	}
	return nil
}

// entryOf returns the entry of a code, in whatever case it is written.
func entryOf(all []entry, code string) (entry, error) {
	var names []*cli.Command
	for _, e := range all {
		if strings.EqualFold(string(e.Code), code) {
			return e, nil
		}
		names = append(names, &cli.Command{Name: string(e.Code)})
	}
	hint := "eachmark explain lists all codes"
	if near := cli.SuggestCommand(names, strings.ToUpper(code)); near != "" {
		hint = near
	}
	return entry{}, usageError(hint, "unknown code %q", code)
}
