package dl

import (
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/internal/percent"
)

// ParseOptions says how a URI is read. A nil *ParseOptions means: as the
// standard has it now, and parsing stops at the first error.
type ParseOptions struct {
	// ShortNames takes the names that stood for identifiers in the path until
	// version 1.3.0 of the standard: gtin, lot, ser and others. Each is a
	// finding of severity warning.
	ShortNames bool

	// ShortGTIN takes a GTIN of 8, 12 or 13 digits, as early versions of the
	// standard did, and adds the leading zeros. That is a finding of severity
	// warning.
	ShortGTIN bool

	// PartOfLabel says that other symbols on the same item may hold what an
	// element requires, as in [gs1.ParseOptions].
	PartOfLabel bool

	// UnknownAIs permits data attributes that GS1 has not assigned, with values as
	// [gs1.ParseOptions] says.
	UnknownAIs bool

	// AnyAttribute permits data attributes that GS1 has assigned but does not permit
	// in a query, as in [Options].
	AnyAttribute bool

	// Unchecked takes values, and elements beside each other, as they are:
	// [gs1.Check] judges them. What the standard says of the URI itself holds.
	Unchecked bool

	// Problems, if not nil, gets every finding. The parser then goes on after an
	// error and returns what it could read beside the first error: elements
	// whose value is wrong are among that, text without an assigned identifier
	// and repeated identifiers are not. After [gs1.MaxProblems] it stops.
	Problems *[]gs1.Finding
}

// Parse reads the Digital Link URI uri, which becomes the Input of the message:
// the primary key comes first, its qualifiers follow and then the data
// attributes of the query, each in the order of the URI. The primary key is the
// rightmost in the path; what stands before it is the stem. The error is a
// [*gs1.Error].
//
// Query parameters whose name is not a number, and the fragment, are no GS1
// data: [Ignored] returns such parameters.
func Parse(uri string, o *ParseOptions) (gs1.Message, error) {
	elements, err := AppendElements(make([]gs1.Element, 0, 4), uri, o)
	return gs1.Message{Input: uri, Elements: elements}, err
}

// AppendElements appends to dst the elements of the Digital Link URI uri, as
// [Parse] finds them. With a dst of enough capacity and a valid URI it allocates
// nothing, except for values that are percent-encoded.
func AppendElements(dst []gs1.Element, uri string, o *ParseOptions) ([]gs1.Element, error) {
	p := parser{uri: uri, options: o, elements: dst, base: len(dst), sequence: -1}
	p.read()
	if p.first != nil {
		return p.elements, p.first
	}
	return p.elements, nil
}

// A parser reads one URI. Its methods that return a bool report whether to go
// on.
type parser struct {
	uri      string
	start    int // where it begins, behind a symbology identifier
	options  *ParseOptions
	elements []gs1.Element
	base     int // how many elements were there before
	escaped  bool
	first    *gs1.Error // the first error
	reported int        // findings reported

	key                gs1.LinkRole // of the primary key
	sequence, position int          // of the last qualifier, sequence -1 if there is none
}

// fail notes an error.
func (p *parser) fail(e *gs1.Error) bool {
	if p.first == nil {
		p.first = e
	}
	return p.report(e)
}

// failAt notes an error about the text [from, to).
func (p *parser) failAt(code gs1.Code, ai gs1.AI, from, to int, expected string) bool {
	return p.fail(gs1.NewError(code, ai, p.uri, from, to, expected))
}

// warn notes something about the text [from, to) that is no error.
func (p *parser) warn(code gs1.Code, ai gs1.AI, from, to int, expected string) bool {
	if !p.collects() {
		return true
	}
	return p.report(gs1.NewError(code, ai, p.uri, from, to, expected))
}

// collects reports whether the caller wants every finding.
func (p *parser) collects() bool { return p.options != nil && p.options.Problems != nil }

// report gives the finding to the caller.
func (p *parser) report(e *gs1.Error) bool {
	if !p.collects() {
		return false
	}
	*p.options.Problems = append(*p.options.Problems, e.Finding())
	p.reported++
	return p.reported < gs1.MaxProblems
}

// read reads the whole URI.
func (p *parser) read() {
	if len(p.uri) == p.start {
		p.failAt(gs1.CodeEmpty, 0, p.start, p.start, "")
		return
	}
	if !p.characters() {
		return
	}
	host, more := p.scheme()
	if !more {
		return
	}
	path, more := p.host(host)
	if !more {
		return
	}
	end, query, queryEnd := split(p.uri, path)
	if p.path(path, end) && p.query(query, queryEnd) {
		p.pairs()
	}
}

