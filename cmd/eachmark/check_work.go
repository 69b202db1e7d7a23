package main

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"sync"

	"github.com/eachmark/eachmark/gs1"
)

// checkSource validates the records of s and writes what is wrong to w, in the
// order of the file.
func checkSource(ctx context.Context, w io.Writer, s *source, o checkOptions) (tally, error) {
	total := newTally()
	err := s.work(ctx, func() func(*batch) { return newChecker(s, o).check }, func(b *batch) error {
		if _, err := w.Write(b.out); err != nil {
			return ioError(err, "")
		}
		total.add(b.tally)
		return nil
	})
	return total, err
}

// work gives the batches of s to workers, which newWorker makes, and then to finish,
// in the order of the file. Reading, working and finishing go on at the same time,
// each a few batches apart at most.
func (s *source) work(ctx context.Context, newWorker func() func(*batch), finish func(*batch) error) error {
	ctx, stop := context.WithCancel(ctx)
	workers := runtime.GOMAXPROCS(0)
	work, queue := make(chan *batch), make(chan *batch, 2*workers)
	var group sync.WaitGroup
	defer group.Wait()
	defer stop()
	for range workers {
		group.Go(func() {
			do := newWorker()
			for b := range work {
				do(b)
				close(b.done)
			}
		})
	}
	group.Go(func() {
		defer close(work)
		defer close(queue)
		for b := range s.batches(ctx) {
			select {
			case queue <- b:
			case <-ctx.Done():
				return
			}
			work <- b
		}
	})
	for b := range queue {
		<-b.done
		if b.err != nil {
			return b.err
		}
		if err := finish(b); err != nil {
			return err
		}
		s.recycle(b)
	}
	return ctx.Err()
}

// A checker is one worker. What it needs for every record it keeps.
type checker struct {
	source   *source
	options  checkOptions
	parse    gs1.ParseOptions
	doubt    gs1.AlternativeOptions
	elements []gs1.Element
	out      bytes.Buffer
}

func newChecker(s *source, o checkOptions) *checker {
	return &checker{
		source: s, options: o, parse: gs1.ParseOptions{PartOfLabel: o.parse.partOfLabel, UnknownAIs: o.parse.unknownAIs},
		doubt: gs1.AlternativeOptions{Reference: o.now, Order: o.parse.order},
	}
}

// check judges the records of a batch and writes its results into it.
func (c *checker) check(b *batch) {
	b.tally = newTally()
	c.out.Reset()
	for _, it := range b.items {
		b.Rows++
		if it.problem == nil && c.plainlyValid(it.Text) {
			b.Valid++
			continue
		}
		in := c.judge(it)
		if in.valid {
			b.Valid++
		} else {
			b.Invalid++
		}
		notable := false
		for _, f := range in.findings {
			if f.Severity != gs1.SeverityInfo {
				b.ByCode[f.Code]++
				b.warned = b.warned || f.Severity == gs1.SeverityWarning
				notable = true
			}
		}
		if notable {
			c.show(it, in)
		}
	}
	b.out = bytes.Clone(c.out.Bytes())
}

// plainlyValid reports whether text is what most records of a good file are, a
// scan without anything to say about it. It is quick and says no in doubt.
func (c *checker) plainlyValid(text string) bool {
	const id = len("]d2")
	if len(text) < id || c.options.parse.gs != "" {
		return false
	}
	switch text[:id] {
	case "]d2", "]C1", "]Q3", "]e0":
	default:
		return false
	}
	var err error
	c.elements, err = gs1.AppendElements(c.elements[:0], text[id:], &c.parse)
	if err != nil {
		return false
	}
	for i := range c.elements {
		c.elements[i].Pos += id
	}
	m := gs1.Message{Symbology: text[:id], Input: text, Elements: c.elements}
	return len(gs1.Diagnose(text, m, nil, &c.doubt).Alternatives) == 0
}

// judge reads a record as parse does.
func (c *checker) judge(it item) reading {
	if it.problem != nil {
		return reading{findings: []gs1.Finding{*it.problem}}
	}
	r := record{text: it.Text}
	in := read(r, c.options.parse)
	in.doubt(r, c.options.parse, c.options.now)
	return in
}

// show writes what there is to say about a record.
func (c *checker) show(it item, in reading) {
	if !c.options.json {
		b := c.out.AvailableBuffer()
		for _, f := range in.findings {
			if f.Severity != gs1.SeverityInfo {
				b = f.AppendText(b, it.Text, it.Where(c.source.name))
			}
		}
		c.out.Write(b)
		return
	}
	_ = writeJSON(&c.out, checkRecord{ // a buffer takes everything
		Schema: "check/1", File: c.source.name, Row: it.Row, Column: it.Column, Value: it.Text, ValueHex: hexOfBinary(it.Text),
		Valid: in.valid, Findings: in.findings, Alternatives: alternativesJSON(in.alternatives),
	})
}
