package run

import (
	"cmp"
	"context"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
)

// checkTag has the tag checked that is due at a place, if anybody checks tags. What
// is proved is written down before, and afterwards the printer is looked at anew:
// a person had time to do anything to it.
func (r *attempt) checkTag(ctx context.Context, p Place) (*printer.Fault, error) {
	whole := context.WithoutCancel(ctx)
	if r.Check == nil || r.Tag == nil || r.again != nil || !r.answers || ctx.Err() != nil ||
		p == FirstTag && r.checked != nil && r.checked.sameSetup(r.base) {
		return nil, nil
	}
	if err := r.record(whole, moves(r.proved, store.Printed, evidence{Snapshot: &r.base})); err != nil {
		return nil, err
	}
	r.proved = r.proved[:0]
	checks, err := r.TagChecks(whole, r.runID)
	if err != nil {
		return nil, err
	}
	if question := checks.question(p); question.N > 0 {
		return r.ask(ctx, checks, question)
	}
	if checks.answered {
		r.checked = new(checks.setup)
	}
	return nil, nil
}

// ask asks for the check of a tag and settles the answer. Without one, because ctx
// ended, the check stays due.
func (r *attempt) ask(ctx context.Context, checks *TagChecks, question TagCheck) (*printer.Fault, error) {
	whole := context.WithoutCancel(ctx)
	answer, err := r.Check(ctx, question)
	switch {
	case ctx.Err() != nil:
		return nil, nil
	case err != nil:
		return nil, err
	}
	check := question
	check.Answer, check.Read = cmp.Or(answer.Answer, TagUnchecked), answer.Read
	if err := checks.settle(whole, check); err != nil {
		return nil, err
	}
	if check.Answer == TagWrong {
		return &printer.Fault{Kind: printer.FaultTagBeside, Err: checks.TagError(check)}, nil
	}
	if r.checked = new(checks.setup); question.Place == LastTag {
		return nil, nil
	}
	if fault := r.ready(whole); fault != nil {
		return r.disturbed(whole, fault)
	}
	return nil, nil
}
