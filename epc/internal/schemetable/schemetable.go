// Package schemetable reads the text table of EPC coding schemes, schemes.txt
// of package epc, and writes it as Go source. [Parse] and [Table.Source] are
// all there is to it; the table's head describes its layout.
//
// # Specification
//
// The facts are those of the GS1 EPC Tag Data Standard; the table names the
// edition and the clauses. Parse refuses a table whose numbers contradict each
// other: fields that do not add up to the scheme's bits, a partition row too
// narrow for its digits.
//
// # Errors
//
// Errors name the line of the table.
package schemetable

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// A Table is the facts of the schemes in the order of the text.
type Table struct {
	Document       string // name and edition that every clause is of, "TDS 2.3"
	HeaderClause   string
	Headers        []Header
	Reserved       []Reserved
	ShortestPrefix int
	KnownLengths   []KnownLength
	Excluded       []Exclusion
	Filters        []FilterSet
	Partitions     []Partition
	Schemes        []Scheme
}

// A Header is a header value and the name of the scheme it announces.
type Header struct {
	Value uint8
	Name  string
}

// A Reserved is a header value that announces no scheme: what it is and what
// to do about it.
type Reserved struct {
	Value     uint8
	What, Fix string
}

// A KnownLength says that keys whose digits after the indicator digit begin
// with one of From to To have a company prefix of Length digits.
type KnownLength struct {
	Key, From, To string
	Length        int
	Clause        string
}

// An Exclusion is a range of digits after the indicator digit that belongs to
// no EPC of the key.
type Exclusion struct {
	Key, From, To, What, Clause string
}

// A FilterSet is the meaning of filter values; a reserved value has none.
type FilterSet struct {
	Name, Clause string
	Meaning      map[uint8]string
	Default      uint8
}

// A Partition is a partition table, its rows indexed by partition value.
type Partition struct {
	Name, Clause string
	Rows         []Row
}

// A Row is one partition value: bits and digits of company prefix and rest.
type Row struct {
	PrefixBits, PrefixDigits, RestBits, RestDigits int
}

// A Scheme is one binary coding scheme.
type Scheme struct {
	Name, Clause, TagURI, PureURI, Filters, Key string

	Header uint8
	Bits   int
	Wider  []string // schemes of the same key that hold every serial
	Fields []Field
}

// A Field is a run of bits of a scheme. At is the first, counted from the
// first bit of the header.
type Field struct {
	Name      string
	At, Bits  int
	Method    string // constant, integer or partition
	Partition string
}

// line is one line of the table: its columns, and the words of the first.
type line struct {
	number   int
	indented bool
	columns  []string
	words    []string
}

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("schemetable: line %d: %s", l.number, fmt.Sprintf(format, args...))
}

func (l line) column(i int) string {
	if i >= len(l.columns) {
		return ""
	}
	return l.columns[i]
}

func (l line) word(i int) string {
	if i >= len(l.words) {
		return ""
	}
	return l.words[i]
}

func split(text string) []line {
	var lines []line
	number := 0
	for s := range strings.Lines(text) {
		number++
		s, _, _ = strings.Cut(s, "#")
		if strings.TrimSpace(s) == "" {
			continue
		}
		l := line{number: number, indented: s[0] == '\t' || s[0] == ' '}
		for c := range strings.SplitSeq(s, "|") {
			l.columns = append(l.columns, strings.TrimSpace(c))
		}
		l.words = strings.Fields(l.columns[0])
		lines = append(lines, l)
	}
	return lines
}

// Parse reads the table and checks that its facts fit together.
func Parse(text string) (*Table, error) {
	t := new(Table)
	var block line
	for _, l := range split(text) {
		if !l.indented {
			block = l
			if err := t.open(l); err != nil {
				return nil, err
			}
			continue
		}
		if err := t.fact(block, l); err != nil {
			return nil, err
		}
	}
	if err := t.verify(); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Table) open(l line) error {
	name, clause := l.word(1), l.column(1)
	switch l.word(0) {
	case "document":
		t.Document = clause
	case "headers":
		t.HeaderClause = clause
	case "reserved", "company-prefix", "known-length", "excluded":
	case "filters":
		t.Filters = append(t.Filters, FilterSet{Name: name, Clause: clause, Meaning: map[uint8]string{}})
	case "partition":
		t.Partitions = append(t.Partitions, Partition{Name: name, Clause: clause})
	case "scheme":
		t.Schemes = append(t.Schemes, Scheme{Name: name, Clause: clause})
	default:
		return l.errorf("unknown block %q", l.word(0))
	}
	return nil
}

func (t *Table) fact(block, l line) (err error) {
	switch block.word(0) {
	case "headers":
		h := Header{Name: l.word(1)}
		h.Value, err = l.header()
		t.Headers = append(t.Headers, h)
	case "reserved":
		r := Reserved{What: l.column(1), Fix: l.column(2)}
		r.Value, err = l.header()
		t.Reserved = append(t.Reserved, r)
	case "company-prefix":
		t.ShortestPrefix, err = l.integer(l.word(0))
	case "known-length":
		k := KnownLength{Key: block.word(1), Clause: block.column(1)}
		k.Length, err = l.integer(l.column(1))
		k.From, k.To = span(l.word(0))
		t.KnownLengths = append(t.KnownLengths, k)
	case "excluded":
		x := Exclusion{Key: block.word(1), What: l.column(1), Clause: l.column(2)}
		x.From, x.To = span(l.word(0))
		t.Excluded = append(t.Excluded, x)
	case "filters":
		err = last(t.Filters).fact(l)
	case "partition":
		err = last(t.Partitions).fact(l)
	case "scheme":
		err = last(t.Schemes).fact(l)
	default:
		err = l.errorf("a fact outside a block that takes one")
	}
	return err
}

