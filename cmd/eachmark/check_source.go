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
	maxBatch      = 512      // records
	maxBatchBytes = 64 << 10 // and bytes of their texts
)

// A source is a file of records.
type source struct {
	name    string // "deliveries.csv"
	records *stream.Reader
	spare   chan []item // of batches that are done
}

// A batch is some records that follow each other, for one worker.
type batch struct {
	items []item

	err  error // reading ended with it, in place of records
	done chan struct{}
	out  []byte
	talk []byte // of epc, for people
	exit error  // of epc, the exit code that the records lead to
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
	return &source{name, records, make(chan []item, 1)}, nil
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

// newBatch returns an empty batch.
func (s *source) newBatch() *batch {
	b := &batch{done: make(chan struct{})}
	select {
	case b.items = <-s.spare:
	default:
	}
	return b
}

// recycle takes back what a batch needs no more.
func (s *source) recycle(b *batch) {
	select {
	case s.spare <- b.items[:0]:
	default:
	}
}

// addError appends what is wrong in place of a record. It returns the error that
// reading ended with, if err is none about r.
func (b *batch) addError(r stream.Record, err error) error {
	var wrong *stream.Error
	if !errors.As(err, &wrong) {
		return err
	}
	b.items = append(b.items, item{r, &wrong.Finding})
	return nil
}

// batches yields the records of s. A read error is in the last batch.
func (s *source) batches(ctx context.Context) iter.Seq[*batch] {
	return func(yield func(*batch) bool) {
		b, size := s.newBatch(), 0
		flush := func() bool {
			full := b
			b, size = s.newBatch(), 0
			return ctx.Err() == nil && yield(full)
		}
		for r, err := range s.records.All() {
			if err == nil {
				b.items = append(b.items, item{Record: r})
			} else if err = b.addError(r, err); err != nil {
				if len(b.items) > 0 && !flush() {
					return
				}
				b.err = ioError(fmt.Errorf("%s: %w", s.name, err), "")
				flush()
				return
			}
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
