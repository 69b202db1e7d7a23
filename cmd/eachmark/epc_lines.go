package main

import (
	"bytes"
	"context"
	"fmt"
	"sync"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
)

// A tagWork translates records one after the other, for one worker.
type tagWork interface {
	// add appends what comes of a record to b, and of its findings to b.talk.
	add(b *batch, r record)
}

// epcLines does the work for each argument, or for the lines of the standard input,
// many at a time. A record that cannot be translated does not stop the stream.
func (p *program) epcLines(ctx context.Context, args []string, newWork func() tagWork) error {
	if len(args) == 0 {
		if p.stdinTerminal {
			return errNoInput
		}
		args = []string{"-"}
	}
	worst := error(nil)
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	finish := func(b *batch) error {
		defer func() { buffers.Put(&b.out) }()
		if worst != errQuiet(exitUsage) && b.exit != nil {
			worst = b.exit
		}
		if _, err := p.stdout.Write(b.out); err != nil {
			return ioError(err, "")
		}
		if _, err := p.stderr.Write(b.talk); err != nil {
			return ioError(err, "")
		}
		return nil
	}
	for _, arg := range args {
		var err error
		if arg == "-" {
			var s *source
			if s, err = newSource(p.stdin, "stdin", nil); err != nil {
				return err
			}
			err = s.work(ctx, func() func(*batch) { return s.tagWorker(newWork(), &buffers) }, finish)
		} else {
			b := new(batch)
			newWork().add(b, record{text: arg})
			err = finish(b)
		}
		if err != nil {
			return err
		}
	}
	return worst
}

// tagWorker does the work for each record of a batch. What it writes goes to one of
// the buffers.
func (s *source) tagWorker(work tagWork, buffers *sync.Pool) func(*batch) {
	return func(b *batch) {
		b.out = (*buffers.Get().(*[]byte))[:0]
		for _, it := range b.items {
			work.add(b, record{text: it.Text, row: it.Row, problem: it.problem})
		}
	}
}

// place names where a record stands, "stdin:3", "" for an argument.
func (r record) place() string {
	if r.where == "" && r.row > 0 {
		return fmt.Sprintf("stdin:%d", r.row)
	}
	return r.where
}

// addRecord appends a record as JSON or as text, and its findings.
func (b *batch) addRecord(r epcRecord, findings []gs1.Finding, place string, asJSON bool) {
	b.worsen(r.Error)
	if asJSON {
		b.addJSON(r)
		return
	}
	if r.Error == nil {
		b.addTag(&r.tag)
	}
	b.addFindings(findings, r.Input, place)
}

// worsen sets the exit code for an error, which is nil for none.
func (b *batch) worsen(f *gs1.Finding) {
	if f != nil && b.exit != errQuiet(exitUsage) {
		b.exit = exitOf(f)
	}
}

func (b *batch) addJSON(v any) {
	out := bytes.NewBuffer(b.out)
	_ = writeJSON(out, v) // a buffer takes everything
	b.out = out.Bytes()
}

func (b *batch) addFindings(findings []gs1.Finding, input, place string) {
	for _, f := range findings {
		b.talk = f.AppendText(b.talk, input, place)
	}
}

// addFindingRecords appends findings as JSON.
func (b *batch) addFindingRecords(findings []gs1.Finding, place string) {
	talk := bytes.NewBuffer(b.talk)
	for _, f := range findings {
		_ = writeJSON(talk, findingRecord{"finding/1", place, f}) // a buffer takes everything
	}
	b.talk = talk.Bytes()
}

// addTag appends a tag as a line: bits, tag URI, elements. Tags of TDS 2.x have a
// Digital Link URI in place of the tag URI.
func (b *batch) addTag(t *epc.Tag) {
	out := append(t.AppendHex(b.out), '\t')
	if t.Scheme().Plus() {
		if uri, err := t.AppendLink(out, ""); err == nil {
			out = uri
		}
	} else {
		out = t.AppendTagURI(out)
	}
	b.out = append(t.AppendElements(append(out, '\t')), '\n')
}

// A tagDecoder tells what tags hold.
type tagDecoder struct {
	json  bool
	notes []gs1.Finding
}

func (d *tagDecoder) add(b *batch, r record) {
	if r.problem != nil {
		record, findings := failedEPC(r.text, []gs1.Finding{*r.problem})
		b.addRecord(record, findings, r.place(), d.json)
		return
	}
	if t, ok := d.plainTag(r.text); ok && !d.json {
		b.addTag(&t)
		return
	}
	record, findings := decodeEPC(r.text)
	b.addRecord(record, findings, r.place(), d.json)
}

// plainTag returns the tag of hex digits that there is nothing to say about. It is
// quick and says no in doubt.
func (d *tagDecoder) plainTag(text string) (epc.Tag, bool) {
	if text == "" || text[0]|0x20 == 'u' || text[0]|0x20 == 'h' {
		return epc.Tag{}, false
	}
	d.notes = d.notes[:0]
	t, err := epc.ParseHex(text, &epc.Options{Notes: &d.notes})
	return t, err == nil && len(d.notes) == 0
}

// A tagEncoder makes tags.
type tagEncoder struct {
	o    epc.Options
	json bool
}

func (e *tagEncoder) add(b *batch, r record) {
	record, findings := encodeEPC(r, e.o)
	b.addRecord(record, findings, r.place(), e.json)
}
