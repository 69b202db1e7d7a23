// Package dl reads, checks and writes GS1 Digital Link URIs: web addresses that
// carry element strings, "https://id.gs1.org/01/09506000134352/10/ABC?17=271231".
//
// [Parse] reads a URI and [Append] writes the one of a message; [gs1.AI.Link]
// says what part an identifier can have in one.
//
// # Specification
//
// GS1 Digital Link Standard: URI Syntax 1.7.0, uncompressed: keys §4.3,
// qualifiers and their order §4.9, data attributes §4.10, the URI §4.11, its
// canonical form §4.12. The order of query attributes, which the standard leaves
// open, is that of GS1's reference implementation: those of predefined length
// first.
//
// Percent-encoding, characters and schemes are those of RFC 3986 §2 and §3.1:
// HtTp is http, %39%39 is 99, and a percent sign that encodes nothing is an
// error. In a query "+" is a blank, as browsers have it. Names that stood for
// identifiers until version 1.3.0, and GTINs without their leading zeros, are
// read on request. A slash at the end of the path is an error, as in the
// grammar.
//
// # Errors
//
// Every error about a URI or a message is a [*gs1.Error]; what a message lacks
// or has too much for a URI has the place of the element in the message's input.
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

	// UnknownAIs writes identifiers that GS1 has not assigned as data attributes.
	// Without it they are an error.
	UnknownAIs bool

	// AnyAttribute writes as data attributes also identifiers that GS1 has assigned but
	// does not permit in a query, as GS1's own translator does with those of a tag.
	// Without it they are an error.
	AnyAttribute bool
}

// Append appends the Digital Link URI of m to b.
//
// The first element that is a key becomes the primary key. Qualifiers of that
// key follow it in the path, in the order of the first sequence of which m has
// any and that leaves nothing but data attributes; all other elements go to the
// query, in the order of m but those of predefined length first. An element that is there twice is written once.
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
	path := append([]gs1.Element{elements[key]}, o.qualifiers(elements, elements[key].AI)...)
	query := slices.DeleteFunc(elements, func(e gs1.Element) bool { return slices.Contains(path, e) })
	for _, e := range query {
		if !o.attribute(e.AI) && !(o != nil && o.AnyAttribute && !e.AI.Unassigned()) {
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

// attribute reports whether ai may be in the query.
func (o *Options) attribute(ai gs1.AI) bool {
	return ai.Link().Attribute || o != nil && o.UnknownAIs && ai.Unassigned()
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
// sequence of which there is any and which leaves nothing that the query cannot
// have, or of the first sequence of which there is any.
func (o *Options) qualifiers(elements []gs1.Element, key gs1.AI) (found []gs1.Element) {
	for sequence := range key.Link().Sequences() {
		list := pick(elements, sequence)
		switch {
		case list == nil:
		case o.onlyAttributesLeft(elements, key, list):
			return list
		case found == nil:
			found = list
		}
	}
	return found
}

// pick returns the elements of the sequence, in its order.
func pick(elements []gs1.Element, sequence []gs1.AI) (list []gs1.Element) {
	for _, ai := range sequence {
		for _, e := range elements {
			if e.AI == ai {
				list = append(list, e)
			}
		}
	}
	return list
}

// onlyAttributesLeft reports whether all elements but key and path may be in the
// query.
func (o *Options) onlyAttributesLeft(elements []gs1.Element, key gs1.AI, path []gs1.Element) bool {
	return !slices.ContainsFunc(elements, func(e gs1.Element) bool {
		return e.AI != key && !o.attribute(e.AI) && !slices.Contains(path, e)
	})
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

// elementError returns an error about e, with the place of its value.
func elementError(code gs1.Code, m gs1.Message, e gs1.Element) error {
	pos := min(max(e.Pos, 0), len(m.Input))
	return &gs1.Error{Code: code, AI: e.AI, Pos: pos, Len: min(len(e.Value), len(m.Input)-pos)}
}
