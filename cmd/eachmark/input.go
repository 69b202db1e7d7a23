package main

import (
	"errors"
	"io"
	"iter"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	stream "github.com/eachmark/eachmark/gs1/record"
)

// A record is one text to work on and where it stands.
type record struct {
	text    string
	where   string       // "stdin:3", or "" for an argument
	row     int          // the line of the standard input, where no text says so, 0 otherwise
	problem *gs1.Finding // what is wrong in place of a record; text is its beginning
	waits   bool         // the next record is not there yet: what was made so far is wanted
}

// errNoInput asks for help instead of waiting at a terminal for input.
var errNoInput = errors.New("no input")

// records returns the arguments of a command as records or, without any, the
// lines of the standard input; the argument "-" stands for it too.
func (p *program) records(args []string) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		if len(args) == 0 {
			if p.stdinTerminal {
				yield(record{}, errNoInput)
				return
			}
			args = []string{"-"}
		}
		for _, arg := range args {
			if arg != "-" {
				if !yield(record{text: arg}, nil) {
					return
				}
				continue
			}
			for r, err := range lines(p.stdin, "stdin") {
				if !yield(r, err) {
					return
				}
			}
		}
	}
}

// lines yields the lines of r. A read error ends them.
func lines(r io.Reader, name string) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		in, err := stream.NewReader(r, nil)
		if err != nil {
			yield(record{}, ioError(err, ""))
			return
		}
		for line, err := range in.All() {
			r := record{text: line.Text, where: line.Where(name), waits: in.Waiting()}
			var wrong *stream.Error
			if errors.As(err, &wrong) {
				r.problem, err = &wrong.Finding, nil
			}
			if err != nil {
				yield(record{}, ioError(err, ""))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// only yields the one record of records, or the error tooMany before any if
// there are more.
func only(records iter.Seq2[record, error], tooMany error) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		var first []record
		for r, err := range records {
			if err == nil && len(first) > 0 {
				err = tooMany
			}
			if err != nil {
				yield(record{}, err)
				return
			}
			first = append(first, r)
		}
		for _, r := range first {
			yield(r, nil)
		}
	}
}

// helpWithoutInput turns errNoInput into the help of the command.
func helpWithoutInput(c *cli.Context, err error) error {
	if errors.Is(err, errNoInput) {
		return cli.ShowSubcommandHelp(c)
	}
	return err
}
