package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/eachmark/eachmark/gs1"
	stream "github.com/eachmark/eachmark/gs1/record"
)

// Bounds of what one worker takes at a time.
const (
	maxBatch      = 1024     // records
	maxBatchBytes = 64 << 10 // and bytes of their texts
)

// A source is a file of records.
type source struct {
	name    string // "deliveries.csv"
	records *stream.Reader
}

// A batch is some records that follow each other, for one worker.
type batch struct {
	items []item

	err  error // reading ended with it, in place of records
	done chan struct{}
	out  []byte
	tally
}

// An item is one record, or what is wrong in place of one.
type item struct {
	stream.Record
	problem *gs1.Finding
}

// newSource returns the records of in.
func newSource(in io.Reader, name string, o *stream.Options) (*source, error) {
	records, err := stream.NewReader(in, o)
	if err != nil {
		return nil, openError(err, name)
	}
	return &source{name, records}, nil
}

// openError is the error of the command about a file that cannot be read as
// asked for.
func openError(err error, name string) error {
	var column *stream.ColumnError
	switch {
	case !errors.As(err, &column):
		return ioError(fmt.Errorf("%s: %w", name, err), "")
	case column.Repeated:
		return usageError("--column N --header takes the one with the number N", "%s has several columns %q", name, column.Column)
	}
	return usageError("its columns are "+column.Names(), "%s has no column %q", name, column.Column)
}

// batches yields the records of s. A read error is in the last batch.
func (s *source) batches(ctx context.Context) iter.Seq[*batch] {
	return func(yield func(*batch) bool) {
		b, size := &batch{}, 0
		flush := func() bool {
			full := b
			b, size = &batch{items: make([]item, 0, len(full.items))}, 0
			full.done = make(chan struct{})
			return ctx.Err() == nil && yield(full)
		}
		for r, err := range s.records.All() {
			it := item{Record: r}
			var wrong *stream.Error
			switch {
			case errors.As(err, &wrong):
				it.problem = &wrong.Finding
			case err != nil:
				if len(b.items) > 0 && !flush() {
					return
				}
				b.err = ioError(fmt.Errorf("%s: %w", s.name, err), "")
				flush()
				return
			}
			b.items = append(b.items, it)
			size += len(r.Text)
			if (len(b.items) == maxBatch || size >= maxBatchBytes || s.records.Waiting()) && !flush() {
				return
			}
		}
		if len(b.items) > 0 {
			flush()
		}
	}
}
