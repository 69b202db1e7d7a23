// Package dl writes GS1 Digital Link URIs: web addresses that carry element
// strings, "https://id.gs1.org/01/09506000134352/10/ABC?17=271231".
//
// [Append] writes the URI of a message; [gs1.AI.Link] says what part an
// identifier can have in one.
//
// # Specification
//
// GS1 Digital Link Standard: URI Syntax, uncompressed. Percent-encoding is that
// of RFC 3986 §2. The order of query attributes, which the standard leaves open,
// is that of GS1's reference implementation: those of predefined length first.
//
// # Errors
//
// What a message lacks or has too much for a URI is a [*gs1.Error] with the code
// [gs1.CodeDLKey], [gs1.CodeDLElement], [gs1.CodeDLRepeat] or
// [gs1.CodeValueEmpty] and the place of the element in the message's input.
package dl

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// DefaultStem is the stem of canonical URIs.
const DefaultStem = "https://id.gs1.org"

// Options says how a URI is written. A nil *Options means the defaults.
type Options struct {
	// Stem is what stands before the primary key: scheme http or https, host
	// and, if need be, a path. The default is [DefaultStem].
	Stem string
}

// Append appends the Digital Link URI of m to b.
//
// The first element that is a key becomes the primary key. Qualifiers of that
// key follow it in the path, in the order of the first sequence of which m has
// any; all other elements go to the query, in the order of m but those of
// predefined length first. An element that is there twice is written once.
// Values are not checked; [gs1.Check] does that.
//
// On an error b comes back unchanged.
func Append(b []byte, m gs1.Message, o *Options) ([]byte, error) {
	stem, err := o.stem()
	if err != nil {
		return b, err
	}
	elements, err := distinct(m)
	if err != nil {
		return b, err
	}
	key := slices.IndexFunc(elements, func(e gs1.Element) bool { return e.AI.Link().Key })
	if key < 0 {
		return b, &gs1.Error{Code: gs1.CodeDLKey}
	}
	path := append([]gs1.Element{elements[key]}, qualifiers(elements, elements[key].AI)...)
	query := slices.DeleteFunc(elements, func(e gs1.Element) bool { return slices.Contains(path, e) })
	for _, e := range query {
		if !e.AI.Link().Attribute {
			return b, elementError(gs1.CodeDLElement, m, e)
		}
	}
	return appendQuery(appendPath(append(b, stem...), path), query), nil
}

// stem returns the stem without a slash at its end.
func (o *Options) stem() (string, error) {
	if o == nil || o.Stem == "" {
		return DefaultStem, nil
	}
	u, err := url.Parse(o.Stem)
	if err != nil {
		return "", fmt.Errorf("dl: stem: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(o.Stem, "?#") {
		return "", fmt.Errorf("dl: stem %.64q, expected http:// or https://, a host and at most a path", o.Stem)
	}
	return strings.TrimSuffix(o.Stem, "/"), nil
}

// distinct returns the elements of m without repetitions.
func distinct(m gs1.Message) ([]gs1.Element, error) {
	list := make([]gs1.Element, 0, 8)
	for _, e := range m.Elements {
		if e.Value == "" {
			return nil, elementError(gs1.CodeValueEmpty, m, e)
		}
		i := slices.IndexFunc(list, func(other gs1.Element) bool { return other.AI == e.AI })
		switch {
		case i < 0:
			list = append(list, e)
		case list[i].Value != e.Value:
			return nil, elementError(gs1.CodeDLRepeat, m, e)
		}
	}
	return list, nil
}

// qualifiers returns the elements that qualify key, in the order of the first
// sequence of which there is any.
func qualifiers(elements []gs1.Element, key gs1.AI) (found []gs1.Element) {
	for sequence := range key.Link().Sequences() {
		for _, ai := range sequence {
			for _, e := range elements {
				if e.AI == ai {
					found = append(found, e)
				}
			}
		}
		if found != nil {
			break
		}
	}
	return found
}

func appendPath(b []byte, path []gs1.Element) []byte {
	for _, e := range path {
		b = append(b, '/')
		b = append(b, e.AI.String()...)
		b = append(b, '/')
		b = appendEscaped(b, e.Value)
	}
	return b
}

func appendQuery(b []byte, query []gs1.Element) []byte {
	mark := byte('?')
	for _, predefined := range []bool{true, false} {
		for _, e := range query {
			if e.AI.PredefinedLength() != predefined {
				continue
			}
			b = append(b, mark)
			b = append(b, e.AI.String()...)
			b = append(b, '=')
			b = appendEscaped(b, e.Value)
			mark = '&'
		}
	}
	return b
}

// appendEscaped percent-encodes every byte that RFC 3986 §2.3 does not call
// unreserved.
func appendEscaped(b []byte, value string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(value) {
		if c := value[i]; isUnreserved(c) {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return b
}

func isUnreserved(c byte) bool {
	switch {
	case c >= '0' && c <= '9', c|0x20 >= 'a' && c|0x20 <= 'z':
		return true
	}
	return c == '-' || c == '.' || c == '_' || c == '~'
}

// elementError returns an error about e, with the place of its value.
func elementError(code gs1.Code, m gs1.Message, e gs1.Element) error {
	pos := min(max(e.Pos, 0), len(m.Input))
	return &gs1.Error{Code: code, AI: e.AI, Pos: pos, Len: min(len(e.Value), len(m.Input)-pos)}
}
