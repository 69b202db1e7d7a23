// Package tcp connects to label printers over the network, by their raw port.
//
// [Open] is the [printer.OpenFunc] of the scheme "tcp"; [ParseURI] checks a URI
// without connecting.
//
// # Specification
//
// tcp://HOST or tcp://HOST:PORT. The port is 9100 unless given, the raw printing
// port of Zebra printers (setting ip.port). An IPv6 address stands in square
// brackets: tcp://[2001:db8::7]:9100. Nothing may follow the port.
//
// # Errors
//
// [*printer.URIError] for a URI of another form, [*DialError] for a printer that
// cannot be reached. Errors of an open connection pass through.
package tcp

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/eachmark/eachmark/printer"
)

const (
	// Scheme is the scheme of the URIs that [Open] takes.
	Scheme = "tcp"

	// DefaultPort is used where the URI names none.
	DefaultPort = 9100

	// DialTimeout bounds how long a printer that does not answer is tried.
	DialTimeout = 3 * time.Second

	prefix = Scheme + "://"
)

// A printer that is switched off is noticed after keepAliveIdle +
// keepAliveCount·keepAliveInterval without traffic.
const (
	keepAliveIdle     = 15 * time.Second
	keepAliveInterval = 5 * time.Second
	keepAliveCount    = 3
)

// Open connects to the printer that uri names, within [DialTimeout].
func Open(ctx context.Context, uri string) (printer.Conn, error) {
	addr, err := ParseURI(uri)
	if err != nil {
		return nil, err
	}
	dialer := net.Dialer{
		Timeout: DialTimeout,
		KeepAliveConfig: net.KeepAliveConfig{
			Enable: true, Idle: keepAliveIdle, Interval: keepAliveInterval, Count: keepAliveCount,
		},
	}
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, &DialError{Addr: addr, Err: err}
	}
	return conn, nil
}

// ParseURI returns the address, "host:port", that uri names.
func ParseURI(uri string) (addr string, err error) {
	bad := func(problem string) (string, error) {
		return "", &printer.URIError{URI: uri, Problem: problem + ", want tcp://HOST or tcp://HOST:PORT"}
	}
	rest, ok := strings.CutPrefix(uri, prefix)
	if !ok {
		return bad("tcp:// is missing")
	}
	rest = strings.TrimSuffix(rest, "/")
	host, port, problem := splitHostPort(rest)
	switch {
	case problem != "":
		return bad(problem)
	case host == "":
		return bad("the host is missing")
	case strings.ContainsFunc(host, notInHost):
		return bad("the host has a character that no host name or address has")
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
		return bad("the port is not a number from 1 to 65535")
	}
	return net.JoinHostPort(host, port), nil
}

// splitHostPort splits "host", "host:port", "[v6]" and "[v6]:port".
func splitHostPort(s string) (host, port, problem string) {
	port = strconv.Itoa(DefaultPort)
	host, bracketed := s, false
	if strings.HasPrefix(s, "[") {
		var after string
		if host, after, bracketed = strings.Cut(s[1:], "]"); !bracketed {
			return "", "", `"]" is missing after the address`
		}
		if after == "" {
			return host, port, ""
		}
		if after[0] != ':' {
			return "", "", `only ":PORT" may follow "]"`
		}
		return host, after[1:], ""
	}
	switch strings.Count(s, ":") {
	case 0:
		return host, port, ""
	case 1:
		host, port, _ = strings.Cut(s, ":")
		return host, port, ""
	}
	return "", "", "an IPv6 address needs square brackets"
}

// notInHost reports whether r can be in no host name, address or address zone.
func notInHost(r rune) bool {
	return r <= ' ' || r == 0x7f || strings.ContainsRune(`/\?#@[]"<>^{|}`, r)
}

// A DialError is a printer that could not be reached.
type DialError struct {
	Addr string // host:port
	Err  error  // as the operating system told it
}

func (e *DialError) Error() string {
	return fmt.Sprintf("tcp: cannot reach printer %s: %s", e.Addr, e.reason())
}

func (e *DialError) Unwrap() error { return e.Err }

// reason tells the cause without the addresses of name servers and own sockets
// that the errors of package net carry.
func (e *DialError) reason() string {
	var (
		dns   *net.DNSError
		errno syscall.Errno
		op    *net.OpError
	)
	switch {
	case errors.As(e.Err, &dns) && dns.IsNotFound:
		return "no such host"
	case errors.As(e.Err, &dns):
		return "its name cannot be looked up"
	case errors.Is(e.Err, os.ErrDeadlineExceeded), errors.Is(e.Err, context.DeadlineExceeded):
		return "no answer in time"
	case errors.Is(e.Err, context.Canceled):
		return "interrupted"
	case errors.As(e.Err, &errno):
		return errno.Error()
	case errors.As(e.Err, &op):
		return op.Err.Error()
	}
	return e.Err.Error()
}
