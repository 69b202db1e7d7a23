package run

import (
	"context"
	"errors"

	"github.com/eachmark/eachmark/printer/zebra"
)

// A Survey is what a printer tells of itself. Nil is what it does not tell.
type Survey struct {
	Identity zebra.Identity
	Trust    Trust
	Family   zebra.Family // with the quirks of printers like it
	Setup    *zebra.Setup
	Counters *zebra.Counters
	Tags     *zebra.TagCounters // nil if it has no RFID reader
	Warnings []string           // what an operator has to look out for, a sentence each
}

// Survey asks the printer that [Engine.Open] has opened what it tells of itself. It
// prints nothing.
func (e *Engine) Survey(ctx context.Context) (Survey, error) {
	s := Survey{Identity: e.identity, Trust: e.Trust(), Family: zebra.QuirksOf(e.identity)}
	if e.mute {
		return s, nil
	}
	setup, err := e.printer.Setup(ctx)
	if err != nil {
		return s, err
	}
	s.Setup, s.Warnings = &setup, setup.Warnings(s.Family)
	if c, err := e.printer.Counters(ctx); err == nil {
		s.Counters = &c
	} else if !errors.Is(err, zebra.ErrNoCounters) {
		return s, err
	}
	if c, err := e.printer.TagCounters(ctx); err == nil {
		s.Tags = &c
	} else if !errors.Is(err, zebra.ErrNoCounters) {
		return s, err
	}
	return s, nil
}