func last[T any](s []T) *T { return &s[len(s)-1] }

// span reads "20-29", or "04" for a span of one.
func span(s string) (from, to string) {
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return from, from
	}
	return from, to
}

func (l line) header() (uint8, error) {
	v, err := strconv.ParseUint(l.word(0), 16, 8)
	if err != nil {
		return 0, l.errorf("header %q is no byte in hex", l.word(0))
	}
	return uint8(v), nil
}

func (l line) integer(s string) (int, error) {
	v, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		return 0, l.errorf("%q is no number", s)
	}
	return int(v), nil
}

func (f *FilterSet) fact(l line) error {
	v, err := l.integer(l.word(0))
	if err != nil {
		return err
	}
	f.Meaning[uint8(v)] = l.column(1)
	switch l.column(2) {
	case "":
	case "default":
		f.Default = uint8(v)
	default:
		return l.errorf("unknown mark %q", l.column(2))
	}
	return nil
}

func (p *Partition) fact(l line) error {
	value, err := l.integer(l.word(0))
	if err != nil {
		return err
	}
	if value != len(p.Rows) || value >= 1<<PartitionBits {
		return l.errorf("partition value %d does not follow the row before or fit %d bits", value, PartitionBits)
	}
	var numbers [4]int
	words := strings.Fields(l.column(1) + " " + l.column(2))
	if len(words) != len(numbers) {
		return l.errorf("a row has bits and digits of two parts")
	}
	for i, w := range words {
		if numbers[i], err = l.integer(w); err != nil {
			return err
		}
	}
	row := Row{numbers[0], numbers[1], numbers[2], numbers[3]}
	if row.PrefixDigits > maxDigits || row.RestDigits > maxDigits {
		return l.errorf("more digits than %d", maxDigits)
	}
	if row.PrefixBits < digitBits(row.PrefixDigits) || row.RestBits < digitBits(row.RestDigits) {
		return l.errorf("too few bits for the digits")
	}
	p.Rows = append(p.Rows, row)
	return nil
}

const maxDigits = 19 // of a number in 64 bits

// Pow10 returns the number of values that digits decimal digits have, at most
// 19 of them.
func Pow10(digits int) uint64 {
	v := uint64(1)
	for range digits {
		v *= 10
	}
	return v
}

// digitBits is how many bits the largest number of that many digits needs.
func digitBits(digits int) int { return bits.Len64(Pow10(digits) - 1) }

func (s *Scheme) fact(l line) (err error) {
	value := l.word(1)
	switch l.word(0) {
	case "bits":
		s.Bits, err = l.integer(value)
	case "tag-uri":
		s.TagURI = value
	case "pure-uri":
		s.PureURI = value
	case "filters":
		s.Filters = value
	case "key":
		s.Key = value
	case "wider":
		s.Wider = l.words[1:]
	case "field":
		err = s.field(l)
	default:
		err = l.errorf("unknown fact %q", l.word(0))
	}
	return err
}

func (s *Scheme) field(l line) error {
	n, err := l.integer(l.word(2))
	if err != nil {
		return err
	}
	f := Field{Name: l.word(1), Bits: n, Method: l.word(3), Partition: l.word(4)}
	if len(s.Fields) > 0 {
		before := last(s.Fields)
		f.At = before.At + before.Bits
	}
	switch f.Name + " " + f.Method {
	case "header constant", "filter integer", "partition partition", "serial integer":
	default:
		return l.errorf("no field %q with method %q is known", f.Name, f.Method)
	}
	s.Fields = append(s.Fields, f)
	return nil
}

func (t *Table) verify() error {
	if t.Document == "" || t.ShortestPrefix == 0 {
		return fmt.Errorf("schemetable: no document or no company-prefix")
	}
	for i := range t.Schemes {
		if err := t.verifyScheme(&t.Schemes[i]); err != nil {
			return fmt.Errorf("schemetable: scheme %s: %w", t.Schemes[i].Name, err)
		}
	}
	return nil
}

func (t *Table) verifyScheme(s *Scheme) error {
	h := slices.IndexFunc(t.Headers, func(h Header) bool { return h.Name == s.Name })
	if h < 0 {
		return fmt.Errorf("has no header")
	}
	s.Header = t.Headers[h].Value
	if s.TagURI == "" || s.PureURI == "" || s.Key == "" {
		return fmt.Errorf("lacks tag-uri, pure-uri or key")
	}
	if !slices.ContainsFunc(t.Filters, func(f FilterSet) bool { return f.Name == s.Filters }) {
		return fmt.Errorf("has unknown filters %q", s.Filters)
	}
	if len(s.Fields) == 0 || last(s.Fields).At+last(s.Fields).Bits != s.Bits {
		return fmt.Errorf("its fields are not %d bits", s.Bits)
	}
	for _, f := range s.Fields {
		if err := t.verifyField(f); err != nil {
			return err
		}
	}
	return nil
}

func (t *Table) verifyField(f Field) error {
	if f.Method != "partition" {
		return nil
	}
	p := slices.IndexFunc(t.Partitions, func(p Partition) bool { return p.Name == f.Partition })
	if p < 0 {
		return fmt.Errorf("has unknown partition table %q", f.Partition)
	}
	for value, row := range t.Partitions[p].Rows {
		if PartitionBits+row.PrefixBits+row.RestBits != f.Bits {
			return fmt.Errorf("partition %d is not %d bits", value, f.Bits)
		}
	}
	return nil
}

// PartitionBits is the width of the partition value at the head of a field of
// method "partition".
const PartitionBits = 3 // TDS 2.3 §14.3.3
