package virtual

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/eachmark/eachmark/zpl"
)

// maxQuestion bounds one JSON object that a host sends.
const maxQuestion = 64 << 10 // bytes

// listenJSON answers the JSON objects of a host until it sends something else.
func (p *Printer) listenJSON(on *power, l *line) {
	limited := &io.LimitedReader{R: l, N: maxQuestion}
	decoder := json.NewDecoder(limited)
	for {
		question, err := readObject(decoder)
		if err != nil {
			return
		}
		limited.N = maxQuestion
		if len(question) > 0 && !p.say(l, p.answerJSON(on, question)) {
			return
		}
	}
}

// A member is a name and value of a JSON object.
type member struct {
	name  string
	value any // a string sets a variable
}

// errNotObject is what ends a conversation in JSON.
var errNotObject = errors.New("virtual: not an object of JSON")

// readObject reads one object, its members in order.
func readObject(d *json.Decoder) (members []member, err error) {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.Join(err, errNotObject)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		m := member{name: name.(string)} // nothing else is the name of a member
		if err := d.Decode(&m.value); err != nil {
			return nil, err
		}
		members = append(members, m)
	}
	_, err = d.Token()
	return members, err
}

// answerJSON sets what is to be set and returns the values of all members; those
// of unknown names are null.
func (p *Printer) answerJSON(on *power, question []member) []byte {
	answer := []byte("{")
	for i, m := range question {
		if set, ok := m.value.(string); ok {
			p.setvar(on, zpl.SGD{Verb: "setvar", Name: m.name, Value: set})
		}
		if i > 0 {
			answer = append(answer, ',')
		}
		answer = append(appendJSON(answer, m.name), ':')
		if value, known := p.getvar(on, m.name); known {
			answer = appendJSON(answer, value)
		} else {
			answer = append(answer, "null"...)
		}
	}
	if p.Stopped() != 0 && p.config.Answers == AnswersNothing {
		return nil
	}
	return append(answer, '}')
}

func appendJSON(b []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil {
		return b // strings can be written
	}
	return append(b, quoted...)
}