// pairs judges which elements go together. What the URI requires is not judged
// if it has another fault: the part that could not be read may hold it.
func (p *parser) pairs() {
	partOfLabel := p.first != nil || p.options != nil && p.options.PartOfLabel
	m := gs1.Message{Input: p.uri, Elements: p.elements[p.base:]}
	if p.unchecked() || m.Agrees(partOfLabel) {
		return
	}
	for err := range m.PairErrors(partOfLabel) {
		if !p.fail(err) {
			return
		}
	}
}

// split returns where the path of uri that begins at path ends, and its query,
// which is empty if there is none.
func split(uri string, path int) (pathEnd, query, queryEnd int) {
	end := len(uri)
	if i := strings.IndexByte(uri[path:], '#'); i >= 0 {
		end = path + i
	}
	if i := strings.IndexByte(uri[path:end], '?'); i >= 0 {
		return path + i, path + i + 1, end
	}
	return end, end, end
}

// characters looks for characters that no URI has (RFC 3986 §2).
func (p *parser) characters() bool {
	common := uint8(inURI | isPlain)
	for i := range len(p.uri) {
		common &= characters[p.uri[i]]
	}
	p.escaped = common&isPlain == 0
	if common&inURI != 0 {
		return true
	}
	for i := 0; i < len(p.uri); i++ {
		from := i
		for i < len(p.uri) && characters[p.uri[i]]&inURI == 0 {
			i++
		}
		if i > from && !p.failAt(gs1.CodeDLCharacter, 0, from, i, "") {
			return false
		}
	}
	return true
}

const (
	inURI   = 1 << iota // RFC 3986 §2.2 and §2.3, and the percent sign
	inHost              // also in the host, as GS1's reference implementation has it
	isPlain             // stands for itself
)

// characters holds for each byte what it can be.
var characters = [256]uint8{
	'0': both, '1': both, '2': both, '3': both, '4': both, '5': both, '6': both, '7': both, '8': both, '9': both,
	'A': both, 'B': both, 'C': both, 'D': both, 'E': both, 'F': both, 'G': both, 'H': both, 'I': both, 'J': both,
	'K': both, 'L': both, 'M': both, 'N': both, 'O': both, 'P': both, 'Q': both, 'R': both, 'S': both, 'T': both,
	'U': both, 'V': both, 'W': both, 'X': both, 'Y': both, 'Z': both,
	'a': both, 'b': both, 'c': both, 'd': both, 'e': both, 'f': both, 'g': both, 'h': both, 'i': both, 'j': both,
	'k': both, 'l': both, 'm': both, 'n': both, 'o': both, 'p': both, 'q': both, 'r': both, 's': both, 't': both,
	'u': both, 'v': both, 'w': both, 'x': both, 'y': both, 'z': both,
	'-': both, '.': both, ':': both, '[': both, ']': both,
	'_': some, '~': some, '/': some, '?': some, '#': some, '@': some, '!': some, '$': some, '&': some,
	'\'': some, '(': some, ')': some, '*': some, ',': some, ';': some, '=': some,
	'%': inURI, '+': inURI,
}

const (
	some = inURI | isPlain
	both = some | inHost
)

// scheme reads http:// or https://, in any case (RFC 3986 §3.1), and returns
// where the host begins.
func (p *parser) scheme() (host int, more bool) {
	if n := schemeLen(p.uri[p.start:]); n > 0 {
		return p.start + n, true
	}
	host = strings.Index(p.uri, "://")
	if host < 0 {
		p.failAt(gs1.CodeDLScheme, 0, p.start, len(p.uri), "http:// or https://")
		return 0, false
	}
	return host + 3, p.failAt(gs1.CodeDLScheme, 0, p.start, host+3, "http:// or https://")
}

// IsURI reports whether text starts as a Digital Link URI does, with http:// or
// https:// in any case. Whether it is one says [Parse].
func IsURI(text string) bool { return schemeLen(text) > 0 }

