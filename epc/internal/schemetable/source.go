package schemetable

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strings"
)

// Source returns the Go file that declares the facts in package epc. It is the
// same for the same table.
func (t *Table) Source() ([]byte, error) {
	w := new(writer)
	w.printf("// Code generated from schemes.txt by epc/internal/gen; DO NOT EDIT.\n\npackage epc\n\n")
	w.printf("const document = %q // the standard that every clause below is of\n\n", t.Document)
	w.printf("const shortestPrefix = %d // digits of a company prefix\n\n", t.ShortestPrefix)
	w.constants(t)
	w.schemes(t)
	w.partitions(t)
	w.filters(t)
	w.headers(t)
	w.keys(t)
	return format.Source(w.Bytes())
}

type writer struct{ bytes.Buffer }

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

// identifier turns "SGTIN-96" into SGTIN96, "SGTIN++" into SGTINPlusPlus and
// "sgtin" into Sgtin.
func identifier(name string) string {
	name = strings.ReplaceAll(name, "+", "Plus")
	var b strings.Builder
	for part := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

func (w *writer) constants(t *Table) {
	w.printf("// The binary coding schemes that this package reads and writes.\nconst (\n")
	for i, s := range t.Schemes {
		kind := ""
		if i == 0 {
			kind = " Scheme = iota + 1"
		}
		w.printf("%s%s // %s, %s %s\n", identifier(s.Name), kind, s.Name, t.Document, s.Clause)
	}
	w.printf(")\n\n")
}

func (w *writer) schemes(t *Table) {
	w.printf("var schemes = [...]coding{\n")
	for _, s := range t.Schemes {
		w.printf("%s: { // %s\nname: %q, tagURI: %q, pureURI: %q, key: %q,\n",
			identifier(s.Name), s.Clause, s.Name, s.TagURI, s.PureURI, s.Key)
		w.printf("clause: %q,\nheader: 0x%02X, bits: %d,\n", s.Clause, s.Header, s.Bits)
		w.printf("filters: &filters%s,\nwider: %q,\n", identifier(s.Filters), strings.Join(s.Wider, " or "))
		for _, f := range s.Fields {
			w.field(s, f)
		}
		w.printf("},\n")
	}
	w.printf("}\n\n")
}

func (w *writer) field(s Scheme, f Field) {
	switch f.Method {
	case "integer":
		w.printf("%s: segment{%d, %d},\n", f.Name, f.At, f.Bits)
	case "partition":
		w.printf("partition: segment{%d, %d},\nrows: &rows%s,\n", f.At, PartitionBits, identifier(s.Name))
	}
}

// partitions writes the rows of each scheme's partition table with the places
// of the fields.
func (w *writer) partitions(t *Table) {
	for _, s := range t.Schemes {
		for _, f := range s.Fields {
			if f.Method == "partition" {
				p := t.Partitions[slices.IndexFunc(t.Partitions, func(p Partition) bool { return p.Name == f.Partition })]
				w.printf("// %s\nvar rows%s = [%d]partition{\n", p.Clause, identifier(s.Name), 1<<PartitionBits)
				for value, r := range p.Rows {
					w.row(value, r, f.At+PartitionBits)
				}
				w.printf("}\n\n")
			}
		}
	}
}

func (w *writer) row(value int, r Row, at int) {
	w.printf("%d: {\nprefix: segment{%d, %d}, prefixDigits: %d, prefixLimit: %d,\n",
		value, at, r.PrefixBits, r.PrefixDigits, Pow10(r.PrefixDigits))
	w.printf("rest: segment{%d, %d}, restDigits: %d, restLimit: %d,\n},\n",
		at+r.PrefixBits, r.RestBits, r.RestDigits, Pow10(r.RestDigits))
}

func (w *writer) filters(t *Table) {
	for _, f := range t.Filters {
		w.printf("// %s\nvar filters%s = filterSet{\nclause: %q, standard: %d,\nmeaning: []string{\n",
			f.Clause, identifier(f.Name), f.Clause, f.Default)
		for value := range 256 {
			if meaning, ok := f.Meaning[uint8(value)]; ok {
				w.printf("%d: %q,\n", value, meaning)
			}
		}
		w.printf("},\n}\n\n")
	}
}

func (w *writer) headers(t *Table) {
	w.printf("// schemeOf is the scheme of a header, where it is one that this package reads.\nvar schemeOf = [256]Scheme{\n")
	for _, s := range t.Schemes {
		w.printf("0x%02X: %s,\n", s.Header, identifier(s.Name))
	}
	w.printf("}\n\nconst headerClause = %q\n\n", t.HeaderClause)
	w.printf("var headers = [...]header{\n")
	for _, h := range t.Headers {
		w.printf("{value: 0x%02X, name: %q},\n", h.Value, h.Name)
	}
	w.printf("}\n\nvar reserved = [...]reservedHeader{\n")
	for _, r := range t.Reserved {
		w.printf("{value: 0x%02X, what: %q, fix: %q},\n", r.Value, r.What, r.Fix)
	}
	w.printf("}\n\n")
}

func (w *writer) keys(t *Table) {
	w.printf("var knownLengths = [...]knownLength{\n")
	for _, k := range t.KnownLengths {
		w.printf("{key: %q, from: %q, to: %q, length: %d}, // %s\n", k.Key, k.From, k.To, k.Length, k.Clause)
	}
	w.printf("}\n\nvar exclusions = [...]exclusion{\n")
	for _, x := range t.Excluded {
		w.printf("{key: %q, from: %q, to: %q, what: %q, clause: %q},\n", x.Key, x.From, x.To, x.What, x.Clause)
	}
	w.printf("}\n")
}
