// Package schemetable reads the text table of EPC coding schemes, schemes.txt
// of package epc, and writes it as Go source. [Parse] and [Table.Source] are
// all there is to it; the table's head describes its layout.
//
// # Specification
//
// The facts are those of the GS1 EPC Tag Data Standard; the table names the
// edition and the clauses. Parse refuses a table whose numbers contradict each
// other: fields that do not add up to the scheme's bits, a partition row too
// narrow for its digits, identifiers of unlike length that begin alike.
//
// # Errors
//
// Errors name the line of the table.
package schemetable

import (
	"fmt"
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
	Dates          []string // identifiers by date type
	Formats        []Format
	Hosts          []HostCode
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

// A Partition is a partition table, its rows indexed by partition value. Method
// codes the rest of the key, which is called Rest.
type Partition struct {
	Name, Clause, Method, Rest string
	Rows                       []Row
}

// A Row is one partition value: bits and digits, or characters, of company
// prefix and rest.
type Row struct {
	PrefixBits, PrefixDigits, RestBits, RestDigits int
}

// A Scheme is one binary coding scheme. The schemes of TDS 2.x have elements
// after Plus instead of fields.
type Scheme struct {
	Name, Clause, PureURI, Filters, Key string

	Header     uint8
	Bits       int      // 0 where the value decides
	Wider      []string // schemes of the same key that hold every serial
	DecodeOnly bool
	Fields     []Field
	Elements   []Element
	Plus       []Key
	Date, Host bool
}

// A Field is a run of bits of a scheme.
type Field struct {
	Name      string
	Bits      int    // 0 where the value decides
	Method    string // as the head of the table lists them
	Partition string // of method partition
	Min, Max  int    // digits or characters, 0 where the bits decide
	Hash      string // where a hash sign may stand: "", "first" or "any"
}

// An Element is how the value of an identifier is made of fields.
type Element struct {
	AI     string
	Parts  []string
	Unless string // the field's value that says there is no such element
}

// A Key is an identifier of a TDS 2.x scheme; None is the value that stands for
// no element, if one does.
type Key struct{ AI, None string }

// A Format is how the values of identifiers are written, part by part.
type Format struct {
	AIs   []string
	Parts []Part
}

// A Part is one part of a Format; which numbers it has depends on Method.
type Part struct {
	Method               string
	Digits, Length, Most int
	Check                int
	Hash                 bool
}

// A HostCode is a part of a domain name and its code of one or two units of
// seven bits.
type HostCode struct {
	Units []uint8
	Text  string
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
	case "reserved", "company-prefix", "known-length", "excluded", "dates", "aidc", "host":
	case "filters":
		t.Filters = append(t.Filters, FilterSet{Name: name, Clause: clause, Meaning: map[uint8]string{}})
	case "partition":
		t.Partitions = append(t.Partitions, Partition{Name: name, Method: l.word(2), Clause: clause, Rest: l.column(2)})
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
		h.Value, err = l.hex(l.word(0))
		t.Headers = append(t.Headers, h)
	case "reserved":
		r := Reserved{What: l.column(1), Fix: l.column(2)}
		r.Value, err = l.hex(l.word(0))
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
	case "dates":
		t.Dates = append(t.Dates, l.word(1))
	case "filters":
		err = last(t.Filters).fact(l)
	case "partition":
		err = last(t.Partitions).fact(l)
	case "scheme":
		err = last(t.Schemes).fact(l)
	case "aidc":
		err = t.format(l)
	case "host":
		err = t.host(l)
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

func (l line) hex(s string) (uint8, error) {
	v, err := strconv.ParseUint(s, 16, 8)
	if err != nil {
		return 0, l.errorf("%q is no byte in hex", s)
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

// integers reads all words.
func (l line) integers(words []string) ([]int, error) {
	var all []int
	for _, w := range words {
		v, err := l.integer(w)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

func (f *FilterSet) fact(l line) error {
	from, to := span(l.word(0))
	ends, err := l.integers([]string{from, to})
	if err != nil {
		return err
	}
	for v := ends[0]; v <= ends[1]; v++ {
		f.Meaning[uint8(v)] = l.column(1)
	}
	switch l.column(2) {
	case "":
	case "default":
		f.Default = uint8(ends[0])
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
	numbers, err := l.integers(strings.Fields(l.column(1) + " " + l.column(2)))
	if err != nil {
		return err
	}
	if len(numbers) != 4 {
		return l.errorf("a row has bits and digits of two parts")
	}
	row := Row{numbers[0], numbers[1], numbers[2], numbers[3]}
	if row.PrefixBits < DigitBits(row.PrefixDigits) || p.Method == "digits" && row.RestBits < DigitBits(row.RestDigits) {
		return l.errorf("too few bits for the digits")
	}
	if p.Method == "terminated" && row.RestBits != 6*(row.RestDigits+1) {
		return l.errorf("not six bits a character and a zero")
	}
	p.Rows = append(p.Rows, row)
	return nil
}

func (s *Scheme) fact(l line) (err error) {
	value := l.word(1)
	switch l.word(0) {
	case "bits":
		s.Bits, err = l.variable(value)
	case "pure":
		s.PureURI = value
	case "filters":
		s.Filters = value
	case "key":
		s.Key = value
	case "wider":
		s.Wider = l.words[1:]
	case "decode-only":
		s.DecodeOnly = true
	case "field":
		err = s.field(l)
	case "element":
		err = s.element(l)
	case "plus":
		for _, w := range l.words[1:] {
			ai, none, _ := strings.Cut(w, "=")
			s.Plus = append(s.Plus, Key{ai, none})
		}
	case "date":
		s.Date = true
	case "host":
		s.Host = true
	default:
		err = l.errorf("unknown fact %q", l.word(0))
	}
	return err
}

// variable reads a number of bits, or "var".
func (l line) variable(s string) (int, error) {
	if s == "var" {
		return 0, nil
	}
	return l.integer(s)
}

func (s *Scheme) field(l line) error {
	n, err := l.variable(l.word(2))
	if err != nil {
		return err
	}
	f := Field{Name: strings.ReplaceAll(l.word(1), "-", " "), Bits: n, Method: l.word(3)}
	args := l.words[min(4, len(l.words)):]
	if f.Method == "partition" {
		f.Partition, args = l.word(4), nil
	}
	if len(args) > 0 && args[len(args)-1] == "hash-first" {
		f.Hash, args = "first", args[:len(args)-1]
	}
	numbers, err := l.integers(args)
	if err != nil {
		return err
	}
	switch {
	case f.Method == "terminated" && len(numbers) == 2:
		f.Min, f.Max = numbers[0], numbers[1]
	case (f.Method == "digits" || f.Method == "integer") && len(numbers) == 1:
		f.Max = numbers[0]
	case len(numbers) != 0 || !slices.Contains(methods, f.Method):
		return l.errorf("no field %q with method %q and %d numbers is known", f.Name, f.Method, len(numbers))
	}
	s.Fields = append(s.Fields, f)
	return nil
}

// methods are those that need no numbers.
var methods = []string{"constant", "partition", "integer", "string", "numeric", "cage8", "cage6", "zero"}

func (s *Scheme) element(l line) error {
	e := Element{AI: l.word(1), Parts: l.words[2:]}
	if i := slices.Index(e.Parts, "unless"); i >= 0 && i+2 == len(e.Parts) {
		e.Parts, e.Unless = e.Parts[:i], e.Parts[i+1]
	}
	if _, err := l.integer(e.AI); err != nil {
		return err
	}
	for _, p := range e.Parts {
		if _, ok := s.part(p); !ok {
			return l.errorf("element (%s) has unknown part %q", e.AI, p)
		}
	}
	s.Elements = append(s.Elements, e)
	return nil
}

// part returns how the source calls a part of an element.
func (s *Scheme) part(name string) (source string, ok bool) {
	switch name {
	case "0":
		return "partZero", true
	case "check":
		return "partCheck", true
	case "first":
		return "partFirst", true
	case "tail":
		return "partTail", true
	}
	i := slices.Index(s.components(), name)
	return fmt.Sprintf("partComponent + %d", i), i >= 0
}

// components are the names of what a URI has between its dots.
func (s *Scheme) components() []string {
	var names []string
	for _, f := range s.Fields {
		switch {
		case f.Method == "partition":
			names = append(names, "prefix", "rest")
		case f.Method != "constant" && f.Method != "zero" && f.Name != "filter":
			names = append(names, f.Name)
		}
	}
	return names
}

// format reads identifiers and how their values are written.
func (t *Table) format(l line) error {
	var f Format
	for _, w := range l.words {
		from, to := span(w)
		ends, err := l.integers([]string{from, to})
		if err != nil {
			return err
		}
		for v := ends[0]; v <= ends[1]; v++ {
			f.AIs = append(f.AIs, fmt.Sprintf("%0*d", len(from), v))
		}
	}
	for text := range strings.SplitSeq(l.column(1), "+") {
		p, err := l.part(strings.Fields(text))
		if err != nil {
			return err
		}
		f.Parts = append(f.Parts, p)
	}
	t.Formats = append(t.Formats, f)
	return nil
}

func (l line) part(words []string) (p Part, err error) {
	if len(words) == 0 {
		return p, l.errorf("a part is missing")
	}
	p.Method = words[0]
	args := words[1:]
	if n := len(args); n > 0 && args[n-1] == "hash" {
		p.Hash, args = true, args[:n-1]
	}
	if n := len(args); n > 1 && args[n-2] == "check" {
		if p.Check, err = l.integer(args[n-1]); err != nil {
			return p, err
		}
		args = args[:n-2]
	}
	numbers, err := l.integers(args)
	if err != nil {
		return p, err
	}
	switch p.Method {
	case "bcd", "integer":
		if len(numbers) != 1 || numbers[0] > 20 {
			return p, l.errorf("%s has one number of digits, at most 20", p.Method)
		}
		p.Digits = numbers[0]
	case "number", "text", "delimited":
		if len(numbers) != 2 || numbers[1] >= 1<<numbers[0] {
			return p, l.errorf("%s has the bits of its length and the greatest length", p.Method)
		}
		p.Length, p.Most = numbers[0], numbers[1]
	case "date", "date-minute", "date-range", "date-time", "country", "bit", "minus", "sequence":
	default:
		return p, l.errorf("unknown method %q", p.Method)
	}
	return p, nil
}

// host reads a code and its text, or the first of two codes, the second and the
// texts from there on.
func (t *Table) host(l line) error {
	first, err := l.hex(l.word(0))
	if err != nil {
		return err
	}
	if len(l.words) == 2 {
		t.Hosts = append(t.Hosts, HostCode{Units: []uint8{first}, Text: l.word(1)})
		return nil
	}
	second, err := l.hex(l.word(1))
	if err != nil {
		return err
	}
	for i, text := range l.words[2:] {
		t.Hosts = append(t.Hosts, HostCode{Units: []uint8{first, second + uint8(i)}, Text: text})
	}
	return nil
}
