package epc

import (
	"bytes"

	"github.com/eachmark/eachmark/gs1"
)

// Elements returns the element strings of the EPC, with positions in their
// bracketed form: for SGTIN-96 (01), whose check digit is computed, and (21)
// (TDS 2.3 §7). Those behind the EPC of a scheme of TDS 2.x follow. GID-96,
// USDoD-96 and ADI-var have none. The filter value is not among them.
func (t *Tag) Elements() gs1.Message {
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
func (t *Tag) AppendElements(b []byte) []byte {
	c := t.coding()
	switch {
	case c.keys != nil:
		return t.appendPlusElements(b)
	case c.plain:
		return plainRowOf(t.store[0]).appendElements(b, c.elements, t.store[0], t.store[1])
	}
	var text, value [maxValue]byte
	parts, _ := t.components(c, text[:0])
	for i := range c.elements {
		rule := &c.elements[i]
		if v := rule.append(value[:0], &parts); !rule.isNone(v) {
			b = append(b, rule.open...)
			b = appendEscaped(b, v)
		}
	}
	return b
}

func (t *Tag) appendPlusElements(b []byte) []byte {
	var value [maxValue]byte
	for r := t.plusReader(); r.next(); {
		v, ok := r.appendValue(value[:0])
		if !ok {
			continue
		}
		b = append(b, '(')
		b, _ = r.ai.AppendText(b) // it has no error
		b = append(b, ')')
		b = appendEscaped(b, v)
	}
	return b
}

// appendEscaped appends a value with a backslash before each opening parenthesis.
func appendEscaped(b, value []byte) []byte {
	for {
		i := bytes.IndexByte(value, '(')
		if i < 0 {
			return append(b, value...)
		}
		b = append(append(b, value[:i]...), `\(`...)
		value = value[i+1:]
	}
}

// eachElement calls yield with each element; the value is good until it returns.
func (t *Tag) eachElement(yield func(ai gs1.AI, value []byte)) {
	switch c := t.coding(); {
	case c.keys != nil:
		t.plusElements(yield)
	case c.elements != nil:
		t.classicElements(c, yield)
	}
}

// components returns what a URI of the tag has between its dots, without escapes,
// and how many parts that are. The text goes to b.
func (t *Tag) components(c *coding, b []byte) (parts [maxComponents][]byte, n int) {
	at := c.filter.end()
	if c.rows != nil {
		row := &c.rows[t.store.get(at, partitionBits)&7]
		parts[0], at = row.prefix.append(b, &t.store, at+partitionBits, false)
		b = parts[0][len(parts[0]):]
		parts[restComponent], at = row.rest.append(b, &t.store, at, false)
		b, n = parts[restComponent][len(parts[restComponent]):], restComponent+1
	}
	for i := range c.tail {
		if f := &c.tail[i]; f.method != methodZero {
			parts[n], at = f.append(b, &t.store, at, false)
			b, n = parts[n][len(parts[n]):], n+1
		}
	}
	return parts, n
}

func (t *Tag) classicElements(c *coding, yield func(ai gs1.AI, value []byte)) {
	var text, value [maxValue]byte
	parts, _ := t.components(c, text[:0])
	for i := range c.elements {
		rule := &c.elements[i]
		if v := rule.append(value[:0], &parts); !rule.isNone(v) {
			yield(rule.ai, v)
		}
	}
}

// append appends the value that the rule makes of the parts of a URI.
func (r *rule) append(b []byte, parts *[maxComponents][]byte) []byte {
	start, rest := len(b), parts[restComponent]
	for _, p := range r.parts {
		switch p {
		case partZero:
			b = append(b, '0')
		case partCheck:
			b = append(b, checkDigit(b[start:]))
		case partFirst:
			b = append(b, rest[0])
		case partTail:
			b = append(b, rest[1:]...)
		default:
			b = append(b, parts[p-partComponent]...)
		}
	}
	return b
}

// isNone reports whether a value says that there is no such element.
func (r *rule) isNone(value []byte) bool { return r.unless != "" && string(value) == r.unless }
