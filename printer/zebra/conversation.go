package zebra

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/eachmark/eachmark/zpl"
)

const (
	unknownVariable = "?" // the answer of a printer that has no such variable

	// noVariable is a name that no printer has.
	noVariable = "eachmark.mark"

	maxEchoes = 64 // about tags that nobody took

	maxAnswer = 256      // bytes of an answer, marks included; longer is no answer
	maxHeard  = 64 << 10 // bytes read for one question
)

// getvars asks for variables and returns their values in order, "?" for one
// that the printer does not have.
func (p *Printer) getvars(ctx context.Context, names ...string) ([]string, error) {
	var question []byte
	for _, name := range names {
		question = zpl.AppendGetvar(question, name)
	}
	var values []string
	err := p.ask(ctx, question, p.owing, func(c *conversation) bool {
		values = c.values
		return len(values) >= len(names)
	})
	if err != nil {
		return nil, err
	}
	p.answers = true
	if len(values) > len(names) || len(bytes.TrimSpace(p.rx)) > 0 && !zpl.IsTagEcho(p.rx) {
		p.owing = true // somebody else's answers are among them
	}
	return values[:len(names)], nil
}

// A conversation is what was heard since a question.
type conversation struct {
	values   []string
	statuses []zpl.HostStatus
	ids      []zpl.HostID
}

// ask writes a question and listens until answered is content with what came.
// With resync, what the printer still answers to earlier questions is left out;
// that takes a printer that knows Set-Get-Do.
func (p *Printer) ask(ctx context.Context, question []byte, resync bool, answered func(*conversation) bool) error {
	err := p.bounded(ctx, func() error {
		if _, err := p.conn.Read(nil); err != nil {
			return err
		}
		if !p.owing {
			p.forget()
		}
		p.owing = true // until the answer is there
		p.request = p.request[:0]
		if resync {
			p.mark = nextMark(p.mark)
			p.request = appendMark(p.request, p.mark)
		}
		p.request = append(p.request, question...)
		if err := p.write(p.request); err != nil {
			return err
		}
		return p.listen(resync, answered)
	})
	switch {
	case err == nil:
		p.owing = false
	case errors.Is(err, os.ErrDeadlineExceeded):
		err = fmt.Errorf("%w within %v", ErrSilent, p.timeout)
	}
	return err
}

func (p *Printer) listen(resync bool, answered func(*conversation) bool) error {
	var c conversation
	buf := make([]byte, 4096)
	for heard := 0; ; {
		for p.understand(&c) {
			if resync && !c.afterMark(p.mark) {
				continue
			}
			resync = false
			if answered(&c) {
				return nil
			}
		}
		n, err := p.conn.Read(buf)
		p.rx = append(p.rx, buf[:n]...)
		if heard += n; heard > maxHeard {
			return &AnswerError{Question: "a question", Answer: string(p.rx[:min(len(p.rx), 64)]), Want: "an answer"}
		}
		if err != nil {
			return err
		}
	}
}

// understand takes the next answer out of what was received, past anything that
// is none. It reports whether there was one.
func (p *Printer) understand(c *conversation) bool {
	for len(p.rx) > 0 {
		i := bytes.IndexAny(p.rx, "\"\x02")
		if i < 0 {
			p.rx = p.rx[:0]
			break
		}
		p.drop(i)
		if kept, incomplete := p.keepEcho(); kept {
			continue
		} else if incomplete {
			return false
		}
		n, complete := c.take(p.rx)
		if !complete && len(p.rx) < maxAnswer {
			return false
		}
		p.drop(max(n, 1))
		if n > 0 {
			return true
		}
	}
	return false
}

// forget drops what was received and not understood, but keeps what is told of
// tags, which comes without a question.
func (p *Printer) forget() {
	for {
		i := bytes.IndexByte(p.rx, '\x02')
		if i < 0 {
			p.rx = p.rx[:0]
			return
		}
		p.drop(i)
		kept, incomplete := p.keepEcho()
		if incomplete {
			return
		}
		if !kept {
			p.drop(1)
		}
	}
}

