package epc

import (
	"fmt"
	"net/url"
	"strings"
)

const (
	tagURIPrefix  = "urn:epc:tag:" // TDS 2.3 §12.4
	pureURIPrefix = "urn:epc:id:"  // TDS 2.3 §6.3
)

// AppendTagURI appends the EPC tag URI, which names coding scheme and filter
// value: "urn:epc:tag:sgtin-96:3.95060001343.05.6789" (TDS 2.3 §12). Zero Tags
// and schemes of TDS 2.x, which have no tag URI, append nothing.
func (t *Tag) AppendTagURI(b []byte) []byte {
	if lead := plainTagURI(t.store[0]); lead != "" {
		return plainRowOf(t.store[0]).appendURI(b, lead, t.store[0], t.store[1])
	}
	c := t.coding()
	if c.tagURI == "" {
		return b
	}
	b = append(b, c.tagURI...)
	if f := c.filter; f.bits != 0 {
		b = append(appendNumber(b, t.store.get(int(f.at), int(f.bits))), '.')
	}
	return c.appendBody(b, &t.store)
}

// AppendPureURI appends the EPC pure identity URI, which names the object only:
// "urn:epc:id:sgtin:95060001343.05.6789" (TDS 2.3 §6). Zero Tags and schemes of
// TDS 2.x, which have no URN, append nothing.
func (t *Tag) AppendPureURI(b []byte) []byte {
	c := t.coding()
	if c.pureURI == "" {
		return b
	}
	if c.plain {
		return plainRowOf(t.store[0]).appendURI(b, c.pureURI, t.store[0], t.store[1])
	}
	return c.appendBody(append(b, c.pureURI...), &t.store)
}

// appendBody appends the components with dots between them.
func (c *coding) appendBody(b []byte, s *store) []byte {
	at := c.filter.end()
	if c.rows != nil {
		row := &c.rows[s.get(at, partitionBits)&7]
		b, at = row.prefix.append(b, s, at+partitionBits, true)
		b = append(b, '.')
		b, at = row.rest.append(b, s, at, true)
	}
	for i := range c.tail {
		f := &c.tail[i]
		if f.method == methodZero {
			continue
		}
		if i > 0 || c.rows != nil {
			b = append(b, '.')
		}
		b, at = f.append(b, s, at, true)
	}
	return b
}

// ParseURI reads an EPC tag URI, "urn:epc:tag:sgtin-96:3.95060001343.05.6789", a
// pure identity URI, "urn:epc:id:sgtin:95060001343.05.6789", or a raw URI,
// "urn:epc:raw:96.x3066C4409047E140075BCD15". A pure identity has no filter value
// and no coding scheme: they come from o, as for [Encode]; if o has no scheme it
// is the first of the standard that holds the identity. The others have their
// own, whatever o says.
//
// The error is an [*Error] with positions in s and [CodeURI], [CodeScheme],
// [CodeCharacter], [CodeFilter], [CodePrefixLength], [CodeLength] or
// [CodeSerial], and for a raw URI those of [Decode].
func ParseURI(s string, o *Options) (Tag, error) {
	if o == nil {
		o = new(Options)
	}
	t, err := parseURI(s, o)
	if err != nil {
		return Tag{}, err
	}
	return t, nil
}

func parseURI(s string, o *Options) (Tag, *Error) {
	switch {
	case o.Scheme != 0 && !o.Scheme.IsValid():
		return Tag{}, badScheme(o.Scheme)
	case strings.HasPrefix(s, tagURIPrefix):
		return parseTagURI(s)
	case strings.HasPrefix(s, pureURIPrefix):
		return o.parsePureURI(s)
	case strings.HasPrefix(s, rawURIPrefix):
		return parseRawURI(s)
	}
	return Tag{}, notURI(s, 0, min(len(s), len(tagURIPrefix)), "begin with "+tagURIPrefix+", "+pureURIPrefix+" or "+rawURIPrefix)
}

// uriName returns the scheme name that stands at the byte start of s, and where
// its body begins.
func uriName(s string, start int) (name string, body int, err *Error) {
	n := strings.IndexByte(s[start:], ':')
	if n < 0 {
		return "", 0, notURI(s, start, len(s), "have a scheme and a colon after "+s[:start])
	}
	if s[start] == '[' {
		return "", 0, notURI(s, start, start+n, "be without control fields, which an EPC does not hold")
	}
	return s[start : start+n], start + n + 1, nil
}

