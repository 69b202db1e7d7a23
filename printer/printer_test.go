package printer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/printer"
)

func ExampleTransports_Open() {
	transports := printer.Transports{
		"tcp":  func(context.Context, string) (printer.Conn, error) { return nil, nil },
		"file": func(context.Context, string) (printer.Conn, error) { return nil, nil },
	}
	_, err := transports.Open(context.Background(), "lpt:1")
	fmt.Println(err)
	// Output:
	// printer: unknown scheme "lpt" in "lpt:1", known are file, tcp
}

func ExampleFault_String() {
	fmt.Println(printer.Fault{Kind: printer.FaultHeadOpen})
	// Output:
	// The print head is open. Close it until it latches.
}

func TestTransportsOpen(t *testing.T) {
	var opened string
	transports := printer.Transports{
		"virtual": func(_ context.Context, uri string) (printer.Conn, error) { opened = uri; return nil, nil },
		"tcp":     nil,
	}
	for _, uri := range []string{"virtual", "virtual:", "virtual:C:\\roll", "virtual:a?b=c:d"} {
		if _, err := transports.Open(t.Context(), uri); err != nil || opened != uri {
			t.Errorf("Open(%q) = %v with %q", uri, err, opened)
		}
	}
	for _, uri := range []string{"", ":", "Virtual:x", "usb:0a5f", strings.Repeat("x", 1000)} {
		_, err := transports.Open(t.Context(), uri)
		var unknown *printer.UnknownSchemeError
		if !errors.As(err, &unknown) || strings.Join(unknown.Known, " ") != "tcp virtual" {
			t.Errorf("Open(%.20q) = %v, want an unknown scheme and the known ones in order", uri, err)
		}
		if len(err.Error()) > 300 {
			t.Errorf("Open(%.20q): error of %d bytes", uri, len(err.Error()))
		}
	}
}

func TestEveryFaultHasWords(t *testing.T) {
	names := map[string]bool{}
	for k := printer.FaultHeadOpen; k <= printer.FaultRFID; k++ {
		f := printer.Fault{Kind: k}
		name := k.String()
		if name == "" || names[name] {
			t.Errorf("fault %d has the name %q, want one of its own", k, name)
		}
		names[name] = true
		if !strings.HasSuffix(f.Sentence(), ".") || !strings.HasSuffix(f.Advice(), ".") {
			t.Errorf("%s: %q is not made of sentences", name, f.String())
		}
		if blind := k == printer.FaultSilent || k == printer.FaultMute || k == printer.FaultConnection; f.Blind() != blind {
			t.Errorf("%s: Blind() = %v", name, f.Blind())
		}
	}
	if s := (printer.FaultRFID + 1).String(); s != "" {
		t.Errorf("a kind after the last is called %q: the loop above does not reach it", s)
	}
}
