package tcp_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/printertest"
	"github.com/eachmark/eachmark/printer/tcp"
)

func ExampleParseURI() {
	addr, err := tcp.ParseURI("tcp://printer-7.example")
	fmt.Println(addr, err)
	_, err = tcp.ParseURI("tcp://printer-7.example:zpl")
	fmt.Println(err)
	// Output:
	// printer-7.example:9100 <nil>
	// printer: "tcp://printer-7.example:zpl": the port is not a number from 1 to 65535, want tcp://HOST or tcp://HOST:PORT
}

func TestParseURI(t *testing.T) {
	for _, tt := range []struct{ uri, want string }{
		{"tcp://127.0.0.1:9100", "127.0.0.1:9100"},
		{"tcp://127.0.0.1", "127.0.0.1:9100"},
		{"tcp://127.0.0.1:6101/", "127.0.0.1:6101"},
		{"tcp://zt411_lager", "zt411_lager:9100"},
		{"tcp://[2001:db8::7]", "[2001:db8::7]:9100"},
		{"tcp://[fe80::1%eth0]:65535", "[fe80::1%eth0]:65535"},
		{"tcp://etikettendrucker-küche", "etikettendrucker-küche:9100"},
	} {
		if got, err := tcp.ParseURI(tt.uri); got != tt.want || err != nil {
			t.Errorf("ParseURI(%q) = %q, %v; want %q", tt.uri, got, err, tt.want)
		}
	}
	for _, tt := range []struct{ uri, problem string }{
		{"tcp:127.0.0.1:9100", "tcp:// is missing"},
		{"tcp", "tcp:// is missing"},
		{"tcp://", "host is missing"},
		{"tcp://:9100", "host is missing"},
		{"tcp://[]:9100", "host is missing"},
		{"tcp://host:", "port"},
		{"tcp://host:0", "port"},
		{"tcp://host:65536", "port"},
		{"tcp://host:-1", "port"},
		{"tcp://host:9100/x", "port"},
		{"tcp://2001:db8::7", "square brackets"},
		{"tcp://[2001:db8::7", `"]" is missing`},
		{"tcp://[2001:db8::7]x", "may follow"},
		{"tcp://two hosts", "character"},
		{"tcp://user@host", "character"},
		{"tcp://host?x=1", "character"},
		{"tcp://ho\x1bst", "character"},
	} {
		_, err := tcp.ParseURI(tt.uri)
		var bad *printer.URIError
		if !errors.As(err, &bad) || !strings.Contains(bad.Problem, tt.problem) {
			t.Errorf("ParseURI(%q) = %v, want a problem with %q", tt.uri, err, tt.problem)
		}
		if _, opened := tcp.Open(t.Context(), tt.uri); !errors.As(opened, &bad) {
			t.Errorf("Open(%q) = %v, want the same", tt.uri, opened)
		}
	}
}

// listen answers each line that ends in a question mark.
func listen(t *testing.T) (uri string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go answer(conn)
		}
	}()
	return "tcp://" + l.Addr().String()
}

func answer(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		if strings.HasSuffix(lines.Text(), "?") {
			_, _ = io.WriteString(conn, "yes") // fails when the test is over
		}
	}
}

func TestConforms(t *testing.T) {
	uri := listen(t)
	printertest.Conn(t, func(t *testing.T) printer.Conn {
		c, err := tcp.Open(t.Context(), uri)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}, printertest.Options{Question: "are you there?\n", Answer: "yes", Mute: "a label\n"})
}

func TestOpenUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close() // nothing listens there now
	_, err = tcp.Open(t.Context(), "tcp://"+addr)
	var unreachable *tcp.DialError
	if !errors.As(err, &unreachable) {
		t.Fatalf("Open of a closed port = %v", err)
	}
	var errno syscall.Errno // ECONNREFUSED, or what Windows calls it
	if !errors.As(err, &errno) || err.Error() != "tcp: cannot reach printer "+addr+": "+errno.Error() {
		t.Errorf("error %q, want the address and the system's reason only", err)
	}
}

func TestOpenIsBounded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := tcp.Open(ctx, "tcp://127.0.0.1:9")
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "interrupted") {
		t.Errorf("Open under a cancelled context = %v", err)
	}
	ctx, cancel = context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	if _, err = tcp.Open(ctx, "tcp://127.0.0.1:9"); !strings.Contains(err.Error(), "no answer in time") {
		t.Errorf("Open after its deadline = %v", err)
	}
}

func TestDialErrorTellsNoInternals(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&net.DNSError{Err: "no such host", Name: "nohost", Server: "192.0.2.53:53", IsNotFound: true}, "no such host"},
		{&net.DNSError{Err: "server misbehaving", Name: "nohost", Server: "192.0.2.53:53"}, "its name cannot be looked up"},
		{errors.New("something else"), "something else"},
	} {
		err := &tcp.DialError{Addr: "nohost:9100", Err: &net.OpError{Op: "dial", Err: tt.err}}
		if want := "tcp: cannot reach printer nohost:9100: " + tt.want; err.Error() != want {
			t.Errorf("error %q, want %q", err, want)
		}
	}
}
