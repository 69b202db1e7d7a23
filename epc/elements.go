package epc

import (
	"github.com/eachmark/eachmark/gs1"
)

// Elements returns the element strings of the EPC, with positions in their
// bracketed form: for SGTIN-96 (01), whose check digit is computed, and (21)
// (TDS 2.3 §7). Those behind the EPC of a scheme of TDS 2.x follow. GID-96,
// USDoD-96 and ADI-var have none. The filter value is not among them.
func (t Tag) Elements() gs1.Message {
	type span struct {
		ai  gs1.AI
		end int
	}
	var spans []span
	var text []byte
	t.eachElement(func(ai gs1.AI, value []byte) {
		text = append(text, value...)
		spans = append(spans, span{ai, len(text)})
	})
	if len(spans) == 0 {
		return gs1.Message{}
	}
	all, start := string(text), 0
	elements := make([]gs1.Element, len(spans))
	for i, s := range spans {
		elements[i] = gs1.Element{AI: s.ai, Value: all[start:s.end]}
		start = s.end
	}
	return gs1.NewMessage(elements...)
}

// AppendElements appends the element strings in their bracketed form,
// "(01)09506000134352(21)123456789", as [gs1.Message.AppendBracketed] does.
func (t Tag) AppendElements(b []byte) []byte {
	t.eachElement(func(ai gs1.AI, value []byte) {
		b = append(b, '(')
		b, _ = ai.AppendText(b) // it has no error
		b = append(b, ')')
		for _, c := range value {
			if c == '(' {
				b = append(b, '\\')
			}
			b = append(b, c)
		}
	})
	return b
}

// eachElement calls yield with each element; the value is good until it returns.
func (t *Tag) eachElement(yield func(ai gs1.AI, value []byte)) {
	switch c := &schemes[t.scheme]; {
	case c.keys != nil:
		t.plusElements(yield)
	case c.elements != nil:
		t.classicElements(c, yield)
	}
}

// components sets parts to what a URI of the tag has between its dots, without
// escapes, and returns how many they are. The text goes to b.
func (t *Tag) components(c *coding, b []byte, parts *[maxComponents][]byte) (n int) {
	at := c.filter.end()
	add := func(f *field) {
		b, at = f.append(b, &t.store, at, false)
		parts[n], b = b, b[len(b):]
		n++
	}
	if c.rows != nil {
		row := &c.rows[t.store.get(at, partitionBits)&7]
		at += partitionBits
		add(&row.prefix)
		add(&row.rest)
	}
	for i := range c.tail {
		if f := &c.tail[i]; f.method != methodZero {
			add(f)
		}
	}
	return n
}

func (t *Tag) classicElements(c *coding, yield func(ai gs1.AI, value []byte)) {
	var text, value [maxValue]byte
	var parts [maxComponents][]byte
	t.components(c, text[:0], &parts)
	for i := range c.elements {
		rule := &c.elements[i]
		if v := rule.value(value[:0], &parts); v != nil {
			yield(rule.ai, v)
		}
	}
}

// value appends the value that the rule makes of the parts of a URI. It returns
// nil if there is no such element.
func (r *rule) value(b []byte, parts *[maxComponents][]byte) []byte {
	for _, p := range r.parts {
		rest := parts[restComponent]
		switch p {
		case partZero:
			b = append(b, '0')
		case partCheck:
			b = append(b, checkDigit(b))
		case partFirst:
			b = append(b, rest[0])
		case partTail:
			b = append(b, rest[1:]...)
		default:
			b = append(b, parts[p-partComponent]...)
		}
	}
	if r.unless != "" && string(b) == r.unless {
		return nil
	}
	return b
}
