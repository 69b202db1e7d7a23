package fuzz

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/eachmark/eachmark/gs1/record"
)

// FuzzRecord reads any text in every format, at once and byte by byte: the
// records are the same, bounded, and where they say. Fields of NDJSON are those
// that encoding/json finds.
func FuzzRecord(f *testing.F) {
	for _, s := range []string{
		"a\r\nb\n\nc", "id;udi\n1;\"a\"\"b\"\n2\n", `{"udi":"A","x":[{"udi":"B"}]}`, `{"u\u0064i":"A\n","udi":7}`,
		"<d><epcList><epc> A </epc></epcList></d>", `{"epcList":["A",{"parentID":"B"}],"childEPCs":[]}`, "\ufeffudi\n1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for _, o := range []record.Options{
			{}, {Format: record.CSV, Column: "udi"}, {Format: record.CSV, Column: "2"}, {Format: record.TSV, Column: "1", Header: true},
			{Format: record.NDJSON, Column: "udi"}, {Format: record.EPCIS},
		} {
			slow, err := record.NewReader(iotest.OneByteReader(strings.NewReader(in)), &o)
			fast, same := record.NewReader(strings.NewReader(in), &o)
			if (err == nil) != (same == nil) {
				t.Fatalf("%q: %v byte by byte, %v at once", in, err, same)
			}
			if err == nil {
				checkRecords(t, in, o, read(slow), read(fast))
			}
		}
	})
}

// A readRecord is a record, or the error in place of one.
type readRecord struct {
	record.Record
	err error
}

func read(r *record.Reader) (list []readRecord) {
	for rec, err := range r.All() {
		list = append(list, readRecord{rec, err})
	}
	return list
}

func checkRecords(t *testing.T, in string, o record.Options, slow, fast []readRecord) {
	t.Helper()
	if len(slow) != len(fast) {
		t.Fatalf("%q as %s: %+v byte by byte, %+v at once", in, o.Format, slow, fast)
	}
	for i, r := range fast {
		if slow[i].Record != r.Record || (slow[i].err == nil) != (r.err == nil) {
			t.Fatalf("%q as %s: %+v byte by byte, %+v at once", in, o.Format, slow[i], r)
		}
		var wrong *record.Error
		if errors.As(r.err, &wrong) && (wrong.Finding.Start > wrong.Finding.End || wrong.Finding.End > len(r.Text)) {
			t.Fatalf("%q: finding outside of %q: %+v", in, r.Text, wrong.Finding)
		}
		if r.err == nil && (r.Row < 1 || r.Row > strings.Count(in, "\n")+1 || r.Byte < 0 || r.Byte > len(in)) {
			t.Fatalf("%q as %s: at %d:%d", in, o.Format, r.Row, r.Byte)
		}
	}
	if o.Format == record.Lines || o.Format == record.NDJSON {
		checkLines(t, in, o, fast)
	}
}

// checkLines holds that there is one record a line, and what encoding/json says
// of it.
func checkLines(t *testing.T, in string, o record.Options, records []readRecord) {
	t.Helper()
	i := 0
	for line := range strings.Lines(in) {
		text := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if i == 0 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		r := records[i]
		i++
		if r.Row != i {
			t.Fatalf("%q: line %d is on row %d", in, i, r.Row)
		}
		want, ok := text, true
		if o.Format == record.NDJSON {
			want, ok = fieldOf(text, o.Column)
		}
		if ok != (r.err == nil) || ok && r.Text != want {
			t.Fatalf("%q: line %d is %q, %v, want %q", in, i, r.Text, r.err, want)
		}
	}
}

// fieldOf is what encoding/json finds in a field of a JSON object.
func fieldOf(line, name string) (text string, ok bool) {
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(line), &object) != nil {
		return "", false
	}
	raw := object[name]
	if len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	return text, json.Unmarshal(raw, &text) == nil
}