// keepEcho keeps the answer about a tag that what was received begins with.
func (p *Printer) keepEcho() (kept, incomplete bool) {
	echo, n, err := zpl.ParseTagEcho(p.rx)
	if err != nil {
		return false, zpl.IsTagEcho(p.rx) && errors.Is(err, zpl.ErrIncomplete)
	}
	p.drop(n)
	if len(p.echoes) < maxEchoes {
		p.echoes = append(p.echoes, echo)
	}
	return true, false
}

func (p *Printer) drop(n int) { p.rx = p.rx[:copy(p.rx, p.rx[n:])] }

// take reads the answer that b begins with and returns its length; 0 if b begins
// with none. A quotation mark that closes an answer whose beginning was lost
// seems to open an empty one.
func (c *conversation) take(b []byte) (n int, complete bool) {
	if b[0] != '"' {
		status, n, err := zpl.ParseHostStatus(b)
		if err == nil {
			c.statuses = append(c.statuses, status)
		} else if length := c.takeID(b); length > 0 && !errors.Is(err, zpl.ErrIncomplete) {
			return length, true
		}
		// No string of ~HS holds a quotation mark: one means that the rest of the
		// status is not coming.
		return n, !errors.Is(err, zpl.ErrIncomplete) || bytes.IndexByte(b, '"') >= 0
	}
	value, n, err := zpl.ParseSGDAnswer(b)
	switch {
	case errors.Is(err, zpl.ErrIncomplete):
		return 0, false
	case errors.Is(err, zpl.ErrUnknownVariable):
		value = []byte(unknownVariable)
	case err != nil || n > maxAnswer || len(bytes.TrimSpace(value)) == 0 || bytes.ContainsFunc(value, isControl):
		return 0, true
	}
	c.values = append(c.values, string(value))
	return n, true
}

// takeID reads the answer to ~HI that b begins with and returns its length, 0 if
// it begins with none. A string of a damaged status has no resolution.
func (c *conversation) takeID(b []byte) (n int) {
	id, n, err := zpl.ParseHostID(b)
	switch {
	case err != nil:
		return 0
	case id.DPMM == zpl.DPMM6, id.DPMM == zpl.DPMM8, id.DPMM == zpl.DPMM12, id.DPMM == zpl.DPMM24:
		c.ids = append(c.ids, id)
		return n
	}
	return 0
}

func isControl(r rune) bool { return r < ' ' && r != '\r' && r != '\n' || r == 0x7f }

// A mark is a pattern of questions whose answers are known and not asked for
// otherwise: the uptime, some unknown variables, the uptime. The number of those
// is different from mark to mark, so that a late answer to an older mark does
// not pass for this one.
const (
	minMark = 5 // above the number of variables that Counters asks for
	maxMark = 9
)

func nextMark(n int) int {
	if n < minMark || n >= maxMark {
		return minMark
	}
	return n + 1
}

func appendMark(b []byte, n int) []byte {
	b = zpl.AppendGetvar(b, varUptime)
	for range n {
		b = zpl.AppendGetvar(b, noVariable)
	}
	return zpl.AppendGetvar(b, varUptime)
}

// afterMark reports whether the answers to the mark are all there, and forgets
// them and everything before.
func (c *conversation) afterMark(n int) bool {
	end := len(c.values)
	if end < n+2 || !isUptime(c.values[end-1]) || !isUptime(c.values[end-n-2]) {
		return false
	}
	if slices.ContainsFunc(c.values[end-n-1:end-1], func(v string) bool { return v != unknownVariable }) {
		return false
	}
	*c = conversation{}
	return true
}

func isUptime(s string) bool {
	_, err := zpl.ParseUptime(s)
	return err == nil
}
