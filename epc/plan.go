package epc

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/eachmark/eachmark/gs1"
)

// A Proposal is a scheme to write elements in, and what comes of it.
type Proposal struct {
	Scheme Scheme

	// Tag is the EPC; it has every element that fits. The zero value says that the
	// scheme cannot have the elements at all, for the reason that Err gives.
	Tag Tag

	// Bits is how many bits of EPC memory are written: whole words of 16. Where
	// Tag is none, and lacks nothing but room, it is what the elements of the key
	// need.
	Bits int

	// Held are the elements in the tag, Left those that are left to the barcode
	// or to user memory, each in the order of the message.
	Held, Left []gs1.Element

	// Err says why there is no Tag: an [*Error] as [Encode] has it, with
	// [CodeLength] where the memory is too small.
	Err error
}

// Plan tells how the elements of m can stand in an EPC memory bank of so many bits,
// not counting CRC and PC word: what fits in each scheme for the key, the best
// first. That is the one with the most elements, of several one that needs no
// reader for TDS 2.x, of several the shortest. Serials stay as they are: 007 and A1
// go to schemes that hold them. Options are as for [Encode]; with a Scheme there is
// one proposal, with a Host those that hold it come first.
func Plan(m gs1.Message, bits int, o *Options) []Proposal {
	if o == nil {
		o = new(Options)
	}
	var all []Proposal
	if o.Scheme != 0 {
		all = append(all, o.propose(o.Scheme, m, min(bits, maxBits)))
	}
	for s := range o.candidates(m) {
		all = append(all, o.propose(s, m, min(bits, maxBits)))
	}
	slices.SortStableFunc(all, func(a, b Proposal) int {
		return cmp.Or(
			cmp.Compare(order(!a.Tag.IsValid()), order(!b.Tag.IsValid())),
			cmp.Compare(order(o.Host != "" && !a.Scheme.HoldsHost()), order(o.Host != "" && !b.Scheme.HoldsHost())),
			cmp.Compare(len(b.Held), len(a.Held)),
			cmp.Compare(order(a.Scheme.Plus()), order(b.Scheme.Plus())),
			cmp.Compare(a.Tag.Bits(), b.Tag.Bits()),
		)
	})
	return all
}

// order puts false before true.
func order(b bool) int {
	if b {
		return 1
	}
	return 0
}

// candidates yields the schemes for the first key of m, with a domain name only if
// one is stated.
func (o *Options) candidates(m gs1.Message) iter.Seq[Scheme] {
	return func(yield func(Scheme) bool) {
		for _, e := range m.Elements {
			found := false
			for s := range SchemesFor(e.AI) {
				found = true
				if o.Scheme == 0 && (o.Host != "" || !s.HoldsHost()) && !yield(s) {
					return
				}
			}
			if found {
				return
			}
		}
	}
}

// propose tries the elements of m in the scheme.
func (o *Options) propose(s Scheme, m gs1.Message, bits int) Proposal {
	p := Proposal{Scheme: s}
	c := &schemes[s]
	with := *o
	with.Scheme, with.Notes = s, nil
	kept, others := c.parted(m)
	p.try(kept, bits, &with)
	if !p.Tag.IsValid() {
		p.Left = m.Elements
		return p
	}
	if c.keys != nil {
		for _, e := range others {
			p.try(inOrder(m, append(kept[:len(kept):len(kept)], e)), bits, &with)
			kept = p.Held
		}
	}
	p.Err = nil
	for _, e := range m.Elements {
		if !slices.Contains(p.Held, e) {
			p.Left = append(p.Left, e)
		}
	}
	return p
}

// try makes the tag of elements and keeps it if it fits.
func (p *Proposal) try(elements []gs1.Element, bits int, o *Options) {
	t, err := Encode(gs1.Message{Elements: elements}, o)
	if err == nil && t.Words()*gen2Word > bits {
		err = &Error{
			Code: CodeLength, found: fmt.Sprintf("%d bits", bits), expected: fmt.Sprintf("%d bits", t.Words()*gen2Word),
			message: fmt.Sprintf("%v needs %d bits, and the EPC memory has %d", t.Scheme(), t.Words()*gen2Word, bits),
			fix:     "take a chip with more EPC memory, or a shorter serial", rule: document + " §14.3, §15.1",
		}
		if !p.Tag.IsValid() {
			p.Bits = t.Words() * gen2Word
		}
	}
	if err != nil {
		p.Err = err
		return
	}
	p.Tag, p.Bits, p.Held = t, t.Words()*gen2Word, elements
}

// parted returns the elements that the scheme cannot do without and the others. The
// date of a scheme with one is that of the expiry, or else the first.
func (c *coding) parted(m gs1.Message) (kept, others []gs1.Element) {
	date := gs1.AI(0)
	if c.date {
		date = c.dateOf(m)
	}
	for _, e := range m.Elements {
		if e.AI == date || c.needs(e.AI) {
			kept = append(kept, e)
		} else {
			others = append(others, e)
		}
	}
	return kept, others
}

func (c *coding) needs(ai gs1.AI) bool {
	return c.holds(ai) || slices.ContainsFunc(c.keys, func(k keyRule) bool { return k.ai == ai })
}

func (c *coding) dateOf(m gs1.Message) (first gs1.AI) {
	for _, e := range m.Elements {
		if slices.Contains(dateTypes[:], e.AI) && len(e.Value) == 2*dateParts && (first == 0 || e.AI == gs1.AI17) {
			first = e.AI
		}
	}
	return first
}

// inOrder returns elements in the order that they have in m.
func inOrder(m gs1.Message, elements []gs1.Element) (sorted []gs1.Element) {
	for _, e := range m.Elements {
		if slices.Contains(elements, e) {
			sorted = append(sorted, e)
		}
	}
	return sorted
}

// TooSmall reports whether nothing but room is lacking.
func (p Proposal) TooSmall() bool {
	e := (*Error)(nil)
	return errors.As(p.Err, &e) && e.Code == CodeLength
}
