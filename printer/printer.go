// Package printer is what label printers have in common: the byte stream to and
// from them ([Conn]), the ways to open one ([Transports]), and the plain words
// for what can be wrong with them ([Fault]).
//
// [Transports.Open] opens a printer by its URI; [Fault.String] tells an operator
// what is wrong and what to do. What the bytes mean is the business of package
// zebra; how they travel, of the packages tcp, file and virtual.
//
// # Specification
//
// A printer URI is a scheme, a colon and whatever the transport of that scheme
// takes: "tcp://192.0.2.7:9100", "file:labels.zpl", "virtual:roll?seed=7". A
// scheme alone, "virtual", is a URI too. Schemes are lower case.
//
// # Errors
//
// [*UnknownSchemeError] and [*URIError] are mistakes in a URI: wrong usage, not
// a printer that cannot be reached. Errors of the operating system pass through.
package printer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// ErrOneWay is returned by Read of a transport that carries bytes to the
// printer only. Nothing printed through it can be confirmed.
var ErrOneWay = errors.New("printer: bytes go one way here, no answer can be read")

// A Conn is the byte stream to and from a printer. Read and Write block; one
// goroutine may read while another writes, and any may call Close, which ends
// both.
type Conn interface {
	// Read fails with [ErrOneWay] where the transport cannot read, a Read of no
	// bytes too; on others that returns at once, so that one can find out
	// without asking the printer anything.
	io.ReadWriteCloser

	// SetDeadline sets the time after which Read and Write fail with an error
	// that is [os.ErrDeadlineExceeded], calls already blocked included; the zero
	// time means never. After an expired deadline a new one makes the
	// connection usable again.
	SetDeadline(t time.Time) error
}

// An OpenFunc opens the printer that uri names. The context bounds the opening,
// not the life of the connection.
type OpenFunc func(ctx context.Context, uri string) (Conn, error)

// Transports maps the scheme of a printer URI to what opens it.
type Transports map[string]OpenFunc

// Open opens the printer that uri names with the transport of its scheme. It
// fails with [*UnknownSchemeError] if there is none.
func (t Transports) Open(ctx context.Context, uri string) (Conn, error) {
	open, ok := t[Scheme(uri)]
	if !ok {
		return nil, &UnknownSchemeError{URI: uri, Known: t.Schemes()}
	}
	return open(ctx, uri)
}

// Schemes returns the known schemes, sorted.
func (t Transports) Schemes() []string {
	return slices.Sorted(maps.Keys(t))
}

// Scheme returns the part of uri before the first colon, the whole of it if it
// has none.
func Scheme(uri string) string {
	scheme, _, _ := strings.Cut(uri, ":")
	return scheme
}

// An UnknownSchemeError is a printer URI that no transport can open.
type UnknownSchemeError struct {
	URI   string
	Known []string // sorted
}

func (e *UnknownSchemeError) Error() string {
	return fmt.Sprintf("printer: unknown scheme %s in %s, known are %s",
		quote(Scheme(e.URI)), quote(e.URI), strings.Join(e.Known, ", "))
}

// A URIError is a printer URI that its transport cannot make sense of.
type URIError struct {
	URI     string
	Problem string // lower case, without final stop: what was found and what expected
}

func (e *URIError) Error() string {
	return fmt.Sprintf("printer: %s: %s", quote(e.URI), e.Problem)
}

// quote quotes at most 64 bytes of s.
func quote(s string) string {
	const most = 64
	if len(s) > most {
		return fmt.Sprintf("%q…", s[:most])
	}
	return fmt.Sprintf("%q", s)
}
