package zpl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// ErrUnknownVariable is the answer "?" of a printer that has no variable of
// that name.
var ErrUnknownVariable = errors.New(`zpl: the printer does not know the variable (answer "?")`)

// maxSGDLine is the longest line of Set-Get-Do that [Splitter] collects.
const maxSGDLine = 4096

// isSGD reports whether b begins as a line of Set-Get-Do: "! U1 " or "! U ".
func isSGD(b []byte) bool {
	return bytes.HasPrefix(b, []byte("! U1 ")) || bytes.HasPrefix(b, []byte("! U "))
}

// sgdLength returns the length of the line b begins with, its end included.
func sgdLength(b []byte) int {
	i := bytes.IndexAny(b, "\r\n")
	switch {
	case i < 0:
		return len(b)
	case b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n':
		return i + 2
	}
	return i + 1
}

// AppendGetvar appends the request for the variable name, such as
// "odometer.total_label_count". Names of variables are lower-case letters,
// digits and "._-"; any other byte is written "?", which names no variable.
func AppendGetvar(b []byte, name string) []byte {
	b = append(b, `! U1 getvar "`...)
	for i := range len(name) {
		c := name[i]
		if !isDigit(c) && (c < 'a' || c > 'z') && !strings.ContainsRune("._-", rune(c)) {
			c = '?'
		}
		b = append(b, c)
	}
	return append(b, "\"\r\n"...)
}

// AppendSetvar appends the line that sets the variable name; a printer answers
// nothing. Neither may hold a quotation mark or a control character, which the
// language has no way to write.
func AppendSetvar(b []byte, name, value string) ([]byte, error) {
	for _, s := range []string{name, value} {
		for i := range len(s) {
			if s[i] < ' ' || s[i] == '"' || s[i] == 0x7f {
				return b, &Error{What: "SGD setvar", Pos: i, Found: quoteFrom(s, i), Expected: "no quotation mark and no control character"}
			}
		}
	}
	return fmt.Appendf(b, "! U1 setvar \"%s\" \"%s\"\r\n", name, value), nil
}

// ParseSGDAnswer reads the answer to a getvar that b begins with: the value in
// quotation marks, without a line end. n is the length of the answer. It gives
// [ErrIncomplete] until the closing mark is there, [ErrUnknownVariable] for the
// answer "?", and an [*Error] if b begins otherwise. The value refers to b.
func ParseSGDAnswer(b []byte) (value []byte, n int, err error) {
	start := 0
	for start < len(b) && (b[start] == '\r' || b[start] == '\n' || b[start] == ' ') {
		start++
	}
	if start == len(b) {
		return nil, 0, ErrIncomplete
	}
	if b[start] != '"' {
		return nil, 0, &Error{What: "SGD answer", Pos: start, Found: quoteFrom(b, start), Expected: "a quotation mark"}
	}
	length := bytes.IndexByte(b[start+1:], '"')
	if length < 0 {
		return nil, 0, ErrIncomplete
	}
	n = start + length + 2
	value = b[start+1 : n-1]
	if string(value) == "?" {
		return nil, n, ErrUnknownVariable
	}
	return value, n, nil
}

// AppendSGDAnswer appends the answer of a printer to a getvar; known is false
// for a variable it does not have.
func AppendSGDAnswer(b []byte, value string, known bool) []byte {
	if !known {
		value = "?"
	}
	b = append(b, '"')
	b = append(b, value...)
	return append(b, '"')
}

// AppendJSONGetvar appends the request for variables in JSON: with the mark that
// a port for ZPL needs, "{}{"device.uptime":null}".
func AppendJSONGetvar(b []byte, names ...string) []byte {
	b = append(b, "{}{"...)
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		quoted, _ := json.Marshal(name) // a string always has JSON
		b = append(append(b, quoted...), ":null"...)
	}
	return append(b, '}')
}

// maxJSON is the longest answer in JSON that is read.
const maxJSON = 1 << 20

