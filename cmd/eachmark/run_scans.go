package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
)

// A scanReader takes lines for scans of the labels of a run: a print, or the tag of
// the label whose print was the line before.
type scanReader struct {
	*program
	engine *run.Engine
	run    store.Run
	json   bool
	tags   *run.TagChecks // nil until a tag is read
	print  string         // the serial on the line before, "" if that was none
}

// A scanJSON says what the scan of a label meant for its run.
type scanJSON struct {
	Schema  string        `json:"schema"`
	Scan    string        `json:"scan"`
	Serial  string        `json:"serial,omitempty"`
	Was     string        `json:"was,omitempty"`
	Tag     run.TagAnswer `json:"tag,omitempty"` // read with another reader; "wanted" if it should be
	Problem string        `json:"problem,omitempty"`

	words string
}

// tagWanted is a tag that must be read before its label is settled.
const tagWanted run.TagAnswer = "wanted"

// resolve takes one line and says what it means. It reports whether the label is one
// that may be there.
func (s *scanReader) resolve(ctx context.Context, line record) (fine bool, err error) {
	text, print := strings.TrimSpace(line.text), s.print
	s.print = ""
	var said scanJSON
	switch {
	case !run.IsTagRead(text):
		said, err = s.readPrint(ctx, line)
	case print != "":
		said, err = s.readTag(ctx, print, text)
	default:
		said, err = s.readLoneTag(ctx, text)
	}
	if err != nil {
		return false, storeError(err)
	}
	said.Schema, said.Scan = "scanned/1", line.text
	switch {
	case s.json:
		err = writeJSON(s.stdout, said)
	case said.Problem != "":
		fmt.Fprintf(s.stderr, "%s: STOP: %s\n", line.where, said.Problem)
	default:
		fmt.Fprintf(s.stderr, "%s: %s\n", line.where, said.words)
	}
	return said.Problem == "", err
}

// readPrint takes the scan of the print of a label.
func (s *scanReader) readPrint(ctx context.Context, line record) (said scanJSON, err error) {
	said.Serial, said.Problem = scannedSerial(line, s.run.GTIN)
	if said.Problem != "" {
		return said, nil
	}
	s.print = said.Serial
	return s.verify(ctx, said, "is there and readable")
}

// verify takes the label with the serial of what is said for seen.
func (s *scanReader) verify(ctx context.Context, said scanJSON, words string) (scanJSON, error) {
	was, err := s.engine.Verify(ctx, s.run.ID, said.Serial)
	var doubt *run.TagDoubtError
	var refused *run.ScanError
	switch {
	case errors.As(err, &doubt):
		said.Tag, said.Was = tagWanted, store.InDoubt.String()
		said.words = said.Serial + " is in doubt because of its tag: read that right after the print"
		return said, nil
	case errors.As(err, &refused):
		said.Problem, s.print = sentence(err), ""
		return said.before(was), nil
	case was == store.Verified:
		words = "was verified already"
	}
	said.words = said.Serial + " " + words
	return said.before(was), err
}

// before says what an item was before its label was scanned.
func (j scanJSON) before(was store.ItemState) scanJSON {
	if was != 0 {
		j.Was = was.String()
	}
	return j
}

// readTag takes what was read from the tag of the label with a serial.
func (s *scanReader) readTag(ctx context.Context, serial, text string) (said scanJSON, err error) {
	said.Serial = serial
	if s.tags == nil {
		if s.tags, err = s.engine.TagChecks(ctx, s.run.ID); err != nil {
			return said, err
		}
	}
	check, was, err := s.tags.Scan(ctx, serial, text)
	var refused *run.ScanError
	switch {
	case errors.Is(err, run.ErrNoTag), errors.As(err, &refused):
		said.Problem = fmt.Sprintf("the tag after the print of %s: %s", serial, sentence(err))
		return said.before(was), nil
	case err != nil:
		return said, err
	}
	said.Tag = check.Answer
	if check.Answer == run.TagWrong {
		said.Problem = s.tags.TagError(check).Error()
	}
	said.words = "the tag of " + serial + " matches its print"
	return said.before(was), nil
}

// readLoneTag takes what was read from a tag without a print: its label is there,
// unless it is in doubt which label that is.
func (s *scanReader) readLoneTag(ctx context.Context, text string) (said scanJSON, err error) {
	tag, err := epc.ParseHex(text, nil)
	if err != nil {
		said.Problem = "the tag holds nothing of this run: " + sentence(err)
		return said, nil
	}
	m := tag.Elements()
	gtin, _ := m.Value(gs1.AI01)
	serial, hasSerial := m.Value(gs1.AI21)
	switch {
	case gtin != s.run.GTIN.String():
		said.Problem = fmt.Sprintf("the tag holds %s, and nothing of GTIN %s", m, s.run.GTIN)
		return said, nil
	case !hasSerial:
		said.Problem = "the tag holds no serial"
		return said, nil
	}
	said.Serial = serial
	return s.verify(ctx, said, "has a tag that can be read")
}
