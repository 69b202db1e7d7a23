package epc

import (
	"encoding/base64"
	"errors"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// AppendLink appends the Digital Link URI of the element strings,
// "https://id.gs1.org/01/09506000134352/21/123456789" (TDS 2.3 §7). What stands
// before the key is stem, if that is not "", the domain name of a "++" tag, or that
// of canonical URIs. Elements behind the EPC go to the query, also those that package
// dl refuses there, such as (7040). The error says that there is no such URI, as for
// GID-96 and domain names that no URI can have; b comes back unchanged.
func (t *Tag) AppendLink(b []byte, stem string) ([]byte, error) {
	host := ""
	if stem == "" {
		if host = t.Host(); host != "" {
			stem = "https://" + strings.ToLower(host) // TDS 2.3 §14.5.16: the only URI protocol
		}
	}
	n := len(b)
	b, err := dl.Append(b, t.Elements(), &dl.Options{Stem: stem, AnyAttribute: true})
	if err == nil && host != "" {
		if _, err = dl.Parse(string(b[n:]), linkOptions); err != nil { // a name that no URI can have
			b = b[:n]
		}
	}
	return b, err
}

// AppendBinaryLink appends the Digital Link URI that holds the bits themselves:
// "https://id.gs1.org/eh3066c4409047e140075bcd15", or, if short, with ex and base64
// instead of eh and hex (GS1 Digital Link URI: Compression for EPC binary strings
// 1.0.0 §4). A stem of "" is that of canonical URIs. Zero Tags append nothing.
func (t *Tag) AppendBinaryLink(b []byte, stem string, short bool) []byte {
	if !t.IsValid() {
		return b
	}
	if stem == "" {
		stem = dl.DefaultStem
	}
	b = append(b, strings.TrimSuffix(stem, "/")...)
	if short {
		var bits [maxStored / 8]byte
		return base64.RawURLEncoding.AppendEncode(append(b, "/ex"...), t.AppendBytes(bits[:0]))
	}
	start := len(b) + len("/eh")
	b = t.AppendHex(append(b, "/eh"...))
	for i := start; i < len(b); i++ {
		b[i] |= 0x20 // lower case; digits have the bit already
	}
	return b
}

// IsBinaryLink reports whether uri is a Digital Link URI whose last part is the
// bits of an EPC, as [Tag.AppendBinaryLink] writes it. Whether they are one says
// [ParseLink].
func IsBinaryLink(uri string) bool {
	_, _, ok := cutBinary(uri)
	return ok
}

// cutBinary returns the bits at the end of a Digital Link URI, and where they
// begin.
func cutBinary(uri string) (text string, start int, ok bool) {
	if !dl.IsURI(uri) {
		return "", 0, false
	}
	end := len(uri)
	if i := strings.IndexAny(uri, "?#"); i >= 0 {
		end = i
	}
	start = strings.LastIndexByte(uri[:end], '/') + 1
	text = uri[start:end]
	switch {
	case strings.Count(uri[:start], "/") < 3: // the host
		return "", 0, false
	case strings.HasPrefix(text, "eh"):
		ok = strings.Trim(text[2:], "0123456789abcdefABCDEF") == ""
	case strings.HasPrefix(text, "ex"):
		ok = strings.Trim(text[2:], base64Alphabet) == ""
	}
	if ok { // or is it the value of an identifier?
		_, err := dl.Parse(uri, linkOptions)
		ok = err != nil
	}
	return text, start, ok
}

// linkOptions are how the Digital Link URI of a tag is read.
var linkOptions = &dl.ParseOptions{Unchecked: true, AnyAttribute: true}

// ParseLink reads a Digital Link URI and makes the EPC of its elements as [Encode]
// does; a "++" scheme takes its domain name, unless o states one. As there, values are
// judged by what the bits can hold; by the rules of barcodes [gs1.Check] judges them.
// For a scheme of TDS 2.x whose key the URI has, the query may have what
// [Tag.AppendLink] writes there.
// A URI that holds the bits themselves gives the tag they are, whatever o says but
// Notes. The error is an [*Error] with positions in uri, or that of [dl.Parse].
func ParseLink(uri string, o *Options) (Tag, error) {
	if o == nil {
		o = new(Options)
	}
	if text, start, ok := cutBinary(uri); ok {
		return parseBinary(text, start, o)
	}
	m, err := o.parseElements(uri)
	if err != nil {
		return Tag{}, err
	}
	with := *o
	host := hostOf(uri)
	if with.Host == "" {
		with.Host = host
	}
	t, err := Encode(m, &with)
	if err == nil && o.Notes != nil && !t.Scheme().HoldsHost() && !strings.HasSuffix(dl.DefaultStem, "/"+strings.ToLower(host)) {
		o.note(gs1.Finding{
			Code: CodeNotHeld, Severity: gs1.SeverityInfo, Found: host, Message: "the domain name " + quote(host) + " is not in the tag",
			Fix: "take a scheme that holds it, such as SGTIN++", Rule: document + " §14.5.16",
		})
	}
	return t, err
}

// parseElements reads the elements of a URI. What only a tag has behind its EPC is no
// part of a URI of another key.
func (o *Options) parseElements(uri string) (gs1.Message, error) {
	if o.Scheme.Plus() {
		m, err := dl.Parse(uri, linkOptions)
		if err == nil && m.Elements[0].AI == schemes[o.Scheme].firstAI() {
			return m, nil
		}
	}
	return dl.Parse(uri, &dl.ParseOptions{Unchecked: true})
}

// hostOf returns the domain name of a URI with its port.
func hostOf(uri string) string {
	_, rest, _ := strings.Cut(uri, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// parseBinary reads what stands at the byte start of a URI: "eh" and hex digits or
// "ex" and base64.
func parseBinary(text string, start int, o *Options) (t Tag, err error) {
	if text[1] == 'h' {
		t, err = ParseHex(text[2:], o)
	} else {
		b, cause := base64.RawURLEncoding.DecodeString(text[2:])
		if cause != nil {
			return Tag{}, &Error{
				Code: CodeLength, Start: start, End: start + len(text), found: clip(text), Err: cause,
				message: "the base64 characters after ex are no whole bytes",
			}
		}
		t, err = Decode(b)
	}
	if e := (*Error)(nil); errors.As(err, &e) {
		if text[1] == 'h' {
			e.Start, e.End = e.Start+start+2, e.End+start+2
		} else {
			e.Start, e.End = start, start+len(text)
		}
	}
	return t, err
}