func parseTagURI(s string) (Tag, *Error) {
	name, at, err := uriName(s, len(tagURIPrefix))
	if err != nil {
		return Tag{}, err
	}
	for i := range schemes {
		c := &schemes[i]
		if c.tagURI == s[:at] {
			var filter uint64
			if c.filter.bits != 0 {
				if filter, at, err = c.uriFilter(s, at); err != nil {
					return Tag{}, err
				}
			}
			return Scheme(i).parseBody(s, at, filter)
		}
	}
	return Tag{}, unknownScheme(name, len(tagURIPrefix))
}

func (o *Options) parsePureURI(s string) (t Tag, err *Error) {
	name, at, err := uriName(s, len(pureURIPrefix))
	if err != nil {
		return Tag{}, err
	}
	first := (*Error)(nil)
	for i := range schemes {
		c := &schemes[i]
		if c.pureURI != s[:at] || o.Scheme != 0 && o.Scheme != Scheme(i) || o.Scheme == 0 && c.decodeOnly {
			continue
		}
		if t, err = o.parsePure(Scheme(i), s, at); err == nil || err.Code != CodeSerial {
			return t, err
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = unknownScheme(name, len(pureURIPrefix))
	}
	return Tag{}, first
}

func (o *Options) parsePure(scheme Scheme, s string, at int) (Tag, *Error) {
	c := &schemes[scheme]
	if c.decodeOnly {
		return Tag{}, c.refuseWriting()
	}
	indicator, start := byte('0'), at
	if _, rest, ok := strings.Cut(s[at:], "."); ok && c.key == "gtin" && rest != "" {
		indicator, start = rest[0], len(s)-len(rest)
	}
	filter, err := o.filter(c, indicator, start)
	if err != nil {
		return Tag{}, err
	}
	return scheme.parseBody(s, at, uint64(filter))
}

// refuseWriting says that tags of the scheme are read only.
func (c *coding) refuseWriting() *Error {
	return &Error{
		Code: CodeScheme, found: c.slug, message: "scheme " + c.name + " must not be written any more",
		fix: "use " + c.wider, rule: document + " " + c.clause,
	}
}

func notURI(s string, start, end int, want string) *Error {
	return &Error{
		Code: CodeURI, Start: start, End: end, found: clip(s[start:end]),
		message: "EPC URI must " + want,
		rule:    document + " §12.4",
	}
}

// uriFilter reads the filter value at the byte at of s.
func (c *coding) uriFilter(s string, at int) (v uint64, next int, err *Error) {
	n := strings.IndexByte(s[at:], '.')
	if n < 0 {
		return 0, 0, notURI(s, at, len(s), "have a dot after the filter value")
	}
	text := s[at : at+n]
	if text == "" {
		return 0, 0, notURI(s, at, at, "have a filter value of digits")
	}
	if i := outside(text, charDigit); i < n {
		f := field{name: "filter value"}
		return 0, 0, f.badChar(component{text: text, start: at, end: at + n}, i, "digits only")
	}
	v, why := parseNumber(text, c.filter.max()+1)
	if why != "" {
		err = c.badFilter(text)
		err.Start, err.End = at, at+n
	}
	return v, at + n + 1, err
}

func (c *coding) badFilter(found string) *Error {
	want := fmt.Sprintf("0 to %d", c.filter.max())
	return &Error{
		Code: CodeFilter, found: clip(found), expected: want,
		message: fmt.Sprintf("filter value of %s is %s, want %s", c.name, clip(found), want),
		rule:    document + " §12.3.2",
	}
}

// parseBody reads the components of a URI from the byte at of s on. The last goes
// to the end: dots are characters of it.
func (scheme Scheme) parseBody(s string, at int, filter uint64) (Tag, *Error) {
	c := &schemes[scheme]
	var parts [maxComponents]component
	n := c.components()
	for i := range n {
		end := len(s)
		if i < n-1 {
			dot := strings.IndexByte(s[at:], '.')
			if dot < 0 {
				return Tag{}, notURI(s, at, len(s), "have a dot after the "+c.componentName(i))
			}
			end = at + dot
		}
		text, err := unescape(s, at, end)
		if err != nil {
			return Tag{}, err
		}
		parts[i] = component{text: text, start: at, end: end}
		at = end + 1
	}
	partition := 0
	if c.rows != nil {
		var ok bool
		if partition, ok = c.row(parts[0].end - parts[0].start); !ok {
			least, most := c.prefixDigits()
			return Tag{}, badPrefixLength(parts[0], fmt.Sprintf("%d to %d digits", least, most))
		}
	}
	return scheme.pack(filter, partition, parts[:n])
}

// componentName returns what the i-th component is called.
func (c *coding) componentName(i int) string {
	if c.rows == nil {
		return c.tail[i].name
	}
	if i <= restComponent {
		row := &c.rows[0]
		return [...]string{row.prefix.name, row.rest.name}[i]
	}
	return c.tail[i-restComponent-1].name
}

func badPrefixLength(text component, want string) *Error {
	return &Error{
		Code: CodePrefixLength, Start: text.start, End: text.end, found: clip(text.text), expected: want,
		message: fmt.Sprintf("company prefix has %d digits, want %s", len(text.text), want),
		rule:    document + " §14.3.3",
	}
}

// unescape returns the bytes [start, end) of s, which a URI cannot have all as
// they are.
func unescape(s string, start, end int) (string, *Error) {
	text, plain := s[start:end], true
	for i := range len(text) {
		if c := text[i]; escaped(c) {
			if c != '%' {
				return "", &Error{
					Code: CodeURI, Start: start + i, End: start + i + 1, found: text[i : i+1],
					expected: fmt.Sprintf("%%%02X", c),
					message:  fmt.Sprintf("EPC URI has the character %q as it is, want %%%02X", c, c), rule: document + " §5",
				}
			}
			plain = false
		}
	}
	if plain {
		return text, nil
	}
	out, err := url.PathUnescape(text)
	if err != nil {
		return "", notURI(s, start, end, "have two hex digits after each percent sign")
	}
	return out, nil
}

// pack makes the tag of components. Their fields refuse what they do not hold.
func (scheme Scheme) pack(filter uint64, partition int, parts []component) (t Tag, err *Error) {
	c := &schemes[scheme]
	var w bitWriter
	head := uint64(c.header)<<c.filter.bits | filter
	if c.rows == nil {
		w.put(head, c.filter.end())
	} else {
		row := &c.rows[partition&7]
		head = head<<partitionBits | uint64(partition)
		if c.plain {
			return scheme.packPlain(head, row, parts)
		}
		w.put(head, c.filter.end()+partitionBits)
		if err = row.prefix.put(c, &w, parts[0]); err == nil {
			err = row.rest.put(c, &w, parts[restComponent])
		}
		if err != nil {
			return Tag{}, row.explain(err)
		}
		parts = parts[restComponent+1:]
	}
	for i := range c.tail {
		f := &c.tail[i]
		text := component{}
		if f.method != methodZero {
			text, parts = parts[0], parts[1:]
		}
		if err = f.put(c, &w, text); err != nil {
			return Tag{}, err
		}
	}
	return newTag(&w.store, w.n), nil
}

// explain says in an error about the rest of the key how many digits depend on
// the company prefix.
func (row *partition) explain(err *Error) *Error {
	if err.Code == CodeLength {
		after := fmt.Sprintf(" after a company prefix of %d", row.prefix.size)
		err.message = strings.TrimSuffix(err.message, " digits") + after
	}
	return err
}

const rawURIPrefix = "urn:epc:raw:" // TDS 2.3 §12.4

// AppendRawURI appends the EPC raw URI, "urn:epc:raw:96.x3066C4409047E140075BCD15",
// which every tag has (TDS 2.3 §12.1). The length is that of whole words.
func (t *Tag) AppendRawURI(b []byte) []byte {
	if !t.IsValid() {
		return b
	}
	b = append(b, rawURIPrefix...)
	b = appendNumber(b, uint64(t.Words()*gen2Word))
	return t.AppendHex(append(b, ".x"...))
}

func parseRawURI(s string) (Tag, *Error) {
	at := len(rawURIPrefix)
	if strings.HasPrefix(s[at:], "[") {
		return Tag{}, notURI(s, at, len(s), "be without control fields, which an EPC does not hold")
	}
	length, digits, ok := strings.Cut(s[at:], ".x")
	bits, why := parseNumber(length, maxBits+1)
	if !ok || why != "" {
		return Tag{}, notURI(s, at, len(s), "have a number of bits, .x and hex digits after "+rawURIPrefix)
	}
	if strings.Contains(digits, ".x") {
		return Tag{}, notURI(s, at, len(s), "have no application family identifier: the tag is none of GS1")
	}
	start := len(s) - len(digits)
	if uint64(len(digits)) != (bits+3)/4 {
		return Tag{}, hexLength(s, start, fmt.Sprintf("%d hex digits for %d bits", len(digits), bits))
	}
	t, err := parseHexDigits(digits, int(bits))
	if err != nil {
		err.Start, err.End = err.Start+start, err.End+start
	}
	return t, err
}

// CompanyPrefix returns the GS1 Company Prefix, "" for schemes that do not hold it
// apart: those of TDS 2.x, GID-96, USDoD-96 and ADI-var.
func (t *Tag) CompanyPrefix() string {
	c := t.coding()
	if c.rows == nil {
		return ""
	}
	at := c.filter.end()
	row := &c.rows[t.store.get(at, partitionBits)&7]
	b, _ := row.prefix.append(nil, &t.store, at+partitionBits, false)
	return string(b)
}
