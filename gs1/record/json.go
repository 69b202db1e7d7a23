package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// field returns the text of a field of the JSON object that r holds, and where
// its quotation mark stands. Of a field that is there several times it is the
// last, as in package encoding/json.
func field(r Record, name string) (text string, at int, err error) {
	line := []byte(r.Text)
	if !json.Valid(line) || line[blanks(line, 0)] != '{' {
		return "", 0, noObject(r.Row, line)
	}
	at, end := member(line, name)
	switch {
	case at < 0:
		return "", 0, newError(r.Row, CodeColumn, fmt.Sprintf("the object has no field %q", name),
			"leave the line out, or write the field", "RFC 8259")
	case line[at] != '"':
		e := newError(r.Row, CodeJSON, fmt.Sprintf("the field %q is %.20s, expected text", name, line[at:end]),
			"write the value in quotation marks", "RFC 8259 §7")
		e.Finding.Found, e.Finding.Expected = string(line[at:min(end, at+64)]), "text"
		return "", 0, e
	}
	return unquoted(r.Text[at:end]), at, nil
}

// noObject is the error about a line that is no JSON object.
func noObject(row int, line []byte) *Error {
	e := newError(row, CodeJSON, "the line is no JSON object", "write one object a line", "RFC 8259")
	var raw json.RawMessage
	var syntax *json.SyntaxError
	if err := json.Unmarshal(line, &raw); errors.As(err, &syntax) {
		e.Finding.Start = max(min(int(syntax.Offset)-1, len(line)), 0)
		e.Finding.Message += ": " + syntax.Error()
	}
	e.Finding.End = e.Finding.Start
	return e
}

// unquoted returns the text of a valid JSON string. Without escapes it is a part
// of it.
func unquoted(quoted string) string {
	if text := quoted[1 : len(quoted)-1]; !strings.Contains(text, `\`) && strings.ToValidUTF8(text, "\ufffd") == text {
		return text
	}
	var text string
	_ = json.Unmarshal([]byte(quoted), &text) // it is valid
	return text
}

// member returns where the value of the last member of a valid JSON object
// stands that has the name, -1 if there is none.
func member(object []byte, name string) (at, end int) {
	at = -1
	i := blanks(object, blanks(object, 0)+1)
	for object[i] != '}' {
		key := i
		i = valueEnd(object, key)
		value := blanks(object, blanks(object, i)+1) // behind the colon
		matches := unquoted(string(object[key:i])) == name
		i = valueEnd(object, value)
		if matches {
			at, end = value, i
		}
		if i = blanks(object, i); object[i] == ',' {
			i = blanks(object, i+1)
		}
	}
	return at, end
}

// blanks returns where the next byte of valid JSON stands that is no blank.
func blanks(text []byte, i int) int {
	for text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n' {
		i++
	}
	return i
}

// valueEnd returns where the value ends that begins at i in a valid JSON object.
func valueEnd(text []byte, i int) int {
	for depth := 0; ; i++ {
		switch text[i] {
		case '"':
			i = stringEnd(text, i) - 1
		case '{', '[':
			depth++
			continue
		case '}', ']':
			if depth == 0 {
				return i // behind a number or a word
			}
			depth--
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
			continue
		default:
			continue
		}
		if depth == 0 {
			return i + 1
		}
	}
}

// stringEnd returns where the string ends whose quotation mark is at i.
func stringEnd(text []byte, i int) int {
	for i++; text[i] != '"'; i++ {
		if text[i] == '\\' {
			i++
		}
	}
	return i + 1
}
