package printertest_test

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer/printertest"
)

// A verdict takes what a test would have failed with.
type verdict struct {
	testing.TB
	failures []string
}

func (v *verdict) Errorf(format string, _ ...any) { v.failures = append(v.failures, format) }

func TestPlayback(t *testing.T) {
	lost := errors.New("cable pulled")
	v := &verdict{TB: t}
	conn := printertest.NewPlayback(v,
		printertest.Exchange{Want: "ab", Reply: []string{"12", "", "345"}},
		printertest.Exchange{Want: "c", Reply: []string{"6"}, Lost: lost},
	)
	for _, part := range []string{"a", "b", "c"} {
		if _, err := io.WriteString(conn, part); err != nil {
			t.Fatal(err)
		}
	}
	var pieces []string
	var err error
	for buf := make([]byte, 2); err == nil; {
		var n int
		n, err = conn.Read(buf)
		pieces = append(pieces, string(buf[:n]))
	}
	if want := []string{"12", "34", "5", "6", ""}; !slices.Equal(pieces, want) || !errors.Is(err, lost) {
		t.Errorf("read %q, %v; want %q, %v", pieces, err, want, lost)
	}
	if err := conn.Close(); err != nil || len(v.failures) > 0 {
		t.Errorf("Close = %v, failures %q", err, v.failures)
	}
}

func TestPlaybackFails(t *testing.T) {
	for _, tt := range []struct{ script, written, failure string }{
		{"ab", "ac", "written"},
		{"ab", "abc", "written"},
		{"ab", "x", "written"},
		{"ab", "a", "closed before"},
		{"ab", "", "closed before"},
	} {
		v := &verdict{TB: t}
		conn := printertest.NewPlayback(v, printertest.Exchange{Want: tt.script})
		if _, err := io.WriteString(conn, tt.written); err != nil {
			t.Fatal(err)
		}
		if err := conn.SetDeadline(time.Unix(0, 0)); err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("Read after the deadline = %v", err)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
		if len(v.failures) == 0 || !strings.Contains(v.failures[0], tt.failure) {
			t.Errorf("written %q of %q: failures %q, want one with %q", tt.written, tt.script, v.failures, tt.failure)
		}
	}
}
