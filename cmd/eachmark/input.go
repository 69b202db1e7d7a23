package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/urfave/cli/v2"
)

// maxRecord is the longest record read from a line of input, in bytes: many
// times the 8,191 bytes GS1's own engine takes.
const maxRecord = 64 << 10

// A record is one text to work on and where it stands.
type record struct {
	text  string
	where string // "stdin:3", or "" for an argument
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

// lines yields the lines of r without their line ends. A line longer than
// maxRecord, or a read error, ends the input with an error.
func lines(r io.Reader, name string) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		scanner := bufio.NewScanner(r)
		scanner.Buffer(make([]byte, 0, 4096), maxRecord)
		n := 0
		for scanner.Scan() {
			n++
			text := scanner.Text()
			if n == 1 {
				text = strings.TrimPrefix(text, "\ufeff")
			}
			if !yield(record{text, fmt.Sprintf("%s:%d", name, n)}, nil) {
				return
			}
		}
		if err := scanner.Err(); err != nil {
			if errors.Is(err, bufio.ErrTooLong) {
				err = fmt.Errorf("%s:%d: the line is longer than %d bytes", name, n+1, maxRecord)
			}
			yield(record{}, ioError(err, ""))
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
