package main

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/epc"
)

const manyTags = 50_000 // more than one worker takes at a time

// tagLines returns the hex digits of many SGTIN-96 tags, one a line.
func tagLines(t testing.TB) []string {
	lines := make([]string, manyTags)
	for i := range lines {
		tag, err := epc.ParseURI(fmt.Sprintf("urn:epc:tag:sgtin-96:1.0614141.%06d.%d", i*7919%1e6, i*104729), nil)
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = tag.String()
	}
	return lines
}

// TestEPCLinesKeepOrder has bad tags among many good ones.
func TestEPCLinesKeepOrder(t *testing.T) {
	lines := tagLines(t)
	const first, second = 17, 40_000
	lines[first-1], lines[second-1] = "307C257BF7194E4000001A85", "306"
	p, stdout, stderr := newTestProgram(t, strings.Join(lines, "\n"))
	err := p.epcLines(t.Context(), nil, func() tagWork { return new(tagDecoder) })
	if err != errFindings {
		t.Errorf("error is %v, want that of findings", err)
	}
	n := 0
	for line := range strings.Lines(stdout.String()) {
		for n+1 == first || n+1 == second {
			n++
		}
		if !strings.HasPrefix(line, lines[n]+"\turn:epc:tag:sgtin-96:1.0614141.") {
			t.Fatalf("line %d is %s, want the tag %s", n+1, line, lines[n])
		}
		n++
	}
	if n != manyTags {
		t.Errorf("%d lines, want %d", n, manyTags)
	}
	if a, b := strings.Index(stderr.String(), "stdin:17 byte 2"), strings.Index(stderr.String(), "stdin:40000 byte 0"); a < 0 || b < a {
		t.Errorf("findings are\n%s", stderr)
	}
}

// BenchmarkEPCDecode reads lines of SGTIN-96 tags from the standard input.
func BenchmarkEPCDecode(b *testing.B) {
	lines := strings.Join(tagLines(b), "\n")
	for b.Loop() {
		p := &program{stdin: strings.NewReader(lines), stdout: io.Discard, stderr: io.Discard}
		if err := p.epcLines(b.Context(), nil, func() tagWork { return new(tagDecoder) }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(manyTags*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mlines/s")
}
