package run

import (
	"context"
	"errors"

	"github.com/eachmark/eachmark/printer/zebra"
)

// A Tier says how far a printer's word about its labels goes. The zero value is
// none: no printer was asked.
type Tier string

const (
	TierCounts Tier = "A" // it counts labels, openings and time: every label is settled
	TierUptime Tier = "B" // it tells how long it is on, but does not count
	TierStatus Tier = "C" // it answers ~HS only
	TierNone   Tier = "D" // it says nothing
)

// A Trust is how far the word of one printer goes, or of those of a model.
type Trust struct {
	Tier  Tier
	Model string // "" if the printer did not say
}

// Meaning returns what the tier means for the labels, in one sentence without a
// full stop: "ZM400 tells how long it is on, but does not count labels: scan them".
func (t Trust) Meaning() string {
	printer := t.Model
	if printer == "" {
		printer = "the printer"
	}
	switch t.Tier {
	case TierCounts:
		return printer + " counts its labels, and every one is settled by that"
	case TierUptime:
		return printer + " tells how long it is on, but does not count labels: scan them"
	case TierStatus:
		return printer + " tells its status only, and does not count labels: scan them"
	case TierNone:
		return printer + " says nothing: scan the labels"
	}
	return ""
}

// String returns the tier and what it means: "C: the printer tells …".
func (t Trust) String() string { return string(t.Tier) + ": " + t.Meaning() }

// Trust returns how far the word of the printer goes that [Engine.Open] has opened.
func (e *Engine) Trust() Trust { return Trust{e.tier, e.identity.Product} }

// tierOf finds out the tier of a printer of which asking for counters gave err.
func (e *Engine) tierOf(ctx context.Context, err error) Tier {
	switch {
	case err == nil:
		return TierCounts
	case errors.Is(err, zebra.ErrNoCounters):
		return e.tierUncounted(ctx)
	case errors.Is(err, zebra.ErrSilent) && e.AskZPL && e.tellsStatus(ctx):
		e.learnModel(ctx)
		return TierStatus
	}
	return TierNone
}

// tierUncounted finds out the tier of a printer that knows Set-Get-Do, but does
// not count. One that is not set to ZPL would print a question in ZPL.
func (e *Engine) tierUncounted(ctx context.Context) Tier {
	setup, err := e.printer.Setup(ctx)
	if err != nil {
		return TierNone
	}
	knowsZPL := setup.SpeaksZPL() && (setup.Languages != "" || e.AskZPL)
	uptime, err := e.printer.HasUptime(ctx)
	if knowsZPL && err == nil {
		e.learnModel(ctx)
	}
	switch {
	case err == nil && uptime:
		return TierUptime
	case err == nil && knowsZPL && e.tellsStatus(ctx):
		return TierStatus
	}
	return TierNone
}

func (e *Engine) tellsStatus(ctx context.Context) bool {
	_, err := e.printer.HostStatus(ctx)
	return err == nil
}

// learnModel asks in ZPL for the model of a printer that did not tell it otherwise.
func (e *Engine) learnModel(ctx context.Context) {
	if e.identity.Product != "" {
		return
	}
	if id, err := e.printer.HostID(ctx); err == nil {
		e.identity.Product, e.identity.Firmware = id.Model, id.Version
	}
}
