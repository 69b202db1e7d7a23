package virtual_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
)

func TestZZStress(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, uint64(time.Now().UnixNano())))
	end := time.Now().Add(90 * time.Second)
	n := 0
	for ; time.Now().Before(end); n++ {
		var hub virtual.Hub
		dir := t.TempDir()
		kinds := []string{"head-open", "media-out", "ribbon-out", "power-cut", "cable-pull"}
		uri := virtual.URI(dir) + "?decode=command&seed=3&faults="
		for i := range 4 {
			if i > 0 {
				uri += ","
			}
			uri += fmt.Sprintf("%s@%d.%d%d", kinds[rng.IntN(5)], 1+rng.IntN(10), rng.IntN(10), i)
		}
		var host *zebra.Printer
		open := func() {
			for {
				c, err := hub.Open(t.Context(), uri)
				if err == nil {
					host = zebra.New(c, nil)
					return
				}
				if !errors.Is(err, virtual.ErrOff) {
					t.Fatal(err)
				}
			}
		}
		open()
		for i := range 15 {
			if err := host.Send(t.Context(), label(t, fmt.Sprint(i))); err != nil {
				open()
			}
			for range rng.IntN(4) {
				if rng.IntN(3) == 0 {
					_ = host.CancelAll(t.Context())
				}
				if _, err := host.Counters(t.Context()); errors.Is(err, zebra.ErrSilent) {
					t.Fatal(uri, err)
				} else if err != nil {
					open()
				}
				if s, err := host.HostStatus(t.Context()); errors.Is(err, zebra.ErrSilent) {
					t.Fatal(uri, err)
				} else if err != nil || s.Paused {
					open()
				}
			}
		}
		if err := hub.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(n)
}
