package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
)

// maxRecord is the longest record read from a line of input, in bytes: many
// times the 8,191 bytes GS1's own engine takes.
const maxRecord = 64 << 10

// A record is one text to work on and where it stands.
type record struct {
	text    string
	where   string // "stdin:3", or "" for an argument
	row     int    // the line of the standard input, where no text says so, 0 otherwise
	tooLong bool   // it is longer than maxRecord, and text is its beginning
	waits   bool   // the next record is not there yet: what was made so far is wanted
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

// lines yields the lines of r without their line ends and without a byte order
// mark before the first. A read error ends them.
func lines(r io.Reader, name string) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		in := bufio.NewReaderSize(r, maxRecord)
		for n := 1; ; n++ {
			line, err := in.ReadSlice('\n')
			tooLong := errors.Is(err, bufio.ErrBufferFull)
			text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
			if n == 1 {
				text = strings.TrimPrefix(text, "\ufeff")
			}
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = in.ReadSlice('\n')
			}
			if err != nil && err != io.EOF {
				yield(record{}, ioError(err, ""))
				return
			}
			if err == io.EOF && len(line) == 0 {
				return
			}
			if !yield(record{text: text, where: fmt.Sprintf("%s:%d", name, n), tooLong: tooLong, waits: in.Buffered() == 0}, nil) || err == io.EOF {
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

// tooLong is the finding about a record that is not read because it has more
// than limit bytes.
func tooLong(limit int) gs1.Finding {
	return gs1.Finding{
		Code: codeTooLong, Severity: gs1.SeverityError, Start: limit, End: limit,
		Expected: fmt.Sprintf("at most %d bytes", limit), Message: fmt.Sprintf("the record is longer than %d bytes and was not read", limit),
		Fix: "put one record on a line",
	}
}

// helpWithoutInput turns errNoInput into the help of the command.
func helpWithoutInput(c *cli.Context, err error) error {
	if errors.Is(err, errNoInput) {
		return cli.ShowSubcommandHelp(c)
	}
	return err
}
