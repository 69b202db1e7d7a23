// Package printertest checks what claims to be a connection to a printer, and
// stands in for one.
//
// [Conn] is the conformance suite of every [printer.Conn]. [NewPlayback] plays a
// recorded conversation to the code under test.
package printertest

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer"
)

// Options describe the connection under test.
type Options struct {
	// OneWay says that the connection cannot be read.
	OneWay bool

	// Question is something whose answer is Answer. Not used with OneWay.
	Question, Answer string

	// Mute is something that is taken without an answer; it must not be empty.
	Mute string
}

// Conn checks that the connections that open returns behave as [printer.Conn]
// says. Each call of open returns a new one; the suite closes it.
func Conn(t *testing.T, open func(t *testing.T) printer.Conn, o Options) {
	t.Helper()
	s := suite{open, o}
	t.Run("write takes all and keeps the buffer as it is", s.write)
	t.Run("expired deadline stops calls until a new one", s.expired)
	t.Run("closed connection refuses everything", s.closed)
	if o.OneWay {
		t.Run("read says one-way", s.oneWay)
		return
	}
	t.Run("read of nothing returns at once", s.readNothing)
	t.Run("question is answered, in whatever pieces", s.question)
	t.Run("deadline ends a waiting read", s.deadline)
	t.Run("deadline moved to the past ends a waiting read", s.interrupted)
	t.Run("close ends a waiting read", s.closedUnder)
}

type suite struct {
	openConn func(t *testing.T) printer.Conn
	o        Options
}

func (s suite) open(t *testing.T) printer.Conn {
	t.Helper()
	c := s.openConn(t)
	t.Cleanup(func() { _ = c.Close() }) // closed by the test itself mostly
	return c
}

func (s suite) write(t *testing.T) {
	c := s.open(t)
	b := []byte(s.o.Mute)
	if n, err := c.Write(b); n != len(b) || err != nil {
		t.Errorf("Write of %d bytes = %d, %v; want all of them", len(b), n, err)
	}
	if string(b) != s.o.Mute {
		t.Errorf("Write changed its buffer to %q", b)
	}
	if err := c.Close(); err != nil {
		t.Errorf("Close = %v", err)
	}
}

func (s suite) expired(t *testing.T) {
	c := s.open(t)
	if err := c.SetDeadline(time.Now().Add(-time.Second)); err != nil {
		t.Fatalf("SetDeadline in the past = %v", err)
	}
	if n, err := c.Write([]byte(s.o.Mute)); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Write after the deadline = %d, %v; want 0, %v", n, err, os.ErrDeadlineExceeded)
	}
	if _, err := c.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Read after the deadline = %v; want %v", err, os.ErrDeadlineExceeded)
	}
	for _, next := range []time.Time{time.Now().Add(time.Minute), {}} {
		if err := c.SetDeadline(next); err != nil {
			t.Fatalf("SetDeadline(%v) = %v", next, err)
		}
		if _, err := c.Write([]byte(s.o.Mute)); err != nil {
			t.Errorf("Write after a new deadline = %v", err)
		}
	}
}

func (s suite) closed(t *testing.T) {
	c := s.open(t)
	if err := c.Close(); err != nil {
		t.Fatalf("Close = %v", err)
	}
	if n, err := c.Write([]byte(s.o.Mute)); n != 0 || !broken(err) {
		t.Errorf("Write after Close = %d, %v; want 0 and an error of its own", n, err)
	}
	if n, err := c.Read(make([]byte, 1)); n != 0 || !broken(err) {
		t.Errorf("Read after Close = %d, %v; want 0 and an error of its own", n, err)
	}
	if err := c.SetDeadline(time.Time{}); err == nil {
		t.Error("SetDeadline after Close = nil, want an error")
	}
	_ = c.Close() // may fail or not, must come back
}

// broken reports whether err can neither be taken for a printer that is slow
// nor for one that has said all.
func broken(err error) bool {
	return err != nil && !errors.Is(err, os.ErrDeadlineExceeded) && !errors.Is(err, io.EOF)
}

func (s suite) oneWay(t *testing.T) {
	c := s.open(t)
	for size := range 2 {
		if n, err := c.Read(make([]byte, size)); n != 0 || !errors.Is(err, printer.ErrOneWay) {
			t.Errorf("Read of %d bytes = %d, %v; want 0, %v", size, n, err, printer.ErrOneWay)
		}
	}
}

func (s suite) readNothing(t *testing.T) {
	if n, err := s.open(t).Read(nil); n != 0 || err != nil {
		t.Errorf("Read of no bytes = %d, %v; want 0 and no error", n, err)
	}
}

func (s suite) question(t *testing.T) {
	c := s.open(t)
	if err := c.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		for _, part := range halves(s.o.Question) {
			if _, err := io.WriteString(c, part); err != nil {
				t.Fatalf("Write = %v", err)
			}
		}
		got := make([]byte, len(s.o.Answer))
		if _, err := io.ReadFull(c, got); err != nil {
			t.Fatalf("Read = %v after %q", err, strings.TrimRight(string(got), "\x00"))
		}
		if string(got) != s.o.Answer {
			t.Errorf("answer to %q = %q, want %q", s.o.Question, got, s.o.Answer)
		}
	}
}

func halves(s string) [2]string { return [2]string{s[:len(s)/2], s[len(s)/2:]} }

func (s suite) deadline(t *testing.T) {
	c := s.open(t)
	if err := c.SetDeadline(time.Now().Add(10 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Read(make([]byte, 1)); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Read with nothing to read = %d, %v; want 0, %v", n, err, os.ErrDeadlineExceeded)
	}
}

// waitingRead starts a Read; its error comes on the channel.
func waitingRead(c printer.Conn) <-chan error {
	started, failed := make(chan struct{}), make(chan error, 1)
	go func() {
		close(started)
		_, err := c.Read(make([]byte, 1))
		failed <- err
	}()
	<-started
	return failed
}

func (s suite) interrupted(t *testing.T) {
	c := s.open(t)
	failed := waitingRead(c)
	if err := c.SetDeadline(time.Now().Add(-time.Second)); err != nil {
		t.Fatal(err)
	}
	if err := <-failed; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("Read under a deadline moved to the past = %v; want %v", err, os.ErrDeadlineExceeded)
	}
}

func (s suite) closedUnder(t *testing.T) {
	c := s.open(t)
	failed := waitingRead(c)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-failed; !broken(err) {
		t.Errorf("Read under Close = %v; want an error of its own", err)
	}
}
