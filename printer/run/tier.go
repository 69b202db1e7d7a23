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
	TierUptime Tier = "B" // it tells its uptime and status, but does not count
	TierStatus Tier = "C" // it answers ~HS only
	TierNone   Tier = "D" // it says nothing
)

// Meaning returns what the tier means for the labels, in one sentence.
func (t Tier) Meaning() string {
	switch t {
	case TierCounts:
		return "the printer counts its labels, and every one is settled by that"
	case TierUptime:
		return "the printer tells when something is wrong, but does not count: scan the labels"
	case TierStatus:
		return "the printer tells its status only: scan the labels"
	case TierNone:
		return "the printer says nothing: scan the labels"
	}
	return ""
}

// tierOf finds out the tier of a printer of which asking for counters gave err.
func (e *Engine) tierOf(ctx context.Context, err error) Tier {
	if err == nil {
		return TierCounts
	}
	if !errors.Is(err, zebra.ErrNoCounters) {
		return TierNone
	}
	if _, err := e.printer.HostStatus(ctx); err != nil {
		return TierNone
	}
	if known, err := e.printer.HasUptime(ctx); err == nil && known {
		return TierUptime
	}
	return TierStatus
}
