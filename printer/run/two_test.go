package run

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/virtual"
)

// TestTwoPrograms has two programs print a run each at one printer, at the same time
// and without knowing of each other: each may stop and leave labels in doubt, and
// neither may take a label of the other, or one that the other cancelled, for its own.
func TestTwoPrograms(t *testing.T) {
	seeds := []uint64{156, 162, 164, 174, 175, 186, 192, 212} // beside the first few
	for seed := range uint64(12) {
		seeds = append(seeds, seed)
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { printTwo(t, rand.New(rand.NewPCG(seed, 9))) })
		})
	}
}

func printTwo(t *testing.T, random *rand.Rand) {
	dir := t.TempDir()
	hub := &virtual.Hub{}
	defer hub.Close()
	rfid := random.IntN(3) == 0
	uri := fmt.Sprintf("%s?decode=command&speed=%d", virtual.URI(dir), []int{200, 1000, 5000, 1_000_000}[random.IntN(4)])
	delay := time.Duration([]int{1, 5, 40}[random.IntN(3)]) * time.Millisecond
	var programs [2]program
	var both sync.WaitGroup
	for i := range programs {
		own := rand.New(rand.NewPCG(random.Uint64(), uint64(i)))
		p := program{random: own, delay: delay, Engine: Engine{Store: newStore(t), Label: testLabel, Window: 1 + 4*random.IntN(2)}}
		if p.id = newRun(t, p.Store, 12); rfid {
			p.Tag, p.Window = testTag, 1
		}
		p.Connect = func(ctx context.Context) (printer.Conn, error) {
			conn, err := hub.Open(ctx, uri)
			return laggingConn{conn, own, delay}, err
		}
		programs[i] = p
		both.Go(func() { programs[i].print(t) })
	}
	both.Wait()
	complete, partial, _ := onRoll(t, dir)
	for _, p := range programs {
		checkItems(t, p.Store, p.id, complete, partial)
	}
	if len(complete)+len(partial) > 0 {
		t.Errorf("on the roll and in no run: %v, partial %v", complete, partial)
	}
}

// A program prints its run until no fault stops it.
type program struct {
	Engine
	id     string
	random *rand.Rand
	delay  time.Duration
}

func (p *program) print(t *testing.T) {
	for range 60 {
		pause(p.random, 10*p.delay)
		result, err := p.Print(context.Background(), p.id)
		if err != nil {
			t.Error(err)
			return
		}
		if result.Fault == nil && result.Counts.Waiting == 0 {
			return
		}
	}
	counts, err := p.Store.Counts(context.Background(), p.id)
	t.Errorf("the run never ends: %+v, %v", counts, err)
}

// A laggingConn takes a while to carry bytes.
type laggingConn struct {
	printer.Conn
	random *rand.Rand
	most   time.Duration
}

func (c laggingConn) Write(b []byte) (int, error) {
	pause(c.random, c.most)
	n, err := c.Conn.Write(b)
	pause(c.random, c.most)
	return n, err
}

func pause(random *rand.Rand, most time.Duration) {
	time.Sleep(time.Duration(random.Int64N(int64(most))))
}
