package printertest

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer"
)

// An Exchange is one step of a recorded conversation.
type Exchange struct {
	Want  string   // what the program must write, in one or more calls
	Reply []string // what the printer then says; one Read never returns more than one piece
	Lost  error    // if not nil, the connection breaks with it after Reply
}

// A Playback is a [printer.Conn] to a printer that follows a script. Anything
// written that is not in the script fails the test.
type Playback struct {
	t      testing.TB
	near   *printer.PipeEnd
	far    *printer.PipeEnd
	mu     sync.Mutex // guards the rest
	script []Exchange
	got    string   // written so far of script[0].Want
	pieces []string // said, but not given to Read yet
	unread int      // bytes of the piece that Read is working on
	lost   error    // breaks the connection after the last piece
}

var _ printer.Conn = (*Playback)(nil)

// playbackRoom is more than any recorded answer needs.
const playbackRoom = 1 << 20

// NewPlayback returns a connection on which the conversation is held as
// recorded. [Playback.Close] fails the test if not all of it was.
func NewPlayback(t testing.TB, script ...Exchange) *Playback {
	near, far := printer.Pipe(playbackRoom)
	return &Playback{t: t, near: near, far: far, script: script}
}

// Write compares b with the script.
func (p *Playback) Write(b []byte) (int, error) {
	if _, err := p.near.Write(nil); err != nil {
		return 0, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.got += string(b)
	for len(p.script) > 0 && strings.HasPrefix(p.got, p.script[0].Want) {
		step := p.script[0]
		p.script, p.got = p.script[1:], p.got[len(step.Want):]
		p.pieces = append(p.pieces, step.Reply...)
		p.lost = step.Lost
		if p.got == "" {
			break
		}
	}
	p.feed()
	if want := p.next(); p.got != "" && !strings.HasPrefix(want, p.got) {
		p.t.Errorf("playback: written %q, want %q", p.got, want)
	}
	return len(b), nil
}

func (p *Playback) next() string {
	if len(p.script) == 0 {
		return ""
	}
	return p.script[0].Want
}

// feed lets Read have the next piece, or break.
func (p *Playback) feed() {
	for p.unread == 0 && len(p.pieces) > 0 {
		p.unread, _ = p.far.Write([]byte(p.pieces[0])) // fails only once Read does
		p.pieces = p.pieces[1:]
	}
	if p.unread == 0 && p.lost != nil {
		p.far.Abort(p.lost)
	}
}

// Read returns bytes of one piece.
func (p *Playback) Read(b []byte) (int, error) {
	n, err := p.near.Read(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.unread -= n
	p.feed()
	return n, err
}

// SetDeadline implements [printer.Conn].
func (p *Playback) SetDeadline(t time.Time) error { return p.near.SetDeadline(t) }

// Close fails the test if the conversation was broken off.
func (p *Playback) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if want := p.next(); want != "" {
		p.t.Errorf("playback: closed before %q was written", want)
	}
	p.script = nil
	return p.near.Close()
}
