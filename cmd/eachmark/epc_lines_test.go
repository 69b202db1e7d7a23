package main

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/epc"
)

// BenchmarkEPCDecode reads lines of SGTIN-96 tags from the standard input.
func BenchmarkEPCDecode(b *testing.B) {
	var lines strings.Builder
	const tags = 50_000
	for i := range tags {
		t, err := epc.ParseURI(fmt.Sprintf("urn:epc:tag:sgtin-96:1.0614141.%06d.%d", i*7919%1e6, i*104729), nil)
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintln(&lines, t)
	}
	for b.Loop() {
		p := &program{stdin: strings.NewReader(lines.String()), stdout: io.Discard, stderr: io.Discard}
		if err := p.epcLines(b.Context(), nil, func() tagWork { return new(tagDecoder) }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(tags*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mlines/s")
}
