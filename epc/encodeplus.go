package epc

import (
	"fmt"
	"slices"

	"github.com/eachmark/eachmark/gs1"
)

// encodePlus makes a tag of TDS 2.x: the elements of the key, the first date if the
// scheme has one, the domain name, and all other elements behind.
func (o *Options) encodePlus(scheme Scheme, m gs1.Message) (Tag, *Error) {
	c := &schemes[scheme]
	key, err := c.findKey(m)
	if err != nil {
		return Tag{}, err
	}
	filter, err := o.filter(c, c.indicator(key), key.Pos)
	if err != nil {
		return Tag{}, err
	}
	p := plusWriter{c: c, used: make([]gs1.AI, 0, 16)}
	p.put(uint64(c.header)<<1, headerBits+1)
	p.put(uint64(filter), int(c.filter.bits))
	p.date(m)
	p.keys(m, key)
	p.host(o.Host)
	p.data(m)
	if p.err == nil && p.n > maxBits {
		p.err = p.tooLong()
	}
	if p.err != nil {
		return Tag{}, p.err
	}
	if o.Notes != nil {
		o.noteExcluded(c, key)
	}
	return newTag(&p.store, p.n), nil
}

// A plusWriter writes the elements of a scheme of TDS 2.x. After the first error
// it writes nothing of use.
type plusWriter struct {
	bitWriter
	c    *coding
	used []gs1.AI // elements that are written
	err  *Error
}

func (p *plusWriter) fail(err *Error) {
	if p.err == nil {
		p.err = err
	}
}

// date writes the first element that can be the date of the scheme.
func (p *plusWriter) date(m gs1.Message) {
	if !p.c.date {
		return
	}
	for _, e := range m.Elements {
		kind := slices.Index(dateTypes[:], e.AI)
		if kind < 0 || len(e.Value) != 2*dateParts {
			continue
		}
		p.put(uint64(kind), dateTypeBits)
		if why := writeTime(&p.bitWriter, e.Value, dateParts); why != "" {
			p.fail(p.c.badValue(e, 0, why))
		}
		p.used = append(p.used, e.AI)
		return
	}
	p.fail(&Error{
		Code: CodeElement, message: p.c.name + " needs a date such as (17)", expected: "a date",
		rule: document + " §14.5.3",
	})
}

// keys writes the elements of the key, of which first is the one of findKey.
func (p *plusWriter) keys(m gs1.Message, first gs1.Element) {
	for i := range p.c.keys {
		k := &p.c.keys[i]
		e, ok := find(m, k.ai)
		switch {
		case i == 0:
			e = first
			p.checkDigit(e, (*k.format)[0].checked)
		case !ok && k.none != "":
			e.Value = k.none
		case !ok:
			p.fail(p.c.missing(k.ai))
		case k.none != "" && e.Value == k.none:
			p.fail(p.c.meansNone(e))
		}
		p.value(e, *k.format)
		p.used = append(p.used, k.ai)
	}
}

// checkDigit checks the last of the first n digits of the key.
func (p *plusWriter) checkDigit(key gs1.Element, n uint8) {
	if n := int(n); n > 0 && n <= len(key.Value) {
		if err := checkKey(key, n-1); err != nil {
			p.fail(err)
		}
	}
}

func (p *plusWriter) value(e gs1.Element, f format) {
	if p.err != nil {
		return
	}
	if at, why := f.write(&p.bitWriter, e.Value); why != "" {
		p.fail(p.c.badValue(e, at, why))
	}
}

func (c *coding) badValue(e gs1.Element, at int, why string) *Error {
	return &Error{
		Code: CodeData, ai: e.AI, Start: e.Pos + at, End: e.Pos + len(e.Value), found: clip(e.Value),
		message: fmt.Sprintf("value %s of (%s) %s, so %s does not hold it", quote(e.Value), e.AI, why, c.name),
		rule:    document + " §14.5, §15.3 table F",
	}
}

func (p *plusWriter) host(host string) {
	if !p.c.host {
		return
	}
	if why := writeHost(&p.bitWriter, host); why != "" {
		p.fail(&Error{
			Code: CodeHost, found: clip(host), message: fmt.Sprintf("domain name %s %s, and %s needs one", quote(host), why, p.c.name),
			fix: "state Host, such as id.example.com, or take " + p.c.plus().name, rule: document + " §14.5.16.1",
		})
	}
}

// data writes the elements that are left, in the order of m, and the toggle bit.
func (p *plusWriter) data(m gs1.Message) {
	start, last := p.n, gs1.Element{}
	for _, e := range m.Elements {
		if slices.Contains(p.used, e.AI) {
			continue
		}
		p.used = append(p.used, e.AI)
		start, last = p.n, e
		p.store[0] |= 1 << (wordBits - 1 - plusToggle)
		f := findFormat(e.AI)
		if f == nil {
			p.fail(&Error{
				Code: CodeData, ai: e.AI, Start: e.Pos, End: e.Pos + len(e.Value), found: e.AI.String(),
				message: fmt.Sprintf("(%s) cannot stand on a tag: the standard has no coding for it", e.AI),
				fix:     "leave it to the barcode", rule: document + " §15.3 table F",
			})
			return
		}
		digits := e.AI.String()
		for i := range len(digits) {
			p.put(uint64(digits[i]-'0'), 4)
		}
		p.value(e, f)
	}
	if p.n > start && p.n <= maxBits && p.zero(start, p.n) {
		p.fail(p.c.badValue(last, 0, "is zeros only and stands last, where zeros are padding"))
	}
}

func (p *plusWriter) tooLong() *Error {
	return &Error{
		Code: CodeLength, found: fmt.Sprintf("%d bits", p.n), expected: fmt.Sprintf("at most %d bits", maxBits),
		message: fmt.Sprintf("the elements need %d bits in %s, and an EPC has at most %d", p.n, p.c.name, maxBits),
		fix:     "leave elements to the barcode or to user memory", rule: document + " §15.3",
	}
}
