// Package file writes what a printer would get to a file.
//
// [Open] is the [printer.OpenFunc] of the scheme "file" and never touches a file
// that exists, unless it is a device or a pipe; [Opener] returns one that appends or
// overwrites. The connection
// is one-way: nothing written to a file is known to be printed.
//
// # Specification
//
// file:PATH. Everything after the colon is the path, as the operating system
// takes it; no escapes, no query.
//
// # Errors
//
// [*printer.URIError] for a URI without a path, [printer.ErrOneWay] from Read.
// Everything else is the operating system's and passes through, [fs.ErrExist]
// for a file that stands in the way.
package file

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/eachmark/eachmark/printer"
)

// Scheme is the scheme of the URIs that [Open] takes.
const Scheme = "file"

// Options say what to do with a file that exists, and who may read one that is
// made. The zero value refuses what exists and leaves the rest to the system.
type Options struct {
	Append    bool // write behind what it has, as a resumed run does
	Overwrite bool // replace what it has, with the first byte written; Append goes before it
	Private   bool // only its owner may read a file that is made; one that exists stays as it is
}

func (o Options) mode() fs.FileMode {
	if o.Private {
		return 0o600
	}
	return 0o666
}

func (o Options) flags() int {
	switch {
	case o.Append:
		return os.O_APPEND
	case o.Overwrite:
		return 0
	}
	return os.O_EXCL
}

// Open creates the file that uri names. It fails with [fs.ErrExist] if there is
// one already.
func Open(ctx context.Context, uri string) (printer.Conn, error) {
	return Opener(Options{})(ctx, uri)
}

// Opener returns the function that opens files as o says.
func Opener(o Options) printer.OpenFunc {
	return func(ctx context.Context, uri string) (printer.Conn, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		path, ok := strings.CutPrefix(uri, Scheme+":")
		if !ok || path == "" {
			return nil, &printer.URIError{URI: uri, Problem: "the path is missing, want file:PATH"}
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|o.flags(), o.mode())
		if errors.Is(err, fs.ErrExist) && isDevice(path) {
			f, err = os.OpenFile(path, os.O_WRONLY, 0)
		}
		if err != nil {
			return nil, err
		}
		return &conn{file: f, replace: o.Overwrite && !o.Append && !isDevice(path)}, nil
	}
}

// isDevice reports whether path is a device or a pipe, which has nothing that could
// be replaced.
func isDevice(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode()&(fs.ModeDevice|fs.ModeNamedPipe) != 0
}

// A conn writes to a file. Regular files know no deadlines, so it keeps its own.
type conn struct {
	file     *os.File
	mu       sync.Mutex // guards the rest
	deadline time.Time
	closed   bool
	replace  bool // what the file has goes when the first byte comes
}

// check returns why the connection cannot be used now.
func (c *conn) check() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
		return fs.ErrClosed
	case !c.deadline.IsZero() && !c.deadline.After(time.Now()):
		return os.ErrDeadlineExceeded
	}
	return nil
}

// Read fails with [printer.ErrOneWay].
func (c *conn) Read([]byte) (int, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	return 0, printer.ErrOneWay
}

func (c *conn) Write(b []byte) (int, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	if c.replace {
		if err := c.file.Truncate(0); err != nil {
			return 0, err
		}
		c.replace = false
	}
	return c.file.Write(b)
}

func (c *conn) SetDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return fs.ErrClosed
	}
	c.deadline = t
	return nil
}

// Close puts what was written on the disk. Closing again does nothing.
func (c *conn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	return errors.Join(c.sync(), c.file.Close())
}

// sync leaves devices and pipes alone, which cannot be synced.
func (c *conn) sync() error {
	info, err := c.file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return err
	}
	return c.file.Sync()
}
