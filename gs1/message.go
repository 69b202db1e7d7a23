package gs1

// GS is the separator between element strings in transmitted data: ASCII 29,
// what a scanner sends for FNC1 (GS1 General Specifications §7.8.5).
const GS = '\x1d'

// An Element is one element string: an application identifier and its value.
type Element struct {
	AI    AI
	Value string // without separator and escapes: "(" for "\(" of bracketed text, "/" for "%2F" of a URI
	Pos   int    // byte offset of the value in Message.Input
}

// A Message is the ordered element strings of one data carrier. The zero value
// is an empty message. Parsers return it; [NewMessage] builds one by hand.
type Message struct {
	Symbology string // AIM symbology identifier such as "]d2", "" when the input had none
	AddOn     string // the two or five digits of an EAN/UPC add-on symbol, "" if there is none
	Linear    int    // how many elements the linear component of a composite symbol holds, 0 if that is not known
	Input     string // the text the positions of elements and findings refer to
	Elements  []Element
}

// NewMessage returns the message of elements; their positions, and those of
// findings about it, refer to its bracketed form, which becomes Input.
func NewMessage(elements ...Element) Message {
	m := Message{Elements: elements}
	var b []byte
	for i := range elements {
		b = elements[i].appendBracketed(b, &elements[i].Pos)
	}
	m.Input = string(b)
	return m
}

// Value returns the value of the first element with the identifier ai.
func (m Message) Value(ai AI) (value string, ok bool) {
	for _, e := range m.Elements {
		if e.AI == ai {
			return e.Value, true
		}
	}
	return "", false
}

// String returns the bracketed form, as [Message.AppendBracketed] does.
func (m Message) String() string { return string(m.AppendBracketed(nil)) }

// AppendBracketed appends the bracketed form, "(01)09506000134352(10)ABC". A
// "(" inside a value is written "\(", and "|" stands before the composite
// component: "(01)09506000134352|(10)ABC".
func (m Message) AppendBracketed(b []byte) []byte {
	linear, composite := m.components()
	for _, e := range linear {
		b = e.appendBracketed(b, nil)
	}
	if len(composite) > 0 {
		b = append(b, '|')
	}
	for _, e := range composite {
		b = e.appendBracketed(b, nil)
	}
	return b
}

// components returns the elements of the linear and of the composite component,
// which is empty if the message is not of a composite symbol.
func (m Message) components() (linear, composite []Element) {
	if m.Linear <= 0 || m.Linear > len(m.Elements) {
		return m.Elements, nil
	}
	return m.Elements[:m.Linear], m.Elements[m.Linear:]
}

// appendBracketed appends the element and, if pos is not nil, stores there
// where in b the value begins.
func (e Element) appendBracketed(b []byte, pos *int) []byte {
	b = append(b, '(')
	b = e.AI.append(b)
	b = append(b, ')')
	if pos != nil {
		*pos = len(b)
	}
	for i := range len(e.Value) {
		if e.Value[i] == '(' {
			b = append(b, '\\')
		}
		b = append(b, e.Value[i])
	}
	return b
}

// AppendData appends the unbracketed form in which "^" stands for FNC1, first
// and as separator: "^010950600013435210ABC^21123". The composite component
// follows behind "|" and begins with "^" too.
func (m Message) AppendData(b []byte) []byte {
	linear, composite := m.components()
	b = appendElements(append(b, '^'), linear, '^')
	if len(composite) > 0 {
		b = appendElements(append(b, "|^"...), composite, '^')
	}
	return b
}

// appendElements appends the element strings of elements with a separator after
// each that is not of predefined length and not the last (GS1 General
// Specifications §7.8.5.2).
func appendElements(b []byte, elements []Element, separator byte) []byte {
	for i, e := range elements {
		b = e.AI.append(b)
		b = append(b, e.Value...)
		if i < len(elements)-1 && !e.AI.PredefinedLength() {
			b = append(b, separator)
		}
	}
	return b
}

// AppendHRI appends the human readable interpretation, "(01) 09506000134352
// (10) ABC": identifiers in brackets, which are not part of the data (GS1
// General Specifications §4.15).
func (m Message) AppendHRI(b []byte) []byte {
	for i, e := range m.Elements {
		if i > 0 {
			b = append(b, ' ')
		}
		b = e.AppendHRI(b)
	}
	return b
}

// AppendHRI appends the human readable interpretation of one element string,
// "(01) 09506000134352".
func (e Element) AppendHRI(b []byte) []byte {
	b = append(b, '(')
	b = e.AI.append(b)
	b = append(b, ") "...)
	return append(b, e.Value...)
}
