package dl

import (
	"iter"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/internal/percent"
)

// A Parameter is one parameter of a query. Name and Value are percent-decoded;
// a "+" in them is a blank.
type Parameter struct {
	Name, Value string // Value is "" if there is none
	Pos, Len    int    // bytes [Pos, Pos+Len) of the URI
}

// Ignored returns the parameters in the query of uri that are no GS1 data: those
// whose name is not a number, such as linkType, and those without a value. The
// standard leaves them to the resolver and to the owner of the domain.
func Ignored(uri string) iter.Seq[Parameter] {
	return func(yield func(Parameter) bool) {
		_, at, end := split(uri, 0)
		for at < end {
			to := nextParameter(uri, at, end)
			text := uri[at:to]
			if _, numeric := parameterName(text, strings.IndexByte(text, '=')); !numeric && text != "" {
				name, value, _ := strings.Cut(text, "=")
				if !yield(Parameter{unescape(name, true), unescape(value, true), at, len(text)}) {
					return
				}
			}
			at = to + 1
		}
	}
}

// parameterName returns the name of a query parameter, which ends at equals, and
// whether it is a number and so claims to be GS1 data. No name at all is taken
// for a number that is missing; no value, for other data.
func parameterName(text string, equals int) (name string, numeric bool) {
	if equals < 0 {
		return text, false
	}
	name = text[:equals]
	if strings.IndexByte(name, '%') >= 0 {
		name = unescape(name, true)
	}
	return name, isNumber(name)
}

// number returns the identifier that text is the digits of, assigned or not, the
// zero value if it is none.
func number(text string) gs1.AI {
	if len(text) < 2 || len(text) > 4 || !isNumber(text) {
		return 0
	}
	ai, _ := gs1.ParseAI(text)
	return ai
}

// isNumber reports whether text has nothing but digits.
func isNumber(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

// unescape undoes percent-encoding, and in a query also "+" for a blank. A
// percent sign that encodes nothing stays. Text without either is returned as it
// is.
func unescape(text string, query bool) string {
	i := strings.IndexAny(text, "%+")
	if i < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:i])
	for ; i < len(text); i++ {
		c, ok := percent.Byte(text[i:])
		switch {
		case ok:
			i += 2
		case query && text[i] == '+':
			c = ' '
		default:
			c = text[i]
		}
		b.WriteByte(c)
	}
	return b.String()
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