// ParseJSONAnswer reads the answer to a request in JSON that b begins with: an
// object whose members are strings, or null for variables the printer does not
// know, which are left out. n is its length. It gives [ErrIncomplete] until the
// object is whole, and an [*Error] if b begins otherwise.
func ParseJSONAnswer(b []byte) (values map[string]string, n int, err error) {
	d := json.NewDecoder(bytes.NewReader(b[:min(len(b), maxJSON)]))
	var members map[string]*string
	switch err := d.Decode(&members); {
	case (err == io.EOF || err == io.ErrUnexpectedEOF) && len(b) < maxJSON:
		return nil, 0, ErrIncomplete
	case err != nil || members == nil:
		return nil, 0, &Error{What: "answer in JSON", Found: quoteFrom(b, 0), Expected: "an object of strings"}
	}
	values = make(map[string]string, len(members))
	for name, value := range members {
		if value != nil {
			values[name] = *value
		}
	}
	return values, int(d.InputOffset()), nil
}

// An SGD is one line of the Set-Get-Do language.
type SGD struct {
	Verb  string // "getvar", "setvar" or "do"
	Name  string // in lower case
	Value string // of setvar and do
}

// ParseSGD reads one line of Set-Get-Do, such as
//
//	! U1 getvar "device.uptime"
func ParseSGD(line []byte) (SGD, error) {
	text := strings.TrimRight(string(line), "\r\n ")
	rest, ok := strings.CutPrefix(text, "! U1 ")
	if !ok {
		rest, ok = strings.CutPrefix(text, "! U ")
	}
	fault := func(expected string) (SGD, error) {
		pos := len(text) - len(rest)
		return SGD{}, &Error{What: "SGD line", Pos: pos, Found: quoteFrom(text, pos), Expected: expected}
	}
	if !ok {
		return fault(`"! U1 "`)
	}
	verb, after, _ := strings.Cut(rest, " ")
	s := SGD{Verb: strings.ToLower(verb)}
	if s.Verb != "getvar" && s.Verb != "setvar" && s.Verb != "do" {
		return fault("getvar, setvar or do")
	}
	rest = after
	if s.Name, rest, ok = cutQuoted(rest); !ok || s.Name == "" {
		return fault("a name in quotation marks")
	}
	s.Name = strings.ToLower(s.Name)
	if s.Verb == "getvar" {
		return s, nil
	}
	if s.Value, rest, ok = cutQuoted(rest); !ok && s.Verb == "setvar" {
		return fault("a value in quotation marks")
	}
	return s, nil
}

// cutQuoted cuts a string in quotation marks off the beginning of s; without
// one, rest is s.
func cutQuoted(s string) (value, rest string, ok bool) {
	inner, ok := strings.CutPrefix(strings.TrimLeft(s, " "), `"`)
	if !ok {
		return "", s, false
	}
	value, rest, ok = strings.Cut(inner, `"`)
	if !ok {
		return "", s, false
	}
	return value, rest, true
}

// AppendUptime appends d as the variable device.uptime has it,
// "00 days 02 hours 45 mins 30 secs"; parts of a second are dropped, a negative
// d counts as none.
func AppendUptime(b []byte, d time.Duration) []byte {
	s := max(int64(d/time.Second), 0)
	return fmt.Appendf(b, "%02d days %02d hours %02d mins %02d secs", s/86400, s/3600%24, s/60%60, s%60)
}

var uptimeUnits = [...]struct {
	name string
	unit time.Duration
	max  int64
}{
	{"days", 24 * time.Hour, 100_000},
	{"hours", time.Hour, 23},
	{"mins", time.Minute, 59},
	{"secs", time.Second, 59},
}

// ParseUptime reads the value of the variable device.uptime.
func ParseUptime(s string) (time.Duration, error) {
	words := strings.Fields(s)
	fault := &Error{What: "device.uptime", Found: quoteFrom(s, 0), Expected: `"00 days 02 hours 45 mins 30 secs"`}
	if len(words) != 2*len(uptimeUnits) {
		return 0, fault
	}
	var d time.Duration
	for i, u := range uptimeUnits {
		n, err := strconv.ParseUint(words[2*i], 10, 31)
		if err != nil || int64(n) > u.max || words[2*i+1] != u.name {
			return 0, fault
		}
		d += time.Duration(n) * u.unit
	}
	return d, nil
}
