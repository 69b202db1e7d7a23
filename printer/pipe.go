package printer

import (
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// Pipe returns the two ends of a connection in memory. Up to size bytes each
// way wait to be read before Write blocks. Deadlines follow the clock of
// testing/synctest when used inside it.
func Pipe(size int) (*PipeEnd, *PipeEnd) {
	p := &pipe{size: size}
	p.changed.L = &p.mu
	p.ends[0], p.ends[1] = &PipeEnd{pipe: p}, &PipeEnd{pipe: p}
	p.ends[0].peer, p.ends[1].peer = p.ends[1], p.ends[0]
	return p.ends[0], p.ends[1]
}

type pipe struct {
	mu      sync.Mutex // guards both ends
	changed sync.Cond
	size    int
	ends    [2]*PipeEnd
}

// A PipeEnd is one end of a [Pipe]; it is a [Conn]. One goroutine may write at
// a time.
type PipeEnd struct {
	pipe    *pipe
	peer    *PipeEnd
	inbox   []byte // written by the peer, not read yet
	closed  bool
	lost    error // what the peer aborted the connection with
	timer   *time.Timer
	expired bool
}

var _ Conn = (*PipeEnd)(nil)

// Read waits for bytes from the other end. What was written before that end
// closed or aborted is read first; then Read fails with [io.EOF] or the error
// given to [PipeEnd.Abort].
func (e *PipeEnd) Read(b []byte) (int, error) {
	e.pipe.mu.Lock()
	defer e.pipe.mu.Unlock()
	for {
		switch {
		case e.closed:
			return 0, net.ErrClosed
		case e.expired:
			return 0, os.ErrDeadlineExceeded
		case len(e.inbox) > 0 || len(b) == 0:
			n := copy(b, e.inbox)
			e.inbox = e.inbox[:copy(e.inbox, e.inbox[n:])]
			e.pipe.changed.Broadcast()
			return n, nil
		case e.lost != nil:
			return 0, e.lost
		case e.peer.closed:
			return 0, io.EOF
		}
		e.pipe.changed.Wait()
	}
}

// Write gives b to the other end, blocking while that has no room. The other
// end may not have read it when Write returns.
func (e *PipeEnd) Write(b []byte) (n int, err error) {
	e.pipe.mu.Lock()
	defer e.pipe.mu.Unlock()
	for {
		switch {
		case e.closed:
			return n, net.ErrClosed
		case e.expired:
			return n, os.ErrDeadlineExceeded
		case e.lost != nil:
			return n, e.lost
		case e.peer.closed:
			return n, io.ErrClosedPipe
		}
		if room := e.pipe.size - len(e.peer.inbox); room > 0 {
			part := b[n:min(len(b), n+room)]
			e.peer.inbox = append(e.peer.inbox, part...)
			n += len(part)
			e.pipe.changed.Broadcast()
		}
		if n == len(b) {
			return n, nil
		}
		e.pipe.changed.Wait()
	}
}

// Close ends the connection in order: the other end reads what was written,
// then [io.EOF]. Closing again does nothing.
func (e *PipeEnd) Close() error {
	e.end(nil)
	return nil
}

// Abort ends the connection like a pulled cable: the other end's calls fail
// with err once it has read what had already arrived.
func (e *PipeEnd) Abort(err error) { e.end(err) }

func (e *PipeEnd) end(err error) {
	e.pipe.mu.Lock()
	defer e.pipe.mu.Unlock()
	if e.closed {
		return
	}
	e.closed, e.peer.lost = true, err
	e.inbox = nil
	e.stopTimer()
	e.pipe.changed.Broadcast()
}

// SetDeadline implements [Conn].
func (e *PipeEnd) SetDeadline(t time.Time) error {
	e.pipe.mu.Lock()
	defer e.pipe.mu.Unlock()
	if e.closed {
		return net.ErrClosed
	}
	e.stopTimer()
	e.expired = !t.IsZero() && !t.After(time.Now())
	if !t.IsZero() && !e.expired {
		e.startTimer(time.Until(t))
	}
	e.pipe.changed.Broadcast()
	return nil
}

// startTimer is called with the pipe locked, so that the timer sees itself in
// e.timer however soon it fires.
func (e *PipeEnd) startTimer(d time.Duration) {
	var self *time.Timer
	self = time.AfterFunc(d, func() {
		e.pipe.mu.Lock()
		defer e.pipe.mu.Unlock()
		if e.timer == self {
			e.expired = true
			e.pipe.changed.Broadcast()
		}
	})
	e.timer = self
}

func (e *PipeEnd) stopTimer() {
	if e.timer != nil {
		e.timer.Stop()
		e.timer = nil
	}
}
