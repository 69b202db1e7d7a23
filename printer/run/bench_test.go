package run

import (
	"context"
	"fmt"
	"testing"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/virtual"
)

// BenchmarkPrint prints labels through journal, parser of the virtual printer and
// roll, at unlimited speed; an op is a label.
func BenchmarkPrint(b *testing.B) {
	for _, window := range []int{1, 5, MaxWindow} {
		b.Run(fmt.Sprintf("window %d", window), func(b *testing.B) {
			s, dir := newStore(b), b.TempDir()
			id := newRun(b, s, b.N)
			hub := &virtual.Hub{}
			e := Engine{
				Store: s, Label: testLabel, Window: window,
				Connect: func(ctx context.Context) (printer.Conn, error) {
					return hub.Open(ctx, virtual.URI(dir)+"?decode=command")
				},
			}
			b.ResetTimer()
			result, err := e.Print(b.Context(), id)
			if err != nil || result.Run.State != store.RunClosed {
				b.Fatalf("%+v, %v", result, err)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "labels/s")
			if err := hub.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
