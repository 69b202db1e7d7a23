package printer_test

import (
	"errors"
	"io"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/printertest"
)

func TestPipeConforms(t *testing.T) {
	printertest.Conn(t, func(t *testing.T) printer.Conn {
		near, far := printer.Pipe(16)
		go func() {
			b := make([]byte, 1)
			for {
				if _, err := io.ReadFull(far, b); err != nil {
					return
				}
				if b[0] == '?' {
					_, _ = far.Write([]byte("an answer longer than the pipe")) // fails when the test is over
				}
			}
		}()
		return near
	}, printertest.Options{Question: "what?", Answer: "an answer longer than the pipe", Mute: "nothing to answer in this long text"})
}

func TestPipeEnds(t *testing.T) {
	lost := errors.New("cable pulled")
	for _, tt := range []struct {
		name        string
		end         func(*printer.PipeEnd)
		read, write error
	}{
		{"closed", func(e *printer.PipeEnd) { _ = e.Close() }, io.EOF, io.ErrClosedPipe},
		{"aborted", func(e *printer.PipeEnd) { e.Abort(lost) }, lost, lost},
		{"aborted, then closed", func(e *printer.PipeEnd) { e.Abort(lost); _ = e.Close() }, lost, lost},
	} {
		near, far := printer.Pipe(100)
		if _, err := far.Write([]byte("last words")); err != nil {
			t.Fatal(err)
		}
		tt.end(far)
		b := make([]byte, 100)
		n, err := near.Read(b)
		if string(b[:n]) != "last words" || err != nil {
			t.Errorf("%s: Read = %q, %v; want what was written before", tt.name, b[:n], err)
		}
		if _, err := near.Read(b); !errors.Is(err, tt.read) {
			t.Errorf("%s: then Read = %v, want %v", tt.name, err, tt.read)
		}
		if _, err := near.Write(b); !errors.Is(err, tt.write) {
			t.Errorf("%s: Write = %v, want %v", tt.name, err, tt.write)
		}
	}
}

func TestPipeBlocksWhenFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := printer.Pipe(4)
		start := time.Now()
		_ = near.SetDeadline(start.Add(time.Second))
		n, err := near.Write([]byte("abcdef"))
		if n != 4 || !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("Write into a full pipe = %d, %v after %v; want 4 and the deadline", n, err, time.Since(start))
		}
		_ = near.SetDeadline(time.Time{})
		written := make(chan error)
		go func() {
			_, err := near.Write([]byte("efgh"))
			written <- err
		}()
		got := make([]byte, 8)
		if _, err := io.ReadFull(far, got); err != nil || string(got) != "abcdefgh" {
			t.Errorf("ReadFull = %q, %v", got, err)
		}
		if err := <-written; err != nil {
			t.Errorf("Write after room was made = %v", err)
		}
	})
}