// schemeLen returns the length of the http:// or https:// that uri starts with,
// 0 if there is none.
func schemeLen(uri string) int {
	for _, scheme := range [...]string{"https://", "http://"} {
		if len(uri) >= len(scheme) && strings.EqualFold(uri[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

// host reads the host and port at from and returns where the path begins. User
// names, percent-encoding and characters that no domain name has are refused, as
// GS1's reference implementation does.
func (p *parser) host(from int) (path int, more bool) {
	common := uint8(inHost)
	for path = from; path < len(p.uri); path++ {
		c := p.uri[path]
		if c == '/' || c == '?' || c == '#' {
			break
		}
		common &= characters[c]
	}
	if path == from || p.uri[from] == ':' || common == 0 {
		return path, p.failAt(gs1.CodeDLHost, 0, from, path, "a domain name or an address")
	}
	return path, true
}

// query reads the data attributes in the query [at, end).
func (p *parser) query(at, end int) bool {
	for at < end {
		to := nextParameter(p.uri, at, end)
		if !p.attribute(at, to) {
			return false
		}
		at = to + 1
	}
	return true
}

// nextParameter returns where the query parameter at ends.
func nextParameter(uri string, at, end int) int {
	if i := strings.IndexByte(uri[at:end], '&'); i >= 0 {
		return at + i
	}
	return end
}

// attribute reads the query parameter [from, to), if it is GS1 data.
func (p *parser) attribute(from, to int) bool {
	equals := strings.IndexByte(p.uri[from:to], '=')
	name, numeric := parameterName(p.uri[from:to], equals)
	if !numeric {
		return true
	}
	at := from + equals
	ai := gs1.AssignedAI(name)
	assigned := ai.IsValid()
	if !assigned {
		ai = number(name)
	}
	switch {
	case !ai.IsValid():
		return p.failAt(gs1.CodeAISyntax, 0, from, at, "2 to 4 digits")
	case !assigned && !(p.unknownAIs() && ai.Unassigned()):
		return p.failAt(gs1.CodeAIUnknown, ai, from, at, "")
	case at+1 == to:
		return p.failAt(gs1.CodeValueEmpty, ai, to, to, "")
	}
	sequence, _, qualifies := p.key.Qualifier(ai)
	switch {
	case qualifies && (p.sequence < 0 || p.sequence == sequence):
		return p.failAt(gs1.CodeDLQuery, ai, from, at, "") && p.element(ai, from, at+1, to, true)
	case assigned && !ai.Link().Attribute && !p.anyAttribute():
		return p.failAt(gs1.CodeDLElement, ai, from, at, "") && p.element(ai, from, at+1, to, true)
	}
	return p.element(ai, from, at+1, to, true)
}

func (p *parser) unknownAIs() bool { return p.options != nil && p.options.UnknownAIs }

func (p *parser) anyAttribute() bool { return p.options != nil && p.options.AnyAttribute }

func (p *parser) unchecked() bool { return p.options != nil && p.options.Unchecked }

// element appends the element of ai, whose name begins at name and whose value
// is the text [from, to).
func (p *parser) element(ai gs1.AI, name, from, to int, query bool) bool {
	for i := p.base; i < len(p.elements); i++ {
		if p.elements[i].AI == ai {
			return p.failAt(gs1.CodeDLRepeat, ai, name, to, "")
		}
	}
	e := gs1.Element{AI: ai, Value: p.uri[from:to], Pos: from}
	if p.escaped {
		if !p.percent(ai, from, to) {
			return false
		}
		e.Value = unescape(e.Value, query)
	}
	if ai == gs1.AI01 && !p.pad(&e, from, to) {
		return false
	}
	p.elements = append(p.elements, e)
	if p.unchecked() || e.IsValid(p.unknownAIs()) {
		return true
	}
	for err := range e.Errors(p.uri, p.unknownAIs()) {
		if !p.fail(err) {
			return false
		}
	}
	return true
}

// percent looks for percent signs in [from, to) that encode nothing.
func (p *parser) percent(ai gs1.AI, from, to int) bool {
	for from < to {
		i := strings.IndexByte(p.uri[from:to], '%')
		if i < 0 {
			return true
		}
		from += i
		if _, ok := percent.Byte(p.uri[from:to]); ok {
			from += 3
			continue
		}
		if !p.failAt(gs1.CodeDLPercent, ai, from, min(from+3, to), "") {
			return false
		}
		from++
	}
	return true
}

// pad adds the leading zeros of a GTIN that lacks them, if the options say so.
func (p *parser) pad(e *gs1.Element, from, to int) bool {
	n := len(e.Value)
	if p.options == nil || !p.options.ShortGTIN || n != 8 && n != 12 && n != 13 || !isNumber(e.Value) {
		return true
	}
	e.Value = "000000"[:14-n] + e.Value
	return p.warn(gs1.CodeDLShortGTIN, e.AI, from, to, "")
}
